"""The structure of a document: what each block is, and how deep each heading stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.reading import Block, Document
from policytext.reading.collector import collector_paused
from policytext.structure.asides import asides
from policytext.structure.boxes import boxes
from policytext.structure.cards import cards
from policytext.structure.contents import contents, listed_headings, named
from policytext.structure.covers import with_covers
from policytext.structure.fenced import fenced
from policytext.structure.front import body_start, front
from policytext.structure.furniture import furniture
from policytext.structure.headings import headings
from policytext.structure.learned import learned
from policytext.structure.listed import Opening
from policytext.structure.marked_tail import marked_boxes, marked_tail
from policytext.structure.marks import HEADING_ATTRIBUTES
from policytext.structure.outline import levels
from policytext.structure.page_breaks import continuations
from policytext.structure.pulled import pulled
from policytext.structure.regions import (
    blocks_of_furniture,
    further_reading,
    headlines,
    lists_above,
    menus,
    tail_region,
)
from policytext.structure.run_in import run_in_headings
from policytext.structure.runs import Run
from policytext.structure.speakers import called
from policytext.structure.tagged import tagged_runs
from policytext.structure.tagged_openings import tagged_openings
from policytext.structure.tagged_verdicts import (
    marked_title,
    verdicts_of_hints,
    verdicts_of_marks,
    with_tag_names,
)
from policytext.structure.tail import over_links, tail, teasers
from policytext.structure.title import lone_part
from policytext.structure.verdicts import Verdict
from policytext.structure.wrapping import runs_of

TEXT = Verdict("paragraph", "running text")
BULLET = Verdict("list_item", "bullet")
ITEM = Verdict("list_item", "item with its number")


@collector_paused()
def recover_structure(document: Document) -> Document:
    """
    Tell what each block of a document is.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    Document
        The same text; its blocks have their kind, headings their level, marker and ordinal, and
        run-in headings are blocks of their own. Every character that is not white space is in a
        block; in a paragraph that goes on on the next page, the furniture between is nested.
    """
    runs: Sequence[Run]
    if document.marks:
        runs, marks = tagged_runs(document)
    else:
        runs, marks = with_covers(runs_of(document), document.text), []
    given = verdicts_of_marks(runs, marks) if marks else fenced(runs)
    given |= verdicts_of_hints(document, runs)
    verdicts = _judge_rest(runs, marked_title(document), given)
    verdicts = with_tag_names(verdicts, marks)
    opinions = learned(runs, verdicts, only_unknown=bool(marks))
    verdicts |= {i: verdict for i, verdict in opinions.items() if i not in given}
    parts = lone_part(runs, verdicts)
    verdicts |= {i: verdict for i, verdict in parts.items() if i not in given}
    texts = [
        i
        for i in range(len(runs))
        if verdicts[i].kind in ("paragraph", "list_item") and i not in given
    ]
    if marks:
        openings = tagged_openings(runs, marks, texts, run_in_headings)
    else:
        openings = run_in_headings(runs, texts)
    listed = [i for i in range(len(runs)) if verdicts[i].reason == "table of contents"]
    depth = levels(runs, [i for i in range(len(runs)) if verdicts[i].kind == "heading"], listed)
    depth |= {i: v.level for i, v in given.items() if v.kind == "heading" and v.level}
    goes_on = continuations(document.text, runs, verdicts, {*given, *openings})
    blocks = tuple(_blocks(runs, verdicts, openings, depth, goes_on))
    return replace(document, blocks=blocks)


def _judge_rest(runs: Sequence[Run], title: str, given: dict[int, Verdict]) -> dict[int, Verdict]:
    """Tell what runs are as if the furniture among them were not there."""
    if not given:
        return judge(runs, title)
    kept = [i for i in range(len(runs)) if i not in given or given[i].kind != "boilerplate"]
    inside = {n: given[i] for n, i in enumerate(kept) if i in given}
    verdicts = judge([runs[i] for i in kept], title, inside)
    return {**given, **{i: verdicts[n] for n, i in enumerate(kept)}}


def judge(
    runs: Sequence[Run], title: str = "", given: Mapping[int, Verdict] | None = None
) -> dict[int, Verdict]:
    """
    Tell what each run of a page is.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    title : str, optional
        The title that the file's metadata gives.
    given : mapping, optional
        What is known beforehand, by marks or by hints; no rule overrules it.

    Returns
    -------
    dict
        A verdict for every run.
    """
    known = {
        i: Verdict("paragraph", "goes on from the line above")
        for i, run in enumerate(runs)
        if run.goes_on
    }
    given = given or {}
    known = {**furniture(runs), **known, **given}
    known |= further_reading(runs, known)
    known |= contents(runs, known)
    listed = listed_headings(runs, known)
    known = {i: verdict for i, verdict in known.items() if i not in listed}
    known |= menus(runs, known)
    known |= front(runs, known, title)
    body = body_start(runs, known)
    known |= lists_above(runs, known, body)
    known |= called(runs, known, body)
    heads = named(runs, known)
    known |= teasers(runs, known, body, heads)
    known |= marked_boxes(runs, known, body)
    known |= marked_tail(runs, known, body)
    known |= pulled(runs, known, body)
    known |= headlines(runs, known, body)
    known |= asides(runs, known, body)
    known |= boxes(runs, known, body)
    boxed = blocks_of_furniture(runs, known, body)
    known |= {i: verdict for i, verdict in boxed.items() if i not in heads}
    known |= cards(runs, known, body)
    known |= tail(runs, known, body)
    known |= tail_region(runs, known, body)
    known |= headings(runs, known)
    known |= given
    known |= {i: v for i, v in over_links(runs, known).items() if i not in given}
    for i, run in enumerate(runs):
        known.setdefault(i, _text(run))
    return known


def _text(run: Run) -> Verdict:
    marker = run.marker
    if run.marks.bullet:
        return BULLET
    if marker and ("(" in marker.scheme or "small" in marker.scheme or ")" in marker.scheme):
        return ITEM
    return TEXT


def _blocks(
    runs: Sequence[Run],
    verdicts: dict[int, Verdict],
    openings: dict[int, Opening],
    depth: dict[int, int],
    goes_on: dict[int, int],
) -> Iterator[Block]:
    level = 0
    last = _last_parts(goes_on)
    for i, run in enumerate(runs):
        if i in goes_on:
            continue  # of the paragraph that the page before begins
        if i in last:
            yield _over_pages(_block(run, run.start, run.end, verdicts[i]), runs[last[i]])
        elif i in depth:
            level = depth[i]
            yield from _marked_heading(run, _heading(run, level, verdicts[i].reason))
        elif i in openings:
            yield from _with_run_in(run, openings[i], level + 1, verdicts[i])
        else:
            yield _block(run, run.start, run.end, verdicts[i])


def _last_parts(goes_on: dict[int, int]) -> dict[int, int]:
    """For each run that goes on on the next page, the run that its paragraph ends with."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for part, above in goes_on.items():
        first[part] = first.get(above, above)
        last[first[part]] = part
    return last


def _over_pages(block: Block, last: Run) -> Block:
    return replace(
        block,
        end_char=last.end,
        line_end=last.line_end,
        reason=f"{block.reason}, goes on on the next page",
    )


def _block(run: Run, start: int, end: int, verdict: Verdict) -> Block:
    return Block(
        start,
        end,
        run.line_start + (_newlines(run, run.start, start) if start > run.start else 0),
        run.line_end - (_newlines(run, end, run.end) if end < run.end else 0),
        verdict.kind,
        marker_end=start,
        reason=verdict.reason,
    )


def _heading(run: Run, level: int, reason: str) -> Block:
    block = _block(run, run.start, run.end, Verdict("heading", reason))
    marker = run.marker
    if marker is None or (marker.scheme == "bare" and not run.bare[:1].isupper() and run.bare):
        return replace(block, level=level)
    at = run.raw.find(marker.label)
    words = at + len(marker.label) if at >= 0 else 0
    while words < len(run.raw) and run.raw[words] in " \t\xa0\u3000\r\n.:)–—―-、．）":
        words += 1
    return replace(
        block,
        level=level,
        marker=marker.label,
        marker_end=run.start + words,
        ordinal=marker.ordinal,
    )


def _marked_heading(run: Run, heading: Block) -> Iterator[Block]:
    """A heading, and apart from it what pandoc says of it: "{#aims .large}"."""
    said = HEADING_ATTRIBUTES.search(run.raw) if run.marks.hashes and "{" in run.raw else None
    if said is None or not said.start():
        yield heading
        return
    at = run.start + said.start()
    yield replace(heading, end_char=at)
    start = run.start + run.raw.index("{", said.start())
    yield _block(run, start, run.start + said.end(), Verdict("boilerplate", "said of the heading"))


def _with_run_in(run: Run, opening: Opening, level: int, verdict: Verdict) -> Iterator[Block]:
    start = run.start  # a bullet and the marks before the words belong to the heading
    end = run.start + opening.end
    rest = run.start + opening.rest
    heading = _block(run, start, end, Verdict("heading", opening.reason))
    marker = opening.marker
    yield replace(
        heading,
        level=level,
        run_in=True,
        marker=marker.label if marker else "",
        marker_end=run.start + opening.start + (marker.length if marker else 0),
        ordinal=marker.ordinal if marker else None,
    )
    yield _block(run, rest, run.end, verdict)


def _newlines(run: Run, start: int, end: int) -> int:
    piece = run.raw[start - run.start : end - run.start]
    return piece.count("\n") + piece.count("\r") - piece.count("\r\n")
