# Integers of any size: arithmetic, division, shifts, bits, conversion, errors.
big = [0, 1, -1, 7, -7, 255, 2**31, -(2**31), 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**63, 2**64 - 1, 10**30, -(10**30), 3**100]
for a in big:
    for b in (1, -1, 2, -3, 10**9, 2**53, -(2**61 - 1), 10**25):
        q, r = divmod(a, b)
        assert q * b + r == a and (r == 0 or (r > 0) == (b > 0))
        assert (a + b) - b == a and (a ^ b) ^ b == a and a & b | a ^ b == a | b or True
    print(a, -a, ~a, abs(a), a * a, a // 7, a % 7, a // -7, a % -7, a & 0xFFFF, a | 1, a ^ 0xFF, a >> 3, a << 5, a.bit_length(), a.bit_count(), bool(a), hash(a))
print([x * y for x in (2**52, -(2**53), 3**40) for y in (3, -5, 2**20)], [x + y for x in (2**53 - 1,) for y in (1, 2, -1)], [x - y for x in (-(2**53) + 1,) for y in (1, 2)])
print(2**100, (-2)**63, 2**-2, 0**0, (-8)**(1/3), 7**0, pow(3, 200, 1000007), pow(3, -1, 11), pow(2, 10, -7), pow(-3, 3))
print(int("0"), int("-12"), int("  42\n"), int("1_000"), int("0x1f", 16), int("0b101", 0), int("0o17", 0), int("zz", 36), int("１２"), int(3.99), int(-3.99), int(True), int(b"12"), int("-0"))
for bad in ("int('')", "int('1__0')", "int('0x')", "int('12', 2)", "int('1', 1)", "int('a', 37)", "int([])", "int(None)", "int('9' * 5000)", "int(float('nan'))", "int(float('inf'))", "1 // 0", "1 % 0", "divmod(1, 0)", "1 / 0", "0 ** -1", "1 << -1", "pow(2, -1, 4)", "pow(1, 2, 0)", "1 << (1 << 100)", "(5).to_bytes(0, 'big')", "(-1).to_bytes(1, 'big')", "(256).to_bytes(1, 'big')", "int.from_bytes('a', 'big')", "(1).to_bytes(2, 'middle')", "2.5 // 0", "'1' + 1", "1 + None", "5 @ 3", "-'x'", "int('5', base='x')", "1 if [] < 1 else 2"):
    try:
        print(bad, eval(bad))
    except Exception as e:
        print(bad, "->", type(e).__name__, str(e)[:100])
print(hex(255), oct(-8), bin(10), hex(-(2**70)), bin(0), f"{10**20:,}", f"{255:#010x}", f"{-5:b}", str(10**50), repr(-(10**17)), len(str(3**2000)))
print(int.from_bytes(b"\xff\x00", "big"), int.from_bytes(b"\xff\xff", "little", signed=True), (2**70).to_bytes(9, "little"), (1).as_integer_ratio(), (6).numerator, (6).denominator, (6).conjugate(), (5).real, (5).imag, (5).is_integer())
print(10**17 == 1e17, 2**53 + 1 == float(2**53 + 1), 2**53 + 1 > 2.0**53, 1 == 1.0 == True, 10**400 > 1e308, -(10**400) < float("-inf"), 3 < 3.5, hash(1) == hash(1.0) == hash(True), hash(2**61 - 1), hash(2**61), hash(-1), hash(-2))
print(round(5), round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(5, 2), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1e20), round(1234.5678, -2), round(0.5), round(1.5))
print(7 / 2, -7 / 2, 2**60 / 3, 10**30 / 10**10, 1 / 3, (2**1000) / (2**999), 5 // 2.0, -5 // 2.0, 5 % 2.5, -5 % 3.0, 5.5 % -2, divmod(-7.5, 2))
print(sum(range(1001)), sum([2**60] * 10), max(2**70, 5), min(-(2**70), 5), sorted([3, 2**65, -1, 2**53]), 5 in [4, 5], [1, 2, 3].index(2), list(range(10**20, 10**20 + 3)), range(2**70)[2**69])
import math
print(math.factorial(25), math.gcd(2**60, 6**20), math.lcm(12, 18), math.isqrt(10**20 + 1), math.comb(50, 25), math.perm(10, 3), math.prod(range(1, 20)), math.log2(2**200), math.log10(10**50), math.sqrt(10**20), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.9))
a = 2**62
for _ in range(5):
    a = a * 3 + 1
    a ^= a >> 7
    a &= (1 << 90) - 1
    print(a, a % 1000003, a // 12345678901234567890)
