# csv, configparser, io, urllib.parse, html, string parsing of small formats.
import configparser, csv, html, io, urllib.parse
f = io.StringIO()
w = csv.writer(f); w.writerow(["a", 1, 2.5, None, 'q"uote', "com,ma", "new\nline", ""]); w.writerows([[1], ["x", "y"]])
print(repr(f.getvalue()))
print(list(csv.reader(io.StringIO('a,"b ""q"" c",\n"multi\nline",2,  3\n\n,,\n'))), list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")))
d = csv.DictReader(io.StringIO("name,age\nAnn,5\nBob\nCy,1,extra\n"))
print(d.fieldnames, list(d))
o = io.StringIO(); dw = csv.DictWriter(o, ["x", "y"], restval="-", extrasaction="ignore", lineterminator="\n"); dw.writeheader(); dw.writerow({"x": 1, "z": 2}); print(repr(o.getvalue()))
for q in (csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE):
    o = io.StringIO(); csv.writer(o, quoting=q, escapechar="\\", lineterminator="|").writerow([1, "a b", "c,d", 'e"f']); print(o.getvalue())
print(csv.list_dialects(), csv.Sniffer().sniff("a;b\n1;2\n").delimiter, csv.field_size_limit())
for src in ("csv.reader(5)", "csv.writer(5)", "csv.writer(io.StringIO()).writerow(5)", "csv.reader([], delimiter='ab')", "list(csv.reader(['\"a'], strict=True))", "csv.DictWriter(io.StringIO(), ['a']).writerow({'b': 1})", "csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(['a,b'])", "csv.get_dialect('nope')"):
    try:
        print(src, eval(src).__class__.__name__)
    except Exception as e:
        print(src, type(e).__name__, e)
c = configparser.ConfigParser()
c.read_string("[DEFAULT]\nbase = /x\n[one]\npath = %(base)s/y\nnum: 5\nflag = yes\nmulti = a\n  b\n# comment\n[two]\nempty =\n")
print(c.sections(), c["one"]["path"], c.getint("one", "num"), c.getboolean("one", "flag"), repr(c["one"]["multi"]), c.get("two", "zz", fallback="fb"), dict(c["two"]), c.has_option("one", "base"), c.options("one"))
c["three"] = {"k": "v"}; o = io.StringIO(); c.write(o); print(o.getvalue())
for src in ("c['nope']", "c.get('one', 'zz')", "c.getint('one', 'path')", "c.add_section('one')", "c.read_string('x = 1')", "c.read_string('[a]\\n[a]')", "c.set('one', 'x', 5)", "c.getboolean('one', 'num')"):
    try:
        print(src, eval(src))
    except Exception as e:
        print(src, type(e).__name__, str(e).replace("\n", " | "))
s = io.StringIO("line1\nline2\r\nline3", newline=None)
print(s.readline(), s.tell(), s.read(3), s.readlines(), s.seek(0), [l for l in s], s.writable(), s.closed); s.seek(0); s.truncate(3); print(repr(s.getvalue()))
b = io.BytesIO(b"abc"); b.seek(0, 2); b.write(b"def"); b.seek(-2, 2); print(b.read(), b.getvalue(), b.getbuffer()[0], b.read1(), b.readinto(bytearray(2)), b.seek(1), b.peek(1) if hasattr(b, "peek") else "no peek")
t = io.TextIOWrapper(io.BytesIO(b"h\xc3\xa9\r\nx"), encoding="utf-8"); print(t.read(2), t.readline() == "\n", t.encoding, t.newlines, t.read())
for src in ("s.write(5)", "s.seek(-1)", "s.read('x')", "b.write('x')", "io.StringIO(5)", "io.BytesIO('x')", "s.seek(1, 1)", "io.TextIOWrapper(5)", "s.fileno()", "b.seek(0, 9)", "io.open('x', 'zz')", "s.readline(1.5)"):
    try:
        print(src, eval(src))
    except Exception as e:
        print(src, type(e).__name__, e)
s.close()
try:
    s.read()
except ValueError as e:
    print(e)
u = urllib.parse.urlparse("http://user:pw@host.com:8080/path;p?q=1&q=2&r=a%20b#frag")
print(u, u.hostname, u.port, u.username, u.geturl(), urllib.parse.parse_qs(u.query), urllib.parse.parse_qsl("a=1&b=&c", keep_blank_values=True), urllib.parse.urlencode({"a": 1, "b": "x y&", "c": ["1", "2"]}, doseq=True), urllib.parse.quote("a b/é?"), urllib.parse.quote_plus("a b&"), urllib.parse.unquote("%C3%A9+%zz"), urllib.parse.urljoin("http://a/b/c", "../d?x"), urllib.parse.urlsplit("//h/p").netloc, urllib.parse.urlunsplit(("s", "h", "/p", "q", "")))
print(html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;&eacute;&#233;&#x1F600;&amp;amp;&nope;"))
