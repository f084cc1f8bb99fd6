"""Lines become runs: a paragraph wrapped over lines is one, a line that stands alone is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from policytext.reading import Document, Line, front_matter_end, lines_of
from policytext.structure.markers import Marker, marker_of
from policytext.structure.marks import Marks, marks_of, plain_text

TERMINAL = re.compile(r"[.!?:;,。！？：；，…]$")
SENTENCE_END = re.compile(r"[.!?。！？…]$")
CLOSING = " \t\xa0\"'”’»)]）】」』*_~"
NOTE_MARK = re.compile(r"(?:\[(?:footnote )?\^?\w{1,3}\]|[¹²³⁰⁴-⁹]+|(?<=[.!?”\"’])\d{1,3})$")
CUT_SHORT = re.compile(
    r"\b(?:of|the|and|for|to|in|on|a|an|with|by|or|from|at|its|our|their|under|between|into|as|&)$",
    re.IGNORECASE,
)
DATE_ALONE = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?,? (?:\d{1,2}, )?(?:19|20)\d{2}")
COLUMNS = re.compile(r"\S(?:[ \xa0]{4,}|\t+)\S")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
LONGEST_WRAPPED = 150  # characters; longer lines are paragraphs that the page did not wrap
SHORTEST_WRAPPED = 30
SHORTEST_WRAPPED_CJK = 18
LONGEST_PART_TITLE = 14  # words, on the line below "Article 5"
LONGEST_WORD = 40  # characters; what has no blanks is not short for that
DOUBLE_SPACED = 0.25  # of the lines set apart by one blank line break off in a sentence
NEARLY = 0.86  # of the width: a line that is full although its right edge is ragged


@dataclass(frozen=True)
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
        Whether it is the fields that open a file.
    goes_on : bool
        Whether it goes on in the middle of a sentence that the run before it broke off.
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
    goes_on: bool = False

    @cached_property
    def words(self) -> str:
        """The text without marks, its white space single blanks."""
        return self.marks.plain

    @cached_property
    def marker(self) -> Marker | None:
        """The enumeration it opens with."""
        first, newline, _ = self.raw.partition("\n")
        if newline and "\n" not in first:
            alone = plain_text(first)
            marker = marker_of(alone)
            if marker and marker.length >= len(alone):
                return replace(marker, length=len(alone) + 1)
        return marker_of(self.words)

    @cached_property
    def bare(self) -> str:
        """The words without the enumeration."""
        return self.words[self.marker.length :] if self.marker else self.words

    @cached_property
    def size(self) -> int:
        """How many words it has; two CJK characters count as one."""
        return size_of(self.words)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(SENTENCE_END.search(ending(self.words)))

    @cached_property
    def is_open(self) -> bool:
        """Whether it ends with no punctuation mark at all."""
        return not TERMINAL.search(ending(self.words))


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
    shorter = NOTE_MARK.sub("", text.rstrip())
    for _ in range(2):  # a note mark stands behind a quotation mark, or before it
        shorter = NOTE_MARK.sub("", shorter.rstrip(CLOSING))
    return shorter


def runs_of(document: Document) -> tuple[Run, ...]:
    """
    Divide a document's text into runs.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    tuple of Run
        Every character that is not white space is in one of them.
    """
    text = document.text
    all_lines = lines_of(text)
    head = front_matter_end(text)
    opening = [line for line in all_lines if line.end <= head]
    lines = all_lines[len(opening) :]
    marks = [marks_of(text[line.start : line.end]) for line in lines]
    lines = _single_spaced(text, lines, marks)
    width = _width(text, lines, marks)
    groups: list[list[int]] = []
    fenced = False
    for i, line in enumerate(lines):
        joins = i > 0 and (
            fenced
            or _continues(
                text,
                lines[i - 1],
                line,
                above_marks=marks[i - 1],
                below_marks=marks[i],
                width=width,
                group=groups[-1],
            )
        )
        fenced = fenced != marks[i].fence
        if joins:
            groups[-1].append(i)
        else:
            groups.append([i])
    runs = [_run(text, [lines[i] for i in group], marks[group[0]]) for group in groups]
    if width < float("inf"):
        runs = [
            replace(run, goes_on=True) if n and _goes_on(runs[n - 1], run, width) else run
            for n, run in enumerate(runs)
        ]
    if opening:
        runs.insert(0, _run(text, opening, marks_of(""), metadata=True))
    return tuple(runs)


def _run(text: str, lines: Sequence[Line], first: Marks, metadata: bool = False) -> Run:
    start, end = lines[0].start, lines[-1].end
    raw = text[start:end]
    marks = first if len(lines) == 1 else marks_of(raw)
    return Run(
        start,
        end,
        lines[0].number,
        lines[-1].number,
        raw,
        marks,
        lines[0].indent,
        lines[0].gap,
        metadata,
    )


def _single_spaced(text: str, lines: Sequence[Line], marks: Sequence[Marks]) -> list[Line]:
    """Take one blank line from between all lines, if wrapped lines are set with one."""
    spaced = wrapped = 0
    for i in range(len(lines) - 1):
        if lines[i + 1].gap == 1 and not marks[i + 1].opens and not marks[i].alone:
            spaced += 1
            one = text[lines[i].start : lines[i].end]
            two = text[lines[i + 1].start : lines[i + 1].end]
            wrapped += len(one) <= LONGEST_WRAPPED and _surely_wrapped(one, two, 0)
    if wrapped < 3 or wrapped < DOUBLE_SPACED * spaced:
        return list(lines)
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]


def _goes_on(above: Run, run: Run, width: float) -> bool:
    last_line = above.raw.rsplit("\n", 1)[-1]
    return (
        run.raw[0].islower()
        and above.is_open
        and len(last_line) >= width / 2
        and not above.marks.alone
    )


def _width(text: str, lines: Sequence[Line], marks: Sequence[Marks]) -> float:
    """Estimate the column that paragraphs were wrapped at; infinite if they were not."""
    lengths = []
    pairs = 0
    for i in range(len(lines) - 1):
        if lines[i + 1].gap or marks[i + 1].opens or marks[i].alone:
            continue
        pairs += 1
        one, two = text[lines[i].start : lines[i].end], text[lines[i + 1].start : lines[i + 1].end]
        if len(one) <= LONGEST_WRAPPED and _surely_wrapped(one, two, lines[i + 1].indent):
            lengths.append(len(one))
    if len(lengths) < max(1, pairs * 0.08):
        return float("inf")
    lengths.sort()
    return lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]


def _surely_wrapped(one: str, two: str, indent: int) -> bool:
    if CJK.match(two):
        return (
            len(one) >= SHORTEST_WRAPPED_CJK
            and indent == 0
            and bool(CJK.match(one[-1]))
            and not TERMINAL.search(one)
            and not marker_of(two)
        )
    return len(one) >= SHORTEST_WRAPPED and two[0].islower() and not SENTENCE_END.search(one)


def _continues(  # noqa: PLR0911 (a rule a return)
    text: str,
    above: Line,
    below: Line,
    *,
    above_marks: Marks,
    below_marks: Marks,
    width: float,
    group: Sequence[int],
) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if below.gap == 1 and len(group) == 1 and not below_marks.opens and not above_marks.alone:
        one, two = text[above.start : above.end], text[below.start : below.end]
        if _is_part_alone(one):
            return _can_be_its_title(two)
    if below.gap or above_marks.alone or (above_marks.quote != below_marks.quote):
        return below_marks.underline and not below.gap and not above_marks.alone
    if below_marks.underline:
        return len(group) == 1 and not above_marks.opens
    one, two = text[above.start : above.end], text[below.start : below.end]
    if below_marks.opens or below_marks.bold or DATE_ALONE.fullmatch(two):
        return False
    if _is_part_alone(one):
        return below.indent == above.indent or len(two) < 60
    if _has_columns(one) or _has_columns(two):
        return False
    open_end = not TERMINAL.search(ending(one)) or one.endswith(",")
    full = len(one) >= NEARLY * width or len(one) + 1 + len(_first_word(two)) > width
    marker = marker_of(two)
    if marker and marker.scheme != "bare" and not (full and open_end and marker.scheme == "arabic"):
        return False
    if below.indent > above.indent + 1 and not above_marks.bullet and not marker_of(one):
        return full and open_end and two[0].islower()
    flows = open_end and two[0].islower()
    if width == float("inf"):
        return bool(CUT_SHORT.search(one[-12:])) and not above_marks.opens and len(one) > 20
    return full or (flows and len(one) >= width / 2) or bool(CUT_SHORT.search(one[-12:]))


def _has_columns(text: str) -> bool:
    """Whether wide blanks part a line; those behind its number are no columns."""
    marker = marker_of(text)
    return bool(COLUMNS.search(text, marker.length if marker else 0))


def _is_part_alone(text: str) -> bool:
    """Whether a line is a part's number and nothing else: its title may be on the next line."""
    marker = marker_of(text)
    return marker is not None and marker.length >= len(text) and len(marker.label) > 4


def _can_be_its_title(text: str) -> bool:
    short = size_of(text) <= LONGEST_PART_TITLE and text[0].isupper()
    return short and not TERMINAL.search(ending(text)) and marker_of(text) is None


def _first_word(text: str) -> str:
    return text[:1] if CJK.match(text) else text.split(maxsplit=1)[0]
