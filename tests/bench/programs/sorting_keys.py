"""Sorting: records by keys and by several keys, strings, numbers that are nearly sorted, a comparison function."""

from functools import cmp_to_key
from operator import itemgetter


def records(n):
    seed = 12345
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield "name%05d" % (seed % 5003), seed % 97, seed / 1000.0, i


def run(n=8000):
    rows = list(records(n))
    by_name = sorted(rows, key=itemgetter(0))
    by_two = sorted(rows, key=lambda r: (r[1], -r[2]))
    numbers = [r[2] for r in rows]
    numbers.sort()
    numbers[::100] = reversed(numbers[::100])
    numbers.sort(reverse=True)
    compared = sorted(rows[:2000], key=cmp_to_key(lambda a, b: a[1] - b[1] or b[3] - a[3]))
    return by_name[0][3], by_two[n // 2][3], "%.3f" % numbers[5], compared[1000][3]


CHECKSUM = (1141, 7738, "2145632.473", 1193)
