"""Titles that a cover spreads over several lines: "STATEMENT / BY / H.E. MR. KOFI ABALO / AT …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.byline import has_date
from policytext.structure.marks import marks_of
from policytext.structure.phrases import alternatives
from policytext.structure.runs import Run

LONGEST_HEAD = 15  # runs
MOST_LINES = 12  # runs of a title
MOST_WORDS = 45
LINK = r"(?:delivered |made |given |presented )?(?:by|of|from)"
KIND = re.compile(
    rf"(?:{alternatives('papers')}|(?:keynote |opening |closing |national )?"
    rf"(?:address|statement|remarks)|intervention|message)(?P<link> {LINK})?",
    re.IGNORECASE,
)
LINKED = re.compile(rf"{LINK}\b", re.IGNORECASE)


def with_covers(runs: Sequence[Run], text: str) -> Sequence[Run]:
    """
    Join the lines of a title that names a kind of paper, its speaker and the occasion.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    text : str
        The document's text.

    Returns
    -------
    sequence of Run
        The same, but for the lines that are now one.
    """
    for n in range(min(LONGEST_HEAD, len(runs) - 1)):
        kind = KIND.fullmatch(runs[n].words) if runs[n].size <= MOST_LINES else None
        if kind is None or not (kind["link"] or LINKED.match(runs[n + 1].words)):
            continue
        end = n + 1
        while end < len(runs) and end - n < MOST_LINES and _goes_on(runs[end]):
            end += 1
        if end > n + 1 and sum(run.size for run in runs[n:end]) <= MOST_WORDS:
            return [*runs[:n], _joined(runs[n], runs[end - 1], text), *runs[end:]]
    return runs


def _goes_on(run: Run) -> bool:
    return not (run.gap or run.is_sentence or run.marks.opens or has_date(run.words))


def _joined(first: Run, last: Run, text: str) -> Run:
    raw = text[first.start : last.end]
    return Run(
        first.start,
        last.end,
        first.line_start,
        last.line_end,
        raw,
        marks_of(raw),
        first.indent,
        first.gap,
    )
