"""Lexical diversity and the growth of the vocabulary, against plain loops and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import hypergeom
from tables import token_table

from policytext.measures import lexical_diversity, vocabulary_growth


def text_of(seed, length, vocabulary):
    rng = np.random.default_rng(seed)
    return [f"w{number}" for number in rng.zipf(1.4, length) % vocabulary]


TEXTS = {"a": text_of(1, 700, 90), "b": text_of(2, 333, 400), "c": text_of(3, 60, 9)}
TOKENS = token_table([(doc, 0, "paragraph", " ".join(words)) for doc, words in TEXTS.items()])


def mtld_one_way(words):
    """As McCarthy and Jarvis (2010, 384) describe it, word by word."""
    factors, types, length = 0.0, set(), 0
    for word in words:
        types.add(word)
        length += 1
        if len(types) / length < 0.72:
            factors, types, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(types) / length) / (1 - 0.72)
    return len(words) / factors


def hdd(words):
    return sum(
        (1 - hypergeom.pmf(0, len(words), words.count(word), 42)) / 42 for word in set(words)
    )


@pytest.fixture(scope="module")
def measured():
    return lexical_diversity(TOKENS, window=50).set_index("doc_id")


@pytest.mark.parametrize("doc", TEXTS)
def test_types_and_tokens_are_counted(measured, doc):
    words = TEXTS[doc]
    once = sum(words.count(word) == 1 for word in set(words))
    assert measured.loc[doc, ["n_tokens", "n_types", "n_once"]].tolist() == [
        len(words),
        len(set(words)),
        once,
    ]
    assert measured.loc[doc, "ttr"] == pytest.approx(len(set(words)) / len(words))


@pytest.mark.parametrize("doc", TEXTS)
def test_mattr_averages_every_window(measured, doc):
    words = TEXTS[doc]
    ratios = [len(set(words[n : n + 50])) / 50 for n in range(len(words) - 49)]
    assert measured.loc[doc, "mattr"] == pytest.approx(np.mean(ratios), rel=1e-12)


@pytest.mark.parametrize("doc", TEXTS)
def test_mtld_is_read_forwards_and_backwards(measured, doc):
    words = TEXTS[doc]
    expected = (mtld_one_way(words) + mtld_one_way(words[::-1])) / 2
    assert measured.loc[doc, "mtld"] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("doc", TEXTS)
def test_hdd_is_the_hypergeometric_chance_of_scipy(measured, doc):
    assert measured.loc[doc, "hdd"] == pytest.approx(hdd(TEXTS[doc]), rel=1e-9)


def test_factors_longer_than_a_glance_are_followed_to_their_end():
    words = [f"w{n}" for n in range(400)] + [f"w{n}" for n in range(400)]
    tokens = token_table([("a", 0, "paragraph", " ".join(words))])
    found = lexical_diversity(tokens)["mtld"].iloc[0]
    assert found == pytest.approx((mtld_one_way(words) + mtld_one_way(words[::-1])) / 2)


def test_texts_too_short_for_a_measure_are_undefined_in_it():
    tokens = token_table([("a", 0, "paragraph", "law and order")])
    found = lexical_diversity(tokens).iloc[0]
    assert found["ttr"] == 1
    assert found[["mattr", "mtld", "hdd"]].isna().all()


def test_a_whole_table_may_be_one_text_and_sections_texts_of_their_own():
    assert lexical_diversity(TOKENS, by=None)["n_tokens"].tolist() == [1093]
    by_section = lexical_diversity(TOKENS, by="section_id")
    assert list(by_section.columns[:2]) == ["doc_id", "section_id"]


def test_texts_whose_parts_return_are_read_as_one():
    blocks = [
        ("a", 0, "paragraph", "x y"),
        ("a", 1, "paragraph", "z"),
        ("a", 0, "paragraph", "x w"),
    ]
    found = lexical_diversity(token_table(blocks), by="section_id", window=4)
    assert found[["n_tokens", "n_types"]].to_numpy().tolist() == [[4, 3], [1, 1]]
    assert found["mattr"].iloc[0] == pytest.approx(0.75)


@pytest.mark.parametrize("measure", [lexical_diversity, vocabulary_growth])
def test_no_words_have_no_diversity(measure):
    full, empty = measure(TOKENS), measure(TOKENS.iloc[:0])
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_vocabulary_grows_as_a_reader_meets_it():
    growth = vocabulary_growth(TOKENS, by="doc_id", points=7)
    for doc, words in TEXTS.items():
        mine = growth[growth["doc_id"] == doc]
        assert mine["n_tokens"].iloc[-1] == len(words)
        for read, types, once in mine[["n_tokens", "n_types", "n_once"]].to_numpy():
            seen = words[:read]
            assert types == len(set(seen))
            assert once == sum(seen.count(word) == 1 for word in set(seen))


def test_a_curve_has_no_more_points_than_the_text_has_words():
    tokens = token_table([("a", 0, "paragraph", "x y x")])
    assert vocabulary_growth(tokens)["n_tokens"].tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="1 point or more"):
        vocabulary_growth(tokens, points=0)
    with pytest.raises(ValueError, match="1 token or more; window is 0"):
        lexical_diversity(tokens, window=0)
