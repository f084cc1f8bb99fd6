"""Candidates for terms, and sequences with words left out."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from tables import token_table

from policytext.measures import ngrams, skip_grams, term_candidates

# Strings like those that Frantzi, Ananiadou and Mima (2000) work with: how often each occurs, all
# occurrences counted, and its C-value, by their formula and by hand: 5 log2(5);
# (11 − 5) log2(4) for what is within one longer string; (984 − 26 / 5) log2(3) for what is 26 times
# within five.
CARCINOMA = {
    "adenoid cystic basal cell carcinoma": (5, 11.60964),
    "cystic basal cell carcinoma": (11, 12),
    "ulcerated basal cell carcinoma": (7, 14),
    "recurrent basal cell carcinoma": (5, 10),
    "circumscribed basal cell carcinoma": (3, 6),
    "basal cell carcinoma": (984, 1551.36129),
}


@pytest.fixture(scope="module")
def carcinoma():
    alone = {"adenoid cystic basal": 5, "cystic basal": 6, "ulcerated basal": 7}
    alone |= {"recurrent basal": 5, "circumscribed basal": 3, "basal": 984 - 26}
    blocks = [
        ("a", 0, "paragraph", f"{start} cell carcinoma")
        for start, n in alone.items()
        for _ in range(n)
    ]
    tokens = token_table(blocks)
    tags = np.where(tokens["lower"].isin(["cell", "carcinoma"]), "NOUN", "ADJ")
    return tokens.assign(pos=pd.Categorical(tags))


def test_c_values_are_those_worked_by_hand(carcinoma):
    table = term_candidates(carcinoma, shape="A+NN").set_index("term")
    assert set(table.index) == set(CARCINOMA)
    for term, (count, c_value) in CARCINOMA.items():
        assert table.loc[term, "count"] == count
        assert table.loc[term, "c_value"] == pytest.approx(c_value, abs=1e-4)
    assert table.loc["basal cell carcinoma", ["nested", "n_longer"]].tolist() == [26, 5]


def test_the_shape_says_which_parts_of_speech_make_a_candidate():
    tokens = token_table([("a", 0, "paragraph", "rule of law")] * 2)
    tokens["pos"] = pd.Categorical(["NOUN", "ADP", "NOUN"] * 2)
    assert term_candidates(tokens).empty
    table = term_candidates(tokens, shape="N(PN)?")
    assert table["term"].tolist() == ["rule of law"]
    assert term_candidates(tokens, shape="NPN", least=3).empty


def test_candidates_cross_no_gap():
    tokens = token_table([("a", 0, "paragraph", "new x law")] * 2)
    tokens["pos"] = pd.Categorical(["ADJ", "VERB", "NOUN"] * 2)
    assert term_candidates(tokens.query("lower != 'x'")).empty


def test_no_candidates_have_the_types_of_some(carcinoma):
    full, empty = term_candidates(carcinoma), term_candidates(carcinoma.iloc[:0])
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"longest": 9}, "2 to 6 words"),
        ({"least": 0}, "occur once at least"),
        ({"shape": "(A"}, "no regular expression"),
        ({"term": "tag"}, "gave no tag"),
    ],
)
def test_candidates_that_make_no_sense_are_refused(carcinoma, options, said):
    with pytest.raises(ValueError, match=said):
        term_candidates(carcinoma, **options)


# skip_grams


# The sentence that Guthrie et al. (2006) take; listed by hand: of its ten pairs one lies too far
# apart, and any three of its five words have at most two left out among them.
def test_skip_grams_of_a_sentence_are_those_listed_by_hand():
    tokens = token_table([("a", 0, "paragraph", "Insurgents killed in ongoing fighting")])
    pairs = skip_grams(tokens, 2, skip=2, term="text")["term"].tolist()
    assert sorted(pairs) == sorted(
        [
            "Insurgents killed",
            "Insurgents in",
            "Insurgents ongoing",
            "killed in",
            "killed ongoing",
            "killed fighting",
            "in ongoing",
            "in fighting",
            "ongoing fighting",
        ]
    )
    assert len(skip_grams(tokens, 3, skip=2)) == 10


@pytest.mark.parametrize(("n", "skip"), [(2, 1), (3, 2), (4, 1)])
def test_skip_grams_are_all_choices_of_words_within_reach(n, skip):
    words = list("abcdefgh")
    tokens = token_table([("a", 0, "paragraph", " ".join(words))])
    expected = {
        " ".join(words[place] for place in chosen)
        for chosen in combinations(range(len(words)), n)
        if chosen[-1] - chosen[0] <= n - 1 + skip
    }
    assert set(skip_grams(tokens, n, skip=skip)["term"]) == expected


def test_skip_grams_without_skips_are_ngrams():
    tokens = token_table([("a", 0, "paragraph", "x y x y z")])
    columns = ["term", "count", "rate", "rank", "n_docs"]
    ours, theirs = (
        table[columns].astype({"term": "str"})
        for table in (skip_grams(tokens, skip=0), ngrams(tokens, 2))
    )
    pd.testing.assert_frame_equal(ours, theirs)
    with pytest.raises(ValueError, match="2 words or more"):
        skip_grams(tokens, 1)


@pytest.mark.parametrize("n", [3, 4, 5])
def test_long_ngrams_of_many_words_are_those_of_a_plain_loop(n):
    rng = np.random.default_rng(n)
    words = [f"w{number}" for number in rng.zipf(1.3, 3_000) % 5_000]
    tokens = token_table(
        [(f"d{part}", part, "paragraph", " ".join(words[part::3])) for part in range(3)]
    )
    expected: dict[str, int] = {}
    for part in range(3):
        mine = words[part::3]
        for start in range(len(mine) - n + 1):
            term = " ".join(mine[start : start + n])
            expected[term] = expected.get(term, 0) + 1
    table = ngrams(tokens, n)
    assert dict(zip(table["term"], table["count"], strict=True)) == expected
    assert table["n_docs"].between(1, 3).all()
