# Models of a shop with dataclasses, enums, typing and a small serializer driven by annotations.
from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, make_dataclass, replace
from typing import Annotated, Any, ClassVar, Generic, Literal, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Currency(enum.StrEnum):
    EUR = enum.auto()
    USD = enum.auto()


class Rights(enum.Flag):
    NONE = 0
    READ = enum.auto()
    WRITE = enum.auto()
    ADMIN = enum.auto()
    EDIT = READ | WRITE


@dataclass(frozen=True, order=True, slots=True)
class Money:
    cents: int
    currency: Currency = Currency.EUR

    def __str__(self):
        return f"{self.cents / 100:.2f} {self.currency}"


@dataclass
class Item:
    name: str
    price: Money
    tags: list[str] = field(default_factory=list)
    _: KW_ONLY
    stock: int = 0
    secret: str = field(default="s", repr=False, compare=False, metadata={"hidden": True})
    count: ClassVar[int] = 0
    seed: InitVar[int | None] = None

    def __post_init__(self, seed):
        Item.count += 1
        self.stock += seed or 0


@dataclass
class Order(Generic[T]):
    id: T
    items: dict[str, Item] = field(default_factory=dict)
    note: Optional[str] = None
    rights: Rights = Rights.EDIT
    where: tuple[float, float] | None = None


def encode(x: Any) -> Any:
    if dataclasses.is_dataclass(x):
        return {f.name: encode(getattr(x, f.name)) for f in fields(x) if not f.metadata.get("hidden")}
    if isinstance(x, Rights):
        return x.name
    if isinstance(x, dict):
        return {k: encode(v) for k, v in x.items()}
    return [encode(v) for v in x] if isinstance(x, (list, tuple)) else x


def decode(tp: Any, v: Any) -> Any:
    origin, args = get_origin(tp), get_args(tp)
    if origin in (Union, types.UnionType):
        if v is None and type(None) in args:
            return None
        return decode(next(a for a in args if a is not type(None)), v)
    if origin is list:
        return [decode(args[0], e) for e in v]
    if origin is tuple:
        return tuple(decode(a, e) for a, e in zip(args, v))
    if origin is dict:
        return {k: decode(args[1], e) for k, e in v.items()}
    if isinstance(tp, TypeVar):
        return v
    if dataclasses.is_dataclass(tp):
        hints = get_type_hints(tp)
        return tp(**{k: decode(hints[k], e) for k, e in v.items()})
    if isinstance(tp, enum.EnumType):
        return tp[v] if issubclass(tp, enum.Flag) else tp(v)
    return v


order = Order[int](7, {"a": Item("apple", Money(120), ["fruit"], stock=3, seed=4), "b": Item("bun", Money(99, Currency.USD))}, where=(1.5, 2))
print(order)
text = json.dumps(encode(order), indent=2)
print(text)
again = decode(Order, json.loads(text))
print(again == order, again.items["a"] is order.items["a"], Item.count)
print(astuple(order.items["b"]), asdict(Money(5)))
print(sorted([Money(5), Money(3, Currency.USD), Money(3)]), str(Money(12345)), hash(Money(1)) == hash(Money(1)))
print(replace(order.items["a"], name="pear", seed=0), Money.__slots__, Money.__match_args__, Item.__match_args__)
for bad in (lambda: setattr(Money(1), "cents", 2), lambda: Item("x"), lambda: Item("x", 1, [], 5), lambda: replace(order.items["a"], name="q"),
            lambda: Money(1) < 2, lambda: make_dataclass("D", ["a", ("b", int, 1), "c"]), lambda: make_dataclass("D", [("x", list, [])]), lambda: fields(3)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)
print(Rights.EDIT, repr(Rights.EDIT | Rights.ADMIN), ~Rights.READ, Rights.READ in Rights.EDIT, list(Rights.EDIT), Rights(0), bool(Rights.NONE))
Point = make_dataclass("Point", [("x", int), ("y", int, field(default=2))], namespace={"norm": lambda s: s.x + s.y})
print(Point(1), Point(1).norm(), [(f.name, f.type, f.default is dataclasses.MISSING) for f in fields(Point)])


class Opts(TypedDict, total=False):
    level: typing.Required[int]
    mode: Literal["r", "w"]


class Row(NamedTuple):
    a: int
    b: str = "?"


class Named(Protocol):
    name: str


typing.runtime_checkable(Named)
print(get_type_hints(Opts), Opts.__required_keys__, Opts.__optional_keys__, Row(1)._asdict(), Row._field_defaults, isinstance(order.items["a"], Named), isinstance(1, Named))
print(get_type_hints(Order), Annotated[int, "m"].__metadata__, Order[str].__origin__.__name__, Order.__parameters__)
print(repr(Optional[int]), Union[int, str, int], Literal["a", 1], typing.Callable[[int], str], list[T][int], int | None, typing.get_protocol_members(Named))
