"""Heat maps: what sections speak of, and how alike texts are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colorbar import Colorbar
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator
from matplotlib.transforms import Affine2D, ScaledTranslation, blended_transform_factory
from numpy.typing import NDArray

from ._axes import QUIET, axes_for, house_style, require, say_nothing_to_show
from ._fit import (
    LINE,
    SMALL,
    TYPE,
    Room,
    RowNames,
    fit_frame,
    fit_names,
    fit_text,
    name_rows,
    record,
    row_names,
    rows_high,
)
from ._words import listed, points_of, rate_label, widest, wrapped
from .sections import section_names

TextName = tuple[str, str]  # a document, and what is written behind its name

MOST = 80  # texts; beyond this the rows cannot be read
MOST_FIGURES = 16  # texts; up to here each cell may have its figure
TALLEST = 0.45  # inches, of a row of texts
LONGEST_TERM = 110.0  # points, above a column
SMALLEST = 4.5  # points, of the type above narrow columns
BAR = 0.6  # inches, of the colour bar with its figures and its name
STEPS = (1, 2, 5, 10, 20)  # numbers above columns, as far as they have room
AND = " · "  # between the parts of a text's name


def plot_terms_by_section(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw a heat map of terms by section, with the rate in every cell.

    Parameters
    ----------
    table : DataFrame
        What `terms_by_section` returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes
        Of the heat map; the colour bar has an inset of its own.

    Raises
    ------
    ValueError
        If a column is missing, or a section and term have more than one row.
    """
    needed = ["doc_id", "section_id", "marker", "heading", "term", "rate"]
    require(table, needed, "plot_terms_by_section")
    repeated = table.duplicated(["doc_id", "section_id", "term"])
    if repeated.any():
        row = table[repeated].iloc[0]
        raise ValueError(
            f"a cell of plot_terms_by_section is one row; {row['term']!r} in section "
            f"{row['section_id']} of {row['doc_id']!r} has several"
        )
    with house_style():
        return _draw_terms(table, ax)


def _draw_terms(table: pd.DataFrame, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No terms or sections to show.")
    sections = table.drop_duplicates(["doc_id", "section_id"])
    terms = list(dict.fromkeys(table["term"]))
    rows = _row_positions(sections)
    rates = np.full((max(rows) + 1, len(terms)), np.nan)
    row_of = dict(zip(_keys(sections), rows, strict=True))
    column_of = {term: column for column, term in enumerate(terms)}
    cells = [row_of[key] for key in _keys(table)], [column_of[term] for term in table["term"]]
    rates[cells] = table["rate"]
    written = [
        (row, column, _rate(rate), rate) for row in rows for column, rate in enumerate(rates[row])
    ]
    unit = rate_label(table)
    bar = _colour(ax, rates, unit)
    figures = _write(ax, written, float(table["rate"].max()))
    _name_sections(ax, sections, rows)
    ax.set_xticks(range(len(terms)), labels=[str(term) for term in terms], parse_math=False)
    top = table.sort_values("rate", ascending=False).dropna(subset="rate")
    reading = listed(
        [f"{term} in {name}" for term, name in zip(top["term"], section_names(top), strict=True)],
        top["rate"].map("{:.1f}".format),
    )
    shape = f"{len(terms)} terms in {len(sections)} sections"
    fit = partial(_fit_terms, terms=terms, figures=figures, bar=bar)
    record(ax, table, f"Heat map of {shape}. {unit}, highest first: {reading}.", fit)
    return ax


def _keys(table: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(table["doc_id"], table["section_id"], strict=True))


def _row_positions(sections: pd.DataFrame) -> list[int]:
    """Number the rows; each document begins with a row for its name if there are several."""
    several = len(set(sections["doc_id"])) > 1
    turns = (sections["doc_id"] != sections["doc_id"].shift()).cumsum()
    return [row + (turn if several else 0) for row, turn in enumerate(turns)]


def _rate(rate: float) -> str:
    """Write a rate; undefined is a dash."""
    return "–" if np.isnan(rate) else f"{rate:.0f}" if rate in (0, 100) else f"{rate:.1f}"


def _colour(ax: Axes, cells: NDArray[np.float64], label: str) -> Colorbar:
    """Colour the cells, the darker the more, and draw the scale below them."""
    greatest = float(np.nanmax(cells, initial=0))
    image = ax.imshow(cells, cmap="Blues", vmin=0, vmax=greatest or 1, aspect="auto")
    points = Affine2D().scale(1 / 72) + ax.figure.figure.dpi_scale_trans
    foot = ScaledTranslation(0, 0, ax.transAxes)  # type: ignore[arg-type]
    below = blended_transform_factory(ax.transAxes, points + foot)
    place = ax.inset_axes((0, -13, 1, 6), transform=below)
    bar = ax.figure.colorbar(image, cax=place, orientation="horizontal", label=label)
    bar.ax.tick_params(labelsize=SMALL)
    bar.ax.xaxis.label.set_fontsize(TYPE)
    bar.outline.set_visible(False)
    bar.ax.grid(visible=False)
    bar.locator = MaxNLocator(nbins=4)
    ax.tick_params(axis="x", top=False, bottom=False, labeltop=True, labelbottom=False, pad=3)
    ax.spines["bottom"].set_visible(False)
    ax.grid(visible=False)
    return bar


def _write(ax: Axes, cells: list[tuple[int, int, str, float]], greatest: float) -> list[Text]:
    """Write each cell's figure in a colour that the cell lets one read."""
    figures = []
    for row, column, figure, value in cells:
        colour = "white" if value > 0.55 * greatest else QUIET if not value > 0 else "#1A1A1A"
        centred: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL}
        figures.append(ax.text(column, row, figure, color=colour, **centred))
    return figures


def _name_sections(ax: Axes, sections: pd.DataFrame, rows: list[int]) -> None:
    names = dict(zip(rows, section_names(sections), strict=True))
    heads = {
        row - 1: str(doc_id)
        for row, doc_id, before in zip(
            rows, sections["doc_id"], sections["doc_id"].shift(), strict=True
        )
        if row - 1 not in names and row > 0 and doc_id != before
    }
    names = dict(sorted((names | heads).items()))
    name_rows(ax, list(names), list(names.values()))
    for row, tick in zip(names, ax.yaxis.get_major_ticks(), strict=True):
        tick.label1.set_fontweight("bold" if row in heads else "normal")
    ax.set_ylim(max(names) + 0.5, min(names) - 0.5)


def _fit_terms(ax: Axes, *, terms: list[str], figures: list[Text], bar: Colorbar) -> float:
    room = fit_names(ax, 0.4)
    cell = room.inner / len(terms)
    names = [wrapped(str(term), LONGEST_TERM, lines=1, measure=points_of) for term in terms]
    level = widest(names) + 4 < cell
    size = TYPE if level else max(SMALLEST, min(TYPE, cell / 1.2))
    ax.xaxis.set_major_formatter(RowNames(names))
    ax.tick_params(axis="x", labelrotation=0 if level else 90, labelsize=size)
    _show(figures, cell)
    high = rows_high(row_names(ax)) + (LINE if level else widest(names, size) / 72)
    return high + _fit_bar(ax, room, bar)


def _show(figures: list[Text], cell: float) -> None:
    """Show the cells' figures if they have room."""
    shown = widest((figure.get_text() for figure in figures), SMALL) + 2 < cell
    for figure in figures:
        figure.set_visible(shown)


def _fit_bar(ax: Axes, room: Room, bar: Colorbar) -> float:
    lines = fit_text(bar.ax.xaxis.label, room.inner)
    ax.xaxis.set_visible(True)
    return fit_frame(ax, room) + BAR + (lines - 1) * LINE


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
        Of the heat map; the colour bar has an inset of its own.

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than eighty texts.
    """
    require(table, ["similarity"], "plot_similarity")
    columns = list(table.columns[: table.columns.get_loc("similarity")])
    half = len(columns) // 2
    one, other = _texts(table, columns[:half]), _texts(table, columns[half:])
    if half > 1 and len({document for document, _ in [*one, *other]}) == 1:
        one, other = ([("", part.removeprefix(AND)) for _, part in parts] for parts in (one, other))
    texts = list(dict.fromkeys([*one, *other]))
    if len(texts) > MOST:
        raise ValueError(
            f"plot_similarity draws {MOST} texts at most; the table holds {len(texts)}: "
            "keep the pairs of some of them"
        )
    with house_style():
        return _draw_pairs(table, [*zip(one, other, strict=True)], texts, ax)


class Texts(RowNames):
    """Numbers texts, and names each on one line, by its document and the section in it."""

    def __init__(self, texts: Sequence[TextName]) -> None:
        super().__init__([document + behind for document, behind in texts])
        self.texts = texts

    def fit(self, points: float, lines: int = 1) -> None:
        """Cut the documents' names, so that numbers and sections stay."""
        self.seq = []
        for number, (document, behind) in enumerate(self.texts, 1):
            kept = f"{number}  {behind}"
            name = wrapped(document, points - points_of(kept), lines=lines, measure=points_of)
            self.seq.append(f"{number}  {name}{behind}")


def _texts(table: pd.DataFrame, columns: list[str]) -> list[TextName]:
    """Name each row's text: its document, and behind it the section or what else parts it."""
    rows = zip(*(table[column].astype("str") for column in columns), strict=True)
    prefixes = ["section " if name.startswith("section_id") else "" for name in columns[1:]]
    return [
        (first, "".join(f"{AND}{p}{value}" for p, value in zip(prefixes, others, strict=True)))
        for first, *others in rows
    ]


def _draw_pairs(
    table: pd.DataFrame,
    pairs: list[tuple[TextName, TextName]],
    texts: list[TextName],
    ax: Axes | None,
) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No pairs to show.")
    n = len(texts)
    place = {text: number for number, text in enumerate(texts)}
    cells = np.full((n, n), np.nan)
    for (one, other), value in zip(pairs, table["similarity"], strict=True):
        cells[place[one], place[other]] = cells[place[other], place[one]] = value
    bar = _colour(ax, cells, "Cosine of the tf-idf vectors")
    known = [(*at, f"{value:.2f}", value) for at, value in np.ndenumerate(cells) if value >= 0]
    figures = _write(ax, known, float(np.nanmax(cells))) if n <= MOST_FIGURES else []
    name_rows(ax, list(range(n)), ["".join(text) for text in texts])
    ax.yaxis.set_major_formatter(Texts(texts))
    ax.set_ylim(n - 0.5, -0.5)
    ax.xaxis.set_major_formatter(FuncFormatter(_number_of))
    rows = [int(row) for row in np.argsort(-table["similarity"].to_numpy(), kind="stable")[:6]]
    reading = listed(
        ["".join([*pairs[row][0], " and ", *pairs[row][1]]) for row in rows],
        (f"{table['similarity'].iloc[row]:.2f}" for row in rows),
    )
    shown = f"Heat map of the similarity of {n} texts, the most alike first"
    fit = partial(_fit_pairs, n=n, figures=figures, bar=bar)
    record(ax, table, f"{shown}: {reading}.", fit)
    return ax


def _number_of(column: float, _: object) -> str:
    return f"{column + 1:.0f}"


def _fit_pairs(ax: Axes, *, n: int, figures: list[Text], bar: Colorbar) -> float:
    room = fit_names(ax, 0.42, lines=1)
    cell = room.inner / n
    step = next((step for step in STEPS if step * cell > points_of(str(n), SMALL) + 3), STEPS[-1])
    ax.xaxis.set_major_locator(
        FixedLocator([0, *range(step - 1, n, step)] if step > 1 else range(n))
    )
    _show(figures, cell)
    row = max(LINE, min(cell / 72, TALLEST))
    return n * row + LINE + _fit_bar(ax, room, bar)
