"""A line as it is printed, and what the rules ask of it."""

from __future__ import annotations

import re
from types import EllipsisType

from policytext.reading import Line
from policytext.structure.dumps import Dump
from policytext.structure.markers import Marker, marker_of
from policytext.structure.marks import Marks, is_unmarked, marks_of
from policytext.structure.runs import TERMINAL, ends_in

COLUMNS = re.compile(r"\S(?:[ \xa0]{4,}|\t+)\S")
PAGE_ALONE = re.compile(
    r"(?:[-–—|\[(] ?)?(?:[Pp]age )?(?:\d{1,3}|[ivxlc]{1,6})(?: of \d{1,4})?(?: ?[-–—|\])])?"
)
PAGE_ENDS = frozenset("0123456789ivxlc-–—|])")
LONGEST_PAGE = 14  # characters of the number of a page
LONE_PARTS = ("annex", "appendix", "schedule")  # need no number
LONGEST_PART = 40  # characters of "Chapter 13"


class Printed:
    """A line and what the rules ask of it, each told once."""

    __slots__ = (
        "_marker",
        "_marks",
        "alone",
        "beside_page_number",
        "gap",
        "indent",
        "is_marked",
        "is_page_number",
        "is_wide",
        "line",
        "opens",
        "text",
    )

    def __init__(self, text: str, line: Line, dump: Dump) -> None:
        self.line = line
        raw = text[line.start : line.end]
        self.text = words = dump.bare(raw)
        self.is_marked = not is_unmarked(raw)
        self._marks = dump.marks(raw) if self.is_marked else None
        self.opens = self._marks is not None and self._marks.opens
        self.alone = self._marks is not None and self._marks.alone
        self.is_wide = "    " in words or "\t" in words or "\xa0" in words
        self.indent = line.indent
        self.gap = line.gap
        short = len(words) <= LONGEST_PAGE and words[-1] in PAGE_ENDS
        self.is_page_number = short and bool(PAGE_ALONE.fullmatch(words))
        self.beside_page_number = False
        self._marker: Marker | EllipsisType | None = ...

    @property
    def marks(self) -> Marks:
        """What the marks say of it."""
        if self._marks is None:  # a line of a paragraph is not asked
            self._marks = marks_of(self.text)
        return self._marks

    @property
    def marker(self) -> Marker | None:
        """The enumeration it opens with."""
        if self._marker is ...:
            self._marker = marker_of(self.text)
        return self._marker

    @property
    def scheme(self) -> str:
        """What its enumeration counts with; empty if it opens with none."""
        marker = self.marker
        return marker.scheme if marker else ""

    @property
    def is_open(self) -> bool:
        """Whether a sentence can go on below it."""
        return self.text[-1] == "," or not ends_in(self.text, TERMINAL)

    @property
    def is_numbered(self) -> bool:
        """Whether it opens with an enumeration that has a mark: "3.", "(a)"."""
        return self.scheme not in ("", "bare")

    @property
    def is_item(self) -> bool:
        """Whether it opens with a bullet or an enumeration."""
        return (self.is_marked and self.marks.bullet) or self.marker is not None

    @property
    def has_columns(self) -> bool:
        """Whether wide blanks part it; those behind its number are no columns."""
        behind = self.marker.length if self.is_wide and self.marker else 0
        return self.is_wide and bool(COLUMNS.search(self.text, behind))

    @property
    def is_count_alone(self) -> bool:
        """Whether it is the number of a paragraph and nothing else: "5.4"."""
        if len(self.text) > LONGEST_PAGE or not self.text[0].isdecimal():
            return False
        marker = self.marker
        whole = marker is not None and marker.length >= len(self.text)
        return whole and marker is not None and marker.scheme == "decimal" and marker.depth > 1

    @property
    def is_part_alone(self) -> bool:
        """Whether it is a part's number and nothing else: its title may be on the next line."""
        if len(self.text) > LONGEST_PART:
            return False
        marker = self.marker
        if marker is None:
            return self.text.lower() in LONE_PARTS
        return marker.length >= len(self.text) and len(marker.label) > 4
