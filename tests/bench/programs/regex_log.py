"""Regular expressions over a log: named groups, alternation, look-ahead, substitution with a function, splitting."""

import re

LINE = re.compile(
    r'(?P<host>\d+\.\d+\.\d+\.\d+) - (?P<user>\w+|-) \[(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4}):(?P<time>[\d:]+)\] '
    r'"(?P<method>GET|POST|PUT|DELETE) (?P<path>[^ "?]*)(?:\?(?P<query>[^ "]*))? HTTP/1\.[01]" (?P<status>\d{3}) (?P<size>\d+|-)'
)
PAIR = re.compile(r"([^=&]+)=([^&]*)")
ESCAPE = re.compile(r"%([0-9A-F]{2})")
NUMBER = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def lines(n):
    methods, paths = ["GET", "GET", "GET", "POST", "PUT"], ["/", "/bones", "/site/map", "/img/%41%42.png", "/search"]
    made = []
    for i in range(n):
        query = "?q=leg%%20%d&page=%d" % (i % 13, i % 7) if i % 3 == 0 else ""
        made.append(
            '10.%d.%d.7 - %s [%02d/Nov/2026:%02d:%02d:00] "%s %s%s HTTP/1.1" %d %s'
            % (i % 4, i % 250, "ana" if i % 5 else "-", i % 28 + 1, i % 24, i % 60, methods[i % 5], paths[i % 5], query,
               404 if i % 17 == 0 else 200, i * 37 if i % 19 else "-")
        )
    made.append("something that does not match")
    return made


LOG = lines(12000)


def run():
    by_path, statuses, total, queries, bad = {}, {}, 0, 0, 0
    for line in LOG:
        m = LINE.match(line)
        if m is None:
            bad += 1
            continue
        path = ESCAPE.sub(lambda e: chr(int(e.group(1), 16)), m["path"])
        by_path[path] = by_path.get(path, 0) + 1
        statuses[m["status"]] = statuses.get(m["status"], 0) + 1
        if m["size"] != "-":
            total += int(m["size"])
        if m["query"]:
            queries += len(dict(PAIR.findall(m["query"])))
    words = sum(len(re.split(r"[\s/:.]+", line)) for line in LOG[::10])
    return sorted(by_path.items()), statuses, NUMBER.sub(",", str(total)), queries, bad, words


CHECKSUM = ([('/', 2400), ('/bones', 2400), ('/img/AB.png', 2400), ('/search', 2400), ('/site/map', 2400)], {'404': 706, '200': 11294}, '2,523,602,612', 8000, 1, 22005)
