"""Headings that show by the headings around them, and lists that only look like headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from policytext.structure.asides import CAPTION
from policytext.structure.byline import HONOUR, ROLE, TALK
from policytext.structure.evidence import (
    FEWEST_TOPICS,
    FINITE,
    LONGEST_PLAIN,
    PLAIN,
    SHORTEST_BELOW,
    SPEAKER,
    is_capitals,
    is_title_like,
    leads_in,
)
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LONGEST_TOPIC = 6  # words before a colon
FEWEST_PLAIN = 3  # headings of a document whose headings have no marks
LONGEST_ASKED = 9  # words of a question that heads a text with one other
LONGEST_SCRAP = 8  # words of a line at the head of a page that no rule knows
FEWEST_UNDER_LONE = 2  # paragraphs
LONGEST_STACKED = 8  # words of a heading with another right below it
LONGEST_CHAIN = 3  # headings on end; more short lines on end are a list
SHORTEST_LONE = 8  # letters of a heading that is one word
STACKED = ("short line above text", "line above numbered text")


def with_neighbours(
    runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]
) -> dict[int, str]:
    """
    Add the headings that those found make likely, and drop those that are a list.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    free : sequence of int
        Those that may be headings or stand below them, in order.
    found : mapping
        The headings found so far, with the rule that found each.

    Returns
    -------
    dict
        All headings, with the rule for each.
    """
    all_ = dict(found)
    all_ |= _topics(runs, free, all_)
    if not all_:
        return {}
    all_ |= _stacked(runs, free, all_)
    all_ |= _bold_above_bold(runs, free, all_)
    all_ = _without_lists(runs, free, all_)
    all_ |= _above_headings(runs, free, all_)
    return all_ | _questions(runs, free, all_)


def _topics(runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]) -> dict[int, str]:
    """Lines that end in a colon and stand above a text, where several do: "Background:"."""
    topics: dict[int, str] = {}
    lists = []
    for i, below in pairwise(free):
        run = runs[i]
        if i in found or not run.words.endswith(":") or not _is_topic(run):
            continue
        following = runs[below]
        if following.size >= SHORTEST_BELOW and following.is_sentence and not following.marker:
            topics[i] = "topic above text"
        elif following.marks.bullet or following.marker:
            lists.append(i)
    labels = Counter(runs[i].words.casefold() for i in topics)
    if len(topics) < FEWEST_TOPICS or any(times > 1 for times in labels.values()):
        return {}  # one leads in to what stands below it; people are talking
    return topics | dict.fromkeys(lists, "topic above a list")


def _is_topic(run: Run) -> bool:
    words = run.words[:-1]
    short = run.size <= LONGEST_TOPIC and run.gap > 0 and words[:1].isupper() and ":" not in words
    talks = TALK.match(words) or FINITE.search(words) or HONOUR.search(words)
    marked = run.marks.opens or run.marks.quote or run.marker
    return short and not (
        talks or marked or ROLE.match(words) or leads_in(words) or words.isupper()
    )


def _stacked(runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]) -> dict[int, str]:
    """Short lines with a heading like theirs right below, where short lines head texts."""
    plain = [i for i in free if found.get(i) in STACKED]
    if len(plain) < FEWEST_PLAIN:
        return {}
    stacked = {}
    for above, i, below in zip(free, free[1:], free[2:], strict=False):
        run = runs[i]
        if i in found or found.get(below) not in STACKED or CAPTION.match(run.words):
            continue
        set_apart = run.gap > 0 and not runs[above].is_open and runs[above].size >= SHORTEST_BELOW
        marked = run.marks.opens or run.marks.quote or run.marks.bold or run.marker
        titled = run.size <= LONGEST_STACKED and run.words[0].isupper()
        titled = titled and is_title_like(run.words) and not TALK.match(run.words)
        if set_apart and titled and not marked:
            stacked[i] = "short line above a heading"
    return stacked


def _bold_above_bold(
    runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]
) -> dict[int, str]:
    """Bold lines with a heading in bold right below."""
    return {
        i: "bold line above a heading"
        for i, below in pairwise(free)
        if i not in found
        and found.get(below) == "bold line above text"
        and runs[i].marks.bold
        and runs[i].size <= LONGEST_STACKED
        and is_title_like(runs[i].words)
    }


def _without_lists(
    runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]
) -> dict[int, str]:
    """Drop the short lines that stand in a chain: they are a list, not headings."""
    kept = dict(found)
    chain: list[int] = []
    for i in [*free, -1]:
        if i in found:
            chain.append(i)
            continue
        plain = [j for j in chain if found[j].startswith(("short", "line"))]
        if len(chain) > LONGEST_CHAIN and len(plain) > LONGEST_CHAIN:
            for j in plain[:-1]:
                del kept[j]
        chain = []
    return kept


def _above_headings(
    runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]
) -> dict[int, str]:
    """Lines in capitals with a smaller heading right below them, where others head a text."""
    plain = [i for i, reason in found.items() if reason in (*PLAIN, *STACKED)]
    if len(plain) < FEWEST_PLAIN and not any(is_capitals(runs[i].words) for i in plain):
        return {}
    return {
        i: "line in capitals above a heading"
        for i, below in pairwise(free)
        if i not in found
        and below in found
        and (2 <= runs[i].size <= LONGEST_PLAIN or len(runs[i].words) >= SHORTEST_LONE)
        and not runs[i].marks.opens
        and is_capitals(runs[i].words)
        and not is_capitals(runs[below].words)
        and is_title_like(runs[i].words)
    }


def _questions(
    runs: Sequence[Run], free: Sequence[int], found: Mapping[int, str]
) -> dict[int, str]:
    """The other questions, where questions head the answers."""
    asking = [i for i in found if runs[i].words.endswith("?")]
    if len(asking) < FEWEST_PLAIN:
        return {}
    return {
        i: "question among questions"
        for i, below in pairwise(free)
        if i not in found
        and runs[i].words.endswith("?")
        and runs[i].gap
        and runs[i].size <= LONGEST_PLAIN
        and runs[below].size >= SHORTEST_BELOW
        and not runs[i].marks.opens
        and not SPEAKER.match(runs[i].words)
    }


def without_asked(runs: Sequence[Run], found: dict[int, str]) -> dict[int, str]:
    """
    Drop the questions that a speaker asks himself.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    found : dict
        The rule for each heading found so far.

    Returns
    -------
    dict
        Without those on end, and without all where few questions are all the headings there are.
    """
    plain = [i for i, reason in found.items() if reason in PLAIN]
    asked = [i for i in plain if runs[i].words.endswith("?")]
    brief = len(asked) > 1 and all(runs[i].size <= LONGEST_ASKED for i in asked)
    if len(found) > len(asked) or len(asked) >= FEWEST_PLAIN or brief:
        asked = [i for i in asked if i and runs[i - 1].words.endswith("?")]
    drop = frozenset(asked)
    return {i: reason for i, reason in found.items() if i not in drop}


def lone_above_text(
    runs: Sequence[Run], known: Mapping[int, Verdict], found: Mapping[int, str]
) -> int | None:
    """
    Find the only heading of a text where nothing but its head is above: a place, an occasion.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.
    found : mapping
        The rule for each heading found so far.

    Returns
    -------
    int or None
        The run that is no heading, if there is one.
    """
    if len(found) != 1:
        return None
    lone, reason = next(iter(found.items()))
    unknown = [runs[j] for j in range(lone) if j not in known]
    said = any(run.is_sentence or run.size > LONGEST_SCRAP for run in unknown)
    above = {known[j].kind for j in range(lone) if j in known}
    if reason not in PLAIN or said or "title" not in above:
        return None
    texts = sum(run.is_sentence and run.size >= SHORTEST_BELOW for run in runs[lone + 1 :])
    return lone if texts >= FEWEST_UNDER_LONE or "byline" in above else None
