"""
What the library costs on top of the pipeline: CPU seconds of each step as a share of a floor.

    python benchmarks/overhead.py seeds/texts --rounds 5
    python benchmarks/overhead.py WORK/texts/1m --pipeline blank --rounds 5

The floor is the pipeline alone on the bare text (`nlp.pipe`); of the blank pipeline that is the
tokenizer alone, each round with a new vocabulary, since a build meets every text once. Each round
times, one after the other on the same texts: reading, the floor, the tokenizer alone, recovering
the structure, Docs tokenized with the page's edges, the five tables, packing them for the cache
and joining them. The medians over the rounds are printed.

What the tables cost is what tokenizing with edges takes longer, and tables, packing and joining:
above 10 % of the embedded pipeline, or 15 % of the blank one, the run fails. Reading and structure
are printed beside them; they do not depend on the pipeline.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import policytext as pt
from policytext.annotation.annotate import annotate, prepare_doc
from policytext.corpus.arrow import join
from policytext.corpus.schema import TABLES
from policytext.corpus.tabulate import TAGS, tabulate
from policytext.corpus.tagging import TaggedText
from policytext.corpus.word_types import WordTypes
from policytext.reading import find_sources, read
from policytext.structure import recover_structure

LIMITS = {"embedded": 0.10, "blank": 0.15}


class Clock:
    """CPU seconds by step, one value a round."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def timed(self, step: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        self.seconds.setdefault(step, []).append(time.process_time() - start)
        return result


def measure(paths: list[str], pipeline: str, rounds: int, repeat: int) -> dict[str, float]:
    sources = find_sources(paths) * repeat
    clock = Clock()
    for _ in range(rounds):
        run(clock.timed, sources, pipeline)
    medians = {step: statistics.median(times) for step, times in clock.seconds.items()}
    medians.setdefault("tokenizer alone", medians["pipeline alone"])
    return medians


def run(timed: Callable[..., Any], sources: list[Path], pipeline: str) -> None:
    blank = pipeline == "blank"
    floor, nlp = _pipeline(pipeline), _pipeline(pipeline)
    bare = timed("reading", lambda: [read(path) for path in sources])
    texts = [document.text for document in bare]
    timed("pipeline alone", lambda: sum(1 for _ in floor.pipe(texts)))
    if not blank:
        timed("tokenizer alone", lambda: sum(1 for text in texts if nlp.make_doc(text)))
    documents = timed("structure", lambda: [recover_structure(one) for one in bare])
    docs = timed("Docs with edges", lambda: [prepare_doc(one, nlp) for one in documents])
    if not blank:
        docs = [doc for _, doc in annotate(documents, nlp)]
    pairs = list(zip(documents, docs, strict=True))
    given = () if blank else tuple(TAGS)
    types = WordTypes(nlp.vocab)
    tables = timed("tables", lambda: [tabulate(*pair, types, given) for pair in pairs])
    timed("packing", lambda: [TaggedText(one, "", {}).pack() for one in tables])
    timed("joining", lambda: [join(name, [one[name] for one in tables]) for name in TABLES])


def _pipeline(name: str) -> Any:
    if name == "embedded":
        return pt.load_pipeline()
    import spacy  # noqa: PLC0415

    return spacy.blank("en")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--pipeline", default="embedded", choices=list(LIMITS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=1, help="read every text this many times")
    options = parser.parse_args()
    medians = measure(options.paths, options.pipeline, options.rounds, options.repeat)
    floor = medians["pipeline alone"]
    for step, seconds in medians.items():
        print(f"{step:18} {seconds:8.3f} CPU s  {seconds / floor:7.1%} of the pipeline alone")
    edges = medians["Docs with edges"] - medians["tokenizer alone"]
    cost = (edges + sum(medians[step] for step in ("tables", "packing", "joining"))) / floor
    limit = LIMITS[options.pipeline]
    print(f"the tables add {cost:.1%} to the pipeline's own time (limit {limit:.0%})")
    return int(cost > limit)


if __name__ == "__main__":
    sys.exit(main())
