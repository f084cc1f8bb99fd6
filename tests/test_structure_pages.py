"""Web pages turned into text, each rule beside what it must leave alone."""

from __future__ import annotations

import time

import pytest

from policytext.reading import Block, Document, Source
from policytext.structure import recover_structure

BODY = (
    "The government will set out its plans for the coming year in a statement to the house, and "
    "every ministry will publish the measures that it intends to take."
)
SHORT = "The rules will be reviewed by the ministry before the end of the year."
TITLE = "Ministry sets out its plans for the ports of the north"
FOOT = "Privacy policy\nCookies\nAccessibility\nContact us"


def recovered(text: str) -> Document:
    return recover_structure(Document("d", text, (), Source("d.txt", "")))


def words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start_char : block.end_char].split())


def kinds(text: str) -> dict[str, str]:
    document = recovered(text)
    return {words(document, block): block.kind for block in document.blocks}


def page(*parts: str) -> dict[str, str]:
    return kinds("\n\n".join(parts))


# the marks of text browsers

DUMP = f"""   [1]Skip to content
     * [2]News
     * [3]Harbours and ferries

{TITLE}

   By [4]Ann Lee
   12 May 2024

   {BODY}

   {SHORT} Read [5]the act of 2019.

     * [6]About this office

References

   1. https://example.org/#content
   2. https://example.org/news
   3. https://example.org/harbours
   4. https://example.org/lee
   5. https://example.org/act
   6. https://example.org/about
"""


def test_the_numbers_of_links_that_a_text_browser_prints_are_no_words() -> None:
    found = kinds(DUMP)
    assert found["* [3]Harbours and ferries"] == "boilerplate"
    assert found[f"{SHORT} Read [5]the act of 2019."] == "paragraph"
    assert found["By [4]Ann Lee"] == "byline"
    assert found[TITLE] == "title"
    assert [kind for text, kind in found.items() if text.startswith("References")] == [
        "boilerplate"
    ]


def test_addresses_of_links_may_be_parted_and_may_hold_blanks() -> None:
    listed = (
        "References\n\n   Visible links:\n   1. https://example.org/a\n   2. file:///Who we are\n\n"
        "   Hidden links:\n   3. https://example.org/c"
    )
    found = page(TITLE, BODY, SHORT, "[1]Order the report", BODY, f"[2]Who we are\n\n{listed}")
    assert found["[1]Order the report"] == "boilerplate"
    assert found[" ".join(listed.split())] == "boilerplate"


def test_a_date_and_an_author_that_are_links_stay_a_byline() -> None:
    found = kinds(
        DUMP.replace("By [4]Ann Lee\n   12 May 2024", "Posted on [3]12 May 2024 by [4]Ann Lee")
    )
    assert found["Posted on [3]12 May 2024 by [4]Ann Lee"] != "boilerplate"


def test_references_that_are_cited_stay_references() -> None:
    listed = "1. Lee, A., Harbours, 2019, p. 4.\n\n2. Hale, B., Ferries, 2020, p. 7."
    found = page(TITLE, BODY, SHORT, BODY, "References", listed)
    assert found["1. Lee, A., Harbours, 2019, p. 4."] in ("reference", "footnote")


@pytest.mark.parametrize(
    ("line", "below", "kind"),
    [
        ("(BUTTON) Menu", FOOT, "boilerplate"),
        ("(BUTTON) Accept (BUTTON) More options", BODY, "boilerplate"),
        ("(BUTTON) Pregnant women", SHORT, "heading"),
        ("____________________ (BUTTON) Search", BODY, "boilerplate"),
        ("Search[    ]Go", BODY, "boilerplate"),
        ("Name: ____________________", SHORT, "boilerplate"),
    ],
)
def test_buttons_and_fields_are_furniture_but_for_a_button_over_its_text(
    line: str, below: str, kind: str
) -> None:
    found = page(TITLE, BODY, SHORT, BODY, line, below, BODY)
    assert found[" ".join(line.split())] == kind


def test_the_name_of_a_file_in_place_of_a_picture_is_furniture_and_a_note_is_not() -> None:
    found = page(TITLE, BODY, "[court.jpg]", SHORT, "[The court rose.]", BODY)
    assert found["[court.jpg]"] == "boilerplate"
    assert found["[The court rose.]"] != "boilerplate"


# names of links that stand against each other


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign upSign in", "boilerplate"),
        ("ShareFacebookXLinkedIn", "boilerplate"),
        ("ImprintData protectionPlain language", "boilerplate"),
        ("[ Top of page ] [ Print ]", "boilerplate"),
        ("Imprint Sitemap Contact", "boilerplate"),
        ("Harbours Ferries Lighthouses", "paragraph"),
        ("McKay and MacDonald speak for the YouTube generation", "paragraph"),
        ("eGovernment for iPhone users", "paragraph"),
    ],
)
def test_glued_names_of_links_are_furniture_and_names_with_two_capitals_are_not(
    line: str, kind: str
) -> None:
    assert page(TITLE, BODY, SHORT, BODY, line)[line] == kind


# the head

MENU = "\n".join(
    f"{topic} {part}"
    for topic in ("Housing", "Energy", "Schools", "Trade", "Farming")
    for part in ("policy", "data", "law")
)


def test_a_long_menu_does_not_hide_the_title_below_it() -> None:
    text = f"Policy Lens\nLooking closely since 2009\n{MENU}\n{TITLE}\n\n12 May 2024\n\n{BODY}"
    found = kinds(text)
    assert found[TITLE] == "title"
    assert {found[line] for line in MENU.split("\n")} == {"boilerplate"}
    assert found["Looking closely since 2009"] == "boilerplate"


def test_a_menu_below_the_title_leaves_the_title_alone() -> None:
    share = "Share\nFacebook\nTwitter\nLinkedIn\nE-mail\nPrint\nCopy link"
    found = page(TITLE, "12 May 2024", share, BODY, SHORT, BODY)
    assert found[TITLE] == "title"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Snakebite | Office for Health\nHome\nTopics\nNews", "Snakebite"),
        ("Skip to content\nNews\nTopics\nHome/News/Facts/Snakebite", "Snakebite"),
        ("Skip to content\n1. Home\n2. News\n3. Snakebite", "Snakebite"),
    ],
)
def test_a_short_title_is_known_by_what_the_page_calls_itself(above: str, title: str) -> None:
    text = f"{above}\n{title}\n17 May 2022\n\n{BODY}\n\n{SHORT}\n\n{BODY}"
    document = recovered(text)
    titles = [words(document, b) for b in document.blocks if b.kind == "title"]
    assert titles == [title]


def test_a_banner_of_sentences_above_the_menu_is_not_where_the_text_begins() -> None:
    banner = (
        "An official website of the government\n\nOfficial websites use .gov\n"
        "A .gov website belongs to an official government organization."
    )
    found = page(banner, "Office of Ports\nNews\nAbout\nSearch", TITLE, "12 May 2024", BODY, SHORT)
    assert found[TITLE] == "title"
    assert found["Official websites use .gov"] == "boilerplate"


def test_the_date_in_the_head_of_a_site_is_no_byline_where_the_text_has_its_own() -> None:
    head = "Tuesday, 13 February 2024\nPolitics\nSociety\nMenu\nHome"
    found = page(f"{head}\n{TITLE}", "By Ann Lee\n12 February 2024", BODY, SHORT, BODY)
    assert found["Tuesday, 13 February 2024"] == "boilerplate"
    assert found["12 February 2024"] == "byline"
    found = page("12 February 2024", TITLE, BODY, SHORT, BODY)
    assert found["12 February 2024"] == "byline"


# between paragraphs


def test_a_mark_that_comes_back_between_speeches_does_not_end_them() -> None:
    turns = [
        part
        for name in ("Ann Lee", "Bo Hale", "Ann Lee", "Bo Hale")
        for part in ("Share this contribution", f"{name}\n(North, Lab)", BODY)
    ]
    document = recovered("\n\n".join([TITLE, BODY, *turns]))
    found = {words(document, block): block.kind for block in document.blocks}
    assert found["Share this contribution"] == "boilerplate"
    assert found["Ann Lee"] == found["(North, Lab)"] == "byline"


def test_two_lines_that_call_a_member_once_are_no_debate() -> None:
    found = page(TITLE, BODY, SHORT, "Harbour Board\n(Annual Report)", BODY, SHORT, BODY)
    assert found["(Annual Report)"] != "byline"


@pytest.mark.parametrize("ask", ["Subscribe", "Sign up to our letter"])
def test_a_heading_below_a_form_is_a_heading(ask: str) -> None:
    found = page(TITLE, BODY, SHORT, BODY, f"{ask}\nWhat landlords fear", BODY, SHORT)
    assert found["What landlords fear"] == "heading"
    found = page(TITLE, BODY, SHORT, BODY, "Also read:\nFerry strike enters third week", BODY)
    assert found["Ferry strike enters third week"] == "boilerplate"


def test_an_offer_of_a_letter_is_furniture_and_a_text_on_letters_is_not() -> None:
    offer = "The Courier at breakfast\nEvery Friday in your inbox, with no advertising at all."
    found = page(TITLE, BODY, SHORT, BODY, offer, "Subscribe", "What comes next", BODY, SHORT)
    assert found["The Courier at breakfast"] == "boilerplate"
    assert found["What comes next"] == "heading"
    text = "The board sends out a newsletter every week, and few of the members read it."
    found = page(TITLE, BODY, SHORT, "What the board does", text, BODY, SHORT)
    assert found[text] == "paragraph"
    assert found["What the board does"] == "heading"


def test_the_last_list_of_a_text_is_none_of_the_box_it_is_set_against() -> None:
    items = "Applications open on 10 June and close on 1 September.\nThe fund is run by the agency."
    box = f"Further information\n{items}\nShare this page\nShare on Facebook\nPrint this page"
    found = page(TITLE, BODY, SHORT, BODY, SHORT, BODY, box, FOOT)
    assert found["The fund is run by the agency."] == "paragraph"
    assert found["Share on Facebook"] == "boilerplate"


def test_a_paragraph_set_against_an_advertisement_goes_on_with_the_text() -> None:
    box = "Sign up to Matters of Opinion\nEnter your email address\nSign up\nAdvertisement"
    found = page(
        TITLE, BODY, SHORT, BODY + " " + SHORT, f"{box}\n{BODY} Or so it says.", SHORT, BODY
    )
    assert found[f"{BODY} Or so it says."] == "paragraph"
    assert found["Enter your email address"] == "boilerplate"


def test_a_sentence_that_a_page_quotes_of_itself_is_furniture_and_a_refrain_is_not() -> None:
    said = "Only milk is drunk by children."
    text = f"{BODY} {said} {SHORT}"
    parts = [TITLE, BODY, text, said, BODY + " " + SHORT, SHORT]
    assert page("Skip to content\nNews\nSearch\nMenu", *parts)[said] == "boilerplate"
    assert page(*parts)[said] == "paragraph"


def test_who_is_quoted_is_a_reference_and_a_list_with_dashes_is_a_list() -> None:
    quote = "“We pay two thousand a month and put buckets under the roof.”"
    found = page(TITLE, BODY, SHORT, quote, "— Dana Hill, Brandon", BODY)
    assert found["— Dana Hill, Brandon"] == "reference"
    found = page(TITLE, BODY, "The board wants three things:", "— Lamps\n— Buoys\n— Charts", BODY)
    assert found["— Lamps"] != "reference"


# beside the text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A worker scans a battery in the port of Skarvik © Union, 2024", "caption"),
        ("[1/3]Boats lie in the harbour of Skarvik after the storm", "caption"),
        ("The ferry at her berth in Holm on Monday ALAN TEAGUE FOR THE COURIER", "caption"),
        ("Image source, Press Agency", "caption"),
        ("The board met the members of NATO and the OECD in Holm on Monday.", "paragraph"),
    ],
)
def test_captions_end_with_who_took_the_picture(line: str, kind: str) -> None:
    assert page(TITLE, BODY, SHORT, line, BODY, SHORT)[line] == kind


def test_an_address_is_furniture_alone_and_in_a_contact_below_the_text() -> None:
    foot = ("Share this page\nFacebook", "Prairie Alliance", "hello@prairie.example", FOOT)
    assert page(TITLE, BODY, SHORT, BODY, *foot)["hello@prairie.example"] == "boilerplate"
    contact = "Media contact:\nAnn Lee, +44 20 5550 0142\nann.lee@ports.example"
    found = page(
        TITLE, BODY, SHORT, BODY, SHORT, BODY, SHORT, contact, "Share this page\nFacebook\nPrivacy"
    )
    assert found["ann.lee@ports.example"] == "boilerplate"


def test_a_date_against_which_a_topic_is_glued_is_a_byline() -> None:
    found = page("Skip to content\nNews", TITLE, "21 October 2022Humanitarian Aid", BODY, SHORT)
    assert found["21 October 2022Humanitarian Aid"] == "byline"


# headings


def test_the_name_of_a_figure_is_a_caption_and_no_heading() -> None:
    sections = ("What the lamps cost", "What the buoys cost", "What the charts cost")
    parts = [part for section in sections for part in (section, BODY)]
    figure = "Figure 1: Water lost in canals, by state\n\nWhat comes next"
    assert (
        page(TITLE, *parts, figure, BODY)["Figure 1: Water lost in canals, by state"] == "caption"
    )


@pytest.mark.parametrize("note", ["[footnote 1]", "^[footnote 1]", "^([footnote 1])"])
def test_a_numbered_sentence_with_a_note_is_no_heading(note: str) -> None:
    line = f"3.2 We will also publish a register of all public land.{note}"
    found = page(TITLE, BODY, "3. What we will do", f"3.1 {SHORT}", line, "4. Next steps", BODY)
    assert found[line] != "heading"
    assert found["4. Next steps"] == "heading"


def test_a_heading_set_against_the_list_above_it_is_one() -> None:
    items = "The lamps will be lit every night.\nThe buoys will be painted every year."
    found = page(TITLE, BODY, "Two things will change:", f"{items}\nNorthern waters", BODY, SHORT)
    assert found["Northern waters"] == "heading"
    found = page(TITLE, BODY, SHORT, BODY, f"{SHORT}\nSee it in full", BODY, SHORT, BODY)
    assert found["See it in full"] == "paragraph"


def test_what_the_table_of_contents_names_is_a_heading_wherever_it_stands() -> None:
    table = "On this page\nAims of the plan\nWhat it costs\nTimeline\nWho decides"
    text = ["Aims of the plan", BODY, "Subscribe\nWhat it costs\nWho decides", BODY]
    document = recovered("\n\n".join([TITLE, table, BODY, *text, "Timeline\n12 July 2023", SHORT]))
    heads = [words(document, block) for block in document.blocks if block.kind == "heading"]
    assert heads == ["Aims of the plan", "What it costs", "Who decides", "Timeline"]


def test_a_line_that_no_table_names_is_no_heading_for_its_shortness() -> None:
    found = page(TITLE, BODY, SHORT, BODY, "Timeline\n12 July 2023", SHORT, BODY)
    assert found["Timeline"] != "heading"


def test_a_word_whose_sentence_a_tool_broke_off_is_no_heading() -> None:
    data = (
        "Public data\n: the maker, the place and the date of manufacture, the weight and the share."
    )
    found = kinds(f"{TITLE}\n{BODY}\n{SHORT}\n{data}\nWhat comes next\n{BODY}\n{SHORT}\n{BODY}")
    assert found["Public data"] == "paragraph"
    assert found["What comes next"] == "heading"


def test_an_entry_of_a_chronicle_is_no_heading() -> None:
    entries = "1. 12 July 2023\n\nThe regulation is adopted by the house and the council."
    more = "2. 18 August 2024\n\nThe rules on safety apply to all boats that are sold."
    found = page(TITLE, BODY, SHORT, "1. Aims of the rules", BODY, entries, more)
    assert found["1. 12 July 2023"] != "heading"


def test_numbers_of_recitals_are_no_numbers_of_pages() -> None:
    recitals = "\n\n".join(f"({n})\n{BODY}" for n in (1, 2, 3))
    assert page(TITLE, BODY, recitals)["(1)"] != "boilerplate"
    pages = "\n\n".join(f"{BODY}\n\n- {n} -" for n in (1, 2, 3))
    assert page(TITLE, pages)["- 1 -"] == "boilerplate"


# below the text


def test_the_lists_of_a_footer_are_furniture_and_the_last_list_of_a_text_is_not() -> None:
    footer = "Site content\n* Legislation\n* Committees\n* Members\n* Calendars\nHelp\n* Glossary"
    found = page(TITLE, BODY, SHORT, BODY, footer, "Legal | Accessibility | Contact")
    assert {found[f"* {line}"] for line in ("Legislation", "Calendars")} == {"boilerplate"}
    items = "* Lamps on every pier;\n* Buoys in every channel;\n* Charts of every harbour."
    found = page(TITLE, BODY, SHORT, "The board wants three things:", items, FOOT)
    assert found["* Lamps on every pier;"] == "list_item"


def test_comments_below_a_text_are_furniture() -> None:
    comments = (
        "2 thoughts on “The ports of the north”\n\nTom says: 9 March 2021 at 8:02 am\n\n"
        "I take that line every day, and the author is right about the ferries.\n\nReply"
    )
    found = page(TITLE, BODY, SHORT, BODY, SHORT, BODY, comments, "Leave a reply", FOOT)
    said = "I take that line every day, and the author is right about the ferries."
    assert found[said] == "boilerplate"


def test_the_last_section_of_a_text_is_none_of_what_stands_below_it() -> None:
    found = page(TITLE, BODY, "What the plan says", BODY, SHORT, BODY, "Recent events", SHORT)
    assert found["Recent events"] == "heading"
    listed = "Recent events\nFerry strike enters third week\nMayor loses vote on tram"
    found = page(TITLE, BODY, SHORT, BODY, SHORT, BODY, listed, FOOT)
    assert found["Mayor loses vote on tram"] == "boilerplate"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A short guide to long bills →", "boilerplate"),
        ("← Bread and borders", "boilerplate"),
        ("« Nous sommes prêts »", "paragraph"),
        ("<p>Bread and <b>borders</b>", "paragraph"),
    ],
)
def test_lines_with_an_arrow_lead_elsewhere_and_quotations_do_not(line: str, kind: str) -> None:
    assert page(TITLE, BODY, SHORT, BODY, line)[line] == kind


def test_a_heading_that_counts_its_answers_is_none_of_the_comments() -> None:
    found = page(TITLE, BODY, "1 Aims of the plan", BODY, "2 Response to new dangers", BODY, SHORT)
    assert found["2 Response to new dangers"] == "heading"


ITEM = "* Harbour {n}\n"
SAID = f"{BODY} Only milk is drunk by children.\n\nOnly milk is drunk by children.\n\n"
LISTED = "\nReferences\n\n   1. https://example.org/a\n\nHarbours\n"


@pytest.mark.parametrize("part", [ITEM, SAID, LISTED])
def test_what_comes_again_and_again_takes_time_that_grows_with_it(part: str) -> None:
    def seconds(times: int) -> float:
        parts = "".join(part.replace("{n}", str(n)) for n in range(times))
        text = f"Skip to content\nNews\n\n{TITLE}\n\n{BODY}\n\n{parts}\n{FOOT}"
        start = time.process_time()
        recovered(text)
        return time.process_time() - start

    seconds(100)
    assert seconds(3_000) < 40 * max(seconds(300), 0.02)  # 100 if it grew with the square
