# Programs over programs: ast visitors and transformers, unparse, constant folding, symbol use, tokens, dis-free compile.
import ast
import io
import keyword
import tokenize

SRC = '''
"""Doc."""
import os.path as p, sys
from . import x as y
X: int = 2 ** 10 - 1
def area(w, h=3, /, *args: int, unit="cm", **kw) -> str:
    """Area."""
    total = w * h * (60 * 60)
    if not total and True: return f"{total!r:>{w}} {unit}" "s"
    return [a for a in args if a > -1 for b in (a, *args)] or {**kw, 'k': (yield)}
@decorator(1)
class C(Base, metaclass=M):
    async def run(self, *, n: "int" = ...) -> None:
        async with a as b, c: await b
        async for i in b: del i, self.x[1:2, ::3]
        try: pass
        except* (A, B) as e: raise X from e
        else: nonlocal_ = lambda *a, k=1: (a, k)
        finally: global g; assert n, "m"
    type L[T: int, *Ts, **P] = dict[T, P]
while (n := n - 1) > 0:
    match n:
        case {"a": [1, *_], **rest} | C(x=3) if n: continue
        case -1.5 | "s" | None as q: break
        case _: x = y = 1 if a else 2; x @= ~y; z <<= not a in b is not c
'''
tree = ast.parse(SRC.replace("*T" + "s", "*Ts"))
print(ast.unparse(tree))


class Names(ast.NodeVisitor):
    def __init__(self):
        self.loads, self.stores, self.funcs, self.depth = {}, set(), [], 0

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load):
            self.loads[node.id] = self.loads.get(node.id, 0) + 1
        else:
            self.stores.add((node.id, type(node.ctx).__name__))

    def visit_FunctionDef(self, node):
        self.funcs.append(("  " * self.depth + node.name, node.lineno, node.end_lineno, ast.get_docstring(node), [a.arg for a in node.args.posonlyargs + node.args.kwonlyargs]))
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    visit_AsyncFunctionDef = visit_ClassDef = lambda self, node: (self.funcs.append((node.name, node.lineno, node.col_offset)), self.generic_visit(node))[1]


v = Names()
v.visit(tree)
print(sorted(v.loads.items()), sorted(v.stores), *v.funcs, sep="\n")


class Fold(ast.NodeTransformer):
    OPS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b, ast.Pow: lambda a, b: a**b, ast.Div: lambda a, b: a / b}

    def visit_BinOp(self, node):
        self.generic_visit(node)
        match node:
            case ast.BinOp(ast.Constant(a), op, ast.Constant(b)) if type(op) in self.OPS:
                try:
                    return ast.copy_location(ast.Constant(self.OPS[type(op)](a, b)), node)
                except Exception as e:
                    print("kept", ast.unparse(node), type(e).__name__)
        return node

    def visit_If(self, node):
        self.generic_visit(node)
        if isinstance(node.test, ast.Constant):
            return node.body if node.test.value else node.orelse or None
        return node

    def visit_Assert(self, node):
        return None


folded = Fold().visit(ast.parse("x = 2 * 3 + 4 ** 2 - y * (1 + 1)\nif 0: a()\nelse:\n  b()\nif 1 + 1:\n  c(); assert d\nz = 1 / 0 + 'a' * 3 + (1).real\nq = 'a' + 1"))
print(ast.unparse(ast.fix_missing_locations(folded)))
print(ast.dump(ast.parse("a.b[c](*d, e=f) < 1", mode="eval")), ast.dump(ast.parse("x += 1j; 'é'"), indent=1, include_attributes=True), sep="\n")
for e in ("(1, 'a', {2: [3.5, None]}, {4}, -5+2j, b'x')", "a", "f()", "1+1", "[1,", "{**x}", " 1", "set()"):
    try:
        print(ast.literal_eval(e))
    except Exception as err:
        print(repr(e), type(err).__name__, "|", str(err).split(": <")[0].split(" at 0x")[0])
for e in ("(a, b)", "a if (b := c) else d", "not (a or b) and c", "-(-x) ** -y", "(lambda: (yield))()", "f'{a}{{}}{b:{c}}' 'd'", "(a,)[0]", "x[a, :]", "(await_ for x in (1, 2) if (yield_))", "a < (b < c)", "(-1).real", "1e400", "'\\n\"\\''", "(a @ b) @ (c @ d)", "{**a, 'b': 1}", "*a, b"):
    print(f"{e:<40} {ast.unparse(ast.parse(e))}")
ns = {}
node = ast.Module([ast.FunctionDef("made", ast.arguments([], [ast.arg("n")], None, [], [], None, []), [ast.Return(ast.BinOp(ast.Name("n", ast.Load()), ast.Mult(), ast.Constant(2)))], [])], [])
exec(compile(ast.fix_missing_locations(node), "<made>", "exec"), ns)
print(ns["made"](21), ast.get_source_segment(SRC, tree.body[3]), [type(n).__name__ for n in ast.iter_child_nodes(tree)], len(list(ast.walk(tree))))
for t in tokenize.generate_tokens(io.StringIO("def f(a):\n  # c\n  return f'{a!r:>{w}}é' + 0x1f\n").readline):
    print(tokenize.tok_name[t.exact_type], repr(t.string), t.start, t.end, keyword.iskeyword(t.string))
for bad in (lambda: compile(ast.Expression(ast.Name("x")), "f", "eval"), lambda: compile(ast.Module([ast.Pass()], []), "f", "exec"), lambda: list(tokenize.generate_tokens(io.StringIO("'abc").readline)), lambda: list(tokenize.generate_tokens(io.StringIO("(\n").readline)), lambda: ast.parse("a b"), lambda: ast.Constant()):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)
