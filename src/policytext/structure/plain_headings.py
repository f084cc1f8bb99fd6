"""Short lines that head what stands below them, though no number says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.byline import (
    DATED,
    DATELINE,
    HONOUR,
    ROLE,
    SPECIAL,
    TALK,
    has_date,
    is_byline,
    is_dated_place,
    names_period,
)
from policytext.structure.colons import LABEL
from policytext.structure.evidence import (
    FINITE,
    LONGEST_PLAIN,
    SHORTEST_BELOW,
    is_capitals,
    is_figures,
    is_said,
    is_title_like,
    leads_in,
)
from policytext.structure.runs import CUT_SHORT, Run
from policytext.structure.scans import is_damaged

LONGEST_NAME = 5  # words of who signs
LONGEST_BOXED = 1  # words of a line below "Summary" in a box beside the text
LONGEST_ENTRY = 9  # words of a line of a list
LONGEST_OPEN = 20  # words of a line without a mark at its end; a longer one is text
SHORTEST_LEAD = 5  # words of a lead-in to a list
LONGEST_ABOVE_LEAD = 6  # words of the heading above one
QUOTES = frozenset("“\"«„‘'")
ASKS = re.compile(r"(?:what|how|why|who|when|where)\b", re.IGNORECASE)
SITTING = re.compile(r"(?:[\w.]+ ){1,2}(?:meeting|session|sitting)\b", re.IGNORECASE)
NAME_AND_PAPER = re.compile(r"[^\W\d_][^:()]{2,40}:\s?\([^()]{2,60}\)")  # of who asks
HOLDS = re.compile(  # who signs, and below the name the office
    r"(?:(?:deputy|prime|first|foreign|federal|state) )*"
    r"(?:minister|president|secretary|chancellor|commissioner|director|speaker|chair)\b"
    r"(?: (?:of|for)\b.{0,60})?$",
    re.IGNORECASE,
)
ANNEX = re.compile(r"(?:annex|appendix)\s?[:–—-]\s?[A-Z]", re.IGNORECASE)


def plain_heading(  # noqa: PLR0911, PLR0912 (a rule a return)
    runs: Sequence[Run], free: Sequence[int], n: int, following: Run
) -> str:
    """
    Say why a line without a number is a heading.

    Parameters
    ----------
    runs : sequence of Run
    free : sequence of int
        The runs that nothing else was found to be.
    n : int
        The place of the line among them.
    following : Run
        The line below it.

    Returns
    -------
    str
        The rule that speaks for it; "" if none does, or one against it.
    """
    run = runs[free[n]]
    words = run.words
    if run.size > LONGEST_PLAIN or len(words) > 130 or not any(map(str.isalpha, words)):
        return ""
    if (len(words) == 1 and words.isascii()) or words.lower() in CUT_SHORT:
        return ""
    if run.marks.bold:
        if is_dated_place(words) or (run.size <= LONGEST_NAME and HOLDS.match(following.words)):
            return ""
        if _is_subtitle(runs, free[n]):
            return ""
        marked = words.rstrip(":").strip()
        leads = words[-1] == ":" and following.marks.bullet and not ASKS.match(words)
        said = marked[:1].islower() or leads
        if leads_in(marked) or (said and FINITE.search(marked)):
            return ""  # "**have agreed as follows:**"
        below = (following.size > 4 and not _is_office(following)) or following.marks.bold
        return "bold line above text" if is_title_like(marked) and below else ""
    customary = SPECIAL.fullmatch(words) or ANNEX.match(words)
    labelled = words[-1] == ":" and words.isupper()
    if not (customary or labelled or _can_stand_below(following)):
        return ""  # a line among lines
    dated = has_date(words) and not names_period(words)
    if dated and (is_byline(words) or SITTING.match(words)):
        return ""
    signed = n and runs[free[n] - 1].marks.bold and runs[free[n] - 1].size <= LONGEST_NAME
    if _is_office(run) or (signed and HOLDS.match(words)):
        return ""
    if DATED.match(words) or HONOUR.match(words) or (run.size <= 3 and ROLE.fullmatch(words)):
        return ""
    if labelled and LABEL.fullmatch(words[:-1]):
        return "label in capitals above text"
    if not is_title_like(words) or leads_in(words) or TALK.match(words):
        return ""
    if words[-1] == ")" and NAME_AND_PAPER.fullmatch(words):
        return ""
    first = next(filter(str.isalnum, words), "")
    # a standfirst stands above "ROME (ANSA) -"
    if first.islower() or DATELINE.match(following.words):
        return ""
    before = runs[free[n - 1]] if n else None
    ends = following.is_sentence or following.words.endswith(":")
    listed = following.marker is not None and following.words.endswith(";")
    text_follows = following.size >= 15 and (ends or listed)
    if before is not None and before.words.endswith((":", ",")) and not text_follows:
        return ""
    if ANNEX.match(words) and run.gap:
        return "customary heading"
    boxed = following.size <= LONGEST_BOXED and not following.gap and not following.marks.opens
    if SPECIAL.fullmatch(words) and not (boxed and following.is_open and not following.marker):
        return "customary heading"
    glued = n > 1 and not run.gap and not runs[free[n - 1]].gap
    if glued and all(_is_entry(runs[j]) for j in free[n - 2 : n]):
        return ""  # the last line of a list
    numbered = following.marker is not None and following.marker.scheme != "bare"
    if following.marker and following.marker.scheme == "decimal" and not following.bare:
        numbered = False  # a figure
    if numbered or following.marks.hashes:
        return "" if is_figures(words) else "line above numbered text"
    if following.marks.bullet:
        return "line above a list"
    leads = following.words.endswith(":") and following.size > SHORTEST_LEAD and run.gap > 0
    if leads and run.size <= LONGEST_ABOVE_LEAD and following.gap:
        return "short line above text"
    if (following.size >= SHORTEST_BELOW and (ends or following.size >= LONGEST_OPEN)) or (
        following.size > 2 * run.size and (following.is_sentence or following.words.endswith(":"))
    ):
        if is_damaged(words) or is_said(words) or is_figures(words):
            return ""
        if free[n] and _is_beside(runs[free[n] - 1], run):
            return ""
        if is_capitals(words):
            return "line in capitals above text"
        return "short line above text"
    return ""


def _can_stand_below(run: Run) -> bool:
    """Whether a line may be what a heading without a mark stands over."""
    ends = run.is_sentence or run.words.endswith(":")
    return ends or run.size >= SHORTEST_BELOW or run.marker is not None or run.marks.opens


def _is_beside(before: Run, run: Run) -> bool:
    """Whether a line is what the line above quotes, or the office of whom it names."""
    quoted = before.words.endswith(":") and run.words[0] in QUOTES
    return quoted or bool(HONOUR.search(before.words) and ROLE.fullmatch(run.words))


def _is_entry(run: Run) -> bool:
    plain = run.size <= LONGEST_ENTRY and run.is_open and not run.marks.opens
    plain = plain and "\t" not in run.raw and "   " not in run.raw  # a row of a table
    return plain and not is_capitals(run.words)


def _is_office(run: Run) -> bool:
    """Whether a line in italics says what the one above it is: "*Leader of the Alliance*"."""
    return run.marks.italic and run.is_open and bool(ROLE.fullmatch(run.words))


def _is_subtitle(runs: Sequence[Run], i: int) -> bool:
    """Whether a line stands right below the title, and no other is bold like it."""
    under_title = i > 0 and runs[i - 1].marks.hashes == 1
    others = (run for run in runs[i + 1 :] if run.size <= LONGEST_PLAIN and run.is_open)
    alone = under_title and not any(run.marks.bold and not run.marks.hashes for run in others)
    return under_title and (alone or any(run.marks.hashes > 1 for run in runs[i:]))
