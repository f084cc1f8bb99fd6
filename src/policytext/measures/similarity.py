"""How alike texts are in their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._order import Keys
from ._tally import (
    PLACE,
    codes_of,
    group_codes,
    group_columns,
    number_groups,
    plain,
    require,
    require_words,
    settings,
)

MOST = 3_000  # texts compared each with each; beyond that the table would not fit a memory
AT_ONCE = 500  # texts compared with all others in one go


def similarity(
    tokens: pd.DataFrame,
    *,
    term: str = "lemma",
    by: str | Sequence[str] = "doc_id",
    nearest: int | None = None,
) -> pd.DataFrame:
    r"""
    Compare documents or sections by the words they use.

    A text is a vector with an entry :math:`w = f \cdot (\ln\frac{1 + N}{1 + n} + 1)` for each
    word, f its occurrences, n of the N texts that hold it (tf-idf, Spärck Jones 1972, smoothed
    so that a word of all texts still counts); the similarity of two texts is the cosine of the
    angle between their vectors (Salton, Wong and Yang 1975).

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; usually without stop words and punctuation.
    term : str
        The column whose values are the words.
    by : str or sequence of str
        The columns that part the table into texts: "doc_id" or "section_id" (which brings doc_id
        with it), or another.
    nearest : int, optional
        Give for each text only so many of the others, the most similar first; None gives every
        pair.

    Returns
    -------
    DataFrame
        One row a pair, with the columns

        - the grouping columns: of the one text
        - the grouping columns with _2 behind: of the other
        - similarity (float): 0 (no word in common) to 1 (the same words in the same proportions)

        All pairs stand once, in the order of the texts, and none with itself; with `nearest` each
        text has its own rows. `attrs` records term, by, nearest and n_texts.

    Raises
    ------
    ValueError
        If a column is missing, there are more than 3,000 texts and `nearest` is not given, or the
        pipeline gave no value for `term`.

    References
    ----------
    Karen Spärck Jones (1972), "A statistical interpretation of term specificity", Journal of
    Documentation 28(1), 11–21. Gerard Salton, Anita Wong and Chung-Shu Yang (1975), "A vector space
    model for automatic indexing", Communications of the ACM 18(11), 613–620.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": list("aabb"), "section_id": 0, "lower": ["law", "peace", "law", "war"]}
    ... )
    >>> similarity(tokens, term="lower").round(3)
      doc_id doc_id_2  similarity
    0      a        b       0.336
    """
    columns = group_columns(by)
    require_words(tokens, term, "similarity")
    require(tokens, [*PLACE, *columns], "similarity")
    if nearest is not None and nearest < 1:
        raise ValueError(f"a text has 1 nearest or more; nearest is {nearest}")
    grouping = [group_codes(tokens[column]) for column in columns]
    texts = number_groups([codes for codes, _ in grouping], len(tokens))
    n_texts = int(texts.max(initial=-1)) + 1
    if nearest is None and n_texts > MOST:
        raise ValueError(
            f"similarity compares {MOST:,} texts each with each at most; these are {n_texts:,}: "
            "take some of them, or ask for the nearest=10 of each"
        )
    vectors = _vectors(texts, codes_of(tokens[term])[0], n_texts)
    one, other, cosine = _all_pairs(vectors) if nearest is None else _nearest(vectors, nearest)
    first_rows = np.zeros(n_texts, dtype=np.int64)
    first_rows[texts[::-1]] = np.arange(len(texts))[::-1]
    names = {
        column: plain(values.take(codes[first_rows]))
        for column, (codes, values) in zip(columns, grouping, strict=True)
    }
    table = pd.DataFrame(
        {
            **{column: name.take(one).reset_index(drop=True) for column, name in names.items()},
            **{
                f"{column}_2": name.take(other).reset_index(drop=True)
                for column, name in names.items()
            },
            "similarity": cosine,
        }
    )
    table.attrs = settings(tokens, term=term, by=columns, nearest=nearest, n_texts=n_texts)
    return table


def _vectors(texts: Keys, words: NDArray[Any], n_texts: int) -> Any:
    """Make each text's tf-idf vector, of length 1, a row of a sparse matrix."""
    from scipy.sparse import coo_array, diags_array  # noqa: PLC0415  (slow to import)

    held = words >= 0
    shape = (n_texts, int(words.max(initial=0)) + 1)
    ones = np.ones(int(held.sum()))
    counts = coo_array((ones, (texts[held], words[held])), shape=shape).tocsr()
    counts.sum_duplicates()
    n_holding = np.bincount(counts.indices, minlength=shape[1])
    weights = np.log((1 + n_texts) / (1 + n_holding)) + 1
    vectors = counts @ diags_array(weights)
    lengths = np.sqrt(np.asarray((vectors**2).sum(axis=1)).ravel())
    return diags_array(1 / np.where(lengths > 0, lengths, 1)) @ vectors.tocsr()


def _all_pairs(vectors: Any) -> tuple[Keys, Keys, NDArray[np.float64]]:
    n = vectors.shape[0]
    cosines = [
        np.clip((vectors[first : first + AT_ONCE] @ vectors.T).toarray(), 0, 1)
        for first in range(0, n, AT_ONCE)
    ]
    one, other = np.triu_indices(n, k=1)
    return one, other, np.concatenate([np.empty((0, n)), *cosines])[one, other]


def _nearest(vectors: Any, nearest: int) -> tuple[Keys, Keys, NDArray[np.float64]]:
    n = vectors.shape[0]
    wanted = min(nearest, max(n - 1, 0))
    others, cosines = [], []
    for first in range(0, n, AT_ONCE):
        block = np.clip((vectors[first : first + AT_ONCE] @ vectors.T).toarray(), 0, 1)
        block[np.arange(len(block)), np.arange(first, first + len(block))] = -1  # not with itself
        order = np.argsort(-block, axis=1, kind="stable")[:, :wanted]
        others.append(order)
        cosines.append(np.take_along_axis(block, order, axis=1))
    one = np.repeat(np.arange(n), wanted)
    other = np.concatenate([np.empty((0, wanted), dtype=np.int64), *others]).ravel()
    return one, other, np.concatenate([np.empty((0, wanted)), *cosines]).ravel()
