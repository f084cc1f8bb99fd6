"""The column of a page that holds its text, and what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policytext.reading.html_page import Page, PageBlock

LARGE = 0.85  # of the page's prose stands in the element that is its text
LINKED = 0.7  # of the characters of a block
NEAR = 4  # blocks above the title
SHORTEST_SUBTITLE = 6  # words
# what is of use to those who have read the text
USEFUL = re.compile(
    r"(?:(?:press|media) )?contacts?(?: us| details| information)?|(?:enquiries|inquiries)|"
    r"(?:further|more|related|additional) (?:information|links|documents|reading|content|news)|"
    r"(?:downloads?|documents?|attachments?|links|files|tags|topics)",
    re.IGNORECASE,
)
WITHIN_TEXT = frozenset(["p", "li", "blockquote", "pre", "tr", "ul", "ol", "td", "tbody"])
KEPT = frozenset(["byline", "caption", "standfirst", "footnote", "table", "credit"])


def mark_around(page: Page) -> None:
    """Mark what stands outside the element that holds the text."""
    region = _column(page)
    if region < 0:
        return
    shell = _shell(page, region)
    first, last = page.first[region], page.last[region]
    for i, block in enumerate(page.blocks):
        if block.is_furniture or first <= i < last or i == page.title:
            continue
        inside = page.first[shell] <= i < page.last[shell]
        linked = block.linked > LINKED * len(block.text)
        if i >= first:
            if not inside or (linked and "footnote" not in block.tags):
                block.dismiss("below the text")
        elif not _is_kept_above(page, i, inside, linked):
            block.dismiss("above the text")
    if page.title >= 0:
        _mark_labels(page.blocks[page.title + 1 :])
        above = page.blocks[page.title + 1 : first]
        _mark_empty(above, "above the text")
        for block in above:
            if "table" in block.tags:
                block.dismiss("table above the text")
    _mark_last(page, region)
    _mark_empty(page.blocks[last : page.last[shell]], "below the text")


def _column(page: Page) -> int:
    """The innermost element that holds nearly all prose; -1 if there is none."""
    nodes = page.nodes
    clean = [0] * len(nodes)
    for block in page.blocks:
        if not block.is_furniture:
            clean[block.node] += block.prose
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].parent >= 0:
            clean[nodes[n].parent] += clean[n]
    if not nodes or not clean[0]:
        return -1
    region = max(n for n in range(len(nodes)) if clean[n] >= LARGE * clean[0])
    while nodes[region].tag in WITHIN_TEXT and nodes[region].parent >= 0:
        region = nodes[region].parent
    return region


def _is_kept_above(page: Page, i: int, inside: bool, linked: bool) -> bool:
    """Whether a block above the text belongs to it: it stands below the title, or right above."""
    below_title = 0 <= page.title <= i
    if below_title and (not linked or inside or "byline" in page.blocks[i].tags):
        return True
    near = page.title - NEAR <= i
    return near and ((inside and not linked) or "byline" in page.blocks[i].tags)


def _mark_labels(blocks: Sequence[PageBlock]) -> None:
    """Mark headings right below the title that stand over higher ones: who issued it."""
    for group, following in pairwise(_groups(blocks)):
        if any(block.prose for block in group):
            return
        if group[0].heading > following[0].heading > "":
            group[0].dismiss("heading above higher ones")


def _mark_empty(blocks: Sequence[PageBlock], why: str) -> None:
    """Mark headings with nothing under them but short lines: contacts, versions, trackers."""
    for group in _groups(blocks):
        if not group[0].heading or any(b.prose or KEPT & b.tags.keys() for b in group):
            continue
        if len(group) == 1 and len(group[0].text.split()) >= SHORTEST_SUBTITLE:
            continue
        for block in group:
            block.dismiss(why)


def _mark_last(page: Page, region: int) -> None:
    """Mark the last headings of the text if hardly more than furniture is under them."""
    blocks = page.within(region)
    homes = Counter(page.nodes[block.node].parent for block in blocks if block.heading)
    for group in reversed(_groups(blocks)):
        heading, *below = group
        if not heading.heading or any(b.prose or KEPT & b.tags.keys() for b in below):
            return
        known = sum(block.is_furniture for block in below)
        alone = homes[page.nodes[heading.node].parent] == 1  # in an element of its own
        useful = alone and USEFUL.fullmatch(heading.text.strip(" :"))
        if not (heading.is_furniture or useful or (below and 2 * known >= len(below))):
            return
        for block in group:
            block.dismiss("below the text")


def _groups(blocks: Sequence[PageBlock]) -> list[list[PageBlock]]:
    """Blocks with the heading above them."""
    groups: list[list[PageBlock]] = []
    for block in blocks:
        if block.heading or not groups:
            groups.append([])
        groups[-1].append(block)
    return groups


def _shell(page: Page, region: int) -> int:
    """The element that holds the text and what belongs to it: title, byline, notes."""
    n = region
    while n >= 0:
        node = page.nodes[n]
        role = (node.element.get("role") or "") if node.names else ""
        if node.tag in ("article", "main") or role in ("main", "article"):
            return n
        n = node.parent
    n = page.nodes[region].parent
    if n > 0 and page.nodes[n].tag != "body" and page.holds_title(n):
        return n
    return region
