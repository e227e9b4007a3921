"""A template engine: source to nodes, nodes to closures, closures to text; loops, conditions, filters, escapes."""

import re

TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(text):
    for c in ESCAPES:
        if c in text:
            break
    else:
        return text
    return "".join([ESCAPES.get(c, c) for c in text])


FILTERS = {
    "upper": lambda v: str(v).upper(),
    "title": lambda v: str(v).title(),
    "money": lambda v: "%.2f" % v,
    "length": len,
}


def lookup(path):
    parts = path.split(".")

    def get(context):
        value = context
        for p in parts:
            value = value[p] if isinstance(value, dict) else getattr(value, p)
        return value

    return get


def expression(source):
    path, *filters = [part.strip() for part in source.split("|")]
    get, functions = lookup(path), [FILTERS[f] for f in filters]

    def evaluate(context):
        value = get(context)
        for f in functions:
            value = f(value)
        return value

    return evaluate


class Parser:
    def __init__(self, source):
        self.tokens = TOKEN.split(source)
        self.at = 0

    def block(self, *ends):
        nodes = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.startswith("{{"):
                nodes.append(self.output(expression(token[2:-2].strip())))
            elif token.startswith("{%"):
                words = token[2:-2].split()
                if words[0] in ends:
                    return nodes, words
                nodes.append(getattr(self, "tag_" + words[0])(words))
            elif token:
                nodes.append(self.text(token))
        return nodes, None

    def text(self, token):
        return lambda context, out: out.append(token)

    def output(self, evaluate):
        return lambda context, out: out.append(escape(str(evaluate(context))))

    def tag_for(self, words):
        name, items = words[1], lookup(words[3])
        body, _ = self.block("endfor")

        def render(context, out):
            inner = dict(context)
            for i, item in enumerate(items(context)):
                inner[name] = item
                inner["index"] = i
                for node in body:
                    node(inner, out)

        return render

    def tag_if(self, words):
        condition = lookup(words[1])
        body, end = self.block("else", "endif")
        other = self.block("endif")[0] if end[0] == "else" else []

        def render(context, out):
            for node in body if condition(context) else other:
                node(context, out)

        return render


def compile_template(source):
    nodes, _ = Parser(source).block()

    def render(context):
        out = []
        for node in nodes:
            node(context, out)
        return "".join(out)

    return render


PAGE = """<h1>{{ title | title }}</h1>
<ul>{% for user in users %}
  <li class="{% if user.active %}on{% else %}off{% endif %}">{{ index }}: {{ user.name | upper }}
  owes {{ user.debt | money }} for {% for item in user.items %}[{{ item }}]{% endfor %}</li>{% endfor %}
</ul> {{ users | length }} users
"""


def run():
    users = [
        {"name": "user<%d>" % i, "active": i % 3 == 0, "debt": i * 1.25, "items": ["leg & %d" % k for k in range(i % 5)]}
        for i in range(1500)
    ]
    render = compile_template(PAGE)
    pages = [render({"title": "people of %d" % n, "users": users[n:]}) for n in range(0, 1500, 250)]
    return [len(p) for p in pages], pages[0].count("&amp;"), pages[-1][:60]


CHECKSUM = ([134435, 112219, 89802, 67634, 45269, 22602], 3000, '<h1>People Of 1250</h1>\n<ul>\n  <li class="off">0: USER&lt;12')
