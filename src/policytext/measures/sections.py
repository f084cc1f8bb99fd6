"""How a document is divided, and what each division speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._sequences import Rows, find_terms, in_reading_order
from ._tally import PLACE, coded, require, require_words, settings

OUTLINE_COLUMNS = ["section_id", "parent_id", "level", "marker", "ordinal", "heading"]


class SectionedText(Protocol):
    """What `section_outline` reads of a corpus: its table of sections and its body's tokens."""

    @property
    def sections(self) -> pd.DataFrame:
        """The sections, one a row."""
        ...

    @property
    def body(self) -> pd.DataFrame:
        """The tokens of the text without page furniture."""
        ...


def section_outline(corpus: SectionedText, doc_id: str) -> pd.DataFrame:
    """
    Lay out a document's sections in reading order, and say how long each is.

    Parameters
    ----------
    corpus : Corpus
        Anything with the tables `sections` and `body`.
    doc_id : str
        The document.

    Returns
    -------
    DataFrame
        One row a section, with the columns

        - doc_id (str)
        - section_id (int): 0 is the front matter, which has a row if it holds any of the body
        - parent_id (Int64): the section above; 0 above a top section, <NA> above the front matter
        - level (int): 1 is a top section
        - marker (str): the enumeration as printed, empty if none
        - ordinal (Int64): its value, <NA> if none
        - heading (str): the heading's words, empty for the front matter
        - start, end (int): half-open token positions of the section's own text
        - position (float): where it begins, as a share (0 to 1) of the body's tokens
        - n_tokens (int): tokens of the body in the section's own text
        - n_tokens_total (int): the same with the sections below it; the front matter has none
          below it
        - share, share_total (float): these as shares (0 to 1) of the body's tokens

    Raises
    ------
    ValueError
        If the corpus holds no document of that name; the message names some that it holds.
    """
    sections = corpus.sections
    known = [str(known) for known in sections["doc_id"].unique()]
    if doc_id not in known:
        some = ", ".join(known[:5]) + (" …" if len(known) > 5 else "")
        raise ValueError(f"no document {doc_id!r} in the corpus; it holds {some or 'none'}")

    outline = sections[sections["doc_id"] == doc_id].sort_values("section_id")
    body = corpus.body
    homes = body.loc[body["doc_id"] == doc_id, "section_id"].to_numpy()
    own = np.bincount(homes, minlength=int(outline["section_id"].max()) + 1)[outline["section_id"]]
    total = _with_descendants(outline, own)
    n_body = len(homes) or np.nan

    table = outline[OUTLINE_COLUMNS].reset_index(drop=True)
    table = table.astype({"marker": "str", "heading": "str", "parent_id": "Int64"})
    table = table.astype({"ordinal": "Int64", "level": "int64", "section_id": "int64"})
    table.insert(0, "doc_id", doc_id)
    table["start"] = outline["start"].to_numpy()
    table["end"] = outline["end"].to_numpy()
    table["position"] = (np.cumsum(own) - own) / n_body
    table["n_tokens"] = own
    table["n_tokens_total"] = total
    table["share"] = own / n_body
    table["share_total"] = total / n_body
    table.attrs = settings(sections)
    return table[(table["section_id"] != 0) | (table["n_tokens"] > 0)].reset_index(drop=True)


def _with_descendants(outline: pd.DataFrame, own: NDArray[np.int64]) -> NDArray[np.int64]:
    """Add each section's tokens to those of the section above it, from the last to the first."""
    row_of = {section: row for row, section in enumerate(outline["section_id"])}
    parents = outline["parent_id"].astype("Int64").fillna(0).to_numpy(dtype=np.int64)
    total = own.copy()
    for row in range(len(total) - 1, -1, -1):
        if parents[row] != 0:
            total[row_of[parents[row]]] += total[row]
    return total


def roll_up(tokens: pd.DataFrame, sections: pd.DataFrame, *, level: int = 1) -> pd.DataFrame:
    """
    Count lower sections towards those above them.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a token table, or of any table with the columns doc_id and section_id.
    sections : DataFrame
        The corpus's table of sections.
    level : int
        The deepest level that stays: a section below it becomes its ancestor at this level.
        1 leaves the top sections (and the front matter).

    Returns
    -------
    DataFrame
        The rows given, with `section_id` replaced by that of the ancestor.

    Raises
    ------
    ValueError
        If a column is missing, if `sections` lacks a section of the tokens, or if level is less
        than 1.

    Examples
    --------
    >>> sections = pd.DataFrame(
    ...     {"doc_id": "a", "section_id": [0, 1, 2], "parent_id": [None, 0, 1], "level": [0, 1, 2]}
    ... )
    >>> tokens = pd.DataFrame({"doc_id": "a", "section_id": [0, 1, 2], "lower": ["x", "y", "z"]})
    >>> roll_up(tokens, sections)["section_id"].tolist()
    [0, 1, 1]
    """
    if level < 1:
        raise ValueError(f"sections have levels from 1 down; level is {level}")
    require(tokens, PLACE, "roll_up")
    require(sections, [*PLACE, "parent_id", "level"], "roll_up")
    homes = _ancestors(sections, level)[_places(tokens, sections)]
    return tokens.assign(section_id=homes)


def _places(table: pd.DataFrame, sections: pd.DataFrame) -> NDArray[np.int64]:
    """Number the section that each row stands in, by document and section_id."""
    documents = coded(sections["doc_id"])[1]
    codes, names = coded(table["doc_id"])
    homes = table["section_id"].to_numpy()
    n_places = _places_a_document(sections)
    documents_of = np.append(documents.get_indexer(pd.Index(names, dtype=documents.dtype)), -1)
    unknown = (documents_of[codes] < 0) | (homes >= n_places)
    if unknown.any():
        row = table.iloc[int(np.flatnonzero(unknown)[0])]
        lacking = f"section {row['section_id']} of {row['doc_id']!r}"
        raise ValueError(f"the table of sections lacks {lacking}; give the same corpus's sections")
    return np.asarray(documents_of[codes] * n_places + homes, dtype=np.int64)


def _places_a_document(sections: pd.DataFrame) -> int:
    return int(sections["section_id"].max()) + 1 if len(sections) else 0


def _ancestors(sections: pd.DataFrame, level: int) -> NDArray[np.int64]:
    """Give the section_id of the ancestor at the level, for every place."""
    documents, names = coded(sections["doc_id"])
    order = np.lexsort((sections["section_id"], documents))  # those above come first
    places = _places(sections, sections)[order]
    own = sections["section_id"].to_numpy()[order]
    above = sections["parent_id"].astype("Int64").fillna(0).to_numpy(dtype=np.int64)[order]
    stays = sections["level"].to_numpy()[order] <= level
    n_places = _places_a_document(sections)
    ancestor = np.tile(np.arange(n_places), len(names))
    for place, section_id, parent_id, as_it_is in zip(places, own, above, stays, strict=True):
        ancestor[place] = section_id if as_it_is else ancestor[place - section_id + parent_id]
    return ancestor


def terms_by_section(
    tokens: pd.DataFrame,
    sections: pd.DataFrame,
    terms: str | Iterable[str],
    *,
    term: str = "lemma",
    level: int = 1,
    per: int = 1_000,
) -> pd.DataFrame:
    """
    Count chosen terms in every section, those without any of them included.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; the rates are per these.
    sections : DataFrame
        The corpus's table of sections. Those of documents without a row in `tokens` are left out.
    terms : str or iterable of str
        The terms, each of one word or of several parted by blanks, as `column` has them.
    term : str
        The column that is searched: "lemma", "lower" or "text".
    level : int
        The deepest level that has a row of its own; what lies below counts towards it.
    per : int
        Rates are occurrences per this many of the section's given tokens.

    Returns
    -------
    DataFrame
        One row a section and term, sections in reading order and terms as given, with the columns

        - doc_id (str), section_id (int): the front matter (0) only where it holds tokens
        - level (int), marker (str), heading (str): of the section
        - term (str)
        - count (int): occurrences that begin in the section or below it
        - n_tokens (int): given tokens of the section and those below it
        - rate (float): occurrences per `per` of them; NaN where there are none

        `attrs` records term, per and level.

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, or the pipeline gave no value for `term`.
    """
    require_words(tokens, term, "terms_by_section")
    require(tokens, [*PLACE, "token_id", "block_id"], "terms_by_section")
    require(sections, [*PLACE, "marker", "heading"], "terms_by_section")
    rows = in_reading_order(tokens)
    found = find_terms(rows, terms, term)
    table = count_by_section(rows, sections, found, level=level, per=per)
    table.attrs = settings(tokens, term=term, per=per, level=level)
    return table


def count_by_section(
    rows: pd.DataFrame,
    sections: pd.DataFrame,
    found: Mapping[str, Rows],
    *,
    level: int,
    per: int,
) -> pd.DataFrame:
    """
    Count what was found in every section, in the columns that `terms_by_section` lists.

    Parameters
    ----------
    rows : DataFrame
        A token table in reading order.
    sections : DataFrame
        The corpus's table of sections.
    found : dict
        The rows at which each term begins.
    level : int
        The deepest level that has a row of its own.
    per : int
        Rates are occurrences per this many tokens.
    """
    rolled = roll_up(rows[list(PLACE)], sections, level=level)
    places = _places(rolled, sections)
    sizes = _count_places(places, sections)
    shown = _shown_sections(sections, sizes, level)
    at = _places(shown, sections)
    counts = {name: _count_places(places[starts], sections)[at] for name, starts in found.items()}
    shown["n_tokens"] = sizes[at]

    table = shown.loc[shown.index.repeat(len(counts))].reset_index(drop=True)
    table.insert(5, "term", pd.Series(list(counts) * len(shown), dtype="str"))
    by_section = np.column_stack(list(counts.values())) if counts else np.empty((len(shown), 0))
    table.insert(6, "count", by_section.ravel().astype(np.int64))
    table["rate"] = table["count"] / table["n_tokens"].where(table["n_tokens"] > 0) * per
    return table


def _count_places(places: NDArray[np.int64], sections: pd.DataFrame) -> NDArray[np.int64]:
    n_documents = len(coded(sections["doc_id"])[1])
    return np.bincount(places, minlength=n_documents * _places_a_document(sections))


def _shown_sections(sections: pd.DataFrame, sizes: NDArray[np.int64], level: int) -> pd.DataFrame:
    """List the sections that get rows, in reading order."""
    documents = coded(sections["doc_id"])[0]
    n_places = max(1, _places_a_document(sections))
    documents_held = sizes.reshape(-1, n_places).sum(axis=1) > 0
    held = sizes[_places(sections, sections)] > 0
    shown = documents_held[documents] & (sections["level"].to_numpy() <= level)
    shown &= held | (sections["section_id"].to_numpy() != 0)
    table = sections.loc[shown, [*PLACE, "level", "marker", "heading"]]
    table = table.astype({"doc_id": "str", "marker": "str", "heading": "str"})
    in_order: pd.DataFrame = table.sort_values(list(PLACE)).reset_index(drop=True)
    return in_order
