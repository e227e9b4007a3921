# compile, eval, exec: namespaces, modes, filenames, flags, code objects, closures and errors.
import ast
import types


def attempt(label, f):
    try:
        print(label, "->", f())
    except BaseException as e:
        print(label, "!!", type(e).__name__, e)


print(eval("1 + 2 * 3"), eval("  [x*x for x in range(5)]"), eval("a + b", {"a": 1}, {"b": 2}), eval(b"'bytes'"))
env = {}
exec("""
import math
def area(r):
    'The area.'
    return round(math.pi * r ** 2, 3)
class Shape:
    sides = 4
    def describe(self): return f"{type(self).__name__} of {self.sides}"
total = sum(area(i) for i in range(4))
""", env)
print(sorted(k for k in env if k != "__builtins__"), env["area"](2), env["Shape"]().describe(), env["total"], env["area"].__doc__)
print(env["area"].__module__, env["Shape"].__module__, env["area"].__globals__ is env)
code = compile("x = 5\ny = x + z\n", "<made up>", "exec")
for z in (1, 2.5, [1]):
    space = {"z": z}
    attempt(f"run {z}", lambda: (exec(code, space), space["y"]))
print(type(code), code.co_filename, code.co_name, code.co_names, code.co_varnames, code.co_consts, code.co_firstlineno)
attempt("single", lambda: exec(compile("40 + 2\n'text'\nNone", "<s>", "single")) if False else exec(compile("40 + 2", "<s>", "single")))
attempt("single2", lambda: exec(compile("for i in range(3): i * 2\n\n", "<s>", "single")))
attempt("single3", lambda: compile("1\n2", "<s>", "single"))
attempt("eval mode", lambda: compile("x = 1", "<e>", "eval"))
attempt("bad mode", lambda: compile("1", "<e>", "nope"))
attempt("null", lambda: eval("1\0"))
attempt("type", lambda: eval(5))
attempt("exec type", lambda: exec([1]))
attempt("globals", lambda: eval("1", 5))
attempt("locals", lambda: eval("1", {}, 5))
attempt("empty", lambda: eval(""))
attempt("indent", lambda: exec("  x = 1\n y = 2"))
attempt("statement", lambda: eval("import os"))
attempt("return", lambda: exec("return 5"))
attempt("yield", lambda: exec("yield 5"))
attempt("await", lambda: exec("await x"))
attempt("break", lambda: exec("break"))
attempt("name", lambda: eval("undefined_name"))
attempt("no builtins", lambda: eval("len('a')", {"__builtins__": {}}))
attempt("own builtins", lambda: eval("len('a')", {"__builtins__": {"len": lambda s: "mine"}}))
attempt("free", lambda: exec((lambda v: (lambda: v))(1).__code__))


class Space(dict):
    def __missing__(self, key): return f"<{key}>"


print(eval("a + b", {}, Space(a="A")))
attempt("mapping locals", lambda: exec("q = w", {}, s := Space()) or s)
tree = ast.parse("n ** 2 + 1", mode="eval")
print(ast.dump(tree), eval(compile(tree, "<ast>", "eval"), {"n": 7}))


class Double(ast.NodeTransformer):
    def visit_Constant(self, node): return ast.copy_location(ast.Constant(node.value * 2), node)


print(eval(compile(ast.fix_missing_locations(Double().visit(tree)), "<ast>", "eval"), {"n": 7}), ast.unparse(tree))
print(compile("1+1", "<f>", "eval", ast.PyCF_ONLY_AST).body.op.__class__.__name__)


def outer():
    local = 10
    exec("local = 20; new = 1")
    found = eval("local")
    captured = locals()
    captured["local"] = 99
    return local, found, sorted(captured), eval("[local for _ in range(2)]")


print(outer())


def closures():
    n = 5
    def inner(): return n
    return inner


f = closures()
attempt("closure", lambda: exec(f.__code__, {}, closure=(types.CellType(7),)) or "ran")
attempt("closure len", lambda: exec(f.__code__, {}, closure=()))
attempt("closure none", lambda: exec("1", {}, closure=(types.CellType(7),)))
g = types.FunctionType(f.__code__, {}, "renamed", None, (types.CellType("cell"),))
print(g(), g.__name__, f.__code__.co_freevars, f.__code__.replace(co_name="other").co_name)
attempt("dunder debug", lambda: exec("__debug__ = 1"))
attempt("dont_inherit", lambda: compile("def f(x: int): pass", "<d>", "exec", dont_inherit=True).co_consts[-1] is None)
attempt("optimize", lambda: (exec(compile("assert 0", "<o>", "exec", optimize=1)), "no assertion"))
attempt("optimize0", lambda: exec(compile("assert 0, 'kept'", "<o>", "exec", optimize=0)))
