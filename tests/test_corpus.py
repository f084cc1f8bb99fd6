from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import spacy

import policytext as pt
from policytext.corpus import cite
from policytext.corpus.schema import SCHEMA, TABLES
from policytext.corpus.tabulate import canonical_name
from policytext.corpus.tagging import Tagger

TEXT = """Our plan for the rivers

1. Clean water

The Ministry of Water will act. It has until 2030.

2. Safe banks

Banks shall be safe.

Leave a Comment
"""


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "rivers.txt").write_text(TEXT, encoding="utf-8")
    (texts / "short.txt").write_text("Peace and bread.\n", encoding="utf-8")
    return texts


@pytest.fixture
def tagged(monkeypatch, tmp_path):
    """Which texts were tagged, rather than taken from a cache that was empty before."""
    monkeypatch.setenv("POLICYTEXT_CACHE", str(tmp_path / "cache"))
    names: list[str] = []
    tag = Tagger.tag

    def noted(tagger, job):
        names.append(job.doc_id)
        return tag(tagger, job)

    monkeypatch.setattr(Tagger, "tag", noted)
    return names


def same(one, two):
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    assert dict(one.texts) == dict(two.texts)


def test_the_tables_have_the_columns_of_the_schema(seeds):
    for name, columns in SCHEMA.items():
        table = getattr(seeds, name)
        assert list(table.columns[: len(columns)]) == list(columns)
        categories = [table[c].cat.categories for c, kind in columns.items() if kind == "category"]
        assert all(list(words) == sorted(words) for words in categories)


@pytest.mark.parametrize("name", ["tokens", "entities", "blocks"])
def test_every_row_is_the_text_between_its_characters(seeds, name):
    table = getattr(seeds, name)
    assert len(table)
    slices = [
        seeds.texts[doc_id][start:end]
        for doc_id, start, end in table[["doc_id", "start_char", "end_char"]].itertuples(
            index=False
        )
    ]
    assert table["text"].astype(str).tolist() == slices


def test_ranges_agree_between_the_tables(seeds):
    tokens = seeds.tokens.set_index(["doc_id", "token_id"])
    for table in (seeds.blocks, seeds.entities):
        first = tokens.loc[pd.MultiIndex.from_frame(table[["doc_id", "start"]])]
        last = tokens.loc[pd.MultiIndex.from_arrays([table["doc_id"], table["end"] - 1])]
        assert first["start_char"].tolist() == table["start_char"].tolist()
        assert last["end_char"].tolist() == table["end_char"].tolist()
        assert first["section_id"].tolist() == table["section_id"].tolist()


def test_a_sentence_goes_on_over_the_furniture_that_cuts_it(tmp_path):
    text = """Who pays for the harbour of Eidfjord

The clerk of the harbour was asked in March to say what had been paid, and by whom. He did.

Nobody asked who was to pay for the new harbour, since

12

\x0cthe dues were more than the dredging cost in any year. That was long ago.
"""
    (tmp_path / "dues.txt").write_text(text, encoding="utf-8", newline="")
    corpus = pt.build(tmp_path / "dues.txt", pipeline=spacy.blank("en"))
    blocks = corpus.blocks.set_index("block_id")
    cut, page = blocks.iloc[2], blocks.iloc[3]
    assert cut["text"].endswith(
        "since the dues were more than the dredging cost in any year. That was long ago."
    )
    assert (page["kind"], page["text"]) == ("boilerplate", "12")
    assert cut["start"] < page["start"] < page["end"] < cut["end"]
    words = corpus.tokens.set_index("text")
    assert words.loc["since", "sentence_id"] == words.loc["dues", "sentence_id"]
    assert words.loc["since", "block_id"] == words.loc["dues", "block_id"] == 2
    assert words.loc["12", "block_id"] == 3
    assert words.loc["12", "kind"] == "boilerplate"
    assert corpus.sections["n_sentences"].tolist() == [3]


def test_no_sentence_crosses_a_block(seeds):
    blocks = seeds.tokens.groupby(["doc_id", "sentence_id"], observed=True)["block_id"]
    assert (blocks.min() == blocks.max()).all()


def test_section_lengths_add_up_to_the_body(seeds):
    per_document = seeds.sections.groupby("doc_id", observed=True)["n_tokens"].sum()
    assert per_document.sum() == len(seeds.body)
    assert per_document.tolist() == seeds.documents["n_tokens"].tolist()


def test_furniture_is_tokenized_kept_and_out_of_the_body(folder):
    corpus = pt.build(folder / "rivers.txt")
    assert "comment" in set(corpus.tokens["lower"])
    assert "comment" not in set(corpus.body["lower"])


def test_a_marker_is_out_of_the_body_and_of_the_heading(folder):
    corpus = pt.build(folder / "rivers.txt")
    assert corpus.sections["heading"].tolist() == ["", "Clean water", "Safe banks"]
    assert corpus.sections["ordinal"].tolist()[1:] == [1, 2]
    in_headings = corpus.body.query("kind == 'heading'")["text"].tolist()
    assert in_headings == ["Clean", "water", "Safe", "banks"]


def test_building_again_tags_nothing_and_gives_the_same(folder, tagged):
    first = pt.build(folder)
    assert sorted(tagged) == ["rivers", "short"]
    second = pt.build(folder)
    assert len(tagged) == 2
    same(first, second)


def test_only_the_text_that_changed_is_tagged_anew(folder, tagged):
    pt.build(folder)
    tagged.clear()
    (folder / "short.txt").write_text("Bread and peace.\n", encoding="utf-8")
    corpus = pt.build(folder)
    assert tagged == ["short"]
    assert corpus.texts["short"] == "Bread and peace.\n"


def test_another_pipeline_is_another_corpus(folder, tagged):
    pt.build(folder)
    blank = pt.build(folder, pipeline=spacy.blank("en"))
    assert len(tagged) == 4
    assert blank.tokens["lemma"].isna().all()


def test_a_damaged_cache_is_made_anew(folder, tagged, tmp_path):
    first = pt.build(folder)
    for table in (tmp_path / "cache").glob("*.text"):
        table.write_bytes(b"not a table")
    same(first, pt.build(folder))
    assert len(tagged) == 4


def test_a_cache_that_cannot_be_written_is_said_and_survived(folder, tmp_path, monkeypatch):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    monkeypatch.setenv("POLICYTEXT_CACHE", str(blocked))
    with pytest.warns(UserWarning, match="cache cannot be written"):
        corpus = pt.build(folder / "short.txt")
    assert corpus.documents["doc_id"].tolist() == ["short"]


def test_the_second_build_of_the_seeds_needs_no_pipeline_and_under_a_second(seeds):
    code = (
        "import sys, time, policytext as pt\n"
        "start = time.perf_counter()\n"
        "pt.build(sys.argv[1])\n"
        "print(time.perf_counter() - start, 'spacy' in sys.modules)"
    )
    texts = Path(seeds.documents["source"].iloc[0]).parent
    command = [sys.executable, "-c", code, str(texts)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert output[1] == "False"


def test_in_a_batch_the_failures_are_listed_and_the_rest_goes_on(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9)
    with pytest.warns(UserWarning, match=r"2 of 4 texts could not be read") as warned:
        corpus = pt.build(folder)
    assert "empty.txt" in str(warned[0].message)
    assert corpus.documents["doc_id"].tolist() == ["rivers", "short"]
    assert sorted(Path(path).name for path in corpus.failures) == ["empty.txt", "picture.txt"]


def test_nothing_readable_is_an_error_that_names_the_files(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ValueError, match=r"empty\.txt"):
        pt.build(tmp_path)


def test_a_corpus_comes_back_as_it_was_saved(folder, tmp_path):
    corpus = pt.build(folder)
    again = pt.load(corpus.save(tmp_path / "corpus"))
    same(corpus, again)
    assert dict(again.pipeline) == dict(corpus.pipeline)


def test_the_tables_on_disk_open_in_pandas(folder, tmp_path):
    corpus = pt.build(folder)
    corpus.save(tmp_path / "corpus")
    tokens = pd.read_feather(tmp_path / "corpus" / "tokens.arrow")
    assert tokens["text"].tolist() == corpus.tokens["text"].tolist()
    manifest = json.loads((tmp_path / "corpus" / "corpus.json").read_text("utf-8"))
    assert [source["doc_id"] for source in manifest["sources"]] == ["rivers", "short"]


def test_saving_overwrites_a_corpus_only_when_asked_and_nothing_else_ever(folder, tmp_path):
    corpus = pt.build(folder)
    corpus.save(tmp_path / "corpus")
    with pytest.raises(FileExistsError, match="overwrite=True"):
        corpus.save(tmp_path / "corpus")
    corpus.save(tmp_path / "corpus", overwrite=True)
    with pytest.raises(FileExistsError, match="not a corpus"):
        corpus.save(folder, overwrite=True)
    assert sorted(path.name for path in folder.iterdir()) == ["rivers.txt", "short.txt"]


def test_an_interrupted_save_leaves_no_trace(folder, tmp_path, monkeypatch):
    corpus = pt.build(folder)
    monkeypatch.setattr("policytext.corpus.corpus.write", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        corpus.save(tmp_path / "corpora" / "corpus")
    assert list((tmp_path / "corpora").iterdir()) == []


def test_a_folder_that_is_no_corpus_says_how_to_make_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="build"):
        pt.load(tmp_path)


def test_what_a_pipeline_lacks_is_said_where_it_is_asked_for(folder):
    corpus = pt.build(folder, pipeline=spacy.blank("en"))
    assert pt.term_frequencies(corpus.body, term="lower")["count"].sum() == len(corpus.body)
    with pytest.raises(ValueError, match="lemma"):
        pt.term_frequencies(corpus.body)
    with pytest.raises(ValueError, match="finds no entities"):
        pt.entity_frequencies(corpus.entities)


def test_names_in_furniture_are_no_entities(folder):
    (folder / "press.txt").write_text(
        TEXT + "\nSee also  Angela Merkel visits Berlin - Reuters\n", encoding="utf-8"
    )
    corpus = pt.build(folder / "press.txt")
    assert "boilerplate" in set(corpus.blocks["kind"])
    assert not (corpus.entities["kind"] == "boilerplate").any()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the United\n  Nations", "United Nations"),
        ("China’s", "China"),
        ("the", "the"),
        ("Theresa May", "Theresa May"),
        ("United States’", "United States"),
        ("A", "A"),
    ],
)
def test_a_name_is_written_one_way(text, name):
    assert canonical_name(text) == name


def test_a_title_is_named_without_its_marks(tmp_path):
    (tmp_path / "plan.md").write_text("# A *plan*\n\nThe text of the plan.\n", encoding="utf-8")
    assert pt.build(tmp_path).documents["title"].tolist() == ["A plan"]


def test_files_of_one_name_and_odd_encodings_stand_side_by_side(tmp_path):
    for name, encoding in [("a/plan.txt", "utf-16"), ("b/plan.txt", "cp1252")]:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes("The café’s plan\r\n\r\nWe plan.\r\n".encode(encoding))
    corpus = pt.build(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["a-plan.txt", "b-plan.txt"]
    same = corpus.tokens.groupby("doc_id", observed=True)["text"].apply(list)
    assert same.iloc[0] == same.iloc[1]
    again = pt.load(corpus.save(tmp_path / "corpus"))
    assert dict(again.texts) == dict(corpus.texts)


def test_a_figure_of_a_corpus_says_which_files_it_came_from(folder, tmp_path):
    terms = pt.term_frequencies(pt.build(folder).body.query("is_alpha"), term="lower")
    path = tmp_path / "terms.svg"
    pt.save_figure(pt.plot_term_frequencies(terms.head(3)).figure, path)
    digest = pt.build(folder).documents["sha256"].iloc[0]
    assert f"rivers.txt sha256:{digest}" in path.read_text("utf-8")


def test_of_many_files_the_citation_gives_number_and_one_digest():
    many = pd.DataFrame({"source": [f"{n}.txt" for n in range(21)], "sha256": map(str, range(21))})
    assert cite(many).startswith("21 texts sha256:")
    assert cite(many) == cite(many.iloc[::-1])
    assert cite(many) != cite(many.replace("20", "other"))
    assert cite(many.head(20)).count("sha256:") == 20


def test_a_line_that_a_new_neighbour_shares_is_furniture_from_then_on(folder, tagged):
    for name in ("ports", "roads"):
        said = f"The Ministry will build new {name} in all parts of the land by the year 2030."
        text = f"Our plan for the {name}\n\n{said}\n\nThe Herald of the Coast\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "short.txt").unlink()
    before = pt.build(folder).blocks
    assert not (before["reason"] == "line that many texts of the folder have").any()
    (folder / "mines.txt").write_text(text.replace("roads", "mines"), encoding="utf-8")
    tagged.clear()
    after = pt.build(folder).blocks
    assert sorted(tagged) == ["mines", "ports", "roads"]
    assert (after["reason"] == "line that many texts of the folder have").sum() == 3
