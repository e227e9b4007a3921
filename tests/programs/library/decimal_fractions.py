# decimal and fractions: arithmetic, contexts, rounding, formatting, conversion, errors.
from decimal import Decimal, getcontext, localcontext, Context, ROUND_HALF_UP, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, InvalidOperation, DivisionByZero, Inexact
from fractions import Fraction
D = Decimal
print(D("0.1") + D("0.2"), D("1.10") * 3, D(1) / 3, D(10) // 3, D(-7) % 3, D(2) ** 10, D(2).sqrt(), D("1e5"), D("1.50").normalize(), D("123.456").quantize(D("0.01")), D(5).ln(), D(100).log10(), D(1).exp(), abs(D("-1.5")), -D(0), +D("1.234"), D("NaN"), D("-Infinity"), D(0.1), D((1, (1, 2, 3), -2)), D("1_000.5"), D(True))
for r in (ROUND_HALF_UP, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR):
    print(r, [str(D(x).quantize(D("1"), rounding=r)) for x in ("2.5", "-2.5", "3.5", "2.4", "-2.6")])
print(f"{D('1234.5678'):,.2f} {D('0.00001'):e} {D('1E+5'):f} {D('12.5'):>10} {D('0.5'):%} {D('1.5')!r} {D('1e-10')} {D('123e3'):g}", str(D("1E+10")), D("1.0").as_tuple(), D("12.30").as_integer_ratio(), D("5").to_eng_string(), D("1234567").adjusted(), D("1.5").is_signed(), int(D("3.9")), float(D("0.25")), round(D("2.675"), 2), round(D("2.5")), hash(D("1.0")) == hash(1), D("1.0") == 1, D("0.5") == 0.5, D("1.1") < 2, D(3) > 2.5, max(D(1), D(2)), sum([D("0.1")] * 3), sorted([D(2), 1, D("1.5")]), D("7").compare(D(3)), divmod(D(7), D(2)), D(3).fma(2, 1), D("1.2").copy_sign(D(-1)), D("9.99").to_integral_value())
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / 7, D("123456789") + 0, ctx.flags[Inexact])
print(getcontext().prec, Context(prec=3).divide(D(2), D(3)), getcontext().rounding)
for src in ("D('abc')", "D(1) / 0", "D(0) / 0", "D('1') + 1.5", "D([])", "D('NaN') < 1", "D(-1).sqrt()", "int(D('NaN'))", "int(D('Infinity'))", "D(1).quantize(D('1e-50'))", "D('1') % 0", "D('sNaN') + 1", "hash(D('sNaN'))", "D(5) ** D('0.5') > 2", "D(1, 2)", "D(0) ** 0", "D('1e1000000') * D('1e1000000')"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
F = Fraction
print(F(1, 3) + F(1, 6), F("3/4"), F("0.125"), F(0.5), F(D("1.1")), F(6, -4), F(7, 2) // 1, F(7, 2) % 1, F(2, 3) ** 2, F(4, 9) ** 0.5, F(1, 2) * 4, F(1, 2) + 0.5, F(5).numerator, F(3, 7).limit_denominator(3), F(3.14159).limit_denominator(100), repr(F(1, 2)), str(F(5)), round(F(7, 3), 2), round(F(5, 2)), int(F(7, 2)), float(F(1, 4)), F(1, 2) == 0.5, F(1, 3) < F(1, 2), hash(F(2)) == hash(2), abs(F(-1, 2)), -F(1, 2), F(1, 2).as_integer_ratio(), sum([F(1, 10)] * 10), f"{F(1, 3):.3f}", f"{F(5, 2)}", F("1e2"), F(" -3/6 "), max(F(1, 2), F(2, 3)), bool(F(0)), divmod(F(7, 2), F(1, 2)), F(2) ** -2, 2 ** F(2), F(1, 2) + 1j)
for src in ("F(1, 0)", "F('x')", "F(1.5, 2)", "F('1/0')", "F(float('nan'))", "F(1, 2) / 0", "F(0) ** -1", "F([])", "F(1, 2) + 'a'", "F(1, 2) < 1j", "F('1 /2 3')"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
