"""
What the tables cost on top of the pipeline: seconds of each step as a share of the pipeline's own.

    python benchmarks/overhead.py seeds/texts --rounds 5

Each round times, one after the other on the same texts: the pipeline alone on the bare text
(`nlp.pipe`), the tokenizer alone, recovering the structure, Docs tokenized block by block, and the
five tables. The medians over the rounds are printed. What the library adds is structure, tables,
and what tokenizing by block takes longer; above 10 % of the pipeline alone fails the run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import policytext as pt
from policytext.annotation.annotate import annotate, prepare_doc
from policytext.corpus.tabulate import tabulate
from policytext.reading import find_sources, read
from policytext.structure import recover_structure

LIMIT = 0.10


def measure(paths: list[str], rounds: int, repeat: int) -> dict[str, float]:
    bare = [read(path) for path in find_sources(paths)] * repeat
    nlp = pt.load_pipeline()
    documents = [recover_structure(document) for document in bare]
    pairs = list(annotate(documents, nlp))
    steps: dict[str, Callable[[], object]] = {
        "pipeline alone": lambda: list(nlp.pipe(document.text for document in bare)),
        "tokenizer alone": lambda: [nlp.make_doc(document.text) for document in bare],
        "structure": lambda: [recover_structure(document) for document in bare],
        "Docs by block": lambda: [prepare_doc(document, nlp) for document in documents],
        "tables": lambda: [tabulate(*pair) for pair in pairs],
    }
    seconds: dict[str, list[float]] = {step: [] for step in steps}
    for _ in range(rounds):
        for step, work in steps.items():
            start = time.process_time()
            work()
            seconds[step].append(time.process_time() - start)
    return {step: statistics.median(times) for step, times in seconds.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=1, help="read every text this many times")
    options = parser.parse_args()
    medians = measure(options.paths, options.rounds, options.repeat)
    floor = medians["pipeline alone"]
    for step, seconds in medians.items():
        print(f"{step:18} {seconds:8.3f} CPU s  {seconds / floor:7.1%} of the pipeline alone")
    by_block = medians["Docs by block"] - medians["tokenizer alone"]
    cost = (medians["structure"] + by_block + medians["tables"]) / floor
    print(f"the library adds {cost:.1%} to the pipeline's own time (limit {LIMIT:.0%})")
    return int(cost > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
