# lzma: every container, filters, piece by piece, files, and what is refused.
import lzma
import _lzma
import io
import random

print(sorted(n for n in dir(lzma) if not n.startswith('__')))
print(sorted(n for n in dir(_lzma) if not n.startswith('__')))
for t in (lzma.LZMACompressor, lzma.LZMADecompressor):
    print(t, sorted(n for n in dir(t) if not n.startswith('__')))
for name in sorted(n for n in dir(_lzma) if n.isupper()):
    print(name, getattr(_lzma, name))

rng = random.Random(5)
samples = {
    "empty": b"", "one": b"x", "run": b"z" * 5000, "periodic": b"abcab" * 5000,
    "noise": bytes(rng.randrange(256) for _ in range(70000)),
    "words": b" ".join(rng.choice([b"spam", b"eggs", b"ham", b"tomato"]) for _ in range(20000)),
    "calls": b"".join(b"\xe8" + (rng.randrange(2000) - i & 0xffffffff).to_bytes(4, "little") + b"\x90\x55" for i in range(2000)),
}
chains = [
    [{"id": lzma.FILTER_LZMA2, "preset": 1}],
    [{"id": lzma.FILTER_DELTA, "dist": 3}, {"id": lzma.FILTER_LZMA2, "lc": 0, "lp": 2, "pb": 0}],
    [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2}],
    [{"id": lzma.FILTER_ARM, "start_offset": 8}, {"id": lzma.FILTER_LZMA2, "dict_size": 8192}],
    [{"id": lzma.FILTER_IA64}, {"id": lzma.FILTER_POWERPC}, {"id": lzma.FILTER_SPARC}, {"id": lzma.FILTER_LZMA2}],
    [{"id": lzma.FILTER_ARMTHUMB}, {"id": lzma.FILTER_LZMA2, "nice_len": 16, "mf": lzma.MF_HC3, "mode": lzma.MODE_FAST}],
]
for name, data in samples.items():
    for kw in ({}, {"preset": 0}, {"preset": 9 | lzma.PRESET_EXTREME}, {"check": lzma.CHECK_NONE}, {"check": lzma.CHECK_CRC32},
               {"check": lzma.CHECK_SHA256}, {"format": lzma.FORMAT_ALONE}) + tuple({"filters": c} for c in chains):
        assert lzma.decompress(lzma.compress(data, **kw)) == data, (name, kw)
    for chain in chains + [[{"id": lzma.FILTER_LZMA1, "lp": 1, "lc": 2}]]:
        packed = lzma.compress(data, format=lzma.FORMAT_RAW, filters=chain)
        assert lzma.decompress(packed, format=lzma.FORMAT_RAW, filters=chain) == data, (name, chain)
    print(name, len(data), lzma.compress(data)[:12])

# made by the reference implementation
xz = bytes.fromhex("fd377a585a000004e6d6b4460200210116000000742fe5a3e0010d00335d002a1a08a2032566f14b78c5a205ff2ee6d9d2201aad34f8e21de84136fadc0669bb3ce410342709ebb366e3ed3788a8ebb3000000005d7cfddb08c485dd00014f8e020000001caa8499b1c467fb020000000004595a")
alone = bytes.fromhex("5d00008000ffffffffffffffff002a1a08a2032566f14b78c5a205ff2ee6d9d2201aad34f8e21de84136fadc0669bb3ce410342709ebb366e3ed3788a8f6e22dfffffa952000")
for blob in (xz, alone, xz + alone):
    print(len(lzma.decompress(blob)), lzma.decompress(blob)[-20:])

packed = lzma.compress(b"spam " * 1000)
d = lzma.LZMADecompressor()
out = b""
print(d.check)
for b in packed:
    out += d.decompress(bytes([b]))
print(out == b"spam " * 1000, d.eof, d.needs_input, d.unused_data, d.check)
try:
    d.decompress(b"more")
except EOFError as e:
    print("EOFError", e)
d = lzma.LZMADecompressor()
pieces = [d.decompress(packed, 700)]
while not d.eof:
    pieces.append(d.decompress(b"", 1500))
print([len(p) for p in pieces if p], d.needs_input)
d = lzma.LZMADecompressor(format=lzma.FORMAT_XZ)
print(len(d.decompress(packed + b"tail")), d.eof, d.unused_data)
print(len(lzma.decompress(packed + packed)))

damaged = bytearray(packed)
damaged[30] ^= 1
for action in (lambda: lzma.decompress(bytes(damaged)), lambda: lzma.decompress(packed[:-5]), lambda: lzma.decompress(b"\xffgarbage"),
               lambda: lzma.decompress(packed, memlimit=1024), lambda: lzma.compress(b"", preset=10),
               lambda: lzma.compress(b"", preset=3, filters=[{"id": 33}]), lambda: lzma.compress(b"", format=9),
               lambda: lzma.compress(b"", format=lzma.FORMAT_ALONE, check=lzma.CHECK_CRC32),
               lambda: lzma.compress(b"", format=lzma.FORMAT_RAW), lambda: lzma.compress(b"", filters=[{"id": 33}] * 5),
               lambda: lzma.compress(b"", filters=[{"id": 99}]), lambda: lzma.compress(b"", filters=[{}]),
               lambda: lzma.compress(b"", filters=[3]), lambda: lzma.compress(b"", filters=[{"id": 33, "nonsense": 1}]),
               lambda: lzma.compress(b"", filters=[{"id": 3, "dist": 1}]), lambda: lzma.compress(b"", check=7),
               lambda: lzma.decompress(b"", format=lzma.FORMAT_RAW), lambda: lzma.decompress(b"", filters=[]),
               lambda: lzma.compress("text"), lambda: lzma.open("x", "rbt"), lambda: lzma.LZMAFile(3),
               lambda: lzma.compress(b"", format=lzma.FORMAT_ALONE, filters=[{"id": 33}])):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
print([lzma.is_check_supported(n) for n in range(16)])
for f in ({"id": lzma.FILTER_LZMA1, "preset": 4}, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}, {"id": lzma.FILTER_DELTA, "dist": 9},
          {"id": lzma.FILTER_X86}, {"id": lzma.FILTER_SPARC, "start_offset": 4}):
    props = lzma._encode_filter_properties(f)
    print(props, lzma._decode_filter_properties(f["id"], props))

stream = io.BytesIO()
with lzma.open(stream, "wt", encoding="utf-8") as f:
    f.write("first\nsecond é\n" * 3)
stream.seek(0)
with lzma.open(stream, "rt", encoding="utf-8") as f:
    print(f.readline(), f.read().count("\n"))
with lzma.LZMAFile(io.BytesIO(lzma.compress(b"0123456789" * 1000))) as f:
    print(f.read(5), f.seek(9990), f.read(), f.tell(), f.seek(3), f.peek(4)[:4], f.mode, f.readable(), f.writable())
