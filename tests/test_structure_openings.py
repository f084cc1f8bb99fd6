"""Run-in headings whose bold was lost, and what opens a paragraph without heading it."""

from __future__ import annotations

import pytest
from test_structure_evidence import BODY, SHORT, TITLE, of_kind, recovered

from policytext.structure.markers import marker_of


def run_ins(*paragraphs: str) -> list[str]:
    document = recovered(TITLE, BODY, *paragraphs, BODY)
    return [
        document.text[block.start_char : block.end_char].strip()
        for block in document.blocks
        if block.kind == "heading" and block.run_in
    ]


REST = "Services that people need every week shall be found within an hour of travel."


@pytest.mark.parametrize(
    ("openings", "are_headings"),
    [
        (("Proximity.", "Trust.", "Multi-use.", "Good Neighbour Authority."), True),
        (("Predictable rules.", "A share of the revenue.", "A civilian coast guard."), True),
        (("Where does it come from?", "How old is it?", "Is it getting dirty?"), True),
        (("First, the definition.", "Second, the safeguards.", "Third, the register."), False),
        (("The board met.", "It was late.", "A vote was held."), False),
        (("Yes.", "No.", "Not at all."), False),
        (("Proximity.", "Trust."), False),
    ],
)
def test_topics_that_open_paragraphs_on_end_are_headings(
    openings: tuple[str, ...], are_headings: bool
) -> None:
    found = run_ins(*(f"{opening} {REST}" for opening in openings))
    assert found == (list(openings) if are_headings else [])


def test_topics_with_text_between_them_are_sentences() -> None:
    assert run_ins(f"Proximity. {REST}", BODY, f"Trust. {REST}", BODY, f"Reach. {REST}") == []


@pytest.mark.parametrize(
    ("labels", "are_headings"),
    [
        (("KEEPING RURAL HOSPITALS OPEN:", "ENDING THE WAIT FOR NURSES:"), True),
        (("THE COST OF DELAY:", "THE TERMS OF THE ACT:", "RELIEF:"), True),
        (("MARY HALL:", "PETER LUND:", "IDA POE:"), False),
        (("THE COST OF DELAY:",), False),
    ],
)
def test_topics_in_capitals_are_headings_and_names_are_not(
    labels: tuple[str, ...], are_headings: bool
) -> None:
    found = run_ins(*(part for label in labels for part in (f"{label} {REST}", BODY)))
    assert found == (list(labels) if are_headings else [])


@pytest.mark.parametrize(
    "labels",
    [
        ("Security of tenure:", "Limits on increases:", "A tenancy tribunal:", "Short lets:"),
        ("PM2.5:", "Nitrogen dioxide (NO2):", "Attributable deaths:"),
        ("Source augmentation:", "Soil and moisture:", "Community institutions:"),
    ],
)
def test_topics_before_a_colon_head_their_paragraphs_where_three_are_near(
    labels: tuple[str, ...],
) -> None:
    assert run_ins(*(f"{label} {REST}" for label in labels)) == list(labels)
    assert run_ins(f"{labels[0]} {REST}", BODY, BODY, BODY, f"{labels[1]} {REST}") == []


def test_a_paragraph_between_does_not_part_what_belongs_together() -> None:
    one, two, three = "Tenure:", "Limits:", "Homes let for days:"
    paragraphs = [f"{one} {REST}", f"{two} {REST}", SHORT, f"{three} {REST}"]
    assert run_ins(*paragraphs) == [one, two, three]


FIELDS = ("Objective:", "Responsibility:", "Funding:")


def test_fields_that_come_back_in_their_order_are_headings() -> None:
    sheets = [
        f"{label} {words}"
        for words in ("Better roads.", "Two boats.", "A pier.")
        for label in FIELDS
    ]
    assert run_ins(*sheets) == [*FIELDS] * 3


def test_those_who_take_turns_are_no_fields() -> None:
    turns = (
        "Hall",
        "Lund",
        "Poe",
        "Hall",
        "Poe",
        "Lund",
        "Poe",
        "Hall",
        "Lund",
        "Lund",
        "Poe",
        "Hall",
    )
    assert run_ins(*(f"{name}: {REST}" for name in turns)) == []


@pytest.mark.parametrize(
    "names",
    [
        ("FOREIGN SECRETARY HALL", "FOREIGN MINISTER LUND"),
        ("Mary Hall", "Ida Lund", "Mary Hall"),
    ],
)
def test_names_in_bold_of_those_who_talk_head_nothing(names: tuple[str, ...]) -> None:
    assert run_ins(*(f"**{name}:** {REST}" for name in names)) == []


def test_the_title_of_a_section_in_italics_behind_its_number_and_before_dashes() -> None:
    sections = [
        "**SECTION 1.** *Short Title.* -- This Act shall be known as the Libraries Act of 2022.",
        "**SEC. 2.** *Declaration of Policy.* -- It is the policy of the State to lend books.",
    ]
    assert run_ins(*sections) == [
        "**SECTION 1.** *Short Title.*",
        "**SEC. 2.** *Declaration of Policy.*",
    ]


@pytest.mark.parametrize(
    ("text", "label", "ordinal"),
    [
        ("A.1 Open speech data", "A.1", 1),
        ("B.12 Games", "B.12", 12),
        ("Strand 2 – Streets", "Strand 2", 2),
    ],
)
def test_letters_with_numbers_and_strands_count(text: str, label: str, ordinal: int) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.label, marker.ordinal) == (label, ordinal)


def test_the_only_chapter_of_a_text_without_a_title_is_its_title() -> None:
    document = recovered(
        "Chapter 4: A home for everyone", BODY, "4.1 Homes", BODY, "4.2 Rents", BODY
    )
    assert of_kind(document, "title") == ["Chapter 4: A home for everyone"]
    assert of_kind(document, "heading") == ["4.1 Homes", "4.2 Rents"]
    two = recovered("Chapter 4: A home for everyone", BODY, "Chapter 5: Health", BODY, SHORT)
    assert len(of_kind(two, "heading")) + len(of_kind(two, "title")) == 2
    assert "Chapter 5: Health" in of_kind(two, "heading")


def test_the_last_line_of_a_box_is_not_underlined() -> None:
    rule = "=" * 40
    box = f"{rule}\nFOOD BULLETIN\nIssue 11 of the year\n{rule}"
    assert of_kind(recovered(box, BODY, SHORT, BODY), "heading") == []
    assert of_kind(recovered(TITLE, BODY, f"Issue 11\n{rule}", BODY), "heading") == [
        f"Issue 11 {rule}"
    ]


def test_a_row_of_a_table_above_its_rule_is_no_heading() -> None:
    row = "5         Exchange of notices          NCSC          Q3 2026\n" + "-" * 50
    assert of_kind(recovered(f"# {TITLE}", BODY, row, BODY), "heading") == []


def test_a_line_below_a_picture_alone_says_what_is_seen() -> None:
    line = "Three breaks in twelve months: the routes between the islands"
    picture = "![Map of the routes](https://static.example/7.webp)"
    assert of_kind(recovered(f"# {TITLE}", BODY, picture, line, BODY, SHORT), "heading") == []


def test_a_name_in_bold_above_an_office_is_no_heading() -> None:
    signed = ("**Ida Ní Lund**", "Minister for Transport and Marine Affairs")
    assert of_kind(recovered(f"# {TITLE}", BODY, SHORT, *signed, BODY), "heading") == []


def test_the_excerpt_that_a_clipper_quotes_above_a_page_is_furniture() -> None:
    said = "Sixteen projects in seven regions will start this year."
    document = recovered(f"# {TITLE}", f"> ## Excerpt\n> {said}", BODY, f"> {said}", SHORT)
    assert of_kind(document, "boilerplate") == ["> ## Excerpt", f"> {said}"]
    assert of_kind(document, "heading") == []


def test_lines_that_hang_below_a_number_are_its_paragraph() -> None:
    lines = [
        "1. The Parties reaffirmed the importance of the International North-South",
        "   Transport Corridor as well as of the Trans-Caspian International",
        "   Transport Route, and emphasised that the two are complementary. They",
        "   agreed to refrain from measures that would make transit along either of",
        "   them more difficult, and to meet again in the spring of the next year.",
    ]
    second = [line.replace("1.", "2.") for line in lines]
    document = recovered(TITLE, "\n".join(lines), "\n".join(second), "\n".join(lines[1:]))
    assert of_kind(document, "heading") == []
    assert [t for t in of_kind(document, "paragraph") if t.startswith("1. The Parties")] == [
        " ".join(" ".join(lines).split())
    ]
