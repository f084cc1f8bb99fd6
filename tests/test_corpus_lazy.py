"""A frame whose columns are fetched when they are touched behaves as the frame it stands for."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import spacy

import policytext as pt
from policytext.corpus import arrow
from policytext.corpus.columns import BatchColumns
from policytext.corpus.frame import Frame
from policytext.corpus.index import WordIndex
from policytext.corpus.schema import BODY_KINDS, SCHEMA, TABLES

TEXT = """# The plan

V. Clean water

The Ministry acts. Water is for all, and all is well.

Leave a Comment
"""


@pytest.fixture
def saved(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(TEXT.replace("all", name), encoding="utf-8")
    corpus = pt.build([tmp_path / "one.md", tmp_path / "two.md"], pipeline=spacy.blank("en"))
    return corpus.save(tmp_path / "corpus")


@pytest.fixture
def fetched(monkeypatch):
    """Which columns were turned into columns of pandas."""
    names: list[str] = []
    fetch = BatchColumns.fetch

    def noted(columns, name):
        names.append(name)
        return fetch(columns, name)

    monkeypatch.setattr(BatchColumns, "fetch", noted)
    return names


def eager(table):
    """Copy everything into a frame of pandas' own."""
    return pd.DataFrame({name: table[name].copy() for name in table.columns})


def test_loading_touches_the_columns_of_the_citation_only(saved, fetched):
    pt.load(saved)
    assert sorted(fetched) == ["sha256", "source"]


def test_a_frequency_list_of_the_body_leaves_the_other_columns_alone(saved, fetched):
    corpus = pt.load(saved)
    fetched.clear()
    terms = pt.term_frequencies(corpus.body.query("is_alpha and not is_stop"), term="lower")
    assert terms["term"].head(2).tolist() == ["plan", "water"] or terms["count"].iloc[0] == 4
    untouched = {"text", "lemma", "pos", "tag", "dep", "head", "start_char", "sentence_id"}
    assert not untouched & set(fetched)


def test_codes_and_numbers_are_those_of_the_file(saved):
    tokens = pt.load(saved).tokens
    batch = arrow.opened(saved / "tokens.arrow")
    for column in ("token_id", "block_id"):
        assert not tokens[column].to_numpy().flags.owndata
    codes = tokens["lower"].cat.codes.to_numpy()
    assert not codes.flags.owndata
    assert codes.dtype == batch.column("lower").indices.to_numpy().dtype


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_types_of_the_schema(saved, name):
    table = getattr(pt.load(saved), name)
    assert isinstance(table, pd.DataFrame)
    assert {column: str(table[column].dtype) for column in SCHEMA[name]} == SCHEMA[name]
    pd.testing.assert_frame_equal(eager(table), table, check_frame_type=False)


def test_the_body_is_what_the_mask_chooses(saved):
    corpus = pt.load(saved)
    tokens = eager(corpus.tokens)
    expected = tokens[tokens["kind"].isin(BODY_KINDS) & ~tokens["is_marker"]]
    assert len(corpus.body) == len(expected) < len(tokens)
    assert corpus.body.shape == expected.shape
    pd.testing.assert_frame_equal(corpus.body, expected, check_frame_type=False)


ASKED = {
    "mask": lambda t: t[t["is_alpha"]],
    "mask of a mask": lambda t: t[t["is_alpha"]][lambda u: ~u["is_stop"]],
    "array": lambda t: t[(t["token_id"] > 3).to_numpy()],
    "mask in another order": lambda t: t[t["is_alpha"].iloc[::-1].sort_index()],
    "few": lambda t: t[t["lower"] == "water"],
    "few of few": lambda t: t[t["lower"] == "water"][lambda u: u["doc_id"] == "two"],
    "run": lambda t: t[t["doc_id"] == "two"],
    "mask of a run": lambda t: t[t["doc_id"] == "two"][lambda u: u["is_alpha"]],
    "run of a run": lambda t: t[t["doc_id"] == "two"][lambda u: u["token_id"] > 4],
    "run of a mask": lambda t: t[t["is_alpha"]][lambda u: u["doc_id"] == "two"],
    "none": lambda t: t[t["token_id"] < 0],
    "columns": lambda t: t[["doc_id", "lower"]],
    "query": lambda t: t.query("is_alpha and not is_stop and kind == 'paragraph'"),
    "query of a query": lambda t: t.query("is_alpha").query("lower == 'water'"),
    "head": lambda t: t[t["is_alpha"]].head(3),
    "all but the last": lambda t: t.head(-2),
    "tail": lambda t: t.tail(2),
    "loc": lambda t: t.loc[t["is_alpha"], ["doc_id", "text"]],
    "iloc": lambda t: t.iloc[3:1:-1],
    "assign": lambda t: t.assign(new=1, lower=t["text"]),
    "sort": lambda t: t.sort_values(["lower", "doc_id"]),
    "group": lambda t: t.groupby("doc_id", observed=True)["lower"].count(),
    "concat": lambda t: pd.concat([t, t], ignore_index=True),
    "merge": lambda t: t.merge(t[["doc_id", "token_id"]], on=["doc_id", "token_id"]),
    "drop": lambda t: t.drop(columns=["lemma"]).reset_index(drop=True),
    "copy": lambda t: t.copy(),
    "pickle": lambda t: pickle.loads(pickle.dumps(t)),
    "frame": pd.DataFrame,
    "strings": lambda t: t["lower"].str.upper(),
    "counts": lambda t: t["lower"].value_counts(),
    "unique": lambda t: pd.Series(t["lower"].unique().astype(str)),
    "missing": lambda t: t["lemma"].isna(),
    "attribute": lambda t: t.lower,
    "dtypes": lambda t: t.dtypes.astype(str),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("part", ["tokens", "body"])
def test_it_answers_as_an_ordinary_frame_does(saved, part, asked):
    given = ASKED[asked](getattr(pt.load(saved), part))
    expected = ASKED[asked](eager(getattr(pt.load(saved), part)))
    compare = pd.testing.assert_frame_equal
    if isinstance(expected, pd.Series):
        compare = pd.testing.assert_series_equal
        compare(given, expected)
    else:
        compare(given, expected, check_frame_type=False)


PARTS = {
    "tokens": lambda c: c.tokens,
    "body": lambda c: c.body,
    "document": lambda c: c.tokens[c.tokens["doc_id"] == "two"],
    "words of a document": lambda c: c.body[c.body["doc_id"] == "two"].query("is_alpha"),
    "few": lambda c: c.tokens.query("lower == 'water'"),
    "end of a document": lambda c: c.body[c.body["doc_id"] == "two"][lambda t: t["token_id"] > 9],
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("node", ["water", "the", "clean water", "is for all", "one", "nowhere"])
def test_the_index_finds_what_a_look_through_finds(saved, part, node):
    rows = PARTS[part](pt.load(saved))
    found = pt.concordance(rows, node)
    expected = pt.concordance(eager(rows), node)
    pd.testing.assert_frame_equal(found, expected, check_frame_type=False)


def test_a_word_that_is_indexed_is_found_without_a_look_through(saved, monkeypatch):
    monkeypatch.setattr("policytext.measures._sequences.STRETCH", None)  # a look through fails
    corpus = pt.load(saved)
    assert len(pt.concordance(corpus.body, "water")) == 4
    assert len(pt.concordance(corpus.body, "clean water")) == 2


def test_a_corpus_without_an_index_is_looked_through(saved):
    expected = pt.concordance(pt.load(saved).body, "clean water")
    shutil.rmtree(saved / "index")
    found = pt.concordance(pt.load(saved).body, "clean water")
    pd.testing.assert_frame_equal(found, expected)


def test_an_index_lists_the_rows_of_each_word():
    index = WordIndex.of(np.array([2, 0, -1, 2, 0], dtype=np.int8), 4)
    assert [index.rows_of(code).tolist() for code in range(4)] == [[1, 4], [], [0, 3], []]
    assert index.counts().tolist() == [2, 0, 2, 0]


def test_a_query_sees_the_names_around_it(saved):
    wanted = ["water", "plan"]
    body = pt.load(saved).body
    assert set(body.query("lower in @wanted")["lower"]) == set(wanted)
    assert body.query("index < 3 and is_alpha")["lower"].tolist() == ["the", "plan"]


def test_a_query_that_is_wrong_says_so(saved):
    with pytest.raises(pd.errors.UndefinedVariableError, match="colour"):
        pt.load(saved).tokens.query("colour == 'red'")
    with pytest.raises(KeyError, match="colour"):
        pt.load(saved).tokens["colour"]


def test_what_is_written_to_a_column_stays_there(saved):
    corpus = pt.load(saved)
    before = corpus.tokens["token_id"].tolist()
    column = corpus.tokens["token_id"]
    column.iloc[0] = 99
    words = corpus.body[["token_id", "is_alpha"]]
    words.loc[:, "token_id"] = -1
    chosen = corpus.body[corpus.body["is_alpha"]]
    chosen["token_id"] = 7
    chosen["new"] = 1
    assert (chosen["token_id"] == 7).all()
    assert corpus.tokens["token_id"].tolist() == before
    assert "new" not in corpus.body
    assert (corpus.body["token_id"] >= 0).all()


def test_a_table_that_was_changed_is_saved_as_it_is_now(saved, tmp_path):
    corpus = pt.load(saved)
    corpus.tokens["length"] = corpus.tokens["end_char"] - corpus.tokens["start_char"]
    corpus.tokens.loc[0, "is_stop"] = True
    again = pt.load(corpus.save(tmp_path / "again"))
    pd.testing.assert_frame_equal(again.tokens, corpus.tokens)
    assert again.tokens["length"].iloc[1] == len(again.tokens["text"].iloc[1])


def test_the_sources_are_known_to_every_slice(saved):
    corpus = pt.load(saved)
    for table in (corpus.body, corpus.body.query("is_alpha"), corpus.tokens[["doc_id", "lower"]]):
        assert table.attrs["sources"] == corpus.tokens.attrs["sources"]


def test_texts_are_read_when_they_are_asked_for(saved):
    texts = pt.load(saved).texts
    (saved / "texts" / "two.txt").unlink()
    assert list(texts) == ["one", "two"]
    assert texts["one"] == TEXT.replace("all", "one")
    with pytest.raises(KeyError):
        texts["three"]


@pytest.mark.parametrize(("n_words", "kind"), [(3, "int8"), (126, "int8"), (127, "int16")])
def test_codes_are_as_narrow_as_those_of_pandas(n_words, kind):
    words = [f"w{n:03}" for n in range(n_words)]
    rows = {column: [0] * n_words for column in SCHEMA["entities"]}
    rows |= {name: words for name, kind in SCHEMA["entities"].items() if kind == "category"}
    joined = arrow.join("entities", [arrow.to_batch("entities", rows)])
    codes = joined.column("text").indices.to_numpy()
    assert codes.dtype == kind == pd.Categorical(words).codes.dtype
    assert codes.tolist() == list(range(n_words))


def test_words_are_joined_in_code_point_order_and_missing_ones_stay_missing():
    parts = [
        pa.array(["zebra", None, "Äther"], arrow.WORDS).dictionary_encode(),
        pa.array(["aim", "zebra", "𝒜"], arrow.WORDS).dictionary_encode(),
        pa.array([], arrow.WORDS).dictionary_encode(),
    ]
    joined = arrow._join_words(parts)
    assert joined.dictionary.to_pylist() == sorted({"zebra", "Äther", "aim", "𝒜"})
    assert joined.to_pylist() == ["zebra", None, "Äther", "aim", "zebra", "𝒜"]
    assert arrow.codes_of(joined).tolist() == [1, -1, 2, 0, 1, 3]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ([["a"], ["b"]], ["a", "b"]),
        ([["a"], [3]], ["a", "3"]),
        ([[3], [4]], [3, 4]),
        ([[{"of": 1}], ["b"]], ["{'of': 1}", "b"]),
    ],
)
def test_metadata_of_several_kinds_stand_in_one_column(values, kept):
    blank = {column: [None] for column in SCHEMA["documents"]}
    parts = [arrow.to_batch("documents", {**blank, "date": value}) for value in values]
    parts.append(arrow.to_batch("documents", blank))
    frame = Frame(BatchColumns("documents", arrow.join("documents", parts)))
    assert frame["date"].iloc[:-1].tolist() == kept
    assert pd.isna(frame["date"].iloc[-1])


def test_a_corpus_of_an_earlier_schema_says_what_would_do(saved):
    manifest = saved / "corpus.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"schema": 2', '"schema": 1'), "utf-8")
    with pytest.raises(ValueError, match=r"schema 1.*build the corpus anew"):
        pt.load(saved)


@pytest.mark.parametrize("damage", [b"", b"ARROW1", b"not a table"])
def test_a_damaged_table_names_its_file(saved, damage):
    (saved / "tokens.arrow").write_bytes(damage)
    with pytest.raises(ValueError, match=r"tokens\.arrow.*build the corpus anew"):
        pt.load(saved)


def test_a_frequency_list_of_a_saved_corpus_waits_for_no_other_room(saved):
    code = (
        "import sys, policytext as pt\n"
        "corpus = pt.load(sys.argv[1])\n"
        "pt.term_frequencies(corpus.body, term='lower')\n"
        "rooms = ('reading', 'structure', 'annotation', 'charts', 'export')\n"
        "slow = {'spacy', 'matplotlib', *(f'policytext.{room}' for room in rooms)}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(saved)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_columns_of_a_batch_outlive_the_corpus(saved):
    lower = pt.load(saved).body["lower"]
    counts = np.bincount(lower.cat.codes)
    assert counts.sum() == len(lower)
