"""Cards of other stories below a text: a headline, a sentence, and how long ago that was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

STAMP = re.compile(
    r"\d{1,2} ?(?:mins?|minutes?|h|hrs?|hours?|d|days?|weeks?) ago(?!(?-i:[a-z]))", re.IGNORECASE
)
FEWEST = 2  # cards
LONGEST_STAMP = 8  # words
LONGEST_TEASER = 30  # words
LONGEST_HEADLINE = 20  # words
LARGEST = 2  # lines of a card above its stamp
LONGEST_HEAD = 2  # words of the line above the cards: "More", "Latest news"


def cards(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find the cards of other stories that stand below a text, each with its stamp.

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
    first = max(body + 1, len(runs) // 3)
    stamps = [i for i in range(first, len(runs)) if _is_stamp(runs[i])]
    if len(stamps) < FEWEST or not all(_is_near(one, two) for one, two in pairwise(stamps)):
        return {}
    found = set(stamps)
    for stamp in stamps:
        found.update(_card(runs, known, stamp, first))
    head = min(found) - 1
    if head > first and head not in known and _is_head(runs[head]):
        found.add(head)
    verdict = Verdict("boilerplate", "card of another story")
    return {i: verdict for i in found if i not in known}


def _is_stamp(run: Run) -> bool:
    return run.size <= LONGEST_STAMP and run.is_open and bool(STAMP.match(run.words))


def _is_near(one: int, two: int) -> bool:
    return two - one <= LARGEST + 2  # with a picture between


def _card(runs: Sequence[Run], known: Mapping[int, Verdict], stamp: int, first: int) -> list[int]:
    """The headline above a stamp, and the sentence between."""
    found: list[int] = []
    for i in range(stamp - 1, max(first, stamp - 1 - LARGEST), -1):
        run = runs[i]
        headline = run.is_open and run.size <= LONGEST_HEADLINE
        teaser = run.is_sentence and run.size <= LONGEST_TEASER and not found
        if i in known or not (headline or teaser):
            break
        found.append(i)
        if headline:
            return found
    return []


def _is_head(run: Run) -> bool:
    return run.is_open and run.size <= LONGEST_HEAD
