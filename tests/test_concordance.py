"""Concordances: nodes, contexts, sorting, patterns, display."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
import spacy
from nltk.metrics import edit_distance
from nltk.text import ConcordanceIndex
from spacy.lang.lex_attrs import word_shape as spacys_shape
from spacy.matcher import Matcher
from spacy.tokens import Doc
from tables import entity_table, section_table, token_table

from policytext.measures import Concordance, concordance, section_paths, with_entities
from policytext.measures._conditions import edit_distances, word_shape
from policytext.measures._writing import Writing

SPEECH = token_table(
    [
        ("a", 0, "title", "National security"),
        ("a", 1, "paragraph", "We keep national security and the security of all"),
        ("b", 0, "paragraph", "Security first , then national pride"),
    ]
)


def lines(table):
    return [
        " | ".join(row) for row in zip(table["left"], table["node"], table["right"], strict=True)
    ]


def tagged(words, tags):
    table = token_table([("a", 0, "paragraph", words)])
    return table.assign(pos=pd.Categorical(tags.split()))


def test_a_word_is_shown_in_its_context_and_sorted_by_what_follows():
    assert lines(concordance(SPEECH, "security", window=2)) == [
        "National | security | ",
        "keep national | security | and the",
        " | Security | first ,",
        "and the | security | of all",
    ]


def test_the_context_stays_within_its_block():
    title = concordance(SPEECH.query("section_id == 0 and doc_id == 'a'"), "security")
    assert lines(title) == ["National | security | "]


def test_a_phrase_is_found_and_knows_its_tokens():
    table = concordance(SPEECH, "National Security", sort="position")
    found = table[["doc_id", "section_id", "start", "end"]]
    assert found.to_numpy().tolist() == [["a", 0, 0, 2], ["a", 1, 5, 7]]


def test_a_phrase_crosses_no_gap():
    words = SPEECH.query("lower != 'national'")
    assert concordance(words, "keep security").empty
    assert lines(concordance(words, "keep", window=1)) == ["We | keep | security"]


def test_several_nodes_are_found_at_once():
    table = concordance(SPEECH, ["pride", "national security", "pride"], sort="position")
    assert table["node"].tolist() == ["National security", "national security", "pride"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("L1", ["b0", "a1", "a6", "a9"]),
        ("R1", ["a1", "a6", "b0", "a9"]),
        (["node", "position"], ["b0", "a1", "a6", "a9"]),
        (["document", "R1"], ["a1", "a6", "a9", "b0"]),
        (["section", "L1"], ["a1", "a6", "a9", "b0"]),
        ((), ["a1", "a6", "a9", "b0"]),
    ],
)
def test_lines_sort_by_words_and_places(sort, expected):
    table = concordance(SPEECH, "security", sort=sort)
    assert (table["doc_id"].astype("str") + table["start"].astype("str")).tolist() == expected


def test_a_sort_key_that_is_unknown_is_named():
    with pytest.raises(ValueError, match=r"sorted by L1, L2 …, R1, R2 …, document.*not by 'R0'"):
        concordance(SPEECH, "security", sort="R0")


def test_sorting_by_neighbours_is_sorting_by_their_lower_forms():
    rng = np.random.default_rng(5)
    words = " ".join(rng.choice(["a", "B", "c", "D", "x"], 300))
    tokens = token_table([("a", 0, "paragraph", words), ("b", 0, "paragraph", words[:99])])
    table = concordance(tokens, "x", window=3, sort=("R1", "R2", "L1"))
    right, left = (table[side].str.lower().str.split() for side in ("right", "left"))
    keys = [(*(r + ["", ""])[:2], (["", *le])[-1]) for r, le in zip(right, left, strict=True)]
    assert keys == sorted(keys)


def test_hits_are_those_of_nltk():
    words = ("the law of the land and the rule of law " * 30).split()
    tokens = token_table([("a", 0, "paragraph", " ".join(words))])
    theirs = ConcordanceIndex(words).offsets("law")
    assert concordance(tokens, "law", sort="position")["start"].tolist() == list(theirs)


def test_words_that_touch_in_the_text_are_written_together():
    tokens = token_table([("a", 0, "paragraph", "Safe , free and fair")])
    starts = [0, 4, 6, 11, 15]
    places = {"start_char": starts, "end_char": [4, 5, 10, 14, 19]}
    table = concordance(tokens.assign(**places), "free")
    assert lines(table) == ["Safe, | free | and fair"]
    assert table[["start_char", "end_char"]].to_numpy().tolist() == [[6, 10]]


@pytest.mark.parametrize("written", ["people's will", "people’s will", "long-term will"])
def test_a_phrase_need_not_be_parted_as_the_tokenizer_parts_it(written):
    tokens = token_table([("a", 0, "paragraph", "the people ’s will long - term will")])
    assert len(concordance(tokens, written)) == 1


def test_the_section_path_names_the_headings_above():
    sections = section_table(
        [
            ("a", 0, None, 0, "", ""),
            ("a", 1, 0, 1, "1", "Aims"),
            ("a", 2, 1, 2, "(a)", "Peace"),
        ]
    )
    tokens = token_table([("a", n, "paragraph", "peace") for n in (0, 1, 2)])
    table = concordance(tokens, "peace", sections=sections)
    assert table["section"].tolist() == ["front matter", "1 Aims", "1 Aims › (a) Peace"]
    strange = tokens.assign(section_id=9)
    assert pd.isna(section_paths(strange, sections)[0])


def test_nothing_found_is_an_empty_table_with_the_same_types():
    full = concordance(SPEECH, "security")
    for tokens, node in [(SPEECH, "war"), (SPEECH.iloc[:0], "security"), (SPEECH, "war and peace")]:
        empty = concordance(tokens, node)
        assert empty.empty
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ([], "a node is a word, a phrase"),
        ("  ", "term to look for is empty"),
        ([{"POS": "NOUN"}, "law"], "a node is a word, a phrase"),
        ([{"OP": "*"}], "needs an element that must occur"),
        ([{"LOWER": "law", "OP": "x"}], "knows the OP"),
        ([{"COLOUR": "x"}], "knows TEXT, ORTH.*not 'COLOUR'$"),
        ([{"MORPH": "Number=Sing"}], "not 'MORPH'; the token table does not keep it"),
        ([{"ENT_IOB": 3}], "with_entities"),
        ([{"LOWER": {"IN": "law"}}], "IN in a token pattern takes a list; not 'law'"),
        ([{"LOWER": {"FUZZY": ["law"]}}], "takes a string, or a list of them under IN or NOT_IN"),
        ([{"LOWER": {"REGEX": {"IN": []}}}], "takes a string, or a list of them under IN"),
        ([{"LOWER": {"FUZZY0": "law"}}], "FUZZY1 … FUZZY9.*; not FUZZY0"),
        ([{"ENT_TYPE": "GPE"}], "with_entities"),
        ([{"POS": "NOUN"}], "the pipeline gave no pos"),
        ([{"LOWER": {"LIKE": "x"}}], "takes a value, or REGEX"),
        ([{"LOWER": {"REGEX": "("}}], "no regular expression"),
    ],
)
def test_a_node_that_makes_no_sense_is_refused(node, said):
    with pytest.raises(ValueError, match=said):
        concordance(SPEECH, node)


def test_a_table_put_out_of_order_in_place_is_noticed():
    tokens = token_table([("a", 0, "paragraph", "peace and law and order")])
    assert concordance(tokens, "and law")["start"].tolist() == [1]
    shuffled = tokens.sort_values("lower", ignore_index=True)
    tokens[list(shuffled.columns)] = shuffled
    assert concordance(tokens, "and law")["start"].tolist() == [1]


# the text columns


def test_a_page_writes_out_its_own_lines_and_no_other(monkeypatch):
    written = []
    write = Writing.write

    def noted(writing, starts, ends):
        written.append(len(starts))
        return write(writing, starts, ends)

    monkeypatch.setattr(Writing, "write", noted)
    page = concordance(SPEECH, "security").head(2)
    assert not written
    assert page[["left", "right"]].astype("str").shape == (2, 2)
    assert written == [2, 2]
    assert isinstance(page, Concordance)
    assert page._repr_html_().count("<tr>") == 3  # its head, too


def test_text_columns_answer_like_strings():
    table = concordance(SPEECH, "security", window=3)
    assert table["node"].str.upper().tolist() == ["SECURITY"] * 4
    assert (table["node"] == "security").sum() == 3
    assert table.groupby("node").size().to_dict() == {"Security": 1, "security": 3}
    assert table["right"].str.contains("of").sum() == 1
    assert table.sort_values("left")["left"].iloc[0] == ""
    assert table["left"].astype("str").dtype == "str"
    assert pd.concat([table, table])["node"].tolist() == table["node"].tolist() * 2
    assert pickle.loads(pickle.dumps(table))["left"].tolist() == table["left"].tolist()
    assert table.merge(table, on="node").shape[0] == 10


def test_what_is_reckoned_from_text_columns_is_plain():
    table = concordance(SPEECH, "security", window=1)
    assert table["node"].map(len).max() == 8
    assert (table["left"] + " " + table["node"]).tolist()[0] == "National security"
    assert ("<" + table["node"]).tolist()[2] == "<Security"
    assert table["node"].max() == "security"
    assert (table["node"] > "a").sum() == 3
    assert table["node"].replace("security", "law").tolist().count("law") == 3
    changed = table.copy()
    changed.loc[0, "node"] = "peace"
    assert changed["node"].tolist()[0] == "peace"
    assert table["node"].tolist()[0] == "security"
    assert table["node"].unique().tolist() == ["security", "Security"]
    assert table["node"].astype("category").cat.categories.tolist() == ["Security", "security"]


def test_a_row_that_is_missing_reads_as_missing():
    table = concordance(SPEECH, "security")[["node"]].reindex([0, 99])
    assert table["node"].isna().tolist() == [False, True]
    assert table["node"].fillna("none").tolist() == ["security", "none"]


def test_text_columns_are_written_to_files(tmp_path):
    table = concordance(SPEECH, "security", window=2)
    table.to_csv(tmp_path / "lines.csv", index=False)
    table.to_parquet(tmp_path / "lines.parquet")
    for read in (pd.read_csv(tmp_path / "lines.csv"), pd.read_parquet(tmp_path / "lines.parquet")):
        assert read["left"].fillna("").tolist() == table["left"].tolist()


def test_many_lines_read_as_few_do():
    words = " ".join(["we need peace and law , then peace again"] * 4_000)
    tokens = token_table([("a", 0, "paragraph", words)])
    table = concordance(tokens, "peace", window=5, sort="position")
    few = table.iloc[::1500]
    assert table["left"].astype("str").iloc[::1500].tolist() == few["left"].tolist()
    assert table["right"].astype("str").iloc[::1500].tolist() == few["right"].tolist()


# display


def test_a_notebook_shows_the_node_in_a_column_and_escapes_the_text():
    tokens = token_table([("a", 0, "paragraph", "<b> & law")])
    html = concordance(tokens, "law")._repr_html_()
    assert "&lt;b&gt; &amp;" in html
    assert "<b>" not in html
    assert html.index("text-align:right") < html.index("text-align:center")
    assert "<script" not in html


def test_a_long_concordance_shows_its_beginning_and_says_so():
    tokens = token_table([("a", 0, "paragraph", "law " * 80)])
    html = concordance(tokens, "law")._repr_html_()
    assert html.count("<tr>") == pd.get_option("display.max_rows") + 1
    assert "60 of 80 lines" in html


def test_without_its_text_columns_it_is_shown_as_any_table():
    assert "<table" in concordance(SPEECH, "security")[["doc_id", "start"]]._repr_html_()


# patterns


def test_a_pattern_takes_the_longest_match():
    tokens = tagged("new national security pattern holds", "ADJ ADJ NOUN NOUN VERB")
    found = concordance(tokens, [{"POS": "ADJ", "OP": "+"}, {"POS": "NOUN"}])
    assert found["node"].tolist() == ["new national security"]


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"LOWER": {"REGEX": "^s"}}, ["Security", "secures"]),
        ({"TEXT": "Security"}, ["Security"]),
        ({"ORTH": {"NOT_IN": ["Security", "in"]}}, ["secures", "2035"]),
        ({"LEMMA": {"IN": ["secure"]}}, ["secures"]),
        ({"LENGTH": {">=": 7}}, ["Security", "secures"]),
        ({"IS_DIGIT": True}, ["2035"]),
        ({"LIKE_NUM": True}, ["2035"]),
        ({"IS_TITLE": True}, ["Security"]),
        ({"IS_ALPHA": False}, ["2035"]),
        ({"IS_STOP": True}, ["in"]),
        ({"IS_SENT_START": True}, ["Security"]),
        ({"_": {"kind": "paragraph"}, "LOWER": "in"}, ["in"]),
        ({"LOWER": "in", "OP": "!"}, ["Security", "secures", "2035"]),
        ({"LOWER": {"REGEX": {"IN": ["^i", "5$"]}}}, ["in", "2035"]),
    ],
)
def test_every_attribute_is_asked(element, expected):
    tokens = token_table([("a", 0, "paragraph", "Security secures in 2035")])
    assert concordance(tokens, [element], sort="position")["node"].tolist() == expected


def test_a_pattern_crosses_neither_a_gap_nor_a_block():
    tokens = token_table([("a", 0, "paragraph", "x y"), ("a", 0, "paragraph", "y x y")])
    found = concordance(
        tokens, [{"LOWER": "y", "OP": "+"}, {"LOWER": "x", "OP": "?"}], sort="position"
    )
    assert found["node"].tolist() == ["y", "y x", "y"]


def test_names_can_be_asked_for_once_they_are_joined():
    tokens = token_table([("a", 0, "paragraph", "In France we met")])
    names = entity_table([("a", 0, "ORG", "x"), ("a", 0, "GPE", "France")])
    joined = with_entities(tokens, names.iloc[1:])
    assert concordance(joined, [{"ENT_TYPE": "GPE"}])["node"].tolist() == ["France"]
    assert concordance(joined, [{"ENT_TYPE": ""}]).shape[0] == 3
    names.attrs["lacks"] = "no recognizer"
    with pytest.raises(ValueError, match="no recognizer"):
        with_entities(tokens, names.iloc[:0])


PATTERNS = [
    [{"LOWER": "a"}, {"LOWER": "b"}],
    [{"LOWER": "a", "OP": "+"}, {"LOWER": "b"}],
    [{"LOWER": "a", "OP": "?"}, {"LOWER": "b", "OP": "*"}, {"LOWER": "c"}],
    [{"LOWER": "a"}, {"LOWER": "b", "OP": "!"}, {"LOWER": "c"}],
    [{"LOWER": {"IN": ["a", "b"]}, "OP": "{2,3}"}],
    [{"LOWER": "a"}, {"OP": "*"}, {"LOWER": "c"}],
    [{"LOWER": "a", "OP": "*"}, {"LOWER": "a"}, {"LOWER": {"NOT_IN": ["a"]}}],
    [{"LOWER": {"REGEX": "[ab]"}, "OP": "+"}],
    [{}, {"LOWER": "c"}],
    [{"SHAPE": "x"}, {"SHAPE": {"IN": ["x", "dd"]}}],
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_patterns_match_what_spacys_matcher_matches(pattern):
    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    matcher.add("node", [pattern], greedy="LONGEST")
    rng = np.random.default_rng(11)
    for _ in range(25):
        words = rng.choice(list("abc"), 14).tolist()
        theirs = sorted((start, end) for _, start, end in matcher(Doc(nlp.vocab, words=words)))
        tokens = token_table([("a", 0, "paragraph", " ".join(words))])
        ours = concordance(tokens, pattern, sort="position")
        assert list(zip(ours["start"], ours["end"], strict=True)) == theirs


@pytest.mark.parametrize(
    "word", ["Britain", "G20", "co-operation", "12.5", "NATO's", "a" * 120, ""]
)
def test_a_shape_is_what_spacy_draws(word):
    assert word_shape(word) == spacys_shape(word)


WORDS = """
The Government ' s goverment spent $ 12.5 million ( or £ 9 ) on NATO 's "defence" , said a@b.eu
governments governance secutiry security 2030 e-mail x
"""
CONDITIONS = [
    {"LOWER": {"FUZZY": "government"}},
    {"LOWER": {"FUZZY1": "government"}},
    {"LOWER": {"FUZZY2": {"IN": ["security", "million"]}}},
    {"LOWER": {"FUZZY3": {"NOT_IN": ["government", "x"]}}},
    {"TEXT": {"REGEX": {"IN": ["^Gov", "ity$"]}}},
    {"TEXT": {"REGEX": {"NOT_IN": ["[a-z]"]}}},
    {"LOWER": {"IS_SUBSET": ["security", "nato", "peace"]}},
    {"LOWER": {"IS_SUPERSET": ["nato"]}},
    {"LOWER": {"IS_SUPERSET": ["nato", "peace"]}},
    {"LOWER": {"IS_SUPERSET": []}},
    {"LOWER": {"INTERSECTS": ["nato", "peace"]}},
    {"LENGTH": {"IN": [2, 3]}},
    {"LENGTH": {">=": 3, "<": 8}},
    {"LENGTH": {"!=": 1}},
    {"IS_BRACKET": True},
    {"IS_QUOTE": True},
    {"IS_LEFT_PUNCT": True},
    {"IS_RIGHT_PUNCT": True},
    {"IS_CURRENCY": True},
    {"LIKE_EMAIL": True},
    {"LIKE_NUM": True, "IS_DIGIT": False},
    {"SHAPE": {"REGEX": "^X+$"}},
    {"IS_ALPHA": True, "IS_STOP": False, "OP": "{2,}"},
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_conditions_hold_where_spacys_hold(condition):
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=WORDS.split())
    matcher = Matcher(nlp.vocab)
    matcher.add("node", [[condition]], greedy="LONGEST")
    theirs = sorted((start, end) for _, start, end in matcher(doc))
    tokens = token_table([("a", 0, "paragraph", " ".join(WORDS.split()))])
    flags = {name: [getattr(token, name) for token in doc] for name in ("is_alpha", "is_stop")}
    ours = concordance(tokens.assign(**flags), [condition], sort="position")
    assert list(zip(ours["start"], ours["end"], strict=True)) == theirs


def test_a_name_is_found_by_where_it_begins():
    tokens = token_table([("a", 0, "paragraph", "in New York and New Delhi")])
    names = entity_table([("a", 0, "GPE", "New York"), ("a", 0, "GPE", "New Delhi")])
    names = names.assign(start=[1, 4], end=[3, 6])
    begins = concordance(with_entities(tokens, names), [{"ENT_IOB": 3}, {"ENT_IOB": {"IN": [1]}}])
    assert sorted(begins["node"]) == ["New Delhi", "New York"]


@pytest.mark.parametrize("word", ["security", "a", "Äther", ""])
def test_edit_distances_are_those_of_nltk(word):
    words = ["security", "secutiry", "insecurities", "", "Äthers", "a", "x" * 30]
    expected = [edit_distance(one, word) for one in words]
    assert edit_distances(words, word).tolist() == expected
