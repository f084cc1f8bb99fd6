"""What goes with what, as networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from ._axes import (
    FAINT,
    PALETTE,
    axes_for,
    house_style,
    listed,
    require,
    say_nothing_to_show,
    wrapped,
)
from ._drawn import record
from .frequencies import LABEL_NAMES, MARKERS

Points = NDArray[np.float64]
COUNTS_AND_NAMES = ("node", "term", "count", "count_left", "count_right", "expected", "total")
WIDTH, HEIGHT, MORE, MANY = 9.0, 6.5, 0.12, 30  # inches; more for each name beyond many
LETTER, LINE, DOT = 5.2, 11.5, 12.0  # points: a label's letter and line, and a dot with its rim
THICKEST = 5.0  # points, of the strongest tie
TIMES = 800  # how often labels that overlap are pushed apart
SEED = 7  # of the layout


def plot_collocation_network(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw words and their collocates as a network.

    The thicker a tie, the stronger the first measure of the table. Tables of several nodes, one
    below the other, make one network, in which nodes share collocates.

    Parameters
    ----------
    table : DataFrame
        What `collocates` returned, or the first rows of it; of several nodes with `pandas.concat`.
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
    require(table, ["node", "term", "count"], "plot_collocation_network")
    measure = next((name for name in table.columns if name not in COUNTS_AND_NAMES), "count")
    with house_style():
        ties = table[["node", "term"]].astype("str").set_axis(["one", "other"], axis=1)
        ties["strength"] = table[measure].fillna(0).to_numpy()
        nodes = set(ties["one"])
        looks = {name: ("o", PALETTE[0] if name in nodes else FAINT) for name in _names(ties)}
        ax = _draw_network(ties, looks, ax, bold=nodes)
        reading = listed(ties["one"] + " and " + ties["other"], table["count"].astype("str"))
        shown = f"Network of {len(nodes)} words and their collocates, ties by {measure}"
        record(ax, table, f"{shown}; times together: {reading}." if len(ties) else "No collocates.")
        return ax


def plot_entity_network(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw names that stand together as a network.

    The thicker a tie, the more often two names stand together; shape and colour tell the kind of
    a name.

    Parameters
    ----------
    table : DataFrame
        What `entity_cooccurrence` returned, or the first rows of it.
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
    require(table, ["name", "label", "name_2", "label_2", "count"], "plot_entity_network")
    with house_style():
        ties = pd.DataFrame(
            {
                "one": table["name"] + "\0" + table["label"],
                "other": table["name_2"] + "\0" + table["label_2"],
                "strength": table["count"].astype(float),
            }
        )
        labels = sorted({name.split("\0")[1] for name in _names(ties)})
        look_of = {
            label: (MARKERS[number % len(MARKERS)], PALETTE[number % len(PALETTE)])
            for number, label in enumerate(labels)
        }
        looks = {name: look_of[name.split("\0")[1]] for name in _names(ties)}
        ax = _draw_network(ties, looks, ax)
        if len(labels) > 1:
            _name_labels(ax, look_of)
        pairs = table["name"] + " and " + table["name_2"]
        within = table.attrs.get("within", "place")
        reading = listed(pairs, table["count"].astype("str"))
        shown = f"Network of {len(looks)} names that share a {within}; times together"
        record(ax, table, f"{shown}: {reading}." if len(ties) else "No names to show.")
        return ax


def _name_labels(ax: Axes, look_of: dict[str, tuple[str, str]]) -> None:
    handles = [
        Line2D(
            [], [], marker=marker, color=colour, linestyle="", label=LABEL_NAMES.get(label, label)
        )
        for label, (marker, colour) in look_of.items()
    ]
    ax.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=min(4, len(handles))
    )


def _names(ties: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys([*ties["one"], *ties["other"]]))


def _draw_network(
    ties: pd.DataFrame,
    looks: dict[str, tuple[str, str]],
    ax: Axes | None,
    *,
    bold: set[str] | frozenset[str] = frozenset(),
) -> Axes:
    names = _names(ties)
    canvas = 72 * WIDTH, 72 * (HEIGHT + MORE * max(0, len(names) - MANY))  # points
    if ax is None:
        ax = axes_for(None, 3, width=WIDTH)
        ax.figure.figure.set_size_inches(WIDTH, canvas[1] / 72)
    ax.set_axis_off()
    if ties.empty:
        say_nothing_to_show(ax)
        return ax
    labels = [wrapped(name.split("\0")[0], width=22, lines=3) for name in names]
    sizes = np.array([_box(label) for label in labels])
    points = _lay_out(ties, names, sizes, canvas)
    dots = points + np.column_stack([np.zeros(len(names)), sizes[:, 1] / 2 - DOT / 2])
    _draw_ties(ax, ties, dict(zip(names, dots, strict=True)))
    for name, label, (x, y) in zip(names, labels, dots, strict=True):
        marker, colour = looks[name]
        size = 9 if name in bold else 6.5
        ax.plot([x], [y], marker, color=colour, markersize=size, markeredgecolor="white", zorder=3)
        text = ax.annotate(label, (x, y), (0, -6), textcoords="offset points", zorder=4)
        weight = "bold" if name in bold else "normal"
        text.set(ha="center", va="top", fontsize=8.5, fontweight=weight)
        text.set_linespacing(1.0)
        text.set_bbox({"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.6})
    ax.set_xlim(-canvas[0] / 2, canvas[0] / 2)
    ax.set_ylim(-canvas[1] / 2, canvas[1] / 2)
    return ax


def _draw_ties(ax: Axes, ties: pd.DataFrame, at: dict[str, Points]) -> None:
    """Draw a line for each tie, the thicker the stronger it is."""
    weakest, strongest = float(ties["strength"].min()), float(ties["strength"].max())
    for one, other, strength in zip(ties["one"], ties["other"], ties["strength"], strict=True):
        share = 1.0 if strongest == weakest else (strength - weakest) / (strongest - weakest)
        (x1, y1), (x2, y2) = at[one], at[other]
        tie = ax.plot([x1, x2], [y1, y2], color="#9A9A9A", zorder=1)[0]
        tie.set(linewidth=0.6 + share * (THICKEST - 0.6), alpha=0.35 + 0.4 * share)


def _lay_out(
    ties: pd.DataFrame, names: Sequence[str], sizes: Points, canvas: tuple[float, float]
) -> Points:
    """
    Find the middle of each name's room, in points from the middle, so that none covers another.

    What hangs together is laid out together, in a strip of its own.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    graph = nx.Graph()
    graph.add_nodes_from(names)
    strongest = float(ties["strength"].abs().max()) or 1.0
    for one, other, strength in zip(ties["one"], ties["other"], ties["strength"], strict=True):
        graph.add_edge(one, other, weight=0.3 + max(strength, 0.0) / strongest)
    row = {name: number for number, name in enumerate(names)}
    parts = sorted(
        (sorted(row[name] for name in part) for part in nx.connected_components(graph)), key=len
    )
    needed = np.array([sizes[part].prod(axis=1).sum() ** 0.8 for part in parts])
    edges = -canvas[0] / 2 + canvas[0] * np.append(0, np.cumsum(needed) / needed.sum())
    points = np.zeros((len(names), 2))
    for part, left, right in zip(parts, edges[:-1], edges[1:], strict=True):
        inside = graph.subgraph([names[number] for number in part])
        spread = 2.2 / np.sqrt(len(part))
        found = nx.spring_layout(inside, seed=SEED, k=spread, iterations=150)
        own = np.array([found[names[number]] for number in part], dtype=float)
        own -= (own.max(axis=0) + own.min(axis=0)) / 2
        room = (np.array([right - left, canvas[1]]) - sizes[part].max(axis=0)) / 2 - 4
        own *= np.maximum(room, 1) / np.maximum(np.abs(own).max(axis=0), 1e-9)
        points[part] = own + [(left + right) / 2, 0]
    return _push_apart(points, sizes, np.array(canvas) / 2 - sizes / 2 - 4)


def _box(label: str) -> tuple[float, float]:
    """Say how much room a dot and its label take, in points."""
    lines = label.split("\n")
    return LETTER * max(map(len, lines)) + 8, LINE * len(lines) + DOT + 3


def _push_apart(points: Points, sizes: Points, room: Points) -> Points:
    """Move what overlaps apart, along the shorter way, and keep all inside."""
    points = points.copy()
    least = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(TIMES):
        apart = points[:, None, :] - points[None, :, :]
        overlap = least - np.abs(apart)
        touching = np.asarray((overlap > 0).all(axis=2))
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        axis = np.argmin(overlap, axis=2)
        way = np.where(apart >= 0, 1.0, -1.0)
        order = np.arange(len(points))
        tie = np.where(order[:, None] > order[None, :], 1.0, -1.0)
        way = np.where(apart == 0, tie[:, :, None], way)
        push = np.zeros_like(apart)
        rows, columns = np.nonzero(touching)
        along = axis[rows, columns]
        push[rows, columns, along] = (
            0.45 * way[rows, columns, along] * overlap[rows, columns, along]
        )
        points = np.clip(points + push.sum(axis=1), -room, room)
    return points
