"""Units of several words by LocalMaxs: against the definition, written out."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from tables import token_table

from policytext.measures import multiword_units


def by_the_definition(blocks, longest, least):
    """Silva and Lopes 1999, sequence by sequence."""
    counts = Counter(
        tuple(words[start : start + n])
        for words in blocks
        for n in range(1, longest + 2)
        for start in range(len(words) - n + 1)
    )

    def glue(gram):
        cuts = [counts[gram[:cut]] * counts[gram[cut:]] for cut in range(1, len(gram))]
        return counts[gram] ** 2 / (sum(cuts) / len(cuts))

    units = {}
    for gram, count in counts.items():
        if not 2 <= len(gram) <= longest or count < least:
            continue
        longer = [g for g in counts if len(g) == len(gram) + 1 and gram in (g[1:], g[:-1])]
        shorter = [gram[1:], gram[:-1]] if len(gram) > 2 else []
        if all(glue(gram) > glue(g) for g in longer) and all(
            glue(gram) >= glue(g) for g in shorter
        ):
            units[" ".join(gram)] = (count, pytest.approx(glue(gram)))
    return units


@pytest.mark.parametrize("least", [1, 2, 4])
@pytest.mark.parametrize("longest", [2, 3, 5])
def test_units_are_those_of_the_definition(longest, least):
    rng = np.random.default_rng(longest * 10 + least)
    blocks = [
        rng.choice(list("abcde"), size, p=[0.4, 0.3, 0.1, 0.1, 0.1]).tolist()
        for size in (40, 25, 60, 3, 1)
    ]
    tokens = token_table([("d", n, "paragraph", " ".join(b)) for n, b in enumerate(blocks)])
    table = multiword_units(tokens, longest=longest, least=least)
    found = {
        term: (count, scp)
        for term, count, scp in zip(table["term"], table["count"], table["scp"], strict=True)
    }
    assert found == by_the_definition(blocks, longest, least)
    assert found


TEXTS = token_table(
    [
        ("a", 0, "paragraph", "the belt and road plan"),
        ("a", 1, "paragraph", "a belt and road map and a road"),
        ("b", 0, "paragraph", "no belt and road , a map and a plan"),
    ]
)


def test_a_unit_knows_where_it_stands():
    first = multiword_units(TEXTS, least=2).iloc[0]
    assert (first["term"], first["n_words"], first["count"]) == ("belt and road", 3, 3)
    assert (first["n_docs"], first["n_sections"]) == (2, 3)
    assert first["scp"] == pytest.approx(9 / ((3 * 3 + 3 * 4) / 2))  # (f(b)f(ar) + f(ba)f(r)) / 2


def test_no_unit_crosses_a_word_that_was_taken_out():
    without = multiword_units(TEXTS.query("lower != 'and'"), least=2)
    assert "belt road" not in without["term"].tolist()


def test_nothing_gives_an_empty_table_with_the_same_columns():
    empty = multiword_units(TEXTS.head(0))
    assert empty.columns.tolist() == multiword_units(TEXTS).columns.tolist()
    assert empty.empty


@pytest.mark.parametrize("wrong", [{"longest": 1}, {"longest": 9}, {"least": 0}])
def test_lengths_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="units have 2 to 8 words and occur once"):
        multiword_units(TEXTS, **wrong)
