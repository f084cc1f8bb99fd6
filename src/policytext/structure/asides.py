"""What stands beside the text: captions, sources, footnotes, tables, sign-offs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.byline import MONTHS, TIME, is_byline, is_dated_place
from policytext.structure.contacts import contacts
from policytext.structure.furniture import names_photographer
from policytext.structure.marks import IMAGE
from policytext.structure.names import SmallWords
from policytext.structure.note_numbers import NoteNumbers
from policytext.structure.phrases import alternatives, phrases
from policytext.structure.quoted import is_source_of_quote
from policytext.structure.runs import Run
from policytext.structure.signatures import (
    LAST_QUARTER,
    LONGEST_SIGNATURE,
    PLACE_AND_DATE,
    SAYS,
    authors_box,
    names_below,
    signed,
)
from policytext.structure.verdicts import Verdict

LONGEST_TIME = 16  # characters
LONGEST_NOTE = 30  # words
WIDE = re.compile(r"\s{2,}(?=\S)")
SHORTEST_SAID = 2  # words of what is said in place of a picture, and one more
LONGEST_CAPTION = 90  # words
LONGEST_ABOVE_CREDIT = 45  # words

BLANKS = " \t\xa0\u2002\u2003\u2009\u3000"
LONGEST_UNIT = 8  # words
SHORTEST_CAPTION = 8  # words, with a gap above
SHORTEST_SEEN = 3  # words
SEEN = re.compile(
    r"(?:a|an|the|two|three|four|five|several|some|people|workers|men|women)\b|"
    r"\w+ (?:\w+ )?\w{2,}ing (?:on|in|at|by|with|a|the|to|along|over|through|from)\b",
    re.IGNORECASE,
)
LABEL_OF_PICTURE = re.compile(
    r"(?:image|photo|media) caption\s?[,:]?|caption\s?[,:]?", re.IGNORECASE
)
CAPTION = phrases("captions")
PICTURE_CREDIT = re.compile(alternatives("picture_credits"), re.IGNORECASE)
CAPITAL_CREDIT = re.compile(
    r"[a-z][.!?”\"] [A-Z]{2,}(?:[ /][A-Z]{2,}){0,4}$|"
    r"[a-z] [A-Z]{3,} [A-Z]{3,}(?: FOR| VIA|/)[ A-Z]{3,30}$|"
    r"[.!?”\"] [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2} for (?:the )?[A-Z]{2,6}$"
)
PICTURE_WORDS = (  # none ends without one
    *("/", "(", "[", "— ", "– ", "©", "photo", "image", "picture", "credit", "caption", "摄", "供"),
)
LABEL = "the word for a caption"
ABOVE_CREDIT = "above its picture credit"
# "BAKU, January 17. /TASS/. The five states …": the text of an agency
WIRED = re.compile(rf"[A-Z][A-Z .'’-]{{1,30}}, (?:(?:{MONTHS})\.? \d|\d{{1,2}} (?:{MONTHS})\b)")
SOLE_CREDIT = re.compile(
    r"source:\s?\w[\w.]*(?: \w[\w.]*){0,4}/\w[\w.]*$|"
    r"(?:photo(?:graph)?s?|image|picture)s?\s*(?::|by|courtesy|credit|©|/)|"
    r"credits?\s?(?::|\.\.\.|…)\s?\S",
    re.IGNORECASE,
)
REFERENCE = phrases("references")
NOTE_ANCHOR = re.compile(r"\[\W{0,3}\d{1,3}\W{0,3}\]\([^)\s]{0,200}#[^)\s]{0,80}\)\s*")
RETURNS = re.compile(
    r"(?:return to (?:the )?(?:main )?(?:text|reference)|back to (?:text|reference)|↩\ufe0e?)"
    r"\W{0,6}$",
    re.I,
)
LONGEST_RETURN = 40  # characters of the link from a note back to its mark
FOOTNOTE = re.compile(
    r"\[\]\{custom-style=\"Footnote Reference\"\}|\\\d{1,3}\\\s|\[\^[\w-]{1,20}\]:|"
    r"(?:\[\d{1,5}\])?\[\d{1,3}\]\s|[¹²³⁰⁴-⁹]+\s?|\*{1,3}\s(?=[A-Z])|\*?\\\*\s?(?=[A-Z])|"
    r"[†‡§]\s?(?=[A-Z])|\^(?:\d{1,3})?\s|<sup>\d|"
    r"\(?\d{1,3}[.)]?\s+(?=[A-Z“\"]|https?:|\d+ [A-Z]\.)|\d{1,3}(?=[A-Z][A-Za-z]+,? [A-Za-z\d])"
)
SCENE = re.compile(  # "Minister Lee and President Poe shaking hands"
    r"[A-Z]\S+(?: \S+){0,12} (?:shaking hands|(?:speaking|posing|signing|visiting|holding|standing|"
    r"attending|delivering|addressing|greeting|receiving|presenting|inspecting|walking|meeting)"
    r"(?: \S+){1,12})"
)
QUOTED = Verdict("reference", "who is quoted above")
HEAD = 5  # lines at the head of a short text
TABLE_NOTE = re.compile(r"notes?\s?[:.]\s", re.IGNORECASE)
SOLE_CONTACT = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,30}){1,4}|\(\d{3}\) \d{3}[ -]\d{4}"
)
ROUND_NOTE = re.compile(r"\(\d{1,3}\)\s")
CITATION = re.compile(
    r"(?:ibid|op\. cit|see\b|cf\.|OJ\s[LC]\b|COM\(|SWD\(|A/\w|S/\w|E/\w|https?://|Case [CT]-)",
    re.IGNORECASE,
)
CITED = re.compile(rf"\b(?:{alternatives('cited')})", re.IGNORECASE)
NOTES_HEADING = re.compile(rf"(?:{alternatives('notes')})\s*:?", re.IGNORECASE)
CREDIT = phrases("credits")


def asides(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Find captions, sources, footnotes, tables and sign-offs."""
    verdicts: dict[int, Verdict] = {}
    in_notes = False
    noted, small = NoteNumbers(runs), SmallWords(runs)
    closing = next(
        (i for i in range(body, len(runs)) if PLACE_AND_DATE.match(runs[i].words)), len(runs)
    )
    for i, run in enumerate(runs):
        if i > len(runs) / 2 and run.size < 6 and NOTES_HEADING.fullmatch(run.bare):
            in_notes = True
            continue
        if i in known:
            in_notes = in_notes and known[i].reason not in ("navigation", "menu")
            continue
        verdict = QUOTED if i and is_source_of_quote(runs, i, small) else None
        verdict = verdict or _aside(runs, i, in_notes, verdicts, noted)
        if verdict is None and i > closing and ROUND_NOTE.match(run.raw) and CITED.search(run.bare):
            verdict = Verdict("footnote", "note below the signatures")
        if verdict:
            verdicts[i] = verdict
    verdicts |= authors_box(runs, {**known, **verdicts}, body)
    verdicts |= contacts(runs, {**known, **verdicts}, body)
    verdicts |= signed(runs, {**known, **verdicts}, body)
    verdicts |= names_below(runs, {**known, **verdicts}, body)
    return verdicts


def _aside(  # noqa: PLR0911, PLR0912 (a rule a return)
    runs: Sequence[Run],
    i: int,
    in_notes: bool,
    sofar: Mapping[int, Verdict],
    noted: NoteNumbers,
) -> Verdict | None:
    run = runs[i]
    words = run.words
    if run.marks.image is not None:
        below = runs[i + 1] if i + 1 < len(runs) else run
        said = below is not run and (_is_below_picture(below) or CAPTION.match(below.words))
        said = said or (below is not run and ends_with_credit(below.words))
        kind = "boilerplate" if said or len(words.split()) <= SHORTEST_SAID else "caption"
        return Verdict(kind, "picture")
    if run.raw.startswith("![") and run.size <= LONGEST_CAPTION and IMAGE.match(run.raw):
        return Verdict("caption", "beside its picture")
    if i and runs[i - 1].marks.image is not None and _is_below_picture(run):
        return Verdict("caption", "below its picture")
    headed = i - 1 in sofar and sofar[i - 1].reason in ("opens as a caption", LABEL)
    if headed and LABEL_OF_PICTURE.fullmatch(runs[i - 1].words):
        return Verdict("caption", "below the word for it")
    if LABEL_OF_PICTURE.fullmatch(words) and run.is_open == (words[-1] != ","):
        return Verdict("boilerplate", LABEL)
    if headed and _is_unit(run) and not REFERENCE.match(words):
        return Verdict("caption", "below the heading of a figure")
    if run.marks.table or _is_table(runs, i):
        return Verdict("table", "cells in a row")
    if run.size <= LONGEST_CAPTION:
        if CAPTION.match(words) and not _goes_on(words):
            return Verdict("caption", "opens as a caption")
        if not run.marks.bullet and ends_with_credit(words):
            return Verdict("caption", "ends with a picture credit")
        if is_beside_credit(runs, i):
            return Verdict("caption", "names who took the picture, or stands below")
        if run.size <= LONGEST_ABOVE_CREDIT and _is_above_credit(runs, i):
            return Verdict("caption", ABOVE_CREDIT)
        if run.size <= LONGEST_ABOVE_CREDIT and _is_said_of_picture(runs, i):
            return Verdict("caption", "said of the picture above its caption")
    if run.size <= LONGEST_UNIT and i > len(runs) / 2 and SOLE_CONTACT.fullmatch(words):
        return Verdict("boilerplate", "whom to contact")
    if i - 1 in sofar and sofar[i - 1].reason == ABOVE_CREDIT:
        return Verdict("caption", "credit of the picture above")
    if i < len(runs) / 2 and words[0] in "[(" and run.size <= 6 and is_byline(words.strip("[]()")):
        return Verdict("byline", "date in brackets")
    if i < HEAD * 2 and run.is_open and not run.marks.opens and SCENE.fullmatch(words):
        return Verdict("caption", "says what is seen")
    if i < max(HEAD, len(runs) / 3) and is_dated_place(words):
        return Verdict("byline", "date and place")
    if run.size <= 60 and CREDIT.match(words.lstrip("（([【— ")) and i > 1:
        return Verdict("credit", "names who made the text")
    if (
        run.size <= 60
        and REFERENCE.match(words)
        and not words[:1].islower()
        and not words.partition(":")[0].isupper()
        and not run.marks.hashes
        and _refers(run)
    ):
        return Verdict("reference", "refers the reader elsewhere")
    if i - 1 in sofar and sofar[i - 1].kind in ("reference", "table") and TABLE_NOTE.match(words):
        return Verdict("reference", "note below a table")
    if i > len(runs) / 3 and run.raw[0] == "[" and NOTE_ANCHOR.match(run.raw):
        return Verdict("footnote", "note with the link of its mark")
    if (
        i - 1 in sofar
        and sofar[i - 1].kind == "footnote"
        and NOTE_ANCHOR.fullmatch(runs[i - 1].raw)
    ):
        return Verdict("footnote", "below the link of its mark")
    if _ends_in_return(words) and not run.marks.hashes and run.size > 2:
        return Verdict("footnote", "note with a link back to its mark")
    if _is_footnote(runs, i, sofar, noted):
        return Verdict("footnote", "note with its mark")
    if in_notes and not run.marks.hashes and run.size > 2:
        return Verdict("reference", "in the list of notes")
    return None


def _ends_in_return(words: str) -> bool:
    """Whether a line ends in the link from a note back to its mark."""
    end = words[-LONGEST_RETURN:]
    return (" to " in end.lower() or "↩" in end) and bool(RETURNS.search(end))


def _is_unit(run: Run) -> bool:
    """Whether a line can say what a figure counts: "Index, 2019 = 100"."""
    short = not run.gap and run.is_open and run.size <= LONGEST_UNIT
    return short and not run.marks.opens and "   " not in run.raw


def _is_below_picture(run: Run) -> bool:
    near = (run.marks.italic and run.size <= LONGEST_SIGNATURE) or (not run.gap and run.is_open)
    return near and 2 < run.size <= LONGEST_ABOVE_CREDIT and not run.marks.opens


def ends_with_credit(words: str) -> bool:
    """Whether a line ends by naming who took a picture."""
    if TIME.match(words) and len(words) <= LONGEST_TIME:
        return False  # "1:18 p.m. EDT"
    end = words[-120:]
    if end[-1:].isupper() and CAPITAL_CREDIT.search(end):
        return True
    small = end.lower()
    likely = any(map(small.__contains__, PICTURE_WORDS)) or " FOR THE " in end
    return likely and bool(PICTURE_CREDIT.search(end))


def is_beside_credit(runs: Sequence[Run], i: int) -> bool:
    """Whether a line names who took a picture and nothing else, or stands right below."""
    if names_photographer(runs[i].words):
        return True
    below = i > 0 and SHORTEST_SEEN < runs[i].size <= LONGEST_ABOVE_CREDIT
    if not (below and names_photographer(runs[i - 1].words)):
        return False
    near = not runs[i].gap or (runs[i].is_open and runs[i].size >= SHORTEST_CAPTION)
    near = near or any(is_byline(run.words) for run in runs[i + 1 : i + 2])
    return near and not WIRED.match(runs[i].words)


def _is_above_credit(runs: Sequence[Run], i: int) -> bool:
    """Whether the next line names the photographer and nothing else."""
    below = runs[i + 1] if i + 1 < len(runs) else runs[i]
    sole = below.size <= 8 and not below.gap and bool(SOLE_CREDIT.match(below.words))
    return sole and runs[i].size > 2 and not runs[i].marks.opens


def _is_said_of_picture(runs: Sequence[Run], i: int) -> bool:
    """Whether a line says what is seen, and the caption with its credit is right below it."""
    if i + 1 == len(runs) or runs[i + 1].gap or runs[i].size <= SHORTEST_SEEN:
        return False
    words = runs[i].words
    says = runs[i].is_sentence and SAYS.search(words)
    return not says and bool(SEEN.match(words)) and ends_with_credit(runs[i + 1].words)


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
    runs: Sequence[Run], i: int, sofar: Mapping[int, Verdict], noted: NoteNumbers
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
    follows = i - 1 in sofar and sofar[i - 1].kind == "footnote"
    if number.endswith("."):
        cited = bool(CITED.search(run.bare))
        last = 2 * i > len(runs) and noted.calls_once(number)
        return (number in noted and cited) or (last and (cited or follows))
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


def _is_note(run: Run, number: int, noted: NoteNumbers) -> bool:
    """Whether a line opens with the number of a note that is called."""
    opens = run.raw.startswith(str(number)) and run.size <= LONGEST_NOTE
    return opens and bool(WIDE.match(run.raw, len(str(number)))) and str(number) in noted
