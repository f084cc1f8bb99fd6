"""A line as it is printed, and what the rules ask of it."""

from __future__ import annotations

import re
from types import EllipsisType

from policytext.reading import Line
from policytext.structure.dumps import Dump
from policytext.structure.markers import Marker, marker_of
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
        "beside_page_number",
        "gap",
        "indent",
        "is_page_number",
        "line",
        "marks",
        "text",
    )

    def __init__(self, text: str, line: Line, dump: Dump) -> None:
        self.line = line
        raw = text[line.start : line.end]
        self.text = words = dump.bare(raw)
        self.marks = dump.marks(raw)
        self.indent = line.indent
        self.gap = line.gap
        short = len(words) <= LONGEST_PAGE and words[-1] in PAGE_ENDS
        self.is_page_number = short and bool(PAGE_ALONE.fullmatch(words))
        self.beside_page_number = False
        self._marker: Marker | EllipsisType | None = ...

    @property
    def marker(self) -> Marker | None:
        """The enumeration it opens with."""
        if self._marker is ...:
            self._marker = marker_of(self.text)
        return self._marker

    @property
    def is_open(self) -> bool:
        """Whether a sentence can go on below it."""
        return self.text[-1] == "," or not ends_in(self.text, TERMINAL)

    @property
    def is_numbered(self) -> bool:
        """Whether it opens with an enumeration that has a mark: "3.", "(a)"."""
        return self.marker is not None and self.marker.scheme != "bare"

    @property
    def has_columns(self) -> bool:
        """Whether wide blanks part it; those behind its number are no columns."""
        text = self.text
        if "    " not in text and "\t" not in text and "\xa0" not in text:
            return False
        return bool(COLUMNS.search(text, self.marker.length if self.marker else 0))

    @property
    def is_part_alone(self) -> bool:
        """Whether it is a part's number and nothing else: its title may be on the next line."""
        if len(self.text) > LONGEST_PART:
            return False
        marker = self.marker
        if marker is None:
            return self.text.lower() in LONE_PARTS
        return marker.length >= len(self.text) and len(marker.label) > 4
