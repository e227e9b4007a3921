# Dates as bookkeeping uses them: arithmetic, time zones with a rule of their own, parsing, formatting, ISO weeks, calendars.
import calendar
import copy
import datetime as dt
import pickle
import time
from datetime import date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise


def months(start, n):
    y, m = start.year, start.month
    for _ in range(n):
        yield date(y, m, min(start.day, calendar.monthrange(y, m)[1]))
        y, m = (y, m + 1) if m < 12 else (y + 1, 1)


due = list(months(date(2023, 11, 30), 5))
print([d.isoformat() for d in due], [(b - a).days for a, b in pairwise(due)])
print([d.isocalendar() for d in (date(2021, 1, 3), date(2020, 12, 31), date(2024, 12, 30))], date.fromisocalendar(2020, 53, 5))
print([d.strftime("%a %b %d %j %U %W %G-W%V-%u %y %w") for d in due])


class Summer(tzinfo):
    """An hour more from the last Sunday of March to that of October."""

    def __init__(self, hours):
        self.base = timedelta(hours=hours)

    @staticmethod
    def last_sunday(year, month):
        d = datetime(year, month, 31, 1)
        return d - timedelta(days=(d.weekday() + 1) % 7)

    def dst(self, when):
        naive = when.replace(tzinfo=None) - self.base
        on = self.last_sunday(when.year, 3) <= naive < self.last_sunday(when.year, 10)
        return timedelta(hours=1) if on else timedelta(0)

    def utcoffset(self, when):
        return self.base + self.dst(when)

    def tzname(self, when):
        return "SUM" if self.dst(when) else "STD"

    def __getinitargs__(self):
        return (self.base.total_seconds() / 3600,)


cet = Summer(1)
for t in (datetime(2024, 3, 31, 0, 59, tzinfo=timezone.utc), datetime(2024, 3, 31, 1, tzinfo=timezone.utc), datetime(2024, 7, 1, 12, 30, 15, 250, tzinfo=timezone.utc), datetime(2024, 12, 1, tzinfo=timezone.utc)):
    local = t.astimezone(timezone(timedelta(hours=-3, minutes=-30), "NST"))
    print(t.isoformat(), local, local.tzname(), cet.utcoffset(t.replace(tzinfo=None)), t.replace(tzinfo=cet).strftime("%Z %z %:z %H:%M:%S.%f %p %I"), local == t)
for s in ("2024-02-29", "20240229", "2024-W09-4", "2024-02-29T12:30", "2024-02-29 12:30:15.123456+05:30", "2024-02-29T12Z", "20240229T123015,5", "2024-02-30", "2024-2-9", "x", "2024-02-29T25:00", "2024-02-29T12:30+24:00"):
    for f in (date.fromisoformat, datetime.fromisoformat):
        try:
            print(f.__self__.__name__, repr(f(s)))
        except ValueError as e:
            print(f.__self__.__name__, "ValueError:", e)
for s, f in (("03/02/24 11:05 PM", "%d/%m/%y %I:%M %p"), ("Thu 29 Feb 2024", "%a %d %b %Y"), ("2024-060", "%Y-%j"), ("12:30:15.5+0230", "%H:%M:%S.%f%z"), ("2024 9 0", "%Y %U %w"), ("2024", "%m"), ("x%", "x%%"), ("1", "%Q"), ("2024 x", "%Y"), ("31 Feb 2023", "%d %b %Y")):
    try:
        print(datetime.strptime(s, f))
    except ValueError as e:
        print("ValueError:", e)
td = timedelta(days=-1, hours=5, microseconds=7)
print(td, repr(td), td.days, td.seconds, td.total_seconds(), abs(td), td * 2.5, td / timedelta(hours=1), td // timedelta(minutes=7), td % timedelta(minutes=7), divmod(td, timedelta(hours=3)), -td, timedelta(weeks=1, milliseconds=1.5))
print(timedelta.max, timedelta.min, timedelta.resolution, sum([timedelta(1), timedelta(2)], timedelta()), bool(timedelta()), round(timedelta(hours=7) / 3, ) if False else timedelta(hours=7) / 3)
for bad in (lambda: date(2023, 2, 29), lambda: datetime(2024, 1, 1, 24), lambda: date.max + timedelta(1), lambda: datetime(2024, 1, 1) - datetime(2024, 1, 1, tzinfo=timezone.utc), lambda: timedelta(days=10**10),
            lambda: date(2024, 1, 1) < datetime(2024, 1, 1), lambda: timezone(timedelta(hours=24)), lambda: date(2024, 1, 1) + 1, lambda: td / 0, lambda: date("a"), lambda: dt.time(1, tzinfo=3), lambda: date.fromordinal(0), lambda: td < 3):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)
now = datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=timezone.utc)
print(now.timestamp(), datetime.fromtimestamp(0, timezone.utc), now.timetuple()[:8], now.utctimetuple().tm_yday, now.replace(year=2020, fold=1), now.date(), now.timetz(), now.ctime(), now.toordinal())
print(pickle.loads(pickle.dumps(now)) == now, copy.copy(td) == td, sorted([date(2024, 1, 2), date(2023, 1, 2)]), hash(date(2024, 1, 1)) == hash(date(2024, 1, 1)), repr(now), dt.time(12, 5).isoformat("milliseconds"), dt.time.fromisoformat("T04:23:01"), f"{now:%H:%M}", datetime.combine(date(2024, 1, 1), dt.time(5)))
print(calendar.month(2024, 2), calendar.monthcalendar(2023, 10), calendar.isleap(1900), calendar.leapdays(1900, 2001), calendar.weekday(2024, 2, 29), calendar.timegm((1970, 1, 2, 0, 0, 0)), calendar.day_abbr[0], list(calendar.month_name)[:3], sep="\n")
print(calendar.TextCalendar(6).formatweek([(0, 6), (1, 0), (2, 1)], 4), list(calendar.Calendar().itermonthdays2(2024, 9))[:8], calendar.FEBRUARY, time.strftime("%Y-%m-%d", time.gmtime(86400 * 365)), time.gmtime(0)[:6])
