"""The text that is taken out of a page, a Word document or a PDF, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from policytext.reading.document import Mark

BLANKS = re.compile(r"[ \t\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff]")
BETWEEN = "\n\n"
BREAKS = str.maketrans("\r\f\u2028\u2029\x85\v", " " * 6)  # other things that part lines
ONE_BREAK = re.compile(r"\n(?=\s*\n)")  # no blank line within a block

Span: TypeAlias = tuple[int, int, str]


@dataclass(slots=True)
class Piece:
    """
    A block of text as the format sets it apart.

    Attributes
    ----------
    text : str
        Without white space around it; lines are parted by line feeds, none of them blank.
    tags : dict of str to str
        What the format says of all of it: a tag of `Mark`, and what says so.
    spans : sequence of (int, int, str)
        What it says of parts of it: a range of its characters and a tag.
    """

    text: str
    tags: dict[str, str] = field(default_factory=dict)
    spans: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """
    What is taken out of a file.

    Attributes
    ----------
    text : str
        Its blocks on lines of their own, blank lines between.
    marks : tuple of Mark
        By where they start.
    metadata : dict
        What the file says of itself.
    encoding : str
        As in `Source`.
    repaired : bool
        Whether mojibake was undone.
    """

    text: str
    marks: tuple[Mark, ...]
    metadata: dict[str, str]
    encoding: str
    repaired: bool = False


def compose(
    pieces: Iterable[Piece], metadata: dict[str, str], encoding: str, repaired: bool = False
) -> Extracted:
    """
    Set blocks one below the other.

    Parameters
    ----------
    pieces : iterable of Piece
        In reading order.
    metadata : dict
        What the file says of itself.
    encoding : str
        As in `Source`.
    repaired : bool
        Whether mojibake was undone.

    Returns
    -------
    Extracted

    Examples
    --------
    >>> compose([Piece("Plan", {"h1": "h1"}), Piece("Text.")], {}, "utf-8").marks
    (Mark(start_char=0, end_char=4, tag='h1', by='h1'),)
    """
    texts = []
    marks = []
    at = 0
    for piece in pieces:
        if not piece.text.isprintable():
            piece.text = ONE_BREAK.sub(" ", piece.text.translate(BREAKS))
        end = at + len(piece.text)
        if piece.tags:
            marks += [Mark(at, end, tag, by) for tag, by in piece.tags.items()]
        if piece.spans:
            marks += [Mark(at + start, at + stop, tag) for start, stop, tag in sorted(piece.spans)]
        texts.append(piece.text)
        at = end + len(BETWEEN)
    return Extracted(BETWEEN.join(texts), tuple(marks), metadata, encoding, repaired)


def on_one_line(text: str) -> str:
    """
    Make the white space of a line single blanks; no-break spaces stay.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Characters that cannot be printed are left out.

    Examples
    --------
    >>> on_one_line("  Our\\n plan ")
    'Our plan'
    """
    return with_single_blanks(text).strip(" ")


def with_single_blanks(text: str) -> str:
    """
    Make the white space in a text single blanks, that around it too; no-break spaces stay.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Characters that cannot be printed are left out.

    Examples
    --------
    >>> with_single_blanks("  Our\\n plan ")
    ' Our plan '
    """
    if text.isprintable() and "  " not in text:  # as most are
        return text
    return BLANKS.sub(" ", UNSEEN.sub("", text).replace("\n", " "))


def key_of(text: str) -> str:
    """
    Give the letters and digits of a text, for comparing.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        In small letters.

    Examples
    --------
    >>> key_of("Our plan, 2024")
    'ourplan2024'
    """
    return "".join(c for c in text.casefold() if c.isalnum())
