"""All solutions of the n-queens problem, by back-tracking over columns and diagonals kept in lists."""


def solutions(n):
    columns = [False] * n
    rising = [False] * (2 * n)
    falling = [False] * (2 * n)
    placed = []

    def place(row):
        if row == n:
            yield tuple(placed)
            return
        for col in range(n):
            if columns[col] or rising[row + col] or falling[row - col + n]:
                continue
            columns[col] = rising[row + col] = falling[row - col + n] = True
            placed.append(col)
            yield from place(row + 1)
            placed.pop()
            columns[col] = rising[row + col] = falling[row - col + n] = False

    return place(0)


def run():
    count = weight = 0
    for solution in solutions(9):
        count += 1
        weight += sum(i * c for i, c in enumerate(solution))
    return count, weight


CHECKSUM = (352, 50688)
