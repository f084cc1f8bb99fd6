"""What each chart was drawn from, and how it fits its room, kept with its Axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

BEHIND = "_policytext_drawn"  # an attribute of the Axes, so that it lives and dies with them


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
    beside : DataFrame or None
        A second table that was drawn into the chart: the sections below strokes, the reasons
        beside counts.
    fit : callable
        Fits the words of the chart to the room that its Axes have, and returns the height in
        inches that the whole then needs.
    """

    table: pd.DataFrame
    description: str
    beside: pd.DataFrame | None = None
    fit: Callable[[Axes], float] = field(default=lambda ax: 1.0, repr=False)


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
    return [vars(ax)[BEHIND] for ax in figure.axes if BEHIND in vars(ax)]
