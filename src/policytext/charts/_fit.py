"""
Charts fit the width that they have.

A chart is drawn once and then fitted: its words are wrapped, its figures given room, its legend
set in columns, for the width of its Axes. A figure that a chart made for itself fits it anew
whenever it is laid out, so at the width of a column as at that of a page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from ._drawn import BEHIND, Drawn
from ._words import points_of, widest, wrapped

COLUMN, PAGE = 3.5, 7.2  # inches, of a figure in one column and across a page's two
ROW, LINE, GAP = 0.215, 0.125, 0.07  # inches: a row, a line of its name, between two names
TITLE, TYPE, SMALL = 9.5, 8.0, 7.0  # points
NAMES_PART = 0.45  # of the width, at most, for the names of the rows
MOST_LINES = 3  # of a row's name
AROUND = 16.0  # points: the margins, and between the names and the bars
TICKS = 17.0  # points, of the figures along an axis
HANDLE = 22.0  # points, of a legend's patch or dot and the gap behind it
BETWEEN = 12.0  # points, between a legend's columns


class Fitting(ConstrainedLayoutEngine):
    """Lays a figure out after its charts were fitted to its size."""

    def execute(self, fig: Figure) -> None:
        """Fit the charts, then place the Axes."""
        fit_charts(fig)
        super().execute(fig)


def fit_charts(figure: Figure) -> list[float]:
    """Fit each chart of a figure to its room; give the height in inches that each then needs."""
    charts = [(ax, vars(ax)[BEHIND]) for ax in figure.axes if BEHIND in vars(ax)]
    return [drawn.fit(ax) for ax, drawn in charts]


def record(
    ax: Axes,
    table: pd.DataFrame,
    description: str,
    fit: Callable[[Axes], float] | None = None,
    *,
    beside: pd.DataFrame | None = None,
) -> None:
    """Note what was drawn on an Axes, and fit it; a figure of its own becomes as high as needed."""
    drawn = Drawn(table, description, beside, fit or _short)
    setattr(ax, BEHIND, drawn)
    height = drawn.fit(ax)
    figure = ax.figure.figure
    if isinstance(figure.get_layout_engine(), Fitting):
        figure.set_figheight(height)


def _short(ax: Axes) -> float:
    return 1.2


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a chart has, in points: in all, and where its bars are."""

    whole: float
    inner: float


def room_of(ax: Axes, names: float = 0) -> Room:
    """Measure the room of a chart whose rows' names take so many points."""
    figure = ax.figure
    whole = figure.bbox.width / figure.figure.dpi * 72
    spec = ax.get_subplotspec()
    if spec is None or figure.figure.get_layout_engine() is None:
        return Room(whole, points_wide(ax))
    whole *= len(spec.colspan) / spec.get_gridspec().ncols
    return Room(whole, max(20.0, whole - names - AROUND))


def points_wide(ax: Axes) -> float:
    """Measure how wide an Axes is, in points."""
    return float(ax.get_position().width * ax.figure.figure.get_size_inches()[0] * 72)


class RowNames(FixedFormatter):
    """Names rows, on as many lines as the room asks for."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self.names = list(names)

    def fit(self, points: float, lines: int = MOST_LINES) -> None:
        """Wrap the names to a width."""
        self.seq = [wrapped(name, points, lines=lines, measure=points_of) for name in self.names]


def name_rows(ax: Axes, positions: Sequence[float], names: Sequence[str]) -> None:
    """Name the rows, the first on top."""
    ax.set_yticks(positions, labels=list(names), parse_math=False)
    ax.yaxis.set_major_formatter(RowNames(names))
    ax.tick_params(axis="y", length=0, pad=6)
    if len(positions):
        ax.set_ylim(max(positions) + 0.6, min(positions) - 0.6)


def row_names(ax: Axes) -> list[str]:
    """Give the names of the rows as they stand."""
    names = ax.yaxis.get_major_formatter()
    if isinstance(names, RowNames):
        return list(names.seq)
    return [label.get_text() for label in ax.get_yticklabels()]


def fit_names(ax: Axes, part: float = NAMES_PART, lines: int = MOST_LINES) -> Room:
    """Wrap the rows' names to their part of the width, and say what is left."""
    names = ax.yaxis.get_major_formatter()
    if isinstance(names, RowNames):
        names.fit(part * room_of(ax).whole, lines)
    return room_of(ax, widest(row_names(ax)) + 6)


def rows_high(names: Sequence[str], row: float = ROW) -> float:
    """Say how high rows are, in inches, so that no name touches the next."""
    lines = [name.count("\n") + 1 for name in names]
    pairs = pairwise(lines)
    most = max(((one + other) / 2 for one, other in pairs), default=lines[0] if lines else 1)
    return (len(lines) + 0.2) * max(row, most * LINE + GAP)


@dataclass(slots=True)
class Key:
    """A legend below a chart, in as many columns as there is room for."""

    handles: Sequence[Any]
    names: Sequence[str]
    legend: Legend | None = None

    def fit(self, ax: Axes, room: Room, below: float) -> float:
        """Set the legend so many points below the Axes; say how high it is, in points."""
        if self.legend is not None and ax.get_legend() is not self.legend:
            return 0.0  # the user removed it, or made another
        most = room.whole - HANDLE - BETWEEN
        names = [wrapped(name, most, measure=partial(points_of, size=SMALL)) for name in self.names]
        columns = next(n for n in range(len(names), 0, -1) if self._wide(names, n) < most or n == 1)
        down = ScaledTranslation(0, -below / 72, ax.figure.figure.dpi_scale_trans)
        fits = self._wide(names, columns) <= room.inner
        self.legend = ax.legend(
            self.handles,
            names,
            ncols=columns,
            loc="upper left" if fits else "upper right",
            bbox_to_anchor=(0 if fits else 1, 0),
            bbox_transform=ax.transAxes + down,
            borderaxespad=0,
            borderpad=0,
            fontsize=SMALL,
            frameon=False,
            handlelength=2,
            columnspacing=BETWEEN / SMALL,
        )
        rows = math.ceil(len(names) / columns)
        return rows * max(name.count("\n") + 1 for name in names) * 1.2 * SMALL + rows * 4 + 6

    @staticmethod
    def _wide(names: Sequence[str], columns: int) -> float:
        shared_out = np.array_split(np.array(names), columns)  # as Matplotlib does it
        return sum(HANDLE + BETWEEN + widest(list(column), SMALL) for column in shared_out)


_unwrapped: WeakKeyDictionary[Text, tuple[str, str]] = WeakKeyDictionary()


def fit_text(text: Text, points: float) -> int:
    """Wrap a title or an axis's label, ours or the user's; say how many lines it has."""
    size, weight = text.get_fontsize(), str(text.get_fontweight())
    whole, shown = _unwrapped.get(text, ("", ""))
    if text.get_text() != shown:
        whole = text.get_text()
    measure = partial(points_of, size=size, weight=weight)
    shown = "\n".join(wrapped(part, points, lines=9, measure=measure) for part in whole.split("\n"))
    text.set_text(shown)
    _unwrapped[text] = whole, shown
    return shown.count("\n") + 1 if shown else 0


def fit_frame(ax: Axes, room: Room, key: Key | None = None) -> float:
    """Fit what stands around the Axes, and say how high that is, in inches."""
    label = ax.xaxis.label
    below = TICKS if ax.axison and ax.xaxis.get_visible() else 0.0
    lines = fit_text(label, room.inner)
    below += lines * 1.25 * float(label.get_fontsize()) + (4 if lines else 0)
    if key is not None:
        below += key.fit(ax, room, below + 5) + 5
    for title in (ax.title, ax._left_title, ax._right_title):  # type: ignore[attr-defined]
        _set_in_style(title)
        below += fit_text(title, room.inner) * 1.25 * float(title.get_fontsize())
    above = ax.figure.figure._suptitle  # type: ignore[attr-defined]
    if above is not None:
        below += fit_text(above, room.whole) * 1.3 * float(above.get_fontsize())
    return (below + 8) / 72


def _set_in_style(title: Text) -> None:
    """Give a title the style's size and weight, unless the user gave it another size."""
    plain = FontProperties(size=rcParams["axes.titlesize"]).get_size_in_points()
    if title.get_fontsize() == plain:
        title.set(fontsize=TITLE, fontweight="bold")


class Ticks(MaxNLocator):
    """As many ticks as there is room for; one that a user sets in its place is left alone."""

    def fit(self, points: float, figure: str) -> None:
        """Take as many ticks as figures of this length fit into the room."""
        self.set_params(nbins=min(7, max(1, int(points / (points_of(figure, SMALL) + 9)))))


_limits: WeakKeyDictionary[Axes, tuple[float, float]] = WeakKeyDictionary()


def fit_scale(ax: Axes, room: Room, left: float, right: float, figure: str) -> None:
    """Let x run so far, unless the user said otherwise, with as many ticks as have room."""
    if _limits.get(ax, ax.get_xlim()) == ax.get_xlim():
        ax.set_xlim(left, right)
        _limits[ax] = ax.get_xlim()
    ticks = ax.xaxis.get_major_locator()
    if isinstance(ticks, Ticks):
        ticks.fit(room.inner, figure)


def fit_rows(
    ax: Axes,
    greatest: float,
    figure: str,
    *,
    beyond: float = 0,
    key: Key | None = None,
    beside: Sequence[str] = (),
) -> float:
    """
    Fit a chart of named rows that reach from 0 along x.

    Parameters
    ----------
    greatest : float
        How far the longest row reaches.
    figure : str
        The longest figure along x.
    beyond : float
        How many points of words stand behind the end of a row.
    key : Key, optional
        The legend.
    beside : sequence of str
        What stands behind the rows, where it may have several lines.
    """
    room = fit_names(ax)
    share = min(0.7, (beyond + 5) / room.inner)
    fit_scale(ax, room, 0, (greatest or 1) / (1 - share), figure)
    return max(rows_high(row_names(ax)), rows_high(beside)) + fit_frame(ax, room, key)
