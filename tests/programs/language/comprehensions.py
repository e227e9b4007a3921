# Comprehensions: scopes, nesting, conditions, walrus, class bodies, closures over the loop variable, errors inside.
x = "outer"
print([x for x in range(3)], x)
print([(i, j) for i in range(3) for j in range(i)], [[j * i for j in range(3)] for i in range(3)])
print({k: v for k, v in zip("abc", range(3))}, {c.lower() for c in "AaA"}, sorted({n % 3 for n in range(10)}))
print([y := 5, y**2], y)
total = 0
print([total := total + n for n in range(5)], total)
print([last := n for n in range(3) if n != 1], last)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


class Body:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    try:
        bad = [i for i in range(3) if i in items]
    except NameError as e:
        bad = str(e)
    gen = list(i + 1 for i in items)


print(Body.doubled, Body.bad, Body.gen)


def outer():
    a = 10
    return [a + b for b in range(3)], [locals().get("a") for _ in range(1)], {a: b for b in "xy"}


print(outer())


def deep(n):
    return [[[(a, b, c) for c in range(n) if c > b] for b in range(n) if b > a] for a in range(n)]


print(deep(3))
print([*map(str, (i for i in range(3)))], sum(i * i for i in range(10) if i % 2))
print([a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]])
d = {}
print([d[k] for d[k] in (1, 2) if (k or True)] if (k := 'key') else 0, d)
try:
    [1 / i for i in (2, 1, 0)]
except ZeroDivisionError as e:
    print("error", e, e.__traceback__.tb_next)
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
try:
    [i for i in 5]
except TypeError as e:
    print(e)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as e:
    print(e)
g = (print("called", i) or i for i in range(2))
print("before")
print(next(g), next(g), next(g, "done"))


def boom():
    print("boom evaluated")
    return range(2)


g = (i for i in boom())
print("first iterable is evaluated at once", list(g))
g = (i for j in range(1) for i in undefined_later)
undefined_later = "ab"
print(list(g))
print([i if i % 2 else -i for i in range(5)], [i for i in range(20) if i % 2 if i % 3])
print([[x for x in row] for row in [[1, 2], [3]]], [x for row in [[1, 2], [3]] for x in row])
print({**{i: i for i in range(2)}, "k": [*(j for j in range(2))]})
