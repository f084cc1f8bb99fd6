"""Which characters are a block's own, where the furniture of a page stands within it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from policytext.reading import Document

Range: TypeAlias = tuple[int, int]


def own_ranges(document: Document) -> list[list[Range]]:
    """List the ranges of characters that are each block's own, as `own_parts` does."""
    ranges = [(block.start_char, block.end_char) for block in document.blocks]
    return own_parts(document.text, ranges)


def own_parts(text: str, blocks: Sequence[Range]) -> list[list[Range]]:
    """
    List the ranges of characters that are each block's own.

    Parameters
    ----------
    text : str
        The text of a document.
    blocks : sequence of tuple
        The half-open range of each block, in the order of their beginnings.

    Returns
    -------
    list of list of tuple
        For each block half-open ranges without surrounding white space: one, but for a
        paragraph that a page cuts in two, within which the furniture of the page is nested.
    """
    ranges = [[block] for block in blocks]
    if all(end <= start for (_, end), (start, _) in pairwise(blocks)):
        return ranges
    outer: list[int] = []
    for n, (first, last) in enumerate(blocks):
        while outer and blocks[outer[-1]][1] <= first:
            outer.pop()
        if outer:
            start, end = ranges[outer[-1]].pop()
            ranges[outer[-1]] += [(start, first), (last, end)]
        outer.append(n)
    return [[trimmed for one in own if (trimmed := _trimmed(text, *one))] for own in ranges]


def own_text(text: str, ranges: list[Range]) -> str:
    """
    Give the characters that are a block's own, single blanks between its parts.

    Parameters
    ----------
    text : str
        The text of the document.
    ranges : list of tuple
        As `own_ranges` gives them for the block.

    Returns
    -------
    str
        Of a block with nothing nested in it, its slice of the text.
    """
    return " ".join(text[start:end] for start, end in ranges)


def _trimmed(text: str, start: int, end: int) -> Range | None:
    piece = text[start:end]
    words = piece.strip()
    if not words:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(words)
