"""Which words set two texts apart, drawn to both sides; and how sure rates are."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from ._axes import (
    PALETTE,
    axes_for,
    grouped,
    height_of,
    house_style,
    listed,
    measure_along_x,
    name_rows,
    points_wide,
    rate_label,
    require,
    say_nothing_to_show,
    wrapped,
)
from ._drawn import record

LETTER = 5.0  # points; a letter of the figures beside the bars is about this wide
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
    labels = [wrapped(str(term)) for term in table["term"]]
    ax = axes_for(ax, height_of(labels) + 1.5)
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No keywords to show.")
        return ax
    ours = (table["rate"] >= table["rate_reference"]).to_numpy()
    strength = table[measure].fillna(0).abs().to_numpy(dtype=float) * np.where(ours, 1, -1)
    rows = np.arange(len(table))
    for mine, colour, hatch, name in (
        (ours, PALETTE[0], "", "more frequent in the target"),
        (~ours, PALETTE[1], "///", "more frequent in the reference"),
    ):
        bars = ax.barh(rows[mine], strength[mine], height=0.72, color=colour, label=name)
        for bar in bars:
            bar.set(hatch=hatch, edgecolor="white", linewidth=0)
    name_rows(ax, list(rows), labels)
    counts = zip(rows, strength, table["count"], table["count_reference"], strict=True)
    for row, length, count, reference in counts:
        side = 1 if length >= 0 else -1
        beside = ax.annotate(
            f"{grouped(count)} : {grouped(reference)}",
            (length, row),
            (4 * side, 0),
            textcoords="offset points",
            va="center",
            ha="left" if side > 0 else "right",
        )
        beside.set(fontsize=8, color="#555555")
    ax.axvline(0, color="#333333", linewidth=0.8)
    pairs = zip(table["count"], table["count_reference"], strict=True)
    longest = max(len(f"{grouped(count)} : {grouped(reference)}") for count, reference in pairs)
    _set_sides(ax, strength, measure, (LETTER * longest + 10) / points_wide(ax))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderaxespad=0.2)
    reading = listed(table["term"], (f"{abs(value):.1f}" for value in strength))
    record(ax, table, f"Keyness of {len(table)} words by {NAMES[measure]}: {reading}.")
    return ax


def _set_sides(ax: Axes, strength: NDArray[np.float64], measure: str, share: float) -> None:
    """Leave a share of the width free on each side, for the occurrences at the bars' ends."""
    left, right = min(strength.min(), 0), max(strength.max(), 0)
    sides = int(left < 0) + int(right > 0)
    room = max(right - left, 1e-9) * share / max(1 - sides * share, 0.3)
    ax.set_xlim(left - (room if left < 0 else 0), right + room)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.6g}"))
    ax.set_xlabel(f"{NAMES[measure]} (beside the bars: occurrences in target : reference)")


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
        labels = [wrapped(str(term)) for term in table["term"]]
        ax = axes_for(ax, height_of(labels))
        if table.empty:
            say_nothing_to_show(ax)
            record(ax, table, "No rates to show.")
            return ax
        rows = list(range(len(table)))
        ax.hlines(rows, table["rate_low"], table["rate_high"], color=PALETTE[0], linewidth=2)
        ax.plot(table["rate"], rows, "o", color=PALETTE[0], markersize=6.5, clip_on=False)
        name_rows(ax, rows, labels)
        level = f"{table.attrs['level']:.0%} intervals" if "level" in table.attrs else "intervals"
        label = f"{rate_label(table)}, {level}"
        measure_along_x(ax, label, float(table["rate_high"].max()))
        bounds = zip(table["rate"], table["rate_low"], table["rate_high"], strict=True)
        reading = listed(
            table["term"], (f"{rate:.3g} ({low:.3g} to {high:.3g})" for rate, low, high in bounds)
        )
        record(ax, table, f"{label}: {reading}.")
        return ax
