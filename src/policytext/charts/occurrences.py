"""Where terms stand along a text."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from ._axes import (
    PALETTE,
    QUIET,
    axes_for,
    house_style,
    listed,
    name_rows,
    percent,
    points_wide,
    require,
    say_nothing_to_show,
    section_label,
    wrapped,
)
from ._drawn import record

SHORTEST_LABEL = 8  # letters; where there is no room for as many, a label says nothing
LETTER = 4.5  # points; a letter of a section's label is about this wide


def plot_occurrences(
    table: pd.DataFrame, *, sections: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """
    Draw where terms stand along each text, a stroke for every occurrence.

    Parameters
    ----------
    table : DataFrame
        What `occurrences` returned, or some of its rows. Terms that it looked for in vain have
        an empty row.
    sections : DataFrame, optional
        What `section_outline` returned for the document, or several of them joined: the edges of
        the sections are drawn, and the top sections named.
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
    require(table, ["doc_id", "term", "position"], "plot_occurrences")
    if sections is not None:
        needed = ["doc_id", "section_id", "level", "marker", "heading", "position"]
        require(sections, needed, "plot_occurrences")
    with house_style():
        return _draw_strokes(table, sections, ax)


def _draw_strokes(table: pd.DataFrame, sections: pd.DataFrame | None, ax: Axes | None) -> Axes:
    terms = list(table.attrs.get("terms", dict.fromkeys(table["term"])))
    documents = list(dict.fromkeys(table["doc_id"]))
    step = len(terms) + 1  # one row a term, and one above them for the section's labels
    ax = axes_for(ax, len(documents) * step * 1.15, width=9.0)
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No occurrences to show.")
        return ax
    first_row = {document: number * step for number, document in enumerate(documents)}
    row_of = {term: row for row, term in enumerate(terms)}
    rows = table["doc_id"].map(first_row).astype(int) + table["term"].map(row_of).astype(int)
    colours = [PALETTE[row_of[term] % 2] for term in table["term"]]
    ax.vlines(table["position"], rows - 0.38, rows + 0.38, colors=colours, linewidth=1.1, zorder=3)

    counts = rows.value_counts()
    labels = {
        first_row[document] + row: f"{wrapped(term)} ({counts.get(first_row[document] + row, 0)})"
        for document in documents
        for row, term in enumerate(terms)
    }
    name_rows(ax, list(labels), labels.values())
    ax.set_ylim(max(labels) + 0.7, -1.2 if sections is not None or len(documents) > 1 else -0.7)
    _set_position_axis(ax)
    if sections is not None:
        for document, row in first_row.items():
            mine = sections[sections["doc_id"] == document]
            _draw_edges(ax, mine, row - 0.6, row + len(terms) - 0.4)
    if len(documents) > 1:
        _name_documents(ax, first_row, above=0.62 if sections is None else 1.0)
    reading = listed(labels.values(), [""] * len(labels)).replace(" ,", ",").rstrip()
    record(ax, table, f"Strokes along the text where terms occur, times found: {reading}.")
    return ax


def _set_position_axis(ax: Axes) -> None:
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(percent)
    ax.set_xlabel("Position in the text (%)")
    ax.grid(visible=False)


def _draw_edges(ax: Axes, sections: pd.DataFrame, top: float, bottom: float) -> None:
    """Draw where sections begin, the top ones darker and named as far as there is room."""
    is_top = sections["level"] <= 1
    ax.vlines(sections.loc[~is_top, "position"], top, bottom, color="#DDDDDD", linewidth=0.7)
    edges = sections[is_top]
    ax.vlines(edges["position"], top, bottom, color=QUIET, linewidth=1)
    ends = [*edges["position"].iloc[1:], 1.0]
    columns = (edges["marker"], edges["heading"], edges["section_id"], edges["position"], ends)
    for marker, heading, section_id, start, end in zip(*columns, strict=True):
        room = int((end - start) * points_wide(ax) / LETTER) - 1
        name = marker or section_label(marker, heading, section_id)
        if room >= min(len(name), SHORTEST_LABEL):
            label = wrapped(name, width=room, lines=1)
            ax.text(start + 0.003, top, label, va="bottom", fontsize=8, color="#333333")


def _name_documents(ax: Axes, first_row: dict[str, int], above: float) -> None:
    across_and_along = blended_transform_factory(ax.transAxes, ax.transData)
    for document, row in first_row.items():
        name = ax.text(0, row - above, document, transform=across_and_along, va="bottom")
        name.set(fontsize=8.5, fontweight="bold")
