"""Dicts and sets that grow and shrink: integer, string and tuple keys, deletions, set algebra, counting."""


def integers(n):
    table = {}
    for i in range(n):
        key = i * 7919 % 10007
        table[key] = table.get(key, 0) + i
        if i % 3 == 0:
            table.pop(i * 31 % 10007, None)
    return len(table), sum(table.values())


def strings(n):
    table = {}
    for i in range(n):
        table["key%d" % (i % 2000)] = i
    return sum(table["key%d" % i] for i in range(0, 2000, 7))


def tuples(n):
    grid = {(x, y): x ^ y for x in range(n) for y in range(n)}
    return sum(grid.get((x + 1, y - 1), 0) for x, y in grid)


def sets(n):
    evens, threes = set(range(0, n, 2)), set(range(0, n, 3))
    for i in range(0, n, 5):
        evens.discard(i)
        threes.add(i)
    return len(evens & threes), len(evens | threes), len(evens ^ threes), sum(evens - threes)


def run():
    return integers(60000), strings(40000), tuples(120), sets(40000)


CHECKSUM = ((8338, 750252201), 11153285, 895503, (5333, 29334, 24001, 213346664))
