"""JSON: a nested document dumped and loaded, compact, indented and with non-ASCII text."""

import json


def document(n):
    return {
        "title": "Fossil records \u2014 S\u00e9rie \U0001f40d",
        "records": [
            {
                "id": i,
                "name": "najash-%d" % i,
                "length": i * 0.25 + 0.1,
                "limbs": [None, True, False, i % 3],
                "site": {"lat": -39.5 + i / 1000, "lon": -67.25, "tags": ["desert", "\u00e9poca", "bone\n\"%d\"" % i]},
            }
            for i in range(n)
        ],
    }


def run(n=1500):
    doc = document(n)
    sizes = []
    for options in ({}, {"indent": 2}, {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}):
        text = json.dumps(doc, **options)
        sizes.append(len(text))
        if json.loads(text) != doc:
            raise ValueError("not the same after a round trip")
    values = json.loads(json.dumps(list(range(20000))))
    return sizes, sum(values)


CHECKSUM = ([266982, 494992, 229459], 199990000)
