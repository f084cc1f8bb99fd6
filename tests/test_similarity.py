"""Similarity of texts, against a plain reckoning."""

from __future__ import annotations

import sys
from math import log, sqrt

import pytest
from tables import token_table

from policytext.measures import similarity

TEXTS = {"a": "law peace law order", "b": "law peace war", "c": "tax tax", "d": "peace order law"}
TOKENS = token_table([(doc, 0, "paragraph", words) for doc, words in TEXTS.items()])


def cosine(one, other):
    """Weigh as scikit-learn's TfidfVectorizer does by default: tf · (ln((1 + N) / (1 + n)) + 1)."""

    def vector(words):
        holding = {w: sum(w in text.split() for text in TEXTS.values()) for w in words}
        return {w: words.count(w) * (log(5 / (1 + holding[w])) + 1) for w in words}

    x, y = vector(TEXTS[one].split()), vector(TEXTS[other].split())
    lengths = [sqrt(sum(value**2 for value in v.values())) for v in (x, y)]
    return sum(x[w] * y.get(w, 0) for w in x) / (lengths[0] * lengths[1])


def test_every_pair_has_the_cosine_of_its_vectors():
    table = similarity(TOKENS, term="lower")
    pairs = list(zip(table["doc_id"], table["doc_id_2"], strict=True))
    assert pairs == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    assert table["similarity"].tolist() == pytest.approx([cosine(*pair) for pair in pairs])


def test_the_nearest_of_each_come_first():
    table = similarity(TOKENS, term="lower", nearest=1)
    nearest = {one: max(set(TEXTS) - {one}, key=lambda other: cosine(one, other)) for one in "abd"}
    found = dict(zip(table["doc_id"], table["doc_id_2"], strict=True))
    assert {one: found[one] for one in "abd"} == nearest
    assert similarity(TOKENS, term="lower", nearest=9).shape[0] == 4 * 3


def test_sections_are_texts_too():
    tokens = token_table([("a", n, "paragraph", words) for n, words in enumerate(TEXTS.values())])
    table = similarity(tokens, term="lower", by="section_id")
    assert list(table.columns) == ["doc_id", "section_id", "doc_id_2", "section_id_2", "similarity"]
    assert table["similarity"].tolist() == pytest.approx(
        similarity(TOKENS, term="lower")["similarity"].tolist()
    )


def test_the_same_words_in_the_same_proportions_are_the_same():
    tokens = token_table([("a", 0, "paragraph", "x y"), ("b", 0, "paragraph", "y x y x")])
    assert similarity(tokens, term="lower")["similarity"].tolist() == pytest.approx([1])


def test_less_than_two_texts_make_no_pair():
    full = similarity(TOKENS, term="lower")
    for tokens in (TOKENS.iloc[:0], TOKENS.query("doc_id == 'a'")):
        for nearest in (None, 2):
            empty = similarity(tokens, term="lower", nearest=nearest)
            assert empty.empty
            assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_too_many_texts_are_refused_with_a_remedy(monkeypatch):
    monkeypatch.setattr(sys.modules["policytext.measures.similarity"], "MOST", 3)
    with pytest.raises(
        ValueError, match=r"3 texts each with each at most; these are 4.*nearest=10"
    ):
        similarity(TOKENS, term="lower")
    with pytest.raises(ValueError, match="1 nearest or more"):
        similarity(TOKENS, term="lower", nearest=0)
