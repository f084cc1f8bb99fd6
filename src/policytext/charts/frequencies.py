"""How often terms and names occur, as bars and as dots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import Formatter, FuncFormatter

from ._axes import (
    HATCHES,
    MARKERS,
    PALETTE,
    axes_for,
    count_along_x,
    house_style,
    require,
    say_nothing_to_show,
    scale_along_x,
)
from ._fit import SMALL, Key, fit_rows, name_rows, record
from ._words import grouped, listed, percent, rate_label, widest

LABEL_NAMES = {
    "CARDINAL": "number",
    "DATE": "date",
    "EVENT": "event",
    "FAC": "building, road, site",
    "GPE": "country, province, city",
    "LANGUAGE": "language",
    "LAW": "law",
    "LOC": "place",
    "MONEY": "sum of money",
    "NORP": "nationality, religion, politics",
    "ORDINAL": "ordinal",
    "ORG": "organization",
    "PERCENT": "percentage",
    "PERSON": "person",
    "PRODUCT": "product",
    "QUANTITY": "quantity",
    "TIME": "time",
    "WORK_OF_ART": "work, publication",
}


def plot_term_frequencies(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how often terms occur, row for row, the first row on top.

    A table that compares groups (documents, sections, kinds) is drawn as dots instead, one shape
    and colour a group, along the rate, which does not depend on how long the groups are.

    Parameters
    ----------
    table : DataFrame
        What `term_frequencies`, `ngrams`, `skip_grams`, `term_candidates` or `multiword_units`
        returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than eight groups to compare.
    """
    require(table, ["term", "count"], "plot_term_frequencies")
    groups = group_names(table, "term")
    if len(set(groups)) > 1:
        require(table, ["rate"], "plot_term_frequencies")
    with house_style():
        if len(set(groups)) < 2:
            return _draw_terms(table, ax)
        return compare(table, ["term", "rate"], groups, ax, label=rate_label(table))


def plot_entity_frequencies(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how often names occur, row for row, coloured and hatched by kind.

    A table that compares documents or sections is drawn as dots instead, one shape and colour a
    group, along each name's share of the group's mentions.

    Parameters
    ----------
    table : DataFrame
        What `entity_frequencies` or `label_frequencies` returned, or some of its rows.
    ax : Axes, optional
        Where to draw; a fresh figure if None.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or if there are more than eight groups to compare.
    """
    require(table, ["label", "count", "share"], "plot_entity_frequencies")
    what = "name" if "name" in table.columns else "label"
    groups = group_names(table, what, "label")
    with house_style():
        if len(set(groups)) < 2:
            return _draw_entities(table, what, ax)
        label = "Share of all mentions (%)"
        return compare(
            table, [what, "share"], groups, ax, label=label, formatter=FuncFormatter(percent)
        )


def group_names(table: pd.DataFrame, what: str, *others: str) -> pd.Series:
    """Name the group of each row: the grouping columns stand in front of what is counted."""
    columns = list(table.columns)
    groups = [column for column in columns[: columns.index(what)] if column not in others]
    if not groups:
        return pd.Series("", index=table.index, dtype="str")
    names = [_group_part(table, column) for column in groups]
    return pd.Series([" · ".join(parts) for parts in zip(*names, strict=True)], index=table.index)


def _group_part(table: pd.DataFrame, column: str) -> list[str]:
    prefix = "section " if column == "section_id" else ""
    return [f"{prefix}{value}" for value in table[column]]


def _draw_terms(table: pd.DataFrame, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No terms to show.")
    looks = [(PALETTE[0], "")] * len(table)
    fit = _draw_bars(ax, table["term"], table["count"], looks, unit="Occurrences")
    reading = listed(table["term"], map(str, table["count"]))
    record(ax, table, f"Bar chart of the occurrences of {len(table)} terms: {reading}.", fit)
    return ax


def _draw_entities(table: pd.DataFrame, what: str, ax: Axes | None) -> Axes:
    ax = axes_for(ax)
    if table.empty:
        return say_nothing_to_show(ax, table, "No names to show.")
    names = [name if what == "name" else _reader_name(name) for name in table[what]]
    look = {kind: _look(number) for number, kind in enumerate(dict.fromkeys(table["label"]))}
    looks = [look[kind] for kind in table["label"]]
    swatches = [_swatch(*look[kind]) for kind in look]
    key = Key(swatches, [_reader_name(kind) for kind in look]) if what == "name" else None
    fit = _draw_bars(ax, names, table["count"], looks, unit="Mentions", key=key)
    reading = listed(names, map(str, table["count"]))
    record(ax, table, f"Bar chart of the mentions of {len(table)} {what}s: {reading}.", fit)
    return ax


def _draw_bars(
    ax: Axes,
    names: Iterable[object],
    counts: pd.Series,
    looks: Sequence[tuple[str, str]],
    *,
    unit: str,
    key: Key | None = None,
) -> Callable[[Axes], float]:
    rows = list(range(len(counts)))
    colours = [colour for colour, _ in looks]
    bars = ax.barh(rows, counts, height=0.72, color=colours, edgecolor="white", linewidth=0)
    for bar, (_, hatch) in zip(bars, looks, strict=True):
        bar.set_hatch(hatch)
    ends = [grouped(count) for count in counts]
    ax.bar_label(bars, labels=ends, padding=3, fontsize=SMALL)
    name_rows(ax, rows, [str(name) for name in names])
    count_along_x(ax, unit)
    longest = float(counts.max())
    return partial(
        fit_rows, greatest=longest, figure=grouped(longest), beyond=widest(ends, SMALL), key=key
    )


def _look(number: int) -> tuple[str, str]:
    """Give the nth kind its colour and hatch; the hatch changes too when colours come again."""
    turn, place = divmod(number, len(PALETTE))
    return PALETTE[place], HATCHES[(place + turn) % len(HATCHES)]


def _reader_name(label: str) -> str:
    return LABEL_NAMES.get(label, label.lower())


def _swatch(colour: str, hatch: str) -> Patch:
    return Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0)


def compare(
    table: pd.DataFrame,
    columns: list[str],
    groups: pd.Series,
    ax: Axes | None,
    *,
    label: str,
    formatter: Formatter | None = None,
    behind: pd.DataFrame | None = None,
) -> Axes:
    """
    Draw a row for each term, and on it a dot for each group at its value.

    `behind` is the table that stays with the chart, if its rows had to be turned into dots.
    """
    what, value = columns
    names = list(dict.fromkeys(groups))
    if len(names) > len(MARKERS):
        raise ValueError(
            f"dots compare {len(MARKERS)} groups at most; the table holds {len(names)}: "
            "keep some of them, or draw terms_by_section as a heat map"
        )
    strongest = (
        table.groupby(what, observed=True)[value].max().sort_values(ascending=False, kind="stable")
    )
    row_of = {name: row for row, name in enumerate(strongest.index)}
    rows = table[what].map(row_of)
    ax = axes_for(ax)
    spans = table.groupby(rows)[value].agg(["min", "max"])
    ax.hlines(spans.index, spans["min"], spans["max"], color="#BBBBBB", linewidth=2, zorder=1)
    dots = []
    for name, marker, colour in zip(names, MARKERS, PALETTE, strict=False):
        mine = groups == name
        dots += ax.plot(table.loc[mine, value], rows[mine], marker, color=colour, markersize=5.5)
        dots[-1].set(label=name, clip_on=False)
    name_rows(ax, list(row_of.values()), [str(name) for name in row_of])
    scale_along_x(ax, label, formatter)
    reading = listed(groups + ": " + table[what].astype("str"), table[value].map("{:.3g}".format))
    key = Key(dots, names) if len(names) > 1 else None
    fit = partial(fit_rows, greatest=float(strongest.iloc[0]), figure="0.00", beyond=2, key=key)
    shown = f"Dot plot of {len(row_of)} {what}s in {len(names)} groups"
    record(ax, table if behind is None else behind, f"{shown}: {reading}.", fit)
    return ax
