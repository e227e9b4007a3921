# Assignment targets: unpacking of every shape, order of evaluation, augmented assignment, chained, errors.
a, b = 1, 2
a, b = b, a
print(a, b)
(a, [b, (c, d)]), e = (1, [2, (3, 4)]), 5
print(a, b, c, d, e)
first, *rest = "hello"
print(first, rest)
*init, last = range(4)
print(init, last)
p, *q, r = [1, 2]
print(p, q, r)
[*everything] = {1: 2, 3: 4}
print(everything)
x = y = z = []
x.append(1)
print(y is z, z)
for bad in ("a, b = 1", "a, b = 1, 2, 3", "a, b = [1]", "a, *b, c = [1]", "a, b = {}", "(a, b), c = 1, 2", "a, b, *c = 'x'", "a, b = range(5)", "[] = 1, 2", "a, b = iter([1,2,3])", "a, b = None"):
    try:
        exec(bad)
    except Exception as err:
        print(bad, "->", type(err).__name__, err)


class Log:
    def __init__(self, name):
        object.__setattr__(self, "name", name)

    def __setattr__(self, k, v):
        print("set", self.name, k, v)

    def __getattr__(self, k):
        print("get", self.name, k)
        return 10

    def __setitem__(self, k, v):
        print("setitem", self.name, k, v)

    def __getitem__(self, k):
        print("getitem", self.name, k)
        return 20

    def __delitem__(self, k):
        print("delitem", self.name, k)

    def __delattr__(self, k):
        print("delattr", self.name, k)


def say(v):
    print("eval", v)
    return v


A, B = Log("A"), Log("B")
A.x, B[say("i")] = say(1), say(2)
A.x += say(3)
B[say("k")] *= say(4)
A[say(1):say(2)] = say("slice")
A[1:2, ..., ::3] = 0
del A.x, B[say("d")], (A.y, [B.z])
A.n = B.m = say("chain")
i = 0
lst = [0] * 3
i, lst[i] = 1, "here"
print(i, lst)
t = ([1],)
try:
    t[0] += [2]
except TypeError as err:
    print(err, t)
s = "abc"
for bad in ("s[0] = 'x'", "del s[0]", "s.foo = 1", "(1).real = 2", "len.x = 1", "None.x = 1", "5[0] = 1", "t[0] = 1", "del undefined_name", "undefined_name += 1", "range(3)[0] = 1", "object().x = 1"):
    try:
        exec(bad)
    except Exception as err:
        print(bad, "->", type(err).__name__, err)
n = 5
n += 1; n -= 2; n *= 3; n //= 5; n **= 3; n <<= 2; n |= 1; n ^= 3; n &= 0xFE; n %= 7; n >>= 1
print(n)
n = 7; n /= 2; print(n)
l2 = l3 = [1]
l2 += (2,); l2 *= 2
print(l3)
for k, (v, *w) in {"a": (1, 2, 3), "b": "xy"}.items():
    print(k, v, w)
with open(__file__) as f: head, *_ = f
print(head[:20])
for A.loop in range(2): pass
print(*[1, 2], *"ab", sep="-"); print({*"a", *[1]} == {1, "a"}, (*[1], *(2, 3)), [*range(3), 9], {**{"a": 1}, "b": 2, **{"a": 3}})
