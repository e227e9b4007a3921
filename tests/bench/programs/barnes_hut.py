"""Barnes-Hut: gravity of many bodies in a plane by a quadtree, a few steps."""

from math import sqrt

THETA = 0.5
DT = 0.01


class Body:
    def __init__(self, x, y, mass):
        self.x = x
        self.y = y
        self.vx = 0.0
        self.vy = 0.0
        self.mass = mass


class Quad:
    def __init__(self, x, y, half):
        self.x = x
        self.y = y
        self.half = half
        self.mass = 0.0
        self.cx = 0.0
        self.cy = 0.0
        self.body = None
        self.children = None

    def child(self, body):
        i = (body.x >= self.x) + 2 * (body.y >= self.y)
        found = self.children[i]
        if found is None:
            h = self.half / 2
            found = Quad(self.x + (h if i & 1 else -h), self.y + (h if i & 2 else -h), h)
            self.children[i] = found
        return found

    def insert(self, body):
        total = self.mass + body.mass
        self.cx = (self.cx * self.mass + body.x * body.mass) / total
        self.cy = (self.cy * self.mass + body.y * body.mass) / total
        self.mass = total
        if self.children is None:
            if self.body is None:
                self.body = body
                return
            self.children = [None, None, None, None]
            old, self.body = self.body, None
            self.child(old).insert(old)
        self.child(body).insert(body)

    def pull(self, body):
        dx, dy = self.cx - body.x, self.cy - body.y
        d2 = dx * dx + dy * dy + 1e-2
        if self.children is None or 4 * self.half * self.half < THETA * THETA * d2:
            if self.body is body:
                return 0.0, 0.0
            f = self.mass / (d2 * sqrt(d2))
            return f * dx, f * dy
        ax = ay = 0.0
        for c in self.children:
            if c is not None:
                px, py = c.pull(body)
                ax += px
                ay += py
        return ax, ay


def run(n=250, steps=4):
    state, bodies = 2011, []
    for i in range(n):
        state = state * 16807 % 2147483647
        x = state / 2147483647 * 2 - 1
        state = state * 16807 % 2147483647
        bodies.append(Body(x, state / 2147483647 * 2 - 1, 1.0 + i % 3))
    for _ in range(steps):
        size = max(max(abs(b.x), abs(b.y)) for b in bodies)
        root = Quad(0.0, 0.0, size + 1e-6)
        for b in bodies:
            root.insert(b)
        for b in bodies:
            ax, ay = root.pull(b)
            b.vx += ax * DT
            b.vy += ay * DT
        for b in bodies:
            b.x += b.vx * DT
            b.y += b.vy * DT
    return "%.8f %.8f" % (sum(b.x * b.mass for b in bodies), sum(b.vy * b.vy * b.mass for b in bodies))


CHECKSUM = '11.60193155 116032.03241900'
