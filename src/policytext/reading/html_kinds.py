"""What blocks of a page are by the elements that they stand in."""

from __future__ import annotations

import re

from policytext.reading.html_names import (
    CAPTIONS,
    CREDITS,
    NOTES,
    PICTURES,
    SET_IN_FIGURES,
    SUBHEADS,
)
from policytext.reading.html_page import HEADINGS, WHOLE_PAGE, Node, Page

LONGEST_FIGURE = 800  # characters
NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def mark_kinds(page: Page) -> None:
    """Mark headings, items, captions, quotations and notes by the elements that they stand in."""
    inherited: list[dict[str, str]] = []
    items: list[int] = []
    for n, node in enumerate(page.nodes):
        tags = inherited[node.parent] if node.parent >= 0 else {}
        own = _own_kinds(node)
        opens = node.tag == "summary" and node.parent >= 0 and not node.prose
        if opens and page.nodes[node.parent].prose:
            own["subhead"] = "summary"
        inherited.append({**tags, **own} if own else tags)
        item = items[node.parent] if node.parent >= 0 else -1
        items.append(n if node.tag == "li" else -1 if node.tag in ("ul", "ol") else item)
    opened = -1
    for block in page.blocks:
        tags = inherited[block.node]
        if tags:
            block.tags.update(tags)
        item = items[block.node]
        if item > opened:
            opened = item
            if not block.heading:
                block.tags["li"] = "li"


def _own_kinds(node: Node) -> dict[str, str]:
    kinds = {}
    if node.tag in HEADINGS:
        kinds[node.tag] = node.tag
    elif node.tag == "figcaption" and _is_below_quotation(node):
        kinds["source"] = "below a quotation"
    elif node.tag == "figcaption":
        kinds["caption"] = "figcaption"
    elif node.tag == "blockquote":
        kinds["quote"] = "blockquote"
    elif node.tag == "figure" and _holds_picture(node):
        kinds["caption"] = "figure"
    if not node.names or node.tag in WHOLE_PAGE:
        return kinds
    if node.tag not in ("figure", "figcaption") and CAPTIONS.search(node.names):
        kinds["caption"] = f"class {node.names}"
    if NOTES.search(node.names) or "doc-endnotes" in node.names:
        kinds["footnote"] = f"class {node.names}"
    elif CREDITS.search(node.names):
        kinds["credit"] = f"class {node.names}"
    elif node.tag in ("p", "div") and SUBHEADS & set(words_of(node.names)):
        kinds["subhead"] = f"class {node.names}"
    return kinds


def _is_below_quotation(node: Node) -> bool:
    """Whether a figure is a quotation, and the words below it say whose."""
    figure = node.element.getparent()
    if figure is None or figure.tag != "figure":
        return False
    tags = {element.tag for element in figure.iterdescendants()}
    return "blockquote" in tags and not tags & PICTURES


def _holds_picture(node: Node) -> bool:
    """Whether a figure is a picture and the few words that belong to it."""
    if not node.n_blocks or node.chars > LONGEST_FIGURE:
        return False
    tags = {element.tag for element in node.element.iterdescendants()}
    return bool(tags & PICTURES) and not tags & SET_IN_FIGURES


def words_of(names: str) -> list[str]:
    """Part the names of an element into words: "postTitle post__meta" has four."""
    return [name.lower() for name in NAMES.findall(names)]
