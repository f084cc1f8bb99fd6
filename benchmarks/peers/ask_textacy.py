"""textacy: spaCy Docs of the same words, asked for bags of words, n-grams and KWIC."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import questions as q


def main(work: str, size: str, mode: str) -> None:
    import spacy  # noqa: PLC0415
    from spacy.tokens import Doc  # noqa: PLC0415
    from textacy import extract  # noqa: PLC0415

    vocab = spacy.blank("en").vocab

    def opened() -> list[Doc]:
        lines = Path(work, "tokens", f"{size}.txt").read_text("utf-8").splitlines()
        return [Doc(vocab, words=line.split(" ")) for line in lines]

    docs = opened()

    def counted(n: int) -> object:
        counts: Counter[str] = Counter()
        for doc in docs:
            found = extract.ngrams(
                doc, n, filter_stops=False, filter_punct=False, filter_nums=False
            )
            counts.update(span.text for span in found)
        return [list(pair) for pair in counts.most_common(20)]

    if mode == "fresh":
        counted(1)
        return

    def lines(node: str) -> object:
        return sum(
            len(list(extract.keyword_in_context(doc, rf"\b{node}\b", window_width=60)))
            for doc in docs
        )

    from timing import report  # noqa: PLC0415

    report(
        "textacy",
        {
            q.REOPEN: lambda: sum(map(len, opened())),
            q.FREQUENCY: lambda: counted(1),
            q.BIGRAMS: lambda: counted(2),
            q.RARE_PAGE: lambda: lines(q.RARE),
            q.PHRASE_PAGE: lambda: lines(q.PHRASE),
            q.FREQUENT_ALL: lambda: lines(q.FREQUENT),
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
