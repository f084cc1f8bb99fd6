"""
How much faster two processes build than one: wall and CPU seconds of each.

    python benchmarks/processes.py TEXTS --processes 2 --rounds 5

Each round builds the texts with one process and with several, in turn, with an empty cache and in
a Python process of its own, so that both load the pipeline. The medians are printed; below 1.8
times for two processes (nine tenths of their number for more) the run fails. The cores have to be
quiet for that; the CPU seconds show what the processes cost on any.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

SHARE = 0.9  # of the number of processes
BUILD = (
    "import sys, policytext as pt\n"
    "pipeline = sys.argv[2] or None\n"
    "pt.build(sys.argv[3:], pipeline=pipeline, processes=int(sys.argv[1]))\n"
)


def build(paths: list[str], pipeline: str, processes: int) -> tuple[float, float]:
    """Build once; give wall and CPU seconds, those of the processes included."""
    wall, before = time.perf_counter(), os.times()
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, "-c", BUILD, str(processes), pipeline, *paths]
        environment = {**os.environ, "POLICYTEXT_CACHE": cache, "OMP_NUM_THREADS": "1"}
        subprocess.run(command, check=True, env=environment)
    after = os.times()
    cpu = after.children_user + after.children_system
    return time.perf_counter() - wall, cpu - before.children_user - before.children_system


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--pipeline", default="", help="a name or a path (the embedded one)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    numbers = (1, options.processes)
    runs: dict[int, list[tuple[float, float]]] = {number: [] for number in numbers}
    for _ in range(options.rounds):
        for number in numbers:
            runs[number].append(build(options.paths, options.pipeline, number))
    walls = {number: statistics.median(wall for wall, _ in runs[number]) for number in numbers}
    for number in numbers:
        cpu = statistics.median(cpu for _, cpu in runs[number])
        print(f"{number} processes: {walls[number]:8.2f} s, {cpu:8.2f} CPU s")
    times = walls[1] / walls[options.processes]
    wanted = SHARE * options.processes
    print(f"{options.processes} processes are {times:.2f} times as fast (wanted: {wanted:.2f})")
    return int(times < wanted)


if __name__ == "__main__":
    sys.exit(main())
