# datetime: construction, arithmetic, formatting, parsing, time zones, comparison, iso calendar, errors.
from datetime import date, time, datetime, timedelta, timezone, tzinfo, MINYEAR, MAXYEAR, UTC

d = date(2024, 2, 29)
print(d, repr(d), d.year, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738945), d.replace(year=2023, day=28), d.timetuple()[:8], d.ctime(), d.strftime("%a %d %b %Y %j %U %W %u %w %y %B %%"))
print(d + timedelta(days=1), d - timedelta(weeks=1), d - date(2024, 1, 1), date(2024, 12, 31) > d, d == date(2024, 2, 29), date.fromisoformat("2024-03-01"), date.fromisoformat("20240301"), date.fromisoformat("2024-W09-5"), date.fromisocalendar(2024, 9, 5), date.min, date.max, date.resolution)
t = time(13, 5, 9, 123456)
print(t, repr(t), t.isoformat("minutes"), t.isoformat("milliseconds"), t.replace(hour=1), t.strftime("%H:%M:%S.%f %I %p"), time.fromisoformat("04:23:01.000384"), time.fromisoformat("T0423"), time(0), bool(time(0)), time(1) < time(2), time(1, tzinfo=UTC), time.min, time.max)
dt = datetime(2024, 2, 29, 23, 59, 59, 999999)
print(dt, repr(dt), dt + timedelta(microseconds=1), dt.date(), dt.time(), dt.isoformat(sep=" ", timespec="seconds"), dt.replace(microsecond=0), dt.strftime("%Y-%m-%dT%H:%M:%S.%f%z %Z|%c|%x|%X"), dt.timetuple().tm_yday, datetime.combine(d, t), dt - datetime(2024, 1, 1), dt.isocalendar().week)
tz = timezone(timedelta(hours=5, minutes=30), "IST")
a = datetime(2024, 1, 1, 12, tzinfo=UTC)
b = a.astimezone(tz)
print(a, b, repr(b), a == b, b.utcoffset(), b.tzname(), b.dst(), a.timestamp(), datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1.5, tz), b.isoformat(), b.utctimetuple()[:6], a - b, hash(a) == hash(b), timezone.utc, repr(timezone(timedelta(hours=-3))), timezone(timedelta(seconds=3661)), timezone.min)
for s in ("2024-01-01", "2024-01-01T10:20", "2024-01-01 10:20:30.123", "2024-01-01T10:20:30Z", "2024-01-01T10:20:30+05:30", "20240101T102030", "2024-01-01T10:20:30.123456789", "2024-13-01", "2024-01-01T25:00", "nope", "", "2024-1-1", "2024-01-01T10:20:30+25:00"):
    try:
        print(s, "->", datetime.fromisoformat(s))
    except ValueError as e:
        print(s, "->", e)
for s, f in (("29/02/2024 13:05", "%d/%m/%Y %H:%M"), ("Feb 9, 2023 1:02 PM", "%b %d, %Y %I:%M %p"), ("2024-060", "%Y-%j"), ("12:30:45.5 +0200", "%H:%M:%S.%f %z"), ("Thursday 1 February 2024", "%A %d %B %Y"), ("x", "%Y"), ("2024", "%Y %m"), ("2024-01-01 extra", "%Y-%m-%d"), ("30/02/2024", "%d/%m/%Y"), ("5", "%Q"), ("2024 10 1", "%G %V %u")):
    try:
        print(s, "->", datetime.strptime(s, f))
    except ValueError as e:
        print(s, "->", e)
td = timedelta(days=-1, hours=5, seconds=3.5)
print(td, repr(td), td.days, td.seconds, td.microseconds, td.total_seconds(), abs(td), -td, td * 2, td / 2, td // timedelta(hours=1), td % timedelta(hours=1), divmod(timedelta(hours=5), timedelta(hours=2)), timedelta(1) / timedelta(hours=6), timedelta(minutes=90), timedelta(weeks=1, milliseconds=5), timedelta(0.5), timedelta(days=1) * 1.5, bool(timedelta()), timedelta.max, timedelta.min, repr(timedelta()), sum([timedelta(1), timedelta(2)], timedelta()), str(timedelta(days=400, seconds=1)))
for src in ("date(2024, 2, 30)", "date(0, 1, 1)", "date(10000, 1, 1)", "time(24)", "time(1, 60)", "datetime(2024, 1, 1, 1, 1, 1, 10**6)", "date('x', 1, 1)", "date(2024, 1)", "date.max + timedelta(1)", "date.min - timedelta(1)", "a < datetime(2024, 1, 1)", "a - datetime(2024, 1, 1)", "d + 5", "d < dt", "d - 5", "d == dt", "timedelta(days=10**9)", "timedelta(1) / 0", "timedelta('x')", "timezone(timedelta(days=2))", "timezone(5)", "datetime(2024, 1, 1, tzinfo=5)", "d.replace(month=13)", "date.fromordinal(0)", "datetime.fromtimestamp(1e20)", "d.strftime(5)", "date.fromisoformat(5)", "td < 5", "date(2024.0, 1, 1)", "dt.isoformat(timespec='x')", "datetime.combine(1, 2)", "date.fromisocalendar(2024, 54, 1)"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)


class EST(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=-5) + self.dst(dt)
    def dst(self, dt): return timedelta(hours=1) if dt and 3 <= dt.month < 11 else timedelta()
    def tzname(self, dt): return "EDT" if self.dst(dt) else "EST"


s, w = datetime(2024, 7, 1, tzinfo=EST()), datetime(2024, 1, 1, tzinfo=EST())
print(s, w, s.tzname(), w.dst(), s.astimezone(UTC), f"{w:%Z %z}", w.astimezone(EST()) is w)
class MyDate(date):
    def fancy(self): return f"<{self}>"
print(MyDate(2024, 1, 1).fancy(), type(MyDate(2024, 1, 1) + timedelta(1)).__name__, MyDate.fromisoformat("2024-05-05").fancy(), f"{d:%d.%m}", f"{d}", f"{dt!s:>30}")
import copy
print(copy.deepcopy(dt) == dt, dt.__reduce__()[0].__name__, MINYEAR, MAXYEAR, dt.fold, dt.replace(fold=1).fold, sorted([d, date(2020, 1, 1)]), {d: 1}[date(2024, 2, 29)], isinstance(dt, date), max(dt, datetime(2025, 1, 1)))
