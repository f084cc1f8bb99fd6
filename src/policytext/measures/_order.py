"""Several codes packed into one number: the ground of sorting and of counting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.signedinteger[Any]]
Keys = NDArray[np.int64]
WIDEST = 62  # bits of a packed key


def order_by(keys: Sequence[Codes], n: int) -> Keys:
    """
    Order rows by keys, the first first; equals stay as they are.

    Parameters
    ----------
    keys : sequence of array of int
        At least -1 each, one value a row.
    n : int
        How many rows there are.
    """
    packed = _packed(keys)
    if not packed:
        return np.arange(n)
    if len(packed) > 1:
        return np.lexsort(packed[::-1])
    order = np.argsort(packed[0])  # fast, and not stable
    arranged = packed[0][order]
    runs = np.append(0, np.cumsum(arranged[1:] != arranged[:-1]))[:n]
    stable = runs * n + order
    stable.sort()
    return np.asarray(stable % max(n, 1))


def _packed(keys: Sequence[Codes]) -> list[Keys]:
    """Join keys into as few as hold them."""
    packed: list[Keys] = []
    used = WIDEST
    for key in keys:
        width = bits(int(key.max(initial=0)) + 1)
        if used + width > WIDEST:
            packed.append(np.zeros(len(key), dtype=np.int64))
            used = 0
        packed[-1] = (packed[-1] << width) + key + 1
        used += width
    return packed


def bits(greatest: int) -> int:
    """Say how many bits a number up to this takes."""
    return max(1, int(greatest).bit_length())


def pack(columns: Sequence[Codes], widths: Sequence[int], n: int) -> Keys:
    """Join columns of codes, none negative, into one key, the first column on top."""
    keys = columns[0].astype(np.int64) if columns else np.zeros(n, dtype=np.int64)
    for column, width in zip(columns[1:], widths[1:], strict=True):
        keys <<= width
        keys += column
    return keys


def number(keys: Keys, width: int) -> tuple[Keys, Keys]:
    """
    Number different keys from 0 in ascending order.

    Returns
    -------
    different : array of int
        The keys, each once.
    numbers : array of int
        The number of each row's key.
    """
    row_bits = bits(len(keys))
    if width + row_bits > 63 or not len(keys):
        return np.unique(keys, return_inverse=True)
    with_rows = (keys << row_bits) + np.arange(len(keys))  # to sort is faster than to argsort
    with_rows.sort()
    rows = with_rows & ((1 << row_bits) - 1)
    with_rows >>= row_bits
    new = np.append(True, with_rows[1:] != with_rows[:-1])
    numbers = np.empty(len(keys), dtype=np.int64)
    numbers[rows] = np.cumsum(new) - 1
    return with_rows[new], numbers


def unpack(keys: Keys, widths: Sequence[int]) -> list[Keys]:
    """Take packed columns apart again."""
    columns: list[Keys] = []
    for width in reversed(widths):
        columns.insert(0, keys & ((1 << width) - 1))
        keys = keys >> width
    return columns


class Shortened:
    """Columns that fit so many bits: where they did not, the first ones were numbered together."""

    def __init__(self, columns: Sequence[Codes], widths: Sequence[int], fit: int) -> None:
        self.columns, self.widths = list(columns), list(widths)
        self._numbered: list[tuple[Keys, list[int]]] = []
        while sum(self.widths) > fit:
            self._number_first(len(columns[0]))

    def _number_first(self, n: int) -> None:
        """Number the first columns together, as many as can be told apart fast."""
        room = 63 - bits(n)
        ends = [end for end in range(2, len(self.widths) + 1) if sum(self.widths[:end]) <= room]
        end = ends[-1] if ends else 2
        taken = self.widths[:end]
        if len(taken) < 2 or sum(taken) > WIDEST:
            raise ValueError("there are too many different values to count; take fewer columns")
        different, numbers = number(pack(self.columns[:end], taken, n), sum(taken))
        self._numbered.append((different, taken))
        self.columns[:end] = [numbers]
        self.widths[:end] = [bits(len(different))]

    def unpack(self, keys: Keys) -> list[Keys]:
        """Give the columns of packed keys as they were."""
        columns = unpack(keys, self.widths)
        for different, widths in reversed(self._numbered):
            columns[:1] = unpack(different[columns[0]], widths)
        return columns
