"""A run: lines that the page sets as one, and what its words say before it is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policytext.structure.markers import Marker, marker_of
from policytext.structure.marks import Marks, plain_text

TERMINAL = frozenset(".!?:;,。！？：；，…")
SENTENCE_END = frozenset(".!?。！？…")
CLOSING = " \t\xa0\"'”’»)]）】」』*_~"
NOTE_MARK = re.compile(
    r"(?:\^?\(?\[(?:footnote )?\^?\w{1,3}\]\)?|[¹²³⁰⁴-⁹]+|(?<=[^\d\s][.!?”\"’])\d{1,3})$"
)
CUT_SHORT = frozenset(
    "of the and for to in on a an with by or from at its our their under between into as &".split()  # noqa: SIM905
)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
LONGEST_NOTE_MARK = 24  # characters
LONGEST_PART_TITLE = 14  # words, on the line below "Article 5"
LONGEST_MARKER = 80  # characters of a number on a line of its own, with its marks
LONGEST_WORD = 40  # characters; what has no blanks is not short for that


@dataclass(slots=True)
class Run:
    """
    A run of lines that the page sets as one, before it is judged.

    Attributes
    ----------
    start, end : int
        Half-open range of characters.
    line_start, line_end : int
        First and last line, both inclusive.
    raw : str
        The characters.
    marks : Marks
        What Markdown says of it.
    indent, gap : int
        Columns before its first line; blank lines before it.
    metadata : bool
        Whether a tool set it before the text or behind it: fields that open a file, addresses.
    beside_page_number : bool
        Whether it is a line that comes back beside the numbers of pages.
    goes_on : bool
        Whether it goes on in the middle of a sentence that the run before it broke off.
    words : str
        The text without marks, its white space single blanks.
    size : int
        How many words it has; two CJK characters count as one.
    marker : Marker or None
        The enumeration it opens with.
    is_sentence, is_open : bool
        Whether it ends as a sentence does; whether it ends with no punctuation mark at all.
    """

    start: int
    end: int
    line_start: int
    line_end: int
    raw: str
    marks: Marks
    indent: int = 0
    gap: int = 0
    metadata: bool = False
    beside_page_number: bool = False
    goes_on: bool = False
    words: str = field(init=False)
    size: int = field(init=False)
    marker: Marker | None = field(init=False)
    is_sentence: bool = field(init=False)
    is_open: bool = field(init=False)

    def __post_init__(self) -> None:
        self.words = words = self.marks.plain
        blanks = words.count(" ") + 1
        plain = words.isascii() and words and len(words) < LONGEST_WORD * blanks
        self.size = blanks if plain else size_of(words)
        self.marker = _marker_of_run(self.raw, words)
        self.is_sentence = ends_in(words, SENTENCE_END)
        self.is_open = not (self.is_sentence or ends_in(words, TERMINAL))

    @property
    def bare(self) -> str:
        """The words without the enumeration."""
        return self.words[self.marker.length :] if self.marker else self.words


def _marker_of_run(raw: str, words: str) -> Marker | None:
    end = raw.find("\n", 0, LONGEST_MARKER)
    if end >= 0:
        alone = plain_text(raw[:end])
        marker = marker_of(alone)
        if marker and marker.length >= len(alone):
            return replace(marker, length=len(alone) + 1)
    return marker_of(words)


def size_of(text: str) -> int:
    """
    Count words; two CJK characters count as one, and so do each 40 without a blank.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    int
        Words.
    """
    cjk = 0 if text.isascii() else len(CJK.findall(text))
    words = len((CJK.sub(" ", text) if cjk else text).split()) + (cjk + 1) // 2
    return max(words, len(text) // LONGEST_WORD)


def ending(text: str) -> str:
    """
    Drop what may stand behind a last punctuation mark: quotation marks, brackets, note marks.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text up to its last word or mark.

    Examples
    --------
    >>> ending('“We will act.”[12]')
    '“We will act.'
    """
    if text[-1:].isalpha():
        return text
    shorter = _without_note(text.rstrip())
    for _ in range(2):  # a note mark stands behind a quotation mark, or before it
        shorter = _without_note(shorter.rstrip(CLOSING))
    return shorter


def _without_note(text: str) -> str:
    last = text[-1:]
    if last not in ("]", ")") and not last.isdigit():
        return text
    found = NOTE_MARK.search(text, max(0, len(text) - LONGEST_NOTE_MARK))
    return text[: found.start()] if found else text


def ends_in(text: str, marks: frozenset[str]) -> bool:
    """Whether a text ends in one of some marks, but for brackets and quotes behind it."""
    last = text[-1:]
    if last.isalpha():
        return False
    return last in marks or ending(text)[-1:] in marks
