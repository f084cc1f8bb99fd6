"""A document's outline, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Annotation
from matplotlib.ticker import FixedLocator, FuncFormatter
from numpy.typing import NDArray

from ._axes import (
    FAINT,
    PALETTE,
    axes_for,
    house_style,
    require,
    say_nothing_to_show,
    scale_along_x,
    write_at,
)
from ._fit import (
    GAP,
    LINE,
    ROW,
    SMALL,
    TYPE,
    Key,
    RowNames,
    fit_frame,
    fit_names,
    fit_scale,
    record,
    room_of,
)
from ._words import NO_BREAK_SPACE, listed, percent, points_of, section_label, widest, wrapped

HEADINGS_PART = 0.62  # of the width, at most, for the headings; the rest is for the bars
INDENT = 3  # letters a level
MOST_LINES = 4  # of a heading
MANY_SECTIONS = 60  # beyond this a heading gets one line


def plot_section_outline(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw a document's outline, each section with its share of the text.

    The headings stand in reading order, indented by level, and are shortened where they are
    long. The dark bar is the section's own text, the light one includes the sections below it.

    Parameters
    ----------
    table : DataFrame
        What `section_outline` returned, or some of its rows, of one document.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or the table holds more than one document.
    """
    needed = ["doc_id", "section_id", "level", "marker", "heading", "share", "share_total"]
    require(table, needed, "plot_section_outline")
    n_documents = len(set(table["doc_id"]))
    if n_documents > 1:
        raise ValueError(f"plot_section_outline draws one document; the table holds {n_documents}")
    with house_style():
        return _draw_outline(table, ax)


class Headings(RowNames):
    """The headings of an outline, indented by their depth, the top ones bold if any is not."""

    def __init__(self, names: Sequence[str], depths: Sequence[int]) -> None:
        super().__init__(names)
        self.depths = depths
        self.weights = ["bold" if depth == 0 < max(depths) else "normal" for depth in depths]

    def fit(self, points: float, lines: int = MOST_LINES) -> None:
        """Wrap the headings to a width, and indent each of their lines."""
        lines = lines if len(self.names) <= MANY_SECTIONS else 1
        self.seq = []
        for name, depth, weight in zip(self.names, self.depths, self.weights, strict=True):
            indent = NO_BREAK_SPACE * INDENT * depth
            left = points - points_of(indent)
            measure = partial(points_of, weight=weight)
            heading = wrapped(name, left, lines=lines, measure=measure)
            self.seq.append(indent + heading.replace("\n", f"\n{indent}"))


def _draw_outline(table: pd.DataFrame, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No sections to show.")
    rows = np.arange(len(table))
    total, own = table["share_total"].fillna(0), table["share"].fillna(0)
    bars = [
        list(ax.barh(rows, total, height=1, color=FAINT)),
        list(ax.barh(rows, own, height=1, color=PALETTE[0])),
    ]
    ends = [
        write_at(ax, f"{share:.0%}" if share >= 0.095 else f"{share:.1%}", (share, row), (3, 0))
        for row, share in zip(rows, total, strict=True)
    ]
    _set_headings(ax, Headings(section_names(table), _depths(table)))
    scale_along_x(ax, "Share of the text (%)", FuncFormatter(percent))
    key = None
    if (total > own).any():
        handles = [Patch(color=colour) for colour in (PALETTE[0], FAINT)]
        key = Key(handles, ["own text", "with the sections below"])
    top = table[table["level"] <= max(1, table["level"].min())]
    reading = listed(section_names(top), top["share_total"].map("{:.0%}".format))
    fit = partial(_fit_outline, bars=bars, ends=ends, greatest=float(total.max()), key=key)
    shown = f"Outline of {table['doc_id'].iloc[0]}, {len(table)} sections"
    record(ax, table, f"{shown}: {reading}.", fit)
    return ax


def section_names(table: pd.DataFrame) -> list[str]:
    """Name the section of each row."""
    columns = table["marker"], table["heading"], table["section_id"]
    return [section_label(*row) for row in zip(*columns, strict=True)]


def _depths(table: pd.DataFrame) -> list[int]:
    """Count levels from the shallowest of the table; the front matter stands with the top."""
    shallowest = table.loc[table["section_id"] != 0, "level"].min()
    return [max(0, level - shallowest) for level in table["level"]]


def _set_headings(ax: Axes, headings: Headings) -> None:
    """Set the headings flush left, so that indents show."""
    ax.set_yticks(range(len(headings.names)), labels=headings.names, parse_math=False)
    for tick, weight in zip(ax.yaxis.get_major_ticks(), headings.weights, strict=True):
        tick.label1.set(weight=weight, ha="left", linespacing=1.1)
    ax.yaxis.set_major_formatter(headings)


def _fit_outline(
    ax: Axes,
    *,
    bars: list[list[Rectangle]],
    ends: list[Annotation],
    greatest: float,
    key: Key | None,
) -> float:
    """Give each section the height that its heading needs."""
    room = fit_names(ax, HEADINGS_PART, MOST_LINES)
    headings = ax.yaxis.get_major_formatter()
    if isinstance(headings, Headings):
        pairs = zip(headings.seq, headings.weights, strict=True)
        wide = max(widest([name], TYPE, weight) for name, weight in pairs)
        ax.tick_params(axis="y", length=0, pad=wide + 4)
        room = room_of(ax, wide + 4)
        lines = np.array([name.count("\n") + 1 for name in headings.seq])
        heights = np.maximum(ROW, lines * LINE + GAP)
        _place(ax, heights, bars, ends)
    share = (widest((end.get_text() for end in ends), SMALL) + 6) / room.inner
    fit_scale(ax, room, 0, (greatest or 1) / (1 - min(share, 0.6)), "100")
    bottom, top = ax.get_ylim()
    return abs(bottom - top) + fit_frame(ax, room, key)


def _place(
    ax: Axes,
    heights: NDArray[np.float64],
    bars: list[list[Rectangle]],
    ends: list[Annotation],
) -> None:
    """Stack rows of these heights, in inches, from the top."""
    middles = np.cumsum(heights) - heights / 2
    ax.yaxis.set_major_locator(FixedLocator(list(middles)))
    for row, middle in enumerate(middles):
        ends[row].xy = (ends[row].xy[0], middle)
        for bar in (bars[0][row], bars[1][row]):
            bar.set(y=middle - 0.31 * ROW, height=0.62 * ROW)
    ax.set_ylim(float(heights.sum()) + 0.03, -0.03)
