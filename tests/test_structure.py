"""What each run of a page is, case by case."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from policytext.reading import Block, Document, Source, read
from policytext.structure import own_ranges, own_text, recover_structure, section_ids, sections
from policytext.structure.markers import marker_of
from policytext.structure.phrases import alternatives, phrases

HERE = Path(__file__).resolve().parent
BODY = (
    "The government will set out its plans for the coming year in a statement to the house, and "
    "every ministry will publish the measures that it intends to take."
)
SHORT = "The rules will be reviewed by the ministry before the end of the year."


def recovered(*runs: str) -> Document:
    text = "\n\n".join(runs)
    return recover_structure(Document("d", text, (), Source("d.txt", "")))


def words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start_char : block.end_char].split())


def of_kind(document: Document, kind: str) -> list[str]:
    return [words(document, block) for block in document.blocks if block.kind == kind]


@pytest.mark.parametrize(
    ("text", "label", "scheme", "ordinal"),
    [
        ("1. Aims", "1", "arabic", 1),
        ("1.Aims", "1", "arabic", 1),
        ("2) Means", "2", "arabic)", 2),
        ("(3) Ends", "(3)", "(arabic)", 3),
        ("1.1 Scope", "1.1", "decimal", 1),
        ("V. Guarantees", "V", "roman", 5),
        ("A. Background", "A", "letter", 1),
        ("(a) goods", "(a)", "(letter)", 1),
        ("Chapter 13: The sea", "Chapter 13", "chapter", 13),
        ("Sec. 2. Policy.", "Sec. 2", "section", 2),
        ("PART ONE", "PART ONE", "part", 1),
        ("Article 5 – Scope", "Article 5", "article", 5),
        ("TITLE II", "TITLE II", "title", 2),
        ("Annex B: Questions", "Annex B", "annex", 2),
        ("Panel 2: A village by the lake", "Panel 2", "pillar", 2),
        ("Option 1: Bilateral loans", "Option 1", "pillar", 1),
        ("一、总体要求", "一", "han", 1),
        ("（二）主要任务", "（二）", "(han)", 2),
        ("第十三章 总则", "第十三章", "chapter", 13),
    ],
)
def test_enumeration_is_read(text: str, label: str, scheme: str, ordinal: int) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.label, marker.scheme, marker.ordinal) == (label, scheme, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 the economy grew.",
        "2023. A year to remember",
        "3.5 per cent of the budget",
        "U.S. policy",
        "Part of the plan",
        "Party. And I went on",
        "Section 3 was repealed",
        "Article 5 of the Charter applies",
        "e.g. schools",
        "第一次会议",
    ],
)
def test_words_and_figures_are_no_enumeration(text: str) -> None:
    assert marker_of(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Our vision",
        "WHAT WE PROPOSE",
        "**Fair taxes**",
        "## Good jobs",
        "2. Building a modern network",
        "II. Progress since 2019",
        "Chapter 2: Planning for places",
        "Department for Transport (DfT)",
        "How will it be paid for?",
    ],
)
def test_a_line_above_text_is_a_heading(line: str) -> None:
    document = recovered("The plan for the country", BODY, "1. First things", BODY, line, BODY)
    assert line in of_kind(document, "heading")


@pytest.mark.parametrize(
    "line",
    [
        "12. The Committee notes that the law has been amended.",
        "(a) the protection of civilians;",
        "- lower taxes on work",
        "They said it could not be done.",
        "Mr. President,",
        "(Applause.)",
        "[Laughter]",
        "Q: What would you do?",
        "MR. SMITH: No comment at all",
        "The measures are as follows:",
        "**Recalling** its resolution 1325 (2000),",
        "Do you think that you will win?",
        "Tove Hald, the energy minister, speaks to reporters on Monday. (Jon Ferrier/NPA)",
        "Save",
        "Sign up",
        "Ladies and gentlemen",
    ],
)
def test_what_only_looks_like_a_heading_is_none(line: str) -> None:
    document = recovered("The plan for the country", BODY, BODY, line, BODY)
    assert of_kind(document, "heading") == []


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("**Backing small firms.** " + SHORT, "**Backing small firms.**"),
        ("**Funding:** " + SHORT, "**Funding:**"),
        ("**Skills** – " + SHORT, "**Skills** –"),
        ("*Scope.* " + SHORT, "*Scope.*"),
        ("Section 1.  Purpose.  " + SHORT, "Section 1. Purpose."),
        ("Advance the whole system." + SHORT, "Advance the whole system."),
        ("**_Skills._** " + SHORT, "**_Skills._**"),
        ("Option 2: A shared fund. " + SHORT, "Option 2: A shared fund."),
        (
            "All-round layout.my country has done it before, and it will do it again.",
            "All-round layout.",
        ),
    ],
)
def test_an_opening_set_off_is_a_run_in_heading(paragraph: str, heading: str) -> None:
    document = recovered("The plan for the country", BODY, "1. First things", BODY, paragraph, BODY)
    found = [block for block in document.blocks if block.run_in]
    assert [words(document, block) for block in found] == [heading]
    assert [block.level for block in found] == [2]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Build the new network first. " + SHORT,
        "**We** must act. " + SHORT,
        "**Urges** donors to contribute to the appeal, which has received less than a fifth.",
        "**Note:** " + SHORT,
        "The U.S.The ministry said that it would reply before the end of the month.",
        "In version 4.15 of the plan the ministry said that it would reply in time.",
        "Visit Harbour.gov for the details of the plan, which the ministry has published.",
        "We have waited for ten years for this to be done.And now the ministry has done it.",
        "(1) Better roads. " + SHORT,
        "Option 2: The ministry will publish the list. " + SHORT,
        "Sec. 4.  The Secretary shall report to the Congress. " + SHORT,
    ],
)
def test_an_opening_that_belongs_to_the_sentence_is_none(paragraph: str) -> None:
    document = recovered("The plan for the country", BODY, paragraph, BODY)
    assert [words(document, block) for block in document.blocks if block.run_in] == []


def test_full_stops_glued_everywhere_are_damage() -> None:
    damaged = "The minister spoke first.He was tired.The house rose at noon, as it always does."
    document = recovered("The plan for the country", BODY, *[damaged] * 3)
    assert of_kind(document, "heading") == []


@pytest.mark.parametrize(
    ("run", "kind"),
    [
        ("See also\xa0 Ten lessons from the reform", "boilerplate"),
        ("Share this page", "boilerplate"),
        ("by admin", "boilerplate"),
        ("Page 3 of 12", "boilerplate"),
        ("We use cookies to improve your experience on our website.", "boilerplate"),
        ("The picture shows the new bridge.Photo courtesy of the ministry", "caption"),
        ("Figure 1: Net additions, 1998 to 2021", "caption"),
        ("Source: Ministry of Housing, live table 120", "reference"),
        ("For more details, see: the annual report of the ministry", "reference"),
        ("[^1]: Federal Statistical Office, 2019.", "footnote"),
        ("| Income | Tax |\n| --- | --- |", "table"),
        ("- lower taxes on work", "list_item"),
        ("- 2 -", "boilerplate"),
        ("- 2 new schools", "list_item"),
        ("Font size: [Large] [Medium] [Small]", "boilerplate"),
        ("[Responsible editor: Zhang Lin]", "credit"),
        ("[[Page 14902]]", "boilerplate"),
        ("Federal Register / Vol. 89, No. 41 / Thursday", "boilerplate"),
        ("*2511874*", "boilerplate"),
        ("Column 112WH", "boilerplate"),
        ("2.47 pm", "boilerplate"),
        ("PDF version", "boilerplate"),
        ("The best of the week, in your inbox by seven.", "boilerplate"),
        ("The views expressed are those of the author.", "boilerplate"),
        ("[Relevant documents: Third Report of the Committee, HC 412.]", "reference"),
        ("A crane at work in the harbour on Monday. (Jon Ferrier/NPA)", "caption"),
        ("It may be paid for by the state (or by the region/county).", "paragraph"),
        ("The views expressed in the debate were many, and the house heard them.", "paragraph"),
        ("Save the date for the debate on the plan, the ministry said.", "paragraph"),
        ("Page after page of the report says the same.", "paragraph"),
        ("The picture of the economy is mixed, and the ministry says so.", "paragraph"),
        ("Table 3 shows that the number of homes has grown by a fifth.", "paragraph"),
        ("See, this gets back to what we said, you know.", "paragraph"),
        ("Share prices fell in every market, and the ministry took note.", "paragraph"),
    ],
)
def test_runs_beside_the_text_are_known_by_their_words(run: str, kind: str) -> None:
    document = recovered("The plan for the country", BODY, run, BODY, BODY)
    assert {
        block.kind
        for block in document.blocks
        if words(document, block)[:9] in " ".join(run.split())
    } == {kind}


def test_the_cleanest_copy_is_the_title() -> None:
    document = recovered(
        "Home » A plan for the harbour - News.org",
        "A plan for the harbour - News.org",
        "A plan for the harbour",
        "Chen Yixin",
        BODY,
    )
    assert [block.kind for block in document.blocks] == [
        "boilerplate", "boilerplate", "title", "byline", "paragraph",
    ]  # fmt: skip


def test_wrapped_lines_are_one_block_and_a_heading_above_them_is_another() -> None:
    text = (
        "The plan for the country\n\nWhy it matters\n"
        "The government will set out its plans for the\n"
        "coming year in a statement to the house, and every\n"
        "ministry will publish its measures."
    )
    document = recovered(text)
    assert [(b.kind, b.line_start, b.line_end) for b in document.blocks] == [
        ("title", 1, 1), ("heading", 3, 3), ("paragraph", 4, 6),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_number_and_its_title_on_two_lines_are_one_heading(between: str) -> None:
    document = recovered("A law on goods", BODY, f"Article 1{between}Subject matter", BODY)
    (heading,) = [block for block in document.blocks if block.kind == "heading"]
    assert (heading.marker, heading.ordinal) == ("Article 1", 1)
    assert document.text[heading.marker_end : heading.end_char] == "Subject matter"


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (["1. One", "2. Two", "3. Three", "IV. Four"], [1, 1, 1, 1]),
        (["I. One", "A. Sub", "B. Sub", "II. Two", "A. Sub"], [1, 2, 2, 1, 2]),
        (["1. One", "1.1 Sub", "1.1.1 Subsub", "1.2 Sub", "2. Two"], [1, 2, 3, 2, 1]),
        (["CHAPTER 1: One", "Article 1 – Aim", "CHAPTER 2: Two", "Article 2 – Use"], [1, 2, 1, 2]),
        (["## One", "### Sub", "## Two"], [1, 2, 1]),
        (["Preface", "I. One", "Conclusion"], [1, 1, 1]),
        (["Summary", "1. One", "Warm rooms", "Conclusion"], [1, 1, 2, 1]),
        (["I. One", "Background", "II. Two", "Background"], [1, 2, 1, 2]),
        (["OUR PLAN", "Homes for all", "OUR RECORD"], [1, 2, 1]),
    ],
)
def test_headings_that_look_alike_stand_equally_deep(lines: list[str], levels: list[int]) -> None:
    document = recovered("The plan for the country", BODY, *[r for x in lines for r in (x, BODY)])
    found = [block.level for block in document.blocks if block.kind == "heading"]
    assert found == levels


@pytest.mark.parametrize(
    "items",
    [
        ["(1) Better roads. ", "(2) Cleaner ports. "],
        ["- Legislation. ", "- Supervision. ", "- Public participation. "],
    ],
)
def test_the_topics_of_a_list_are_run_in_headings(items: list[str]) -> None:
    document = recovered("The plan for the country", BODY, *[item + SHORT for item in items])
    assert [words(document, b) for b in document.blocks if b.run_in] == [i.strip() for i in items]


@pytest.mark.parametrize(
    "items",
    [
        ["- Legislation. ", "- Supervision. "],
        ["(1) Better roads. ", "(2) The roads are better now. "],
        ["(1) We need better roads. ", "(2) We need cleaner ports. "],
        ["1. Better roads. ", "2. Cleaner ports. "],
    ],
)
def test_items_that_open_with_sentences_have_no_headings(items: list[str]) -> None:
    document = recovered("The plan for the country", BODY, *[item + SHORT for item in items])
    assert [words(document, b) for b in document.blocks if b.run_in] == []


def test_a_wide_blank_behind_a_number_is_no_column() -> None:
    document = recovered(
        "The plan for the country",
        "1.    In its resolution 78/204, the General Assembly requested the\n"
        "Secretary-General to report on the plan that was made for the whole\nof the country.",
        "2.    The plan was made known by the ministry to all of its members and\n"
        "published in the same month.",
    )
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Clean rivers      8", "Clean rivers      9"],
        ["8   |   Clean rivers", "9   |   Clean rivers"],
        ["Lee and Weil                41", "42             Journal of the harbours"],
    ],
)
def test_lines_at_the_edges_of_pages_are_furniture(lines: list[str]) -> None:
    runs = [run for line in lines for run in (BODY, line)]
    document = recovered("The plan for the country", *runs, BODY)
    assert of_kind(document, "boilerplate") == [" ".join(line.split()) for line in lines]


def test_numbered_headings_with_wide_blanks_are_no_edges_of_pages() -> None:
    runs = [run for line in ("1    Aims", "2    Means") for run in (line, BODY)]
    assert of_kind(recovered("The plan for the country", *runs), "heading") == ["1 Aims", "2 Means"]


@pytest.mark.parametrize(("speech", "found"), [("I thank the house. " + BODY, 0), (BODY, 3)])
def test_who_is_called_to_speak_is_no_heading(speech: str, found: int) -> None:
    calls = ["Ann Strand (Holm) (Ind)", "The Minister for Ports (Rupert Hale)", "Mary Lake (Wend)"]
    calls = calls if found else [*calls[:2], "Ann Strand"]
    document = recovered("The Plan", BODY, *[run for call in calls for run in (call, speech)])
    assert len(of_kind(document, "heading")) == found


@pytest.mark.parametrize(
    "dateline", ["ROME (ANSA) - ", "WASHINGTON - ", "BEIJING, June 5 (NPA) -- "]
)
def test_a_standfirst_above_a_dateline_is_no_heading(dateline: str) -> None:
    document = recovered("The plan for the country", "Homes for all", dateline + BODY)
    assert of_kind(document, "heading") == []


def test_a_bold_line_below_the_title_is_no_heading_where_headings_have_hashes() -> None:
    document = recovered("# The plan", "**Our programme for the town**", BODY, "## Homes", BODY)
    assert of_kind(document, "heading") == ["## Homes"]


def test_capitals_above_a_smaller_heading_are_a_heading_too() -> None:
    document = recovered("The plan", BODY, "OUR PAST", BODY, "OUR PLAN", "Homes for all", BODY)
    assert of_kind(document, "heading") == ["OUR PAST", "OUR PLAN", "Homes for all"]


def test_the_heading_of_the_notes_is_one() -> None:
    document = recovered("The plan", BODY, BODY, "NOTES", "¹ Report of the ministry, 2019.")
    assert [b.kind for b in document.blocks][-2:] == ["heading", "footnote"]


def test_notes_called_in_words_are_footnotes() -> None:
    body = BODY[:-1] + ".[footnote 1]"
    document = recovered("The plan", body, BODY, "1. Office for Water, Report 2023, table 4.")
    assert document.blocks[-1].kind == "footnote"


def test_the_last_of_equal_titles_stands_above_the_text() -> None:
    title = "Buses in the country"
    document = recovered(title, "House of the Provinces", "Download text", title, BODY)
    assert [b.kind for b in document.blocks] == [*["boilerplate"] * 3, "title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Updated 3 hours ago", "byline"),
        ("Resolution adopted by the assembly on 17 December 2024", "byline"),
        ("Ordered by the house to be printed 21 March 2023", "byline"),
        ("2024-03-18 08:21 Source: Theory Weekly Author: Ma Xiaoyun", "byline"),
        ("Rural Affairs Committee", "byline"),
        ("(Text with EEA relevance)", "boilerplate"),
        ("(Applause.)", "paragraph"),
        ("Change does not come from the top.", "paragraph"),
    ],
)
def test_lines_between_the_title_and_the_text(line: str, kind: str) -> None:
    document = recovered("The plan for the country", line, BODY, BODY)
    assert [block.kind for block in document.blocks] == ["title", kind, "paragraph", "paragraph"]


def test_numbers_alone_are_headings_when_they_count() -> None:
    document = recovered("The plan for the country", BODY, "I", BODY, "II", BODY, "III", BODY)
    assert of_kind(document, "heading") == ["I", "II", "III"]


def test_sections_cover_all_blocks_and_know_their_parents() -> None:
    document = recovered(
        "The plan for the country", BODY, "1. Aims", BODY, "**Scope.** " + SHORT, "2. Means", BODY
    )
    found = sections(document)
    assert [(s.section_id, s.parent_id, s.level, s.marker, s.heading) for s in found] == [
        (0, None, 0, "", ""),
        (1, 0, 1, "1", "Aims"),
        (2, 1, 2, "", "Scope"),
        (3, 0, 1, "2", "Means"),
    ]
    assert section_ids(document) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_document_without_headings_has_its_front_matter_only() -> None:
    document = recovered(BODY, SHORT)
    assert [section.section_id for section in sections(document)] == [0]
    assert section_ids(document) == [0, 0]


def test_every_block_says_why() -> None:
    document = recovered("The plan for the country", "By Jane Doe", BODY, "1. Aims", BODY)
    assert all(block.reason for block in document.blocks)


def texts() -> list[str]:
    """The sample documents, with other newlines too, and texts thrown together."""
    found = [read(path).text for path in sorted(HERE.glob("documents/*/source.*"))]
    found += [text.replace("\n", newline) for text in found[:4] for newline in ("\r\n", "\r")]
    dice = random.Random(4)
    pieces = [
        "# ", "**", "*", "- ", "1. ", "(a) ", "V. ", "Chapter 2: ", "Section 1. Aim. ", "\n",
        "\n\n", "\r\n", "\r", "\x0c", "\u2028", "\u3000", "\t", "   ", "|a|b|", "---\n", "===\n",
        "```\n", "> ", "![x](y)", "[x](y)", "See also  Z", "Source: ", "。", "一、", BODY, SHORT,
        "Home > News", "by admin", "Photo: X/AP", "\ufeff", "\x00", "_", "<b>x</b> y", "《",
        "Aims.The plan is good and new. ",
    ]  # fmt: skip
    found += ["".join(dice.choices(pieces, k=dice.randint(1, 40))) for _ in range(300)]
    return found


def test_nothing_of_the_text_is_lost() -> None:
    for text in texts():
        document = recover_structure(Document("d", text, (), Source("d.txt", "")))
        blocks = document.blocks
        edges = sorted(part for own in own_ranges(document) for part in own)
        assert all(one[1] <= two[0] for one, two in pairwise(edges))
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in edges)
        inside = "".join("".join(text[start:end].split()) for start, end in edges)
        assert inside == "".join(text.split())
        newlines = text.replace("\r\n", "\n ").replace("\r", "\n")
        for block in blocks:
            first = newlines[: block.start_char].count("\n") + 1
            last = newlines[: block.end_char].count("\n") + 1
            assert (block.line_start, block.line_end) == (first, last)
            assert block.start_char <= block.marker_end <= block.end_char


def test_reading_structure_twice_changes_nothing() -> None:
    document = recovered("The plan for the country", BODY, "1. Aims", BODY)
    assert recover_structure(replace(document)) == document


@pytest.mark.parametrize(
    "text",
    [
        "x " * 250_000, "." * 500_000, "*a " * 150_000, "[" * 300_000, "<b" * 200_000,
        "_a_b" * 100_000, "1. Item\n" * 5_000, "a\tb\tc\n" * 5_000, "。" * 300_000,
        "Aims.The plan is good. " * 20_000,
    ],
)  # fmt: skip
def test_no_text_takes_forever(text: str) -> None:
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    assert document.blocks[-1].end_char == len(text.rstrip())


@pytest.mark.parametrize("topic", ["Jobs", "Media", "Help", "Register"])
def test_a_word_of_navigation_above_a_text_of_its_own_is_a_heading(topic: str) -> None:
    plain = recovered("A fairer country", "Housing", BODY, topic, BODY, "Education", BODY)
    assert of_kind(plain, "heading") == ["Housing", topic, "Education"]
    marked = recovered("# A fairer country", f"## {topic}", BODY, "## Education", BODY)
    assert of_kind(marked, "heading") == [f"## {topic}", "## Education"]


@pytest.mark.parametrize("word", ["Share", "Print", "Log in", "Subscribe", "Menu"])
def test_a_word_that_only_navigation_has_is_furniture_even_between_texts(word: str) -> None:
    assert of_kind(recovered("A fairer country", BODY, word, BODY), "boilerplate") == [word]


def test_a_word_of_navigation_among_others_is_furniture() -> None:
    document = recovered("A fairer country", BODY, BODY, "Jobs", "Media", "Privacy", "Contact us")
    assert of_kind(document, "boilerplate") == ["Jobs", "Media", "Privacy", "Contact us"]


def test_a_place_below_the_title_has_a_date_below_it_and_a_heading_its_text() -> None:
    dated = recovered("A speech on rivers", "Brussels", "11 December 2019", BODY, BODY)
    assert of_kind(dated, "byline") == ["Brussels", "11 December 2019"]
    assert of_kind(recovered("A fairer country", "Housing", BODY, BODY), "byline") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "By continuing on this path, the parties agree to cut their emissions by half.",
        "Powered by cheap wind and sun, our grid will carry twice what it carries today.",
        "Register to vote before the eighteenth of April, and bring a friend with you.",
        "Follow us into the next decade and you will see a country transformed.",
        "See also the report of the Secretary-General on the situation in the region.",
        "More in hope than in confidence, we signed the treaty that winter.",
        "Sign up to the treaty and the tariffs will fall, our partners have told us.",
        "Thank you for reading the report with the care that it deserves, and for your work.",
    ],
)
def test_a_sentence_that_opens_like_a_notice_is_text(sentence: str) -> None:
    assert of_kind(recovered("A fairer country", BODY, sentence, BODY), "boilerplate") == []


@pytest.mark.parametrize(
    "notice",
    [
        "By continuing to use this site, you agree to our use of cookies.",
        "Powered by WordPress",
        "Register for updates",
        "Follow us on Mastodon.",
        "See also  Harbour opens after two years of works",
        "See also: Harbour opens after two years of works",
        "Sign up to our newsletter.",
        "Subscribe to the weekly briefing",
        "Thank you for reading.",
        "Your browser does not support video.",
    ],
)
def test_a_notice_between_texts_is_furniture(notice: str) -> None:
    assert of_kind(recovered("A fairer country", BODY, notice, BODY), "boilerplate") == [
        " ".join(notice.split())
    ]


def test_short_lines_with_colons_are_headings_where_several_head_a_text() -> None:
    topics = recovered("A plan for the rivers", BODY, "Background:", BODY, "Funding:", BODY)
    assert of_kind(topics, "heading") == ["Background:", "Funding:"]


@pytest.mark.parametrize(
    "labels",
    [
        ("Background:",),  # one may lead in to what stands below it
        ("Ms Adair:", "Mr Bell:"),
        ("Ms Adair said:", "The minister added:"),
        ("Moderator:", "Guest:", "Moderator:", "Guest:"),
        ("We will:", "You can:"),
    ],
)
def test_lead_ins_and_speakers_are_no_headings(labels: tuple[str, ...]) -> None:
    runs = [run for label in labels for run in (label, BODY)]
    assert of_kind(recovered("A plan for the rivers", BODY, *runs), "heading") == []


def test_teasers_end_where_a_heading_leads_on() -> None:
    document = recovered(
        "Talks on gas come to a halt",
        BODY,
        "Related stories",
        "Storage is full, says operator",
        "The price of a cold winter",
        "What happens next",
        BODY,
        BODY,
    )
    assert of_kind(document, "heading") == ["What happens next"]
    assert "The price of a cold winter" in of_kind(document, "boilerplate")


def test_the_indents_of_a_table_of_contents_give_levels() -> None:
    text = (
        "Leases at sea\n\nContents\nThe process ........ 1\n    Planning ........ 2\n"
        f"Questions ........ 5\n    Fisheries ........ 6\n\nThe process\n\n{BODY}\n\nPlanning\n\n"
        f"{BODY}\n\nQuestions\n\n{BODY}\n\nFisheries\n\n{BODY}\n"
    )
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    headings = [b for b in document.blocks if b.kind == "heading"]
    assert [words(document, block) for block in headings] == [
        "The process",
        "Planning",
        "Questions",
        "Fisheries",
    ]
    assert [block.level for block in headings] == [1, 2, 1, 2]


def test_a_kind_of_paper_below_the_title_is_furniture_and_the_date_is_not() -> None:
    document = recovered("A plan for the rivers", "Fact Sheet", "3 May 2024", BODY)
    assert of_kind(document, "boilerplate") == ["Fact Sheet"]
    assert of_kind(document, "byline") == ["3 May 2024"]


def test_letters_and_numerals_that_stand_alone_are_headings_when_they_count() -> None:
    document = recovered("PILOTS v. COMMISSION", BODY, "I", "A", BODY, "B", BODY, "II", BODY)
    headings = [b for b in document.blocks if b.kind == "heading"]
    assert [(b.marker, b.ordinal, b.level) for b in headings] == [
        ("I", 1, 1),
        ("A", 1, 2),
        ("B", 2, 2),
        ("II", 2, 1),
    ]


def test_a_dateline_in_bold_is_no_run_in_heading() -> None:
    document = recovered("# A stove for all", f"**WASHINGTON, February 8, 2024**—{BODY}")
    assert not [block for block in document.blocks if block.run_in]


def test_a_line_that_wraps_once_by_chance_does_not_wrap_a_document() -> None:
    text = f"The ministry of ports, shipping and waterways\nopen to all\n\n{BODY}\n{BODY}\n{BODY}\n"
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    assert (
        sum(
            block.kind == "paragraph" and BODY in words(document, block)
            for block in document.blocks
        )
        == 3
    )


@pytest.mark.parametrize(
    "text",
    ["a" + " " * 40_000 + "b", "# " + "#" * 40_000 + "x", "[" * 40_000 + "](x)", "*a" * 20_000],
    ids=["blanks", "hashes", "brackets", "stars"],
)
def test_no_pattern_goes_back_over_long_lines(text: str) -> None:
    assert len(recover_structure(Document("d", text, (), Source("d.txt", ""))).blocks) == 1


def test_phrases_are_found_by_their_first_letters_as_without_them() -> None:
    folder = HERE.parent / "src" / "policytext" / "structure" / "phrases"
    lines = {
        line.strip()
        for path in (HERE / "more_documents").glob("*/source.*")
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    }
    lines |= {"a", "EN", "Mr", "“Menu", "İn this article", "Résumé", "12-34567", "１２-３４５６７"}
    for name in sorted(path.stem for path in folder.glob("*.txt")):
        plain = re.compile(alternatives(name), re.IGNORECASE)
        gated = phrases(name)
        assert [t for t in lines if plain.match(t)] == [t for t in lines if gated.match(t)]
        assert [t for t in lines if plain.fullmatch(t)] == [t for t in lines if gated.fullmatch(t)]


CUT = """Who pays for the harbour of Eidfjord

The clerk of the harbour was asked in March to say what had been paid, and by whom. He did.3

The harbour was dug in 1904, and for sixty years nobody asked who was to pay for it, since

{between}

{below}

The council will meet again in May, and the report will be read to it by the clerk.
"""


@pytest.mark.parametrize(
    ("between", "below", "joined"),
    [
        ("12", "the dues were more than the dredging cost in any year.", True),
        ("Page 12 of 40", "the dues were more than the dredging cost in any year.", True),
        ("[[Page 311]]", "the dues were more than the dredging cost in any year.", True),
        ("3 See Harbour Acts, vol. 2, p. 4.\n\n12", "the dues were more than the cost.", True),
        ("12", "The dues were more than the dredging cost in any year.", False),
        ("12", "(a) the dues were more than the dredging cost in any year;", False),
        ("Subscribe to our newsletter", "the dues were more than the dredging cost.", False),
    ],
)
def test_a_paragraph_that_a_page_cuts_in_two_is_one(between: str, below: str, joined: bool) -> None:
    text = CUT.format(between=between, below=below)
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    whole = [
        own_text(text, own)
        for block, own in zip(document.blocks, own_ranges(document), strict=True)
        if block.kind == "paragraph"
    ]
    assert any(f"who was to pay for it, since {below}" in words for words in whole) == joined


def test_the_furniture_that_cuts_a_paragraph_is_nested_in_it() -> None:
    text = CUT.format(between="12\n\n\x0cHarbour Report", below="the dues were enough.")
    text += "\n13\n\n\x0cHarbour Report\n\nThe clerk read the report, and it was agreed to.\n"
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    cut, page, header = document.blocks[2:5]
    assert (cut.kind, page.kind, header.kind) == ("paragraph", "boilerplate", "boilerplate")
    assert cut.start_char < page.start_char < header.end_char < cut.end_char
    assert (cut.line_start, cut.line_end) == (5, 11)
    assert own_ranges(document)[2] == [
        (text.index("The harbour was"), text.index("\n\n12")),
        (text.index("the dues"), text.index("enough.") + 7),
    ]


def headings_of(text: str) -> list[tuple[str, int, bool]]:
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    return [
        (text[block.start_char : block.end_char], block.level, block.run_in)
        for block in document.blocks
        if block.kind == "heading"
    ]


SENTENCE = "The council heard the clerk of the harbour, and it agreed to what he had asked for."


def test_a_heading_right_below_one_that_looks_the_same_is_smaller() -> None:
    parts = ["Who pays", "Ferries", SENTENCE, "Trams", SENTENCE, "Roads", SENTENCE]
    parts += ["Conclusions", SENTENCE]
    found = headings_of("\n\n".join(["The harbour and its dues", SENTENCE, *parts]))
    assert [(words, level) for words, level, _ in found] == [
        ("Who pays", 1),
        ("Ferries", 2),
        ("Trams", 2),
        ("Roads", 2),
        ("Conclusions", 1),
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (  # an act
            [
                "1. Short title.—This Act may be called the Harbours Act, 2023.",
                "2. Dues.—" + SENTENCE,
            ],
            ["1. Short title.—", "2. Dues.—"],
        ),
        (  # a notice
            ["AGENCY: Harbour Office, Transport.", "ACTION: Final rule.", "SUMMARY: " + SENTENCE],
            ["AGENCY:", "ACTION:", "SUMMARY:"],
        ),
        (  # a debate
            ["CLERK: " + SENTENCE, "MAYOR: " + SENTENCE, "WARDEN: " + SENTENCE],
            [],
        ),
        (  # an address is no full stop set against the text
            ["Write to ann.lee@harbour.example before the end of May if you have a boat."],
            [],
        ),
    ],
)
def test_what_opens_a_paragraph_is_a_heading_where_it_is_set_off(
    lines: list[str], found: list[str]
) -> None:
    text = "\n\n".join(["The harbour and its dues", SENTENCE, *lines, SENTENCE])
    assert [words for words, _, run_in in headings_of(text) if run_in] == found


def test_a_question_among_questions_is_a_heading() -> None:
    asked = [
        "Why is a law needed?",
        "What changes?",
        "Who pays?",
        "My boat is old. What must I do?",
    ]
    text = "\n\n".join(line for question in asked for line in (question, SENTENCE))
    found = headings_of(f"Questions on the new Harbours Act\n\n{SENTENCE}\n\n{text}")
    assert [words for words, _, _ in found] == asked
