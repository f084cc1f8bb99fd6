"""A DataFrame that fetches a column when it is touched."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from policytext.corpus.columns import ChosenColumns, Columns, FrameColumns, choose

NAME = re.compile(r"[^\W\d]\w*")
INDEX: Any = pd.DataFrame.index  # the descriptors that the properties below stand before
COLUMNS: Any = pd.DataFrame.columns


def labels_of(table: pd.DataFrame) -> Callable[[], pd.Index]:
    """Give what tells the labels of a table's rows; it keeps none of the columns alive."""
    source = table.source if isinstance(table, Frame) else None
    if isinstance(source, ChosenColumns):
        return source.like().index
    labels = table.index
    return lambda: labels


class Frame(pd.DataFrame):
    """
    A DataFrame that fetches a column when it is touched.

    Choosing rows by a mask or a query and asking for columns reads the columns that are asked
    for. Everything else that a DataFrame does makes it an ordinary one first, whose columns are
    shared with the source until they are written to; so nothing is lost but time.

    Parameters
    ----------
    columns : Columns
        Where the columns come from.
    """

    _source: Columns | None = None  # None once the frame is an ordinary one
    _names: pd.Index | None = None  # of the columns; to make an index of them takes a while

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._source = columns

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Frame:
        """Give a frame of which rows can be chosen without copying every column."""
        if isinstance(frame, Frame) and frame.source is not None:
            return frame
        return cls(FrameColumns(frame))._like(frame)

    @property
    def source(self) -> Columns | None:
        """Where the columns come from; None once the frame is an ordinary one."""
        return self._source

    @property
    def _mgr(self) -> Any:
        """What pandas keeps of a frame; asking for it makes the frame an ordinary one."""
        source, own = self._source, self.__dict__
        if source is not None:
            own["_kept"], own["_source"] = _ordinary(source, source.names)._mgr, None
        return own["_kept"]

    @_mgr.setter
    def _mgr(self, kept: Any) -> None:
        self.__dict__.update(_kept=kept, _source=None)

    @property
    def index(self) -> pd.Index:
        """The labels of the rows."""
        return super().index if self._source is None else self._source.index()

    @index.setter
    def index(self, labels: Any) -> None:
        INDEX.__set__(self, labels)

    @property
    def columns(self) -> pd.Index:
        """The names of the columns."""
        if self._source is None:
            return super().columns
        if self._names is None:
            self._names = pd.Index(self._source.names)
        return self._names

    @columns.setter
    def columns(self, names: Any) -> None:
        COLUMNS.__set__(self, names)

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return len(self), len(self.columns)

    def __len__(self) -> int:
        return super().__len__() if self._source is None else self._source.n_rows

    def __getitem__(self, key: Any) -> Any:
        source = self._source
        if source is None:
            return super().__getitem__(key)
        if isinstance(key, str) and key in source.names:
            column = source.fetch(key).copy(deep=False)
            column.attrs = dict(self.attrs)
            return column
        if isinstance(key, list) and key and all(name in source.names for name in key):
            columns = self._constructor(_ordinary(source, key))  # type: ignore[operator]
            columns.attrs = dict(self.attrs)
            return columns
        if _is_mask_of(key, self):
            return type(self)(choose(source, np.asarray(key)))._like(self)
        return super().__getitem__(key)

    def query(self, expr: str, *, inplace: bool = False, **kwargs: Any) -> Any:
        """Choose rows by an expression, as `pandas.DataFrame.query` does."""
        kwargs["level"] = kwargs.pop("level", 0) + 1
        if self._source is None or inplace or "`" in expr:
            if inplace:  # pandas warns of the word, whatever its value
                kwargs["inplace"] = inplace
            return super().query(expr, **kwargs)
        named = set(NAME.findall(expr))
        columns = [name for name in self._source.names if name in named]
        return self[self[columns or self._source.names].eval(expr, **kwargs)]

    def head(self, n: int = 5) -> pd.DataFrame:  # type: ignore[misc, override]
        """Give the first rows."""
        if self._source is None:
            return super().head(n)
        rows = np.arange(*slice(n).indices(len(self)))
        return type(self)(choose(self._source, rows))._like(self)

    def _like(self, frame: pd.DataFrame) -> Frame:
        self.attrs = dict(frame.attrs)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _as_it_is, (self.copy(deep=False),)


def _as_it_is(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def _ordinary(source: Columns, names: list[str]) -> pd.DataFrame:
    columns = {name: source.fetch(name) for name in names}
    return pd.DataFrame(columns, index=source.index(), columns=names, copy=False)


def _is_mask_of(key: Any, frame: Frame) -> bool:
    """Tell whether a key says of each row of a frame whether it is chosen."""
    if isinstance(key, pd.Series):
        return key.dtype == np.bool_ and key.index.equals(frame.index)
    return isinstance(key, np.ndarray) and key.dtype == np.bool_ and key.shape == (len(frame),)
