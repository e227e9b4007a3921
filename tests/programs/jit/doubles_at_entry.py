# Loops that are entered with floats in their variables, and whose bodies have handlers, branches and late changes of type.


def quotients(x, y, n):
    for i in range(n):
        try:
            x = y // x
            if i == 66:
                y = str([1.5] or y)
        except Exception:
            x = y
    return x, y


def collected(x, y, n):
    out = []
    for i in range(n):
        try:
            x = (y // x) if " pad "[2] else ""
            if i == n - 3:
                y = str([1.5] or y)
            if i % 9 == 5:
                out.append(f"{x!s:.4}")
        except Exception as error:
            out.append(type(error).__name__)
            x = 3.0
    return out[-6:], x


def nested(a, b, n):
    total = 0.0
    for i in range(n):
        for k in range(3):
            if k == 1 and i % 7 == 3:
                continue
            try:
                total += a / (b - i)
            except ZeroDivisionError:
                total -= 1.0
                break
            finally:
                a += 0.5
        else:
            total += 0.25
    return round(total, 6), a


def module_level():
    v, w = 1.5, 2.0
    while v < 1e6:
        try:
            v = v * w if v > 100 else v + w
        finally:
            w += 0.125
    return round(v, 3), w


for args in ((10000.0, 0.0, 113), (1, 0, 113), (2.5, 7.0, 70)):
    print(quotients(*args))
for args in ((10000.0, 0.5, 113), (2.0, 1e300, 40), (-0.0, 5.5, 90)):
    print(collected(*args))
for args in ((1.0, 2.0, 30), (3.5, 100.0, 120), (1, 2.5, 64)):
    print(nested(*args))
print(module_level())


def constant_zeros(n):
    found = []
    for i in range(n):
        for f in (lambda v: v // -0.0, lambda v: v % -0.0, lambda v: v / -0.0, lambda v: v // 0.0, lambda v: v / 0):
            try:
                found.append(f(i + 0.5))
            except ZeroDivisionError as error:
                found.append(str(error)[:14])
    return found[:5], set(found)


def folded(n):
    y = 1
    for i in range(n):
        try:
            if i == 32:
                y = 0.0 // -0.0
        except ZeroDivisionError:
            return "error", y
    return y


print(constant_zeros(90)[0], len(constant_zeros(3)[1]))
print(folded(91))
