"""The report in a real browser: its search, sorting, links and downloads, in light and dark."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pandas as pd
import pytest
from tables import corpus_of

import policytext as pt

HOSTILE = "</p></script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
SEARCH_LIMIT = 200  # milliseconds
WIDTHS = [360, 1600]
SCHEMES = ["light", "dark"]


@pytest.fixture(scope="module")
def report(seeds, tmp_path_factory):
    return pt.write_report(seeds, tmp_path_factory.mktemp("report")).as_uri()


@pytest.fixture
def opened(page, report):
    page.goto(report)
    return page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A report on a text that tries to run, to turn its lines round and to burst its column."""
    corpus = corpus_of(
        [
            ("a", 0, "title", f"Title {HOSTILE}"),
            ("a", 1, "heading", f"Heading {HOSTILE} \u202e"),
            ("a", 1, "paragraph", f"{HOSTILE} \u2028 \0 &lt;b&gt; \u200f right"),
            ("a", 1, "paragraph", "A" * 1_000_000),
            ("a", 1, "table", f"{'w' * 49} " * 20_000 + "needle"),
        ],
        [("a", 0, None, 0, "", ""), ("a", 1, 0, 1, "", f"Heading {HOSTILE}")],
    )
    documents = corpus.documents.assign(title=f"Text {HOSTILE}", url="javascript:window.ran=1")
    failures = {"bad.txt": f"bad.txt cannot be read: {HOSTILE}"}
    corpus = replace(corpus, documents=documents, failures=failures)
    return pt.write_report(corpus, tmp_path_factory.mktemp("hostile")).as_uri()


def search(page, query, *, where="text", order="place"):
    """Search, and give what the page says it found."""
    page.select_option("#where", where)
    page.select_option("#order", order)
    page.fill("#query", query)
    page.press("#query", "Enter")
    return page.inner_text("#found")


@pytest.mark.parametrize("query", ["national security", "Security", "the party’s", "zebra"])
def test_a_search_finds_what_the_concordance_finds(opened, seeds, query):
    lines = len(pt.concordance(seeds.body, query))
    found = search(opened, query)
    assert re.match(r"\d*", found)[0] == str(lines)


def test_marks_in_words_are_found_as_they_are_typed(opened):
    assert search(opened, "Chinese-style") != "0 lines in 0 of 2 texts"
    assert search(opened, "party's") == search(opened, "party’s") != "0 lines in 0 of 2 texts"
    for mark in ".+?^${}()|[]\\/-&~@!":
        assert search(opened, f"a{mark}b") == "0 lines in 0 of 2 texts"


def test_lines_are_aligned_and_sorted(opened):
    search(opened, "security", order="right")
    right = opened.locator("#lines a > span:last-child").all_inner_texts()
    keys = [" ".join(re.findall(r"\w+", text.lower())[1:])[:20] for text in right]
    assert len(keys) == 50
    assert keys == sorted(keys)
    edges = {round(node.bounding_box()["x"]) for node in opened.locator("#lines b").all()}
    assert len(edges) == 1
    search(opened, "security", order="left")
    left = opened.locator("#lines .left").all_inner_texts()
    words = [re.findall(r"\w+", text.lower())[-1:] for text in left]
    assert words == sorted(words)


def test_more_lines_follow_on_demand(opened):
    found = search(opened, "security")
    total = int(re.match(r"\d+", found)[0])
    assert total > 250
    while opened.locator("#more").is_visible():
        opened.click("#more")
    assert opened.locator("#lines li").count() == total


def test_a_line_leads_to_its_place_and_marks_it(opened):
    search(opened, "Iron Army")
    opened.click("#lines a")
    opened.wait_for_function("CSS.highlights.has('hit')")
    where = """() => {
        const [range] = CSS.highlights.get('hit');
        const { top, bottom } = range.getBoundingClientRect();
        return [range.toString(), top >= 0 && bottom <= innerHeight];
    }"""
    assert opened.evaluate(where) == ["Iron Army", True]
    assert re.search(r"#t1b\d+$", opened.url)


def test_a_name_leads_to_all_its_places(opened, seeds):
    first = opened.locator("[data-name]").first
    count = first.locator("xpath=ancestor::tr/td[3]").inner_text()
    name, label = first.inner_text(), first.get_attribute("data-name")
    first.click()
    assert opened.inner_text("#found").startswith(f"{count} lines")
    named = (seeds.entities["name"] == name) & (seeds.entities["label"] == label)
    assert int(count) == named.sum()


def test_furniture_is_searched_only_when_asked(opened):
    assert search(opened, "cookies") == "0 lines in 0 of 2 texts"
    assert search(opened, "cookies", where="all") == "2 lines in 1 of 2 texts"
    assert search(opened, "cook*", where="all") == "2 lines in 1 of 2 texts"
    assert search(opened, "  ") == "Which word?"


def test_a_table_is_sorted_by_its_heads(opened):
    table = opened.locator("table.sortable").nth(1)
    words = table.locator("tbody td:first-child")
    head = table.locator("th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    ascending = words.all_inner_texts()
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert sorted(ascending) == sorted(words.all_inner_texts())
    assert ascending[0].lower() < ascending[-1].lower()
    counts = table.locator("th").nth(1)
    counts.locator("button").click()
    numbers = [int(text) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert head.get_attribute("aria-sort") is None


def test_the_outline_leads_to_a_section(opened):
    link = opened.locator("nav ol ol a").nth(5)
    target = link.get_attribute("href")
    link.click()
    opened.wait_for_function(f"document.querySelector('{target}').getBoundingClientRect().top >= 0")
    assert opened.locator(target).is_visible()
    top = opened.locator(target).bounding_box()["y"]
    assert 0 <= top < 300


def test_the_data_of_every_chart_can_be_saved(opened):
    links = opened.locator("a[download]")
    assert links.count() == opened.locator("svg[role=img]").count() == 7
    for link in links.all():
        with opened.expect_download() as saved:
            link.click()
        rows = list(csv.reader(io.StringIO(saved.value.path().read_text("utf-8"))))
        assert len(rows) > 1


def test_marks_and_reasons_are_shown_when_asked(opened):
    label = "getComputedStyle(document.querySelector('mark'), '::after').content"
    assert "ORG" in opened.evaluate(label) or "EVENT" in opened.evaluate(label)
    opened.uncheck("#show-names")
    assert opened.evaluate(label) == "none"
    furniture = opened.locator(".reading [data-kind=boilerplate]").first
    assert furniture.is_visible()
    opened.uncheck("#show-furniture")
    assert furniture.is_hidden()
    why = "getComputedStyle(document.querySelector('.reading p'), '::after').content"
    opened.check("#show-reasons")
    assert "[" in opened.evaluate(why)


def test_the_keyboard_reaches_the_text_at_once(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    assert opened.locator(".skip").bounding_box()["x"] >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_checker_of_accessibility_finds_nothing(page, report, axe, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(report)
    search(page, "security")
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true; }")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_are_no_controls(opened):
    opened.emulate_media(media="print")
    for hidden in ("nav", "form", ".marks", "a[download]"):
        assert opened.locator(hidden).first.is_hidden()
    assert opened.locator(".reading p").first.is_visible()
    assert opened.pdf(format="A4").startswith(b"%PDF")


def test_without_script_the_page_can_be_read(browser, report):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    assert page.locator(".reading p").first.is_visible()
    assert page.locator("form").is_hidden()
    assert page.get_by_text("Searching needs JavaScript").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_hostile_text_is_shown_and_never_run(page, hostile, axe, scheme):
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(hostile)
    assert page.evaluate("window.ran") is None
    assert HOSTILE in page.locator("#t1-title").inner_text()
    assert HOSTILE in page.locator("#t1b2").inner_text()
    assert "␀" in page.locator("#t1b2").inner_text()
    assert page.locator("img, iframe, a[href^=javascript]").count() == 0
    assert search(page, "needle").startswith("1 line ")
    page.click("#lines a")
    page.wait_for_function("CSS.highlights.has('hit')")
    assert search(page, "<script>window.ran").startswith("3 lines")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("window.ran") is None
    assert axe(page) == []


def test_two_hundred_texts_are_searched_at_once(page, seeds, tmp_path):
    report = pt.write_report(_copies(seeds, 100), tmp_path)
    assert report.stat().st_size < 25_000_000
    page.goto(report.as_uri())
    page.evaluate("texts = readTexts()")
    times = {}
    for query in ("the", "national security", "econom*"):
        for order in ("place", "right", "left"):
            search(page, query, order=order)
            times[query, order] = min(page.evaluate(TAKEN) for _ in range(5))
    print(f"milliseconds to search 200 texts: {times}")
    assert max(times.values()) < SEARCH_LIMIT


# The best of five is the page's own time; the others measure what else the machine was doing.
TAKEN = """() => {
    performance.clearMeasures();
    search();
    return Math.round(performance.getEntriesByName("search")[0].duration);
}"""


def _copies(corpus, number):
    """Give a corpus of many texts: copies of those that it holds, without their sections."""
    tables = {}
    for name, table in corpus.tables().items():
        plain = pd.DataFrame(table).astype({"doc_id": "str"})
        copies = [plain.assign(doc_id=f"{n:03}-" + plain["doc_id"]) for n in range(number)]
        tables[name] = pd.concat(copies, ignore_index=True).astype({"doc_id": "category"})
    tables["documents"] = tables["documents"].assign(n_sections=0)  # so, no chart of each outline
    texts = {doc_id: corpus.texts[doc_id[4:]] for doc_id in tables["documents"]["doc_id"]}
    return replace(corpus, **tables, texts=texts)
