"""The common ground of the charts: the Axes, its style, its labels."""

from __future__ import annotations

import textwrap
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib import font_manager, is_interactive, style
from matplotlib import interactive as set_interactive
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.ticker import FuncFormatter, MaxNLocator

STYLE = Path(__file__).with_name("policytext.mplstyle")
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
FAINT, QUIET = "#B8D4E8", "#767676"
ROW_HEIGHT, FRAME_HEIGHT, WIDTH = 0.27, 0.9, 7.5  # inches
LABEL_WIDTH = 44  # letters of a row's label on one line
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
FALLBACK_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans",
    "WenQuanYi Zen Hei",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the style of the house, and leave the global settings untouched."""
    with style.context([STYLE, {"font.family": fonts()}]):
        yield
        interactive = is_interactive()
    # A notebook's backend turns this on as the first figure is made, and the context turns it off
    # again: no further figure would show.
    set_interactive(interactive)


@cache
def fonts() -> list[str]:
    """List the fonts to write with: the one that matplotlib brings, then those installed."""
    installed = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in FALLBACK_FONTS if name in installed)]


def axes_for(ax: Axes | None, n_rows: float, *, width: float = WIDTH) -> Axes:
    """Take the Axes given, or make one as high as its rows need."""
    if ax is None:
        import matplotlib.pyplot as plt  # noqa: PLC0415  (slow to import, and picks a backend)

        height = FRAME_HEIGHT + ROW_HEIGHT * max(n_rows, 3)
        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
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


def say_nothing_to_show(ax: Axes) -> None:
    """Write that the table is empty, in place of a chart."""
    ax.set_axis_off()
    centred = {"ha": "center", "va": "center"}
    ax.text(0.5, 0.5, "nothing to show", centred, color=QUIET, transform=ax.transAxes)


def height_of(labels: Sequence[str]) -> float:
    """Say how many rows' height labels need, those of two lines more."""
    return len(labels) * (1.4 if any("\n" in label for label in labels) else 1.0)


def name_rows(ax: Axes, positions: Sequence[float], labels: Iterable[str]) -> None:
    """Label the rows, the first on top."""
    ax.set_yticks(positions, labels=list(labels), parse_math=False, fontfamily=fonts())
    ax.tick_params(axis="y", length=0, pad=7)
    if positions:
        ax.set_ylim(max(positions) + 0.6, min(positions) - 0.6)


def count_along_x(ax: Axes, label: str, greatest: float) -> None:
    """Make x an axis of whole numbers from 0 with room for a figure at the end of each bar."""
    ax.set_xlim(0, max(greatest, 1) * 1.1)
    room = int(points_wide(ax) / (24 + 6 * len(grouped(greatest))))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=min(7, max(2, room)), integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(_tick_label))
    ax.set_xlabel(label)


def _tick_label(value: float, _: object) -> str:
    return grouped(value)


def percent(value: float, _: object = None) -> str:
    """
    Write a share as a percentage, without the sign.

    >>> percent(0.07), percent(0.125)
    ('7', '12.5')
    """
    return f"{100 * value:.3g}"


def measure_along_x(ax: Axes, label: str, greatest: float) -> None:
    """Make x an axis of measured values from 0."""
    ax.set_xlim(0, (greatest or 1) * 1.06)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.set_xlabel(label)


def grouped(number: float) -> str:
    """
    Write a whole number with its thousands set apart by no-break spaces.

    >>> grouped(12345).split("\\N{NO-BREAK SPACE}")
    ['12', '345']
    """
    return f"{number:,.0f}".replace(",", NO_BREAK_SPACE)


def wrapped(text: str, *, width: int = LABEL_WIDTH, lines: int = 2) -> str:
    """
    Fit a label into a few lines, and end what is too long with an ellipsis.

    A wide letter (Chinese, Japanese, Korean) counts as two.

    >>> wrapped("a very long heading indeed", width=12, lines=1)
    'a very long…'
    """
    text = " ".join(text.split())
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    width = max(4, int(width * len(text) / (len(text) + wide))) if text else width
    parts = textwrap.wrap(text, width)
    if len(parts) > lines:
        parts[lines - 1] = _elided(parts[lines - 1], width)
    return "\n".join(parts[:lines])


def _elided(line: str, width: int) -> str:
    """End a line with an ellipsis, behind its last word that leaves room for it."""
    if len(line) >= width:
        words = line.rsplit(" ", 1)[0]
        line = words if len(words) < width else line[: width - 1]
    return line.rstrip(" ,;:") + "…"


def legend_beside(ax: Axes, values: pd.Series, names: int, **legend: Any) -> None:
    """
    Put a legend in the lower right corner, or outside if it hid the data.

    Parameters
    ----------
    values : Series
        How far each row reaches along x, from the top row down.
    names : int
        Entries of the legend.
    **legend
        Passed to `Axes.legend`.
    """
    reach = values.tail(names + 1).max()
    if len(values) > names and reach < 0.5 * values.max():
        ax.legend(loc="lower right", **legend)
    else:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1), **legend)


def rate_label(table: pd.DataFrame) -> str:
    """Say per what a rate is, as the measure recorded it."""
    if "per" not in table.attrs:
        return "Rate of occurrence"
    units = "n-gram positions" if "n" in table.attrs else "words"
    return f"Occurrences per {grouped(table.attrs['per'])} {units}"


def text_width(text: Text) -> float:
    """Measure how wide the longest line of a text is, in points."""
    measure, font = TextToPath(), text.get_fontproperties()
    lines = text.get_text().split("\n")
    with warnings.catch_warnings():  # drawing will say it again
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")
        return max(measure.get_text_width_height_descent(line, font, False)[0] for line in lines)


def points_wide(ax: Axes) -> float:
    """Measure how wide an Axes is, in points."""
    return float(ax.get_position().width * ax.figure.figure.get_size_inches()[0] * 72)


def section_label(marker: str, heading: str, section_id: int) -> str:
    """Name a section as the text does, and section 0 the front matter."""
    named = " ".join(part for part in (marker, heading) if part)
    return named or ("front matter" if section_id == 0 else f"section {section_id}")


def listed(labels: Iterable[str], values: Iterable[str], *, most: int = 5) -> str:
    """
    Read out the first rows of a chart.

    >>> listed(["law", "peace"], ["3", "2"])
    'law 3, peace 2'
    """
    pairs = [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
    return ", ".join(pairs[:most]) + (", …" if len(pairs) > most else "")
