"""Parts of speech, sentences, modal verbs, years, names that stand together, furniture."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tables import corpus_of, entity_table, section_table, token_table

from policytext.measures import (
    contamination_sources,
    entity_cooccurrence,
    modality,
    part_of_speech_profile,
    sentence_lengths,
    years_mentioned,
)

TEXT = token_table(
    [
        ("a", 0, "paragraph", "We must go"),
        ("a", 1, "paragraph", "Will the will of 1999 be read in May 1999 or 12345"),
        ("b", 0, "paragraph", "They need to go by 2035"),
    ]
)
TAGS = (
    "PRON AUX VERB AUX DET NOUN ADP NUM AUX VERB ADP PROPN NUM CCONJ NUM "
    "PRON VERB PART VERB ADP NUM"
)
TAGGED = TEXT.assign(pos=pd.Categorical(TAGS.split()))
SECTIONS = section_table(
    [("a", 0, None, 0, "", ""), ("a", 1, 0, 1, "1", "Aims"), ("b", 0, None, 0, "", "")]
)


def test_parts_of_speech_are_shared_out():
    table = part_of_speech_profile(TAGGED).query("doc_id == 'b'")
    assert table[["pos", "count", "rank"]].to_numpy().tolist()[0] == ["VERB", 2, 1]
    assert table["share"].sum() == pytest.approx(1)
    whole = part_of_speech_profile(TAGGED, by=None)
    assert whole["count"].sum() == len(TAGGED)
    with pytest.raises(ValueError, match="gave no pos"):
        part_of_speech_profile(TEXT)


def test_sentences_are_measured():
    table = sentence_lengths(TEXT, by=None).iloc[0]
    assert table["n_sentences"] == 3
    lengths = np.array([3, 12, 6])
    assert table["mean"] == pytest.approx(lengths.mean())
    assert table["sd"] == pytest.approx(lengths.std(ddof=1))
    named = ["shortest", "quarter", "median", "three_quarters", "longest"]
    assert table[named].tolist() == np.quantile(lengths, [0, 0.25, 0.5, 0.75, 1]).tolist()


def test_sentences_are_measured_by_group():
    table = sentence_lengths(TEXT)
    assert table[["doc_id", "n_sentences"]].to_numpy().tolist() == [["a", 2], ["b", 1]]
    assert np.isnan(table["sd"].iloc[1])


def test_modals_are_verbs():
    table = modality(TAGGED, SECTIONS).query("count > 0")
    found = table[["doc_id", "section_id", "term", "meaning", "count"]].to_numpy().tolist()
    assert found == [
        ["a", 0, "must", "obligation", 1],
        ["a", 1, "will", "intention", 1],
        ["b", 0, "need to", "obligation", 1],
    ]
    assert table["rate"].tolist()[0] == pytest.approx(1000 / 3)


def test_without_parts_of_speech_every_form_counts():
    table = modality(TEXT, SECTIONS).query("doc_id == 'a' and section_id == 1")
    assert table.set_index("term")["count"][["will", "may"]].tolist() == [2, 1]


def test_modals_of_ones_own_will_do():
    own = {"go": ("motion", ["go", "goes"])}
    table = modality(TEXT, SECTIONS, modals=own)
    assert table["count"].tolist() == [1, 0, 1]
    assert set(table["meaning"]) == {"motion"}


def test_years_are_tokens_of_four_digits():
    table = years_mentioned(TEXT)
    assert table[["year", "count", "n_docs"]].to_numpy().tolist() == [[1999, 2, 1], [2035, 1, 1]]
    by_document = years_mentioned(TEXT, by="doc_id", last=2000)
    assert by_document.to_numpy().tolist() == [["a", 1999, 2, 1, 1]]


@pytest.mark.parametrize("measure", [part_of_speech_profile, sentence_lengths, years_mentioned])
def test_nothing_in_nothing_out_with_the_same_types(measure):
    for by in (None, "doc_id"):
        full, empty = measure(TAGGED, by=by), measure(TAGGED.iloc[:0], by=by)
        assert empty.empty
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_modality_of_nothing_is_empty_with_the_same_types():
    full, empty = modality(TAGGED, SECTIONS), modality(TAGGED.iloc[:0], SECTIONS)
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


# entity_cooccurrence

NAMES = entity_table(
    [
        ("a", 0, "GPE", "China"),
        ("a", 0, "GPE", "France"),
        ("a", 1, "GPE", "China"),
        ("b", 0, "ORG", "UN"),
    ]
    + [("b", 0, "GPE", "China"), ("b", 0, "GPE", "China")]
)


def test_names_of_one_section_stand_together():
    table = entity_cooccurrence(NAMES, within="section")
    columns = ["name", "name_2", "count", "count_1", "count_2", "jaccard", "n_docs"]
    assert table[columns].to_numpy().tolist() == [
        ["China", "France", 1, 3, 1, pytest.approx(1 / 3), 1],
        ["China", "UN", 1, 3, 1, pytest.approx(1 / 3), 1],
    ]
    # Bouma (2009): log2(p(x, y) / p(x) p(y)) / -log2 p(x, y), with 3 sections.
    npmi = np.log2((1 / 3) / (3 / 3 * 1 / 3)) / -np.log2(1 / 3)
    assert table["npmi"].tolist() == pytest.approx([npmi, npmi])


def test_pairs_are_those_of_a_plain_loop():
    rng = np.random.default_rng(4)
    rows = [("ab"[n % 2], int(n), "GPE", f"N{n}") for n in rng.integers(0, 6, 80)]
    names = entity_table([(doc, section % 3, label, name) for doc, section, label, name in rows])
    table = entity_cooccurrence(names, within="section")
    held: dict[tuple[str, int], set[str]] = {}
    for row in names.itertuples():
        held.setdefault((row.doc_id, row.section_id), set()).add(row.name)
    for row in table.itertuples():
        both = [place for place, who in held.items() if {row.name, row.name_2} <= who]
        assert row.count == len(both)
        assert row.n_docs == len({doc for doc, _ in both})


def test_sentences_and_blocks_come_from_the_tokens():
    tokens = token_table([("a", 0, "paragraph", "China France"), ("a", 0, "paragraph", "UN")])
    names = entity_table(
        [("a", 0, "GPE", "China"), ("a", 0, "GPE", "France"), ("a", 0, "ORG", "UN")]
    )
    names["start"] = [0, 1, 3]
    for within in ("sentence", "block"):
        table = entity_cooccurrence(names, tokens, within=within)
        assert table[["name", "name_2", "count"]].to_numpy().tolist() == [["China", "France", 1]]
    assert entity_cooccurrence(names, within="document").shape[0] == 3
    with pytest.raises(ValueError, match="lack token 3 of 'a'"):
        entity_cooccurrence(names, tokens.head(2))


def test_names_that_cannot_be_placed_are_refused():
    with pytest.raises(ValueError, match="need the corpus's tokens"):
        entity_cooccurrence(NAMES)
    with pytest.raises(ValueError, match=r"within 'sentence', .*not within 'page'"):
        entity_cooccurrence(NAMES, within="page")
    empty = NAMES.iloc[:0]
    empty.attrs["lacks"] = "no recognizer"
    with pytest.raises(ValueError, match="no recognizer"):
        entity_cooccurrence(empty, within="section")


def test_no_names_stand_together_in_an_empty_table():
    full, empty = (entity_cooccurrence(t, within="section") for t in (NAMES, NAMES.iloc[:0]))
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


# contamination_sources


def test_the_sources_of_contamination_are_named():
    corpus = corpus_of(
        [
            ("a", 0, "boilerplate", "Home news"),
            ("a", 0, "paragraph", "the news"),
            ("a", 0, "boilerplate", "news and news"),
            ("b", 0, "boilerplate", "Home news"),
        ]
    )
    table = contamination_sources(corpus, ["news", "peace"], term="lower")
    columns = ["term", "reason", "text", "count", "n_blocks", "n_docs", "doc_id", "line"]
    assert table[columns].to_numpy().tolist() == [
        ["news", "a rule", "Home news", 2, 2, 2, "a", 1],
        ["news", "a rule", "news and news", 2, 1, 1, "a", 3],
    ]
    none = contamination_sources(corpus, "peace", term="lower")
    assert none.empty
    assert none.dtypes.to_dict() == table.dtypes.to_dict()
