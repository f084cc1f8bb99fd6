"""Which names stand together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ._order import Keys, bits, pack, unpack
from ._sequences import in_reading_order
from ._tally import PLACE, codes_of, count_units, number_groups, plain, require, settings

PLACES = {
    "sentence": ["doc_id", "sentence_id"],
    "block": ["doc_id", "block_id"],
    "section": ["doc_id", "section_id"],
    "document": ["doc_id"],
}


def entity_cooccurrence(
    entities: pd.DataFrame,
    tokens: pd.DataFrame | None = None,
    *,
    within: str = "sentence",
) -> pd.DataFrame:
    r"""
    Count which names stand together.

    Of the N sentences (or blocks …) that hold a name, :math:`a` hold the first and :math:`b` the
    second; two names stand together in :math:`c` of them.

    Parameters
    ----------
    entities : DataFrame
        Rows of a corpus's entity table, such as ``corpus.entities.query("label == 'ORG'")``.
    tokens : DataFrame, optional
        The corpus's table of tokens, which knows the sentences and blocks; "section" and
        "document" need none.
    within : str
        What two names have to share: "sentence", "block" (a paragraph, a heading), "section" or
        "document".

    Returns
    -------
    DataFrame
        One row a pair of names, the most frequent first (equals alphabetical), with the columns

        - name, label (str): of the name that comes first in the alphabet
        - name_2, label_2 (str): of the other
        - count (int): sentences (or blocks …) that hold both (c)
        - count_1, count_2 (int): those that hold the one (a) and the other (b)
        - jaccard (float): c / (a + b − c), 0 to 1 (Jaccard 1901)
        - npmi (float): −1 (never together) to 1 (never apart), log2(c N / a b) / −log2(c / N)
          (Bouma 2009); NaN where a pair is in all of them
        - n_docs (int): documents that hold both

        `attrs` records within, n_entities and n_places (N).

    Raises
    ------
    ValueError
        If `within` is unknown, a column is missing, the tokens are missing where they are needed
        or lack the tokens of a name, or the pipeline finds no entities.

    Examples
    --------
    >>> names = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": [1, 1, 2], "start": [0, 4, 9], "label": "GPE",
    ...         "name": ["China", "France", "China"],
    ...     }
    ... )
    >>> entity_cooccurrence(names, within="section")[["name", "name_2", "count", "jaccard"]]
        name  name_2  count  jaccard
    0  China  France      1      0.5
    """
    if within not in PLACES:
        known = ", ".join(map(repr, PLACES))
        raise ValueError(f"names stand together within {known}; not within {within!r}")
    require(entities, [*PLACE, "start", "label", "name"], "entity_cooccurrence")
    if entities.empty and entities.attrs.get("lacks"):
        raise ValueError(f"entity_cooccurrence: {entities.attrs['lacks']}")
    places = _places(entities, tokens, within)
    columns = [codes_of(entities[column]) for column in ("name", "label")]
    widths = [bits(len(values)) for _, values in columns]
    names, named = np.unique(
        pack([codes for codes, _ in columns], widths, len(entities)), return_inverse=True
    )
    cells = pack([places, named], [0, bits(len(names))], len(entities))
    cell_rows = np.unique(cells, return_index=True)[1]
    one, other = _pairs_of_cells(places[cell_rows])
    documents = codes_of(entities["doc_id"])[0][cell_rows]
    named, places = named[cell_rows], places[cell_rows]
    together = count_units([], [named[one], named[other]], [documents[one], places[one]])
    first, second, count = *together.units, together.count
    held = np.bincount(named, minlength=len(names))
    n_places = int(places.max(initial=-1)) + 1
    a, b = held[first], held[second]
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log2(count * n_places / (a * b)) / -np.log2(count / max(n_places, 1))
    written = [
        plain(values.take(codes))
        for numbers in (first, second)
        for codes, (_, values) in zip(unpack(names[numbers], widths), columns, strict=True)
    ]
    table = pd.DataFrame(
        {
            **dict(zip(("name", "label", "name_2", "label_2"), written, strict=True)),
            "count": count,
            "count_1": a,
            "count_2": b,
            "jaccard": count / (a + b - count),
            "npmi": np.where(np.isfinite(npmi), npmi, np.nan),
            "n_docs": together.n_docs,
        }
    )
    sizes = {"n_entities": len(entities), "n_places": n_places}
    table.attrs = settings(entities, within=within, **sizes)
    return table


def _places(entities: pd.DataFrame, tokens: pd.DataFrame | None, within: str) -> Keys:
    """Number the sentence, block … that each name begins in."""
    columns = PLACES[within]
    known = entities
    if columns[-1] not in entities.columns:
        if tokens is None:
            raise ValueError(f"names within a {within} need the corpus's tokens: give them")
        require(tokens, ["token_id", *columns], "entity_cooccurrence")
        known = _first_tokens(entities, tokens)
    codes = [codes_of(known["doc_id"])[0], *(known[name].to_numpy() for name in columns[1:])]
    return number_groups(codes, len(known))


def _first_tokens(entities: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Give the token that each name begins with."""
    rows = in_reading_order(tokens)
    documents, names = codes_of(rows["doc_id"])
    theirs, their_names = codes_of(entities["doc_id"])
    as_ours = names.get_indexer(pd.Index(their_names, dtype=names.dtype))[theirs]
    starts, positions = entities["start"].to_numpy(), rows["token_id"].to_numpy()
    width = bits(max(int(starts.max(initial=0)), int(positions.max(initial=0))))
    keys = pack([documents, positions], [0, width], len(rows))
    wanted = pack([as_ours, starts], [0, width], len(entities))
    found = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    lacking = keys[found] != wanted if len(keys) else np.ones(len(wanted), dtype=bool)
    if lacking.any():
        row = entities.iloc[int(np.flatnonzero(lacking)[0])]
        raise ValueError(
            f"the tokens lack token {row['start']} of {row['doc_id']!r}, where a name begins; "
            "give all the tokens of the same corpus"
        )
    return rows.iloc[found]


def _pairs_of_cells(places: Keys) -> tuple[Keys, Keys]:
    """Pair the rows of each place with one another; the places ascend."""
    n = len(places)
    ends = np.searchsorted(places, places, side="right")
    partners = ends - np.arange(n) - 1  # those behind a row in its place
    one = np.repeat(np.arange(n), partners)
    offsets = np.cumsum(partners) - partners
    other = one + 1 + np.arange(len(one)) - np.repeat(offsets, partners)
    return one, other
