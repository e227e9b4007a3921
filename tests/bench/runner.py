"""Runs one bench program in this process and prints what it took, as JSON: `runner.py PROGRAM SECONDS ITERATIONS`.

It iterates until the program has settled (the medians of the last eight iterations and of the eight before them are within
4% of each other), for SECONDS of processor time at most, and ITERATIONS times at least. For each iteration it notes the
processor time of the whole process, helper threads included, and the time on the wall. A wrong checksum is an error, and no
time. It has to run on Python 3.9 too, for PyPy, and in Pyodide, where `bench_host` says what only the host knows.
"""

import json
import os
import sys
import time

WINDOW = 8

try:
    from bench_host import cpu_seconds
except ImportError:
    cpu_seconds = time.process_time


def peak_memory():
    """The process's peak in KB, or 0 where it cannot be told."""
    try:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except Exception:
        return 0


def median(values):
    return sorted(values)[len(values) // 2]


def settled(times):
    if len(times) < 2 * WINDOW:
        return False
    before, last = median(times[-2 * WINDOW:-WINDOW]), median(times[-WINDOW:])
    return abs(before - last) <= 0.04 * min(before, last)


def main():
    path, seconds, least = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.dirname(path))
    module = __import__(os.path.basename(path)[:-3])
    cpu, wall = [], []
    clock = time.perf_counter
    spent = 0.0
    while len(cpu) < least or spent < seconds / 4 or spent < seconds and not settled(cpu):
        wall_start, start = clock(), cpu_seconds()
        result = module.run()
        took = cpu_seconds() - start
        wall.append(clock() - wall_start)
        cpu.append(took)
        spent += took
        if result != module.CHECKSUM:
            sys.exit("wrong checksum: %r instead of %r" % (result, module.CHECKSUM))
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": peak_memory()}))


main()
