# int: constructors, bases, methods, bit operations, division rules, huge values, formatting, errors.
print(int(), int("42"), int(" -42\n"), int("1_000"), int("ff", 16), int("0xff", 16), int("0b11", 0), int("0o17", 0), int("z", 36), int(3.99), int(-3.99), int(True), int(b"12"), int(bytearray(b"7")), int("١٢"))
for src in ("int('')", "int('abc')", "int('1__0')", "int('0x1')", "int('12', 1)", "int('12', 37)", "int('9', 8)", "int(1.5, 10)", "int(float('nan'))", "int(float('inf'))", "int(None)", "int([])", "int('1' * 5000)", "int(1j)", "int('0_', 0)", "int('010', 0)", "int(x=1)", "int('5', base='x')", "int(b'\\xff')", "int('é')"):
    try:
        print(src, int(0) or eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, str(e)[:100])
n = 0b1011_0110
print(n.bit_length(), n.bit_count(), (-n).bit_length(), (0).bit_length(), n.to_bytes(2, "big"), n.to_bytes(2, "little"), (-1).to_bytes(2, "big", signed=True), int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff", "big", signed=True), int.from_bytes([1, 2], "little"), n.as_integer_ratio(), n.conjugate(), n.numerator, n.denominator, n.real, n.imag, (5).is_integer(), (255).to_bytes())
for src in ("(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(1).to_bytes(-1, 'big')", "(1).to_bytes(1, 'x')", "int.from_bytes('a', 'big')", "int.from_bytes([256], 'big')", "1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "1 << -1", "1 >> -1", "pow(2, -1, 4)", "pow(2, 3, 0)", "10**400 / 3", "float(10**400)", "10**400 + 0.5", "1 << 10**10" if False else "1 + ''", "5 .foo", "int.__new__()", "-'a'", "1 < 'a'", "round(5, 'a')", "hex(1.5)", "bin('a')", "chr(-1)", "chr(1114112)", "range(1, 2, 0)", "pow(1.5, 2, 3)", "'%d' % 'a'", "'%c' % 1114112", "int.from_bytes(b'a', 'big', True)"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
for a in (7, -7, 10**20, -10**20 + 1):
    for b in (3, -3, 10**19, -(10**25)):
        print(a, b, a // b, a % b, divmod(a, b) == (a // b, a % b), (a // b) * b + a % b == a, a & b, a | b, a ^ b, ~a, a >> 3, a << 3, -a >> 70)
print(2**100, -2**63, 2**53 + 1, (2**53 - 1) + 1, 2**53 * 2, 3**50 - 3**50 + 1, 10**18 * 10**18, (10**30) // (10**29), 123456789 * 987654321, 99999999999 * 99999999999, 0xFFFFFFFF * 0xFFFFFFFF, (1 << 64) - 1 & 0xFFFF, -(1 << 64) >> 60, 5 - 10**20, -10**20 % 7)
print(pow(3, 200, 1000007), pow(3, -1, 7), pow(2, 10), pow(-2, 3), pow(2, -2), pow(10, 30, 10**9 + 7), (-5) ** 3 % 7, pow(-5, 3, 7), pow(5, 3, -7))
print(10**20 == 1e20, 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 1 == 1.0 == True, hash(2**61 - 1), hash(-1), hash(10**30), hash(2**61), 10**22 < 1e22 + 1e7, 1 < 1.5 < 2, 10**400 > 1e308, -10**400 < float("-inf"))
print(f"{10**20:,} {10**20:_} {255:x} {255:X} {255:#010b} {-255:o} {10**25:e} {5:+d} {5: d} {1234567:,d} {65:c} {0:d} {-0:d} {10**20:>30} {7:^9} {7:*<5} {42:08.3f} {42:n}")
print("%d %i %u %5d|%-5d|%05d %+d % d %x %X %#x %o %#o %c %e" % (1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 8, 8, 65, 12345))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5), round(10**20 + 5, -1), round(7, 2), abs(-10**20), hex(-255), oct(8), bin(-5), bool(0), bool(-1))
print(sum(range(10**6)), max(3, 10**20, 2.5), min([5, -1]), sorted([10**20, 1, -5, 2**60]), 10**50 % 97, int("9" * 30) + 1, str(2**200), repr(-2**70), len(str(3**1000)))
print([i for i in range(10, -10, -3)], range(0, 10**20, 10**19)[5], len(range(10**18)), 5 in range(0, 10, 5), range(5) == range(0, 5, 1), range(10)[-3:], range(3).index(2), hash(range(3)) == hash(range(0, 3)), range(1, 10, 3).count(4), list(reversed(range(0, 7, 2))))
import math
print(math.isqrt(10**40), math.gcd(10**20, 15), math.lcm(4, 6, 10), math.factorial(25), math.comb(50, 25), math.perm(10, 3), math.prod([10**10, 10**10]), math.isqrt(24), math.log2(2**100), math.log10(10**50), math.trunc(-2.7))
