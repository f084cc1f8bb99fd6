"""Paragraphs that the edge of a page cuts in two are one again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from policytext.structure.runs import CUT_SHORT, TERMINAL, Run, ends_in
from policytext.structure.verdicts import Verdict

OF_PAGES = ("page number", "catchword", "running header", "imprint")
BESIDE = ("title again", "separator", "damage of the scan")  # stand with it at the edge of a page
NOTES = ("footnote", "reference")  # stand at the foot of a page
TEXTS = ("paragraph", "list_item")
MOST_BETWEEN = 10  # runs at the foot of a page and the head of the next
SHORTEST_CUT = 4  # words of a paragraph that goes on on the next page
ENDS = TERMINAL - {","}  # a sentence may go on after a comma


def continuations(
    text: str, runs: Sequence[Run], verdicts: Mapping[int, Verdict], settled: Set[int]
) -> dict[int, int]:
    """
    Find the runs that go on with a paragraph of the page before.

    Parameters
    ----------
    text : str
        The text of the document.
    runs : sequence of Run
        Its runs.
    verdicts : mapping
        What each run is.
    settled : set of int
        Runs that stay what they are, such as those that the user has named.

    Returns
    -------
    dict
        For each such run the one before it that it goes on with.
    """
    edges = [
        i
        for i, verdict in verdicts.items()
        if verdict.kind == "boilerplate" and verdict.reason in OF_PAGES
    ]
    if not edges and "\x0c" not in text:
        return {}
    found: dict[int, int] = {}
    above = -1  # the last run of text
    paged = False  # whether the edge of a page stands between
    for i, run in enumerate(runs):
        verdict = verdicts[i]
        paged = paged or (above >= 0 and "\x0c" in text[runs[i - 1].end : run.start])
        if verdict.kind in TEXTS:
            near = above >= 0 and paged and i - above <= MOST_BETWEEN + 1
            free = i not in settled and above not in settled
            if near and free and _goes_on(runs[above], run):
                found[i] = above
            above, paged = i, False
        elif verdict.kind == "boilerplate" and verdict.reason in OF_PAGES:
            paged = True
        elif verdict.kind not in NOTES and verdict.reason not in BESIDE:
            above = -1
    return found


def _goes_on(above: Run, below: Run) -> bool:
    """Whether a run breaks off in a sentence, and another begins in the middle of one."""
    if above.size < SHORTEST_CUT or ends_in(above.words, ENDS):
        return False
    if below.marks.opens or below.marks.quote or below.marker:
        return False
    last = above.words[above.words.rfind(" ") + 1 :]
    return below.raw[0].islower() or last in CUT_SHORT
