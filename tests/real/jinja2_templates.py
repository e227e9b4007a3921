# Templates of jinja2: inheritance, macros, loops, filters, tests, escaping, errors, custom extensions.
# packages: python3-jinja2 python3-markupsafe
from jinja2 import (ChainableUndefined, DictLoader, Environment, StrictUndefined, TemplateSyntaxError,
                    UndefinedError, select_autoescape)
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment, SecurityError

TEMPLATES = {
    "base.html": """<html><head><title>{% block title %}Site{% endblock %}</title></head>
<body>{% block body scoped required %}{% endblock %}
{%- include "footer.html" ignore missing with context %}</body></html>""",
    "footer.html": "<footer>{{ year|default(1999) }} by {{ author|e }}</footer>",
    "macros.html": """{% macro field(name, value='', type='text') -%}
<input name="{{ name }}" value="{{ value|e }}" type="{{ type }}"{{ kwargs|xmlattr }}>
{%- endmacro %}
{% macro tree(items, depth=0) %}{% for i in items %}{{ '  ' * depth }}- {{ i.name }}
{% if i.kids %}{{ tree(i.kids, depth + 1) }}{% endif %}{% endfor %}{% endmacro %}""",
    "page.html": """{% extends "base.html" %}{% from "macros.html" import field, tree %}
{% block title %}{{ super() }} - {{ title|title }}{% endblock %}
{% block body %}
{% for row in rows if row.n is odd -%}
{{ loop.index }}/{{ loop.length }} {{ loop.cycle('a', 'b') }} {{ row.name|upper|truncate(6, True, '~') }} {{ "%05.2f"|format(row.n) }}{{ "," if not loop.last }}
{% else %}none{% endfor %}
{{ field("q", '<"x">', data_id=3, required=true) }}{{ attrs(**{'k': 1}) }}
{{ tree(nodes)|indent(2) }}
{% set ns = namespace(total=0) %}{% for r in rows %}{% set ns.total = ns.total + r.n %}{% endfor %}total {{ ns.total }}
{% filter replace("x", "y")|upper %}x box fox{% endfilter %}
{% call(u) wrap() %}item {{ u }}{% endcall %}
{% raw %}{{ not rendered }}{% endraw %}{# comment #}
{% endblock %}""",
    "rec.html": "{% for n in tree recursive %}<{{ n.name }}>{{ loop(n.kids) if n.kids }}{{ loop.depth }}</{{ n.name }}>{% endfor %}",
}


def wrap(caller):
    return "[" + caller("one") + "|" + caller("two") + "]"


class Repeat(Extension):
    tags = {"repeat"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        count = parser.parse_expression()
        body = parser.parse_statements(["name:endrepeat"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_repeat", [count]), [], [], body).set_lineno(line)

    def _repeat(self, count, caller):
        return caller() * count


env = Environment(loader=DictLoader(TEMPLATES), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True,
                  extensions=[Repeat, "jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n"])
env.filters["shout"] = lambda s, mark="!": str(s).upper() + mark
env.tests["divisible"] = lambda n, d: n % d == 0
env.globals["wrap"] = wrap
env.globals["attrs"] = lambda **kw: str(kw)
env.install_gettext_callables(lambda s: s.replace("hello", "bye"), lambda s, p, n: s if n == 1 else p, newstyle=True)

tree = [{"name": "a", "kids": [{"name": "b", "kids": []}, {"name": "c", "kids": [{"name": "d", "kids": []}]}]}]
rows = [{"name": "alpha<b>", "n": 1}, {"name": "beta", "n": 2}, {"name": "gammadelta", "n": 3}]
print(env.get_template("page.html").render(title="hello world", rows=rows, nodes=tree, author="<me>", year=2024))
print(env.get_template("rec.html").render(tree=tree))
for text in [
    "{{ [3,1,2]|sort|join('-') }} {{ {'b': 1, 'a': 2}|dictsort }} {{ 'a b c'.split()|batch(2)|list }}",
    "{{ rows|map(attribute='name')|list }} {{ rows|selectattr('n', 'gt', 1)|map(attribute='n')|sum }}",
    "{{ rows|groupby('n')|map('first')|list }} {{ [1,2,3,4]|slice(3)|list }} {{ 1234567.891|round(1) }}",
    "{% for i in range(10) %}{% if i is divisible(4) %}{% continue %}{% endif %}{% if i > 6 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    "{% repeat 3 %}ab{% endrepeat %} {% set x = [] %}{% do x.append(5) %}{{ x }} {{ 'hi'|shout('?') }}",
    "{{ _('hello %(name)s', name='x') }} {% trans count=n %}one{% pluralize %}{{ count }} many{% endtrans %}",
    "{{ 7 // 2 }} {{ 7 % 4 }} {{ 2**10 }} {{ 'a' ~ 1 ~ none }} {{ 3 in [1,2,3] }} {{ not true or false }}",
    "{{ 'x' if missing is defined else 'y' }} {{ missing|default('dflt') }} {{ '<b>'|safe }} {{ 'http://a.b/c?d=e'|urlize }}",
    "{{ 10|filesizeformat }} {{ 123456789|filesizeformat(true) }} {{ {'a': [1, 2, {'b': none}]}|tojson }} {{ 'a b&c'|urlencode }}",
    "{{ '<p>Hello <b>World</b></p>'|striptags }} {{ 'some words here to wrap'|wordwrap(10) }} {{ [1,2]|random is number }}",
    "{% with a=1, b=a_outer|d(2) %}{{ a }}{{ b }}{% endwith %} {% set block %}xyz{% endset %}{{ block|length }} {{ 'abc'|first }}{{ 'abc'|reverse }}",
]:
    print(env.from_string(text).render(rows=rows, n=3))

for bad in ["{% if %}", "{{ x", "{% for a in b %}", "{% block a %}{% endblock %}{% block a %}{% endblock %}", "{{ a|nofilter }}", "{% else %}",
            "{{ 1 +  }}", "{% unknown %}"]:
    try:
        env.from_string(bad)
    except TemplateSyntaxError as e:
        print(type(e).__name__, e.lineno, e.message)
strict = Environment(undefined=StrictUndefined)
for source in ["{{ x }}", "{{ x.y.z }}", "{{ d.missing }}", "{{ d['k'] + 1 }}", "{{ f() }}"]:
    try:
        print(strict.from_string(source).render(d={"k": "s"}))
    except (UndefinedError, TypeError) as e:
        print(type(e).__name__, e)
print(repr(Environment(undefined=ChainableUndefined).from_string("{{ a.b.c }}").render()))
box = SandboxedEnvironment()
for source in ["{{ ''.__class__.__mro__ }}", "{{ f.__globals__ }}", "{{ range(999999) }}"]:
    try:
        print(box.from_string(source).render(f=wrap))
    except (SecurityError, OverflowError) as e:
        print(type(e).__name__, e)
import asyncio
aenv = Environment(enable_async=True)


async def numbers():
    for i in range(3):
        yield i


print(asyncio.run(aenv.from_string("{% for i in f() %}{{ i }};{% endfor %}").render_async(f=numbers)))
print(env.compile("{{ a }}{% for x in y %}{{ x|e }}{% endfor %}", raw=True))
