"""What stands between the title and the text: the author, the date, the place, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.asides import CAPTION, ends_with_credit, is_beside_credit
from policytext.structure.byline import (
    DATED,
    DATELINE,
    FIELD,
    SPECIAL,
    SPOKEN,
    is_agency,
    is_byline,
    is_made_of_names,
)
from policytext.structure.names import SmallWords, is_name, is_place
from policytext.structure.page_heads import LONGEST_TITLE, without_note
from policytext.structure.phrases import alternatives, phrases
from policytext.structure.runs import Run
from policytext.structure.title import BRACKETED, LONGEST_OCCASION, PLACE, TOPICS
from policytext.structure.verdicts import Verdict

SHORTEST_PARAGRAPH = 10  # words
SHORTEST_STANDFIRST = 5  # words
LARGEST_BYLINE = 5  # runs
MOST_BELOW = 4  # lines below the first paragraph that may tell who published it
LONGEST_TOLD = 18  # words
MOST_BETWEEN = 2  # lines between the title and the date that need not be of the byline
PAPER_OF = re.compile(
    r"(?:report|note|statement|letter|speech|address|remarks|message|transmitted|communicated)\s(?:of|by|from|to)\s(?:the|mr|ms|mrs|dr)\b",
    re.IGNORECASE,
)
REFERENCE = phrases("references")
BARE_KIND = re.compile(rf"(?:joint )?(?:{alternatives('papers')})", re.IGNORECASE)
FIELD_BELOW = re.compile(r"(?:category|published|written by|created|hits)\s?:", re.IGNORECASE)
LONGEST_LABEL = 2  # words
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
TITLED_NAME = re.compile(r"(?:the )?(?:rt\.? )?hon\.?(?: [A-Z][\w.'’-]+){2,5}", re.IGNORECASE)


def bylines(  # noqa: PLR0912 (a rule a branch)
    runs: Sequence[Run], known: Mapping[int, Verdict], place: int | None, body: int
) -> dict[int, Verdict]:
    """
    Find what a page says of its text below the title: who wrote it, when, where and what it is.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already, the title among them.
    place : int or None
        The title.
    body : int
        Where the text itself begins.

    Returns
    -------
    dict
        Verdicts for runs between the title and the text.
    """
    verdicts: dict[int, Verdict] = {}
    small = SmallWords(runs)
    start = 0 if place is None else place + 1
    closed = False
    head = range(start, min(body, start + 14))
    for i in head:
        run = runs[i]
        if i <= start + 1 and _is_standfirst(runs, i):
            verdicts[i] = Verdict("paragraph", "standfirst below the title")
            continue
        if _is_settled(runs, known, i) and not (run.goes_on and i - 1 in verdicts):
            continue
        counted = run.marks.bullet or (run.marker and run.marker.scheme != "bare")
        words = run.words.strip("_ ")
        dated = any(is_byline(below.words) for below in runs[i + 1 : i + 2])
        listed = dated and is_name(without_note(words), small)
        if run.marks.hashes or (counted and not listed and not is_byline(words)):
            break
        saluted = words.endswith(",") and any(b.words.endswith(",") for b in runs[i + 1 : i + 2])
        closed = closed or saluted
        if saluted or is_beside_credit(runs, i) or ends_with_credit(words):
            continue
        label = _label_below(runs, i, words)
        if label:
            verdicts[i] = Verdict("boilerplate", label)
            continue
        goes_on = i - 1 in verdicts and words[:1].islower() and not run.gap and run.size <= 20
        said_by = run.size <= 12 and run.is_open and bool(PAPER_OF.match(words))
        named = TITLED_NAME.fullmatch(words)
        said_by = said_by or (i <= start + 1 and _is_spoken(run))
        if is_byline(words) or is_agency(words) or said_by or goes_on or named:
            verdicts[i] = Verdict("byline", "date, author or agency below the title")
        elif not closed and run.marks.image is None and _is_name_below(words, small):
            verdicts[i] = Verdict("byline", "name below the title")
        elif i == start and run.size == 1 and is_place(words, small) and not _opens_text(runs, i):
            verdicts[i] = Verdict("byline", "place below the title")
        elif PLACE.fullmatch(words) and any(j in verdicts for j in (i - 1, i - 2)):
            verdicts[i] = Verdict("byline", "place below the date")
        elif run.size <= LONGEST_LABEL and not run.gap and _is_label(runs, i, verdicts):
            verdicts[i] = Verdict("byline", "label below the date")
        elif ADDRESS.fullmatch(words):
            verdicts[i] = Verdict("boilerplate", "address of the page")
        elif i - 1 in verdicts and words[0] == "(" and is_name(words.strip("()"), small):
            verdicts[i] = Verdict("byline", "name in brackets below an office")
        elif _is_remark(run):
            verdicts[i] = Verdict("boilerplate", "in brackets below the title")
        elif _is_between(runs, i, head, verdicts):
            verdicts[i] = Verdict("byline", "between the title and the date")
        else:
            closed = True
    return verdicts


def _is_standfirst(runs: Sequence[Run], i: int) -> bool:
    """Whether a heading right below the title is no section's: the author or a picture follows."""
    run = runs[i]
    above = next((runs[j] for j in (i - 1, i - 2) if j >= 0 and runs[j].marks.hashes), None)
    if above is None or run.marks.hashes <= above.marks.hashes:
        return False
    sets_off = False
    for following in runs[i + 1 : i + 1 + LARGEST_BYLINE]:
        if following.is_sentence and following.size >= SHORTEST_PARAGRAPH:
            break
        sets_off = is_byline(following.words) or following.marks.image is not None
        if sets_off or following.marks.hashes:
            break
    below = runs[i + 1] if i + 1 < len(runs) else run
    sets_off = sets_off or bool(DATELINE.match(below.words))
    return sets_off and run.size >= SHORTEST_STANDFIRST


def _is_name_below(words: str, small: SmallWords) -> bool:
    """Whether a line can be the author's name; "Ann Lee (Holm) (Ind)" is called to speak."""
    last = words[words.rfind(" ") + 1 :]
    return (
        ")" not in words
        and not SPECIAL.fullmatch(words)
        and not BARE_KIND.fullmatch(last)
        and is_name(without_note(words), small)
    )


def _opens_text(runs: Sequence[Run], i: int) -> bool:
    """Whether the text follows right below: a heading may stand there, a place has a date below."""
    return i + 1 < len(runs) and runs[i + 1].is_sentence and not is_byline(runs[i + 1].words)


def _is_spoken(run: Run) -> bool:
    """Whether a line says whose speech the text is: "Speech by Ann Lee, Governor, at the …"."""
    return run.is_open and run.size <= LONGEST_TITLE and bool(SPOKEN.match(run.words))


def _label_below(runs: Sequence[Run], i: int, words: str) -> str:
    """What label of the page a line below the title is; empty if it is none."""
    if TOPICS.match(words):
        return "topics below the title"
    if BARE_KIND.fullmatch(words) or _is_head_of_fields(runs, i):
        return "kind of paper below the title"
    return ""


def _is_head_of_fields(runs: Sequence[Run], i: int) -> bool:
    """Whether a word stands above "Category: …" or "Published: …", as "Details" does."""
    below = runs[i + 1].words if i + 1 < len(runs) else ""
    return runs[i].size == 1 and runs[i].is_open and bool(FIELD_BELOW.match(below))


def _is_label(runs: Sequence[Run], i: int, sofar: Mapping[int, Verdict]) -> bool:
    """Whether a line right below the date names what the text is filed under: "Health"."""
    dated = i - 1 in sofar and is_byline(runs[i - 1].words)
    return (
        dated
        and not runs[i].words.isupper()
        and runs[i].is_open
        and not SPECIAL.match(runs[i].words)
    )


def _is_remark(run: Run) -> bool:
    """ "(As delivered in Lisbon)", "[on the report of the committee]"; but not "(Applause.)"."""
    inner = run.words.strip("()[] ")
    remark = BRACKETED.fullmatch(run.words) and run.size > 2 and not inner.endswith((".", "!"))
    return bool(remark) and not REFERENCE.match(run.words)


def _is_between(runs: Sequence[Run], i: int, head: range, sofar: Mapping[int, Verdict]) -> bool:
    """Whether a line stands above the date, as the occasion of a speech does."""
    below = [j for j in head if j > i and is_byline(runs[j].words)]
    if below and sum(not is_byline(runs[j].words) for j in range(i, below[0])) > MOST_BETWEEN:
        return False
    near = i - 1 in sofar and i + 1 in below and runs[i].size <= 2 * LONGEST_OCCASION
    near = near or (i + 1 in below and is_made_of_names(runs[i].words))
    written = runs[i].is_open and runs[i].marks.image is None and not CAPTION.match(runs[i].words)
    return written and (near or (bool(below) and runs[i].size <= LONGEST_OCCASION))


def _is_settled(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a run is judged for good: a link above the date may be the author's name."""
    reason = known[i].reason if i in known else ""
    if reason == "running header" and is_byline(runs[i].words):
        return False  # teasers below the text have such a line, too
    near = any(is_byline(run.words) for run in runs[i : i + 3])
    return i in known and not (reason == "link" and near)


def below_standfirst(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int
) -> dict[int, Verdict]:
    """
    Find who published a text and when, where its first paragraph stands above that.

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
        A verdict "byline" for each run found.
    """
    found = {}
    for i in range(body + 1, min(body + 1 + MOST_BELOW, len(runs))):
        words = runs[i].words
        if runs[i].marks.hashes or runs[i].size > LONGEST_TOLD:
            break
        told = (DATED.match(words) or FIELD.match(words)) and not runs[i].is_sentence
        if i not in known and told and is_byline(words):
            found[i] = Verdict("byline", "date or author below the first paragraph")
    return found
