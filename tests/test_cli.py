from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

import policytext as pt
from policytext.cli import main


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "rivers.txt").write_text(
        "Our rivers\n\n1. Clean water\n\nThe Ministry of Water will clean the rivers of France.\n\n"
        "2. Safe banks\n\nBanks shall be safe by 2030.\n",
        encoding="utf-8",
    )
    return folder


def test_build_writes_a_corpus_that_the_other_verbs_read(texts, tmp_path, capsys):
    assert main(["build", str(texts), "--out", str(tmp_path / "corpus")]) == 0
    assert "1 texts" in capsys.readouterr().out
    assert main(["outline", str(tmp_path / "corpus")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "rivers"
    assert [line.split("%")[1].strip() for line in lines[2:]] == ["1 Clean water", "2 Safe banks"]


def test_terms_as_csv_are_what_the_measure_gives(texts, capsys):
    assert main(["terms", str(texts), "--term", "lower", "--csv", "--head", "3"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    words = pt.build(texts).body.query("is_alpha and not is_stop")
    expected = pt.term_frequencies(words, term="lower").head(3)
    assert [row["term"] for row in rows] == expected["term"].tolist()
    assert [int(row["count"]) for row in rows] == expected["count"].tolist()


def test_ngrams_are_counted_on_request(texts, capsys):
    assert main(["terms", str(texts), "--ngram", "2", "--term", "lower", "--csv"]) == 0
    terms = [row["term"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert "clean water" in terms


def test_entities_can_be_limited_to_a_label(texts, capsys):
    assert main(["entities", str(texts), "--label", "GPE", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in rows] == ["France"]


def test_a_concordance_shows_the_node_between_its_contexts(texts, capsys):
    assert main(["concordance", str(texts), "--node", "clean", "--window", "2", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["left"], row["node"], row["right"]) for row in rows] == [
        ("Water will", "clean", "the rivers"),
        ("", "Clean", "water"),
    ]


def test_collocates_are_printed_from_a_least_count_on(texts, capsys):
    arguments = [
        "collocates",
        str(texts),
        "--node",
        "rivers",
        "--least",
        "1",
        "--measure",
        "mi",
        "--csv",
    ]
    assert main(arguments) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["term"] for row in rows} >= {"our", "of"}
    assert "mi" in rows[0]


def test_keyness_compares_texts_with_others(texts, tmp_path, capsys):
    (tmp_path / "tax.txt").write_text("Taxes\n\nTaxes are paid on rivers.\n", encoding="utf-8")
    assert main(["keyness", str(texts), "--reference", str(tmp_path / "tax.txt"), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    counts = {row["term"]: (row["count"], row["count_reference"]) for row in rows}
    assert counts["rivers"] == ("2", "1")
    assert counts["water"] == ("2", "0")


def test_dispersion_prints_a_row_for_each_term(texts, capsys):
    assert main(["dispersion", str(texts), "--find", "banks", "--find", "safe banks", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["term"], row["count"], row["range"]) for row in rows] == [
        ("banks", "2", "1"),
        ("safe banks", "1", "1"),
    ]


def test_charts_writes_a_report(texts, tmp_path, capsys):
    assert main(["charts", str(texts), "--out", str(tmp_path / "out")]) == 0
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == ["figures", "index.html", "tables"]
    assert "index.html" in capsys.readouterr().out


def test_report_writes_a_page_and_nothing_else(texts, tmp_path, capsys):
    assert main(["report", str(texts), "--out", str(tmp_path / "out")]) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["index.html"]
    assert "index.html" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "read"), [("csv", pd.read_csv), ("parquet", pd.read_parquet)])
def test_export_writes_five_tables(texts, tmp_path, form, read):
    assert main(["export", str(texts), "--out", str(tmp_path), "--format", form]) == 0
    tokens = read(tmp_path / f"tokens.{form}")
    assert tokens["text"].tolist() == pt.build(texts).tokens["text"].tolist()


def test_a_batch_with_a_bad_file_goes_on_and_exits_with_3(texts, capsys):
    (texts / "empty.txt").write_bytes(b"")
    assert main(["terms", str(texts)]) == 3
    captured = capsys.readouterr()
    assert "empty.txt" in captured.err
    assert "Traceback" not in captured.err
    assert "river" in captured.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["terms", "no/such/folder"], "no/such/folder"),
        (["outline", "TEXTS", "--doc", "lakes"], "rivers"),
        (["terms", "TEXTS", "--pipeline", "no_such_pipeline"], "no_such_pipeline"),
        (["build", "TEXTS", "--out", "TEXTS"], "not a corpus"),
        (["charts", "TEXTS", "--out", "TEXTS"], "no report"),
    ],
)
def test_an_error_is_one_sentence_on_standard_error(texts, capsys, arguments, said):
    assert main([argument.replace("TEXTS", str(texts)) for argument in arguments]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("policytext: ")
    assert said in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("arguments", [[], ["terms"], ["terms", "a", "--head", "0"], ["fly", "a"]])
def test_a_command_that_is_not_understood_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: policytext" in capsys.readouterr().err


VERBS = ["build", "outline", "terms", "concordance", "collocates", "keyness", "dispersion"]


@pytest.mark.parametrize("verb", [*VERBS, "entities", "report", "charts", "export"])
def test_every_verb_explains_itself(verb, capsys):
    with pytest.raises(SystemExit) as stop:
        main([verb, "--help"])
    assert stop.value.code == 0
    assert "TEXTS" in capsys.readouterr().out
