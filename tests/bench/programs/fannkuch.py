"""Fannkuch-redux: all permutations of n items, the most flips of a prefix that bring 0 to the front."""


def fannkuch(n):
    perm1 = list(range(n))
    count = [0] * n
    best = checksum = turn = 0
    r = n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        first = perm1[0]
        if first:
            perm = perm1[:]
            flips = 0
            while first:
                perm[:first + 1] = perm[first::-1]
                flips += 1
                first = perm[0]
            if flips > best:
                best = flips
            checksum += -flips if turn & 1 else flips
        while True:
            if r == n:
                return checksum, best
            perm1.insert(r, perm1.pop(0))
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        turn += 1


def run():
    return fannkuch(8)


CHECKSUM = (1616, 22)
