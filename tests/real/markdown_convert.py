# Markdown through three libraries: markdown, mistune, commonmark and markdown-it.
# packages: python3-markdown python3-mistune python3-commonmark python3-markdown-it python3-mdurl python3-pygments python3-webencodings
import commonmark
import markdown
import mistune
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown_it import MarkdownIt

TEXT = """# Title {#top}

Para with *em*, **strong**, `code`, <b>html</b>, [link](http://a.b "T"), ![img](i.png), auto <http://x.y>,
hard break  
next \\*escaped\\* &copy; &amp; [ref][r] and ~~gone~~ H~2~O.

[r]: http://ref.example 'Ref'

Setext
======

- a
- b
    - nested

    para in item
1. one
2. two

> quote
> > nested

```python
def f(x):
    return x < 1
```

    indented code

| A | B |
|---|:-:|
| 1 | *2* |

Term
:   Definition

Footnote[^1].

[^1]: The note.

*[HTML]: Hyper Text

HTML here.

***

<div markdown="1">
inner *text*
</div>
"""


class Counter(Treeprocessor):
    def run(self, root):
        for child in root:
            child.set("data-elements", str(len(list(child.iter()))))


class Del(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(.*?)~~", "del"), "del", 175)
        md.treeprocessors.register(Counter(md), "counter", 5)


md = markdown.Markdown(extensions=["extra", "toc", "codehilite", "sane_lists", "smarty", "admonition", "meta", "nl2br", Del()],
                       extension_configs={"codehilite": {"guess_lang": False}})
print(md.convert(TEXT))
print(md.toc)
md.reset()
print(md.convert("Key: value\nOther: a\n       b\n\n!!! note \"T\"\n    body\n"), md.Meta)
print(markdown.markdown(TEXT, output_format="xhtml"))
print(mistune.html(TEXT))
print(mistune.create_markdown(renderer="ast")("# a *b*\n\n- c\n"))
ast = commonmark.Parser().parse(TEXT)
print(commonmark.HtmlRenderer().render(ast))
print(commonmark.dumpAST(commonmark.Parser().parse("a *b* `c`\n")))
mdi = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
print(mdi.render(TEXT))
for t in mdi.parse("# a\n\nb **c**"):
    print(t.type, t.tag, t.nesting, t.level, [c.type for c in t.children or []])
