# floats that change their kind, in loops that are compiled
def run(values, n):
    total = 0.0
    best = -1.0
    for i in range(n):
        v = values[i % len(values)]
        total += v
        if v > best:
            best = v
    return total, best
print(run([1.5, 2.5, -0.0], 600))
print(run([1.5, 2, True], 600))
print(run([0.5, 10**20, 3], 600))
try:
    print(run([0.5, "x"], 600))
except TypeError as e:
    print(e)
def div(a, n):
    out = []
    for i in range(n):
        try:
            out.append(a / (i % 5 * 1.0))
        except ZeroDivisionError as e:
            out.append(str(e))
    return out
print(div(3.5, 300)[-6:])
def mixed(n):
    x = 1.0
    r = []
    for i in range(n):
        x = x * 1.1
        if i % 100 == 99:
            r.append(x)
            x = i
        y = x % 3.0
        z = x // 0.7
        if i % 97 == 0: r.append((y, z, -x, x ** 2, x ** 0.5, y == z, y < z, y != y))
    return r
for row in mixed(600): print(row)
def loc(n):
    a = 0.5
    for i in range(n):
        b = a * i
        if i == n - 1:
            return locals()
print(loc(500))
def tb(n):
    a = 0.5
    for i in range(n):
        b = a * i
        if i == n - 1:
            b = b / (a - 0.5)
    return b
try:
    tb(500)
except ZeroDivisionError as e:
    f = e.__traceback__.tb_next.tb_frame
    print(f.f_locals, e.__traceback__.tb_next.tb_lineno)
import sys
def peek():
    return dict(sys._getframe(1).f_locals)
def outer(n):
    t = 0.25
    l = [0.0] * 3
    for i in range(n):
        t = t + 0.5
        l[i % 3] = t * 2.0
        if i in (0, 100, 400): d = peek()
    return d, l
print(outer(500))
def gen(n):
    x = 0.0
    while True:
        x = x + 1.5
        if x > n: return x
        yield x * 2
print(sum(gen(700)), list(gen(9)))
def nan(n):
    x = float('nan'); k = 0; z = 0.0
    for i in range(n):
        if x == x: k += 1
        if not (x < i * 1.0): k += 2
        z = z * -1.0
    return k, z, 1 / (z or 1.0), x is x
print(nan(501))
def unpack(n):
    p = [0.5, 1.5, 2.5]
    s = 0.0
    for i in range(n):
        a, b, c = p
        s += a * b - c
        p[i % 3] = s / (i + 1)
    return s, p
print(unpack(400))
def attr(n):
    class P: pass
    p = P(); p.x = 1.0; p.y = 2
    for i in range(n):
        p.x = p.x * 1.01 + p.y
        if i == 300: p.x = 3
    return p.x
print(attr(600))
def cond(n):
    s = 0.0
    for i in range(n):
        s += (i * 0.5 if i % 2 else 1.25) - (0.5 and s * 0.001) + (s and 0.0)
    return s
print(cond(500))
def swap(n):
    a, b = 1.0, 2.0
    for i in range(n):
        a, b = b, a + 0.001 * b
        if i == 450: a = "s"; b = "t"; break
    return a, b
print(swap(400), swap(600))
def big(n):
    x = 2.0
    for i in range(n):
        try:
            x = x ** 2
        except OverflowError as e:
            return str(e), i
print(big(100), [big(20) for _ in range(100)][-1])
def d(n):
    x = 0.5
    for i in range(n):
        x = x + 1.0
        if i == 300:
            del x
            x = 1.0
    return x
print(d(500))
