# Formats: yaml, tomlkit, sqlparse, tabulate, texttable, prettytable, xlsxwriter, jsonschema, marshmallow, attrs, cattrs.
# packages: python3-yaml python3-tomlkit python3-sqlparse python3-tabulate python3-texttable python3-prettytable python3-wcwidth python3-xlsxwriter python3-jsonschema python3-pyrsistent python3-attr python3-cattr python3-marshmallow python3-packaging python3-typing-extensions
import datetime
import hashlib
import io
import sys
import typing
import zipfile

import attr
import cattrs
import jsonschema
import marshmallow
import sqlparse
import tabulate
import texttable
import tomlkit
import yaml
from prettytable import PrettyTable

text = """
%YAML 1.1
---
a: &anchor {x: 1, y: [1, 2.5, 1e3, .inf, 0x1F, 0o17, 1_000]}
b: *anchor
merge: {<<: *anchor, z: 3}
text: |
  line one
    indented
folded: >-
  some folded
  text

  para
quoted: "tab\\t\\u00e9 \\x41"
single: 'it''s'
nulls: [~, null, , yes, no, On, "yes"]
date: 2024-02-29
time: 2001-12-14t21:59:43.10-05:00
? complex
: value
set: !!set {a}
bin: !!binary aGVsbG8=
omap: !!omap [a: 1, b: 2]
...
--- second
--- [third, 1]
""".lstrip()
for doc in yaml.safe_load_all(text.replace(", ,", ",")):
    print(doc)
print(yaml.safe_dump({"b": [1, {"c": None}], "a": "multi\nline", "s": "yes", "d": datetime.date(2024, 1, 2), "t": (1, 2) and [1.5, True], "u": "é", "long": "word " * 30}, sort_keys=True, allow_unicode=True))
print(yaml.dump({"x": {1, 2}, "y": complex(1, 2), "z": (1, "a")}), yaml.safe_dump([[1, 2], {"a": "b: c"}], default_flow_style=True, indent=4))
for bad in ["a: [1, 2", "a: b: c", "\tx: 1", "&a *b", "a: 'x", "- a\nb: 1", "!!python/object:os.system {}", "*missing"]:
    try:
        print(yaml.safe_load(bad))
    except yaml.YAMLError as e:
        print(type(e).__name__, str(e).replace("\n", " | "))
print([type(t).__name__ for t in yaml.scan("a: [b, 'c']")], [type(e).__name__ for e in yaml.parse("- &x 1\n- *x")])


class Point(yaml.YAMLObject):
    yaml_tag = "!Point"
    yaml_loader = yaml.SafeLoader
    yaml_dumper = yaml.SafeDumper

    def __init__(self, x, y):
        self.x, self.y = x, y


p = yaml.safe_load("!Point {x: 1, y: 2}")
print(p.x, p.y, yaml.safe_dump(p))
doc = tomlkit.parse('# c\ntitle = "T" # note\n[owner]\ndob = 1979-05-27T07:32:00-08:00\nports = [ 1, 2, # x\n 3 ]\n[[a]]\nb.c = 1\n[[a]]\n')
doc["owner"]["new"] = {"k": [1.5, True]}
doc["title"] = "changed"
doc.add("x", tomlkit.item({"q": "'"}))
print(tomlkit.dumps(doc))
print(doc.unwrap())
sql = "select a.b,count(*) c from t a left join u on a.id=u.id and u.x in (1,2) where a.y='it''s' and (z>3 or q is null) group by 1 order by c desc limit 5; insert into t(a) values(1)"
for s in sqlparse.split(sql):
    print(sqlparse.format(s, reindent=True, keyword_case="upper", identifier_case="lower"))
print([(str(t.ttype), t.value) for t in sqlparse.parse(sql)[0].tokens if not t.is_whitespace], sqlparse.parse(sql)[1].get_type())
rows = [["Sun", 696000, 1989100000.5], ["Earth", 6371, 5973.6], ["中", None, -1]]
for f in ("plain", "grid", "pipe", "html", "latex", "rst", "fancy_grid", "orgtbl", "tsv", "jira"):
    print(tabulate.tabulate(rows, headers=["Body", "R", "M"], tablefmt=f, floatfmt=".2f", missingval="?", showindex=True))
print(tabulate.tabulate({"a": [1, 2], "b": ["x", "y"]}, headers="keys", stralign="right"))
t = texttable.Texttable(40)
t.set_cols_align(["l", "r", "c"])
t.add_rows([["name", "n", "text"], ["a", 1.5, "some long text to be wrapped"], ["b", 200000, "é"]])
print(t.draw())
pt = PrettyTable(["a", "b"], align="l", sortby="b")
pt.add_rows([["x", 3], ["y", 1]])
print(pt, pt.get_html_string(), pt.get_csv_string(), pt.get_json_string())
schema = {"type": "object", "required": ["n"], "additionalProperties": False, "properties": {"n": {"type": "integer", "minimum": 1, "multipleOf": 3}, "s": {"type": "string", "pattern": "^a+$", "maxLength": 3},
          "l": {"type": "array", "items": {"$ref": "#/definitions/e"}, "uniqueItems": True}}, "definitions": {"e": {"anyOf": [{"type": "null"}, {"enum": [1, "x"]}]}}}
v = jsonschema.Draft7Validator(schema)
for inst in [{"n": 3}, {"n": 0, "s": "b", "l": [1, 1, 2]}, {"extra": 1}, [], {"n": "3"}]:
    print([(list(e.absolute_path), e.validator, e.message) for e in sorted(v.iter_errors(inst), key=str)])
try:
    jsonschema.validate({"n": 4}, schema)
except jsonschema.ValidationError as e:
    print(e)


class Inner(marshmallow.Schema):
    class Meta:
        ordered = True

    when = marshmallow.fields.DateTime(required=True)
    kind = marshmallow.fields.Str(validate=marshmallow.validate.OneOf(["a", "b"]))


class Outer(marshmallow.Schema):
    class Meta:
        ordered = True

    name = marshmallow.fields.Str(required=True, validate=marshmallow.validate.Length(min=2))
    age = marshmallow.fields.Int(load_default=5, strict=True)
    inner = marshmallow.fields.List(marshmallow.fields.Nested(Inner))

    @marshmallow.validates_schema
    def check(self, data, **kw):
        if data.get("age", 0) > 100:
            raise marshmallow.ValidationError("too old", "age")

    @marshmallow.post_load
    def make(self, data, **kw):
        return sorted(data.items(), key=lambda kv: kv[0])


for d in [{"name": "Ann", "inner": [{"when": "2024-01-02T03:04:05", "kind": "a"}]}, {"name": "A", "age": "x", "inner": [{"kind": "z"}]}, {"name": "Bob", "age": 200}, {"name": "x1", "what": 1}]:
    try:
        print(Outer().load(d))
    except marshmallow.ValidationError as e:
        print(e.messages)
print(Outer().dumps({"name": "X", "age": 3, "inner": []}))


@attr.define(order=True)
class Item:
    name: str = attr.field(validator=attr.validators.instance_of(str))
    price: float = attr.field(default=1.0, converter=float)
    tags: typing.List[str] = attr.field(factory=list, repr=False)
    total: float = attr.field(init=False)

    @price.validator
    def _check(self, attribute, value):
        if value < 0:
            raise ValueError("negative")

    def __attrs_post_init__(self):
        self.total = self.price * 2


i = Item("a", "2.5", ["x"])
print(i, attr.asdict(i), attr.evolve(i, price=3), Item("a") < Item("b"), attr.fields(Item).price.type, i == Item("a", 2.5, ["x"]))
for bad in [lambda: Item(3), lambda: Item("a", -1), lambda: setattr(i, "other", 1), lambda: setattr(i, "price", -2), lambda: Item()]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e)[:200])
frozen = attr.make_class("F", ["x", "y"], frozen=True, slots=True)
print(frozen(1, 2), hash(frozen(1, 2)) == hash(frozen(1, 2)), attr.astuple(frozen(1, 2)))
try:
    frozen(1, 2).x = 3
except attr.exceptions.FrozenInstanceError as e:
    print(repr(e))


@attr.define
class Box:
    item: typing.Optional[Item]
    when: typing.Dict[str, int]
    u: typing.Union[int, str] = 3


print(cattrs.unstructure(Box(i, {"a": 1})), cattrs.structure({"item": None, "when": {"k": "5"}}, Box) if False else "")
import xlsxwriter

buffer = io.BytesIO()
book = xlsxwriter.Workbook(buffer, {"in_memory": True})
book.set_properties({"created": datetime.datetime(2024, 1, 1)})
sheet = book.add_worksheet("S")
bold = book.add_format({"bold": True, "num_format": "0.00"})
sheet.write_row(0, 0, ["a", 1.5, True, None], bold)
sheet.write_formula("B2", "=SUM(B1:B1)", None, 1.5)
sheet.write_datetime(2, 0, datetime.datetime(2024, 1, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
chart = book.add_chart({"type": "line"})
chart.add_series({"values": "=S!$B$1:$B$2"})
sheet.insert_chart("D5", chart)
book.close()
z = zipfile.ZipFile(buffer)
print([(n, hashlib.md5(z.read(n)).hexdigest()) for n in sorted(z.namelist())])
