"""What a format and the user say of a text becomes evidence for the rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from policytext.reading import Block, Document, Hint, Mark
from policytext.structure.byline import is_byline
from policytext.structure.marks import BULLET, RULE, Marks
from policytext.structure.run_in import Opening
from policytext.structure.runs import Run, size_of
from policytext.structure.verdicts import Verdict

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MOSTLY = 0.92  # of the characters of a block are bold: it is bold
LONGEST_BYLINE = 30  # words
LONGEST_HEADING = 40  # words; what is marked as a heading and longer is text in large letters
SHORT_SCHEMES = ("arabic", "roman", "letter", "decimal", "han")


def tagged_runs(document: Document) -> tuple[Run, ...]:
    """
    Take the blocks of a document whose format marks them for runs.

    Parameters
    ----------
    document : Document
        As read from a page, a Word document or a PDF.

    Returns
    -------
    tuple of Run
        One a block; what the format says stands in their marks, as that of Markdown does.
    """
    runs = [
        _run(document.text, block, marks)
        for block, marks in zip(document.blocks, marks_by_block(document), strict=True)
    ]
    return _below_tags(_by_number(runs))


def marks_by_block(document: Document) -> list[list[Mark]]:
    """
    Give each block of a document its marks.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    list of list of Mark
        One a block.
    """
    starts = [block.start_char for block in document.blocks]
    found: list[list[Mark]] = [[] for _ in starts]
    for mark in document.marks:
        n = bisect_right(starts, mark.start_char) - 1
        if n >= 0:
            found[n].append(mark)
    return found


def verdicts_of_marks(document: Document, runs: Sequence[Run]) -> dict[int, Verdict]:
    """
    Say what blocks are by their marks alone, where no rule on words is needed.

    Parameters
    ----------
    document : Document
        As read.
    runs : sequence of Run
        Its runs, one a block.

    Returns
    -------
    dict
        Verdicts for furniture, tables, captions, footnotes, credits and bylines.
    """
    found = {}
    for i, (run, marks) in enumerate(zip(runs, marks_by_block(document), strict=True)):
        tags = {mark.tag: mark.by for mark in marks}
        for tag, kind in (
            ("furniture", "boilerplate"),
            ("table", "table"),
            ("footnote", "footnote"),
            ("caption", "caption"),
            ("credit", "credit"),
            ("byline", "byline"),
        ):
            if tag not in tags or (tag in ("byline", "credit") and not _is_short(run)):
                continue
            if HEADINGS.keys() & tags.keys() and tag != "furniture":
                continue
            by = "" if tags[tag] in ("", tag) else f": {tags[tag]}"
            found[i] = Verdict(kind, f"marked {tag}{by}")
            break
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
    verdicts: Mapping[int, Verdict], document: Document, runs: Sequence[Run]
) -> dict[int, Verdict]:
    """
    Name in the reasons of headings the tag that marks them.

    Parameters
    ----------
    verdicts : mapping
        The verdicts of all runs.
    document : Document
        As read.
    runs : sequence of Run
        Its runs, one a block.

    Returns
    -------
    dict
        The same kinds.
    """
    named = dict(verdicts)
    for i, marks in enumerate(marks_by_block(document)):
        if i not in named or named[i].reason != "Markdown heading":
            continue
        for mark in marks:
            if mark.tag in HEADINGS:
                by = "" if mark.by in ("", mark.tag) else f": {mark.by}"
                named[i] = replace(named[i], reason=f"marked {mark.tag}{by}")
    return named


def tagged_openings(
    document: Document,
    runs: Sequence[Run],
    texts: Sequence[int],
    find: Callable[[Sequence[Run], Sequence[int]], dict[int, Opening]],
) -> dict[int, Opening]:
    """
    Find the run-in headings of a text whose bold and italic openings are marked by its format.

    Parameters
    ----------
    document : Document
        As read.
    runs : sequence of Run
        Its runs, one a block.
    texts : sequence of int
        Which of them are paragraphs or list items.
    find : callable
        The rules for text with the marks of Markdown.

    Returns
    -------
    dict
        As the rules find them, at their places in the runs as they are.
    """
    marks = marks_by_block(document)
    starred = list(runs)
    places: dict[int, list[int]] = {}
    for i in texts:
        opening = _opening(runs[i], marks[i])
        if opening:
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


def _run(text: str, block: Block, marks: Sequence[Mark]) -> Run:
    raw = text[block.start_char : block.end_char]
    tags = {mark.tag for mark in marks}
    hashes = max((HEADINGS[tag] for tag in tags & HEADINGS.keys()), default=0)
    bullet = None if hashes else BULLET.match(raw)
    plain = " ".join(raw[bullet.end() if bullet else 0 :].split())
    if size_of(plain) > LONGEST_HEADING or "table" in tags:
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
    return Run(
        block.start_char, block.end_char, block.line_start, block.line_end, raw, found, 0, 1
    )


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


def _below_tags(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(runs)


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
            if re.fullmatch(r"\W*|\W*\w{1,4}[.)]\s*", before) and end < len(run.raw.rstrip()):
                if "*" not in words and end > start + lead:
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
