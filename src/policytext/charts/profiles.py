"""What texts are made of, how their vocabulary grows, and which years they mention."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ._axes import (
    FAINT,
    MARKERS,
    PALETTE,
    axes_for,
    count_along_x,
    house_style,
    require,
    say_nothing_to_show,
    scale_along_x,
    write_at,
)
from ._fit import (
    SMALL,
    TYPE,
    Key,
    fit_frame,
    fit_names,
    fit_rows,
    fit_scale,
    name_rows,
    record,
    room_of,
)
from ._words import grouped, listed, percent, points_of
from .frequencies import compare, group_names

STYLES = ("-", "--", ":", "-.")
MOST_CURVES = 12  # beyond this no eye tells them apart
TALL = 0.62  # of its width is the height of a chart that is no list
LINE_HIGH = 0.62  # inches, of a time line


def plot_part_of_speech_profile(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how the tokens are shared out among the parts of speech, a dot for each group.

    Parameters
    ----------
    table : DataFrame
        What `part_of_speech_profile` returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than eight groups to compare.
    """
    require(table, ["pos", "share"], "plot_part_of_speech_profile")
    with house_style():
        if table.empty:
            ax = axes_for(ax)
            return say_nothing_to_show(ax, table, "No parts of speech to show.")
        groups = group_names(table, "pos")
        label = "Share of the tokens (%)"
        return compare(
            table, ["pos", "share"], groups, ax, label=label, formatter=FuncFormatter(percent)
        )


def plot_sentence_lengths(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how long sentences are: the median, the middle half as a bar, and the extremes as a line.

    Parameters
    ----------
    table : DataFrame
        What `sentence_lengths` returned, or some of its rows.
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
    needed = ["n_sentences", "shortest", "quarter", "median", "three_quarters", "longest"]
    require(table, needed, "plot_sentence_lengths")
    with house_style():
        names = group_names(table, "n_sentences")
        counts = zip(names, table["n_sentences"], strict=True)
        labels = [f"{name or 'all'} ({grouped(count)})" for name, count in counts]
        ax = axes_for(ax)
        if table.empty:
            return say_nothing_to_show(ax, table, "No sentences to show.")
        rows = list(range(len(table)))
        ax.hlines(rows, table["shortest"], table["longest"], color="#999999", linewidth=1)
        middle = table["three_quarters"] - table["quarter"]
        ax.barh(rows, middle, left=table["quarter"], height=0.5, color=FAINT)
        ax.plot(table["median"], rows, "o", color=PALETTE[0], markersize=5)
        name_rows(ax, rows, labels)
        scale_along_x(ax, "Tokens of a sentence: shortest, middle half, median, longest")
        reading = listed(labels, table["median"].map("{:g}".format))
        longest = float(table["longest"].max())
        fit = partial(fit_rows, greatest=longest, figure=grouped(longest))
        record(ax, table, f"Median length of sentences: {reading}.", fit)
        return ax


def plot_vocabulary_growth(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how many types have been met as texts are read, a curve for each.

    Parameters
    ----------
    table : DataFrame
        What `vocabulary_growth` returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than twelve texts.
    """
    require(table, ["n_tokens", "n_types"], "plot_vocabulary_growth")
    names = group_names(table, "n_tokens")
    texts = list(dict.fromkeys(names))
    if len(texts) > MOST_CURVES:
        raise ValueError(
            f"plot_vocabulary_growth draws {MOST_CURVES} curves at most; the table holds "
            f"{len(texts)}: keep some of them"
        )
    with house_style():
        ax = axes_for(ax)
        if table.empty:
            return say_nothing_to_show(ax, table, "No curve to show.")
        ax.grid(visible=True, axis="both", color="#DDDDDD", linewidth=0.6)
        curves = []
        for number, name in enumerate(texts):
            mine = table[names == name]
            curves += ax.plot([0, *mine["n_tokens"]], [0, *mine["n_types"]], linewidth=1.6)
            style = STYLES[(number + number // len(PALETTE)) % len(STYLES)]
            curves[-1].set(color=PALETTE[number % len(PALETTE)], linestyle=style)
        count_along_x(ax, "Tokens read")
        ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
        ax.yaxis.set_major_formatter(FuncFormatter(grouped))
        ax.set_ylim(0, float(table["n_types"].max()) * 1.05)
        ax.set_ylabel("Types met", fontsize=TYPE)
        key = Key(curves, [name or "all" for name in texts]) if len(texts) > 1 else None
        ends = table.groupby(names.to_numpy(), sort=False)["n_types"].max()
        reading = listed([name or "all" for name in ends.index], ends.map(grouped))
        reach = float(table["n_tokens"].max()), float(table["n_types"].max())
        fit = partial(_fit_curves, reach=reach, key=key)
        record(ax, table, f"Growth of the vocabulary; types at the end: {reading}.", fit)
        return ax


def _fit_curves(ax: Axes, *, reach: tuple[float, float], key: Key | None) -> float:
    tokens, types = reach
    room = room_of(ax, points_of(grouped(types), SMALL) + 20)
    fit_scale(ax, room, 0, tokens * 1.03, grouped(tokens))
    return TALL * min(room.whole / 72, 5) + fit_frame(ax, room, key)


def plot_years_mentioned(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw which years are mentioned, and how often, on a time line; a row for each group.

    Parameters
    ----------
    table : DataFrame
        What `years_mentioned` returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than eight groups.
    """
    require(table, ["year", "count"], "plot_years_mentioned")
    names = group_names(table, "year")
    groups = list(dict.fromkeys(names))
    if len(groups) > len(MARKERS):
        raise ValueError(
            f"a time line has {len(MARKERS)} rows at most; the table holds {len(groups)} groups: "
            "keep some of them"
        )
    with house_style():
        ax = axes_for(ax)
        if table.empty:
            return say_nothing_to_show(ax, table, "No years to show.")
        most = float(table["count"].max())
        first, last = _span(table["year"])
        peaks = []
        for row, name in enumerate(groups):
            mine = table[names == name]
            tops = row - 0.68 * mine["count"] / most
            ax.hlines(row, first, last, color="#BBBBBB", linewidth=0.8)
            ax.vlines(mine["year"], row, tops, color=PALETTE[0], linewidth=1.6)
            ax.plot(mine["year"], tops, "o", color=PALETTE[0], markersize=3)
            peaks.append(_name_peaks(ax, mine, tops))
        name_rows(ax, list(range(len(groups))), groups)
        ax.set_ylim(len(groups) - 0.85, -0.95)
        scale_along_x(
            ax, "Year (the figures are mentions)", FuncFormatter("{:.0f}".format), integer=True
        )
        top = table.sort_values("count", ascending=False, kind="stable")
        reading = listed(top["year"].astype("str"), top["count"].map(grouped))
        fit = partial(_fit_time_lines, peaks=peaks, span=(first, last))
        record(ax, table, f"Years mentioned, most often first: {reading}.", fit)
        return ax


def _span(years: pd.Series) -> tuple[float, float]:
    first, last = float(years.min()), float(years.max())
    room = max(1.0, 0.03 * (last - first))
    return first - room, last + room


def _name_peaks(ax: Axes, mine: pd.DataFrame, tops: pd.Series) -> list[Annotation]:
    """Write the count above each stroke, the highest first."""
    order = np.argsort(-mine["count"].to_numpy(), kind="stable")
    columns = (mine["year"].to_numpy(), tops.to_numpy(), mine["count"].to_numpy())
    return [
        write_at(ax, grouped(count), (year, top), (0, 3), ha="center", va="bottom")
        for year, top, count in zip(*(column[order] for column in columns), strict=True)
    ]


def _fit_time_lines(ax: Axes, *, peaks: list[list[Annotation]], span: tuple[float, float]) -> float:
    """Show as many counts, the highest first, as stand clear of one another."""
    room = fit_names(ax, part=0.3)
    first, last = span
    fit_scale(ax, room, first, last, "2000")
    scale = room.inner / (last - first)
    for line in peaks:
        taken: list[tuple[float, float]] = []
        for peak in line:
            half = points_of(peak.get_text(), SMALL) / 2 + 2
            middle = float(peak.xy[0]) * scale
            clear = all(middle + half < left or right < middle - half for left, right in taken)
            peak.set_visible(clear)
            half = half if clear else 1.5  # its stroke stands there all the same
            taken.append((middle - half, middle + half))
    return LINE_HIGH * (len(peaks) + 0.3) + fit_frame(ax, room)
