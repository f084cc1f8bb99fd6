"""Where in a text a term stands, and how evenly it is spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._sequences import find_terms, in_reading_order
from ._tally import (
    PLACE,
    codes_of,
    group_codes,
    group_columns,
    number_groups,
    require,
    require_words,
    settings,
)


def occurrences(
    tokens: pd.DataFrame, terms: str | Iterable[str], *, term: str = "lemma"
) -> pd.DataFrame:
    """
    Find every occurrence of terms along each document.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table, such as ``corpus.body``.
    terms : str or iterable of str
        The terms, each of one word or of several parted by blanks ("national security"), written
        as `term`'s column has them.
    term : str
        The column that is searched: "lemma", "lower" or "text".

    Returns
    -------
    DataFrame
        One row an occurrence, by document, then by term in the order given, then in reading
        order, with the columns

        - doc_id (str)
        - term (str)
        - token_id (int): the position of its first word among the document's tokens
        - position (float): given tokens of the document before it, as a share (0 to 1) of them all
        - section_id (int): the section it stands in

        `attrs` records term and, under "terms", all the terms looked for.

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, or the pipeline gave no value for `term`.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": 0, "token_id": range(4),
    ...         "lower": ["national", "security", "and", "security"],
    ...     }
    ... )
    >>> occurrences(tokens, ["security"], term="lower")["position"].tolist()
    [0.25, 0.75]
    """
    require_words(tokens, term, "occurrences")
    require(tokens, [*PLACE, "token_id", "block_id"], "occurrences")
    rows = in_reading_order(tokens)
    found = find_terms(rows, terms, term)
    starts = np.concatenate([np.empty(0, dtype=np.int64), *found.values()])
    names = np.repeat(np.arange(len(found)), [len(places) for places in found.values()])
    documents, document_names = codes_of(rows["doc_id"])
    order = np.lexsort((starts, names, documents[starts]))
    starts, names = starts[order], names[order]
    homes = documents[starts]
    edges = np.searchsorted(documents, np.arange(len(document_names) + 1, dtype=documents.dtype))
    first_row = edges[homes]
    n_rows = edges[homes + 1] - first_row
    table = pd.DataFrame(
        {
            "doc_id": pd.Series(document_names.take(homes)).astype("str"),
            "term": pd.Series(pd.Index(list(found), dtype="str").take(names)).astype("str"),
            "token_id": rows["token_id"].to_numpy()[starts],
            "position": (starts - first_row) / n_rows,
            "section_id": rows["section_id"].to_numpy()[starts],
        }
    )
    table.attrs = settings(tokens, term=term, terms=list(found))
    return table


def dispersion(
    tokens: pd.DataFrame,
    terms: str | Iterable[str],
    *,
    by: str | Sequence[str] | int = "section_id",
    term: str = "lemma",
) -> pd.DataFrame:
    r"""
    Measure how evenly terms are spread over the parts of a text.

    Of a term's :math:`f` occurrences part :math:`i` of :math:`n` holds :math:`f_i`, which is the
    share :math:`v_i`, at the rate :math:`p_i` per token of the part; of all tokens it holds the
    share :math:`s_i`.

    ========== ================================================== ==================================
    juilland_d 1 − (sd(p) / mean(p)) / √(n − 1)                   Juilland et al. 1970; Gries 2008
    rosengren  (Σ √(s_i f_i))² / f, his S                         Rosengren 1971; Gries 2008
    dp         ½ Σ abs(v_i − s_i)                                 Gries 2008
    dp_norm    dp / (1 − min(s))                                  Lijffijt and Gries 2012
    d_a        1 − mean over pairs of abs(p_i − p_j) / 2 mean(p)  Burch, Egbert and Biber 2017
    ========== ================================================== ==================================

    DP is 0 where the term is spread just as the words are, and comes near 1 where the smallest part
    holds every occurrence; DP_norm reaches from 0 to 1 whatever the parts. The others run the
    other way: 1 is even.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    terms : str or iterable of str
        The terms, each of one word or of several parted by blanks.
    by : str, sequence of str or int
        The columns whose values are the parts: "section_id" (of each document), "doc_id" or
        another. A number parts the table, in reading order, into so many parts of equal length.
    term : str
        The column that is searched: "lemma", "lower" or "text".

    Returns
    -------
    DataFrame
        One row a term, as given, with the columns

        - term (str)
        - count (int): occurrences; one that reaches over the edge of a part counts where it begins
        - n_parts (int): parts that hold tokens
        - range (int): parts that hold the term
        - dp (float): 0 (even) to 1 (gathered); NaN if the term does not occur
        - dp_norm (float): the same from 0 to 1 whatever the parts; NaN also if there is one part
        - juilland_d, rosengren, d_a (float): 1 (even) downwards; NaN like dp_norm (rosengren: dp)

        `attrs` records term and by.

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, there are less than 1 part, or the pipeline gave
        no value for `term`.

    References
    ----------
    Stefan Th. Gries (2008), "Dispersions and adjusted frequencies in corpora", International
    Journal of Corpus Linguistics 13(4), 403–437.
    Jefrey Lijffijt and Stefan Th. Gries (2012), "Correction to 'Dispersions and adjusted
    frequencies in corpora'", International Journal of Corpus Linguistics 17(1), 147–149.
    Brent Burch, Jesse Egbert and Douglas Biber (2017), "Measuring and interpreting lexical
    dispersion in corpus linguistics", Journal of Research Design and Statistics in Linguistics
    and Communication Science 3(2), 189–216.
    """
    parts_of = [] if isinstance(by, int) else group_columns(by)
    if isinstance(by, int) and by < 1:
        raise ValueError(f"a text has 1 part or more; by is {by}")
    require_words(tokens, term, "dispersion")
    require(tokens, [*dict.fromkeys([*PLACE, *parts_of]), "token_id", "block_id"], "dispersion")
    rows = in_reading_order(tokens)
    if isinstance(by, int):
        codes = [np.arange(len(rows)) * by // max(len(rows), 1)]
    else:
        codes = [group_codes(rows[column])[0] for column in parts_of]
    parts = number_groups(codes, len(rows))
    sizes = np.bincount(parts)
    table = [
        {"term": name, **_spread(np.bincount(parts[starts], minlength=len(sizes)), sizes)}
        for name, starts in find_terms(rows, terms, term).items()
    ]
    columns = {"term": "str", "count": "int64", "n_parts": "int64", "range": "int64"}
    columns |= dict.fromkeys(["dp", "dp_norm", "juilland_d", "rosengren", "d_a"], "float64")
    spread = pd.DataFrame(table, columns=list(columns)).astype(columns)
    spread.attrs = settings(tokens, term=term, by=by if isinstance(by, int) else parts_of)
    return spread


def _spread(counts: NDArray[np.int64], sizes: NDArray[np.int64]) -> dict[str, float]:
    """Compute each measure from the parts' occurrences and tokens."""
    count, n_parts = int(counts.sum()), len(sizes)
    spread = {"count": count, "n_parts": n_parts, "range": int((counts > 0).sum())}
    measured = dict.fromkeys(["dp", "dp_norm", "juilland_d", "rosengren", "d_a"], np.nan)
    if count:
        shares = sizes / sizes.sum()
        measured["dp"] = 0.5 * float(np.abs(counts / count - shares).sum())
        measured["rosengren"] = float(np.sqrt(shares * counts).sum() ** 2 / count)
    if count and n_parts > 1:
        rates = counts / sizes
        mean = float(rates.mean())
        measured["dp_norm"] = measured["dp"] / (1 - float(np.min(shares)))
        measured["juilland_d"] = 1 - float(rates.std()) / mean / float(np.sqrt(n_parts - 1))
        measured["d_a"] = 1 - _mean_difference(rates) / (2 * mean)
    return spread | measured


def _mean_difference(values: NDArray[np.float64]) -> float:
    """Average the difference of every pair of values."""
    n = len(values)
    weights = 2 * np.arange(1, n + 1) - n - 1  # how often a value is the greater, less the smaller
    return float((weights * np.sort(values)).sum() / (n * (n - 1) / 2))
