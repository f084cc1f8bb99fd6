"""The divs of a page that pandoc kept: ``::: footer`` … ``:::`` around what a footer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext.reading.html_kinds import words_of
from policytext.reading.html_names import (
    CAPTIONS,
    COMMENTS,
    FOLDING,
    FURNITURE_NAMES,
    FURNITURE_PAIRS,
    FURNITURE_ROLES,
    NOTES,
)
from policytext.structure.marks import DIV, is_edge
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

MOST_PROSE = 0.35  # of the page's, in a div whose name says furniture
MOST_LINKED = 0.7  # of the characters of a line that is no prose
SHORTEST_SAID = 8  # words
LONGEST_CAPTION = 90  # words
MOST_PROSE_OF_COMMENTS = 0.75
CLASS = re.compile(r"(?<!\S)[#.](\S+)|\brole=\"(\w+)\"")
EDGE = Verdict("boilerplate", "edge of a div")


def fenced(runs: Sequence[Run]) -> dict[int, Verdict]:
    """
    Find the edges of the divs, and the furniture that the names of the divs tell of.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found; none for text of other kinds.
    """
    edges = {i for i, run in enumerate(runs) if run.marks.rule and is_edge(run.raw)}
    if not edges:
        return {}
    prose = [len(run.words) if _is_said(run) else 0 for run in runs]
    total = sum(prose)
    found = dict.fromkeys(edges, EDGE)
    for start, end, names in _divs(runs, sorted(edges)):
        inside = [i for i in range(start, end) if i not in found]
        if CAPTIONS.search(" ".join(names)):
            if sum(runs[i].size for i in inside) <= LONGEST_CAPTION:
                found |= dict.fromkeys(inside, Verdict("caption", "in a div for captions"))
            continue
        name = next((name for name in names if _is_furniture(name)), "")
        titled = any(runs[i].marks.hashes == 1 for i in inside)
        most = MOST_PROSE_OF_COMMENTS if COMMENTS & set(words_of(name)) else MOST_PROSE
        if name and not titled and sum(prose[start:end]) <= most * total:
            verdict = Verdict("boilerplate", f'in a div named "{name}"')
            found |= dict.fromkeys(inside, verdict)
    return found


def _is_said(run: Run) -> bool:
    said = run.is_sentence and not run.marks.rule
    return said and run.size >= SHORTEST_SAID and run.marks.links < MOST_LINKED


def _divs(runs: Sequence[Run], edges: Sequence[int]) -> Iterator[tuple[int, int, list[str]]]:
    """The ranges of runs that divs hold, the inner before the outer, and the names of each."""
    opened: list[tuple[int, list[str]]] = []
    for i in edges:
        edge = DIV.match(runs[i].raw)
        if edge is None:
            continue
        if edge["name"] or edge["attributes"]:
            opened.append((i + 1, _names(edge)))
        elif opened:
            start, names = opened.pop()
            yield start, i, names


def _names(edge: re.Match[str]) -> list[str]:
    found = CLASS.findall(edge["attributes"] or f".{edge['name']}")
    return [name or f"role {role}" for name, role in found]


def _is_furniture(name: str) -> bool:
    """Whether the name of a div says that it holds no text."""
    if name.startswith("role "):
        return name.removeprefix("role ") in FURNITURE_ROLES
    if NOTES.search(name):
        return False
    words = set(words_of(name)) - FOLDING
    return bool(words & FURNITURE_NAMES or FURNITURE_PAIRS.search(name))
