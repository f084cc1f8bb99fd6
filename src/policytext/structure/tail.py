"""What comes after the text: related stories, comment forms, notices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.phrases import phrases
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LARGEST_SHARE = 0.25  # of the characters of the page; a longer tail holds text
# asked for in the middle of a text too
WEAK = re.compile(
    r"share|read|follow us|sign up|subscribe|newsletter|recommended|more|cookies?|don'?t miss",
    re.IGNORECASE,
)
PARTS = ("annex", "chapter", "part", "section", "article")
END = phrases("ends")


def tail(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find the furniture below the text that does not show by its own words.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.
    body : int
        Where the text itself begins.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    total = sum(len(run.words) for run in runs) or 1
    for i in range(max(body + 1, 1), len(runs)):
        if known.get(i, Verdict("", "")).kind != "boilerplate" or not END.match(runs[i].words):
            continue
        if i + 1 == len(runs) or i < len(runs) / 3:
            continue
        rest = [j for j in range(i + 1, len(runs)) if j not in known]
        weight = sum(len(runs[j].words) for j in rest)
        if WEAK.match(runs[i].words) and any(
            runs[j].size >= 15 and runs[j].is_sentence for j in rest
        ):
            continue
        if weight <= LARGEST_SHARE * total and not _has_text(runs, rest):
            return {j: Verdict("boilerplate", "below the text") for j in rest}
    return _list_after_end(runs, known, body)


def _has_text(runs: Sequence[Run], rest: Sequence[int]) -> bool:
    """Two paragraphs, or an annex, are text again."""
    long = [j for j in rest if runs[j].size >= 30 and runs[j].is_sentence]
    return len(long) >= 2 or any((m := runs[j].marker) and m.scheme in PARTS for j in rest)


def _list_after_end(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int
) -> dict[int, Verdict]:
    """Short lines under a mark such as "Related", up to the next paragraph."""
    verdicts = {}
    open_ = False
    for i in range(body + 1, len(runs)):
        if i in known:
            if known[i].kind == "boilerplate":
                open_ = open_ or (bool(END.match(runs[i].words)) and runs[i].size <= 6)
            continue
        if open_ and runs[i].size <= 20 and not runs[i].is_sentence and not runs[i].marks.hashes:
            verdicts[i] = Verdict("boilerplate", "in a list of links")
        else:
            open_ = False
    return verdicts
