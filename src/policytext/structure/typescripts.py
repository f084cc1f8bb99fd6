"""Texts that were typed with a blank line after every line, or in capitals throughout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

from policytext.structure.printed import Printed

SAMPLE = 12  # lines
WITHOUT_SMALL = str.maketrans("", "", ascii_lowercase)
WITHOUT_CAPITALS = str.maketrans("", "", ascii_uppercase)
LONGEST_SAMPLE = 600  # characters
MOST_SMALL = 0.15  # of the letters of a text in capitals: misread ones
TOO_WIDE = 1.15  # times the width: a title that no column holds
FULL = 0.7  # of the width: the first line of a paragraph was indented, and its blanks are lost
FULL_IN_SENTENCE = 0.5
LONGEST_TYPED = 6  # characters
TYPED_NUMBER = re.compile(r"\d{1,3}\s?\.")
YEAR = re.compile(r"\b(?:19|20)\d{2}\.?$")
SAID_BY = re.compile(
    r"(?:statement|speech|address|remarks|message|comments?|text|tribute|broadcast|interview|"
    r"transcript)\s(?:by|of|from|with)\b",
    re.IGNORECASE,
)
OPENS_SENTENCE = frozenset(
    """
    the a an mr mr. mrs ms dr in on at if when since under i we he she it they there this that these
    those as for from by with
    """.split()  # noqa: SIM905
)


def is_in_capitals(lines: Sequence[Printed]) -> bool:
    """Tell whether a text is set in capitals, as a telex is, and what is read from a screen."""
    middle = len(lines) // 2
    sample = "".join(line.text for line in lines[middle : middle + SAMPLE])[:LONGEST_SAMPLE]
    small = len(sample) - len(sample.translate(WITHOUT_SMALL))
    capital = len(sample) - len(sample.translate(WITHOUT_CAPITALS))
    return small < MOST_SMALL * (small + capital)


def stands_apart(above: Printed, below: Printed, width: float, *, opens: bool) -> bool:
    """Tell whether two lines are not of one paragraph, by their words alone."""
    if len(above.text) < LONGEST_TYPED and TYPED_NUMBER.fullmatch(above.text):
        return True
    if len(below.text) < LONGEST_TYPED and TYPED_NUMBER.fullmatch(below.text):
        return True
    if below.text[0].islower():
        return False
    if above.text.isupper() and YEAR.search(above.text, max(0, len(above.text) - LONGEST_TYPED)):
        return True
    return len(above.text) > TOO_WIDE * width or (opens and bool(SAID_BY.match(above.text)))


def is_full(group: Sequence[Printed], width: float, title_case: re.Pattern[str]) -> bool:
    """Tell whether the last line of a paragraph so far breaks off in a sentence."""
    line = group[-1]
    if not line.is_open:
        return False
    if len(group) > 1 and group[-2].is_open:
        return len(line.text) >= FULL_IN_SENTENCE * width
    if len(line.text) < FULL * width:
        return False
    text = line.text
    heads = title_case.fullmatch(text) and text[-1].isalpha()
    opens = text.partition(" ")[0].lower() in OPENS_SENTENCE
    return len(group) > 1 or opens or not (heads or text.isupper())
