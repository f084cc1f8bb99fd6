"""Which characters are a block's own, where the furniture of a page stands within it."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

from policytext.reading import Document

Range: TypeAlias = tuple[int, int]


def own_ranges(document: Document) -> list[list[Range]]:
    """
    List the ranges of characters that are each block's own.

    Parameters
    ----------
    document : Document
        With its blocks in the order of their beginnings.

    Returns
    -------
    list of list of tuple
        For each block half-open ranges without surrounding white space: one, but for a
        paragraph that a page cuts in two, within which the furniture of the page is nested.
    """
    blocks = document.blocks
    ranges = [[(block.start_char, block.end_char)] for block in blocks]
    if all(one.end_char <= two.start_char for one, two in pairwise(blocks)):
        return ranges
    outer: list[int] = []
    for n, block in enumerate(blocks):
        while outer and blocks[outer[-1]].end_char <= block.start_char:
            outer.pop()
        if outer:
            start, end = ranges[outer[-1]].pop()
            ranges[outer[-1]] += [(start, block.start_char), (block.end_char, end)]
        outer.append(n)
    return [
        [trimmed for one in own if (trimmed := _trimmed(document.text, *one))] for own in ranges
    ]


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
