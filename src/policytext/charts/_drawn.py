"""What each chart was drawn from, kept for whoever saves it."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    What stands behind a chart.

    Attributes
    ----------
    table : DataFrame
        The rows that were drawn.
    description : str
        What the chart shows, for those who cannot see it.
    """

    table: pd.DataFrame
    description: str


_behind: WeakKeyDictionary[Axes, Drawn] = WeakKeyDictionary()


def record(ax: Axes, table: pd.DataFrame, description: str) -> None:
    """Note what was drawn on an Axes, for as long as the Axes lives."""
    _behind[ax] = Drawn(table, description)


def drawn_on(figure: Figure) -> list[Drawn]:
    """
    List what the charts of a figure were drawn from, in their order.

    Parameters
    ----------
    figure : Figure
        Any figure; Axes that were not drawn by this library are passed over.

    Returns
    -------
    list of Drawn
        The table and the description of each chart.
    """
    return [_behind[ax] for ax in figure.axes if ax in _behind]
