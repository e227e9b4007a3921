# Rich terminal output, into a console of fixed size.
# packages: python3-rich python3-pygments python3-commonmark python3-typing-extensions
import io
from datetime import datetime

from rich import box
from rich.align import Align
from rich.columns import Columns
from rich.console import Console, Group
from rich.highlighter import ReprHighlighter
from rich.layout import Layout
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.pretty import Pretty, pretty_repr
from rich.progress import BarColumn, Progress, TextColumn
from rich.rule import Rule
from rich.style import Style
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.theme import Theme
from rich.traceback import Traceback
from rich.tree import Tree

out = io.StringIO()
console = Console(file=out, width=72, height=25, force_terminal=True, color_system="truecolor", legacy_windows=False, theme=Theme({"warn": "bold red on white"}),
                  _environ={}, record=True)
console.print("[bold magenta]Hello[/]  [warn]warning[/warn] :smile: [i]it[u]under[/u][/i]", 123, None, {"a": [1, 2.5, "s"]}, True)
table = Table(title="Table", box=box.ROUNDED, caption="[dim]caption", show_footer=True, row_styles=["", "dim"])
table.add_column("Name", style="cyan", no_wrap=True, footer="sum")
table.add_column("日本", justify="right", style="green")
table.add_column("Text", ratio=1, overflow="fold")
for i in range(3):
    table.add_row(f"row {i}", f"{i * 1234.5:,.2f}", "some long text that has to be wrapped " * 2, end_section=i == 1)
console.print(table)
for kind in (box.ASCII, box.SIMPLE, box.DOUBLE_EDGE, box.MARKDOWN):
    t = Table("a", "b", box=kind)
    t.add_row("1", Panel("2"))
    console.print(t)
tree = Tree("[b]root", guide_style="red")
branch = tree.add("branch")
branch.add("leaf").add(Panel.fit("deep"))
tree.add(Text("text leaf", style="on blue"))
console.print(tree)
console.print(Panel(Align.center("centred\ntext"), title="Title", subtitle="sub", border_style="green", padding=(1, 2)))
console.print(Columns([f"item {i}" for i in range(20)], equal=True, expand=True))
console.print(Markdown("# Head\n\nA *para* with `code`, **bold**.\n\n1. one\n2. two\n   - sub\n\n> quote\n\n```python\ndef f(): return 1\n```\n\n---\n"))
console.print(Syntax("class A:\n    def f(self, x=1):\n        return f'{x!r}'  # c\n", "python", line_numbers=True, theme="monokai", word_wrap=True))
console.print(Pretty({"key": [list(range(30)), {"nested": ("x" * 30, "y" * 40)}], "d": datetime(2024, 1, 2)}, expand_all=True), Padding("pad", (1, 4), style="on red"))
console.print(pretty_repr([{"a": i, "b": "x" * i} for i in range(6)], max_width=40))
console.print(Rule("[red]rule"), Text.from_markup("[b]a[/b] b").append(" c", Style(color="#ff8800", italic=True)), Text("wrap " * 30, justify="full", overflow="ellipsis", no_wrap=True))
layout = Layout()
layout.split_column(Layout(Panel("top"), name="top", size=5), Layout(name="bottom"))
layout["bottom"].split_row(Layout(Panel("left")), Layout(Panel("right"), ratio=2))
console.print(layout, height=15)
console.print(ReprHighlighter()("<A x=1 y='s' at 0x7f> http://a.b/c 3.5 None /usr/bin 2024-01-02 127.0.0.1"))
console.print("[not a tag] \\[escaped]", Group("a", "b"), "wide: 中文字符 é́ 👩‍👧", style="underline")
console.log("logged", log_locals=False) if False else None
with console.capture() as capture:
    console.print("captured [red]x[/red]")
print(repr(capture.get()))
progress = Progress(TextColumn("{task.description}"), BarColumn(bar_width=20), TextColumn("{task.percentage:>3.0f}%"), console=console, auto_refresh=False, get_time=lambda: 1.0)
task = progress.add_task("Working", total=10)
progress.advance(task, 4)
console.print(progress.get_renderable())


def broken(n):
    values = {"n": n}
    return values["missing"]


try:
    broken(3)
except KeyError:
    console.print(Traceback(show_locals=False, width=72, extra_lines=1))
import re

print(re.sub(r"/\S*/", "", out.getvalue()))
print(console.export_text()[:300])
html = Console(file=io.StringIO(), record=True, width=40)
html.print("[bold red]x & y[/]")
print(html.export_html(inline_styles=True)[:600])
