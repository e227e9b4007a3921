"""Measures how long processes take from start to end: `startup.py ROUNDS`, with a JSON list of commands on standard input.

It runs on CPython, whose os.wait4 tells the processor time and the peak memory of a child. The commands take turns. Printed
is a JSON list with, for each command, the least wall time, the median wall time and the least processor time in ms, and the
median peak in MB; or the reason why it did not run.
"""

import json
import os
import subprocess
import sys
import time


def once(command):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        lines = error.decode(errors="replace").strip().splitlines()
        raise RuntimeError(lines[-1] if lines else "exit status %d" % child.returncode)
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def middle(values):
    return sorted(values)[len(values) // 2]


def main():
    commands = json.load(sys.stdin)
    samples, errors = [[] for _ in commands], {}
    for turn in range(int(sys.argv[1]) + 1):
        for i, command in enumerate(commands):
            if i in errors:
                continue
            try:
                sample = once(command)
                if turn > 0:  # the first fills caches
                    samples[i].append(sample)
            except (OSError, RuntimeError) as e:
                errors[i] = str(e)
    report = []
    for i, rows in enumerate(samples):
        if i in errors:
            report.append({"error": errors[i]})
        else:
            wall, cpu, memory = zip(*rows)
            report.append({"wall": min(wall), "median": middle(wall), "cpu": min(cpu), "memory": middle(memory)})
    print(json.dumps(report))


main()
