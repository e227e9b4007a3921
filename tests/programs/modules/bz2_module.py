# bz2: both directions, piece by piece, files, and what is refused.
import bz2
import _bz2
import io
import random

print(sorted(n for n in dir(bz2) if not n.startswith('__')))
print(sorted(n for n in dir(_bz2) if not n.startswith('__')))
for t in (bz2.BZ2Compressor, bz2.BZ2Decompressor):
    print(t, sorted(n for n in dir(t) if not n.startswith('__')))

rng = random.Random(5)
samples = {
    "empty": b"", "one": b"x", "four": b"aaaa", "five": b"aaaaa", "run 255": b"z" * 255, "run 260": b"z" * 260,
    "periodic": b"abcab" * 5000, "noise": bytes(rng.randrange(256) for _ in range(30000)),
    "words": b" ".join(rng.choice([b"spam", b"eggs", b"ham", b"tomato"]) for _ in range(20000)),
    "alphabet": bytes(range(256)) * 40,
}
for name, data in samples.items():
    for level in (1, 5, 9):
        packed = bz2.compress(data, level)
        assert bz2.decompress(packed) == data, (name, level)
    print(name, len(data), packed[:4], len(packed) < max(60, len(data) * 1.1))

# made by the reference implementation
known = bytes.fromhex("425a68393141592653594eece83600000251800010400006449080200031064c4101a7a9a580bb9431f8bb9229c28482776741b0")
print(bz2.decompress(known))
print(bz2.decompress(known + known))

d = bz2.BZ2Decompressor()
out = b""
for b in known:
    out += d.decompress(bytes([b]))
print(out, d.eof, d.needs_input, d.unused_data)
try:
    d.decompress(b"more")
except EOFError as e:
    print("EOFError", e)

d = bz2.BZ2Decompressor()
big = bz2.compress(b"q" * 100000)
pieces = [d.decompress(big, 1000)]
while not d.eof:
    pieces.append(d.decompress(b"", 30000))
print([len(p) for p in pieces], d.needs_input)

d = bz2.BZ2Decompressor()
print(d.decompress(known + b"tail"), d.eof, d.unused_data)

c = bz2.BZ2Compressor()
parts = [c.compress(b"hello "), c.compress(b""), c.compress(b"world"), c.flush()]
print(bz2.decompress(b"".join(parts)))
for action in (lambda: c.compress(b"x"), lambda: c.flush(), lambda: bz2.BZ2Compressor(0), lambda: bz2.BZ2Compressor(10),
               lambda: bz2.BZ2Compressor("9"), lambda: bz2.decompress(known[:-3]), lambda: bz2.decompress(b"not bz2 at all"),
               lambda: bz2.compress("text"), lambda: bz2.BZ2Compressor(level=1),
               lambda: bz2.open("x", "rz"), lambda: bz2.BZ2File(3)):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
damaged = bytearray(known)
damaged[20] ^= 0x10
try:
    bz2.decompress(bytes(damaged))
except OSError as e:
    print("OSError", e)

stream = io.BytesIO()
with bz2.open(stream, "wt", encoding="utf-8") as f:
    f.write("first\nsecond é\n" * 3)
stream.seek(0)
with bz2.open(stream, "rt", encoding="utf-8") as f:
    print(f.readline(), f.read().count("\n"))
with bz2.BZ2File(io.BytesIO(bz2.compress(b"0123456789" * 1000))) as f:
    print(f.read(5), f.seek(9990), f.read(), f.tell(), f.seek(3), f.peek(4)[:4])
