"""The common ground of the charts: the Axes, their style, their scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib import interactive as set_interactive
from matplotlib import is_interactive, style
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.ticker import Formatter, FuncFormatter

from ._fit import PAGE, SMALL, TYPE, Fitting, Ticks, record
from ._words import fonts, grouped

STYLE = Path(__file__).with_name("policytext.mplstyle")
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
MARKERS = "osD^vPX*"
HATCHES = (
    "",
    "////",
    "\\\\\\\\",
    "xxx",
    "----",
    "||||",
    "+++",
    "//||",
)  # lines: dots would swell an SVG
FAINT, QUIET = "#B8D4E8", "#767676"


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the style of the house, and leave the global settings untouched."""
    with style.context([STYLE, {"font.family": fonts()}]):
        yield
        interactive = is_interactive()
    # A notebook's backend turns this on as the first figure is made, and the context turns it off
    # again: no further figure would show.
    set_interactive(interactive)


def axes_for(ax: Axes | None) -> Axes:
    """Take the Axes given, or make a figure that fits itself to its width."""
    if ax is None:
        import matplotlib.pyplot as plt  # noqa: PLC0415  (slow to import, and picks a backend)

        figure, ax = plt.subplots(figsize=(PAGE, 3))
        figure.set_layout_engine(Fitting())
    ax.tick_params(axis="x", labelsize=SMALL)
    ax.tick_params(axis="y", labelsize=TYPE)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.6)
    ax.set_axisbelow(True)
    return ax


def require(table: pd.DataFrame, columns: Iterable[str], asked_by: str) -> None:
    """
    Raise if the table is not the one that is drawn here.

    Raises
    ------
    ValueError
        If a column is missing; the message names the measure whose table is expected.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(
            f"{asked_by} draws the table of {asked_by.removeprefix('plot_')}; this one lacks "
            f"{', '.join(map(repr, missing))} and has {', '.join(map(str, table.columns))}"
        )


def say_nothing_to_show(
    ax: Axes, table: pd.DataFrame, told: str, *, beside: pd.DataFrame | None = None
) -> Axes:
    """Write that the table is empty, in place of a chart, and record what is told of it."""
    ax.set_axis_off()
    centred = {"ha": "center", "va": "center"}
    ax.text(0.5, 0.5, "nothing to show", centred, color=QUIET, transform=ax.transAxes)
    record(ax, table, told, beside=beside)
    return ax


def write_at(
    ax: Axes, words: str, at: tuple[Any, Any], offset: tuple[float, float], **look: Any
) -> Annotation:
    """Write a figure so many points beside a spot."""
    look = dict[str, Any](va="center", fontsize=SMALL, textcoords="offset points") | look
    return ax.annotate(words, at, offset, **look)


def count_along_x(ax: Axes, label: str) -> None:
    """Make x an axis of whole numbers."""
    scale_along_x(ax, label, FuncFormatter(grouped), integer=True)


def scale_along_x(
    ax: Axes, label: str, formatter: Formatter | None = None, *, integer: bool = False
) -> None:
    """Name x, and let it have as many ticks as there is room for."""
    ax.xaxis.set_major_locator(Ticks(integer=integer))
    if formatter is not None:
        ax.xaxis.set_major_formatter(formatter)
    ax.set_xlabel(label, fontsize=TYPE)
