"""decimal: pi, square roots, a loan's plan with rounding to cents, exponentials and comparisons."""

from decimal import ROUND_HALF_UP, Decimal, getcontext, localcontext


def pi_digits():
    """Pi by the series that decimal's own recipes use (a fast arctangent)."""
    three = Decimal(3)
    last, t, s, n, na, d, da = 0, three, 3, 1, 0, 0, 24
    while s != last:
        last = s
        n, na = n + na, na + 8
        d, da = d + da, da + 32
        t = (t * n) / d
        s += t
    return +s


def loan(amount, rate, months):
    cent = Decimal("0.01")
    monthly = rate / 1200
    factor = (1 + monthly) ** months
    payment = (amount * monthly * factor / (factor - 1)).quantize(cent, ROUND_HALF_UP)
    interest_paid = Decimal(0)
    for _ in range(months):
        interest = (amount * monthly).quantize(cent, ROUND_HALF_UP)
        interest_paid += interest
        amount += interest - payment
    return payment, interest_paid, amount


def run():
    results = []
    with localcontext() as context:
        context.prec = 400
        results.append(str(pi_digits())[-10:])
        results.append(str(Decimal(2).sqrt())[-10:])
        results.append(str(Decimal(1).exp())[-10:])
    getcontext().prec = 28
    for i in range(1, 91):
        results.append("%s %s %s" % loan(Decimal(100000 + i * 250), Decimal("3.%d" % i), 120))
    total = Decimal(0)
    for i in range(15000):
        total += Decimal(i).scaleb(-3) * Decimal("1.0001")
    prices = sorted(Decimal(i * 7919 % 1009) / 8 for i in range(9000))
    return results[:5], results[-1], str(total), str(prices[700]), str(max(prices) % 7)


CHECKSUM = (['1941511605', '3408498847', '7209310142', '972.66 16468.62 -0.58', '979.74 17068.99 0.19'], '1234.44 25632.73 -0.07', '112503.7492500', '9.75', '0')
