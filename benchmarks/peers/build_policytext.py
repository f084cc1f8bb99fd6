"""Build a corpus of ours with the blank pipeline, or write its words for the peers without one."""

from __future__ import annotations

import sys
from pathlib import Path


def main(work: str, size: str, mode: str) -> None:
    import policytext as pt  # noqa: PLC0415

    folder = Path(work, "policytext", size)
    if mode == "build":
        import spacy  # noqa: PLC0415

        pt.build(Path(work, "texts", size), pipeline=spacy.blank("en")).save(folder)
        return
    tokens = pt.load(folder).tokens
    target = Path(work, "tokens", f"{size}.txt")
    target.parent.mkdir(exist_ok=True)
    with target.open("w", encoding="utf-8") as lines:
        for _, words in tokens[["doc_id", "lower"]].groupby("doc_id", observed=True)["lower"]:
            lines.write(" ".join("_".join(word.split()) for word in words) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
