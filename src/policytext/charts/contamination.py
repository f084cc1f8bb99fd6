"""What page furniture does to the counts, drawn."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from ._axes import (
    PALETTE,
    axes_for,
    count_along_x,
    house_style,
    require,
    say_nothing_to_show,
    write_at,
)
from ._fit import SMALL, Key, fit_names, fit_rows, name_rows, record
from ._words import grouped, listed, points_of, widest, wrapped

REASON_PART = 0.5  # of the width of the bars, at most, for the reasons


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
        return _draw_dumbbells(table, sources, ax)


def _main_reasons(sources: pd.DataFrame | None) -> dict[str, str]:
    """Give the reason that counts most for each term."""
    if sources is None:
        return {}
    counts = sources.groupby(["term", "reason"], sort=False)["count"].sum()
    most = counts.sort_values(ascending=False, kind="stable").reset_index()
    return dict(zip(most["term"][::-1], most["reason"][::-1], strict=True))


def _draw_dumbbells(table: pd.DataFrame, sources: pd.DataFrame | None, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No terms to show.", beside=sources)
    rows = list(range(len(table)))
    ax.hlines(rows, table["count_body"], table["count_all"], color="#999999", linewidth=2)
    dots = [
        *ax.plot(table["count_body"], rows, "o", color=PALETTE[0], markersize=6),
        *ax.plot(table["count_all"], rows, "D", color=PALETTE[1], markersize=4.5),
    ]
    for dot in dots:
        dot.set_clip_on(False)
    reasons = _main_reasons(sources)
    counts = zip(table["count_body"], table["count_all"], table["term"], strict=True)
    changes = [
        (f"{grouped(alone)} → {grouped(both)}", reasons.get(term, ""))
        for alone, both, term in counts
    ]
    ends = [
        write_at(ax, "", (count, row), (6, 0), linespacing=1.05)
        for row, count in zip(rows, table["count_all"], strict=True)
    ]
    name_rows(ax, rows, [str(term) for term in table["term"]])
    count_along_x(ax, "Occurrences")
    pairs = zip(table["count_body"], table["count_all"], strict=True)
    reading = listed(table["term"], (f"{alone_count} and {count}" for alone_count, count in pairs))
    shown = f"Occurrences of {len(table)} terms without and with page furniture"
    key = Key(dots, ["the text alone", "with page furniture"])
    greatest = float(table["count_all"].max())
    fit = partial(_fit_dumbbells, ends=ends, changes=changes, greatest=greatest, key=key)
    record(ax, table, f"{shown}: {reading}.", fit, beside=sources)
    return ax


def _fit_dumbbells(
    ax: Axes, *, ends: list[Annotation], changes: list[tuple[str, str]], greatest: float, key: Key
) -> float:
    """Write the reasons behind the counts, or below them where that would leave no room."""
    most = REASON_PART * fit_names(ax).inner
    measure = partial(points_of, size=SMALL)
    written = []
    for change, reason in changes:
        one_line = f"{change}  ({reason})" if reason else change
        below = f"{change}\n{wrapped(f'({reason})', most, measure=measure)}"
        written.append(one_line if not reason or measure(one_line) < most else below)
    for end, words in zip(ends, written, strict=True):
        end.set_text(words)
    beyond = widest(written, SMALL) + 6
    return fit_rows(ax, greatest, grouped(greatest), beyond=beyond, key=key, beside=written)
