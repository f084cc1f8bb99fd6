"""How deep each heading stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytext.structure.byline import SPECIAL
from policytext.structure.contents import key_of
from policytext.structure.runs import Run

RANK = {"book": 0, "part": 1, "title": 2, "chapter": 3, "section": 4, "article": 5}

FEWEST_LISTED = 3  # headings without a number in a table of contents
DEEPEST = 4  # indents of a table of contents; more are no levels
LONGEST_CUSTOMARY = 6  # words
WIDEST = {"book", "part", "title", "chapter"}  # stand below no bare count
CAPITALS = 4  # the weight of a line in capitals
COUNTS = {"arabic", "roman", "letter", "han"}


@dataclass(frozen=True, slots=True)
class Style:
    """
    What a heading looks like: headings that look alike stand equally deep.

    Attributes
    ----------
    scheme : str
        What it is counted with; empty if it is not.
    hashes : int
        Depth of its Markdown mark.
    weight : int
        4 in capitals, 3 bold, 2 bold in italics, 1 plain; 0 for numbered headings.
    depth : int
        How many numbers its decimal number has.
    smaller : bool
        Whether it stands below one that looks the same.
    """

    scheme: str
    hashes: int
    weight: int
    depth: int
    smaller: bool = False


def levels(
    runs: Sequence[Run], headings: Sequence[int], listed: Sequence[int] = ()
) -> dict[int, int]:
    """
    Tell how deep each heading stands.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    headings : sequence of int
        Which of them are headings, in order.
    listed : sequence of int, optional
        Which of them are lines of a table of contents: those set further in are further down.

    Returns
    -------
    dict
        The level of each, 1 at the top; no heading is more than one level below the one before.
    """
    if not headings:
        return {}
    depths = _depths(runs, listed)
    stack: list[tuple[Style, int]] = []
    found: dict[int, int] = {}
    styles = _styles(runs, headings, () if depths else listed)
    loud = _in_capitals(runs, headings)
    for i, style in zip(headings, styles, strict=True):
        n = len(found)
        marker = runs[i].marker
        ordinal = marker.ordinal if marker else 0
        depth = depths.get(key_of(runs[i]))
        if depth is None or style.scheme or style.hashes:
            stack = _above(stack, style, ordinal, loud=loud, runs=runs, headings=headings, n=n)
        else:
            stack = stack[:depth]
        stack.append((style, ordinal))
        found[i] = len(stack)
    return found


def _styles(runs: Sequence[Run], headings: Sequence[int], listed: Sequence[int]) -> list[Style]:
    """What each heading looks like; those below one of their own look are smaller than it."""
    own = [style_of(runs[i]) for i in headings]
    top = {key_of(runs[i]) for i in listed}
    plain = [i for i, style in zip(headings, own, strict=True) if _is_plain(style)]
    known = [key_of(runs[i]) in top for i in plain]
    of_contents = sum(known) >= FEWEST_LISTED  # what a table of contents leaves out is smaller
    styles: list[Style] = []
    opened: set[Style] = set()  # the looks of headings that have one like them right below
    for n, (i, style) in enumerate(zip(headings, own, strict=True)):
        opens = n + 1 < len(own) and headings[n + 1] == i + 1 and own[n + 1] == style
        below = n > 0 and headings[n - 1] == i - 1 and own[n - 1] == style
        customary = bool(SPECIAL.match(runs[i].words))
        if not _is_plain(style) or customary:
            opened -= {style}
            smaller = False
        elif of_contents:
            smaller = key_of(runs[i]) not in top and any(s == style for s in styles)
        else:
            smaller = below or (style in opened and not opens)
            opened |= {style} if below else set()
        styles.append(replace(style, smaller=True) if smaller else style)
    return styles


def _is_plain(style: Style) -> bool:
    return not style.scheme and not style.hashes


def _depths(runs: Sequence[Run], listed: Sequence[int]) -> dict[str, int]:
    """How far in each line of a table of contents is set, where they differ."""
    numbered = {
        key_of(runs[i]): marker.depth - 1 for i in listed if (marker := runs[i].marker) is not None
    }
    if len(set(numbered.values())) > 1:
        return numbered
    indents = sorted({runs[i].indent for i in listed if len(key_of(runs[i])) > 1})
    if not 1 < len(indents) <= DEEPEST:
        return {}
    return {
        key_of(runs[i]): indents.index(runs[i].indent) for i in listed if runs[i].indent in indents
    }


def style_of(run: Run) -> Style:
    """
    Say what a heading looks like.

    Parameters
    ----------
    run : Run
        A heading.

    Returns
    -------
    Style
        Equal for headings that look alike.
    """
    hashes = run.marks.hashes
    if run.marker and (run.marker.scheme != "bare" or run.marker.label.isdecimal()):
        scheme = run.marker.scheme
        scheme = "arabic" if scheme in ("bare", "decimal") and run.marker.depth == 1 else scheme
        return Style(scheme, hashes, 0, run.marker.depth)
    letters = [c for c in run.words if c.isalpha()]
    capitals = bool(letters) and all(c == c.upper() != c.lower() for c in letters)
    weight = CAPITALS if capitals else 3 - run.marks.italic if run.marks.bold else 1
    return Style("", hashes, weight, 0)


def _above(
    stack: list[tuple[Style, int]],
    style: Style,
    ordinal: int,
    *,
    loud: frozenset[Style],
    runs: Sequence[Run],
    headings: Sequence[int],
    n: int,
) -> list[tuple[Style, int]]:
    """The headings that a heading stands under."""
    if style.hashes and any(s.hashes for s, _ in stack):
        skips = n > 0 and style.hashes > runs[headings[n - 1]].marks.hashes + 1
        top = skips and _stands_once(runs, headings, n)  # "#### References" after "## Outlook"
        return [] if top else [e for e in stack if 0 < e[0].hashes < style.hashes]
    styles = [s for s, _ in stack]
    if not style.scheme and _stands_once(runs, headings, n):
        return []
    if style in styles:
        return stack[: styles.index(style)]
    if style.scheme:
        return _above_numbered(stack, style, ordinal, runs=runs, headings=headings, n=n)
    marked = [entry for entry in stack if entry[0].hashes]
    if marked and not style.hashes:  # a bold line on a page that marks its headings
        return marked
    return _above_plain(stack, style, loud)


def _stands_once(runs: Sequence[Run], headings: Sequence[int], n: int) -> bool:
    """Whether a customary heading is the document's, not that of a chapter like all chapters."""
    run = runs[headings[n]]
    if run.size > LONGEST_CUSTOMARY or not SPECIAL.match(run.words):
        return False
    return sum(runs[i].words.casefold() == run.words.casefold() for i in headings) == 1


def _above_numbered(  # noqa: PLR0911 (a rule a return)
    stack: list[tuple[Style, int]],
    style: Style,
    ordinal: int,
    *,
    runs: Sequence[Run],
    headings: Sequence[int],
    n: int,
) -> list[tuple[Style, int]]:
    if style.scheme in WIDEST:
        stack = [entry for entry in stack if entry[0].scheme not in COUNTS]
    goes_on = style.scheme in COUNTS and not _counted_before(runs, headings[:n], style, ordinal - 1)
    for k, (other, value) in enumerate(stack):
        if (
            style.scheme in RANK
            and other.scheme in RANK
            and RANK[other.scheme] > RANK[style.scheme]
        ):
            return stack[:k]
        if other.scheme == "decimal" == style.scheme and other.depth >= style.depth:
            return stack[:k]
        # 1 2 3 4 V: the count goes on although the scheme changes
        if (
            goes_on
            and ordinal > 1
            and other.scheme in COUNTS
            and value == ordinal - 1
            and style.depth == other.depth
        ):
            return stack[:k]
    if style.scheme == "annex":
        return []
    first = headings[: n + 1]
    restarts = sum(
        1
        for i in headings
        if style_of(runs[i]) == style and (m := runs[i].marker) is not None and m.ordinal == 1
    )
    plain = [k for k, (other, _) in enumerate(stack) if not other.scheme]
    if plain and plain[-1] == len(stack) - 1 and headings[n - 1] == headings[n] - 1:
        return stack  # right below it
    if plain and restarts < 2 and len(first) <= 3:
        return stack[: plain[0]]
    return stack


def _counted_before(
    runs: Sequence[Run], headings: Sequence[int], style: Style, ordinal: int
) -> bool:
    """Whether the number before this one was printed in the same style."""
    return any(
        style_of(runs[i]) == style and (m := runs[i].marker) is not None and m.ordinal == ordinal
        for i in headings
    )


def _in_capitals(runs: Sequence[Run], headings: Sequence[int]) -> frozenset[Style]:
    """The looks of numbered headings that are all in capitals: a line in capitals is as high."""
    numbered = [(style_of(runs[i]), runs[i]) for i in headings if runs[i].marker]
    quiet = {style for style, run in numbered if not run.bare.isupper()}
    return frozenset(style for style, _ in numbered if style.scheme and style not in quiet)


def _size(style: Style) -> tuple[int, bool]:
    return style.weight, not style.smaller


def _above_plain(
    stack: list[tuple[Style, int]], style: Style, loud: frozenset[Style]
) -> list[tuple[Style, int]]:
    if style.weight == CAPITALS:
        equal = next((k for k, (other, _) in enumerate(stack) if other in loud), len(stack))
        stack = stack[:equal]
    while stack and not stack[-1][0].scheme and _size(stack[-1][0]) <= _size(style):
        stack = stack[:-1]
    return stack
