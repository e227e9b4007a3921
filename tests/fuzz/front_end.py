"""Mutates pieces of source text and says what the front end makes of each: `front_end.py SEED COUNT ZIP [SHOW]`.

ZIP is an archive of Python files. The same arguments make the same texts on every engine. A line is printed for each: a
checksum of the tree with all its positions and whether it compiles, or the SyntaxError with its text and position. With SHOW,
the number of a case, its text is printed instead.
"""

import ast
import sys
import warnings
import zipfile
import zlib

TOKENS = [
    "(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "==", ":=", "->", "*", "**", "@", "+=", "!", "if", "else", "for", "in", "is",
    "not", "lambda", "def", "class", "return", "yield", "await", "async", "import", "from", "as", "with", "try:", "except", "except*",
    "finally:", "raise", "pass", "break", "continue", "global x", "nonlocal x", "del", "None", "True", "match x:", "case _:", "type X =",
    "0x", "1_", "0777", "1e", "1j", "0b12", "'", '"', "'''", 'f"', 'f"{', "}}", "rb'", "\\", "\n", "\t", "    ", "\f", ";", "#", "?", "$",
    "\u00e9", "\u20ac", "\U0001f40d", "\x00", "\u2028", "print", "x", "...", "/", "//", "~", "<>", "5x", "__debug__", "b'\u00e9'",
]


class Random:
    def __init__(self, seed):
        self.state = (seed * 2654435761 ^ 0x9E3779B9) & 0xFFFFFFFF

    def below(self, n):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % n

    def pick(self, items):
        return items[self.below(len(items))]


def pieces(archive):
    """Statements at the top of files, up to forty lines each."""
    found = []
    with zipfile.ZipFile(archive) as z:
        names = sorted(n for n in z.namelist() if n.endswith(".py") and "/" not in n)
        for name in names[::3]:
            lines = z.read(name).decode("utf-8").splitlines(keepends=True)
            start = 0
            for i, line in enumerate(lines):
                if i > start and line[:1].strip() and line[0] not in "#)]}":
                    if 2 <= i - start <= 40:
                        found.append("".join(lines[start:i]))
                    start = i
    return found


def mutated(random, text):
    for _ in range(1 + random.below(3)):
        at = random.below(len(text) + 1)
        kind = random.below(8)
        if kind == 0:
            text = text[:at] + text[at + 1 + random.below(4):]
        elif kind < 4:
            text = text[:at] + random.pick(TOKENS) + text[at:]
        elif kind == 4:
            other = random.below(len(text) + 1)
            low, high = min(at, other), min(max(at, other), min(at, other) + 30)
            text = text[:low] + text[high:]
        elif kind == 5:
            text = text[:at] + " " + random.pick(TOKENS) + " " + text[at:]
        else:
            lines = text.split("\n")
            i, j = random.below(len(lines)), random.below(len(lines))
            if kind == 6:
                lines[i], lines[j] = lines[j], lines[i]
            else:
                lines[i] = " " * random.below(9) + lines[i].strip(" ")
            text = "\n".join(lines)
    return text


def verdict(text):
    try:
        tree = ast.parse(text, "<fuzz>")
        dump = "tree %08x" % zlib.crc32(ast.dump(tree, include_attributes=True).encode("utf-8", "backslashreplace"))
    except SyntaxError as e:
        return "%s: %s %s %s %s %s" % (type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
    except (ValueError, RecursionError, MemoryError) as e:
        return "%s: %s" % (type(e).__name__, e)
    try:
        compile(text, "<fuzz>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as e:
        return "%s, %s: %s %s" % (dump, type(e).__name__, e, getattr(e, "offset", None))
    return dump


def main():
    seed, count, archive = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    warnings.simplefilter("ignore")
    sources = pieces(archive)
    for i in range(seed, seed + count):
        random = Random(i)
        text = mutated(random, random.pick(sources))
        if len(sys.argv) > 4:
            if i == int(sys.argv[4]):
                sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
            continue
        try:
            line = verdict(text)
        except BaseException as e:
            line = "not expected: %s: %s" % (type(e).__name__, e)
        print(i, ascii(line)[1:-1], flush=True)


main()
