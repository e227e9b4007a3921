"""Runs one bench program in this process and prints what it took, as JSON: `runner.py PROGRAM SECONDS ITERATIONS`.

It runs at least ITERATIONS iterations and goes on for SECONDS. A wrong checksum is an error, and no time. It has to run on
Python 3.9 too, for PyPy.
"""

import json
import os
import sys
import time


def peak_memory():
    """The process's peak in KB, or 0 where it cannot be told."""
    try:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except Exception:
        return 0


def main():
    path, seconds, least = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.dirname(path))
    module = __import__(os.path.basename(path)[:-3])
    times = []
    clock = time.perf_counter
    begun = clock()
    while len(times) < least or clock() - begun < seconds:
        start = clock()
        result = module.run()
        times.append(clock() - start)
        if result != module.CHECKSUM:
            sys.exit("wrong checksum: %r instead of %r" % (result, module.CHECKSUM))
    print(json.dumps({"times": times, "memory": peak_memory()}))


main()
