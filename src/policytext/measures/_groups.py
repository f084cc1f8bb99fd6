"""A measure of each document, each section, or any other part of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from ._tally import group_columns, plain, require, settings

SUMMED = ("n_tokens", "n_nodes", "n_window")


def each_group(
    tokens: pd.DataFrame,
    by: str | Sequence[str],
    measure: Callable[[pd.DataFrame], pd.DataFrame],
    asked_by: str,
) -> pd.DataFrame:
    """
    Measure each group of rows on its own, and put the tables under one another.

    Returns
    -------
    DataFrame
        The columns `by`, then the measure's; groups ascend. `attrs` are those of the measure,
        numbers of rows being those of all groups, and by.
    """
    groups = group_columns(by)
    require(tokens, groups, asked_by)
    tables = []
    for values, rows in tokens.groupby(groups, observed=True, sort=True):
        table = measure(rows)
        for place, (column, value) in enumerate(zip(groups, values, strict=True)):
            table.insert(place, column, plain(pd.Index([value] * len(table))))
        tables.append(table)
    if not tables:
        table = measure(tokens).head(0)
        for place, column in enumerate(groups):
            table.insert(place, column, plain(pd.Index(tokens[column].head(0))))
        tables.append(table)
    whole = pd.concat(tables, ignore_index=True)
    sizes = {name: sum(one.attrs[name] for one in tables) for name in SUMMED if name in table.attrs}
    whole.attrs = table.attrs | settings(tokens, by=groups, **sizes)
    return whole
