# what drains a generator sees the same as CPython
log = []
kept = []
class N:
    def __init__(s, v): s.v = v
    def __radd__(s, o):
        log.append(("radd", o, s.v)); return o + s.v
    def __bool__(s):
        log.append(("bool", s.v)); return s.v > 3
    def __lt__(s, o): log.append("lt"); return s.v < (o.v if isinstance(o, N) else o)
    def __gt__(s, o): log.append("gt"); return s.v > (o.v if isinstance(o, N) else o)
    def __eq__(s, o): return isinstance(o, N) and s.v == o.v
    def __hash__(s): log.append(("hash", s.v)); return s.v
    def __repr__(s): return f"N({s.v})"
def g(items):
    try:
        for x in items:
            log.append(("y", repr(x)))
            yield x
    finally:
        log.append("end")
def plain(items):
    for x in items:
        log.append(("p", repr(x)))
        yield x
def main():
    for items in ([1, 2, N(3), 4, 5.5, 6], [1.5, 2, N(3), 1.5], [True, False, 2**53, 1, 2**70], ["a"], [N(1), N(2)]):
        for make in (g, plain, lambda i: (x for x in i)):
            for f in (sum, any, all, list, max, min, tuple, sorted, set, lambda i: ''.join(map(repr, i)), lambda i: dict((x, 1) for x in i)):
                log.clear()
                it = make(items); kept.append(it)
                try: r = f(it)
                except Exception as e: r = (type(e).__name__, str(e))
                print(r if not isinstance(r, set) else len(r), len(log) , [str(l) for l in log][-3:], next(it, "none"))
for _ in range(3): main()
# a generator that is looked at while it is drained
def looker():
    for i in range(6):
        yield i if i < 4 else W()
class W:
    def __radd__(s, o):
        print("radd", o, gen.gi_running, gen.gi_frame.f_lineno - base, gen.gi_frame.f_locals["i"], type(next(gen, "over")).__name__)
        return o
import sys
for _ in range(200):
    list(looker())
base = looker.__code__.co_firstlineno
for _ in range(3):
    gen = looker(); print(sum(gen))
# an exception in the generator, in the taker
def bad():
    for i in range(400):
        if i == 300: raise ValueError(i)
        yield i
for f in (sum, any, list, max):
    for _ in range(3):
        try: f(bad())
        except ValueError as e: print(f.__name__, e, e.__traceback__.tb_next.tb_frame.f_code.co_name)
        except Exception as e: print(e)
l = [1]
l.extend(len(l) for _ in range(5)); print(l)
for _ in range(80):
    l = [1]; l.extend(len(l) for _ in range(5))
print(l)
print(dict((str(i), i) for i in range(300)) == {str(i): i for i in range(300)}, len(dict((k, 1) for k in "abc" * 100)))
try: dict((k, 1, 2) if k == "q" else (k, 1) for k in "abcq")
except ValueError as e: print(e)
print(sum([0.1] * 10), sum(0.1 for _ in range(10)), sum([1, 0.1, 0.2, 10**30, 0.3]), sum((1, 0.1, 0.2, 10**30, 0.3)), sum(x for x in [1, True, 0.5, False]), sum([0.1, 1j, 0.2, 0.3]), sum([[1], [2]], []))
print(sum([2**53 - 1, 1, 1, -5]), sum([True] * 5), type(sum([True, False])), sum([], 5), sum([-0.0]), sum([-0.0], -0.0))
from fractions import Fraction
print(sum([Fraction(1, 2), 0.1, 0.2, 0.3]), sum([0.1, Fraction(1, 10), 0.1, 0.2, 0.3]), sum([1, Fraction(1, 10), 0.1, 0.2, 0.3]))
print(max("b", "a"), max([3, 1.5, 2]), min([1, True, 1.0]), max((x for x in [1, 1.0, True]), key=lambda v: 0), min(2.5, 1), max([True, 1]), min([1.0, True]), max(x for x in [1, 1.0, 2, True]))
