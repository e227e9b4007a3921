# f-strings: conversions, nested specs, debugging form, nested quotes, escapes, formats through __format__, errors.
import datetime, decimal
name, n, f, d = "World", 42, 3.14159, {"k": "v", "n": [1, 2]}
print(f"Hello {name}!", f"{n}", f"{n:5}|{n:<5}|{n:^5}|{n:>05}|{n:+}|{n:x}|{n:#b}|{n:,}|{n:e}")
print(f"{f:.2f} {f:10.3f} {f:<10.1f}| {f:e} {f:g} {f:%} {f!r} {f:010.2f} {f:+.0f}")
print(f"{name!r} {name!s} {name!a} {'é'!a} {name:>10} {name:*^11} {name!r:>10} {name:.3}")
print(f"{n=} {n = } {f=:.2f} {name=!s} {d['k']=} {n+1=} {n =:>6}|")
print(f"{d["k"]} {d['n'][0]} {", ".join(f"{x}" for x in d["n"])} {f"{f"{1+1}"}"}")
w, p = 10, 3
print(f"{f:{w}.{p}f}|{name:{'>'}{w}}|{n:{'0'}{w}}|{f:{w}.{p}}|{name!r:{w + 5}}")
print(f"{{}} {{{n}}} {{n}} {'{'} {'}'} {n}}}")
print(f"{lambda_ if (lambda_ := 5) else 0} {(lambda x: x * 2)(4)} {[i for i in range(3)]} {({1: 2})[1]} { {1, 2} }")
print(f'{n!r:^{w}}' f"{name}" "plain {n}" rf"\n{n}\d" fr'{name}\t', F"{n}")
print(f"""multi
{n
 + 1}
line {name
!r}""")
print(f"\x41\u00e9\N{BULLET}{n}\t|\\|{'\n'.join(['a', 'b'])}")
print(f"{datetime.date(2024, 2, 29):%Y/%m/%d %A} {decimal.Decimal('1.50'):.1f} {datetime.timedelta(days=1, hours=2)}")


class Fmt:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "REPR"
    def __str__(self): return "STR"


o = Fmt()
print(f"{o} {o:abc} {o!r} {o!s:>5} {o:{n}x{w}} {o:%H:%M} {o=} {o=!s} {o=:q}")
print(f"{None} {True} {[]} {()} {1e100} {float('nan')} {-0.0} {10**20:,} {1234567.891:,.2f} {255:#x} {255:#o} {5:08b} {-5:08} {0x12345:_x} {True:d} {65:c}")
for bad in ("f'{1:q}'", "f'{\"x\":d}'", "f'{1.5:d}'", "f'{[]:5}'", "f'{None:>5}'", "f'{nope}'", "f'{1:.2d}'", "f'{1:5.5}'", "f'{\"x\":,}'", "f'{\"x\":+}'", "f'{1:,_}'", "f'{object():x}'", "f'{1:c>>5}'", "f'{-1:c}'", "f'{\"s\":=5}'", "f'{3j:%}'", "f'{3j:0}'", "f'{1:1000000000000000000000}'"):
    try:
        print(bad, eval(bad))
    except Exception as e:
        print(bad, type(e).__name__, e)
for bad in ("f'{}'", "f'{'", "f'}'", "f'{a b}'", "f'{a!x}'", "f'{a!}'", "f'{*a}'", "f'{a:{b'", "f'{!r}'", "f'{=}'", "f'{lambda x: 1}'", "f'{a['", "f'{a)}'", "f'{a!r }'", "f'{a! r}'", "f'{#}'", "f'{a", "f'''{a", "f'{yield}'", "f'{a:{b:{c}}}'", "f'{a = !r:^20}'", "f'{ }'", "f'{x=y}'", "f'{1 if}'", "bf'x'", "f'\\N{nope}'"):
    try:
        compile(bad, "<s>", "eval")
        print("fine", bad)
    except SyntaxError as e:
        print(bad, "->", e.msg, e.lineno, e.offset, e.end_offset)
