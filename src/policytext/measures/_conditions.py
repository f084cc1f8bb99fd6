"""What a token pattern asks of a word: the attributes and predicates of spaCy's Matcher."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
COLUMNS = {
    "TEXT": "text",
    "ORTH": "text",
    "LOWER": "lower",
    "LEMMA": "lemma",
    "POS": "pos",
    "TAG": "tag",
    "DEP": "dep",
    "ENT_TYPE": "ent_type",
    "ENT_IOB": "ent_iob",
    "IS_ALPHA": "is_alpha",
    "IS_PUNCT": "is_punct",
    "IS_STOP": "is_stop",
}
LONG = 100  # letters; the shape of a longer word is not drawn
NUMBER = re.compile(r"[+\-±~]?(\d[\d,.]*|\d+/\d+)")
WRITTEN_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million billion trillion first second third fourth fifth sixth seventh eighth ninth tenth
"""
NUMBER_WORDS = frozenset(WRITTEN_NUMBERS.split())
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
LEFT = frozenset("([{<\"'«‘‚‛“„‟‹❮") | {"``"}
RIGHT = frozenset(")]}>\"'»’”›❯") | {"''"}
QUOTES = frozenset("\"'`«»‘’‚‛“”„‟‹›❮❯") | {"''", "``"}


def word_shape(word: str) -> str:
    """
    Draw a word's shape as spaCy does: "Xxxxx" for "Britain", "dd.d" for "12.5".

    Letters are X and x, digits d; of a run of equal ones four are drawn.
    """
    if len(word) >= LONG:
        return "LONG"
    drawn = [
        "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word
    ]
    return "".join("".join(run)[:4] for _, run in groupby(drawn))


OF_LETTERS: dict[str, Callable[[str], object]] = {
    "LENGTH": len,
    "SHAPE": word_shape,
    "IS_ASCII": str.isascii,
    "IS_DIGIT": str.isdigit,
    "IS_LOWER": str.islower,
    "IS_UPPER": str.isupper,
    "IS_TITLE": str.istitle,
    "IS_BRACKET": lambda word: word in set("()[]{}<>"),
    "IS_QUOTE": QUOTES.__contains__,
    "IS_LEFT_PUNCT": LEFT.__contains__,
    "IS_RIGHT_PUNCT": RIGHT.__contains__,
    "IS_CURRENCY": lambda word: bool(word) and {*map(unicodedata.category, word)} == {"Sc"},
    "LIKE_EMAIL": lambda word: bool(EMAIL.fullmatch(word)),
    "LIKE_NUM": lambda word: bool(NUMBER.fullmatch(word)) or word.lower() in NUMBER_WORDS,
}
SENTENCE_START = ("IS_SENT_START", "SENT_START")
SYNTAX = (*COLUMNS, *OF_LETTERS, *SENTENCE_START, "OP", "_")
NOT_KEPT = frozenset({"NORM", "MORPH", "SPACY", "IS_SPACE", "LIKE_URL", "ENT_ID", "ENT_KB_ID"})


def _compared(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Let a comparison with what cannot be compared, as a missing value, be false."""

    def compare(value: Any, wanted: Any) -> bool:
        try:
            return holds(value, wanted)
        except TypeError:
            return False

    return compare


PREDICATES: dict[str, Callable[[Any, Any], bool]] = {
    "IN": lambda value, wanted: value in wanted,
    "NOT_IN": lambda value, wanted: value not in wanted,
    "IS_SUBSET": lambda value, wanted: value in wanted,  # a word has one value of everything
    "IS_SUPERSET": lambda value, wanted: wanted <= {value},
    "INTERSECTS": lambda value, wanted: value in wanted,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": _compared(operator.ge),
    "<=": _compared(operator.le),
    ">": _compared(operator.gt),
    "<": _compared(operator.lt),
}
OF_SETS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
FUZZY = re.compile(r"FUZZY([1-9]?)")


def truths(values: Sequence[Any], wanted: Any, name: str) -> Mask:
    """
    Say of each value whether it is as wanted.

    Parameters
    ----------
    values : sequence
        What the attribute may be.
    wanted : object
        A value, or a dict of predicates that all have to hold.
    name : str
        The attribute's.

    Raises
    ------
    ValueError
        If a predicate is unknown, or its argument makes no sense.
    """
    if not isinstance(wanted, Mapping):
        return np.array([value == wanted for value in values], dtype=bool)
    every = np.ones(len(values), dtype=bool)
    for predicate, asked in wanted.items():
        every &= _truths_of(values, str(predicate).upper(), asked, name)
    return every


def _truths_of(values: Sequence[Any], predicate: str, asked: Any, name: str) -> Mask:
    fuzzy = FUZZY.fullmatch(predicate)
    if fuzzy:
        edits = int(fuzzy[1]) if fuzzy[1] else None
        return _any_of(asked, lambda one: _resembles(values, one, edits), predicate)
    if predicate == "REGEX":
        return _any_of(asked, lambda one: _search(values, one), predicate)
    if predicate not in PREDICATES:
        known = ", ".join(["REGEX", "FUZZY", "FUZZY1 … FUZZY9", *PREDICATES])
        raise ValueError(f"{name} in a token pattern takes a value, or {known}; not {predicate}")
    if predicate in OF_SETS:
        if isinstance(asked, str) or not isinstance(asked, Collection):
            raise ValueError(f"{predicate} in a token pattern takes a list; not {asked!r}")
        asked = set(asked)
    holds = PREDICATES[predicate]
    return np.array([holds(value, asked) for value in values], dtype=bool)


def _any_of(asked: Any, holds: Callable[[str], Mask], predicate: str) -> Mask:
    """Ask for one expression, or for any or none of a list: ``{"REGEX": {"NOT_IN": [...]}}``."""
    if isinstance(asked, str):
        return holds(asked)
    key, listed = next(iter(asked.items())) if isinstance(asked, Mapping) and asked else ("", [])
    if key not in ("IN", "NOT_IN") or not listed or not all(isinstance(one, str) for one in listed):
        raise ValueError(
            f"{predicate} in a token pattern takes a string, or a list of them under IN or NOT_IN; "
            f"not {asked!r}"
        )
    found = np.any([holds(one) for one in listed], axis=0)
    return np.asarray(found if key == "IN" else ~found)


def _search(values: Sequence[Any], expression: str) -> Mask:
    try:
        search = re.compile(expression).search
    except re.error as error:
        raise ValueError(f"{expression!r} is no regular expression: {error}") from error
    return np.array([bool(search(str(value))) for value in values], dtype=bool)


def _resembles(values: Sequence[Any], word: str, edits: int | None) -> Mask:
    """Say which values are the word but for so many letters; at least two, or 30 % of them."""
    most = max(2, round(0.3 * len(word))) if edits is None else edits
    close = [at for at, value in enumerate(values) if abs(len(str(value)) - len(word)) <= most]
    found = np.zeros(len(values), dtype=bool)
    if close:
        found[close] = edit_distances([str(values[at]) for at in close], word) <= most
    return found


def edit_distances(words: Sequence[str], word: str) -> NDArray[np.int64]:
    """
    Count the letters to insert, delete or replace that turn each word into another.

    The distance of Levenshtein (1966), by the table of Wagner and Fischer (1974), for all words
    at once.

    Examples
    --------
    >>> edit_distances(["kitten", "sitting", ""], "sitting").tolist()
    [3, 0, 7]
    """
    lengths = np.array([len(one) for one in words])
    longest = max(int(lengths.max(initial=0)), 1)
    letters = np.array(words, dtype=f"U{longest}").view(np.uint32).reshape(len(words), longest).T
    above = [np.full(len(words), length) for length in range(longest + 1)]
    for row, letter in enumerate(word, start=1):
        current = [np.full(len(words), row)]
        for column in range(longest):
            replaced = above[column] + (letters[column] != ord(letter))
            moved = np.minimum(above[column + 1], current[column]) + 1
            current.append(np.minimum(replaced, moved))
        above = current
    return np.asarray(np.stack(above)[lengths, np.arange(len(words))])
