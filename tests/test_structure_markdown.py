"""Markdown that tools made from web pages, each rule beside what it must leave alone."""

from __future__ import annotations

import time

import pytest

from policytext.reading import Block, Document, Source
from policytext.reading.front_matter import front_matter
from policytext.structure import own_ranges, recover_structure, sections
from policytext.structure.marks import marks_of

TITLE = "# Ministry sets out its plans for the ports of the north"
BODY = (
    "The government will set out its plans for the coming year in a statement to the house, and "
    "every ministry will publish the measures that it intends to take."
)
MORE = (
    "Eleven harbours will be dredged before the winter, and the fees that the boats of the "
    "islands pay for a berth will be halved until the work is done."
)
SHORT = "The rules will be reviewed by the ministry before the end of the year."
MENU = "* [Home](/)\n* [Ports](/ports)\n* [Ferries](/ferries)\n* [Contact](/contact)"


def recovered(*runs: str) -> Document:
    return recover_structure(Document("d", "\n\n".join(runs), (), Source("d.md", "")))


def words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start_char : block.end_char].split())


def of_kind(document: Document, kind: str) -> list[str]:
    return [words(document, block) for block in document.blocks if block.kind == kind]


def kinds(*runs: str) -> dict[str, str]:
    document = recovered(*runs)
    return {words(document, block): block.kind for block in document.blocks}


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("[The plan]{.lead}", "The plan"),
        ('[[Home]{.item}](/){.link target="_self"}', "Home"),
        ("## [1. ]{.number}Introduction {#i .large}", "1. Introduction"),
        ("## Aims of the plan {: .no_toc}", "Aims of the plan"),
        ("said so.^[\\[2\\]](#fn2){.note}^", "said so.[2]"),
        ("It\\'s \\$5 for each boat\\", "It's $5 for each boat"),
        ("[](/home)", ""),
        ("the set {1, 2} of berths", "the set {1, 2} of berths"),
        ("f(x){y} and a[i]{j", "f(x) and a[i]{j"),
    ],
)
def test_what_pandoc_says_of_words_is_no_part_of_them(raw: str, plain: str) -> None:
    assert marks_of(raw).plain == plain


def test_a_heading_ends_before_what_pandoc_says_of_it() -> None:
    document = recovered(TITLE, BODY, "## Aims of the plan {#aims .large}", BODY, MORE)
    assert of_kind(document, "heading") == ["## Aims of the plan"]
    assert [section.heading for section in sections(document)] == ["", "Aims of the plan"]
    assert of_kind(document, "boilerplate") == ["{#aims .large}"]


def test_a_div_of_furniture_is_furniture_and_one_of_text_is_not() -> None:
    document = recovered(
        "::: {#masthead .site-header}\nThe Courier of the coast\n:::",
        f"::: article\n{TITLE}\n\n{BODY}\n\n::: related-posts\nA harbour for eleven boats\n:::",
        f"{BODY}\n\n{MORE}\n:::",
    )
    found = {words(document, block): block.kind for block in document.blocks}
    assert found["The Courier of the coast"] == "boilerplate"
    assert found["A harbour for eleven boats"] == "boilerplate"
    assert found[TITLE] == "title"
    assert of_kind(document, "paragraph") == [BODY, BODY, MORE]
    starts = [start for own in own_ranges(document) for start, _ in own]
    assert starts == sorted(starts)


def test_a_div_whose_name_says_furniture_but_that_holds_the_text_is_text() -> None:
    document = recovered(f"::: promo\n{TITLE}\n\n{BODY}\n\n{MORE}\n:::")
    assert of_kind(document, "paragraph") == [BODY, MORE]


def test_what_stands_in_a_div_for_captions_is_a_caption() -> None:
    caption = "The quay of Norhavn before the storm"
    document = recovered(TITLE, BODY, f"::: wp-caption-text\n{caption}\n:::", BODY, MORE)
    assert of_kind(document, "caption") == [caption]


@pytest.mark.parametrize(
    "tail",
    [
        ("## Related", "### [Ferry runs again](/a)", "### [A quay for Norhavn](/b)"),
        ("## More on this topic", "[Ferry runs again](/a)", "[A quay for Norhavn](/b)"),
        ("## 2 comments", "I take that ferry every day and it is late.", "### Leave a reply"),
        ("## Read next", "### [Ferry runs again](/a)", SHORT, "### [A quay](/b)", SHORT),
        ("#### Browse", MENU, "#### Follow us", "* [Facebook](/f)\n* [YouTube](/y)"),
    ],
)
def test_headings_below_the_text_over_links_and_comments_are_furniture(tail: list[str]) -> None:
    document = recovered(TITLE, BODY, "## What it costs", MORE, BODY, *tail)
    assert of_kind(document, "heading") == ["## What it costs"]
    assert of_kind(document, "paragraph") == [BODY, MORE, BODY]


@pytest.mark.parametrize(
    "tail",
    [
        ("## Next steps", SHORT),
        ("## References", "* [Report on ports](/a.pdf)\n* [Law of harbours](/b.pdf)"),
        ("## Annex", "| Port | Boats |\n| --- | --- |\n| Norhavn | 12 |"),
        ("## Members of the board", "* Ann Lee\n* Bo Hale\n* Jo Rao"),
        ("## [Next steps](#next-steps)", SHORT),
        ("## Sources", "[Report on ports](/a.pdf)", "[Law of harbours](/b.pdf)"),
        ("## Share of ports in trade", MORE),
        ("## Recommended next steps", SHORT),
        ("## Responses to the consultation", "Most of those who wrote were in favour.", MORE),
        ("## Comments on the draft law", MORE),
        ("## Privacy of patients", SHORT),
    ],
)
def test_a_last_section_of_the_text_is_no_furniture(tail: list[str]) -> None:
    document = recovered(TITLE, BODY, "## What it costs", MORE, BODY, *tail)
    assert of_kind(document, "heading") == ["## What it costs", tail[0]]


def test_headings_that_are_links_head_their_text() -> None:
    names = ("Harbours", "Ferries", "Fees for a berth", "What the board does")
    parts = [(f"## [{name}](/act#{n})", BODY) for n, name in enumerate(names)]
    parts.append(("## [Entry into force](/act#5)", "This act enters into force on 1 May 2025."))
    document = recovered(TITLE, MORE, *(run for part in parts for run in part))
    assert len(of_kind(document, "heading")) == len(parts)
    document = recovered(TITLE, *[MORE] * 9, *(run for part in parts for run in part))
    assert len(of_kind(document, "heading")) == len(parts)


def test_a_box_that_asks_for_an_address_is_furniture_and_the_section_around_it_is_not() -> None:
    box = ("#### The letter from the coast", "Start the day with what matters at sea.", "Subscribe")
    document = recovered(TITLE, BODY, "## What it costs", MORE, *box, BODY, MORE)
    assert of_kind(document, "heading") == ["## What it costs"]
    assert of_kind(document, "paragraph") == [BODY, MORE, BODY, MORE]


def test_a_section_with_an_advertisement_below_its_first_sentence_stays() -> None:
    runs = ("## What it costs", SHORT, "Sign up for our newsletter", "## What comes next", MORE)
    document = recovered(TITLE, BODY, *runs)
    assert of_kind(document, "heading") == ["## What it costs", "## What comes next"]


def test_the_highest_heading_below_a_menu_is_the_title_and_a_smaller_one_its_standfirst() -> None:
    found = kinds(
        "We value your privacy",
        "We and our 142 partners store information on your device.",
        "* Fenham\n* District\n* Country\n* Sport\n* Culture",
        TITLE,
        "## Half the fees, and eleven harbours dredged before winter",
        "[Ann Lee](/authors/ann-lee)",
        "12 May 2024",
        BODY,
        MORE,
    )
    assert found[TITLE] == "title"
    assert found["## Half the fees, and eleven harbours dredged before winter"] == "paragraph"
    assert found["[Ann Lee](/authors/ann-lee)"] == "byline"
    assert found["12 May 2024"] == "byline"
    assert found["* District"] == "boilerplate"


def test_a_section_right_below_the_title_keeps_its_heading() -> None:
    document = recovered(TITLE, "## Why the ports of the north come first", BODY, MORE)
    assert of_kind(document, "heading") == ["## Why the ports of the north come first"]


def test_a_decision_of_a_day_may_be_the_title() -> None:
    title = "# Decisions of the Government, 9 March 2023"
    assert of_kind(recovered("Direct to content", MENU, title, BODY, MORE), "title") == [title]


def test_a_marked_heading_that_was_wrapped_is_one() -> None:
    heading = (
        "## Islands face empty shelves, and the company says that it cannot hire\nthem all at once"
    )
    wrapped = (
        "Eleven harbours will be dredged before the winter, and the fees that\n"
        "the boats of the islands pay for a berth will be halved until the work\nis done."
    )
    document = recovered(TITLE, wrapped, wrapped, heading, wrapped, wrapped)
    assert of_kind(document, "heading") == [" ".join(heading.split())]


def test_text_right_below_a_short_marked_heading_is_text() -> None:
    wrapped = (
        "Eleven harbours will be dredged before the winter, and the fees that\n"
        "the boats of the islands pay for a berth will be halved until the work\nis done."
    )
    document = recovered(TITLE, wrapped, f"## Fees\n{wrapped}", wrapped)
    assert of_kind(document, "heading") == ["## Fees"]


def test_lines_without_a_mark_are_no_headings_where_headings_are_marked() -> None:
    label = "Punctuality on twelve lines"
    marked = ("## What it costs", MORE, "## What comes next", BODY)
    document = recovered(TITLE, BODY, label, MORE, *marked)
    assert of_kind(document, "heading") == ["## What it costs", "## What comes next"]
    assert of_kind(recovered(TITLE, BODY, label, MORE, BODY), "heading") == [label]


@pytest.mark.parametrize(
    "row",
    [
        "Copy link[Share on X](https://x.example/s)[Share on\nFacebook](https://f.example)",
        "148[31](/c)Share",
        "[<< Back](javascript:history.back()) | [Send to a friend](javascript:send())",
    ],
)
def test_a_row_of_controls_is_furniture(row: str) -> None:
    assert kinds(TITLE, BODY, MORE, row, BODY)[" ".join(row.split())] == "boilerplate"


def test_links_within_a_sentence_do_not_make_it_furniture() -> None:
    line = "The [act](/act) and the [order](/order) apply from May."
    assert kinds(TITLE, BODY, MORE, line, BODY)[line] == "paragraph"


def test_who_talks_is_no_run_in_heading() -> None:
    said = ("**Minister of Ports Ann Lee:** " + BODY, "**Bo Hale:** " + MORE)
    document = recovered(TITLE, *said, BODY)
    assert not any(block.run_in for block in document.blocks)


def test_topics_in_bold_before_a_colon_are_run_in_headings() -> None:
    document = recovered(TITLE, "**Fees:** " + BODY, "**Dredging:** " + MORE, BODY)
    assert sum(block.run_in for block in document.blocks) == 2


def test_where_a_story_was_written_is_no_run_in_heading() -> None:
    document = recovered(TITLE, "**NORHAVN** – " + BODY, MORE, BODY)
    assert not any(block.run_in for block in document.blocks)


READER = (
    "Title: Plans for the ports | Ministry of Ports\n\nURL Source: https://ports.example/plans\n\n"
    "Published Time: 2024-05-12T10:00:00+00:00\n\nMarkdown Content:\n"
)


def test_what_a_service_says_of_a_page_is_its_metadata() -> None:
    assert front_matter(READER) == {
        "title": "Plans for the ports | Ministry of Ports",
        "url source": "https://ports.example/plans",
        "published time": "2024-05-12T10:00:00+00:00",
    }
    assert front_matter("Title: Plans for the ports\n\nOf: the Ministry\n\n" + BODY) == {}


def test_the_title_of_a_page_from_a_service_stands_without_the_name_of_the_site() -> None:
    page = "Plans for the ports | Ministry of Ports\n===============\n\n"
    menu = MENU.replace("* ", "*   ")
    own = "Plans for the ports\n-------------------"
    document = recovered(READER + page + menu, own, "12 May 2024", BODY, MORE)
    assert of_kind(document, "title") == [" ".join(own.split())]
    assert of_kind(document, "byline") == ["12 May 2024"]
    assert of_kind(document, "heading") == []


def test_what_is_said_of_the_author_is_a_credit() -> None:
    bio = "Ann Lee covers ports and ferries. She has been with the Courier since 2016."
    related = ("## Related", "### [Ferry runs again](/a)", "### [A quay for Norhavn](/b)")
    about = recovered(TITLE, BODY, "## What it costs", MORE, "## About the author", bio, *related)
    assert of_kind(about, "credit") == [bio]
    assert of_kind(about, "heading") == ["## What it costs", "## About the author"]
    named = recovered(TITLE, BODY, "## What it costs", MORE, "#### Ann Lee", bio, *related)
    assert of_kind(named, "credit") == ["#### Ann Lee", bio]


def test_a_section_that_opens_with_its_own_name_in_small_is_no_authors_box() -> None:
    part = ("## Ports", "ports and ferries are roads, and nobody asks what a road earns.")
    document = recovered(TITLE, BODY, "## What it costs", MORE, *part, BODY)
    assert of_kind(document, "heading") == ["## What it costs", "## Ports"]


@pytest.mark.parametrize(
    "line",
    [
        "A worker scans a battery in Skarvik © Union, 2024",
        "The ferry at her berth in Norhavn on Monday ALAN LEE FOR THE COURIER",
        "Moves per thousand residents, 1990–2020 (own chart, data: Statistics Office)",
    ],
)
def test_a_line_that_ends_with_who_made_the_picture_is_a_caption(line: str) -> None:
    assert kinds(TITLE, BODY, line, MORE, BODY)[line] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "We will build ships FOR THE NAVY",
        "He spoke of the act of 1998 (data protection came later).",
        "Content © Ministry of Ports 2024",
    ],
)
def test_a_line_that_names_no_maker_of_a_picture_is_no_caption(line: str) -> None:
    assert kinds(TITLE, BODY, MORE, line, BODY)[line] != "caption"


def test_a_byline_that_is_set_as_a_list_is_a_byline() -> None:
    found = kinds(TITLE, "* [Ann Lee](/ann-lee/)\n* February 13, 2024", BODY, MORE)
    assert found["* [Ann Lee](/ann-lee/)"] == "byline"
    assert found["* February 13, 2024"] == "byline"


def test_a_list_of_points_below_the_title_is_no_byline() -> None:
    found = kinds(TITLE, "* Lower fees\n* Deeper harbours", BODY, MORE)
    assert found["* Lower fees"] == "list_item"


def test_the_title_is_no_step_of_the_trail_above_it() -> None:
    trail = "1. [Home](/)\n2. [Ports](/ports)\n3. Plans for the ports"
    found = kinds(MENU, trail, "# Plans for the ports", "12 May 2024", BODY, MORE)
    assert found["# Plans for the ports"] == "title"
    assert found["12 May 2024"] == "byline"


def test_headings_with_nothing_but_dates_below_them_are_headlines() -> None:
    listed = ("## Harbour closed for a week", "12 May 2024", "## Ferry runs again", "13 May 2024")
    document = recovered(TITLE, BODY, "## What it costs", MORE, BODY, *listed)
    assert of_kind(document, "heading") == ["## What it costs"]


def test_a_programme_of_days_keeps_its_headings() -> None:
    days = ("## The first day", "12 May 2024", BODY, "## The second day", "13 May 2024", MORE)
    assert len(of_kind(recovered(TITLE, BODY, *days), "heading")) == 2


def test_a_list_of_contents_whose_numbers_are_counted_again_is_one() -> None:
    listed = "## Contents\n\n  1. Foreword\n  2. 1\\. The problem\n  3. 2\\. What we will do"
    parts = ("## Foreword", BODY, "## 1\\. The problem", MORE, "## 2\\. What we will do", BODY)
    document = recovered(TITLE, listed, *parts)
    assert len(of_kind(document, "heading")) == len(parts) // 2
    assert len(of_kind(document, "boilerplate")) == 4


def test_a_headline_below_also_read_is_furniture_and_the_text_goes_on() -> None:
    teaser = ("Also read:", "Harbour town votes on closing its last cannery")
    document = recovered(TITLE, BODY, MORE, *teaser, SHORT, BODY, MORE)
    assert of_kind(document, "heading") == []
    assert of_kind(document, "paragraph") == [BODY, MORE, SHORT, BODY, MORE]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| Monday, 12 May 2003 | [Home](h) | Site Map | Contact Us |", "boilerplate"),
        ("| Home | Contact us | Search |", "boilerplate"),
        ("| Norhavn | Home | 12 |", "table"),
        ("| Port | Boats | Berths |", "table"),
    ],
)
def test_a_row_of_a_table_with_the_names_of_a_menu_is_furniture(row: str, kind: str) -> None:
    assert kinds(TITLE, BODY, MORE, row, BODY)[row] == kind


SAID = "We have not had a Sunday since April"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (f"“{SAID}”", "boilerplate"),
        (f"> {SAID}.", "paragraph"),
        (f"{SAID}.", "paragraph"),
        ("“We have had enough of it since April.”", "paragraph"),
        ("‘A Sunday since April’", "heading"),
    ],
)
def test_a_quotation_pulled_out_of_the_text_is_furniture(line: str, kind: str) -> None:
    story = f"“{SAID},” said Jan Weiss, a mate on the ferry, who has asked for leave three times."
    assert kinds(TITLE, BODY, story, line, MORE, BODY)[line] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Title: " + " " * 40_000 + "\n" * 20_000,
        "# a" + " " * 40_000 + "{",
        ":::" + " " * 40_000 + "x y",
        "[" * 40_000 + "]{.a}" * 10_000,
        "^a" * 40_000,
    ],
)
def test_no_line_takes_long_to_read(text: str) -> None:
    start = time.process_time()
    recovered(text)
    assert time.process_time() - start < 2


def test_who_is_quoted_below_a_quotation_is_a_reference_and_who_signs_is_not() -> None:
    said = "“Our street has waited for a school since my mother was young.”"
    assert kinds(TITLE, BODY, MORE, said, "— Dana, Brandon", BODY)["— Dana, Brandon"] == "reference"
    assert kinds(TITLE, BODY, MORE, BODY, "— Ann Lee")["— Ann Lee"] != "reference"


def test_what_changed_an_act_is_a_reference() -> None:
    note = "F1 Words in s. 5(2) substituted (1.4.2020) by Fines Act 2019 (c. 3), s. 12"
    document = recovered(TITLE, BODY, "(2) The fine is 500 crowns.", note, MORE, BODY)
    assert of_kind(document, "reference") == [note]
    plan = "F1 Words in the air are not boats in the water, the minister said."
    assert of_kind(recovered(TITLE, BODY, plan, MORE), "reference") == []
