"""Counting rows by integer codes: the arithmetic that the frequency tables share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PLACE = ("doc_id", "section_id")
Codes = NDArray[np.signedinteger[Any]]


def require(table: pd.DataFrame, columns: Iterable[str], asked_by: str) -> None:
    """
    Raise if a table lacks a column that a measure needs.

    Raises
    ------
    ValueError
        If a column is missing; the message names the columns wanted and those found.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(
            f"{asked_by} needs the column {', '.join(map(repr, missing))}; "
            f"the table has {', '.join(map(str, table.columns))}"
        )


def require_words(tokens: pd.DataFrame, term: str, asked_by: str) -> None:
    """
    Raise if the column of words is missing or empty.

    Raises
    ------
    ValueError
        If `term` is no column of the table, or if no row has a value in it.
    """
    remedy = "use term='lower', or a pipeline that gives it"
    if term not in tokens.columns:
        raise ValueError(f"{asked_by}: the token table has no column {term!r}; {remedy}")
    if len(tokens) and not tokens[term].notna().any():
        raise ValueError(f"{asked_by}: the pipeline gave no {term}; {remedy}")


def settings(table: pd.DataFrame, **made_with: object) -> dict[Hashable, object]:
    """Give a result's `attrs`: how it was made, and from which sources if the table knows them."""
    sources = [(name, table.attrs[name]) for name in ("sources",) if name in table.attrs]
    return dict([*made_with.items(), *sources])


def group_columns(by: str | Sequence[str] | None) -> list[str]:
    """List the grouping columns, with "doc_id" before "section_id"."""
    columns = [] if by is None else [by] if isinstance(by, str) else list(by)
    if "section_id" in columns and "doc_id" not in columns:
        columns.insert(columns.index("section_id"), "doc_id")
    return columns


def codes_of(column: pd.Series) -> tuple[Codes, pd.Index]:
    """
    Turn a column into codes in alphabetical order, as small as the column has them.

    Nothing is copied where the column is a categorical in alphabetical order, as a corpus's are.

    Returns
    -------
    codes : array of int
        One per row; -1 where the value is missing. Not to be written to.
    values : Index
        What each code stands for, in ascending order.
    """
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    values = column.cat.categories
    codes = np.asarray(column.array.codes)  # type: ignore[attr-defined]
    if values.is_monotonic_increasing:
        return codes, values
    order = np.asarray(values.argsort())
    rank_of = np.append(np.argsort(order), -1)  # the last entry answers the code -1
    return rank_of[codes].astype(codes.dtype), values.take(order)


def coded(column: pd.Series) -> tuple[NDArray[np.int64], pd.Index]:
    """Turn a column into codes in alphabetical order, wide enough to reckon with."""
    codes, values = codes_of(column)
    return codes.astype(np.int64), values


def plain(values: pd.Index) -> pd.Series:
    """Give numbers as they are and everything else as plain strings."""
    column = pd.Series(values)
    is_number = pd.api.types.is_numeric_dtype(column.dtype)
    return column.reset_index(drop=True) if is_number else column.astype("str")


def tally(rows: pd.DataFrame, what: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """
    Count equal rows within groups.

    Parameters
    ----------
    rows : DataFrame
        A table with the columns `what`, `by`, doc_id and section_id.
    what, by : sequence of str
        The columns counted, and those that part the table into groups.

    Returns
    -------
    DataFrame
        The columns `by`, then `what` without them (text as plain strings), then

        - count (int): rows; a row that lacks a value in one of the columns is not counted
        - n_docs, n_sections (int): documents and sections that hold one of the rows
        - total (int): rows of the group, those that lack a value included
        - rank (int): 1 for the most frequent of the group; equals share the lowest rank

        Groups ascend; within one, the most frequent come first and equals are alphabetical.
    """
    unit = [*by, *(column for column in what if column not in by)]
    columns = [*unit, *(column for column in PLACE if column not in unit)]
    codes_and_values = {column: coded(rows[column]) for column in columns}
    codes = np.array([codes_and_values[column][0] for column in columns]).reshape(len(columns), -1)
    shape = tuple(max(1, len(codes_and_values[column][1])) for column in columns)

    cells, cell_counts = _count_cells(codes, shape)
    starts = np.flatnonzero(_changes(cells[: len(unit)]))
    new_doc = _changes(cells[: max(len(unit), columns.index("doc_id") + 1)])
    table = {
        "count": _sum_runs(cell_counts, starts),
        "n_docs": _sum_runs(new_doc.astype(np.int64), starts),
        "n_sections": np.diff(np.append(starts, cells.shape[1])),
    }
    groups, names = np.split(cells[: len(unit), starts], [len(by)])
    table["total"] = _group_totals(codes[: len(by)], groups, shape[: len(by)])

    order = np.lexsort((*names[::-1], -table["count"], *groups[::-1]))
    table = {name: numbers[order] for name, numbers in table.items()}
    table["rank"] = _ranks(groups[:, order], table["count"])
    words = zip(unit, cells[: len(unit), starts[order]], strict=True)
    labels = {column: plain(codes_and_values[column][1].take(code)) for column, code in words}
    return pd.DataFrame({**labels, **table})


def _count_cells(
    codes: NDArray[np.int64], shape: tuple[int, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the different columns of codes, in ascending order, and how often each occurs."""
    complete = (codes >= 0).all(axis=0)
    keys = np.ravel_multi_index(tuple(codes[:, complete]), shape)
    cells, counts = np.unique(keys, return_counts=True)
    return np.array(np.unravel_index(cells, shape)).reshape(len(shape), -1), counts


def _changes(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark the columns where a sorted key differs from its predecessor; the first always does."""
    changed = np.ones(keys.shape[1], dtype=bool)
    changed[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
    return changed


def _sum_runs(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    sums = np.append(0, np.cumsum(values))
    return np.asarray(sums[np.append(starts[1:], len(values))[: len(starts)]] - sums[starts])


def _group_totals(
    codes: NDArray[np.int64], wanted: NDArray[np.int64], shape: tuple[int, ...]
) -> NDArray[np.int64]:
    """Count all rows of each wanted group."""
    if not shape:
        return np.full(wanted.shape[1], codes.shape[1], dtype=np.int64)
    complete = (codes >= 0).all(axis=0)
    keys = np.ravel_multi_index(tuple(codes[:, complete]), shape)
    groups, sizes = np.unique(keys, return_counts=True)
    places = np.searchsorted(groups, np.ravel_multi_index(tuple(wanted), shape))
    return np.asarray(sizes[places], dtype=np.int64)


def _ranks(groups: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank counts that already descend within their groups; equals share the lowest rank."""
    places = np.arange(len(count))
    new_group = _changes(groups) if len(groups) else places == 0
    new_count = new_group | np.append(True, count[1:] != count[:-1])[: len(count)]
    group_start = np.maximum.accumulate(np.where(new_group, places, 0))
    count_start = np.maximum.accumulate(np.where(new_count, places, 0))
    return np.asarray(count_start - group_start + 1, dtype=np.int64)
