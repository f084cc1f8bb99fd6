"""What is written is complete, repeatable, and says where it came from."""

from __future__ import annotations

import struct
import warnings
from importlib.metadata import version

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image
from tables import corpus_of

from policytext.charts import plot_term_frequencies
from policytext.export import save_figure, write_tables

TERMS = pd.DataFrame({"term": ["law", "café"], "count": [3, 1], "rate": [7.5, 2.5]})
DIGEST = "ab12" * 16
SOURCES = pd.DataFrame({"source": ["texts/speech.txt"], "sha256": [DIGEST]})


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture
def figure():
    ax = plot_term_frequencies(TERMS)
    ax.set_title("Terms of the speech")
    return ax.figure


@pytest.fixture(scope="module")
def corpus():
    return corpus_of(
        [
            ("a", 0, "boilerplate", "Home <script> News"),
            ("a", 0, "title", "On peace & security"),
            ("a", 1, "heading", "Aims of China"),
            ("a", 1, "paragraph", "China seeks peace"),
            ("b c", 0, "paragraph", "Peace first"),
        ],
        [
            ("a", 0, None, 0, "", ""),
            ("a", 1, 0, 1, "1", "Aims of China"),
            ("b c", 0, None, 0, "", ""),
        ],
        [("a", 1, "GPE", "China")],
    )


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# save_figure


def test_a_figure_is_saved_with_its_data_and_what_it_says_of_itself(figure, tmp_path):
    written = save_figure(figure, tmp_path / "charts" / "terms.v2")
    assert [path.name for path in written] == [
        "terms.v2.png",
        "terms.v2.svg",
        "terms.v2.pdf",
        "terms.v2.csv",
        "terms.v2.json",
    ]
    assert names(tmp_path / "charts") == sorted(path.name for path in written)
    text = written[3].read_bytes().decode("utf-8")
    assert text == "term,count,rate\nlaw,3,7.5\ncafé,1,2.5\n"


def test_saving_twice_gives_the_same_bytes(figure, tmp_path):
    first = save_figure(figure, tmp_path / "one" / "terms", sources=SOURCES, title="T")
    plt.close("all")
    again = plot_term_frequencies(TERMS)
    again.set_title("Terms of the speech")
    second = save_figure(again.figure, tmp_path / "two" / "terms", sources=SOURCES, title="T")
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_the_png_says_what_it_shows_and_where_it_came_from(figure, tmp_path):
    path = save_figure(figure, tmp_path / "terms", formats=["png"], sources=SOURCES)[0]
    with Image.open(path) as image:
        facts = image.text
    assert facts["Title"] == "Terms of the speech"
    assert facts["Description"] == "Bar chart of the occurrences of 2 terms: law 3, café 1."
    assert facts["Source"] == f"speech.txt sha256:{DIGEST}"
    assert facts["Software"].startswith(f"policytext {version('policytext')}")


def test_the_svg_says_it_too_and_has_no_date(figure, tmp_path):
    path = save_figure(figure, tmp_path / "terms.svg", sources=SOURCES, description="Two bars.")[0]
    text = path.read_text("utf-8")
    assert "<dc:description>Two bars.</dc:description>" in text
    assert f"<dc:source>speech.txt sha256:{DIGEST}</dc:source>" in text
    assert "<title>Terms of the speech</title>" in text
    assert "dc:date" not in text


def test_the_pdf_says_it_too_and_has_no_date(figure, tmp_path):
    path = save_figure(figure, tmp_path / "terms.pdf", sources=SOURCES)[0]
    content = path.read_bytes()
    assert b"/Title (Terms of the speech)" in content
    assert f"/Keywords (speech.txt sha256:{DIGEST})".encode() in content
    assert b"/Subject" in content
    assert b"CreationDate" not in content


def test_a_path_with_a_suffix_writes_that_format_alone(figure, tmp_path):
    save_figure(figure, tmp_path / "terms.svg")
    assert names(tmp_path) == ["terms.svg"]


def test_each_chart_of_a_figure_has_its_data(tmp_path):
    figure = Figure()
    left, right = figure.subplots(1, 2)
    plot_term_frequencies(TERMS, ax=left)
    plot_term_frequencies(TERMS.tail(1), ax=right)
    save_figure(figure, tmp_path / "both", formats=["png", "csv"])
    assert names(tmp_path) == ["both-1.csv", "both-2.csv", "both.png"]
    assert (tmp_path / "both-2.csv").read_text("utf-8").splitlines()[1:] == ["café,1,2.5"]


def test_a_figure_of_another_hand_is_saved_without_data(tmp_path):
    figure = Figure()
    figure.subplots().plot([1, 2])
    assert [path.name for path in save_figure(figure, tmp_path / "line", formats="svg")] == [
        "line.svg"
    ]


def test_a_legend_outside_the_axes_is_not_cut(tmp_path):
    figure = Figure(figsize=(2, 2))
    ax = figure.subplots()
    ax.plot([1, 2], label="a very long label beside the chart")
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    path = save_figure(figure, tmp_path / "line.png", dpi=100)[0]
    with Image.open(path) as image:
        assert image.width > 300


def test_letters_that_no_font_has_are_told_once(tmp_path):
    ax = plot_term_frequencies(TERMS.assign(term=["\U00012345", "\U00012346"]))  # cuneiform
    with pytest.warns(UserWarning, match="no installed font") as told:
        save_figure(ax.figure, tmp_path / "terms")
    assert [str(warning.message) for warning in told] == [
        "no installed font has the letters \U00012345\U00012346; install one that has them, such "
        "as Noto Sans CJK for Chinese, and start Python anew"
    ]
    assert told[0].filename == __file__


def test_other_warnings_pass(figure, tmp_path, monkeypatch):
    def warn(drawing, **_):
        warnings.warn("of another kind", stacklevel=1)

    monkeypatch.setattr(figure, "savefig", warn)
    with pytest.warns(UserWarning, match="of another kind"):
        save_figure(figure, tmp_path / "terms.png")


def test_dpi_is_that_asked_for(figure, tmp_path):
    sizes = []
    for dpi in (50, 100):
        content = save_figure(figure, tmp_path / "terms.png", dpi=dpi)[0].read_bytes()
        sizes.append(struct.unpack(">I", content[16:20])[0])
    assert sizes[1] == pytest.approx(2 * sizes[0], abs=2)


def test_an_unknown_format_is_refused_before_anything_is_written(figure, tmp_path):
    with pytest.raises(ValueError, match="writes png, svg, pdf, csv, json; it was asked for 'gif'"):
        save_figure(figure, tmp_path / "terms", formats=["png", "gif"])
    assert names(tmp_path) == []


def test_a_failed_save_leaves_the_old_file_and_no_other(figure, tmp_path, monkeypatch):
    (tmp_path / "terms.png").write_bytes(b"old")

    def fail(drawing, **_):
        drawing.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(figure, "savefig", fail)
    with pytest.raises(OSError, match="disk full"):
        save_figure(figure, tmp_path / "terms")
    assert names(tmp_path) == ["terms.png"]
    assert (tmp_path / "terms.png").read_bytes() == b"old"


def test_saving_leaves_the_settings_alone(figure, tmp_path):
    before = mpl.rcParams.copy()
    save_figure(figure, tmp_path / "terms.svg")
    assert mpl.rcParams == before


# write_tables


def test_the_five_tables_are_written_as_csv(corpus, tmp_path):
    written = write_tables(corpus, tmp_path / "tables")
    assert [path.name for path in written] == [
        "documents.csv",
        "blocks.csv",
        "sections.csv",
        "tokens.csv",
        "entities.csv",
    ]
    lines = (tmp_path / "tables" / "sections.csv").read_bytes().decode("utf-8").split("\n")
    assert lines[0].startswith("doc_id,section_id,parent_id,level,marker,ordinal,heading")
    assert lines[1].startswith("a,0,,0,,")
    assert lines[2].startswith("a,1,0,1,1,,Aims of China")


def test_parquet_keeps_the_types(corpus, tmp_path):
    write_tables(corpus, tmp_path, format="parquet")
    columns = ["doc_id", "token_id", "lower", "is_stop"]
    tokens = pd.read_parquet(tmp_path / "tokens.parquet", columns=columns)
    pd.testing.assert_frame_equal(tokens, corpus.tokens[columns])


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_written_twice_are_the_same_bytes(corpus, tmp_path, format):
    first = write_tables(corpus, tmp_path / "one", format=format)
    second = write_tables(corpus, tmp_path / "two", format=format)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_another_format_is_refused(corpus, tmp_path):
    with pytest.raises(ValueError, match="csv or parquet; it was asked for 'xlsx'"):
        write_tables(corpus, tmp_path, format="xlsx")


def test_tables_that_are_there_are_replaced_only_when_asked(corpus, tmp_path):
    (tmp_path / "tokens.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"tokens\.csv"):
        write_tables(corpus, tmp_path)
    assert names(tmp_path) == ["tokens.csv"]
    write_tables(corpus, tmp_path, overwrite=True)
    assert (tmp_path / "tokens.csv").read_text("utf-8").startswith("doc_id,token_id")
