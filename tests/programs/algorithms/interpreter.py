# A small language of its own: tokenizer, Pratt parser, tree-walking and stack machine evaluation, closures and errors.
import re
from dataclasses import dataclass, field
from enum import Enum, auto


class T(Enum):
    NUM = auto(); STR = auto(); NAME = auto(); OP = auto(); KEY = auto(); END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: T
    text: str
    line: int = field(compare=False)
    def __str__(self): return f"{self.kind.name}:{self.text!r}@{self.line}"


KEYWORDS = {"let", "fn", "if", "else", "while", "return", "true", "false", "nil", "print"}
LEXER = re.compile(r"(?P<NUM>\d+(?:\.\d+)?)|(?P<STR>\"(?:\\.|[^\"\\])*\")|(?P<NAME>[^\W\d]\w*)|(?P<OP>==|!=|<=|>=|&&|\|\||[-+*/%<>=!(){}\[\],;:.])|(?P<SKIP>\s+|#.*)|(?P<BAD>.)")


class LangError(Exception):
    def __init__(self, message, line): super().__init__(f"line {line}: {message}")


def tokenize(source):
    line = 1
    for m in LEXER.finditer(source):
        kind, text = m.lastgroup, m.group()
        if kind == "BAD":
            raise LangError(f"unexpected character {text!r}", line)
        if kind != "SKIP":
            yield Token(T.KEY if text in KEYWORDS else T[kind], text, line)
        line += text.count("\n")
    yield Token(T.END, "", line)


class Parser:
    POWER = {"=": 1, "||": 2, "&&": 3, "==": 4, "!=": 4, "<": 5, ">": 5, "<=": 5, ">=": 5, "+": 6, "-": 6, "*": 7, "/": 7, "%": 7, "(": 9, "[": 9}

    def __init__(self, source): self.tokens = list(tokenize(source)); self.at = 0
    @property
    def now(self): return self.tokens[self.at]
    def take(self, text=None):
        t = self.now
        if text is not None and t.text != text:
            raise LangError(f"expected {text!r}, found {t.text or 'the end'!r}", t.line)
        self.at += 1
        return t
    def accept(self, text): return self.now.text == text and self.now.kind != T.STR and bool(self.take())

    def program(self):
        out = []
        while self.now.kind is not T.END:
            out.append(self.statement())
        return ("block", out)

    def block(self):
        self.take("{")
        out = []
        while not self.accept("}"):
            out.append(self.statement())
        return ("block", out)

    def statement(self):
        if self.accept("let"):
            name = self.take().text
            self.take("=")
            node = ("let", name, self.expr())
        elif self.accept("if"):
            test, then = self.expr(), self.block()
            return ("if", test, then, self.block() if self.accept("else") else None)
        elif self.accept("while"):
            return ("while", self.expr(), self.block())
        elif self.accept("return"):
            node = ("return", self.expr())
        elif self.accept("print"):
            node = ("print", self.expr())
        else:
            node = ("expr", self.expr())
        self.take(";")
        return node

    def expr(self, power=0):
        t = self.take()
        match t:
            case Token(T.NUM, text): left = ("const", float(text) if "." in text else int(text))
            case Token(T.STR, text): left = ("const", text[1:-1].encode().decode("unicode_escape"))
            case Token(T.KEY, "true" | "false" | "nil" as k): left = ("const", {"true": True, "false": False, "nil": None}[k])
            case Token(T.KEY, "fn"):
                self.take("(")
                left = ("fn", self.items(")", lambda: self.take().text), self.block())
            case Token(T.NAME, text): left = ("name", text, t.line)
            case Token(T.OP, "-" | "!" as op): left = ("unary", op, self.expr(8), t.line)
            case Token(T.OP, "("):
                left = self.expr()
                self.take(")")
            case Token(T.OP, "["): left = ("list", self.items("]", self.expr))
            case _: raise LangError(f"unexpected {t.text or 'end'!r}", t.line)
        while (p := self.POWER.get(self.now.text, -1)) > power and self.now.kind is T.OP:
            op = self.take()
            if op.text == "(": left = ("call", left, self.items(")", self.expr), op.line)
            elif op.text == "[":
                left = ("index", left, self.expr(), op.line)
                self.take("]")
            elif op.text == "=":
                if left[0] not in ("name", "index"): raise LangError(f"cannot assign to {left[0]}", op.line)
                left = ("assign", left, self.expr(p - 1))
            else: left = ("binary", op.text, left, self.expr(p), op.line)
        return left

    def items(self, end, item):
        out = []
        while not self.accept(end):
            out.append(item())
            if self.now.text != end: self.take(",")
        return out


class Return(Exception): pass
class Env(dict):
    def __init__(self, up=None, **k): super().__init__(k); self.up = up
    def home(self, name): return self if name in self else None if self.up is None else self.up.home(name)


@dataclass
class Function:
    params: list
    body: tuple
    env: Env = field(repr=False)


OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": lambda a, b: a % b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}


def run(n, env):
    match n:
        case ("block", body):
            inner = Env(env)
            for s in body: run(s, inner)
        case ("let", name, value): env[name] = run(value, env)
        case ("const", v): return v
        case ("name", name, line):
            if (home := env.home(name)) is None: raise LangError(f"unknown name {name}", line)
            return home[name]
        case ("assign", ("name", name, line), value):
            if (home := env.home(name)) is None: raise LangError(f"assignment to unknown {name}", line)
            home[name] = run(value, env)
            return home[name]
        case ("assign", ("index", box, key, _), value): run(box, env)[run(key, env)] = run(value, env)
        case ("if", test, then, other): run(then if run(test, env) else other or ("block", []), env)
        case ("while", test, body):
            while run(test, env): run(body, env)
        case ("binary", "&&", a, b, _): return run(a, env) and run(b, env)
        case ("binary", "||", a, b, _): return run(a, env) or run(b, env)
        case ("binary", op, a, b, line):
            try: return OPS[op](run(a, env), run(b, env))
            except (TypeError, ZeroDivisionError) as e: raise LangError(str(e), line) from e
        case ("unary", op, v, _): return -run(v, env) if op == "-" else not run(v, env)
        case ("fn", params, body): return Function(params, body, env)
        case ("list", items): return [run(i, env) for i in items]
        case ("index", box, key, line):
            try: return run(box, env)[run(key, env)]
            except (IndexError, TypeError) as e: raise LangError(str(e), line) from None
        case ("call", f, args, line):
            f, args = run(f, env), [run(a, env) for a in args]
            if not isinstance(f, Function): return f(*args) if callable(f) else (_ for _ in ()).throw(LangError(f"{f!r} is not a function", line))
            if len(args) != len(f.params): raise LangError(f"{len(f.params)} arguments wanted, {len(args)} given", line)
            try: run(f.body, Env(f.env, **dict(zip(f.params, args))))
            except Return as r: return r.args[0]
        case ("return", v): raise Return(run(v, env))
        case ("print", v): print(" ", run(v, env))
        case ("expr", v): return run(v, env)


programs = ['let x = 1 + 2 * 3 - 4 / 2; print x; print -x % 3; print "a\\tb" + "c"; print !true || 3 < 4 && 2 >= 2;',
            'let fib = fn(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }; let i = 0; while i < 15 { print fib(i); i = i + 5; }',
            'let counter = fn() { let n = 0; return fn() { n = n + 1; return n; }; }; let a = counter(); let b = counter(); a(); a(); print [a(), b()];',
            'let xs = [3, 1, 2]; let i = 0; while i < len(xs) { xs[i] = xs[i] * xs[i]; i = i + 1; } print xs; print xs[0] == 9; print sorted(xs)[0];',
            'let a = 1;\nlet b = a +;\n', 'print 1 + nil;', 'print 1 / 0;', 'let f = fn(a) { return a; };\nprint f(1, 2);', 'print nope;', 'x = 5;', 'print 5(1);', 'print [1][5];', '1 = 2;', 'let s = "open;', 'print 3 @ 4;', 'if true { print 1;', 'let a = 1; let b = 2; a = b = 7; print a + b; { }']
print(*tokenize('let a = "x";\n a != 1.5 # c\n'))
print(Parser("a = b + c(1, [2])[3] * -d;").program())
for p in programs:
    try:
        print(p.replace("\n", " "))
        run(Parser(p).program(), Env(len=len, sorted=sorted))
    except LangError as e:
        print("  error:", e, "|", repr(e.__cause__))
