"""Which parts of a web page are text and which are furniture, by its tags, names and links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.reading.html_captions import mark_captions, mark_pull_quotes, mark_sources
from policytext.reading.html_column import mark_around
from policytext.reading.html_credits import mark_credits
from policytext.reading.html_kinds import mark_kinds, words_of
from policytext.reading.html_links import (
    mark_cards,
    mark_headings_of_furniture,
    mark_links,
    mark_teasers,
)
from policytext.reading.html_names import (
    COMMENTS,
    FOLDING,
    FURNITURE_NAMES,
    FURNITURE_PAIRS,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    NOTES,
)
from policytext.reading.html_page import HEADINGS, WHOLE_PAGE, Node, Page, PageBlock
from policytext.reading.html_patterns import mark_boxes, mark_controls, mark_footer
from policytext.reading.html_people import AUTHOR_LINK, mark_bylines, mark_people, mark_standfirst
from policytext.reading.html_title import find_title

SENTENCE_END = re.compile(r"[.!?。！？…:;][”\"’»)\]\d]*$")
CJK = re.compile(r"[\u3400-\u9fff]")
MOST_PROSE = 0.35  # of the page's, in an element whose name says furniture
MOST_PROSE_OF_COMMENTS = 0.75
MOST_AUTHORS = 4
MOSTLY = 0.6  # of the characters of a box are sentences


def mark_regions(
    blocks: Sequence[PageBlock], nodes: Sequence[Node], titles: Sequence[str], author: str = ""
) -> str:
    """
    Write to every block of a page what the page says of it: heading, item, caption, furniture …

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page; their tags are filled in.
    nodes : sequence of Node
        The elements that they stand in.
    titles : sequence of str
        The titles that the head of the page gives, the best first.
    author : str, optional
        Those who wrote it by its head, parted by semicolons.

    Returns
    -------
    str
        The title as it stands on the page; empty if none is found.
    """
    _weigh(blocks, nodes)
    page = Page(blocks, nodes)
    mark_kinds(page)
    page.title = find_title(page, titles)
    _mark_names(page)
    mark_controls(page)
    mark_bylines(page)
    mark_people(page)
    mark_standfirst(page)
    mark_links(page)
    mark_cards(page)
    mark_boxes(page)
    mark_footer(page)
    mark_captions(page)
    mark_around(page)
    mark_teasers(page)
    mark_headings_of_furniture(page)
    mark_credits(page, author)
    mark_sources(page)
    mark_pull_quotes(page)
    if page.title < 0:
        return ""
    blocks[page.title].tags["title"] = "title of the page"
    return " ".join(blocks[page.title].text.split())


def _weigh(blocks: Sequence[PageBlock], nodes: Sequence[Node]) -> None:
    for block in blocks:
        block.prose = _prose(block)
        node = nodes[block.node]
        node.n_blocks += 1
        node.chars += len(block.text)
        node.prose += block.prose
        if block.hrefs:
            node.linked += block.linked
            node.hrefs += len(block.hrefs)
            node.here += sum(href.startswith("#") for href in block.hrefs)
    for node in reversed(nodes):
        if node.parent >= 0:
            above = nodes[node.parent]
            above.pictures += node.pictures
            if node.n_blocks:
                above.n_blocks += node.n_blocks
                above.chars += node.chars
                above.prose += node.prose
            if node.hrefs:
                above.linked += node.linked
                above.hrefs += node.hrefs
                above.here += node.here


def _prose(block: PageBlock) -> int:
    """How many characters of sentences a block has."""
    size = len(block.text)
    if size < 25 or block.linked > 0.4 * size or "table" in block.tags:
        return 0
    if size >= 120:
        return size
    ends = SENTENCE_END.search(block.text[-8:])
    return size if ends and (size >= 45 or CJK.search(block.text)) else 0


def _mark_names(page: Page) -> None:
    """Mark what stands in elements that are furniture by their tag, role and names."""
    why: list[str] = []
    texts: list[bool] = []
    for n, node in enumerate(page.nodes):
        above = why[node.parent] if node.parent >= 0 else ""
        in_text = node.parent >= 0 and texts[node.parent]
        texts.append(in_text or node.tag in ("article", "main", "blockquote"))
        why.append(above or _furniture(page, n, in_text))
    for block in page.blocks:
        if page.nodes and why[block.node]:
            block.dismiss(why[block.node])


def _furniture(page: Page, n: int, in_text: bool) -> str:  # noqa: PLR0911 (a rule a return)
    """Why an element is furniture; empty if its tag, role and names do not say so."""
    node = page.nodes[n]
    plain = node.tag in WHOLE_PAGE or node.tag in HEADINGS
    if plain or (page.holds_title(n) and node.tag != "nav"):
        return ""
    share = node.prose / page.prose
    if node.tag == "label" and node.n_blocks == 1 and share > 0:
        return ""
    if node.tag in FURNITURE_TAGS and share <= FURNITURE_TAGS[node.tag]:
        quoted = node.tag == "footer" and node.parent >= 0
        quoted = quoted and page.nodes[node.parent].tag in ("blockquote", "figure")
        beside = node.tag == "aside" and in_text
        if not quoted and not (beside and (_is_told(node) or _is_of_author(node))):
            return node.tag
    if node.tag == "header" and not in_text and share <= 0.1:
        return node.tag
    if not node.names:
        return ""
    role = (node.element.get("role") or "").lower()
    if role in FURNITURE_ROLES and share <= 0.3:
        return f"role {role}"
    names = words_of(node.names)
    if NOTES.search(node.names) or (in_text and "caption" in names and "cta" not in names):
        return ""
    found = next((name for name in names if name in FURNITURE_NAMES), "")
    if found in FOLDING and _is_told(node):
        return ""
    if found and share <= (MOST_PROSE_OF_COMMENTS if found in COMMENTS else MOST_PROSE):
        return f"class {found}"
    pair = FURNITURE_PAIRS.search(node.names)
    return f"class {pair.group()}" if pair and share <= MOST_PROSE else ""


def _is_of_author(node: Node) -> bool:
    """Whether a box beside the text tells who wrote it, and leads to nothing else."""
    links = [link for link in node.element.iter("a") if link.get("href")]
    return 0 < len(links) <= MOST_AUTHORS and all(
        link.get("rel") == "author" or AUTHOR_LINK.search(link.get("href")) for link in links
    )


def _is_told(node: Node) -> bool:
    """Whether a box beside the text holds sentences, and asks nobody to go or to write anywhere."""
    asks = node.element.find(".//form") is not None or node.element.find(".//button") is not None
    return node.prose > MOSTLY * node.chars and not node.hrefs and not asks
