"""The head of a page: its title, who wrote it, when and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policytext.structure.asides import ends_with_credit, is_beside_credit
from policytext.structure.below_title import (
    BARE_KIND,
    MOST_BETWEEN,
    SHORTEST_PARAGRAPH,
    TITLED_NAME,
    below_standfirst,
    bylines,
)
from policytext.structure.byline import DATE, is_agency, is_byline
from policytext.structure.copies import like_title
from policytext.structure.page_heads import (
    FEWEST_FURNITURE,
    FREE,
    LONGEST_TITLE,
    OF_MENUS,
    SHORTEST_HEADLINE,
    highest_heading,
    is_in_menu,
)
from policytext.structure.runs import Run
from policytext.structure.title import is_copy, title_of
from policytext.structure.verdicts import Verdict

DATE_NEAR = 4  # runs below the title
BODY_WORDS = 25  # a sentence this long belongs to the text itself
FEWEST_PARAGRAPHS = 3


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
    verdicts |= bylines(runs, {**known, **verdicts}, place, body)
    if place is not None and place < body <= place + MOST_BETWEEN:
        verdicts |= below_standfirst(runs, {**known, **verdicts}, body)
    return verdicts | _of_site(runs, {**known, **verdicts}, place or 0)


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
    menus = [i for i in above if known.get(i, FREE).reason in OF_MENUS]
    of_page = menus[-1] if len(menus) >= FEWEST_FURNITURE else -1  # an agency above that is its own
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
        own = not among and (_is_beside_date(runs, i) or i > of_page)
        byline = (
            is_byline(runs[i].words)
            or TITLED_NAME.fullmatch(runs[i].words)
            or (is_agency(runs[i].words) and own)
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


def _of_site(runs: Sequence[Run], known: Mapping[int, Verdict], place: int) -> dict[int, Verdict]:
    """What looks like a byline above the title, and is the head of the site: menus follow it."""
    dated = any(
        known.get(j, FREE).kind == "byline" for j in range(place + 1, place + 1 + DATE_NEAR)
    )
    verdict = Verdict("boilerplate", "head of the site")
    found = {}
    between = menus = 0
    for i in range(place - 1, -1, -1):
        between += known.get(i, FREE).kind == "boilerplate"
        menus += known.get(i, FREE).reason in OF_MENUS
        if between <= FEWEST_FURNITURE or not (dated and known.get(i, FREE).kind == "byline"):
            continue
        if menus >= FEWEST_FURNITURE or (menus and DATE.search(runs[i].words)):
            found[i] = verdict
    return found
