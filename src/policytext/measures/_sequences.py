"""Words that stand next to each other: the ground of n-grams and of terms of several words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._tally import coded


def in_reading_order(tokens: pd.DataFrame) -> pd.DataFrame:
    """Sort a token table by document and position, unless it is."""
    documents = coded(tokens["doc_id"])[0]
    positions = tokens["token_id"].to_numpy()
    step, moved = np.diff(documents), np.diff(positions)
    if ((step > 0) | ((step == 0) & (moved > 0))).all():
        return tokens
    return tokens.iloc[np.lexsort((positions, documents))]


def sequence_starts(tokens: pd.DataFrame, n: int) -> NDArray[np.int64]:
    """
    Find the rows at which n words that follow one another start.

    A sequence never crosses a gap in token_id (a word or a line break that is no row) nor the
    edge of a block or a document.
    """
    if len(tokens) < n:
        return np.empty(0, dtype=np.int64)
    step = np.diff(tokens["token_id"].to_numpy()) == 1
    step &= np.diff(tokens["block_id"].to_numpy()) == 0
    step &= np.diff(coded(tokens["doc_id"])[0]) == 0
    breaks_before = np.append(0, np.cumsum(~step))
    last = len(tokens) - n + 1
    return np.flatnonzero(breaks_before[:last] == breaks_before[n - 1 :])


def find_terms(
    tokens: pd.DataFrame, terms: str | Iterable[str], column: str
) -> dict[str, NDArray[np.int64]]:
    """
    Find the rows at which terms of one or several words start.

    Parameters
    ----------
    tokens : DataFrame
        A token table in reading order.
    terms : str or iterable of str
        Words parted by blanks ("national security"), each as it is written in `column`.
    column : str
        The column that is searched.

    Raises
    ------
    ValueError
        If a term is empty.
    """
    terms = [terms] if isinstance(terms, str) else list(dict.fromkeys(terms))
    codes, values = coded(tokens[column])
    starts_of = {n: sequence_starts(tokens, n) for n in {len(term.split()) for term in terms} - {0}}
    found = {}
    for term in terms:
        words = values.get_indexer(pd.Index(term.split(), dtype=values.dtype))
        if not len(words):
            raise ValueError(f"a term to look for is empty: {term!r}")
        starts = starts_of[len(words)] if (words >= 0).all() else np.empty(0, dtype=np.int64)
        for offset, word in enumerate(words):
            starts = starts[codes[starts + offset] == word]
        found[term] = starts
    return found
