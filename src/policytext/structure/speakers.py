"""Lines that name who speaks below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policytext.structure.byline import HONOUR, ROLE
from policytext.structure.runs import Run

ASKS = re.compile(r"Q(?:uestion)?[.:]?\s[(A-Z]")
LONGEST_LABEL = 4  # words
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
