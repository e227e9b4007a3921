"""AES-128 (FIPS 197) in pure Python: key schedule, encryption in counter mode, and decryption of a block."""


def times(a, b):
    """A product in GF(2**8)."""
    result = 0
    while b:
        if b & 1:
            result ^= a
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return result


def boxes():
    forward, backward = [0] * 256, [0] * 256
    p = q = 1
    while True:
        p = p ^ (p << 1) & 0xFF ^ (0x1B if p & 0x80 else 0)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        x = q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4)
        forward[p] = x & 0xFF ^ 0x63
        if p == 1:
            break
    forward[0] = 0x63
    for i, v in enumerate(forward):
        backward[v] = i
    return forward, backward


SBOX, INVERSE = boxes()
BY = {n: [times(i, n) for i in range(256)] for n in (2, 3, 9, 11, 13, 14)}


class AES:
    def __init__(self, key):
        words = [list(key[i:i + 4]) for i in range(0, 16, 4)]
        constant = 1
        for i in range(4, 44):
            word = list(words[-1])
            if i % 4 == 0:
                word = [SBOX[b] for b in word[1:] + word[:1]]
                word[0] ^= constant
                constant = times(constant, 2)
            words.append([a ^ b for a, b in zip(word, words[i - 4])])
        self.keys = [sum(words[i:i + 4], []) for i in range(0, 44, 4)]

    def encrypt(self, block):
        by2, by3 = BY[2], BY[3]
        s = [a ^ b for a, b in zip(block, self.keys[0])]
        for turn in range(1, 11):
            s = [SBOX[s[(i + 4 * (i % 4)) % 16]] for i in range(16)]
            if turn < 10:
                mixed = []
                for c in range(0, 16, 4):
                    a, b, d, e = s[c:c + 4]
                    mixed += [
                        by2[a] ^ by3[b] ^ d ^ e,
                        a ^ by2[b] ^ by3[d] ^ e,
                        a ^ b ^ by2[d] ^ by3[e],
                        by3[a] ^ b ^ d ^ by2[e],
                    ]
                s = mixed
            key = self.keys[turn]
            for i in range(16):
                s[i] ^= key[i]
        return bytes(s)

    def decrypt(self, block):
        s = [a ^ b for a, b in zip(block, self.keys[10])]
        for turn in range(9, -1, -1):
            s = [INVERSE[s[(i - 4 * (i % 4)) % 16]] for i in range(16)]
            s = [a ^ b for a, b in zip(s, self.keys[turn])]
            if turn > 0:
                mixed = []
                for c in range(0, 16, 4):
                    column = s[c:c + 4]
                    for r in range(4):
                        total = 0
                        for k, n in enumerate((14, 11, 13, 9)):
                            total ^= BY[n][column[(r + k) % 4]]
                        mixed.append(total)
                s = mixed
        return bytes(s)


def counter_mode(aes, data):
    out = bytearray()
    for i in range(0, len(data), 16):
        pad = aes.encrypt((i // 16).to_bytes(16, "big"))
        out += bytes(a ^ b for a, b in zip(data[i:i + 16], pad))
    return bytes(out)


def run():
    aes = AES(bytes(range(16)))
    vector = bytes.fromhex("00112233445566778899aabbccddeeff")
    known = aes.encrypt(vector)
    data = bytes(i * 31 & 0xFF for i in range(9600))
    packed = counter_mode(aes, data)
    again = counter_mode(aes, packed)
    return known.hex(), aes.decrypt(known) == vector, again == data, sum(packed)


CHECKSUM = ('69c4e0d86a7b0430d8cdb78070b4c55a', True, True, 1234442)
