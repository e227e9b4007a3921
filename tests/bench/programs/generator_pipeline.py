"""A pipeline of generators: a source, filters, a window, a flattening, grouping by key and a consumer that is sent values."""


def source(n):
    value = 17
    for _ in range(n):
        value = (value * 1664525 + 1013904223) & 0xFFFFFFFF
        yield value >> 8


def keep(predicate, items):
    for x in items:
        if predicate(x):
            yield x


def windows(items, size):
    window = []
    for x in items:
        window.append(x)
        if len(window) == size:
            yield tuple(window)
            del window[0]


def flatten(items):
    for group in items:
        yield from group


def runs(items, key):
    group, current = [], None
    for x in items:
        k = key(x)
        if group and k != current:
            yield current, group
            group = []
        current = k
        group.append(x)
    if group:
        yield current, group


def summing():
    total = count = 0
    while True:
        value = yield total
        if value is None:
            return
        total = (total + value) % 1000000007
        count += 1


def run():
    consumer = summing()
    next(consumer)
    odd = keep(lambda x: x & 1, source(30000))
    total = longest = 0
    for key, group in runs(flatten(windows(odd, 3)), lambda x: x % 3):
        longest = max(longest, len(group))
        total = consumer.send(key * len(group) + sum(x & 255 for x in group))
    consumer.close()
    return total, longest


CHECKSUM = (5832519, 25)
