# Decimal arithmetic at random, in contexts of every rounding, precision and range; literals of every form.
import random
from decimal import *

rnd = random.Random(8)
MODES = [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
OPERATIONS = [
    ("/", lambda a, b: a / b), ("*", lambda a, b: a * b), ("+", lambda a, b: a + b), ("-", lambda a, b: a - b),
    ("//", lambda a, b: a // b), ("%", lambda a, b: a % b),
]


def number():
    k = rnd.choice([1, 2, 5, 15, 16, 17, 30])
    digits = "".join(rnd.choice("0123456789" if rnd.random() < 0.7 else "05") for _ in range(k))
    if rnd.random() < 0.6:
        point = rnd.randrange(len(digits) + 1)
        digits = digits[:point] + "." + digits[point:]
    exponent = "e%d" % rnd.randrange(-20, 20) if rnd.random() < 0.3 else ""
    return rnd.choice(["", "-", "+"]) + digits + exponent


def digest(values):
    h = 0
    for c in "\n".join(values):
        h = (h * 31 + ord(c)) % 1000000007
    return h


for mode in MODES:
    for symbol, f in OPERATIONS:
        out = []
        for _ in range(60):
            context = Context(
                prec=rnd.choice([1, 2, 3, 5, 9, 28]), rounding=mode, Emin=rnd.choice([-5, -30, -999999]),
                Emax=rnd.choice([5, 30, 999999]), clamp=rnd.randrange(2), traps=[])
            setcontext(context)
            a, b = Decimal(number()), Decimal(number())
            out.append(f"{a} {b} {f(a, b)} {sorted(s.__name__ for s, on in context.flags.items() if on)}")
        print(mode, symbol, digest(out))

setcontext(Context(prec=5, traps=[]))
for a, b in [(1, 3), (2, 3), (1, 8), (100, 5), (-7, 2), (1, 0), (0, 0), (0, 7), (10**6, 3), (1, 10**9), (99999, 1), (999995, 10)]:
    print(Decimal(a) / b, Decimal(b) / 7 / (a or 1), end="; ")
print()
setcontext(Context())
for s in [".", "", "+", "-.", "1.", ".5", "+.5", "1..2", "0", "-0", "00.00", " 1 ", "1_0", "\u0663", "123456789012345",
          "1234567890123456", "-0.000", "1e5", "nan", "-inf", "sNaN12", "0x1", "1 2"]:
    try:
        print(repr(Decimal(s)), end=" ")
    except InvalidOperation as e:
        print(ascii(s), type(e).__name__, end=" ")
print()
