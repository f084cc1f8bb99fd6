"""The indices of lexical diversity, each of many texts at once."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ._order import Codes, Keys, bits, pack

Numbers = NDArray[np.float64]
LEAST_TTR = 0.72  # where a factor of MTLD ends (McCarthy and Jarvis 2010)
DRAWN = 42  # tokens that HD-D draws (McCarthy and Jarvis 2007)
GLANCE = 64  # tokens of each text looked at in one go for the end of a factor


def previous(groups: Keys, words: Codes) -> Keys:
    """Find where each token's word stood last in its group; -1 where it is new."""
    n = len(words)
    widths = [bits(int(column.max(initial=0))) for column in (groups, words)]
    row_bits = bits(n)
    keys = pack([groups, words, np.arange(n)], [*widths, row_bits], n)
    keys.sort()
    rows = keys & ((1 << row_bits) - 1)
    before = np.full(n, -1)
    if n:
        keys >>= row_bits
        same = keys[1:] == keys[:-1]
        before[rows[1:][same]] = rows[:-1][same]
    return before


def following(before: Keys) -> Keys:
    """Find where each token's word stands next in its group; the number of tokens if nowhere."""
    after = np.full(len(before), len(before))
    again = np.flatnonzero(before >= 0)
    after[before[again]] = again
    return after


def mattr(groups: Keys, before: Keys, firsts: Keys, window: int) -> Numbers:
    """
    Average the TTR of every window.

    A token is a type's first in those windows that begin behind the type's last place, and not
    after the token.
    """
    rows = np.arange(len(before))
    first, last = firsts[groups], firsts[groups + 1] - window
    begins = np.maximum(np.maximum(before, rows - window) + 1, first)
    windows = np.maximum(np.minimum(rows, last) - begins + 1, 0)
    sizes = np.diff(firsts)
    types = np.bincount(groups, windows, minlength=len(sizes))
    n_windows = np.maximum(sizes - window + 1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(n_windows > 0, types / (n_windows * window), np.nan)


def mtld(before: NDArray[np.int32], starts: Keys, ends: Keys) -> Numbers:
    """Count the factors of all texts at once, a glance at each text at a time."""
    factors = np.zeros(len(starts))
    glances = sliding_window_view(np.append(before, np.zeros(GLANCE, before.dtype)), GLANCE)
    longest = int((ends - starts).max(initial=0))
    limits = sliding_window_view(_least_types(longest + GLANCE), GLANCE)
    begins, at = starts.copy(), starts.copy()  # of the factor, of the glance
    held = np.zeros(len(starts), dtype=np.int32)  # types of the factor before the glance
    going = np.flatnonzero(starts < ends)
    while len(going):
        begin, here = begins[going], at[going]
        types = np.cumsum(glances[here] < begin[:, None], axis=1, dtype=np.int32)
        types += held[going, None]
        low = types < limits[here - begin]
        step = np.argmax(low, axis=1)
        rest = ends[going] - here
        ended = low[np.arange(len(going)), step] & (step < rest)
        over = ~ended & (rest <= GLANCE)
        left_over = types[over, rest[over] - 1] / (ends[going] - begin)[over]
        factors[going[ended]] += 1
        factors[going[over]] += (1 - left_over) / (1 - LEAST_TTR)
        at[going] += np.where(ended, step + 1, GLANCE)
        begins[going[ended]] = at[going[ended]]
        held[going] = np.where(ended, 0, types[:, -1])
        going = going[at[going] < ends[going]]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(factors > 0, (ends - starts) / factors, np.nan)


def _least_types(n: int) -> NDArray[np.int32]:
    """Say how many types 1, 2 … n tokens hold at least whose TTR is not below the factor's."""
    sizes = np.arange(1, n + 1)
    least = np.ceil(LEAST_TTR * sizes)
    least -= (least - 1) / sizes >= LEAST_TTR  # what rounding may have added or taken
    least += least / sizes < LEAST_TTR
    return np.asarray(least, dtype=np.int32)


def hdd(groups: Keys, words: Codes, sizes: Keys) -> Numbers:
    """Add up the chances of each type to be among tokens drawn at random."""
    from scipy.special import gammaln  # noqa: PLC0415  (slow to import)

    width = bits(int(words.max(initial=0)))
    cells, counts = np.unique((groups << width) + words, return_counts=True)
    width_of_size = bits(int(sizes.max(initial=0)))
    alike = ((cells >> width) << width_of_size) + counts  # types as frequent in the same text
    alike, n_types = np.unique(alike, return_counts=True)
    text, counts = alike >> width_of_size, alike & ((1 << width_of_size) - 1)
    rest = (sizes[text] - counts).astype(float)

    def log_ways(n: Numbers) -> Numbers:
        return np.asarray(gammaln(n + 1) - gammaln(np.maximum(n - DRAWN, 0) + 1))

    missed = np.exp(log_ways(rest) - log_ways(sizes.astype(float))[text])
    chance = np.where(rest >= DRAWN, 1 - missed, 1.0) / DRAWN
    expected = np.bincount(text, chance * n_types, minlength=len(sizes))
    return np.where(sizes >= DRAWN, expected, np.nan)
