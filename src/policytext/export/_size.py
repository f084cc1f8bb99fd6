"""A figure at another width, for as long as it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.figure import Figure

from policytext.charts import COLUMN, PAGE, Fitting, fit_charts

WIDTHS = {"column": COLUMN, "page": PAGE}  # inches


@contextmanager
def at_width(figure: Figure, width: str | float | None) -> Iterator[None]:
    """
    Set a figure to a width, fit its charts to it, and set it back at the end.

    A figure of one chart becomes as high as the chart then needs; another keeps its height.

    Raises
    ------
    ValueError
        If the width is no positive number, and neither "column" nor "page".
    """
    before = figure.get_figwidth(), figure.get_figheight()
    if width is not None:
        figure.set_figwidth(_inches(width))
    heights = fit_charts(figure)
    if width is not None and isinstance(figure.get_layout_engine(), Fitting) and len(heights) == 1:
        figure.set_figheight(heights[0])
    try:
        yield
    finally:
        figure.set_size_inches(*before)
        fit_charts(figure)


def _inches(width: str | float) -> float:
    inches = WIDTHS.get(width) if isinstance(width, str) else width
    if inches is None or not inches > 0:
        raise ValueError(
            f"a figure's width is {', '.join(map(repr, WIDTHS))} or a number of inches; "
            f"it was {width!r}"
        )
    return inches
