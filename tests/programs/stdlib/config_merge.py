# Layers of configuration: TOML, INI and JSON merged into one tree with the origin of every value.
import configparser
import io
import json
import tomllib
from collections import ChainMap

DEFAULTS = """
title = "service"
debug = false
[server]
host = "localhost"
port = 8080
timeouts = { read = 1.5, write = 2, idle = 60e1 }
[server.tls]
enabled = true
ciphers = ["aes", 'chacha\\n', \"\"\"
multi \\
   line\"\"\"]
[[user]]
name = "ann"
roles = ["admin", "dev"]
born = 1990-05-17
[[user]]
name = "bob"
wake = 07:30:00
last = 2024-02-29T12:34:56.789Z
local = 2024-02-29 12:34:56
[numbers]
hex = 0xDEAD_BEEF
oct = 0o755
bin = 0b1010
inf = -inf
under = 1_000_000
"quoted key" = 1
dotted.key.deep = "v"
"""
INI = """
[DEFAULT]
root = /srv
log = %(root)s/log

[server]
port = 9090
path = %(log)s/server.txt
flag = yes

[empty]

[multi]
lines = first
    second
    third
; a comment
novalue
"""

tree = tomllib.loads(DEFAULTS)


def show(node, depth=0):
    pad = "  " * depth
    for key, value in node.items():
        if isinstance(value, dict):
            print(f"{pad}{key}:")
            show(value, depth + 1)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for i, item in enumerate(value):
                print(f"{pad}{key}[{i}]:")
                show(item, depth + 1)
        else:
            print(f"{pad}{key} = {value!r} ({type(value).__name__})")


show(tree)

parser = configparser.ConfigParser(allow_no_value=True)
parser.read_string(INI)
print(parser.sections(), parser.defaults())
for name in parser:
    section = parser[name]
    print(name, {k: section[k] for k in section})
print(parser.getint("server", "port"), parser.getboolean("server", "flag"), parser.get("server", "none", fallback="?"))
print(parser.has_option("multi", "novalue"), parser["multi"]["novalue"])
print(repr(parser["multi"]["lines"]))
print(parser.get("server", "path", raw=True))

for bad in ("x = ", "[a]\n[a]", "a = 1\na = 2", "a = [1, 2", "k = 'x", "d = 2024-13-01", "= 1", "a.b = 1\na = 2", "x = 01"):
    try:
        print(tomllib.loads(bad))
    except tomllib.TOMLDecodeError as e:
        print(f"{bad!r}: {e}")
for bad in ("nosection = 1", "[a]\nx=1\nx=2", "[a]\nx=1\n[a]", "[a]\n = 3", "[a]\nx = %(y)s", "[a]\nx = %("):
    p = configparser.ConfigParser()
    try:
        p.read_string(bad)
        print(dict(p["a"]))
    except configparser.Error as e:
        print(type(e).__name__, "|", str(e).replace("\n", "~"))

layers = ChainMap({"port": 1}, dict(parser["server"]), tree["server"])
print(layers["port"], layers["host"], sorted(layers))
out = io.StringIO()
parser.remove_section("multi")
parser["new"] = {"a": "1", "B": "two"}
parser.write(out)
print(out.getvalue())
print(json.dumps({k: tree[k] for k in ("title", "server", "numbers")}, indent=1, sort_keys=True))
