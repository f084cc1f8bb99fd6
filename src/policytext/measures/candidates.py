"""Candidates for terms of several words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._order import Codes, Keys
from ._sequences import Rows, in_reading_order, sequence_starts
from ._tally import PLACE, codes_of, count_units, place_codes, require, require_words, settings
from ._words import WordsArray
from ._writing import Joined

LETTER_OF = {
    "ADJ": "A",
    "NOUN": "N",
    "PROPN": "N",
    "ADP": "P",
    "VERB": "V",
    "ADV": "R",
    "DET": "D",
    "NUM": "C",
}
LETTERS = "ANPVRDCX"  # the last one is every other part of speech
NOUN_PHRASE = "[AN]+N"
LONGEST = 6


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The different phrases of one length: their words, and how often they occur."""

    words: list[Keys]
    count: Keys
    n_docs: Keys
    n_sections: Keys


def term_candidates(
    tokens: pd.DataFrame,
    *,
    shape: str = NOUN_PHRASE,
    term: str = "lower",
    longest: int = 5,
    least: int = 2,
) -> pd.DataFrame:
    r"""
    Find phrases that may be terms, by their parts of speech, and rank them by C-value.

    A phrase that mostly stands inside of longer ones ("security pattern" in "new security
    pattern") is worth less: with :math:`f` occurrences of a phrase :math:`a` of :math:`|a|`
    words, and :math:`T_a` the longer candidates that hold it,

    .. math:: C(a) = \log_2 |a| \left(f(a) - \frac{1}{|T_a|} \sum_{b \in T_a} (f(b) - t(b))\right)

    where :math:`t(b)` is how often b itself stands in still longer candidates, by the same sum;
    without longer candidates :math:`C(a) = \log_2 |a| f(a)` (Frantzi, Ananiadou and Mima 2000).

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table, with parts of speech. No phrase crosses a gap or the edge of
        a block.
    shape : str
        A regular expression of one letter a word: A adjective, N noun or proper noun, P
        adposition, V verb, R adverb, D determiner, C number, X anything else. ``"[AN]+N"`` are
        noun phrases; ``"[AN]*N(P[AN]*N)?"`` lets in one preposition (Justeson and Katz 1995).
    term : str
        The column whose values are joined: "lower" or "lemma".
    longest : int
        Words of the longest candidate, 2 to 6.
    least : int
        Occurrences that make a candidate.

    Returns
    -------
    DataFrame
        One row a candidate, the highest C-value first (equals: the more frequent, then the shorter,
        then alphabetical), with the columns

        - term (words): its words joined by a blank, written out when they are looked at
        - n_words (int)
        - count (int): occurrences
        - nested (int): occurrences that stand inside of longer candidates, the sum above
        - n_longer (int): longer candidates that hold it
        - c_value (float)
        - n_docs, n_sections (int): documents and sections that hold it

        `attrs` records shape, term, longest, least and n_tokens.

    Raises
    ------
    ValueError
        If a column is missing, the pipeline gave no parts of speech, the shape is no regular
        expression, or the lengths make no sense.

    References
    ----------
    Katerina Frantzi, Sophia Ananiadou and Hideki Mima (2000), "Automatic recognition of multi-word
    terms: the C-value/NC-value method", International Journal on Digital Libraries 3, 115–130.
    John S. Justeson and Slava M. Katz (1995), "Technical terminology", Natural Language Engineering
    1(1), 9–27.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": [0, 0, 1, 1], "token_id": range(4),
    ...         "lower": ["national", "security", "national", "security"],
    ...         "pos": ["ADJ", "NOUN", "ADJ", "NOUN"],
    ...     }
    ... )
    >>> term_candidates(tokens)[["term", "count", "c_value"]]
                    term  count  c_value
    0  national security      2      2.0
    """
    if not 2 <= longest <= LONGEST or least < 1:
        raise ValueError(
            f"candidates have 2 to {LONGEST} words and occur once at least; "
            f"longest is {longest}, least {least}"
        )
    for column in ("pos", term):
        require_words(tokens, column, "term_candidates")
    require(tokens, [*PLACE, "token_id", "block_id"], "term_candidates")
    rows = in_reading_order(tokens)
    codes, words = codes_of(rows[term])
    letters = _letters(rows["pos"])
    documents, sections = place_codes(rows)
    by_length: dict[int, _Phrases] = {}
    for n in range(2, longest + 1):
        starts = _of_shape(sequence_starts(rows, n), letters, shape, n)
        for offset in range(n):
            starts = starts[codes[starts + offset] >= 0]
        units = [codes[starts + offset] for offset in range(n)]
        counted = count_units([], units, [documents[starts], sections[starts]])
        kept = counted.count >= least
        by_length[n] = _Phrases(
            [unit[kept] for unit in counted.units],
            counted.count[kept],
            counted.n_docs[kept],
            counted.n_sections[kept],
        )
    table = _ranked(by_length, words)
    made = {"shape": shape, "term": term, "longest": longest, "least": least}
    table.attrs = settings(tokens, **made, n_tokens=len(tokens))
    return table


def _letters(parts_of_speech: pd.Series) -> NDArray[np.int64]:
    """Give the place in `LETTERS` of each row's part of speech."""
    codes, names = codes_of(parts_of_speech)
    place = [LETTERS.index(LETTER_OF.get(str(name), LETTERS[-1])) for name in names]
    return np.array([*place, len(LETTERS) - 1], dtype=np.int64)[codes]


def _of_shape(starts: Rows, letters: Codes, shape: str, n: int) -> Rows:
    """Keep the places where the parts of speech have the shape."""
    try:
        wanted = re.compile(shape)
    except re.error as error:
        raise ValueError(f"the shape {shape!r} is no regular expression: {error}") from error
    fits = [wanted.fullmatch("".join(word)) is not None for word in product(LETTERS, repeat=n)]
    number = np.zeros(len(starts), dtype=np.int64)
    for offset in range(n):
        number = number * len(LETTERS) + letters[starts + offset]
    return np.asarray(starts[np.array(fits)[number]])


def _ranked(by_length: dict[int, _Phrases], words: pd.Index) -> pd.DataFrame:
    """Compute the C-values, from the longest phrases to the shortest."""
    holders: dict[int, NDArray[np.float64]] = {
        n: np.zeros(len(p.count)) for n, p in by_length.items()
    }
    inside = {n: np.zeros(len(p.count)) for n, p in by_length.items()}
    for n in sorted(by_length, reverse=True):
        free = by_length[n].count - inside[n]
        for shorter in range(2, n):
            held, holder = _held(by_length[n], by_length[shorter], shorter)
            size = len(inside[shorter])
            holders[shorter] += np.bincount(held, minlength=size)
            inside[shorter] += np.bincount(held, free[holder], minlength=size)
    parts = []
    for n, phrases in by_length.items():
        mean = np.divide(inside[n], holders[n], out=np.zeros(len(inside[n])), where=holders[n] > 0)
        parts.append(
            pd.DataFrame(
                {
                    "n_words": n,
                    "count": phrases.count,
                    "nested": inside[n].astype(np.int64),
                    "n_longer": holders[n].astype(np.int64),
                    "c_value": np.log2(n) * (phrases.count - mean),
                    "n_docs": phrases.n_docs,
                    "n_sections": phrases.n_sections,
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    columns = [
        np.concatenate([_word(phrases, number) for phrases in by_length.values()])
        for number in range(max(by_length))
    ]
    ranks = [table["n_words"], -table["count"], -table["c_value"]]
    order = np.lexsort([*columns[::-1], *(rank.to_numpy() for rank in ranks)])
    joined = Joined([column[order] for column in columns], words)
    rows = np.arange(len(order))
    table = table.take(order).reset_index(drop=True)
    table.insert(0, "term", pd.Series(WordsArray(joined, rows, rows + 1)))
    return table


def _word(phrases: _Phrases, number: int) -> Keys:
    """Give the nth word of phrases, -1 behind their last."""
    if number < len(phrases.words):
        return phrases.words[number]
    return np.full(len(phrases.count), -1)


def _held(longer: _Phrases, shorter: _Phrases, n: int) -> tuple[Keys, Keys]:
    """Pair the shorter phrases with the longer ones that hold them, each pair once."""
    index = pd.MultiIndex.from_arrays(shorter.words)
    pairs = []
    for offset in range(len(longer.words) - n + 1):
        windows = pd.MultiIndex.from_arrays(longer.words[offset : offset + n])
        found = index.get_indexer(windows)
        pairs.append(np.array([found, np.arange(len(found))]))
    joined = np.concatenate(pairs, axis=1) if pairs else np.empty((2, 0), dtype=np.int64)
    joined = np.unique(joined[:, joined[0] >= 0], axis=1)
    return joined[0], joined[1]
