"""How often terms and names occur, as bars and as dots."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ._axes import (
    PALETTE,
    axes_for,
    count_along_x,
    grouped,
    height_of,
    house_style,
    legend_beside,
    listed,
    measure_along_x,
    name_rows,
    percent,
    rate_label,
    require,
    say_nothing_to_show,
    wrapped,
)
from ._drawn import record

MARKERS = "osD^vPX*"
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "---", "|||", "ooo")
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
        ax = compare(table, ["term", "rate"], groups, ax)
        measure_along_x(ax, rate_label(table), float(table["rate"].max()))
        return ax


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
        ax = compare(table, [what, "share"], groups, ax)
        measure_along_x(ax, "Share of all mentions (%)", float(table["share"].max()))
        ax.xaxis.set_major_formatter(percent)
        return ax


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
    labels = [wrapped(str(term)) for term in table["term"]]
    ax = axes_for(ax, height_of(labels))
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No terms to show.")
        return ax
    _draw_bars(ax, labels, table["count"], [PALETTE[0]] * len(table), [""] * len(table))
    reading = listed(table["term"], map(str, table["count"]))
    record(ax, table, f"Bar chart of the occurrences of {len(table)} terms: {reading}.")
    return ax


def _draw_entities(table: pd.DataFrame, what: str, ax: Axes | None) -> Axes:
    names = [name if what == "name" else _reader_name(name) for name in table[what]]
    labels = [wrapped(str(name)) for name in names]
    ax = axes_for(ax, height_of(labels))
    if table.empty:
        say_nothing_to_show(ax)
        record(ax, table, "No names to show.")
        return ax
    look = {kind: _look(number) for number, kind in enumerate(dict.fromkeys(table["label"]))}
    colours, hatches = zip(*(look[kind] for kind in table["label"]), strict=True)
    _draw_bars(ax, labels, table["count"], colours, hatches)
    ax.set_xlabel("Mentions")
    if what == "name":
        handles = [_swatch(kind, *look[kind]) for kind in look]
        legend_beside(ax, table["count"], len(look), handles=handles)
    reading = listed(names, map(str, table["count"]))
    record(ax, table, f"Bar chart of the mentions of {len(table)} {what}s: {reading}.")
    return ax


def _draw_bars(
    ax: Axes,
    labels: list[str],
    counts: pd.Series,
    colours: Sequence[str],
    hatches: Sequence[str],
) -> None:
    rows = list(range(len(labels)))
    bars = ax.barh(rows, counts, height=0.72, color=colours, edgecolor="white", linewidth=0)
    for bar, hatch in zip(bars, hatches, strict=True):
        bar.set_hatch(hatch)
    ax.bar_label(bars, labels=[grouped(count) for count in counts], padding=3, fontsize=8.5)
    name_rows(ax, rows, labels)
    count_along_x(ax, "Occurrences", counts.max())


def _look(number: int) -> tuple[str, str]:
    """Give the nth kind its colour and hatch; the hatch changes too when colours come again."""
    turn, place = divmod(number, len(PALETTE))
    return PALETTE[place], HATCHES[(place + turn) % len(HATCHES)]


def _reader_name(label: str) -> str:
    return LABEL_NAMES.get(label, label.lower())


def _swatch(label: str, colour: str, hatch: str) -> Patch:
    return Patch(
        facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0, label=_reader_name(label)
    )


def compare(table: pd.DataFrame, columns: list[str], groups: pd.Series, ax: Axes | None) -> Axes:
    """Draw a row for each term, and on it a dot for each group at its value."""
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
    labels = [wrapped(str(name)) for name in row_of]
    ax = axes_for(ax, height_of(labels) + 1)
    spans = table.groupby(rows)[value].agg(["min", "max"])
    ax.hlines(spans.index, spans["min"], spans["max"], color="#BBBBBB", linewidth=2, zorder=1)
    for name, marker, colour in zip(names, MARKERS, PALETTE, strict=False):
        mine = groups == name
        dots = ax.plot(table.loc[mine, value], rows[mine], marker, color=colour, markersize=7)
        dots[0].set(label=wrapped(name), clip_on=False)
    name_rows(ax, list(row_of.values()), labels)
    legend_beside(ax, strongest, len(names))
    reading = listed(groups + ": " + table[what].astype("str"), table[value].map("{:.3g}".format))
    record(ax, table, f"Dot plot of {len(row_of)} {what}s in {len(names)} groups: {reading}.")
    return ax
