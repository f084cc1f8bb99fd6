"""What stands below the pictures and the quotations of a web page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from policytext.reading.extracted import key_of
from policytext.reading.html_names import PULLED, QUOTED
from policytext.reading.html_page import Node, Page, PageBlock

SOURCE = re.compile(r"(?:data )?sources?(?: and notes?)?\s?[:：]", re.IGNORECASE)
TAKEN_BY = re.compile(
    r"©|\(c\) ?[A-Z]|credits?\s?[:：]|"
    r"(?:photo(?:graph)?s?|images?|pictures?)\s?(?:credits?\s?[:：]|courtesy|by|[:：])",
    re.IGNORECASE,
)
DATED = re.compile(r".{0,50}\b(?:19|20)\d\d\W?")  # place and date
SENTENCES = re.compile(r"(?<=[.!?])\s+")
LONGEST_CAPTION = 300  # characters
LONGEST_SOURCE = 90
SHORTEST_CAPTION = 4  # words
BLOCKS_OF_CAPTION = 3
MOST_PULLED = 50  # quotations that are looked for in the rest of the page
SHORTEST_PULLED = 12  # letters
KNOWN = frozenset(["furniture", "table", "byline", "credit", "standfirst", "li"])


def mark_captions(page: Page) -> None:
    """Mark the words below a picture, if their element looks unlike the paragraphs of the text."""
    looks = Counter[tuple[str, ...]]()
    for block in page.blocks:
        if not block.is_furniture and block.prose:
            looks[_look(page.nodes[block.node])] += 1
    if not looks:
        return
    prose = looks.most_common(1)[0][0]
    for block in page.blocks[max(page.title, 0) + 1 :]:
        if not block.pictured or not _may_be_caption(block):
            continue
        if _look(page.nodes[block.node]) != prose and len(block.text.split()) >= SHORTEST_CAPTION:
            block.tags.setdefault("caption", "below a picture")
    _mark_with_picture(page)
    for above, block in pairwise(page.blocks):
        below = block.pictured or "caption" in above.tags
        if below and len(block.text) <= LONGEST_SOURCE and TAKEN_BY.match(block.text):
            block.tags.setdefault("caption", "who took the picture")
    for block in page.blocks:
        if "caption" in block.tags and SOURCE.match(block.text):
            block.tags.pop("caption")
            block.tags["source"] = "below a picture"


def _mark_with_picture(page: Page) -> None:
    """Mark the few words that share an element with a picture, and nothing else."""
    for n, node in enumerate(page.nodes):
        if not (node.pictures and 0 < node.n_blocks <= BLOCKS_OF_CAPTION and not node.hrefs):
            continue
        inside = page.within(n)
        alone = node.parent >= 0 and page.nodes[node.parent].prose > node.prose
        if not alone or page.first[n] <= page.title or node.tag not in ("div", "section", "span"):
            continue
        if all(_may_be_caption(block) and "caption" not in block.tags for block in inside):
            for block in inside:
                block.tags["caption"] = "beside a picture"


def _may_be_caption(block: PageBlock) -> bool:
    if DATED.fullmatch(block.text):
        return False
    if len(block.text) > LONGEST_CAPTION or KNOWN & block.tags.keys() or block.heading:
        return False
    return block.linked <= len(block.text) / 2


def _look(node: Node) -> tuple[str, ...]:
    element = node.element
    return (node.tag, *(element.get(name) or "" for name in ("class", "style", "align")))


def mark_sources(page: Page) -> None:
    """Mark whose words a quotation is: the last line of its element, set apart from it."""
    for above, block in pairwise(page.blocks):
        text = block.text
        if len(text) > LONGEST_SOURCE or block.is_furniture:
            continue
        names = page.nodes[block.node].names
        if names and not block.heading and QUOTED.search(names):
            block.tags["source"] = "below a quotation"
            continue
        if "quote" not in above.tags:
            continue
        cited = "quote" in block.tags and is_italic(block)
        if text.startswith(("—", "–")) or (
            cited and page.nodes[block.node].element.find(".//cite") is not None
        ):
            block.tags["source"] = "below a quotation"


def is_italic(block: PageBlock) -> bool:
    """Tell whether all of a block is set in italics."""
    italic = sum(end - start for start, end, tag in block.spans if tag == "i")
    return italic >= 0.9 * len(block.text)


def mark_pull_quotes(page: Page) -> None:
    """Mark a sentence of the text that is set once more in large letters."""
    called = [bool(node.names and PULLED.search(node.names)) for node in page.nodes]
    pulled = [
        block
        for block in page.blocks
        if ("quote" in block.tags or called[block.node] or called[page.nodes[block.node].parent])
        and not block.is_furniture
    ]
    if not pulled:
        return
    whole = key_of(" ".join(block.text for block in page.blocks))
    for block in pulled[:MOST_PULLED]:
        keys = [key_of(sentence) for sentence in SENTENCES.split(block.text)]
        if all(len(key) >= SHORTEST_PULLED and whole.count(key) > 1 for key in keys):
            block.dismiss("quotation of the text itself")
