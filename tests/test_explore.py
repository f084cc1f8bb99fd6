"""Explorers without a browser: choices become code, code a chart, a row of it lines."""

from __future__ import annotations

import subprocess
import sys
from html import unescape

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import policytext as pt
from policytext.charts import drawn_on
from policytext.explore import page
from policytext.explore.concordance import concordance_view
from policytext.explore.drawing import draw
from policytext.explore.entities import entities_view
from policytext.explore.evidence import evidence
from policytext.explore.sections import sections_view
from policytext.explore.terms import terms_view

FIRST = "000_a194e8d3f8e38220"
OPENERS = [pt.explore_terms, pt.explore_entities, pt.explore_sections, pt.explore_concordance]
HOSTILE = "<script>alert('\"`@x`\")</script> & it's"


@pytest.fixture(scope="module", autouse=True)
def _no_windows():
    with mpl.rc_context({"backend": "agg"}):
        yield
    plt.close("all")


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        (
            {},
            'words = corpus.body.query("is_alpha and not is_stop")\n'
            'ax = pt.plot_term_frequencies(pt.term_frequencies(words, term="lemma").head(20))',
        ),
        (
            {"documents": [FIRST], "sections": [6], "pos": ["NOUN"], "stop_words": True},
            "words = corpus.body.query(\"is_alpha and pos == 'NOUN' and "
            f"doc_id == '{FIRST}' and section_id in [6, 7, 8, 9, 10]\")\n"
            'ax = pt.plot_term_frequencies(pt.term_frequencies(words, term="lemma").head(20))',
        ),
        (
            {"n": 2, "term": "lower", "words": ["secur*"], "rows": 5},
            'words = corpus.body.query("is_alpha and not is_stop")\n'
            'terms = pt.ngrams(words, 2, term="lower")\n'
            'terms = terms[terms["term"].str.contains(r"\\b(?:secur\\w*)\\b", case=False)]\n'
            "ax = pt.plot_term_frequencies(terms.head(5))",
        ),
    ],
)
def test_choices_become_lines_of_code(seeds, choices, code):
    assert terms_view(seeds).code(**choices) == code


@pytest.mark.parametrize("opener", OPENERS)
def test_the_code_makes_the_same_chart_without_the_explorer(opener, seeds):
    explorer = opener(seeds)
    names = {"pt": pt, "corpus": seeds}
    exec(explorer.code, names)
    pd.testing.assert_frame_equal(drawn_on(names["ax"].figure)[0].table, explorer.table)


@pytest.mark.parametrize(
    ("view", "choices"),
    [
        (terms_view, {"n": 2}),
        (terms_view, {"term": "text", "stop_words": True}),
        (entities_view, {}),
        (entities_view, {"count": "label"}),
        (entities_view, {"labels": ["ORG", "GPE"], "words": ["party", "china"]}),
    ],
)
def test_a_bar_has_as_many_lines_as_it_is_long(view, choices, seeds):
    opened = view(seeds)
    drawing = draw(opened.code(**choices), seeds)
    counts = drawing.table["count"].tolist()
    assert counts
    assert [len(opened.lines(drawing, row)) for row in range(len(counts))] == counts


def test_a_cell_of_the_heat_map_counts_the_lines_of_its_section(seeds):
    view = sections_view(seeds)
    drawing = draw(view.code(document=FIRST, words=["security", "peace"], level=2), seeds)
    sums = drawing.table.groupby("section_id", sort=False)["count"].sum().tolist()
    assert [len(view.lines(drawing, row)) for row in range(len(sums))] == sums


def test_a_section_of_the_outline_lists_its_blocks_and_those_below(seeds):
    view = sections_view(seeds)
    drawing = draw(view.code(document=FIRST, level=1), seeds)
    found = evidence(seeds, view.lines(drawing, 1))
    assert found["node"].iloc[0].startswith("1. Comprehensively grasp the significance")
    assert len(found) > 8


def test_a_strip_of_the_concordance_has_its_document_s_lines_in_the_chosen_order(seeds):
    view = concordance_view(seeds)
    code = view.code(words=["national security", "Peace"], sort=("node",))
    drawing = draw(code, seeds)
    assert [row.label for row in drawing.rows] == [
        f"{term} ({len(view.lines(drawing, row))})"
        for row, term in enumerate(["national security", "peace"] * 2)
    ]
    nodes = view.lines(drawing, None)["node"].astype("str").str.lower().tolist()
    assert nodes == sorted(nodes)


def test_rows_lie_where_the_chart_has_them(seeds):
    drawing = draw(terms_view(seeds).code(rows=7), seeds)
    assert [row.label for row in drawing.rows] == drawing.table["term"].tolist()
    edges = [row.top for row in drawing.rows] + [drawing.rows[-1].bottom]
    assert edges == sorted(edges)
    bars = drawing.names["ax"].patches
    height = drawing.figure.bbox.height
    for row, bar in zip(drawing.rows, bars, strict=True):
        box = bar.get_window_extent()
        assert row.top < 1 - box.y1 / height < 1 - box.y0 / height < row.bottom


def test_evidence_is_what_stands_at_the_characters(seeds):
    explorer = pt.explore_terms(seeds).choose(n=2)
    found = evidence(seeds, explorer.lines.head(20))
    assert list(found.columns) == ["file", "section", "characters", "left", "node", "right"]
    for row, place in zip(found.itertuples(), explorer.lines.head(20).itertuples(), strict=True):
        start, end = map(int, row.characters.split("–"))
        assert seeds.texts[place.doc_id][start:end].split() == row.node.split()
        assert row.file == f"{place.doc_id}.txt"


def test_an_explorer_shows_a_picture_and_its_code_where_no_widgets_can_be(seeds):
    plt.close("all")
    explorer = pt.explore_terms(seeds)
    bundle, described = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == explorer.code
    assert bundle["image/png"].startswith("iVBOR")
    assert "security 268" in described["image/png"]["alt"]
    assert plt.get_fignums() == []  # nothing is left for the notebook to show again


def test_what_is_seen_is_what_is_exported(seeds, tmp_path):
    explorer = pt.explore_terms(seeds).choose(rows=5)
    explorer.save(tmp_path / "terms")
    table = pd.read_csv(tmp_path / "terms.csv")
    assert table["term"].tolist() == explorer.table["term"].tolist()
    assert (tmp_path / "terms.svg").is_file()


def test_sections_can_be_chosen_once_a_single_document_is(seeds):
    explorer = pt.explore_terms(seeds)
    sections = explorer.controls["sections"]
    assert sections.disabled
    explorer.choose(documents=[FIRST])
    assert not sections.disabled
    explorer.choose(sections=[6]).choose(documents=[])
    assert explorer.choices["sections"] == ()


@pytest.mark.parametrize(
    ("choice", "message"),
    [({"colour": "red"}, "no 'colour'"), ({"term": "shape"}, "term cannot be 'shape'")],
)
def test_a_choice_that_there_is_not_is_refused(seeds, choice, message):
    with pytest.raises(ValueError, match=message):
        pt.explore_terms(seeds).choose(**choice)


def test_nothing_to_show_is_said_in_a_sentence(seeds):
    terms = pt.explore_terms(seeds).choose(words=["zzz"])
    assert terms.table.empty
    assert terms.lines.empty
    lines = pt.explore_concordance(seeds).choose(words=[])
    with pytest.raises(ValueError, match="Write a word or a phrase"):
        _ = lines.table


def test_a_click_on_a_row_brings_its_lines_to_the_front(seeds):
    explorer = pt.explore_terms(seeds)
    explorer._tabs.selected_index = 3
    explorer._rows[2].click()
    assert explorer._tabs.selected_index == 0
    assert len(explorer.lines) == explorer.table["count"].iloc[2]


def test_the_lines_are_turned_page_by_page(seeds):
    explorer = pt.explore_terms(seeds)
    first = explorer._listed.value
    explorer._forth.click()
    assert explorer._place.value == "11–20 of 268"
    explorer._back.click()
    assert explorer._listed.value == first


def test_a_hostile_text_is_shown_and_never_run(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    name = 'it\'s @a `b` "c" <i>.txt'
    (texts / name).write_text(f"{HOSTILE}\n\nWe keep the peace. {HOSTILE}\n", encoding="utf-8")
    (texts / "b.txt").write_text("1. Aims\n\nWe keep the peace.\n", encoding="utf-8")
    corpus = pt.build(texts)
    hostile = next(doc_id for doc_id in corpus.documents["doc_id"] if doc_id != "b")
    for opener in OPENERS[:2] + OPENERS[3:]:
        explorer = opener(corpus).choose(documents=[hostile], words=["peace", HOSTILE, "'", '"'])
        assert explorer._message == ""
        assert "<script>" not in explorer._listed.value + explorer._figures.value
    explorer = pt.explore_terms(corpus).choose(documents=[hostile])
    assert HOSTILE.split(" ", maxsplit=1)[0] not in explorer._listed.value
    assert "peace" in unescape(page.code(explorer.code) + explorer._figures.value)


@pytest.mark.parametrize("opener", OPENERS)
def test_an_explorer_opens_on_a_text_without_headings_names_or_content_words(opener, tmp_path):
    (tmp_path / "a.txt").write_text("And so we are.\n", encoding="utf-8")
    explorer = opener(pt.build(tmp_path))
    assert explorer.widget.children


def test_many_documents_are_counted_by_bars(tmp_path):
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("We keep the peace.\n" * (number + 1), "utf-8")
    explorer = pt.explore_concordance(pt.build(tmp_path)).choose(words=["peace"])
    counts = explorer.table["count"].tolist()
    assert len(explorer.lines) == sum(counts)
    explorer._on_row(2, None)
    assert len(explorer.lines) == counts[2] > 0


def test_without_ipywidgets_the_error_names_the_extra():
    code = (
        "import sys; sys.modules['ipywidgets'] = None\n"
        "import policytext as pt\n"
        "pt.explore_terms(None)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ImportError" in run.stderr
    assert "policytext[notebooks]" in run.stderr


def test_importing_the_library_loads_no_widgets():
    code = "import sys, policytext as pt; pt.explore_terms; print('ipywidgets' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
