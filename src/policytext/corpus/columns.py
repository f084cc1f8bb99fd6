"""Where a frame fetches its columns from: an Arrow batch, another frame, or some rows of either."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytext.corpus.arrow import Batch, to_pandas
from policytext.corpus.index import WordIndex, open_index
from policytext.corpus.schema import SCHEMA

Rows: TypeAlias = npt.NDArray[Any]  # a mask, or the numbers of rows in ascending order
Found = TypeVar("Found")

SPARSE = 8  # where one of so many rows is chosen, their numbers take less room than a mask


class Columns(ABC):
    """Where a frame fetches its columns from."""

    names: list[str]
    n_rows: int

    @abstractmethod
    def index(self) -> pd.Index:
        """Give the labels of the rows."""

    @abstractmethod
    def fetch(self, name: str) -> pd.Series:
        """Give a column."""

    def rows_of(self, name: str, code: int) -> Rows | None:
        """List the rows of a word; None if there is no index."""
        return None

    def at_most(self, name: str, code: int) -> int | None:
        """Say how many rows a word has at most; None if there is no index."""
        return None

    def known(self, fact: str, find_out: Callable[[], Found]) -> Found:
        """Find something out, once: what the columns hold never changes."""
        if fact not in self._known:
            self._known[fact] = find_out()
        found: Found = self._known[fact]
        return found

    @cached_property
    def _known(self) -> dict[str, Any]:
        return {}


class BatchColumns(Columns):
    """
    The columns of an Arrow batch, each turned into one of pandas when it is first asked for.

    Parameters
    ----------
    table : str
        One of `TABLES`.
    batch : RecordBatch
    folder : path, optional
        The corpus's, which may hold an index of a column.
    """

    def __init__(self, table: str, batch: Batch, folder: Path | None = None) -> None:
        self.batch = batch
        self._kinds = SCHEMA[table]
        self._folder = folder if table == "tokens" else None
        self.names: list[str] = batch.schema.names
        self.n_rows: int = batch.num_rows
        self._index = pd.RangeIndex(self.n_rows)
        self._fetched: dict[str, pd.Series] = {}
        self._word_indexes: dict[str, WordIndex | None] = {}

    def index(self) -> pd.Index:
        """Number the rows."""
        return self._index

    def fetch(self, name: str) -> pd.Series:
        """Give a column; its codes and numbers are the batch's own memory."""
        if name not in self._fetched:
            values = to_pandas(self.batch.column(name), self._kinds.get(name, ""))
            self._fetched[name] = pd.Series(values, index=self._index, name=name, copy=False)
        return self._fetched[name]

    def word_index(self, name: str) -> WordIndex | None:
        """Give the index of a column; None if there is none."""
        if self._folder is not None and name not in self._word_indexes:
            self._word_indexes[name] = open_index(self._folder, name)
        return self._word_indexes.get(name)

    def rows_of(self, name: str, code: int) -> Rows | None:
        """List the rows of a word; None if there is no index."""
        index = self.word_index(name)
        return None if index is None else index.rows_of(code)

    def at_most(self, name: str, code: int) -> int | None:
        """Say how many rows a word has; None if there is no index."""
        index = self.word_index(name)
        return None if index is None else len(index.rows_of(code))


class FrameColumns(Columns):
    """The columns of a frame that is there already."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.names: list[str] = list(frame.columns)
        self.n_rows: int = len(frame)
        self._frame = frame

    def index(self) -> pd.Index:
        """Give the frame's own index."""
        return self._frame.index

    def fetch(self, name: str) -> pd.Series:
        """Give a column."""
        return self._frame[name]

    def known(self, fact: str, find_out: Callable[[], Found]) -> Found:
        """Find something out, every time: the frame may have been written to."""
        return find_out()


class ChosenColumns(Columns):
    """
    The columns of some rows, each cut out when it is first asked for.

    Parameters
    ----------
    whole : Columns
    rows : slice or array
        A run of rows, of which nothing is copied; a mask; or the numbers of the rows.
    """

    def __init__(self, whole: Columns, rows: slice | Rows) -> None:
        self.names = whole.names
        self._whole = whole
        self._rows = rows
        self.n_rows = _length(rows)
        self._fetched: dict[str, pd.Series] = {}

    def index(self) -> pd.Index:
        """Give the labels that the rows have in the whole."""
        return self._labels

    @cached_property
    def _labels(self) -> pd.Index:
        return self._whole.index()[self._rows]

    def fetch(self, name: str) -> pd.Series:
        """Give a column."""
        if name not in self._fetched:
            values = self._whole.fetch(name).array[self._rows]
            self._fetched[name] = pd.Series(values, index=self.index(), name=name, copy=False)
        return self._fetched[name]

    def like(self) -> ChosenColumns:
        """Choose the same rows, with no column fetched."""
        return ChosenColumns(self._whole, self._rows)

    def rows_of(self, name: str, code: int) -> Rows | None:
        """List the rows of a word among those chosen; None if there is no index."""
        if not isinstance(self._rows, slice) and self._rows.dtype != np.bool_:
            return None  # so few rows are quickly looked through
        rows = self._whole.rows_of(name, code)
        if rows is None:
            return None
        if isinstance(self._rows, slice):
            first, last = np.searchsorted(rows, [self._rows.start, self._rows.stop])
            return np.asarray(rows[first:last] - self._rows.start)
        return np.asarray(self._places[rows[self._rows[rows]]])

    @cached_property
    def _places(self) -> npt.NDArray[np.int32]:
        """Where each row of the whole stands among those that the mask chooses."""
        places = np.cumsum(np.asarray(self._rows), dtype=np.int32)
        places -= 1
        return places

    def at_most(self, name: str, code: int) -> int | None:
        """Say how many rows a word has in the whole; None if there is no index."""
        return self._whole.at_most(name, code)

    def choose(self, chosen: Rows) -> Columns:
        """Choose among the rows."""
        if isinstance(self._rows, slice):
            return ChosenColumns(self, _simplest(chosen))
        if self._rows.dtype == np.bool_ and chosen.dtype == np.bool_:
            rows = self._rows.copy()
            rows[rows] = chosen
            return choose(self._whole, rows)
        numbers = np.flatnonzero(self._rows) if self._rows.dtype == np.bool_ else self._rows
        return choose(self._whole, numbers[chosen])


def choose(columns: Columns, rows: Rows) -> Columns:
    """
    Choose rows.

    Parameters
    ----------
    columns : Columns
    rows : array
        A mask, or the numbers of the rows in ascending order.
    """
    if isinstance(columns, ChosenColumns):
        return columns.choose(rows)
    return ChosenColumns(columns, _simplest(rows))


def _simplest(rows: Rows) -> slice | Rows:
    """Write rows that follow one another, as those of a document do, as a slice; few as numbers."""
    if rows.dtype != np.bool_:
        is_run = len(rows) and rows[-1] - rows[0] + 1 == len(rows)
        return slice(int(rows[0]), int(rows[-1]) + 1) if is_run else rows
    n_rows = int(np.count_nonzero(rows))
    first = int(rows.argmax()) if n_rows else 0
    if rows[first : first + n_rows].all():
        return slice(first, first + n_rows)
    return np.flatnonzero(rows) if n_rows * SPARSE < len(rows) else rows


def _length(rows: slice | Rows) -> int:
    if isinstance(rows, slice):
        return int(rows.stop - rows.start)
    return int(np.count_nonzero(rows)) if rows.dtype == np.bool_ else len(rows)
