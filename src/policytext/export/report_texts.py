"""The reading view of a report: each text, block by block, cut where names begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pandas as pd

from policytext.structure import own_parts

from .readable import Readable

Row = Mapping[Hashable, Any]
TITLE_LEVEL = 3  # of a text among the page's headings; HTML has none below 6
DEEPEST_LEVEL = 6
FURNITURE = "boilerplate"
NOT_SAID = {"doc_id", "title", "source", "sha256", "encoding", "repaired", "hints"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text; `label` and `name` are empty outside of names."""

    text: str
    label: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block as the page sets it: its element, its anchor, its pieces."""

    row: Row
    anchor: str
    tag: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Text:
    """
    A document as the page sets it.

    `lines` groups the blocks: a run-in heading and its paragraph stand on one line. `outline`
    gives the sections' depth (from 0), name and anchor; `facts` what the file says of itself.
    """

    anchor: str
    title: str
    file: str
    row: Row
    facts: dict[str, str]
    outline: list[tuple[int, str, str]]
    lines: list[list[Part]]
    furniture: list[Part]


def texts(corpus: Readable) -> Iterator[Text]:
    """Give the documents of a corpus as the page sets them."""
    blocks, entities, sections = (
        {str(doc_id): rows for doc_id, rows in table.groupby("doc_id", observed=True)}
        for table in (corpus.blocks, corpus.entities, corpus.sections)
    )
    for number, row in enumerate(corpus.documents.to_dict("records"), 1):
        doc_id, anchor = str(row["doc_id"]), f"t{number}"
        names = _names(entities.get(doc_id, corpus.entities.head(0)))
        rows = blocks.get(doc_id, corpus.blocks.head(0)).sort_values("block_id")
        parts = list(_parts(corpus.texts[doc_id], rows, names, anchor))
        yield Text(
            anchor=anchor,
            title=str(row["title"] or "").strip() or doc_id,
            file=PurePath(str(row["source"])).name,
            row=row,
            facts=_facts(row),
            outline=_outline(sections.get(doc_id, corpus.sections.head(0)), parts),
            lines=_lines(parts),
            furniture=[part for part in parts if part.row["kind"] == FURNITURE],
        )


def _facts(row: Row) -> dict[str, str]:
    """Give the file's metadata, as far as it has any: author, date, address …"""
    said = {key: value for key, value in row.items() if key not in NOT_SAID}
    return {
        str(key).replace("_", " "): str(value)
        for key, value in said.items()
        if not str(key).startswith("n_") and pd.notna(value) and str(value).strip()
    }


def _names(entities: pd.DataFrame) -> list[Row]:
    columns = ["start_char", "end_char", "label", "name"]
    names = entities.sort_values("start_char")[columns]
    return list(names.to_dict("records"))


def _parts(text: str, blocks: pd.DataFrame, names: list[Row], anchor: str) -> Iterator[Part]:
    starts = [name["start_char"] for name in names]
    open_levels: list[int] = []
    ranges = list(zip(blocks["start_char"], blocks["end_char"], strict=True))
    for row, own in zip(blocks.to_dict("records"), own_parts(text, ranges), strict=True):
        tag = "p"
        if row["kind"] == "heading":
            while open_levels and open_levels[-1] >= row["level"]:
                open_levels.pop()
            open_levels.append(row["level"])  # a level that the text skips is not skipped here
            tag = f"h{min(TITLE_LEVEL + len(open_levels), DEEPEST_LEVEL)}"
        pieces: list[Piece] = []
        for start, end in own:
            pieces += [Piece(" ")] if pieces else []  # what a page cut in two goes on
            inside = names[bisect_left(starts, start) : bisect_left(starts, end)]
            pieces += _pieces(text, start, end, inside)
        yield Part(row, f"{anchor}b{row['block_id']}", tag, pieces)


def _pieces(text: str, start: int, end: int, names: list[Row]) -> Iterator[Piece]:
    """Cut a range of the text at its names; what overlaps an earlier name is not cut out."""
    for name in names:
        if start <= name["start_char"] and name["end_char"] <= end:
            yield Piece(text[start : name["start_char"]])
            start = name["end_char"]
            yield Piece(text[name["start_char"] : start], name["label"], name["name"])
    yield Piece(text[start:end])


def _lines(parts: list[Part]) -> list[list[Part]]:
    """Put a run-in heading and the block after it on one line."""
    lines: list[list[Part]] = []
    for part in parts:
        if lines and lines[-1][-1].row["run_in"]:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _outline(sections: pd.DataFrame, parts: list[Part]) -> list[tuple[int, str, str]]:
    """Name the sections and where each begins."""
    begins: dict[int, str] = {}
    for part in parts:
        if part.row["kind"] == "heading":
            begins.setdefault(part.row["section_id"], part.anchor)
    rows = sections[sections["section_id"].isin(list(begins))].sort_values("section_id")
    return [
        (
            min(max(row["level"], 1), DEEPEST_LEVEL) - 1,
            f"{row['marker']} {row['heading']}".strip() or f"section {row['section_id']}",
            begins[row["section_id"]],
        )
        for row in rows.to_dict("records")
    ]
