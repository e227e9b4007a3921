"""SciMark's Monte Carlo: pi by random points, with its own generator (a lagged sequence in a list)."""


class Random:
    M1 = 2147483647
    M2 = 65536

    def __init__(self, seed):
        self.m = [0] * 17
        j0, j1 = 9069 % self.M2, 9069 // self.M2
        seed = min(abs(seed), self.M1)
        if seed % 2 == 0:
            seed -= 1
        s0, s1 = seed % self.M2, seed // self.M2
        for i in range(17):
            product = s0 * j0
            s1 = (product // self.M2 + s0 * j1 + s1 * j0) % (self.M2 // 2)
            s0 = product % self.M2
            self.m[i] = s0 + self.M2 * s1
        self.i = 4
        self.j = 16

    def next(self):
        m, i, j = self.m, self.i, self.j
        k = m[i] - m[j]
        if k < 0:
            k += self.M1
        m[j] = k
        self.i = i - 1 if i else 16
        self.j = j - 1 if j else 16
        return k / self.M1


def run(n=60000):
    random = Random(113)
    under = 0
    for _ in range(n):
        x = random.next()
        y = random.next()
        if x * x + y * y <= 1.0:
            under += 1
    return under


CHECKSUM = 47004
