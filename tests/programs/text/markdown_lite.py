# Markdown to HTML, in small: blocks by lines, inlines by regex, escapes, a table of contents.
import html
import re
import textwrap
from collections import namedtuple
from html.parser import HTMLParser
from itertools import count

SOURCE = textwrap.dedent("""\
    # Title *one* & co

    A paragraph with **bold**, *it*, `code <x>` and a [link](http://e.x/?a=1&b=2 "T").
    Second line\\
    broken.

    - first
    - second
      continued
    - third with `a*b*c`

    1. one
    2. two

    > quoted **text**
    > more

    ```py
    def f(a, b):
        return a < b
    ```

    ## Title *one* & co

    | a | b  |
    |---|---:|
    | 1 | x\\|y |
    | é | **2** |

    ---
    End ![img](p.png) &copy; <raw>
    """)

Block = namedtuple("Block", "kind data", defaults=[None])
RULES = [
    (re.compile(r"(#{1,6})\s+(.*)"), "head"),
    (re.compile(r"```(\w*)"), "fence"),
    (re.compile(r"[-*]\s+(.*)"), "ul"),
    (re.compile(r"\d+\.\s+(.*)"), "ol"),
    (re.compile(r">\s?(.*)"), "quote"),
    (re.compile(r"\|(.*)\|\s*"), "row"),
    (re.compile(r"-{3,}"), "rule"),
]
INLINE = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<b>.+?)\*\*|\*(?P<i>[^*]+)\*|(?P<img>!)?\[(?P<text>[^]]*)\]\((?P<url>\S+?)(?:\s+\"(?P<t>[^\"]*)\")?\)|\\\n(?P<br>)")


def inline(s):
    out, at = [], 0
    for m in INLINE.finditer(s):
        out.append(html.escape(s[at : m.start()], quote=False))
        at = m.end()
        match m.lastgroup, m.groupdict():
            case "code", {"code": c}:
                out.append(f"<code>{html.escape(c)}</code>")
            case ("b" | "i") as tag, d:
                out.append(f"<{tag}>{inline(d[tag])}</{tag}>")
            case "br", _:
                out.append("<br>\n")
            case _, {"img": "!", "text": alt, "url": u}:
                out.append(f'<img src="{html.escape(u)}" alt="{alt}">')
            case _, {"text": t, "url": u, "t": title}:
                out.append(f'<a href="{html.escape(u)}"' + (f' title="{title}"' if title else "") + f">{t}</a>")
    return "".join(out) + html.escape(s[at:], quote=False)


def blocks(lines):
    it = iter(lines)
    for line in it:
        for rule, kind in RULES:
            if m := rule.fullmatch(line):
                break
        else:
            yield Block("blank") if not line.strip() else Block("more", line)
            continue
        if kind == "fence":
            body = []
            while (line := next(it, "```")) != "```":
                body.append(line)
            yield Block("fence", (m[1], body))
        else:
            yield Block(kind, m.groups())


def render(src):
    groups = []
    for b in blocks(src.splitlines()):
        if b.kind == "more" and groups and groups[-1][0] in ("p", "ul", "ol"):
            groups[-1][1][-1] += "\n" + b.data.strip()
        elif b.kind in ("ul", "ol", "quote", "row"):
            if not groups or groups[-1][0] != b.kind:
                groups.append((b.kind, []))
            groups[-1][1].append(b.data[0])
        else:
            groups.append(("p", [b.data]) if b.kind == "more" else (b.kind, b.data))
    used = {}
    for kind, data in groups:
        match kind, data:
            case "head", (marks, text):
                slug = re.sub(r"\W+", "-", text.lower()).strip("-")
                n = used.setdefault(slug, count())
                k = next(n)
                yield f'<h{len(marks)} id="{slug}{f"-{k}" if k else ""}">{inline(text)}</h{len(marks)}>'
            case ("ul" | "ol"), items:
                yield f"<{kind}>\n" + "\n".join(f"  <li>{inline(i)}</li>" for i in items) + f"\n</{kind}>"
            case "quote", items:
                yield "<blockquote>" + inline(" ".join(items)) + "</blockquote>"
            case "row", [head, rule, *rows]:
                aligns = ["right" if c.strip().endswith(":") else "left" for c in rule.split("|")]
                for tag, row in [("th", head), *(("td", r) for r in rows)]:
                    cells = [c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", row)]
                    yield "<tr>" + "".join(f"<{tag} align={a}>{inline(c)}</{tag}>" for a, c in zip(aligns, cells, strict=True)) + "</tr>"
            case "fence", (lang, body):
                yield f"<pre class={lang!r}>" + html.escape("\n".join(body)) + "</pre>"
            case "rule", _:
                yield "<hr>"
            case "p", lines:
                yield f"<p>{inline(lines[0])}</p>"


page = "\n".join(render(SOURCE))
print(page)


class Outline(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.toc, self.text, self.depth = [], [], [], 0

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "hr", "img"):
            self.stack.append(tag)
        self.depth = max(self.depth, len(self.stack))
        if tag[0] == "h" and tag != "hr":
            self.toc.append([int(tag[1]), dict(attrs)["id"], ""])
        if tag in ("a", "img"):
            print(tag, attrs, self.getpos(), self.get_starttag_text())

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag, (tag, self.stack)

    def handle_data(self, data):
        self.text.append(data)
        if any(t in self.stack for t in ("h1", "h2")):
            self.toc[-1][2] += data


o = Outline()
o.feed(page)
o.close()
print(o.toc, o.stack, o.depth)
print(repr("".join(o.text))[:400])
print(html.unescape("&lt;&#233;&#x1F40D;&notit;&amp;amp;&copy &bogus; &#0; &#128;"), html.escape("<a href='x'>&\"</a>"))
