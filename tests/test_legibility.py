"""Every chart, at the width of a column and of a page, with few rows and with many, can be read."""

from __future__ import annotations

import pickle
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

import policytext as pt
from policytext.charts import drawn_on
from policytext.charts._axes import FAINT, HATCHES, MARKERS, PALETTE
from policytext.export._size import at_width

ROWS = (5, 20, 60)
WIDTHS = ("column", "page")
PHRASES = (
    "peace",
    "the Chinese People's Political Consultative Conference",
    "science and technology innovation capability",
    "law",
    "Verfassungsgerichtsbarkeitsgesetzgebung",
    "national security",
    "新时代新征程国家安全体系和能力现代化",
    "Ministry of Housing, Communities and Local Government",
)
TOUCHING = 0.5  # points that two boxes may share: a box is a little larger than its letters


def words(n):
    """Give n different labels, short and long."""
    return [f"{PHRASES[number % len(PHRASES)]} {number}" for number in range(n)]


def falling(n):
    return (12_000 / np.arange(1, n + 1)).astype(int) + 1


def with_attrs(table, **attrs):
    table.attrs = {"per": 10_000, **attrs}
    return table


def terms(n):
    return with_attrs(pd.DataFrame({"term": words(n), "count": falling(n), "rate": 1.0}))


def terms_by_document(n):
    documents = [f"2019-03-05_report-on-the-work-of-the-government_{m}" for m in range(5)]
    rows = pd.MultiIndex.from_product([documents, words(n)], names=["doc_id", "term"])
    table = rows.to_frame(index=False).assign(count=3)
    return with_attrs(table.assign(rate=np.linspace(200, 1, len(table))))


def names(n):
    labels = ["GPE", "ORG", "PERSON", "NORP", "LAW", "EVENT", "LOC", "FAC"]
    kinds = [labels[number % 8] for number in range(n)]
    counts = falling(n)
    columns = {"name": words(n), "label": kinds, "count": counts, "share": counts / counts.sum()}
    return pd.DataFrame(columns)


def outline(n):
    levels = [0, *(1 + number % 3 for number in range(n - 1))]
    share = np.full(n, 1 / n)
    columns = {
        "doc_id": "a",
        "section_id": range(n),
        "level": levels,
        "marker": ["", *(f"({number})" for number in range(1, n))],
        "heading": ["", *(f"{word} shall be built for all of us" for word in words(n - 1))],
        "position": np.arange(n) / n,
        "share": share,
        "share_total": share * np.where(np.array(levels) == 1, 3, 1),
    }
    return pd.DataFrame(columns)


def sections_and_terms(n):
    documents = [("first", n - n // 2), ("a-very-long-name-of-the-second-document", n // 2)]
    rows = [
        {"doc_id": doc_id, "section_id": section, "marker": f"{section}.", "heading": heading}
        | {"term": f"{term} {place}", "rate": float(place * section % 130)}
        for doc_id, size in documents
        for section, heading in enumerate(words(size))
        for place, term in enumerate(["peace", "national security", "law", "modernization"] * 3)
    ]
    return with_attrs(pd.DataFrame(rows))


def strokes(n):
    rng = np.random.default_rng(1)
    found = rng.integers(0, 12, n)
    each = pd.DataFrame({"doc_id": "a", "term": np.repeat(words(n), found)})
    table = each.assign(position=rng.random(len(each)))
    return with_attrs(pd.concat([table, table.assign(doc_id="b" * 90)]), terms=words(n))


def furniture(n):
    counts = falling(n)
    columns = {"term": words(n), "count_body": counts - 1, "count_all": counts * 2}
    return pd.DataFrame(columns).assign(difference=lambda table: table["count_all"])


def reasons(n):
    why = ["a line that most texts of the folder share at their edges", "teaser"]
    return pd.DataFrame({"term": words(n), "reason": [why[m % 2] for m in range(n)], "count": 2})


def collocates(n):
    return pd.DataFrame({"node": "security", "term": words(n), "count": 3, "mi": np.arange(n) % 7})


def together(n):
    nodes = words(max(3, n // 3))
    ones = [nodes[number % len(nodes)] for number in range(n)]
    kinds = ["GPE", "ORG", "PERSON", "LAW"]
    return pd.DataFrame({"name": ones, "label": [kinds[m % 4] for m in range(n)]}).assign(
        name_2=words(n)[::-1], label_2="EVENT", count=np.arange(n) + 1
    )


def keywords(n):
    counts = falling(n)
    columns = {"term": words(n), "count": counts, "count_reference": counts[::-1]}
    rates = {"rate": np.arange(n)[::-1], "rate_reference": n / 2, "g2": np.linspace(9000, 1, n)}
    return pd.DataFrame(columns | rates)


def rates(n):
    rate = falling(n) / 10
    columns = {"term": words(n), "rate": rate, "rate_low": rate * 0.8, "rate_high": rate * 1.5}
    return with_attrs(pd.DataFrame(columns), level=0.95)


def parts_of_speech(n):
    tags = [
        "NOUN",
        "VERB",
        "ADJ",
        "ADP",
        "DET",
        "PROPN",
        "PUNCT",
        "ADV",
        "AUX",
        "CCONJ",
        "NUM",
        "PART",
        "PRON",
        "SCONJ",
        "SYM",
        "INTJ",
        "X",
    ]
    rows = pd.MultiIndex.from_product([words(min(8, n // 5 + 1)), tags], names=["doc_id", "pos"])
    return rows.to_frame(index=False).assign(share=np.linspace(0.3, 0.001, len(rows)))


def sentences(n):
    columns = {"doc_id": words(n), "n_sentences": falling(n), "shortest": 1.0, "quarter": 9.0}
    return pd.DataFrame(columns | {"median": 20.0, "three_quarters": 31.0, "longest": 180.0})


def growth(n):
    texts = [f"{word} of the plan" for word in words(min(n, 12))]
    rows = pd.MultiIndex.from_product([texts, range(1, 11)], names=["doc_id", "step"])
    table = rows.to_frame(index=False)
    table["n_tokens"] = table.pop("step") * 12_000
    return table.assign(n_types=np.sqrt(table["n_tokens"]).astype(int) * 60)


def years(n):
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"year": rng.choice(np.arange(1840, 2061), n, replace=False)})
    table["count"] = rng.integers(1, 1500, n)
    return pd.concat([table.assign(doc_id=name) for name in words(min(8, n // 5))])[
        ["doc_id", "year", "count"]
    ]


def alike(n):
    pairs = list(combinations(words(n), 2))
    table = pd.DataFrame(pairs, columns=["doc_id", "doc_id_2"])
    return table.assign(similarity=np.linspace(0.99, 0.01, len(pairs)))


def dispersed(n):
    evenness = {name: np.linspace(1, 0, n) for name in ("juilland_d", "rosengren", "d_a")}
    return pd.DataFrame({"term": words(n), "dp_norm": np.linspace(0, 1, n)} | evenness)


PUBLIC = sorted(name for name in pt.__all__ if name.startswith("plot_"))
# Each chart with tables of n rows; a chart that is not here fails the test below.
TABLES = {
    "plot_collocation_network": [(collocates, {})],
    "plot_contamination": [(furniture, {}), (furniture, {"sources": reasons})],
    "plot_dispersion": [(dispersed, {})],
    "plot_entity_frequencies": [(names, {})],
    "plot_entity_network": [(together, {})],
    "plot_keyness": [(keywords, {})],
    "plot_occurrences": [(strokes, {}), (strokes, {"sections": outline})],
    "plot_part_of_speech_profile": [(parts_of_speech, {})],
    "plot_rate_intervals": [(rates, {})],
    "plot_section_outline": [(outline, {})],
    "plot_sentence_lengths": [(sentences, {})],
    "plot_similarity": [(alike, {})],
    "plot_term_frequencies": [(terms, {}), (terms_by_document, {})],
    "plot_terms_by_section": [(sections_and_terms, {})],
    "plot_vocabulary_growth": [(growth, {})],
    "plot_years_mentioned": [(years, {})],
}
CHARTS = [
    pytest.param((name, table, beside, n), id=f"{name}-{'-'.join([table.__name__, *beside])}-{n}")
    for name in PUBLIC
    for table, beside in TABLES.get(name, [])
    for n in ROWS
]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def draw(name, table, beside, n):
    others = {key: make(n) for key, make in beside.items()}
    ax = getattr(pt, name)(table(n), **others)
    ax.set_title("What the texts speak of, and how often, in the years from 1949 to 2035")
    return ax


def drawn_texts(figure, monkeypatch):
    """Render a figure, and give the texts that were set on it with their boxes, in points."""
    found = []
    set_text = Text.draw

    def draw_and_note(text, renderer, *arguments):
        set_text(text, renderer, *arguments)
        if text.get_visible() and text.get_text().strip():
            box = Text.get_window_extent(text, renderer)
            found.append((text.get_text(), box.get_points() * 72 / figure.dpi))

    with monkeypatch.context() as patch:
        patch.setattr(Text, "draw", draw_and_note)
        patch.setattr("matplotlib.text.Annotation.draw", _draw_annotation(draw_and_note))
        figure.canvas.draw()
    return found


def _draw_annotation(draw_text):
    def draw(self, renderer, *arguments):
        if self.get_visible() and self._check_xy(renderer):
            self.update_positions(renderer)
            draw_text(self, renderer, *arguments)

    return draw


def cut_off(figure, texts):
    width, height = figure.get_size_inches() * 72
    edges = np.array([[0, 0], [width, height]]) + [[-TOUCHING], [TOUCHING]]
    return [words for words, box in texts if (box[0] < edges[0]).any() or (box[1] > edges[1]).any()]


def keys(figure):
    """Give the legends, colours and all, with their boxes."""
    legends = [ax.get_legend() for ax in figure.axes if ax.get_legend() is not None]
    return [("a legend", one.get_window_extent().get_points() * 72 / figure.dpi) for one in legends]


def overlapping(texts):
    boxes = np.array([box for _, box in texts])
    low = np.maximum(boxes[:, None, 0], boxes[None, :, 0])
    high = np.minimum(boxes[:, None, 1], boxes[None, :, 1])
    shared = np.triu((high - low > TOUCHING).all(axis=2), k=1)
    return [(texts[one][0], texts[other][0]) for one, other in np.argwhere(shared)]


def test_every_chart_is_measured():
    assert [name for name in PUBLIC if name not in TABLES] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_no_words_are_cut_or_overlap(chart, width, monkeypatch):
    figure = draw(*chart).figure
    with at_width(figure, width):
        texts = drawn_texts(figure, monkeypatch)
        assert len(texts) > 3
        assert cut_off(figure, [*texts, *keys(figure)]) == []
        assert overlapping(texts) == []


@pytest.mark.parametrize("width", [*WIDTHS, 5.0])
def test_a_saved_picture_is_as_wide_as_was_asked(width, tmp_path):
    ax = pt.plot_term_frequencies(terms(5))
    before = tuple(ax.figure.get_size_inches())
    names_before = [label.get_text() for label in ax.get_yticklabels()]
    path = pt.save_figure(ax.figure, tmp_path / "terms.png", width=width, dpi=100)[0]
    with Image.open(path) as image:
        assert image.width == {"column": 350, "page": 720, 5.0: 500}[width]
    assert tuple(ax.figure.get_size_inches()) == before
    assert [label.get_text() for label in ax.get_yticklabels()] == names_before


def test_a_word_of_a_million_letters_is_cut_at_once():
    ax = pt.plot_term_frequencies(terms(2).assign(term=["w" * 1_000_000, "x " * 500_000]))
    assert all(len(label.get_text()) < 200 for label in ax.get_yticklabels())


@pytest.mark.parametrize("width", ["poster", 0, -1.0])
def test_a_width_that_is_none_is_refused(width, tmp_path):
    ax = pt.plot_term_frequencies(terms(5))
    with pytest.raises(ValueError, match="'column', 'page' or a number of inches"):
        pt.save_figure(ax.figure, tmp_path / "terms", width=width)
    assert list(tmp_path.iterdir()) == []


def test_what_the_user_changed_stays_changed(tmp_path):
    ax = pt.plot_entity_frequencies(names(8))
    ax.set_title("Mine", fontsize=15)
    ax.set_xlabel("Mentions in the whole of the texts that were read for this chapter")
    ax.set_xlim(0, 50_000)
    ax.patches[0].set_facecolor("red")
    ax.set_yticks(range(8), labels=list("abcdefgh"))
    ax.legend(["only this"], loc="upper right")
    pt.save_figure(ax.figure, tmp_path / "names.png", width="column", dpi=50)
    ax.figure.canvas.draw()
    assert (ax.get_title(), ax.title.get_fontsize()) == ("Mine", 15)
    assert ax.get_xlabel().startswith("Mentions in the whole of")
    assert ax.get_xlim() == (0, 50_000)
    assert to_hex(ax.patches[0].get_facecolor()) == to_hex("red")
    assert [label.get_text() for label in ax.get_yticklabels()] == list("abcdefgh")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["only this"]


@pytest.mark.filterwarnings("ignore:Glyph")
def test_charts_side_by_side_each_fit_their_part(monkeypatch):
    figure = plt.figure(figsize=(7.2, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    pt.plot_term_frequencies(terms(8), ax=left)
    pt.plot_keyness(keywords(8), ax=right)
    texts = drawn_texts(figure, monkeypatch)
    assert cut_off(figure, texts) == []
    assert overlapping(texts) == []


@pytest.mark.parametrize("layout", [None, "constrained"])
@pytest.mark.filterwarnings("ignore:Glyph", "ignore:constrained_layout not applied")
def test_every_chart_can_be_drawn_where_there_is_hardly_room(layout):
    for chart in CHARTS:
        ((name, table, beside, _),) = chart[0]
        ax = Figure(figsize=(2, 1.5), layout=layout).subplots()
        others = {key: make(5) for key, make in beside.items()}
        assert getattr(pt, name)(table(5), ax=ax, **others) is ax
        ax.figure.canvas.draw()


@pytest.mark.filterwarnings("ignore:Glyph")
def test_every_chart_can_be_sent_to_another_process():
    for chart in CHARTS[::3]:
        figure = draw(*chart[0][0]).figure
        again = pickle.loads(pickle.dumps(figure))
        again.canvas.draw()
        assert drawn_on(again)[0].description == drawn_on(figure)[0].description
        plt.close("all")


# Machado, Oliveira and Fernandes 2009, A physiologically-based model for simulation of color vision
# deficiency, table 1, severity 1.0; applied to linear RGB.
BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "none": np.eye(3).tolist(),
}
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
WHITE = [0.9505, 1.0, 1.089]


def linear(colour):
    values = np.array(to_rgb(colour))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(light):
    """CIE 1976 L*a*b* of linear RGB."""
    x, y, z = (
        np.cbrt(value) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in np.array(TO_XYZ) @ light / WHITE
    )
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_colour_blind_can_tell_the_colours_apart(kind):
    seen = [lab(np.clip(np.array(BLINDNESS[kind]) @ linear(one), 0, 1)) for one in PALETTE]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 15


def test_what_looks_alike_in_grey_has_another_hatch_shape_or_line():
    assert len(set(HATCHES)) == len(set(MARKERS)) == len(PALETTE)
    bars = pt.plot_entity_frequencies(names(8)).patches
    assert len({bar.get_hatch() for bar in bars}) == 8
    dots = pt.plot_term_frequencies(terms_by_document(5)).lines
    assert len({line.get_marker() for line in dots}) == 5
    network = pt.plot_entity_network(together(20)).lines
    kinds = {(line.get_marker(), line.get_color()) for line in network} - {("None", "#9A9A9A")}
    assert len({marker for marker, _ in kinds}) == len(kinds) == 5
    curves = pt.plot_vocabulary_growth(growth(5)).lines
    lights = {line.get_linestyle(): lab(linear(line.get_color()))[0] for line in curves}
    assert len(lights) == 4
    sides = pt.plot_keyness(keywords(6)).patches
    assert len({(bar.get_hatch(), bar.get_facecolor()) for bar in sides}) == 2
    assert len({bar.get_hatch() for bar in sides}) == 2
    own, below = (lab(linear(colour))[0] for colour in (PALETTE[0], FAINT))
    assert abs(own - below) > 30


def test_heat_maps_are_the_darker_the_more():
    cells = pt.plot_similarity(alike(5)).images[0]
    light = [lab(linear(colour[:3]))[0] for colour in cells.cmap(np.linspace(0, 1, 20))]
    assert (np.diff(light) < 0).all()
