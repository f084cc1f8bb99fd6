"""Run-in headings whose bold or italic opening is marked by the format of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from policytext.reading import Mark
from policytext.structure.byline import DATELINE
from policytext.structure.listed import Opening
from policytext.structure.runs import Run
from policytext.structure.tagged import MarksOfRuns

COLON = re.compile(r"\s?[:：]\s*")
NUMBER = re.compile(
    r"(?:art(?:icle|\.)?|chapter|part|sec(?:tion|\.)?|title) \w{1,5}\.?", re.IGNORECASE
)
BETWEEN = re.compile(r"[.:]?\s{1,4}")  # "Section 1. Purpose", each in bold
FEWEST_ITEMS = 2
LONGEST_LABEL = 8  # words
LABEL = re.compile(r"[A-Z][^.:?!]{1,60}:")


def tagged_openings(
    runs: Sequence[Run],
    marks_of_runs: MarksOfRuns,
    texts: Sequence[int],
    find: Callable[[Sequence[Run], Sequence[int]], dict[int, Opening]],
) -> dict[int, Opening]:
    """
    Find the run-in headings of a text whose bold and italic openings are marked by its format.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document, one a block.
    marks_of_runs : list of list of Mark
        The marks of each.
    texts : sequence of int
        Which of them are paragraphs or list items.
    find : callable
        The rules for text with the marks of Markdown.

    Returns
    -------
    dict
        As the rules find them, at their places in the runs as they are.
    """
    starred = list(runs)
    places: dict[int, list[int]] = {}
    speakers = _speakers(runs, texts)
    for i in texts:
        opening = _opening(runs[i], marks_of_runs[i])
        label = LABEL.match(runs[i].words)
        if label and (label[0] in speakers or label[0].split()[-1] in speakers):
            continue
        if opening and not DATELINE.match(runs[i].words):
            start, end, star = opening
            raw = runs[i].raw
            starred[i] = replace(
                runs[i], raw=raw[:start] + star + raw[start:end] + star + raw[end:]
            )
            places[i] = [start, start + len(star), end + len(star), end + 2 * len(star)]
    found = {
        i: replace(
            opening,
            start=_back(opening.start, places[i]),
            end=_back(opening.end, places[i]),
            rest=_back(opening.rest, places[i]),
        )
        if i in places
        else opening
        for i, opening in find(starred, texts).items()
    }
    return _of_lists(runs, texts, places) | found


def _speakers(runs: Sequence[Run], texts: Sequence[int]) -> frozenset[str]:
    """The labels that come back, for somebody speaks again, and the names that they end in."""
    labels = Counter(label[0] for i in texts if (label := LABEL.match(runs[i].words)))
    again = [label for label, times in labels.items() if times > 1]
    return frozenset(again) | {label.split()[-1] for label in again}


def _of_lists(
    runs: Sequence[Run], texts: Sequence[int], places: Mapping[int, Sequence[int]]
) -> dict[int, Opening]:
    """Where all items of a list open in bold up to a colon, small letters may begin them."""
    found: dict[int, Opening] = {}
    for listed, items in groupby(texts, lambda i: _is_item(runs[i])):
        openings = {i: _labelled(runs[i], places.get(i)) for i in items} if listed else {}
        if len(openings) >= FEWEST_ITEMS and all(openings.values()):
            found |= {i: opening for i, opening in openings.items() if opening}
    return found


def _is_item(run: Run) -> bool:
    return run.marks.bullet or run.marker is not None


def _labelled(run: Run, stars: Sequence[int] | None) -> Opening | None:
    if stars is None:
        return None
    start, end = stars[0], _back(stars[2], stars)
    colon = COLON.match(run.raw, end - 1) or COLON.match(run.raw, end)
    words = run.raw[start:end].split()
    if colon is None or len(words) > LONGEST_LABEL or colon.end() >= len(run.raw):
        return None
    end = colon.start() + len(colon.group().rstrip())
    return Opening(start, end, colon.end(), run.marker, "opening in bold")


def _opening(run: Run, marks: Sequence[Mark]) -> tuple[int, int, str] | None:
    """The bold or italic words that open a run, and the mark that Markdown has for them."""
    for tag, star in (("b", "**"), ("i", "*")):
        for mark in marks:
            if mark.tag != tag:
                continue
            start, end = mark.start_char - run.start, _whole(run, marks, mark) - run.start
            before = run.raw[:start]
            words = run.raw[start:end]
            lead = len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            led = re.fullmatch(r"\W*|\W*\w{1,4}[.)]\s*", before)
            inside = start + lead < end < len(run.raw.rstrip())
            if led and inside and "*" not in words:
                return start + lead, end, star
            break
    return None


def _whole(run: Run, marks: Sequence[Mark], first: Mark) -> int:
    """Where an opening ends: behind the title, if its first words are only a number in bold."""
    if NUMBER.fullmatch(run.raw[first.start_char - run.start : first.end_char - run.start]):
        for mark in marks:
            between = run.raw[first.end_char - run.start : mark.start_char - run.start]
            if mark.tag == first.tag and BETWEEN.fullmatch(between):
                return mark.end_char
    return first.end_char


def _back(place: int, stars: Sequence[int]) -> int:
    """From a place in a run with stars to that in the run as it is."""
    one, behind_one, two, behind_two = stars
    width = behind_one - one
    if place <= one:
        return place
    if place <= behind_one:
        return one
    if place <= two:
        return place - width
    if place <= behind_two:
        return two - width
    return place - 2 * width
