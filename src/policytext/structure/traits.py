"""
Traits: what a run looks like in itself and on its page, as the learned weights know it.

A trait is a short phrase, so that the file of weights and the reasons of blocks can be read: "says
newsletter", "3 words", "ends in )", "2 below prose". A run shows some of its traits to the runs
around it as well.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from policytext.structure.runs import Run

LOOKED_AT = 240  # characters at the head of a run
PROSE = 25  # words; a sentence as long as this is text
LOOKED_AT_PROSE = 48  # characters at the head of such a sentence
OPENING = 5  # words that are told in pairs too
LOOKED_AT_END = 32  # characters
LENGTHS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 40, 80)  # words, or places; each up to and with the number
FARTHEST = 6  # places from the prose
WIDEST_GAP = 3  # blank lines
SAME = 120  # characters; runs that agree in these say the same

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")
LINKED = ("](", "://", "www.")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TIME = re.compile(r"\d:\d\d")
TWO_SENTENCES = re.compile(r"\w\.\s+[A-Z]")
SIGNS = {
    "@": "has an @",
    "|": "has a bar",
    "·": "has a bar",
    "•": "has a bar",
    "©": "has a ©",
    '"': "quotes",
    "“": "quotes",
}
BANDS = [
    next((n for n, most in enumerate(LENGTHS) if number <= most), len(LENGTHS))
    for number in range(LENGTHS[-1] + 2)
]
NAMES = [
    *(f"{below + 1}-{most}" if most > below + 1 else f"{most}"
      for below, most in zip((0, *LENGTHS), LENGTHS, strict=False)),
    f"{LENGTHS[-1]}+",
]  # fmt: skip
NO_RUN = -1


@dataclass(frozen=True, slots=True)
class Traits:
    """
    The traits of a run.

    Attributes
    ----------
    own : list of str
        Those that tell of the run alone: its words, where it stands.
    shape : list of str
        Those that tell of the two runs above and below it too: its length, its marks.
    ends : list of str
        Those that tell of the one run above and below it too: its first and last word.
    """

    own: list[str]
    shape: list[str]
    ends: list[str]


AMONG_PROSE = Traits(["among prose"], ["prose"], [])
"""Of a long sentence between others: what makes most of a text, and is not looked at further."""


def traits_of(runs: Sequence[Run]) -> list[Traits]:
    """
    Tell the traits of all runs of a document.

    Parameters
    ----------
    runs : sequence of Run
        In order.

    Returns
    -------
    list of Traits
        Of each run, in order.
    """
    in_prose = [run.size >= PROSE and run.is_sentence for run in runs]
    prose = [i for i, yes in enumerate(in_prose) if yes]
    bands = [NO_RUN, *(_band(run.size) for run in runs), NO_RUN]
    gaps = [*(min(WIDEST_GAP, run.gap) for run in runs), WIDEST_GAP]
    said = [
        "" if yes else run.words[:SAME].lower() for run, yes in zip(runs, in_prose, strict=True)
    ]
    times = Counter(said)
    before: set[str] = set()
    found = []
    for i, run in enumerate(runs):
        if all(in_prose[max(0, i - 1) : i + 2]):
            found.append(AMONG_PROSE)
            continue
        text = run.raw.strip()
        head = text[: LOOKED_AT_PROSE if in_prose[i] else LOOKED_AT]
        words, tokens = _words_of(head)
        own = [*_place(*bands[i : i + 3], gaps[i], gaps[i + 1]), *_distance(i, prose, bands[i + 1])]
        own += [f"says {word}" for word in dict.fromkeys(words)]
        own += [f"says {one} {two}" for one, two in pairwise(words[:OPENING])]
        if said[i] and times[said[i]] > 1:
            own.append("said before" if said[i] in before else "said again")
            before.add(said[i])
        last = words if len(head) == len(text) else _words_of(text[-LOOKED_AT_END:])[0]
        ends = [f"opens with {words[0]}", f"closes with {last[-1]}"] if words and last else []
        own += [f"closes with {' '.join(last[-2:])}"] if last else []
        found.append(Traits(own, _shape(bands[i + 1], text, head, tokens), ends))
    return found


def _words_of(head: str) -> tuple[list[str], list[str]]:
    tokens = TOKEN.findall(head)
    return ["00000"[: len(t)] if t.isdigit() else t.lower() for t in tokens], tokens


def _shape(band: int, text: str, head: str, tokens: list[str]) -> list[str]:
    shape = [_words(band), _end(text[-1:]), _start(text[:1])]
    letters = [token[0] for token in tokens if token[0].isalpha()]
    if letters:
        shape.append(_capitals(4 * sum(map(str.isupper, letters)) // len(letters)))
        if head.isupper():
            shape.append("all capitals")
    else:
        shape.append("no letters")
    if not head.isalnum():
        shape += [name for sign, name in SIGNS.items() if sign in head]
        if any(mark in head for mark in LINKED):
            shape.append("has a link")
        if ". " in head and TWO_SENTENCES.search(head):
            shape.append("two sentences")
        if ("20" in head or "19" in head) and YEAR.search(head):
            shape.append("has a year")
        if ":" in head and TIME.search(head):
            shape.append("has a time")
    return shape


@lru_cache(maxsize=64)
def _words(band: int) -> str:
    return f"{NAMES[band]} words"


@lru_cache(maxsize=64)
def _capitals(quarters: int) -> str:
    return f"{quarters}/4 capitals"


@lru_cache(maxsize=512)
def _end(last: str) -> str:
    return "ends in " + ("a digit" if last.isdigit() else "a letter" if last.isalpha() else last)


@lru_cache(maxsize=512)
def _start(first: str) -> str:
    if first.isalpha():
        return "starts with a capital" if first.isupper() else "starts with a letter"
    return "starts with a digit" if first.isdigit() else f"starts with {first}"


@lru_cache(maxsize=100_000)
def _place(above: int, band: int, below: int, gap: int, gap_below: int) -> tuple[str, ...]:
    names = {NO_RUN: "no"} | dict(enumerate(NAMES))
    words = f"{names[band]} words"
    return (
        f"{words} below {names[above]}",
        f"{words} above {names[below]}",
        f"{words} between {names[above]} and {names[below]}",
        f"{gap} blank lines above",
        f"{gap_below} blank lines below",
    )


def _distance(i: int, prose: list[int], band: int) -> tuple[str, ...]:
    if not prose:
        return ("no text",)
    k = bisect_right(prose, i)
    up = min(FARTHEST, i - prose[k - 1]) if k else FARTHEST
    down = 0 if not up else min(FARTHEST, prose[k] - i) if k < len(prose) else FARTHEST
    side = (
        _band(prose[0] - i) if i < prose[0] else _band(i - prose[-1]) if i > prose[-1] else NO_RUN
    )
    return _from_prose(
        up, down, side, "above" if not k else "below" if i > prose[-1] else "in", band
    )


@lru_cache(maxsize=100_000)
def _from_prose(up: int, down: int, away: int, side: str, band: int) -> tuple[str, ...]:
    return (
        "in the text" if away == NO_RUN else f"{NAMES[away]} {side} the text",
        f"{NAMES[band]} words {side} the text",
        f"{up} below prose",
        f"{down} above prose",
    )


def _band(number: int) -> int:
    return BANDS[min(number, len(BANDS) - 1)]
