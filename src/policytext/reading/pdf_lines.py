"""The words of a page of a PDF become lines, column by column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from policytext.reading.extracted import Span, on_one_line

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
COLUMN_GAP = 2.2  # times the size of the letters: another cell
NARROWEST_GUTTER = 8.0  # points
FEWEST_LINES = 5  # in a column
FILLED = 0.5  # of its width, by the lines of a column of text
LENGTH = 4  # words, of the lines of a column of text; the cells of a table are shorter
UNPAIRED = 0.3  # of the lines of a column; those of a table stand beside one another

Word = dict[str, Any]  # as pdfplumber gives it


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
    for column in _columns(words, 0.0, float(page.width)):
        left = min(word["x0"] for word in column)
        right = max(word["x1"] for word in column)
        for row in _rows(column):
            yield _line(row, page.page_number, left, right, height)


def _columns(words: Sequence[Word], left: float, right: float) -> list[list[Word]]:
    """Part words that are set in columns; what crosses the gutter parts the columns once more."""
    if not words:
        return []
    gutter = _gutter(words, left, right)
    if gutter is None:
        return [list(words)]
    columns: list[list[Word]] = []
    sides: tuple[list[Word], list[Word]] = ([], [])
    for row in _rows(words):
        if _crosses(row, gutter):
            columns += _of_sides(sides, left, gutter, right)
            columns.append(list(row))
            sides = ([], [])
            continue
        for word in row:
            sides[word["x0"] >= gutter].append(word)
    return columns + _of_sides(sides, left, gutter, right)


def _of_sides(
    sides: tuple[list[Word], list[Word]], left: float, gutter: float, right: float
) -> list[list[Word]]:
    return _columns(sides[0], left, gutter) + _columns(sides[1], gutter, right)


def _gutter(words: Sequence[Word], left: float, right: float) -> float | None:
    """Where hardly a line crosses and the lines on both sides fill their column, as text does."""
    rows = _rows(words)
    if len(rows) < FEWEST_LINES:
        return None
    places = [left + (right - left) * percent / 100 for percent in range(25, 76)]
    crossing = [sum(w["x0"] < x < w["x1"] for w in words) for x in places]
    fewest = min(crossing)
    clear = [x for x, n in zip(places, crossing, strict=True) if n == fewest]
    gutter = min(clear, key=lambda x: (-_room(words, x), abs(x - (left + right) / 2)))
    across = [row for row in rows if _crosses(row, gutter)]
    apart = [word for row in rows if not _crosses(row, gutter) for word in row]
    before = _rows(word for word in apart if word["x0"] < gutter)
    after = _rows(word for word in apart if word["x0"] >= gutter)
    if min(len(before), len(after)) < FEWEST_LINES:
        return None
    if len(across) > max(len(before), len(after)) / 2:
        return None
    if _unpaired(before, after) > UNPAIRED:
        text = max(_filled(before), _filled(after)) > FILLED
    else:
        text = all(_filled(side) > FILLED and _length(side) > LENGTH for side in (before, after))
    return gutter if text else None


def _room(words: Sequence[Word], x: float) -> float:
    """How far the words on both sides of a place stand from each other."""
    before = max((w["x1"] for w in words if w["x1"] <= x), default=None)
    after = min((w["x0"] for w in words if w["x0"] >= x), default=None)
    return 0.0 if before is None or after is None else float(after - before)


def _filled(rows: Sequence[Sequence[Word]]) -> float:
    """Which share of the width of its column a line fills, on average."""
    left = min(row[0]["x0"] for row in rows)
    right = max(row[-1]["x1"] for row in rows)
    widths = [row[-1]["x1"] - row[0]["x0"] for row in rows]
    return float(sum(widths) / len(widths) / max(right - left, 1.0))


def _length(rows: Sequence[Sequence[Word]]) -> float:
    """How many words a line has, on average."""
    return sum(len(row) for row in rows) / len(rows)


def _unpaired(before: Sequence[Sequence[Word]], after: Sequence[Sequence[Word]]) -> float:
    """Which share of the lines of the shorter column has no line of the other beside it."""
    fewer, more = sorted((before, after), key=len)
    bottoms = [row[0]["bottom"] for row in more]
    alone = 0
    for row in fewer:
        at = bisect_left(bottoms, row[0]["bottom"] - 1)  # point
        alone += at == len(bottoms) or bottoms[at] > row[0]["bottom"] + 1
    return alone / len(fewer)


def _crosses(row: Sequence[Word], gutter: float) -> bool:
    """Whether a line goes over the gutter, in a word or between two."""
    if any(w["x0"] < gutter < w["x1"] for w in row):
        return True
    left = max((w["x1"] for w in row if w["x1"] <= gutter), default=None)
    right = min((w["x0"] for w in row if w["x0"] >= gutter), default=None)
    return left is not None and right is not None and right - left <= NARROWEST_GUTTER


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if not rows or word["bottom"] - bottom > 0.35 * (word["bottom"] - word["top"]):
            rows.append([])
            bottom = word["bottom"]
        rows[-1].append(word)
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _line(row: Sequence[Word], page: int, left: float, right: float, height: float) -> Line:
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
