"""Average two pipelines of one training: `python average.py ONE OTHER --out MODEL`."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    nlp, other = spacy.load(options.one), spacy.load(options.other)
    for name, pipe in nlp.pipeline:
        nodes = zip(pipe.model.walk(), other.get_pipe(name).model.walk(), strict=True)  # type: ignore[attr-defined]
        for mine, its in nodes:
            for param in mine.param_names:
                if mine.has_param(param):
                    mine.set_param(param, (mine.get_param(param) + its.get_param(param)) / 2)
    nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
