"""How strongly two things go together: the formulas, on arrays of counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """
    Contingency tables of two things, one a row.

    Attributes
    ----------
    both : array of float
        How often they go together (O11).
    first, second : array of float
        How often each occurs where it might go with the other (R1, C1).
    total : float
        How many places there are (N).
    node : array of float
        How often the first occurs at all; the same as `first` unless that counts places around it.
    """

    both: Numbers
    first: Numbers
    second: Numbers
    total: float
    node: Numbers

    @property
    def expected(self) -> Numbers:
        """How often they would go together by chance (E11)."""
        return self.first * self.second / self.total


def _mi(pairs: Pairs) -> Numbers:
    return np.log2(pairs.both / pairs.expected)


def _mi3(pairs: Pairs) -> Numbers:
    return np.log2(pairs.both**3 / pairs.expected)


def _npmi(pairs: Pairs) -> Numbers:
    return _mi(pairs) / -np.log2(pairs.both / pairs.total)


def _log_dice(pairs: Pairs) -> Numbers:
    return 14 + np.log2(2 * pairs.both / (pairs.node + pairs.second))


def _t(pairs: Pairs) -> Numbers:
    return (pairs.both - pairs.expected) / np.sqrt(pairs.both)


def _z(pairs: Pairs) -> Numbers:
    return (pairs.both - pairs.expected) / np.sqrt(pairs.expected)


def _g2(pairs: Pairs) -> Numbers:
    both, first, second, total = pairs.both, pairs.first, pairs.second, pairs.total
    strength = log_likelihood(both, first - both, second - both, total - first - second + both)
    return np.where(both < pairs.expected, -strength, strength)


def _delta_p_forward(pairs: Pairs) -> Numbers:
    elsewhere = (pairs.second - pairs.both) / (pairs.total - pairs.first)
    return pairs.both / pairs.first - elsewhere


def _delta_p_backward(pairs: Pairs) -> Numbers:
    elsewhere = (pairs.first - pairs.both) / (pairs.total - pairs.second)
    return pairs.both / pairs.second - elsewhere


MEASURES: dict[str, Callable[[Pairs], Numbers]] = {
    "log_dice": _log_dice,
    "mi": _mi,
    "mi3": _mi3,
    "npmi": _npmi,
    "t": _t,
    "z": _z,
    "g2": _g2,
    "delta_p_forward": _delta_p_forward,
    "delta_p_backward": _delta_p_backward,
}


def associate(pairs: Pairs, measures: Sequence[str]) -> dict[str, Numbers]:
    """Compute measures of association by name; NaN where one is undefined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {name: MEASURES[name](pairs) for name in measures}
    return {name: np.where(np.isfinite(values), values, np.nan) for name, values in found.items()}


def check_measures(measures: str | Sequence[str], asked_by: str) -> list[str]:
    """
    List the measures asked for.

    Raises
    ------
    ValueError
        If one is not known, or there is none.
    """
    names = [measures] if isinstance(measures, str) else list(dict.fromkeys(measures))
    unknown = [name for name in names if name not in MEASURES]
    if unknown or not names:
        asked = repr(unknown[0]) if unknown else "none"
        raise ValueError(f"{asked_by} knows the measures {', '.join(MEASURES)}; asked for {asked}")
    return names


def log_likelihood(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """
    Compute G² of contingency tables, twice the sum of O ln(O / E) over their four cells.

    Parameters
    ----------
    a, b, c, d : array of float
        The cells, row by row.
    """
    total = a + b + c + d
    cells = ((a, a + b, a + c), (b, a + b, b + d), (c, c + d, a + c), (d, c + d, b + d))
    surprise = sum(_surprise(seen, row * column / total) for seen, row, column in cells)
    return np.asarray(np.maximum(2 * surprise, 0))


def _surprise(seen: Numbers, expected: Numbers) -> Numbers:
    ratio = np.divide(seen, expected, out=np.ones_like(expected), where=(seen > 0) & (expected > 0))
    return np.asarray(seen * np.log(ratio))


def chi_squared(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """Compute Pearson's χ² of contingency tables, without a correction."""
    total = a + b + c + d
    across = (a + b) * (c + d) * (a + c) * (b + d)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(total * (a * d - b * c) ** 2 / across)
