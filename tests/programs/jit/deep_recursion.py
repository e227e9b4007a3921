"""Recursion deeper than JavaScript's stack, and RecursionError at the limit, in functions that are compiled."""

import sys


def down(n):
    if n == 0:
        return 0
    return down(n - 1) + 1


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


class Node:
    def __init__(self, rest):
        self.rest = rest

    def length(self):
        return 1 if self.rest is None else 1 + self.rest.length()

    def __eq__(self, other):
        return self.rest == other.rest


def endless(n):
    return endless(n + 1) + 1


def measure():
    depth = 0

    def dive():
        nonlocal depth
        depth += 1
        dive()

    try:
        dive()
    except RecursionError as e:
        return 900 < depth <= 1000, str(e)


def walk(tree):
    if tree:
        yield from walk(tree[0])
        yield tree[1]
        yield from walk(tree[2])


def build(lo, hi):
    if lo >= hi:
        return None
    mid = (lo + hi) // 2
    return build(lo, mid), mid, build(mid + 1, hi)


for _ in range(100):
    down(20), even(15)
for _ in range(3):
    print(measure())
    try:
        endless(0)
    except RecursionError as e:
        print("RecursionError:", e)
sys.setrecursionlimit(10**6)
for _ in range(2):
    print(down(200000), even(100001), odd(100001))
chain = None
for _ in range(50000):
    chain = Node(chain)
print(chain.length())
sys.setrecursionlimit(1000)
print(measure())
print(sum(walk(build(0, 2000))), list(walk(build(0, 12))))
