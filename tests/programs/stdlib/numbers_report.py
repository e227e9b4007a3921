# statistics, fractions and decimal over one data set.
import statistics as st
from decimal import ROUND_DOWN, Context, Decimal, DivisionByZero, Inexact, Overflow, getcontext, localcontext
from fractions import Fraction

DATA = [2, 4, 4, 4, 5, 5, 7, 9]
print(st.mean(DATA), st.median(DATA), st.mode(DATA), st.multimode("aabbc"), st.pstdev(DATA), st.pvariance(DATA))
print(st.variance(DATA), st.median_low(DATA), st.median_high(DATA), st.median_grouped(DATA))
print(st.quantiles(DATA, n=4), st.quantiles(DATA, n=3, method="inclusive"))
print(st.harmonic_mean([40, 60]), st.geometric_mean([4, 9]), st.fmean([1, 2, 3.5], weights=[1, 1, 2]))
print(st.mean([Fraction(1, 3), Fraction(1, 6)]), st.mean([Decimal("1.1"), Decimal("2.2")]), st.stdev([Decimal(1), Decimal(2)]))
xs, ys = [1, 2, 3, 4, 5], [2, 4.1, 6.2, 7.9, 10.1]
fit = st.linear_regression(xs, ys)
print(round(fit.slope, 9), round(fit.intercept, 9), round(st.correlation(xs, ys), 9), round(st.covariance(xs, ys), 9))
print(st.correlation(xs, [1, 4, 9, 16, 100], method="ranked"))
n = st.NormalDist(100, 15)
print(n, n + 5, n * 2, n - st.NormalDist(10, 8), round(n.cdf(115), 9), round(n.inv_cdf(0.9), 9), round(n.zscore(130), 3))
print([round(q, 6) for q in n.quantiles(4)], round(n.overlap(st.NormalDist(110, 15)), 9))
for bad in (lambda: st.mean([]), lambda: st.mode([]), lambda: st.variance([1]), lambda: st.harmonic_mean([1, -1]),
            lambda: st.quantiles([1], n=0), lambda: st.NormalDist(0, -1), lambda: st.correlation([1], [2])):
    try:
        print(bad())
    except st.StatisticsError as e:
        print("StatisticsError |", e)

f = Fraction(3, -6)
print(f, repr(f), f.numerator, f.denominator, -f, abs(f), f ** 3, f ** -2, 2 ** Fraction(2), f + 1, f * 0.5, f // Fraction(1, 3), f % 1)
print(Fraction("3.125"), Fraction(" -7/21 "), Fraction("1e-3"), Fraction(0.1), Fraction(0.1).limit_denominator(10), Fraction(Decimal("1.20")))
print(round(Fraction(7, 2)), round(Fraction(22, 7), 3), int(Fraction(-7, 2)), divmod(Fraction(7, 2), Fraction(2, 3)))
print(f"{Fraction(22, 7):.5f} {Fraction(1, 3):+10.2e}| {Fraction(12345678, 7):,.2f} {Fraction(1, 8):.1%} {Fraction(3, 4):>8}|")
print(Fraction(1, 2) == 0.5, Fraction(1, 3) < 0.34, hash(Fraction(5)) == hash(5), sum(Fraction(1, k) for k in range(1, 11)))
for bad in (lambda: Fraction(1, 0), lambda: Fraction("1/x"), lambda: Fraction(1.5, 2), lambda: Fraction(float("nan")), lambda: Fraction(1) / 0):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)

getcontext().prec = 28
d = Decimal("1234567.8915")
print(d.quantize(Decimal("0.01")), d.to_eng_string(), d.as_tuple(), d.adjusted(), d.normalize(), d.scaleb(3), d.logb())
print(Decimal(1) / 7, Decimal(2).sqrt(), Decimal(10).ln(), Decimal(3).exp(), Decimal("1e-7"), Decimal("100").normalize(), Decimal("-0"))
print(Decimal("7.5") % 2, Decimal(-7) // 2, divmod(Decimal(-7), 2), Decimal("2.5").__round__(), round(Decimal("2.675"), 2), Decimal(7).remainder_near(4))
print(f"{d:,.2f}|{d:.3e}|{d:>20.1f}|{Decimal('0.000001234'):g}|{Decimal('0.256'):.1%}|{d:_<20.0f}|{Decimal('-1.5'):+}|{Decimal('3'):05.1f}")
print(Decimal(0.1), Decimal.from_float(0.5), Decimal((1, (1, 2, 3), -2)), Decimal(" 1_000.5 "), Decimal("Infinity") + 1, Decimal("NaN") == Decimal("NaN"))
with localcontext(prec=5, rounding=ROUND_DOWN) as ctx:
    print(Decimal(2) / 3, +Decimal("123456.789"), ctx.flags[Inexact], Decimal("9.99999").quantize(Decimal("0.1")))
ctx = Context(prec=3, Emax=9, Emin=-9)
print(ctx.create_decimal("12345"), ctx.divide(1, 3), ctx.power(2, 10), ctx)
for bad in (lambda: Decimal(1) / 0, lambda: Decimal("x"), lambda: Decimal(0) / 0, lambda: Decimal(1) + 1.5, lambda: ctx.power(10, 99),
            lambda: Decimal("sNaN") + 1, lambda: Decimal(-1).sqrt(), lambda: Decimal("1e30").quantize(Decimal("0.01"))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e, isinstance(e, (DivisionByZero, Overflow)))
print(Decimal("1.0") == 1, hash(Decimal("1.50")) == hash(1.5), Decimal("1.10").compare(Decimal("1.1")), Decimal("1.10").compare_total(Decimal("1.1")))
print(max(Decimal("2"), 1.5, Fraction(7, 4)), sorted([Decimal("0.1"), 0.1, Fraction(1, 10)], key=Fraction), Decimal("12").is_signed(), Decimal(5).as_integer_ratio())
