"""Titles, names, notes and menus of pages that tools turned into text, beside what stays text."""

from __future__ import annotations

import pytest

from policytext.reading import Block, Document, Source
from policytext.structure import recover_structure
from policytext.structure.byline import is_byline
from policytext.structure.contents import contents
from policytext.structure.furniture import furniture, names_photographer
from policytext.structure.wrapping import runs_of

BODY = (
    "The government will set out its plans for the coming year in a statement to the house, and "
    "every ministry will publish the measures that it intends to take."
)
SHORT = "The rules will be reviewed by the ministry before the end of the year."
LONG = (
    "Councils will be asked to report twice a year on the roads, the bridges and the quays that "
    "they have mended, and on those that still wait."
)
TITLE = "Ministry sets out its plans for the ports of the north"
MENU = "Skip to main content\nSearch\nSign in\nSubscribe"
FOOT = "Privacy policy\nCookies\nAccessibility\nContact us"


def document_of(text: str) -> Document:
    return Document("d", text, (), Source("d.txt", ""))


def words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start_char : block.end_char].split())


def page(*parts: str) -> dict[str, str]:
    document = recover_structure(document_of("\n\n".join(parts)))
    return {words(document, block): block.kind for block in document.blocks}


# titles


@pytest.mark.parametrize(
    "other",
    [
        "BREAKINGEarthquake off the northern coast, no warning of waves",
        "Index No.:      000014349/2023-00021          Category:     Fisheries, Ports",
        "DRAFT 4 – not for circulation",
        "Home  The Ministry    Policies and Activities    Press and Media Service    Resources",
        "Home All Press Releases RSS Archives",
    ],
)
def test_what_a_page_says_above_its_title_is_no_title(other: str) -> None:
    assert page(MENU, other, TITLE, "By Ann Lee\n12 May 2024", BODY, SHORT)[TITLE] == "title"


@pytest.mark.parametrize(
    "below",
    [
        "Representatives welcome the plan, warn that money will run out by July",
        "Speech by Ida Rasmussen, Member of the Executive Board, at the congress of savings banks",
        "A boat on the river shows what happens when two countries wait for each other",
    ],
)
def test_what_is_said_below_a_title_is_not_the_title(below: str) -> None:
    assert page(MENU, TITLE, below, "12 May 2024", BODY, SHORT, LONG)[TITLE] == "title"


@pytest.mark.parametrize(
    "title",
    [
        "School meals: Councils say that money will run out by spring",
        "The long road to a short meeting of the ministers",
        "BREXIT and the ports: what the new rules mean for the north",
        "Home Secretary Announces New Measures on Policing",
        "Draft bill on the ports of the north is published",
    ],
)
def test_a_title_stays_one(title: str) -> None:
    found = page(MENU, title, "By Ann Lee\n12 May 2024", BODY, SHORT, LONG, "School meals", FOOT)
    assert found[title] == "title"


def test_the_only_chapter_of_a_page_is_its_title() -> None:
    found = page(
        MENU, "Chapter 3\nA country that mends things", BODY, "Our roads", SHORT, LONG, FOOT
    )
    assert found["Chapter 3 A country that mends things"] == "title"


# bylines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tue 11 Jan 2022 08.00 GMTLast modified on Tue 11 Jan 2022 09.41 GMT", True),
        ("December 7, 202311:32 AM UTCUpdated 18 min ago", True),
        ("Source: Delta News AgencyEditor: Lin2023-03-05 21:12:45", True),
        ("17 September 2024 (Transcript of the speech, exactly as it was delivered)", True),
        ("A Proposed Rule by the Consumer Safety Commission on 03/06/2023", True),
        ("A Proposed Rule by the Commission would ban the heaters on 1 May", False),
        ("On Monday 5 June 2023 the ports of the north will be closed to all large ships", False),
    ],
)
def test_a_date_is_read_although_words_stand_against_it(line: str, expected: bool) -> None:
    assert is_byline(line) == expected


def test_the_name_of_the_site_is_no_byline_but_the_agency_beside_the_date_is_one() -> None:
    head = "Skip to main content\nSearch\nMinistry of Transport\nSign in\nSubscribe\nContact us"
    assert page(head, TITLE, "12 May 2024", BODY)["Ministry of Transport"] == "boilerplate"
    dated = page(head, "12 May 2024\nMinistry of Works", TITLE, BODY, SHORT)
    assert dated["Ministry of Works"] == "byline"


@pytest.mark.parametrize(
    ("line", "kind"), [("Media release", "boilerplate"), ("12 May 2024", "byline")]
)
def test_the_kind_of_paper_above_a_title_is_a_label(line: str, kind: str) -> None:
    assert page(line, TITLE, BODY, SHORT)[line] == kind


# who is quoted, who took a picture, who wrote the text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Elin Sorbakken, angler", "reference"),
        ("Margaret, Aldport", "reference"),
        ("Commissioner for the Internal Market", "reference"),
        ("Roads, bridges and quays", "heading"),
        ("What happens next", "heading"),
    ],
)
def test_a_name_below_a_quotation_tells_who_is_quoted(line: str, kind: str) -> None:
    roads = "The plan is for roads, bridges and quays, and for the people who look after them."
    quote = "“The river was dead when I was young, and now my children swim in it all summer.”"
    assert page(TITLE, "12 May 2024", BODY, quote, line, LONG, roads, SHORT)[line] == kind


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("© UNICEF/A. Sani", True),
        ("NORTHWIRE/Oda Finn", True),
        ("Meridian/R. Oduya", True),
        ("Health/Education", False),
        ("Policy/practice in the north", False),
        ("Roads and/or bridges", False),
    ],
)
def test_an_agency_and_a_name_say_who_took_a_picture(line: str, expected: bool) -> None:
    assert names_photographer(line) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A boy washes ore at Diba, Upper Saro, November 2021. © 2021 Rights Monitor", "caption"),
        ("1:18 p.m. EDT", "byline"),
        (
            "The ministry has the rights to it, and it will publish all of them in 2021.",
            "paragraph",
        ),
    ],
)
def test_a_caption_ends_in_whose_picture_it_is(line: str, kind: str) -> None:
    assert page(TITLE, "12 May 2024", line, BODY, SHORT)[line] == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ann Lee is head of policy at RiverWatch.", "credit"),
        ("Lee covers state government and water for the Midland Press.", "credit"),
        ("This interview has been edited and condensed for clarity.", "credit"),
        ("Our reporter Dan Wu in the state capital contributed to this report.", "credit"),
        ("Leeds is the first city that mends its roads by night.", "paragraph"),
        ("The interview was held in the spring, and the minister spoke for an hour.", "paragraph"),
    ],
)
def test_what_is_said_of_the_author_below_the_text_is_credit(line: str, kind: str) -> None:
    assert page(TITLE, "By Ann Lee / April 2, 2022", BODY, SHORT, LONG, line, FOOT)[line] == kind


def test_dates_on_end_are_a_list_and_one_date_is_of_the_signature() -> None:
    rows = "Entry into force July 2024\nLaws of the states July 2026\nPlatform July 2027"
    found = page(TITLE, BODY, SHORT, LONG, rows)
    assert {found[row] for row in rows.split("\n")} <= {"paragraph", "list_item", "table"}
    assert page(TITLE, BODY, SHORT, LONG, "12 May 2024")["12 May 2024"] == "credit"


@pytest.mark.parametrize(
    ("above", "line", "kind"),
    [
        (SHORT, "– Margaret, Aldport", "reference"),
        (SHORT, "—Awa, 34, miner, Diba, November 2021", "reference"),
        (SHORT, "– roads, bridges and quays", "list_item"),
        ("“A forecast that is two days old is none,”", "head of the service Ann Lee", "reference"),
        ("The forecast is two days old.", "heads of the services of two states", "paragraph"),
    ],
)
def test_a_dash_and_a_name_tell_who_is_quoted(above: str, line: str, kind: str) -> None:
    assert page(TITLE, "12 May 2024", BODY, above, line, LONG, SHORT)[line] == kind


# notes


def test_numbered_notes_are_told_by_their_calls_and_numbered_paragraphs_stay_text() -> None:
    called = "The halls were mended last year.[1] The ministry has counted them twice since.[2]"
    notes = "1. See Bank of Arana, Financial Stability Report, November 2022.\n\n2. Figures of May."
    texts = (SHORT, LONG, BODY, SHORT + " It said so.", LONG + " It said so.", BODY + " So it is.")
    found = page(TITLE, called, *texts, notes)
    assert found["2. Figures of May."] == "footnote"
    numbered = page(TITLE, f"1. {called}", f"2. {BODY}", f"3. {LONG}", f"1. {SHORT}")
    assert numbered[f"1. {SHORT}"] != "footnote"


# menus and what leads on


def test_a_list_of_short_items_above_the_title_is_a_menu_and_one_below_it_is_text() -> None:
    menu = "  * Policy issues\n  * Countries\n  * Bureaus"
    found = page(MENU, menu, TITLE, "12 May 2024", BODY, SHORT)
    assert found["* Countries"] == "boilerplate"
    points = "  * Inflation on its way home\n  * Krone falls, bonds rise"
    found = page(MENU, TITLE, "12 May 2024", points, BODY, SHORT)
    assert found["* Krone falls, bonds rise"] == "list_item"


def test_a_mark_within_the_text_leads_to_links_and_the_text_goes_on_below_them() -> None:
    links = "Other coverage\nFive things to know about lead in taps\nDrought returns to the basin"
    more = (LONG, BODY + " It said so.", LONG + " It did.", BODY + " So it is.")
    found = page(TITLE, "12 May 2024", BODY, SHORT, links, *more, FOOT)
    assert {found[line] for line in more} == {"paragraph"}


def test_cards_with_their_stamps_are_furniture_and_a_lone_stamp_takes_nothing_along() -> None:
    cards = (
        "Why bread costs what it costs\nA loaf passes through eleven hands.\n2 hrs agoWorld",
        "Minister quits over a letter\nShe will not be a burden.\n3 hours ago",
    )
    found = page(TITLE, "12 May 2024", BODY, SHORT, LONG, SHORT + " Yes.", "More", *cards, FOOT)
    lines = [line for card in cards for line in card.split("\n")]
    assert {found[line] for line in ["More", *lines]} == {"boilerplate"}
    found = page(TITLE, BODY, LONG, SHORT + " Yes.", "What happens next", SHORT, "3 hours ago")
    assert found["What happens next"] == "heading"


def test_questions_that_head_answers_are_named_by_a_table_of_contents() -> None:
    asked = ("Why are rules needed?", "Who has to repair?", "What changes?", "What is next?")
    runs = runs_of(document_of("\n".join(asked) + "\n\n" + f"\n\n{BODY}\n\n".join(asked)))
    assert sorted(contents(runs, {})) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Listen to this story. Enjoy more audio and podcasts on iOS or Android.", True),
        ("From the November 11th 2023 edition", True),
        ("This story has been corrected to show that Pine Falls has 2,100 people.", True),
        ("Enjoying this article? Sign up for our weekly newsletter.", True),
        ("Are you affected by the issues raised in this story?", True),
        ("Listen to the people of the valley: they know the river best.", False),
        ("From the first day the ministry has said that it would mend the road.", False),
        ("This story has been told before, and it will be told again.", False),
        ("Your taxes pay for the roads of the north and for the ports.", False),
    ],
)
def test_notices_of_newsrooms_are_furniture(line: str, expected: bool) -> None:
    assert bool(furniture(runs_of(document_of(line)))) == expected
