"""What shows by customary words on a web page: controls, notices, boxes, its foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policytext.reading.html_page import WHOLE_PAGE, Page, PageBlock

# what a page says to those who use it; the whole of a block, in small letters
CONTROLS = re.compile(
    r"(?:advertisement|sponsored|ad)?\s*(?:·\s*)?(?:scroll to continue|continue reading below)|"
    r"\[?\d{1,3} ?(?:/|of) ?\d{1,3}\]?|"
    r"(?:\d{1,3}|an?) ?(?:sec|min|minute|hour|day|week)s?\.?(?: read| ago)|"
    r"\d{1,3}(?: ?[–-] ?\d{1,3})? ?min(?:ute)?s?\.?(?: read)?|"
    r"(?:sorry, )?this (?:video|audio|content|media) (?:can ?not|is not|isn.t).{0,60}|"
    r"(?:to (?:play|view|use) this|please enable|you need to enable|javascript).{0,80}|"
    r"(?:your|this) browser (?:does not|doesn.t|is not|is no longer).{0,120}|"
    r"(?:purchase|buy|get) (?:licen[sc]ing |reprint )?(?:rights|reprints)|our standards:?|"
    r"(?:explore |read |see |find )?(?:out )?more (?:on|about|from|in) (?:this|these|the) \w+|"
    r"an official website of the .{0,60}|here.s how you know|"
    r"(?:official websites use|secure \.gov websites use) .{0,170}|"
    r"(?:[^.]{0,80}[?!.] )?sign up (?:to|for) (?:my|our|the) .{0,60}newsletters?.{0,20}|"
    r"listen to this (?:article|episode|story)\b.{0,120}|"
    r"published in|follow(?:ing)?|listen|share|save|bookmark|copy link|e-?mail|reply|"
    r"print(?: this page)?|(?:hide|toggle|show) caption|enlarge(?: this)? image|"
    r"was this (?:page|article|answer|information) (?:helpful|useful)\?.{0,20}|"
    r"(?:read|learn|show|load|see|view) (?:more|less|all|next)(?: (?:about|from|on|in) .{1,40})?|"
    r"\(?(?:link )?opens in (?:a )?new (?:tab|window)\)?|"
    r"(?:hits|views|reads|visits|visitors)\s?:\s?[\d.,]+|(?:article )?details|"
    r"premium|plus|exclusive|for immediate release|(?:for )?subscribers?(?: only)?|"
    r"(?:[a-z]{2,20} )?\(?(?:pdf|docx?|xlsx?|html)?[ ,–-]*[\d.,]+ ?[kmg]b"
    r"(?:[ ,–-]*(?:pdf|docx?|xlsx?))?\)?|"
    r"[\d.,]+[km]? (?:followers?|shares?|comments?|views?|claps?|likes?|responses?)|"
    r"【[^】]{1,30}】",
)
# what a page says of itself
NOTICES = re.compile(
    r"(?:this )?(?:page|content|document|article)?\s*(?:was )?(?:last|date) "
    r"(?:updated|modified|reviewed|changed)\b.{0,30}\d.{0,30}|"
    r"there (?:is|are) \w+ versions? of (?:this|the)\b.*|(?:text )?available as:.*|"
    r"the text on this page has been\b.*|updates to this page|"
    r"this (?:article|essay|story) (?:also )?appeared in the .{0,60}\bprint edition\b.*|"
    r"(?:correction[:：].*|an earlier version of this (?:article|report|story)\b.*|"
    r"this (?:article|report|story) (?:has been|was) (?:amended|corrected|updated)\b.*)|"
    r"external links to other .{0,30}\bsites\b.*|"
    r"reproduction (?:is|in whole|without) .{0,60}"
    r"\b(?:authori[sz]ed|forbidden|permitted|prohibited)\b.*|"
    r"(?:the )?(?:views|opinions)(?: \w+){0,3} (?:expressed|are those of)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# the same, further on in a block; none is without one of the words
SAID_WITHIN = re.compile(
    r".{0,120}\bis up to date with all (?:known )?changes\b.*|"
    r".{0,120}\b(?:licensed|available|published) under .{0,80}\blicen[cs]e\b.*|"
    r".{0,60}\bnot responsible for the content of (?:external|other|third).{0,120}|"
    r".{0,120}\bdoes not (?:necessarily )?(?:take|reflect|represent)\b.{0,40}"
    r"\b(?:positions?|views)\b.*",
    re.IGNORECASE | re.DOTALL,
)
WORDS_WITHIN = ("up to date", " under ", "not responsible", "does not ")
COMMENTS = re.compile(
    r"(?:\d{1,5}|one|no) (?:comments?|replies|responses?|reply|thoughts?)"
    r"(?: (?:on|to) (?:this (?:article|post|story)|[“\"‘«].*))?|"
    r"(?:leave|post|add) a (?:comment|reply)(?: cancel reply)?",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"(?:next|previous|up next)\b(?: (?:article|chapter|page|post|section|story)\b)?", re.IGNORECASE
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
WORDS_OF_OWNER = ("©", "(c)", "copyright", "all rights reserved")
NEAR = 3  # blocks below the title, where dates are those of the text
LONGEST_CONTROL = 200  # characters
LONGEST_NOTICE = 400
LONGEST_BOX = 500
SHARE_OF_FOOTER = 0.25  # of the prose of the page
MOSTLY = 0.5  # of the characters stand in a link
REPEATED = 3
HALF = 0.4
TAIL = 0.7  # of the blocks stand above the end of a page


def mark_controls(page: Page) -> None:
    """Mark what only those need who use the page: buttons, counters, notices of the player."""
    links = Counter(block.text for block in page.blocks if block.linked >= len(block.text))
    for i, block in enumerate(page.blocks):
        text = block.text
        if len(text) > LONGEST_NOTICE or i == page.title or "table" in block.tags:
            continue
        if len(text) <= LONGEST_CONTROL and CONTROLS.fullmatch(text.lower()):
            block.dismiss("control of the page")
        elif block.linked > MOSTLY * len(text) and NEXT.match(text):
            block.dismiss("link to the next page")
        elif block.linked and links[text] >= REPEATED and "footnote" not in block.tags:
            block.dismiss("link that comes back")
        elif i > page.title + NEAR and _is_notice(text):
            block.tags["furniture"] = "notice of the page"  # whatever its element is called


def _is_notice(text: str) -> bool:
    if NOTICES.fullmatch(text):
        return True
    small = text.lower()
    return any(map(small.__contains__, WORDS_WITHIN)) and bool(SAID_WITHIN.fullmatch(text))


def mark_boxes(page: Page) -> None:
    """Mark the boxes that ask to subscribe, and those who answer the press."""
    for block in page.blocks:
        asks = len(block.text) <= LONGEST_CONTROL and (
            block.is_link or page.nodes[block.node].tag == "button"
        )
        if not (asks and CALLS.fullmatch(block.text)):
            continue
        n = block.node
        while n > 0 and page.nodes[n].chars <= LONGEST_BOX and not page.holds_title(n):
            if page.nodes[n].tag in WHOLE_PAGE:
                break
            for one in page.within(n):
                one.dismiss("box that asks to subscribe")
            n = page.nodes[n].parent
    _mark_contacts(page.blocks[page.title + 1 :])
    _mark_comments(page)


def _mark_comments(page: Page) -> None:
    """Mark what readers wrote, from the line that counts it to the end of its element."""
    for i in range(int(len(page.blocks) * HALF), len(page.blocks)):
        block = page.blocks[i]
        if not (block.heading or block.text[:1].isdigit()) or not COMMENTS.fullmatch(block.text):
            continue
        n = block.node
        while n > 0 and page.last[n] == i + 1:
            n = page.nodes[n].parent
        end = i + 1 if page.holds_title(n) else page.last[n]
        for one in page.blocks[i:end]:
            one.dismiss("comments of readers")


def _mark_contacts(blocks: Sequence[PageBlock]) -> None:
    pressed = False
    for block in blocks:
        if block.heading:
            pressed = bool(CONTACTS.fullmatch(block.text.strip(" :")))
        elif len(block.text) > LONGEST_CONTROL:
            pressed = False
        if pressed:
            block.dismiss("contacts of the press")


def _names_owner(text: str) -> bool:
    small = text.lower()
    return any(map(small.__contains__, WORDS_OF_OWNER)) and bool(COPYRIGHT.search(text))


def mark_footer(page: Page) -> None:
    """Mark the foot of a page by its notice of copyright, whatever its elements are called."""
    for i in range(len(page.blocks) - 1, int(len(page.blocks) * TAIL), -1):
        block = page.blocks[i]
        if len(block.text) > LONGEST_BOX or {"caption", "table", "footnote"} & block.tags.keys():
            continue
        if not _names_owner(block.text):
            continue
        n, foot = block.node, -1
        while n > 0 and page.nodes[n].tag not in WHOLE_PAGE and page.first[n] > page.title:
            if page.nodes[n].prose > SHARE_OF_FOOTER * page.prose:
                break
            foot = n
            n = page.nodes[n].parent
        if foot < 0:
            if any(COPYRIGHT.match(line) for line in block.text.split("\n")):
                block.dismiss("copyright")
            continue
        for one in page.within(foot):
            one.dismiss("around the copyright")
        return
