"""Each chart is read back from its artists; no picture is compared."""

from __future__ import annotations

import gc

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from policytext.charts import (
    drawn_on,
    plot_contamination,
    plot_entity_frequencies,
    plot_occurrences,
    plot_section_outline,
    plot_term_frequencies,
    plot_terms_by_section,
)
from policytext.charts._words import wrapped

TERMS = pd.DataFrame(
    {"term": ["security", "new era", "law"], "count": [1204, 30, 7], "rate": [120.4, 3.0, 0.7]}
)
BY_DOCUMENT = pd.DataFrame(
    {
        "doc_id": ["a", "a", "b"],
        "term": ["law", "war", "law"],
        "count": [8, 1, 2],
        "rate": [40.0, 5.0, 10.0],
    }
)
NAMES = pd.DataFrame(
    {
        "name": ["China", "Party", "Beijing"],
        "label": ["GPE", "ORG", "GPE"],
        "count": [9, 5, 2],
        "share": [0.5, 0.3, 0.1],
    }
)
HEADING = "Building a new security pattern demonstrates the great political significance of " * 5
OUTLINE = pd.DataFrame(
    {
        "doc_id": "a",
        "section_id": [0, 1, 2, 3],
        "level": [0, 1, 2, 1],
        "marker": ["", "1", "(a)", "2"],
        "heading": ["", "Aims", HEADING, "Means"],
        "position": [0.0, 0.1, 0.4, 0.9],
        "share": [0.1, 0.3, 0.5, 0.1],
        "share_total": [0.1, 0.8, 0.5, 0.1],
    }
)
CELLS = pd.DataFrame(
    {
        "doc_id": "a",
        "section_id": [0, 0, 1, 1],
        "marker": ["", "", "1", "1"],
        "heading": ["", "", "Aims", "Aims"],
        "term": ["law", "war", "law", "war"],
        "rate": [10.0, 0.0, 2.5, np.nan],
    }
)
STROKES = pd.DataFrame(
    {"doc_id": "a", "term": ["law", "law", "war"], "position": [0.25, 0.5, 0.75]}
)
FURNITURE = pd.DataFrame(
    {
        "term": ["home", "law"],
        "count_body": [0, 1500],
        "count_all": [4, 1502],
        "difference": [4, 2],
    }
)
ALL = [
    (plot_term_frequencies, TERMS),
    (plot_term_frequencies, BY_DOCUMENT),
    (plot_entity_frequencies, NAMES),
    (plot_section_outline, OUTLINE),
    (plot_terms_by_section, CELLS),
    (plot_occurrences, STROKES),
    (plot_contamination, FURNITURE),
]
EVERY_CHART = pytest.mark.parametrize(
    ("plot", "table"),
    ALL,
    ids=[f"{plot.__name__}-{number}" for number, (plot, _) in enumerate(ALL)],
)


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def row_labels(ax):
    ax.figure.canvas.draw()
    return [label.get_text() for label in ax.get_yticklabels()]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_visible()]


def lengths(ax):
    return [bar.get_width() for bar in ax.patches]


def spaced(number):
    return number.replace(" ", "\N{NO-BREAK SPACE}")


# what holds for every chart


@EVERY_CHART
def test_a_chart_draws_on_the_axes_given_and_hands_them_back(plot, table):
    ax = Figure(figsize=(5, 4)).subplots()
    assert plot(table, ax=ax) is ax
    assert ax.has_data()


@EVERY_CHART
def test_a_chart_makes_a_figure_of_its_own(plot, table):
    before = plt.get_fignums()
    ax = plot(table)
    assert len(plt.get_fignums()) == len(before) + 1
    assert ax.figure.get_layout_engine() is not None


@EVERY_CHART
def test_a_chart_leaves_the_global_settings_alone(plot, table):
    before = mpl.rcParams.copy()
    plot(table).figure.canvas.draw()
    assert mpl.rcParams == before


@EVERY_CHART
def test_a_chart_leaves_its_table_alone(plot, table):
    before = table.copy(deep=True)
    plot(table)
    pd.testing.assert_frame_equal(table, before)


@EVERY_CHART
def test_an_empty_table_draws_that_there_is_nothing(plot, table):
    ax = plot(table.iloc[:0])
    assert texts(ax) == ["nothing to show"]
    assert not ax.axison


@EVERY_CHART
def test_the_table_drawn_and_its_description_are_kept(plot, table):
    ax = plot(table)
    (drawn,) = drawn_on(ax.figure)
    assert drawn.table is table
    assert drawn.description.endswith(".")
    assert len(drawn.description) > 30


@EVERY_CHART
def test_a_chart_names_the_columns_it_misses(plot, table):
    with pytest.raises(ValueError, match=r"this one lacks .* and has x"):
        plot(pd.DataFrame({"x": [1]}))


@EVERY_CHART
def test_rows_may_be_any_rows(plot, table):
    other_index = table.set_axis([f"row {number}" for number in range(len(table))])
    plot(other_index[::-1]).figure.canvas.draw()


@EVERY_CHART
def test_no_words_are_cut_off_by_the_figure(plot, table):
    figure = plot(table).figure
    figure.canvas.draw()
    drawn = figure.get_tightbbox().transformed(figure.dpi_scale_trans)
    assert drawn.x0 >= -1
    assert drawn.y0 >= -1
    assert drawn.x1 <= figure.bbox.x1 + 1
    assert drawn.y1 <= figure.bbox.y1 + 1


def test_what_was_drawn_is_forgotten_with_the_figure():
    figure = plot_term_frequencies(TERMS).figure
    ax_number = len(drawn_on(figure))
    plt.close(figure)
    del figure
    gc.collect()
    assert ax_number == 1
    assert drawn_on(Figure()) == []


# plot_term_frequencies


def test_term_bars_stand_in_the_tables_order_with_their_counts():
    ax = plot_term_frequencies(TERMS)
    assert row_labels(ax) == ["security", "new era", "law"]
    assert lengths(ax) == [1204, 30, 7]
    assert texts(ax) == [spaced("1 204"), "30", "7"]
    bottom, top = ax.get_ylim()
    assert bottom > top


def test_counts_have_whole_numbers_along_the_axis():
    ax = plot_term_frequencies(TERMS.tail(1).assign(count=1))
    ax.figure.canvas.draw()
    in_view = [label.get_text() for label in ax.get_xticklabels() if label.get_position()[0] <= 1]
    assert in_view == ["0", "1"]
    assert ax.get_xlabel() == "Occurrences"


def test_money_in_a_term_is_no_formula():
    ax = plot_term_frequencies(TERMS.assign(term=["$5 and $6", "a_b^c", "x"]))
    assert row_labels(ax)[0] == "$5 and $6"
    assert not any(label.get_parse_math() for label in ax.get_yticklabels())


def test_groups_are_compared_as_dots_along_the_rate():
    table = BY_DOCUMENT.copy()
    table.attrs = {"per": 10_000}
    ax = plot_term_frequencies(table)
    assert row_labels(ax) == ["law", "war"]
    first, second = ax.lines
    assert list(zip(first.get_xdata(), first.get_ydata(), strict=True)) == [(40, 0), (5, 1)]
    assert list(zip(second.get_xdata(), second.get_ydata(), strict=True)) == [(10, 0)]
    assert first.get_marker() != second.get_marker()
    assert to_hex(first.get_color()) != to_hex(second.get_color())
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b"]
    assert ax.get_xlabel() == f"Occurrences per {spaced('10 000')} words"


def test_a_table_of_one_group_is_drawn_as_bars():
    assert lengths(plot_term_frequencies(BY_DOCUMENT.head(2))) == [8, 1]


def test_sections_are_named_with_their_document():
    table = BY_DOCUMENT.copy()
    table.insert(1, "section_id", [1, 1, 2])
    legend = plot_term_frequencies(table).get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["a · section 1", "b · section 2"]


def test_too_many_groups_to_tell_apart_are_refused():
    many = pd.DataFrame({"doc_id": list("abcdefghi"), "term": "x", "count": 1, "rate": 1.0})
    with pytest.raises(ValueError, match="compare 8 groups at most; the table holds 9"):
        plot_term_frequencies(many)


# plot_entity_frequencies


def test_name_bars_have_a_colour_and_a_hatch_for_each_kind():
    ax = plot_entity_frequencies(NAMES)
    assert row_labels(ax) == ["China", "Party", "Beijing"]
    china, party, beijing = ax.patches
    assert (china.get_facecolor(), china.get_hatch()) == (
        beijing.get_facecolor(),
        beijing.get_hatch(),
    )
    assert china.get_facecolor() != party.get_facecolor()
    assert china.get_hatch() != party.get_hatch()
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["country, province, city", "organization"]


def test_eighteen_kinds_have_eighteen_looks():
    labels = [f"KIND{number}" for number in range(18)]
    ax = plot_entity_frequencies(
        pd.DataFrame({"name": labels, "label": labels, "count": 1, "share": 0.1})
    )
    assert len({(bar.get_facecolor(), bar.get_hatch()) for bar in ax.patches}) == 18


def test_kinds_alone_are_bars_with_their_names():
    ax = plot_entity_frequencies(NAMES.drop(columns="name").iloc[:2])
    assert row_labels(ax) == ["country, province, city", "organization"]
    assert ax.get_legend() is None


def test_names_are_compared_along_their_share():
    table = NAMES.assign(name="China")
    table.insert(0, "doc_id", ["a", "b", "c"])
    ax = plot_entity_frequencies(table)
    assert [line.get_xdata().tolist() for line in ax.lines] == [[0.5], [0.3], [0.1]]
    assert ax.get_xlabel() == "Share of all mentions (%)"


def test_a_legend_does_not_hide_long_bars():
    labels = [f"KIND{number}" for number in range(6)]
    table = pd.DataFrame({"name": labels, "label": labels, "count": 5, "share": 0.1})
    ax = plot_entity_frequencies(table)
    ax.figure.canvas.draw()
    legend = ax.get_legend().get_window_extent()
    assert not any(legend.overlaps(bar.get_window_extent()) for bar in ax.patches)


# plot_section_outline


def test_an_outline_draws_own_and_total_shares_in_reading_order():
    ax = plot_section_outline(OUTLINE)
    assert lengths(ax)[:4] == [0.1, 0.8, 0.5, 0.1]
    assert lengths(ax)[4:] == [0.1, 0.3, 0.5, 0.1]
    assert texts(ax) == ["10%", "80%", "50%", "10%"]
    middles = [bar.get_y() for bar in ax.patches[:4]]
    assert middles == sorted(middles)
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["own text", "with the sections below"]


def test_an_outline_indents_and_shortens_headings():
    labels = row_labels(plot_section_outline(OUTLINE))
    assert labels[:2] == ["front matter", "1 Aims"]
    assert labels[2].replace("\N{NO-BREAK SPACE}", " ").startswith("   (a) Building a new")
    assert labels[2].count("\n") == 3
    assert labels[2].endswith("…")


def test_an_outline_keeps_its_headings_clear_of_its_bars():
    figure = Figure(figsize=(12, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    plot_section_outline(OUTLINE, ax=left)
    plot_term_frequencies(TERMS.assign(term="a long term of many words"), ax=right)
    figure.canvas.draw()
    edge = left.get_window_extent().x0
    assert all(label.get_window_extent().x1 <= edge for label in left.get_yticklabels())


def test_a_flat_outline_needs_no_legend():
    flat = OUTLINE.assign(share_total=OUTLINE["share"])
    assert plot_section_outline(flat).get_legend() is None


def test_an_outline_grows_with_its_sections():
    many = pd.concat([OUTLINE] * 40, ignore_index=True)
    ax = plot_section_outline(many)
    assert len(row_labels(ax)) == 160
    assert ax.figure.get_figheight() > 5 * plot_section_outline(OUTLINE).figure.get_figheight()


def test_an_outline_without_words_has_no_shares():
    assert texts(plot_section_outline(OUTLINE.assign(share=np.nan, share_total=np.nan)))


def test_an_outline_is_of_one_document():
    two = OUTLINE.assign(doc_id=["a", "a", "b", "b"])
    with pytest.raises(ValueError, match="draws one document; the table holds 2"):
        plot_section_outline(two)


# plot_terms_by_section


def test_a_heat_map_writes_the_rate_into_each_cell():
    ax = plot_terms_by_section(CELLS)
    assert row_labels(ax) == ["front matter", "1 Aims"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["law", "war"]
    assert texts(ax) == ["10.0", "0", "2.5", "–"]
    shown = ax.images[0].get_array()
    assert shown.filled(-1).tolist() == [[10, 0], [2.5, -1]]


def test_a_heat_map_has_a_colour_bar_with_its_unit():
    table = CELLS.copy()
    table.attrs = {"per": 1000}
    (bar,) = plot_terms_by_section(table).child_axes
    assert bar.get_xlabel() == f"Occurrences per {spaced('1 000')} words"


def test_a_heat_map_of_several_documents_names_each():
    two = pd.concat([CELLS, CELLS.assign(doc_id="b")], ignore_index=True)
    ax = plot_terms_by_section(two)
    assert row_labels(ax) == ["a", "front matter", "1 Aims", "b", "front matter", "1 Aims"]
    assert len(texts(ax)) == 8


def test_a_heat_map_of_nothing_but_zeros_is_pale():
    ax = plot_terms_by_section(CELLS.assign(rate=0.0))
    assert ax.images[0].get_clim() == (0, 1)


def test_a_cell_is_one_row():
    with pytest.raises(ValueError, match="'law' in section 0 of 'a' has several"):
        plot_terms_by_section(pd.concat([CELLS, CELLS.head(1)]))


# plot_occurrences


def strokes(collection):
    return [(float(line[0][0]), float(line[:, 1].mean())) for line in collection.get_segments()]


def test_every_occurrence_is_a_stroke_at_its_position():
    ax = plot_occurrences(STROKES)
    assert strokes(ax.collections[0]) == [(0.25, 0), (0.5, 0), (0.75, 1)]
    assert row_labels(ax) == ["law (2)", "war (1)"]
    assert ax.get_xlim() == (0, 1)


def test_a_term_that_was_not_found_has_an_empty_row():
    table = STROKES.copy()
    table.attrs["terms"] = ["peace", "law", "war"]
    assert row_labels(plot_occurrences(table)) == ["peace (0)", "law (2)", "war (1)"]


def test_sections_are_drawn_and_the_top_ones_named():
    ax = plot_occurrences(STROKES, sections=OUTLINE.assign(position=[0.0, 0.02, 0.4, 0.9]))
    assert [x for x, _ in strokes(ax.collections[1])] == [0.4]
    assert [x for x, _ in strokes(ax.collections[2])] == [0.0, 0.02, 0.9]
    assert texts(ax) == ["1", "2"]


def test_sections_without_markers_are_named_by_their_headings():
    unnumbered = OUTLINE.assign(marker="", heading=["", "Aims and means of the policy", "", ""])
    assert "Aims and means of the policy" in texts(plot_occurrences(STROKES, sections=unnumbered))


def test_documents_stand_below_one_another():
    two = pd.concat([STROKES, STROKES.assign(doc_id="b")], ignore_index=True)
    ax = plot_occurrences(two)
    assert row_labels(ax) == ["law (2)", "war (1)", "law (2)", "war (1)"]
    assert texts(ax) == ["a", "b"]
    assert [y for _, y in strokes(ax.collections[0])] == [0, 0, 1, 3, 3, 4]


# plot_contamination


def test_a_dumbbell_joins_the_counts_without_and_with_furniture():
    ax = plot_contamination(FURNITURE)
    alone, with_furniture = ax.lines
    assert alone.get_xdata().tolist() == [0, 1500]
    assert with_furniture.get_xdata().tolist() == [4, 1502]
    assert alone.get_marker() != with_furniture.get_marker()
    assert texts(ax) == ["0 → 4", f"{spaced('1 500')} → {spaced('1 502')}"]


# labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("one two three fourth", "one two\nthree…"),
        ("one two three", "one two\nthree"),
        ("Verfassungsgericht", "Verfassung\nsgericht"),
        ("aaaa bbbb, cccc dddd eeee", "aaaa bbbb,\ncccc dddd…"),
        ("新时代新征程国家安全", "新时代新征\n程国家安全"),
        ("新时代新征程国家安全体系和能力", "新时代新征\n程国家安…"),
        ("", ""),
    ],
)
def test_long_labels_are_wrapped_and_end_with_an_ellipsis(text, expected):
    assert wrapped(text, width=10, lines=2) == expected
