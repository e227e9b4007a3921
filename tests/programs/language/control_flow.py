# Loops with else, break and continue through try/finally, nested functions, while with walrus, pass, assert, ternaries, chained comparisons.
def find(n, items):
    for i in items:
        if i == n:
            print("found", i)
            break
    else:
        print("not found", n)
        return None
    return i


print(find(2, [1, 2, 3]), find(9, [1]), find(1, []))
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
else:
    print("never")
print(n)
while n > 0:
    n -= 1
else:
    print("exhausted", n)


def flow(kind):
    out = []
    for i in range(4):
        try:
            out.append(("try", i))
            if i == 1:
                if kind == "continue":
                    continue
                if kind == "break":
                    break
                if kind == "return":
                    return out
                if kind == "raise":
                    raise KeyError(i)
        except KeyError as e:
            out.append(("except", e.args[0]))
        else:
            out.append(("else", i))
        finally:
            out.append(("finally", i))
            if kind == "swallow":
                continue
    else:
        out.append("loop else")
    return out


for kind in ("none", "continue", "break", "return", "raise", "swallow"):
    print(kind, flow(kind))


def finally_overrides():
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            if i < 2:
                continue
            break
    return "no exception left"


print(finally_overrides())


def nested_finally():
    log = []
    try:
        try:
            try:
                return log
            finally:
                log.append(1)
        finally:
            log.append(2)
    finally:
        log.append(3)


print(nested_finally())


class Cmp:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        print(self.v, "<", o.v)
        return self.v < o.v

    def __bool__(self):
        raise TypeError("no truth")


a, b, c = Cmp(1), Cmp(2), Cmp(0)
print(a < b < c, a < b < Cmp(5), (c < a) < True if False else "skip")
print(1 < 2 < 3 > 2 != 5 == 5, 1 < 3 < 2, 1 in [1] in [[1]], not 1 == 2, 1 is not None is not 2)
try:
    if a:
        pass
except TypeError as e:
    print(e)
print(0 or [] or "x" or 1, 1 and "" and 2, not [], (None or 0) and 1, "a" if [] else "b" if 0 else "c")
try:
    assert 1 == 2, ("tuple", "message")
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
data = iter("abc")
while (ch := next(data, None)) is not None:
    print(ch, end=" ")
print()
for i in range(3):
    i += 10
    print(i, end=" ")
print(i)
lst = [1, 2, 3, 4]
for v in lst:
    if v % 2:
        lst.remove(v)
print(lst)
lst = [1]
for v in lst:
    if len(lst) < 5:
        lst.append(v + 1)
print(lst)
for x in (): pass
else: print("empty else")
