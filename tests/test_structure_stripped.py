"""Documents whose headings are taken out: what is left has none, so none may be found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policytext.reading import Block, Document, read
from policytext.structure import recover_structure

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "documents", HERE / "more_documents")
SHORTEST = 6  # letters of a name that is looked for inside a line
OTHERS = ("boilerplate", "byline")  # such lines repeat headings: contents, running headers


def gold_of(place: Path) -> list[dict[str, Any]]:
    with (place / "blocks.jsonl").open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def without_headings(text: str, rows: list[dict[str, Any]]) -> str:
    """Take out the headings, and the lines of the furniture that repeat their words."""
    headings = [row for row in rows if row["role"] == "heading"]
    names = {words_of(part) for row in headings for part in row["text"].split("\n")}
    again = [
        row for row in rows if row["role"] in OTHERS and _repeats(words_of(row["text"]), names)
    ]
    for row in sorted(headings + again, key=lambda row: -row["start_char"]):
        text = text[: row["start_char"]] + text[row["end_char"] :]
    return text


def _repeats(words: str, names: set[str]) -> bool:
    return words in names or any(name in words for name in names if len(name) >= SHORTEST)


def words_of(text: str) -> str:
    return " ".join("".join(c if c.isalpha() else " " for c in text.casefold()).split())


def headings(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "heading"]


SAMPLES = [
    place
    for folder in FOLDERS
    for place in sorted(folder.iterdir())
    if (place / "blocks.jsonl").exists()
    and any(row["role"] == "heading" for row in gold_of(place))
    and next(place.glob("source.*")).suffix in (".txt", ".md")
]


@pytest.mark.parametrize("place", SAMPLES, ids=lambda place: place.name)
def test_a_document_whose_headings_are_taken_out_has_none(place: Path, tmp_path: Path) -> None:
    source = next(place.glob("source.*"))
    with source.open(encoding="utf-8", newline="") as file:
        text = without_headings(file.read(), gold_of(place))
    stripped = tmp_path / source.name
    stripped.write_text(text, encoding="utf-8", newline="")
    document = recover_structure(read(stripped))
    found = [document.text[b.start_char : b.end_char] for b in headings(document)]
    furniture = {row["text"] for row in gold_of(place) if row["role"] == "boilerplate"}
    assert [line for line in found if line not in furniture] == []
