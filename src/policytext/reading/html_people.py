"""Who wrote and who speaks on a web page, and what stands with it below the title."""

from __future__ import annotations

import re
from collections import Counter

from policytext.reading.html_kinds import words_of
from policytext.reading.html_names import BYLINE_FIELDS, BYLINE_LIKE, BYLINES
from policytext.reading.html_page import WHOLE_PAGE, Page

BY = re.compile(r"(?i:by|written by|posted by|words by|text:|author:)\s+(?=[A-Z]\S+ \S)")
AUTHOR_LINK = re.compile(
    r"/(?:authors?|people|profiles?|staff|journalists?|contributors?|experts?)/|/@\w"
)
DATE = re.compile(
    r"(?:\d{1,2}\.? )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
)
NUMBER = re.compile(r"\S{1,12}[〔\[（(]\d{4}[〕\]）)]\s?第?\d{1,4}号")
OFFICE = re.compile(
    r"(?:[A-Z][\w&,’'-]*(?: (?:and|of|for|the|[\w&,’'-]+)){0,4} )?"
    r"(?:reporter|correspondent|editor|columnist|staff writer|producer|analyst)"
    r"(?:,? (?:in )?(?-i:[A-Z])[\w’'-]*(?: (?-i:[A-Z])[\w’'-]*){0,2})?",
    re.IGNORECASE,
)
_NAMES = r"[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){0,5}"
PLACE_AND_DATE = re.compile(  # "Porto, 5 May 2020", "July 15, 2025 – Holm, Norland"
    rf"(?:{_NAMES}\s?[,–—|-]\s?)?(?:{DATE.pattern})(?:,? \d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?)?"
    rf"(?:\s?[,–—|-]\s?{_NAMES})?"
)
STAMPED = re.compile(
    r"(?:last )?(?:posted|published|updated|issued|released|modified)(?: on| at)?\s?:?\s.{0,12}\d",
    re.IGNORECASE,
)
FROM = re.compile(r"(?:From|Issued by|Published by)\s?:\s")
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
NEAR = 4  # blocks above the title
FAR = 20  # blocks below it
LONGEST_BYLINE = 200  # characters
LONGEST_SPEAKER = 90
SHORTEST_STANDFIRST = 7  # words, if no other heading has its tag
LONGEST_NAME = 5  # words
REPEATED = 3


def mark_bylines(page: Page) -> None:
    """Mark author, place and date by the names of their elements, near the title."""
    prose = 0
    for i in range(max(0, page.title - NEAR), min(len(page.blocks), page.title + FAR)):
        block = page.blocks[i]
        if block.is_furniture or "caption" in block.tags or i == page.title:
            continue
        prose += block.prose > 0 and i > page.title and not block.heading
        if prose > 2:
            break
        if len(block.text) > LONGEST_BYLINE or block.heading or block.prose:
            continue
        stamped = len(block.text) <= LONGEST_SPEAKER and STAMPED.match(block.text)
        dated = stamped or FROM.match(block.text) or PLACE_AND_DATE.fullmatch(block.text)
        if dated and i > page.title >= 0 and not prose:
            block.tags["byline"] = "place and date"
        names: set[str] = set()
        for node in page.around(block.node, 3):
            if node.tag in WHOLE_PAGE:
                break
            names |= {*words_of(node.names), node.tag}
            if BYLINE_FIELDS.search(node.names):
                names.add("author")
        said = min((BYLINES | {"address"}) & names, default="")
        said = said or (min(BYLINE_LIKE & names, default="") if DATE.fullmatch(block.text) else "")
        timed = page.nodes[block.node].element.find(".//time") is not None
        if said or timed or (BYLINE_LIKE & names and i > page.title >= 0):
            block.tags["byline"] = f"class {said}" if said else "time"
            if not prose:
                block.tags.pop("credit", None)  # above the text, whoever signs it stands below


def mark_people(page: Page) -> None:
    """Mark who wrote and who speaks, by "By", by links to authors and by names of elements."""
    if page.title >= 0:
        title = page.blocks[page.title]
        for block in page.blocks[max(0, page.title - 3) : page.title + FAR]:
            if block is title or len(block.text) > LONGEST_BYLINE:
                continue
            if NUMBER.fullmatch(block.text):
                block.tags.setdefault("byline", "number of the document")
            if OFFICE.fullmatch(block.text):
                block.tags.setdefault("byline", "what the author is")
            named = block.is_link and any(AUTHOR_LINK.search(href) for href in block.hrefs)
            if BY.match(block.text) or (named and len(block.text.split()) <= LONGEST_NAME):
                block.tags.setdefault("byline", "link to the author" if named else "By")
    called = [bool(node.names and SPEAKERS.search(node.names)) for node in page.nodes]
    if not any(called):
        return
    speakers = [
        block
        for block in page.blocks
        if len(block.text) <= LONGEST_SPEAKER
        and (called[block.node] or called[page.nodes[block.node].parent])
    ]
    if len(speakers) >= REPEATED:
        for block in speakers:
            block.tags.setdefault("byline", "name of the speaker")


def mark_standfirst(page: Page) -> None:
    """Take the mark of a heading from the line below the title that goes on with it."""
    if page.title < 0:
        return
    blocks = page.blocks
    tags = Counter(block.heading for block in blocks if not block.is_furniture)
    first = range(page.title + 1, min(len(blocks), page.title + 4))
    last = next((i for i in first if blocks[i].prose and not blocks[i].heading), first.stop)
    for i in reversed(range(first.start, last)):
        block = blocks[i]
        heading = block.heading
        if not heading:
            continue
        # who wrote it is told below it: no text stands under it
        below = (b for b in blocks[i + 1 :] if not (b.is_furniture or "caption" in b.tags))
        following = next(below, None)
        over_byline = following is not None and {"byline", "standfirst"} & following.tags.keys()
        spoken = SPOKEN.match(block.text)
        named = any(STANDFIRST.search(node.names) for node in page.around(block.node, 2))
        alone = tags[heading] == 1 and len(block.text.split()) >= SHORTEST_STANDFIRST
        if over_byline or spoken or named or alone:
            del block.tags[heading]
            block.tags["byline" if spoken else "standfirst"] = "below the title"
