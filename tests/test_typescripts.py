"""Typed and scanned texts: a blank line after every line, pages, misread letters, who speaks."""

from __future__ import annotations

import pytest

from policytext.reading import Block, Document, Source
from policytext.structure import recover_structure
from policytext.structure.byline import is_agency
from policytext.structure.scans import is_damaged

BODY = (
    "The board met in March and agreed that the harbour wall should be mended before the winter, "
    "and that the town should pay a third of what it costs."
)
SPEECH = """The Redford Weir

Mr. Chairman, ladies and gentlemen,

The weir which we open this afternoon has been talked

of in this valley for nearly forty years. My father

heard of it when he was a member of the Shire

Council of Redford, and he used to say that he would

believe in it when he saw water go over it.

What the Settlers Will Pay

Under the agreement with the River Murray Valley

Commission no charge will be made for the water. After

that the settlers will pay a rate which is fixed by

the Department of Lands in June of each year."""


def recovered(text: str) -> Document:
    return recover_structure(Document("d", text, (), Source("d.txt", "")))


def of_kind(document: Document, kind: str) -> list[str]:
    return [_words(document, block) for block in document.blocks if block.kind == kind]


def _words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start_char : block.end_char].split())


def test_lines_with_a_blank_line_after_each_are_paragraphs_again() -> None:
    document = recovered(SPEECH)
    assert [(b.kind, b.line_start, b.line_end) for b in document.blocks] == [
        ("title", 1, 1),
        ("paragraph", 3, 3),
        ("paragraph", 5, 13),
        ("heading", 15, 15),
        ("paragraph", 17, 23),
    ]
    assert document.text[document.blocks[2].start_char :].startswith("The weir")


def test_a_first_line_that_is_shorter_than_the_others_is_no_heading() -> None:
    # it was indented, and the blanks are lost
    document = recovered(SPEECH)
    assert of_kind(document, "heading") == ["What the Settlers Will Pay"]


def test_what_is_typed_in_capitals_is_paragraphs_again() -> None:
    text = SPEECH.replace("What the Settlers Will Pay\n\n", "").upper()
    assert of_kind(recovered(text), "heading") == []
    assert len(recovered(text).blocks) <= 5


def test_headings_in_capitals_stay_apart_where_the_text_has_small_letters() -> None:
    heading = "WHAT THE SETTLERS OF THE REDFORD VALLEY PAY"
    text = SPEECH.replace("What the Settlers Will Pay", heading)
    assert of_kind(recovered(text), "heading") == [heading]


def test_a_short_line_after_a_full_one_is_a_heading_if_it_has_no_full_stop() -> None:
    text = SPEECH.replace("believe in it when he saw", "believe in it, he said, when he saw the")
    assert of_kind(recovered(text), "heading") == ["What the Settlers Will Pay"]


def test_place_and_date_below_a_typed_text_stand_alone() -> None:
    document = recovered(SPEECH + "\n\nRedford, 4th March, 1958.")
    assert of_kind(document, "credit") == ["Redford, 4th March, 1958."]


def test_lines_of_short_paragraphs_stay_apart() -> None:
    said = ["We mend walls.", "We dig out the basin.", "We light the pier."]
    text = "\n\n".join(["The plan for the harbours", *said])
    assert of_kind(recovered(text), "paragraph") == said


def test_typed_numbers_that_begin_with_the_second_page_are_of_pages() -> None:
    text = f"The harbour wall\n\n{BODY}\n\n./ 2\n\n2.\n\n{BODY}\n\n3.\n\n{BODY}"
    assert of_kind(recovered(text), "boilerplate") == ["./ 2", "2.", "3."]
    assert of_kind(recovered(text), "heading") == []


def test_numbers_that_begin_with_one_are_no_pages() -> None:
    text = f"The harbour wall\n\n1.\n\n{BODY}\n\n2.\n\n{BODY}\n\n3.\n\n{BODY}"
    assert of_kind(recovered(text), "boilerplate") == []


@pytest.mark.parametrize(
    ("words", "damaged"),
    [
        ("W) o ; k. Trb 40aeB .7 l", True),
        ("50* OL b3X: k4 X9* BRNK V -2077", True),
        ("KRT WM 4 I", True),
        ("Q1 2024", False),
        ("R&D", False),
        ("COVID-19", False),
        ("A. B. C. 12.50", False),
        ("A*STAR and its partners", False),
        ("Kyōto 2030", False),
        ("12 13 2 4", False),
        ("第一章", False),
    ],
)
def test_damage_is_told_from_short_lines(words: str, damaged: bool) -> None:
    assert is_damaged(words) is damaged


def test_the_title_again_with_misread_letters_is_furniture() -> None:
    text = (
        "Visit of the Premier of Norland\n\nFOR PRESS 13 MARCH 1967\n\n"
        f"VISIT OF THE PREM1ER OF N0RLAND\n\n{BODY}\n\n{BODY}"
    )
    document = recovered(text)
    assert of_kind(document, "title") == ["Visit of the Premier of Norland"]
    assert of_kind(document, "boilerplate") == ["VISIT OF THE PREM1ER OF N0RLAND"]


def test_a_heading_that_shares_words_with_the_title_stays_one() -> None:
    text = (
        "A national strategy for harbours and lights\n\nHarbours\n\n"
        f"{BODY}\n\nLights and buoys\n\n{BODY}"
    )
    assert of_kind(recovered(text), "heading") == ["Harbours", "Lights and buoys"]


def test_a_speech_with_its_date_is_the_title_where_nothing_else_is() -> None:
    text = f"Speech by the Minister for Lands at Redford, 4 March 1958\n\n{BODY}\n\n{BODY}"
    title = "Speech by the Minister for Lands at Redford, 4 March 1958"
    assert of_kind(recovered(text), "title") == [title]


@pytest.mark.parametrize("line", ["Porto", "Morning Programme", "WEST HARBOUR", "SBN World News"])
def test_a_lone_line_between_the_title_and_the_text_heads_nothing(line: str) -> None:
    text = f"Harbour wall to be mended before the winter\n\n{line}\n\n{BODY}\n\n{BODY}\n\n{BODY}"
    assert of_kind(recovered(text), "heading") == []


def test_the_first_of_several_headings_may_stand_right_below_the_title() -> None:
    parts = ["West Harbour", BODY, "East Harbour", BODY, BODY]
    text = "\n\n".join(["The plan for the harbours", *parts])
    assert of_kind(recovered(text), "heading") == ["West Harbour", "East Harbour"]


@pytest.mark.parametrize("line", ["Introduction", "1. The wall", "## The wall"])
def test_a_lone_heading_that_says_it_is_one_stays_one(line: str) -> None:
    text = f"The plan for the harbours\n\n{line}\n\n{BODY}\n\n{BODY}\n\n{BODY}"
    assert len(of_kind(recovered(text), "heading")) == 1


def test_who_speaks_below_is_neither_heading_nor_running_header() -> None:
    turns = [("Question", "What will you do?"), ("Ms Ida Lund", BODY)] * 3
    text = "Ida Lund on the harbours\n\n" + "\n\n".join(f"{who}\n\n{said}" for who, said in turns)
    document = recovered(text)
    assert of_kind(document, "heading") == []
    assert of_kind(document, "boilerplate") == []


def test_what_comes_back_on_each_page_is_a_running_header() -> None:
    pages = "\n\n".join(f"Harbours of the west {n}\n\n{BODY}" for n in range(2, 6))
    assert len(of_kind(recovered(f"The plan\n\n{BODY}\n\n{pages}"), "boilerplate")) == 4


@pytest.mark.parametrize(
    "line",
    [
        "Q Were you surprised by the storm",
        "JOURNALIST; Is there any need to go on",
        "What is there to be gained from a wall that the sea takes away?",
        "The new harbour could be a door to the whole of the northern sea for us",
        "Heads of Delegation, delegates",
        "Honourable Members of the Assembly",
        "Your Royal Highness",
        "13 May 1997",
        "S. 127",
        "Ida Lund: (Harbour News)",
        "1960 3,107,900",
        "L",
    ],
)
def test_what_is_said_heads_nothing(line: str) -> None:
    text = f"The harbour wall\n\n{BODY}\n\n{line}\n\n{BODY}\n\n{BODY}"
    assert of_kind(recovered(text), "heading") == []


@pytest.mark.parametrize(
    "line",
    [
        "What the town will pay",
        "How will it be paid for?",
        "Britain is stronger in Europe",
        "Honourable work for all",
        "Friends of the harbour",
        "Question time in the council",
        "Budget 2024",
        "Q fever in goats",
    ],
)
def test_what_looks_like_it_is_a_heading_all_the_same(line: str) -> None:
    text = f"The harbour wall\n\n{BODY}\n\nThe wall today\n\n{BODY}\n\n{line}\n\n{BODY}"
    assert line in of_kind(recovered(text), "heading")


def test_questions_of_a_speaker_on_end_head_nothing() -> None:
    asked = ["Who will pay for the wall?", "Who will keep it standing?"]
    text = "\n\n".join(["The harbour wall", BODY, *asked, BODY, BODY])
    assert of_kind(recovered(text), "heading") == []


def test_a_list_of_names_within_a_text_is_no_signature() -> None:
    names = ["Mr. W. J. Bryant", "Mr. B. L. Burton", "Mr. J. W. Walker"]
    text = "\n\n".join(["The harbour board", BODY, *names, BODY, "Porto, 4 March 1958"])
    assert of_kind(recovered(text), "credit") == ["Porto, 4 March 1958"]


def test_who_was_there_is_a_list_and_no_signature() -> None:
    names = [f"Mr. {first} Lund" for first in ("A.", "B.", "C.", "D.", "E.", "F.", "G.")]
    document = recovered("\n\n".join(["The harbour board", BODY, BODY, *names]))
    assert of_kind(document, "credit") == []
    signed = recovered("\n\n".join(["The harbour board", BODY, BODY, *names[:2]]))
    assert of_kind(signed, "credit") == names[:2]


def test_the_lines_of_a_letterhead_are_not_one_title() -> None:
    head = [
        "THE HARBOUR BOARD",
        "",
        "FOR MEDIA SUNDAY, SEPTEMBER 13 1981",
        "",
        "WALLS AND LIGHTS",
        "",
    ]
    document = recovered("\n".join(head) + SPEECH.partition("\n\n")[2])
    assert not any("FOR MEDIA" in words for words in of_kind(document, "title"))
    assert of_kind(document, "heading") == ["What the Settlers Will Pay"]


def test_topics_below_the_title_are_not_of_the_text() -> None:
    text = f"Radio interview with Ida Lund\n\nSubjects: walls; harbours; lights\n\n{BODY}\n\n{BODY}"
    assert of_kind(recovered(text), "boilerplate") == ["Subjects: walls; harbours; lights"]


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("Government of Norland", True),
        ("Department for Transport", True),
        ("Ministry of Finance and Planning", True),
        ("Government Offices of Sweden", True),
        ("Government Digital Service (GDS)", True),
        ("MINISTER FOR LANDS 135/92", True),
        ("Commission of the European Communities", True),
        ("Government Rewards Older People Who Contribute To Private Health Insurance", False),
        ("Ministry Announces New Rules For Small Harbours", False),
        ("Commission Proposes Stricter Limits On Lead In Paint", False),
    ],
)
def test_a_headline_about_a_ministry_is_not_its_name(words: str, agency: bool) -> None:
    assert is_agency(words) is agency


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (
            "The master of the port said:",
            "“Ships wait for days because the old basin is too small for them”",
        ),
        ("The Hon Ida Lund, MP", "Minister for Harbours and Lights"),
        ("The measures of the second part.", "On"),
    ],
)
def test_what_belongs_to_the_line_above_heads_nothing(before: str, line: str) -> None:
    text = f"The harbour wall\n\n{BODY}\n\n{before}\n\n{line}\n\n{BODY}\n\n{BODY}"
    assert line not in of_kind(recovered(text), "heading")


def test_a_time_of_day_is_no_number_of_a_heading() -> None:
    parts = ["3.00 p. m. The Premier opens the wall", BODY, "4.30 p. m. The Premier leaves", BODY]
    text = "\n\n".join(["Visit of the Premier", *parts])
    assert of_kind(recovered(text), "heading") == []


@pytest.mark.parametrize("line", ["E. & O. E. PROOF ONLY", "E 0 E", "PROOF COPY", "E&OE…………"])
def test_marks_of_a_transcript_are_furniture(line: str) -> None:
    text = f"Interview with Ida Lund\n\n{line}\n\n{BODY}\n\n{BODY}"
    assert of_kind(recovered(text), "boilerplate") == [line]


def test_whom_to_contact_may_be_named_on_the_line_that_says_so() -> None:
    contacts = ["Enquiries: Sipho Dlamini", "Tel: 012 555 0144"]
    document = recovered("\n\n".join(["The harbour wall", BODY, BODY, "\n".join(contacts)]))
    assert of_kind(document, "boilerplate") == contacts


def test_items_in_small_letters_are_not_lines_of_a_paragraph() -> None:
    items = [
        "boats that are too large for the basin in which they have to lie now",
        "a small but growing number of boats that have no berth in the winter",
        "a need to see that the money for lights is well spent on every coast",
        "crews that are not paid for the days on which no boat can leave port",
    ]
    long = f"{BODY} {BODY}"
    parts = ["The inquiry into harbours", long, long, "It will look at:", *items, long, long]
    assert set(items) <= set(of_kind(recovered("\n\n".join(parts)), "paragraph"))


def test_verse_with_a_blank_line_after_each_is_no_heading() -> None:
    verse = [
        "Let us make walls and let us light",
        "Great lamps for all who sail by night,",
        "That they shall know the harbour's near.",
    ]
    text = "\n\n".join(["The harbour wall", BODY, *verse, BODY, BODY])
    assert of_kind(recovered(text), "heading") == []


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Questions about a plan for small harbours", "Why is there a plan for small harbours?"),
        ("Our plan for small harbours and for the lights", "SMALL HARBOURS"),
    ],
)
def test_a_first_heading_in_the_words_of_the_title_is_a_heading(title: str, line: str) -> None:
    others = ["How will it be paid for?", "When will it start?", "Who will decide?"]
    if line.isupper():
        others = ["MONEY AND TIME", "WHO DECIDES"]
    parts = [part for other in others for part in (other, BODY)]
    text = "\n\n".join([title, "Porto, 12 March 2024", line, BODY, *parts])
    assert of_kind(recovered(text), "heading") == [line, *others]


def test_members_who_are_called_with_their_number_are_no_headings() -> None:
    text = "\n\n".join(
        [
            "Oral answers on harbours",
            "1. Ann Pell (Westmouth) (Lab)\nIf she will make a statement on small harbours.",
            "The Minister for Harbours (Joan Tarr)\nI have set aside forty million for the walls.",
            "2. Tom Ure (North Isles) (Ind)\nWhat steps she is taking to mend the pier.",
            "Joan Tarr\nI would be glad to come to the North Isles and to see it for myself.",
        ]
    )
    assert of_kind(recovered(text), "heading") == []
