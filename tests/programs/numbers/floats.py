# Floats and complex numbers.
vals = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 1e16, 1e15, 123456789012345680.0, 1e22, 1e21, 1e-4, 1e-5, 1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 3.141592653589793, 100.0, 1e100, float("inf"), float("-inf"), float("nan"), 1/3, 2/3, 0.1 + 0.2]
for v in vals:
    print(repr(v), str(v), v.is_integer(), v.hex(), f"{v:.3g}", bool(v), -v, abs(v))
    if v == v and abs(v) != float("inf"):
        print("   ", v.as_integer_ratio(), int(v), float.fromhex(v.hex()) == v, hash(v), round(v, 2), v // 0.7, v % 0.7, divmod(v, -0.3))
print(float("1e5"), float(" -1.5e-3 "), float("1_0.5"), float("Infinity"), float("-inf"), float("nan"), float("+.5"), float("5."), float(10**20), float("0x1p3") if False else "", float.fromhex("0x1.8p3"), float.fromhex("-0x.1p-4"))
for bad in ("float('')", "float('1..5')", "float('abc')", "float([])", "float('1_')", "float.fromhex('zz')", "float.fromhex('0x1p5000')", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "1e308 * 10", "10.0 ** 400", "float(10**400)", "int(1e400)", "(1.5).as_integer_ratio()", "float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()", "round(float('inf'))", "round(float('nan'))", "1.5 << 1", "1.5 & 1", "complex('1+')", "complex('x')", "complex(1, 'x')", "1j < 2j", "1j // 1", "1j % 1", "0j ** -1", "1j / 0", "int(1j)", "float(1j)", "divmod(1j, 1)", "round(1j)"):
    try:
        print(bad, eval(bad))
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
nan = float("nan"); inf = float("inf")
print(nan == nan, nan != nan, nan < 1, inf > 10**400, inf - inf, inf * 0, inf // 1, -inf % 5, 5 % inf, -5 % inf, min(nan, 1), max(1, nan), sorted([3.0, 1.0, 2.0]), nan in [nan], [nan] == [nan])
print(1e16 + 1, 0.1 + 0.2, 0.1 * 3, 1 - 0.9, 2 ** 0.5, (-2.0) ** 3, (-8) ** (1/3), 4 ** -0.5, 2.0 ** 1000, 1e-320 / 10, sum([0.1] * 10), sum([1e100, 1.0, -1e100]), 3.7 // 1, -3.7 // 1, 3.7 % 1, -3.7 % 1)
print(round(2.5), round(-2.5), round(0.125, 2), round(0.375, 2), round(1e15 + 0.3, 1), round(123.456, -1), round(1.23456789e-7, 10), round(5.5e20), round(1.005, 2), round(-0.4), round(-0.04, 1))
c = [0j, 1+2j, -1.5j, complex(3), complex("1e3-2.5j"), complex("-j"), complex(nan, 1), complex(inf, -inf), complex(-0.0, -0.0), 1e20+1e-20j]
for z in c:
    print(repr(z), str(z), z.real, z.imag, z.conjugate(), abs(z) if abs(z) == abs(z) else "nan", bool(z), -z, z + 1, z * 2, z == complex(z.real, z.imag))
print((1+2j) * (3-1j), (1+2j) / (3-1j), (1+2j) ** 2, (1+2j) ** 0.5, (1+2j) ** -1, 2 ** (1+1j), (1+2j) - 1, 1 - (1+2j), (3+0j) == 3, hash(3+0j) == hash(3), 1j ** 2, complex(1, 2) + complex(0.5), complex(True), sum([1j, 2, 3.5]))
import math, cmath
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, -1), math.exp(1), math.log(10), math.log(8, 2), math.log1p(1e-10), math.hypot(3, 4), math.fmod(-7, 3), math.remainder(7, 3), math.modf(3.7), math.frexp(8.5), math.ldexp(0.5, 4), math.copysign(1, -0.0), math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.degrees(math.pi), math.gamma(5), math.erf(0.5), math.ulp(1.0), math.nextafter(1.0, 2.0), math.dist([0, 0], [3, 4]), math.exp2(10))
print(cmath.sqrt(-1), cmath.exp(1j * math.pi).real, cmath.phase(-1), cmath.polar(1j), cmath.rect(2, 0), cmath.isnan(complex(nan, 0)))
print(f"{1.5:10.3f}|{-0.0:.1f}|{1e100:.3e}|{123.456:g}|{0.0001:g}|{1e-5:g}|{1e16:g}|{1.0:g}|{100000.0:g}|{1000000.0:g}|{12.5:%}|{1234567.891:,.2f}")
