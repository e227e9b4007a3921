# Exceptions in odd places: unraisable ones, in sort keys, in comparison methods, in iterators of builtins, in class bodies, decorators, default arguments, imports, threads of generators.
import sys, traceback


def report(e):
    print(type(e).__name__, e)
    for f in traceback.extract_tb(e.__traceback__)[1:]:
        print("   ", f.name, "|", f.line)


def case(f):
    try:
        f()
    except Exception as e:
        report(e)
    return f


class BadKey:
    def __hash__(self): raise RuntimeError("hash")
class BadEq:
    def __hash__(self): return 1
    def __eq__(self, o): raise RuntimeError("eq")
class BadIter:
    def __iter__(self): return self
    def __next__(self): raise RuntimeError("next")
class BadLen:
    def __len__(self): raise RuntimeError("len")
    def __iter__(self): return iter([1])
class BadBool:
    def __bool__(self): raise RuntimeError("bool")
class BadRepr:
    def __repr__(self): raise RuntimeError("repr")
class BadIndex:
    def __index__(self): raise RuntimeError("index")


def key(x): raise RuntimeError("key")


@case
def sort_key(): sorted([1, 2], key=key)
@case
def sort_in_place():
    l = [3, 1, 2]
    try: l.sort(key=lambda x: 1 / (x - 1))
    finally: print("list afterwards", l)
@case
def min_key(): min([1], key=key)
@case
def dict_key(): {BadKey(): 1}
@case
def dict_eq(): {BadEq(): 1, BadEq(): 2}
@case
def in_list(): 1 in [BadEq()]
@case
def unpack(): a, b = BadIter()
@case
def star(): print(*BadIter())
@case
def to_list(): list(BadLen())
@case
def truth(): not BadBool()
@case
def any_(): any([BadBool()])
@case
def filter_(): list(filter(None, [BadBool()]))
@case
def map_(): list(map(key, [1]))
@case
def repr_(): repr([BadRepr()])
@case
def fmt(): f"{BadRepr()}"
@case
def index(): [1, 2][BadIndex()]
@case
def slice_(): "abc"[BadIndex():]
@case
def range_(): range(BadIndex())
@case
def join(): ",".join(BadIter())
@case
def sum_(): sum([1, "a"])
@case
def class_body():
    class X:
        y = 1 / 0
@case
def default():
    def f(a=1 / 0): pass
@case
def decorator():
    @key
    def f(): pass
@case
def annotation():
    def f(a: 1 / 0): pass
@case
def set_name():
    class D:
        def __set_name__(self, o, n): raise RuntimeError("set_name")
    class X: d = D()
@case
def init_subclass():
    class A:
        def __init_subclass__(cls): raise RuntimeError("sub")
    class B(A): pass
@case
def prop():
    class A:
        @property
        def p(self): return self.q
    A().p
@case
def genexp(): sum(1 / x for x in [1, 0])
@case
def exec_(): exec("x = 1\ny = x / 0")
@case
def eval_(): eval("1 / 0")
@case
def compile_(): compile("a b", "file.py", "exec")
@case
def import_(): __import__("no_such_module_here")
@case
def json_():
    import json
    json.loads('{"a": }')
@case
def int_(): int("12x")
@case
def open_(): open("/no/such/file")
@case
def reduce_():
    from functools import reduce
    reduce(lambda a, b: a / b, [1, 0])


sys.excepthook = lambda t, v, tb: print("hook:", t.__name__, v)
raise LookupError("to the hook")
