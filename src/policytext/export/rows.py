"""Which rows of a table were measured, written small."""

from __future__ import annotations

import base64
import zlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MOST = 1_000_000  # letters; a picture does not carry more than that of rows


def pack(labels: pd.Index) -> str:
    """
    Write down the labels of rows: a range as "0-4999", others as a compressed bitmap.

    Raises
    ------
    ValueError
        If they are not the numbers of rows, ascending, or too many.
    """
    if not pd.api.types.is_integer_dtype(labels.dtype):
        raise ValueError("its rows no longer have the corpus's numbers")
    numbers = labels.to_numpy()
    if len(numbers) and (numbers[0] < 0 or (np.diff(numbers) <= 0).any()):
        raise ValueError("its rows no longer stand in the corpus's order")
    if not len(numbers):
        return ""
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}-{numbers[-1]}"
    chosen = np.zeros(int(numbers[-1]) + 1, dtype=np.bool_)
    chosen[numbers] = True
    packed = base64.b64encode(zlib.compress(np.packbits(chosen).tobytes(), 9)).decode("ascii")
    if len(packed) > MOST:
        raise ValueError("too many rows were chosen for a picture to name them")
    return f"bits:{packed}"


def unpack(written: str) -> NDArray[np.int64]:
    """Give the labels that `pack` wrote down."""
    if not written:
        return np.array([], dtype=np.int64)
    if written.startswith("bits:"):
        packed = np.frombuffer(zlib.decompress(base64.b64decode(written[5:])), dtype=np.uint8)
        return np.flatnonzero(np.unpackbits(packed))
    first, last = written.split("-")
    return np.arange(int(first), int(last) + 1)
