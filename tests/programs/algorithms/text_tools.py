# Text processing as scripts do it: word counts, CSV, templates, tables, a log analyser, Markdown to HTML, ciphers, roman numerals, Huffman.
import csv
import heapq
import io
import re
import string
import textwrap
from collections import Counter, defaultdict, namedtuple
from html import escape

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of Darkness."""
words = re.findall(r"[a-z]+", TEXT.lower())
count = Counter(words)
for word, n in sorted(count.most_common(6), key=lambda p: (-p[1], p[0])):
    print(f"{word:<8}{'#' * n:<12}{n:>3}{n / len(words):>8.1%}")
print(len(words), len(count), max(count, key=lambda w: (len(w), w)), count.total(), (count - Counter(words[:30])).most_common(2))
by_length = defaultdict(set)
for w in words:
    by_length[len(w)].add(w)
print({k: sorted(v) for k, v in sorted(by_length.items())})
print(textwrap.fill(TEXT, 40, initial_indent="> ", subsequent_indent="| "))

LOG = """2024-01-05 10:00:01 INFO  web1 GET /index.html 200 12ms
2024-01-05 10:00:02 WARN  web2 GET /slow 200 1530ms
2024-01-05 10:00:03 ERROR web1 POST /api/items 500 87ms
broken line
2024-01-05 10:00:07 INFO  web2 GET /index.html 304 3ms
2024-01-05 10:01:00 ERROR web1 GET /api/items?id=3 404 9ms"""
Entry = namedtuple("Entry", "date time level host method path status ms")
pattern = re.compile(r"(\S+) (\S+) (\w+)\s+(\w+) (GET|POST) (\S+) (\d{3}) (\d+)ms$")
entries, bad = [], []
for number, line in enumerate(LOG.splitlines(), 1):
    if m := pattern.match(line):
        *start, status, ms = m.groups()
        entries.append(Entry(*start, int(status), int(ms)))
    else:
        bad.append((number, line))
print(entries[2], bad)
hosts = defaultdict(lambda: [0, 0, []])
for e in entries:
    h = hosts[e.host]
    h[0] += 1
    h[1] += e.status >= 400
    h[2].append(e.ms)
for host, (n, errors, times) in sorted(hosts.items()):
    print(f"{host}: {n} requests, {errors} errors, mean {sum(times) / n:.1f} ms, max {max(times)} ms")
print(re.sub(r"(\d+)-(\d+)-(\d+)", r"\3.\2.\1", LOG.splitlines()[0]), re.split(r"[?=/]", entries[-1].path))

data = io.StringIO('name,qty,price\n"Widget, large",3,4.50\n"He said ""hi""",10,0.25\nplain,,1\n')
rows = list(csv.DictReader(data))
print(rows)
out = io.StringIO()
writer = csv.DictWriter(out, ["name", "total"], quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
writer.writeheader()
writer.writerows({"name": r["name"], "total": int(r["qty"] or 0) * float(r["price"])} for r in rows)
print(out.getvalue())


def table(rows):
    widths = [max(len(str(r[i])) for r in rows) for i in range(len(rows[0]))]
    rule = "+".join("-" * (w + 2) for w in widths).join("++")
    yield rule
    for r in rows:
        yield "|" + "|".join(f" {v:>{w}} " if isinstance(v, (int, float)) else f" {v:<{w}} " for v, w in zip(r, widths)) + "|"
        if r is rows[0]:
            yield rule
    yield rule


print(*table([("name", "qty")] + [(r["name"], int(r["qty"] or 0)) for r in rows]), sep="\n")


def markdown(text):
    def inline(s):
        s = escape(s)
        for pat, rep in ((r"\*\*(.+?)\*\*", r"<b>\1</b>"), (r"\*(.+?)\*", r"<i>\1</i>"), (r"`(.+?)`", lambda m: f"<code>{m[1]}</code>"), (r"\[(?P<t>[^]]+)\]\((?P<u>[^)]+)\)", r'<a href="\g<u>">\g<t></a>')):
            s = re.sub(pat, rep, s)
        return s
    for block in re.split(r"\n{2,}", textwrap.dedent(text).strip()):
        if m := re.fullmatch(r"(#{1,6})\s+(.*)", block):
            yield f"<h{len(m[1])}>{inline(m[2])}</h{len(m[1])}>"
        elif block.startswith("- "):
            yield "<ul>" + "".join(f"<li>{inline(x[2:])}</li>" for x in block.split("\n")) + "</ul>"
        else:
            yield f"<p>{inline(' '.join(block.split()))}</p>"


print(*markdown("""
    ## A *title* & more

    Some **bold** text with `code <x>` and a [link](http://a.b/c?d=1&e=2).
    On two lines.

    - one
    - *two*
    """), sep="\n")
caesar = lambda s, k: s.translate(str.maketrans(string.ascii_letters, "".join(a[k:] + a[:k] for a in (string.ascii_lowercase, string.ascii_uppercase))))
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3), string.Template("$who owes ${amount}$$ to $other").safe_substitute(who="Ann", amount=5))
ROMAN = list(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()))


def roman(n):
    out = ""
    for value, letters in ROMAN:
        q, n = divmod(n, value)
        out += letters * q
    return out


print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])


def huffman(text):
    heap = [(n, i, c) for i, (c, n) in enumerate(sorted(Counter(text).items()))]
    heapq.heapify(heap)
    fresh = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], fresh, (a[2], b[2])))
        fresh += 1
    codes = {}
    def walk(t, code):
        if isinstance(t, tuple):
            for bit, sub in zip("01", t):
                walk(sub, code + bit)
        else:
            codes[t] = code or "0"
    walk(heap[0][2], "")
    return codes


codes = huffman("abracadabra alakazam")
bits = "".join(codes[c] for c in "abracadabra alakazam")
print(codes, len(bits), bits)
back, word = {v: k for k, v in codes.items()}, ""
text = "".join((c, word := "")[0] for b in bits if (word := word + b) in back and (c := back[word]))
print(text, int(bits, 2).to_bytes((len(bits) + 7) // 8).hex())
