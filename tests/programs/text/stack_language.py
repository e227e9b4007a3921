# A tiny language: lexer by generator, recursive descent to bytecode, a stack machine with calls and closures of frames.
import sys
from enum import IntEnum, auto, unique
from typing import Iterator, NamedTuple

SRC = '''
fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
fn fact(n) { let r = 1; while n > 0 { r = r * n; n = n - 1; } return r; }
fn greet(who, times) { let s = ""; while times > 0 { s = s + "hi " + who + "; "; times = times - 1; } return s; }
print fib(15); print fact(30); print greet("ann\\t\\"x\\"", 2);
let i = 0; let total = 0;
while 1 { i = i + 1; if i == 4 { continue; } if i > 8 { break; } total = total + i; print i * i - total; }
print total; print not (1 == 2) and 3 > 2; print -i;
'''


@unique
class Op(IntEnum):
    CONST = auto(); LOAD = auto(); STORE = auto(); ADD = auto(); SUB = auto(); MUL = auto(); LT = auto(); GT = auto()
    EQ = auto(); AND = auto(); NOT = auto(); NEG = auto(); JUMP = auto(); JFALSE = auto(); CALL = auto(); RET = auto(); PRINT = auto(); POP = auto()


class Token(NamedTuple):
    kind: str
    value: object
    line: int


KEYWORDS = frozenset("fn if while return let print not and break continue".split())


def lex(s: str) -> Iterator[Token]:
    i, line = 0, 1
    while i < len(s):
        c = s[i]
        if c == "\n":
            line += 1
        if c.isspace():
            i += 1
        elif c.isalpha():
            j = i
            while j < len(s) and s[j].isalnum():
                j += 1
            yield Token("kw" if s[i:j] in KEYWORDS else "id", s[i:j], line)
            i = j
        elif c.isdigit():
            j = i
            while s[j : j + 1].isdigit():
                j += 1
            yield Token("num", int(s[i:j]), line)
            i = j
        elif c == '"':
            j, out = i + 1, []
            while s[j] != '"':
                if s[j] == "\\":
                    j += 1
                    out.append({"t": "\t", "n": "\n"}.get(s[j], s[j]))
                else:
                    out.append(s[j])
                j += 1
            yield Token("str", "".join(out), line)
            i = j + 1
        else:
            op = s[i : i + 2] if s[i : i + 2] == "==" else c
            if op not in ("==", *"+-*<>=(){},;"):
                raise SyntaxError(f"line {line}: {op!r}")
            yield Token("op", op, line)
            i += len(op)
    yield Token("end", None, line)


class Compiler:
    def __init__(self, src):
        self.toks = list(lex(src))
        self.i = 0
        self.funcs, self.code, self.loops = {}, [], []

    def peek(self, *values):
        return self.toks[self.i].kind != "str" and self.toks[self.i].value in values

    def eat(self, value=None, kind=None):
        t = self.toks[self.i]
        if (value is not None and t.value != value) or (kind and t.kind != kind):
            raise SyntaxError(f"line {t.line}: expected {value or kind}, got {t.value!r}")
        self.i += 1
        return t.value

    def emit(self, op, arg=None):
        self.code.append([op, arg])
        return len(self.code) - 1

    def program(self):
        while not self.peek(None):
            self.statement()
        self.emit(Op.CONST, None), self.emit(Op.RET)
        return self.code, self.funcs

    def block(self):
        self.eat("{")
        while not self.peek("}"):
            self.statement()
        self.eat("}")

    def statement(self):
        if self.peek("fn"):
            self.eat()
            name, params = self.eat(kind="id"), []
            self.eat("(")
            while not self.peek(")"):
                params.append(self.eat(kind="id"))
                self.peek(",") and self.eat()
            self.eat(")")
            outer, self.code = self.code, []
            self.block()
            self.emit(Op.CONST, None), self.emit(Op.RET)
            self.funcs[name], self.code = (params, self.code), outer
        elif self.peek("if"):
            self.eat(), self.expr()
            j = self.emit(Op.JFALSE)
            self.block()
            self.code[j][1] = len(self.code)
        elif self.peek("while"):
            self.eat()
            start = len(self.code)
            self.expr()
            j = self.emit(Op.JFALSE)
            self.loops.append((start, breaks := [j]))
            self.block()
            self.emit(Op.JUMP, start)
            self.loops.pop()
            for b in breaks:
                self.code[b][1] = len(self.code)
        else:
            match self.eat():
                case "let":
                    name = self.eat(kind="id")
                    self.eat("="), self.expr(), self.emit(Op.STORE, name)
                case "break":
                    self.loops[-1][1].append(self.emit(Op.JUMP))
                case "continue":
                    self.emit(Op.JUMP, self.loops[-1][0])
                case "return" | "print" as word:
                    self.expr(), self.emit(Op.RET if word == "return" else Op.PRINT)
                case name if self.peek("="):
                    self.eat(), self.expr(), self.emit(Op.STORE, name)
                case other:
                    raise SyntaxError(f"line {self.toks[self.i].line}: statement {other!r}")
            self.eat(";")

    LEVELS = ({"and": Op.AND}, {"<": Op.LT, ">": Op.GT, "==": Op.EQ}, {"+": Op.ADD, "-": Op.SUB}, {"*": Op.MUL})

    def expr(self, level=0):
        if level == len(self.LEVELS):
            return self.atom()
        self.expr(level + 1)
        while self.toks[self.i].kind != "str" and (op := self.LEVELS[level].get(self.toks[self.i].value)):
            self.eat()
            self.expr(level + 1)
            self.emit(op)

    def atom(self):
        t = self.toks[self.i]
        self.i += 1
        if t.kind in ("num", "str"):
            self.emit(Op.CONST, t.value)
        elif t.value in ("-", "not"):
            self.atom(), self.emit(Op.NEG if t.value == "-" else Op.NOT)
        elif t.value == "(":
            self.expr(), self.eat(")")
        elif t.kind == "id" and self.peek("("):
            self.eat()
            n = 0
            while not self.peek(")"):
                self.expr()
                n += 1
                self.peek(",") and self.eat()
            self.eat(")"), self.emit(Op.CALL, (t.value, n))
        elif t.kind == "id":
            self.emit(Op.LOAD, t.value)
        else:
            raise SyntaxError(f"line {t.line}: unexpected {t.value!r}")


BIN = {Op.ADD: lambda a, b: a + b, Op.SUB: lambda a, b: a - b, Op.MUL: lambda a, b: a * b, Op.LT: lambda a, b: a < b,
       Op.GT: lambda a, b: a > b, Op.EQ: lambda a, b: a == b, Op.AND: lambda a, b: a and b}


def run(code, funcs):
    stack, frames, pc, env, steps = [], [], 0, {}, 0
    while True:
        op, arg = code[pc]
        pc, steps = pc + 1, steps + 1
        if op in BIN:
            b, a = stack.pop(), stack.pop()
            stack.append(BIN[op](a, b))
        elif op is Op.CONST:
            stack.append(arg)
        elif op is Op.LOAD:
            stack.append(env[arg])
        elif op is Op.STORE:
            env[arg] = stack.pop()
        elif op is Op.JUMP:
            pc = arg
        elif op is Op.JFALSE:
            pc = pc if stack.pop() else arg
        elif op is Op.NOT or op is Op.NEG:
            stack[-1] = not stack[-1] if op is Op.NOT else -stack[-1]
        elif op is Op.PRINT:
            print(">", stack.pop())
        elif op is Op.CALL:
            params, body = funcs[arg[0]]
            args = [stack.pop() for _ in range(arg[1])][::-1]
            frames.append((code, pc, env))
            code, pc, env = body, 0, dict(zip(params, args, strict=True))
        elif op is Op.RET:
            if not frames:
                return env, steps
            code, pc, env = frames.pop()


code, funcs = Compiler(SRC).program()
for name, (params, body) in funcs.items():
    print(f"{name}({', '.join(params)}): {len(body)} ops")
for i, (op, arg) in enumerate(funcs["fib"][1]):
    print(f"{i:>3} {op.name:<7}{'' if arg is None else arg!r}")
print(*run(code, funcs), sep="\n")
for bad in ("let x 1;", "print (1;", "print @;", "fn f(x) { return 1 }", "3;", "print y;", "fn g(a) {} print g(1, 2);", "print 1 + \"a\";"):
    try:
        run(*Compiler(bad).program())
    except (SyntaxError, KeyError, ValueError, TypeError) as e:
        print(type(e).__name__, e, file=sys.stdout)
