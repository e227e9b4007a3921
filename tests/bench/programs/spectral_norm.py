"""Spectral norm of an infinite matrix, by the power method: calls of small functions, float arithmetic, generators in sum."""

from math import sqrt


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = len(v)
    return [sum(element(i, j) * v[j] for j in range(n)) for i in range(n)]


def transposed_times(v):
    n = len(v)
    return [sum(element(j, i) * v[j] for j in range(n)) for i in range(n)]


def run(n=100):
    u = [1.0] * n
    for _ in range(5):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    uv = sum(a * b for a, b in zip(u, v))
    vv = sum(b * b for b in v)
    return "%.9f" % sqrt(uv / vv)


CHECKSUM = "1.274219991"
