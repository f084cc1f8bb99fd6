"""Where each word of a column stands, so that looking for a word reads its own rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policytext.corpus.arrow import Batch, Codes, codes_of, opened, write

INDEXED = ("text", "lower", "lemma")  # the columns of tokens that words are looked for in
FOLDER = "index"


@dataclass(frozen=True, slots=True)
class WordIndex:
    """
    The rows of each word, in reading order.

    Attributes
    ----------
    starts : array of int
        Where each word's rows begin in `rows`, and behind the last where they end.
    rows : array of int
        The rows of the first word, then those of the second …
    """

    starts: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]

    @classmethod
    def of(cls, codes: Codes, n_words: int) -> WordIndex:
        """Index a column of codes; -1, a missing value, stands nowhere."""
        width = max(1, len(codes).bit_length())
        keys = codes.astype(np.int64) << width
        keys += np.arange(len(codes))
        keys.sort()
        keys = keys[np.searchsorted(keys, 0) :]
        starts = np.searchsorted(keys, np.arange(n_words + 1) << width)
        keys &= (1 << width) - 1
        return cls(starts.astype(np.int32), keys.astype(np.int32))

    def rows_of(self, code: int) -> npt.NDArray[np.int32]:
        """List a word's rows."""
        return self.rows[self.starts[code] : self.starts[code + 1]]

    def counts(self) -> npt.NDArray[np.int64]:
        """Count the rows of every word."""
        return np.diff(self.starts).astype(np.int64)


def write_indexes(tokens: Batch, folder: Path) -> None:
    """Write an index of each column that words are looked for in to a corpus's folder."""
    (folder / FOLDER).mkdir()
    for name in INDEXED:
        column = tokens.column(name)
        index = WordIndex.of(codes_of(column), len(column.dictionary))
        lists = pa.ListArray.from_arrays(pa.array(index.starts), pa.array(index.rows))
        write(pa.RecordBatch.from_arrays([lists], ["rows"]), _place(folder, name))


def open_index(folder: Path, name: str) -> WordIndex | None:
    """Map a column's index into memory; None if it has none."""
    place = _place(folder, name)
    if not place.is_file():
        return None
    lists: Any = opened(place).column(0)
    return WordIndex(lists.offsets.to_numpy(), lists.values.to_numpy())


def _place(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.arrow"
