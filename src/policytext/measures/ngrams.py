"""How often words stand together in the same order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._sequences import in_reading_order, sequence_starts
from ._tally import PLACE, coded, group_columns, require, require_words, settings
from .frequency import term_frequencies


def ngrams(
    tokens: pd.DataFrame,
    n: int,
    *,
    term: str = "lower",
    by: str | Sequence[str] | None = None,
    per: int = 10_000,
) -> pd.DataFrame:
    """
    Count the sequences of n words and rank them, most frequent first.

    Words follow one another if they did in the text: a row filtered out makes a gap, and no
    n-gram crosses a gap, nor the edge of a block or a document.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    n : int
        Words in a sequence, 1 or more.
    term : str
        The column whose values are joined: "lower", "lemma", "text", or another such as "pos".
    by : str or sequence of str, optional
        Columns that part the table into groups, as in `term_frequencies`.
    per : int
        Rates are occurrences per this many n-gram positions: places of the group where n given
        words follow one another.

    Returns
    -------
    DataFrame
        One row an n-gram (and group), with the columns

        - the grouping columns, if any
        - term (str): the words joined by a blank
        - count (int): occurrences
        - rate (float): occurrences per `per` n-gram positions of the group
        - rank (int): 1 is the group's most frequent; n-grams of equal count share the lowest rank
        - n_docs (int): documents of the group that hold the n-gram
        - n_sections (int): sections of the group that hold the n-gram

        Sorted as by `term_frequencies`. `attrs` records n, term, by, per, n_tokens (rows given)
        and n_positions (places where an n-gram stands).

    Raises
    ------
    ValueError
        If n is less than 1, a column is missing, or the pipeline gave no value for `term`.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": 0, "token_id": [0, 1, 2, 4],
    ...         "lower": ["rule", "of", "law", "rule"],
    ...     }
    ... )
    >>> ngrams(tokens, 2)[["term", "count"]]
          term  count
    0   of law      1
    1  rule of      1
    """
    if n < 1:
        raise ValueError(f"an n-gram has 1 word or more; n is {n}")
    groups = group_columns(by)
    require_words(tokens, term, "ngrams")
    require(tokens, [*PLACE, "token_id", "block_id", *groups], "ngrams")
    rows = in_reading_order(tokens)
    codes, words = coded(rows[term])
    starts = _without_missing(sequence_starts(rows, n), codes, n)
    columns = list(dict.fromkeys([*PLACE, *groups]))
    positions = rows[columns].iloc[starts].assign(term=_joined(codes, words, starts, n))
    table = term_frequencies(positions, term="term", by=groups, per=per)
    sizes = {"n_tokens": len(tokens), "n_positions": len(positions)}
    table.attrs = settings(tokens, n=n, term=term, by=groups, per=per, **sizes)
    return table


def _without_missing(
    starts: NDArray[np.int64], codes: NDArray[np.int64], n: int
) -> NDArray[np.int64]:
    """Leave out the sequences in which a word has no value."""
    for offset in range(n):
        starts = starts[codes[starts + offset] >= 0]
    return starts


def _joined(
    codes: NDArray[np.int64], words: pd.Index, starts: NDArray[np.int64], n: int
) -> pd.Categorical:
    """Write every sequence as its words joined by a blank; each different one is written once."""
    sequence = np.zeros(len(starts), dtype=np.int64)
    for offset in range(n):
        pair = sequence * len(words) + codes[starts + offset]
        _, first_rows, sequence = np.unique(pair, return_index=True, return_inverse=True)
    firsts = starts[first_rows]
    written = words.take(codes[firsts]).astype("str")
    for offset in range(1, n):
        written = written + " " + words.take(codes[firsts + offset]).astype("str")
    if written.has_duplicates:  # a token may itself hold a blank
        same, written = pd.factorize(written, sort=True)
        sequence = same[sequence]
    return pd.Categorical.from_codes(sequence, written)
