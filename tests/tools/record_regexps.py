"""Records what CPython's `re` finds, for tests/unit/sre_differential_test.ts.

    python3.13 tests/tools/record_regexps.py > tests/unit/data/regexps.json

One line a pattern, as JSON: [pattern, flags, is bytes, code, groups, [[subject, found, matched, fullmatched] ...]].
`code` is what the library's compiler makes, so that the test needs no Python. A match is a list of numbers: start and
end of each group, group 0 first, then lastindex (0 for None); `found` has all of finditer. Bytes are given as Latin-1.
"""

import json
import random
import re
import warnings
from re import _compiler, _parser

SEED = 20241105
PATTERNS = 900
SUBJECTS = 4

warnings.simplefilter("ignore")
rnd = random.Random(SEED)

LETTERS = "abcxy"
ODD = ["é", "É", "ß", "ſ", "K", "İ", "ı", "Ω", "ω", "µ", "中", "\u2028", "²", "\U0001d4d0", "ǅ", "ﬅ"]
CLASSES = [
    "[ab]", "[^a]", "[a-c]", "[^x-z\\n]", "[\\w]", "[^\\W\\d]", "[\\s,]", "[A-Z]", "[é-ö]", "[^\\D]", "[aé中]",
    "[\\d.]", "[]a]", "[a-]", "[\\]\\\\]", "[^\\s\\w]", "[Kk]",
]
ESCAPES = ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "."]
ANCHORS = ["^", "$", "\\b", "\\B", "\\A", "\\Z"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{,3}", "{2,}", "{0}"]


class Generator:
    def __init__(self, is_bytes):
        self.is_bytes = is_bytes
        self.groups = 0
        self.open = []
        self.fixed = False

    def pattern(self):
        return self.alternatives(3)

    def alternatives(self, depth):
        n = rnd.choice([1, 1, 1, 1, 2, 2, 3])
        return "|".join(self.sequence(depth) for _ in range(n))

    def sequence(self, depth):
        return "".join(self.item(depth) for _ in range(rnd.choice([0] + [1, 1, 2, 2, 3, 4] * 3)))

    def item(self, depth):
        if rnd.random() < 0.09:
            return rnd.choice(ANCHORS)
        if depth > 0 and rnd.random() < 0.06:
            return self.look(depth)
        atom = self.atom(depth)
        if not self.fixed and rnd.random() < 0.42:
            atom += rnd.choice(QUANTIFIERS)
            r = rnd.random()
            if r < 0.2:
                atom += "?"
            elif r < 0.27:
                atom += "+"
        return atom

    def atom(self, depth):
        r = rnd.random()
        if depth > 0 and r < 0.24:
            return self.group(depth)
        if depth > 0 and r < 0.32:
            return "(?:" + self.alternatives(depth - 1) + ")"
        if depth > 0 and r < 0.345:
            return "(?>" + self.alternatives(depth - 1) + ")"
        if depth > 0 and r < 0.365:
            return "(?" + rnd.choice(["i", "-i", "s", "m"]) + ":" + self.alternatives(depth - 1) + ")"
        if r < 0.40 and self.groups and not self.fixed:
            n = rnd.randint(1, self.groups)
            if n not in self.open:
                return "(?:\\%d)" % n
        if r < 0.42 and self.groups and depth > 0 and not self.fixed:
            n = rnd.randint(1, self.groups)
            if n not in self.open:
                return "(?(%d)%s|%s)" % (n, self.sequence(depth - 1), self.sequence(depth - 1))
        if r < 0.52:
            c = rnd.choice(CLASSES)
            return c if not self.is_bytes or c.isascii() else "[ab]"
        if r < 0.62:
            return rnd.choice(ESCAPES)
        if r < 0.66 and not self.is_bytes:
            return rnd.choice(ODD)
        if r < 0.68:
            return rnd.choice(["\\.", "-", " ", "\\n", "\\x41", "1", "_"])
        return rnd.choice(LETTERS if rnd.random() < 0.9 else LETTERS.upper())

    def group(self, depth):
        self.groups += 1
        n = self.groups
        self.open.append(n)
        inner = self.alternatives(depth - 1)
        self.open.remove(n)
        if rnd.random() < 0.15:
            return "(?P<g%d>%s)" % (n, inner)
        return "(" + inner + ")"

    def look(self, depth):
        kind = rnd.choice(["?=", "?!", "?<=", "?<!"])
        if "<" in kind:
            before, self.fixed = self.fixed, True
            inner = "".join(self.item(1) for _ in range(rnd.choice([1, 1, 2])))
            self.fixed = before
        else:
            inner = self.alternatives(depth - 1)
        return "(%s%s)" % (kind, inner)


def subject(pattern, is_bytes):
    n = rnd.choice([0, 1, 2, 3, 4, 5, 6, 8, 10, 12])
    letters = [c for c in pattern if c.isalnum()] or ["a"]
    chars = []
    for _ in range(n):
        r = rnd.random()
        if r < 0.55:
            chars.append(rnd.choice(LETTERS[:3] if r < 0.4 else LETTERS))
        elif r < 0.75:
            chars.append(rnd.choice(letters))
        elif r < 0.82 and not is_bytes:
            chars.append(rnd.choice(ODD))
        else:
            chars.append(rnd.choice("\n _-.1A\rB "))
    text = "".join(chars)
    if is_bytes:
        text = "".join(c if ord(c) < 256 else "\xe9" for c in text)
    return text


def spans(m):
    if m is None:
        return None
    out = []
    for span in m.regs:
        out += span
    return out + [m.lastindex or 0]


def record():
    is_bytes = rnd.random() < 0.12
    pattern = Generator(is_bytes).pattern()
    flags = 0
    for flag, chance in (re.I, 0.2), (re.M, 0.15), (re.S, 0.15), (re.A, 0.12):
        if rnd.random() < chance:
            flags |= flag
    source = pattern.encode("latin-1") if is_bytes else pattern
    try:
        compiled = re.compile(source, flags)
    except (re.PatternError, RuntimeError, OverflowError):
        return None
    code = _compiler._code(_parser.parse(source, flags), compiled.flags)
    rows = []
    for _ in range(SUBJECTS):
        text = subject(pattern, is_bytes)
        given = text.encode("latin-1") if is_bytes else text
        rows.append([
            text,
            [spans(m) for m in compiled.finditer(given)],
            spans(compiled.match(given)),
            spans(compiled.fullmatch(given)),
        ])
    return [pattern, int(compiled.flags), int(is_bytes), code, compiled.groups, rows]


def main():
    done = 0
    while done < PATTERNS:
        line = record()
        if line is not None:
            print(json.dumps(line, ensure_ascii=True, separators=(",", ":")))
            done += 1


main()
