"""The chaos game along a B-spline: a point jumps by random affine maps made from a curve; the cells it meets are counted."""

from math import sqrt


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def length(self):
        return sqrt(self.x * self.x + self.y * self.y)


class Spline:
    """A uniform quadratic B-spline, evaluated by de Boor's algorithm."""

    def __init__(self, points):
        self.points = points
        self.knots = [0, 0, 0] + list(range(1, len(points) - 2)) + [len(points) - 2] * 3

    def at(self, u):
        k = 2
        while k < len(self.points) - 1 and self.knots[k + 1] <= u:
            k += 1
        working = [self.points[k - 2 + i] for i in range(3)]
        for r in range(1, 3):
            for j in range(2, r - 1, -1):
                left = self.knots[j + k - 2]
                right = self.knots[j + 1 + k - r]
                a = (u - left) / (right - left)
                working[j] = working[j - 1].scaled(1 - a) + working[j].scaled(a)
        return working[2]


class Random:
    def __init__(self, state):
        self.state = state

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state // 65536 % n


class Game:
    def __init__(self, splines, size):
        self.splines = splines
        self.size = size
        self.random = Random(42)
        xs = [p.x for s in splines for p in s.points]
        ys = [p.y for s in splines for p in s.points]
        self.low = Vector(min(xs), min(ys))
        self.span = Vector(max(xs) - min(xs), max(ys) - min(ys))
        self.counts = [[0] * size for _ in range(size)]

    def jump(self, point):
        spline = self.splines[self.random.below(len(self.splines))]
        x = (point.x - self.low.x) / self.span.x
        y = (point.y - self.low.y) / self.span.y
        end = len(spline.points) - 2
        u = x * end if 0 <= x < 1 else 0.999 * end
        base = spline.at(u)
        ahead = spline.at(u + 1 / 1000 if u < end - 0.001 else u - 1 / 1000)
        direction = ahead - base
        norm = direction.length() or 1.0
        offset = (y - 0.5) * 0.4
        moved = Vector(base.x + direction.y / norm * offset, base.y - direction.x / norm * offset)
        return self.kept(moved)

    def kept(self, point):
        x = min(max(point.x, self.low.x), self.low.x + self.span.x)
        y = min(max(point.y, self.low.y), self.low.y + self.span.y)
        return Vector(x, y)

    def play(self, turns):
        point = Vector(self.low.x + self.span.x / 2, self.low.y + self.span.y / 2)
        last = self.size - 1
        for _ in range(turns):
            point = self.jump(point)
            column = int((point.x - self.low.x) / self.span.x * last)
            row = int((point.y - self.low.y) / self.span.y * last)
            self.counts[row][column] += 1


def run(turns=4000):
    splines = [
        Spline([Vector(1.6, 0.3), Vector(1.6, 1.7), Vector(1.5, 1.8), Vector(1.8, 2.4), Vector(1.2, 2.9)]),
        Spline([Vector(2.8, 1.3), Vector(2.4, 1.1), Vector(2.1, 1.9), Vector(1.3, 0.7)]),
        Spline([Vector(0.4, 2.0), Vector(0.9, 2.6), Vector(1.9, 2.7), Vector(2.6, 2.2), Vector(2.9, 0.4)]),
    ]
    game = Game(splines, 64)
    game.play(turns)
    met = sum(1 for row in game.counts for c in row if c)
    weight = sum(r * c * n for r, row in enumerate(game.counts) for c, n in enumerate(row)) % 1000007
    return met, max(max(row) for row in game.counts), weight


CHECKSUM = (277, 136, 261046)
