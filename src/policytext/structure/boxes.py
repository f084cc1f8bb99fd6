"""Boxes between paragraphs, in which a page offers to send something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LONGEST_NAME = 6  # words of what a page offers to send
LONGEST_OFFER = 25  # words
OFFER = re.compile(
    r"\b(?:newsletter|e-?mail|inbox|address|unsubscribe|briefing|every (?:week|month|morning|day|"
    r"weekday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:once|one \w+) a week)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"(?:sign up|subscribe|join|register|your e-?mail|e-?mail address)\b", re.I)


def boxes(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find the boxes in which a page offers a letter.

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
    found: dict[int, Verdict] = {}
    for i in range(body + 1, len(runs)):
        if _asks(runs, known, i):
            found |= _offered(runs, known, i, body)
    return found


def _asks(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a line asks for an address, or tells what it is asked for."""
    if i not in known or known[i].kind != "boilerplate":
        return False
    return known[i].reason == "notice" or bool(ASKS.match(runs[i].words))


def _offered(
    runs: Sequence[Run], known: Mapping[int, Verdict], i: int, body: int
) -> dict[int, Verdict]:
    """What stands around a line that asks for an address: an offer, and the name of a letter."""
    found = {}
    verdict = Verdict("boilerplate", "offer of a letter")
    below = i + 1
    closed = below + 1 in known and known[below + 1].kind == "boilerplate"
    if closed and below not in known and _is_offer(runs[below]):
        found[below] = verdict
    above = i - 1
    if above > body and above not in known and _is_offer(runs[above]):
        found[above] = verdict
        above -= 1
    offered = above < i - 1 or known[i].reason == "notice"
    if offered and above > body and above not in known and _is_name(runs[above]):
        found[above] = verdict
    return found


def _is_offer(run: Run) -> bool:
    said = run.is_sentence and run.size <= LONGEST_OFFER and not run.marks.opens
    return said and bool(OFFER.search(run.words))


def _is_name(run: Run) -> bool:
    return run.is_open and run.size <= LONGEST_NAME and not (run.marks.opens or run.marker)
