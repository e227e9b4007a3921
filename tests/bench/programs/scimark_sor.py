"""SciMark's SOR: successive over-relaxation on a grid of floats."""


def execute(grid, omega, cycles):
    quarter, rest = omega * 0.25, 1.0 - omega
    rows, columns = len(grid), len(grid[0])
    for _ in range(cycles):
        for y in range(1, rows - 1):
            row, above, below = grid[y], grid[y - 1], grid[y + 1]
            for x in range(1, columns - 1):
                row[x] = quarter * (above[x] + below[x] + row[x - 1] + row[x + 1]) + rest * row[x]


def run(n=100, cycles=40):
    grid = [[float((x * y) % 17) for x in range(n)] for y in range(n)]
    execute(grid, 1.25, cycles)
    return "%.9f %.9f" % (sum(map(sum, grid)), grid[n // 2][n // 3])


CHECKSUM = '65861.177609921 7.505434111'
