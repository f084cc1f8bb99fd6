"""Sentences that a tool broke at their links: the words of a link stand on a line of their own."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.structure.printed import Printed
from policytext.structure.runs import CUT_SHORT

SHORTEST_BROKEN = 6  # words of the line above a link, if its last word does not ask for another
LONGEST_LINK = 14  # words
SHORTEST_REST = 4  # words behind the link, if no punctuation mark opens them
WIDE = "   "  # parts the names of a menu
PUNCTUATION = frozenset(",.;:)?!’”")


def rejoined(groups: Sequence[list[Printed]]) -> list[list[Printed]]:
    """
    Join what goes on behind a link that stands on a line of its own.

    Parameters
    ----------
    groups : sequence of list of Printed
        The lines of a text, those of a paragraph together.

    Returns
    -------
    list of list of Printed
        The same lines in the same order.
    """
    joined: list[list[Printed]] = []
    n = 0
    while n < len(groups):
        if (
            joined
            and n + 1 < len(groups)
            and _is_rest(groups[n + 1][0].text)
            and _goes_on(joined[-1], groups[n], groups[n + 1])
        ):
            joined[-1] += [*groups[n], *groups[n + 1]]
            n += 2
        else:
            joined.append(list(groups[n]))
            n += 1
    return joined


def _is_rest(text: str) -> bool:
    return text[0] in PUNCTUATION or text[0].islower()


def _goes_on(above: Sequence[Printed], link: Sequence[Printed], rest: Sequence[Printed]) -> bool:
    """Whether three lines are one sentence: "According to the" / "survey" / ", prices rose."."""
    before, words, behind = above[-1], link[0].text, rest[0].text
    if len(link) > 1 or link[0].opens or rest[0].opens or link[0].marker or before.alone:
        return False
    if words[0].islower() or WIDE in words or WIDE in before.text:
        return False
    if words.count(" ") >= LONGEST_LINK or not link[0].is_open or not before.text[-1].islower():
        return False
    last = before.text[before.text.rfind(" ") + 1 :]
    asks = last in CUT_SHORT
    if max(link[0].gap, rest[0].gap) > (1 if asks or behind[0] in PUNCTUATION else 0):
        return False
    long = before.text.count(" ") + 1 >= SHORTEST_BROKEN
    said = behind[0] in PUNCTUATION or behind.count(" ") + 1 >= SHORTEST_REST
    return (asks or long) and said
