"""Which line is the title of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.asides import ends_with_credit, is_beside_credit
from policytext.structure.byline import (
    HONOUR,
    SPECIAL,
    SPOKEN,
    TALK,
    is_agency,
    is_byline,
    is_made_of_names,
)
from policytext.structure.copies import MOST_MISREAD, Letters, are_alike
from policytext.structure.names import is_name
from policytext.structure.page_heads import (
    JOINT,
    LONGEST_AROUND,
    LONGEST_TITLE,
    MOST_LINKED,
    SHORTEST_COPY,
    SHORTEST_HEADLINE,
    Head,
    is_in_menu,
    without_note,
)
from policytext.structure.phrases import alternatives, phrases
from policytext.structure.runs import Run
from policytext.structure.scans import is_damaged
from policytext.structure.verdicts import Verdict

PARTS = ("chapter", "part", "title")
SOME_LINKED = 0.3  # of the characters of a title without a mark
LONGEST_OCCASION = 7  # words; twice as many between two lines of a byline
SHORTEST_TITLE = 4  # words
SHORTEST_ABOVE_NAME = 3  # words of a title with the author below
SHORT_ORDER = 0.25  # of a place that a line shorter than that takes from those below it
MOST_ORDER = 3  # lines above a title that count where a page has menus
NEAR = 10  # runs between the title of the page and that of the text
SITTING = phrases("sittings")
KIND_OF_PAPER = re.compile(
    rf"(?:joint )?(?:{alternatives('papers')})"
    r"(?:\sfrom\b.*|\sby\b(?!.*\s(?:at|on|to)\s).*|(?:\s(?:no\.?)?\s*[\d()/-]+)+)?",
    re.IGNORECASE,
)
LIKELY = -2.0  # score of a title
LIKELY_ALONE = -4.0  # of the only line that can be one
TOPICS = re.compile(r"(?:subjects|topics|key ?words|tags)\s?:", re.IGNORECASE)
STOPPED = re.compile(
    r"\.(?<=[a-z)”’]{2}\.)(?<!\b(?:Hon|Gov|Sen|Rep|Gen|Col|Maj)\.)(?<!\bProf\.)(?<!\b(?:No|St|Dr|Mr|Ms|Jr)\.)\s+[A-Z]"
)  # two sentences on a line
PLACE = re.compile(r"[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}, [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}")
PAGED = re.compile(r"\bpage (?:\d|[ivx]+\b)", re.IGNORECASE)
WIDE = re.compile(r"\s{2,}")
BRACKETED = re.compile(r"[\[(].*[\])]")
OF_WHOM = re.compile(rf"(?:{alternatives('papers')})\s(?:of|to)\b(?!.*\son\s).*", re.IGNORECASE)
SUBJECT = re.compile(r"(?:subject|title|re)\s?:\s*", re.IGNORECASE)
ADDRESS = re.compile(
    r"\b(?:street|avenue|boulevard|p\. ?o\. ?box|\d{1,2}(?:st|nd|rd|th) floor|fax:?)|"
    r"\btel(?:ephone)?\.?:? ?[(+\d]|"
    r"\w@\w|\b[A-Z]{2} \d{5}\b",
    re.IGNORECASE,
)
OF_SITE = re.compile(
    r"^welcome to\b|\b(?:official|national) (?:web ?)?(?:site|portal)\b|^[\w-]+(?:\.[\w-]+){1,4}$",
    re.I,
)
ADDRESSEE = re.compile(r"the (?:rt\.? |right )?honou?rable\b", re.IGNORECASE)
CASE = re.compile(
    r"(?:case|matter|docket|application|appeal|petition)s?\b[\w ./-]{0,20}\d[\w/-]*", re.I
)
INDEFINITE = re.compile(r" an? ")
QUOTED = re.compile(r"[“\"‘«][^“”\"«»]{8,100}[”\"’»]")  # the title of a report
NOT_FINAL = re.compile(  # "DRAFT 4 – not for circulation"
    r"(?:draft(?: no\.?)? ?\d{0,3}|(?:strictly )?confidential|not for \w+)"
    r"(?:\s?[–—:|,-]\s?.{0,40})?",
    re.IGNORECASE,
)
FIELDS = re.compile(
    r"(?:^|\s{3}|\t)[A-Z][\w. ]{1,30}:(?=\s)"
)  # "Index No.: 12/2024      Category: Health"
ALERT = re.compile(
    r"[A-Z]{4,}(?:\s?\[?\d{1,3}\]?\s?)?(?=[A-Z][a-z])"
)  # "BREAKINGEarthquake off the coast"
OF_SERIES = re.compile(r"\b(?:19|20)\d\d:\d{1,4}$")  # "Government reports 2024:17"


def title_of(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int, given: str
) -> int | None:
    """The line that is most likely the title, by what it says and where it stands."""
    listed = frozenset(i for i, verdict in known.items() if "contents" in verdict.reason)
    head = Head(runs, known, body)
    longest_entry = SHORTEST_HEADLINE if head.has_furniture else SHORTEST_TITLE
    scored: list[tuple[float, int]] = []
    order = 0.0
    spoken = None  # "Speech by the Minister in Porto, 5 May 2020" may be all the title there is
    for i, run in enumerate(runs[: head.end]):
        if i in known and (known[i].reason != "running header" or PAGED.search(run.words)):
            continue
        if ends_with_credit(run.words) or is_beside_credit(runs, i):
            continue
        said = run.is_sentence and not run.words.endswith("?")
        said = said and not run.marks.hashes and run.words.casefold() not in head.named
        likely = any(score > LIKELY for score, _ in scored)
        said = said and run.size > 8 and not (head.is_among_menus(i) or head.is_far_above_byline(i))
        if likely and said:
            break  # the text has begun
        if run.size > LONGEST_TITLE:
            continue
        if (
            run.marks.image is not None
            or run.marks.bullet
            or run.marks.table
            or (run.is_sentence and run.size > 25)
        ):
            continue
        again = len(head.around(run.words)) > 1  # "Press briefing - 12 March 2024"
        if is_byline(run.words) and run.marks.hashes != 1 and not again:
            spoken = i if spoken is None and SPOKEN.match(run.words) else spoken
            if not head.is_dated_title(i):
                continue
        order = 0.0 if i - 1 in head.ends_of_menus else order  # counted anew below a menu
        if _is_row(run) or (
            is_in_menu(runs, i) and run.marks.hashes != 1 and not head.is_below_menu(i)
        ):
            continue
        score = _title_score(runs, i, body=body, given=given, listed=listed, head=head) - 0.6 * (
            min(order, MOST_ORDER) if head.has_furniture else order
        )
        runs_on = (i in known or run.words in head.headers) and not OF_SERIES.search(run.words)
        score += 4 if runs_on and not head.has_furniture else 0  # or it is the name of the site
        scored.append((score, -i))
        order += 1 if run.size >= longest_entry else SHORT_ORDER
    if not scored:
        return spoken
    best = max(scored)
    place = -best[1]
    alone = len(scored) == 1 and runs[place].marker is None
    if best[0] <= (LIKELY_ALONE if alone else LIKELY):
        return spoken
    place = _without_field(runs, _first_reading(runs, -scored[0][1], place))
    return head.last_copy(place)


def lone_part(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """
    Find the number and name of a part that is all there is of a longer text: its title.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them, headings too.

    Returns
    -------
    dict
        A verdict "title" for it, if no other line is the title.
    """
    heads = [i for i in range(len(runs)) if i in known and known[i].kind == "heading"]
    titled = any(verdict.kind == "title" for verdict in known.values())
    schemes = [marker.scheme if (marker := runs[i].marker) else "" for i in heads]
    if titled or not schemes or schemes[0] not in PARTS or schemes.count(schemes[0]) > 1:
        return {}
    return {heads[0]: Verdict("title", "the only part of the text")}


def _first_reading(runs: Sequence[Run], first: int, place: int) -> int:
    """The first line of a page, if the title is the same but for letters that were misread."""
    marked = runs[place].marks.hashes and not runs[first].marks.hashes
    other = marked or runs[first].marker
    if first == place or other or is_copy(runs[place].words, runs[first].words):
        return place
    alike = are_alike(Letters(runs[first].words), Letters(runs[place].words), MOST_MISREAD)
    return first if alike else place


def _without_field(runs: Sequence[Run], place: int) -> int:
    """The title as it is printed on its own, not behind "Subject:"."""
    field = SUBJECT.match(runs[place].words)
    if field is None:
        return place
    words = runs[place].words[field.end() :].casefold()
    alone = (
        i
        for i, run in enumerate(runs)
        if i > place and run.words.casefold().removeprefix("annex ") == words
    )
    return next(alone, place)


def _title_score(
    runs: Sequence[Run], i: int, *, body: int, given: str, listed: frozenset[int], head: Head
) -> float:
    run = runs[i]
    words = run.words
    score = 2.0 if 4 <= run.size <= 30 else 0.0
    score += 6 if run.marks.hashes == 1 else 2 if run.marks.hashes == 2 else 0
    score += 4 if head.is_first_marked(i) else 0
    score += 1 if run.marks.bold else 0
    score -= 4 if run.marks.links > (MOST_LINKED if run.marks.hashes else SOME_LINKED) else 0
    score += 8 if given and (words.casefold() == given.casefold() or is_copy(words, given)) else 0
    copies = [j for j in head.around(words) if j != i and j <= max(body, i) and j not in listed]
    score += (4 if run.size >= SHORTEST_ABOVE_NAME else 1) if copies else 0
    # names stand below a title, and are none
    named = i > head.first and run.size <= 4 and is_name(without_note(words), head.small)
    substantial = run.size >= SHORTEST_ABOVE_NAME and not PLACE.fullmatch(words)
    score -= 3 if named or PLACE.fullmatch(words) else 0
    score += 2 if substantial and not named and head.is_above_byline(i) else 0
    score -= 6 if head.inside(words) else 0
    # the last of equal copies stands above the text; the others are of the page
    score += 0.6 * (i - copies[0]) + 1 if copies and _is_earlier_twin(runs, copies[0], i) else 0
    counted = run.marker is not None and run.marker.scheme != "bare"
    score -= 5 if counted and not head.is_only_part(i) else 0
    score -= 5 if CASE.fullmatch(words) or ADDRESSEE.match(words) else 0
    score -= 3 if i == 0 and "    " in run.raw else 0  # the edge of a printed page
    score -= (9 if run.marks.hashes else 5) if SPECIAL.match(words) else 0
    score -= 5 if is_agency(words) and run.size < 12 else 0
    score -= 5 if KIND_OF_PAPER.fullmatch(words) or _is_sitting(words) else 0
    score -= 3 if OF_WHOM.fullmatch(words) else 0
    score -= 3 if run.is_sentence and not words.endswith(("?", "!")) else 0
    score -= 4 if words.endswith((":", ",", ";")) else 0
    score -= 1.5 if run.size <= SHORTEST_ABOVE_NAME - 1 else 0
    score -= 4 if TALK.match(words) else 0
    score -= 6 if BRACKETED.fullmatch(words) else 0
    score += 0.7 if i == 0 else 0
    score -= 3 if head.is_above_menu(i) else 0
    score -= 6 if i == 0 and head.opens_with_name else 0
    score += 4 if i and words.casefold() in head.named else 0
    score += 3 if head.is_in_menu_too(i) else 0
    if head.has_furniture:  # menus are short, and the date may stand above the title
        score += 1.5 if run.size >= SHORTEST_HEADLINE else 0
        score += 2 if head.is_below_byline(i) and run.size >= SHORTEST_TITLE else 0
    score -= 5 if OF_SITE.search(words) else 0
    score -= 4 if OF_SERIES.search(words) else 0
    score -= 6 if TOPICS.match(words) else 0
    score -= 4 if is_damaged(words) else 0
    score -= 6 if ADDRESS.search(words) else 0
    score -= 4 if HONOUR.search(words) and _names_speaker(run, i, head) else 0
    score += _score_beside(run, i, head)
    score -= 4 if STOPPED.search(words) else 0
    above_text = head.has_furniture and i + 1 == body and not head.is_below_headline(i)
    score += 1 if above_text else 0
    score -= 2 if head.is_in_block(i) and run.size < SHORTEST_HEADLINE else 0
    return score


def _score_beside(run: Run, i: int, head: Head) -> float:
    """What tells a title from what stands beside it: an alert, fields, what is said of it."""
    score = -4.0 if ALERT.match(run.words) else 0.0
    score -= 5 if NOT_FINAL.fullmatch(run.words) else 0
    score -= 6 if len(FIELDS.findall(run.raw)) > 1 else 0
    score -= 1 if head.is_last_step(i) else 0
    if head.is_below_title(i):
        score -= 6 if SPOKEN.match(run.words) else 2
    quoted = QUOTED.fullmatch(run.words) and head.is_above_subtitle(i)
    return score + (2 if quoted else 0)


def _names_speaker(run: Run, i: int, head: Head) -> bool:
    """Whether a line holds an occasion, or below a field such as "From" nothing but names."""
    names = run.words.replace(" for ", " of ")
    return run.size <= LONGEST_OCCASION or (head.is_below_byline(i) and is_made_of_names(names))


def _is_sitting(words: str) -> bool:
    """Whether a line names a session; "The long road to a short meeting" does not."""
    return bool(SITTING.fullmatch(words)) and not INDEFINITE.search(words)


def _is_row(run: Run) -> bool:
    """Whether a line is a menu: four names or more, parted by wide blanks."""
    if "  " not in run.raw:
        return False
    cells = WIDE.split(run.raw)
    return len(cells) >= 4 and all(c[:1].isupper() and c.count(" ") < 3 for c in cells)


def _is_earlier_twin(runs: Sequence[Run], j: int, i: int) -> bool:
    near = i <= j + NEAR or runs[i].marks.hashes == runs[j].marks.hashes == 1
    return j < i and near and runs[j].words == runs[i].words


def is_copy(title: str, other: str) -> bool:
    """Whether another line is the title again, with the name of the site or a path around it."""
    other = without_note(other)
    if len(title) < SHORTEST_COPY or not len(title) <= len(other) <= len(title) + LONGEST_AROUND:
        return False
    one, two = title.casefold(), other.casefold()
    if one == two:
        return True
    at = two.find(one)
    if at < 0:
        return False
    before, after = two[:at].rstrip(), two[at + len(one) :].lstrip()
    return not (before and not JOINT.match(before[-1])) and (not after or bool(JOINT.match(after)))
