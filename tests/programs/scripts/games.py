# Small games and puzzles: life, sudoku, tic-tac-toe by minimax, sieve, knight's tour, Mandelbrot in text, permutations, Roman numerals.
from functools import lru_cache
from itertools import product
import sys


def life(cells):
    counts = {}
    for x, y in cells:
        for dx, dy in product((-1, 0, 1), repeat=2):
            if dx or dy: counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {p for p, n in counts.items() if n == 3 or n == 2 and p in cells}


cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for gen in range(5):
    print("\n".join("".join("#" if (x, y) in cells else "." for x in range(6)) for y in range(5)), "\n")
    cells = life(cells)
PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"


def solve(b):
    best = None
    for i, c in enumerate(b):
        if c: continue
        r, k = divmod(i, 9)
        used = {b[r * 9 + j] for j in range(9)} | {b[j * 9 + k] for j in range(9)} | {b[(r // 3 * 3 + j // 3) * 9 + k // 3 * 3 + j % 3] for j in range(9)}
        opts = [d for d in range(1, 10) if d not in used]
        if best is None or len(opts) < len(best[1]): best = i, opts
    if best is None: return True
    for d in best[1]:
        b[best[0]] = d
        if solve(b): return True
    b[best[0]] = 0
    return False


b = [int(c) for c in PUZZLE]
print(solve(b))
for r in range(9): print(*b[r * 9:r * 9 + 9])
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(s): return next((s[a] for a, b, c in LINES if s[a] != " " and s[a] == s[b] == s[c]), None)


@lru_cache(maxsize=None)
def minimax(s, turn):
    if w := winner(s): return (1 if w == "X" else -1), None
    moves = [i for i, c in enumerate(s) if c == " "]
    if not moves: return 0, None
    pick = max if turn == "X" else min
    return pick(((minimax(s[:m] + turn + s[m + 1:], "O" if turn == "X" else "X")[0], -m if turn == "X" else m) for m in moves))


s, turn, log = " " * 9, "X", []
while not winner(s) and " " in s:
    m = abs(minimax(s, turn)[1]); log.append(m)
    s = s[:m] + turn + s[m + 1:]; turn = "O" if turn == "X" else "X"
print(log, winner(s), minimax.cache_info().currsize, minimax("XX OO    ", "X")[0])


def tour(n):
    moves = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    board = [[0] * n for _ in range(n)]
    def free(r, c): return [(r + a, c + d) for a, d in moves if 0 <= r + a < n and 0 <= c + d < n and not board[r + a][c + d]]
    r = c = 0
    for step in range(1, n * n + 1):
        board[r][c] = step
        if step < n * n:
            r, c = min(free(r, c), key=lambda p: (len(free(*p)), p))
    return board


for row in tour(6): print(" ".join(f"{v:2}" for v in row))
for y in range(-6, 7):
    line = ""
    for x in range(-30, 11):
        z, c = 0j, complex(x / 15, y / 6)
        for n in range(20):
            z = z * z + c
            if abs(z) > 2: break
        line += " .:-=+*#%@"[n // 2]
    print(line.rstrip())


def _roman(n):
    out = ""
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        while n >= v: out, n = out + s, n - v
    return out
print([_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])
def collatz(n):
    steps = 0
    while n != 1: n, steps = (n // 2 if n % 2 == 0 else 3 * n + 1), steps + 1
    return steps
print(max(range(1, 1000), key=collatz), [collatz(n) for n in (1, 7, 27, 97)], [p for p in range(2, 50) if all(p % q for q in range(2, int(p**0.5) + 1))])
def change(amount, coins): ways = [1] + [0] * amount; [ways.__setitem__(i, ways[i] + ways[i - c]) for c in coins for i in range(c, amount + 1)]; return ways[amount]
print(change(100, [1, 5, 10, 25, 50]), sum(int(d) for d in str(2**1000)), "".join(sorted("hello", key="olehx".index)), sys.getsizeof(0) > 0)
