# Endless recursion that passes through builtins, so that each level nests on the machine's own stack: it ends in a
# RecursionError that the program catches where it says so, with everything in between put in order.
import copy
import functools
import json
import pickle
import re


class Sorted:
    def __lt__(self, other):
        return sorted([self, other]) == []


class Shown:
    def __repr__(self):
        return "%r" % [self]

    def __str__(self):
        return str({1: self}) + "".join(map(str, [self]))


class Hashed:
    def __hash__(self):
        return hash((self, 1))

    def __eq__(self, other):
        return [self] == [other]


class Sized:
    def __len__(self):
        return len(self)

    def __bool__(self):
        return not (self,) == () and bool(all([self]))


class Added:
    def __add__(self, other):
        return sum([self, other], start=self)

    def __index__(self):
        return range(10)[self]


class Got:
    def __getattr__(self, name):
        return getattr(self, name + "x"[:0])

    def __getitem__(self, key):
        return functools.reduce(lambda a, b: self[b], [1, 2])

    def __iter__(self):
        return iter(list(self))

    def __call__(self, *args):
        return list(map(self, [1]))

    def __contains__(self, item):
        return any(item in self for _ in "ab")


class Reduced:
    def __reduce__(self):
        return (Reduced, (copy.copy(self),))


class Encoder(json.JSONEncoder):
    def default(self, o):
        return [o]


def generator(n):
    try:
        yield from generator(n + 1)
    finally:
        closed.append(n)


def nested(m):
    return re.sub("a", nested, "a")


def through_max(x):
    return max([1, 2], key=lambda v: through_max(v))


def evaluate():
    return eval("evaluate()")


def formatted(x):
    return format(Formatted(), "x")


class Formatted:
    def __format__(self, spec):
        return f"{self:{spec}}"


class Pickled:
    def __getstate__(self):
        return {"again": pickle.dumps(self)}


closed = []
cases = {
    "sort": lambda: [Sorted(), Sorted()].sort(),
    "repr": lambda: repr(Shown()),
    "str": lambda: str(Shown()),
    "hash": lambda: {Hashed(): 1},
    "eq": lambda: Hashed() == Hashed(),
    "len": lambda: len(Sized()),
    "bool": lambda: bool(Sized()),
    "add": lambda: Added() + Added(),
    "index": lambda: [1, 2][Added()],
    "getattr": lambda: Got().name,
    "getitem": lambda: Got()[0],
    "iter": lambda: list(Got()),
    "call": lambda: Got()(),
    "contains": lambda: 1 in Got(),
    "copy": lambda: copy.copy(Reduced()),
    "json": lambda: Encoder(check_circular=False).encode(5j),
    "generator": lambda: list(generator(0)),
    "sub": lambda: nested(None),
    "max": lambda: through_max(1),
    "eval": evaluate,
    "format": lambda: formatted(1),
    "pickle": lambda: pickle.dumps(Pickled()),
}


def run(name, case):
    order = []
    try:
        try:
            try:
                case()
            finally:
                order.append("finally")
        except ValueError:
            order.append("wrong")
    except RecursionError as e:
        order.append(type(e).__name__)
        order.append(str(e).startswith("maximum recursion depth exceeded"))
    else:
        order.append("no error")
    return name, order


for name, case in cases.items():
    for _ in range(2):
        result = run(name, case)
    print(*result)
print(len(closed) > 100, closed[-1] == 0)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(800))
