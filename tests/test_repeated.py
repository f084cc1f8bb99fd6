from __future__ import annotations

from pathlib import Path

import pytest

from policytext.reading import Document, Source
from policytext.structure import (
    mark_shared,
    recover_structure,
    shared_lines,
    shared_lines_of_files,
)

TOPICS = ["harbour", "railway", "reservoir", "school", "hospital"]
OWN = (
    "The council of the {0} has decided to spend more on its {0} this year than in the three "
    "years before, and to report on the {0} every spring."
)


def documents(page: str, count: int = 5) -> dict[str, Document]:
    texts = {
        topic: page.replace("OWN", OWN.format(topic)).replace("TOPIC", topic.title())
        for topic in TOPICS[:count]
    }
    shared = shared_lines(texts)
    return {
        name: mark_shared(
            recover_structure(Document(name, text, (), Source(f"{name}.txt", name))), shared[name]
        )
        for name, text in texts.items()
    }


def kinds(document: Document) -> dict[str, str]:
    return {document.text[b.start_char : b.end_char]: b.kind for b in document.blocks}


PAGE = """The Valley Courier

Plans for the TOPIC

OWN

OWN

The Courier's people

Nobody owns this newspaper but the people who read it and pay for it every month.
"""


def test_what_three_pages_have_at_their_edges_is_furniture() -> None:
    for document in documents(PAGE, 3).values():
        found = kinds(document)
        assert found["The Courier's people"] == "boilerplate"
        assert [kind for text, kind in found.items() if text.startswith("Nobody")] == [
            "boilerplate"
        ]
        assert sum(text.startswith("The council") for text in found) == 1


def test_two_pages_are_no_evidence() -> None:
    for document in documents(PAGE, 2).values():
        assert kinds(document)["The Courier's people"] != "boilerplate"


def test_a_copy_of_a_text_is_no_evidence() -> None:
    assert shared_lines(dict.fromkeys("abc", "The Valley Courier\n\nText.")) == dict.fromkeys(
        "abc", frozenset()
    )


@pytest.mark.parametrize(
    "formula",
    [
        "This Regulation shall be binding in its entirety and directly applicable in all States.",
        "God bless you, and may God bless the Republic.",
        "Mr Speaker,",
        "HAVE ADOPTED THIS REGULATION:",
        "Conclusion",
        "Article 1",
        "Annex B",
        "Thank you",
    ],
)
def test_what_belongs_to_every_text_of_a_kind_is_not_furniture(formula: str) -> None:
    above = documents(f"Law on the TOPIC\n\n{formula}\n\nOWN\n\nOWN\n")
    below = documents(f"Law on the TOPIC\n\nOWN\n\nOWN\n\n{formula}\n\nOWN\n\n{formula}\n")
    for document in [*above.values(), *below.values()]:
        assert kinds(document)[formula] != "boilerplate"


def test_a_heading_that_many_texts_have_stays_a_heading() -> None:
    for document in documents("Report on the TOPIC\n\n## Main findings\n\nOWN\n\nOWN\n").values():
        assert kinds(document)["## Main findings"] == "heading"


def test_nothing_is_lost_and_a_reason_is_given() -> None:
    for document in documents(PAGE).values():
        assert [b for b in document.blocks if b.reason == "line that many texts of the folder have"]
        assert "".join(document.text.split()) == "".join(
            "".join(document.text[b.start_char : b.end_char].split()) for b in document.blocks
        )


def test_the_ends_of_long_files_are_compared_and_other_formats_share_nothing(
    tmp_path: Path,
) -> None:
    paths = {}
    for topic in TOPICS:
        paths[topic] = tmp_path / f"{topic}.txt"
        long = "\n\n".join(f"{OWN.format(topic)} {n}" for n in range(400))
        paths[topic].write_text(f"The Valley Courier\n\n{long}\n\nOur people\n", "utf-8")
    paths["page"] = tmp_path / "page.html"
    paths["gone"] = tmp_path / "gone.txt"
    shared = shared_lines_of_files(paths)
    assert shared["harbour"] == {"the valley courier", "our people"}
    assert shared["page"] == shared["gone"] == frozenset()


def test_files_of_other_folders_are_no_evidence(tmp_path: Path) -> None:
    paths = {}
    for topic in TOPICS:
        paths[topic] = tmp_path / topic / "text.txt"
        paths[topic].parent.mkdir()
        paths[topic].write_text(f"The Valley Courier\n\n{OWN.format(topic)}\n", "utf-8")
    assert not any(shared_lines_of_files(paths).values())
