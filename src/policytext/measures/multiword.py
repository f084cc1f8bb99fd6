"""Units of several words, found by how firmly their words stick together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._order import Codes, bits, number
from ._sequences import Rows, in_reading_order, sequence_starts
from ._tally import PLACE, codes_of, count_units, place_codes, require, require_words, settings
from ._words import WordsArray
from ._writing import Joined

Numbers = NDArray[np.float64]
LONGEST = 8


@dataclass(frozen=True, slots=True)
class _Grams:
    """
    The different sequences of one length.

    Attributes
    ----------
    begun : array of int
        The sequence that begins at each row of the table; -1 where none does.
    first : array of int
        A row at which each sequence begins.
    count : array of int
        How often it occurs.
    """

    begun: Codes
    first: Rows
    count: NDArray[np.int64]


def multiword_units(
    tokens: pd.DataFrame, *, term: str = "lower", longest: int = 5, least: int = 3
) -> pd.DataFrame:
    r"""
    Find units of two and more words that stick together more firmly than what is around them.

    No part of speech is needed. The glue of a sequence is the fair symmetrical conditional
    probability, its squared count over the mean of the ways to cut it in two,

    .. math:: g(w_1 \dots w_n) = f(w_1 \dots w_n)^2 \Big/
        \frac{1}{n - 1} \sum_{i=1}^{n-1} f(w_1 \dots w_i) f(w_{i+1} \dots w_n)

    and a unit is a sequence whose glue is a local maximum: greater than that of every sequence one
    word longer that holds it, and not less than that of the two one word shorter inside of it
    (LocalMaxs; Silva and Lopes 1999, Silva et al. 1999).

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table. No unit crosses a gap or the edge of a block, so that
        ``tokens.query("is_alpha")`` keeps punctuation out of it.
    term : str
        The column whose values are joined: "lower", "lemma" or "text".
    longest : int
        Words of the longest unit, 2 to 8.
    least : int
        Occurrences that make a unit.

    Returns
    -------
    DataFrame
        One row a unit, the greatest glue first (equals: the more frequent, then the longer, then
        alphabetical), with the columns

        - term (words): its words joined by a blank, written out when they are looked at
        - n_words (int)
        - count (int): occurrences
        - scp (float): the glue, from 0 to 1 (its words never stand apart)
        - n_docs, n_sections (int): documents and sections that hold it

        `attrs` records term, longest, least and n_tokens.

    Raises
    ------
    ValueError
        If a column is missing, the pipeline gave no value for `term`, or the lengths make no
        sense.

    References
    ----------
    Joaquim Ferreira da Silva and Gabriel Pereira Lopes (1999), "A local maxima method and a fair
    dispersion normalization for extracting multi-word units from corpora", 6th Meeting on
    Mathematics of Language, 369–381. Joaquim Ferreira da Silva, Gaël Dias, Sylvie Guilloré and
    José Gabriel Pereira Lopes (1999), "Using LocalMaxs algorithm for the extraction of contiguous
    and non-contiguous multiword lexical units", EPIA '99, 113–132.

    Examples
    --------
    >>> words = "our belt and road plan a belt and road map and a road".split()
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": 0, "token_id": range(len(words)),
    ...         "lower": words,
    ...     }
    ... )
    >>> multiword_units(tokens, least=2)[["term", "count", "scp"]].round(2)
                term  count  scp
    0  belt and road      2  0.8
    """
    if not 2 <= longest <= LONGEST or least < 1:
        raise ValueError(
            f"units have 2 to {LONGEST} words and occur once at least; "
            f"longest is {longest}, least {least}"
        )
    require_words(tokens, term, "multiword_units")
    require(tokens, [*PLACE, "token_id", "block_id"], "multiword_units")
    rows = in_reading_order(tokens)
    codes, words = codes_of(rows[term])
    grams = _count_grams(rows, codes, longest + 1, least)
    glue = {n: _glue(grams, n) for n in range(2, longest + 2)}
    parts = []
    for n in range(2, longest + 1):
        units = _local_maxima(grams, glue, n) & (grams[n].count >= least)
        parts.append(_describe(rows, grams[n], glue[n], n, np.flatnonzero(units)))
    table = _sorted(pd.concat(parts, ignore_index=True), codes, words, longest)
    made = {"term": term, "longest": longest, "least": least, "n_tokens": len(tokens)}
    table.attrs = settings(tokens, **made)
    return table


def _count_grams(rows: pd.DataFrame, codes: Codes, longest: int, least: int) -> dict[int, _Grams]:
    """
    Number and count the sequences up to a length, each by the one that it goes on from.

    Of two and more words those alone that a frequent one is part of: nothing else is asked for.
    """
    word = bits(int(codes.max(initial=0)))
    grams: dict[int, _Grams] = {}
    for n in range(1, longest + 1):
        starts = sequence_starts(rows, n)
        keys, width = codes, word
        if n > 1:
            shorter = grams[n - 1]
            frequent = np.append(shorter.count >= least, False)[shorter.begun]
            starts = starts[frequent[starts] | frequent[starts + 1]]
            keys = (shorter.begun.astype(np.int64) << word) + np.roll(codes, 1 - n)
            width += bits(len(shorter.count))
        starts = starts[codes[starts + n - 1] >= 0]
        different, numbers = number(keys[starts].astype(np.int64), width)
        begun = np.full(len(codes), -1, dtype=np.int32)
        begun[starts] = numbers
        first = np.zeros(len(different), dtype=np.int64)
        first[numbers[::-1]] = starts[::-1]
        grams[n] = _Grams(begun, first, np.bincount(numbers, minlength=len(different)))
    return grams


def _glue(grams: dict[int, _Grams], n: int) -> Numbers:
    """Compute the fair symmetrical conditional probability of the sequences of n words."""
    first, total = grams[n].first, np.zeros(len(grams[n].count))
    for cut in range(1, n):
        left, right = grams[cut], grams[n - cut]
        total += left.count[left.begun[first]] * right.count[right.begun[first + cut]].astype(float)
    return np.asarray(grams[n].count.astype(float) ** 2 * (n - 1) / total)


def _local_maxima(grams: dict[int, _Grams], glue: dict[int, Numbers], n: int) -> NDArray[np.bool_]:
    """Say which sequences of n words hold together better than the longer and the shorter."""
    here, longer, shorter = grams[n], grams[n + 1], grams[n - 1]
    around = np.zeros(len(here.count))
    for shift in (0, 1):
        np.maximum.at(around, here.begun[longer.first + shift], glue[n + 1])
    found = glue[n] > around
    if n > 2:
        for shift in (0, 1):
            found &= glue[n] >= glue[n - 1][shorter.begun[here.first + shift]]
    return np.asarray(found)


def _describe(
    rows: pd.DataFrame, grams: _Grams, glue: Numbers, n: int, units: Codes
) -> pd.DataFrame:
    """Lay out units of n words."""
    chosen = np.zeros(len(grams.count) + 1, dtype=bool)  # the last serves -1
    chosen[units] = True
    starts = np.flatnonzero(chosen[grams.begun])
    documents, sections = place_codes(rows)
    places = count_units([], [grams.begun[starts]], [documents[starts], sections[starts]])
    order = np.argsort(places.units[0])
    return pd.DataFrame(
        {
            "row": grams.first[units],
            "n_words": n,
            "count": grams.count[units],
            "scp": glue[units],
            "n_docs": places.n_docs[order],
            "n_sections": places.n_sections[order],
        }
    )


def _sorted(table: pd.DataFrame, codes: Codes, words: pd.Index, longest: int) -> pd.DataFrame:
    """Sort units and write their words before them."""
    row, n_words = table.pop("row").to_numpy(), table["n_words"].to_numpy()
    last = np.maximum(len(codes) - 1, 0)
    columns = [
        np.where(place < n_words, codes[np.minimum(row + place, last)], -1)
        for place in range(longest)
    ]
    ranks = [-n_words, -table["count"].to_numpy(), -table["scp"].to_numpy()]
    order = np.lexsort([*columns[::-1], *ranks])
    joined, rows = Joined([column[order] for column in columns], words), np.arange(len(order))
    table = table.take(order).reset_index(drop=True)
    table.insert(0, "term", pd.Series(WordsArray(joined, rows, rows + 1)))
    return table
