"""What a format and the user say of a text becomes evidence for the rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from policytext.reading import Block, Document, Hint, Mark
from policytext.structure.byline import SPECIAL, is_byline
from policytext.structure.furniture import TOPIC
from policytext.structure.headings import DATELINE
from policytext.structure.markers import marker_of
from policytext.structure.marks import BULLET, RULE, Marks
from policytext.structure.run_in import Opening
from policytext.structure.runs import LONGEST_PART_TITLE, TERMINAL, Run, ends_in, size_of
from policytext.structure.verdicts import Verdict

MarksOfRuns: TypeAlias = list[list[Mark]]

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MOSTLY = 0.92  # of the characters of a block are bold: it is bold
LONGEST_BYLINE = 30  # words
CONTACT = re.compile(
    r"contacts?(?: us| details)?|(?:for )?(?:more|further) information", re.IGNORECASE
)
# "(Xinhua/Li Wei)"
AGENCY = re.compile(
    r"\([A-Z][\w. ]{1,20}/[^()/\d]{2,40}\)$|"
    r"[.)\]”]\s(?:[A-Z]{3,12}|AP Photo|Getty Images)/[A-Z][^()/\d]{2,40}$"
)
LONGEST_CAPTION = 60  # words
NEAR_TITLE = 6  # runs
LONGEST_CREDIT = 90
FEWEST_TAGGED = 2  # headings, where a page marks its headings by its tags
SHORTEST_SENTENCE = 12  # words; what is marked as a heading, as long and ends in a stop is none
LONGEST_HEADING = 40  # words; what is marked as a heading and longer is text in large letters
LONGEST_LINE = 70  # characters
LABEL = re.compile(r"[A-Z][^.:?!]{1,60}:")
WHOLE = ("table", *HEADINGS)  # lines that are not parted
SHORT_SCHEMES = ("arabic", "roman", "letter", "decimal", "han")


def tagged_runs(document: Document) -> tuple[tuple[Run, ...], MarksOfRuns]:
    """
    Take the blocks of a document whose format marks them for runs.

    Parameters
    ----------
    document : Document
        As read from a page, a Word document or a PDF.

    Returns
    -------
    runs : tuple of Run
        One a block; what the format says stands in their marks, as that of Markdown does.
    marks : list of list of Mark
        The marks of the format, run by run.
    """
    blocks = _with_titles(document, _lines_apart(document))
    marks = marks_of_each(document, [block.start_char for block in blocks])
    runs = [_run(document.text, block, own) for block, own in zip(blocks, marks, strict=True)]
    return tuple(_only_marked(_by_number(runs), marks)), marks


def marks_of_each(document: Document, starts: Sequence[int]) -> MarksOfRuns:
    """
    Give each run of a document its marks.

    Parameters
    ----------
    document : Document
        As read.
    starts : sequence of int
        Where its runs begin.

    Returns
    -------
    list of list of Mark
        One a run.
    """
    found: list[list[Mark]] = [[] for _ in starts]
    for mark in document.marks:
        n = max(0, bisect_right(starts, mark.start_char) - 1)
        while n < len(starts) and starts[n] < mark.end_char:
            found[n].append(mark)
            n += 1
    return found


def verdicts_of_marks(runs: Sequence[Run], marks_of_runs: MarksOfRuns) -> dict[int, Verdict]:
    """
    Say what blocks are by their marks alone, where no rule on words is needed.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document, one a block.
    marks_of_runs : list of list of Mark
        The marks of each.

    Returns
    -------
    dict
        Verdicts for furniture, tables, captions, footnotes, credits and bylines.
    """
    found = {}
    for i, (run, marks) in enumerate(zip(runs, marks_of_runs, strict=True)):
        tags = {mark.tag: mark.by for mark in marks}
        for tag, kind in (
            ("furniture", "boilerplate"),
            ("table", "table"),
            ("footnote", "footnote"),
            ("caption", "caption"),
            ("credit", "credit"),
            ("byline", "byline"),
            ("standfirst", "paragraph"),
            ("source", "reference"),
        ):
            if tag not in tags or (tag == "byline" and not _is_short(run)):
                continue
            if tag == "credit" and run.size > LONGEST_CREDIT:
                continue
            if HEADINGS.keys() & tags.keys() and tag != "furniture":
                continue
            by = "" if tags[tag] in ("", tag) else f": {tags[tag]}"
            found[i] = Verdict(kind, f"marked {tag}{by}")
            break
    found |= _near_title(runs, marks_of_runs, found)
    for i, run in enumerate(runs[:-1]):
        if i in found or run.marks.hashes < 2 or i + 1 in found or runs[i + 1].marks.hashes:
            continue
        asked = run.words.endswith("?") and HEADINGS.keys() & {m.tag for m in marks_of_runs[i]}
        if asked or TOPIC.fullmatch(run.words.strip()) or CONTACT.fullmatch(run.words):
            found[i] = Verdict("heading", f"marked h{run.marks.hashes}")
    return found


def _near_title(
    runs: Sequence[Run], marks_of_runs: MarksOfRuns, known: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """Lines below the standfirst that tell who and when; captions that end in an agency's name."""
    found = {}
    below = 0  # how many more runs stand near the title
    for i, (run, marks) in enumerate(zip(runs, marks_of_runs, strict=True)):
        if any(mark.tag == "title" for mark in marks):
            below = NEAR_TITLE
        elif i not in known:
            below -= 1
            short = run.size <= SHORTEST_SENTENCE and not run.marks.hashes
            if below >= 0 and short and not run.is_sentence and is_byline(run.words):
                found[i] = Verdict("byline", "date or author near the title")
            elif run.size <= LONGEST_CAPTION and AGENCY.search(run.words[-60:]):
                found[i] = Verdict("caption", "ends with the name of an agency")
    return found


def marked_title(document: Document) -> str:
    """
    Give the title that the format marks, or that the metadata give.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    str
        Empty if neither does.
    """
    for mark in document.marks:
        if mark.tag == "title":
            return " ".join(document.text[mark.start_char : mark.end_char].split())
    return str(document.source.metadata.get("title", ""))


def verdicts_of_hints(document: Document, runs: Sequence[Run]) -> dict[int, Verdict]:
    """
    Say what blocks are by what the user says.

    Parameters
    ----------
    document : Document
        As read.
    runs : sequence of Run
        Its runs.

    Returns
    -------
    dict
        Verdicts of the runs that a hint names; of two hints the later one wins.
    """
    found = {}
    for hint in document.hints:
        pattern = re.compile(hint.pattern) if hint.pattern else None
        verdict = Verdict(hint.kind, f"hint: {hint.said}", hint.level)
        for i, run in enumerate(runs):
            first = run.raw.split("\n", 1)[0]
            if _is_meant(hint, run) and (pattern is None or pattern.search(first)):
                found[i] = verdict
    return found


def with_tag_names(
    verdicts: Mapping[int, Verdict], marks_of_runs: MarksOfRuns
) -> dict[int, Verdict]:
    """
    Name in the reasons of headings the tag that marks them.

    Parameters
    ----------
    verdicts : mapping
        The verdicts of all runs.
    marks_of_runs : list of list of Mark
        The marks of each.

    Returns
    -------
    dict
        The same kinds.
    """
    named = dict(verdicts)
    for i, marks in enumerate(marks_of_runs):
        if i not in named or named[i].reason != "Markdown heading":
            continue
        for mark in marks:
            if mark.tag in HEADINGS:
                by = "" if mark.by in ("", mark.tag) else f": {mark.by}"
                named[i] = replace(named[i], reason=f"marked {mark.tag}{by}")
    return named


def tagged_openings(
    runs: Sequence[Run],
    marks_of_runs: MarksOfRuns,
    texts: Sequence[int],
    find: Callable[[Sequence[Run], Sequence[int]], dict[int, Opening]],
) -> dict[int, Opening]:
    """
    Find the run-in headings of a text whose bold and italic openings are marked by its format.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document, one a block.
    marks_of_runs : list of list of Mark
        The marks of each.
    texts : sequence of int
        Which of them are paragraphs or list items.
    find : callable
        The rules for text with the marks of Markdown.

    Returns
    -------
    dict
        As the rules find them, at their places in the runs as they are.
    """
    starred = list(runs)
    places: dict[int, list[int]] = {}
    labels = Counter(label[0] for i in texts if (label := LABEL.match(runs[i].words)))
    for i in texts:
        opening = _opening(runs[i], marks_of_runs[i])
        label = LABEL.match(runs[i].words)
        if label and labels[label[0]] > 1:
            continue  # somebody speaks
        if opening and not DATELINE.match(runs[i].words):
            start, end, star = opening
            raw = runs[i].raw
            starred[i] = replace(
                runs[i], raw=raw[:start] + star + raw[start:end] + star + raw[end:]
            )
            places[i] = [start, start + len(star), end + len(star), end + 2 * len(star)]
    return {
        i: replace(
            opening,
            start=_back(opening.start, places[i]),
            end=_back(opening.end, places[i]),
            rest=_back(opening.rest, places[i]),
        )
        if i in places
        else opening
        for i, opening in find(starred, texts).items()
    }


def _lines_apart(document: Document) -> list[Block]:
    """Part the short lines above and below the text: each may be something else."""
    blocks = document.blocks
    text = document.text
    prose = [i for i, block in enumerate(blocks) if _is_prose(text, block)]
    if not prose:
        return list(blocks)
    kept = {mark.start_char for mark in document.marks if mark.tag in WHOLE}
    parted: list[Block] = []
    for i, block in enumerate(blocks):
        outside = not prose[0] <= i <= prose[-1]
        if outside and block.line_end > block.line_start and block.start_char not in kept:
            lines = text[block.start_char : block.end_char].split("\n")
            if all(0 < len(line) <= LONGEST_LINE for line in lines):
                parted += _lines_of(block, lines)
                continue
        parted.append(block)
    return parted


def _with_titles(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """Join "Article 5" and the title that stands below it."""
    text = document.text
    joined: list[Block] = []
    kept = {mark.start_char for mark in document.marks if mark.tag in ("furniture", "table")}
    for block in blocks:
        above = joined[-1] if joined else None
        if (
            above is not None
            and above.start_char not in kept
            and block.start_char not in kept
            and _is_number(text[above.start_char : above.end_char])
            and _is_its_title(text[block.start_char : block.end_char])
        ):
            joined[-1] = replace(above, end_char=block.end_char, line_end=block.line_end)
        else:
            joined.append(block)
    return joined


def _is_number(raw: str) -> bool:
    """Whether a block is a part's number and nothing else."""
    marker = marker_of(raw) if len(raw) <= LONGEST_LINE else None
    return marker is not None and marker.length >= len(raw) and len(marker.label) > 4


def _is_its_title(raw: str) -> bool:
    short = size_of(raw) <= LONGEST_PART_TITLE and raw[0].isupper() and "\n" not in raw
    return short and not ends_in(raw, TERMINAL) and marker_of(raw) is None


def _is_prose(text: str, block: Block) -> bool:
    size = block.end_char - block.start_char
    return size >= LONGEST_LINE and text[block.end_char - 1] in '.!?。！？”"'


def _lines_of(block: Block, lines: Sequence[str]) -> list[Block]:
    at = block.start_char
    found = []
    for n, line in enumerate(lines, start=block.line_start):
        found.append(Block(at, at + len(line), n, n, marker_end=at))
        at += len(line) + 1
    return found


def _run(text: str, block: Block, marks: Sequence[Mark]) -> Run:
    raw = text[block.start_char : block.end_char]
    tags = {mark.tag for mark in marks}
    hashes = max((HEADINGS[tag] for tag in tags & HEADINGS.keys()), default=0)
    bullet = None if hashes else BULLET.match(raw)
    plain = " ".join(raw[bullet.end() if bullet else 0 :].split())
    size = size_of(plain)
    sentence = hashes > 1 and size >= SHORTEST_SENTENCE and plain.endswith((".", "。"))
    if size > LONGEST_HEADING or "table" in tags or sentence:
        hashes = 0
    letters = max(1, len(plain.strip(" .:")))
    shares = Counter[str]()
    for mark in marks:
        shares[mark.tag] += mark.end_char - mark.start_char
    bold = not hashes and (shares["b"] >= MOSTLY * letters or "subhead" in tags)
    found = Marks(
        plain,
        hashes=hashes,
        bullet=bool(bullet) or ("li" in tags and not hashes),
        quote="quote" in tags and not hashes,
        rule=bool(RULE.match(raw)),
        table="table" in tags,
        bold=bold,
        italic=not bold and shares["i"] >= MOSTLY * letters,
        links=shares["a"] / max(1, len(plain)),
    )
    return Run(block.start_char, block.end_char, block.line_start, block.line_end, raw, found, 0, 1)


def _only_marked(runs: Sequence[Run], marks_of_runs: MarksOfRuns) -> list[Run]:
    """Where a page marks its headings, leave lines without any mark or number to the text."""
    tagged = [
        i
        for i, (run, marks) in enumerate(zip(runs, marks_of_runs, strict=True))
        if run.marks.hashes and not any(mark.tag in ("furniture", "title") for mark in marks)
    ]
    if len(tagged) < FEWEST_TAGGED:
        return list(runs)
    return [
        replace(run, marks=replace(run.marks, quote=True))
        if not (run.marks.hashes or run.marks.bold or run.marks.italic or run.marker)
        and tagged[0] < i
        and not run.words.isupper()
        and not SPECIAL.fullmatch(run.words)
        else run
        for i, run in enumerate(runs)
    ]


def _by_number(runs: Sequence[Run]) -> list[Run]:
    """Where the tags of numbered headings contradict their numbers, leave depth to the numbers."""
    schemes: dict[int, set[tuple[str, int]]] = {}
    tagged: dict[tuple[str, int], set[int]] = {}
    for run in runs:
        marker = run.marker if run.marks.hashes else None
        if marker and marker.scheme in SHORT_SCHEMES:
            key = (marker.scheme, marker.depth)
            schemes.setdefault(run.marks.hashes, set()).add(key)
            tagged.setdefault(key, set()).add(run.marks.hashes)
    mixed = {
        hashes
        for hashes, found in schemes.items()
        if len({depth for scheme, depth in found if scheme == "decimal"}) > 1
    }
    if not mixed:
        return list(runs)
    deepest = max(mixed)
    return [
        replace(run, marks=replace(run.marks, hashes=min(6, deepest + run.marker.depth - 1)))
        if run.marks.hashes in mixed and run.marker and run.marker.scheme == "decimal"
        else run
        for run in runs
    ]


def _is_short(run: Run) -> bool:
    return run.size <= LONGEST_BYLINE and (not run.is_sentence or is_byline(run.words))


def _is_meant(hint: Hint, run: Run) -> bool:
    first, last = hint.lines
    return first == 0 or (run.line_start <= last and run.line_end >= first)


def _opening(run: Run, marks: Sequence[Mark]) -> tuple[int, int, str] | None:
    """The bold or italic words that open a run, and the mark that Markdown has for them."""
    for tag, star in (("b", "**"), ("i", "*")):
        for mark in marks:
            if mark.tag != tag:
                continue
            start, end = mark.start_char - run.start, mark.end_char - run.start
            before = run.raw[:start]
            words = run.raw[start:end]
            lead = len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            led = re.fullmatch(r"\W*|\W*\w{1,4}[.)]\s*", before)
            inside = start + lead < end < len(run.raw.rstrip())
            if led and inside and "*" not in words:
                return start + lead, end, star
            break
    return None


def _back(place: int, stars: Sequence[int]) -> int:
    """From a place in a run with stars to that in the run as it is."""
    one, behind_one, two, behind_two = stars
    width = behind_one - one
    if place <= one:
        return place
    if place <= behind_one:
        return one
    if place <= two:
        return place - width
    if place <= behind_two:
        return two - width
    return place - 2 * width
