"""Lines become runs: a paragraph wrapped over lines is one, a line that stands alone is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from types import EllipsisType

from policytext.reading import Document, Line, front_matter_end, lines_of
from policytext.structure.markers import Marker, marker_of
from policytext.structure.marks import marks_of
from policytext.structure.runs import (
    CJK,
    CUT_SHORT,
    LONGEST_PART_TITLE,
    SENTENCE_END,
    TERMINAL,
    Run,
    ends_in,
    size_of,
)

STOPS = frozenset(".:;,")
DATE_ALONE = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?,? (?:\d{1,2}, )?(?:19|20)\d{2}")
COLUMNS = re.compile(r"\S(?:[ \xa0]{4,}|\t+)\S")
PAGE_ALONE = re.compile(
    r"(?:[-–—|\[(] ?)?(?:[Pp]age )?(?:\d{1,3}|[ivxlc]{1,6})(?: of \d{1,4})?(?: ?[-–—|\])])?"
)
PAGE_ENDS = frozenset("0123456789ivxlc-–—|])")
TITLE_CASE = re.compile(r"(?:(?:[^\W\d_a-z][\w’'-]*[,:]?|[a-z]{1,4}|&)(?:\s+|$)){2,14}")
NUMBERS = re.compile(r"\d+")
LONGEST_PAGE = 14  # characters of the number of a page
SHORTEST_CUT = 20  # characters of a line that breaks off where others are not wrapped
LONGEST_WRAPPED = 150  # characters; longer lines are paragraphs that the page did not wrap
SHORTEST_WRAPPED = 30
SHORTEST_WRAPPED_CJK = 18
LONGEST_CAPITALS = 5  # lines of a title that opens in capitals
LONE_PARTS = ("annex", "appendix", "schedule")  # need no number
LONGEST_PART = 40  # characters of "Chapter 13"
DOUBLE_SPACED = 0.25  # of the lines set apart by one blank line break off in a sentence
WIDER = 1.3  # times the width: a line this long was not wrapped there
NEARLY = 0.86  # of the width: a line that is full although its right edge is ragged


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
    opening = [line for line in all_lines if line.end <= head] if head else []
    lines = _single_spaced([Printed(text, line) for line in all_lines[len(opening) :]])
    _mark_running_headers(text, lines)
    width = _width(lines)
    groups: list[list[Printed]] = []
    fenced = False
    above: Printed | None = None
    for line in lines:
        if above and (fenced or _continues(above, line, width=width, group=groups[-1])):
            groups[-1].append(line)
        else:
            groups.append([line])
        fenced = fenced != line.marks.fence
        above = line
    if width < float("inf"):
        groups = _with_long_headings(groups, width)
    runs = [_run(text, group) for group in groups]
    if width < float("inf"):
        for before, run in pairwise(runs):
            run.goes_on = _goes_on(before, run, width)
    if opening:
        start, end = opening[0].start, opening[-1].end
        first, last = opening[0].number, opening[-1].number
        raw = text[start:end]
        runs.insert(0, Run(start, end, first, last, raw, marks_of(""), metadata=True))
    return tuple(runs)


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

    def __init__(self, text: str, line: Line) -> None:
        self.line = line
        self.text = words = text[line.start : line.end]
        self.marks = marks_of(words)
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


def _run(text: str, group: Sequence[Printed]) -> Run:
    first, last = group[0].line, group[-1].line
    raw = text[first.start : last.end]
    marks = group[0].marks if len(group) == 1 else marks_of(raw)
    return Run(
        first.start,
        last.end,
        first.number,
        last.number,
        raw,
        marks,
        first.indent,
        group[0].gap,
        beside_page_number=group[0].beside_page_number,
    )


def _mark_running_headers(text: str, lines: Sequence[Printed]) -> None:
    """Note the lines that come back beside the numbers of pages, or at the top of pages."""
    beside = {
        line.line.start: line
        for one, two in pairwise(lines)
        if one.is_page_number != two.is_page_number
        and (line := two if one.is_page_number else one).is_open
    }
    if "\x0c" in text:
        beside |= {
            two.line.start: two
            for one, two in pairwise(lines)
            if "\x0c" in text[one.line.end : two.line.start] and not ends_in(two.text, STOPS)
        }
    times = Counter(NUMBERS.sub("", line.text) for line in beside.values())
    for line in beside.values():
        line.beside_page_number = times[NUMBERS.sub("", line.text)] > 1


def _with_long_headings(groups: list[list[Printed]], width: float) -> list[list[Printed]]:
    """Join two lines in title case that stand between blank lines: a heading too long for one."""
    joined: list[list[Printed]] = []
    after = [group[0].gap for group in groups[1:]] + [1]
    for group, gap in zip(groups, after, strict=True):
        above = joined[-1] if joined else group
        if gap and _is_half_of_heading(above, group, width):
            joined[-1] = above + group
        else:
            joined.append(group)
    return joined


def _is_half_of_heading(above: list[Printed], group: list[Printed], width: float) -> bool:
    if len(above) + len(group) != 2 or above is group or not above[0].gap or group[0].gap:
        return False
    one, two = above[0], group[0]
    if one.marks.opens or two.marks.opens or two.marker or len(one.text) < width / 2:
        return False
    return all(
        line.is_open and not line.text.isupper() and TITLE_CASE.fullmatch(line.text)
        for line in (one, two)
    )


def _single_spaced(lines: list[Printed]) -> list[Printed]:
    """Take one blank line from between all lines, if wrapped lines are set with one."""
    spaced = wrapped = 0
    for one, two in pairwise(lines):
        if two.gap == 1 and not two.marks.opens and not one.marks.alone:
            spaced += 1
            wrapped += _surely_wrapped(one, two, 0)
    if wrapped >= 3 and wrapped >= DOUBLE_SPACED * spaced:
        for line in lines:
            line.gap = max(0, line.gap - 1)
    return lines


def _goes_on(above: Run, run: Run, width: float) -> bool:
    return (
        run.raw[0].islower()
        and above.is_open
        and len(above.raw) - above.raw.rfind("\n") - 1 >= width / 2
        and not above.marks.alone
    )


def _width(lines: Sequence[Printed]) -> float:
    """Estimate the column that paragraphs were wrapped at; infinite if they were not."""
    lengths = []
    pairs = 0
    for one, two in pairwise(lines):
        if two.gap or two.marks.opens or one.marks.alone:
            continue
        pairs += 1
        if _surely_wrapped(one, two, two.indent):
            lengths.append(len(one.text))
    if len(lengths) < max(1, pairs * 0.08):
        return float("inf")
    lengths.sort()
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]
    longer = sum(len(line.text) > WIDER * width for line in lines)
    return width if longer <= len(lengths) else float("inf")


def _surely_wrapped(one: Printed, two: Printed, indent: int) -> bool:
    length, first = len(one.text), two.text[0]
    if length > LONGEST_WRAPPED:
        return False
    if first.isascii():
        long = length >= SHORTEST_WRAPPED and first.islower()
        return long and one.text[-1] not in SENTENCE_END
    if CJK.match(first):
        return (
            length >= SHORTEST_WRAPPED_CJK
            and indent == 0
            and bool(CJK.match(one.text[-1]))
            and one.text[-1] not in TERMINAL
            and not two.marker
        )
    return length >= SHORTEST_WRAPPED and first.islower() and one.text[-1] not in SENTENCE_END


def _continues(  # noqa: PLR0911, PLR0912 (a rule a return)
    above: Printed, below: Printed, *, width: float, group: Sequence[Printed]
) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    upper, lower = above.marks, below.marks
    if below.gap > 1:
        return False
    if below.gap == 1:
        if len(group) > 1 or lower.opens or upper.alone or not _is_part_alone(above):
            return False
        return _can_be_its_title(below)
    if upper.alone or upper.quote != lower.quote:
        return lower.underline and not upper.alone
    if lower.underline:
        return len(group) == 1 and not upper.opens
    one, two = above.text, below.text
    if above.is_page_number or below.is_page_number:
        return False
    if above.beside_page_number or below.beside_page_number:
        return False
    if lower.opens or lower.bold or (two[-1].isdecimal() and DATE_ALONE.fullmatch(two)):
        return False
    if _is_part_alone(above):
        return below.indent == above.indent or len(two) < 60
    if _has_columns(above) or _has_columns(below):
        return False
    if _goes_on_in_capitals(one, two):
        return True
    if two[0].islower() and len(group) <= LONGEST_CAPITALS and group[0].text.isupper():
        return above.is_open and group[0].marks.plain.count(" ") > 1  # ACT … of 5 May on …
    if width == float("inf"):
        cut = len(one) > SHORTEST_CUT and not upper.opens and _is_cut_short(one)
        return cut and not _is_numbered(below) and below.indent <= above.indent + 1
    full = len(one) >= NEARLY * width or len(one) + 1 + len(_first_word(two)) > width
    counts_on = full and above.is_open and below.marker and below.marker.scheme == "arabic"
    if _is_numbered(below) and not counts_on:
        return False
    if below.indent > above.indent + 1 and not upper.bullet and not above.marker:
        return full and two[0].islower() and above.is_open
    if full:
        return True
    flows = two[0].islower() and len(one) >= width / 2 and above.is_open
    return flows or _is_cut_short(one)


def _is_numbered(line: Printed) -> bool:
    return line.marker is not None and line.marker.scheme != "bare"


def _is_cut_short(text: str) -> bool:
    """Whether a line ends in a word that another must follow; "Li An" does not."""
    last = text[text.rfind(" ") + 1 :]
    return last in CUT_SHORT or (last.lower() in CUT_SHORT and text.isupper())


def _goes_on_in_capitals(one: str, two: str) -> bool:
    """REPORT OF THE COMMISSION / ON INLAND WATERWAYS: a title over two lines."""
    if not (one.isupper() and two.isupper() and one[-1].isalpha()):
        return False
    return two[: two.find(" ")].lower() in CUT_SHORT


def _has_columns(line: Printed) -> bool:
    """Whether wide blanks part a line; those behind its number are no columns."""
    text = line.text
    if "    " not in text and "\t" not in text and "\xa0" not in text:
        return False
    return bool(COLUMNS.search(text, line.marker.length if line.marker else 0))


def _is_part_alone(line: Printed) -> bool:
    """Whether a line is a part's number and nothing else: its title may be on the next line."""
    if len(line.text) > LONGEST_PART:
        return False
    marker = line.marker
    if marker is None:
        return line.text.lower() in LONE_PARTS
    return marker.length >= len(line.text) and len(marker.label) > 4


def _can_be_its_title(line: Printed) -> bool:
    text = line.text
    short = text[0].isupper() and size_of(text) <= LONGEST_PART_TITLE
    return short and not ends_in(text, TERMINAL) and line.marker is None


def _first_word(text: str) -> str:
    return text[:1] if CJK.match(text) else text.split(maxsplit=1)[0]
