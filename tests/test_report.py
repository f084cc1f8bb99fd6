"""The report says what was read, shows what a text holds, and lets none of it run."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import spacy
from matplotlib.figure import Figure
from tables import corpus_of

import policytext as pt
from policytext.export import write_figures, write_report
from policytext.export.report_svg import inline_svg

HOSTILE = "</p></script><script>window.ran = 1</script><img src=x onerror=ran()> &lt;b&gt;"
VOID = {"meta", "link", "input", "br", "img"}


class Page(HTMLParser):
    """A page's elements as (tag, attributes), its words, and whether its tags close."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words, self.open = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.words += [" "] if tag in ("td", "th") else []

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())

    def all(self, name):
        """Give an attribute's values, of all elements that have it."""
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def having(self, **wanted):
        wanted = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [(tag, a) for tag, a in self.elements if wanted.items() <= a.items()]


@pytest.fixture(scope="module")
def corpus():
    made = corpus_of(
        [
            ("a", 0, "boilerplate", f"Home {HOSTILE} News"),
            ("a", 0, "title", "On peace & security"),
            ("a", 1, "heading", "Aims of China"),
            ("a", 1, "paragraph", "China seeks peace"),
            ("a", 2, "heading", "Means."),
            ("a", 2, "paragraph", "By talks"),
            ("b c", 0, "paragraph", "Peace first"),
        ],
        [
            ("a", 0, None, 0, "", ""),
            ("a", 1, 0, 1, "1", "Aims of China"),
            ("a", 2, 1, 4, "", "Means"),
            ("b c", 0, None, 0, "", ""),
        ],
        [("a", 1, "GPE", "China")],
    )
    blocks = made.blocks.copy()
    run_in = blocks["text"] == "Means."
    blocks.loc[run_in, ["level", "run_in"]] = [4, True]
    documents = made.documents.copy()
    documents.loc[documents["doc_id"] == "a", "n_sections"] = 2
    documents["url"] = ["javascript:ran()", "https://example.org/speech"]
    failures = {"scan.pdf": "scan.pdf has no text <b>layer</b>; run OCR first"}
    return replace(made, blocks=blocks, documents=documents, failures=failures)


@pytest.fixture(scope="module")
def report(corpus, tmp_path_factory):
    return write_report(corpus, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def source(report):
    return report.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def page(source):
    return Page(source)


def test_the_report_is_one_file(report):
    assert [path.name for path in report.parent.iterdir()] == ["index.html"]


def test_a_page_asks_for_nothing_and_leads_only_to_itself(page):
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    for link in [*page.all("href"), *page.all("src")]:
        assert link.startswith("data:") or link[1:] in ids or link == "https://example.org/speech"


def test_the_policy_lets_the_page_s_own_style_and_script_run_and_nothing_else(source, page):
    [(_, policy)] = page.having(http_equiv="Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy["content"].split("; "))
    assert rules["default-src"] == "'none'"
    for directive, tag in [("style-src", "style"), ("script-src", "script")]:
        [held] = re.findall(f"<{tag}>(.*?)</{tag}>", source, flags=re.S)
        digest = base64.b64encode(hashlib.sha256(held.encode("utf-8")).digest()).decode("ascii")
        assert rules[directive] == f"'sha256-{digest}'"


def test_no_element_brings_style_or_script_of_its_own(page):
    names = {name for _, attrs in page.elements for name in attrs}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]
    assert [tag for tag, _ in page.elements if tag in ("script", "img", "iframe")] == ["script"]


def test_headings_skip_no_level(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_says_what_was_read_and_what_was_not(page):
    assert "Report on 2 texts" in page.text
    assert "15 tokens of text in 2 sections" in page.text
    assert "1 file could not be read" in page.text
    assert "scan.pdf has no text <b>layer</b>; run OCR first" in page.text


def test_furniture_is_listed_with_its_line_and_the_reason(page):
    assert f"Line Words Reason 1 Home {HOSTILE} News a rule" in page.text
    assert "None in the other text." in page.text


def test_sections_stand_in_the_outline_and_lead_to_their_headings(page):
    [(tag, heading)] = page.having(data_kind="heading", data_level="1")
    assert tag == "h4"
    assert "1 Aims of China" in page.text
    assert f"#{heading['id']}" in page.all("href")


def test_kinds_and_lines_are_named(page):
    kinds = [attrs["data-kind"] for _, attrs in page.elements if "data-line" in attrs]
    assert kinds.count("heading") == 2
    assert kinds[:2] == ["boilerplate", "title"]


def test_a_run_in_heading_stands_on_the_line_of_its_paragraph(source):
    assert re.search(r'<div class="led">\s*<h5[^>]*>Means\.</h5>\s*<p[^>]*>By talks</p>', source)


def test_a_name_is_marked_where_it_stands(source):
    assert 'Aims of <mark data-label="GPE">China</mark></h4>' in source


def test_only_addresses_of_the_web_are_links(page):
    assert "javascript:ran()" in page.text
    assert not [link for link in page.all("href") if "javascript" in link]


def test_a_chart_says_what_it_shows_and_gives_its_data(page):
    charts = page.having(role="img")
    assert len(charts) == 6  # words, names, furniture; an outline, and where the words stand, twice
    ids = set(page.all("id"))
    assert all(set(chart["aria-labelledby"].split()) <= ids for _, chart in charts)
    assert "Bar chart of the occurrences of" in page.text
    [(_, link)] = page.having(download="names.csv")
    data = base64.b64decode(link["href"].partition("base64,")[2]).decode("utf-8")
    assert data.splitlines()[:2] == ["name,label,count,share,rank,n_docs,n_sections"] + [
        "China,GPE,1,1.0,1,1,1"
    ]


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (HOSTILE, HOSTILE),
        ("nul \0 here", "nul ␀ here"),
        ("a line\u2028of its own", "a line of its own"),
        ("user\u202etxt.exe", "user‹RLO›txt.exe"),
        ("escape \x1b[31m \x9b", "escape ␛[31m \N{REPLACEMENT CHARACTER}"),
    ],
)
def test_hostile_text_is_shown(held, shown, tmp_path):
    corpus = corpus_of([("a", 0, "paragraph", held)], [("a", 0, None, 0, "", "")])
    assert shown in Page(write_report(corpus, tmp_path).read_text("utf-8")).text


def test_a_hostile_file_goes_all_the_way(tmp_path):
    long = "word " * 210_000
    text = f"1. {HOSTILE}\n\n{HOSTILE} \u200f \u202e\n\n{long}\n"
    (tmp_path / "hostile.txt").write_text(text, encoding="utf-8")
    corpus = pt.build(tmp_path / "hostile.txt", pipeline=spacy.blank("en"))
    source = write_report(corpus, tmp_path / "out").read_text("utf-8")
    assert source.count("<script>") == 1
    assert len(Page(source).text) > len(long)


def test_a_report_written_twice_is_the_same_bytes(corpus, report, tmp_path):
    assert write_report(corpus, tmp_path).read_bytes() == report.read_bytes()


def test_a_pipeline_without_names_or_lemmas_is_said(tmp_path):
    blank = corpus_of([("a", 0, "paragraph", "Peace first")], [("a", 0, None, 0, "", "")])
    blank.tokens["lemma"] = pd.Categorical([None] * len(blank.tokens))
    blank.entities.attrs["lacks"] = "the pipeline finds no entities"
    text = Page(write_report(blank, tmp_path).read_text("utf-8")).text
    assert "No names: the pipeline finds no entities." in text


def test_a_text_without_words_is_a_sentence_and_no_empty_chart(tmp_path):
    bare = corpus_of([("a", 0, "boilerplate", "Home")], [("a", 0, None, 0, "", "")])
    page = Page(write_report(bare, tmp_path).read_text("utf-8"))
    assert [chart["id"] for _, chart in page.having(role="img") if "id" in chart] == []
    assert "Report on 1 text " in page.text


def test_a_report_leaves_no_figure_open(report):
    assert plt.get_fignums() == []


def test_of_many_texts_only_outlines_are_drawn_one_by_one(tmp_path):
    many = [(f"t{number}", 0, "paragraph", "Peace first") for number in range(41)]
    sections = [(doc_id, 0, None, 0, "", "") for doc_id, *_ in many]
    page = Page(write_report(corpus_of(many, sections), tmp_path).read_text("utf-8"))
    assert len(page.having(role="img")) == 1


def test_the_seeds_make_a_page_of_less_than_3_mb(seeds, tmp_path):
    assert write_report(seeds, tmp_path).stat().st_size < 3_000_000


@pytest.mark.parametrize("mine", ["index.html", "thesis.tex"])
def test_a_report_is_not_written_over_something_else(corpus, tmp_path, mine):
    (tmp_path / mine).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="no report"):
        write_report(corpus, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [mine]


def test_a_report_replaces_a_report_and_leaves_what_lies_beside_it(corpus, tmp_path):
    write_report(corpus, tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_report(corpus, tmp_path)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


# The charts


def test_the_charts_are_written_as_files(corpus, tmp_path):
    write_figures(corpus, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    for name in ("terms", "furniture", "names", "a-outline", "a-occurrences", "b c-occurrences"):
        assert {f"{name}.{end}" for end in ("png", "svg", "pdf", "csv")} <= names
    assert "b c-outline.svg" not in names


def test_the_same_figure_twice_on_a_page_shares_no_id():
    figure = Figure()
    ax = figure.subplots()
    ax.plot([1, 2], "o")
    ax.bar([1], [2], hatch="//")
    pages = [inline_svg(figure, name, "Two points", "1 and 2.") for name in ("one", "two")]
    one, two = (set(re.findall(r'id="([^"]*)"', page)) for page in pages)
    assert len(one) == len(two) > 2
    assert not one & two
    for page, ids in zip(pages, (one, two), strict=True):
        referred = set(re.findall(r'(?:url\(|href=")#([^)"]*)', page))
        assert {key[4:5] for key in referred} == {"p", "m", "h"}  # a clip, a marker and a hatch
        assert referred < ids


def test_letters_that_only_the_reader_s_font_has_are_kept():
    figure = Figure()
    figure.subplots().set_title("国家 <b> \x07")
    svg = inline_svg(figure, "c1", "国家", "\x07 <b>")
    assert "国家 &lt;b&gt;" in svg
    assert "<desc" in svg
