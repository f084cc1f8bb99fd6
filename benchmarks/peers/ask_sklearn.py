"""scikit-learn: CountVectorizer over the same words, for words and pairs; it has no KWIC."""

from __future__ import annotations

import sys
from pathlib import Path

import questions as q


def main(work: str, size: str, mode: str) -> None:
    import numpy as np  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    def opened() -> list[str]:
        return Path(work, "tokens", f"{size}.txt").read_text("utf-8").splitlines()

    texts = opened()

    def counted(n: int) -> object:
        counter = CountVectorizer(
            tokenizer=_words, token_pattern=None, lowercase=False, ngram_range=(n, n)
        )
        counts = np.asarray(counter.fit_transform(texts).sum(axis=0)).ravel()
        names = counter.get_feature_names_out()
        return [[str(names[at]), int(counts[at])] for at in np.argsort(-counts)[:20]]

    if mode == "fresh":
        counted(1)
        return
    from timing import report  # noqa: PLC0415

    report(
        "scikit-learn",
        {
            q.REOPEN: lambda: sum(text.count(" ") + 1 for text in opened()),
            q.FREQUENCY: lambda: counted(1),
            q.BIGRAMS: lambda: counted(2),
        },
    )


def _words(text: str) -> list[str]:
    return text.split(" ")


if __name__ == "__main__":
    main(*sys.argv[1:])
