"""Sorting by several keys at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ._tally import Codes

WIDEST = 62  # bits of a packed key


def order_by(keys: Sequence[Codes], n: int) -> NDArray[np.int64]:
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


def _packed(keys: Sequence[Codes]) -> list[NDArray[np.int64]]:
    """Join keys into as few as hold them."""
    packed: list[NDArray[np.int64]] = []
    used = WIDEST
    for key in keys:
        bits = int(key.max(initial=0) + 2).bit_length()
        if used + bits > WIDEST:
            packed.append(np.zeros(len(key), dtype=np.int64))
            used = 0
        packed[-1] = (packed[-1] << bits) + key + 1
        used += bits
    return packed
