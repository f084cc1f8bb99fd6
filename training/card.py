"""Write the model card from the figures: `python card.py`."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
SYNTAX = ("words", "UPOS", "XPOS", "lemma", "UAS", "LAS", "sentences")
NAMES = ("F1", "precision", "recall", "PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT")


def main() -> None:
    figures = json.loads((HERE / "figures.json").read_text(encoding="utf-8"))
    words = (HERE / "card" / "template.md").read_text(encoding="utf-8")
    card = words.format(
        syntax=table("test set, from raw text", SYNTAX, figures["syntax"]),
        names=table("test set", NAMES, figures["names"]),
        speed="\n".join(f"* {name}: {value:,}" for name, value in figures["speed"].items()),
        seeds=seeds(figures),
    )
    (HERE / "card" / "README.md").write_text(card, encoding="utf-8")


def table(first: str, columns: tuple[str, ...], rows: dict[str, dict[str, float]]) -> str:
    lines = [f"| {first} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, row in rows.items():
        cells = (f"{row[c]:.1f}" if c in row else "" for c in columns)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def seeds(figures: dict[str, dict[str, float]]) -> str:
    found = figures.get("seeds, in-sample")
    if not found:
        return "not measured"
    return ", ".join(f"{name} {value:.1f}" for name, value in found.items())


if __name__ == "__main__":
    main()
