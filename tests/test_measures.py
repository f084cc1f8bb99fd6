"""Each measure on a table small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tables import corpus_of, entity_table, section_table, token_table

from policytext.measures import (
    contamination,
    dispersion,
    entity_frequencies,
    label_frequencies,
    ngrams,
    occurrences,
    roll_up,
    section_outline,
    term_frequencies,
    terms_by_section,
)

SPEECH = token_table(
    [
        ("a", 0, "title", "Peace and security"),
        ("a", 1, "paragraph", "Security needs peace"),
        ("b", 0, "paragraph", "security first"),
    ]
)
NESTED = [
    ("a", 0, None, 0, "", ""),
    ("a", 1, 0, 1, "1", "Aims"),
    ("a", 2, 1, 2, "(a)", "Peace"),
    ("a", 3, 2, 3, "", "At home"),
    ("a", 4, 0, 1, "2", "Means"),
    ("b", 0, None, 0, "", ""),
    ("b", 1, 0, 1, "", "Other"),
]


def rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def empty_like(table):
    return table.iloc[:0]


# term_frequencies


def test_terms_are_ranked_by_count_and_equals_are_alphabetical():
    terms = term_frequencies(SPEECH, term="lower")
    assert rows(terms, "term", "count", "rank") == [
        ("security", 3, 1),
        ("peace", 2, 2),
        ("and", 1, 3),
        ("first", 1, 3),
        ("needs", 1, 3),
    ]


def test_a_rate_is_per_the_tokens_given():
    terms = term_frequencies(SPEECH, term="lower", per=100).set_index("term")
    assert terms.loc["security", "rate"] == pytest.approx(3 / 8 * 100)
    words = SPEECH.query("not is_stop")
    assert term_frequencies(words, term="lower", per=7)["rate"].iloc[0] == pytest.approx(3)


def test_terms_count_the_documents_and_sections_that_hold_them():
    terms = term_frequencies(SPEECH, term="lower").set_index("term")
    assert rows(terms.loc[["security", "peace", "first"]], "n_docs", "n_sections") == [
        (2, 3),
        (1, 2),
        (1, 1),
    ]


def test_terms_by_document_are_ranked_and_rated_within_it():
    terms = term_frequencies(SPEECH, term="lower", by="doc_id", per=1)
    assert list(terms.columns[:2]) == ["doc_id", "term"]
    assert rows(terms.query("term == 'security'"), "doc_id", "count", "rate", "n_sections") == [
        ("a", 2, pytest.approx(2 / 6), 2),
        ("b", 1, 0.5, 1),
    ]
    assert terms.query("doc_id == 'b'")["rank"].tolist() == [1, 1]


def test_grouping_by_section_brings_the_document_with_it():
    terms = term_frequencies(SPEECH, term="lower", by="section_id")
    assert rows(terms.query("term == 'peace'"), "doc_id", "section_id", "count") == [
        ("a", 0, 1),
        ("a", 1, 1),
    ]
    assert (terms["n_sections"] == 1).all()


def test_grouping_by_several_columns_keeps_their_order():
    terms = term_frequencies(SPEECH, term="lower", by=["kind", "doc_id"])
    assert list(terms.columns[:3]) == ["kind", "doc_id", "term"]
    assert rows(terms.head(1), "kind", "doc_id", "term") == [("paragraph", "a", "needs")]


def test_categories_that_a_filter_left_unused_are_not_terms():
    terms = term_frequencies(SPEECH.query("doc_id == 'b'"), term="lower", by="doc_id")
    assert rows(terms, "doc_id", "term") == [("b", "first"), ("b", "security")]


def test_plain_strings_count_like_categoricals():
    plain = SPEECH.astype({"lower": "str", "doc_id": "str"})
    expected = term_frequencies(SPEECH, term="lower", by="doc_id")
    pd.testing.assert_frame_equal(term_frequencies(plain, term="lower", by="doc_id"), expected)


def test_categories_out_of_order_still_give_alphabetical_equals():
    upside_down = SPEECH["lower"].cat.reorder_categories(SPEECH["lower"].cat.categories[::-1])
    terms = term_frequencies(SPEECH.assign(lower=upside_down), term="lower")
    pd.testing.assert_frame_equal(terms, term_frequencies(SPEECH, term="lower"))


def test_tokens_without_a_value_are_no_term_but_count_as_tokens():
    lemma = SPEECH["lemma"].where(SPEECH["lower"] != "and")
    terms = term_frequencies(SPEECH.assign(lemma=lemma), per=8)
    assert "and" not in set(terms["term"])
    assert terms["rate"].iloc[0] == pytest.approx(3)


@pytest.mark.parametrize("measure", [term_frequencies, lambda t, **k: ngrams(t, 2, **k)])
def test_a_column_that_the_pipeline_did_not_fill_is_named_with_a_remedy(measure):
    with pytest.raises(ValueError, match="gave no pos; use term='lower'"):
        measure(SPEECH, term="pos")
    with pytest.raises(ValueError, match="no column 'stem'; use term='lower'"):
        measure(SPEECH, term="stem")


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs the column 'section_id'; the table has"):
        term_frequencies(SPEECH.drop(columns="section_id"), term="lower")


def test_measuring_leaves_the_table_as_it_was():
    before = SPEECH.copy(deep=True)
    term_frequencies(SPEECH, term="lower", by="section_id")
    ngrams(SPEECH, 2)
    pd.testing.assert_frame_equal(SPEECH, before)


@pytest.mark.parametrize("by", [None, "doc_id", "section_id", ["kind"]])
@pytest.mark.parametrize("measure", [term_frequencies, lambda t, **k: ngrams(t, 2, **k)])
def test_empty_in_empty_out_with_the_same_columns_and_types(measure, by):
    full = measure(SPEECH, term="lower", by=by)
    empty = measure(empty_like(SPEECH), term="lower", by=by)
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_what_was_counted_is_recorded():
    attrs = term_frequencies(SPEECH, term="lower", by="section_id", per=100).attrs
    assert attrs.pop("made")["measure"] == "term_frequencies"
    assert attrs == {
        "term": "lower",
        "by": ["doc_id", "section_id"],
        "per": 100,
        "n_tokens": 8,
    }


# ngrams


def test_ngrams_stop_at_a_gap_and_at_the_edge_of_a_block():
    words = SPEECH.query("not is_stop")
    assert rows(ngrams(words, 2), "term", "count") == [
        ("needs peace", 1),
        ("security first", 1),
        ("security needs", 1),
    ]


def test_ngrams_do_not_join_blocks_that_touch():
    touching = SPEECH.query("doc_id == 'a'").assign(token_id=range(6))
    assert "security security" not in set(ngrams(touching, 2)["term"])


def test_an_ngram_is_rated_per_the_places_where_one_stands():
    table = ngrams(SPEECH, 3, per=10)
    assert table.attrs["n_positions"] == 2
    assert table["rate"].tolist() == [5, 5]


def test_ngrams_of_rows_out_of_order_are_those_of_the_text():
    shuffled = SPEECH.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(ngrams(shuffled, 2), ngrams(SPEECH, 2))


def test_ngrams_of_one_word_are_the_terms():
    pd.testing.assert_frame_equal(
        ngrams(SPEECH, 1, by="doc_id"), term_frequencies(SPEECH, term="lower", by="doc_id")
    )


def test_repeated_words_overlap():
    tokens = token_table([("a", 0, "paragraph", "again and again and again and")])
    assert rows(ngrams(tokens, 3), "term", "count") == [
        ("again and again", 2),
        ("and again and", 2),
    ]


def test_an_ngram_longer_than_the_text_does_not_occur():
    assert ngrams(SPEECH, 9).empty


def test_different_words_that_read_the_same_are_one_ngram():
    tokens = token_table([("a", 0, "paragraph", "x y"), ("a", 0, "paragraph", "z y")])
    blank = tokens["lower"].cat.rename_categories({"x": "new york", "y": "city", "z": "new"})
    lower = pd.Series(pd.Categorical(["new york", "city", "new", "york city"]), tokens.index)
    assert list(blank.cat.categories)
    assert rows(ngrams(tokens.assign(lower=lower), 2), "term", "count") == [("new york city", 2)]


def test_an_ngram_of_no_words_is_refused():
    with pytest.raises(ValueError, match="1 word or more; n is 0"):
        ngrams(SPEECH, 0)


# section_outline, roll_up, terms_by_section


@pytest.fixture
def paper():
    return corpus_of(
        [
            ("a", 0, "boilerplate", "Home News Contact"),
            ("a", 0, "title", "On peace"),
            ("a", 1, "heading", "Aims"),
            ("a", 1, "paragraph", "We aim"),
            ("a", 2, "heading", "Peace"),
            ("a", 3, "heading", "At home"),
            ("a", 3, "paragraph", "Peace at home"),
            ("a", 4, "heading", "Means"),
            ("b", 1, "heading", "Other"),
        ],
        NESTED,
    )


def test_an_outline_counts_own_words_and_those_of_the_sections_below(paper):
    outline = section_outline(paper, "a")
    assert rows(outline, "section_id", "n_tokens", "n_tokens_total") == [
        (0, 2, 2),
        (1, 3, 9),
        (2, 1, 6),
        (3, 5, 5),
        (4, 1, 1),
    ]
    assert outline["share"].sum() == pytest.approx(1)
    assert outline.query("level < 2")["share_total"].sum() == pytest.approx(1)


def test_an_outline_says_where_sections_begin(paper):
    positions = section_outline(paper, "a")["position"]
    assert positions.tolist() == pytest.approx([0, 2 / 12, 5 / 12, 6 / 12, 11 / 12])


def test_front_matter_without_words_has_no_row(paper):
    assert section_outline(paper, "b")["section_id"].tolist() == [1]


def test_an_outline_of_a_document_without_a_body_has_no_shares():
    corpus = corpus_of([("a", 1, "boilerplate", "Home")], NESTED[:2])
    outline = section_outline(corpus, "a")
    assert outline["n_tokens"].tolist() == [0]
    assert outline["share"].isna().all()


def test_an_unknown_document_is_answered_with_the_known_ones(paper):
    with pytest.raises(ValueError, match="no document 'c' in the corpus; it holds a, b"):
        section_outline(paper, "c")


@pytest.mark.parametrize(("level", "expected"), [(1, [0, 1, 1, 1, 4]), (2, [0, 1, 2, 2, 4])])
def test_rolling_up_counts_lower_sections_towards_their_ancestor(level, expected):
    tokens = token_table([("a", section, "paragraph", "word") for section in range(5)])
    rolled = roll_up(tokens, section_table(NESTED), level=level)
    assert rolled["section_id"].tolist() == expected
    assert tokens["section_id"].tolist() == list(range(5))


def test_rolling_up_needs_the_sections_of_the_tokens():
    tokens = token_table([("c", 0, "paragraph", "word")])
    with pytest.raises(ValueError, match="lacks section 0 of 'c'"):
        roll_up(tokens, section_table(NESTED))
    with pytest.raises(ValueError, match="levels from 1 down; level is 0"):
        roll_up(SPEECH, section_table(NESTED), level=0)


def test_terms_by_section_has_a_row_for_sections_without_the_term(paper):
    table = terms_by_section(
        paper.body, paper.sections, ["peace", "at home"], term="lower", per=100
    )
    assert rows(table.query("doc_id == 'a'"), "section_id", "term", "count", "n_tokens") == [
        (0, "peace", 1, 2),
        (0, "at home", 0, 2),
        (1, "peace", 2, 9),
        (1, "at home", 2, 9),
        (4, "peace", 0, 1),
        (4, "at home", 0, 1),
    ]
    assert table["rate"].iloc[0] == pytest.approx(50)
    assert rows(table.tail(1), "doc_id", "marker", "heading") == [("b", "", "Other")]


def test_terms_by_section_leaves_out_documents_that_are_not_given(paper):
    table = terms_by_section(paper.body.query("doc_id == 'b'"), paper.sections, "other")
    assert rows(table, "doc_id", "section_id", "count") == [("b", 1, 1)]


def test_a_section_without_words_has_no_rate(paper):
    words = paper.body.query("lower != 'means'")
    table = terms_by_section(words, paper.sections, ["peace"], term="lower")
    assert table.query("section_id == 4")["rate"].isna().all()


def test_terms_by_section_of_nothing_is_empty_with_the_same_types(paper):
    full = terms_by_section(paper.body, paper.sections, ["peace"])
    for tokens, terms in [(empty_like(paper.body), ["peace"]), (paper.body, [])]:
        empty = terms_by_section(tokens, paper.sections, terms)
        assert empty.empty
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()


# occurrences, dispersion


def test_an_occurrence_stands_at_its_share_of_the_documents_tokens():
    table = occurrences(SPEECH, ["peace", "security"], term="lower")
    assert rows(table, "doc_id", "term", "token_id", "position", "section_id") == [
        ("a", "peace", 0, 0.0, 0),
        ("a", "peace", 6, pytest.approx(5 / 6), 1),
        ("a", "security", 2, pytest.approx(2 / 6), 0),
        ("a", "security", 4, pytest.approx(3 / 6), 1),
        ("b", "security", 0, 0.0, 0),
    ]


def test_a_term_of_several_words_is_found_where_they_follow_one_another():
    table = occurrences(SPEECH, "security needs peace", term="lower")
    assert rows(table, "doc_id", "token_id") == [("a", 4)]
    assert occurrences(SPEECH, ["security security"], term="lower").empty


def test_terms_looked_for_in_vain_are_remembered():
    table = occurrences(SPEECH, ["war", "peace", "war"], term="lower")
    assert set(table["term"]) == {"peace"}
    assert table.attrs["terms"] == ["war", "peace"]


def test_an_empty_term_is_refused():
    with pytest.raises(ValueError, match="term to look for is empty: ' '"):
        occurrences(SPEECH, [" "])


def test_occurrences_of_nothing_are_empty_with_the_same_types():
    full = occurrences(SPEECH, ["peace"])
    for tokens, terms in [(empty_like(SPEECH), ["peace"]), (SPEECH, []), (SPEECH, ["war"])]:
        empty = occurrences(tokens, terms)
        assert empty.empty
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()


# The corpus of five parts that Gries (2008) works his measures on; he finds a DP of 0.18 for "a".
# DP_norm is that of Lijffijt and Gries (2012).
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


def test_dp_is_that_of_gries():
    tokens = token_table([("a", part, "paragraph", words) for part, words in enumerate(GRIES)])
    spread = dispersion(tokens, ["a", "x"], term="lower").set_index("term")
    assert rows(spread.loc[["a"]], "count", "n_parts", "range") == [(15, 5, 5)]
    assert spread.loc["a", "dp"] == pytest.approx(0.18)
    assert spread.loc["a", "dp_norm"] == pytest.approx(0.18 / (1 - 0.18))
    assert spread.loc["x", "dp"] == pytest.approx(1 - 11 / 50)


def test_dp_norm_is_one_where_the_smallest_part_holds_everything():
    tokens = token_table([("a", 0, "paragraph", "x"), ("a", 1, "paragraph", "y y y")])
    assert dispersion(tokens, "x", term="lower")["dp_norm"].tolist() == pytest.approx([1])


def test_dispersion_is_undefined_without_occurrences_or_with_one_part():
    absent = dispersion(SPEECH, ["war"], term="lower")
    assert rows(absent, "count", "range") == [(0, 0)]
    assert absent[["dp", "dp_norm"]].isna().all(axis=None)
    one = dispersion(SPEECH.query("doc_id == 'b'"), ["first"], by="doc_id", term="lower")
    assert one["dp"].tolist() == [0]
    assert one["dp_norm"].isna().all()


def test_dispersion_over_documents_takes_terms_of_several_words():
    spread = dispersion(SPEECH, ["security first"], by="doc_id", term="lower")
    assert spread["dp"].tolist() == pytest.approx([6 / 8])


def test_dispersion_of_nothing_is_empty_with_the_same_types():
    full = dispersion(SPEECH, ["peace"])
    assert dispersion(SPEECH, []).dtypes.to_dict() == full.dtypes.to_dict()
    assert np.isnan(dispersion(empty_like(SPEECH), ["peace"])["dp"].iloc[0])


# entity_frequencies, label_frequencies

NAMES = entity_table(
    [
        ("a", 0, "ORG", "Party"),
        ("a", 1, "GPE", "China"),
        ("a", 1, "GPE", "China"),
        ("b", 0, "GPE", "China"),
        ("b", 0, "NORP", "China"),
    ]
)


def test_names_are_counted_by_name_and_label():
    assert rows(entity_frequencies(NAMES), "name", "label", "count", "share", "rank") == [
        ("China", "GPE", 3, 0.6, 1),
        ("China", "NORP", 1, 0.2, 2),
        ("Party", "ORG", 1, 0.2, 2),
    ]
    assert rows(entity_frequencies(NAMES).head(1), "n_docs", "n_sections") == [(2, 2)]


def test_names_by_label_share_out_the_label():
    table = entity_frequencies(NAMES, by="label")
    assert list(table.columns[:2]) == ["label", "name"]
    assert table["share"].tolist() == [1, 1, 1]


def test_names_by_document_are_ranked_within_it():
    table = entity_frequencies(NAMES, by="doc_id")
    assert rows(table, "doc_id", "name", "label", "rank") == [
        ("a", "China", "GPE", 1),
        ("a", "Party", "ORG", 2),
        ("b", "China", "GPE", 1),
        ("b", "China", "NORP", 1),
    ]


def test_labels_are_counted():
    assert rows(label_frequencies(NAMES), "label", "count") == [
        ("GPE", 3),
        ("NORP", 1),
        ("ORG", 1),
    ]


@pytest.mark.parametrize("measure", [entity_frequencies, label_frequencies])
def test_no_names_in_no_names_out(measure):
    empty = measure(empty_like(NAMES))
    assert empty.empty
    assert empty.dtypes.to_dict() == measure(NAMES).dtypes.to_dict()


@pytest.mark.parametrize("measure", [entity_frequencies, label_frequencies])
def test_a_pipeline_without_entities_is_named(measure):
    entities = empty_like(NAMES)
    entities.attrs["lacks"] = "the pipeline 'en' finds no entities"
    with pytest.raises(ValueError, match="the pipeline 'en' finds no entities"):
        measure(entities)


# contamination

PAGE = token_table(
    [
        ("a", 0, "boilerplate", "Home news security"),
        ("a", 0, "title", "Security news"),
        ("a", 0, "paragraph", "security first"),
    ]
)


def test_contamination_shows_what_page_furniture_adds():
    table = contamination(PAGE, term="lower")
    columns = "term", "count_body", "count_all", "difference", "share_furniture"
    assert rows(table, *columns) == [
        ("home", 0, 1, 1, 1.0),
        ("news", 1, 2, 1, 0.5),
        ("security", 2, 3, 1, pytest.approx(1 / 3)),
        ("first", 1, 1, 0, 0.0),
    ]
    made = table.attrs.pop("made")
    assert made["measure"] == "contamination"
    assert table.attrs == {"term": "lower", "n_tokens": 7, "n_furniture": 3}


def test_contamination_takes_a_corpus_or_its_tokens():
    corpus = corpus_of([("a", 0, "boilerplate", "Home"), ("a", 0, "title", "Peace")])
    pd.testing.assert_frame_equal(contamination(corpus), contamination(corpus.tokens))


def test_contamination_of_nothing_is_empty_with_the_same_types():
    empty = contamination(empty_like(PAGE))
    assert empty.empty
    assert empty.dtypes.to_dict() == contamination(PAGE).dtypes.to_dict()
