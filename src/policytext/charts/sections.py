"""A document's outline, and what its sections speak of."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator
from numpy.typing import NDArray

from ._axes import (
    FAINT,
    NO_BREAK_SPACE,
    PALETTE,
    QUIET,
    axes_for,
    house_style,
    listed,
    name_rows,
    percent,
    points_wide,
    rate_label,
    require,
    say_nothing_to_show,
    section_label,
    text_width,
    wrapped,
)
from ._drawn import record

OUTLINE_WIDTH = 9.0  # inches
WORDS_PART = 0.62  # of the width, at most, for the headings; the rest is for the bars
LETTER = 4.9  # points; a letter of the outline's type is about this wide
TYPE_SIZE = 8.5  # points
SCREEN = 1.05  # letters set on a screen's grid run wider than their outlines by this, at most
INDENT = 4  # letters a level
LINE = 0.62  # of a row's height, for a heading's second line
MANY_SECTIONS = 60  # beyond this a heading gets one line instead of two
LONGEST_LEVEL_TERM = 9  # letters; longer ones are turned so that they do not touch


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


def _draw_outline(table: pd.DataFrame, ax: Axes | None) -> Axes:
    width = OUTLINE_WIDTH * 72 if ax is None else points_wide(ax)
    labels = _outline_labels(table, int(width * WORDS_PART / LETTER))
    heights = np.array([1 + LINE * label.count("\n") for label in labels])
    ax = axes_for(ax, float(heights.sum()), width=OUTLINE_WIDTH)
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No sections to show.")
        return ax
    middles = np.cumsum(heights) - heights / 2
    total, own = table["share_total"].fillna(0), table["share"].fillna(0)
    ax.barh(middles, total, height=0.62, color=FAINT)
    ax.barh(middles, own, height=0.62, color=PALETTE[0])
    for middle, share in zip(middles, total, strict=True):
        written = f"{share:.0%}" if share >= 0.095 else f"{share:.1%}"
        beside = ax.annotate(
            written, (share, middle), (3, 0), textcoords="offset points", va="center"
        )
        beside.set_fontsize(8)
    _set_share_axis(ax, float(total.max()))
    _set_headings(ax, labels, _depths(table), middles)
    ax.set_ylim(float(heights.sum()), 0)
    if (total > own).any():
        names = {"own text": PALETTE[0], "with the sections below": FAINT}
        handles = [Patch(color=colour, label=name) for name, colour in names.items()]
        ax.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    top = table[table["level"] <= max(1, table["level"].min())]
    reading = listed(_names(top), top["share_total"].map("{:.0%}".format))
    record(ax, table, f"Outline of {table['doc_id'].iloc[0]}, {len(table)} sections: {reading}.")
    return ax


def _names(table: pd.DataFrame) -> list[str]:
    columns = table["marker"], table["heading"], table["section_id"]
    return [section_label(*row) for row in zip(*columns, strict=True)]


def _depths(table: pd.DataFrame) -> list[int]:
    """Count levels from the shallowest of the table; the front matter stands with the top."""
    shallowest = table.loc[table["section_id"] != 0, "level"].min()
    return [max(0, level - shallowest) for level in table["level"]]


def _outline_labels(table: pd.DataFrame, letters: int) -> list[str]:
    lines = 2 if len(table) <= MANY_SECTIONS else 1
    labels = []
    for name, depth in zip(_names(table), _depths(table), strict=True):
        label = wrapped(name, width=max(12, letters - INDENT * depth), lines=lines)
        labels.append(textwrap.indent(label, NO_BREAK_SPACE * INDENT * depth))
    return labels


def _set_share_axis(ax: Axes, greatest: float) -> None:
    step = next((step for step in (0.01, 0.02, 0.05, 0.1) if greatest / step <= 5), 0.2)
    ticks = step * np.arange(np.ceil(round(max(greatest, step) / step, 6)) + 1)
    ax.set_xlim(0, ticks[-1] * 1.12)
    ax.xaxis.set_major_locator(FixedLocator(list(ticks)))
    ax.xaxis.set_major_formatter(percent)
    ax.spines["bottom"].set_bounds(0, ticks[-1])
    ax.set_xlabel("Share of the text (%)")


def _set_headings(
    ax: Axes, labels: list[str], depths: list[int], middles: NDArray[np.float64]
) -> None:
    """Set the headings flush left, so that indents show; the top ones are bold if any is not."""
    name_rows(ax, list(middles), labels)
    widest = 0.0
    for tick, depth in zip(ax.yaxis.get_major_ticks(), depths, strict=True):
        weight = "bold" if depth == 0 and max(depths) > 0 else "normal"
        tick.label1.set(size=TYPE_SIZE, weight=weight, ha="left", linespacing=1.1)
        widest = max(widest, text_width(tick.label1))
    ax.tick_params(axis="y", length=0, pad=SCREEN * widest + 8)


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
        Of the heat map; the colour bar has an Axes of its own.

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
        return _draw_heat_map(table, ax)


def _draw_heat_map(table: pd.DataFrame, ax: Axes | None) -> Axes:
    sections = table.drop_duplicates(["doc_id", "section_id"])
    terms = list(dict.fromkeys(table["term"]))
    rows = _row_positions(sections)
    n_rows = max(rows, default=-1) + 1
    ax = axes_for(ax, 1.35 * n_rows + 3, width=min(14.0, 4.2 + 0.62 * len(terms)))
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No terms or sections to show.")
        return ax
    rates = np.full((n_rows, len(terms)), np.nan)
    row_of = dict(zip(_keys(sections), rows, strict=True))
    column_of = {term: column for column, term in enumerate(terms)}
    cells = [row_of[key] for key in _keys(table)], [column_of[term] for term in table["term"]]
    rates[cells] = table["rate"]
    greatest = float(table["rate"].max())
    image = ax.imshow(rates, cmap="Blues", vmin=0, vmax=greatest or 1, aspect="auto")
    _write_cells(ax, rates, rows)
    _name_heat_map(ax, sections, rows, terms)
    unit = rate_label(table)
    bar = ax.figure.colorbar(image, ax=ax, label=unit, shrink=0.9)
    bar.outline.set_visible(False)
    top = table.sort_values("rate", ascending=False).dropna(subset="rate")
    reading = listed(
        [f"{term} in {name}" for term, name in zip(top["term"], _names(top), strict=True)],
        top["rate"].map("{:.1f}".format),
    )
    shape = f"{len(terms)} terms in {len(sections)} sections"
    record(ax, table, f"Heat map of {shape}. {unit}, highest first: {reading}.")
    return ax


def _keys(table: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(table["doc_id"], table["section_id"], strict=True))


def _row_positions(sections: pd.DataFrame) -> list[int]:
    """Number the rows; each document begins with a row for its name if there are several."""
    several = len(set(sections["doc_id"])) > 1
    turns = (sections["doc_id"] != sections["doc_id"].shift()).cumsum()
    return [row + (turn if several else 0) for row, turn in enumerate(turns)]


def _write_cells(ax: Axes, rates: NDArray[np.float64], rows: list[int]) -> None:
    """Write each rate in a colour that its cell lets one read; undefined is a dash."""
    greatest = np.nanmax(rates, initial=0)
    for row in rows:
        for column, rate in enumerate(rates[row]):
            text = "–" if np.isnan(rate) else f"{rate:.0f}" if rate in (0, 100) else f"{rate:.1f}"
            colour = "white" if rate > 0.55 * greatest else QUIET if not rate > 0 else "#1A1A1A"
            ax.text(column, row, text, ha="center", va="center", fontsize=8, color=colour)


def _name_heat_map(ax: Axes, sections: pd.DataFrame, rows: list[int], terms: list[str]) -> None:
    labels = dict(zip(rows, (wrapped(name, width=40) for name in _names(sections)), strict=True))
    heads = {
        row - 1: str(doc_id)
        for row, doc_id, before in zip(
            rows, sections["doc_id"], sections["doc_id"].shift(), strict=True
        )
        if row - 1 not in labels and row > 0 and doc_id != before
    }
    labels = dict(sorted((labels | heads).items()))
    name_rows(ax, list(labels), labels.values())
    for row, tick in zip(labels, ax.get_yticklabels(), strict=True):
        tick.set_fontweight("bold" if row in heads else "normal")
    ax.set_ylim(max(labels) + 0.5, min(labels) - 0.5)
    names = [wrapped(term, width=30, lines=1) for term in terms]
    ticks = ax.set_xticks(range(len(terms)), labels=names, parse_math=False)
    if max(map(len, names)) > LONGEST_LEVEL_TERM:
        for turned in ticks:
            turned.label2.set(rotation=35, ha="left", rotation_mode="anchor")
    ax.tick_params(axis="x", top=False, bottom=False, labeltop=True, labelbottom=False)
    ax.spines["bottom"].set_visible(False)
    ax.grid(visible=False)
