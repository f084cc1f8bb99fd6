"""What page furniture does to the counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._sequences import find_terms, in_reading_order
from ._tally import PLACE, codes_of, plain, require, require_words, settings

FURNITURE = "boilerplate"  # the kind of the blocks that belong to the page, not to the text


class TokenTables(Protocol):
    """What `contamination` reads of a corpus: its table of tokens."""

    @property
    def tokens(self) -> pd.DataFrame:
        """The tokens of all blocks, page furniture included."""
        ...


class TokensAndBlocks(TokenTables, Protocol):
    """What `contamination_sources` reads of a corpus: its tables of tokens and blocks."""

    @property
    def blocks(self) -> pd.DataFrame:
        """The blocks, each with its kind, its text and the rule that decided."""
        ...


def contamination(corpus: TokenTables | pd.DataFrame, *, term: str = "lemma") -> pd.DataFrame:
    """
    Count every term with and without page furniture.

    Furniture is what stands in blocks of kind "boilerplate": navigation, breadcrumbs, repeated
    titles, teasers, comment forms, notices.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or rows of its token table (``corpus.tokens.query("is_alpha and not is_stop")``);
        not ``corpus.body``, which is without furniture already.
    term : str
        The column whose values are counted: "lemma", "lower" or "text".

    Returns
    -------
    DataFrame
        One row a term, with the columns

        - term (str)
        - count_body (int): occurrences outside page furniture
        - count_all (int): occurrences with it
        - difference (int): occurrences in page furniture alone
        - share_furniture (float): these as a share (0 to 1) of all occurrences

        The greatest difference comes first; of equals, the greater share; then the alphabet.
        `attrs` records term, n_tokens (rows given) and n_furniture (those in page furniture).
        Where the furniture stood, and why it was taken for furniture: `contamination_sources`.

    Raises
    ------
    ValueError
        If a column is missing, or if the pipeline gave no value for `term`.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"kind": ["boilerplate", "paragraph", "paragraph"], "lower": ["news", "news", "law"]}
    ... )
    >>> contamination(tokens, term="lower")[["term", "count_body", "count_all"]]
       term  count_body  count_all
    0  news           1          2
    1   law           1          1
    """
    tokens = corpus if isinstance(corpus, pd.DataFrame) else corpus.tokens
    require_words(tokens, term, "contamination")
    require(tokens, ["kind"], "contamination")
    codes, words = codes_of(tokens[term])
    in_furniture = _in_furniture(tokens)
    counted = codes >= 0
    everywhere = np.bincount(codes[counted], minlength=len(words))
    furniture = np.bincount(codes[counted & in_furniture], minlength=len(words))
    seen = np.flatnonzero(everywhere)
    order = seen[np.lexsort((seen, everywhere[seen], -furniture[seen]))]
    table = pd.DataFrame(
        {
            "term": pd.Series(words.take(order)).astype("str"),
            "count_body": (everywhere - furniture)[order],
            "count_all": everywhere[order],
            "difference": furniture[order],
            "share_furniture": furniture[order] / everywhere[order],
        }
    )
    sizes = {"n_tokens": len(tokens), "n_furniture": int(in_furniture.sum())}
    table.attrs = settings(tokens, term=term, **sizes)
    return table


def contamination_sources(
    corpus: TokensAndBlocks, terms: str | Iterable[str], *, term: str = "lemma"
) -> pd.DataFrame:
    """
    Say where the page furniture stood that holds a term, and why it was taken for furniture.

    Parameters
    ----------
    corpus : Corpus
        Anything with the tables `tokens` and `blocks`.
    terms : str or iterable of str
        The terms, of one word or of several: ``contamination(corpus)["term"].head(10)``.
    term : str
        The column that is searched: "lemma", "lower" or "text".

    Returns
    -------
    DataFrame
        One row a term, reason and text, terms as given and the most occurrences first, with the
        columns

        - term (str)
        - reason (str): the rule that decided that the blocks are furniture
        - text (str): of the blocks
        - count (int): the term's occurrences in blocks of this text and reason
        - n_blocks, n_docs (int): these blocks, and the documents that have one
        - doc_id (str), line (int): where the first of them stands, lines counted from 1

        `attrs` records term.

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, or the pipeline gave no value for `term`.
    """
    tokens, blocks = corpus.tokens, corpus.blocks
    require_words(tokens, term, "contamination_sources")
    require(tokens, [*PLACE, "kind", "token_id", "block_id"], "contamination_sources")
    named = ["doc_id", "block_id", "text", "reason", "line_start"]
    require(blocks, named, "contamination_sources")
    rows = in_reading_order(tokens)
    rows = rows[_in_furniture(rows)]
    found = find_terms(rows, terms, term)
    starts = np.concatenate([np.empty(0, dtype=np.int64), *found.values()])
    which = np.repeat(np.arange(len(found)), [len(places) for places in found.values()])
    hits = rows[["doc_id", "block_id"]].iloc[starts].astype({"doc_id": "str"})
    hits = hits.assign(which=which)
    table = hits.merge(blocks[named].astype({"doc_id": "str"}), on=["doc_id", "block_id"])
    table["reason"] = table["reason"].astype("str")
    table["block"] = table["doc_id"] + "/" + table["block_id"].astype("str")
    grouped = table.groupby(["which", "reason", "text"], sort=True)
    table = grouped.agg(
        count=("block", "size"),
        n_blocks=("block", "nunique"),
        n_docs=("doc_id", "nunique"),
        doc_id=("doc_id", "first"),
        line=("line_start", "first"),
    )
    table = table.reset_index().sort_values(
        ["which", "count"], ascending=[True, False], kind="stable"
    )
    names = pd.Index(list(found), dtype="str").take(table["which"].to_numpy(dtype=np.int64))
    table.insert(0, "term", plain(names).to_numpy())
    table = table.drop(columns="which").reset_index(drop=True)
    types = {"term": "str", "reason": "str", "text": "str", "doc_id": "str"}
    numbers = dict.fromkeys(["count", "n_blocks", "n_docs", "line"], "int64")
    table = table.astype(types | numbers)
    table.attrs = settings(tokens, term=term)
    return table


def _in_furniture(tokens: pd.DataFrame) -> NDArray[np.bool_]:
    return (tokens["kind"] == FURNITURE).to_numpy(dtype=bool)
