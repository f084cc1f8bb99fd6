"""Collocates and collocations, against NLTK and by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from nltk.metrics import BigramAssocMeasures
from scipy.stats import chi2_contingency
from tables import token_table

from policytext.measures import collocates, collocations
from policytext.measures._association import MEASURES, Pairs, associate, chi_squared

EVERY = tuple(MEASURES)
TEXT = token_table(
    [
        ("a", 0, "paragraph", "rule of law and rule by law"),
        ("a", 0, "paragraph", "law and order"),
    ]
)


def pairs(both, first, second, total):
    one = [np.array([float(number)]) for number in (both, first, second)]
    return Pairs(*one, total=float(total), node=one[1])


# Counts like those of Manning and Schütze (1999, chapter 5): of 14,307,668 bigrams 8 are "new
# companies", 15,828 begin with "new" and 4,675 end with "companies". Worked by hand:
# E = 15828 · 4675 / 14307668 = 5.17183, t = (8 − E) / √8, χ² = N (ad − bc)² / (R1 R2 C1 C2).
# Mutual information is log2(20 · 14307668 / (first · second)).
def test_t_and_chi_squared_are_those_worked_by_hand():
    new_companies = pairs(8, 15828, 4675, 14307668)
    assert associate(new_companies, ["t"])["t"][0] == pytest.approx(0.999932, abs=1e-4)
    cells = [np.array([float(cell)]) for cell in (8, 4667, 15820, 14287181)]
    assert chi_squared(*cells)[0] == pytest.approx(1.55, abs=0.005)


@pytest.mark.parametrize(
    ("both", "first", "second", "bits"),
    [(20, 42, 20, 18.38), (20, 77, 59, 15.94), (20, 24, 320, 15.19)],
)
def test_mutual_information_is_that_worked_by_hand(both, first, second, bits):
    found = associate(pairs(both, first, second, 14307668), ["mi"])["mi"][0]
    assert found == pytest.approx(bits, abs=0.01)


@pytest.mark.parametrize("counts", [(8, 15828, 4675, 14307668), (20, 42, 20, 14307), (3, 9, 5, 40)])
def test_measures_are_those_of_nltk(counts):
    both, first, second, total = counts
    found = {name: values[0] for name, values in associate(pairs(*counts), EVERY).items()}
    theirs = BigramAssocMeasures
    marginals = both, (first, second), total
    assert found["mi"] == pytest.approx(theirs.pmi(*marginals), rel=1e-12)
    assert found["t"] == pytest.approx(theirs.student_t(*marginals), rel=1e-9)
    assert found["g2"] == pytest.approx(theirs.likelihood_ratio(*marginals), rel=1e-9)
    dice = theirs.dice(*marginals)
    assert found["log_dice"] == pytest.approx(14 + np.log2(dice), rel=1e-12)
    assert found["mi3"] == pytest.approx(
        np.log2(theirs.mi_like(*marginals, power=3) * total), rel=1e-9
    )


def test_g2_is_that_of_scipy_and_negative_where_words_avoid_each_other():
    table = [[2, 98], [400, 500]]
    theirs = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert associate(pairs(2, 100, 402, 1000), ["g2"])["g2"][0] == pytest.approx(-theirs, rel=1e-12)


def test_bounds_are_those_that_the_authors_name():
    always = associate(pairs(5, 5, 5, 1000), EVERY)
    assert always["log_dice"][0] == 14  # Rychlý (2008): the theoretical maximum
    assert always["npmi"][0] == pytest.approx(1)  # Bouma (2009): never apart
    assert always["delta_p_forward"][0] == always["delta_p_backward"][0] == 1  # Gries (2013)
    by_chance = associate(pairs(10, 100, 100, 1000), EVERY)
    for name in ("mi", "npmi", "t", "z", "g2", "delta_p_forward", "delta_p_backward"):
        assert by_chance[name][0] == pytest.approx(0, abs=1e-9)


def test_delta_p_has_a_direction():
    # Gries (2013): ΔP(2|1) = a/(a+b) − c/(c+d), ΔP(1|2) = a/(a+c) − b/(b+d), here of 6, 4, 2, 8.
    found = associate(pairs(6, 10, 8, 20), EVERY)
    assert found["delta_p_forward"][0] == pytest.approx(6 / 10 - 2 / 10)
    assert found["delta_p_backward"][0] == pytest.approx(6 / 8 - 4 / 12)


# collocates


def test_collocates_are_counted_by_position():
    table = collocates(TEXT, "law", window=2).set_index("term")
    positions = ["L2", "L1", "R1", "R2"]
    assert table.loc["and", [*positions, "count", "total"]].tolist() == [0, 0, 2, 0, 2, 2]
    assert table.loc["rule", [*positions, "count", "total"]].tolist() == [2, 0, 0, 0, 2, 2]
    assert "law" not in table.index
    assert table.attrs["n_nodes"] == 3


def test_the_contingency_table_is_that_of_the_words_outside_of_nodes():
    table = collocates(TEXT, "law", window=1, measures=EVERY).set_index("term")
    # 7 words outside of nodes; in a window: of, and, by; and. So R1 = 4, and "and" is C1 = 2.
    assert table.attrs["n_window"] == 4
    assert table.loc["and", "expected"] == pytest.approx(4 * 2 / 7)
    assert table.loc["and", "mi"] == pytest.approx(np.log2(2 / (8 / 7)))
    assert table.loc["and", "log_dice"] == pytest.approx(14 + np.log2(2 * 2 / (3 + 2)))
    assert table.loc["and", "delta_p_forward"] == pytest.approx(2 / 4 - 0)


def test_a_word_between_two_nodes_counts_once_for_the_nearer():
    tokens = token_table([("a", 0, "paragraph", "law x y law")])
    table = collocates(tokens, "law", window=3).set_index("term")
    assert table.loc["x", ["count", "L2", "R1"]].tolist() == [1, 0, 1]
    assert table.loc["y", ["count", "L1", "R2"]].tolist() == [1, 1, 0]


def test_windows_may_differ_and_stay_within_the_block():
    table = collocates(TEXT, "order", window=(1, 0))
    assert list(table["term"]) == ["and"]
    assert [name for name in table if name[0] in "LR" and name[1:].isdigit()] == ["L1"]
    assert collocates(TEXT, "rule", window=9)["count"].sum() == 5


def test_a_node_may_be_a_phrase_or_a_pattern():
    assert collocates(TEXT, "rule of", window=1)["term"].tolist() == ["law"]
    pattern = [{"LOWER": "rule"}, {"LOWER": {"IN": ["of", "by"]}}]
    table = collocates(TEXT, pattern, window=1).set_index("term")
    assert table.loc["law", "R1"] == 2


def test_collocates_of_nothing_are_empty_with_the_same_types():
    full = collocates(TEXT, "law", measures=EVERY)
    for tokens, node in [(TEXT, "war"), (TEXT.iloc[:0], "law")]:
        empty = collocates(tokens, node, measures=EVERY)
        assert empty.empty
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"window": 0}, "words on one side at least"),
        ({"measures": "luck"}, "knows the measures log_dice.*asked for 'luck'"),
        ({"term": "pos"}, "gave no pos"),
    ],
)
def test_what_cannot_be_measured_is_named(options, said):
    with pytest.raises(ValueError, match=said):
        collocates(TEXT, "law", **options)


def test_counts_are_those_of_a_plain_loop():
    rng = np.random.default_rng(2)
    words = rng.choice(list("abcdefgx"), 400).tolist()
    tokens = token_table([("a", 0, "paragraph", " ".join(words))])
    expected = dict.fromkeys("abcdefg", 0)
    for place, word in enumerate(words):
        near = [n for n in range(place - 3, place + 4) if 0 <= n < 400 and words[n] == "x"]
        if word != "x" and near:
            expected[word] += 1
    found = collocates(tokens, "x", window=3).set_index("term")["count"].to_dict()
    assert found == expected


# collocations


def test_pairs_that_follow_one_another_are_measured_like_nltks_bigrams():
    table = collocations(TEXT, measures=["mi", "g2"])
    row = table[table["term"] == "rule of"].iloc[0]
    assert row[["count", "count_first", "count_second"]].tolist() == [1, 2, 1]
    assert row["mi"] == pytest.approx(BigramAssocMeasures.pmi(1, (2, 1), 8))
    assert table.attrs["n_positions"] == 8
    assert collocations(TEXT.iloc[:0]).dtypes.to_dict() == collocations(TEXT).dtypes.to_dict()
    assert pd.api.types.is_integer_dtype(table["count"])


def test_collocates_by_section_are_those_of_each_section():
    words = [("a", 0, "paragraph", "rule of law"), ("a", 1, "paragraph", "rule by law")]
    tokens = token_table(words)
    table = collocates(tokens, "rule", by="section_id", measures="mi")
    found = table[["doc_id", "section_id", "term"]].to_numpy().tolist()
    assert sorted(found) == [["a", 0, "law"], ["a", 0, "of"], ["a", 1, "by"], ["a", 1, "law"]]
    assert table.attrs["by"] == ["doc_id", "section_id"]
    assert table.attrs["n_nodes"] == 2
