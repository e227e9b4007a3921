# A ledger in CSV: dialects, quoting, sniffing, grouping with decimals, a report.
import csv
import io
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal, InvalidOperation
from itertools import groupby
from operator import itemgetter

RAW = '''date,account,"amount, EUR",note
2024-01-03,rent,-850.00,"January ""flat"""
2024-01-05,salary,2500.10,
2024-01-09,food,-32.555,"multi
line note"
2024-01-09,food,-7.445,café
2024-02-03,rent,-850.00,"x, y"
2024-02-05,salary,n/a,broken
2024-02-11,food,-41.20,too,many
2024-02-12,food
'''

rows = list(csv.reader(io.StringIO(RAW)))
for row in rows:
    print(len(row), row)

reader = csv.DictReader(io.StringIO(RAW), restkey="extra", restval="-")
print(reader.fieldnames)
records = list(reader)
print(records[-2])
print(records[-1], reader.line_num)

totals = defaultdict(lambda: Decimal("0.00"))
cent = Decimal("0.01")
for record in records:
    try:
        amount = Decimal(record["amount, EUR"])
    except InvalidOperation as e:
        print("skipped", record["date"], record["amount, EUR"], [c.__name__ for c in e.args[0]])
        continue
    totals[record["date"][:7], record["account"]] += amount
for month, items in groupby(sorted(totals.items()), key=lambda kv: kv[0][0]):
    print(month)
    for (_, account), value in items:
        print(f"  {account:<8}|{value:>12,.3f}|{value.quantize(cent, ROUND_HALF_EVEN)}|{value.quantize(cent, ROUND_UP)}")
print(sum(totals.values()), max(totals.items(), key=itemgetter(1)))


class Semi(csv.Dialect):
    delimiter = ";"
    quotechar = "'"
    doublequote = False
    escapechar = "\\"
    lineterminator = "|\n"
    quoting = csv.QUOTE_NONNUMERIC
    skipinitialspace = True


csv.register_dialect("semi", Semi)
print(csv.list_dialects())
data = [["a", 1, 2.5, None], ["it's", -3, "x;y", ""], ["back\\slash", True, "nl\nx", "tab\t"]]
for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    out = io.StringIO()
    writer = csv.writer(out, dialect="semi", quoting=quoting)
    counts = [writer.writerow(r) for r in data]
    print(quoting, counts, repr(out.getvalue()))
print(list(csv.reader(["'a'; 1; 2.5", "'q\\'s';7"], "semi")))

out = io.StringIO(newline="")
w = csv.DictWriter(out, ["id", "name"], extrasaction="ignore")
w.writeheader()
w.writerows([{"id": 1, "name": "A\"B"}, {"id": 2, "junk": 0}])
print(repr(out.getvalue()))
for action in (
    lambda: csv.DictWriter(out, ["id"]).writerow({"id": 1, "z": 2}),
    lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"]),
    lambda: csv.writer(out).writerow(5),
    lambda: csv.reader(io.StringIO("a"), dialect="nope"),
    lambda: csv.writer(out, delimiter="ab"),
    lambda: list(csv.reader(['"a"b"'], strict=True)),
    lambda: list(csv.reader(["'x';y"], "semi")),
):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, "|", e)
for sample in ("a;b;c\n1;2;3\n4;5;6\n", "a\tb\n1\t2\n", "'x':'y'\n'1':'2'\n"):
    d = csv.Sniffer().sniff(sample)
    print(repr(d.delimiter), repr(d.quotechar), d.doublequote, csv.Sniffer().has_header(sample))
print(csv.field_size_limit(), csv.QUOTE_NONE)
