# Everything random gives for a fixed seed: the generator is CPython's, bit for bit.
import random
from collections import Counter
from fractions import Fraction

for seed in (0, 1, -1, 2**40, "text", b"bytes", bytearray(b"ba"), 3.5, None.__class__.__name__):
    r = random.Random(seed)
    print(repr(seed), r.random(), r.getrandbits(1), r.getrandbits(70), r.randrange(10**20))

r = random.Random(42)
print([r.randint(1, 6) for _ in range(20)])
print([r.randrange(0, 100, 7) for _ in range(10)])
print([r.choice("abcdef") for _ in range(10)])
deck = list(range(20))
r.shuffle(deck)
print(deck)
print(r.sample(range(10**9), 5), r.sample("abcdefgh", k=4), r.sample(["x", "y"], counts=[3, 2], k=4))
print(r.choices("abc", k=12), r.choices("abc", weights=[1, 0, 5], k=8), r.choices([1, 2], cum_weights=[1, 4], k=5))
print([round(r.uniform(-5, 5), 9) for _ in range(4)])
print([round(r.triangular(0, 10, 3), 9) for _ in range(4)])
print([round(r.gauss(0, 1), 9) for _ in range(5)])
print([round(r.normalvariate(10, 2), 9) for _ in range(5)])
print([round(r.expovariate(0.5), 9) for _ in range(4)])
print([round(r.betavariate(2, 3), 9) for _ in range(3)])
print([round(r.gammavariate(0.5, 2), 9) for _ in range(3)], [round(r.gammavariate(3, 1), 9) for _ in range(2)])
print([round(r.lognormvariate(0, 0.25), 9) for _ in range(3)], [round(r.paretovariate(3), 9) for _ in range(3)])
print([round(r.weibullvariate(1, 1.5), 9) for _ in range(3)], [round(r.vonmisesvariate(0, 4), 9) for _ in range(3)])
print([r.binomialvariate(10, 0.3) for _ in range(8)], r.binomialvariate(1000, 0.4))
print(r.randbytes(12).hex(), r.randbytes(0))

state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], state[0], len(state[1]), state[2])

random.seed("module")
print(random.random(), random.randint(-10**30, 10**30))
print(Counter(random.choices(["heads", "tails"], k=1000)).most_common())


class Counting(random.Random):
    calls = 0

    def random(self):
        Counting.calls += 1
        return (Counting.calls * 37 % 100) / 100


c = Counting()
print([c.randint(0, 9) for _ in range(5)], c.choice("xyz"), Counting.calls)
c.shuffle(deck)
print(deck, Counting.calls)

for bad in (
    lambda: r.choice([]),
    lambda: r.randrange(5, 5),
    lambda: r.randrange(1.5),
    lambda: r.randint(3, 1),
    lambda: r.sample([1, 2], 3),
    lambda: r.sample({1, 2}, 1),
    lambda: r.choices([], k=1),
    lambda: r.choices([1, 2], weights=[0, 0]),
    lambda: r.choices([1, 2], weights=[1]),
    lambda: r.getrandbits(-1),
    lambda: random.Random([1]),
    lambda: r.randrange(0, 10, 0),
    lambda: r.setstate((1, 2, 3)),
    lambda: r.binomialvariate(5, 2),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)


def walk(steps, seed):
    rng = random.Random(seed)
    x = y = 0
    for _ in range(steps):
        dx, dy = rng.choice([(0, 1), (1, 0), (0, -1), (-1, 0)])
        x, y = x + dx, y + dy
    return x, y


print([walk(100, s) for s in range(6)])
inside = sum(r.random() ** 2 + r.random() ** 2 <= 1 for _ in range(2000))
print(Fraction(4 * inside, 2000), float(Fraction(4 * inside, 2000)))
