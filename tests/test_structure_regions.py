"""Regions of a page, each rule beside what it must leave alone."""

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


def recovered(text: str) -> Document:
    return recover_structure(Document("d", text, (), Source("d.txt", "")))


def words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start_char : block.end_char].split())


def kinds(text: str) -> dict[str, str]:
    document = recovered(text)
    return {words(document, block): block.kind for block in document.blocks}


def test_a_menu_that_a_page_opens_with_is_furniture_and_the_headline_below_it_the_title() -> None:
    found = kinds(
        "Skip to content\nNews\nWater\nRoads\nHarbours\nSearch\n"
        f"{TITLE}\n12 May 2024\n\n{BODY}\n\n{BODY}"
    )
    assert {found[line] for line in ("Water", "Roads", "Harbours")} == {"boilerplate"}
    assert found[TITLE] == "title"
    assert found["12 May 2024"] == "byline"


def test_a_short_title_above_a_list_of_names_is_no_menu() -> None:
    found = kinds(
        f"Minutes of the board\n\nPresent:\n\nAnn Lee\nBo Hale\nJo Rao\n\n{BODY}\n\n{SHORT}"
    )
    assert found["Minutes of the board"] == "title"
    assert found["Bo Hale"] != "boilerplate"


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        (
            "Harbour board turned down the dredger in 2019\nFish landings fell by a third",
            "boilerplate",
        ),
        (
            "- Harbour board turned down the dredger\n- Fish landings fell by a third last year",
            "list_item",
        ),
        (
            "Sign up to our letter\nEnter your email address\nSign up\nEvery Friday in brief",
            "boilerplate",
        ),
    ],
)
def test_headlines_and_boxes_between_paragraphs_are_furniture_and_lists_are_not(
    box: str, kind: str
) -> None:
    found = kinds("\n\n".join([TITLE, BODY, SHORT, BODY, box, BODY, SHORT, BODY]))
    assert {found[line] for line in box.split("\n")} == {kind}


def test_what_stands_among_the_furniture_below_the_text_is_furniture() -> None:
    foot = "Share this page\nFacebook\nNorth harbour opens\nA day on the ferry\nPrivacy\nContact us"
    found = kinds("\n\n".join([TITLE, BODY, SHORT, BODY, foot]))
    assert {found[line] for line in foot.split("\n")} == {"boilerplate"}


def test_paragraphs_below_an_advertisement_are_text() -> None:
    found = kinds(
        "\n\n".join(
            [
                TITLE,
                BODY,
                SHORT,
                "Advertisement",
                "Nobody was hurt in the fire.",
                SHORT + " It is late.",
            ]
        )
    )
    assert found["Nobody was hurt in the fire."] == "paragraph"


def test_questions_are_headings_on_a_page_of_answers_and_none_in_an_interview() -> None:
    questions = [f"What is the {word} of the plan?" for word in ("aim", "cost", "date", "basis")]
    questions.append("Who will pay for it in the end?")
    page = kinds("\n\n".join([TITLE, BODY, *[part for q in questions for part in (q, BODY)]]))
    assert {page[question] for question in questions} == {"heading"}
    said = "I do not know yet what we will do, but I have asked my staff to find out by spring."
    talk = kinds("\n\n".join([TITLE, BODY, *[part for q in questions for part in (q, said)]]))
    assert {talk[question] for question in questions} == {"paragraph"}


def test_a_line_set_against_the_line_above_is_no_heading_where_blank_lines_part_paragraphs() -> (
    None
):
    glued = f"{TITLE}\n\n{BODY}\n\n{SHORT}\nSee it in full\n\n{BODY}\n\n{SHORT}\n\n{BODY}"
    apart = f"{TITLE}\n\n{BODY}\n\n{SHORT}\n\nWork in the harbours\n\n{BODY}\n\n{SHORT}\n\n{BODY}"
    assert kinds(glued)["See it in full"] == "paragraph"
    assert kinds(apart)["Work in the harbours"] == "heading"


@pytest.mark.parametrize("blank", ["\xa0\xa0", "\u2003", "  "])
def test_a_numbered_paragraph_behind_a_no_break_space_is_no_footnote(blank: str) -> None:
    line = f"1.{blank}This Regulation lays down rules on harbours in the Union."
    document = recovered("\n\n".join(["Regulation on harbours in the north", BODY, line, BODY]))
    assert [b.kind for b in document.blocks if "lays down" in words(document, b)] == ["paragraph"]


def test_links_under_further_information_are_references_and_others_furniture() -> None:
    links = "[The plan for the ports](/plan)\n\n[All letters](/letters)"
    read_on = kinds("\n\n".join([f"# {TITLE}", BODY, SHORT, "**For more information**", links]))
    assert read_on["[The plan for the ports](/plan)"] == "reference"
    related = kinds("\n\n".join([f"# {TITLE}", BODY, SHORT, "**Related content**", links]))
    assert related["[The plan for the ports](/plan)"] == "boilerplate"


def test_many_lines_without_a_sentence_take_time_that_grows_with_them() -> None:
    def seconds(lines: int) -> float:
        text = "\n".join(f"Harbour board of the north - page {n} - list" for n in range(lines))
        start = time.process_time()
        recovered(text)
        return time.process_time() - start

    seconds(500)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.02)  # 100 if it grew with the square
