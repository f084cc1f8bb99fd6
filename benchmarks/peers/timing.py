"""Time operations in one process and say so in one line of JSON; the standard library only."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable

CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
WARM_CALLS = 3
LONG = 20.0  # seconds; what takes longer is called once more, not three times


def report(peer: str, operations: dict[str, Callable[[], object]]) -> None:
    """Call every operation first and again; each returns its number of hits, or a list of them."""
    clock = CLOCKS[os.environ.get("CLOCK", "wall")]
    found = {}
    for name, operation in operations.items():
        first, hits = _timed(operation, clock)
        calls = 1 if first > LONG else WARM_CALLS
        warm = statistics.median(_timed(operation, clock)[0] for _ in range(calls))
        found[name] = {"first": first, "warm": warm, "hits": hits}
        print(f"  {peer}: {name}: {first:.3f} s, then {warm:.3f} s", file=sys.stderr, flush=True)
    print(json.dumps({"peer": peer, "operations": found, "peak": peak()}), flush=True)


def peak() -> float:
    """Give the most memory that the process has held so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _timed(operation: Callable[[], object], clock: Callable[[], float]) -> tuple[float, object]:
    start = clock()
    hits = operation()
    return clock() - start, hits
