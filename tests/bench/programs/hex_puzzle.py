"""A hexagonal puzzle: tiles with numbers have as many neighbours as they say; solved by constraint propagation and search."""


class Board:
    """The cells of a hexagon with `radius` cells on a side, and their neighbours."""

    def __init__(self, radius):
        cells = []
        for r in range(-radius + 1, radius):
            for q in range(-radius + 1, radius):
                if abs(q + r) < radius:
                    cells.append((q, r))
        index = {c: i for i, c in enumerate(cells)}
        self.near = []
        for q, r in cells:
            around = [(q + 1, r), (q - 1, r), (q, r + 1), (q, r - 1), (q + 1, r - 1), (q - 1, r + 1)]
            self.near.append([index[c] for c in around if c in index])
        self.size = len(cells)


class Puzzle:
    """What may be in each cell: a tile 0 to 6, or nothing (7)."""

    def __init__(self, board, counts):
        self.board = board
        self.counts = counts
        self.steps = 0

    def start(self):
        possible = [v for v in range(8) if self.counts[v] > 0]
        return [[v for v in possible if v == 7 or v <= len(self.board.near[i])] for i in range(self.board.size)]

    def propagate(self, cells):
        """Takes out what cannot be; False where a cell is left with nothing."""
        changed = True
        while changed:
            changed = False
            used = [0] * 8
            for c in cells:
                if len(c) == 1:
                    used[c[0]] += 1
            for v in range(8):
                if used[v] > self.counts[v]:
                    return False
                if used[v] == self.counts[v]:
                    for i, c in enumerate(cells):
                        if len(c) > 1 and v in c:
                            cells[i] = [w for w in c if w != v]
                            changed = True
            for i, c in enumerate(cells):
                sure = maybe = 0
                for n in self.board.near[i]:
                    if 7 not in cells[n]:
                        sure += 1
                        maybe += 1
                    elif len(cells[n]) > 1:
                        maybe += 1
                left = [v for v in c if v == 7 or sure <= v <= maybe]
                if not left:
                    return False
                if len(left) < len(c):
                    cells[i] = left
                    changed = True
                if len(left) == 1 and left[0] != 7:
                    full, none = left[0] == sure, left[0] == maybe
                    if full != none:
                        for n in self.board.near[i]:
                            if len(cells[n]) > 1 and 7 in cells[n]:
                                cells[n] = [7] if full else [w for w in cells[n] if w != 7]
                                changed = True
        return True

    def solve(self, cells):
        self.steps += 1
        if not self.propagate(cells):
            return None
        best = -1
        for i, c in enumerate(cells):
            if len(c) > 1 and (best < 0 or len(c) < len(cells[best])):
                best = i
        if best < 0:
            return [c[0] for c in cells]
        for v in cells[best]:
            copy = list(cells)
            copy[best] = [v]
            found = self.solve(copy)
            if found is not None:
                return found
        return None


def counts_of(board, tiles):
    """The counts of a puzzle that has `tiles` as an answer."""
    counts = [0] * 8
    for i in range(board.size):
        if i in tiles:
            counts[sum(1 for n in board.near[i] if n in tiles)] += 1
        else:
            counts[7] += 1
    return counts


def run():
    results = []
    for radius, pattern in ((3, 9), (3, 15), (4, 10), (4, 15), (4, 19)):
        board = Board(radius)
        tiles = {i for i in range(board.size) if i * i % pattern < pattern // 2 + 1}
        puzzle = Puzzle(board, counts_of(board, tiles))
        found = puzzle.solve(puzzle.start())
        results.append((puzzle.steps, "".join(map(str, found))))
    return results


CHECKSUM = [(146, '2222773272433473332'), (150, '1727443254723472722'), (57, '0711777771723722773442227737744472442'), (877, '1272774543346532374472773733744732432'), (76, '1222777722277732733442347547444572732')]
