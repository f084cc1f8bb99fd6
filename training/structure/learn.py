"""
From the samples to the weights of `policytext.structure.learned`: `python learn.py --conversions
FOLDER --text political-text.jsonl.xz --out weights.txt`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite
from samples import Sample, of_conversions, of_pages, of_political_text, of_texts

CONVERSIONS = 0.5  # of them; all of them would outweigh the texts
POLITICAL_TEXTS = 900
SETTINGS = {
    "c1": 0.1,
    "c2": 0.3,
    "max_iterations": 150,
    "feature.minfreq": 3,
    "feature.possible_transitions": True,
}
SMALLEST = 0.02  # a weight nearer to nothing is left out
WEIGHTS = Path(__file__).resolve().parents[2] / "src/policytext/structure/weights.txt"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversions", type=Path, required=True, help="what conversions.py made")
    parser.add_argument("--text", type=Path, required=True, help="political-text.jsonl.xz")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    lines = learned(samples(options.conversions, options.text))
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def samples(conversions: Path, text: Path) -> Iterator[Sample]:
    yield from of_texts()
    yield from of_pages()
    yield from of_conversions(conversions, CONVERSIONS)
    yield from of_political_text(text, POLITICAL_TEXTS)


def learned(samples: Iterator[Sample]) -> Iterator[str]:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for traits, roles in samples:
        if roles:
            trainer.append(traits, roles)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder, "weights"))
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        told = tagger.info()
    for (one, two), weight in sorted(told.transitions.items()):
        yield f"{one} > {two}\t{weight:.2f}"
    by_trait: dict[str, list[str]] = defaultdict(list)
    for (trait, role), weight in sorted(told.state_features.items()):
        if abs(weight) >= SMALLEST:
            by_trait[trait].append(f"{role} {weight:.2f}")
    for trait, weights in sorted(by_trait.items()):
        yield "\t".join([trait, *weights])


if __name__ == "__main__":
    main()
