"""Who signs a text, and what is said of its author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.structure.byline import (
    BY,
    DATE,
    HONOUR,
    ROLE,
    SMALL_IN_NAMES,
    SPECIAL,
    has_date,
    is_agency,
    is_byline,
)
from policytext.structure.names import SmallWords, is_name
from policytext.structure.phrases import phrases
from policytext.structure.runs import Run
from policytext.structure.tail import END, WEAK
from policytext.structure.verdicts import Verdict

OF_PAGE = re.compile(
    r"(?:page |content )?last (?:update|modif|review|chang|edit)|date modified", re.IGNORECASE
)
LAST_QUARTER = 0.75  # of the runs: "Share" stands below the text there
STRONG_SCHEMES = {"book", "part", "title", "chapter", "section", "article", "annex"}
LONGEST_SIGNATURE = 20  # words
LONGEST_ABOUT = 60  # words about the author
LONGEST_NAME = 4  # words
HEAD = 12  # runs above the text
LONGEST_PLACE = 3  # words
LONGEST_BODY = 12  # words of the name of a body
LONGEST_TOPIC = 4  # words
NAMED = "name or office under the text"
DATED = "date under the text"
MOST_DATES = 2  # lines on end
MOST_NAMES = 6  # lines on end
FEWEST_TOPICS = 3
PART_ALONE = re.compile(r"(?:annex|appendix|schedule)\b", re.I)
MOST_OF_AUTHOR = 4  # runs
ABOUT_AUTHOR = re.compile(
    r"(?:about|meet) the (?:authors?|writers?|reporters?|contributors?)", re.I
)
SIGNED = phrases("signatures")
SITTING = phrases("sittings")
SAID_TO_SIGN = re.compile(r"\(?\s?signed\b|dated:|/s/|sgd\b", re.IGNORECASE)
PLACE_AND_YEAR = re.compile(r"[A-Z][\w. ]{2,30},? \d{1,2}[a-z]{0,2},? \w{3,9},? (?:19|20)\d{2}\.?")
PLACE_AND_DATE = re.compile(r"done (?:at|in)\b|given under", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:is|was|are|serves|teaches|writes|works|lives|holds|leads|directs|heads|covers|studies)\b"
)
CAPITAL_NAME = re.compile(
    r"(?:[A-Z][A-Z'’.-]*,?\s+){1,4}[A-Z][A-Z'’.-]+(?:\s(?:JR|SR|II|III)\.?)?\.?,?$"
)
NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}")
INITIALS = re.compile(
    r"\*{0,3}\(?[A-Z]{2,6}(?:\s?/\s?[A-Za-z]{1,6}){1,5}\)?|\([a-z]{2,4}(?:/[a-z]{2,8}){0,3}\)|"
    r"\(\w{1,5}(?:\s?/\s?\w{1,6}){1,3}\)"
)
DASHED_NAME = re.compile(
    r"[-–—―]{1,2}\s?(?:[A-Z][\w.'’-]*\s?(?:(?:de|von|van|of|the)\s)?){1,6}(?:,.{0,80})?$"
)

COLLECTIVE = re.compile(
    r"\b(?:alliance|association|coalition|committee|council|federation|league|movement|party|"
    r"presidium|secretariat|union)$",
    re.IGNORECASE,
)
PARTED = re.compile(r",|\band\b|&|\s[/|·•–—-]\s")
SAYS = re.compile(r"\b(?:is|are|was|were|will|has|have|had|be)\b")
SHORTEST_TEXT = 25  # words


def authors_box(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """What is said under "About the author", up to the next furniture."""
    verdicts: dict[int, Verdict] = {}
    for i in range(max(body, len(runs) // 3), len(runs)):
        if i in known or not ABOUT_AUTHOR.fullmatch(runs[i].words):
            continue
        below = runs[i + 1] if i + 1 < len(runs) else runs[i]
        if below.gap or below.size > LONGEST_TOPIC or runs[i].marks.hashes:
            continue
        verdicts[i] = Verdict("boilerplate", "heading over what is said of the author")
        j = i + 1
        while j < len(runs) and j not in known and j <= i + MOST_OF_AUTHOR:
            if runs[j].marks.hashes or runs[j].size > LONGEST_ABOUT:
                break
            verdicts[j] = Verdict("credit", "about the author")
            j += 1
    return verdicts


def signed(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """The short lines under "Done at Brussels", "Signed", "For the Council"."""
    verdicts = {}
    open_ = False
    for i in range(body + 1, len(runs)):
        run = runs[i]
        if i in known:
            open_ = open_ and known[i].kind in ("boilerplate", "credit")
            continue
        signs = bool(SIGNED.match(run.words)) and not run.marks.bullet
        if not (signs or open_):
            continue
        short = run.size <= 10 and not run.is_sentence and not run.marks.hashes
        short = short or (open_ and _is_signer(run.words))
        said = SAID_TO_SIGN.match(run.words) and run.size <= 10
        if signs and (short or said or (run.size <= 25 and PLACE_AND_DATE.match(run.words))):
            open_ = True
        strong = run.marker is not None and len(run.marker.label) > 2 and not _is_signer(run.words)
        strong = strong or bool(SPECIAL.match(run.words))
        if open_ and (signs or (short and not strong)):
            verdicts[i] = Verdict("credit", "signature")
        else:
            open_ = False
    return verdicts


def _is_signer(words: str) -> bool:
    """Whether a line is a name in capitals, or an office: "E. J. SMALL.", "H. Ott, Secretary."."""
    plain = words.rstrip(".,")
    name, comma, office = plain.partition(", ")
    named = bool(comma) and bool(NAME.fullmatch(name)) and is_agency(office)
    return named or is_agency(plain) or bool(CAPITAL_NAME.fullmatch(words))


def names_below(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Names, offices and dates that stand under a text."""
    verdicts: dict[int, Verdict] = {}
    small = SmallWords(runs)
    authors = _authors(runs, known) + _named_above(runs, body)
    signers = {
        part
        for i, verdict in known.items()
        if verdict.kind == "byline" and not has_date(runs[i].words)
        for part in (runs[i].words, BY.sub("", runs[i].words))
    }
    times = Counter(run.words for run in runs if run.size <= LONGEST_SIGNATURE)
    end = _page_end(runs, known)
    if authors:
        below = (i for i in range(end, len(runs)) if i not in known and _is_about(runs[i], authors))
        verdicts |= {i: Verdict("credit", "about the author") for i in below}
    rest = [j for j in range(end, len(runs)) if j not in known and _is_text(runs[j])]
    following = next(iter(rest), None)
    is_last = not rest
    for i in range(end - 1, body, -1):
        run = runs[i]
        longest = LONGEST_ABOUT if authors else LONGEST_SIGNATURE
        about = bool(authors) and 2 * i > min(len(runs), end) and _is_about(run, authors)
        listed = run.marks.bullet and not about
        short = run.size <= longest and not (run.marks.hashes or listed)
        # what comes back is the name of a speaker
        if short and i not in known and times[run.words] <= 2 and not run.words[:1].islower():
            reason = ""
            if i > len(runs) / 2 and run.words in signers:
                reason = "line of the byline again"
            elif about:
                reason = "about the author"
            elif following is None and INITIALS.fullmatch(run.words):
                reason = "initials of who made the text"
            elif following is None or following in verdicts or _ends_text(runs[following]):
                late = i > end / 2
                reason = _signature(runs, i, i + 1 in verdicts, is_last, small, late=late)
            if reason == DATED and OF_PAGE.match(run.words):
                verdicts[i] = Verdict("boilerplate", "date of the page")
            elif reason:
                verdicts[i] = Verdict("credit", reason)
        following = following if i in known else i
        is_last = is_last and (i in verdicts or _is_beside(known, i))
    return _without_lists(verdicts)


def _without_lists(verdicts: dict[int, Verdict]) -> dict[int, Verdict]:
    """Drop what is more than signs a text: who was there, who sits on a board, when what is due."""
    listed = {
        i
        for reason, most in ((NAMED, MOST_NAMES), (DATED, MOST_DATES))
        for end in _on_end([i for i, verdict in verdicts.items() if verdict.reason == reason])
        for i in (end if len(end) > most else ())
    }
    return {i: verdict for i, verdict in verdicts.items() if i not in listed}


def _on_end(places: Sequence[int]) -> list[list[int]]:
    ends: list[list[int]] = []
    for i in sorted(places):
        if ends and ends[-1][-1] == i - 1:
            ends[-1].append(i)
        else:
            ends.append([i])
    return ends


def _signature(  # noqa: PLR0911, PLR0912 (a rule a return)
    runs: Sequence[Run],
    i: int,
    above_another: bool,
    is_last: bool,
    small: SmallWords,
    *,
    late: bool,
) -> str:
    """Say by which rule a line under a text is part of a signature; empty if by none."""
    run = runs[i]
    words = run.words
    named_part = run.marker is not None and run.marker.scheme in STRONG_SCHEMES
    if run.size > LONGEST_SIGNATURE or named_part or PART_ALONE.match(words):
        return ""
    if run.marker is not None and run.marker.scheme == "arabic":
        return ""  # an item
    if _is_among_capitals(runs, i):
        return ""
    dashed = words[0] in "-–—―" and run.size <= 14 and not words.isupper()
    if SIGNED.match(words) or (dashed and DASHED_NAME.match(words)):
        return "signature"
    if is_last and _is_signer(words) and (words[-1] in ".," or above_another):
        return NAMED
    if is_last and run.gap and words.isupper() and run.is_open and 3 <= run.size <= LONGEST_BODY:
        return "body in capitals under the text"
    body = is_last and run.gap and 3 <= run.size <= LONGEST_BODY and COLLECTIVE.search(words)
    if body and run.is_open and _is_office(run):
        return "body under the text"
    office = run.raw[run.raw.rfind("\n") + 1 :].strip()  # the name is on the line above
    if _is_office(run) and (HONOUR.search(words) or is_agency(words) or is_agency(office)):
        return NAMED
    if (is_last or above_another) and run.size <= 5 and CAPITAL_NAME.fullmatch(words):
        return "name under the text"
    above_office = above_another and not runs[i + 1].gap and ROLE.match(runs[i + 1].words)
    if above_another and (run.marks.bold or above_office) and is_name(words, small):
        return "name under the text"
    if above_another and SITTING.fullmatch(words):
        return "sitting under the text"
    if above_another and _is_above_date(run, runs[i + 1]):
        return "place above the date"
    if is_last and run.size <= LONGEST_BODY and PLACE_AND_YEAR.fullmatch(words):
        return DATED
    says = run.is_sentence and SAYS.search(words)
    dated = late and not says and (is_byline(words) or (run.size <= 6 and DATE.match(words)))
    return DATED if dated else ""


def _is_above_date(run: Run, below: Run) -> bool:
    """Whether a line is the place, or the house, above the date of the text."""
    brief = run.words.endswith(",") or (run.size <= LONGEST_PLACE and not below.gap)
    return brief and bool(DATE.match(below.words)) and _is_office(run)


def _is_among_capitals(runs: Sequence[Run], i: int) -> bool:
    """Whether three topics or more stand in capitals on end, as below the text of an agency."""

    def is_topic(j: int) -> bool:
        inside = 0 <= j < len(runs) and runs[j].words.isupper() and runs[j].size <= LONGEST_TOPIC
        return inside and runs[j].words[-1].isalpha()

    first = last = i
    while is_topic(first - 1) and not runs[first].gap and i - first < FEWEST_TOPICS:
        first -= 1
    while is_topic(last + 1) and not runs[last + 1].gap and last - i < FEWEST_TOPICS:
        last += 1
    return is_topic(i) and last - first + 1 >= FEWEST_TOPICS


def _is_about(run: Run, authors: tuple[str, ...]) -> bool:
    words = run.words.casefold()
    if words.startswith(authors):
        return bool(ABOUT.search(run.words))
    # "Peters covers the state government"
    name, _, rest = words.partition(" ")
    return bool(ABOUT.match(rest)) and any(author.endswith(" " + name) for author in authors)


def _is_text(run: Run) -> bool:
    """Whether a line below the furniture is text again, and no notice."""
    return run.is_sentence and run.size >= SHORTEST_TEXT


def _ends_text(run: Run) -> bool:
    """Whether a line can be the heading of something new."""
    short = run.is_open and run.size <= 14 and not run.marks.bullet
    return short and not HONOUR.search(run.words)


def _is_beside(known: Mapping[int, Verdict], i: int) -> bool:
    return i in known and known[i].kind in ("boilerplate", "footnote", "reference", "credit")


def _page_end(runs: Sequence[Run], known: Mapping[int, Verdict]) -> int:
    """Where the furniture below the text begins: nobody signs that."""
    ends = (
        i
        for i in range(len(runs) // 2, len(runs))
        if i in known
        and known[i].kind == "boilerplate"
        and END.match(runs[i].words)
        and (i > LAST_QUARTER * len(runs) or not WEAK.match(runs[i].words))
    )
    return next(ends, len(runs))


def _is_office(run: Run) -> bool:
    """Whether a line is made of names only, as "Secretary of State for Housing" is."""
    words = run.words.split()
    small = [word for word in words if word[0].islower() and word not in SMALL_IN_NAMES]
    return not small and run.size <= 14 and not run.words.endswith((".", ":", "?", "!"))


def _named_above(runs: Sequence[Run], body: int) -> tuple[str, ...]:
    """The names that stand alone above the text: whoever it is said of below it wrote it."""
    near = range(max(0, body - HEAD), min(body, len(runs)))
    dated = {i for i in near for j in (i - 1, i + 1) if 0 <= j < len(runs) and _is_stamp(runs[j])}
    short = (runs[i].words for i in near if runs[i].size <= LONGEST_NAME and i in dated)
    return tuple(words.casefold() for words in short if NAME.fullmatch(words))


def _is_stamp(run: Run) -> bool:
    """Whether a line is the date, or how long it takes to read the text."""
    return is_byline(run.words) or run.words.endswith((" minutes", " min read"))


def _authors(runs: Sequence[Run], known: Mapping[int, Verdict]) -> tuple[str, ...]:
    """The names in the byline, to be known again under the text."""
    lines = [
        name.strip()
        for i, verdict in known.items()
        if verdict.kind == "byline"
        for name in PARTED.split(BY.sub("", runs[i].words))
    ]
    names = [line for line in lines if 2 <= len(line.split()) <= 4 and not has_date(line)]
    return tuple(name.casefold() for name in names)
