"""Regular expressions over DNA: variants counted, ambiguity codes expanded, after the regex-dna benchmark."""

import re

VARIANTS = [
    "agggtaaa|tttaccct",
    "[cgt]gggtaaa|tttaccc[acg]",
    "a[act]ggtaaa|tttacc[agt]t",
    "ag[act]gtaaa|tttac[agt]ct",
    "agg[act]taaa|ttta[agt]cct",
    "aggg[acg]aaa|ttt[cgt]ccc",
    "agggt[cgt]aa|tt[acg]accct",
    "agggta[cgt]a|t[acg]taccct",
    "agggtaa[cgt]|[acg]ttaccct",
]
EXPANSIONS = {"B": "(c|g|t)", "D": "(a|g|t)", "H": "(a|c|t)", "N": "(a|c|g|t)", "R": "(a|g)", "W": "(a|t)", "Y": "(c|t)"}


def sequence(n):
    state, lines = 42, []
    letters = "acgt" * 60 + "BDHNRWY"
    for row in range(n // 60):
        line = []
        for _ in range(60):
            state = (state * 3877 + 29573) % 139968
            line.append(letters[state * len(letters) // 139968])
        lines.append("".join(line))
        if row % 40 == 0:
            lines.append(">entry %d" % row)
        if row % 11 == 0:
            lines.append("agggtaaa" + "tttaccct")
    return "\n".join(lines)


TEXT = sequence(240000)


def run():
    clean = re.sub(r">.*\n|\n", "", TEXT)
    counts = [len(re.findall(v, clean)) for v in VARIANTS]
    expanded = re.sub("[BDHNRWY]", lambda m: EXPANSIONS[m.group()], clean)
    return len(TEXT), len(clean), len(expanded), counts


CHECKSUM = (251358, 245824, 282308, [735, 19, 13, 21, 16, 26, 20, 6, 20])
