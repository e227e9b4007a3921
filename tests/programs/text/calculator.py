# A calculator: tokenizer with a regex, Pratt parser, tree printer, evaluator with variables and functions, errors with carets.
import math
import re
from dataclasses import dataclass

TOKEN = re.compile(r"""
    (?P<ws>\s+) | (?P<num>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+) | (?P<name>[^\W\d]\w*)
  | (?P<op>\*\*|//|<=|>=|==|!=|[-+*/%()<>=,!^]) | (?P<bad>.)
""", re.VERBOSE)


class CalcError(Exception):
    def __init__(self, text, pos):
        super().__init__(text)
        self.pos = pos


@dataclass(frozen=True)
class Tok:
    kind: str
    text: str
    pos: int


@dataclass(frozen=True)
class Num:
    value: float | int

    def eval(self, env):
        return self.value


@dataclass(frozen=True)
class Name:
    id: str
    pos: int

    def eval(self, env):
        try:
            return env[self.id]
        except KeyError:
            raise CalcError(f"unknown name {self.id!r}", self.pos) from None


@dataclass(frozen=True)
class Op:
    op: str
    args: tuple
    pos: int

    def eval(self, env):
        if self.op == "=":
            env[self.args[0].id] = value = self.args[1].eval(env)
            return value
        vals = [a.eval(env) for a in self.args]
        try:
            return OPS[self.op, len(vals)](*vals)
        except (ArithmeticError, ValueError, TypeError) as e:
            raise CalcError(f"{type(e).__name__}: {e}", self.pos) from e


@dataclass(frozen=True)
class Call:
    func: Name
    args: tuple

    def eval(self, env):
        f = self.func.eval(env)
        if not callable(f):
            raise CalcError(f"{self.func.id} is no function", self.func.pos)
        return f(*(a.eval(env) for a in self.args))


OPS = {
    ("+", 2): lambda a, b: a + b, ("-", 2): lambda a, b: a - b, ("*", 2): lambda a, b: a * b,
    ("/", 2): lambda a, b: a / b, ("//", 2): lambda a, b: a // b, ("%", 2): lambda a, b: a % b,
    ("**", 2): lambda a, b: a**b, ("-", 1): lambda a: -a, ("!", 1): math.factorial,
    ("<", 2): lambda a, b: a < b, (">", 2): lambda a, b: a > b, ("==", 2): lambda a, b: a == b, ("!=", 2): lambda a, b: a != b,
}
BINARY = {"=": (1, 0), "==": (5, 6), "!=": (5, 6), "<": (5, 6), ">": (5, 6), "+": (10, 11), "-": (10, 11),
          "*": (20, 21), "/": (20, 21), "//": (20, 21), "%": (20, 21), "**": (41, 40)}


def tokens(src):
    for m in TOKEN.finditer(src):
        if m.lastgroup == "bad":
            raise CalcError(f"bad character {m.group()!r}", m.start())
        if m.lastgroup != "ws":
            yield Tok(m.lastgroup, m.group(), m.start())
    yield Tok("end", "", len(src))


class Parser:
    def __init__(self, src):
        self.toks = list(tokens(src))
        self.i = 0

    def take(self, text=None):
        t = self.toks[self.i]
        if text is not None and t.text != text:
            raise CalcError(f"expected {text!r}, found {t.text or 'end'!r}", t.pos)
        self.i += 1
        return t

    @property
    def now(self):
        return self.toks[self.i]

    def parse(self, power=0):
        t = self.take()
        match t:
            case Tok("num", text):
                left = Num(int(text) if text.isdigit() else float(text))
            case Tok("name", text, pos):
                left = Name(text, pos)
                if self.now.text == "(":
                    left = Call(left, tuple(self.arguments()))
            case Tok("op", "-", pos):
                left = Op("-", (self.parse(30),), pos)
            case Tok("op", "("):
                left = self.parse()
                self.take(")")
            case Tok(_, text, pos):
                raise CalcError(f"unexpected {text or 'end'!r}", pos)
        while True:
            t = self.now
            if t.text == "!":
                left = Op("!", (left,), self.take().pos)
            elif t.text in BINARY and BINARY[t.text][0] >= power + (power > 0 and 0):
                lp, rp = BINARY[t.text]
                if lp < power:
                    return left
                if t.text == "=" and not isinstance(left, Name):
                    raise CalcError("cannot assign", t.pos)
                self.take()
                left = Op(t.text, (left, self.parse(rp)), t.pos)
            else:
                return left

    def arguments(self):
        self.take("(")
        while self.now.text != ")":
            yield self.parse()
            if self.now.text != ")":
                self.take(",")
        self.take(")")


def lisp(n):
    match n:
        case Num(v):
            return repr(v)
        case Name(i):
            return i
        case Op(op, args):
            return f"({op} {' '.join(map(lisp, args))})"
        case Call(Name(f), args):
            return f"({f}{''.join(' ' + lisp(a) for a in args)})"


env = {"pi": 3, "max": max, "min": min, "gcd": math.gcd, "z": 0}
for src in ("1+2*3", "2**3**2", "-2**2", "(1+2)*3", "x = y = 5!", "x // 7 % 4 - y/16", "max(1, x, 3)*2", "gcd(12, 18) == 6", "1 < 2 != 0",
            ".5 + 1e3 - 2.", "", "1 +", "(1", "1 2", "f(3)", "pi(2)", "1/z", "3 = 4", "a $ b", "(-3)!", "max(,)", "é = 2", "é ** é ** é", "2.5!", "-- 4"):
    try:
        p = Parser(src)
        tree = p.parse()
        if p.now.kind != "end":
            raise CalcError(f"extra {p.now.text!r}", p.now.pos)
        print(f"{src:<20} {lisp(tree):<32} {tree.eval(env)!r}")
    except CalcError as e:
        print(f"{src}\n{' ' * e.pos}^ {e} ({type(e.__cause__).__name__})")
print(Parser("a=b+1").parse())
