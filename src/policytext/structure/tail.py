"""What comes after the text: related stories, comment forms, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.structure.byline import has_date
from policytext.structure.phrases import phrases
from policytext.structure.runs import Run
from policytext.structure.speakers import ASKS
from policytext.structure.verdicts import Verdict

SHORTEST_SENTENCE = 8  # words that end in a full stop, as a teaser does not
SHORTEST_PARAGRAPH = 12  # words
LONGEST_MARK = 3  # words
SHORTEST_TEASER = 4  # words, below a mark that is not known as furniture
LONGEST_TEASER = 20  # words
SHORTEST_TEXT = 15  # words
LONGEST_SAID_AGAIN = 6  # words of a mark
OFTEN = 3  # times with text between
LARGEST_SHARE = 0.25  # of the characters of the page; a longer tail holds text
SHARE_A_MARK = 0.015  # more for each line that is furniture by its own words
LARGEST_TAIL = 0.4
MOSTLY_LINKED = 0.7  # of the characters
MOST_NOTICES = 2  # below a mark that is not known as furniture
LONGEST_END = 5  # words
FEWEST_BELOW = 2  # lines of furniture below a mark that is not known as furniture
# asked for in the middle of a text too
WEAK = re.compile(
    r"share|(?:also |see )?(?:read|also)|related|follow us|sign up|subscribe|newsletter|"
    r"recommended|more|cookies?|don'?t miss",
    re.IGNORECASE,
)
ASKING = re.compile(r"share|follow|sign up|subscribe|newsletter|get the latest", re.IGNORECASE)
PHOTO = re.compile(r"[.\w)] (?:photo(?:graph)?|picture|image)s?(?: credit)?\s?[:©/]\s?\S", re.I)
LISTED = "in a list of links"
LINKS = ("link", "menu", LISTED, "teaser or notice", "navigation", "below the text")
COUNTS_OF_LISTS = ("arabic", "bare")  # the most read stories are counted so
PARTS = ("annex", "chapter", "part", "section", "article")
END = phrases("ends")
LONGEST_FILED = 4  # words
FEWEST_FILED = 3
FILED = re.compile(r"(?:related )?(?:tags?|topics?|key ?words|filed under|categories)\s?:?", re.I)


def tail(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Find the furniture below the text that does not show by its own words."""
    total = sum(len(run.words) for run in runs) or 1
    throughout = _marks_throughout(runs, known)
    for i in range(max(body + 1, 1), len(runs)):
        if runs[i].words in throughout or not _is_end(runs, known, i):
            continue
        if i + 1 == len(runs) or i < len(runs) / 3:
            continue
        rest = [
            j
            for j in range(i + 1, len(runs))
            if j not in known and not (runs[j].size <= 6 and _is_above_credit(known, j))
        ]
        weight = sum(len(runs[j].words) for j in rest)
        linked = (runs[j] for j in rest if runs[j].marks.links < MOSTLY_LINKED)
        said = sum(run.size >= SHORTEST_TEXT and run.is_sentence for run in linked)
        sure = i in known and known[i].reason != LISTED
        most = 0 if WEAK.match(runs[i].words) else len(rest) if sure else MOST_NOTICES
        if said > most:
            continue
        marks = sum(v.kind == "boilerplate" and j > i for j, v in known.items())
        if i not in known and marks < FEWEST_BELOW:
            continue  # a heading of the text
        share = min(LARGEST_SHARE + SHARE_A_MARK * marks, LARGEST_TAIL)
        if weight <= share * total and not _has_text(runs, rest):
            first = [] if i in known else [i]
            return {j: Verdict("boilerplate", "below the text") for j in [*first, *rest]}
    return {}


def _is_end(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a line is a mark of what stands below a text; one that nobody knows is all of it."""
    words = runs[i].words
    if i in known:
        sized = runs[i].size <= LONGEST_TEASER or words[:1] == "©"
        return known[i].kind == "boilerplate" and sized and bool(END.match(words))
    return runs[i].size <= LONGEST_END and bool(END.fullmatch(words.rstrip(" :")))


def _is_above_credit(known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a line heads what is said about the author."""
    return i + 1 in known and known[i + 1].kind == "credit"


def _has_text(runs: Sequence[Run], rest: Sequence[int]) -> bool:
    """Two paragraphs, or an annex, are text again."""
    said = {j for j in rest if runs[j].size >= SHORTEST_PARAGRAPH and runs[j].is_sentence}
    if any({j + 1, j + 2} <= said for j in said):
        return True  # three paragraphs on end
    long = [j for j in rest if runs[j].size >= 30 and runs[j].is_sentence]
    return len(long) >= 2 or any((m := runs[j].marker) and m.scheme in PARTS for j in rest)


def teasers(
    runs: Sequence[Run],
    known: Mapping[int, Verdict],
    body: int,
    heads: frozenset[int] = frozenset(),
) -> dict[int, Verdict]:
    """
    Find the short lines under a mark such as "Related", up to the next paragraph.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.
    body : int
        Where the text itself begins.
    heads : frozenset of int, optional
        The lines that a table of contents names, which are no teasers.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    verdicts: dict[int, Verdict] = {}
    throughout = _marks_throughout(runs, known)
    listed: list[int] = []
    open_ = asks = False  # whether the mark asks for something, and announces nothing
    sentences = (i for i in range(body) if i not in known and _is_said(runs[i]))
    for i in range(next(sentences, body) + 1, len(runs)):
        run = runs[i]
        if i in known:
            if known[i].kind == "boilerplate":
                ends = bool(END.match(run.words)) and run.size <= 6
                ends = ends and run.words not in throughout
                asks = (
                    (asks or not open_) if ends and ASKING.match(run.words) else not ends and asks
                )
                open_ = (open_ or ends) and known[i].reason != "table of contents"
            continue
        said = run.is_sentence and not run.words.endswith("?")
        teaser = run.size <= LONGEST_TEASER and not said and not run.marks.hashes
        teaser = teaser and not (ASKS.match(run.words) or PHOTO.search(run.words))
        teaser = teaser and not (run.marker and run.marker.scheme not in COUNTS_OF_LISTS)
        if teaser and not open_ and i > body and FILED.fullmatch(run.words):
            open_ = i + 1 < len(runs) and not _is_said(runs[i + 1])
        elif teaser and not open_ and i > body and END.fullmatch(run.words):
            open_ = _leads_to_links(runs, known, i)
        if open_ and teaser and i not in heads:
            listed.append(i)
        else:
            verdicts |= _of_list(runs, listed, i if open_ else len(runs), shortest=1 - asks)
            listed, open_ = [], False
    return verdicts | _of_list(runs, listed, len(runs)) | _closing(runs, known, body)


def _leads_to_links(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a link, or a headline that lost its link, is set right below a mark."""
    if i + 1 == len(runs):
        return False
    below = runs[i + 1]
    headline = below.is_open and SHORTEST_TEASER <= below.size <= LONGEST_TEASER and not below.gap
    return (headline and not below.marks.hashes) if i + 1 not in known else _is_link(known[i + 1])


def _is_link(verdict: Verdict) -> bool:
    return verdict.reason == "link"


def _marks_throughout(runs: Sequence[Run], known: Mapping[int, Verdict]) -> frozenset[str]:
    """Marks that come back between the paragraphs: "Share this contribution" in a debate."""
    seen: Counter[str] = Counter()
    said = False
    for i, run in enumerate(runs):
        if i not in known:
            said = said or _is_said(run)
        elif said and known[i].kind == "boilerplate" and run.size <= LONGEST_SAID_AGAIN:
            seen[run.words] += 1
            said = False
    return frozenset(words for words, times in seen.items() if times >= OFTEN)


def _closing(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """The short lines from a mark such as "Topics" to the end of the page."""
    first = _first_filed(runs, known, body)
    for i in range(len(runs) - 1, body, -1):
        run = runs[i]
        if i in known:
            continue
        if run.size > LONGEST_TEASER or (run.is_sentence and run.size >= SHORTEST_SENTENCE):
            break
        if run.size <= LONGEST_MARK and not run.marks.bullet and END.match(run.words):
            first = i
    verdict = Verdict("boilerplate", "short lines at the end")
    return {i: verdict for i in range(first, len(runs)) if i not in known}


def _first_filed(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> int:
    """Where the names begin that a text is filed under: short items right below a sentence."""
    first = len(runs)
    while first - 1 > body and (first - 1 in known or _is_filed(runs[first - 1])):
        first -= 1
    items = sum(i not in known for i in range(first, len(runs)))
    if items < FEWEST_FILED:
        return len(runs)
    above = runs[first - 1]
    return first if above.is_sentence and not above.marks.bullet else len(runs)


def _is_filed(run: Run) -> bool:
    return run.marks.bullet and run.is_open and run.size <= LONGEST_FILED and run.words[0].isupper()


def _is_said(run: Run) -> bool:
    return run.size >= SHORTEST_TEXT and run.is_sentence and not run.words.endswith("?")


def _of_list(
    runs: Sequence[Run], listed: list[int], below: int, shortest: int = 1
) -> dict[int, Verdict]:
    """All lines of a list but the last, if that heads the text that goes on below it."""
    if len(listed) > shortest and below < len(runs) and listed[-1] == below - 1:
        last, text = runs[listed[-1]], runs[below]
        goes_on = text.size >= SHORTEST_TEXT and text.is_sentence
        set_apart = last.gap or last.marks.bold or not shortest
        if goes_on and set_apart and text.gap and not has_date(last.words):
            listed = listed[:-1]
    return {i: Verdict("boilerplate", LISTED) for i in listed}


def over_links(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Find the headings that have nothing below them but links and teasers."""
    found = {}
    links = 0
    for i in range(len(runs) - 1, -1, -1):
        verdict = known.get(i)
        if verdict and verdict.kind == "boilerplate":
            links += verdict.reason in LINKS
        elif verdict and verdict.kind == "heading" and links:
            found[i] = Verdict("boilerplate", "heading over links")
        else:
            break  # text; only what stands below all text is judged
    return found
