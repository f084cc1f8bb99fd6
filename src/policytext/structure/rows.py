"""Rows of links on one line: their names side by side, against each other, or behind dots."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.phrases import phrases

WHOLE = phrases("navigation")
GLUED = re.compile(  # "ImprintData protection"; but "McKay", "LinkedIn", "eBay"
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?<!\bMac)(?<!\b[LF]inked)(?<!\bWhats)(?<!\bYou)(?<!\bSound)"
    r"(?<!\bFitz)(?=[A-Z][^\W\d_A-Z])|(?<=[a-z] \d)(?=[A-Z][a-z])|(?<=[a-z)*»])(?=[☰©])"
)
AGAINST = re.compile(r"[^\W\d_A-Z][A-Z]|\d[A-Z]|[a-z)*»][☰©]")  # no glued names are without
LONGEST_KNOWN = 4  # words
LONG_ROW = 5  # cells
LONGEST_GLUED = 5  # words
FEWEST_GLUED = 3
SHORTEST_GLUED = 4  # characters
BESIDE_LINKS = re.compile(r"!?\[[^\[\]]{0,400}\]\([^()]{0,2000}\)")
MOST_ALONE = 3  # links on a line with nothing beside them that may be a reference, and one more
LAST_MARKS = " .:!>»→*-–"
WIDE = re.compile(r"\s{2,}")


def is_navigation(words: str) -> bool:
    """Whether a line is the name of a link, but for marks around it: "[ Search ]", "Menu »"."""
    shorter = words.strip("[] ") if words.startswith("[") else words
    if WHOLE.fullmatch(shorter):
        return True
    unmarked = shorter.rstrip(LAST_MARKS)
    return unmarked != shorter and bool(WHOLE.fullmatch(unmarked))


def is_row_of_headlines(words: str) -> bool:
    """Whether dots part what ends in no full stop, as the items of a sentence do."""
    parts = [part.strip() for part in words.split(" • ")]
    return words[0] != "•" and not any(part.endswith((".", ";", ",", ":")) for part in parts)


def is_row_of_known(names: Sequence[str]) -> bool:
    """Whether words are names of menus on end: "Home", "All Press Releases", "RSS"."""
    first = 0
    while first < len(names):
        ends = range(min(len(names), first + LONGEST_KNOWN), first, -1)
        last = next((end for end in ends if WHOLE.fullmatch(" ".join(names[first:end]))), first)
        if last == first:
            return False
        first = last
    return True


def is_glued(words: str) -> bool:
    """Whether names of links stand against each other: "Sign upSign in", "NewsVideoAbout us"."""
    if not AGAINST.search(words):
        return False  # most lines
    parts = GLUED.split(words)
    if len(parts) == 1 or not all(part.count(" ") < LONGEST_GLUED for part in parts):
        return False
    known = sum(len(part) > 1 and is_navigation(part) for part in parts)
    return known > 0 or (len(parts) >= FEWEST_GLUED and min(map(len, parts)) >= SHORTEST_GLUED)


def is_row_of_links(raw: str) -> bool:
    """Names parted by wide blanks, four or more with one that is known, or three with two."""
    if "  " not in raw or "\n" in raw:
        return False
    cells = WIDE.split(raw)
    longest = 5 if len(cells) >= LONG_ROW else 3
    named = all(cell[:1].isupper() and cell.count(" ") < longest for cell in cells)
    known = sum(bool(WHOLE.fullmatch(cell)) for cell in cells) if named else 0
    return known > 0 and len(cells) + known > 4


def is_row_of_controls(raw: str) -> bool:
    """Whether what stands beside the links of a line is navigation too: "Copy link[Share](…)"."""
    parts = [part.strip(" \t\n|·•/") for part in BESIDE_LINKS.split(raw)]
    beside = [part for part in parts if part and not part.isdecimal()]
    return bool(beside or len(parts) > MOST_ALONE) and all(map(WHOLE.fullmatch, beside))
