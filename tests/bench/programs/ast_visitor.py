"""A visitor over an AST: a program parsed, walked by NodeVisitor, rewritten by NodeTransformer, unparsed and compared."""

import ast

SOURCE = '''
def area(shapes, scale=1 + 2 * 3):
    """Sum of areas."""
    total = 0
    for kind, *sizes in shapes:
        if kind == "rect" and len(sizes) == 2:
            total += sizes[0] * sizes[1] * (scale - 1 + 0)
        elif kind == "square":
            total += sizes[0] ** 2 * (2 * 3 + 1)
        else:
            raise ValueError(f"unknown {kind!r}")
    return {"total": total, "n": len(shapes), "mean": [total / s for s in (1, 2 + 2, 3)]}

class Cache(dict):
    limit: int = 10 * 100
    def __missing__(self, key):
        try:
            value = self[key] = compute(key, *self.args, **{"x": lambda y, /, z=1: y + z})
        except (KeyError, TypeError) as error:
            value = None if error else not 1
        finally:
            self.count -= -1
        return value
'''


class Counter(ast.NodeVisitor):
    def __init__(self):
        self.counts = {}
        self.names = set()
        self.depth = self.deepest = 0

    def generic_visit(self, node):
        name = type(node).__name__
        self.counts[name] = self.counts.get(name, 0) + 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        super().generic_visit(node)
        self.depth -= 1

    def visit_Name(self, node):
        self.names.add(node.id)
        self.generic_visit(node)


class Folder(ast.NodeTransformer):
    def __init__(self):
        self.folded = 0

    def visit_BinOp(self, node):
        self.generic_visit(node)
        left, right = node.left, node.right
        if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
            self.folded += 1
            if isinstance(node.op, ast.Add):
                return ast.copy_location(ast.Constant(left.value + right.value), node)
            if isinstance(node.op, ast.Mult):
                return ast.copy_location(ast.Constant(left.value * right.value), node)
            self.folded -= 1
        return node


def run():
    tree = ast.parse(SOURCE * 18)
    counter = Counter()
    counter.visit(tree)
    folder = Folder()
    folded = ast.fix_missing_locations(folder.visit(tree))
    nodes = sum(1 for _ in ast.walk(folded))
    constants = [n.value for n in ast.walk(folded) if isinstance(n, ast.Constant) and isinstance(n.value, int)]
    text = ast.unparse(folded)
    again = ast.unparse(ast.parse(text))
    return (
        counter.counts["Name"], len(counter.names), counter.deepest, folder.folded, nodes > 500, sum(constants),
        again == text,
    )


CHECKSUM = (702, 20, 12, 108, True, 18558, True)
