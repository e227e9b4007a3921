# A Lisp interpreter: reader, environments, closures, tail calls, macros, error reports.
import operator as op


class Symbol(str):
    def __repr__(self): return str(self)


class LispError(Exception): pass


def read_all(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()
    pos = 0

    def read():
        nonlocal pos
        if pos >= len(tokens): raise LispError("unexpected end")
        t = tokens[pos]; pos += 1
        if t == "(":
            out = []
            while True:
                if pos >= len(tokens): raise LispError("missing )")
                if tokens[pos] == ")": pos += 1; return out
                out.append(read())
        if t == ")": raise LispError("unexpected )")
        if t == "'": return [Symbol("quote"), read()]
        for conv in (int, float):
            try: return conv(t)
            except ValueError: pass
        return {"#t": True, "#f": False}.get(t, Symbol(t)) if t.startswith("#") else Symbol(t)

    while pos < len(tokens): yield read()


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values)); self.outer = outer

    def find(self, n):
        e = self
        while e is not None:
            if n in e: return e
            e = e.outer
        raise LispError(f"unbound: {n}")


class Lambda:
    def __init__(self, params, body, env): self.params, self.body, self.env = params, body, env

    def bind(self, args):
        if "." in self.params:
            i = self.params.index(".")
            return Env(self.params[:i] + [self.params[i + 1]], args[:i] + [args[i:]], self.env)
        if len(args) != len(self.params): raise LispError(f"expected {len(self.params)} arguments, got {len(args)}")
        return Env(self.params, args, self.env)

    def __call__(self, *args): return evaluate(self.body, self.bind(list(args)))


def show(x):
    if isinstance(x, bool): return "#t" if x else "#f"
    if isinstance(x, list): return "(" + " ".join(map(show, x)) + ")"
    if isinstance(x, Lambda): return f"<lambda ({' '.join(x.params)})>"
    return str(x) if not callable(x) else f"<builtin {x.__name__}>"


MACROS = {}


def evaluate(x, env):
    while True:
        match x:
            case Symbol(): return env.find(x)[x]
            case [] | int() | float() | bool() | str(): return x
            case ["quote", v]: return v
            case ["if", test, yes, *no]: x = yes if evaluate(test, env) is not False else (no[0] if no else [])
            case ["define", [name, *params], *body]: env[name] = Lambda(params, [Symbol("begin"), *body], env); return name
            case ["define", name, v]: env[name] = evaluate(v, env); return name
            case ["set!", name, v]: env.find(name)[name] = evaluate(v, env); return []
            case ["lambda", params, *body]: return Lambda(params, [Symbol("begin"), *body], env)
            case ["let", pairs, *body]: x, env = [Symbol("begin"), *body], Env([p for p, _ in pairs], [evaluate(v, env) for _, v in pairs], env)
            case ["begin", *forms, last]:
                for f in forms: evaluate(f, env)
                x = last
            case ["and", *forms]:
                r = True
                for f in forms:
                    if (r := evaluate(f, env)) is False: break
                return r
            case ["defmacro", [name, *params], body]: MACROS[name] = Lambda(params, body, env); return name
            case [Symbol() as m, *args] if m in MACROS: x = MACROS[m](*args)
            case [f, *args]:
                fn = evaluate(f, env)
                vals = [evaluate(a, env) for a in args]
                if isinstance(fn, Lambda): x, env = fn.body, fn.bind(vals)
                elif callable(fn):
                    try: return fn(*vals)
                    except (TypeError, ZeroDivisionError, IndexError) as e: raise LispError(f"{show(x)}: {e}") from e
                else: raise LispError(f"not callable: {show(fn)}")


def variadic(f, start): return lambda *a: __import__("functools").reduce(f, a) if a else start


base = Env()
base.update({"+": variadic(op.add, 0), "*": variadic(op.mul, 1), "-": lambda a, *b: -a if not b else a - sum(b), "/": op.truediv, "=": op.eq, "<": op.lt, ">": op.gt, "mod": op.mod, "list": lambda *a: list(a), "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, b: [a] + b, "null?": lambda l: l == [], "length": len, "append": lambda *a: sum(a, []), "not": op.not_, "print": lambda *a: print(*map(show, a)), "map": lambda f, *l: [f(*a) for a in zip(*l)], "eq?": op.is_, "apply": lambda f, a: f(*a)})
program = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 25)
(define (loop i acc) (if (= i 0) acc (loop (- i 1) (+ acc i))))
(loop 20000 0)
(define (make-counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c (make-counter))
(list (c) (c) (c))
(map (lambda (x y) (* x y)) '(1 2 3) '(4 5 6))
(define (filter p l) (if (null? l) '() (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))
(filter (lambda (x) (= (mod x 2) 1)) '(1 2 3 4 5))
(define (quicksort l) (if (null? l) '() (append (quicksort (filter (lambda (x) (< x (car l))) (cdr l))) (list (car l)) (quicksort (filter (lambda (x) (not (< x (car l)))) (cdr l))))))
(quicksort '(3 1 4 1 5 9 2 6 5 3 5))
(defmacro (unless test body) (list 'if test #f body))
(unless #f (+ 1 2))
(and 1 2 #f 3)
((lambda (a . rest) (list a rest)) 1 2 3)
(print 'hello (quote (a b)) 1.5 #t)
(begin 1 2 3)
(apply + '(1 2 3))
(undefined 1)
(car '())
(/ 1 0)
(fact)
(1 2)
(+ 1 'a)
"""
for form in read_all(program):
    try: print(show(form)[:50], "=>", show(evaluate(form, base)))
    except LispError as e: print(show(form)[:50], "!!", e, "|", repr(e.__cause__)[:60])
for bad in ("(1 2", ")", "'", "(a))"):
    try: print(list(read_all(bad)))
    except LispError as e: print(bad, "->", e)
