"""What reading gives and structure fills in: a document, its blocks, where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

KINDS = (
    "title",
    "byline",
    "heading",
    "paragraph",
    "list_item",
    "caption",
    "credit",
    "reference",
    "footnote",
    "table",
    "boilerplate",
)


@dataclass(frozen=True, slots=True)
class Block:
    """
    A run of the text set apart by the page.

    Attributes
    ----------
    start_char, end_char : int
        Half-open range of characters in `Document.text`, without surrounding white space.
    line_start, line_end : int
        First and last line, counted from 1, both inclusive.
    kind : str
        One of `KINDS`.
    level : int
        Depth of a heading (1 is the top), 0 for every other kind.
    marker : str
        The enumeration as printed, without its trailing punctuation marks ("V", "3", "(a)",
        "Chapter 13"); empty if none. The block's range includes it.
    marker_end : int
        Where the heading's words begin: the first character after the marker and the blanks
        that follow it; `start_char` if there is no marker.
    ordinal : int or None
        The marker's value (V is 5; 2.3 is 3), None if there is none.
    run_in : bool
        Whether a heading opens a paragraph on the paragraph's own line.
    reason : str
        The rule that decided the kind, in a few words; "learned: …" where the learned weights did,
        with the trait that spoke most for it.
    """

    start_char: int
    end_char: int
    line_start: int
    line_end: int
    kind: str = "paragraph"
    level: int = 0
    marker: str = ""
    marker_end: int = -1
    ordinal: int | None = None
    run_in: bool = False
    reason: str = ""


class Mark(NamedTuple):  # a page has many; a tuple is made faster than a frozen dataclass
    """
    What a format says of a range of the text.

    Attributes
    ----------
    start_char, end_char : int
        Half-open range of characters in `Document.text`.
    tag : str
        "h1" to "h6", "title", "byline", "b" (bold), "i" (italic), "a" (link), "li" (item of a
        list), "table", "caption", "quote", "footnote", "credit" or "furniture" (navigation,
        header, footer, form, notice …).
    by : str
        What in the file says so ("nav", "class share", "style Heading 1"); may be empty.
    """

    start_char: int
    end_char: int
    tag: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """
    What the user says of some lines of a text.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    level : int
        Depth of a heading; 0 leaves it to the rules.
    lines : tuple of two int
        First and last line, counted from 1; (0, 0) if a pattern tells the lines.
    pattern : str
        A regular expression that is searched for in the first line of a block; may be empty.
    said : str
        Where the hint stands: the file and the number of the hint in it.
    """

    kind: str
    level: int = 0
    lines: tuple[int, int] = (0, 0)
    pattern: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a document came from.

    Attributes
    ----------
    path : str
        The path as given by the caller.
    sha256 : str
        Digest of the file's bytes, in hexadecimal.
    encoding : str
        The encoding that the bytes were decoded with ("utf-8", "utf-8-sig", "cp1252" …); of a
        Word document or a PDF, "docx" or "pdf".
    repaired : bool
        Whether mojibake was found in the decoded text and repaired.
    metadata : dict
        What the file says of itself (date, author, url …); empty where it says nothing.
    """

    path: str
    sha256: str
    encoding: str = "utf-8"
    repaired: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """
    A text as read, and the blocks it is made of.

    Attributes
    ----------
    doc_id : str
        The document's name in every table; from the file name, unique within a batch.
    text : str
        The text as read; nothing is ever lost from it. Of a text file it is the decoded file, of
        a web page, a Word document or a PDF the text taken out of it: every block on lines of its
        own, blank lines between.
    blocks : tuple of Block
        In the order of their beginnings. None overlaps another, but the furniture of a page may
        be nested in the paragraph that it cuts in two. After reading they are the bare runs of
        the page (all of kind "paragraph"); after structure is recovered they have their kinds.
    source : Source
        The file behind it.
    marks : tuple of Mark
        What the format says of ranges of the text, by where they start; a text file has none.
    hints : tuple of Hint
        What the user says of lines of the text; a later one wins.
    """

    doc_id: str
    text: str
    blocks: tuple[Block, ...]
    source: Source
    marks: tuple[Mark, ...] = ()
    hints: tuple[Hint, ...] = ()
