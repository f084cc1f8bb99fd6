"""Lines that name who speaks below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.structure.byline import HONOUR, ROLE
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

ASKS = re.compile(r"Q(?:uestion)?[.:]?\s[(A-Z]")
LONGEST_LABEL = 4  # words
LONGEST_SEAT = 6  # words
FEWEST_CALLED = 2
SEAT = re.compile(r"\([A-Z][^()]{1,40}\)")  # "(Leeds South, Lab)" below a member's name
CALLED = re.compile(
    r"[A-Z][\w.'’-]*(?: (?:of|for|the|and|[A-Z][\w.'’-]*)){1,7}"  # a name, or an office
)
PART_IN_TALK = re.compile(
    r"(?:q|a|pm|questions?|answer|journalist|reporter|interviewer|moderator|presenter|host|caller)",
    re.IGNORECASE,
)


def labels_of(runs: Sequence[Run]) -> frozenset[str]:
    """The lines that name who speaks below them, where two or more come back: "Ms Lund"."""
    times = Counter(run.words for run in runs if run.size <= LONGEST_LABEL)
    again = frozenset(words for words, count in times.items() if count > 1 and _is_label(words))
    if len(again) == 1 and not any(ASKS.match(run.words) for run in runs):
        return frozenset()
    return again


def _is_label(words: str) -> bool:
    """Whether a line can name a speaker by his office, his name, or his part in the talk."""
    plain = words.rstrip(" :")
    return bool(PART_IN_TALK.fullmatch(plain) or HONOUR.match(plain) or ROLE.fullmatch(plain))


def called(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find who speaks in a debate, where the name and the seat stand on two lines.

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
        A verdict "byline" for both lines, wherever two or more are called.
    """
    verdict = Verdict("byline", "who speaks below")
    seats = [
        i
        for i in range(max(1, body - 1), len(runs))
        if runs[i].size <= LONGEST_SEAT
        and (i - 1 not in known or known[i - 1].reason in ("link", "running header"))
        and SEAT.fullmatch(runs[i].words)
        and CALLED.fullmatch(runs[i - 1].words)
    ]
    if len(seats) < FEWEST_CALLED:
        return {}
    return dict.fromkeys([j for i in seats for j in (i - 1, i)], verdict)
