# try/finally with returns, nested handlers, bare raise, deletion of the name, exceptions in handlers, generators closed midway.
import sys


def order(n):
    log = []
    try:
        log.append("t")
        if n == 0: return log
        if n == 1: raise KeyError(1)
        if n == 2: raise ValueError(2)
        if n == 3: raise OSError(3)
    except KeyError as e:
        log.append("k")
        return log
    except (ValueError, TypeError):
        log.append("v")
    except OSError:
        log.append("o")
        raise
    else:
        log.append("else")
    finally:
        log.append("f")
        print(n, log)
    return log + ["end"]


for i in range(5):
    try:
        print(order(i))
    except OSError as e:
        print("out", repr(e))


def ret_in_finally():
    try:
        raise ValueError
    finally:
        return "swallowed"


def ret_value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            try:
                [][1]
            except IndexError:
                print(type(sys.exception()).__name__, type(sys.exception().__context__).__name__)
            print(type(sys.exception()).__name__)
            raise
    except ArithmeticError as e:
        return repr(e)


print(ret_in_finally(), ret_value_kept(), nested(), sys.exception())


def bare():
    raise


try:
    bare()
except RuntimeError as e:
    print(e)
try:
    try:
        raise KeyError("a")
    except KeyError:
        bare()
except KeyError as e:
    print("re-raised", e)


def deleted():
    e = "before"
    try:
        raise ValueError("x")
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as u:
        return str(u)


print(deleted())


def handler_raises():
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")
    finally:
        raise IndexError("third")


try:
    handler_raises()
except IndexError as e:
    c = e
    while c:
        print(repr(c), c.__suppress_context__)
        c = c.__context__


def loop():
    out = []
    for i in range(6):
        try:
            try:
                if i == 1: continue
                if i == 4: break
                out.append(i)
            finally:
                out.append(f"f{i}")
                if i == 2: raise ValueError(i)
        except ValueError as e:
            out.append(repr(e))
    return out


print(loop())


def gen():
    try:
        for i in range(10):
            try:
                yield i
            except ValueError as e:
                yield f"got {e}"
            finally:
                print("inner finally", i)
    finally:
        print("outer finally")


g = gen()
print(next(g), g.throw(ValueError("v")), next(g))
g.close()
try:
    g.throw(KeyError("after close"))
except KeyError as e:
    print(repr(e))


class Dyn:
    @staticmethod
    def which(n):
        print("evaluated", n)
        return (KeyError, ValueError)[n]


try:
    raise ValueError("dyn")
except Dyn.which(0): print("no")
except Dyn.which(1): print("yes")
try:
    raise ValueError from TypeError
except ValueError as e:
    print(repr(e.__cause__), e.__context__)
a = ValueError("a"); b = ValueError("b")
a.__context__ = b
try:
    try: raise b
    except ValueError: raise a
except ValueError as e:
    print(e.__context__ is b, b.__context__)
try: raise a from a
except ValueError as e: print(e.__cause__ is e)
def many(n):
    try:
        if n: many(n - 1)
        else: raise StopIteration("bottom")
    finally: print(n, end=" ")
try: many(5)
except StopIteration as e: print(e)
try: next(x for x in iter(lambda: (_ for _ in ()).throw(StopIteration), 0))
except RuntimeError as e: print(e, repr(e.__cause__))
except StopIteration as e: print("stop", repr(e))
