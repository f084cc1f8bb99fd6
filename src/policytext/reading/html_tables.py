"""Tables of a page: those of data become rows of cells; those of the layout are no tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.reading.extracted import on_one_line
from policytext.reading.html_names import BLOCKS, UNSEEN_TAGS, is_hidden
from policytext.reading.html_page import Element

LABEL = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlc]{1,6}|[•●▪–—-])[.)\]]{0,2}")
LONGEST_CELL = 400  # characters; longer ones hold text
LINKED = 0.7  # of the characters; more are a menu


def rows_of(table: Element) -> list[str]:
    """
    Read a table of data.

    Parameters
    ----------
    table : lxml element
        A table.

    Returns
    -------
    list of str
        Its rows, cells parted by tabs; empty if the table only lays the page out.
    """
    if table.get("role") in ("presentation", "none"):
        return []
    layout = table.iterdescendants("table", "h1", "h2", "h3", "h4", "form", "ul", "ol")
    if next(layout, None) is not None:
        return []
    rows = []
    for row in table.iter("tr"):
        cells = [on_one_line("".join(seen(cell))) for cell in row.iterchildren("td", "th")]
        if cells:
            rows.append(cells)
    return ["\t".join(row).strip() for row in rows if any(row)] if _are_data(table, rows) else []


def _are_data(table: Element, rows: list[list[str]]) -> bool:
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    if any(len(text) > LONGEST_CELL for row in rows for text in row):
        return False
    if all(len(row) == 2 and LABEL.fullmatch(row[0]) and len(row[1]) > 20 for row in rows):
        return False  # numbered paragraphs
    total = sum(len(text) for row in rows for text in row)
    return total > 0 and linked_in(table) <= LINKED * total


def linked_in(element: Element) -> int:
    """Count the characters of an element that stand in links."""
    return sum(len("".join(link.itertext())) for link in element.iter("a"))


def seen(element: Element) -> Iterator[str]:
    """Give the visible texts of a cell or a caption, its blocks parted by blanks."""
    if element.text:
        yield element.text
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in UNSEEN_TAGS and not is_hidden(child):
            apart = tag in BLOCKS or tag == "br"
            if apart:
                yield " "
            yield from seen(child)
            if apart:
                yield " "
        if child.tail:
            yield child.tail
