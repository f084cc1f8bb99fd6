"""Columns of text that are written out only where they are read."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray, ExtensionDtype, register_extension_dtype

from ._sequences import Rows
from ._writing import Texts, Writer, Writing


@register_extension_dtype
class WordsDtype(ExtensionDtype):
    """Text of a token table, written out where it is read."""

    name = "words"
    type = str
    kind = "O"
    na_value = np.nan

    @classmethod
    def construct_array_type(cls) -> Any:
        """Name the array that holds it."""
        return WordsArray


class WordsArray(ExtensionArray):
    """
    Stretches of a token table: a column that costs its letters only for the rows one looks at.

    A slice, a selection or a sorted table holds nothing but row numbers. Everything else is done
    with the strings: ``.str``, comparison, grouping, ``tolist``, writing to a file.

    Parameters
    ----------
    writing : Writing, Context or Joined
        What writes the stretches.
    starts, ends : array of int
        Rows of the token table, half-open; a start of -1 is a missing value.
    """

    def __init__(self, writing: Writer, starts: Rows, ends: Rows) -> None:
        self._writing, self._starts, self._ends = writing, starts, ends

    @classmethod
    def _from_sequence(
        cls, scalars: Any, *, dtype: object = None, copy: bool = False
    ) -> WordsArray:
        texts = pd.Series(np.asarray(scalars, dtype=object), dtype=object)
        here = texts.notna().to_numpy()
        if not all(isinstance(text, str) for text in texts[here]):
            raise TypeError("a column of words holds strings; turn it into another type for others")
        rows = np.where(here, np.arange(len(texts)), -1)
        words = pd.Index(texts.where(here, "").astype("str"))
        return cls(Writing(np.arange(len(texts)), words), rows, rows + here)

    @classmethod
    def _from_factorized(cls, values: Any, original: WordsArray) -> WordsArray:
        return cls._from_sequence(values)

    @property
    def dtype(self) -> WordsDtype:
        """Name the type."""
        return WordsDtype()

    @property
    def nbytes(self) -> int:
        """Say how much memory the row numbers take."""
        return int(self._starts.nbytes + self._ends.nbytes)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._starts)

    def __getitem__(self, item: Any) -> Any:
        item = pd.api.indexers.check_array_indexer(self, item)
        if isinstance(item, int | np.integer):
            one = self._select(np.array([item]))
            return np.nan if one._starts[0] < 0 else one.strings()[0]
        return self._select(item)

    def _select(self, rows: Any) -> WordsArray:
        return WordsArray(self._writing, self._starts[rows], self._ends[rows])

    def __setitem__(self, key: Any, value: Any) -> None:
        texts = self.strings()
        texts[key] = value
        new = self._from_sequence(texts)
        self._writing, self._starts, self._ends = new._writing, new._starts, new._ends

    def written(self) -> Texts:
        """Write everything out; null where missing."""
        here = self._starts >= 0
        if here.all():
            return self._writing.write(self._starts, self._ends)
        texts = self._writing.write(self._starts[here], self._ends[here])
        return texts.take(pa.array(np.cumsum(here) - 1, mask=~here))

    def strings(self) -> NDArray[np.object_]:
        """Write everything out as Python's strings; NaN where missing."""
        texts: NDArray[np.object_] = np.array(self.written().to_numpy(), dtype=object)
        texts[self.isna()] = np.nan
        return texts

    def isna(self) -> NDArray[np.bool_]:
        """Say which are missing."""
        return np.asarray(self._starts < 0)

    def take(
        self, indices: Any, *, allow_fill: bool = False, fill_value: object = None
    ) -> WordsArray:
        """Take rows by number; -1 is a missing one if `allow_fill`."""
        if not allow_fill:
            return self._select(np.asarray(indices, dtype=np.intp))
        take = pd.api.extensions.take
        columns = (self._starts, self._ends)
        starts, ends = (
            np.asarray(take(column, indices, allow_fill=True, fill_value=-1)) for column in columns
        )
        return WordsArray(self._writing, starts, ends)

    def copy(self) -> WordsArray:
        """Copy the row numbers."""
        return WordsArray(self._writing, self._starts.copy(), self._ends.copy())

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[WordsArray]) -> WordsArray:
        first = to_concat[0]
        if all(part._writing is first._writing for part in to_concat):
            starts = np.concatenate([part._starts for part in to_concat])
            return cls(first._writing, starts, np.concatenate([part._ends for part in to_concat]))
        return cls._from_sequence(np.concatenate([part.strings() for part in to_concat]))

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        """Turn into another type; ``astype("str")`` gives plain strings."""
        if isinstance(pd.api.types.pandas_dtype(dtype), WordsDtype):
            return self.copy() if copy else self
        if dtype == "str":
            return self.plain()
        return pd.array(self.strings(), dtype=dtype) if dtype is not object else self.strings()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[np.object_]:
        return self.strings()

    def __arrow_array__(self, type: Any = None) -> Any:
        return self.written().combine_chunks().cast(type or pa.string())

    def __eq__(self, other: object) -> Any:
        if isinstance(other, pd.Series | pd.Index | pd.DataFrame):
            return NotImplemented
        return self.strings() == np.asarray(other, dtype=object)

    def __lt__(self, other: object) -> Any:
        return self._operate(operator.lt, other)

    def __le__(self, other: object) -> Any:
        return self._operate(operator.le, other)

    def __gt__(self, other: object) -> Any:
        return self._operate(operator.gt, other)

    def __ge__(self, other: object) -> Any:
        return self._operate(operator.ge, other)

    def __add__(self, other: object) -> Any:
        return self._operate(operator.add, other)

    def __radd__(self, other: object) -> Any:
        return self._operate(lambda mine, theirs: theirs + mine, other)

    def _operate(self, function: Callable[[Any, Any], Any], other: object) -> Any:
        """Do with plain strings what is asked of the words."""
        if isinstance(other, pd.Series | pd.Index | pd.DataFrame):
            return NotImplemented
        return function(self.plain(), other.plain() if isinstance(other, WordsArray) else other)

    def plain(self) -> Any:
        """Write everything out as an array of plain strings."""
        return pd.array(self.written(), dtype="str")

    def _reduce(self, name: str, *, skipna: bool = True, keepdims: bool = False, **how: Any) -> Any:
        return self.plain()._reduce(name, skipna=skipna, keepdims=keepdims, **how)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return WordsArray._from_sequence, (self.strings(),)

    def _values_for_argsort(self) -> NDArray[np.object_]:
        return self.strings()

    def _formatter(self, boxed: bool = False) -> Any:
        return str

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_str_"):  # what a Series' .str asks of its array
            return getattr(self.plain(), name)
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
