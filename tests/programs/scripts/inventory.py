# An inventory report: parsing, grouping, formatted tables, sorting on several keys, aggregation, error collection.
import csv
import io
from collections import Counter, defaultdict
from datetime import date, timedelta
from operator import itemgetter
from textwrap import dedent

DATA = dedent("""\
    sku,name,category,qty,price,received
    A1,Widget,tools,10,2.50,2024-01-05
    A2,Gadget,tools,3,19.99,2024-02-11
    B1,"Tea, green",food,120,0.30,2023-12-24
    B2,Coffee,food,0,7.00,2024-02-29
    C1,Lamp,home,7,24.90,2024-01-31
    C2,Rug,home,x,80.00,2024-01-15
    C3,Vase,home,2,-5,2024-03-01
    C4,Clock,home,1,33.33,2024-02-30
    A1,Widget again,tools,1,2.50,2024-01-06
    """)


class RowError(ValueError):
    def __init__(self, line, problem): super().__init__(f"line {line}: {problem}"); self.line = line


def parse(text):
    errors, rows, seen = [], [], set()
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        try:
            try:
                row["qty"] = int(row["qty"])
                row["price"] = float(row["price"])
                row["received"] = date.fromisoformat(row["received"])
            except ValueError as e:
                raise RowError(reader.line_num, e) from e
            if row["price"] < 0: raise RowError(reader.line_num, f"negative price {row['price']}")
            if row["sku"] in seen: raise RowError(reader.line_num, f"duplicate {row['sku']}")
        except RowError as e:
            errors.append(e)
        else:
            seen.add(row["sku"])
            rows.append(row)
    if errors: return rows, ExceptionGroup("bad rows", errors)
    return rows, None


def table(rows, columns):
    widths = {c: max(len(c), *(len(str(r[c])) for r in rows)) for c in columns}
    yield " | ".join(f"{c.upper():^{widths[c]}}" for c in columns)
    yield "-+-".join("-" * widths[c] for c in columns)
    for r in rows:
        yield " | ".join(f"{r[c]:>{widths[c]}.2f}" if isinstance(r[c], float) else f"{r[c]!s:{'>' if isinstance(r[c], int) else '<'}{widths[c]}}" for c in columns)


rows, problems = parse(DATA)
print("\n".join(table(rows, ["sku", "name", "qty", "price", "received"])))
for e in problems.exceptions: print(type(e).__name__, e, "<-", repr(e.__cause__))
by_cat = defaultdict(list)
for r in rows: by_cat[r["category"]].append(r)
for cat, items in sorted(by_cat.items()):
    total = sum(r["qty"] * r["price"] for r in items)
    print(f"{cat:<6} {len(items)} items, value {total:>9,.2f}, cheapest {min(items, key=itemgetter('price'))['name']!r}")
print([r["sku"] for r in sorted(rows, key=lambda r: (-r["qty"], r["name"]))], [r["sku"] for r in sorted(rows, key=itemgetter("category", "price"), reverse=True)])
months = Counter(r["received"].strftime("%Y-%m") for r in rows)
print(months.most_common(), max(r["received"] for r in rows) - min(r["received"] for r in rows))
today = date(2024, 3, 1)
old = [r["name"] for r in rows if today - r["received"] > timedelta(days=30)]
print(old, {n: f"{(today - r['received']).days}d" for r in rows if (n := r["name"]).islower() is False})
out = io.StringIO()
w = csv.DictWriter(out, ["sku", "name", "value"], extrasaction="ignore", lineterminator="\n")
w.writeheader()
w.writerows({**r, "value": round(r["qty"] * r["price"], 2)} for r in rows)
print(out.getvalue(), end="")
histogram = {c: "*" * min(20, sum(r["qty"] for r in v)) for c, v in by_cat.items()}
print("\n".join(f"{c:>5}: {bar} ({len(bar)})" for c, bar in histogram.items()))
reorder = {r["sku"]: max(0, 10 - r["qty"]) for r in rows if r["qty"] < 10}
print(reorder, sum(reorder.values()), *reorder, sep="; ")
try:
    raise problems
except* RowError as group:
    print("lines:", [e.line for e in group.exceptions], len(str(group)))
print(f"{'name':*^12}|{'x':>3}|{1234.5:010,.1f}|{rows[0]['price']!r:>6}|{0.1 + 0.2:.17f}|{1e-5}|{10**16:,}")
