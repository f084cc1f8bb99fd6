"""The lines of a text, counted as an editor counts them, and the bare runs between blank ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.reading.document import Block

# An editor starts a new line at \n, \r\n and \r. A form feed (page break) and a paragraph
# separator part the text without starting a line.
BREAK = re.compile(r"\r\n|[\n\r\x0c\u2029]")
OTHER_BREAKS = ("\r", "\x0c", "\u2029")
TAB = 4  # columns


@dataclass(slots=True)
class Line:
    """
    A line that is not blank, or the part of one before or after a page break.

    Attributes
    ----------
    number : int
        Counted from 1.
    start, end : int
        Half-open range of characters, without surrounding white space.
    indent : int
        Columns of white space before it.
    gap : int
        Blank lines before it; a page break counts as one.
    """

    number: int
    start: int
    end: int
    indent: int
    gap: int


def lines_of(text: str) -> list[Line]:
    """
    List the lines of a text that are not blank.

    Parameters
    ----------
    text : str
        Any text; lines may end in line feeds, carriage returns or both.

    Returns
    -------
    list of Line
        In order; between them there is white space only.

    Examples
    --------
    >>> [(line.number, line.gap) for line in lines_of("One\\r\\n\\r\\n  Two")]
    [(1, 0), (3, 1)]
    """
    if not any(mark in text for mark in OTHER_BREAKS):
        return _lines_of_plain(text)
    found = []
    gap = 0
    for number, start, end, after_page_break in _pieces(text):
        piece = text[start:end]
        content = piece.strip()
        gap += after_page_break
        if not content:
            gap += not after_page_break
            continue
        lead = len(piece) - len(piece.lstrip())
        begin = start + lead
        indent = _columns(piece[:lead])
        found.append(Line(number, begin, begin + len(content), indent, gap))
        gap = 0
    return found


def bare_blocks(text: str) -> tuple[Block, ...]:
    """
    Part a text at its blank lines.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of Block
        One block of kind "paragraph" for every run of lines that are not blank.
    """
    runs: list[list[Line]] = []
    for line in lines_of(text):
        if line.gap or not runs:
            runs.append([])
        runs[-1].append(line)
    return tuple(
        Block(run[0].start, run[-1].end, run[0].number, run[-1].number, marker_end=run[0].start)
        for run in runs
    )


def _lines_of_plain(text: str) -> list[Line]:
    """As `lines_of`, of a text whose only breaks are line feeds, as most are."""
    found = []
    gap = start = 0
    for number, piece in enumerate(text.split("\n"), start=1):
        content = piece.strip()
        if content:
            lead = 0 if piece[0] == content[0] else len(piece) - len(piece.lstrip())
            begin = start + lead
            indent = _columns(piece[:lead]) if lead else 0
            found.append(Line(number, begin, begin + len(content), indent, gap))
            gap = 0
        else:
            gap += 1
        start += len(piece) + 1
    return found


def _pieces(text: str) -> Iterator[tuple[int, int, int, bool]]:
    number, start, after_page_break = 1, 0, False
    for mark in BREAK.finditer(text):
        yield number, start, mark.start(), after_page_break
        after_page_break = mark.group() in "\x0c\u2029"
        number += not after_page_break
        start = mark.end()
    yield number, start, len(text), after_page_break


def _columns(blanks: str) -> int:
    # an ideographic space is two columns wide
    return sum(TAB if c == "\t" else 2 if c == "\u3000" else c != "\ufeff" for c in blanks)
