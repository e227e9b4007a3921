"""SciMark's sparse matrix product: a matrix in compressed rows times a vector, many times."""


def make(n, nonzero):
    per_row = nonzero // n
    values, columns, starts = [], [], [0]
    for r in range(n):
        step = max(r // per_row, 1)
        for i in range(per_row):
            columns.append(i * step)
            values.append(((r * 7 + i * 3) % 11) / 11.0)
        starts.append(len(columns))
    return values, columns, starts


def multiply(values, columns, starts, x, times):
    n = len(starts) - 1
    y = [0.0] * n
    for _ in range(times):
        for r in range(n):
            total = 0.0
            for i in range(starts[r], starts[r + 1]):
                total += x[columns[i]] * values[i]
            y[r] = total
    return y


def run(n=1000, nonzero=5000, times=80):
    values, columns, starts = make(n, nonzero)
    x = [(i % 13) / 13.0 for i in range(n)]
    y = multiply(values, columns, starts, x, times)
    return "%.9f %.9f" % (sum(y), max(y))


CHECKSUM = '834.244755245 1.846153846'
