"""
Web pages, Word documents and PDFs become texts whose marks are evidence.

The pages in documents/html were written in the style of real sites, with their gold, in batches of
six, six, three, eight, six, eight, eight, six, five, eight, eight, six, ten, six, six, five and
seven. Each was
scored once, the first with the rules as they stood before any page was seen, the others with the
rules improved on the batches before. The first try gave, pooled over a batch, boilerplate by
characters, headings on lines of their own:

========================  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====
measure                    1st   2nd   3rd   4th   5th   6th   7th   8th   9th  10th  11th  12th
========================  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====
macro-F1 of the roles     0.84  0.82  0.77  0.77  0.82  0.85  0.89  0.94  0.89  0.93  0.91  0.91
blocks in the right role  0.96  0.87  0.91  0.91  0.93  0.95  0.96  0.97  0.94  0.98  0.94  0.89
F1 of boilerplate         0.96  0.92  0.93  0.93  0.92  0.93  0.94  0.99  0.94  0.98  0.96  0.85
F1 of headings            0.91  0.72  0.84  0.85  0.84  0.97  0.98  0.95  0.88  0.97  0.96  0.80
F1 of run-in headings     0.86  1.00  1.00  1.00  0.00  0.84  1.00  0.84  1.00  1.00  0.86  0.00
right parents             0.95  0.77  1.00  0.90  0.78  0.92  1.00  0.75  0.54  0.96  0.97  0.67
========================  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====  ====

The next two come from hands that had seen neither rules nor samples: 16 whole pages of 15 to 60 KB,
each with the template of another system. The 13th gave 0.89, 0.98, 0.98, 0.88, 0.97 and 0.83: of
its twelve missed headings seven were named alike in every part, five carried the sign of a link to
themselves. The 14th gave 0.86, 0.97, 0.97, 0.96, 0.92 and 1.00. Of their five pages without
headings three got one or two.

The fifth batch has three run-in headings, all of one list ("cod: the limit falls"), the seventh
three, the ninth two. Of the ninth, a false title and lost headings on two pages account for the
parents. From the fourth on the pages are whole ones of 4 to 22 KB, with menus, dialogs, teasers and
comments, and the pages were written by one who had read the rules. The gold of the fourth and the
fifth was put right before the rules were improved, and scored again: words of cells run together, a
title lost, and two labels above a title that were called bylines. The first scores of these two
batches are those after that (the macro-F1 before it was 0.77 and 0.82 too).

The tenth to the twelfth come from a second hand, who had read half of the rules; the twelfth was
made to be hard, of small pages: a foot that is only lines, bold letters that only a style sheet
knows, two run-in headings in all. Of its three pages without headings two got one, of the
eleventh's one its one: a minister's name before what he says. Their gold was put right after the
first scores: levels of run-in headings below no heading, who took a picture, the labels of a list
of metadata, the number of a paper, a ministry above a title, an author's name above what is told of
her.

Afterwards the gold of the law page was changed: a number and the title below it are one heading, as
in the text samples (that accounts for most of the missed headings of the second batch), and that of
the committee's report: a line that tells its author and date is its byline.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from scoring import evaluate

import policytext as pt
from policytext.cli import main
from policytext.reading import Document, find_sources, read
from policytext.reading.docx_numbering import Level, Numbering
from policytext.reading.encoding import decode
from policytext.reading.extracted import Extracted
from policytext.reading.html import read_html
from policytext.structure import recover_structure

PAGES = Path(__file__).resolve().parent / "documents" / "html"
TAG = re.compile(r"<[^>]+>")
WORDS = "The rivers of the country shall be clean by the year 2035, and remain so for good."


def structured(folder: Path, source: str, name: str = "page.html") -> Document:
    file = folder / name
    file.write_text(source, encoding="utf-8")
    return recover_structure(read(file))


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start_char : b.end_char]) for b in document.blocks]


def tags(extracted: Extracted | Document, tag: str) -> list[str]:
    return [extracted.text[m.start_char : m.end_char] for m in extracted.marks if m.tag == tag]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    documents = [
        recover_structure(read(place / "source.html", place.name))
        for place in sorted(PAGES.iterdir())
    ]
    return evaluate(documents, PAGES, tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize(
    ("measure", "floor"),
    [("role_macro_F", 0.95), ("level_accuracy", 0.96), ("parent_accuracy", 0.96)],
)
def test_pages_stay_above_the_floor(pages: dict[str, Any], measure: str, floor: float) -> None:
    assert pages[measure] >= floor


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("boilerplate_chars", 0.985),
        ("body_chars", 0.99),
        ("headings_block", 0.98),
        ("headings_runin", 0.93),
    ],
)
def test_pages_stay_above_the_floor_in_f1(
    pages: dict[str, Any], measure: str, floor: float
) -> None:
    assert pages[measure]["F"] >= floor


NAMES = re.compile(r"""\s(?:class|id)=("[^"]*"|'[^']*'|[^\s>]+)""")
HIDDEN = re.compile("hidden|sr-only|screen-reader|invisible")  # what a reader does not see
REGIONS = re.compile(r"(</?)(?:article|aside|footer|header|main|nav|section)\b")


@pytest.fixture(scope="module")
def bare_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pages as they would be if their elements had no names and were all "div"."""
    folder = tmp_path_factory.mktemp("bare")
    for place in PAGES.iterdir():
        source = decode((place / "source.html").read_bytes()).text
        source = NAMES.sub(lambda m: m[0] if HIDDEN.search(m[1]) else "", source)
        (folder / f"{place.name}.html").write_text(REGIONS.sub(r"\1div", source), encoding="utf-8")
    documents = [recover_structure(read(file, file.stem)) for file in sorted(folder.iterdir())]
    return evaluate(documents, PAGES, tmp_path_factory.mktemp("scored"))


def test_pages_are_read_without_the_names_of_their_elements(bare_pages: dict[str, Any]) -> None:
    assert bare_pages["role_macro_F"] >= 0.85
    assert bare_pages["boilerplate_chars"]["F"] >= 0.96
    assert bare_pages["headings_block"]["F"] >= 0.96
    assert bare_pages["headings_runin"]["F"] >= 0.95
    assert bare_pages["parent_accuracy"] >= 0.95


def test_nothing_that_a_reader_sees_is_lost() -> None:
    page = (
        "<body><nav><a href=/>Home</a></nav><p>One <b>two</b></p><div>three<p>four</p>five</div>"
        "<form><label>six</label><button>seven</button></form><footer>eight</footer>"
        "<script>no</script><div style='display: none'>no</div><p hidden>no</p>"
        "<template>no</template><noscript>no</noscript></body>"
    )
    text = read_html(page.encode()).text
    assert text.split() == ["Home", "One", "two", "three", "four", "five", "six", "seven", "eight"]


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p>We <a href=x>will\nact</a> now.</p>", ["We will act now."]),
        ("<p>One.<br><br>Two.</p>", ["One.", "Two."]),
        ("<p>12 Mill Lane<br>Aldport</p>", ["12 Mill Lane\nAldport"]),
        ("<p><b>Aims</b><br>We act.</p>", ["Aims", "We act."]),
        ("<p>One.<br>　　Two.</p>", ["One.", "Two."]),
        ("<table><tr><th>River<th>km<tr><td>Ems<td>371</table>", ["River\tkm\nEms\t371"]),
        (
            "<table><tr><td><p>(1)<td><p>Whereas boats are sold.</table>",
            ["(1) Whereas boats are sold."],
        ),
        ("<table><tr><td><p>Left<td><p>Right</table>", ["Left", "Right"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<h1>Our<br>plan</h1>", ["Our plan"]),
        ("<a href=a>Home</a><a href=b>News</a>", ["Home News"]),
        ("<p><span>F</span>or years.</p>", ["For years."]),
        ("<pre>one\n  two\n\nthree</pre>", ["one\ntwo", "three"]),
    ],
)
def test_blocks_are_those_of_the_page(page: str, blocks: list[str]) -> None:
    assert read_html(page.encode()).text.split("\n\n") == blocks


def test_marks_say_what_the_page_says() -> None:
    page = (
        "<nav><a href=/>Home</a> <a href=/b>News</a></nav><article><h2>Aims</h2>"
        f"<p><b>Water.</b> {WORDS}</p><ul><li>dredge</ul><blockquote>Well said.</blockquote>"
        "<figure><figcaption>The Ems.</figcaption></figure></article>"
    )
    found = read_html(page.encode())
    for tag, texts in {
        "furniture": ["Home News"],
        "h2": ["Aims"],
        "b": ["Water."],
        "li": ["dredge"],
        "quote": ["Well said."],
        "caption": ["The Ems."],
    }.items():
        assert tags(found, tag) == texts


def test_the_style_sheet_in_a_page_says_what_is_bold() -> None:
    sheet = "<style>.c1{font-weight:400}span.c2 {font-weight:700}\n.c3{font-style:italic}</style>"
    lines = "<p class=c1><span class=c2>Aims</span></p><p><span class='c1 c3'>So</span> far</p>"
    found = read_html(f"<head>{sheet}</head>{lines}".encode())
    assert (tags(found, "b"), tags(found, "i")) == (["Aims"], ["So"])


def test_an_article_within_a_form_or_a_sidebar_class_is_no_furniture(tmp_path: Path) -> None:
    text = f"<h1>Clean rivers</h1><p>{WORDS}</p><p>{WORDS}</p>"
    page = f"<form><div class='has-sidebar'>{text}</div></form>"
    assert [kind for kind, _ in kinds(structured(tmp_path, page))] == ["title"] + ["paragraph"] * 2


def test_a_heading_can_be_only_bold_and_a_logo_can_be_marked_as_one(tmp_path: Path) -> None:
    page = (
        "<title>Clean rivers | Ministry</title><div id=top><h1><a href='/'>Ministry</a></h1></div>"
        f"<div><h2>Clean rivers</h2><p>{WORDS}</p><p><strong>What comes next</strong></p>"
        f"<p>{WORDS}</p><p><b>Money.</b> {WORDS}</p></div>"
    )
    document = structured(tmp_path, page)
    assert [kind for kind, _ in kinds(document)] == [
        "boilerplate", "title", "paragraph", "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    heading, run_in = (b for b in document.blocks if b.kind == "heading")
    assert (heading.run_in, heading.level, run_in.run_in, run_in.level) == (False, 1, True, 2)


TEASERS = "".join(
    f"<li><a href=/{i}><h3>Another story of {river}</h3></a><p>{WORDS}</p></li>"
    for i, river in enumerate(("Ems", "Ruhr", "Lahn"))
)
TEXT = "".join(f"<p>{WORDS} {WORDS}</p>" for _ in range(9))


def furniture_of(body: str) -> list[str]:
    page = f"<title>Clean rivers</title><body><div><h1>Clean rivers</h1>{TEXT}{body}</div></body>"
    return tags(read_html(page.encode()), "furniture")


@pytest.mark.parametrize(
    ("body", "furniture"),
    [
        (f"<ul>{TEASERS}</ul>{TEXT}", 6),
        # documents under headings of the text, each with a link below it
        (
            "".join(
                f"<section><h3>{name}</h3><p>{WORDS}</p><p><a href=/x>Full text</a></section>"
                for name in ("The act", "The plan")
            ),
            0,
        ),
        # items of the text that open with a link
        ("<ul><li><a href=/a>Treaty of Holm</a>, which is in force<li>A second treaty</ul>", 0),
        (f"<div><h4>Our letter</h4><p>{WORDS}</p><a href=/s>Subscribe now</a></div>", 3),
        (f"<p>To vote, <a href=/s>register</a> before May. {WORDS}</p>", 0),
        (f"<div><p>{WORDS}</p><ul><li>Jobs</ul><p>© 2023 Holm</p></div>", 3),
        (f"<p>The © 2023 of the map is with the state, which gave it away. {WORDS}</p>{TEXT}", 0),
        ("<p>3 min read</p><p>1.2K followers</p><p>Scroll to continue</p>", 3),
        ("<p>Share of the coast: 3 percent</p><p>Follow the money.</p>", 0),
        (f"<p>Are you affected by this?</p><p>Call 0300 100</p><h2>Notes</h2><p>{WORDS}</p>", 2),
        (f"<h2>Press contacts</h2><p>Ola Brenn</p><p>+00 470</p><h2>Notes</h2><p>{WORDS}</p>", 3),
        (f"<h4>Who pays?</h4><div class=faq-dropdown><p>{WORDS}</p></div>", 0),
        ("<div class=dropdown><a href=/a>One</a><p>Two</p></div>", 2),
        (f"<div class=col-aside><h3>Details</h3><dl><dt>Date<dd>3 May</dl></div>{TEXT}", 3),
        (f"{TEXT}<p>An earlier version of this article gave the wrong river.</p>", 1),
        (f"{TEXT}<p>An earlier version of this law gave the state more power.</p>", 0),
        ("<font>Find this at:<br>www.holm.example<br>© Holm 2009</font>", 1),
        ("<p>Listen to this story on our app.</p><p>Listen to this, said he.</p>", 1),
        (f"{TEXT}<p><i>For more like this, sign up to our weekly newsletter.</i></p>", 1),
        (f"{TEXT}<div><h3>2 thoughts on “Rivers”</h3><p>Tom:</p><p>{WORDS}</p></div>", 3),
        (f"{TEXT}<h3>3 thoughts on the budget</h3><p>{WORDS}</p>", 0),
        (f"<p>Official websites use .gov. A .gov site is ours.</p>{TEXT}", 1),
        (f"<p>Like it? Sign up for our weekly newsletter.</p>{TEXT}", 1),
        ("<p>5–7 minutes</p><p>The 5–7 minutes that count</p>", 1),
        (f"<blockquote><p>{WORDS}</p></blockquote>", 1),
        ("<blockquote><p>A river is not a pipe, and needs its room.</p></blockquote>", 0),
    ],
)  # fmt: skip
def test_furniture_shows_by_its_shape_and_what_it_asks(body: str, furniture: int) -> None:
    assert len(furniture_of(body)) == furniture


@pytest.mark.parametrize(
    ("body", "tag", "texts"),
    [
        ("<p>By <a href=/1>Ada Rill</a> and <a href=/2>Jon Aas</a></p>", "byline", 1),
        ("<p><a href=/authors/ar>Ada Rill</a></p>", "byline", 1),
        ("<p>By the river they sat.</p>", "byline", 0),
        ("<h2>Speech by Ada Rill, minister, in Holm</h2>", "byline", 1),
        ("<h2 class=sub-title>What it means for Holm</h2>", "standfirst", 1),
        ("<h2>What it means for Holm</h2>", "standfirst", 0),
        (
            "<h2>What it means</h2><figure><img><figcaption>Holm</figcaption></figure>"
            "<time>9 May 2023</time>",
            "standfirst",
            1,
        ),
        (f"<h2>What it means for Holm and the rest of us</h2>{TEXT}", "standfirst", 1),
        (f"<h2>What it means for Holm and all of us</h2>{TEXT}<h2>No</h2>", "standfirst", 0),
        ("<p>By Ada Rill</p><p>Holm reporter</p>", "byline", 2),
        (f"<div class=AuthorInfo>Ada Rill</div>{TEXT}", "credit", 0),
        (f"{TEXT}<div class=AuthorInfo>Ada Rill covers the rivers.</div>", "credit", 1),
        ("<p><b>国办发〔2023〕30号</b></p>", "byline", 1),
        (f"{TEXT}<p>Editor: Wang Lin</p>", "credit", 1),
        (f"{TEXT}<p>Editors: who needs them, asked the minister.</p>{TEXT}", "credit", 0),
        (f"{TEXT}<p align=right>Office of the Minister</p>", "credit", 1),
        (f"<p>By Ada Rill</p>{TEXT}<p>Ada Rill is a fellow of the institute.</p>", "credit", 1),
        (f"<p>By Ada Rill</p>{TEXT}<p>Ada Rill's river is the Ems.</p>", "credit", 0),
        (f"{TEXT}<p><i>This interview has been edited.</i></p>", "credit", 1),
        (f"{TEXT}<p><i>Question put and agreed to.</i></p>", "credit", 0),
        (f"{TEXT}<p>Jon Aas in Holm contributed to this report.</p>", "credit", 1),
        (f"{TEXT}<p>The rain contributed to the flood, says Jon Aas.</p>", "credit", 0),
        (f"{TEXT}<div style='text-align:right'><p>Jon Aas, Mayor</p></div>", "credit", 1),
        (f"{TEXT}<img src=a><div>© J. Aas</div>{TEXT}", "caption", 1),
        ("<div class=quote__text>Late.</div><div class=quote__author>J. Aas</div>", "source", 1),
        ("<div class=quote__text>Late.</div><div class=author>J. Aas</div>", "source", 0),
        (f"{TEXT}<img src=a><div>The Ems at dawn in Holm</div>{TEXT}", "caption", 1),
        (f"{TEXT}<p><img src=a></p><p>The Ems at dawn in Holm</p>{TEXT}", "caption", 0),
        ("<figure><img><span>The Ems at dawn</span></figure>", "caption", 1),
        (f"<blockquote><p>{WORDS[:50]}</p><cite>Ada Rill</cite></blockquote>", "source", 1),
        (f"<blockquote><p>{WORDS[:50]}</p><p><i>No more.</i></p></blockquote>", "source", 0),
        (
            "<figure><blockquote>Late.</blockquote><figcaption>Ada Rill</figcaption></figure>",
            "source",
            1,
        ),
    ],
)  # fmt: skip
def test_people_of_a_page_are_told_from_its_text(body: str, tag: str, texts: int) -> None:
    page = f"<title>Clean rivers</title><body><div><h1>Clean rivers</h1>{body}{TEXT[:90]}</div>"
    assert len(tags(read_html(page.encode()), tag)) == texts


def test_where_a_page_marks_its_headings_a_short_line_is_text(tmp_path: Path) -> None:
    lines = f"<p>Residents of Holm: 842</p><p>{WORDS}</p>"
    marked = f"<h1>Clean rivers</h1>{TEXT}<h2>One</h2>{TEXT}<h2>Two</h2>{TEXT}{lines}"
    kinds_of = dict(reversed(pair) for pair in kinds(structured(tmp_path, marked)))
    assert kinds_of["Residents of Holm: 842"] == "paragraph"
    assert kinds_of["Two"] == "heading"


def test_one_who_speaks_again_and_again_is_no_heading(tmp_path: Path) -> None:
    talk = "".join(f"<p><b>Mr Reed:</b> {WORDS}</p><p>{WORDS}</p>" for _ in range(3))
    page = f"<h1>Clean rivers</h1>{talk}<p><b>Money:</b> {WORDS}</p>"
    assert [text for kind, text in kinds(structured(tmp_path, page)) if kind == "heading"] == [
        "Money:"
    ]


def test_a_name_that_speaks_again_is_no_heading_with_its_office(tmp_path: Path) -> None:
    names = ("Minister Ada Rill:", "Chair:", "Ada Rill:", "Chair:", "Ada Rill:")
    talk = "".join(f"<p><b>{name}</b> {WORDS}</p><p>{WORDS}</p>" for name in names)
    page = f"<h1>Clean rivers</h1>{talk}"
    assert "heading" not in {kind for kind, _ in kinds(structured(tmp_path, page))}


def test_a_number_and_a_title_each_in_bold_are_one_heading(tmp_path: Path) -> None:
    parts = "".join(
        f"<p><b>Section {n}</b>.  <b>{title}</b>.  {WORDS}</p>"
        for n, title in ((1, "Purpose"), (2, "Policy"))
    )
    found = kinds(structured(tmp_path, f"<h1>Clean rivers</h1><p>It is ordered:</p>{parts}"))
    headings = [" ".join(text.split()) for kind, text in found if kind == "heading"]
    assert headings == ["Section 1. Purpose.", "Section 2. Policy."]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("<h3>What we do</h3>", "heading"),
        ("<p><b>Our work</b></p>", "heading"),
        ("<p>Our work</p>", "boilerplate"),
        ("<h3>Subscribe</h3>", "boilerplate"),
    ],
)
def test_what_reads_like_a_menu_can_head_text(tmp_path: Path, heading: str, kind: str) -> None:
    page = f"<h1>Clean rivers</h1>{TEXT}{heading}{TEXT}<h3>Money</h3>{TEXT}"
    found = {text: kind for kind, text in kinds(structured(tmp_path, page))}
    assert found[TAG.sub("", heading)] == kind


@pytest.mark.parametrize(
    ("headings", "levels"),
    [
        ("<h2>1. Aims</h2><h2>1.1 Mud</h2><h2>2. Money</h2>", [1, 2, 1]),
        ("<h2>I. Aims</h2><h2>A. Mud</h2><h2>II. Money</h2><h2>A. Tax</h2>", [1, 2, 1, 2]),
        ("<h2>一、目标</h2><h2>（一）泥沙</h2><h2>二、经费</h2><h2>（一）税收</h2>", [1, 2, 1, 2]),
        ("<h2>A. Aims</h2><h2>B. Mud</h2><h2>1. Money</h2>", [1, 1, 1]),
        ("<h4>Aims</h4><h5>Mud</h5><h4>Money</h4>", [1, 2, 1]),
        ("<h2>Aims</h2><h5>Mud</h5><h3>Fish</h3><h2>Money</h2>", [1, 2, 2, 1]),
        ("<h2>Aims</h2><p><b>Mud</b></p><h2>Money</h2><p><b>Tax</b></p>", [1, 2, 1, 2]),
        ("<h6>The ministry</h6><h2>Aims</h2><h2>Money</h2>", [1, 1]),
    ],
)
def test_levels_hold_where_tags_skip_and_numbers_say_more(
    tmp_path: Path, headings: str, levels: list[int]
) -> None:
    page = "<h1>Clean rivers</h1>" + re.sub(r"(</(?:h[2-5]|p)>)", rf"\1{TEXT}", headings)
    document = structured(tmp_path, page)
    assert [b.level for b in document.blocks if b.kind == "heading"] == levels


def test_metadata_of_a_page_become_columns(tmp_path: Path) -> None:
    page = (
        "<html lang=en><head><title>Clean rivers | Ministry</title>"
        "<meta property='article:published_time' content='2023-05-04T10:00:00Z'>"
        "<link rel=canonical href='https://rivers.example/clean'>"
        '<script type="application/ld+json">{"@type":"NewsArticle","@context":"https://schema.org",'
        '"headline":"Clean rivers","author":{"@type":"Person","name":"Ada Rill"}}</script></head>'
        f"<body><h1>Clean rivers</h1><p>{WORDS}</p></body></html>"
    )
    assert structured(tmp_path, page).source.metadata.items() >= {
        ("title", "Clean rivers"),
        ("author", "Ada Rill"),
        ("date", "2023-05-04"),
        ("url", "https://rivers.example/clean"),
        ("language", "en"),
    }


@pytest.mark.parametrize("charset", ["windows-1251", "gb18030", "utf-8"])
def test_a_page_is_decoded_as_it_says(charset: str) -> None:
    words = "Реки 河流"[:4] if charset == "windows-1251" else "河流 rivers"
    page = f"<meta charset={charset}><p>{words}</p>".encode(charset)
    assert read_html(page).text == words


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "deep" + "</div>" * 10_000,
        "<b>" * 10_000 + "deep",
        "<ul><li>" * 5_000 + "deep",
        "<table><tr><td>" * 3_000 + "deep",
    ],
    ids=["divs", "bold", "lists", "tables"],
)
def test_deep_pages_are_read_to_the_ground(page: str) -> None:
    assert read_html(page.encode()).text == "deep"


def word_document(fill: Any) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plan(document: Any) -> None:
    document.core_properties.title = "Clean rivers"
    document.core_properties.author = "Ada Rill"
    document.sections[0].header.paragraphs[0].text = "Ministry of Water"
    document.add_paragraph("Clean rivers", style="Title")
    document.add_heading("1. Aims", 1)
    opening = document.add_paragraph()
    opening.add_run("Purpose.").bold = True
    opening.add_run(f" {WORDS}")
    document.add_heading("1.1 Money", 2)
    document.add_paragraph(WORDS)
    document.add_paragraph("dredging", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("River", "km", "Ems", "371"), strict=True):
        cell.text = text
    document.add_paragraph("Table 1. Two rivers", style="Caption")


def test_a_word_document_is_marked_by_its_styles(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(word_document(plan))
    document = recover_structure(read(file))
    assert kinds(document) == [
        ("boilerplate", "Ministry of Water"),
        ("title", "Clean rivers"),
        ("heading", "1. Aims"),
        ("heading", "Purpose."),
        ("paragraph", WORDS),
        ("heading", "1.1 Money"),
        ("paragraph", WORDS),
        ("list_item", "dredging"),
        ("table", "River\tkm\nEms\t371"),
        ("caption", "Table 1. Two rivers"),
    ]
    headings = [block for block in document.blocks if block.kind == "heading"]
    assert [(b.level, b.marker, b.run_in) for b in headings] == [
        (1, "1", False),
        (2, "", True),
        (2, "1.1", False),
    ]
    assert headings[0].reason == "marked h1: style heading 1"
    assert document.source.metadata["author"] == "Ada Rill"
    assert document.source.encoding == "docx"


def number(document: Any, *levels: tuple[str, str, str]) -> None:
    """Number the styles of a Word document: form, pattern and style of each level."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    described = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern, style) in enumerate(levels)
    )
    part = document.part.numbering_part.element
    part.insert(
        0, parse_xml(f'<w:abstractNum {w} w:abstractNumId="90">{described}</w:abstractNum>')
    )
    part.append(parse_xml(f'<w:num {w} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for n in range(len(levels)):
        properties = document.styles[f"Heading {n + 1}"].element.pPr
        numbers = f'<w:ilvl w:val="{n}"/><w:numId w:val="90"/>'
        properties.append(parse_xml(f"<w:numPr {w}>{numbers}</w:numPr>"))


def numbered_plan(document: Any) -> None:
    number(document, ("upperRoman", "%1.", "Heading1"), ("upperLetter", "%2.", "Heading2"))
    for level, words in ((1, "Aims"), (2, "Water"), (2, "Soil"), (1, "Means"), (2, "Money")):
        document.add_heading(words, level)
        document.add_paragraph(WORDS)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", ["1", "2", "3"]),
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperLetter", ["A", "B", "C"]),
        ("decimalZero", ["01", "02", "03"]),
        ("chineseCounting", ["一", "二", "三"]),
        ("bullet", ["", "", ""]),
    ],
)
def test_lists_are_counted_in_their_own_figures(form: str, printed: list[str]) -> None:
    numbering = Numbering({"7": "0"}, {("0", 0): Level(form, "%1")})
    assert [numbering.label(("7", "0"), "") for _ in printed] == printed


def test_the_numbers_that_word_prints_are_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(word_document(numbered_plan))
    document = recover_structure(read(file))
    headings = [
        (b.level, b.marker, document.text[b.start_char : b.end_char])
        for b in document.blocks
        if b.kind == "heading"
    ]
    assert headings == [
        (1, "I", "I. Aims"),
        (2, "A", "A. Water"),
        (2, "B", "B. Soil"),
        (1, "II", "II. Means"),
        (2, "A", "A. Money"),
    ]


def print_pdf(path: Path, pages: list[list[tuple[float, str, float]]], title: str = "") -> None:
    """Print lines, each with its place from the top in points, its words and their size."""
    print_columns(path, [[(0.12, *line) for line in lines] for lines in pages], title)


def print_columns(
    path: Path, pages: list[list[tuple[float, float, str, float]]], title: str = ""
) -> None:
    """Print lines that begin at a share of the width of the page."""
    facts = {"Title": title, "CreationDate": None}
    with rc_context({"pdf.fonttype": 42}), PdfPages(path, metadata=facts) as pdf:
        for lines in pages:
            figure = Figure(figsize=(8.27, 11.69))
            for left, top, words, size in lines:
                figure.text(left, 1 - top / 842, words, fontsize=size)
            pdf.savefig(figure)


def column(
    left: float, top: float, lines: list[str], size: float = 9
) -> list[tuple[float, float, str, float]]:
    return [(left, top + 14 * n, words, size) for n, words in enumerate(lines)]


FIRST = [
    "The harbour of the town is older than the",
    "town itself. Nobody can say who built the",
    "mole, or when; a chart of 1702 shows it as",
    "it stands today, and calls it old. What is",
    "known is what it cost to keep. The council",
    "paid for stone in every year but four.",
]
SECOND = [
    "The second mole is of our own day. It was",
    "begun when the ferry grew too long for the",
    "quay, and ended when the money did. It has",
    "no light, and three ships have found that",
    "out since. The office asks for a lamp, for",
    "a keeper, and for a word of thanks.",
]


@pytest.mark.parametrize("lower", [0, 5], ids=["lines side by side", "lines that stand lower"])
def test_a_page_in_two_columns_is_read_column_by_column(tmp_path: Path, lower: float) -> None:
    file = tmp_path / "harbour.pdf"
    across = (
        0.12,
        60.0,
        "What the harbour of the town costs the council, and what it is worth",
        14,
    )
    print_columns(
        file, [[across, *column(0.12, 120, FIRST), *column(0.55, 120 + lower, SECOND)]], ""
    )
    text = read(file).text
    assert text.index("What the harbour") < text.index("The harbour of the town")
    assert " ".join(FIRST) in text
    assert " ".join(SECOND) in text


def test_a_page_in_three_columns_is_read_column_by_column(tmp_path: Path) -> None:
    file = tmp_path / "gazette.pdf"
    third = [line.replace("mole", "dock") for line in FIRST]
    columns = [*column(0.08, 90, FIRST, 7), *column(0.38, 94, SECOND, 7)]
    print_columns(file, [[*columns, *column(0.68, 99, third, 7)]])
    assert read(file).text.split() == " ".join([*FIRST, *SECOND, *third]).split()


def test_a_menu_beside_the_text_is_a_column(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    menu = ["Home", "News", "Speeches", "Bureaus", "Search", "Mail us"]
    print_columns(file, [[*column(0.1, 90, menu), *column(0.35, 96, [*FIRST, *SECOND], 10)]])
    assert read(file).text.split() == [
        *" ".join(menu).split(),
        *" ".join([*FIRST, *SECOND]).split(),
    ]


def test_the_rows_of_a_table_in_a_pdf_stay_together(tmp_path: Path) -> None:
    file = tmp_path / "table.pdf"
    goods = ["Wheat", "Barley", "Wool", "Herring", "Salt", "Timber", "Iron", "Cloth"]
    rows = [*column(0.12, 90, goods), *column(0.7, 90, [str(n * 37) for n in range(8)])]
    print_columns(file, [rows])
    for n, name in enumerate(goods):
        assert f"{name}\t{n * 37}" in read(file).text


def test_what_a_browser_prints_around_a_page_is_furniture(tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    print_pdf(
        file,
        [
            [
                (20, "11/3/24, 9:05 AM      The Harbour of the Town", 8),
                (90, "The Harbour of the Town", 22),
                *[(130.0 + 15 * n, line, 11) for n, line in enumerate(FIRST)],
                (825, "https://www.harbour.example/costs      1/1", 8),
            ]
        ],
    )
    found = kinds(recover_structure(read(file)))
    assert [kind for kind, words in found if "9:05" in words or "https" in words] == [
        "boilerplate",
        "boilerplate",
    ]
    assert ("title", "The Harbour of the Town") in found


def test_a_pdf_is_read_over_its_lines_and_pages(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    head = (30, "Ministry of Water | Clean rivers", 8)
    print_pdf(
        file,
        [
            [
                head,
                (90, "Clean rivers", 22),
                (130, "1. Aims", 15),
                (
                    160,
                    "The rivers of the country shall be clean by the year 2035, and remain so,",
                    11,
                ),
                (
                    175,
                    "for the children of those who live beside them and for all of the other",
                    11,
                ),
                (815, "1", 8),
            ],
            [
                head,
                (90, "people. It rests on ten years of measure-", 11),
                (105, "ments.", 11),
                (140, "2. Means", 15),
                (170, "The ministry pays.", 11),
                (815, "2", 8),
            ],
        ],
        title="Clean rivers",
    )
    document = recover_structure(read(file))
    assert kinds(document) == [
        ("boilerplate", "Ministry of Water | Clean rivers"),
        ("title", "Clean rivers"),
        ("heading", "1. Aims"),
        (
            "paragraph",
            "The rivers of the country shall be clean by the year 2035, and remain so, for the "
            "children of those who live beside them and for all of the other people. It rests on "
            "ten years of measurements.",
        ),
        ("boilerplate", "1"),
        ("boilerplate", "Ministry of Water | Clean rivers"),
        ("heading", "2. Means"),
        ("paragraph", "The ministry pays."),
        ("boilerplate", "2"),
    ]
    assert document.source.metadata["title"] == "Clean rivers"


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def blank_pdf(tmp_path: Path) -> bytes:
    print_pdf(tmp_path / "blank", [[]])
    return (tmp_path / "blank").read_bytes()


def encrypted_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
        b"endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<31><31>]/Size 4>>\n%%EOF"
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.html", b"%PDF-1.4 ...", "is a PDF; name it .pdf"),
        ("a.txt", b"%PDF-1.4 ...", "is a PDF; name it .pdf"),
        ("a.txt", zipped(x=b"x"), "zip archive; unpack it"),
        ("a.docx", b"only words", "no Word document"),
        ("a.docx", zipped(x=b"x"), "another zip archive"),
        ("a.docx", word_document(plan)[:9000], "saved only in part"),
        ("a.docx", word_document(lambda document: None), "without text"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old kind \(.doc\)"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted Word",
        ),
        ("a.pdf", b"<html><p>Not found</p>", "no PDF"),
        ("a.pdf", b"%PDF-1.7\nnothing else", "damaged PDF"),
        ("a.pdf", encrypted_pdf(), "encrypted PDF"),
        ("a.pdf", "BLANK", "no text layer"),
        ("a.htm", b"From: <Saved>\r\nContent-Type: multipart/related; x", "MHTML"),
        ("a.html", b"<html><script>app()</script></html>", "without text"),
        ("a.html", b" ", "is empty"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_remedy(
    tmp_path: Path, name: str, data: Any, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(blank_pdf(tmp_path) if data == "BLANK" else data)
    with pytest.raises(ValueError, match=said) as caught:
        read(file)
    assert str(caught.value).startswith(str(file))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bomb.docx"
    file.write_bytes(zipped(**{"word/document.xml": b" " * 3_000_000}))
    monkeypatch.setattr("policytext.reading.docx.LARGEST", 1_000_000)
    with pytest.raises(ValueError, match=r"bomb\.docx unpacks to 3 MB, more than 1 MB"):
        read(file)


def test_what_a_browser_saves_beside_a_page_is_not_read(tmp_path: Path) -> None:
    for name in ("plan.html", "plan_files/frame.html", "my_files/note.txt", "~$plan.docx"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(WORDS)
    found = [str(path.relative_to(tmp_path)) for path in find_sources(tmp_path)]
    assert found == ["my_files/note.txt", "plan.html"]


@pytest.mark.parametrize(("name", "library"), [("docx", "docx"), ("pdf", "pdfplumber")])
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    file = tmp_path / f"plan.{name}"
    file.write_bytes(word_document(plan) if name == "docx" else b"%PDF-1.4")
    with pytest.raises(ImportError, match=rf"plan\.{name} .*pip install 'policytext\[{name}\]'"):
        read(file)


def test_a_batch_of_formats_goes_on_over_what_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<h1>Clean rivers</h1><p>{WORDS}</p>")
    (tmp_path / "plan.docx").write_bytes(word_document(plan))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.warns(UserWarning, match=r"broken\.pdf is a damaged PDF"):
        corpus = _build(tmp_path)
    assert corpus.documents["title"].tolist() == ["Clean rivers", "Clean rivers"]
    assert corpus.documents["author"].tolist()[1] == "Ada Rill"
    for row in corpus.tokens.itertuples():
        assert corpus.texts[row.doc_id][row.start_char : row.end_char] == row.text


def _build(folder: Path) -> pt.Corpus:
    import spacy  # noqa: PLC0415

    return pt.build(folder, pipeline=spacy.blank("en"))


HINTS = """
[[hint]]
file = "*.txt"
pattern = "^Annexed"
kind = "heading"
level = 2

[[hint]]
lines = "1-2"
kind = "boilerplate"
"""


def test_hints_overrule_the_rules_and_travel_with_the_corpus(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    file = texts / "plan.txt"
    file.write_text(f"Clean rivers\n\n{WORDS}\n\nAnnexed tables\n\n{WORDS}\n")
    before = _build(texts)
    assert "hints" not in before.documents
    (texts / "policytext.toml").write_text(HINTS)
    blocks = recover_structure(read(file)).blocks
    assert [(b.kind, b.level) for b in blocks][::2] == [("boilerplate", 0), ("heading", 2)]
    assert blocks[2].reason == "hint: policytext.toml, hint 1"
    corpus = _build(texts)  # not from the cache
    assert corpus.blocks["kind"].tolist()[0] == "boilerplate"
    folder = corpus.save(tmp_path / "corpus")
    manifest = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    assert [hint["kind"] for hint in manifest["hints"]["plan"]] == ["heading", "boilerplate"]
    (texts / "plan.hints.toml").write_text('[[hint]]\nlines = 1\nkind = "title"\n')
    assert recover_structure(read(file)).blocks[0].kind == "title"
    other = tmp_path / "other.toml"
    other.write_text('[[hint]]\nlines = 1\nkind = "byline"\n')
    assert recover_structure(read(file, hints=other)).blocks[0].kind == "byline"


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        ("[[hint]\n", r"policytext\.toml is not TOML.*line 1"),
        ('kind = "title"', "'kind' is no table"),
        ('[[hint]]\nlines = 1\nkind = "headline"', "hint 1: kind is 'headline'; it is one of"),
        ('[[hint]]\nlines = "3-1"\nkind = "title"', "hint 1: lines is '3-1'"),
        ('[[hint]]\npattern = "("\nkind = "title"', "hint 1: pattern"),
        ('[[hint]]\nlines = 1\nkind = "title"\nlevel = 2', "hint 1: level is 2"),
        ('[[hint]]\nline = 1\nkind = "title"', "hint 1: 'line' is not known"),
        ('[[hint]]\nkind = "title"', "lines and pattern are missing"),
    ],
)
def test_a_bad_hint_is_named_with_its_key(tmp_path: Path, hints: str, said: str) -> None:
    (tmp_path / "plan.txt").write_text(WORDS)
    (tmp_path / "policytext.toml").write_text(hints)
    with pytest.raises(ValueError, match=said) as caught:
        read(tmp_path / "plan.txt")
    assert "policytext.toml" in str(caught.value)


def test_explain_prints_every_block_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = f"<nav><a href=/>Home</a></nav><h1>Clean rivers</h1><p><b>Aims.</b> {WORDS * 9}</p>"
    file = tmp_path / "page.html"
    file.write_text(page)
    assert main(["explain", str(file)]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines[0].split() == ["1", "boilerplate", "Home"]
    assert lines[1].strip() == "[marked furniture: nav]"
    assert "run-in" in out
    assert "[opening in bold]" in out
    assert "…" in out
    assert max(map(len, lines)) <= 100
    assert main(["explain", "--full", str(file)]) == 0
    assert "…" not in capsys.readouterr().out


def test_explain_goes_on_over_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("")
    assert main(["explain", str(tmp_path / "a.txt")]) == 1
    (tmp_path / "b.txt").write_text(WORDS)
    assert main(["explain", str(tmp_path)]) == 3
    captured = capsys.readouterr()
    assert "a.txt is empty" in captured.err
    assert "[running text]" in captured.out


def test_sections_that_are_parted_alike_keep_their_headings(tmp_path: Path) -> None:
    parts = "".join(
        f"<h2>{name}</h2><h3>What we want</h3><p>{WORDS}</p><h3>What we will do</h3><p>{WORDS}</p>"
        for name in ("Rivers", "Lakes", "Seas", "Springs")
    )
    document = structured(tmp_path, f"<h1>Our water</h1>{parts}")
    headings = [b.level for b in document.blocks if b.kind == "heading"]
    assert headings == [1, 2, 2] * 4


def test_the_sign_that_leads_to_a_heading_is_no_part_of_it(tmp_path: Path) -> None:
    page = f'<h1>Our water</h1><h2 id="r">Rivers <a href="#r">#</a></h2><p>{WORDS}</p>'
    assert ("heading", "Rivers") in kinds(structured(tmp_path, page))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("July 15, 2025 – Port Holm, Norland", "byline"),
        ("From: <a href='/works'>Ministry of Works</a> and Ann Lee", "byline"),
        ("<a href='/p/lee'>Ann Lee</a><div>East Coast correspondent, Holm</div>", "byline"),
        ("The rivers of the north rose for the last time on July 15, 2025.", "paragraph"),
    ],
)
def test_place_and_date_below_the_title_are_the_byline(
    tmp_path: Path, line: str, kind: str
) -> None:
    page = f"<main><h1>Our water and the sea</h1><div>{line}</div>" + f"<p>{WORDS}</p>" * 4
    found = kinds(structured(tmp_path, page + "</main>"))
    assert found[-5][0] == kind


def test_the_size_of_letters_in_a_theme_is_no_furniture(tmp_path: Path) -> None:
    line = '<p class="has-small-font-size">September 26, 2024 by Ann Lee</p>'
    page = f"<main><h1>Our water and the sea</h1>{line}" + f"<p>{WORDS}</p>" * 4 + "</main>"
    assert ("byline", "September 26, 2024 by Ann Lee") in kinds(structured(tmp_path, page))
