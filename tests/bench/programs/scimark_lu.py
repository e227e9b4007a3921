"""SciMark's LU: factorisation of a dense matrix with partial pivoting."""


def matrix(n):
    state, rows = 101010, []
    for _ in range(n):
        row = []
        for _ in range(n):
            state = (state * 16807) % 2147483647
            row.append(state / 2147483647)
        rows.append(row)
    return rows


def factor(a, pivot):
    n = len(a)
    for j in range(n):
        p, largest = j, abs(a[j][j])
        for i in range(j + 1, n):
            size = abs(a[i][j])
            if size > largest:
                p, largest = i, size
        pivot[j] = p
        if a[p][j] == 0:
            raise ZeroDivisionError("singular")
        if p != j:
            a[j], a[p] = a[p], a[j]
        reciprocal = 1.0 / a[j][j]
        for i in range(j + 1, n):
            a[i][j] *= reciprocal
        row_j = a[j]
        for i in range(j + 1, n):
            row = a[i]
            f = row[j]
            for k in range(j + 1, n):
                row[k] -= f * row_j[k]


def solve(a, pivot, b):
    n = len(a)
    x = list(b)
    for j in range(n):
        p = pivot[j]
        x[j], x[p] = x[p], x[j]
    for i in range(n):
        total = x[i]
        row = a[i]
        for j in range(i):
            total -= row[j] * x[j]
        x[i] = total
    for i in range(n - 1, -1, -1):
        total = x[i]
        row = a[i]
        for j in range(i + 1, n):
            total -= row[j] * x[j]
        x[i] = total / row[i]
    return x


def run(n=130):
    original = matrix(n)
    a = [row[:] for row in original]
    pivot = [0] * n
    factor(a, pivot)
    wanted = [i % 7 - 3.0 for i in range(n)]
    right = [sum(v * w for v, w in zip(row, wanted)) for row in original]
    found = solve(a, pivot, right)
    return max(abs(f - w) for f, w in zip(found, wanted)) < 1e-8, pivot[:8]


CHECKSUM = (True, [110, 7, 40, 9, 69, 127, 126, 110])
