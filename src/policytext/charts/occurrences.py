"""Where terms stand along a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import blended_transform_factory

from ._axes import (
    PALETTE,
    QUIET,
    axes_for,
    house_style,
    require,
    say_nothing_to_show,
    scale_along_x,
)
from ._fit import (
    GAP,
    LINE,
    ROW,
    SMALL,
    TYPE,
    fit_frame,
    fit_names,
    fit_scale,
    name_rows,
    record,
    row_names,
)
from ._words import listed, percent, points_of, section_label, wrapped

SHORTEST = 34.0  # points; where a section's name has no more room, it would say nothing


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


@dataclass(slots=True)
class Caption:
    """Words above strokes, with the room that they may take along x."""

    text: Text
    words: str
    start: float
    end: float

    def fit(self, points: float, weight: str = "normal") -> None:
        """Cut the words to their room, or leave them out."""
        room = (self.end - self.start) * points - 3
        measure = partial(points_of, size=self.text.get_fontsize(), weight=weight)
        self.text.set_visible(room >= min(measure(self.words), SHORTEST))
        self.text.set_text(wrapped(self.words, room, lines=1, measure=measure))


def _draw_strokes(table: pd.DataFrame, sections: pd.DataFrame | None, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No occurrences to show.", beside=sections)
    terms = list(table.attrs.get("terms", dict.fromkeys(table["term"])))
    documents = list(dict.fromkeys(table["doc_id"]))
    step = len(terms) + 1  # one row a term, and one above them for the section's labels
    first_row = {document: number * step for number, document in enumerate(documents)}
    row_of = {term: row for row, term in enumerate(terms)}
    rows = table["doc_id"].map(first_row).astype(int) + table["term"].map(row_of).astype(int)
    colours = [PALETTE[row_of[term] % 2] for term in table["term"]]
    ax.vlines(table["position"], rows - 0.38, rows + 0.38, colors=colours, linewidth=0.9, zorder=3)

    counts = rows.value_counts()
    labels = {
        first_row[document] + row: f"{term} ({counts.get(first_row[document] + row, 0)})"
        for document in documents
        for row, term in enumerate(terms)
    }
    name_rows(ax, list(labels), list(labels.values()))
    ax.set_ylim(max(labels) + 0.7, -1.2 if sections is not None or len(documents) > 1 else -0.7)
    scale_along_x(ax, "Position in the text (%)", FuncFormatter(percent))
    ax.grid(visible=False)
    captions: list[Caption] = []
    if sections is not None:
        for document, row in first_row.items():
            mine = sections[sections["doc_id"] == document]
            captions += _draw_edges(ax, mine, row - 0.6, row + len(terms) - 0.4)
    heads = _name_documents(ax, first_row, sections is not None) if len(documents) > 1 else []
    reading = listed(labels.values(), [""] * len(labels)).replace(" ,", ",").rstrip()
    shown = "Strokes along the text where terms occur, times found"
    fit = partial(_fit_strokes, captions=captions, heads=heads)
    record(ax, table, f"{shown}: {reading}.", fit, beside=sections)
    return ax


def _draw_edges(ax: Axes, sections: pd.DataFrame, top: float, bottom: float) -> list[Caption]:
    """Draw where sections begin, the top ones darker and named."""
    is_top = sections["level"] <= 1
    ax.vlines(sections.loc[~is_top, "position"], top, bottom, color="#DDDDDD", linewidth=0.7)
    edges = sections[is_top]
    ax.vlines(edges["position"], top, bottom, color=QUIET, linewidth=1)
    ends = [*edges["position"].iloc[1:], 1.0][: len(edges)]
    columns = (edges["marker"], edges["heading"], edges["section_id"], edges["position"], ends)
    captions = []
    for marker, heading, section_id, start, end in zip(*columns, strict=True):
        name = marker or section_label(marker, heading, section_id)
        text = ax.text(start + 0.003, top, name, va="bottom", fontsize=SMALL, color="#333333")
        captions.append(Caption(text, name, start, end))
    return captions


def _name_documents(ax: Axes, first_row: dict[str, int], has_sections: bool) -> list[Caption]:
    """Name each document above its rows, and above the names of its sections."""
    across_and_along = blended_transform_factory(ax.transAxes, ax.transData)
    above = 1.1 if has_sections else 0.62
    style: dict[str, Any] = {"fontsize": TYPE, "fontweight": "bold", "va": "bottom"}
    heads = []
    for document, row in first_row.items():
        text = ax.text(0, row - above, document, transform=across_and_along, **style)
        heads.append(Caption(text, document, 0.0, 1.0))
    return heads


def _fit_strokes(ax: Axes, *, captions: list[Caption], heads: list[Caption]) -> float:
    room = fit_names(ax, part=0.35)
    fit_scale(ax, room, 0, 1, "100")
    for caption in captions:
        caption.fit(room.inner)
    for head in heads:
        head.fit(room.inner, weight="bold")
    lines = max(name.count("\n") + 1 for name in row_names(ax))
    bottom, top = ax.get_ylim()
    row = max(ROW if not captions or not heads else 1.25 * ROW, lines * LINE + GAP)
    return (bottom - top) * row + (0.2 if heads else 0) + fit_frame(ax, room)
