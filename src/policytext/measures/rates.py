"""How sure a rate is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._sequences import find_terms, in_reading_order
from ._tally import PLACE, codes_of, require, require_words

Numbers = NDArray[np.float64]
METHODS = ("poisson", "bootstrap")
AT_ONCE = 20_000_000  # numbers held while documents are drawn


def rate_intervals(
    frequencies: pd.DataFrame,
    tokens: pd.DataFrame | None = None,
    *,
    method: str = "poisson",
    level: float = 0.95,
    draws: int = 2_000,
    seed: int = 0,
) -> pd.DataFrame:
    r"""
    Set a confidence interval beside every rate.

    "poisson" is exact for words that fall independently (Garwood 1936): of :math:`k` occurrences,
    with :math:`\alpha = 1 - level`, from :math:`\chi^2_{\alpha/2}(2k) / 2` to
    :math:`\chi^2_{1-\alpha/2}(2k+2) / 2`. Words do not: they gather in documents, so the interval
    is too narrow where documents differ. "bootstrap" draws the documents anew, with replacement,
    and takes the percentiles of the rates found (Efron 1979): it shows how far the rate hangs on
    which documents were taken, and needs a good many of them.

    Parameters
    ----------
    frequencies : DataFrame
        What `term_frequencies`, `ngrams` or `terms_by_section` returned, or some of its rows.
    tokens : DataFrame, optional
        The token table that was counted; only the bootstrap reads it.
    method : str
        "poisson" or "bootstrap".
    level : float
        The share of intervals that are to hold the true rate.
    draws : int
        How often the bootstrap draws.
    seed : int
        Of its random numbers.

    Returns
    -------
    DataFrame
        The rows given, with the columns rate_low and rate_high (float) behind rate, in its unit.
        `attrs` adds method and level.

    Raises
    ------
    ValueError
        If a column or a setting is missing, the method is unknown, the level is not between 0 and
        1, or the bootstrap lacks the tokens or is asked for groups.

    References
    ----------
    F. Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437–442.
    Bradley Efron (1979), "Bootstrap methods: another look at the jackknife", Annals of Statistics
    7(1), 1–26.

    Examples
    --------
    >>> ten = pd.DataFrame({"term": ["law"], "count": [10], "rate": [10.0]})
    >>> ten.attrs["per"] = 1_000
    >>> rate_intervals(ten)[["rate_low", "rate_high"]].round(3)
       rate_low  rate_high
    0     4.795      18.39
    """
    require(frequencies, ["term", "count", "rate"], "rate_intervals")
    if method not in METHODS:
        raise ValueError(f"rate_intervals knows {', '.join(map(repr, METHODS))}; not {method!r}")
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1; level is {level}")
    if "per" not in frequencies.attrs:
        raise ValueError(
            "rate_intervals: the table does not say per how many words its rates are; give it as "
            "the measure returned it, or set table.attrs['per']"
        )
    low, high = (
        _poisson(frequencies, level)
        if method == "poisson"
        else _bootstrap(frequencies, tokens, level, draws, seed)
    )
    table = frequencies.drop(columns=["rate_low", "rate_high"], errors="ignore")
    behind = list(table.columns).index("rate") + 1
    table.insert(behind, "rate_low", low)
    table.insert(behind + 1, "rate_high", high)
    table.attrs = {**frequencies.attrs, "method": method, "level": level}
    return table


def _poisson(table: pd.DataFrame, level: float) -> tuple[Numbers, Numbers]:
    from scipy.special import gammaincinv  # noqa: PLC0415  (slow to import)

    count = table["count"].to_numpy(dtype=float)
    rate = table["rate"].to_numpy(dtype=float)
    per = float(table.attrs["per"])
    with np.errstate(divide="ignore", invalid="ignore"):
        of_one = rate / count  # the rate of a single occurrence
    if "n_tokens" in table.columns:
        sizes = table["n_tokens"].to_numpy(dtype=float)
        of_one = per / np.where(sizes > 0, sizes, np.nan)
    tail = (1 - level) / 2
    # χ² of 2k degrees of freedom, halved, is the gamma distribution of shape k.
    low = np.where(count > 0, gammaincinv(np.maximum(count, 1), tail), 0.0)
    return low * of_one, gammaincinv(count + 1, 1 - tail) * of_one


def _bootstrap(
    table: pd.DataFrame, tokens: pd.DataFrame | None, level: float, draws: int, seed: int
) -> tuple[Numbers, Numbers]:
    if tokens is None:
        raise ValueError("the bootstrap draws documents: give the tokens that were counted")
    if table.attrs.get("by") or "section_id" in table.columns:
        raise ValueError("the bootstrap takes rates of whole corpora; these are of groups")
    term, per = str(table.attrs.get("term", "lemma")), float(table.attrs["per"])
    require_words(tokens, term, "rate_intervals")
    require(tokens, [*PLACE, "token_id", "block_id"], "rate_intervals")
    rows = in_reading_order(tokens)
    documents = codes_of(rows["doc_id"])[0]
    sizes = np.bincount(documents)
    held = np.flatnonzero(sizes)
    found = find_terms(rows, table["term"].astype("str"), term)
    counts = np.array(
        [np.bincount(documents[starts], minlength=len(sizes))[held] for starts in found.values()],
        dtype=float,
    ).reshape(len(found), len(held))
    if not counts.size:
        return np.full(len(table), np.nan), np.full(len(table), np.nan)
    exposure = sizes[held].astype(float)
    if "n_positions" in table.attrs:  # rates of n-grams are per places where one stands
        exposure *= table.attrs["n_positions"] / exposure.sum()
    rates = _drawn_rates(counts, exposure, draws, seed) * per
    tail = (1 - level) / 2
    low, high = np.quantile(rates, [tail, 1 - tail], axis=0)
    row_of = {name: row for row, name in enumerate(found)}
    at = [row_of[name] for name in table["term"].astype("str")]
    return low[at], high[at]


def _drawn_rates(counts: Numbers, exposure: Numbers, draws: int, seed: int) -> Numbers:
    """Draw as many documents as there are, again and again, and give each draw's rates."""
    generator = np.random.default_rng(seed)
    n = len(exposure)
    rates = []
    step = max(1, AT_ONCE // n)
    for first in range(0, draws, step):
        times = min(step, draws - first)
        weights = generator.multinomial(n, np.full(n, 1 / n), size=times).astype(float)
        rates.append(weights @ counts.T / (weights @ exposure)[:, None])
    return np.concatenate(rates)
