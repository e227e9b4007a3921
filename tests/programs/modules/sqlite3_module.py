# sqlite3: statements, rows, functions, errors, transactions, types.
import sqlite3
c=sqlite3.connect(':memory:')
c.execute("create table t(a integer primary key, b text, c blob, d real)")
cur=c.execute("insert into t(b,c,d) values(?,?,?)",("x\0y😀",b"\0\1",2.0))
print(cur.lastrowid,cur.rowcount,c.in_transaction)
c.executemany("insert into t(b) values(:b)",[{"b":str(i)} for i in range(5)])
c.commit()
for r in c.execute("select * from t"): print(r)
c.row_factory=sqlite3.Row
r=c.execute("select b as name, d from t").fetchone(); print(r['NAME'],r.keys(),tuple(r),r[1],len(r))
c.create_function("f",2,lambda a,b:a+b)
print(c.execute("select f(1,2), f('a','b')").fetchone()[:])
class Agg:
    def __init__(self): self.s=0
    def step(self,x): self.s+=x or 0
    def finalize(self): return self.s
c.create_aggregate("agg",1,Agg); print(tuple(c.execute("select agg(a) from t").fetchone()))
c.create_collation("rev",lambda a,b:(a<b)-(a>b)); print([x[0] for x in c.execute("select b from t order by b collate rev")])
for sql in ("selec","select * from nope","insert into t(a) values(1)"):
    try: c.execute(sql)
    except sqlite3.Error as e: print(type(e),e,e.sqlite_errorcode,e.sqlite_errorname)
c.create_function("boom",0,lambda: 1/0)
try: c.execute("select boom()")
except sqlite3.Error as e: print(type(e),e)
print('\n'.join(c.iterdump()))
with c.blobopen("t","c",1) as b: print(b.read(), len(b))

import _sqlite3, datetime, warnings
print(sorted(n for n in dir(_sqlite3) if not n.startswith("__")))
for t in (sqlite3.Connection, sqlite3.Cursor, sqlite3.Row, sqlite3.Blob):
    print(t, sorted(n for n in dir(t) if not n.startswith("__") and "load_extension" not in n))
c = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return f"{self.x};{self.y}"
sqlite3.register_converter("point", lambda b: tuple(map(int, b.split(b";"))))
c.execute("create table p(a point, b)")
c.execute("insert into p values(?, ?)", (Point(1, 2), 2 ** 62))
print(c.execute("select a, b, b as 'x [point]' from p where 0").description)
print(c.execute("select a, b, '7;8' as 'x [point]' from p").fetchone())
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    c.execute("create table d(d date, ts timestamp)")
    c.execute("insert into d values(?, ?)", (datetime.date(2024, 2, 29), datetime.datetime(2024, 1, 2, 3, 4, 5, 678)))
    print(c.execute("select * from d").fetchall(), len(w))
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
cur = c.cursor()
t(lambda: cur.execute("select ?", (1, 2)))
t(lambda: cur.execute("select :a", {}))
t(lambda: cur.execute("select ?", 3))
t(lambda: cur.execute("select ?", (object(),)).fetchone()[0][:7])
t(lambda: cur.execute("select ?", (2 ** 63,)))
t(lambda: cur.execute("select 1; select 2"))
t(lambda: cur.execute("select '\0'"))
t(lambda: cur.execute(3))
t(lambda: cur.executemany("select ?", [(1,)]))
t(lambda: cur.execute("insert into p(nope) values(1)"))
t(lambda: sqlite3.connect("/nonexistent/dir/x.db"))
t(lambda: sqlite3.connect(3))
t(lambda: sqlite3.connect(":memory:", isolation_level="BOGUS"))
t(lambda: c.execute("select 1", "abc"))
t(lambda: sqlite3.complete_statement("select 1;"))
t(lambda: c.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, -1) > 1000)
t(lambda: sqlite3.adapt(3))
c.execute("create table u(a unique, b check (b > 0))")
t(lambda: c.execute("insert into u values(1, 0)"))
with c:
    c.execute("insert into u values(1, 1)")
try:
    with c:
        c.execute("insert into u values(2, 1)")
        c.execute("insert into u values(1, 1)")
except sqlite3.IntegrityError as e:
    print(e, e.sqlite_errorname)
print(c.execute("select count(*) from u").fetchone(), c.in_transaction, c.total_changes)
c.executescript("create table s(x); insert into s values(1); insert into s values(2);")
cur = c.execute("select x from s order by x")
print(cur.fetchmany(1), cur.fetchone(), cur.fetchone(), cur.rowcount)
cur = c.execute("update s set x = x + 1")
print(cur.rowcount, cur.description, cur.fetchall())
print(c.execute("insert into s values(9) returning x, x * 2").fetchall())
if c.execute("select x from s").fetchone():
    c.execute("drop table s")
class Sum:
    def __init__(self): self.n = 0
    def step(self, v): self.n += v
    def inverse(self, v): self.n -= v
    def value(self): return self.n
    def finalize(self): return self.n
c.create_window_function("wsum", 1, Sum)
c.execute("create table w(v)")
c.executemany("insert into w values(?)", [(i,) for i in range(5)])
print(c.execute("select wsum(v) over (order by v rows between 1 preceding and current row) from w").fetchall())
log = []
c.set_trace_callback(log.append)
c.execute("select ? + 1", (41,))
c.set_trace_callback(None)
print(log)
c.set_authorizer(lambda action, *a: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_READ and a[0] == "p" else sqlite3.SQLITE_OK)
t(lambda: c.execute("select a from p"))
c.set_authorizer(None)
c.set_progress_handler(lambda: 1, 1)
t(lambda: c.execute("select * from w a, w b, w c").fetchall())
c.set_progress_handler(None, 0)
c.commit()
d = sqlite3.connect(":memory:")
c.backup(d)
print(d.execute("select count(*) from w").fetchone())
e = sqlite3.connect(":memory:")
e.deserialize(d.serialize())
print([r[0] for r in e.execute("select name from sqlite_master order by name")])
e.text_factory = bytes
print(e.execute("select 'text'").fetchone())
f = sqlite3.connect(":memory:", autocommit=False)
print(f.in_transaction, f.autocommit)
f.close()
t(lambda: f.execute("select 1"))
