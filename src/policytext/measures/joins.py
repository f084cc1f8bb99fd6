"""What the tables of sections and names know of a row of another table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._tally import PLACE, codes_of, require

ARROW = " › "  # between the headings of a section's path
INSIDE, OUTSIDE, BEGINS = 1, 2, 3  # of a name, as spaCy numbers them


def section_paths(table: pd.DataFrame, sections: pd.DataFrame) -> pd.Categorical:
    """
    Name the section that each row stands in by the headings above it.

    Parameters
    ----------
    table : DataFrame
        Any table with the columns doc_id and section_id.
    sections : DataFrame
        The corpus's table of sections.

    Returns
    -------
    Categorical
        "1 Aims › (a) Peace"; "front matter" for section 0; missing where `sections` has no row.

    Raises
    ------
    ValueError
        If a column is missing.
    """
    require(table, PLACE, "section_paths")
    require(sections, [*PLACE, "parent_id", "marker", "heading"], "section_paths")
    codes, documents = codes_of(table["doc_id"])
    homes = table["section_id"].to_numpy().astype(np.int64)
    n_homes = int(homes.max(initial=0)) + 1
    keys, places = np.unique(codes.astype(np.int64) * n_homes + homes, return_inverse=True)
    known = sections[sections["doc_id"].isin(list(documents[np.unique(keys // n_homes)]))]
    names = ["doc_id", "section_id", "parent_id", "marker", "heading"]
    records = known[names].astype({"doc_id": object, "marker": object, "heading": object})
    row_of = {(row[0], row[1]): row for row in records.itertuples(index=False, name=None)}
    paths = [_path(row_of, str(documents[key // n_homes]), int(key % n_homes)) for key in keys]
    written = sorted({path for path in paths if path})
    code_of_path = {path: code for code, path in enumerate(written)} | {"": -1}
    path_codes = np.array([code_of_path[path] for path in paths], dtype=np.int64)
    return pd.Categorical.from_codes(path_codes[places], pd.Index(written, dtype="str"))


def _path(rows: Mapping[tuple[str, int], tuple[Any, ...]], doc_id: str, section_id: int) -> str:
    if (doc_id, section_id) not in rows:
        return ""
    if section_id == 0:
        return "front matter"
    names: list[str] = []
    while section_id and (doc_id, section_id) in rows:
        _, _, parent, marker, heading = rows[doc_id, section_id]
        words = [str(word) for word in (marker, heading) if not pd.isna(word) and word]
        names.insert(0, " ".join(words) or f"section {section_id}")
        section_id = 0 if pd.isna(parent) else int(parent)
    return ARROW.join(names)


def with_entities(tokens: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """
    Add to every token the label of the name that it belongs to.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    entities : DataFrame
        Rows of the same corpus's entity table.

    Returns
    -------
    DataFrame
        The rows given, with the columns

        - ent_type (category): the label, missing outside of names
        - ent_iob (int): 3 where a name begins, 1 inside of it, 2 outside, as in spaCy

    Raises
    ------
    ValueError
        If a column is missing, or if the pipeline finds no entities.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "token_id": [0, 1, 2]})
    >>> names = pd.DataFrame({"doc_id": ["a"], "start": [1], "end": [3], "label": ["GPE"]})
    >>> with_entities(tokens, names)["ent_type"].tolist()
    [nan, 'GPE', 'GPE']
    """
    require(tokens, ["doc_id", "token_id"], "with_entities")
    require(entities, ["doc_id", "start", "end", "label"], "with_entities")
    if entities.empty and entities.attrs.get("lacks"):
        raise ValueError(f"with_entities: {entities.attrs['lacks']}")
    found = entity_of_tokens(tokens, entities)
    labels, values = codes_of(entities["label"])
    codes = np.append(labels.astype(np.int64), -1)[found]
    begins = tokens["token_id"].to_numpy() == np.append(entities["start"].to_numpy(), -1)[found]
    return tokens.assign(
        ent_type=pd.Categorical.from_codes(codes, values),
        ent_iob=np.where(found < 0, OUTSIDE, np.where(begins, BEGINS, INSIDE)).astype(np.int8),
    )


def entity_of_tokens(tokens: pd.DataFrame, entities: pd.DataFrame) -> NDArray[np.int64]:
    """Give the row of the entity table whose name each token belongs to, -1 for none."""
    codes, names = codes_of(entities["doc_id"])
    documents, token_names = codes_of(tokens["doc_id"])
    as_theirs = np.append(names.get_indexer(pd.Index(token_names, dtype=names.dtype)), -1)
    width = (
        int(
            max(
                tokens["token_id"].max() if len(tokens) else 0,
                entities["end"].max() if len(entities) else 0,
            )
        )
        + 1
    )
    starts = codes.astype(np.int64) * width + entities["start"].to_numpy()
    lengths = (entities["end"] - entities["start"]).to_numpy()
    order = np.argsort(starts, kind="stable")
    here = as_theirs[documents] * width + tokens["token_id"].to_numpy()
    before = np.searchsorted(starts[order], here, side="right") - 1
    row = np.append(order, -1)[before]
    inside = (before >= 0) & (as_theirs[documents] >= 0)
    inside[inside] = here[inside] - starts[row[inside]] < lengths[row[inside]]
    return np.where(inside, row, -1)
