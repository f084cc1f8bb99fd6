"""A chart drawn by the code that an explorer shows, and where its rows are in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from policytext.charts import drawn_on
from policytext.corpus import Corpus

SHARPNESS = 168  # dots per inch, twice as many as an explorer gives the chart on the screen
QUICKLY = {"compress_level": 1}  # a reader waits; a fifth more bytes take a fifth less time


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a chart: its label, and its upper and lower edge as shares of the picture."""

    label: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """
    A chart and what it was drawn from.

    Attributes
    ----------
    names : dict
        What the lines of code named: the rows that were counted, the chart.
    figure : Figure
    table : DataFrame
        The rows that were drawn.
    description : str
        The chart in words.
    png : bytes
    rows : list of Row
        From the top row down.
    """

    names: Mapping[str, Any]
    figure: Figure
    table: pd.DataFrame
    description: str
    png: bytes
    rows: list[Row]


def draw(code: str, corpus: Corpus) -> Drawing:
    """
    Run the lines of code and picture the chart that they name ``ax``.

    The code that is shown is the code that runs, so one cannot say what the other does not.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415  (slow to import, and picks a backend)

    import policytext  # noqa: PLC0415  (as the lines know it)

    names: dict[str, Any] = {"pt": policytext, "corpus": corpus}
    exec(code, names)
    ax: Axes = names["ax"]
    figure = ax.figure.figure
    plt.close(figure)  # the explorer shows it; the notebook would show it once more
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=SHARPNESS, pil_kwargs=QUICKLY)
    behind = drawn_on(figure)[0]
    return Drawing(
        names, figure, behind.table, behind.description, picture.getvalue(), _rows_of(ax)
    )


def _rows_of(ax: Axes) -> list[Row]:
    """Find the rows by their ticks; an edge is halfway to the next row, or to the end."""
    labels = [label.get_text() for label in ax.get_yticklabels()]
    if not ax.axison or not any(labels):
        return []
    ends = sorted(_from_top(ax, y) for y in ax.get_ylim())
    rows = sorted(zip((_from_top(ax, y) for y in ax.get_yticks()), labels, strict=True))
    middles = [middle for middle, _ in rows]
    between = [(a + b) / 2 for a, b in pairwise(middles)]
    tops, bottoms = [ends[0], *between], [*between, ends[1]]
    return [
        Row(" ".join(label.split()), top, bottom)
        for (_, label), top, bottom in zip(rows, tops, bottoms, strict=True)
    ]


def _from_top(ax: Axes, y: float) -> float:
    return float(1 - ax.transData.transform((0, y))[1] / ax.figure.figure.bbox.height)
