"""The words of a page of a PDF become lines, column by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from policytext.reading.extracted import Span, on_one_line

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
COLUMN_GAP = 2.2  # times the size of the letters: another cell


@dataclass(slots=True)
class Line:
    """A line of a page."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    right: float  # edge of its column
    left: float
    height: float  # of the page
    spans: list[Span] = field(default_factory=list)
    cells: int = 1
    furniture: str = ""

    @property
    def bold(self) -> bool:
        """Whether nearly all of it is bold."""
        bold = sum(end - start for start, end, tag in self.spans if tag == "b")
        return bold > 0.9 * len(self.text)


def lines_of(page: Any) -> Iterator[Line]:
    """
    Read the lines of a page, one column after the other.

    Parameters
    ----------
    page : pdfplumber.page.Page
        A page; what it has cached is freed.

    Yields
    ------
    Line
        From the top of each column.
    """
    words = page.extract_words(
        extra_attrs=["size", "fontname"], keep_blank_chars=False, use_text_flow=False
    )
    page.close()  # frees what it has cached
    height = float(page.height)
    for column in _columns(words, float(page.width)):
        left = min(word["x0"] for word in column)
        right = max(word["x1"] for word in column)
        for row in _rows(column):
            yield _line(row, page.page_number, left, right, height)


def _columns(words: Sequence[dict[str, Any]], width: float) -> list[list[dict[str, Any]]]:
    """Part a page that is set in two columns; what crosses the gutter parts it once more."""
    if not words:
        return []
    middle = [width * (0.4 + 0.01 * k) for k in range(21)]
    crossing = {x: [w for w in words if w["x0"] < x < w["x1"]] for x in middle}
    gutter = min(middle, key=lambda x: (len(crossing[x]), abs(x - width / 2)))
    rows = _rows(words)
    two = [
        row
        for row in rows
        if any(w["x1"] <= gutter for w in row)
        and any(w["x0"] >= gutter for w in row)
        and _gap(row, gutter) > 8
    ]
    if len(two) < 8 or len(two) < 0.5 * len(rows):
        return [list(words)]
    columns: list[list[dict[str, Any]]] = []
    sides: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for row in rows:
        spans = any(w["x0"] < gutter < w["x1"] for w in row) or (
            any(w["x1"] <= gutter for w in row)
            and any(w["x0"] >= gutter for w in row)
            and _gap(row, gutter) <= 8
        )
        if spans:
            columns += [side for side in sides if side]
            columns.append(list(row))
            sides = ([], [])
            continue
        for word in row:
            sides[word["x0"] >= gutter].append(word)
    return columns + [side for side in sides if side]


def _gap(row: Sequence[dict[str, Any]], gutter: float) -> float:
    left = max((w["x1"] for w in row if w["x1"] <= gutter), default=0.0)
    right = min((w["x0"] for w in row if w["x0"] >= gutter), default=float("inf"))
    return float(right - left)


def _rows(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if not rows or word["bottom"] - bottom > 0.35 * (word["bottom"] - word["top"]):
            rows.append([])
            bottom = word["bottom"]
        rows[-1].append(word)
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _line(
    row: Sequence[dict[str, Any]], page: int, left: float, right: float, height: float
) -> Line:
    text = ""
    spans: list[Span] = []
    sizes: Counter[float] = Counter()
    cells = 1
    for n, word in enumerate(row):
        words = on_one_line(word["text"])
        if n and words:
            gap = word["x0"] - row[n - 1]["x1"]
            wide = gap > COLUMN_GAP * word["size"]
            cells += wide
            text += "\t" if wide else " " if gap > 0.12 * word["size"] else ""
        start = len(text)
        text += words
        sizes[round(word["size"] * 2) / 2] += len(words)
        for tag, pattern in (("b", BOLD), ("i", ITALIC)):
            if words and pattern.search(word["fontname"]):
                if spans and spans[-1][2] == tag and spans[-1][1] >= start - 1:
                    spans[-1] = (spans[-1][0], len(text), tag)
                else:
                    spans.append((start, len(text), tag))
    return Line(
        text,
        page,
        row[0]["x0"],
        row[-1]["x1"],
        min(w["top"] for w in row),
        max(w["bottom"] for w in row),
        sizes.most_common(1)[0][0],
        right,
        left,
        height,
        spans,
        cells,
    )
