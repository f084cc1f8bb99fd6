"""How often words stand together in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from itertools import combinations

import numpy as np
import pandas as pd

from ._late import late_table
from ._order import Codes, Keys
from ._sequences import Rows, in_reading_order, sequence_starts
from ._tally import (
    PLACE,
    codes_of,
    count_units,
    group_codes,
    group_columns,
    place_codes,
    plain,
    require,
    require_words,
    settings,
)
from ._words import WordsArray
from ._writing import Joined


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
    return _count_sequences(tokens, [tuple(range(n))], "ngrams", term=term, by=by, per=per, n=n)


def skip_grams(
    tokens: pd.DataFrame,
    n: int = 2,
    *,
    skip: int = 2,
    term: str = "lower",
    by: str | Sequence[str] | None = None,
    per: int = 10_000,
) -> pd.DataFrame:
    """
    Count the sequences of n words with up to so many words left out among them.

    A k-skip-n-gram is any n words in their order with at most k words of the text between the
    first and the last that are not among them; the n-grams are part of them. The words that are
    left out are rows: no skip-gram crosses a gap, nor the edge of a block or a document.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    n : int
        Words in a sequence, 2 or more.
    skip : int
        Words left out at most (k).
    term : str
        The column whose values are joined.
    by : str or sequence of str, optional
        Columns that part the table into groups, as in `term_frequencies`.
    per : int
        Rates are occurrences per this many skip-gram positions of the group.

    Returns
    -------
    DataFrame
        As by `ngrams`; `attrs` records skip, too.

    Raises
    ------
    ValueError
        If n is less than 2 or skip less than 0, a column is missing, or the pipeline gave no
        value for `term`.

    References
    ----------
    David Guthrie et al. (2006), "A closer look at skip-gram modelling", LREC 2006, 1222–1225.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": 0, "token_id": range(3),
    ...         "lower": ["rule", "of", "law"],
    ...     }
    ... )
    >>> skip_grams(tokens, skip=1)["term"].tolist()
    ['of law', 'rule law', 'rule of']
    """
    if n < 2 or skip < 0:
        raise ValueError(
            f"a skip-gram has 2 words or more, 0 or more left out; n is {n}, skip {skip}"
        )
    inner = combinations(range(1, n - 1 + skip), n - 2)
    shapes = {
        (0, *middle, last)
        for middle in inner
        for last in range(max(middle, default=0) + 1, n + skip)
    }
    return _count_sequences(
        tokens, sorted(shapes), "skip_grams", term=term, by=by, per=per, n=n, skip=skip
    )


def _count_sequences(
    tokens: pd.DataFrame,
    shapes: Sequence[tuple[int, ...]],
    asked_by: str,
    *,
    term: str,
    by: str | Sequence[str] | None,
    per: int,
    **made_with: int,
) -> pd.DataFrame:
    """Count the words that stand at each shape's offsets from the same row."""
    groups = group_columns(by)
    require_words(tokens, term, asked_by)
    require(tokens, [*PLACE, "token_id", "block_id", *groups], asked_by)
    rows = in_reading_order(tokens)
    codes, words = codes_of(rows[term])
    starts = [
        _without_missing(sequence_starts(rows, shape[-1] + 1), codes, shape) for shape in shapes
    ]
    firsts = starts[0] if len(starts) == 1 else np.concatenate(starts)
    whole = len(firsts) == len(rows)  # single words: every row stands for itself

    def at_firsts(column: Codes) -> Codes:
        return column if whole else column[firsts]

    sequences = [
        _of_shapes(codes, starts, [shape[number] for shape in shapes])
        for number in range(len(shapes[0]))
    ]
    sequences, words = _as_they_read(sequences, words)
    grouping = {column: group_codes(rows[column]) for column in groups}
    parts = [at_firsts(grouping[column][0]) for column in groups]
    places = [at_firsts(column) for column in place_codes(rows)]
    complete = all(len(column) == 0 or column.min() >= 0 for column in places)
    counted = count_units(parts, sequences, () if complete else places)
    with_places = cache(lambda: count_units(parts, sequences, places))  # takes twice as long

    def label(column: str) -> pd.Series:
        return plain(grouping[column][1].take(counted.groups[groups.index(column)]))

    table = late_table(
        {
            **{column: partial(label, column) for column in groups},
            "term": lambda: _written(counted.units, words),
            "count": lambda: counted.count,
            "rate": lambda: counted.count / counted.total * per,
            "rank": lambda: counted.rank,
            "n_docs": lambda: with_places().n_docs,
            "n_sections": lambda: with_places().n_sections,
        },
        len(counted.count),
    )
    sizes = {"n_tokens": len(tokens), "n_positions": len(firsts)}
    table.attrs = settings(tokens, **made_with, term=term, by=groups, per=per, **sizes)
    return table


def _as_they_read(sequences: list[Codes], words: pd.Index) -> tuple[list[Codes], pd.Index]:
    """Make one word of each sequence if different ones may read the same: a token holds a blank."""
    plain_words = pd.Series(words).astype("str")
    if len(sequences) == 1 or not plain_words.str.contains(" ", regex=False).any():
        return sequences, words
    different, numbers = np.unique(np.array(sequences), axis=1, return_inverse=True)
    rows = np.arange(different.shape[1])
    written = WordsArray(Joined(list(different), words), rows, rows + 1).strings()
    same, texts = pd.factorize(written, sort=True)
    return [same[numbers.ravel()]], pd.Index(texts, dtype="str")


def _of_shapes(codes: Codes, starts: Sequence[Rows], offsets: Sequence[int]) -> Codes:
    """Give the word at an offset from each start, the shapes one after the other."""
    at = [codes[rows + offset] for rows, offset in zip(starts, offsets, strict=True)]
    return at[0] if len(at) == 1 else np.concatenate(at)


def _without_missing(starts: Rows, codes: Codes, shape: tuple[int, ...]) -> Rows:
    """Leave out the sequences in which a word has no value."""
    if len(codes) and codes.min() < 0:
        for offset in shape:
            starts = starts[codes[starts + offset] >= 0]
    return starts


def _written(units: list[Keys], words: pd.Index) -> pd.Series:
    """Join the words of each sequence; of single words these are plain strings."""
    if len(units) == 1:
        return plain(words.take(units[0]))
    rows = np.arange(len(units[0]))
    return pd.Series(WordsArray(Joined(units, words), rows, rows + 1))
