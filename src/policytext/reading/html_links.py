"""Lists of links, teasers and the headings above them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from policytext.reading.html_page import Page, PageBlock

LINKED = 0.7  # of the characters of a list of links
LONGEST_TERM = 10  # characters; "Topics" before its links on a line
LONGEST_LABEL = 30  # "Suggested topics:" above a list of links
LONGEST_LINK = 110  # characters
TEASED = 3  # blocks below a heading that leads to another page
BLOCKS_OF_CARD = 12
LONGEST_CARD = 500
LONGEST_LINE = 90
SHORTEST_HEADLINE = 12
SHORTEST_BOX = 60
SHARE_OF_CARDS = 0.35  # of the prose of the page
MOSTLY = 0.7  # of the siblings are cards
APART = re.compile(r"\n| [^\W_a-z]")  # no sentence goes on
NO_LINKS = frozenset(["footnote", "table", "byline"])


def mark_links(page: Page) -> None:
    """Mark lists of links, and the lists of contents that lead to places on the page."""
    done = [False] * len(page.nodes)
    for n, node in enumerate(page.nodes):
        if node.parent >= 0 and done[node.parent]:
            done[n] = True
            continue
        term = LONGEST_TERM if node.n_blocks == 1 and node.hrefs > 2 else 0
        if not node.linked or node.linked < LINKED * (node.chars - term) or page.holds_title(n):
            continue
        if node.hrefs < 2 or node.chars > LONGEST_LINK * node.hrefs:
            continue
        inside = page.within(n)
        if any(NO_LINKS & block.tags.keys() for block in inside):
            continue
        done[n] = True
        why = "list of contents" if node.here > node.hrefs / 2 else "list of links"
        for block in inside:
            block.dismiss(why)


def mark_cards(page: Page) -> None:
    """Mark teasers: elements side by side, each with a headline that leads elsewhere."""
    children: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, node in enumerate(page.nodes):
        if node.n_blocks and node.parent >= 0:
            children[node.parent, node.tag].append(n)
    for siblings in children.values():
        if len(siblings) < 2 or not page.nodes[page.nodes[siblings[0]].parent].linked:
            continue
        cards = [n for n in siblings if _may_be_card(page, n) and _is_card(page.within(n))]
        held = sum(page.nodes[n].prose for n in cards)
        if len(cards) < max(2, MOSTLY * len(siblings)) or held > SHARE_OF_CARDS * page.prose:
            continue
        for n in cards:
            for block in page.within(n):
                block.dismiss("list of teasers")


def _may_be_card(page: Page, n: int) -> bool:
    node = page.nodes[n]
    return (
        node.linked > 0
        and node.n_blocks <= BLOCKS_OF_CARD
        and node.chars <= LONGEST_CARD
        and not page.holds_title(n)
    )


def _is_card(blocks: Sequence[PageBlock]) -> bool:
    """Whether a headline that is a link stands above a few words; a heading of the text is none."""
    led = False
    for block in blocks:
        if NO_LINKS & block.tags.keys():
            return False
        linked = block.is_link
        if block.heading and not linked:
            return False
        headline = _headline(block) if len(blocks) == 1 else 0
        named = (linked and len(blocks) > 1 and len(block.text) >= SHORTEST_HEADLINE) or headline
        led = led or bool(named and _leads_away(block))
        if not led and len(block.text) > LONGEST_LINE:
            return False
    return led


def _leads_away(block: PageBlock) -> bool:
    return not any(href.startswith(("#", "mailto:", "tel:")) for href in block.hrefs)


def _headline(block: PageBlock) -> int:
    """How long the link is that opens a block, if what follows it is no part of its sentence."""
    links = [span for span in block.spans if span[2] == "a"]
    if len(links) != 1 or links[0][0] or not SHORTEST_HEADLINE <= links[0][1] < len(block.text):
        return 0
    end = links[0][1]
    return end if APART.match(block.text, end) else 0


def mark_teasers(page: Page) -> None:
    """Mark headings that lead to other pages, and the few words below each."""
    end = 0
    for i, block in enumerate(page.blocks):
        if block.heading:
            here = any(href.startswith("#") for href in block.hrefs)
            end = 0
            if block.is_link and not here and i != page.title:
                block.dismiss("heading of another page")
                end = min(i + 1 + TEASED, _end_of_card(page, block.node))
        elif i < end and not block.prose:
            block.dismiss("teaser")
        else:
            end = 0


def _end_of_card(page: Page, n: int) -> int:
    """Where the element ends that a heading shares with others, if the title is not in it."""
    while n > 0 and page.nodes[n].n_blocks == 1:
        n = page.nodes[n].parent
    return 0 if page.holds_title(n) else page.last[n]


def mark_headings_of_furniture(page: Page) -> None:
    """Mark a heading with nothing but furniture under it: "Related stories"."""
    blocks = page.blocks
    below = ""  # the kind of the next block that is not furniture
    beside = False
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].is_furniture:
            beside = True
            continue
        heading = blocks[i].heading
        label = len(blocks[i].text) <= LONGEST_LABEL and blocks[i].text.endswith((":", "："))
        if heading and i != page.title and _is_alone(page, i):
            blocks[i].dismiss("heads furniture")
            continue
        if (heading or label) and beside and i != page.title:
            listed = blocks[i + 1].tags.get("furniture", "").startswith("list of")
            if listed or (heading and (not below or below <= heading)):
                blocks[i].dismiss("heads furniture")
                continue
        below, beside = heading or "text", False


def _is_alone(page: Page, i: int) -> bool:
    """Whether nothing but furniture shares the element that a heading stands in."""
    n = page.blocks[i].node
    while n > 0 and page.nodes[n].n_blocks == 1:
        n = page.nodes[n].parent
    others = [block for block in page.within(n) if block is not page.blocks[i]]
    held = sum(len(block.text) for block in others if block.tags.get("furniture") != "button")
    return all(block.is_furniture for block in others) and held >= SHORTEST_BOX
