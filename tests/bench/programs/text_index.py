"""A text program that leans on dicts and strings: an invented corpus is made, split, counted, indexed, ranked and printed."""

SYLLABLES = "ka to mi re su na lo vi be ru sha pi do te".split()


def words(seed):
    """A linear congruential generator picks the syllables, with a bias to some."""
    while True:
        parts = []
        for _ in range(1 + (seed >> 16) % 3):
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            parts.append(SYLLABLES[(seed >> 8) % len(SYLLABLES) * ((seed >> 20) % 5) // 5])
        yield "".join(parts)


def corpus(lines):
    source = words(42)
    out = []
    for n in range(lines):
        sentence = [next(source) for _ in range(6 + n % 7)]
        sentence[0] = sentence[0].capitalize()
        out.append(" ".join(sentence) + (".", "!", "?")[n % 3])
    return "\n".join(out)


def index(text):
    counts, places = {}, {}
    for number, line in enumerate(text.split("\n")):
        for word in line.split():
            key = word.strip(".!?").lower()
            counts[key] = counts.get(key, 0) + 1
            places.setdefault(key, []).append(number)
    return counts, places


def report(counts, places):
    lines = []
    for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        where = ",".join(str(p) for p in places[word][:5])
        lines.append(f"{word:<10}{n:>6}  {where}")
    return lines


def run():
    text = corpus(2500)
    counts, places = index(text)
    lines = report(counts, places)
    initials = {}
    for word in counts:
        initials.setdefault(word[0], set()).add(word)
    replaced = text.replace("ka", "KA").upper().count("KA")
    return len(text), len(counts), len("\n".join(lines)), sorted((k, len(v)) for k, v in initials.items())[0], replaced


CHECKSUM = (115740, 1017, 32542, ("b", 81), 16614)
