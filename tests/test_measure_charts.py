"""The charts of the measures, read back from their artists; no picture is compared."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from policytext.charts import (
    drawn_on,
    plot_collocation_network,
    plot_contamination,
    plot_entity_network,
    plot_keyness,
    plot_part_of_speech_profile,
    plot_rate_intervals,
    plot_sentence_lengths,
    plot_similarity,
    plot_vocabulary_growth,
    plot_years_mentioned,
)
from policytext.charts.networks import _push_apart, box

COLLOCATES = pd.DataFrame(
    {
        "node": "security",
        "term": ["national", "new", "food"],
        "count": [125, 78, 3],
        "log_dice": [13.2, 12.7, 8.0],
    }
)
TOGETHER = pd.DataFrame(
    {
        "name": ["China", "China"],
        "label": ["GPE", "GPE"],
        "name_2": ["Xi Jinping", "United Nations"],
        "label_2": ["PERSON", "ORG"],
        "count": [9, 2],
    }
)
KEYWORDS = pd.DataFrame(
    {
        "term": ["peace", "law", "war"],
        "count": [1200, 30, 1],
        "count_reference": [10, 25, 40],
        "rate": [12.0, 3.0, 0.1],
        "rate_reference": [1.0, 2.5, 4.0],
        "g2": [90.0, 2.0, 55.0],
        "log_ratio": [3.6, 0.3, -5.3],
    }
)
RATES = pd.DataFrame(
    {"term": ["law", "war"], "rate": [10.0, 4.0], "rate_low": [8.0, 2.0], "rate_high": [13.0, 7.0]}
)
RATES.attrs = {"per": 10_000, "level": 0.95}
SPEECH = pd.DataFrame(
    {"doc_id": ["a", "a", "b"], "pos": ["NOUN", "VERB", "NOUN"], "share": [0.4, 0.2, 0.3]}
)
SENTENCES = pd.DataFrame(
    {
        "doc_id": ["a", "b"],
        "n_sentences": [40, 7],
        "shortest": [2.0, 3.0],
        "quarter": [10.0, 8.0],
        "median": [20.0, 12.0],
        "three_quarters": [30.0, 15.0],
        "longest": [70.0, 40.0],
    }
)
GROWTH = pd.DataFrame(
    {"doc_id": ["a", "a", "b"], "n_tokens": [50, 100, 60], "n_types": [30, 45, 20], "n_once": 1}
)
YEARS = pd.DataFrame({"year": [1949, 2023, 2035], "count": [1, 4, 2]})
ALIKE = pd.DataFrame(
    {"doc_id": ["a", "a", "b"], "doc_id_2": ["b", "c", "c"], "similarity": [0.9, 0.1, 0.25]}
)
ALL = [
    (plot_collocation_network, COLLOCATES),
    (plot_entity_network, TOGETHER),
    (plot_keyness, KEYWORDS),
    (plot_rate_intervals, RATES),
    (plot_part_of_speech_profile, SPEECH),
    (plot_sentence_lengths, SENTENCES),
    (plot_vocabulary_growth, GROWTH),
    (plot_years_mentioned, YEARS),
    (plot_similarity, ALIKE),
]
EVERY_CHART = pytest.mark.parametrize(
    ("plot", "table"), ALL, ids=[plot.__name__ for plot, _ in ALL]
)


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def row_labels(ax):
    ax.figure.canvas.draw()
    return [label.get_text() for label in ax.get_yticklabels()]


def texts(ax):
    return [text.get_text() for text in ax.texts]


# what holds for every chart


@EVERY_CHART
def test_a_chart_is_drawn_on_the_axes_given_or_on_a_fresh_one(plot, table):
    ax = Figure().subplots()
    assert plot(table, ax=ax) is ax
    assert plot(table) is not ax


@EVERY_CHART
def test_a_chart_keeps_its_table_and_says_what_it_shows(plot, table):
    drawn = drawn_on(plot(table).figure)
    assert len(drawn) == 1
    pd.testing.assert_frame_equal(drawn[0].table, table)
    assert drawn[0].description.endswith(".")
    assert len(drawn[0].description) > 20


@EVERY_CHART
def test_an_empty_table_says_that_there_is_nothing(plot, table):
    ax = plot(table.iloc[:0])
    assert texts(ax) == ["nothing to show"]
    assert len(drawn_on(ax.figure)) == 1


@EVERY_CHART
def test_a_table_of_something_else_is_refused(plot, table):
    with pytest.raises(ValueError, match="this one lacks"):
        plot(pd.DataFrame({"doc_id": ["a"]}))


@EVERY_CHART
def test_drawing_leaves_table_and_settings_as_they_were(plot, table):
    before, settings = table.copy(deep=True), dict(mpl.rcParams)
    plot(table).figure.canvas.draw()
    pd.testing.assert_frame_equal(table, before)
    assert dict(mpl.rcParams) == settings


@EVERY_CHART
def test_a_chart_is_the_same_every_time(plot, table):
    one, other = (plot(table) for _ in range(2))
    for ax in (one, other):
        ax.figure.canvas.draw()
    assert np.array_equal(
        np.asarray(one.figure.canvas.buffer_rgba()), np.asarray(other.figure.canvas.buffer_rgba())
    )


# networks


def ties(ax):
    return [line for line in ax.lines if line.get_marker() in ("None", None, "")]


def test_the_strongest_tie_is_the_thickest():
    ax = plot_collocation_network(COLLOCATES)
    widths = [line.get_linewidth() for line in ties(ax)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 2 * widths[2]
    assert texts(ax) == ["security", "national", "new", "food"]
    assert [text.get_fontweight() for text in ax.texts][:2] == ["bold", "normal"]


def test_several_nodes_share_their_collocates():
    two = pd.concat([COLLOCATES, COLLOCATES.assign(node="law").head(1)])
    ax = plot_collocation_network(two)
    assert len(ties(ax)) == 4
    assert len(ax.texts) == 5


def test_kinds_of_names_have_shapes_and_a_legend():
    ax = plot_entity_network(TOGETHER)
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["country, province, city", "organization", "person"]
    markers = {line.get_marker() for line in ax.lines} - {"None"}
    assert len(markers) == 3


def test_no_label_covers_another():
    rng = np.random.default_rng(1)
    words = [f"collocate{n}" for n in range(30)]
    table = pd.DataFrame({"node": "law", "term": words, "count": 3, "mi": rng.random(30)})
    ax = plot_collocation_network(table)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(
        boxes[one].overlaps(boxes[other]) for one in range(len(boxes)) for other in range(one)
    )


def test_what_lies_on_one_spot_is_pushed_apart():
    sizes = np.array([box("a word")] * 6)
    points = _push_apart(np.zeros((6, 2)), sizes, np.array([[200.0, 150.0]] * 6))
    apart = np.abs(points[:, None] - points[None, :])
    clear = (apart >= sizes[0] - 1e-6).any(axis=2)
    np.fill_diagonal(clear, True)
    assert clear.all()


# keyness, intervals


def test_keywords_go_to_both_sides():
    ax = plot_keyness(KEYWORDS)
    assert [bar.get_width() for bar in ax.patches] == [90, 2, -55]
    assert row_labels(ax) == ["peace", "law", "war"]
    assert texts(ax)[1:] == ["30 : 25", "1 : 40"]
    assert ax.get_xlabel().startswith("G²")
    left, right = ax.get_xlim()
    assert left < -55
    assert right > 90


def test_the_first_measure_of_the_table_is_drawn():
    ax = plot_keyness(KEYWORDS.drop(columns="g2"))
    assert [bar.get_width() for bar in ax.patches] == [3.6, 0.3, -5.3]
    assert ax.get_xlabel().startswith("Log Ratio")


def test_occurrences_beside_the_bars_stay_inside():
    ax = plot_keyness(KEYWORDS.assign(count=[123456, 7, 1], count_reference=[1, 7, 123456]))
    ax.figure.canvas.draw()
    frame = ax.get_window_extent()
    for text in ax.texts:
        extent = text.get_window_extent()
        assert frame.x0 <= extent.x0
        assert extent.x1 <= frame.x1


def test_an_interval_reaches_from_low_to_high():
    ax = plot_rate_intervals(RATES)
    assert [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()] == [
        [8, 13],
        [2, 7],
    ]
    assert "95% intervals" in ax.get_xlabel()


# profiles


def test_parts_of_speech_are_compared_between_groups():
    ax = plot_part_of_speech_profile(SPEECH)
    assert row_labels(ax) == ["NOUN", "VERB"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b"]


def test_sentences_show_their_middle_half():
    ax = plot_sentence_lengths(SENTENCES)
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(10, 20), (8, 7)]
    assert row_labels(ax) == ["a (40)", "b (7)"]


def test_a_curve_begins_at_nothing():
    ax = plot_vocabulary_growth(GROWTH)
    assert [line.get_xydata().tolist() for line in ax.lines] == [
        [[0, 0], [50, 30], [100, 45]],
        [[0, 0], [60, 20]],
    ]
    assert len({line.get_linestyle() for line in ax.lines}) == 2


def test_too_many_curves_or_rows_are_refused():
    many = pd.concat([GROWTH.assign(doc_id=str(n)) for n in range(13)])
    with pytest.raises(ValueError, match="12 curves at most; the table holds 13"):
        plot_vocabulary_growth(many)
    years = pd.concat([YEARS.assign(doc_id=str(n)) for n in range(9)])
    with pytest.raises(ValueError, match="8 rows at most; the table holds 9 groups"):
        plot_years_mentioned(years[["doc_id", "year", "count"]])


def test_years_rise_with_their_mentions():
    ax = plot_years_mentioned(YEARS)
    heights = [abs(np.diff(segment[:, 1]))[0] for segment in ax.collections[1].get_segments()]
    assert heights[1] == pytest.approx(4 * heights[0])
    assert set(texts(ax)) == {"1", "4", "2"}


# similarity


def test_a_heat_map_of_texts_is_symmetric_and_has_no_diagonal():
    ax = plot_similarity(ALIKE)
    cells = ax.images[0].get_array().filled(np.nan)
    assert cells[0].tolist()[1:] == [0.9, 0.1]
    assert cells[1, 2] == cells[2, 1] == 0.25
    assert np.isnan(np.diag(cells)).all()
    assert texts(ax).count("0.90") == 2


def test_sections_keep_their_number_however_long_the_documents_name():
    name = "a_very_long_name_of_a_document_that_is_cut"
    columns = {"doc_id": [name], "section_id": [3], "doc_id_2": [name[:-1]], "section_id_2": [14]}
    labels = row_labels(plot_similarity(pd.DataFrame(columns).assign(similarity=0.5)))
    assert labels[0].startswith("1  a_very_long")
    assert labels[0].endswith("… · section 3")
    assert labels[1].endswith("… · section 14")


def test_sections_of_one_document_go_without_its_name():
    columns = {"doc_id": ["a"], "section_id": [3], "doc_id_2": ["a"], "section_id_2": [14]}
    labels = row_labels(plot_similarity(pd.DataFrame(columns).assign(similarity=0.5)))
    assert labels == ["1  section 3", "2  section 14"]


def test_texts_whose_names_begin_alike_are_different_texts():
    names = [f"{'the-same-beginning-' * 5}{end}" for end in "abc"]
    table = pd.DataFrame({"doc_id": names[:2], "doc_id_2": names[1:], "similarity": [0.5, 0.25]})
    assert len(row_labels(plot_similarity(table))) == 3


def test_twelve_curves_have_twelve_looks():
    ax = plot_vocabulary_growth(pd.concat([GROWTH.assign(doc_id=str(n)) for n in range(12)]))
    assert len({(line.get_color(), line.get_linestyle()) for line in ax.lines}) == 12


def test_too_many_texts_for_a_heat_map_are_refused():
    table = pd.DataFrame(
        {"doc_id": "a", "doc_id_2": [str(n) for n in range(80)], "similarity": 0.1}
    )
    with pytest.raises(ValueError, match="80 texts at most; the table holds 81"):
        plot_similarity(table)


# contamination


def test_the_reason_stands_beside_the_change():
    table = pd.DataFrame(
        {"term": ["home", "law"], "count_body": [0, 9], "count_all": [4, 10], "difference": [4, 1]}
    )
    sources = pd.DataFrame(
        {
            "term": ["home", "home", "home"],
            "reason": ["teaser", "breadcrumb", "teaser"],
            "count": [1, 2, 2],
        }
    )
    ax = plot_contamination(table, sources=sources)
    assert texts(ax) == ["0 → 4  (teaser)", "9 → 10"]
