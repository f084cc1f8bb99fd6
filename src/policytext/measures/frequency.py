"""How often a term occurs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from ._late import late_table
from ._order import Keys
from ._tally import (
    PLACE,
    codes_of,
    count_units,
    count_values,
    group_columns,
    most_first,
    place_codes,
    plain,
    ranks,
    require,
    require_words,
    settings,
    tally,
)

COLUMNS = ["term", "count", "rate", "rank", "n_docs", "n_sections"]


def term_frequencies(
    tokens: pd.DataFrame,
    *,
    term: str = "lemma",
    by: str | Sequence[str] | None = None,
    per: int = 10_000,
) -> pd.DataFrame:
    """
    Count the terms of a token table and rank them, most frequent first.

    What is counted is what is given: to leave out stop words, punctuation or a document, filter
    the rows (``corpus.body.query("is_alpha and not is_stop")``); for a top twenty, ``.head(20)``.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    term : str
        The column whose values are counted: "lemma", "lower", "text", or another such as "pos".
    by : str or sequence of str, optional
        Columns that part the table into groups, each counted on its own: "doc_id", "section_id"
        (which brings doc_id with it) or any other. None counts the whole table as one group.
    per : int
        Rates are occurrences per this many of the group's given tokens.

    Returns
    -------
    DataFrame
        One row a term (and group), with the columns

        - the grouping columns, if any
        - term (str)
        - count (int): occurrences
        - rate (float): occurrences per `per` given tokens of the group
        - rank (int): 1 is the group's most frequent; terms of equal count share the lowest rank
        - n_docs (int): documents of the group that hold the term
        - n_sections (int): sections of the group that hold the term

        Groups ascend; within a group the count descends and equals are alphabetical. `attrs`
        records term, by, per, and n_tokens, the number of rows given.

    Raises
    ------
    ValueError
        If a column is missing, or if the pipeline gave no value for `term`.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": "a", "section_id": 1, "lower": ["peace", "and", "peace", "talks"]}
    ... )
    >>> term_frequencies(tokens, term="lower", per=100)[["term", "count", "rate", "rank"]]
        term  count  rate  rank
    0  peace      2  50.0     1
    1    and      1  25.0     2
    2  talks      1  25.0     2
    """
    groups = group_columns(by)
    require_words(tokens, term, "term_frequencies")
    require(tokens, [*PLACE, *groups], "term_frequencies")
    columns = {column: tokens[column] for column in dict.fromkeys([*PLACE, *groups])}
    named = pd.DataFrame({**columns, "term": tokens[term]}, copy=False)
    if groups:
        table = tally(named, ["term"], groups)
        table["rate"] = table["count"] / table["total"] * per
        table = table[[*groups, *COLUMNS]]
    else:
        table = _of_the_whole(named, count_values(tokens, term), per)
    table.attrs = settings(tokens, term=term, by=groups, per=per, n_tokens=len(tokens))
    return table


def _of_the_whole(rows: pd.DataFrame, counts: Keys, per: int) -> pd.DataFrame:
    """
    List the terms of the whole table.

    To count them takes little; in how many documents and sections each stands is looked up when
    it is asked for.
    """
    codes, values = codes_of(rows["term"])
    found = np.flatnonzero(counts)
    alike = np.zeros_like(found)  # they are all of one group
    terms = found[most_first(alike, counts[found])]
    count = counts[terms]

    @cache
    def places() -> dict[str, Keys]:
        held = count_units([], [codes], place_codes(rows))
        known = {"n_docs": held.n_docs, "n_sections": held.n_sections}
        return {name: _spread(numbers, held.units[0], terms) for name, numbers in known.items()}

    columns = {
        "term": lambda: plain(values.take(terms)),
        "count": lambda: count,
        "rate": lambda: count / len(rows) * per,
        "rank": lambda: ranks(alike, count),
        "n_docs": lambda: places()["n_docs"],
        "n_sections": lambda: places()["n_sections"],
    }
    return late_table(columns, len(terms))


def _spread(numbers: Keys, codes: Keys, terms: Keys) -> Keys:
    """Bring the numbers that codes have into the order of terms; 0 for those without."""
    of_codes = np.zeros(int(terms.max(initial=-1)) + 1, dtype=np.int64)
    of_codes[codes] = numbers
    return np.asarray(of_codes[terms])
