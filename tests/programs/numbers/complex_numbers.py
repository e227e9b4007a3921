# complex: construction, arithmetic, repr, comparison, formatting, cmath, errors.
import cmath
print(1j, 1 + 2j, -1j, 0j, -0j, complex(1, -2), complex("1+2j"), complex(" -3.5j "), complex("(1-2j)"), complex("nan+infj"), complex(1.5), complex(), complex(True), complex(1j, 1j), complex("1e5j"), complex(real=1, imag=2))
z = 3 + 4j
print(z.real, z.imag, z.conjugate(), abs(z), -z, +z, z + 1, 1 - z, z * 2, z * z, z / 2, z / (1 - 1j), z ** 2, z ** 0.5, z ** -1, 2 ** z, z == 3 + 4j, z != 3, 1 + 0j == 1, 1 + 0j == 1.0, hash(1 + 0j) == hash(1), bool(0j), bool(1e-300j), {1 + 0j: "one"}[1])
print(repr(complex(-0.0, -0.0)), repr(complex(0.0, -0.0)), complex(float("inf"), float("nan")), 1e100 + 1e-100j, 1e16j, 0.1 + 0.2j, str(1.0 + 2.0j), [1j, 2 + 0j], 10000000000000000j, complex(1, float("-inf")))
print(f"{z} {z:.2f} {z:+.1f} {z:>12} {z:<12}| {z!r} {z:e} {z:g} {1 + 1j:,.1f} {z:10.3}", "%s %r" % (z, z), format(1j, ".3f"), format(z))
print(sum([1j, 2, 3.5]), pow(1j, 2), 1j * 1j, (1 + 1j) * (1 - 1j), z.__abs__(), z.__add__(1), z.__radd__(1.5), (2).__add__(1j), z.__eq__(3), z.__pow__(2), isinstance(1j, complex), type(1j + 1).__name__, complex.from_number(5) if hasattr(complex, "from_number") else "no from_number")
for name in ("sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "log10"):
    r = getattr(cmath, name)(1 + 0.5j)
    print(name, f"{r.real:.9f} {r.imag:.9f}")
print(cmath.phase(-1), cmath.polar(1j), cmath.rect(1, 0), cmath.isnan(complex("nan")), cmath.isinf(complex("infj")), cmath.isfinite(1j), cmath.isclose(1j, 1.0000000001j), cmath.pi, cmath.infj, cmath.sqrt(-1), cmath.log(-1).imag == cmath.pi)
for src in ("complex('abc')", "complex('1 + 2j')", "complex('')", "complex([])", "complex('1', 2)", "complex(1, '2')", "complex(None)", "1j < 2j", "1j > 1", "int(1j)", "float(1j)", "1j // 1", "1j % 1", "divmod(1j, 1)", "1j / 0", "0j ** -1", "0j ** 1j", "round(1j)", "1j & 1", "max(1j, 2j)", "sorted([1j, 0j])", "pow(1j, 2, 3)", "1j[0]", "1j()", "1j.foo", "1j + 'a'", "~1j", "range(1j)", "[1][1j]", "f'{1j:d}'", "f'{1j:010}'", "f'{1j:=10}'", "cmath.log(0)", "cmath.sqrt('a')", "math.floor(1j)", "complex(1, 2, 3)", "complex(x=1)", "'%d' % 1j", "'%f' % 1j", "hash(1j) == hash(complex(0, 1))", "complex('1+j')", "complex('j')", "complex('1_0j')", "complex('+-1j')", "cmath.rect('a', 1)"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)


class C:
    def __complex__(self): return 5 + 1j


class F:
    def __float__(self): return 2.5


class I:
    def __index__(self): return 7


class Bad:
    def __complex__(self): return "no"


print(complex(C()), complex(F()), complex(I()), complex(F(), I()), cmath.sqrt(F()))
try:
    complex(Bad())
except TypeError as e:
    print(e)


class Sub(complex):
    def __new__(cls, *a): return super().__new__(cls, *a)
    def __repr__(self): return f"Sub({self.real}, {self.imag})"
    def __add__(self, o): return Sub(self.real + 10, self.imag)


s = Sub(1, 2)
print(s, s + 1, s * 2, type(s * 2).__name__, s == 1 + 2j, complex(s), abs(s), [s], s.conjugate(), 1 + s)
roots = [cmath.rect(1, 2 * cmath.pi * k / 4) for k in range(4)]
print([f"{r.real:.3f},{r.imag:.3f}" for r in roots], abs(sum(roots)) < 1e-12)
