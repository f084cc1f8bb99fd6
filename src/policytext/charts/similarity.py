"""How alike texts are, as a heat map."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ._axes import (
    axes_for,
    house_style,
    listed,
    name_rows,
    require,
    say_nothing_to_show,
    wrapped,
)
from ._drawn import record

MOST = 80  # texts; beyond this the rows cannot be read
LABEL = 30  # letters of a text's name
MOST_FIGURES = 16  # texts; up to here each cell has its figure


def plot_similarity(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how alike texts are as a heat map, each text a row and a column.

    Parameters
    ----------
    table : DataFrame
        What `similarity` returned, or some of its rows; pairs that it lacks stay white.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes
        Of the heat map; the colour bar has an Axes of its own.

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than eighty texts.
    """
    require(table, ["similarity"], "plot_similarity")
    columns = list(table.columns[: table.columns.get_loc("similarity")])
    half = len(columns) // 2
    one, other = _named(table, columns[:half]), _named(table, columns[half:])
    texts = list(dict.fromkeys([*one, *other]))
    if len(texts) > MOST:
        raise ValueError(
            f"plot_similarity draws {MOST} texts at most; the table holds {len(texts)}: "
            "keep the pairs of some of them"
        )
    with house_style():
        return _draw_heat_map(table, [*zip(one, other, strict=True)], texts, ax)


def _named(table: pd.DataFrame, columns: list[str]) -> list[str]:
    """Name each row's text: by its document alone, or with its section; long names are cut."""
    rows = zip(*(table[column].astype("str") for column in columns), strict=True)
    return [_name(columns, values) for values in rows]


def _name(columns: list[str], values: tuple[str, ...]) -> str:
    first, *others = values
    prefixes = ["section " if name.startswith("section_id") else "" for name in columns[1:]]
    behind = "".join(f" · {prefix}{value}" for prefix, value in zip(prefixes, others, strict=True))
    return wrapped(first, width=max(8, LABEL - len(behind)), lines=1) + behind


def _draw_heat_map(
    table: pd.DataFrame, pairs: list[tuple[str, str]], texts: list[str], ax: Axes | None
) -> Axes:
    n = len(texts)
    side = 0.62 if n <= MOST_FIGURES else max(0.14, min(0.3, 9.0 / max(n, 1)))  # inches of a cell
    if ax is None:
        ax = axes_for(None, 3, width=max(5.5, side * n + 4.2))
        ax.figure.figure.set_figheight(max(3.0, side * n + 1.6))
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No pairs to show.")
        return ax
    place = {text: number for number, text in enumerate(texts)}
    cells = np.full((n, n), np.nan)
    for (one, other), value in zip(pairs, table["similarity"], strict=True):
        cells[place[one], place[other]] = cells[place[other], place[one]] = value
    greatest = float(np.nanmax(cells)) or 1.0
    image = ax.imshow(cells, cmap="Blues", vmin=0, vmax=greatest, aspect="equal")
    if n <= MOST_FIGURES:
        _write_figures(ax, cells)
    size = 8.5 if n <= MOST_FIGURES else max(5.0, min(8.0, side * 72 * 0.62))
    name_rows(ax, list(range(n)), texts)
    ax.set_ylim(n - 0.5, -0.5)
    numbers = [str(number + 1) for number in range(n)]
    ax.set_yticks(
        range(n),
        labels=[f"{label}  {number}" for label, number in zip(texts, numbers, strict=True)],
    )
    ax.set_xticks(range(n), labels=numbers)
    ax.tick_params(axis="y", length=0, pad=4, labelsize=size)
    ax.tick_params(
        axis="x", top=False, bottom=False, labeltop=True, labelbottom=False, labelsize=size
    )
    if n > MOST_FIGURES:
        ax.tick_params(axis="x", labelrotation=90)
    ax.spines["bottom"].set_visible(False)
    ax.grid(visible=False)
    bar = ax.figure.colorbar(image, ax=ax, label="Cosine of the tf-idf vectors", shrink=0.8)
    bar.outline.set_visible(False)
    top = table["similarity"].sort_values(ascending=False, kind="stable")
    rows = [int(row) for row in np.argsort(-table["similarity"].to_numpy(), kind="stable")[:6]]
    reading = listed(
        [f"{pairs[row][0]} and {pairs[row][1]}" for row in rows], top[:6].map("{:.2f}".format)
    )
    record(ax, table, f"Heat map of the similarity of {n} texts, the most alike first: {reading}.")
    return ax


def _write_figures(ax: Axes, cells: NDArray[np.float64]) -> None:
    for (row, column), value in np.ndenumerate(cells):
        if not np.isnan(value):
            colour = "white" if value > 0.55 * np.nanmax(cells) else "#333333"
            ax.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=8, color=colour)
