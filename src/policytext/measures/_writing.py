"""Stretches of rows written out as text, by Arrow and without a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ._order import Codes
from ._sequences import Places, Rows

Texts: TypeAlias = pa.ChunkedArray
AT_ONCE = 100_000  # stretches written in one go, so that their letters fit Arrow's 32-bit offsets
NOTHING = pa.array([""])  # what a missing word is written as
FEW = 50_000  # words; up to here it pays to look at those alone that occur


@dataclass(frozen=True)
class Writing:
    """
    The words that stretches are made of.

    Attributes
    ----------
    codes : array of int
        The word of each row of a token table.
    words : Index
        What the codes stand for.
    start_char, end_char : array of int, optional
        Where each row stands in the text; words that touch there are written together.
    """

    codes: Codes
    words: pd.Index
    start_char: Codes | None = None
    end_char: Codes | None = None

    def write(self, starts: Rows, ends: Rows) -> Texts:
        """Write out the rows from each start up to, not including, each end."""
        cuts = [slice(cut, cut + AT_ONCE) for cut in range(0, len(starts), AT_ONCE)]
        parts = [self._write(starts[cut], ends[cut]) for cut in cuts]
        return pa.chunked_array(parts, type=pa.string())

    def _write(self, starts: Rows, ends: Rows) -> Any:
        lengths = np.maximum(ends - starts, 0)
        offsets = np.append(0, np.cumsum(lengths))
        rows = np.repeat(starts - offsets[:-1], lengths)
        rows += np.arange(offsets[-1])
        letters, places = self._letters(self.codes[rows])
        spaced = self._spaced(rows)
        spaced[offsets[1:][lengths > 0] - 1] = False  # nothing follows the last word
        places += spaced * np.int32(len(letters) // 2)
        written = letters.take(pa.array(places))
        stretches = pa.ListArray.from_arrays(pa.array(offsets, type=pa.int32()), written)
        return pc.binary_join(stretches, "")

    def _letters(self, codes: Codes) -> tuple[Any, NDArray[np.int32]]:
        """Give words, then the same with a blank behind them, and which word each code is."""
        if len(codes) > FEW:
            return self._all_letters, np.where(codes < 0, len(self.words), codes).astype(np.int32)
        used, places = np.unique(codes, return_inverse=True)
        known = _letters_of(self.words.array.take(used[used >= 0]))
        if (used < 0).any():
            known = pa.concat_arrays([NOTHING, known])
        return _with_blanks(known), places.astype(np.int32)

    @cached_property
    def _all_letters(self) -> Any:
        return _with_blanks(pa.concat_arrays([_letters_of(self.words.array), NOTHING]))

    def _spaced(self, rows: Rows) -> NDArray[np.bool_]:
        """Say of each row whether a blank stands behind it."""
        if len(rows) > FEW:
            return np.asarray(self._all_spaced[rows])
        if self.start_char is None or self.end_char is None:
            return np.ones(len(rows), dtype=bool)
        following = np.minimum(rows + 1, len(self.codes) - 1)
        return np.asarray(self.start_char[following] != self.end_char[rows])

    @cached_property
    def _all_spaced(self) -> NDArray[np.bool_]:
        spaced = np.ones(len(self.codes), dtype=bool)
        if self.start_char is not None and self.end_char is not None:
            spaced[:-1] = self.start_char[1:] != self.end_char[:-1]
        return spaced


@dataclass(frozen=True)
class Context:
    """
    The words on one side of a node, as far as its block reaches.

    Attributes
    ----------
    writing : Writing
        The words.
    places : Places
        Where they stand.
    before, after : int
        How many words of each side are written; of the two one is 0.
    """

    writing: Writing
    places: Places
    before: int = 0
    after: int = 0

    def write(self, starts: Rows, ends: Rows) -> Texts:
        """Write out the context of the nodes that reach from each start to each end."""
        if self.before:
            return self.writing.write(self._edge(starts, -1, self.before), starts)
        return self.writing.write(ends, self._edge(ends - 1, 1, self.after) + 1)

    def _edge(self, rows: Rows, step: int, times: int) -> Rows:
        """Go so many rows to one side, or as far as the block reaches."""
        edge = np.clip(rows + step * times, 0, len(self.places.blocks) - 1)
        outside = np.flatnonzero(~self.places.together(edge, rows))
        while len(outside):
            edge[outside] -= step
            outside = outside[~self.places.together(edge[outside], rows[outside])]
        return edge


@dataclass(frozen=True)
class Joined:
    """
    Sequences of words, parted by blanks: a stretch of one row is the row's words.

    Attributes
    ----------
    codes : sequence of array of int
        The first, second … word of each row; -1 behind its last.
    words : Index
        What the codes stand for.
    """

    codes: Sequence[Codes]
    words: pd.Index

    def write(self, starts: Rows, ends: Rows) -> Texts:
        """Write out the rows given by the starts."""
        used, places = np.unique([codes[starts] for codes in self.codes], return_inverse=True)
        known = pa.array(self.words.take(used[used >= 0]).astype("str").array, type=pa.string())
        if (used < 0).any():  # behind the last word of a shorter sequence
            known = pa.concat_arrays([pa.array([None], type=pa.string()), known])
        columns = [known.take(pa.array(column)) for column in places.reshape(len(self.codes), -1)]
        written = pc.binary_join_element_wise(*columns, " ", null_handling="skip")
        return pa.chunked_array([written])


def _letters_of(words: Any) -> Any:
    letters = pa.array(pd.array(words, dtype="str"), type=pa.string())
    return letters.combine_chunks() if isinstance(letters, pa.ChunkedArray) else letters


def _with_blanks(words: Any) -> Any:
    return pa.concat_arrays([words, pc.binary_join_element_wise(words, " ", "")])


class Writer(Protocol):
    """What writes out stretches of rows."""

    def write(self, starts: Rows, ends: Rows) -> Texts:
        """Write out the rows from each start up to, not including, each end."""
        ...
