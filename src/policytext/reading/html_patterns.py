"""What shows by repetition and by customary words on a web page: teasers, controls, bylines."""

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
INVITATION = re.compile(
    r"are you affected by|have you been affected|(?:share|tell us) your (?:story|experience|view)|"
    r"if you (?:liked|enjoyed)|(?:did you )?(?:like|enjoy)(?:ed|ing)? (?:this|what you)|"
    r"do you have (?:a (?:story|tip|question)|any questions about this story)|"
    r"subscribe to (?:my|our|the)|sign up (?:to|for) (?:my|our|the)|follow us on|"
    r"(?:you can )?(?:also )?get in touch with us|never miss|our standards:",
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
BY = re.compile(r"(?i:by|written by|posted by|words by|text:|author:)\s+(?=[A-Z]\S+ \S)")
BY_NAME = re.compile(r"[A-Z][\w’'.-]+(?: (?:de|van|von|der|al|bin|[A-Z][\w’'.-]*)){1,3}")
AUTHOR_LINK = re.compile(r"/(?:authors?|people|profiles?|staff|journalists?|contributors?)/|/@\w")
EDITED = re.compile(
    r"[(\[]?(?:(?:(?:web|responsible|executive|duty|copy) )?editors?\s?[:：]|"
    r"(?:edited|reporting|reported|translated|compiled) by\s|(?:reporters?|writers?|proofreader)"
    r"\s?[:：]|责任编辑|编辑[:：])\s*\S",
    re.IGNORECASE,
)
TELLS_OF = re.compile(
    r"\b(?:is|was|covers?|reports?|writes?|teaches|leads|heads|joined|works?|served|has)\b"
)
# what is said in italics at the end of a text
COLOPHON = re.compile(
    r"\b(?:thanks|grateful|edited|condensed|reporting|contributed|originally|translated|author|"
    r"is (?:an?|the|head|director|professor|senior|chair|editor)|adapted from)\b",
    re.IGNORECASE,
)
SPEAKERS = re.compile(r"attributed-to|(?:^|[\s_-])speaker(?:-?name)?(?:$|[\s_-])|contributor-name")
SPOKEN = re.compile(
    r"(?:(?:opening|keynote|closing|welcome|introductory|key) )*"
    r"(?:speech|remarks|statement|address|lecture|interview|testimony|contribution)\b.{0,60}?\b"
    r"(?:by|with|of)\s+[A-Z]",
    re.IGNORECASE,
)
STANDFIRST = re.compile(
    r"sub-?title|(?:^|[\s_-])(?:dek|deck|standfirst|strapline|sub-?headline|lede|excerpt)(?:$|[\s_-])",
    re.IGNORECASE,
)
RIGHT = re.compile(r"(?:text-align|float)\s*:\s*right", re.IGNORECASE)
LONGEST_CONTROL = 200  # characters
LONGEST_CARD = 500
LONGEST_SIGNATURE = 90
LONGEST_BIO = 500
LONGEST_NAME = 5  # words
SHORTEST_HEADLINE = 12  # characters
BLOCKS_OF_CARD = 12
LONGEST_BOX = 500
LONGEST_CAPTION = 300
SHORTEST_CAPTION = 4  # words
SHARE_OF_CARDS = 0.35  # of the prose of the page
SHARE_OF_FOOTER = 0.25
MOSTLY = 0.7  # of the siblings are cards
LINKED_WHOLLY = 0.9
REPEATED = 3
TAIL = 0.7  # of the blocks stand above the end of a page
SIGNED = 5  # last blocks of a text, where it may be signed


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
        if len(siblings) < 2:  # noqa: PLR2004 (a pair)
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
        linked = linked or (0 < headline and _leads(block, headline))
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
    for i, block in enumerate(blocks):
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


def mark_captions(blocks: Sequence[PageBlock], nodes: Sequence[Node], title: int) -> None:
    """
    Mark the words below a picture, if their element looks unlike the paragraphs of the text.

    Parameters
    ----------
    blocks, nodes, title
        As for `mark_cards`.
    """
    looks = Counter[tuple[str, ...]]()
    for block in blocks:
        if "furniture" not in block.piece.tags and len(block.piece.text) > LONGEST_CONTROL:
            looks[_look(nodes[block.node])] += 1
    if not looks:
        return
    prose = looks.most_common(1)[0][0]
    for block in blocks[max(title, 0) + 1 :]:
        text, tags = block.piece.text, block.piece.tags
        if not block.pictured or len(text) > LONGEST_CAPTION or _look(nodes[block.node]) == prose:
            continue
        known = {"furniture", "table", "byline", "credit", "standfirst", "li"} & tags.keys()
        linked = block.linked > len(text) / 2
        if known or HEADINGS & tags.keys() or linked or len(text.split()) < SHORTEST_CAPTION:
            continue
        tags.setdefault("caption", "below a picture")


def _look(node: Node) -> tuple[str, ...]:
    element = node.element
    return (node.tag, *(element.get(name) or "" for name in ("class", "style", "align")))


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


def mark_people(blocks: Sequence[PageBlock], nodes: Sequence[Node], title: int, far: int) -> None:
    """
    Mark who wrote and who speaks, by "By", by links to authors and by the names of elements.

    Parameters
    ----------
    blocks, nodes, title
        As for `mark_cards`.
    far : int
        How many blocks below the title may tell who wrote.
    """
    if title >= 0:
        for block in blocks[max(0, title - 3) : title + far]:
            text = block.piece.text
            if block is blocks[title] or len(text) > LONGEST_CONTROL:
                continue
            linked = block.linked >= LINKED_WHOLLY * len(text)
            named = linked and any(AUTHOR_LINK.search(href) for href in block.hrefs)
            if BY.match(text) or (named and len(text.split()) <= LONGEST_NAME):
                block.piece.tags.setdefault("byline", "link to the author" if named else "By")
    speakers = [
        block
        for block in blocks
        if len(block.piece.text) <= LONGEST_SIGNATURE
        and any(SPEAKERS.search(name) for name in _names_around(nodes, block.node))
    ]
    if len(speakers) >= REPEATED:
        for block in speakers:
            block.piece.tags.setdefault("byline", "name of the speaker")


def _names_around(nodes: Sequence[Node], n: int) -> list[str]:
    names = []
    for _ in range(2):
        if n < 0:
            break
        names.append(nodes[n].names)
        n = nodes[n].parent
    return names


def mark_standfirst(blocks: Sequence[PageBlock], nodes: Sequence[Node], title: int) -> None:
    """
    Take the mark of a heading from the line below the title that goes on with it.

    Parameters
    ----------
    blocks, nodes, title
        As for `mark_cards`.
    """
    if title < 0:
        return
    for i in range(title + 1, min(len(blocks), title + 4)):
        tags = blocks[i].piece.tags
        heading = next(iter(HEADINGS & tags.keys()), "")
        if not heading:
            continue
        following = blocks[i + 1].piece.tags if i + 1 < len(blocks) else {}
        # who wrote it is told below it: no text stands under it
        named = STANDFIRST.search(nodes[blocks[i].node].names)
        if named or "byline" in following or SPOKEN.match(blocks[i].piece.text):
            del tags[heading]
            spoken = SPOKEN.match(blocks[i].piece.text)
            tags["byline" if spoken else "standfirst"] = "below the title"


def mark_credits(blocks: Sequence[PageBlock], nodes: Sequence[Node], title: int) -> None:
    """
    Mark who signed, edited and wrote a text where it ends, and what invites its readers there.

    Parameters
    ----------
    blocks, nodes, title
        As for `mark_cards`.
    """
    authors = tuple(
        name
        for block in blocks
        if BY.match(block.piece.text) or block.piece.tags.get("byline") == "link to the author"
        if "byline" in block.piece.tags
        for name in BY_NAME.findall(BY.sub("", block.piece.text))
    )
    text = [i for i, block in enumerate(blocks) if _may_sign(block) and i > title]
    kept = [i for i in text if "furniture" not in blocks[i].piece.tags]
    if not kept:
        return
    tail = {i for i in text if i >= kept[int(len(kept) * TAIL)]}
    signed = set(kept[-SIGNED:])
    invited = -1
    for i in text:
        block = blocks[i]
        words = block.piece.text
        tags = block.piece.tags
        right = i in signed and len(words) <= LONGEST_SIGNATURE and _is_at_right(nodes[block.node])
        if i in tail and EDITED.match(words) and len(words) <= LONGEST_CONTROL:
            _credit(block, "who edited it")
        elif right and not HEADINGS & tags.keys():
            _credit(block, "signed at the right")
        elif i in tail and len(words) <= LONGEST_BIO and _is_of_author(blocks, i, authors):
            _credit(block, "of the author")
        elif i in tail and len(words) <= LONGEST_BIO and INVITATION.match(words):
            tags.setdefault("furniture", "invitation")
            invited = nodes[block.node].parent
        elif invited >= 0 and _is_within(nodes, block.node, invited) and len(words) <= LONGEST_CONTROL:
            tags.setdefault("furniture", "below an invitation")
        else:
            invited = -1
            if i in signed and _is_italic(block) and COLOPHON.search(words):
                _credit(block, "in italics below the text")
    _join_credits(blocks)


def _may_sign(block: PageBlock) -> bool:
    tags = block.piece.tags
    return tags.get("furniture", "below the text") == "below the text" and not (
        {"table", "footnote", "caption"} & tags.keys()
    )


def _is_of_author(blocks: Sequence[PageBlock], i: int, authors: tuple[str, ...]) -> bool:
    """Whether a block tells of the author, or is the name above what tells of the author."""
    text = blocks[i].piece.text
    name = next((name for name in authors if text.startswith(name)), "")
    if not name:
        return False
    if len(text) > len(name) + 2:
        return bool(TELLS_OF.match(text[len(name) :].lstrip(" ,")) or text[len(name)] in ",:–—")
    return any(
        one.piece.text.startswith(name) and len(one.piece.text) > 2 * len(name)
        for one in blocks[i + 1 : i + 4]
    )


def _is_at_right(node: Node) -> bool:
    styles = [node.element, *node.element.iterdescendants()]
    return any(RIGHT.search(e.get("style") or "") or e.get("align") == "right" for e in styles)


def _is_italic(block: PageBlock) -> bool:
    italic = sum(end - start for start, end, tag in block.piece.spans if tag == "i")
    return len(block.piece.text) <= LONGEST_BIO and italic >= LINKED_WHOLLY * len(block.piece.text)


def _credit(block: PageBlock, why: str) -> None:
    block.piece.tags.pop("furniture", None)
    block.piece.tags.setdefault("credit", why)


def _is_within(nodes: Sequence[Node], n: int, above: int) -> bool:
    while n > above:
        n = nodes[n].parent
    return n == above


def _join_credits(blocks: Sequence[PageBlock]) -> None:
    """A short line between two of the author's is the author's."""
    for above, between, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if "credit" in above.piece.tags and "credit" in below.piece.tags:
            if len(between.piece.text) <= LONGEST_SIGNATURE and "furniture" not in between.piece.tags:
                between.piece.tags.setdefault("credit", "of the author")


def mark_sources(blocks: Sequence[PageBlock], nodes: Sequence[Node]) -> None:
    """
    Mark whose words a quotation is: the last line of its element, set apart from it.

    Parameters
    ----------
    blocks, nodes
        As for `mark_cards`.
    """
    for above, block in zip(blocks, blocks[1:], strict=False):
        text = block.piece.text
        if len(text) > LONGEST_SIGNATURE or "quote" not in above.piece.tags:
            continue
        if "quote" in block.piece.tags and (_is_italic(block) or text.startswith(("—", "–"))):
            cited = nodes[block.node].element.find(".//cite") is not None
            if cited or text.startswith(("—", "–")):
                block.piece.tags["source"] = "below a quotation"
