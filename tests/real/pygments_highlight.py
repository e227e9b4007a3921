# Sources in several languages through pygments' lexers and formatters.
# packages: python3-pygments
from pygments import highlight, lex
from pygments.formatters import HtmlFormatter, LatexFormatter, NullFormatter, RawTokenFormatter, Terminal256Formatter, TerminalFormatter, SvgFormatter
from pygments.lexers import get_all_lexers, get_lexer_by_name, get_lexer_for_filename, guess_lexer
from pygments.styles import get_all_styles, get_style_by_name
from pygments.token import Token
import collections

SOURCES = {
    "python": 'class A(B):\n    """Doc."""\n    @property\n    async def f(self, *a: int) -> str:\n        x = f"{self.y!r:>{w}} \\n" + r"\\d" # note\n        return 0x1F + 1_000.5e3j if None else b"z"\n',
    "javascript": "const re = /a[b/]+/gi; let s = `t ${x + `n${y}`}`; async function* f() { await null; } // c\nclass Q extends P { #p = 1n; }\n",
    "c": "#include <stdio.h>\n#define X(a) (a##b)\nint main(void) { char *s = \"a\\tb\"; /* c */ return 0xFFul; }\n",
    "html": "<!DOCTYPE html><p class='x'>a &amp; b<script>var x = 1 < 2;</script><style>p { color: #fff }</style></p><!-- c -->\n",
    "json": '{"a": [1, 2.5e3, true, null], "b": {"c": "\\u0041"}}\n',
    "rust": "fn main<'a>() -> Result<(), Box<dyn E>> { let x: &'a str = r#\"raw\"#; println!(\"{}\", x); }\n",
    "sql": "SELECT a.b, COUNT(*) FROM t AS a WHERE x = 'it''s' AND y IN (1, 2) -- c\nGROUP BY 1;\n",
    "bash": "for f in *.txt; do echo \"${f%.txt} $(wc -l < \"$f\")\"; done # c\ncat <<EOF\n$HOME\nEOF\n",
    "yaml": "a: &x\n  - 1\n  - 'two'\nb: *x\nc: |\n  text\n  more\n",
    "haskell": "module M where\nf :: Int -> [a] -> Maybe a\nf n xs | n < 0 = Nothing\n       | otherwise = Just (xs !! n) -- c\n",
    "java": "@Override public <T extends X> List<T> f(final int... a) throws E { return new ArrayList<>(); }\n",
    "go": "package main\nfunc (s *S) F(ch chan<- int) (err error) { go func() { ch <- 'a' }(); return nil }\n",
    "diff": "--- a\n+++ b\n@@ -1,2 +1,2 @@\n-x\n+y\n z\n",
    "ini": "[a]\nb = c ; d\n# e\n",
    "css": "@media (min-width: 3em) { a:hover::before > .b#c { margin: -1px auto !important; } }\n",
    "ruby": "def f(x = {}) = x.map { |k, v| \"#{k}: #{v}\" }.join(%q(,)) unless :sym\n",
    "pycon": ">>> 1 + 1\n2\n>>> f(\nTraceback (most recent call last):\n  File \"<stdin>\", line 1\nSyntaxError: x\n",
}
for name, source in SOURCES.items():
    lexer = get_lexer_by_name(name)
    tokens = list(lex(source, lexer))
    print("".join(t for _, t in tokens) == source)
    counts = collections.Counter(str(kind) for kind, _ in tokens)
    print(lexer.name, len(tokens), sorted(counts.items()))
    print(highlight(source, lexer, HtmlFormatter(nowrap=True)), end="")
    print(repr(highlight(source, lexer, TerminalFormatter())[:200]))
py = SOURCES["python"]
lexer = get_lexer_by_name("python", stripall=True)
print(highlight(py, lexer, HtmlFormatter(linenos="table", full=True, title="T", style="monokai", hl_lines=[2]))[-1500:])
print(highlight(py, lexer, LatexFormatter(linenos=True)))
print(repr(highlight(py, lexer, Terminal256Formatter(style="vim"))))
print(highlight(py, lexer, NullFormatter()) == py.rstrip("\n").strip() + "\n")
print(highlight(py, lexer, RawTokenFormatter())[:400])
print(highlight("x = 1\n", lexer, SvgFormatter()))
print(HtmlFormatter(style="default", cssclass="c").get_style_defs(".c")[:1200])
print(get_lexer_for_filename("setup.py").name, get_lexer_for_filename("x.toml").name, guess_lexer("#!/usr/bin/perl\nprint 1;").name)
print(len(list(get_all_lexers())), sorted(get_all_styles()))
style = get_style_by_name("friendly")
for t in (Token.Keyword, Token.Name.Function, Token.String.Doc, Token.Comment.Preproc):
    print(t, style.style_for_token(t))
