# Dynamic programming and backtracking: edit distance, LCS, knapsack, coins, LIS, queens, sudoku, permutations, partitions, words.
from functools import cache, lru_cache
from itertools import accumulate, combinations, groupby, pairwise, permutations, product
from bisect import bisect_left


def edit(a, b):
    rows = [list(range(len(b) + 1))]
    for i, ca in enumerate(a, 1):
        row = [i]
        for j, cb in enumerate(b, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (ca != cb)))
        rows.append(row)
    script, i, j = [], len(a), len(b)
    while i or j:
        if i and j and rows[i][j] == rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            script.append("=" if a[i] == b[j] else f"{a[i]}>{b[j]}")
        elif i and rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
            script.append(f"-{a[i]}")
        else:
            j -= 1
            script.append(f"+{b[j]}")
    return rows[-1][-1], " ".join(reversed(script))


for pair in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("intention", "execution")):
    print(pair, *edit(*pair))


@cache
def lcs(a, b):
    if not a or not b:
        return ""
    if a[-1] == b[-1]:
        return lcs(a[:-1], b[:-1]) + a[-1]
    return max(lcs(a[:-1], b), lcs(a, b[:-1]), key=len)


print(lcs("AGGTABQRS", "GXTXAYBRS"), lcs.cache_info().misses > 50)


def knapsack(items, limit):
    best = {0: (0, ())}
    for name, weight, value in items:
        for w, (v, names) in sorted(best.items(), reverse=True):
            if w + weight <= limit and best.get(w + weight, (-1,))[0] < v + value:
                best[w + weight] = (v + value, names + (name,))
    return max(best.items(), key=lambda kv: (kv[1][0], -kv[0]))


print(knapsack([("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160), ("glucose", 15, 60), ("tin", 68, 45), ("banana", 27, 60)], 150))


@lru_cache(maxsize=None)
def ways(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])


print([ways(n, (50, 25, 10, 5, 1)) for n in (1, 10, 50, 100, 200)], ways.cache_info().currsize)


def lis(xs):
    tails, prev, at = [], [None] * len(xs), []
    for i, x in enumerate(xs):
        k = bisect_left(tails, x)
        prev[i] = at[k - 1] if k else None
        tails[k:k + 1], at[k:k + 1] = [x], [i]
    out, i = [], at[-1] if at else None
    while i is not None:
        out.append(xs[i])
        i = prev[i]
    return out[::-1]


print(lis([10, 9, 2, 5, 3, 7, 101, 18, 4, 20]), lis([]), lis([5, 5, 5]))


def queens(n, row=0, cols=(), d1=frozenset(), d2=frozenset()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if c not in cols and row - c not in d1 and row + c not in d2:
            yield from queens(n, row + 1, cols + (c,), d1 | {row - c}, d2 | {row + c})


print([sum(1 for _ in queens(n)) for n in range(1, 8)], next(queens(8)))
print("\n".join(" ".join("Q" if c == q else "." for c in range(6)) for q in next(queens(6))))


def sudoku(grid):
    free = [(sum(1 for v in "123456789" if ok(grid, i, v)), i) for i, v in enumerate(grid) if v == "."]
    if not free:
        return grid
    _, i = min(free)
    for v in "123456789":
        if ok(grid, i, v) and (s := sudoku(grid[:i] + v + grid[i + 1:])):
            return s
    return None


def ok(g, i, v):
    r, c = divmod(i, 9)
    b = r // 3 * 27 + c // 3 * 3
    return v not in g[r * 9:r * 9 + 9] and v not in g[c::9] and all(v not in g[b + k * 9:b + k * 9 + 3] for k in range(3))


solved = sudoku("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79")
print(*(solved[i:i + 9] for i in range(0, 81, 9)), sep="\n")


def partitions(n, top=None):
    if n == 0:
        yield []
    for k in range(min(n, top or n), 0, -1):
        for rest in partitions(n - k, k):
            yield [k] + rest


print(list(partitions(5)), sum(1 for _ in partitions(20)))
words = {"cat", "cats", "and", "sand", "dog", "do", "g"}
@cache
def split(s): return [[]] if not s else [[s[:i]] + rest for i in range(1, len(s) + 1) if s[:i] in words for rest in split(s[i:])]
print([" ".join(x) for x in split("catsanddog")], split("catx"))
best, run = max(((s, i) for i, s in enumerate(accumulate([-2, 1, -3, 4, -1, 2, 1, -5, 4], lambda a, x: max(a + x, x)))), key=lambda p: p[0])
print(best, run, [k * len(list(g)) for k, g in groupby("aaabccd")], [b - a for a, b in pairwise([1, 4, 9, 16])])
send = next(p for p in permutations(range(10), 8) if p[6] == 1 and p[0] == 9 and (lambda s, e, n, d, m, o, r, y: 0)(*p) == 0 and (lambda S, E, N, D, O, R, M, Y: S * 1000 + E * 100 + N * 10 + D + M * 1000 + O * 100 + R * 10 + E == M * 10000 + O * 1000 + N * 100 + E * 10 + Y)(*p))
print(dict(zip("SENDORMY", send)))
print([c for c in combinations([3, 34, 4, 12, 5, 2], 3) if sum(c) == 9 or sum(c) == 20], ["".join(p) for p in product("ab", repeat=3)][::3])
