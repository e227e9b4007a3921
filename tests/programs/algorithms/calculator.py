import re, operator, enum, sys
from typing import NamedTuple
class T(enum.Enum):
    NUM = r"\d+(?:\.\d*)?"; NAME = r"[A-Za-z_]\w*"; OP = r"\*\*|//|[-+*/%()=,<>!]=?"; WS = r"\s+"; BAD = r"."
class Tok(NamedTuple): kind: T; text: str; pos: int
RX = re.compile("|".join(f"(?P<{t.name}>{t.value})" for t in T))
def lex(s):
    for m in RX.finditer(s):
        k = T[m.lastgroup]
        if k is T.WS: continue
        if k is T.BAD: raise SyntaxError(f"bad character {m.group()!r}", ("<calc>", 1, m.start() + 1, s, 1, m.end() + 1))
        yield Tok(k, m.group(), m.start())
class Parser:
    PREC = {"<": 1, ">": 1, "==": 1, "+": 2, "-": 2, "*": 3, "/": 3, "//": 3, "%": 3, "**": 5}
    FN = {"<": operator.lt, ">": operator.gt, "==": operator.eq, "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod, "**": operator.pow}
    def __init__(self, s): self.toks = [*lex(s)]; self.i = 0; self.env = {"pi": 3.25}
    @property
    def cur(self): return self.toks[self.i] if self.i < len(self.toks) else None
    def eat(self, text=None):
        t = self.cur
        if t is None or text and t.text != text: raise ValueError(f"expected {text!r}, got {t and t.text!r}")
        self.i += 1; return t
    def expr(self, p=0):
        match self.eat():
            case Tok(T.NUM, text): left = float(text) if "." in text else int(text)
            case Tok(T.NAME, "max" | "min" as f) if self.cur and self.cur.text == "(":
                self.eat("("); args = [self.expr()]
                while self.cur.text == ",": self.eat(); args.append(self.expr())
                self.eat(")"); left = {"max": max, "min": min}[f](args)
            case Tok(T.NAME, name): left = self.env[name]
            case Tok(T.OP, "("): left = self.expr(); self.eat(")")
            case Tok(T.OP, "-"): left = -self.expr(4)
            case t: raise ValueError(f"unexpected {t}")
        while self.cur and (q := self.PREC.get(self.cur.text, -1)) > p:
            op = self.eat().text; left = self.FN[op](left, self.expr(q - (op == "**")))
        return left
for s in ("1+2*3", "2**3**2", "(1+2)*-3", "7//2%3", "max(1,2*4,3)-min(5,pi)", "1<2", "-2**2", "1/0", "2 $ 3", "(1", "foo", "", "1.5.2", ")"):
    try: print(f"{s!r:28} = {Parser(s).expr()!r}")
    except Exception as e: print(f"{s!r:28} ! {type(e).__name__}: {e}")
Parser("1 + ?").expr()
