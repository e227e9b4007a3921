"""Big integers: factorials, Fibonacci numbers, modular powers, division, conversion to decimal, Miller-Rabin, Karatsuba sizes."""

from math import gcd


def factorial(low, high):
    if high - low < 8:
        result = 1
        for i in range(low, high):
            result *= i
        return result
    middle = (low + high) // 2
    return factorial(low, middle) * factorial(middle, high)


def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def probably_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for base in (2, 3, 5, 7, 11, 13):
        x = pow(base, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_prime(n):
    n |= 1
    while not probably_prime(n):
        n += 2
    return n


def run():
    f = factorial(1, 1200)
    digits = str(f)
    fib = fibonacci(12000)
    p, q = next_prime(10**45), next_prime(3 * 10**44)
    e, phi = 65537, (p - 1) * (q - 1)
    d = pow(e, -1, phi)
    message = int.from_bytes(b"hind legs in the Cretaceous", "big")
    plain = pow(pow(message, e, p * q), d, p * q)
    mixed = 1
    for i in range(1, 2500):
        mixed = (mixed * (i << 40) ^ fib >> (i % 300)) % (1 << 700) + (1 << 64)
    return (
        len(digits), sum(map(int, digits)), fib % 1000000007, fib.bit_length(), p - 10**45, q - 3 * 10**44,
        plain == message, gcd(f, fib) % 1000003, mixed % 1000003, int(digits[:900]) % 997,
    )


CHECKSUM = (3173, 13077, 288208817, 8330, 9, 91, True, 434418, 654043, 655)
