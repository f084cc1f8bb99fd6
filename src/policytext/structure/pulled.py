"""Quotations that a page pulls out of its text and sets large: their words stand in it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

SHORTEST = 5  # words; a shorter one may head what stands below it
LONGEST = 40
SHORTEST_PARAGRAPH = 12  # words
MOST = 100  # quotations of one text that are looked for
OPENING = '“"„«'  # in single quotation marks are headings, too
AROUND = "“”\"„«»‘’'*_>.,;:!?… "
LONGER = 1.5  # times as many words has what the quotation was taken from


def pulled(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find the quotations, alone on their lines, whose words stand in a paragraph as well.

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
    quoted = [i for i in range(body, len(runs)) if i not in known and _is_quoted(runs[i])][:MOST]
    if not quoted:
        return {}
    texts = [run for i, run in enumerate(runs) if i not in known and run.size >= SHORTEST_PARAGRAPH]
    plain = [(run.size, _plain(run.words)) for run in texts]
    found = {}
    for i in quoted:
        words = _plain(runs[i].words)
        least = LONGER * runs[i].size
        if any(size >= least and words in text for size, text in plain):
            found[i] = Verdict("boilerplate", "quotation pulled out of the text")
    return found


def _is_quoted(run: Run) -> bool:
    sized = SHORTEST <= run.size <= LONGEST
    return sized and run.words[0] in OPENING and not (run.marks.hashes or run.marks.quote)


def _plain(words: str) -> str:
    return words.strip(AROUND).casefold().replace("’", "'")
