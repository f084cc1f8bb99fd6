"""Keyness, corrections and intervals, against scipy and published figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2, chi2_contingency, ttest_ind
from tables import token_table

from policytext.measures import keyness, ngrams, rate_intervals, term_frequencies, terms_by_section
from policytext.measures.keyness import MEASURES, adjust

OURS = token_table(
    [("a", 0, "paragraph", "peace peace law x x"), ("b", 0, "paragraph", "peace law law x")]
)
THEIRS = token_table(
    [("c", 0, "paragraph", "war law x x"), ("d", 0, "paragraph", "war war peace x")]
)


def row(table, term):
    return table.set_index("term").loc[term]


def test_g2_and_chi_squared_are_those_of_scipy():
    found = row(keyness(OURS, THEIRS), "peace")
    cells = [[3, 6], [1, 7]]
    g2 = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
    assert found["g2"] == pytest.approx(g2.statistic, rel=1e-12)
    assert found["p"] == pytest.approx(g2.pvalue, rel=1e-9)
    assert found["chi2"] == pytest.approx(chi2_contingency(cells, correction=False).statistic)


def test_effect_sizes_follow_their_formulas():
    found = row(keyness(OURS, THEIRS), "peace")
    assert found[["count", "count_reference"]].tolist() == [3, 1]
    assert found["rate"] == pytest.approx(3 / 9 * 10_000)
    assert found["log_ratio"] == pytest.approx(np.log2((3 / 9) / (1 / 8)))
    assert found["pct_diff"] == pytest.approx(100 * ((3 / 9) - (1 / 8)) / (1 / 8))
    assert found["odds_ratio"] == pytest.approx((3 / 6) / (1 / 7))
    assert found["bic"] == pytest.approx(found["g2"] - np.log(17))


# Hardie (2014): Log Ratio is 0 for a word as frequent in both, 1 for twice, 4 for 16 times.
@pytest.mark.parametrize(("times", "log_ratio"), [(1, 0), (2, 1), (16, 4)])
def test_log_ratio_doubles(times, log_ratio):
    ours = pd.DataFrame({"term": ["w"], "count": [10 * times]})
    ours.attrs["n_tokens"] = 1000
    tokens = pd.DataFrame(
        {"doc_id": "a", "lower": ["w"] * 10 * times + ["z"] * (1000 - 10 * times)}
    )
    reference = pd.DataFrame({"term": ["w", "z"], "count": [10, 990]})
    assert row(keyness(tokens, reference), "w")["log_ratio"] == pytest.approx(log_ratio)


def test_a_word_that_one_side_lacks_has_half_an_occurrence_for_log_ratio_alone():
    found = row(keyness(OURS, THEIRS), "war")
    assert found["log_ratio"] == pytest.approx(np.log2((0.5 / 9) / (3 / 8)))
    assert found["pct_diff"] == -100
    ours = row(keyness(THEIRS, OURS), "war")
    assert np.isnan(ours["pct_diff"])
    assert np.isnan(ours["odds_ratio"])


def test_keywords_of_the_target_come_first_and_of_the_reference_last():
    terms = keyness(OURS, THEIRS)["term"].tolist()
    assert terms[:2] == ["law", "peace"]
    assert terms[-1] == "war"


def test_a_saved_list_will_do_for_a_reference():
    saved = term_frequencies(THEIRS, term="lower")
    columns = ["term", "g2", "p_adjusted"]
    pd.testing.assert_frame_equal(keyness(OURS, saved)[columns], keyness(OURS, THEIRS)[columns])
    with pytest.raises(ValueError, match="welch_t needs the tokens"):
        keyness(OURS, saved, measures="welch_t")


def test_corpora_of_their_own_compare_like_slices_of_one():
    both = token_table(
        [
            ("a", 0, "paragraph", "peace peace law x x"),
            ("b", 0, "paragraph", "peace law law x"),
            ("c", 0, "paragraph", "war law x x"),
            ("d", 0, "paragraph", "war war peace x"),
        ]
    )
    halves = (
        both[both["doc_id"] < "c"]
        if both["doc_id"].cat.ordered
        else both.query("doc_id in ['a', 'b']")
    )
    others = both.query("doc_id in ['c', 'd']")
    pd.testing.assert_frame_equal(
        keyness(halves, others, measures=MEASURES), keyness(OURS, THEIRS, measures=MEASURES)
    )


def test_welchs_t_over_documents_is_that_of_scipy():
    found = row(keyness(OURS, THEIRS, measures=["welch_t"]), "peace")
    theirs = ttest_ind([2 / 5, 1 / 4], [0, 1 / 4], equal_var=False)
    assert found["welch_t"] == pytest.approx(theirs.statistic, rel=1e-9)
    assert found["welch_p"] == pytest.approx(theirs.pvalue, rel=1e-9)
    assert found["welch_df"] == pytest.approx(theirs.df, rel=1e-9)


def test_welchs_t_is_undefined_with_one_document():
    one = OURS.query("doc_id == 'a'")
    assert keyness(one, THEIRS, measures="welch_t")["welch_t"].isna().all()


def test_keyness_of_nothing_is_empty_with_the_same_types():
    full = keyness(OURS, THEIRS, measures=MEASURES)
    empty = keyness(OURS.iloc[:0], THEIRS.iloc[:0], measures=MEASURES)
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measures": "luck"}, "knows the measures g2.*'luck'"),
        ({"correction": "none at all"}, "corrected by 'holm'"),
        ({"term": "pos"}, "gave no pos"),
    ],
)
def test_what_keyness_does_not_know_is_named(options, said):
    with pytest.raises(ValueError, match=said):
        keyness(OURS, THEIRS, **options)


# Worked by hand for fifteen p-values like those of Benjamini and Hochberg (1995): the fourth is the
# last below its number / 15 · 0.05 (0.0095 < 0.0133, 0.0201 > 0.0167), and the third the last below
# Holm's 0.05 / 13 (0.0095 > 0.05 / 12).
FIFTEEN = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
FIFTEEN += [0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


@pytest.mark.parametrize(
    ("correction", "rejected"), [("holm", 3), ("benjamini_hochberg", 4), ("none", 9)]
)
def test_corrections_reject_what_they_do_by_hand(correction, rejected):
    p = np.array(FIFTEEN[::-1])
    assert (adjust(p, correction) < 0.05).sum() == rejected


def test_a_correction_passes_over_what_is_undefined():
    adjusted = adjust(np.array([np.nan, 0.02, 0.03]), "holm")
    assert np.isnan(adjusted[0])
    assert adjusted[1:].tolist() == pytest.approx([0.04, 0.04])


# rate_intervals


# The exact 95 % limits by Garwood's (1936) method: of 25 as GraphPad gives them ("How QuickCalcs
# computes the confidence interval of a count"), of 0 as R's epitools (pois.exact, 3.689).
@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.689), (25, 16.18, 36.90)])
def test_exact_limits_are_those_of_garwood(count, low, high):
    table = pd.DataFrame(
        {"term": ["w"], "count": [count], "rate": [float(count)], "n_tokens": [1000]}
    )
    table.attrs["per"] = 1000
    found = rate_intervals(table).iloc[0]
    assert found[["rate_low", "rate_high"]].tolist() == pytest.approx([low, high], abs=0.006)


def test_a_level_is_that_of_chi_squared():
    terms = term_frequencies(OURS, term="lower", per=100)
    found = row(rate_intervals(terms, level=0.9), "peace")
    assert found["rate_low"] == pytest.approx(chi2.ppf(0.05, 6) / 2 / 9 * 100)
    assert found["rate_high"] == pytest.approx(chi2.ppf(0.95, 8) / 2 / 9 * 100)


def test_intervals_stand_beside_the_rate_and_leave_the_table_as_it_was():
    terms = term_frequencies(OURS, term="lower")
    table = rate_intervals(terms)
    assert list(table.columns[:5]) == ["term", "count", "rate", "rate_low", "rate_high"]
    assert table.attrs["method"] == "poisson"
    assert "rate_low" not in terms.columns
    assert rate_intervals(table).columns.tolist() == table.columns.tolist()


def test_the_bootstrap_draws_documents():
    blocks = [(f"d{n}", 0, "paragraph", "law " + "x " * 9) for n in range(20)]
    blocks += [(f"e{n}", 0, "paragraph", "war " * 10) for n in range(20)]
    tokens = token_table(blocks)
    table = rate_intervals(
        term_frequencies(tokens, term="lower", per=1), tokens, method="bootstrap", draws=500
    ).set_index("term")
    assert table.loc["law", "rate_low"] < 0.05 < table.loc["law", "rate_high"]
    assert table.loc["war", "rate_high"] - table.loc["war", "rate_low"] > 0.2
    one = rate_intervals(ngrams(tokens, 2, per=1).head(1), tokens, method="bootstrap", draws=50)
    assert one["rate_low"].iloc[0] <= one["rate"].iloc[0] <= one["rate_high"].iloc[0]


def test_the_bootstrap_agrees_with_the_normal_interval_of_many_equal_documents():
    rng = np.random.default_rng(3)
    counts = rng.binomial(10, 0.3, 200)
    blocks = [
        (f"{n:03}", 0, "paragraph", "law " * c + "x " * (10 - c)) for n, c in enumerate(counts)
    ]
    tokens = token_table(blocks)
    table = rate_intervals(
        term_frequencies(tokens, term="lower", per=1).query("term == 'law'"),
        tokens,
        method="bootstrap",
    )
    half = 1.96 * counts.std() / 10 / np.sqrt(200)
    width = (table["rate_high"] - table["rate_low"]).iloc[0]
    assert width == pytest.approx(2 * half, rel=0.08)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"method": "guess"}, "knows 'poisson', 'bootstrap'; not 'guess'"),
        ({"level": 95}, "between 0 and 1; level is 95"),
        ({"method": "bootstrap"}, "give the tokens"),
    ],
)
def test_an_interval_that_cannot_be_had_is_refused(options, said):
    with pytest.raises(ValueError, match=said):
        rate_intervals(term_frequencies(OURS, term="lower"), **options)


def test_rates_without_their_unit_or_of_groups_are_refused():
    terms = term_frequencies(OURS, term="lower", by="doc_id")
    with pytest.raises(ValueError, match="these are of groups"):
        rate_intervals(terms, OURS, method="bootstrap")
    terms.attrs = {}
    with pytest.raises(ValueError, match="per how many words"):
        rate_intervals(terms)


def test_sections_without_the_term_have_an_upper_limit():
    sections = pd.DataFrame(
        {
            "doc_id": "a",
            "section_id": [0],
            "parent_id": [None],
            "level": 0,
            "marker": "",
            "heading": "",
        }
    )
    table = terms_by_section(OURS.query("doc_id == 'a'"), sections, ["war"], term="lower")
    found = rate_intervals(table).iloc[0]
    assert found["rate_low"] == 0
    assert found["rate_high"] == pytest.approx(-np.log(0.025) / 5 * 1000)


def test_keyness_by_document_compares_each_with_the_whole_reference():
    table = keyness(OURS, THEIRS, by="doc_id")
    alone = keyness(OURS.query("doc_id == 'b'"), THEIRS)
    assert table.columns[:2].tolist() == ["doc_id", "term"]
    last = table[table["doc_id"] == "b"].drop(columns="doc_id").reset_index(drop=True)
    pd.testing.assert_frame_equal(last, alone)
    assert table.attrs["by"] == ["doc_id"]
    assert table.attrs["n_tokens"] == len(OURS)
    none = keyness(OURS.head(0), THEIRS.head(0), by="doc_id")
    assert none.empty
    assert none.columns[:2].tolist() == ["doc_id", "term"]
