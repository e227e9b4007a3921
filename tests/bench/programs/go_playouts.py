"""Go: random games on a 9x9 board with captures, ko and own-eye avoidance, scored by area."""

SIZE = 9
EMPTY, BLACK, WHITE = 0, 1, 2


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % n


def neighbours():
    table = []
    for at in range(SIZE * SIZE):
        row, column = divmod(at, SIZE)
        near = []
        if row > 0:
            near.append(at - SIZE)
        if row < SIZE - 1:
            near.append(at + SIZE)
        if column > 0:
            near.append(at - 1)
        if column < SIZE - 1:
            near.append(at + 1)
        table.append(near)
    return table


NEAR = neighbours()


class Board:
    def __init__(self):
        self.points = [EMPTY] * (SIZE * SIZE)
        self.empty = list(range(SIZE * SIZE))
        self.where = list(range(SIZE * SIZE))
        self.ko = -1
        self.captured = [0, 0, 0]

    def take(self, at):
        """Takes a point out of the list of empty ones."""
        i, last = self.where[at], self.empty.pop()
        if last != at:
            self.empty[i] = last
            self.where[last] = i

    def give(self, at):
        self.where[at] = len(self.empty)
        self.empty.append(at)
        self.points[at] = EMPTY

    def group(self, at):
        """The stones of a group, or None where it has a liberty."""
        colour = self.points[at]
        seen = {at}
        todo = [at]
        while todo:
            p = todo.pop()
            for n in NEAR[p]:
                c = self.points[n]
                if c == EMPTY:
                    return None
                if c == colour and n not in seen:
                    seen.add(n)
                    todo.append(n)
        return seen

    def eye(self, at, colour):
        for n in NEAR[at]:
            if self.points[n] != colour:
                return False
        return True

    def play(self, at, colour):
        """Plays a stone if that is allowed."""
        if at == self.ko or self.eye(at, colour):
            return False
        other = BLACK + WHITE - colour
        self.points[at] = colour
        self.take(at)
        dead = []
        for n in NEAR[at]:
            if self.points[n] == other:
                group = self.group(n)
                if group is not None:
                    for stone in sorted(group):
                        self.give(stone)
                        dead.append(stone)
        if not dead and self.group(at) is not None:
            self.give(at)
            return False
        self.captured[colour] += len(dead)
        self.ko = dead[0] if len(dead) == 1 else -1
        return True

    def score(self):
        total = 0
        for at in range(SIZE * SIZE):
            colour = self.points[at]
            if colour == EMPTY:
                near = {self.points[n] for n in NEAR[at]} - {EMPTY}
                if len(near) == 1:
                    colour = near.pop()
            total += 1 if colour == BLACK else -1 if colour == WHITE else 0
        return total


def playout(random):
    board = Board()
    colour, passes, moves = BLACK, 0, 0
    while passes < 2 and moves < 200:
        moves += 1
        played = False
        for _ in range(8):
            if not board.empty:
                break
            if board.play(board.empty[random.below(len(board.empty))], colour):
                played = True
                break
        passes = 0 if played else passes + 1
        colour = BLACK + WHITE - colour
    return board.score(), moves, board.captured[BLACK], board.captured[WHITE]


def run(games=100):
    random = Random(7)
    totals = [0, 0, 0, 0]
    for _ in range(games):
        for i, v in enumerate(playout(random)):
            totals[i] += v
    return totals


CHECKSUM = [-165, 10607, 1655, 1853]
