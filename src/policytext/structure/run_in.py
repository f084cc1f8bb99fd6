"""Run-in headings: the words that open a paragraph, name its topic, and are set off from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policytext.structure.byline import HONOUR, ROLE, TALK, has_date
from policytext.structure.colons import CERTAIN, LABELS, before_colon, siblings
from policytext.structure.listed import (
    ABBREVIATION,
    FINITE,
    PAIRED,
    SHEET,
    SHORTEST_REST,
    Opening,
    pairs,
    sheets,
    topics,
)
from policytext.structure.markers import marker_of
from policytext.structure.marks import IN_COLUMNS
from policytext.structure.runs import Run, size_of

LONGEST_GLUED = 45  # words
LONGEST_BOLD = 30
LONGEST_SEARCHED = 600  # characters of a paragraph
SHORTEST_STOPPED = 3  # words of text behind a bold opening with its full stop
LONGEST_TITLE = 9  # words of "Section 1. Purpose."

BOUNDARY = re.compile(r"[.!?](?<![.…!?\]].)(?<!www.)[\"”’)\]]?(?:\s|$|[^\W\d_“‘\"(])", re.DOTALL)
GLUED_BOUNDARY = re.compile(r"[.!?](?<![.…!?\]].)(?<!www.)[\"”’)\]]?[^\W\d_“‘\"(]", re.DOTALL)
WEB_NAME = re.compile(
    r"(?:com|org|net|gov|edu|int|mil|cn|uk|eu|us|ca|au|de|fr|ru|info|html?|php|pdf|docx?|aspx?|jpe?g|png)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+-]{1,40}@\w")  # the rest of "ann.lee@…"
# further on in a paragraph: full stops set against the next word
GLUED = re.compile(r"[.!?](?<=[^\W\d_]{2}.)[”\"’)]?[“\"‘]?[A-Z]", re.DOTALL)
LONGEST_ABBREVIATION = 12  # characters
# "2. Definitions.—In this Act …"
STOPS_AND_DASHES = (".--", ".—", ".–")
TOPIC_AND_DASH = re.compile(
    r"(?P<text>[A-Z][^.;:!?—–\n]{2,90}(?:\n\s*[^.;:!?—–\n]{2,60})?)(?P<stop>\.(?:--|[—–]))\s?(?=[A-Z“\"])"
)
STOPPED_AND_DASHED = re.compile(r"(?P<text>[A-Z][^.;:!?—]{2,90})\.\s?[—–](?=(?P<blanks>\s*)\S)")
TITLE_BEHIND = re.compile(
    r"(?P<title>(?P<mark>[*_]{1,3}|<(?:b|strong|em|i|u)>)?(?P<words>[A-Z][^.:*_<>\n]{2,90})"
    r"(?:[.:](?(mark)(?:[*_]{1,3}|</\w+>))|(?(mark)(?:[*_]{1,3}|</\w+>)[.:])))\s+(?:(?:--|[–—])\s*)?(?=[A-Z(“\"])"
)
TITLED = ("section", "article", "chapter", "part", "title", "pillar")
ITALIC = re.compile(r"(?:[*_](?![*_])|<(?:em|i)>)")
DASHES = ("–", "—", "-")
EMPHASIZED = frozenset("*_<")
LEAD = re.compile(r"(?:>\s?)*(?:[-*+•●▪–—·]\s+)?(?:\(?\w{1,4}[.)]\s+)?")
BOLD_OPENING = re.compile(
    r"(?P<open>(?P<mark>\*{1,3}|_{1,3})(?=\S)|<(?:b|strong|em|i|u)>)(?P<text>.{2,300}?)(?(mark)(?<=\S)(?P=mark)|</(?:b|strong|em|i|u)>)(?P<after>\s*[.:–—-]?\s*)",
    re.DOTALL,
)
SPEAKER = re.compile(r"[A-Z][A-Z .’'-]{0,30}:\s")
NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")
OFFICE = re.compile(  # and the name of who holds it: "FOREIGN MINISTER HALL"
    r"\b(?:minister|secretary|president|chancellor|ambassador|governor|senator|commissioner|mayor|"
    r"spokes(?:man|woman|person))(?-i: [A-Z][\w.'’-]+){1,3}$",
    re.IGNORECASE,
)
PLACE = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2}[*_ ]* ?[–—-]+")  # "**OSLO** –"
COME_BACK = (PAIRED, SHEET)


def run_in_headings(runs: Sequence[Run], texts: Sequence[int]) -> dict[int, Opening]:
    """
    Find the run-in headings of paragraphs and list items.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    texts : sequence of int
        Which of them are paragraphs or list items.

    Returns
    -------
    dict
        The opening of each run that has one.
    """
    found: dict[int, Opening] = {}
    dashed: dict[int, Opening] = {}
    glued: dict[int, Opening] = {}
    colons: dict[int, Opening] = {}
    paired = sheets(runs, texts) | pairs(runs, texts)
    for i in texts:
        run = runs[i]
        opening = paired.get(i) or _bold(run) or _titled(run)
        if opening:
            found[i] = opening
            continue
        lead = _glued(run)
        topic = _dashed(run)
        if topic:
            dashed[i] = topic
            continue
        # who talks sets full stops against words by mistake
        if lead and not (SPEAKER.match(run.raw) or TALK.match(run.raw)):
            glued[i] = lead
        colon = before_colon(run)
        if colon:
            colons[i] = colon
    found = _without_lone_italics(runs, found)
    found |= dashed if len(dashed) > 1 else {}
    found = _without_speakers(runs, found)
    if glued:
        found |= _believed(runs, glued, [i for i in texts if i not in found])
    found |= {i: o for i, o in topics(runs, texts).items() if i not in found}
    found |= siblings(runs, texts, {i: o for i, o in colons.items() if i not in found})
    return _without_labels(runs, found)


def _without_lone_italics(runs: Sequence[Run], found: dict[int, Opening]) -> dict[int, Opening]:
    """Drop the only sentence in italics: it is stressed, where no other opening is set off."""
    if len(found) > 1:
        return found
    return {i: o for i, o in found.items() if not _is_stressed(runs[i], o)}


def _without_speakers(runs: Sequence[Run], found: dict[int, Opening]) -> dict[int, Opening]:
    """Drop the names of who talks, where an office or a return shows it; and a story's place."""
    words = {i: runs[i].raw[o.start : o.end].strip(" *_") for i, o in found.items()}
    names = {
        i: " ".join(text.split()).rstrip(" *_:")
        for i, text in words.items()
        if text.rstrip("*_")[-1:] == ":" and found[i].reason not in COME_BACK
    }
    held = {i for i, name in names.items() if OFFICE.search(name) or HONOUR.match(name)}
    held |= {i for i, name in names.items() if ROLE.fullmatch(name)}
    comes_back = max(Counter(names.values()).values(), default=0) > 1
    talk = held or comes_back
    talking = {i for i, name in names.items() if NAME.fullmatch(name)} if talk else set()
    places = {i for i, text in words.items() if PLACE.fullmatch(text)}
    placed = places if len(places) == 1 else set()
    return {i: o for i, o in found.items() if i not in held | talking | placed}


def _is_stressed(run: Run, opening: Opening) -> bool:
    words = run.raw[opening.start : opening.end]
    italic = bool(ITALIC.match(words))
    return italic and bool(FINITE.search(words))


def _bold(run: Run) -> Opening | None:  # noqa: PLR0911 (a rule a return)
    if not any(map(run.raw.__contains__, EMPHASIZED)):
        return None
    lead = LEAD.match(run.raw)
    at = lead.end() if lead else 0
    if run.raw[at : at + 1] not in EMPHASIZED and run.raw[0] not in EMPHASIZED:
        return None
    found = BOLD_OPENING.match(run.raw, at) or BOLD_OPENING.match(run.raw)
    if found is None or run.marks.hashes or IN_COLUMNS.search(run.raw.split("\n", 1)[0]):
        return None
    text, after = found["text"].strip(" *_"), found["after"]
    marker = marker_of(text)
    if marker and marker.scheme in TITLED and marker.length >= len(text):
        title = _title_behind(run.raw, found.end())
        if title:
            return Opening(
                found.start(), title.end("title"), title.end(), marker, "number and title"
            )
    rest = run.raw[found.end() :]
    mark_inside = re.search(r"[.:!?–—]$", text)
    shortest = SHORTEST_STOPPED if text.endswith(".") else SHORTEST_REST
    if size_of(text) > LONGEST_BOLD or size_of(rest) < shortest or "\n\n" in text:
        return None
    mark_behind = after.strip()
    if not mark_inside and not mark_behind:
        # bold without a mark is a heading only when a new sentence follows
        if (
            not rest[:1].isupper()
            or size_of(text) < 2
            or ("\n" not in after and FINITE.search(text))
        ):
            return None
        if (not run.marks.bold and "*" not in found["open"]) or len(found["open"]) < 2:
            return None
    if text[0].islower() or (after.strip() in DASHES and has_date(text)):
        return None  # part of a sentence; "WASHINGTON, 8 May 2024 —"
    end = found.end() - len(after) + (len(after.rstrip()) if mark_behind else 0)
    return Opening(found.start(), end, found.end(), marker, "opening in bold")


def _title_behind(raw: str, at: int) -> re.Match[str] | None:
    """The title behind a number in bold: "**Section 1.** **Purpose.** The …"."""
    title = TITLE_BEHIND.match(raw, at)
    words = title["words"] if title else ""
    return title if words and size_of(words) <= LONGEST_TITLE and not FINITE.search(words) else None


def _dashed(run: Run) -> Opening | None:
    """ "Vacancies and retention.--The office …": a topic, its full stop and a dash."""
    stopped = any(map(run.raw.__contains__, STOPS_AND_DASHES))
    found = TOPIC_AND_DASH.match(run.raw) if stopped else None
    if found is None or size_of(found["text"]) > LONGEST_TITLE or FINITE.search(found["text"]):
        return None
    return Opening(0, found.end("stop"), found.end(), None, "topic with full stop and dash")


def _titled(run: Run) -> Opening | None:  # noqa: PLR0911 (a rule a return)
    """ "Section 1.  Purpose.  The threat …": a part's number and title open its text."""
    marker = run.marker if run.raw == run.words else marker_of(run.raw)
    if marker is None:
        return None
    dashed = STOPPED_AND_DASHED.match(run.raw, marker.length)
    if dashed and size_of(dashed["text"]) <= LONGEST_TITLE:
        return Opening(0, dashed.end(), dashed.end("blanks"), marker, "number and title")
    if marker.scheme not in TITLED:
        return None
    title = re.match(r"[^.;:!?]{2,90}[.:]", run.raw[marker.length :])
    if title is None:
        return None
    text = title.group()
    rest = run.raw[marker.length + title.end() :]
    if size_of(text) > LONGEST_TITLE or FINITE.search(text) or not text[0].isupper():
        return None
    if size_of(rest) < 3 or not re.match(r"\s*[—–-]?\s*[A-Z(“\"]", rest):
        return None
    end = marker.length + title.end()
    return Opening(0, end, end + len(rest) - len(rest.lstrip()), marker, "number and title")


def _glued(run: Run) -> Opening | None:
    raw = run.raw
    if len(raw) <= LONGEST_SEARCHED and not GLUED_BOUNDARY.search(raw):
        return None  # most are told so at once
    at = 0
    while found := BOUNDARY.search(raw, at, LONGEST_SEARCHED):
        at = found.start() + 1
        if ABBREVIATION.search(raw, max(0, found.start() - LONGEST_ABBREVIATION), found.start()):
            continue
        before = raw[: found.start()]
        last = found.group()[-1]
        if last.isspace() or (found.end() == len(raw) and not last.isalpha()):
            return None
        rest = found.end() - 1
        if WEB_NAME.match(raw, rest) or ADDRESS.match(raw, rest) or _is_in_address(raw, rest):
            continue
        if size_of(before) > LONGEST_GLUED or size_of(raw[rest:]) < SHORTEST_REST:
            return None
        if last.islower() and not re.search(r"[^\W\d_]{3}$", before):
            continue
        marker = marker_of(before) if not run.marks.bullet else None
        return Opening(0, rest, rest, marker, "full stop set against the text")
    return None


def _is_in_address(raw: str, at: int) -> bool:
    """Whether a place is within an address: "press@works.gov.example", "https://…"."""
    first = max(raw.rfind(" ", 0, at), raw.rfind("\n", 0, at), raw.rfind("(", 0, at)) + 1
    part = raw[first:at]
    return "@" in part or "://" in part or part.startswith("www.")


def _believed(
    runs: Sequence[Run], glued: dict[int, Opening], texts: Sequence[int]
) -> dict[int, Opening]:
    """Glued full stops are headings where they open paragraphs, damage where they are anywhere."""
    damage = parted = 0
    for i in texts:
        raw, at = runs[i].raw, glued[i].rest if i in glued else 0
        damage += sum(1 for _ in GLUED.finditer(raw, at))
        parted += raw.count(". ", at) + raw.count("? ", at)
    if damage * 3 > len(glued) or (damage > 1 and damage > 0.1 * parted):
        return {}
    if len(glued) >= 2:
        return glued
    return {
        i: opening
        for i, opening in glued.items()
        if size_of(runs[i].raw[: opening.end]) <= 8
        and not FINITE.search(runs[i].raw[: opening.end])
    }


def _without_labels(runs: Sequence[Run], found: dict[int, Opening]) -> dict[int, Opening]:
    """Drop what comes back: the names of speakers, "Q:", "Note:"."""
    words = {
        i: " ".join(runs[i].raw[o.start : o.end].split()).strip(" *_:.").casefold()
        for i, o in found.items()
    }
    times = Counter(words.values())
    return {
        i: opening
        for i, opening in found.items()
        if (times[words[i]] == 1 or opening.reason in COME_BACK)
        and (opening.reason in (CERTAIN, PAIRED) or not LABELS.fullmatch(words[i]))
    }
