# tokenize reads a line when it needs it: programs count lines in readline.
import tokenize, io, sys, glob, hashlib
srcs = ["x = 1", "x = 1\n", "", "\n\n", "# c", "if a:\n  b\n  if c:\n\td\ne", "def f(a,\n  b):\n    '''x\n  y'''\n    return (1,\n\n  # c\n  2)\n\n\n", "a = \\\n  3\n", "(1,\n", "'''abc\n\n", "f'''a{\n1+\n2}b'''\n", "f'{x!r:>{w}}' f\"\"\"\nq{y}\n\"\"\"\n", "if 1:\n    a\n  b\n", "x = $\n", "'abc\n", "a\r\nb\r\n", "if x:\n  pass\n\n\n# end\n", "class A:\n\n    def f(self): pass\n    # c\n  # odd\n\n    x = 1\ny", "é = 'ü'\n", "a = [\n" + "1,\n" * 300 + "]\n", "  x\n y\n", "\x0cif a:\n\x0c  b\n", "x = 0777\n", "if a:\n\tb\n        c\n", "(]", "1_\n", "async def f(): await x\n", "match x:\n  case 1: pass\n"]
for s in srcs:
    n = [0]
    it = io.StringIO(s)
    def rl():
        n[0] += 1
        return it.readline()
    print(repr(s[:40]))
    try:
        k = 0
        for t in tokenize.generate_tokens(rl):
            k += 1
            if k < 60: print("  ", n[0], tokenize.tok_name[t.type], repr(t.string), t.start, t.end, repr(t.line)[:40])
        print(k)
    except Exception as e: print("  ", type(e).__name__, e, n[0])
    try: print(hashlib.md5(repr(list(tokenize.tokenize(io.BytesIO(s.encode()).readline))).encode()).hexdigest())
    except Exception as e: print("  ", type(e).__name__, e)
print(list(tokenize.generate_tokens(iter(["a = 1", "b = 2"]).__next__)))
