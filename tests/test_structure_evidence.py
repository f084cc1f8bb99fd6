"""What speaks for a heading, a caption or a title, and what only looks like one."""

from __future__ import annotations

import pytest

from policytext.reading import Document, Source
from policytext.structure import recover_structure

TITLE = "A plan for the harbour"
BODY = (
    "The government will set out its plans for the coming year in a statement to the house, and "
    "every ministry will publish the measures that it intends to take."
)
SHORT = "The rules will be reviewed by the ministry before the end of the year."


def recovered(*runs: str, gap: str = "\n\n") -> Document:
    text = gap.join(runs)
    return recover_structure(Document("d", text, (), Source("d.txt", "")))


def of_kind(document: Document, kind: str) -> list[str]:
    return [
        " ".join(document.text[block.start_char : block.end_char].split())
        for block in document.blocks
        if block.kind == kind
    ]


def levels(document: Document) -> list[int]:
    return [block.level for block in document.blocks if block.kind == "heading"]


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("People wade through a flooded street, July 14, 2023. REUTERS/Sunita Rai", True),
        ("A seller of water in Kampala, September 2021. © IWO/Grace Nakato", True),
        ("The ministers met in the morning. NATO/Russia relations came last.", False),
        ("Prices rose again in May. The gap of the CPI/RPI is as wide as it was.", False),
    ],
)
def test_a_line_that_ends_with_agency_and_photographer_is_a_caption(
    line: str, is_caption: bool
) -> None:
    document = recovered(TITLE, BODY, line, BODY, SHORT)
    assert (line in of_kind(document, "caption")) == is_caption
    assert of_kind(document, "heading") == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            (
                "Housing: each district will be given money to build homes for its nurses.",
                "Loan relief: a tenth of a loan is written off for every year of work.",
                "Remote care: the health line can send a picture to a doctor in town.",
            ),
            ["Housing:", "Loan relief:", "Remote care:"],
        ),
        (  # only one
            ("Housing: each district will be given money to build homes for its nurses.", SHORT),
            [],
        ),
        (  # people are talking
            (
                "Lee: we have said so for years, and nobody at the ministry has listened to us.",
                "Holm: that is so, but the money was never there when it was asked for.",
                "Lee: then it must be found, since the winter will not wait for a budget.",
            ),
            [],
        ),
        (  # a list of what is asked for
            (
                "- Housing: each district will be given money to build homes for its nurses.",
                "- Relief: a tenth of a loan is written off for every year of work.",
                "- Care: the health line can send a picture to a doctor in town.",
            ),
            [],
        ),
    ],
)
def test_topics_before_a_colon_are_headings_where_paragraphs_on_end_have_them(
    lines: tuple[str, ...], found: list[str]
) -> None:
    assert of_kind(recovered(TITLE, BODY, *lines, BODY), "heading") == found


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            "STATEMENT\nBY\nH.E. MR. KOFI ABALO\nMINISTER FOR FOREIGN AFFAIRS\nAT THE ASSEMBLY",
            "STATEMENT BY H.E. MR. KOFI ABALO MINISTER FOR FOREIGN AFFAIRS AT THE ASSEMBLY",
        ),
        (
            "Keynote address by\nDr Mary Cole\nGovernor of the Bank\nat the Marine Forum",
            "Keynote address by Dr Mary Cole Governor of the Bank at the Marine Forum",
        ),
    ],
)
def test_a_title_over_the_lines_of_a_cover_is_one(cover: str, title: str) -> None:
    document = recovered(cover, "New York, 23 September 2023", "Mr. President,", BODY, SHORT)
    assert of_kind(document, "title") == [title]


def test_a_report_of_a_day_is_no_cover() -> None:
    lines = ("REPORT", "of 3 May 2023", TITLE, BODY, BODY, SHORT)
    assert TITLE in of_kind(recovered(*lines, gap="\n"), "title")


def test_a_line_that_the_contents_name_is_a_heading_where_its_text_follows() -> None:
    names = ("Why we need a plan", "What we will do", "How we will measure it", "Next steps")
    parts = [line for name in names for line in (name, "We will publish four figures:", BODY)]
    document = recovered(TITLE, "Contents", *names, BODY, *parts, gap="\n")
    assert of_kind(document, "heading") == list(names)


def test_a_line_in_capitals_stands_as_high_as_numbered_headings_in_capitals() -> None:
    document = recovered(
        TITLE,
        BODY,
        "1. THE STATE OF THE RIVERS",
        BODY,
        "1.1 Supply",
        BODY,
        "2. WHAT TO DO",
        BODY,
        "2.1 Measure and publish",
        BODY,
        "NEXT STEPS",
        BODY,
    )
    assert levels(document) == [1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    "lines",
    [
        ("**Miriam Asante**\n\n*Leader of the Alliance for the Common Good*", BODY),
        ("Summary\nCompanies\nStorage sites are full three weeks early", BODY),
        ("Section 1\n\nPART 1", BODY),
        ("RESOLVES", BODY),
        ("HEREBY DECIDES", BODY),
        ("14th Meeting, 2024 (Session 6), Wednesday 8 May 2024", BODY),
    ],
)
def test_lines_that_head_nothing_are_no_headings(lines: tuple[str, ...]) -> None:
    found = of_kind(recovered(TITLE, BODY, SHORT, *lines, BODY), "heading")
    assert [name for name in found if name != "PART 1"] == []


def test_a_bold_line_below_the_title_is_no_heading_where_no_other_is_bold() -> None:
    slogan = "**The programme of the Alliance for the general election**"
    assert of_kind(recovered(f"# {TITLE}", slogan, BODY, SHORT), "heading") == []
    other = "**What we stand for**"
    document = recovered(f"# {TITLE}", "**Where we begin**", BODY, other, BODY, SHORT)
    assert of_kind(document, "heading") == ["**Where we begin**", other]


def test_a_last_sentence_that_names_a_year_is_no_signature() -> None:
    last = "Work is to start in spring 2026."
    assert last in of_kind(recovered(TITLE, BODY, SHORT, BODY, last), "paragraph")


def test_comments_and_their_responses_are_headings_where_they_come_back() -> None:
    pairs = (
        "Comment 1: Nine fishermen wrote that pingers cost more than they earn.",
        "Response: The ministry has lowered the number of pingers by a half.",
        "Comment 2: Two societies fear that pingers tell seals where the nets are.",
        "Response: Trials in two winters showed no such effect with this model.",
    )
    found = ["Comment 1:", "Response:", "Comment 2:", "Response:"]
    assert of_kind(recovered(TITLE, BODY, *pairs, BODY), "heading") == found
    assert of_kind(recovered(TITLE, BODY, pairs[1], BODY, SHORT), "heading") == []


def test_one_sentence_in_italics_is_stressed_and_several_are_headings() -> None:
    asked = "*What we ask for is modest.* Keep the three lines for a year and publish the figures."
    paid = "*What it costs is small.* The night bus takes less than the car park in Mill Lane."
    assert of_kind(recovered(f"# {TITLE}", BODY, asked, SHORT), "heading") == []
    assert len(of_kind(recovered(f"# {TITLE}", BODY, asked, paid, SHORT), "heading")) == 2


def test_the_text_of_an_agency_below_a_credit_is_no_caption() -> None:
    text = "BAKU, January 17. /TASS/. The five states will sign an agreement before the summer."
    document = recovered(TITLE, SHORT, "© Yegor Petrov/TASS", text, BODY, gap="\n")
    assert of_kind(document, "caption") == ["© Yegor Petrov/TASS"]
    assert text in of_kind(document, "paragraph")


@pytest.mark.parametrize(
    ("line", "kind"),
    [("The Valley Bus Alliance", "credit"), ("Nobody has seen the new bus", "paragraph")],
)
def test_a_body_under_the_text_signs_it(line: str, kind: str) -> None:
    assert line in of_kind(recovered(f"# {TITLE}", BODY, SHORT, BODY, line), kind)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("## Overview", "### Who is at risk", "## Outlook", "#### References"), [1, 2, 1, 1]),
        (("## Overview", "### Who is at risk", "## Outlook", "### References"), [1, 2, 1, 2]),
        (("## Overview", "### Who is at risk", "#### In the north"), [1, 2, 3]),
    ],
)
def test_a_customary_heading_that_skips_a_level_stands_at_the_top(
    headings: tuple[str, ...], expected: list[int]
) -> None:
    lines = [line for heading in headings for line in (heading, BODY)]
    assert levels(recovered(f"# {TITLE}", BODY, *lines)) == expected


def test_a_sentence_of_the_text_above_a_caption_is_no_caption() -> None:
    caption = "The crane at berth 14 in May. (Reuters)"
    document = recovered(TITLE, BODY, BODY, SHORT, caption, BODY, gap="\n")
    assert of_kind(document, "caption") == [caption]


def test_a_heading_below_the_contents_is_no_teaser() -> None:
    names = ("Executive summary", "How leases are given", "Who pays and who gains", "Outlook")
    imprint = ("Cover image: iStock", "© 2023 Ocean Policy Institute")
    parts = [line for name in names for line in (name, BODY)]
    contents = "\n".join(("Contents", *names))
    document = recovered(TITLE, SHORT, "\n".join(imprint), contents, *parts)
    assert of_kind(document, "heading") == list(names)


def test_a_bold_lead_in_of_a_preamble_is_no_heading() -> None:
    preamble = ("**noting** that the number has doubled,", "**have agreed as follows:**")
    points = "- We will publish accidents within thirty days.\n- We will meet again in 2025."
    assert of_kind(recovered(f"# {TITLE}", BODY, *preamble, points, SHORT), "heading") == []
    known = recovered(f"# {TITLE}", BODY, "**What was agreed:**", points, SHORT)
    assert of_kind(known, "heading") == ["**What was agreed:**"]


def test_a_line_above_its_credit_is_the_caption() -> None:
    seen = "A man mends a net on the quay at Brevik."
    credit = "Credit...Tove Lind for The Gazette"
    document = recovered(TITLE, "Sept. 3, 2023", seen, credit, "By Ingrid Moe", BODY, gap="\n")
    assert of_kind(document, "caption") == [seen, credit]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [("Annex: List of pavements", True), ("Annex: see the list of the ministry.", False)],
)
def test_an_annex_without_number_is_a_heading(line: str, is_heading: bool) -> None:
    document = recovered(TITLE, BODY, SHORT, line, "Holm, from the church to the quay", BODY)
    assert (line in of_kind(document, "heading")) == is_heading


def test_a_bold_sentence_heads_an_item_of_few_words() -> None:
    items = (
        "1. **Shelves should be numbered.** No file may be kept where nobody finds it.",
        "2. **Letters should be answered.** Four weeks is enough.",
    )
    found = of_kind(recovered(f"# {TITLE}", BODY, "\n".join(items), SHORT), "heading")
    assert found == ["1. **Shelves should be numbered.**", "2. **Letters should be answered.**"]


@pytest.mark.parametrize(
    ("opening", "heading", "number"),
    [
        ("**Section 1.**  **Purpose.**", "**Section 1.**  **Purpose.**", "Section 1"),
        ("**Sec. 2**. *Policy*.", "**Sec. 2**. *Policy*.", "Sec. 2"),
        ("**Section 3.** Definitions.", "**Section 3.** Definitions.", "Section 3"),
        ("**Section 4.** The rules are made.", "**Section 4.**", "Section 4"),
        ("**Article 5.** **The ministry** may ask.", "**Article 5.**", "Article 5"),
    ],
)
def test_the_number_and_the_title_of_a_section_open_its_text_together(
    opening: str, heading: str, number: str
) -> None:
    document = recovered(f"# {TITLE}", BODY, f"{opening} {BODY}", SHORT)
    assert of_kind(document, "heading") == [" ".join(heading.split())]
    assert [b.marker for b in document.blocks if b.run_in] == [number]


@pytest.mark.parametrize(
    ("title", "below"),
    [
        (
            "Remarks by President Hall on Mending the Supply Chain | Lund, Norland",
            ("Home", "Speeches", "Port Hall No. 3", "Lund, Norland", "2:14 P.M. CDT"),
        ),
        (
            "Minister reviews the water programme; 26,000 villages now supplied",
            (
                "States are asked to finish the tests of the water by June",
                "Posted on 18 April 2024",
            ),
        ),
    ],
)
def test_what_stands_below_the_title_takes_nothing_from_it(
    title: str, below: tuple[str, ...]
) -> None:
    document = recovered("Home", "Contact us", title, *below, BODY, BODY, SHORT)
    assert of_kind(document, "title") == [title]


def test_the_head_of_an_e_mail_is_furniture() -> None:
    head = ("From: Press Office <press@works.example>", "Sent: 7 February 2024 22:31", "To: desk")
    document = recovered(*head, f"Subject: {TITLE}", BODY, BODY, SHORT)
    assert of_kind(document, "boilerplate")[:3] == list(head)
    letter = recovered(TITLE, "From: the Ministry of Works", BODY, BODY)
    assert of_kind(letter, "boilerplate") == []


def test_who_signs_above_the_house_and_the_date_signs() -> None:
    document = recovered(
        TITLE, BODY, BODY, "ANN R. HALL", "THE HARBOUR HOUSE,", "    April 8, 2025.", "Share"
    )
    signed = ["ANN R. HALL", "THE HARBOUR HOUSE,", "April 8, 2025."]
    assert of_kind(document, "credit") == signed
    below = recovered(TITLE, BODY, "The house agreed,", "April 8, 2025 was a good day.", BODY)
    assert of_kind(below, "credit") == []


def test_a_series_beside_the_title_is_a_running_header_where_both_stand_alone() -> None:
    both = "REPORTS OF NORLAND 2024:17    A PLAN FOR THE HARBOUR"
    document = recovered("REPORTS OF NORLAND 2024:17", TITLE, BODY, both, BODY, SHORT)
    assert both.split("    ")[1] in of_kind(document, "boilerplate")[-1]
    assert of_kind(document, "title") == [TITLE]
    table = recovered(TITLE, BODY, "Wheat    Barley", "Salt    Iron", BODY)
    assert of_kind(table, "boilerplate") == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Dr Ann Lee-Holm, Senior Fellow, Security Programme, and Jo Poe, Associate", "byline"),
        ("Interview by Hannah Sorensen", "byline"),
        ("Author(s): Assembly of the Northern Seas", "byline"),
        ("Expand all", "boilerplate"),
        ("Length: 671 words", "boilerplate"),
    ],
)
def test_lines_of_the_head_tell_what_they_are(line: str, kind: str) -> None:
    assert line in of_kind(recovered(TITLE, line, BODY, BODY, SHORT), kind)


def test_who_says_what_is_quoted_is_its_source() -> None:
    said = "“A generator is a simple thing. We say thank you, and we will keep it fuelled.”"
    source = "- Chief Annie Poe-Lee, Co-chair, Table of the Coast"
    document = recovered(f"# {TITLE}", BODY, said, source, BODY, SHORT)
    assert of_kind(document, "reference") == [source]
    listed = recovered(f"# {TITLE}", BODY, "- Chief Annie Poe-Lee, Co-chair", "- Ann Lee, Holm")
    assert of_kind(listed, "reference") == []


def test_a_heading_that_the_contents_name_is_no_navigation() -> None:
    names = ("About the alerts", "Your phone", "Privacy", "The test")
    texts = [line for name in names for line in (name, BODY, SHORT)]
    contents = "On this page:\n" + "\n".join(f"• {name}" for name in names)
    document = recovered(TITLE, "Last updated: 22 October 2020", BODY, contents, *texts)
    assert of_kind(document, "heading") == list(names)
    assert set(levels(document)) == {1}


def test_topics_below_the_text_are_furniture() -> None:
    tags = "Topics\nFerries\nPublic accounts\nIslands"
    document = recovered(TITLE, BODY, BODY, SHORT, tags, "Share this article", BODY)
    assert of_kind(document, "boilerplate")[:4] == tags.split("\n")


def test_a_title_glued_to_the_trail_above_it_is_printed_again() -> None:
    title = "Coastal states agree on a joint force"
    document = recovered(
        "Home", "News", "Security", f"HomeNewsSecurity{title}", title, "By Ann Lee", BODY, BODY
    )
    assert of_kind(document, "title") == [title]


def test_a_caption_ends_with_the_agency_behind_a_dash() -> None:
    caption = "Prime Minister Ann Lee chairs the council of water. — NPA/File"
    document = recovered(TITLE, caption, BODY, BODY, "The talks will go on — NATO or not.", SHORT)
    assert of_kind(document, "caption") == [caption]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("**July 15, 2025 – Port Holm, Norland – Ministry of Works**", "byline"),
        ("**July 15, 2025 was a day of rest**", "heading"),
    ],
)
def test_a_date_and_a_place_in_bold_are_no_heading(line: str, kind: str) -> None:
    document = recovered(f"# {TITLE}", "## News release", line, BODY, BODY, SHORT)
    assert line in of_kind(document, kind)


def test_the_numbered_lines_right_below_contents_are_of_other_pages_too() -> None:
    contents = "Contents\n1. Introduction\n2. Methods\n3. Who answered\n4. Next steps"
    document = recovered(TITLE, contents, "3. Who answered", BODY, SHORT, BODY)
    assert of_kind(document, "heading") == ["3. Who answered"]
    assert of_kind(document, "boilerplate") == contents.split("\n")


def test_names_that_a_text_is_filed_under_are_furniture_and_the_last_items_are_none() -> None:
    names = "• Central Committee\n• Communiqués\n• Municipal elections 2015"
    document = recovered(TITLE, BODY, BODY, SHORT, names)
    assert of_kind(document, "boilerplate") == names.split("\n")
    items = recovered(TITLE, BODY, BODY, "The council will mend three things:", names)
    assert of_kind(items, "list_item") == names.split("\n")


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("Minister Lee and Minister Poe shaking hands", True),
        ("The Minister addressing the conference in Port Holm", True),
        ("Meeting the needs of the coast", False),
        ("The Minister opens the conference in Port Holm", False),
    ],
)
def test_a_line_that_says_what_is_seen_is_a_caption(line: str, is_caption: bool) -> None:
    document = recovered("Meeting of Foreign Ministers", "June 18, 2024", line, BODY, BODY, SHORT)
    assert (line in of_kind(document, "caption")) == is_caption


def test_topics_with_a_full_stop_and_a_dash_open_their_texts() -> None:
    parts = [f"{topic}.--{BODY}" for topic in ("Vacancies and retention", "Savings", "Options")]
    document = recovered(TITLE, BODY, *parts)
    assert of_kind(document, "heading") == [
        "Vacancies and retention.--",
        "Savings.--",
        "Options.--",
    ]
    assert of_kind(recovered(TITLE, BODY, parts[0], SHORT), "heading") == []


def test_the_number_of_a_paragraph_on_a_line_of_its_own_belongs_to_it() -> None:
    numbered = [f"5.{n}\n{BODY}" for n in (1, 2, 3)]
    document = recovered(TITLE, *numbered)
    assert of_kind(document, "heading") == []
    assert of_kind(document, "paragraph") == [" ".join(text.split()) for text in numbered]
    titled = recovered(TITLE, "5.1\nAims", BODY, "5.2\nMeans", BODY)
    assert of_kind(titled, "heading") == ["5.1 Aims", "5.2 Means"]


def test_recommendations_are_headings_and_numbered_pages_are_none() -> None:
    parts = [line for n in (1, 2, 3) for line in (f"Recommendation {n}", BODY)]
    assert of_kind(recovered(TITLE, BODY, *parts), "heading") == parts[::2]
    pages = [line for n in (1, 2, 3) for line in (f"Report on harbours {n}", BODY)]
    assert of_kind(recovered(TITLE, BODY, *pages), "heading") == []


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("Case CCM 14/22", "Residents of the Old Harbour v Minister of Works"), 1),
        (("Coast News", "Contribution by the Hon. Ann Lee, MP, to the debate on harbours"), 1),
        (("Home", "Contact us", "Chapter 5 - What the harbours cost"), 2),
        (("Budget Speech", "12 March 2024"), 0),
    ],
)
def test_which_line_of_the_head_is_the_title(head: tuple[str, ...], title: int) -> None:
    assert of_kind(recovered(*head, BODY, BODY, SHORT), "title") == [head[title]]


def test_who_signs_a_joint_statement_is_told_below_the_line_that_says_so() -> None:
    parties = "Workers' Party of Holm\nParty of Labour of Norland\nLeague of the Coast"
    signed = f"The Parties that sign (signatures are still collected):\n{parties}"
    document = recovered(TITLE, BODY, BODY, SHORT, signed)
    assert of_kind(document, "credit") == signed.split("\n")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (f"Credit: {SHORT} {SHORT}", "paragraph"),
        ("Credit: Ann Lee/Coast News", "caption"),
        (
            "Advertisement cookies serve to show visitors what fits the pages they read.",
            "boilerplate",
        ),
    ],
)
def test_credit_of_banks_and_of_pictures(line: str, kind: str) -> None:
    assert line in of_kind(recovered(TITLE, BODY, line, BODY, SHORT), kind)


def test_who_published_a_text_is_told_below_its_first_paragraph() -> None:
    told = ["From: [Department for Coasts](/coasts)", "Published 7 November 2023"]
    document = recovered(f"# {TITLE}", BODY, *told, BODY, "Published 1 May 2023.", BODY, SHORT)
    assert of_kind(document, "byline") == told
    later = recovered(f"# {TITLE}", BODY, BODY, SHORT, *told, BODY)
    assert told[0] not in of_kind(later, "byline")


def test_a_heading_may_say_what_is_to_be_done() -> None:
    heading = "Decisions on closing harbours to be prepared in good time"
    document = recovered(TITLE, BODY, heading, BODY, "Harbours and lights", BODY, SHORT)
    assert of_kind(document, "heading") == [heading, "Harbours and lights"]


@pytest.mark.parametrize(
    "caption",
    [
        "Trucks line up outside the plant on County Road 9. Daniel Osei for LPR hide caption",
        "Port workers hold an assembly at pier 4, on Monday. IVÁN LEDESMA (EFE)",
    ],
)
def test_a_caption_ends_with_who_took_the_picture_and_for_whom(caption: str) -> None:
    assert of_kind(recovered(TITLE, BODY, caption, BODY, SHORT), "caption") == [caption]


def test_the_fields_of_an_e_mail_stand_on_lines_of_their_own() -> None:
    head = "From: Press Centre <press@fund.example>\nDate: Thu, 23 May 2019 at 18:42\nTo: <list>"
    wrapped = "\n".join(BODY[n : n + 64].strip() for n in range(0, len(BODY), 64))
    document = recovered(f"{head}\nSubject: {TITLE}", TITLE, *[wrapped] * 4)
    assert of_kind(document, "boilerplate")[:3] == head.split("\n")
    assert of_kind(document, "title") == [TITLE]


@pytest.mark.parametrize("heading", ["Performance", "Other", "ATTACHMENT", "Message to the public"])
def test_words_of_forms_and_banners_may_head_a_text(heading: str) -> None:
    document = recovered(TITLE, BODY, "Harbours", BODY, heading, BODY, "Lights", BODY)
    assert heading in of_kind(document, "heading")


def test_headings_of_statistics_name_their_month_and_datelines_do_not() -> None:
    parts = [
        line
        for heading in ("Consumer price index, February 2020", "Job vacancies, fourth quarter 2019")
        for line in (heading, BODY)
    ]
    assert of_kind(recovered(TITLE, BODY, *parts), "heading") == parts[::2]
    dated = recovered(TITLE, "Port Holm, February 2020", BODY, BODY, SHORT)
    assert of_kind(dated, "heading") == []
    assert of_kind(dated, "byline") == ["Port Holm, February 2020"]


def test_a_question_that_ends_in_a_small_word_is_a_line_of_its_own() -> None:
    lines = f"{BODY}\nHow it will be paid for\n{BODY}\nWhat it is for\n{BODY}"
    document = recovered(TITLE, lines)
    assert of_kind(document, "heading") == ["How it will be paid for", "What it is for"]
