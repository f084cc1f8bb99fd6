"""What stands beside the text: captions, sources, footnotes, tables, sign-offs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.structure.byline import (
    BY,
    DATE,
    HONOUR,
    SMALL_IN_NAMES,
    SPECIAL,
    SmallWords,
    is_agency,
    is_byline,
    is_name,
)
from policytext.structure.phrases import alternatives, phrases
from policytext.structure.runs import Run
from policytext.structure.tail import END, WEAK
from policytext.structure.verdicts import Verdict

LAST_QUARTER = 0.75  # of the runs: "Share" stands below the text there
STRONG_SCHEMES = {"book", "part", "title", "chapter", "section", "article", "annex"}
LONGEST_SIGNATURE = 20  # words
LONGEST_NOTE = 30  # words
WIDE = re.compile(r"\s{2,}(?=\S)")
LONGEST_CONTACT = 25  # words
LONGEST_ABOUT = 60  # words about the author
LONGEST_CAPTION = 90  # words
LONGEST_ABOVE_CREDIT = 45  # words

BLANKS = " \t\xa0\u2002\u2003\u2009\u3000"
LONGEST_TOPIC = 4  # words
FEWEST_TOPICS = 3
PART_ALONE = re.compile(r"(?:annex|appendix|schedule)\b", re.I)
MOST_OF_AUTHOR = 4  # runs
ABOUT_AUTHOR = re.compile(r"(?:about|meet) the (?:authors?|writers?|reporters?|contributors?)", re.I)
LONGEST_UNIT = 8  # words
SHORTEST_SEEN = 3  # words
SEEN = re.compile(r"(?:a|an|the|two|three|four|five|several|some|people|workers|men|women)\b|"
    r"\w+ (?:\w+ )?\w{2,}ing (?:on|in|at|by|with|a|the|to|along|over|through|from)\b",
    re.IGNORECASE,
)
CAPTION = phrases("captions")
PICTURE_CREDIT = re.compile(alternatives("picture_credits"), re.IGNORECASE)
PICTURE_WORDS = ("/", "(", "[", "photo", "image", "picture", "摄", "供")  # none ends without one
SOLE_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|image|picture)s?\s*(?::|by|courtesy|credit|©|/)", re.IGNORECASE
)
REFERENCE = phrases("references")
FOOTNOTE = re.compile(
    r"\[\^[\w-]{1,20}\]:|\[\d{1,3}\]\s|[¹²³⁰⁴-⁹]+\s?|\*{1,3}\s(?=[A-Z])|\*?\\\*\s?(?=[A-Z])|[†‡§]\s?(?=[A-Z])|\^(?:\d{1,3})?\s|<sup>\d|"
    r"\(?\d{1,3}[.)]?\s+(?=[A-Z“\"]|https?:|\d+ [A-Z]\.)|\d{1,3}(?=[A-Z][a-z]+ [a-z])"
)
TABLE_NOTE = re.compile(r"notes?\s?[:.]\s", re.IGNORECASE)
CONTACT = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,40}\.|(?:\+\d{1,3}|\(\d{2,5}\)|\btel\b)[\d ().:/-]{6,}", re.I
)
CONTACTS = re.compile(
    r"(?:media |press |news )?(?:contacts?|enquiries|inquiries)\s?:?", re.IGNORECASE
)
NOTE_CALL = re.compile(r"\d(?<=[a-z.,;:!?”’\")]\d)\d{0,2}(?=[\s.,;)]|$)")
ROUND_NOTE = re.compile(r"\(\d{1,3}\)\s")
FOOTNOTE_CALL = re.compile(r"\[footnote (\d{1,3})\]", re.IGNORECASE)
CITATION = re.compile(
    r"(?:ibid|op\. cit|see\b|cf\.|OJ\s[LC]\b|COM\(|SWD\(|A/\w|S/\w|E/\w|https?://|Case [CT]-)",
    re.IGNORECASE,
)
CITED = re.compile(rf"\b(?:{alternatives('cited')})", re.IGNORECASE)
NOTES_HEADING = re.compile(rf"(?:{alternatives('notes')})\s*:?", re.IGNORECASE)
CREDIT = phrases("credits")
SIGNED = phrases("signatures")
SITTING = phrases("sittings")
PLACE_AND_DATE = re.compile(r"done (?:at|in)\b|given under", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:is|was|are|serves|teaches|writes|works|lives|holds|leads|directs|heads|covers|studies)\b"
)
CAPITAL_NAME = re.compile(
    r"(?:[A-Z][A-Z'’.-]*,?\s+){1,4}[A-Z][A-Z'’.-]+(?:\s(?:JR|SR|II|III)\.?)?\.?,?$"
)
INITIALS = re.compile(r"\*{0,3}\(?[A-Z]{2,6}(?:\s?/\s?[A-Za-z]{1,6}){1,5}\)?")
DASHED_NAME = re.compile(
    r"[-–—―]{1,2}\s?(?:[A-Z][\w.'’-]*\s?(?:(?:de|von|van|of|the)\s)?){1,6}(?:,.{0,80})?$"
)


def asides(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find captions, sources, footnotes, tables and sign-offs.

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
        A verdict for each run found.
    """
    verdicts: dict[int, Verdict] = {}
    in_notes = False
    noted = _NoteNumbers(runs)
    signed = next(
        (i for i in range(body, len(runs)) if PLACE_AND_DATE.match(runs[i].words)), len(runs)
    )
    for i, run in enumerate(runs):
        if i > len(runs) / 2 and run.size < 6 and NOTES_HEADING.fullmatch(run.bare):
            in_notes = True
            continue
        if i in known:
            continue
        verdict = _aside(runs, i, in_notes, verdicts, noted)
        if verdict is None and i > signed and ROUND_NOTE.match(run.raw) and CITED.search(run.bare):
            verdict = Verdict("footnote", "note below the signatures")
        if verdict:
            verdicts[i] = verdict
    verdicts |= _authors_box(runs, {**known, **verdicts}, body)
    verdicts |= _contacts(runs, {**known, **verdicts}, body)
    verdicts |= _signed(runs, {**known, **verdicts}, body)
    verdicts |= _signatures(runs, {**known, **verdicts}, body)
    return verdicts


def _aside(  # noqa: PLR0911 (a rule a return)
    runs: Sequence[Run],
    i: int,
    in_notes: bool,
    sofar: Mapping[int, Verdict],
    noted: _NoteNumbers,
) -> Verdict | None:
    run = runs[i]
    words = run.words
    if run.marks.image is not None:
        return Verdict("caption" if len(words.split()) > 2 else "boilerplate", "picture")
    if i and runs[i - 1].marks.image is not None and _is_below_picture(run):
        return Verdict("caption", "below its picture")
    if i - 1 in sofar and sofar[i - 1].reason == "opens as a caption" and _is_unit(run):
        return Verdict("caption", "below the heading of a figure")
    if run.marks.table or _is_table(runs, i):
        return Verdict("table", "cells in a row")
    if run.size <= LONGEST_CAPTION:
        if CAPTION.match(words) and not _goes_on(words):
            return Verdict("caption", "opens as a caption")
        if not run.marks.bullet and ends_with_credit(words):
            return Verdict("caption", "ends with a picture credit")
        if run.size <= LONGEST_ABOVE_CREDIT and _is_above_credit(runs, i):
            return Verdict("caption", "above its picture credit")
        if run.size <= LONGEST_ABOVE_CREDIT and _is_said_of_picture(runs, i):
            return Verdict("caption", "said of the picture above its caption")
    if i < len(runs) / 3 and words[0] in "[(" and run.size <= 6 and is_byline(words.strip("[]()")):
        return Verdict("byline", "date in brackets")
    if run.size <= 60 and CREDIT.match(words.lstrip("（([【 ")) and i > 1:
        return Verdict("credit", "names who made the text")
    if (
        run.size <= 60
        and REFERENCE.match(words)
        and not words[:1].islower()
        and not run.marks.hashes
        and _refers(run)
    ):
        return Verdict("reference", "refers the reader elsewhere")
    if i - 1 in sofar and sofar[i - 1].kind in ("reference", "table") and TABLE_NOTE.match(words):
        return Verdict("reference", "note below a table")
    if _is_footnote(runs, i, sofar, noted):
        return Verdict("footnote", "note with its mark")
    if in_notes and not run.marks.hashes and run.size > 2:
        return Verdict("reference", "in the list of notes")
    return None


def _is_unit(run: Run) -> bool:
    """Whether a line can say what a figure counts: "Index, 2019 = 100"."""
    return not run.gap and run.is_open and run.size <= LONGEST_UNIT and not run.marks.opens


def _is_below_picture(run: Run) -> bool:
    near = (run.marks.italic and run.size <= LONGEST_SIGNATURE) or (not run.gap and run.is_open)
    return near and 2 < run.size <= LONGEST_ABOVE_CREDIT and not run.marks.opens


def ends_with_credit(words: str) -> bool:
    end = words[-120:]
    small = end.lower()
    return any(word in small for word in PICTURE_WORDS) and bool(PICTURE_CREDIT.search(end))


def _is_above_credit(runs: Sequence[Run], i: int) -> bool:
    """Whether the next line names the photographer and nothing else."""
    below = runs[i + 1] if i + 1 < len(runs) else runs[i]
    sole = below.size <= 8 and not below.gap and bool(SOLE_CREDIT.match(below.words))
    return sole and runs[i].size > 2 and not runs[i].marks.opens


def _is_said_of_picture(runs: Sequence[Run], i: int) -> bool:
    """Whether a line says what is seen, and the caption with its credit is right below it."""
    below = runs[i + 1] if i + 1 < len(runs) else runs[i]
    seen = runs[i].size > SHORTEST_SEEN and SEEN.match(runs[i].words) and not below.gap
    return bool(seen) and i + 1 < len(runs) and ends_with_credit(below.words)


def _goes_on(words: str) -> bool:
    # "Table 3 shows that …" is a sentence of the text
    return bool(
        re.match(r"(?:figure|table|chart|map|graph)\s[\d.]+\s+[a-z]", words, re.IGNORECASE)
    ) and (words.split()[2][0].islower())


def _refers(run: Run) -> bool:
    if run.words.lower().startswith(("see ", "see:", "see,", "compare ", "cf")):
        # "See, this gets back to the old debate": somebody is talking
        return (
            run.size <= 25
            and bool(run.marks.links or re.search(r"[“\"A-Z\d]", run.words[4:]))
            and not re.search(r"\b(?:I|we|you|they|he|she)\b|\?$", run.words)
        )
    return True


def _is_table(runs: Sequence[Run], i: int) -> bool:
    def cells(run: Run) -> int:
        return len([c for c in re.split(r"\t+|\s{3,}", run.raw) if c.strip()])

    spaced = "\t" in runs[i].raw or "   " in runs[i].raw
    if not spaced or "\n" in runs[i].raw or cells(runs[i]) < 3:
        return False
    return any(0 <= j < len(runs) and cells(runs[j]) >= 3 for j in (i - 1, i + 1))


def _is_footnote(  # noqa: PLR0911 (a rule a return)
    runs: Sequence[Run], i: int, sofar: Mapping[int, Verdict], noted: _NoteNumbers
) -> bool:
    run = runs[i]
    if run.size > 80 or run.raw[0].isalpha() or run.marks.hashes or run.marks.bullet or not i:
        return False
    mark = FOOTNOTE.match(run.raw)
    if mark is None:
        return False
    number = mark.group().strip("()" + BLANKS)
    if not number.rstrip(".").isdecimal():
        return True
    if number.endswith("."):
        return number in noted and bool(CITED.search(run.bare))
    follows = i - 1 in sofar and sofar[i - 1].kind == "footnote"
    if follows or runs[i - 1].marks.rule or CITATION.match(run.bare):
        return True
    called = number in noted and not mark.group().startswith("(")
    if not called:
        return False
    glued = mark.group()[-1].isdecimal()
    if run.is_sentence and (glued or CITED.search(run.bare)):
        return True
    return i > LAST_QUARTER * len(runs) and any(
        0 <= j < len(runs) and _is_note(runs[j], int(number) + step, noted)
        for j, step in ((i - 1, -1), (i + 1, 1))
    )


def _is_note(run: Run, number: int, noted: _NoteNumbers) -> bool:
    """Whether a line opens with the number of a note that is called."""
    opens = run.raw.startswith(str(number)) and run.size <= LONGEST_NOTE
    return opens and bool(WIDE.match(run.raw, len(str(number)))) and str(number) in noted


class _NoteNumbers:
    """The numbers that call notes: "twice as high.3" calls "3", "third[footnote 3]" "3."."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._called: frozenset[str] | None = None

    def __contains__(self, number: str) -> bool:
        if self._called is None:  # few texts have a line that asks
            words = [run.words for run in self._runs]
            called = {number for text in words for number in NOTE_CALL.findall(text)}
            named = {f"{number}." for text in words for number in FOOTNOTE_CALL.findall(text)}
            self._called = frozenset(called | named)
        return number in self._called


def _authors_box(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int
) -> dict[int, Verdict]:
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


def _contacts(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Whom to call or to write to, where a line below the text says that this follows."""
    verdicts: dict[int, Verdict] = {}
    for i in range(max(body, len(runs) // 2), len(runs)):
        run = runs[i]
        if run.size > 3 or not CONTACTS.fullmatch(run.words):
            continue
        j = i + 1
        while j < len(runs) and j not in known and runs[j].size <= LONGEST_CONTACT:
            if runs[j].is_sentence or runs[j].marks.hashes:
                break
            j += 1
        if any(CONTACT.search(runs[k].words) for k in range(i + 1, j)):
            verdicts |= {k: Verdict("credit", "whom to contact") for k in range(i, j)}
    return verdicts


def _signed(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """The short lines under "Done at Brussels", "Signed", "For the Council"."""
    verdicts = {}
    open_ = False
    for i in range(body + 1, len(runs)):
        run = runs[i]
        if i in known and known[i].kind != "boilerplate":
            open_ = open_ and known[i].kind == "credit"
            continue
        short = run.size <= 10 and not run.is_sentence and not run.marks.hashes
        if i in known:
            continue
        signs = bool(SIGNED.match(run.words)) and not run.marks.bullet
        if signs and (short or (run.size <= 25 and PLACE_AND_DATE.match(run.words))):
            open_ = True
        strong = run.marker is not None and len(run.marker.label) > 2
        strong = strong or bool(SPECIAL.match(run.words))
        if open_ and (signs or (short and not strong)):
            verdicts[i] = Verdict("credit", "signature")
        else:
            open_ = False
    return verdicts


def _signatures(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Names, offices and dates that stand under a text."""
    verdicts: dict[int, Verdict] = {}
    small = SmallWords(runs)
    authors = _authors(runs, known)
    times = Counter(run.words for run in runs if run.size <= LONGEST_SIGNATURE)
    end = _page_end(runs, known)
    if authors:
        about = (i for i in range(end, len(runs)) if i not in known and _is_about(runs[i], authors))
        verdicts |= {i: Verdict("credit", "about the author") for i in about}
    following = next((j for j in range(end, len(runs)) if j not in known), None)
    is_last = all(_is_beside(known, j) for j in range(end, len(runs)))
    for i in range(end - 1, body, -1):
        run = runs[i]
        longest = LONGEST_ABOUT if authors else LONGEST_SIGNATURE
        short = run.size <= longest and not (run.marks.hashes or run.marks.bullet)
        # what comes back is the name of a speaker
        if short and i not in known and times[run.words] <= 2 and not run.words[:1].islower():
            reason = ""
            if authors and i > len(runs) / 2 and _is_about(run, authors):
                reason = "about the author"
            elif following is None and INITIALS.fullmatch(run.words):
                reason = "initials of who made the text"
            elif following is None or following in verdicts or _ends_text(runs[following]):
                reason = _signature(runs, i, i + 1 in verdicts, is_last, small)
            if reason:
                verdicts[i] = Verdict("credit", reason)
        following = following if i in known else i
        is_last = is_last and (i in verdicts or _is_beside(known, i))
    return verdicts


def _signature(  # noqa: PLR0911 (a rule a return)
    runs: Sequence[Run], i: int, above_another: bool, is_last: bool, small: SmallWords
) -> str:
    """Say by which rule a line under a text is part of a signature; empty if by none."""
    run = runs[i]
    words = run.words
    named_part = run.marker is not None and run.marker.scheme in STRONG_SCHEMES
    if run.size > LONGEST_SIGNATURE or named_part or PART_ALONE.match(words):
        return ""
    if _is_among_capitals(runs, i):
        return ""
    dashed = words[0] in "-–—―" and run.size <= 14 and not words.isupper()
    if SIGNED.match(words) or (dashed and DASHED_NAME.match(words)):
        return "signature"
    office = run.raw[run.raw.rfind("\n") + 1 :].strip()  # the name is on the line above
    if _is_office(run) and (HONOUR.search(words) or is_agency(words) or is_agency(office)):
        return "name or office under the text"
    if is_last and run.size <= 5 and CAPITAL_NAME.fullmatch(words):
        return "name under the text"
    if above_another and run.marks.bold and is_name(words, small):
        return "name under the text"
    if above_another and SITTING.fullmatch(words):
        return "sitting under the text"
    dated = i > len(runs) / 2 and (is_byline(words) or (run.size <= 6 and DATE.match(words)))
    return "date under the text" if dated else ""


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
    return run.words.casefold().startswith(authors) and bool(ABOUT.search(run.words))


def _ends_text(run: Run) -> bool:
    """Whether a line can be the heading of something new."""
    return run.is_open and run.size <= 14 and not run.marks.bullet


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


def _authors(runs: Sequence[Run], known: Mapping[int, Verdict]) -> tuple[str, ...]:
    """The names in the byline, to be known again under the text."""
    lines = [
        name.strip()
        for i, verdict in known.items()
        if verdict.kind == "byline"
        for name in re.split(r",|\band\b|&", BY.sub("", runs[i].words))
    ]
    names = [line for line in lines if 2 <= len(line.split()) <= 4 and not DATE.search(line)]
    return tuple(name.casefold() for name in names)
