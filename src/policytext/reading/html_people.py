"""Who wrote, spoke, edited and drew what stands on a web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policytext.reading.html_blocks import HEADINGS, Node, PageBlock

INVITATION = re.compile(
    r"are you affected by|have you been affected|(?:share|tell us) your (?:story|experience|view)|"
    r"if you (?:liked|enjoyed)|(?:did you )?(?:like|enjoy)(?:ed|ing)? (?:this|what you)|"
    r"do you have (?:a (?:story|tip|question)|any questions about this story)|"
    r"subscribe to (?:my|our|the)|sign up (?:to|for) (?:my|our|the)|follow us on|"
    r"(?:you can )?(?:also )?get in touch with us|never miss|our standards:",
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
LONGEST_SIGNATURE = 90
LONGEST_BIO = 500
LONGEST_NAME = 5  # words
LONGEST_CAPTION = 300
SHORTEST_CAPTION = 4  # words
LINKED_WHOLLY = 0.9
REPEATED = 3
TAIL = 0.7  # of the blocks stand above the end of a page
SIGNED = 5  # last blocks of a text, where it may be signed


def mark_captions(blocks: Sequence[PageBlock], nodes: Sequence[Node], title: int) -> None:
    """
    Mark the words below a picture, if their element looks unlike the paragraphs of the text.

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        The elements that they stand in.
    title : int
        Which block is the title.
    """
    looks = Counter[tuple[str, ...]]()
    for block in blocks:
        if "furniture" not in block.piece.tags and block.prose:
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


def mark_people(blocks: Sequence[PageBlock], nodes: Sequence[Node], title: int, far: int) -> None:
    """
    Mark who wrote and who speaks, by "By", by links to authors and by the names of elements.

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        The elements that they stand in.
    title : int
        Which block is the title.
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
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        The elements that they stand in.
    title : int
        Which block is the title.
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
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        The elements that they stand in.
    title : int
        Which block is the title.
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
        elif (
            invited >= 0
            and not HEADINGS & tags.keys()
            and _is_within(nodes, block.node, invited)
            and len(words) <= LONGEST_CONTROL
        ):
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
        inside = "credit" in above.piece.tags and "credit" in below.piece.tags
        short = len(between.piece.text) <= LONGEST_SIGNATURE
        if inside and short and "furniture" not in between.piece.tags:
            between.piece.tags.setdefault("credit", "of the author")


def mark_sources(blocks: Sequence[PageBlock], nodes: Sequence[Node]) -> None:
    """
    Mark whose words a quotation is: the last line of its element, set apart from it.

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        The elements that they stand in.
    """
    for above, block in pairwise(blocks):
        text = block.piece.text
        if len(text) > LONGEST_SIGNATURE or "quote" not in above.piece.tags:
            continue
        if "quote" in block.piece.tags and (_is_italic(block) or text.startswith(("—", "–"))):
            cited = nodes[block.node].element.find(".//cite") is not None
            if cited or text.startswith(("—", "–")):
                block.piece.tags["source"] = "below a quotation"
