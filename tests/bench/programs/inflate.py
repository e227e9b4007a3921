"""Deflate decoding (RFC 1951) in pure Python, of a text that zlib has packed with dynamic Huffman codes."""

import zlib

LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
LENGTH_BITS = [0] * 8 + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4 + [5] * 4 + [0]
DISTANCES = [1, 2, 3, 4] + [(2 + (i & 1) << (i >> 1)) + 1 for i in range(2, 28)]
DISTANCE_BITS = [0, 0, 0, 0] + [i >> 1 for i in range(2, 28)]
ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]


class Bits:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.hold = 0
        self.count = 0

    def take(self, n):
        while self.count < n:
            self.hold |= self.data[self.at] << self.count
            self.at += 1
            self.count += 8
        value = self.hold & ((1 << n) - 1)
        self.hold >>= n
        self.count -= n
        return value

    def align(self):
        self.hold = self.count = 0


class Huffman:
    """A canonical code: for each length how many codes there are, and the symbols in order."""

    def __init__(self, lengths):
        self.counts = [0] * 16
        for n in lengths:
            self.counts[n] += 1
        self.counts[0] = 0
        offsets = [0] * 16
        for i in range(1, 15):
            offsets[i + 1] = offsets[i] + self.counts[i]
        self.symbols = [0] * len(lengths)
        for symbol, n in enumerate(lengths):
            if n:
                self.symbols[offsets[n]] = symbol
                offsets[n] += 1

    def decode(self, bits):
        code = first = index = 0
        counts = self.counts
        for n in range(1, 16):
            code |= bits.take(1)
            count = counts[n]
            if code - count < first:
                return self.symbols[index + code - first]
            index += count
            first = (first + count) << 1
            code <<= 1
        raise ValueError("bad code")


def tables(bits):
    literals, distances, lengths = bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4
    code_lengths = [0] * 19
    for i in range(lengths):
        code_lengths[ORDER[i]] = bits.take(3)
    code = Huffman(code_lengths)
    found = []
    while len(found) < literals + distances:
        symbol = code.decode(bits)
        if symbol < 16:
            found.append(symbol)
        elif symbol == 16:
            found.extend([found[-1]] * (bits.take(2) + 3))
        elif symbol == 17:
            found.extend([0] * (bits.take(3) + 3))
        else:
            found.extend([0] * (bits.take(7) + 11))
    return Huffman(found[:literals]), Huffman(found[literals:])


def fixed():
    lengths = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
    return Huffman(lengths), Huffman([5] * 30)


def inflate(data):
    bits, out = Bits(data), bytearray()
    last = False
    while not last:
        last = bits.take(1) == 1
        kind = bits.take(2)
        if kind == 0:
            bits.align()
            size = bits.take(16)
            bits.take(16)
            out += bits.data[bits.at:bits.at + size]
            bits.at += size
            continue
        literals, distances = fixed() if kind == 1 else tables(bits)
        while True:
            symbol = literals.decode(bits)
            if symbol < 256:
                out.append(symbol)
            elif symbol == 256:
                break
            else:
                symbol -= 257
                length = LENGTHS[symbol] + bits.take(LENGTH_BITS[symbol])
                symbol = distances.decode(bits)
                distance = DISTANCES[symbol] + bits.take(DISTANCE_BITS[symbol])
                for _ in range(length):
                    out.append(out[-distance])
    return bytes(out)


def text():
    words = "snake legs fossil desert river ancient stone bone creep crawl".split()
    state, parts = 17, []
    for _ in range(24000):
        state = (state * 1103515245 + 12345) % 2147483648
        parts.append(words[state // 65536 % len(words)] + ("\n" if state // 512 % 9 == 0 else " "))
    return "".join(parts).encode()


TEXT = text()
PACKED = zlib.compress(TEXT, 9)[2:-4]


def run():
    out = inflate(PACKED)
    return out == TEXT, len(out), zlib.crc32(out)


CHECKSUM = (True, 148857, 1086392484)
