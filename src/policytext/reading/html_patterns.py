"""What shows by repetition and by customary words on a web page: teasers, controls, its foot."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from policytext.reading.html_blocks import HEADINGS, Node, PageBlock

# what a page says to those who use it; the whole of a block
CONTROLS = re.compile(
    r"(?:advertisement|sponsored|ad)?\s*(?:·\s*)?(?:scroll to continue|continue reading below)|"
    r"\[?\d{1,3} ?(?:/|of) ?\d{1,3}\]?|"
    r"(?:\d{1,3}|an?) ?(?:sec|min|minute|hour|day|week)s?\.?(?: read| ago)|"
    r"(?:sorry, )?this (?:video|audio|content|media) (?:can ?not|is not|isn.t).{0,60}|"
    r"(?:to (?:play|view|use) this|please enable|you need to enable|javascript).{0,80}|"
    r"(?:your|this) browser (?:does not|doesn.t|is not|is no longer).{0,120}|"
    r"(?:purchase|buy|get) (?:licen[sc]ing |reprint )?(?:rights|reprints)|our standards:?|"
    r"published in|follow(?:ing)?|listen|share|save|bookmark|copy link|e-?mail|reply|"
    r"print(?: this page)?|(?:hide|toggle|show) caption|enlarge(?: this)? image|"
    r"was this (?:page|article|answer|information) (?:helpful|useful)\?.{0,20}|"
    r"(?:read|learn|show|load|see|view) (?:more|less|all|next)(?: (?:about|from|on|in) .{1,40})?|"
    r"\(?(?:link )?opens in (?:a )?new (?:tab|window)\)?|"
    r"[\d.,]+[km]? (?:followers?|shares?|comments?|views?|claps?|likes?|responses?)|"
    r"【[^】]{1,30}】",
    re.IGNORECASE,
)
# what a button or a link in a box asks for
CALLS = re.compile(
    r"(?:sign up|subscribe|register|join|donate|get (?:the|our) \w+|become a (?:member|friend))"
    r"(?: (?:now|today|here|for free|with one click|to .{1,40}|for .{1,40}))?[.!»→]?",
    re.IGNORECASE,
)
CONTACTS = re.compile(
    r"(?:press|media)(?: (?:and|&) \w+)? contacts?|contacts? for (?:the )?(?:media|press)|"
    r"(?:press|media) (?:enquiries|inquiries|office)",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:by |the )?(?:[12]\d{3}|[A-Z])|all rights reserved",
    re.IGNORECASE,
)
LONGEST_CONTROL = 200  # characters
LONGEST_CARD = 500
LONGEST_SIGNATURE = 90
LONGEST_BIO = 500
SHORTEST_HEADLINE = 12  # characters
BLOCKS_OF_CARD = 12
LONGEST_BOX = 500
SHARE_OF_CARDS = 0.35  # of the prose of the page
SHARE_OF_FOOTER = 0.25
MOSTLY = 0.7  # of the siblings are cards
LINKED_WHOLLY = 0.9
REPEATED = 3
TAIL = 0.7  # of the blocks stand above the end of a page


def mark_controls(blocks: Sequence[PageBlock], title: int) -> None:
    """
    Mark what only those need who use the page: buttons, counters, notices of the player.

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page.
    title : int
        Which of them is the title.
    """
    links = Counter(
        block.piece.text for block in blocks if block.linked >= len(block.piece.text) > 0
    )
    for i, block in enumerate(blocks):
        text = block.piece.text
        tags = block.piece.tags
        if i == title or len(text) > LONGEST_CONTROL or "table" in tags:
            continue
        if CONTROLS.fullmatch(text.strip()):
            tags.setdefault("furniture", "control of the page")
        elif links[text] >= REPEATED and "footnote" not in tags:
            tags.setdefault("furniture", "link that comes back")


def mark_cards(
    blocks: Sequence[PageBlock],
    nodes: Sequence[Node],
    ranges: tuple[Sequence[int], Sequence[int]],
    title: int,
) -> None:
    """
    Mark teasers: elements side by side, each with a headline that leads elsewhere.

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        The elements that they stand in.
    ranges : tuple of two sequences
        The first block of each element, and the one behind its last.
    title : int
        Which block is the title.
    """
    first, last = ranges
    prose = max(1, nodes[0].prose) if nodes else 1
    children: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        if node.n_blocks and node.parent >= 0:
            children[node.parent, node.tag].append(n)
    for siblings in children.values():
        if len(siblings) < 2:
            continue
        cards = [
            n
            for n in siblings
            if nodes[n].linked
            and nodes[n].n_blocks <= BLOCKS_OF_CARD
            and nodes[n].chars <= LONGEST_CARD
            and not first[n] <= title < last[n]
            and _is_card(blocks[first[n] : last[n]])
        ]
        held = sum(nodes[n].prose for n in cards)
        if len(cards) < max(2, MOSTLY * len(siblings)) or held > SHARE_OF_CARDS * prose:
            continue
        for n in cards:
            for block in blocks[first[n] : last[n]]:
                block.piece.tags.setdefault("furniture", "list of teasers")


def _is_card(blocks: Sequence[PageBlock]) -> bool:
    """Whether a headline that is a link stands above a few words; a heading of the text is none."""
    led = False
    for block in blocks:
        text, tags = block.piece.text, block.piece.tags
        if {"footnote", "table", "byline"} & tags.keys():
            return False
        linked = block.linked >= LINKED_WHOLLY * len(text)
        away = not any(href.startswith(("#", "mailto:", "tel:")) for href in block.hrefs)
        if HEADINGS & tags.keys() and not linked:
            return False
        headline = text.find("\n") if len(blocks) == 1 else len(text)
        linked = linked or (headline > 0 and _leads(block, headline))
        led = led or (
            linked and away and len(text) >= SHORTEST_HEADLINE and (len(blocks) > 1 or headline > 0)
        )
        if not led and len(text) > LONGEST_SIGNATURE:
            return False
    return led


def _leads(block: PageBlock, end: int) -> bool:
    """Whether the first line of a block is a link and the rest is none."""
    links = [span for span in block.piece.spans if span[2] == "a"]
    return len(links) == 1 and links[0][0] == 0 and links[0][1] >= end >= SHORTEST_HEADLINE


def mark_boxes(
    blocks: Sequence[PageBlock],
    nodes: Sequence[Node],
    ranges: tuple[Sequence[int], Sequence[int]],
    title: int,
) -> None:
    """
    Mark the boxes that ask to subscribe, and those who answer the press.

    Parameters
    ----------
    blocks, nodes, ranges, title
        As for `mark_cards`.
    """
    first, last = ranges
    for block in blocks:
        text = block.piece.text
        asks = block.linked >= LINKED_WHOLLY * len(text) or nodes[block.node].tag == "button"
        if not (asks and CALLS.fullmatch(text.strip())):
            continue
        n = block.node
        while n > 0 and nodes[n].chars <= LONGEST_BOX and not first[n] <= title < last[n]:
            if nodes[n].tag in ("body", "main", "article", "html"):
                break
            for one in blocks[first[n] : last[n]]:
                one.piece.tags.setdefault("furniture", "box that asks to subscribe")
            n = nodes[n].parent
    pressed = False
    for block in blocks[title + 1 :]:
        text = block.piece.text
        if HEADINGS & block.piece.tags.keys():
            pressed = bool(CONTACTS.fullmatch(text.strip(" :")))
        elif len(text) > LONGEST_CONTROL:
            pressed = False
        if pressed:
            block.piece.tags.setdefault("furniture", "contacts of the press")


def mark_footer(
    blocks: Sequence[PageBlock],
    nodes: Sequence[Node],
    ranges: tuple[Sequence[int], Sequence[int]],
    title: int,
) -> None:
    """
    Mark the foot of a page by its notice of copyright, whatever its elements are called.

    Parameters
    ----------
    blocks, nodes, ranges, title
        As for `mark_cards`.
    """
    first, last = ranges
    prose = max(1, nodes[0].prose) if nodes else 1
    for i in range(len(blocks) - 1, int(len(blocks) * TAIL), -1):
        block = blocks[i]
        tags = block.piece.tags
        if len(block.piece.text) > LONGEST_BIO or {"caption", "table", "footnote"} & tags.keys():
            continue
        if not COPYRIGHT.search(block.piece.text):
            continue
        n, foot = block.node, -1
        while n > 0 and nodes[n].tag not in ("body", "main", "article", "html"):
            if first[n] <= title or nodes[n].prose > SHARE_OF_FOOTER * prose:
                break
            foot = n
            n = nodes[n].parent
        if foot < 0:
            continue
        for one in blocks[first[foot] : last[foot]]:
            one.piece.tags.setdefault("furniture", "around the copyright")
        return
