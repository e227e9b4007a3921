# A calculator: tokenizer, precedence climbing, variables, functions, errors with positions.
import math
import operator
import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?)|([A-Za-z_]\w*)|(\*\*|//|[-+*/%^(),=]))")


class CalcError(Exception):
    def __init__(self, message, pos):
        super().__init__(message)
        self.pos = pos

    def __str__(self): return f"{self.args[0]} at {self.pos}"


def tokenize(text):
    pos = 0
    text = text.rstrip()
    while pos < len(text):
        m = TOKEN.match(text, pos)
        if not m: raise CalcError(f"unexpected {text[pos]!r}", pos)
        kind = ("num", "name", "op")[m.lastindex - 1]
        yield kind, m[m.lastindex], m.start(m.lastindex)
        pos = m.end()
    yield "end", "", len(text)


BINARY = {"+": (1, operator.add), "-": (1, operator.sub), "*": (2, operator.mul), "/": (2, operator.truediv), "//": (2, operator.floordiv), "%": (2, operator.mod), "**": (4, operator.pow), "^": (4, operator.pow)}
RIGHT = {"**", "^"}


class Parser:
    def __init__(self, text, env):
        self.tokens = list(tokenize(text))
        self.at = 0
        self.env = env

    @property
    def tok(self): return self.tokens[self.at]

    def advance(self):
        t = self.tok
        self.at += 1
        return t

    def expect(self, op):
        kind, text, pos = self.advance()
        if text != op: raise CalcError(f"expected {op!r}, found {text or 'end'!r}", pos)

    def statement(self):
        if self.tok[0] == "name" and self.tokens[self.at + 1][1] == "=":
            name = self.advance()[1]
            self.advance()
            self.env[name] = v = self.expr(0)
        else:
            v = self.expr(0)
        if self.tok[0] != "end": raise CalcError(f"trailing {self.tok[1]!r}", self.tok[2])
        return v

    def expr(self, least):
        left = self.unary()
        while self.tok[1] in BINARY and self.tok[0] == "op":
            _, op, pos = self.tok
            prec, fn = BINARY[op]
            if prec < least: break
            self.advance()
            right = self.expr(prec if op in RIGHT else prec + 1)
            try:
                left = fn(left, right)
            except (ZeroDivisionError, OverflowError) as e:
                raise CalcError(str(e), pos) from e
        return left

    def unary(self):
        if self.tok[1] in ("-", "+"):
            return -self.expr(3) if self.advance()[1] == "-" else self.expr(3)
        return self.atom()

    def atom(self):
        kind, text, pos = self.advance()
        if kind == "num": return float(text) if set(text) & set(".eE") else int(text)
        if text == "(":
            v = self.expr(0)
            self.expect(")")
            return v
        if kind == "name":
            if self.tok[1] == "(": return self.call(text, pos)
            try:
                return self.env[text]
            except KeyError:
                raise CalcError(f"unknown name {text}", pos) from None
        raise CalcError(f"unexpected {text or 'end'!r}", pos)

    def call(self, name, pos):
        self.advance()
        args = []
        while self.tok[1] != ")":
            args.append(self.expr(0))
            if self.tok[1] != ",": break
            self.advance()
        self.expect(")")
        fn = self.env.get(name)
        if not callable(fn): raise CalcError(f"{name} is no function", pos)
        try:
            return fn(*args)
        except (TypeError, ValueError) as e:
            raise CalcError(f"{name}: {e}", pos) from e


env = {"pi": math.pi, "sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "fact": math.factorial}
for line in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ^ 2", "10 / 4", "10 // 4 + 10 % 4", "x = 5", "y = x * 2 - 1", "max(x, y, 3)", "sqrt(2)", "fact(20)", "2 ** 100", "1e3 + .5", "1.5e-3 * 2", "1 / 0", "(1 + 2", "1 +", "nope", "x(1)", "sqrt(-1)", "fact(1, 2)", "3 $ 4", "1 2", "", "--3", "max()", "2 ** 10000 / 3", "z = (x = 3)", "7 % -3", "((((1))))"):
    try:
        print(f"{line:<20} = {Parser(line, env).statement()!r}")
    except CalcError as e:
        print(f"{line:<20} ! {e} <- {e.__cause__!r}")
print({k: v for k, v in env.items() if not callable(v)})
