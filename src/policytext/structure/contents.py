"""Tables of contents, which repeat the headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.markers import marker_of
from policytext.structure.phrases import phrases
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$|\s{3,}\d{1,4}$|\t\d{1,4}$")
DOTS = re.compile(r"(?:\.{4}|…{2}|(?:\. ){4})[. …]*\d{1,4}$")
LONGEST_HEAD = 3  # words
LONGEST_LEADER = 160  # characters
CONTENTS = phrases("contents")
PAGE = re.compile(r"[\s.…·|]+(?:page\s)?\d{1,4}$|[\s.…·|]+[ivx]{1,5}$")
FEWEST_NAMED = 3  # headings; more are surely a table
SHORTEST_LIST = 4
LONGEST_LINE = 30  # words
BETWEEN = ("page number", "separator", "column head")  # of a list, and no part of it


def contents(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Find the lines of tables of contents."""
    keys = [key_of(run) if run.size <= LONGEST_LINE else "" for run in runs]
    places: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        if key:
            places.setdefault(key, []).append(i)
    repeated = [places[key] if key else [] for key in keys]
    lines = _Lines(runs, known, repeated)
    verdict = Verdict("boilerplate", "table of contents")
    found: dict[int, Verdict] = {}
    i = 0
    while i < len(runs):
        titled = runs[i].size < 6 and bool(CONTENTS.fullmatch(runs[i].words.strip(" :")))
        first = i + titled
        end = _end_of_block(runs, first) if titled else 0
        end = max(end, lines.end(first))
        if end - first >= (2 if titled else SHORTEST_LIST):
            found |= {j: verdict for j in range(i, end) if j not in known or titled}
            i = end
        elif titled:
            found[i] = verdict
            i += 1
        else:
            i += 1
    return found | _led(runs, known, found)


def _end_of_block(runs: Sequence[Run], first: int) -> int:
    """Where the numbered lines end that stand right below "Contents", of other pages, too."""
    end = first
    while end < len(runs) and not runs[end].gap and _is_numbered(runs[end]):
        end += 1
    return end


def _is_numbered(run: Run) -> bool:
    return run.marker is not None and run.is_open and run.size <= LONGEST_LINE


def listed_headings(runs: Sequence[Run], known: Mapping[int, Verdict]) -> frozenset[int]:
    """
    Find the lines that a table of contents names, though they read like a menu: "Privacy".

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.

    Returns
    -------
    frozenset of int
        Those that stand alone between texts.
    """
    listed = {key_of(runs[i]) for i, v in known.items() if v.reason == "table of contents"}
    if len(listed) < SHORTEST_LIST:
        return frozenset()
    last = max(i for i, v in known.items() if v.reason == "table of contents")
    return frozenset(
        i
        for i, verdict in known.items()
        if last < i < len(runs) - 1
        and verdict.reason == "navigation"
        and runs[i].gap
        and runs[i + 1].gap
        and key_of(runs[i]) in listed
    )


def _led(
    runs: Sequence[Run], known: Mapping[int, Verdict], found: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """Lines led to a page by dots, outside a list too, and the short line that heads them."""
    led = {
        i: Verdict("boilerplate", "table of contents")
        for i, run in enumerate(runs)
        if i not in found
        and run.size <= LONGEST_LINE
        and run.raw[-1].isdecimal()
        and DOTS.search(run.raw[-LONGEST_LEADER:])
    }
    if not found and len(led) < SHORTEST_LIST:
        return {}
    heads = (i - 1 for i in led if i and i - 1 not in led and i - 1 not in found)
    led |= {i: led[i + 1] for i in heads if i not in known and runs[i].size <= LONGEST_HEAD}
    return led


def _is_led(run: Run) -> bool:
    return run.raw[-1].isdecimal() and bool(DOTS.search(run.raw[-LONGEST_LEADER:]))


class _Lines:
    """Which runs can be lines of a table of contents."""

    def __init__(
        self, runs: Sequence[Run], known: Mapping[int, Verdict], repeated: Sequence[list[int]]
    ) -> None:
        self._ends = [0] * (len(runs) + 1)  # where a list that starts at a run ends
        for i in range(len(runs) - 1, -1, -1):
            if i in known and known[i].reason in BETWEEN:
                self._ends[i] = self._ends[i + 1]
            elif _is_line(runs, i, repeated[i]):
                self._ends[i] = max(i + 1, self._ends[i + 1])

    def end(self, first: int) -> int:
        """Where the list that starts at a run ends, the run itself if none does."""
        return max(first, self._ends[first])


def _is_line(runs: Sequence[Run], i: int, places: Sequence[int]) -> bool:
    """Whether a run is led to a page, or comes back later as a heading."""
    run = runs[i]
    said = run.is_sentence and not run.words.endswith("?")  # questions head answers
    if said or run.size > LONGEST_LINE:
        return False
    if run.words[:1].islower() or run.words.endswith((":", ",")):
        return False
    # a heading that comes back must not be followed by its text already here
    back = len(places) <= 3 and bool(places) and places[-1] > i
    back = back and (i + 1 == len(runs) or runs[i + 1].size <= LONGEST_LINE)
    last = run.raw[-1]
    led = (last.isdecimal() or last in ".…") and bool(LEADER.search(run.raw[-LONGEST_LEADER:]))
    return back or led


def named(runs: Sequence[Run], known: Mapping[int, Verdict]) -> frozenset[int]:
    """
    Find the lines that a table of contents names and that stand below it.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.

    Returns
    -------
    frozenset of int
        Empty where no table names four headings or more.
    """
    table = [i for i, verdict in known.items() if verdict.reason == "table of contents"]
    keys = {key_of(runs[i]) for i in table}
    if len(keys) <= FEWEST_NAMED:
        return frozenset()
    below = range(min(table) + 1, len(runs))
    short = (i for i in below if i not in known and runs[i].size <= LONGEST_LINE)
    return frozenset(i for i in short if runs[i].is_open and key_of(runs[i]) in keys)


def key_of(run: Run) -> str:
    """
    Give the words by which a heading is known again in a table of contents.

    Parameters
    ----------
    run : Run
        A heading, or a line of the table.

    Returns
    -------
    str
        Its words in small letters, without number and page.
    """
    words = run.bare.removesuffix("[edit]")
    again = marker_of(words) if run.marker else None
    if again and again.length < len(words):  # "2. 1. Introduction" in a list that counts its lines
        words = words[again.length :]
    last = words[-1:]
    if last.isdecimal() or last in "ivx":
        words = PAGE.sub("", words)
    return words.strip(" .:*").casefold()
