"""What values cost: `memory.py KIND COUNT` prints the bytes of resident memory that each of COUNT values takes, as JSON.

The values are held by one list. What a run leaves behind as garbage counts where the engine has not given it back: that is
what a user pays. `memory.py churn MEGABYTES` allocates and drops so much in all and prints the peak in MB.
"""

import gc
import json
import os
import sys


class Plain:
    def __init__(self, i):
        self.a = i
        self.b = i
        self.c = None
        self.d = "x"


class Slotted:
    __slots__ = ("a", "b", "c", "d")

    def __init__(self, i):
        self.a = i
        self.b = i
        self.c = None
        self.d = "x"


KINDS = {
    "int": lambda n: [i * 1000003 for i in range(n)],
    "large int": lambda n: [(1 << 70) + i for i in range(n)],
    "float": lambda n: [i * 0.5 for i in range(n)],
    "str of 10": lambda n: ["%010d" % i for i in range(n)],
    "tuple of 2": lambda n: [(i, None) for i in range(n)],
    "list of 4": lambda n: [[i, i, None, i] for i in range(n)],
    "instance, 4 attributes": lambda n: [Plain(i) for i in range(n)],
    "instance, 4 slots": lambda n: [Slotted(i) for i in range(n)],
    "dict of 10": lambda n: [dict.fromkeys("abcdefghij", i) for i in range(n)],
    "set of 10": lambda n: [set("abcdefghij") for i in range(n)],
    "closure": lambda n: [lambda: i for i in range(n)],
    "list of a million ints": lambda n: [[i for i in range(1000000)] for _ in range(n)],
    "list of a million floats": lambda n: [[i * 0.5 for i in range(1000000)] for _ in range(n)],
}


def status(field):
    with open("/proc/self/status") as f:
        for line in f:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    raise LookupError(field)


def churn(megabytes):
    """Drops what it allocates: lists, bytes, dicts, objects, about a megabyte at a time."""
    total = 0
    for i in range(megabytes // 4):
        a = [None] * 131072
        b = bytes(1 << 20)
        c = {k: (k, i) for k in range(8000)}
        d = [Plain(k) for k in range(9000)]
        total += len(a) + len(b) + len(c) + len(d)
    return total


def main():
    kind, count = sys.argv[1], int(sys.argv[2])
    if kind == "churn":
        churn(count)
        print(json.dumps(status("VmHWM") / 1048576))
        return
    make = KINDS[kind]
    keep = make(10 if count > 10 else 1)
    del keep
    gc.collect()
    before = status("VmRSS")
    keep = make(count)
    gc.collect()
    print(json.dumps((status("VmRSS") - before) / len(keep)))
    os._exit(0)


main()
