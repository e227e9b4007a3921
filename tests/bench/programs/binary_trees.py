"""Binary trees of the Computer Language Benchmarks Game: many small objects that live shortly, and some that live long."""


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def check(node):
    if node.left is None:
        return 1
    return 1 + check(node.left) + check(node.right)


def run(depth=11):
    long_lived = make(depth)
    counts = []
    for d in range(4, depth + 1, 2):
        times = 1 << (depth - d + 2)
        counts.append(sum(check(make(d)) for _ in range(times)))
    return check(long_lived), counts


CHECKSUM = (4095, [15872, 16256, 16352, 16376])
