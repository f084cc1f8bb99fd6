"""What page furniture does to the counts, drawn."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ._axes import (
    PALETTE,
    axes_for,
    count_along_x,
    grouped,
    height_of,
    house_style,
    listed,
    name_rows,
    require,
    say_nothing_to_show,
    wrapped,
)
from ._drawn import record


def plot_contamination(
    table: pd.DataFrame, *, sources: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """
    Draw each term's count with and without page furniture.

    Parameters
    ----------
    table : DataFrame
        What `contamination` returned, or some of its rows; the first is on top.
    sources : DataFrame, optional
        What `contamination_sources` returned for these terms: beside each the reason is named for
        which most of its furniture was taken for that.
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
    require(table, ["term", "count_body", "count_all", "difference"], "plot_contamination")
    if sources is not None:
        require(sources, ["term", "reason", "count"], "plot_contamination")
    with house_style():
        return _draw_dumbbells(table, _main_reasons(sources), ax)


def _main_reasons(sources: pd.DataFrame | None) -> dict[str, str]:
    """Give the reason that counts most for each term."""
    if sources is None:
        return {}
    counts = sources.groupby(["term", "reason"], sort=False)["count"].sum()
    most = counts.sort_values(ascending=False, kind="stable").reset_index()
    return dict(zip(most["term"][::-1], most["reason"][::-1], strict=True))


def _draw_dumbbells(table: pd.DataFrame, reasons: dict[str, str], ax: Axes | None) -> Axes:
    labels = [wrapped(str(term)) for term in table["term"]]
    ax = axes_for(ax, height_of(labels) + 1)
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No terms to show.")
        return ax
    rows = list(range(len(table)))
    ax.hlines(rows, table["count_body"], table["count_all"], color="#999999", linewidth=2)
    alone = ax.plot(table["count_body"], rows, "o", color=PALETTE[0], markersize=7)
    with_it = ax.plot(table["count_all"], rows, "D", color=PALETTE[1], markersize=5.5)
    alone[0].set(label="the text alone", clip_on=False)
    with_it[0].set(label="with page furniture", clip_on=False)
    counts = zip(rows, table["count_body"], table["count_all"], table["term"], strict=True)
    for row, alone_count, count, term in counts:
        change = f"{grouped(alone_count)} → {grouped(count)}"
        if term in reasons:
            change += f"  ({reasons[term]})"
        beside = ax.annotate(change, (count, row), (8, 0), textcoords="offset points", va="center")
        beside.set_fontsize(8)
    name_rows(ax, rows, labels)
    count_along_x(ax, "Occurrences", table["count_all"].max())
    if reasons:
        ax.set_xlim(right=ax.get_xlim()[1] * 1.35)  # room for the reasons
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    pairs = zip(table["count_body"], table["count_all"], strict=True)
    reading = listed(table["term"], (f"{alone_count} and {count}" for alone_count, count in pairs))
    shown = f"Occurrences of {len(table)} terms without and with page furniture"
    record(ax, table, f"{shown}: {reading}.")
    return ax
