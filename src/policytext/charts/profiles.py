"""What texts are made of, how their vocabulary grows, and which years they mention."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ._axes import (
    FAINT,
    PALETTE,
    axes_for,
    grouped,
    height_of,
    house_style,
    listed,
    measure_along_x,
    name_rows,
    percent,
    require,
    say_nothing_to_show,
    wrapped,
)
from ._drawn import record
from .frequencies import MARKERS, compare, group_names

STYLES = ("-", "--", ":", "-.")
MOST_CURVES = 12  # beyond this no eye tells them apart
TALL = 12.0  # rows' height of a chart that is no list


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
            ax = axes_for(ax, 3)
            say_nothing_to_show(ax)
            record(ax, table, "No parts of speech to show.")
            return ax
        groups = group_names(table, "pos")
        ax = compare(table, ["pos", "share"], groups, ax)
        legend = ax.get_legend()
        if legend is not None and len(set(groups)) == 1:
            legend.remove()
        measure_along_x(ax, "Share of the tokens (%)", float(table["share"].max()))
        ax.xaxis.set_major_formatter(percent)
        return ax


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
        labels = [wrapped(f"{name or 'all'} ({grouped(count)})") for name, count in counts]
        ax = axes_for(ax, height_of(labels) + 1)
        if table.empty:
            say_nothing_to_show(ax)
            record(ax, table, "No sentences to show.")
            return ax
        rows = list(range(len(table)))
        ax.hlines(rows, table["shortest"], table["longest"], color="#999999", linewidth=1)
        middle = table["three_quarters"] - table["quarter"]
        ax.barh(rows, middle, left=table["quarter"], height=0.5, color=FAINT)
        ax.plot(table["median"], rows, "o", color=PALETTE[0], markersize=6.5)
        name_rows(ax, rows, labels)
        label = "Tokens of a sentence: shortest, middle half, median, longest"
        measure_along_x(ax, label, float(table["longest"].max()))
        record(
            ax,
            table,
            f"Median length of sentences: {listed(labels, table['median'].map('{:g}'.format))}.",
        )
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
        ax = axes_for(ax, TALL)
        if table.empty:
            say_nothing_to_show(ax)
            record(ax, table, "No curve to show.")
            return ax
        ax.grid(visible=True, axis="both", color="#DDDDDD", linewidth=0.6)
        for number, name in enumerate(texts):
            mine = table[names == name]
            curve = ax.plot([0, *mine["n_tokens"]], [0, *mine["n_types"]])[0]
            curve.set(color=PALETTE[number % len(PALETTE)], linestyle=STYLES[number % len(STYLES)])
            curve.set(linewidth=1.8, label=wrapped(name or "all"))
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_locator(MaxNLocator(nbins=6, integer=True))
            axis.set_major_formatter(FuncFormatter(lambda value, _: grouped(value)))
        ax.set_xlim(0, float(table["n_tokens"].max()) * 1.02)
        ax.set_ylim(0, float(table["n_types"].max()) * 1.05)
        ax.set_xlabel("Tokens read")
        ax.set_ylabel("Types met")
        if len(texts) > 1:
            ax.legend(loc="upper left", bbox_to_anchor=(0, 1))
        ends = table.groupby(names.to_numpy(), sort=False)["n_types"].max()
        reading = listed([name or "all" for name in ends.index], ends.map(grouped))
        record(ax, table, f"Growth of the vocabulary; types at the end: {reading}.")
        return ax


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
        ax = axes_for(ax, 4.5 + 2.6 * max(len(groups) - 1, 0), width=9.0)
        if table.empty:
            say_nothing_to_show(ax)
            record(ax, table, "No years to show.")
            return ax
        most = float(table["count"].max())
        for row, name in enumerate(groups):
            mine = table[names == name]
            tops = row - 0.72 * mine["count"] / most
            ax.hlines(row, *_span(table["year"]), color="#BBBBBB", linewidth=0.8)
            ax.vlines(mine["year"], row, tops, color=PALETTE[0], linewidth=2)
            ax.plot(mine["year"], tops, "o", color=PALETTE[0], markersize=4)
            _name_peaks(ax, mine, tops)
        labels = [wrapped(name, width=24) for name in groups]
        name_rows(ax, list(range(len(groups))), labels)
        ax.set_ylim(len(groups) - 0.75, -1.0)
        first, last = _span(table["year"])
        ax.set_xlim(first, last)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=9, integer=True))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
        ax.set_xlabel("Year (the figures are mentions)")
        top = table.sort_values("count", ascending=False, kind="stable")
        reading = listed(top["year"].astype("str"), top["count"].map(grouped))
        record(ax, table, f"Years mentioned, most often first: {reading}.")
        return ax


def _span(years: pd.Series) -> tuple[float, float]:
    first, last = float(years.min()), float(years.max())
    room = max(1.0, 0.03 * (last - first))
    return first - room, last + room


def _name_peaks(ax: Axes, mine: pd.DataFrame, tops: pd.Series) -> None:
    """Write the count above the highest strokes, as far as they do not touch."""
    first, last = ax.get_xlim() if len(mine) < 2 else _span(mine["year"])
    room = 0.035 * max(last - first, 1.0)
    named: list[float] = []
    order = np.argsort(-mine["count"].to_numpy(), kind="stable")
    for place in order[:12]:
        year, count = float(mine["year"].iloc[place]), mine["count"].iloc[place]
        if all(abs(year - other) > room for other in named):
            named.append(year)
            at = (year, tops.iloc[place])
            above = ax.annotate(grouped(count), at, (0, 4), textcoords="offset points")
            above.set(ha="center", va="bottom", fontsize=8)
