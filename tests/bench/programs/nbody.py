"""The n-body simulation of the Computer Language Benchmarks Game: Jovian planets, a symplectic integrator, floats in lists."""

from math import pi, sqrt

SOLAR_MASS = 4 * pi * pi
DAYS = 365.24
# position, velocity (a day), mass in suns
PLANETS = [
    ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0),
    ([4.84143144246472090, -1.16032004402742839, -1.03622044471123109e-1],
     [1.66007664274403694e-3, 7.69901118419740425e-3, -6.90460016972063023e-5], 9.54791938424326609e-4),
    ([8.34336671824457987, 4.12479856412430479, -4.03523417114321381e-1],
     [-2.76742510726411740e-3, 4.99852801234917238e-3, 2.30417297573763929e-5], 2.85885980666130812e-4),
    ([1.28943695621391310e1, -1.51111514016986312e1, -2.23307578892655734e-1],
     [2.96460137564761618e-3, 2.37847173959480950e-3, -2.96589568540237556e-5], 4.36624404335156298e-5),
    ([1.53796971148509165e1, -2.59193146099879641e1, 1.79258772950371181e-1],
     [2.68067772490389322e-3, 1.62824170038242295e-3, -9.51592254519715870e-5], 5.15138902046611451e-5),
]


def make():
    bodies = [(list(p), [v * DAYS for v in vel], m * SOLAR_MASS) for p, vel, m in PLANETS]
    momentum = [sum(b[1][k] * b[2] for b in bodies) for k in range(3)]
    for k in range(3):
        bodies[0][1][k] = -momentum[k] / SOLAR_MASS
    return bodies


def advance(pairs, bodies, dt, steps):
    for _ in range(steps):
        for (p1, v1, m1), (p2, v2, m2) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            mag = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            a, b = m2 * mag, m1 * mag
            v1[0] -= dx * a
            v1[1] -= dy * a
            v1[2] -= dz * a
            v2[0] += dx * b
            v2[1] += dy * b
            v2[2] += dz * b
        for p, v, _ in bodies:
            p[0] += dt * v[0]
            p[1] += dt * v[1]
            p[2] += dt * v[2]


def energy(pairs, bodies):
    e = 0.0
    for (p1, _, m1), (p2, _, m2) in pairs:
        e -= m1 * m2 / sqrt(sum((a - b) ** 2 for a, b in zip(p1, p2)))
    for _, v, m in bodies:
        e += m * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) / 2
    return e


def run():
    bodies = make()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    before = energy(pairs, bodies)
    advance(pairs, bodies, 0.01, 10000)
    return "%.9f %.9f" % (before, energy(pairs, bodies))


CHECKSUM = "-0.169075164 -0.169016441"
