"""What a scan leaves in a text: numbers of pages that were typed, catchwords, damaged letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

TYPED_NUMBER = re.compile(r"(?P<page>\d{1,3})\s?\.")
CATCHWORD = re.compile(r"[.\s…0oO]{0,8}/\s?\d{1,3}\.?")  # "./ 2" at the foot: page 2 comes next
FIRST_TURN = 2  # the number that the first page with one bears
MOST_LOST = 2  # numbers that the scan did not read
LONGEST_TYPED = 6  # characters
LONGEST_DAMAGE = 40  # characters
WORD = re.compile(r"[^\W\d_]{3,}")
VOWEL = re.compile(r"[aeiouy]|[^\x00-\x7f]", re.IGNORECASE)
SIGNS = frozenset("~^*=<>{}|\\;_")
SHORTEST_PART = 3.5  # characters of the parts of a line, with their blanks
MIXED = re.compile(r"[a-z][A-Z]{2}|[A-Za-z]\d|\d(?!(?:st|nd|rd|th)\b)[a-z][A-Za-z]")
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)+(?!\w)|(?<![\w.])(?:1[4-9]|20)\d\d(?!\w)")
FEWEST_PARTS = 3  # "Q1 2024" is none
ADDRESS = re.compile(r"www\.|://|@")
LEAST_READABLE = 0.35  # of the characters are in words
FEWEST_SINGLE = 4  # letters and signs that stand alone


def of_scan(runs: Sequence[Run]) -> dict[int, Verdict]:
    """
    Find the numbers and catchwords between the pages of a typed text.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    short = [i for i, run in enumerate(runs) if len(run.raw) <= LONGEST_DAMAGE]
    found = {i: "catchword" for i in short if _is_catchword(runs[i])}
    found |= dict.fromkeys(_typed_numbers(runs, short), "page number")
    found |= {i: "damage of the scan" for i in short if _is_scrap(runs[i])}
    return {i: Verdict("boilerplate", reason) for i, reason in found.items()}


def _is_catchword(run: Run) -> bool:
    return (
        "/" in run.words
        and len(run.words) <= LONGEST_DAMAGE
        and bool(CATCHWORD.fullmatch(run.words))
    )


def _typed_numbers(runs: Sequence[Run], short: Sequence[int]) -> list[int]:
    """Lines such as "2." … "3." that count on from the second page: "1." would be a list."""
    shortest = (i for i in short if len(runs[i].words) < LONGEST_TYPED)
    found = ((i, TYPED_NUMBER.fullmatch(runs[i].words)) for i in shortest)
    numbers = [(i, int(number["page"])) for i, number in found if number]
    if not numbers or numbers[0][1] < FIRST_TURN:
        return []
    turns: list[int] = []
    page = numbers[0][1] - 1
    for i, number in numbers:
        if not page < number <= page + 1 + MOST_LOST:
            return []
        turns.append(i)
        page = number
    return turns


def _is_scrap(run: Run) -> bool:
    """Whether a line that stands alone is nothing but signs."""
    if not is_damaged(run.words) or run.marks.opens:
        return False
    return not (ADDRESS.search(run.words) or "\t" in run.raw or "\n" in run.raw)


def is_damaged(words: str) -> bool:
    """
    Say whether a short line has hardly a word that can be read.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True if signs and broken words make up most of it.

    Examples
    --------
    >>> is_damaged("W) o ; k. Trb 40aeB .7 l"), is_damaged("Q&A"), is_damaged("COVID-19")
    (True, False, False)
    >>> any(map(is_damaged, ["[29th April 2021]", "2See 44 C.F.R.", "($1 = 0.934 euros)"]))
    False
    """
    if len(words) >= SHORTEST_PART * (words.count(" ") + 1):  # its parts are long enough for words
        plain = words.replace(" ", "")
        if plain.isalpha() or (SIGNS.isdisjoint(plain) and not MIXED.search(words)):
            return False
    parts = words.split()
    single = sum(len(part) <= 1 for part in parts)
    odd = not SIGNS.isdisjoint(words) or (len(parts) >= FEWEST_PARTS and MIXED.search(words))
    if not odd and not (len(parts) >= FEWEST_SINGLE and 2 * single >= len(parts)):
        return False
    if not any(map(str.isalpha, words)):
        return False  # figures
    known = (*NUMBER.findall(words), *filter(_is_word, WORD.findall(words)))
    readable = sum(map(len, known))
    return readable < LEAST_READABLE * (len(words) - len(parts) + 1)


def _is_word(word: str) -> bool:
    cased = word.islower() or word.isupper() or word[1:].islower()
    return cased and bool(VOWEL.search(word))
