"""Counting rows by integer codes: the arithmetic that the frequency tables share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from policytext.corpus.columns import BatchColumns, Columns
from policytext.corpus.frame import Frame

from ._order import WIDEST, Codes, Keys, Shortened, bits, number, pack

PLACE = ("doc_id", "section_id")
SMALL = 1_000_000  # numbers below this are their own codes
AT_ONCE = 1_000_000  # rows counted in one go, so that little room is needed beside them


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
    if len(tokens) and not _has_values(tokens[term]):
        raise ValueError(f"{asked_by}: the pipeline gave no {term}; {remedy}")


def _has_values(column: pd.Series) -> bool:
    """Say whether any row has a value; mostly the first one tells."""
    return bool(column.array[:1].isna().sum() == 0 or column.notna().any())


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
    codes = np.asarray(column.array.codes)
    if values.is_monotonic_increasing:
        return codes, values
    order = np.asarray(values.argsort())
    rank_of = np.append(np.argsort(order), -1)  # the last entry answers the code -1
    return rank_of[codes].astype(codes.dtype), values.take(order)


def count_codes(codes: Codes, n: int) -> NDArray[np.int64]:
    """Count how often each of n codes occurs; -1, a missing value, is not counted."""
    counts = np.zeros(n, dtype=np.int64)
    for first in range(0, len(codes), AT_ONCE):
        part = codes[first : first + AT_ONCE]
        counts += np.bincount(part[part >= 0] if part.min() < 0 else part, minlength=n)
    return counts


def count_values(table: pd.DataFrame, column: str) -> NDArray[np.int64]:
    """Count how often each value of a column occurs, in the order of `codes_of`."""

    def count() -> NDArray[np.int64]:
        index = source.word_index(column) if isinstance(source, BatchColumns) else None
        if index is not None:
            return index.counts()
        codes, values = codes_of(table[column])
        return count_codes(codes, len(values))

    source = source_of(table)
    return count() if source is None else source.known(f"counts of {column}", count)


def source_of(table: pd.DataFrame) -> Columns | None:
    """Give what a table fetches its columns from; None if it holds them itself."""
    return table.source if isinstance(table, Frame) else None


def coded(column: pd.Series) -> tuple[NDArray[np.int64], pd.Index]:
    """Turn a column into codes in alphabetical order, wide enough to reckon with."""
    codes, values = codes_of(column)
    return codes.astype(np.int64), values


def plain(values: pd.Index) -> pd.Series:
    """Give numbers as they are and everything else as plain strings."""
    column = pd.Series(values)
    is_number = pd.api.types.is_numeric_dtype(column.dtype)
    return column.reset_index(drop=True) if is_number else column.astype("str")


@dataclass(frozen=True, slots=True)
class Tally:
    """
    How often what occurs in which group: groups ascend, counts descend, equals are alphabetical.

    Attributes
    ----------
    groups, units : list of array of int
        The codes of each group's columns, and of what was counted.
    count, n_docs, n_sections : array of int
        Rows, and the documents and sections that hold one.
    total : array of int
        Rows of the group, those that lack a value included.
    rank : array of int
        1 for the most frequent of the group; equals share the lowest rank.
    """

    groups: list[Keys]
    units: list[Keys]
    count: Keys
    n_docs: Keys
    n_sections: Keys
    total: Keys
    rank: Keys


def count_units(
    groups: Sequence[Codes], units: Sequence[Codes], places: Sequence[Codes] = ()
) -> Tally:
    """
    Count equal rows within groups, by packing each row's codes into one number and sorting these.

    A row with a negative code, a missing value, is not counted. The places are the codes of each
    row's document and section; without them n_docs and n_sections are empty.
    """
    given = [*groups, *units, *places]
    held = _complete(given)
    columns = given if held is None else [column[held] for column in given]
    widths = [bits(int(column.max(initial=0))) for column in columns]
    n = len(groups) + len(units)
    place = sum(widths[n:])
    shorter = Shortened(columns[:n], widths[:n], WIDEST - place)
    keys = pack([*shorter.columns, *columns[n:]], [*shorter.widths, *widths[n:]], len(columns[0]))
    keys.sort()

    starts = np.flatnonzero(_changes(keys >> place if place else keys))
    count = np.diff(np.append(starts, len(keys)))
    cells = keys[starts] >> place
    numbers = np.zeros(len(starts), dtype=np.int64)
    if groups:
        numbers = _number_groups(shorter.unpack(cells)[: len(groups)], len(starts))
    order = most_first(numbers, count)
    found = shorter.unpack(cells[order])
    count, numbers = count[order], numbers[order]
    n_docs = n_sections = np.empty(0, dtype=np.int64)
    if places:
        n_docs = _sum_runs(_changes(keys >> widths[-1]), starts)[order]
        n_sections = _sum_runs(_changes(keys), starts)[order]
    return Tally(
        groups=found[: len(groups)],
        units=found[len(groups) :],
        count=count,
        n_docs=n_docs,
        n_sections=n_sections,
        total=_group_totals(groups, found[: len(groups)], len(given[0]), len(order)),
        rank=ranks(numbers, count),
    )


def _complete(columns: Sequence[Codes]) -> NDArray[np.bool_] | None:
    """Mark the rows that lack nothing; None if no row lacks anything."""
    lacking = [column for column in columns if len(column) and column.min() < 0]
    if not lacking:
        return None
    return np.asarray(np.logical_and.reduce([column >= 0 for column in lacking]))


def _changes(keys: Codes) -> NDArray[np.bool_]:
    """Mark where a sorted key differs from its predecessor; the first always does."""
    changed = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=changed[1:])
    return changed


def _sum_runs(marks: NDArray[np.bool_], starts: Keys) -> Keys:
    if not len(starts):
        return np.empty(0, dtype=np.int64)
    return np.add.reduceat(marks.view(np.int8), starts, dtype=np.int64)


def number_groups(columns: Sequence[Codes], n: int) -> Keys:
    """Number the groups that columns part n rows into, from 0 without gaps, in ascending order."""
    widths = [bits(int(column.max(initial=0))) for column in columns]
    keys = columns[0] if len(columns) == 1 else pack(columns, widths, n)
    if (keys[1:] >= keys[:-1]).all():
        numbers: Keys = np.cumsum(_changes(keys), dtype=np.int64)
        numbers -= 1
        return numbers
    keys = keys.astype(np.int64)
    return number(keys, sum(widths))[1]


def _number_groups(parts: Sequence[Keys], n: int) -> Keys:
    """Number the groups of cells in ascending order."""
    if not parts:
        return np.zeros(n, dtype=np.int64)
    changed = np.zeros(n, dtype=bool)
    for part in parts:
        changed[1:] |= part[1:] != part[:-1]
    return np.cumsum(changed)


def most_first(groups: Keys, count: Keys) -> Keys:
    """Order cells by group, then the most frequent first; equals stay as they are."""
    n, most = len(count), int(count.max(initial=0))
    widths = [bits(int(groups.max(initial=0))), bits(most), bits(n)]
    if sum(widths) > WIDEST:
        return np.lexsort((-count, groups))
    keys = pack([groups, most - count, np.arange(n)], widths, n)
    keys.sort()
    return np.asarray(keys & ((1 << widths[-1]) - 1))


def _group_totals(given: Sequence[Codes], found: Sequence[Keys], n_rows: int, n_cells: int) -> Keys:
    """Count all rows of each cell's group."""
    if not given:
        return np.full(n_cells, n_rows, dtype=np.int64)
    held = _complete(given)
    columns = given if held is None else [column[held] for column in given]
    widths = [bits(int(column.max(initial=0))) for column in columns]
    groups, sizes = np.unique(pack(columns, widths, len(columns[0])), return_counts=True)
    return np.asarray(sizes[np.searchsorted(groups, pack(found, widths, n_cells))], dtype=np.int64)


def ranks(groups: Keys, count: Keys) -> Keys:
    """Rank counts that already descend within their groups; equals share the lowest rank."""
    new_group = _changes(groups)
    runs = np.flatnonzero(new_group | _changes(count))  # where a count, or a group, begins
    group_starts = np.flatnonzero(new_group)
    firsts = group_starts[np.searchsorted(group_starts, runs, side="right") - 1]
    return np.repeat(runs - firsts + 1, np.diff(np.append(runs, len(count))))


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
    units = [column for column in what if column not in by]
    codes_and_values = {column: group_codes(rows[column]) for column in [*by, *units]}
    codes = {column: pair[0] for column, pair in codes_and_values.items()}
    counted = count_units(
        [codes[column] for column in by],
        [codes[column] for column in units],
        place_codes(rows),
    )
    found = zip([*by, *units], [*counted.groups, *counted.units], strict=True)
    labels = {column: plain(codes_and_values[column][1].take(code)) for column, code in found}
    numbers = {name: getattr(counted, name) for name in ("count", "n_docs", "n_sections")}
    return pd.DataFrame({**labels, **numbers, "total": counted.total, "rank": counted.rank})


def group_codes(column: pd.Series) -> tuple[Codes, pd.Index]:
    """Turn a column into codes; small numbers stand for themselves."""
    if pd.api.types.is_integer_dtype(column.dtype) and isinstance(column.dtype, np.dtype):
        numbers = column.to_numpy()
        least, most = int(numbers.min(initial=0)), int(numbers.max(initial=0))
        if least >= 0 and most < SMALL:
            return numbers, pd.Index(np.arange(most + 1, dtype=numbers.dtype))
    return codes_of(column)


def place_codes(rows: pd.DataFrame) -> tuple[Codes, Codes]:
    """Give the codes of each row's document and section."""
    return codes_of(rows["doc_id"])[0], group_codes(rows["section_id"])[0]
