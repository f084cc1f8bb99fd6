"""Lines become runs: a paragraph wrapped over lines is one, a line that stands alone is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policytext.reading import Document, Line, front_matter_end, lines_of
from policytext.structure.byline import MONTHS
from policytext.structure.dumps import Dump
from policytext.structure.marks import is_edge, marks_of
from policytext.structure.measure import Column, column_of
from policytext.structure.printed import Printed
from policytext.structure.rejoined import rejoined
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
from policytext.structure.typescripts import is_full, stands_apart

ASKING = ("How ", "What ", "Who ", "Why ", "Where ")
STOPS = frozenset(".:;,")
DATE_ALONE = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?,? (?:\d{1,2}, )?(?:19|20)\d{2}")
PLACE_AND_DATE = re.compile(
    r"[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*(?:,|(?<=[A-Z]{3})) \d{1,2}(?:st|nd|rd|th)? "
    r"[A-Z][a-z]{2,8},? (?:19|20)\d{2}\.?"
)
RELEASED = re.compile(r"FOR (?:THE )?(?:PRESS|MEDIA|IMMEDIATE|RELEASE|INFORMATION)\b")
TITLE_CASE = re.compile(r"(?:(?:[^\W\d_a-z][\w’'-]*[,:]?|[a-z]{1,4}|&)(?:\s+|$)){2,14}")
NUMBERS = re.compile(r"\d+")
SHORTEST_CUT = 20  # characters of a line that breaks off where others are not wrapped
LONGEST_CAPITALS = 5  # lines of a title that opens in capitals
SHORTEST_CAPITALS = 12  # characters of a line that is in capitals for more than a name
SHORT = 0.7  # of the width: a line that nobody broke off there
ABBREVIATED = ("Mr.", "Mrs.", "Dr.", "Hon.", "No.", "St.", "U.S.", "Gen.", "Sen.", "Rep.", "Col.")
OF_MAIL = re.compile(r"(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To): \S")
YEAR = re.compile(r"(?:19|20)\d\d\b")
MONTH_LAST = re.compile(rf"\b(?:{MONTHS})$")
FLOWING = 0.78  # of the width: a line that is full if it is the middle of a sentence
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
    dump = Dump(text)
    closing = [line for line in all_lines if line.start >= dump.end]
    inner = all_lines[len(opening) : len(all_lines) - len(closing)]
    lines = [Printed(text, line, dump) for line in inner]
    _part_at_edges(lines)
    column = column_of(lines)
    _mark_running_headers(text, lines)
    groups: list[list[Printed]] = []
    fenced = False
    above: Printed | None = None
    for line in lines:
        if above and (fenced or _continues(above, line, column, groups[-1])):
            groups[-1].append(line)
        else:
            groups.append([line])
        fenced = fenced != (line.is_marked and line.marks.fence)
        above = line
    if column.width < float("inf"):
        groups = _with_long_headings(groups, column.width)
    groups = rejoined(groups)
    runs = [_run(text, group, dump) for group in groups]
    if column.width < float("inf"):
        for before, run in pairwise(runs):
            run.goes_on = _goes_on(before, run, column.width)
    if opening:
        runs.insert(0, _metadata(text, opening))
    if closing:
        runs.append(_metadata(text, closing))
    return tuple(runs)


def _metadata(text: str, lines: Sequence[Line]) -> Run:
    """What a tool set before a text or behind it."""
    first, last = lines[0], lines[-1]
    raw = text[first.start : last.end]
    return Run(first.start, last.end, first.number, last.number, raw, marks_of(""), metadata=True)


def _run(text: str, group: Sequence[Printed], dump: Dump) -> Run:
    first, last = group[0].line, group[-1].line
    raw = text[first.start : last.end]
    marks = group[0].marks if len(group) == 1 else dump.marks(raw)
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


def _part_at_edges(lines: Sequence[Printed]) -> None:
    """Set what stands behind the edge of a div, or behind empty lines of text, apart."""
    for one, two in pairwise(lines):
        if one.is_marked and one.marks.rule and is_edge(one.text):
            two.gap = max(1, two.gap)


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
    if one.opens or two.opens or two.marker or len(one.text) < width / 2:
        return False
    return all(
        line.is_open and not line.text.isupper() and TITLE_CASE.fullmatch(line.text)
        for line in (one, two)
    )


def _goes_on(above: Run, run: Run, width: float) -> bool:
    return (
        run.raw[0].islower()
        and above.is_open
        and len(above.raw) - above.raw.rfind("\n") - 1 >= width / 2
        and not above.marks.alone
    )


def _continues(  # noqa: PLR0911, PLR0912 (a rule a return)
    above: Printed, below: Printed, column: Column, group: Sequence[Printed]
) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if below.gap > 1:
        return False
    if below.gap == 1:
        if len(group) > 1 or below.opens or above.alone or not above.is_part_alone:
            return False
        return _can_be_its_title(below)
    if above.is_marked or below.is_marked:
        upper, lower = above.marks, below.marks
        if upper.hashes and _is_full_heading(above, below, column.width):
            return True
        if upper.alone or upper.quote != lower.quote:
            return lower.underline and not upper.alone
        if lower.underline:
            return len(group) == 1 and not upper.opens
        if lower.opens or lower.bold:
            return False
    one, two = above.text, below.text
    if above.is_page_number or below.is_page_number:
        return False
    if above.beside_page_number or below.beside_page_number:
        return False
    if _is_date(two):
        return False
    if OF_MAIL.match(two):
        return False
    if YEAR.match(two) and MONTH_LAST.search(one):
        return True
    if below.is_count_alone:
        return False
    if above.is_count_alone:
        return not two[0].isdecimal() and not below.opens
    if above.is_part_alone:
        return below.indent == above.indent or len(two) < 60
    if group[0].is_numbered and below.indent == above.indent > group[0].indent and len(group) > 1:
        return not below.opens and not below.is_numbered  # lines that hang below a number
    if (above.is_wide or below.is_wide) and (above.has_columns or below.has_columns):
        return False
    if one.isupper() and _goes_on_in_capitals(one, two):
        return True
    small = two[0].islower()
    if small and len(group) <= LONGEST_CAPITALS and group[0].text.isupper():
        return above.is_open and group[0].marks.plain.count(" ") > 1  # ACT … of 5 May on …
    width = column.width
    if width == float("inf"):
        cut = len(one) > SHORTEST_CUT and not above.opens and _is_cut_short(one)
        return cut and not below.is_numbered and below.indent <= above.indent + 1
    if column.is_spaced and stands_apart(above, below, width, opens=len(group) == 1):
        return False
    if not (small or column.in_capitals) and _is_new(above, below, width):
        return False
    full = len(one) >= NEARLY * width or len(one) + 1 + len(_first_word(two)) > width
    full = full or (column.is_spaced and is_full(group, width, TITLE_CASE))
    full = full or (len(one) >= FLOWING * width and _is_of_sentence(above))
    if below.is_numbered and not (full and below.scheme == "arabic" and above.is_open):
        return False
    if below.indent > above.indent + 1 and not above.is_item:
        return full and small and above.is_open
    if full:
        return True
    flows = (small or column.in_capitals) and len(one) >= width / 2 and above.is_open
    return flows or _is_cut_short(one)


def _is_of_sentence(line: Printed) -> bool:
    """Whether a line breaks off, and its words are those of a sentence and not of a title."""
    title = TITLE_CASE.fullmatch(line.text) or line.text.isupper()
    return line.is_open and line.text[-1].isalpha() and not title


def _is_full_heading(above: Printed, below: Printed, width: float) -> bool:
    """Whether a marked heading has no room for the first word of the line below it."""
    full = above.is_open and len(above.text) + 1 + len(_first_word(below.text)) > width
    return full and not (below.marks.opens or below.marks.bold or below.marks.underline)


def _is_new(above: Printed, below: Printed, width: float) -> bool:
    """Whether capitals begin or end, or a short line begins that is no end of a paragraph."""
    one, two = above.text, below.text
    if one.isupper() != two.isupper() and (one.isupper() or len(two) >= SHORTEST_CAPITALS):
        return not _is_cut_short(one)
    short = len(two) < SHORT * width and not one[-1].isalpha() and two[0].isupper()
    stopped = short and below.is_open and ends_in(one, SENTENCE_END)
    return stopped and not one.endswith(ABBREVIATED)


def _is_date(text: str) -> bool:
    """Whether a line is a date, with the place or without."""
    year = text[-5:-1] if text[-1] == "." else text[-4:]
    if not year.isdecimal():
        return False
    return bool(DATE_ALONE.fullmatch(text) or PLACE_AND_DATE.fullmatch(text))


def _is_cut_short(text: str) -> bool:
    """Whether a line ends in a word that another must follow; "Li An" does not."""
    if text.startswith(ASKING):
        return False  # "How it will be paid for"
    last = text[text.rfind(" ") + 1 :]
    return last in CUT_SHORT or (last.lower() in CUT_SHORT and last != text and text.isupper())


def _goes_on_in_capitals(one: str, two: str) -> bool:
    """REPORT OF THE COMMISSION / ON INLAND WATERWAYS: a title over two lines."""
    if not (two.isupper() and one[-1].isalpha()):
        return False
    return two[: two.find(" ")].lower() in CUT_SHORT and not RELEASED.match(two)


def _can_be_its_title(line: Printed) -> bool:
    text = line.text
    short = text[0].isupper() and size_of(text) <= LONGEST_PART_TITLE
    return short and not ends_in(text, TERMINAL) and line.marker is None


def _first_word(text: str) -> str:
    return text[:1] if CJK.match(text) else text.split(maxsplit=1)[0]
