"""Boxes between paragraphs: what a page offers to send, what it quotes of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LONGEST_NAME = 6  # words of what a page offers to send
LONGEST_OFFER = 25  # words
SHORTEST_QUOTED = 4  # words of a sentence that a page quotes of itself
LONGEST_QUOTED = 30
LONGEST_UNMARKED = 9  # without quotation marks; a longer one may be said twice
OPENING = 3  # words by which a sentence is looked for
MOST_ALIKE = 6  # sentences that open with them; more are a way of speaking
NEAR = 8  # runs between it and the paragraph
FEWEST_FURNITURE = 2  # lines of a page that was copied with its menus
OFFER = re.compile(
    r"\b(?:newsletter|e-?mail|inbox|address|unsubscribe|briefing|every (?:week|month|morning|day|"
    r"weekday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:once|one \w+) a week)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"(?:sign up|subscribe|join|register|your e-?mail|e-?mail address)\b", re.I)
OF_PAGES = ("navigation", "menu", "link", "breadcrumb", "teaser or notice")
MARKS = " “”\"‘’'«»"


def boxes(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find the boxes in which a page offers a letter, or quotes a sentence of its own.

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
    marks = sum(v.kind == "boilerplate" and v.reason in OF_PAGES for v in known.values())
    return found | (_quoted(runs, known, body) if marks >= FEWEST_FURNITURE else {})


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


def _quoted(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Sentences set apart that stand in a paragraph of the text, too."""
    apart: dict[tuple[str, ...], list[int]] = {}
    for i in range(body + 1, len(runs)):
        words = runs[i].words.strip(MARKS)
        longest = LONGEST_UNMARKED if words == runs[i].words else LONGEST_QUOTED
        sized = SHORTEST_QUOTED <= runs[i].size <= longest and i not in known
        if sized and words[-1:] in (".", "!", "?") and not runs[i].marks.opens:
            apart.setdefault(tuple(words.split()[:OPENING]), []).append(i)
    apart = {opening: alike for opening, alike in apart.items() if len(alike) <= MOST_ALIKE}
    places: dict[int, set[int]] = {}
    for j in range(body, len(runs)) if apart else ():
        if j in known or runs[j].size <= SHORTEST_QUOTED:
            continue
        parts = runs[j].words.split()
        for n in range(len(parts) - OPENING + 1):
            opening = (parts[n].lstrip(MARKS), *parts[n + 1 : n + OPENING])
            for i in apart.get(opening, ()):
                longer = runs[j].size >= runs[i].size + SHORTEST_QUOTED
                if longer and runs[i].words.strip(MARKS) in runs[j].words:
                    places.setdefault(i, set()).add(j)
    quoted = (i for i, js in places.items() if len(js) == 1 and abs(min(js) - i) <= NEAR)
    return dict.fromkeys(quoted, Verdict("boilerplate", "quoted from the text"))
