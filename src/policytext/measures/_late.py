"""Tables whose columns are reckoned when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from policytext.corpus.columns import Columns
from policytext.corpus.frame import Frame


class LateColumns(Columns):
    """
    Columns that are reckoned when they are first asked for.

    Parameters
    ----------
    columns : mapping of str to callable
        What gives the values of each column.
    n_rows : int
        How many rows there are.
    """

    def __init__(self, columns: Mapping[str, Callable[[], Any]], n_rows: int) -> None:
        self.names, self.n_rows = list(columns), n_rows
        self._columns = columns
        self._fetched: dict[str, pd.Series] = {}

    def index(self) -> pd.Index:
        """Number the rows."""
        return pd.RangeIndex(self.n_rows)

    def fetch(self, name: str) -> pd.Series:
        """Give a column."""
        if name not in self._fetched:
            self._fetched[name] = pd.Series(self._columns[name](), name=name, copy=False)
        return self._fetched[name]


def late_table(columns: Mapping[str, Callable[[], Any]], n_rows: int) -> pd.DataFrame:
    """Make a table whose columns are reckoned when they are first asked for."""
    return Frame(LateColumns(columns, n_rows))
