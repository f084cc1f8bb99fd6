"""What is written is complete, repeatable, and says where it came from."""

from __future__ import annotations

import re
import struct
import warnings
from html.parser import HTMLParser
from importlib.metadata import version
from xml.etree import ElementTree

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image
from tables import corpus_of

from policytext.charts import plot_term_frequencies
from policytext.export import save_figure, svg_of, write_report, write_tables

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


# svg_of


def test_drawings_stand_in_one_page_without_sharing_an_id():
    ax = plot_term_frequencies(TERMS.assign(term=['url(#x) id="y"', "<b>"]))
    said = {"title": 'A "title" & more', "description": "Two <bars>."}
    one, two = (svg_of(ax.figure, name=name, **said) for name in ("one", "two"))
    page = ElementTree.fromstring(f"<p>{one}{two}</p>")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = re.findall(r'(?:clip-path="url\(|href=")#([^")]*)', one + two)
    assert used
    assert set(used) <= set(ids)
    texts = [element.text for element in page.iter() if element.tag.endswith("}text")]
    assert texts.count('url(#x) id="y"') == texts.count("<b>") == 2


def test_a_drawing_for_a_page_says_what_it_shows_and_styles_nothing_else(figure):
    drawing = svg_of(figure, name="terms", title="T", description="Two bars.")
    root = ElementTree.fromstring(drawing)
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root.iter()}
    assert [named[name] for name in root.get("aria-labelledby").split()] == ["T", "Two bars."]
    assert "<style" not in drawing
    assert "<metadata" not in drawing


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


# write_report


class Page(HTMLParser):
    """Collects what a page links to, its images' texts, and whether its tags close."""

    VOID = ("meta", "img", "br")

    def __init__(self, text):
        super().__init__()
        self.links, self.alts, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.links += [attrs[name] for name in ("href", "src") if name in attrs]
        self.alts += [attrs.get("alt")] if tag == "img" else []
        self.open += [] if tag in self.VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report(corpus, tmp_path_factory):
    return write_report(corpus, tmp_path_factory.mktemp("report"))


def test_a_report_has_a_page_for_all_and_one_for_each_text(report):
    assert report.name == "index.html"
    pages = [name for name in names(report.parent) if name.endswith(".html")]
    assert pages == ["index.html", "texts/a.html", "texts/b c.html"]


def test_every_page_is_whole_and_needs_no_network(report):
    for path in report.parent.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        assert page.open == []
        assert all(page.alts)
        for link in page.links:
            if not link.startswith("data:image/svg+xml;base64,"):
                assert (path.parent / link.replace("%20", " ")).is_file()


def test_the_index_lists_outlines_and_what_was_taken_for_furniture(report):
    text = " ".join(
        re.sub("<style>.*</style>|<[^>]*>", " ", report.read_text("utf-8"), flags=re.S).split()
    )
    assert "2 texts" in text
    assert "1 Aims of China 60.0 %" in text
    assert "Home &lt;script&gt; News" in text
    assert "a rule" in text


def test_a_text_page_marks_kinds_and_names(report):
    text = (report.parent / "texts" / "a.html").read_text("utf-8")
    assert "<h1>On peace &amp; security</h1>" in text
    assert '<div class="block boilerplate">' in text
    assert "<p>Home &lt;script&gt; News</p>" in text
    assert "run-in" not in text


def test_a_name_is_marked_where_it_stands(report):
    text = (report.parent / "texts" / "a.html").read_text("utf-8")
    assert '<h2>Aims of <mark title="China">China<small>GPE</small></mark></h2>' in text


def test_a_report_holds_the_charts_and_the_tables(report):
    written = names(report.parent)
    for name in ("terms", "furniture", "names", "a-outline", "a-occurrences", "b c-outline"):
        assert {f"figures/{name}.{end}" for end in ("png", "svg", "pdf", "csv")} <= set(written)
    assert "tables/tokens.csv" in written


def test_a_report_written_twice_is_the_same_bytes(corpus, report, tmp_path):
    write_report(corpus, tmp_path)
    assert names(tmp_path) == names(report.parent)
    for name in names(tmp_path):
        assert (tmp_path / name).read_bytes() == (report.parent / name).read_bytes()


def test_a_report_of_a_pipeline_without_names_or_lemmas_still_works(tmp_path):
    blank = corpus_of([("a", 0, "paragraph", "Peace first")], [("a", 0, None, 0, "", "")])
    blank.tokens["lemma"] = pd.Categorical([None] * len(blank.tokens))
    blank.entities.attrs["lacks"] = "the pipeline finds no entities"
    page = write_report(blank, tmp_path)
    assert "names.svg" not in str(names(tmp_path))
    assert page.is_file()


def test_a_report_leaves_no_figure_open(report):
    assert plt.get_fignums() == []


def test_tables_that_are_there_are_replaced_only_when_asked(corpus, tmp_path):
    (tmp_path / "tokens.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"tokens\.csv"):
        write_tables(corpus, tmp_path)
    assert names(tmp_path) == ["tokens.csv"]
    write_tables(corpus, tmp_path, overwrite=True)
    assert (tmp_path / "tokens.csv").read_text("utf-8").startswith("doc_id,token_id")


@pytest.mark.parametrize("mine", ["index.html", "thesis.tex"])
def test_a_report_is_not_written_over_something_else(corpus, tmp_path, mine):
    (tmp_path / mine).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="no report"):
        write_report(corpus, tmp_path)
    assert names(tmp_path) == [mine]


def test_a_report_replaces_a_report_and_leaves_what_lies_beside_it(corpus, tmp_path):
    write_report(corpus, tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_report(corpus, tmp_path)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
