# JSON both ways, a path language over it, errors with positions, custom encoders and decoders.
import json
import re
from collections import OrderedDict
from decimal import Decimal
from functools import reduce

DOC = r'''{"store": {"books": [
  {"title": "S\u00e9ance \"x\"", "price": 8.95, "tags": ["a", "b"], "isbn": null},
  {"title": "Moby \ud83d\udc0d", "price": 1e2, "tags": [], "ok": true},
  {"title": "\/slash\\back\b\f\n\r\t", "price": -0, "ok": false}],
  "bicycle": {"color": "red", "price": 19.950}}, "empty": {}, "big": 123456789012345678901234567890, "e": 1E-3}'''
doc = json.loads(DOC)
print(doc)
print(json.dumps(doc), json.dumps(doc, ensure_ascii=False, sort_keys=True), sep="\n")
print(json.dumps(doc["store"], indent="\t", separators=(",", ": ")))
print(json.dumps([], indent=2), json.dumps({}, indent=2), json.dumps([[], {}, ()], indent=1))
print(json.loads(DOC, parse_float=Decimal, parse_int=lambda s: f"int:{s}", object_pairs_hook=OrderedDict)["store"]["bicycle"])
print(json.loads("[NaN, Infinity, -Infinity]"), json.dumps([float("nan"), float("inf"), 1e16, 1e15, 0.1, -0.0, 5e-324, 10**20]))

STEP = re.compile(r"\.(\*|\w+)|\[(-?\d+|\*|\?[^]]+)\]|(\.\.)(\w+)")


def descend(node, key):
    if isinstance(node, dict):
        if key in node:
            yield node[key]
        for v in node.values():
            yield from descend(v, key)
    elif isinstance(node, list):
        for v in node:
            yield from descend(v, key)


def step(nodes, m):
    name, index, _, deep = m.groups()
    for n in nodes:
        if deep:
            yield from descend(n, deep)
        elif name == "*" or index == "*":
            yield from n.values() if isinstance(n, dict) else n if isinstance(n, list) else ()
        elif name and isinstance(n, dict) and name in n:
            yield n[name]
        elif index and index[0] == "?" and isinstance(n, list):
            key, op, value = re.fullmatch(r"\?(\w+)([<>=])(.+)", index).groups()
            test = {"<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b}[op]
            yield from (x for x in n if key in x and test(x[key], json.loads(value)))
        elif index and index[0] != "?" and isinstance(n, list) and -len(n) <= int(index) < len(n):
            yield n[int(index)]


def query(path):
    return list(reduce(step, STEP.finditer(path), [doc]))


for path in (".store.bicycle.color", ".store.books[0].title", ".store.books[-1].ok", ".store.books[*].price", "..price", ".store.*", ".store.books[?price>8].title",
             ".store.books[?ok=true].tags", ".nope[3]", "..tags[0]", ".empty.*"):
    print(path, json.dumps(query(path)))

for bad in ("", "{", "[1,]", '{"a" 1}', "{'a': 1}", '{"a": 1,}', "nul", "01", "1 2", '"abc', '"a\nb"', '"\\x"', '"\\u12"', "[1, 2", '{"a": }', "-", "[,1]", '{1: 2}', "\ufeff1", "tru", "1.", ".5", "+1"):
    try:
        print(repr(bad), json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), "|", e, "|", e.msg, e.pos, e.lineno, e.colno)


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (set, frozenset)):
            return {"__set__": sorted(o)}
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


def hook(d):
    return set(d["__set__"]) if "__set__" in d else d


text = json.dumps({"s": {3, 1}, "c": 2 + 1j, "t": (1, (2,)), 5: "int", None: 0, True: 1, 2.5: "f"}, cls=Enc)
print(text, json.loads(text, object_hook=hook))
cyc = []
cyc.append(cyc)
for bad in (lambda: json.dumps(object), lambda: json.dumps(cyc), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps({1: {"a": [b"x"]}}), lambda: json.dumps(float("nan"), allow_nan=False),
            lambda: json.loads(5), lambda: json.dumps({"b": 1, 2: 1}, sort_keys=True), lambda: json.loads(b"\xff\xff")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", str(e).split(" at 0x")[0], getattr(e, "__notes__", []))
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.loads(b'"\xc3\xa9"'), json.loads('"x"'.encode("utf-16")), json.detect_encoding(b'\x00"'))
print(list(json.JSONEncoder(indent=None).iterencode([1, {"a": [True, None]}])), json.JSONDecoder().raw_decode('[1] rest', 0), json.JSONDecoder(strict=False).decode('"a\tb"'))
