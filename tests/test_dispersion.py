"""Dispersion over parts, against published figures and plain loops."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from tables import token_table

from policytext.charts import plot_dispersion
from policytext.measures import dispersion

# Five parts of 9, 10, 10, 10 and 11 words like those of Gries (2008), "a" 1 to 5 times in them.
PARTS = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]
GRIES = token_table([("a", part, "paragraph", words) for part, words in enumerate(PARTS)])


# Worked by hand for "a", with the shares v = n / 15 of its occurrences and s of the words:
# DP = Σ|v − s| / 2 = (0.1133 + 0.0667 + 0 + 0.0667 + 0.1133) / 2, DP_norm = DP / (1 − 9 / 50),
# Rosengren's S = (Σ√(s n))² / 15, Juilland's D = 1 − V / √4 with V the rates' coefficient of
# variation.
@pytest.mark.parametrize(
    ("measure", "value", "digits"),
    [
        ("range", 5, 0),
        ("juilland_d", 0.785, 3),
        ("rosengren", 0.95, 2),
        ("dp", 0.18, 2),
        ("dp_norm", 0.22, 2),
    ],
)
def test_measures_are_those_worked_by_hand(measure, value, digits):
    found = dispersion(GRIES, "a", term="lower")[measure].iloc[0]
    assert round(float(found), digits) == value


def test_d_a_is_the_mean_difference_of_all_pairs_of_parts():
    rates = [1 / 9, 2 / 10, 3 / 10, 4 / 10, 5 / 11]
    differences = [abs(one - other) for one, other in combinations(rates, 2)]
    expected = 1 - np.mean(differences) / (2 * np.mean(rates))
    assert dispersion(GRIES, "a", term="lower")["d_a"].iloc[0] == pytest.approx(expected)


def test_a_word_in_one_of_equal_parts_is_as_gathered_as_can_be():
    tokens = token_table([("a", part, "paragraph", "x y" if part else "w y") for part in range(4)])
    found = dispersion(tokens, "w", term="lower").iloc[0]
    assert found[["dp", "dp_norm", "rosengren"]].tolist() == pytest.approx([0.75, 1, 0.25])
    assert found[["juilland_d", "d_a"]].tolist() == pytest.approx([0, 0])


def test_an_even_word_is_even_by_every_measure():
    tokens = token_table([("a", part, "paragraph", "x y") for part in range(4)])
    found = dispersion(tokens, "x", term="lower").iloc[0]
    assert found[["dp", "dp_norm"]].tolist() == [0, 0]
    assert found[["juilland_d", "rosengren", "d_a"]].tolist() == pytest.approx([1, 1, 1])


def test_a_number_parts_the_text_into_equal_lengths():
    tokens = token_table([("a", 0, "paragraph", "x x y y y y y y")])
    found = dispersion(tokens, "x", by=4, term="lower").iloc[0]
    assert found[["n_parts", "range"]].tolist() == [4, 1]
    assert dispersion(tokens, "x", by=4, term="lower").attrs["by"] == 4
    assert dispersion(tokens.head(3), "x", by=9, term="lower")["n_parts"].iloc[0] == 3
    with pytest.raises(ValueError, match="1 part or more; by is 0"):
        dispersion(tokens, "x", by=0, term="lower")


def test_parts_that_return_are_one_part():
    tokens = token_table(
        [("a", 0, "paragraph", "x"), ("a", 1, "paragraph", "y"), ("a", 0, "paragraph", "x")]
    )
    assert dispersion(tokens, "x", term="lower")[["n_parts", "range"]].to_numpy().tolist() == [
        [2, 1]
    ]


def test_a_term_of_several_words_is_spread_like_a_word():
    tokens = token_table([("a", part, "paragraph", "rule of law now") for part in range(3)])
    assert dispersion(tokens, "rule of law", term="lower")["dp"].iloc[0] == pytest.approx(0)


def test_the_chart_has_a_dot_a_measure_the_most_even_term_on_top():
    tokens = token_table(
        [(name, 0, "paragraph", "peace war " + "law " * n) for n, name in enumerate("abcd")]
    )
    table = dispersion(tokens, ["law", "peace", "nowhere"], by="doc_id", term="lower")
    ax = plot_dispersion(table)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["peace", "law", "nowhere"]
    dots = {
        line.get_label(): dict(zip(line.get_ydata(), line.get_xdata(), strict=True))
        for line in ax.lines
        if line.get_label()[0] != "_"
    }
    law = table.set_index("term").loc["law"]
    assert dots["1 − DPnorm (Gries)"][1] == pytest.approx(1 - law["dp_norm"])
    assert dots["D (Juilland)"][1] == pytest.approx(law["juilland_d"])
    assert dots["S (Rosengren)"][1] == pytest.approx(law["rosengren"])
    assert dots["D_A (Burch et al.)"][1] == pytest.approx(law["d_a"])
    plt.close(ax.figure)


def test_a_table_without_a_term_that_occurs_says_so():
    tokens = token_table([("a", 0, "paragraph", "peace")])
    ax = plot_dispersion(dispersion(tokens, ["war"], by="doc_id", term="lower"))
    assert [text.get_text() for text in ax.texts] == ["nothing to show"]
    plt.close(ax.figure)
