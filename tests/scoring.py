"""From documents to the scorer's neutral format, and the scorer that stands beside the gold."""

from __future__ import annotations

import difflib
import importlib.util
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from policytext.reading import Block, Document, lines_of
from policytext.structure import own_ranges
from policytext.structure.marks import plain_text

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "seeds" / "gold"
ROLES = {"list_item": "paragraph", "footnote": "reference", "table": "paragraph"}
WORD = re.compile(r"\w+")
PART = re.compile(r"^[^\W\d_]{2,}\.?\s+(?=\S)")  # the word before the number: "Chapter 13"


def scorer() -> ModuleType:
    """Load the scorer that came with the gold."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block_rows(document: Document) -> pd.DataFrame:
    """Lay out blocks for the scorer: a run-in heading's paragraph covers all its lines."""
    rows = []
    blocks = document.blocks
    own = own_ranges(document)
    for n, block in enumerate(blocks):
        row = _row(document, block)
        opened = n > 0 and blocks[n - 1].run_in and block.kind in ("paragraph", "list_item")
        if opened:
            first = blocks[n - 1]
            row["line_start"] = first.line_start
            row["text"] = document.text[first.start_char : block.end_char]
        parts = [_lines(document, *part) for part in own[n]]
        rows += [row | part for part in parts] if len(parts) > 1 else [row]
    columns = ["line_start", "line_end", "role", "level", "number", "text", "run_in"]
    return pd.DataFrame(rows, columns=columns)


def write_predictions(
    documents: Iterable[Document], folder: Path, entities: pd.DataFrame | None = None
) -> None:
    """Write one folder a document: blocks.csv and, where entities are given, entities.csv."""
    for document in documents:
        place = folder / document.doc_id
        place.mkdir(parents=True, exist_ok=True)
        block_rows(document).to_csv(place / "blocks.csv", index=False)
        if entities is not None:
            own = entities[entities["doc_id"] == document.doc_id]
            columns = ["start_char", "end_char", "label", "text"]
            own[columns].to_csv(place / "entities.csv", index=False)


def evaluate(documents: Iterable[Document], gold: Path, folder: Path) -> dict[str, Any]:
    """Score documents whose names are those of the folders of the gold."""
    documents = list(documents)
    write_predictions(documents, folder)
    score = scorer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the scorer leaves its files open
        wanted = score.load_gold(str(gold))
        return score.evaluate(wanted, str(folder), {document.doc_id for document in documents})


def gold_of_words(rows: Sequence[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """
    Keep the rows of a page's gold that a text made from the page has, too.

    A tool leaves out what it likes: a row stays if half of its words are there in their order, a
    run-in heading if its paragraph stays.
    """
    wanted = [
        (word, k)
        for k, row in enumerate(rows)
        if not row["run_in"]
        for word in WORD.findall(row["text"].lower())
    ]
    words = [word for word, _ in wanted]
    found = difflib.SequenceMatcher(None, words, WORD.findall(text.lower()), autojunk=False)
    there = Counter(
        wanted[block.a + n][1] for block in found.get_matching_blocks() for n in range(block.size)
    )
    all_ = Counter(k for _, k in wanted)
    kept = {k for k in range(len(rows)) if 2 * there[k] >= all_[k]}
    return [row for k, row in enumerate(rows) if k in kept and _stays(rows, k, kept)]


def _stays(rows: Sequence[dict[str, Any]], k: int, kept: set[int]) -> bool:
    if not rows[k]["run_in"]:
        return True
    beside = (j for j in (k - 1, k + 1) if 0 <= j < len(rows) and j in kept)
    return any(rows[j]["text"].startswith(rows[k]["text"][:12]) for j in beside)


def _row(document: Document, block: Block) -> dict[str, Any]:
    heading = block.kind == "heading"
    words = plain_text(document.text[block.start_char : block.end_char]).lstrip("# ")
    return {
        "line_start": block.line_start,
        "line_end": block.line_end,
        "role": ROLES.get(block.kind, block.kind),
        "level": block.level if heading else "",
        "number": PART.sub("", block.marker),
        "text": words if heading else document.text[block.start_char : block.end_char],
        "run_in": str(block.run_in).lower(),
    }


def _lines(document: Document, start: int, end: int) -> dict[str, Any]:
    """A part of a paragraph that a page cuts: furniture stands between it and the next."""
    first = lines_of(document.text[:start] + "x")[-1].number
    last = lines_of(document.text[:end])[-1].number
    return {"line_start": first, "line_end": last, "text": document.text[start:end]}
