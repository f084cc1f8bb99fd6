"""Tables of contents, which repeat the headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.phrases import phrases
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$|\s{3,}\d{1,4}$|\t\d{1,4}$")
CONTENTS = phrases("contents")
PAGE = re.compile(r"[\s.…·|]+(?:page\s)?\d{1,4}$|[\s.…·|]+[ivx]{1,5}$")
SHORTEST_LIST = 4
BETWEEN = ("page number", "separator", "column head")  # of a list, and no part of it


def contents(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """
    Find the lines of tables of contents.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    keys = [_key(run) if run.size <= 30 else "" for run in runs]
    places: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        if key:
            places.setdefault(key, []).append(i)
    repeated = [places[key] if key else [] for key in keys]
    verdict = Verdict("boilerplate", "table of contents")
    found: dict[int, Verdict] = {}
    i = 0
    while i < len(runs):
        titled = runs[i].size < 6 and bool(CONTENTS.fullmatch(runs[i].words.strip(" :")))
        first = i + titled
        end = _end(runs, known, first, repeated)
        if end - first >= (2 if titled else SHORTEST_LIST):
            found |= {j: verdict for j in range(i, end) if j not in known or titled}
            i = end
        elif titled:
            found[i] = verdict
            i += 1
        else:
            i += 1
    return found


def _end(
    runs: Sequence[Run], known: Mapping[int, Verdict], first: int, repeated: Sequence[list[int]]
) -> int:
    """Where the list that starts here ends: a line in it is led to a page, or comes back later."""
    end = i = first
    while i < len(runs):
        run = runs[i]
        if known.get(i, Verdict("", "")).reason in BETWEEN:
            i += 1
            continue
        here = repeated[i]
        later = [j for j in here if j > i] if len(here) <= 3 else []
        is_line = run.size <= 30 and not run.is_sentence and not run.words.endswith((":", ","))
        is_line = is_line and not run.words[:1].islower()
        # a heading that comes back must not be followed by its text already here
        back = bool(later) and (i + 1 == len(runs) or runs[i + 1].size <= 30)
        if is_line and (LEADER.search(run.raw) or back):
            i += 1
            end = i
        else:
            break
    return end


def _key(run: Run) -> str:
    return PAGE.sub("", run.bare).strip(" .:*").casefold()
