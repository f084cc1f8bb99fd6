"""
How long an explorer takes from a choice to its chart, its table and its first lines.

    python benchmarks/explorers.py CORPUS

The corpus is one that `policytext build` wrote. What a browser adds, tests/browser measures.
"""

from __future__ import annotations

import sys
import time

import matplotlib as mpl

import policytext as pt

BAR = 1.5  # seconds, on one million tokens
WORDS = ["government", "united nations"]


def main(folder: str) -> None:
    mpl.use("agg")
    corpus = pt.load(folder)
    longest = corpus.documents.nlargest(5, "n_tokens")["doc_id"].tolist()
    choices = {
        pt.explore_terms: [
            {"pos": ["NOUN"]},
            {"pos": []},
            {"documents": longest},
            {"documents": []},
            {"term": "lower"},
            {"stop_words": True},
            {"words": ["govern*"]},
            {"words": []},
            {"n": 2},
            {"n": 5},
            {"words": ["govern*"]},
            {"rows": 60},
        ],
        pt.explore_entities: [
            {"labels": ["ORG"]},
            {"documents": longest},
            {"documents": []},
            {"words": ["united"]},
            {"count": "label"},
            {"rows": 60},
        ],
        pt.explore_sections: [{"level": 1}, {"document": longest[1]}, {"words": WORDS}],
        pt.explore_concordance: [
            {"words": ["the"]},
            {"sort": ("L1", "L2", "L3")},
            {"term": "lemma"},
            {"documents": longest},
            {"words": WORDS},
        ],
    }
    print(f"{len(corpus.tokens):,} tokens, {len(corpus.documents)} documents")
    slowest = 0.0
    for opener, settings in choices.items():
        began = time.perf_counter()
        explorer = opener(corpus)
        print(f"{opener.__name__}\n  {time.perf_counter() - began:.2f} s  opened")
        for setting in settings:
            began, began_cpu = time.perf_counter(), time.process_time()
            explorer.choose(**setting)
            took, cpu = time.perf_counter() - began, time.process_time() - began_cpu
            slowest = max(slowest, took)
            print(f"  {took:.2f} s ({cpu:.2f} of CPU)  {setting}")
    print(f"slowest choice {slowest:.2f} s; the bar on one million tokens is {BAR} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
