"""Where in a text a term stands, and how evenly it is spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from ._sequences import find_terms, in_reading_order
from ._tally import PLACE, coded, group_columns, require, require_words, settings


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
    documents, document_names = coded(rows["doc_id"])
    order = np.lexsort((starts, names, documents[starts]))
    starts, names = starts[order], names[order]
    homes = documents[starts]
    first_row = np.searchsorted(documents, homes)
    n_rows = np.searchsorted(documents, homes, side="right") - first_row
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
    by: str | Sequence[str] = "section_id",
    term: str = "lemma",
) -> pd.DataFrame:
    r"""
    Measure how evenly terms are spread over the parts of a text.

    The deviation of proportions compares each part's share of the term with its share of the
    words:

    .. math:: DP = \frac{1}{2} \sum_i |v_i - s_i|

    where :math:`v_i` is the share of the term's occurrences that part i holds and :math:`s_i` the
    share of all tokens that it holds. DP is 0 where the term is spread just as the words are, and
    comes near 1 where the smallest part holds every occurrence. The greatest value it can take is
    :math:`1 - \min s`; DP_norm is DP divided by that, and so reaches from 0 to 1.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    terms : str or iterable of str
        The terms, each of one word or of several parted by blanks.
    by : str or sequence of str
        The columns whose values are the parts: "section_id" (of each document), "doc_id" or
        another.
    term : str
        The column that is searched: "lemma", "lower" or "text".

    Returns
    -------
    DataFrame
        One row a term, as given, with the columns

        - term (str)
        - count (int): occurrences
        - n_parts (int): parts that hold tokens
        - range (int): parts that hold the term
        - dp (float): 0 (even) to 1 (gathered); NaN if the term does not occur
        - dp_norm (float): the same from 0 to 1 whatever the parts; NaN also if there is one part

    Raises
    ------
    ValueError
        If a column is missing, a term is empty, or the pipeline gave no value for `term`.

    References
    ----------
    Stefan Th. Gries (2008), "Dispersions and adjusted frequencies in corpora", International
    Journal of Corpus Linguistics 13(4), 403–437.
    Jefrey Lijffijt and Stefan Th. Gries (2012), "Correction to 'Dispersions and adjusted
    frequencies in corpora'", International Journal of Corpus Linguistics 17(1), 147–149.
    """
    parts_of = group_columns(by)
    require_words(tokens, term, "dispersion")
    require(tokens, [*dict.fromkeys([*PLACE, *parts_of]), "token_id", "block_id"], "dispersion")
    rows = in_reading_order(tokens)
    parts, n_parts = _number_parts(rows, parts_of)
    sizes = np.bincount(parts, minlength=n_parts)
    table = [
        {"term": name, **_spread(np.bincount(parts[starts], minlength=n_parts), sizes)}
        for name, starts in find_terms(rows, terms, term).items()
    ]
    columns = {"term": "str", "count": "int64", "n_parts": "int64", "range": "int64"}
    columns |= {"dp": "float64", "dp_norm": "float64"}
    spread = pd.DataFrame(table, columns=list(columns)).astype(columns)
    spread.attrs = settings(tokens, term=term, by=parts_of)
    return spread


def _number_parts(rows: pd.DataFrame, columns: list[str]) -> tuple[np.ndarray, int]:
    """Number the parts from 0 without gaps."""
    codes_and_values = [coded(rows[column]) for column in columns]
    shape = tuple(max(1, len(values)) for _, values in codes_and_values)
    keys = np.ravel_multi_index(tuple(codes for codes, _ in codes_and_values), shape)
    numbers, parts = np.unique(keys, return_inverse=True)
    return parts, len(numbers)


def _spread(counts: np.ndarray, sizes: np.ndarray) -> dict[str, float]:
    """Compute the deviation of proportions from each part's occurrences and tokens."""
    count, held = int(counts.sum()), int((counts > 0).sum())
    dp = dp_norm = np.nan
    if count:
        shares = sizes / sizes.sum()
        dp = 0.5 * float(np.abs(counts / count - shares).sum())
        dp_norm = dp / (1 - float(np.min(shares))) if len(sizes) > 1 else np.nan
    return {"count": count, "n_parts": len(sizes), "range": held, "dp": dp, "dp_norm": dp_norm}
