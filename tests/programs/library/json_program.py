# json: encoding and decoding of everything, formatting options, hooks, custom encoders, errors with positions.
import json
from decimal import Decimal

data = {"s": "é\"\\\n\t\u2028😀\x01", "i": 12345678901234567890, "f": [1.5, -0.0, 1e100, 1e-7, 0.1], "n": None, "b": [True, False], "e": {}, "l": [], "nested": {"a": [{"b": (1, 2)}]}}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
print(json.dumps(data, indent=2)[:200])
print(json.dumps([1, [2, [], {}], {"a": {}}], indent="--"))
print(json.dumps({1: "int", 2.5: "float", True: "bool", None: "none", "s": "str"}), json.dumps([float("nan"), float("inf"), -float("inf")]), json.dumps("x"), json.dumps(5), json.dumps({"b": 1, "a": 2}, sort_keys=True, indent=1))
print(json.loads(json.dumps(data)) == {**data, "nested": {"a": [{"b": [1, 2]}]}})
for s in ('[1, 2.0, -3e2, true, null, "x"]', ' {"a" : {"b":[ ]}} ', '"\\u00e9\\ud83d\\ude00\\ud800"', '1e400', '-0', '[NaN, Infinity, -Infinity]', '{"a": 1, "a": 2}', '123456789012345678901234567890', '"\\/\\b\\f"', "0.1"):
    print(ascii(json.loads(s)))
for s in ("", " ", "{", "[", "[1,", "[1,]", "{'a': 1}", '{"a" 1}', '{"a": 1,}', '{"a": }', '[1 2]', "nul", "01", "1.", "+1", '"abc', '"a\nb"', '"\\x"', '"\\u12"', "[1] 2", "{1: 2}", "\ufeff[]", "tru", "-", "[\n1,\n2,\nx]", '{"a": [1, {"b": }]}', "'a'", "}", "1e", ".5", "[1,,2]"):
    try:
        print(repr(s), json.loads(s))
    except json.JSONDecodeError as e:
        print(repr(s), "->", e, e.pos, e.lineno, e.colno)
    except Exception as e:
        print(repr(s), "->", type(e).__name__, e)


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        if isinstance(o, set): return sorted(o)
        return super().default(o)


print(json.dumps({"c": 1 + 2j, "s": {3, 1}}, cls=Enc), json.dumps(object, default=lambda o: o.__name__), list(Enc(indent=0).iterencode([1, {"a": 2j}])))
for o in (object(), {1, 2}, b"x", {(1, 2): 3}, [1j], {"a": {"b": [set()]}}, Decimal("1.5")):
    try:
        print(json.dumps(o))
    except TypeError as e:
        print(e, getattr(e, "__notes__", None))
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print(e)
print(json.loads('{"a": 1.5, "b": [2]}', parse_float=Decimal, parse_int=str), json.loads('{"x": {"y": 1}}', object_hook=lambda d: sorted(d)), json.loads('{"b": 1, "a": {"c": 2}}', object_pairs_hook=list), json.loads("[NaN]", parse_constant=lambda c: f"<{c}>"), json.loads(b'"\xc3\xa9"'), json.loads('"x"'.encode("utf-16")))
print(json.JSONDecoder().raw_decode('{"a": 1} trailing'), json.JSONDecoder(strict=False).decode('"a\nb"'))
class F(float):
    def __repr__(self): return "F!"
class I(int):
    def __str__(self): return "I!"
class S(str): pass
class D(dict): pass
print(json.dumps([F(1.5), I(3), S("s"), D(a=1), (1, (2,))]))
import io
f = io.StringIO(); json.dump({"k": [1, 2]}, f, indent=None); f.seek(0); print(f.getvalue(), json.load(f))
try: json.loads(5)
except TypeError as e: print(e)
try: json.loads("[" * 100000)
except RecursionError as e: print(str(e)[:32])
