"""The head of a page: its title, who wrote it, when and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.asides import CAPTION, ends_with_credit, is_beside_credit
from policytext.structure.byline import (
    DATELINE,
    SPECIAL,
    SPOKEN,
    SmallWords,
    is_agency,
    is_byline,
    is_name,
    is_place,
)
from policytext.structure.copies import like_title
from policytext.structure.page_heads import (
    FEWEST_FURNITURE,
    FREE,
    LONGEST_TITLE,
    OF_MENUS,
    SHORTEST_HEADLINE,
    highest_heading,
    is_in_menu,
    of_site,
    without_note,
)
from policytext.structure.phrases import alternatives, phrases
from policytext.structure.runs import Run
from policytext.structure.title import (
    BRACKETED,
    LONGEST_OCCASION,
    PLACE,
    TOPICS,
    is_copy,
    title_of,
)
from policytext.structure.verdicts import Verdict

BODY_WORDS = 25  # a sentence this long belongs to the text itself
FEWEST_PARAGRAPHS = 3
SHORTEST_PARAGRAPH = 10  # words
SHORTEST_STANDFIRST = 5  # words
LARGEST_BYLINE = 5  # runs
MOST_BETWEEN = 2  # lines between the title and the date that need not be of the byline
PAPER_OF = re.compile(
    r"(?:report|note|statement|letter|speech|address|remarks|message|transmitted|communicated)\s(?:of|by|from|to)\s(?:the|mr|ms|mrs|dr)\b",
    re.IGNORECASE,
)
REFERENCE = phrases("references")
BARE_KIND = re.compile(rf"(?:joint )?(?:{alternatives('papers')})", re.IGNORECASE)
LONGEST_LABEL = 2  # words
LONGEST_AUTHORS = 14  # words
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
TITLED_NAME = re.compile(r"(?:the )?(?:rt\.? )?hon\.?(?: [A-Z][\w.'’-]+){2,5}", re.IGNORECASE)


def front(runs: Sequence[Run], known: Mapping[int, Verdict], title: str = "") -> dict[int, Verdict]:
    """
    Find the title, the byline and the furniture at the head of a page.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.
    title : str, optional
        The title that the file's metadata gives.

    Returns
    -------
    dict
        Verdicts for the runs before the text itself, and for copies of the title anywhere.
    """
    body = body_start(runs, known)
    said = (i for i, verdict in known.items() if verdict.kind == "title")
    place = next(said, None)
    if place is None:
        place = title_of(runs, known, body, title)
    verdicts = {}
    if place is not None:
        verdicts[place] = Verdict("title", "title of the page")
        verdicts |= _copies(runs, place)
        verdicts |= like_title(runs, {**known, **verdicts}, place, body)
        again = [i for i in verdicts if i > place and i not in known]
        verdicts |= _above_copy(runs, known, place, again)
    verdicts |= _before_title(runs, known, place, body)
    verdicts |= _bylines(runs, {**known, **verdicts}, place, body)
    return verdicts | of_site(runs, {**known, **verdicts}, place or 0)


def body_start(runs: Sequence[Run], known: Mapping[int, Verdict]) -> int:
    """
    Find where the text itself begins.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.

    Returns
    -------
    int
        The first run that is a long sentence; failing that, the first that is a sentence.
    """
    top = highest_heading(runs, known)
    free = [i for i in range(top, len(runs)) if i not in known and not runs[i].marks.hashes]
    for n, i in enumerate(free):
        if is_beside_credit(runs, i):
            continue
        long = runs[i].size >= BODY_WORDS and not ends_with_credit(runs[i].words)
        if long and (runs[i].is_sentence or runs[i].size >= 2 * BODY_WORDS):
            return i
        if _opens_paragraphs(runs, free, n):
            return i
    sentences = [
        i
        for i in free
        if runs[i].is_sentence
        and runs[i].size > 4
        and not ends_with_credit(runs[i].words)
        and not is_beside_credit(runs, i)
    ]
    below = (i for i in sentences if not any(is_byline(run.words) for run in runs[i + 1 : i + 3]))
    return next(below, sentences[0] if sentences else len(runs))


def _opens_paragraphs(runs: Sequence[Run], free: Sequence[int], n: int) -> bool:
    """Whether a sentence is the first of three on end, as in a story of short paragraphs."""
    if not runs[free[n]].is_sentence:
        return False
    following = free[n : n + FEWEST_PARAGRAPHS]
    said = all(
        runs[i].is_sentence
        and runs[i].size >= SHORTEST_PARAGRAPH
        and not ends_with_credit(runs[i].words)
        for i in following
    )
    near = runs[free[n] + 1 : free[n] + 4]
    return (
        said
        and len(following) == FEWEST_PARAGRAPHS
        and following[-1] - following[0] <= 2 * FEWEST_PARAGRAPHS
        and not any(is_byline(run.words) for run in near)
    )


def _is_near_menu(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether lines of a menu stand among the short ones that are set against a line."""
    first = last = i
    while first > 0 and not runs[first].gap and _is_of_block(runs, known, first - 1):
        first -= 1
    while last + 1 < len(runs) and not runs[last + 1].gap and _is_of_block(runs, known, last + 1):
        last += 1
    menus = [j for j in range(first, last + 1) if known.get(j, FREE).reason in OF_MENUS]
    return len(menus) >= FEWEST_FURNITURE and menus[-1] > i


def _is_of_block(runs: Sequence[Run], known: Mapping[int, Verdict], j: int) -> bool:
    return j in known or (runs[j].size < SHORTEST_HEADLINE and not is_byline(runs[j].words))


def _copies(runs: Sequence[Run], place: int) -> dict[int, Verdict]:
    title = runs[place].words
    return {
        i: Verdict("boilerplate", "title again")
        for i, run in enumerate(runs)
        if i != place
        and run.size <= 2 * LONGEST_TITLE
        and is_copy(title, run.words)
        and (i < place or not run.marks.hashes or run.words == title)
    }


def _above_copy(
    runs: Sequence[Run], known: Mapping[int, Verdict], place: int, copies: Sequence[int]
) -> dict[int, Verdict]:
    """What a table of contents leaves over, above the title that is printed again below it."""
    again = next((i for i in copies if i < len(runs) / 2), None)
    listed = [i for i in range(place, again or place) if "contents" in known.get(i, FREE).reason]
    rest = range(listed[0], again) if listed and again else range(0)
    verdict = Verdict("boilerplate", "between the contents and the title again")
    return {i: verdict for i in rest if i not in known and runs[i].size <= LONGEST_TITLE}


def _before_title(
    runs: Sequence[Run], known: Mapping[int, Verdict], place: int | None, body: int
) -> dict[int, Verdict]:
    verdicts = {}
    above = range(min(place or 0, body))
    has_menus = sum(known.get(i, FREE).reason in OF_MENUS for i in above) >= FEWEST_FURNITURE
    for i in above:
        if i in known:
            continue
        beside = (i - 1, i + 1) if i else (1,)
        among = all(known.get(j, FREE).kind == "boilerplate" for j in beside)
        among = among or is_in_menu(runs, i) or is_in_menu(runs, i + 1)
        among = among or _is_near_menu(runs, known, i)
        if ends_with_credit(runs[i].words) or _is_alt(runs, i) or is_beside_credit(runs, i):
            verdicts[i] = Verdict("caption", "picture above the title")
            continue
        byline = (
            is_byline(runs[i].words)
            or TITLED_NAME.fullmatch(runs[i].words)
            or (is_agency(runs[i].words) and not among and (_is_beside_date(runs, i) or not has_menus))
        ) and not BARE_KIND.fullmatch(runs[i].words)
        verdicts[i] = (
            Verdict("byline", "date, author or agency above the title")
            if byline
            else Verdict("boilerplate", "above the title")
        )
    return verdicts


def _is_beside_date(runs: Sequence[Run], i: int) -> bool:
    return any(is_byline(run.words) for run in (*runs[max(0, i - 1) : i], *runs[i + 1 : i + 2]))


def _is_alt(runs: Sequence[Run], i: int) -> bool:
    """Whether a line says what a picture shows whose caption is right below it."""
    below = runs[i + 1] if i + 1 < len(runs) else runs[i]
    captioned = not below.gap and below.size > SHORTEST_HEADLINE and ends_with_credit(below.words)
    return captioned and runs[i].size >= SHORTEST_HEADLINE


def _bylines(  # noqa: PLR0912 (a rule a branch)
    runs: Sequence[Run], known: Mapping[int, Verdict], place: int | None, body: int
) -> dict[int, Verdict]:
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
        if TOPICS.match(words):
            verdicts[i] = Verdict("boilerplate", "topics below the title")
            continue
        if BARE_KIND.fullmatch(words) or _is_head_of_fields(runs, i):
            verdicts[i] = Verdict("boilerplate", "kind of paper below the title")
            continue
        spoken = i <= start + 1 and run.is_open and run.size <= LONGEST_TITLE
        if spoken and SPOKEN.match(words):
            verdicts[i] = Verdict("byline", "whose speech it is, below the title")
            continue
        goes_on = i - 1 in verdicts and words[:1].islower() and not run.gap and run.size <= 20
        said_by = run.size <= 12 and run.is_open and PAPER_OF.match(words)
        named = TITLED_NAME.fullmatch(words)
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


def _is_head_of_fields(runs: Sequence[Run], i: int) -> bool:
    """Whether a word stands above "Category: …" or "Published: …", as "Details" does."""
    below = runs[i + 1].words if i + 1 < len(runs) else ""
    return runs[i].size == 1 and runs[i].is_open and below.partition(":")[0].isalpha() and ": " in below


def _opens_text(runs: Sequence[Run], i: int) -> bool:
    """Whether the text follows right below: a heading may stand there, a place has a date below."""
    return i + 1 < len(runs) and runs[i + 1].is_sentence and not is_byline(runs[i + 1].words)


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
    near = near or (i + 1 in below and _is_made_of_names(runs[i].words))
    written = runs[i].is_open and runs[i].marks.image is None and not CAPTION.match(runs[i].words)
    return written and (near or (bool(below) and runs[i].size <= LONGEST_OCCASION))


def _is_made_of_names(words: str) -> bool:
    """ "Ana Lima in Porto and Ben Oak": who wrote it and where."""
    parts = words.replace(",", " ").split()
    small = [part for part in parts if not part[0].isupper()]
    return 2 <= len(parts) <= LONGEST_AUTHORS and set(small) <= {"and", "in", "de", "of", "the"}


def _is_settled(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a run is judged for good: a link above the date may be the author's name."""
    reason = known[i].reason if i in known else ""
    if reason == "running header" and is_byline(runs[i].words):
        return False  # teasers below the text have such a line, too
    near = any(is_byline(run.words) for run in runs[i : i + 3])
    return i in known and not (reason == "link" and near)
