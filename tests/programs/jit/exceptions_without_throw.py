import traceback, sys
def nexts(n):
    out = []
    for i in range(n):
        it = iter([1, 2]) if i % 3 else iter({5: 6})
        s = 0
        while True:
            try:
                s += next(it)
            except StopIteration as e:
                if i > n - 3: out.append((s, e.value, e.args, e.__context__))
                break
        try:
            next(it)
        except StopIteration: s += 1
        s += next(it, 100)
    return out, s
print(nexts(300))
def gen():
    yield 1
    yield 2
    return "done"
def gnext(n):
    out = []
    for i in range(n):
        g = gen()
        try:
            while True: x = next(g)
        except StopIteration as e:
            out.append(e.value)
        try: next(g)
        except StopIteration as e: out.append(e.value)
        if i == 200:
            try: next(5)
            except TypeError as e: out.append(str(e))
            try: next([])
            except TypeError as e: out.append(str(e))
    return out[-6:], x, len(out), sorted(set(map(str, out)))
print(gnext(300))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration("it")
        self.n -= 1
        return self.n
def inext(n):
    r = []
    for i in range(n):
        it = It(2)
        try:
            while 1: next(it)
        except StopIteration as e: r.append(e.value)
    return len(r), r[-1]
print(inext(300))
def errs(n):
    d = {1: 2}; l = [1, 2]; f = [1.5]
    out = []
    for i in range(n):
        try: d[i + 10]
        except KeyError as e: k = e
        try: l[i + 2]
        except IndexError as e: x = e
        try: f[i + 2]
        except IndexError as e: y = e
        try:
            try: d["q"]
            except KeyError: l[-3]
        except IndexError as e: z = e
    return repr(k), repr(x), str(y), repr(z.__context__), z.__traceback__.tb_lineno - errs.__code__.co_firstlineno
print(errs(300))
def deep(n):
    if n == 0: return {}["missing"]
    return deep(n - 1)
for i in range(100):
    try: deep(5)
    except KeyError as e: t = e
print("".join(traceback.format_exception(t)).replace(__file__, "F"))
def leave(n):
    total = 0
    for i in range(n):
        it = iter((1, 2))
        try:
            while True:
                total += next(it)
        except StopIteration:
            total += 10
        finally:
            total += 1
        with open(__file__) as f:
            for line in f:
                if "import" in line: break
                total += 1000
    return total
print(leave(100))
