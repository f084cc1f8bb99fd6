"""
From the samples to the weights of `policytext.structure.learned`: `python learn.py --conversions
FOLDER --text political-text.jsonl.xz`; with `--folds 5` also how well the weights alone, without
any rule, tell the roles in documents that they were not learned from.
"""

from __future__ import annotations

import argparse
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
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
    parser.add_argument("--folds", type=int, default=0, help="measure on so many parts in turn")
    options = parser.parse_args()
    texts = [*of_texts(), *of_pages()]
    others = [
        *of_conversions(options.conversions, CONVERSIONS),
        *of_political_text(options.text, POLITICAL_TEXTS),
    ]
    if options.folds:
        measure(texts, others, options.folds)
    with tempfile.TemporaryDirectory() as folder:
        lines = [*written(learned([*texts, *others], Path(folder)))]
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def learned(samples: Iterable[Sample], folder: Path) -> pycrfsuite.Tagger:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for _, traits, roles in samples:
        if roles:
            trainer.append(traits, roles)
    trainer.train(str(folder / "weights"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / "weights"))
    return tagger


def written(tagger: pycrfsuite.Tagger) -> Iterator[str]:
    told = tagger.info()
    for (one, two), weight in sorted(told.transitions.items()):
        yield f"{one} > {two}\t{weight:.2f}"
    by_trait: dict[str, list[str]] = defaultdict(list)
    for (trait, role), weight in sorted(told.state_features.items()):
        if abs(weight) >= SMALLEST:
            by_trait[trait].append(f"{role} {weight:.2f}")
    for trait, weights in sorted(by_trait.items()):
        yield "\t".join([trait, *weights])


def measure(texts: list[Sample], others: list[Sample], folds: int) -> None:
    """Print precision, recall and F1 of each role; no form of a document is on both sides."""
    counts: Counter[tuple[str, str]] = Counter()
    for fold in range(folds):
        known = [sample for sample in [*texts, *others] if part(sample, folds) != fold]
        with tempfile.TemporaryDirectory() as folder:
            tagger = learned(known, Path(folder))
            for sample in texts:
                if part(sample, folds) == fold:
                    counts.update(zip(sample[2], tagger.tag(sample[1]), strict=True))
    roles = sorted({role for role, _ in counts})
    scores = []
    for role in roles:
        right = counts[role, role]
        told = sum(counts[other, role] for other in roles)
        true = sum(counts[role, other] for other in roles)
        scores.append(2 * right / (told + true))
        precision = right / max(1, told)
        print(f"{role:12} P {precision:.2f}  R {right / true:.2f}  F {scores[-1]:.2f}  ({true})")
    right = sum(counts[role, role] for role in roles)
    print(f"right {right / counts.total():.3f}  macro-F1 {sum(scores) / len(scores):.3f}")


def part(sample: Sample, folds: int) -> int:
    return zlib.crc32(sample[0].encode()) % folds


if __name__ == "__main__":
    main()
