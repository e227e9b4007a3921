"""Counts in how many of some programs each kind of AST node stands: `kinds.py COMMON FILE…` prints what is in less than 1%.

The first COMMON lines, which all programs have, do not count.
"""

import ast
import sys

ABSTRACT = {
    "AST", "mod", "stmt", "expr", "expr_context", "boolop", "operator", "unaryop", "cmpop", "comprehension", "excepthandler",
    "pattern", "type_ignore", "type_param", "slice", "Interactive", "Expression", "FunctionType", "TypeIgnore",
    # what the ast module keeps for old code
    "Num", "Str", "Bytes", "NameConstant", "Ellipsis", "Index", "ExtSlice", "Suite", "_ast_Ellipsis", "AugLoad", "AugStore", "Param",
}


def main():
    counts, common, files = {}, int(sys.argv[1]), sys.argv[2:]
    for path in files:
        with open(path, encoding="utf-8") as f:
            tree = ast.parse(f.read())
        tree.body = [s for s in tree.body if s.lineno > common]
        for kind in {type(n).__name__ for n in ast.walk(tree)}:
            counts[kind] = counts.get(kind, 0) + 1
    kinds = {k for k, v in vars(ast).items() if isinstance(v, type) and issubclass(v, ast.AST)} - ABSTRACT
    rare = sorted((counts.get(k, 0), k) for k in kinds if counts.get(k, 0) < len(files) / 100)
    for n, k in rare:
        print(f"{k}: {n} of {len(files)}")
    sys.exit(1 if rare else 0)


main()
