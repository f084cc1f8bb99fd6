"""How rich a vocabulary is, and how it grows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._diversity import following, hdd, mattr, mtld, previous
from ._order import Codes, Keys
from ._sequences import in_reading_order
from ._tally import (
    codes_of,
    group_codes,
    group_columns,
    number_groups,
    plain,
    require,
    require_words,
    settings,
)

BATCH = 100_000  # tokens


def lexical_diversity(
    tokens: pd.DataFrame,
    *,
    term: str = "lower",
    by: str | Sequence[str] | None = "doc_id",
    window: int = 100,
) -> pd.DataFrame:
    r"""
    Measure how varied the words are.

    ===== ============================================================= ========================
    ttr   types / tokens; falls as a text grows longer                  Johnson 1944
    mattr the mean TTR of all stretches of `window` tokens              Covington and McFall 2010
    mtld  tokens / factors, a factor being a stretch that ends where    McCarthy and Jarvis 2010
          its TTR falls below 0.72, the rest counting as the part of a
          factor; forwards and backwards, averaged
    hdd   Σ over types of the chance that a type is among 42 tokens     McCarthy and Jarvis 2007
          drawn without return, divided by 42
    ===== ============================================================= ========================

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; usually without punctuation
        (``corpus.body.query("is_alpha")``).
    term : str
        The column whose values are the types: "lower", "lemma" or "text".
    by : str or sequence of str, optional
        Columns that part the table into texts: "doc_id", "section_id" (which brings doc_id with
        it) or others. None takes the whole table for one text.
    window : int
        Tokens of a stretch for mattr.

    Returns
    -------
    DataFrame
        One row a group, ascending, with the columns

        - the grouping columns, if any
        - n_tokens, n_types, n_once (int): tokens, types, and types that occur once
        - ttr, mattr, hdd (float): 0 to 1; mattr is NaN below `window` tokens, hdd below 42
        - mtld (float): tokens; NaN where no type comes again

        `attrs` records term, by and window.

    Raises
    ------
    ValueError
        If a column is missing, the window is below 1, or the pipeline gave no value for `term`.

    References
    ----------
    Michael A. Covington and Joe D. McFall (2010), "Cutting the Gordian knot: the moving-average
    type–token ratio", Journal of Quantitative Linguistics 17(2), 94–100.
    Philip M. McCarthy and Scott Jarvis (2007), "vocd: a theoretical and empirical evaluation",
    Language Testing 24(4), 459–488; (2010), "MTLD, vocd-D, and HD-D", Behavior Research Methods
    42(2), 381–392.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": "a", "section_id": 1, "token_id": range(4), "lower": list("abca")}
    ... )
    >>> lexical_diversity(tokens, window=2)[["n_tokens", "n_types", "ttr", "mattr"]]
       n_tokens  n_types   ttr  mattr
    0         4        3  0.75    1.0
    """
    if window < 1:
        raise ValueError(f"a stretch has 1 token or more; window is {window}")
    columns = group_columns(by)
    require_words(tokens, term, "lexical_diversity")
    require(tokens, ["doc_id", "token_id", *columns], "lexical_diversity")
    groups, words, names = _texts(tokens, term, columns)
    sizes = np.bincount(groups) if len(groups) else np.empty(0, dtype=np.int64)
    firsts = np.append(0, np.cumsum(sizes))
    before = np.empty(len(words), dtype=np.int32)
    mirrored = np.empty(len(words), dtype=np.int32)  # the same for the texts read backwards
    found = []
    for start, end in _batches(firsts):
        edges = firsts[start : end + 1]
        part = slice(edges[0], edges[-1])
        last = previous(groups[part] - start, words[part])
        after = following(last)
        before[part] = last + edges[0]  # that of a new word lies before the text, so it may be any
        mirrored[part] = len(words) - 1 - edges[0] - after
        found.append(_measure(words[part], last, after, edges - edges[0], window))
    forwards = mtld(before, firsts[:-1], firsts[1:])
    starts, ends = len(words) - firsts[1:], len(words) - firsts[:-1]
    backwards = mtld(mirrored[::-1], starts[::-1], ends[::-1])[::-1]
    table = pd.concat([pd.DataFrame(columns) for columns in found], ignore_index=True)
    table.insert(len(table.columns) - 1, "mtld", (forwards + backwards) / 2)
    table = pd.DataFrame({**names, **table})
    table.attrs = settings(tokens, term=term, by=columns, window=window)
    return table


def _batches(firsts: Keys) -> list[tuple[int, int]]:
    """Part texts, given by their first tokens, so that a part fits the processor's cache."""
    parts = np.unique(firsts[:-1] // BATCH, return_index=True)[1]
    cuts = [0, *parts[1:].tolist(), len(firsts) - 1]
    return list(pairwise(cuts))


def _measure(
    words: Codes, before: Keys, after: Keys, firsts: Keys, window: int
) -> dict[str, NDArray[Any]]:
    """Measure all but mtld, which goes through all the texts at once."""
    sizes = np.diff(firsts)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    new = before < 0
    n_types = np.bincount(groups[new], minlength=len(sizes))
    once = new & (after == len(words))
    return {
        "n_tokens": sizes,
        "n_types": n_types,
        "n_once": np.bincount(groups[once], minlength=len(sizes)),
        "ttr": n_types / sizes,
        "mattr": mattr(groups, before, firsts, window),
        "hdd": hdd(groups, words, sizes),
    }


def _texts(
    tokens: pd.DataFrame, term: str, columns: Sequence[str]
) -> tuple[Keys, Codes, dict[str, pd.Series]]:
    """Give each token's group and word, group after group in reading order, and name the groups."""
    rows = in_reading_order(tokens)
    words = codes_of(rows[term])[0]
    grouping = {column: group_codes(rows[column]) for column in columns}
    codes = [column_codes for column_codes, _ in grouping.values()]
    held = words >= 0
    if not held.all():
        words, codes = words[held], [column[held] for column in codes]
    groups = number_groups(codes, len(words))
    if len(groups) and (groups[1:] < groups[:-1]).any():
        order = np.argsort(groups, kind="stable")
        groups, words, codes = groups[order], words[order], [column[order] for column in codes]
    firsts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1])[: len(groups)])
    names = {
        column: plain(values.take(column_codes[firsts]))
        for column_codes, (column, (_, values)) in zip(codes, grouping.items(), strict=True)
    }
    return groups, words, names


def vocabulary_growth(
    tokens: pd.DataFrame,
    *,
    term: str = "lower",
    by: str | Sequence[str] | None = None,
    points: int = 100,
) -> pd.DataFrame:
    """
    Follow how many types have been met as a text is read.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; read in the order of documents and positions.
    term : str
        The column whose values are the types.
    by : str or sequence of str, optional
        Columns that part the table into texts, each read on its own; None reads all as one.
    points : int
        Places, evenly apart, at which the types are counted; the last is the text's end.

    Returns
    -------
    DataFrame
        One row a group and place, ascending, with the columns

        - the grouping columns, if any
        - n_tokens (int): tokens read so far
        - n_types (int): types among them
        - n_once (int): types met just once so far

        `attrs` records term and by.

    Raises
    ------
    ValueError
        If a column is missing, points is below 1, or the pipeline gave no value for `term`.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": "a", "section_id": 1, "token_id": range(4), "lower": list("abca")}
    ... )
    >>> vocabulary_growth(tokens, points=2)
       n_tokens  n_types  n_once
    0         2        2       2
    1         4        3       2
    """
    if points < 1:
        raise ValueError(f"a curve has 1 point or more; points is {points}")
    columns = group_columns(by)
    require_words(tokens, term, "vocabulary_growth")
    require(tokens, ["doc_id", "token_id", *columns], "vocabulary_growth")
    groups, words, names = _texts(tokens, term, columns)
    sizes = np.bincount(groups) if len(groups) else np.empty(0, dtype=np.int64)
    firsts = np.append(0, np.cumsum(sizes))
    before = previous(groups, words)
    is_second = before >= 0
    is_second[is_second] = before[before[is_second]] < 0
    types = np.append(0, np.cumsum(before < 0))
    seconds = np.append(0, np.cumsum(is_second))

    shares = np.arange(1, points + 1) / points
    read = np.ceil(sizes[:, None] * shares).astype(np.int64)
    fresh = np.diff(read, axis=1, prepend=0) > 0  # a short text has fewer places
    group, read = np.nonzero(fresh)[0], read[fresh]
    start, end = firsts[group], firsts[group] + read
    n_types = types[end] - types[start]
    table = pd.DataFrame(
        {
            **{
                column: values.take(group).reset_index(drop=True)
                for column, values in names.items()
            },
            "n_tokens": read,
            "n_types": n_types,
            "n_once": n_types - (seconds[end] - seconds[start]),
        }
    )
    table.attrs = settings(tokens, term=term, by=columns)
    return table
