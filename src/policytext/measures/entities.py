"""How often names occur."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ._tally import PLACE, group_columns, require, settings, tally


def entity_frequencies(
    entities: pd.DataFrame, *, by: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Count the names in an entity table and rank them, most frequent first.

    Parameters
    ----------
    entities : DataFrame
        Rows of a corpus's entity table, such as ``corpus.entities.query("label == 'ORG'")``.
    by : str or sequence of str, optional
        Columns that part the table into groups, each counted on its own: "label", "doc_id",
        "section_id" (which brings doc_id with it) or another.

    Returns
    -------
    DataFrame
        One row a name and label (and group), with the columns

        - the grouping columns, if any
        - name (str): the canonical name
        - label (str): its kind; not repeated if the table is grouped by it
        - count (int): mentions
        - share (float): these as a share (0 to 1) of the group's mentions
        - rank (int): 1 is the group's most frequent; names of equal count share the lowest rank
        - n_docs (int): documents of the group that hold the name
        - n_sections (int): sections of the group that hold the name

        Groups ascend; within a group the count descends and equals are alphabetical. `attrs`
        records by and n_entities, the number of rows given.

    Raises
    ------
    ValueError
        If a column is missing, or if the pipeline finds no entities.
    """
    return _shares(entities, ["name", "label"], by, "entity_frequencies")


def label_frequencies(
    entities: pd.DataFrame, *, by: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Count the kinds of names in an entity table and rank them.

    Parameters
    ----------
    entities : DataFrame
        Rows of a corpus's entity table.
    by : str or sequence of str, optional
        Columns that part the table into groups, as in `entity_frequencies`.

    Returns
    -------
    DataFrame
        One row a label (and group), with the columns of `entity_frequencies` but for name.

    Raises
    ------
    ValueError
        If a column is missing, or if the pipeline finds no entities.
    """
    return _shares(entities, ["label"], by, "label_frequencies")


def _shares(
    entities: pd.DataFrame, what: list[str], by: str | Sequence[str] | None, asked_by: str
) -> pd.DataFrame:
    groups = group_columns(by)
    require(entities, [*PLACE, *what, *groups], asked_by)
    if entities.empty and entities.attrs.get("lacks"):
        raise ValueError(f"{asked_by}: {entities.attrs['lacks']}")
    table = tally(entities, what, groups)
    table["share"] = table["count"] / table["total"]
    what = [column for column in what if column not in groups]
    table = table[[*groups, *what, "count", "share", "rank", "n_docs", "n_sections"]]
    table.attrs = settings(entities, by=groups, n_entities=len(entities))
    return table
