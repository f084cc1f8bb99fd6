"""What goes with what, as networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from numpy.typing import NDArray

from ._axes import (
    FAINT,
    MARKERS,
    PALETTE,
    axes_for,
    house_style,
    require,
    say_nothing_to_show,
    write_at,
)
from ._fit import SMALL, Key, fit_frame, record, room_of
from ._words import listed, points_of, widest, wrapped
from .frequencies import LABEL_NAMES

Points = NDArray[np.float64]
COUNTS_AND_NAMES = ("node", "term", "count", "count_left", "count_right", "expected", "total")
FLATTEST, CROWDED = 0.62, 2.1  # height by width; room by what the names take
LONGEST = 92.0  # points, of a name's line
LINE, DOT = 9.5, 11.0  # points: a name's line, and a dot with its rim
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
        if table.empty:
            return say_nothing_to_show(axes_for(ax), table, "No collocates to show.")
        ties = table[["node", "term"]].astype("str").set_axis(["one", "other"], axis=1)
        ties["strength"] = table[measure].fillna(0).to_numpy()
        nodes = set(ties["one"])
        looks = {name: ("o", PALETTE[0] if name in nodes else FAINT) for name in _names(ties)}
        reading = listed(ties["one"] + " and " + ties["other"], table["count"].astype("str"))
        shown = f"Network of {len(nodes)} words and their collocates, ties by {measure}"
        ax, fit = _draw_network(ties, looks, ax, bold=nodes)
        record(ax, table, f"{shown}; times together: {reading}.", fit)
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
        if table.empty:
            return say_nothing_to_show(axes_for(ax), table, "No names to show.")
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
        handles = [_dot(*look) for look in look_of.values()]
        names = [LABEL_NAMES.get(label, label.lower()) for label in labels]
        key = Key(handles, names) if len(labels) > 1 else None
        ax, fit = _draw_network(ties, looks, ax, key=key)
        pairs = table["name"] + " and " + table["name_2"]
        within = table.attrs.get("within", "place")
        reading = listed(pairs, table["count"].astype("str"))
        shown = f"Network of {len(looks)} names that share a {within}; times together"
        record(ax, table, f"{shown}: {reading}.", fit)
        return ax


def _dot(marker: str, colour: str) -> Line2D:
    return Line2D([], [], marker=marker, color=colour, linestyle="", markersize=5.5)


def _names(ties: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys([*ties["one"], *ties["other"]]))


def _draw_network(
    ties: pd.DataFrame,
    looks: dict[str, tuple[str, str]],
    ax: Axes | None,
    *,
    bold: set[str] | frozenset[str] = frozenset(),
    key: Key | None = None,
) -> tuple[Axes, Callable[[Axes], float]]:
    ax = axes_for(ax)
    ax.set_axis_off()
    network = Network(ties, _names(ties), bold, key)
    network.draw(ax, looks)
    return ax, network.fit


@dataclass(slots=True)
class Network:
    """A network on an Axes, laid out anew for each width."""

    ties: pd.DataFrame
    names: list[str]
    bold: set[str] | frozenset[str]
    key: Key | None
    lines: list[Line2D] = field(default_factory=list)
    dots: list[Line2D] = field(default_factory=list)
    labels: list[Annotation] = field(default_factory=list)
    laid_out: float = 0

    def draw(self, ax: Axes, looks: dict[str, tuple[str, str]]) -> None:
        """Make a line for each tie, the thicker the stronger it is, and a dot for each name."""
        strengths = self.ties["strength"]
        weakest, spread = float(strengths.min()), float(strengths.max() - strengths.min())
        for strength in strengths:
            share = (strength - weakest) / spread if spread else 1.0
            tie = ax.plot([0, 0], [0, 0], color="#9A9A9A", zorder=1)[0]
            tie.set(linewidth=0.6 + share * (THICKEST - 0.6), alpha=0.35 + 0.4 * share)
            self.lines.append(tie)
        for name in self.names:
            marker, colour = looks[name]
            size = 8 if name in self.bold else 5.5
            self.dots += ax.plot([0], [0], marker, color=colour, markersize=size, zorder=3)
            self.dots[-1].set_markeredgecolor("white")
            label = write_at(ax, "", (0, 0), (0, -5), zorder=4, ha="center", va="top")
            label.set_fontweight(self._weight(name))
            label.set_linespacing(1.05)
            label.set_bbox({"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.5})
            self.labels.append(label)

    def fit(self, ax: Axes) -> float:
        """Lay the network out for the width of its Axes."""
        room = room_of(ax)
        longest = min(LONGEST, room.inner / 3.2)
        words = [self._wrapped(name, longest) for name in self.names]
        sizes = np.array([self._box(*pair) for pair in zip(self.names, words, strict=True)])
        frame = fit_frame(ax, room, self.key)
        if room.inner != self.laid_out:
            self.laid_out = room.inner
            self._move(ax, words, sizes)
        bottom, top = ax.get_ylim()
        return (top - bottom) / 72 + frame

    def _weight(self, name: str) -> str:
        return "bold" if name in self.bold else "normal"

    def _wrapped(self, name: str, points: float) -> str:
        measure = partial(points_of, size=SMALL, weight=self._weight(name))
        return wrapped(name.split("\0", maxsplit=1)[0], points, lines=3, measure=measure)

    def _box(self, name: str, words: str) -> tuple[float, float]:
        return box(words, self._weight(name))

    def _move(self, ax: Axes, words: list[str], sizes: Points) -> None:
        points, height = _lay_out(self.ties, self.names, sizes, self.laid_out)
        spots = points + np.column_stack([np.zeros(len(sizes)), sizes[:, 1] / 2 - DOT / 2])
        at = dict(zip(self.names, spots, strict=True))
        ends = zip(self.ties["one"], self.ties["other"], strict=True)
        for line, (one, other) in zip(self.lines, ends, strict=True):
            line.set_data(*zip(at[one], at[other], strict=True))
        for dot, label, spot, text in zip(self.dots, self.labels, spots, words, strict=True):
            dot.set_data(*spot[:, None])
            label.xy = (float(spot[0]), float(spot[1]))
            label.set_text(text)
        ax.set_xlim(0, self.laid_out)
        ax.set_ylim(0, height)


def box(words: str, weight: str = "normal") -> tuple[float, float]:
    """Say how much room a dot and the words below it take, in points."""
    lines = words.count("\n") + 1
    return widest([words], SMALL, weight) + 7, LINE * lines + DOT + 3


def _lay_out(
    ties: pd.DataFrame, names: Sequence[str], sizes: Points, width: float
) -> tuple[Points, float]:
    """
    Find the middle of each name's room so that none covers another, and the height of the whole.

    Everything is in points from the lower left. What hangs together is laid out together, on a
    shelf of its own or beside other small parts.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    row = {name: number for number, name in enumerate(names)}
    graph = nx.Graph()  # of numbers: sets of them have the same order in every process
    graph.add_nodes_from(range(len(names)))
    strongest = float(ties["strength"].abs().max()) or 1.0
    for one, other, strength in zip(ties["one"], ties["other"], ties["strength"], strict=True):
        graph.add_edge(row[one], row[other], weight=0.3 + max(strength, 0.0) / strongest)
    found = (sorted(part) for part in nx.connected_components(graph))
    parts = sorted(found, key=lambda part: (-len(part), part))
    corners, rooms = _shelve([sizes[part] for part in parts], width)
    points = np.zeros((len(names), 2))
    for part, corner, room in zip(parts, corners, rooms, strict=True):
        spread = 2.2 / np.sqrt(len(part))
        spots = nx.spring_layout(graph.subgraph(part), seed=SEED, k=spread, iterations=150)
        own = np.array([spots[number] for number in part], dtype=float)
        own -= (own.max(axis=0) + own.min(axis=0)) / 2
        reach = (room - sizes[part].max(axis=0)) / 2 - 4
        own *= np.maximum(reach, 1) / np.maximum(np.abs(own).max(axis=0), 1e-9)
        points[part] = corner + room / 2 + _push_apart(own, sizes[part], room / 2 - sizes[part] / 2)
    height = float((corners + rooms)[:, 1].max())
    points[:, 1] = height - points[:, 1]  # shelves are filled from the top
    return points, height


def _shelve(parts: Sequence[Points], width: float) -> tuple[Points, Points]:
    """Give each part the upper left corner and the size of its room, the rooms in shelves."""
    areas = [CROWDED * float(sizes.prod(axis=1).sum()) for sizes in parts]
    shelves: list[list[tuple[float, float]]] = [[]]
    for sizes, area in zip(parts, areas, strict=True):
        wide = min(width, max(sizes[:, 0].max() + 8, np.sqrt(area / FLATTEST)))
        if sum(room for room, _ in shelves[-1]) + wide > width:
            shelves.append([])
        shelves[-1].append((wide, area))
    corners, rooms, top = [], [], 0.0
    for shelf in filter(None, shelves):
        stretch = width / sum(wide for wide, _ in shelf)
        least = FLATTEST * width if len(parts) == 1 else 0.0
        high = max(least, *(area / (wide * stretch) for wide, area in shelf))
        left = 0.0
        for wide, _ in shelf:
            corners.append((left, top))
            rooms.append((wide * stretch, high))
            left += wide * stretch
        top += high
    return np.array(corners), np.array(rooms)


def _push_apart(points: Points, sizes: Points, room: Points) -> Points:
    """
    Move what overlaps apart, and keep all within so much of the middle.

    The shorter way is taken, and now and then the other, for where the edge leaves no room.
    """
    points = points.copy()
    least = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for turn in range(TIMES):
        apart = points[:, None, :] - points[None, :, :]
        overlap = least - np.abs(apart)
        touching = np.asarray((overlap > 0).all(axis=2))
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        axis = np.argmin(overlap, axis=2) if turn % 4 else np.argmax(overlap, axis=2)
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
