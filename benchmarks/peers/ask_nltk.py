"""NLTK: lists of words, asked with FreqDist, bigrams and ConcordanceIndex; it sorts no lines."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import questions as q


def main(work: str, size: str, mode: str) -> None:
    from nltk import FreqDist, bigrams  # noqa: PLC0415
    from nltk.text import Text  # noqa: PLC0415

    def opened() -> list[list[str]]:
        lines = Path(work, "tokens", f"{size}.txt").read_text("utf-8").splitlines()
        return [[sys.intern(word) for word in line.split(" ")] for line in lines]

    texts = opened()

    def frequency() -> object:
        return [list(pair) for pair in FreqDist(chain.from_iterable(texts)).most_common(20)]

    if mode == "fresh":
        frequency()
        return
    whole = Text(list(chain.from_iterable(texts)))

    def pairs() -> object:
        found = FreqDist(chain.from_iterable(bigrams(text) for text in texts)).most_common(20)
        return [[" ".join(pair), count] for pair, count in found]

    def lines(node: str) -> object:
        return len(whole.concordance_list(node.split(" "), width=120, lines=100_000_000))

    from timing import report  # noqa: PLC0415

    report(
        "NLTK",
        {
            q.REOPEN: lambda: sum(map(len, opened())),
            q.FREQUENCY: frequency,
            q.BIGRAMS: pairs,
            q.RARE_PAGE: lambda: lines(q.RARE),
            q.PHRASE_PAGE: lambda: lines(q.PHRASE),
            q.FREQUENT_ALL: lambda: lines(q.FREQUENT),
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
