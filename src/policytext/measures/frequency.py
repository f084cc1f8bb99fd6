"""How often a term occurs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from policytext.corpus.frame import Frame

from ._tally import (
    PLACE,
    codes_of,
    count_codes,
    count_units,
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
        table = Frame(_Terms(named, per))
    table.attrs = settings(tokens, term=term, by=groups, per=per, n_tokens=len(tokens))
    return table


class _Terms:
    """
    The frequency list of a whole table, column by column.

    To count the terms takes little; in how many documents and sections they stand is looked up
    when it is asked for.
    """

    def __init__(self, rows: pd.DataFrame, per: int) -> None:
        self.names = COLUMNS
        self._rows, self._per = rows, per
        codes, self._values = codes_of(rows["term"])
        counts = count_codes(codes, len(self._values))
        found = np.flatnonzero(counts)
        self._terms = found[most_first(np.zeros_like(found), counts[found])]
        self._counts = counts[self._terms]
        self.n_rows = len(self._terms)
        self._fetched: dict[str, pd.Series] = {}

    def index(self) -> pd.Index:
        """Number the rows."""
        return pd.RangeIndex(self.n_rows)

    def fetch(self, name: str) -> pd.Series:
        """Give a column."""
        if name not in self._fetched:
            self._fetched[name] = pd.Series(self._column(name), name=name)
        return self._fetched[name]

    def _column(self, name: str) -> pd.Series | NDArray[np.int64] | NDArray[np.float64]:
        if name == "term":
            return plain(self._values.take(self._terms))
        if name == "count":
            return self._counts
        if name == "rate":
            return self._counts / max(len(self._rows), 1) * self._per
        if name == "rank":
            return ranks(np.zeros_like(self._terms), self._counts)
        return self._places[name]

    @cached_property
    def _places(self) -> dict[str, NDArray[np.int64]]:
        codes = codes_of(self._rows["term"])[0]
        held = count_units([], [codes], *place_codes(self._rows))
        found = {"n_docs": held.n_docs, "n_sections": held.n_sections}
        counts = {name: np.zeros(len(self._values), dtype=np.int64) for name in found}
        for name, of_units in found.items():
            counts[name][held.units[0]] = of_units
        return {name: of_codes[self._terms] for name, of_codes in counts.items()}
