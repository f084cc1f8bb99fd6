"""What the learned weights add to the rules: traits, the field over a chain of runs, verdicts."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from policytext.reading import Document, Source
from policytext.reading.document import Hint
from policytext.structure import recover_structure
from policytext.structure.learned import FEWEST_RUNS, MOST_RUNS, learned, probabilities
from policytext.structure.runs import Run
from policytext.structure.traits import Traits, traits_of
from policytext.structure.verdicts import Verdict
from policytext.structure.weights import ROLES, SLOTS, weights_from, weights_of_package
from policytext.structure.wrapping import runs_of

BODY = (
    "The board of the harbour met in March and agreed that the wall should be mended before the "
    "winter, because the stones at its foot have moved and the town cannot wait any longer."
)
PAGE = [
    "Skip to content",
    "Home",
    "News",
    "Harbour wall to be mended before the winter storms",
    "By Ida Lund",
    "4 March 2024",
    *[BODY, BODY, BODY, BODY, BODY, BODY],
    "Enjoyed this? Our evening briefing goes out to forty thousand readers",
    "Sign up",
    "Privacy",
    "Accessibility",
    "© 2024 The Courier",
]


def runs_in(lines: list[str]) -> list[Run]:
    return list(runs_of(Document("d", "\n\n".join(lines), (), Source("d.txt", ""))))


def judged(lines: list[str]) -> dict[str, tuple[str, str]]:
    text = "\n\n".join(lines)
    document = recover_structure(Document("d", text, (), Source("d.txt", "")))
    return {text[b.start_char : b.end_char]: (b.kind, b.reason) for b in document.blocks}


def test_traits_name_the_words_the_length_the_marks_and_the_place() -> None:
    above, line, _ = traits_of(runs_in([BODY, "Photo: NTB, 12:30 (2024)", BODY]))
    assert {"says photo", "says photo :", "says 0000", "1 below prose"} <= set(line.own)
    assert {"4 words", "ends in )", "starts with a capital", "has a year"} <= set(line.shape)
    assert line.ends == ["opens with photo", "closes with )"]
    assert "in the text" in line.own
    assert "25-40 words" in above.shape


@pytest.mark.parametrize(
    ("line", "trait"),
    [
        ("www.parliament.example", "has a link"),
        ("press@ministry.example", "has an @"),
        ("HOW WE VOTED", "all capitals"),
        ("***", "no letters"),
        ("Share | Print | Save", "has a bar"),
        ("Updated at 9:05", "has a time"),
        ("It rained. Nobody came", "two sentences"),
    ],
)
def test_the_marks_of_a_line_are_traits(line: str, trait: str) -> None:
    assert trait in traits_of(runs_in([line]))[0].shape
    assert trait not in traits_of(runs_in(["The ministers met again"]))[0].shape


def test_a_line_that_is_there_twice_is_said_again_and_then_was_said_before() -> None:
    first, _, second = traits_of(runs_in(["Read more", BODY, "READ MORE"]))
    assert "said again" in first.own
    assert "said before" in second.own


LINES = [
    "title > byline\t1.5",
    "byline > byline\t-0.5",
    "paragraph > paragraph\t0.75",
    "says by\tbyline 2.00\tparagraph -0.50",
    "9-12 words\ttitle 1.00",
    "above: 9-12 words\tbyline 0.80",
    "2 below: 9-12 words\tboilerplate 0.70\tcredit -0.20",
]


def test_weights_are_read_by_trait_slot_and_role() -> None:
    weights = weights_from(LINES)
    row = weights.table[weights.rows["9-12 words"]].reshape(len(SLOTS), len(ROLES))
    assert row[0, ROLES.index("title")] == 1
    assert row[list(SLOTS).index("above: "), ROLES.index("byline")] == 0.8
    assert row[list(SLOTS).index("2 below: "), ROLES.index("credit")] == -0.2
    assert row.sum() == pytest.approx(1 + 0.8 + 0.7 - 0.2)
    assert weights.steps[ROLES.index("title"), ROLES.index("byline")] == pytest.approx(np.exp(1.5))


def test_the_chances_are_those_of_all_chains_of_roles() -> None:
    """Every chain of four roles is scored by hand; the field passes messages instead."""
    weights = weights_from(LINES)
    chain = [["9-12 words"], [], ["9-12 words"], ["9-12 words"]]
    own = [[], ["says by"], [], ["says by"]]
    traits = [Traits(o, shape, []) for o, shape in zip(own, chain, strict=True)]
    score = np.zeros((4, len(ROLES)))
    for i, o in enumerate(own):
        if o:
            score[i, ROLES.index("byline")] += 2
            score[i, ROLES.index("paragraph")] -= 0.5
        if chain[i]:
            score[i, ROLES.index("title")] += 1
        if i and chain[i - 1]:
            score[i, ROLES.index("byline")] += 0.8
        if i + 2 < 4 and chain[i + 2]:
            score[i, ROLES.index("boilerplate")] += 0.7
            score[i, ROLES.index("credit")] -= 0.2
    total = np.zeros((4, len(ROLES)))
    for roles in product(range(len(ROLES)), repeat=4):
        worth = np.exp(sum(score[i, role] for i, role in enumerate(roles)))
        worth *= np.prod([weights.steps[one, two] for one, two in zip(roles, roles[1:])])  # noqa: B905, RUF007
        total[range(4), roles] += worth
    expected = total / total.sum(axis=1, keepdims=True)
    assert probabilities(traits, weights) == pytest.approx(expected, abs=1e-5)


def test_the_weights_that_are_shipped_know_all_roles() -> None:
    weights = weights_of_package()
    assert np.isfinite(weights.table).all()
    by_role = np.abs(weights.table).reshape(-1, len(SLOTS), len(ROLES)).sum(axis=(0, 1))
    assert (by_role > 0).all()
    assert (weights.steps > 0).all()
    newsletter = weights.table[weights.rows["says newsletter"], : len(ROLES)]
    assert ROLES[newsletter.argmax()] == "boilerplate"


def test_furniture_that_no_rule_knows_is_told_and_says_why() -> None:
    kinds = judged(PAGE)
    kind, reason = kinds["Enjoyed this? Our evening briefing goes out to forty thousand readers"]
    assert kind == "boilerplate"
    assert reason.startswith("learned: ")
    assert kinds[BODY][0] == "paragraph"


def known_as(runs: list[Run], kind: str, reason: str) -> dict[int, Verdict]:
    return {i: Verdict(kind, reason) for i in range(len(runs))}


def test_a_short_document_is_left_to_the_rules() -> None:
    runs = runs_in([*PAGE[:3], BODY, *PAGE[-5:]])
    assert len(runs) < FEWEST_RUNS
    assert learned(runs, known_as(runs, "paragraph", "running text")) == {}


def test_what_is_far_longer_than_any_page_is_left_to_the_rules() -> None:
    runs = runs_in(PAGE)
    many = runs * (MOST_RUNS // len(runs) + 1)
    assert learned(many, known_as(many, "paragraph", "running text")) == {}
    fewer = runs * 3
    assert learned(fewer, known_as(fewer, "paragraph", "running text"))


def test_nothing_becomes_a_heading_or_text_that_a_rule_knows_better() -> None:
    lines = [*PAGE[:6], "What the board asks for", BODY, "When the work begins", *PAGE[6:]]
    runs = runs_in(lines)
    unknown = learned(runs, known_as(runs, "paragraph", "running text"))
    assert unknown
    assert "heading" not in {verdict.kind for verdict in unknown.values()}
    furniture = learned(runs, known_as(runs, "boilerplate", "navigation"))
    assert "paragraph" not in {verdict.kind for verdict in furniture.values()}


def test_where_a_file_marks_what_is_what_only_the_unknown_is_judged() -> None:
    runs = runs_in(PAGE)
    assert learned(runs, known_as(runs, "heading", "short line above text"))
    assert learned(runs, known_as(runs, "heading", "marked h2"), only_unknown=True) == {}
    assert learned(runs, known_as(runs, "paragraph", "running text"), only_unknown=True)


def test_where_the_rules_know_a_title_no_other_is_named() -> None:
    title = "Harbour wall to be mended before the winter storms"
    runs = runs_in([*PAGE[:3], title, *PAGE[3:]])
    known = known_as(runs, "paragraph", "running text")
    named = [i for i, verdict in learned(runs, known).items() if verdict.kind == "title"]
    assert [runs[i].words for i in named][:1] == [title]
    known[named[0]] = Verdict("title", "title of the page")
    assert "title" not in {verdict.kind for verdict in learned(runs, known).values()}


def test_hints_are_not_overruled() -> None:
    line = "Enjoyed this? Our evening briefing goes out to forty thousand readers"
    text = "\n\n".join(PAGE)
    document = Document(
        "d", text, (), Source("d.txt", ""), hints=(Hint("quote", 0, (0, 0), "^Enjoyed"),)
    )
    blocks = recover_structure(document).blocks
    assert [b.kind for b in blocks if text[b.start_char : b.end_char] == line] == ["quote"]
