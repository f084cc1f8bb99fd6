"""The measure of a text: how many characters its lines were wrapped at, if they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.structure.printed import Printed
from policytext.structure.runs import CJK, SENTENCE_END, TERMINAL
from policytext.structure.typescripts import is_in_capitals

LONGEST_WRAPPED = 150  # characters; longer lines are paragraphs that the page did not wrap
SHORTEST_WRAPPED = 30
SHORTEST_WRAPPED_CJK = 18
DOUBLE_SPACED = 0.25  # of the lines set apart by one blank line break off in a sentence
WIDER = 1.3  # times the width: a line this long was not wrapped there


@dataclass(frozen=True, slots=True)
class Column:
    """
    How the lines of a text are set.

    Attributes
    ----------
    width : float
        Characters of a full line; infinite if paragraphs are not wrapped.
    is_spaced : bool
        Whether a blank line stands between all lines.
    in_capitals : bool
        Whether no letters are small, which elsewhere tell that a sentence goes on.
    """

    width: float
    is_spaced: bool
    in_capitals: bool


def column_of(lines: list[Printed]) -> Column:
    """
    Tell how the lines of a text are set.

    Parameters
    ----------
    lines : list of Printed
        Them; where a blank line stands between all of them, the gaps are corrected.

    Returns
    -------
    Column
        The width, and what else tells where paragraphs end.
    """
    capitals = is_in_capitals(lines)
    if _is_spaced(lines, capitals):
        gaps = [line.gap for line in lines]
        for line in lines:
            line.gap = max(0, line.gap - 1)
        width = _width(lines, capitals)
        if width < float("inf"):
            return Column(width, True, capitals)
        for line, gap in zip(lines, gaps, strict=True):  # items of a list that have small letters
            line.gap = gap
    return Column(_width(lines, capitals), False, capitals)


def _is_spaced(lines: Sequence[Printed], capitals: bool) -> bool:
    """Whether wrapped lines are set with a blank line between them."""
    spaced = wrapped = 0
    for one, two in pairwise(lines):
        if two.gap == 1 and not (two.opens or one.alone):
            spaced += 1
            wrapped += _surely_wrapped(one, two, 0, capitals)
    return wrapped >= 3 and wrapped >= DOUBLE_SPACED * spaced


def _width(lines: Sequence[Printed], capitals: bool) -> float:
    """Estimate the column that paragraphs were wrapped at; infinite if they were not."""
    lengths = []
    pairs = 0
    for one, two in pairwise(lines):
        if two.gap or two.opens or one.alone:
            continue
        pairs += 1
        if _surely_wrapped(one, two, two.indent, capitals):
            lengths.append(len(one.text))
    if len(lengths) < max(1, pairs * 0.08):
        return float("inf")
    lengths.sort()
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]
    longer = sum(len(line.text) > WIDER * width for line in lines)
    return width if longer <= len(lengths) else float("inf")


def _surely_wrapped(one: Printed, two: Printed, indent: int, capitals: bool) -> bool:
    """Whether a line breaks off in a sentence that the next one goes on with."""
    length, first = len(one.text), two.text[0]
    if length > LONGEST_WRAPPED:
        return False
    if not first.isascii() and CJK.match(first):
        return (
            length >= SHORTEST_WRAPPED_CJK
            and indent == 0
            and bool(CJK.match(one.text[-1]))
            and one.text[-1] not in TERMINAL
            and not two.marker
        )
    if length < SHORTEST_WRAPPED:
        return False
    if capitals:
        return first.isalpha() and one.is_open
    return first.islower() and one.text[-1] not in SENTENCE_END
