"""Which words set two texts apart, drawn to both sides; and how sure rates are."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray

from ._axes import (
    PALETTE,
    axes_for,
    house_style,
    require,
    say_nothing_to_show,
    scale_along_x,
    write_at,
)
from ._fit import (
    SMALL,
    Key,
    fit_frame,
    fit_names,
    fit_rows,
    fit_scale,
    name_rows,
    record,
    row_names,
    rows_high,
)
from ._words import grouped, listed, rate_label, widest

NAMES = {
    "g2": "G²",
    "chi2": "χ²",
    "log_ratio": "Log Ratio",
    "pct_diff": "%DIFF",
    "odds_ratio": "Odds ratio",
    "bic": "BIC",
    "welch_t": "Welch's t",
}


def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw the keywords of a target to the right and those of the reference to the left.

    The bars are as long as the table's first measure; beside each stand the occurrences in the
    target and in the reference.

    Parameters
    ----------
    table : DataFrame
        Rows of what `keyness` returned: ``pd.concat([table.head(15), table.tail(15)])``.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing.
    """
    needed = ["term", "count", "count_reference", "rate", "rate_reference"]
    require(table, needed, "plot_keyness")
    measure = next((name for name in table.columns if name in NAMES), None)
    if measure is None:
        require(table, ["g2"], "plot_keyness")
    with house_style():
        return _draw_sides(table, str(measure), ax)


def _draw_sides(table: pd.DataFrame, measure: str, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No keywords to show.")
    ours = (table["rate"] >= table["rate_reference"]).to_numpy()
    strength = table[measure].fillna(0).abs().to_numpy(dtype=float) * np.where(ours, 1, -1)
    rows = np.arange(len(table))
    handles = []
    for mine, colour, hatch in ((ours, PALETTE[0], ""), (~ours, PALETTE[1], "///")):
        bars = ax.barh(rows[mine], strength[mine], height=0.72, color=colour)
        for bar in bars:
            bar.set(hatch=hatch, edgecolor="white", linewidth=0)
        handles.append(Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0))
    name_rows(ax, list(rows), [str(term) for term in table["term"]])
    pairs = list(zip(table["count"], table["count_reference"], strict=True))
    ends = [f"{grouped(count)} : {grouped(reference)}" for count, reference in pairs]
    for row, length, end in zip(rows, strength, ends, strict=True):
        side = 1 if length >= 0 else -1
        flush = "left" if side > 0 else "right"
        write_at(ax, end, (length, row), (4 * side, 0), ha=flush, color="#555555")
    ax.axvline(0, color="#333333", linewidth=0.8)
    label = f"{NAMES[measure]} (beside the bars: occurrences in target : reference)"
    scale_along_x(ax, label, FuncFormatter(_either_side))
    key = Key(handles, ["more frequent in the target", "more frequent in the reference"])
    reading = listed(table["term"], (f"{abs(value):.1f}" for value in strength))
    fit = partial(_fit_sides, strength=strength, beyond=widest(ends, SMALL) + 6, key=key)
    record(ax, table, f"Keyness of {len(table)} words by {NAMES[measure]}: {reading}.", fit)
    return ax


def _either_side(value: float, _: object) -> str:
    return grouped(abs(value)) if abs(value) >= 1000 else f"{abs(value):.6g}"


def _fit_sides(ax: Axes, *, strength: NDArray[np.float64], beyond: float, key: Key) -> float:
    """Leave room on each side, for the occurrences at the bars' ends."""
    room = fit_names(ax)
    left, right = min(strength.min(), 0), max(strength.max(), 0)
    sides = int(left < 0) + int(right > 0)
    share = beyond / room.inner
    free = max(right - left, 1e-9) * share / max(1 - sides * share, 0.2)
    left, right = left - (free if left < 0 else 0), right + (free if right > 0 else 0)
    fit_scale(ax, room, left, right, grouped(max(-left, right)))
    return rows_high(row_names(ax)) + fit_frame(ax, room, key)


def plot_rate_intervals(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw rates with their confidence intervals, row for row, the first row on top.

    Parameters
    ----------
    table : DataFrame
        What `rate_intervals` returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing.
    """
    require(table, ["term", "rate", "rate_low", "rate_high"], "plot_rate_intervals")
    with house_style():
        ax = axes_for(ax)
        if table.empty:
            return say_nothing_to_show(ax, table, "No rates to show.")
        rows = list(range(len(table)))
        ax.hlines(rows, table["rate_low"], table["rate_high"], color=PALETTE[0], linewidth=2)
        ax.plot(table["rate"], rows, "o", color=PALETTE[0], markersize=5, clip_on=False)
        name_rows(ax, rows, [str(term) for term in table["term"]])
        level = f"{table.attrs['level']:.0%} intervals" if "level" in table.attrs else "intervals"
        label = f"{rate_label(table)}, {level}"
        scale_along_x(ax, label)
        bounds = zip(table["rate"], table["rate_low"], table["rate_high"], strict=True)
        reading = listed(
            table["term"], (f"{rate:.3g} ({low:.3g} to {high:.3g})" for rate, low, high in bounds)
        )
        fit = partial(fit_rows, greatest=float(table["rate_high"].max()), figure="0.00")
        record(ax, table, f"{label}: {reading}.", fit)
        return ax
