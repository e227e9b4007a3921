# Parser generators: ply, lark, pyparsing, parso, pycparser.
# packages: python3-ply python3-lark python3-pyparsing python3-parso python3-pycparser
import operator
import types

import lark
import lark.indenter
import parso
import ply.lex as lex
import ply.yacc as yacc
import pyparsing as pp
from pycparser import c_ast, c_generator, c_parser

# --- ply: a calculator with errors
tokens = ("NAME", "NUMBER")
literals = "=+-*/()"
t_NAME = r"[a-zA-Z_]\w*"
t_ignore = " \t"


def t_NUMBER(t):
    r"\d+(\.\d+)?"
    t.value = float(t.value) if "." in t.value else int(t.value)
    return t


def t_newline(t):
    r"\n+"
    t.lexer.lineno += t.value.count("\n")


def t_error(t):
    print("illegal", repr(t.value[0]), t.lexer.lineno)
    t.lexer.skip(1)


precedence = (("left", "+", "-"), ("left", "*", "/"), ("right", "UMINUS"))
names = {}


def p_statement_assign(p):
    'statement : NAME "=" expression'
    names[p[1]] = p[3]


def p_statement_expr(p):
    "statement : expression"
    print("=", p[1])


def p_expression_binop(p):
    """expression : expression '+' expression
                  | expression '-' expression
                  | expression '*' expression
                  | expression '/' expression"""
    ops = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    p[0] = ops[p[2]](p[1], p[3])


def p_expression_uminus(p):
    "expression : '-' expression %prec UMINUS"
    p[0] = -p[2]


def p_expression_group(p):
    "expression : '(' expression ')'"
    p[0] = p[2]


def p_expression_number(p):
    "expression : NUMBER"
    p[0] = p[1]


def p_expression_name(p):
    "expression : NAME"
    p[0] = names.get(p[1], 0)


def p_error(p):
    print("syntax error at", p.value if p else "EOF")


lexer = lex.lex()
parser = yacc.yacc(write_tables=False, debug=False, errorlog=yacc.NullLogger())
for line in ["a = 2 + 3 * 4", "a", "-(a - 1) / 4", "1 + * 2", "3 $ 4", "(1", "x = 1.5", "x * a"]:
    parser.parse(line, lexer=lexer)
lexer.input("foo = 42\n+ 3")
print([(t.type, t.value, t.lineno, t.lexpos) for t in lexer])

# --- lark: JSON, arithmetic with both algorithms, errors
json_grammar = r"""
    ?start: value
    ?value: object | array | string | SIGNED_NUMBER -> number | "true" -> true | "false" -> false | "null" -> null
    array  : "[" (value ("," value)*)? "]"
    object : "{" (pair ("," pair)*)? "}"
    pair   : string ":" value
    string : ESCAPED_STRING
    %import common.ESCAPED_STRING
    %import common.SIGNED_NUMBER
    %import common.WS
    %ignore WS
"""


class ToJson(lark.Transformer):
    @lark.v_args(inline=True)
    def string(self, s):
        return s[1:-1]

    array = list
    pair = tuple
    object = dict
    number = lark.v_args(inline=True)(float)
    null = lambda self, _: None
    true = lambda self, _: True
    false = lambda self, _: False


text = '{"a": [1, 2.5, -3e2, {}], "b": null, "c": {"d": true, "e": "x y"}}'
for algorithm in ("lalr", "earley"):
    p = lark.Lark(json_grammar, parser=algorithm)
    tree = p.parse(text)
    print(algorithm, ToJson().transform(tree))
print(tree.pretty())
lalr = lark.Lark(json_grammar, parser="lalr", transformer=ToJson())
print(lalr.parse(text))
for bad in ['{"a" 1}', "[1, 2", "@"]:
    try:
        lalr.parse(bad)
    except lark.exceptions.UnexpectedInput as e:
        print(type(e).__name__, e.line, e.column, str(e).splitlines()[0])
        print(e.get_context(bad), end="")
amb = lark.Lark('start: e\n e: e "+" e | e "*" e | /\\d/\n', ambiguity="explicit")
print(amb.parse("1+2*3").pretty())
ind = lark.Lark(r"""
?start: _NL* tree
tree: NAME _NL [_INDENT tree+ _DEDENT]
%import common.CNAME -> NAME
%import common.WS_INLINE
%declare _INDENT _DEDENT
%ignore WS_INLINE
_NL: /(\r?\n[\t ]*)+/
""", parser="lalr", postlex=type("T", (lark.indenter.Indenter,), dict(NL_type="_NL", OPEN_PAREN_types=[], CLOSE_PAREN_types=[], INDENT_type="_INDENT", DEDENT_type="_DEDENT", tab_len=8))())
print(ind.parse("\na\n    b\n    c\n        d\n    e\n").pretty())

# --- pyparsing
integer = pp.Word(pp.nums).set_parse_action(lambda t: int(t[0]))
ident = pp.Word(pp.alphas, pp.alphanums)
expr = pp.infix_notation(integer | ident, [("!", 1, pp.opAssoc.LEFT), (pp.one_of("* /"), 2, pp.opAssoc.LEFT), (pp.one_of("+ -"), 2, pp.opAssoc.LEFT)])
print(expr.parse_string("1 + 2 * (x - 3)! / y").as_list())
row = pp.Group(ident("key") + pp.Suppress("=") + (integer | pp.QuotedString('"'))("value") + pp.Optional(pp.python_style_comment))
table = pp.OneOrMore(row)
r = table.parse_string('a = 1 # x\nb = "two"\nc=3')
print(r.as_list(), [x.key for x in r], r[1].as_dict(), r.dump())
try:
    (ident + "=" + integer).parse_string("abc = x", parse_all=True)
except pp.ParseException as e:
    print(e, e.loc, e.explain(depth=0))
nested = pp.nested_expr("(", ")")
print(nested.parse_string("(a (b c) (d (e)))").as_list(), [t for t, s, e in integer.scan_string("a1 b22")], integer.transform_string("x1"))
print(pp.common.number.run_tests(["1", "2.5", "x"], print_results=False)[0], pp.Regex(r"(?P<y>\d{4})-(?P<m>\d\d)").parse_string("2024-05").as_dict())
fwd = pp.Forward()
fwd <<= pp.Group(pp.Literal("<") + pp.ZeroOrMore(fwd) + ">")
print(fwd.parse_string("<<><<>>>").as_list(), pp.delimited_list(integer).parse_string("1, 2,3").as_list())

# --- parso: error recovery
module = parso.parse(version="3.10", code="def f(x):\n    return x +\nclass A: pass\nif 1\n  y = 2\n")
print(module.get_code() == "def f(x):\n    return x +\nclass A: pass\nif 1\n  y = 2\n", [c.type for c in module.children], [f.name.value for f in module.iter_funcdefs()], module.dump()[:600])
grammar = parso.load_grammar(version="3.10")
for e in grammar.iter_errors(grammar.parse("x = (\nfor\n1 = 2\ndef f(): yield\nreturn 3\n")):
    print(e.code, e.message, e.start_pos)

# --- pycparser
source = """
typedef unsigned long size_t;
struct point { int x, y; struct point *next; };
static int sum(const struct point *p, size_t n) {
    int total = 0;
    for (size_t i = 0; i < n; i++) { if (p[i].x > 3 && !p[i].y) continue; total += p[i].x * (p[i].y - 1) >> 2; }
    do { total--; } while (total > 100);
    switch (total) { case 1: return 'a'; default: break; }
    return total ? total : -1;
}
int (*table[4])(const struct point *, size_t) = { sum, [2] = sum };
enum e { A = 1, B, C = A << 2 };
"""
ast = c_parser.CParser().parse(source, "x.c")
print(c_generator.CGenerator().visit(ast))


class Calls(c_ast.NodeVisitor):
    def visit_FuncDef(self, node):
        print(node.decl.name, node.decl.coord, [type(s).__name__ for s in node.body.block_items])

    def visit_Enumerator(self, node):
        print(node.name, type(node.value).__name__)


Calls().visit(ast)
ast.ext[1].show(attrnames=True, nodenames=True)
try:
    c_parser.CParser().parse("int f( { }", "bad.c")
except Exception as e:
    print(type(e).__name__, e)
