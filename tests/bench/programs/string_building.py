"""Strings put together and taken apart: joins, formats, splits, replacements, slices, scans over characters."""


def encode(text):
    """Run-length encoding."""
    out = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(text[i] if j - i == 1 else "%d%s" % (j - i, text[i]))
        i = j
    return "".join(out)


def caesar(text, shift):
    out = ""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        out += c
    return out


def run():
    lines = ["%d:%s,%x" % (i, "ab" * (i % 7), i * i) for i in range(4000)]
    text = ";".join(lines)
    parts = [field.partition(":")[2].split(",") for field in text.split(";")]
    packed = encode("".join(a for a, _ in parts).replace("ab", "aab"))
    secret = caesar(packed[:20000] + "the quick brown fox", 3)
    palindromes = sum(1 for _, h in parts if h == h[::-1])
    return len(text), len(packed), secret[-19:], palindromes, text.count("ff"), text.upper().find("FFE1")


CHECKSUM = (73513, 35982, "wkh txlfn eurzq ira", 16, 39, -1)
