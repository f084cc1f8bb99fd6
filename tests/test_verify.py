"""A saved picture is true, until a count, a source or a setting is another."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure

import policytext as pt
from policytext.cli import main
from policytext.export.embedded import read_record, sealed, sidecar, svg_element
from policytext.export.provenance import sha256_of

PICTURES = ("svg", "png", "pdf", "json")
TEXT = (
    "On rivers\n\n1. Clean water\n\nThe Ministry of Water will clean the rivers of France by 2030. "
    "Clean water is a right.\n\n2. Safe banks\n\nThe banks of the rivers shall be safe by 2035, "
    "and France will pay.\n"
)
ANOTHER = "On roads\n\n1. Safe roads\n\nThe roads of France shall be safe and clean by 2040.\n"


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "rivers.txt").write_text(TEXT, encoding="utf-8")
    (folder / "roads.txt").write_text(ANOTHER, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(texts, tmp_path):
    pt.build(texts).save(tmp_path / "corpus")
    return pt.load(tmp_path / "corpus")


@pytest.fixture
def chart(corpus, tmp_path):
    terms = pt.term_frequencies(words(corpus), term="lower").head(6)
    save(pt.plot_term_frequencies(terms), tmp_path / "terms")
    return tmp_path / "terms"


def save(ax, path):
    return pt.save_figure(ax.figure, path, dpi=60)


def words(corpus):
    return corpus.body.query("is_alpha and not is_stop")


def of_document(corpus, table, number=0):
    return table[table["doc_id"] == corpus.documents["doc_id"].iloc[number]]


def every_chart(corpus):
    """Draw each chart of a table that a measure made of a part of a corpus."""
    body, content = corpus.body, words(corpus)
    terms = pt.term_frequencies(content, term="lower")
    outline = pt.section_outline(corpus, corpus.documents["doc_id"].iloc[0])
    rivers = of_document(corpus, body)
    strokes = pt.occurrences(rivers, iter(["clean", "safe"]), term="lower")
    furniture = pt.contamination(corpus).head(5)
    reasons = pt.contamination_sources(corpus, furniture["term"])
    keywords = pt.keyness(rivers, of_document(corpus, body, 1))
    yield pt.plot_term_frequencies(terms.head(5))
    yield pt.plot_term_frequencies(pt.ngrams(content, 2, term="lower").query("count > 0"))
    yield pt.plot_term_frequencies(pt.term_frequencies(content, term="pos", by="doc_id"))
    yield pt.plot_rate_intervals(pt.rate_intervals(terms.head(4)))
    yield pt.plot_rate_intervals(pt.rate_intervals(terms.head(4), content, method="bootstrap"))
    yield pt.plot_entity_frequencies(pt.entity_frequencies(corpus.entities))
    yield pt.plot_section_outline(outline)
    yield pt.plot_occurrences(strokes, sections=outline)
    yield pt.plot_contamination(furniture, sources=reasons)
    yield pt.plot_collocation_network(pt.collocates(body, ["rivers"], window=(2, 3)))
    yield pt.plot_entity_network(pt.entity_cooccurrence(corpus.entities, corpus.tokens))
    yield pt.plot_keyness(pd.concat([keywords.head(4), keywords.tail(4)]))
    yield pt.plot_part_of_speech_profile(pt.part_of_speech_profile(body))
    yield pt.plot_sentence_lengths(pt.sentence_lengths(body))
    yield pt.plot_vocabulary_growth(pt.vocabulary_growth(body, by="doc_id"))
    yield pt.plot_years_mentioned(pt.years_mentioned(body))
    yield pt.plot_terms_by_section(pt.terms_by_section(content, corpus.sections, ["clean", "safe"]))
    yield pt.plot_similarity(pt.similarity(body))
    named = pt.with_entities(body, corpus.entities)
    yield pt.plot_term_frequencies(pt.term_frequencies(named[named["ent_type"] == "GPE"]))


def test_every_chart_is_true_in_every_format(corpus, tmp_path):
    for number, ax in enumerate(every_chart(corpus)):
        for path in save(ax, tmp_path / f"{number}-{ax.figure.number}"):
            if path.suffix != ".csv":
                assert pt.verify(path, corpus) == pt.export.Verdict((), ())


def test_a_picture_is_true_of_the_texts_themselves(chart, texts, capsys):
    assert main(["verify", f"{chart}.svg", f"{chart}.json", "--corpus", str(texts)]) == 0
    assert capsys.readouterr().out == f"{chart}.svg: yes\n{chart}.json: yes\n"


@pytest.mark.parametrize("ending", PICTURES)
def test_no_byte_of_a_picture_may_change(chart, tmp_path, ending):
    path = chart.with_suffix(f".{ending}")
    content = path.read_bytes()
    for place in (len(content) // 3, len(content) // 2, len(content) - 3):
        changed = bytearray(content)
        changed[place] ^= 1
        path.write_bytes(changed)
        assert main(["verify", str(path), "--corpus", str(tmp_path / "corpus")]) == 1


def test_a_count_that_was_drawn_anew_is_found(chart, corpus):
    svg = chart.with_suffix(".svg")
    drawing = svg.read_text("utf-8")
    svg.write_text(re.sub(r">2</text>", ">3</text>", drawing, count=1), encoding="utf-8")
    assert pt.verify(svg, corpus).untrue == ("terms.svg was changed after it was saved",)


def test_a_count_in_the_table_beside_it_is_found(chart, corpus):
    table = chart.with_suffix(".csv")
    table.write_text(table.read_text("utf-8").replace(",2,", ",3,", 1), encoding="utf-8")
    for ending in PICTURES:
        verdict = pt.verify(chart.with_suffix(f".{ending}"), corpus)
        assert verdict.untrue == ("terms.csv, beside it, was changed",)


def forged(path, change):
    """Change a picture's record, and seal it anew."""
    record, _ = read_record(path)
    before = svg_element(record)
    change(record)
    if path.suffix == ".json":
        path.write_bytes(sidecar(record))
    else:
        bare = path.read_bytes().partition(b"<!-- policytext seal")[0]
        content = bare.replace(before.encode(), svg_element(record).encode())
        path.write_bytes(sealed(content, path.suffix))
    return path


@pytest.mark.parametrize("ending", ["svg", "json"])
def test_a_forged_count_is_counted_again(chart, corpus, ending):
    def change(record):
        table = record["data_tables"][0]
        table["contents"] = table["contents"].replace(",2,", ",3,", 1)
        table["sha256"] = sha256_of(table["contents"])

    chart.with_suffix(".csv").unlink()
    verdict = pt.verify(forged(chart.with_suffix(f".{ending}"), change), corpus)
    assert len(verdict.untrue) == 1
    assert "the corpus says otherwise" in verdict.untrue[0]


@pytest.mark.parametrize(
    ("setting", "value"), [("per", 1_000), ("term", "pos"), ("by", "doc_id"), ("nonsense", 1)]
)
def test_another_setting_gives_another_table(chart, corpus, setting, value):
    def change(record):
        record["data_tables"][0]["metadata"]["made"]["settings"][setting] = value

    verdict = pt.verify(forged(chart.with_suffix(".json"), change), corpus)
    assert verdict.untrue


def test_other_rows_give_another_table(chart, corpus):
    def change(record):
        record["data_tables"][0]["metadata"]["made"]["tables"]["tokens"]["rows"] = "0-20"

    assert not pt.verify(forged(chart.with_suffix(".svg"), change), corpus)


def test_a_source_of_one_other_byte_is_found(chart, texts, capsys):
    path = texts / "roads.txt"
    path.write_bytes(path.read_bytes().replace(b"roads of", b"roads in", 1))
    assert main(["verify", f"{chart}.png", "--corpus", str(texts)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{chart}.png: no\n")
    assert "roads.txt is not in the corpus, or is another text now" in out


@pytest.mark.parametrize("change", [(b"France", b"france"), (b"2040.\n", b"2040.\n\n")])
def test_a_text_of_one_other_byte_in_the_corpus_is_found(chart, texts, tmp_path, change):
    for path in texts.iterdir():
        path.unlink()  # the corpus stands alone
    text = next((tmp_path / "corpus" / "texts").glob("roads*"))
    text.write_bytes(text.read_bytes().replace(*change, 1))
    verdict = pt.verify(chart.with_suffix(".pdf"), pt.load(tmp_path / "corpus"))
    assert len(verdict.untrue) == 1
    assert verdict.untrue[0].startswith("the text roads")


def test_pages_whose_text_was_taken_out_are_held_against_their_blocks(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<h1>Rivers</h1><p>Clean rivers are a right.</p>", encoding="utf-8")
    pt.build(page).save(tmp_path / "corpus")
    corpus = pt.load(tmp_path / "corpus")
    path = save(pt.plot_term_frequencies(pt.term_frequencies(corpus.body)), tmp_path / "terms")[1]
    assert pt.verify(path, corpus)
    text = next((tmp_path / "corpus" / "texts").iterdir())
    text.write_text(text.read_text("utf-8").replace("right", "fight"), encoding="utf-8")
    assert not pt.verify(path, pt.load(tmp_path / "corpus"))


def test_many_texts_of_one_name_are_told_apart(tmp_path, capsys):
    for number in range(25):
        path = tmp_path / "texts" / str(number) / "speech.txt"
        path.parent.mkdir(parents=True)
        path.write_text(f"Speech {number}\n\nWe shall build {number} safe roads.\n", "utf-8")
    corpus = pt.build(tmp_path / "texts")
    ax = pt.plot_term_frequencies(pt.term_frequencies(corpus.body).head(5))
    whole = pt.save_figure(ax.figure, tmp_path / "whole.svg")[0]
    part = pt.save_figure(ax.figure, tmp_path / "part.svg", sources=corpus.documents.head(23))[0]
    assert [pt.verify(path, corpus).untrue for path in (whole, part)] == [(), ()]
    path.write_text("Speech 24\n\nWe shall build 24 safe banks.\n", "utf-8")
    changed = pt.build(tmp_path / "texts")
    assert not pt.verify(whole, changed)


def test_two_corpora_may_stand_behind_one_picture(texts, tmp_path, capsys):
    ours, theirs = (pt.build(texts / name) for name in ("rivers.txt", "roads.txt"))
    table = pt.keyness(ours.body, theirs.body)
    path = str(save(pt.plot_keyness(table.head(5)), tmp_path / "keys")[0])
    both = [
        part for name in ("rivers", "roads") for part in ("--corpus", str(texts / name) + ".txt")
    ]
    assert main(["verify", path, *both]) == 0
    assert main(["verify", path, *both[:2]]) == 1
    assert "roads.txt is not in the corpus" in capsys.readouterr().out


def test_what_no_measure_made_is_said_to_be_unchecked(corpus, tmp_path, capsys):
    table = pd.DataFrame({"term": ["law"], "count": [3], "rate": [1.0]})
    path = str(save(pt.plot_term_frequencies(table), tmp_path / "mine")[0])
    assert main(["verify", path, "--corpus", str(tmp_path / "corpus")]) == 3
    out = capsys.readouterr().out
    assert "yes as far as it could be checked" in out
    assert "no measure is known to have made this table" in out


def test_rows_without_their_numbers_are_said_to_be_unchecked(corpus, tmp_path):
    shuffled = words(corpus).iloc[::-1]
    path = save(pt.plot_term_frequencies(pt.term_frequencies(shuffled)), tmp_path / "back")[0]
    verdict = pt.verify(path, corpus)
    assert verdict.untrue == ()
    assert "no longer stand in the corpus's order" in verdict.unchecked[0]


def test_a_file_that_save_figure_did_not_write_is_refused(corpus, tmp_path):
    for ending in ("svg", "png", "pdf"):
        path = tmp_path / f"line.{ending}"
        figure = Figure()
        figure.subplots().plot([1, 2])
        figure.savefig(path)
        with pytest.raises(ValueError, match="holds no record that can be read"):
            pt.verify(path, corpus)


def test_a_picture_says_which_measure_and_settings_made_it(chart, corpus):
    record, whole = read_record(chart.with_suffix(".png"))
    made = record["data_tables"][0]["metadata"]["made"]
    assert whole
    assert made["measure"] == "term_frequencies"
    assert made["settings"] == {"term": "lower", "by": None, "per": 10_000}
    assert record["producer"]["pipeline"] == made["pipeline"]
    assert made["pipeline"].startswith("en_policytext ")
    assert [source["relative_path"] for source in record["sources"]] == ["rivers.txt", "roads.txt"]
    assert json.loads(chart.with_suffix(".json").read_text("utf-8"))["schema"] == "reprofig/1"


def test_how_a_table_was_made_survives_what_pandas_keeps(corpus):
    terms = pt.term_frequencies(words(corpus))
    for part in (
        terms.head(3),
        terms.query("count > 1"),
        pd.concat([terms.head(2), terms.tail(2)]),
    ):
        assert part.attrs["made"] is terms.attrs["made"]
    again = pt.term_frequencies(words(corpus))
    assert "made" not in pd.concat([terms, again]).attrs


def test_a_table_that_was_in_a_file_is_said_to_be_unchecked(corpus, tmp_path):
    terms = pt.term_frequencies(words(corpus), term="lower")
    terms.to_parquet(tmp_path / "terms.parquet")
    stored = [pd.read_parquet(tmp_path / "terms.parquet"), pickle.loads(pickle.dumps(terms))]
    for number, table in enumerate(stored):
        path = save(pt.plot_term_frequencies(table.head(5)), tmp_path / str(number))[0]
        verdict = pt.verify(path, corpus)
        assert verdict.untrue == ()
        assert "was in a file since" in verdict.unchecked[0]


SCRIPT = """
import sys
import matplotlib
matplotlib.use("agg")
import pandas as pd
import policytext as pt
corpus = pt.load(sys.argv[1])
words = corpus.body.query("is_alpha and not is_stop")
together = pd.DataFrame(  # in small parts, which a set could bring into any order
    {"name": list("abcdefghij"), "name_2": list("jkklmnopqr"), "label": "GPE", "label_2": "ORG"}
).assign(count=range(10))
charts = {
    "terms": pt.plot_term_frequencies(pt.term_frequencies(words, term="lower")),
    "names": pt.plot_entity_frequencies(pt.entity_frequencies(corpus.entities)),
    "network": pt.plot_entity_network(together),
    "heat": pt.plot_terms_by_section(pt.terms_by_section(words, corpus.sections, ["safe"])),
}
for name, ax in charts.items():
    for width in ("column", "page"):
        pt.save_figure(ax.figure, f"{sys.argv[2]}/{name}-{width}", width=width, dpi=60)
"""


def test_another_process_writes_the_same_bytes(corpus, tmp_path):
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(tmp_path / "corpus"), str(folder)]
        subprocess.run(command, check=True, env=environment)
        written.append({path.name: path.read_bytes() for path in Path(folder).iterdir()})
    assert len(written[0]) == 4 * 2 * 5
    assert written[0] == written[1]
