"""Exceptions as control flow: raised and caught near and far, finally blocks, custom classes, KeyError and StopIteration."""


class Found(Exception):
    def __init__(self, value):
        Exception.__init__(self, value)
        self.value = value


def search(depth, target, seen):
    seen.append(depth)
    if depth == target:
        raise Found(len(seen))
    search(depth + 1, target, seen)


def guarded(i, log):
    try:
        if i % 5 == 0:
            raise ValueError(i)
        if i % 7 == 0:
            return {}[i]
        return i
    except KeyError as e:
        return e.args[0] * 2
    finally:
        log[0] += 1


def run(n=20000):
    total, log = 0, [0]
    for i in range(n):
        try:
            total += guarded(i, log)
        except ValueError as e:
            total -= e.args[0]
        if i % 10 == 0:
            try:
                search(0, 20, [])
            except Found as f:
                total += f.value
        items = iter((1, 2))
        while True:
            try:
                total += next(items)
            except StopIteration:
                break
    return total, log[0]


CHECKSUM = (142974861, 20000)
