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
SHORTEST_SAID = 4  # words of a sentence without quotation marks
LONGEST_SAID = 9  # a longer one may be said twice
BY = 3  # words by which a sentence is looked for
MOST_ALIKE = 6  # sentences that open with them; more are a way of speaking
NEAR = 8  # runs between it and the paragraph
FEWEST_FURNITURE = 2  # lines of a page that was copied with its menus
OF_PAGES = ("navigation", "menu", "link", "breadcrumb", "teaser or notice")
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
    furniture = sum(v.kind == "boilerplate" and v.reason in OF_PAGES for v in known.values())
    said = _said_again(runs, known, body) if furniture >= FEWEST_FURNITURE else {}
    return said | _quoted(runs, known, body) | _excerpt(runs, known)


def _excerpt(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """What a clipper quotes above a page: "> ## Excerpt", and what the page says of itself."""
    head = next((i for i, run in enumerate(runs[:NEAR]) if _heads_excerpt(run)), None)
    if head is None:
        return {}
    end = head + 1
    while end < len(runs) and runs[end].marks.quote and not runs[end].gap:
        end += 1
    verdict = Verdict("boilerplate", "excerpt above the text")
    return dict.fromkeys((i for i in range(head, end) if i not in known), verdict)


def _heads_excerpt(run: Run) -> bool:
    return run.marks.quote and bool(run.marks.hashes) and run.words.casefold() == "excerpt"


def _quoted(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Quotations in their marks."""
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


def _said_again(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Short sentences without marks that stand in one paragraph near them, too."""
    apart: dict[tuple[str, ...], list[int]] = {}
    for i in range(body + 1, len(runs)):
        run = runs[i]
        sized = SHORTEST_SAID <= run.size <= LONGEST_SAID and i not in known
        if sized and run.words[-1] in ".!?" and run.words[0] not in AROUND and not run.marks.opens:
            apart.setdefault(tuple(run.words.split()[:BY]), []).append(i)
    apart = {opening: alike for opening, alike in apart.items() if len(alike) <= MOST_ALIKE}
    places: dict[int, set[int]] = {}
    for j in range(body, len(runs)) if apart else ():
        if j in known or runs[j].size <= SHORTEST_SAID:
            continue
        parts = runs[j].words.split()
        for n in range(len(parts) - BY + 1):
            for i in apart.get((parts[n].lstrip(AROUND), *parts[n + 1 : n + BY]), ()):
                longer = runs[j].size >= runs[i].size + SHORTEST_SAID
                if longer and runs[i].words in runs[j].words:
                    places.setdefault(i, set()).add(j)
    again = (i for i, js in places.items() if len(js) == 1 and abs(min(js) - i) <= NEAR)
    return dict.fromkeys(again, Verdict("boilerplate", "quoted from the text"))
