"""The sections that the headings open."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.reading import Block, Document
from policytext.structure.marks import plain_text


@dataclass(frozen=True, slots=True)
class Section:
    """
    A heading and what stands under it, up to the next heading.

    Attributes
    ----------
    section_id : int
        0 for the front matter (all before the first heading), then in reading order.
    parent_id : int or None
        The section it is part of; 0 for those at the top, None for the front matter.
    level : int
        Depth, 1 at the top; 0 for the front matter.
    marker : str
        Its enumeration as printed.
    ordinal : int or None
        The value of the marker.
    heading : str
        Its words without the marker, white space single blanks; empty for the front matter.
    run_in : bool
        Whether the heading opens a paragraph.
    first_block, last_block : int
        Half-open range of its own blocks, the heading included, in `Document.blocks`.
    start_char, end_char : int
        Half-open range of characters from its heading to the next one.
    """

    section_id: int
    parent_id: int | None
    level: int
    marker: str
    ordinal: int | None
    heading: str
    run_in: bool
    first_block: int
    last_block: int
    start_char: int
    end_char: int


def sections(document: Document) -> tuple[Section, ...]:
    """
    List the sections of a document.

    Parameters
    ----------
    document : Document
        One whose structure is recovered.

    Returns
    -------
    tuple of Section
        Section 0 is the front matter, and there is always one. Page furniture belongs to the
        section it stands in, what follows the end of the text to the last one.
    """
    blocks = document.blocks
    opens = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    edges = [*opens, len(blocks)]
    end_of_front = blocks[opens[0]].start_char if opens else len(document.text)
    found = [Section(0, None, 0, "", None, "", False, 0, edges[0], 0, end_of_front)]
    above: list[Section] = []
    for section_id, (first, last) in enumerate(zip(opens, edges[1:], strict=True), start=1):
        block = blocks[first]
        above = [section for section in above if section.level < block.level]
        end = blocks[last].start_char if last < len(blocks) else len(document.text)
        section = Section(
            section_id,
            above[-1].section_id if above else 0,
            block.level,
            block.marker,
            block.ordinal,
            heading_words(document, block),
            block.run_in,
            first,
            last,
            block.start_char,
            end,
        )
        above.append(section)
        found.append(section)
    return tuple(found)


def section_ids(document: Document) -> list[int]:
    """
    Tell which section each block of a document stands in.

    Parameters
    ----------
    document : Document
        One whose structure is recovered.

    Returns
    -------
    list of int
        One section_id a block.
    """
    return [
        section.section_id
        for section in sections(document)
        for _ in range(section.first_block, section.last_block)
    ]


def heading_words(document: Document, block: Block) -> str:
    """
    Give the words of a heading.

    Parameters
    ----------
    document : Document
        The document it stands in.
    block : Block
        The heading.

    Returns
    -------
    str
        Without marker and marks of Markdown, white space single blanks.
    """
    return plain_text(document.text[block.marker_end : block.end_char]).strip(" #").rstrip(".:")
