"""Which words set one text apart from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._association import chi_squared, log_likelihood
from ._groups import each_group
from ._order import bits, pack
from ._tally import codes_of, count_values, plain, require, require_words, settings

Numbers = NDArray[np.float64]
MEASURES = ("g2", "chi2", "log_ratio", "pct_diff", "odds_ratio", "bic", "welch_t")
STANDARD = MEASURES[:-1]
CORRECTIONS = ("holm", "benjamini_hochberg", "none")


def keyness(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    term: str = "lower",
    by: str | Sequence[str] | None = None,
    measures: str | Sequence[str] = STANDARD,
    correction: str = "holm",
    per: int = 10_000,
) -> pd.DataFrame:
    r"""
    Compare how often words occur in one text and in another.

    With a word's counts :math:`a` and :math:`b` among the :math:`N_1` words of the target and the
    :math:`N_2` of the reference, and its rates :math:`p_1 = a / N_1`, :math:`p_2 = b / N_2`:

    ========== ==================================================== ===============================
    g2         2 Σ O ln(O / E) over the four cells                  Dunning 1993
    chi2       Pearson's χ², uncorrected                            Pearson 1900
    log_ratio  log2(p1 / p2); a count of 0 is taken for 0.5         Hardie 2014
    pct_diff   100 (p1 − p2) / p2, in %                             Gabrielatos and Marchi 2011
    odds_ratio (a / (N1 − a)) / (b / (N2 − b))                      Pojanapunya and Todd 2018
    bic        g2 − ln(N1 + N2); above 2 positive, above 10 very    Wilson 2013
               strong evidence
    welch_t    t of the documents' rates, unequal variances         Welch 1947; Lijffijt et al. 2016
    ========== ==================================================== ===============================

    The first two say how sure a difference is, the next three how great; all but the last treat
    every occurrence as independent. Welch's t asks for a difference that the documents share: a
    word that one document repeats does not pass.

    Parameters
    ----------
    target : DataFrame
        Rows of a corpus's token table: a section, a speaker, a year, the nouns.
    reference : DataFrame
        Other rows, of this corpus or another; or a saved list of frequencies with the columns
        term and count. N2 is the list's ``attrs["n_tokens"]``, or the sum of its counts.
    term : str
        The column whose values are compared: "lower", "lemma" or "text".
    by : str or sequence of str, optional
        Columns that part the target into groups, each compared with the whole reference: "doc_id",
        "section_id" (which brings doc_id with it) or others. p-values are corrected by group.
    measures : str or sequence of str
        Any of those above.
    correction : str
        Of the p-values for their number: "holm" (Holm 1979, the chance of one false alarm),
        "benjamini_hochberg" (1995, the share of false alarms) or "none".
    per : int
        Rates are occurrences per this many tokens.

    Returns
    -------
    DataFrame
        One row a word of either (and group), with the columns

        - the grouping columns, if any
        - term (str)
        - count, count_reference (int): occurrences
        - rate, rate_reference (float): occurrences per `per` tokens
        - a column (float) for each measure; NaN where undefined, as is pct_diff if b is 0
        - p (float): of G² with one degree of freedom; p_adjusted (float): corrected
        - welch_df, welch_p, welch_p_adjusted (float): after welch_t, if it is asked for

        Words more frequent in the target come first, by falling G²; then the others by rising G²:
        the head has the target's keywords, the tail the reference's. `attrs` records term,
        measures, correction, per, n_tokens and n_reference, and by if it is given.

    Raises
    ------
    ValueError
        If a column is missing, a measure or a correction is unknown, Welch's t is asked for
        against a list, or the pipeline gave no value for `term`.

    References
    ----------
    Ted Dunning (1993), "Accurate methods for the statistics of surprise and coincidence",
    Computational Linguistics 19(1), 61–74. Andrew Hardie (2014), "Log Ratio: an informal
    introduction". Costas Gabrielatos and Anna Marchi (2011), "Keyness: matching metrics to
    definitions". Andrew Wilson (2013), "Embracing Bayes factors for key item analysis in corpus
    linguistics". Jefrey Lijffijt et al. (2016), "Significance testing of word frequencies in
    corpora", Digital Scholarship in the Humanities 31(2), 374–397.

    Examples
    --------
    >>> ours = pd.DataFrame({"doc_id": "a", "lower": ["peace", "peace", "law"]})
    >>> theirs = pd.DataFrame({"doc_id": "b", "lower": ["war", "law", "law"]})
    >>> keyness(ours, theirs, measures="log_ratio")[["term", "count", "log_ratio"]]
        term  count  log_ratio
    0  peace      2        2.0
    1    law      1       -1.0
    2    war      0       -1.0
    """
    names = [measures] if isinstance(measures, str) else list(dict.fromkeys(measures))
    _check(names, correction)
    if by is not None:
        options: Any = {"term": term, "measures": names, "correction": correction, "per": per}
        return each_group(target, by, lambda rows: keyness(rows, reference, **options), "keyness")
    require_words(target, term, "keyness")
    ours = _counted(target, term)
    is_list = term not in reference.columns and {"term", "count"} <= set(reference.columns)
    if not is_list:
        require_words(reference, term, "keyness")
    theirs = _counted_list(reference) if is_list else _counted(reference, term)
    words, (ours_at, theirs_at) = _join(ours.words, theirs.words)
    counts = ours.counts_at(ours_at), theirs.counts_at(theirs_at)
    seen = np.flatnonzero(counts[0] + counts[1])
    a, b = (numbers[seen].astype(np.float64) for numbers in counts)
    n1, n2 = float(ours.n_tokens), float(theirs.n_tokens)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = log_likelihood(a, b, n1 - a, n2 - b)
        direction = np.sign(np.nan_to_num(a / n1 - b / n2, nan=1.0))
        order = np.argsort(-g2 * direction, kind="stable")
        seen = seen[order]
        a, b, g2 = (numbers[order] for numbers in (a, b, g2))
        rates = {"rate": a / n1 * per, "rate_reference": b / n2 * per}
        columns = _measure((a, b), (n1, n2), g2, names, correction)
        if "welch_t" in names:
            if is_list:
                raise ValueError("welch_t needs the tokens of the reference, not a list of counts")
            pairs = ((target, ours_at[seen]), (reference, theirs_at[seen]))
            one, other = (_rates_by_document(rows, term, at) for rows, at in pairs)
            columns |= _welch(one, other, correction)
    table = pd.DataFrame(
        {
            "term": plain(words.take(seen)),
            "count": a.astype(np.int64),
            "count_reference": b.astype(np.int64),
            **rates,
            **columns,
        }
    )
    made = {"term": term, "measures": names, "correction": correction, "per": per}
    sizes = {"n_tokens": ours.n_tokens, "n_reference": theirs.n_tokens}
    table.attrs = settings(target, **made, **sizes)
    return table


def _check(names: Sequence[str], correction: str) -> None:
    unknown = [name for name in names if name not in MEASURES]
    if unknown or not names:
        asked = repr(unknown[0]) if unknown else "none"
        raise ValueError(f"keyness knows the measures {', '.join(MEASURES)}; asked for {asked}")
    if correction not in CORRECTIONS:
        known = ", ".join(map(repr, CORRECTIONS))
        raise ValueError(f"p-values are corrected by {known}; not by {correction!r}")


@dataclass(frozen=True, slots=True)
class _Counted:
    """Words and how often each occurs."""

    words: pd.Index
    counts: NDArray[np.int64]
    n_tokens: int

    def counts_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.append(self.counts, 0)[places]


def _counted(tokens: pd.DataFrame, term: str) -> _Counted:
    words = codes_of(tokens[term])[1]
    return _Counted(words, count_values(tokens, term), len(tokens))


def _counted_list(table: pd.DataFrame) -> _Counted:
    require(table, ["term", "count"], "keyness")
    counts = table.groupby(table["term"].astype("str"))["count"].sum()
    n_tokens = table.attrs.get("n_tokens", int(counts.sum()))
    return _Counted(pd.Index(counts.index), counts.to_numpy().astype(np.int64), int(n_tokens))


def _join(
    ours: pd.Index, theirs: pd.Index
) -> tuple[pd.Index, tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """List the words of both, and say where each stands in ours and in theirs; -1 for nowhere."""
    if ours is theirs or ours.equals(theirs):
        same = np.arange(len(ours))
        return ours, (same, same)
    ours, theirs = pd.Index(plain(ours)), pd.Index(plain(theirs))
    words = ours.union(theirs)
    return words, (ours.get_indexer(words), theirs.get_indexer(words))


def _measure(
    counts: tuple[Numbers, Numbers],
    sizes: tuple[float, float],
    g2: Numbers,
    names: Sequence[str],
    correction: str,
) -> dict[str, Numbers]:
    from scipy.special import erfc  # noqa: PLC0415  (slow to import)

    (a, b), (n1, n2) = counts, sizes
    p1, p2 = np.where(a > 0, a, 0.5) / n1, np.where(b > 0, b, 0.5) / n2
    found: dict[str, Callable[[], Numbers]] = {
        "g2": lambda: g2,
        "chi2": lambda: chi_squared(a, b, n1 - a, n2 - b),
        "log_ratio": lambda: np.log2(p1 / p2),
        "pct_diff": lambda: 100 * (a / n1 - b / n2) / (b / n2),
        "odds_ratio": lambda: (a / (n1 - a)) / (b / (n2 - b)),
        "bic": lambda: g2 - np.log(n1 + n2),
    }
    columns = {name: found[name]() for name in names if name in found}
    finite = {
        name: np.where(np.isfinite(values), values, np.nan) for name, values in columns.items()
    }
    p = np.asarray(erfc(np.sqrt(g2 / 2)), dtype=float)  # of χ² with one degree of freedom
    return {**finite, "p": p, "p_adjusted": adjust(p, correction)}


def adjust(p: Numbers, correction: str) -> Numbers:
    """
    Correct p-values for their number; those that are NaN stay so and do not count.

    Parameters
    ----------
    p : array of float
        The p-values.
    correction : str
        "holm", "benjamini_hochberg" or "none".

    Returns
    -------
    array of float

    Examples
    --------
    >>> adjust(np.array([0.01, 0.04, 0.03]), "holm").tolist()
    [0.03, 0.06, 0.06]
    """
    adjusted = p.copy()
    known = np.flatnonzero(~np.isnan(p))
    n = len(known)
    if correction == "none" or not n:
        return adjusted
    order = known[np.argsort(p[known], kind="stable")]
    if correction == "holm":
        steps = np.maximum.accumulate(p[order] * np.arange(n, 0, -1))
    else:
        falling = (p[order] * n / np.arange(1, n + 1))[::-1]
        steps = np.minimum.accumulate(falling)[::-1]
    adjusted[order] = np.minimum(steps, 1)
    return adjusted


@dataclass(frozen=True, slots=True)
class _ByDocument:
    """The mean and the variance of each word's rate over documents."""

    mean: Numbers
    variance: Numbers
    n_documents: int


def _rates_by_document(tokens: pd.DataFrame, term: str, at: NDArray[np.int64]) -> _ByDocument:
    require(tokens, ["doc_id"], "keyness (welch_t)")
    documents = codes_of(tokens["doc_id"])[0]
    codes, words = codes_of(tokens[term])
    sizes = np.bincount(documents)
    n_documents = int((sizes > 0).sum())
    held = codes >= 0
    widths = [bits(len(sizes)), bits(len(words))]
    keys = pack([documents[held], codes[held]], widths, int(held.sum()))
    keys.sort()
    new = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    word = keys[new] & ((1 << widths[1]) - 1)
    rate = np.diff(np.append(new, len(keys))) / sizes[keys[new] >> widths[1]]
    total = np.append(np.bincount(word, rate, len(words)), 0.0)[at]
    squares = np.append(np.bincount(word, rate**2, len(words)), 0.0)[at]
    mean = total / n_documents
    variance = np.maximum(squares - n_documents * mean**2, 0) / (n_documents - 1)
    return _ByDocument(mean, variance, n_documents)


def _welch(ours: _ByDocument, theirs: _ByDocument, correction: str) -> dict[str, Numbers]:
    from scipy.special import stdtr  # noqa: PLC0415  (slow to import)

    v1, v2 = ours.variance / ours.n_documents, theirs.variance / theirs.n_documents
    t = (ours.mean - theirs.mean) / np.sqrt(v1 + v2)
    df = (v1 + v2) ** 2 / (v1**2 / (ours.n_documents - 1) + v2**2 / (theirs.n_documents - 1))
    t = np.where(np.isfinite(t), t, np.nan)
    df = np.where(np.isfinite(df), df, np.nan)
    p = np.asarray(2 * stdtr(df, -np.abs(t)), dtype=float)
    return {
        "welch_t": t,
        "welch_df": df,
        "welch_p": p,
        "welch_p_adjusted": adjust(p, correction),
    }
