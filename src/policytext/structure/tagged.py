"""What a format says of a text becomes evidence for the rules: its blocks as runs with marks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from policytext.reading import Block, Document, Mark
from policytext.structure.byline import SPECIAL
from policytext.structure.evidence import FINITE
from policytext.structure.markers import marker_of
from policytext.structure.marks import BULLET, RULE, Marks
from policytext.structure.runs import LONGEST_PART_TITLE, TERMINAL, Run, ends_in, size_of

MarksOfRuns: TypeAlias = list[list[Mark]]

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MOSTLY = 0.92  # of the characters of a block are bold: it is bold
FEWEST_TAGGED = 2  # headings, where a page marks its headings by its tags
SHORTEST_SENTENCE = 12  # words; what is marked as a heading, as long and ends in a stop is none
LONGEST_HEADING = 40  # words; what is marked as a heading and longer is text in large letters
LONGEST_LINE = 70  # characters
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
    return tuple(_only_marked(_by_restart(_by_number(runs)), marks)), marks


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
    shares: Counter[str] = Counter()
    for mark in marks:
        shares[mark.tag] += mark.end_char - mark.start_char
    bold = not hashes and (shares["b"] >= MOSTLY * letters or "subhead" in tags)
    bold = bold and not (plain.endswith(":") and FINITE.search(plain))  # "The budget includes:"
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
    for run in runs:
        marker = run.marker if run.marks.hashes else None
        if marker and marker.scheme in SHORT_SCHEMES:
            schemes.setdefault(run.marks.hashes, set()).add((marker.scheme, marker.depth))
    mixed = {
        hashes
        for hashes, found in schemes.items()
        if len({depth for scheme, depth in found if scheme in ("arabic", "decimal")}) > 1
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


def _by_restart(runs: Sequence[Run]) -> list[Run]:
    """Where numbers start over under those of another scheme with the same tag, they are below."""
    deepest = max((run.marks.hashes for run in runs), default=0)
    firsts = Counter(  # in the order of the text
        run.marker.scheme
        for run in runs
        if deepest and run.marks.hashes == deepest and run.marker and run.marker.ordinal == 1
    )
    if len(firsts) != 2 or deepest == max(HEADINGS.values()):
        return list(runs)
    (_, once), (below, times) = firsts.items()
    if once > 1 or times < 2:
        return list(runs)
    return [
        replace(run, marks=replace(run.marks, hashes=deepest + 1))
        if run.marks.hashes == deepest and run.marker and run.marker.scheme == below
        else run
        for run in runs
    ]
