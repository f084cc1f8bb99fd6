"""What page furniture does to the counts."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pandas as pd

from ._tally import coded, require, require_words, settings

FURNITURE = "boilerplate"  # the kind of the blocks that belong to the page, not to the text


class TokenTables(Protocol):
    """What `contamination` reads of a corpus: its table of tokens."""

    @property
    def tokens(self) -> pd.DataFrame:
        """The tokens of all blocks, page furniture included."""
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
    codes, words = coded(tokens[term])
    in_furniture = (tokens["kind"] == FURNITURE).to_numpy(dtype=bool)
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
