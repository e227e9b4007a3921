"""Dataclasses: made, compared, ordered, hashed, replaced, turned into dicts; frozen ones and inherited ones."""

from dataclasses import asdict, astuple, dataclass, field, replace


@dataclass
class Point:
    x: int
    y: int = 0

    def shifted(self, dx, dy):
        return Point(self.x + dx, self.y + dy)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int
    patch: int = 0
    label: str = field(default="", compare=False)


@dataclass
class Item:
    name: str
    price: float
    count: int = 1
    tags: list = field(default_factory=list)

    @property
    def total(self):
        return self.price * self.count


@dataclass
class Special(Item):
    discount: float = 0.5

    def __post_init__(self):
        self.tags.append("special")


def run(n=4000):
    points = [Point(i) for i in range(n)]
    moved = [p.shifted(1, i) for i, p in enumerate(points)]
    equal = sum(a == b for a, b in zip(points, moved)) + sum(p == Point(p.x, p.y) for p in moved)
    versions = [Version(i % 5, i * 7 % 11, i * 3 % 13, "v%d" % i) for i in range(n)]
    ordered = sorted(versions)
    distinct = len(set(versions))
    items = [(Special if i % 3 == 0 else Item)("item%d" % i, i / 4, i % 6) for i in range(n)]
    total = sum(i.total for i in items)
    copies = [replace(i, count=2) for i in items[::5]]
    dicts = [asdict(i) for i in items[::25]]
    tuples = [astuple(p) for p in moved[::10]]
    frozen = 0
    for v in versions[:200]:
        try:
            v.major = 1
        except AttributeError:
            frozen += 1
    return (
        equal, str(ordered[0]), ordered[-1].label, distinct, total, sum(c.total for c in copies), dicts[3]["tags"],
        sum(map(sum, tuples)), frozen, len(repr(items)),
    )


CHECKSUM = (4000, "Version(major=0, minor=0, patch=0, label='v0')", 'v3644', 715, 4997667.5, 799000.0, ['special', 'special'], 1596400, 200, 254071)
