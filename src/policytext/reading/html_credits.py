"""Who signed, edited and wrote a text where it ends, and what invites its readers there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext.reading.html_captions import is_italic
from policytext.reading.html_page import Node, Page, PageBlock
from policytext.reading.html_people import BY

INVITATION = re.compile(
    r"are you affected by|have you been affected|(?:share|tell us) your (?:story|experience|view)|"
    r"if you (?:liked|enjoyed)|(?:did you )?(?:like|enjoy)(?:ed|ing)? (?:this|what you)|"
    r"do you have (?:a (?:story|tip|question)|an opinion on|any questions about this story)|"
    r"subscribe to (?:my|our|the)|sign up (?:to|for) (?:my|our|the)|follow us on|"
    r"[^.]{0,120}\bsign up (?:to|for) [^.]{0,80}\bnewsletters?\b|"
    r"(?:you can )?(?:also )?get in touch with us|never miss|our standards:|"
    r"thanks for reading|contact us (?:about|if|for|with)\b",
    re.IGNORECASE,
)
BY_NAME = re.compile(r"[A-Z][\w’'.-]+(?: (?:de|van|von|der|al|bin|[A-Z][\w’'.-]*)){1,3}")
EDITED = re.compile(
    r"[(\[]?(?:(?:(?:web|responsible|executive|duty|copy) )?editors?\s?[:：]|"
    r"(?:(?:with )?additional reporting|edited|reporting|reported|translated|compiled) by\s|"
    r"(?:reporters?|writers?|proofreader)\s?[:：]|责任编辑|编辑[:：])\s*\S|"
    r"[^.]{4,120}\bcontributed (?:reporting|research|to (?:this|the) (?:report|story|article))\b",
    re.IGNORECASE,
)
TELLS_OF = re.compile(
    r"\b(?:is|was|covers?|reports?|writes?|teaches|leads|heads|joined|works?|served|has)\b"
)
ABOUT = re.compile(
    r"(?:about|notes? on) (?:the )?(?:authors?|contributors?|writers?)|acknowledge?ments?",
    re.IGNORECASE,
)
AGENCIES = re.compile(r"[(\[]?[A-Za-z]{2,6}(?:/[A-Za-z]{2,6})+[)\]]?")  # "(kl/dpa)"
# what is said in italics at the end of a text
COLOPHON = re.compile(
    r"\b(?:thanks|grateful|edited|condensed|reporting|contributed|originally|translated|authors?|"
    r"is (?:an?|the|head|director|professor|senior|chair|editor)|adapted from)\b",
    re.IGNORECASE,
)
RIGHT = re.compile(r"(?:text-align|float)\s*:\s*right", re.IGNORECASE)
LONGEST_LINE = 200  # characters
LONGEST_SIGNATURE = 90
LONGEST_BIO = 500
SHORTEST_BIO = 8  # words
OF_PLACE = ("below the text", "list of teasers")  # furniture by nothing but its place
TAIL = 0.7  # of the blocks stand above the end of a page
SIGNED = 5  # last blocks of a text, where it may be signed


def mark_credits(page: Page, author: str) -> None:
    """
    Mark who signed, edited and wrote a text where it ends, and what invites its readers there.

    Parameters
    ----------
    page : Page
        With its furniture and its bylines.
    author : str
        Those who wrote it by the head of the page, parted by semicolons.
    """
    authors = tuple({*_authors(page.blocks), *(name.strip() for name in author.split(";"))} - {""})
    text = [i for i, block in enumerate(page.blocks) if i > page.title and _may_sign(block)]
    kept = [i for i in text if not page.blocks[i].is_furniture]
    if not kept:
        return
    start = kept[int(len(kept) * TAIL)]
    signed = set(kept[-SIGNED:])
    invited = -1
    about = False
    for i in text:
        block = page.blocks[i]
        if i < start:
            continue
        if block.heading:
            about = bool(ABOUT.fullmatch(block.text.strip(" :")))
        node = page.nodes[block.node]
        why = "" if block.heading else _why_credit(page, i, authors, i in signed)
        if why or (about and not block.heading):
            _credit(block, why or "of the author")
        elif len(block.text) <= LONGEST_BIO and INVITATION.match(block.text):
            block.dismiss("invitation")
            invited = node.parent
        elif invited >= 0 and not block.heading and _is_below(page, i, invited):
            block.dismiss("below an invitation")
        else:
            invited = -1
    _restore_lives(page.blocks)
    _join_credits(page.blocks)


def _restore_lives(blocks: Sequence[PageBlock]) -> None:
    """What is told of the author in a box of its own is no furniture, wherever the box stands."""
    for i, block in enumerate(blocks):
        if _is_dismissed_credit(block) and len(block.text.split()) >= SHORTEST_BIO:
            block.tags.pop("furniture")
            if i and _is_dismissed_credit(blocks[i - 1]):
                name = blocks[i - 1]
                name.tags = {"credit": name.tags["credit"]}  # and no heading


def _is_dismissed_credit(block: PageBlock) -> bool:
    return "credit" in block.tags and block.tags.get("furniture") in OF_PLACE


def _authors(blocks: Sequence[PageBlock]) -> Iterator[str]:
    for block in blocks:
        if "byline" in block.tags:
            if BY.match(block.text) or block.tags["byline"] == "link to the author":
                yield from BY_NAME.findall(BY.sub("", block.text))
            elif BY_NAME.fullmatch(block.text):
                yield block.text


def _may_sign(block: PageBlock) -> bool:
    return block.tags.get("furniture", "below the text") == "below the text" and not (
        {"table", "footnote", "caption"} & block.tags.keys()
    )


def _why_credit(page: Page, i: int, authors: tuple[str, ...], signed: bool) -> str:
    """Why a block near the end tells who wrote; empty if it does not."""
    block = page.blocks[i]
    size = len(block.text)
    if size <= LONGEST_LINE and EDITED.match(block.text):
        return "who edited it"
    if signed and AGENCIES.fullmatch(block.text):
        return "agencies that reported"
    if (
        signed
        and not block.linked
        and size <= LONGEST_SIGNATURE
        and _is_at_right(page.nodes[block.node])
    ):
        return "signed at the right"
    if size <= LONGEST_BIO and _is_of_author(page.blocks, i, authors):
        return "of the author"
    if signed and size <= LONGEST_BIO and is_italic(block) and COLOPHON.search(block.text):
        return "in italics below the text"
    return ""


def _is_of_author(blocks: Sequence[PageBlock], i: int, authors: tuple[str, ...]) -> bool:
    """Whether a block tells of the author, or is the name above what tells of the author."""
    text = blocks[i].text
    name = next((name for name in authors if text.startswith(name)), "")
    if not name:
        return False
    if len(text) > len(name) + 2:
        return bool(TELLS_OF.match(text[len(name) :].lstrip(" ,")) or text[len(name)] in ",:–—")
    return any(
        one.text.startswith(name) and len(one.text) > 2 * len(name) for one in blocks[i + 1 : i + 4]
    )


def _is_at_right(node: Node) -> bool:
    around = node.element.getparent()
    alone = around is not None and len(around) == 1  # elements in it
    return any(
        RIGHT.search(element.get("style") or "") or element.get("align") == "right"
        for element in (around if alone else node.element).iter()
    )


def _credit(block: PageBlock, why: str) -> None:
    block.tags.pop("furniture", None)
    block.tags.setdefault("credit", why)


def _is_below(page: Page, i: int, n: int) -> bool:
    """Whether a short block stands in an element."""
    return page.first[n] <= i < page.last[n] and len(page.blocks[i].text) <= LONGEST_LINE


def _join_credits(blocks: Sequence[PageBlock]) -> None:
    """A short line between two of the author's is the author's."""
    for above, between, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        inside = "credit" in above.tags and "credit" in below.tags
        if inside and len(between.text) <= LONGEST_SIGNATURE and not between.is_furniture:
            between.tags.setdefault("credit", "of the author")
