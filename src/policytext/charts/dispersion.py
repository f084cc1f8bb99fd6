"""How evenly terms are spread over a text."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ._axes import axes_for, house_style, require, say_nothing_to_show
from .frequencies import compare

EVENNESS = {
    "dp_norm": "1 − DPnorm (Gries)",
    "juilland_d": "D (Juilland)",
    "rosengren": "S (Rosengren)",
    "d_a": "D_A (Burch et al.)",
}


def plot_dispersion(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how evenly terms are spread, the most even on top, with a dot for each measure.

    All measures run from 0 (gathered in one part) to 1 (even): DPnorm, which runs the other way,
    is drawn from its end. Where the dots lie apart the measures disagree, as they do on rare
    terms and on parts of unequal length.

    Parameters
    ----------
    table : DataFrame
        What `dispersion` returned, or some of its rows. A term that does not occur has no dot.
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
    require(table, ["term", *EVENNESS], "plot_dispersion")
    with house_style():
        if not table["dp_norm"].notna().any():
            ax = axes_for(ax)
            return say_nothing_to_show(ax, table, "No dispersion to show.")
        spread = table.assign(dp_norm=1 - table["dp_norm"])[["term", *EVENNESS]]
        dots = spread.melt("term", var_name="measure", value_name="evenness")
        dots["measure"] = dots["measure"].map(EVENNESS)
        label = "Evenness (0 gathered, 1 even)"
        return compare(dots, ["term", "evenness"], dots["measure"], ax, label=label, behind=table)
