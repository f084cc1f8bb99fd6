from __future__ import annotations

import pytest
import spacy

from policytext.annotation.annotate import annotate, prepare_doc
from policytext.reading.document import Block, Document, Source


def document(text, *blocks):
    """Blocks are (kind, words) or Blocks; the words are looked up in the text, in order."""
    found, reached = [], 0
    for block in blocks:
        if isinstance(block, Block):
            found.append(block)
            reached = block.end_char
            continue
        kind, words = block
        start = text.index(words, reached)
        reached = start + len(words)
        found.append(Block(start, reached, 1, 1, kind=kind, level=int(kind == "heading")))
    return Document("a", text, tuple(found), Source("a.txt", "0"))


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("en")


GLUED = "Advance the whole system.The current situation is grave."


@pytest.mark.parametrize(
    "text",
    [GLUED, "A title\n\n  Two  blanks\tand a tab.\r\n\r\nEnd", "  \n leading", "x ", "x  ", "x\n "],
)
def test_the_doc_is_the_text_to_the_last_blank(blank, text):
    words = text.split("\n\n") if "\n\n" in text else [text.strip()]
    doc = prepare_doc(document(text, *(("paragraph", part.strip()) for part in words)), blank)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_phrase_goes_on_over_the_end_of_a_line_but_not_of_a_block(blank):
    text = "We met the United\nNations. All\n\nNations came."
    parts = [("paragraph", part) for part in text.split("\n\n")]
    doc = prepare_doc(document(text, *parts), blank)
    assert [token.text for token in doc if token.is_space] == ["\n\n"]
    assert len(doc.text) == len(text)


def test_a_glued_run_in_heading_ends_a_token_and_a_sentence(nlp):
    given = document(
        GLUED,
        ("heading", "Advance the whole system."),
        ("paragraph", "The current situation is grave."),
    )
    ((_, doc),) = annotate([given], nlp)
    assert [sent.text for sent in doc.sents] == [
        "Advance the whole system.",
        "The current situation is grave.",
    ]


def test_a_heading_is_one_sentence_without_a_full_stop(nlp):
    heading = "Planning first. Results follow"
    given = document(f"{heading}\n\nWe plan.", ("heading", heading), ("paragraph", "We plan."))
    ((_, doc),) = annotate([given], nlp)
    assert [sent.text.strip() for sent in doc.sents] == [heading, "We plan."]


def test_blocks_are_the_layout_span_group(blank):
    given = document("One\n\nTwo words", ("heading", "One"), ("paragraph", "Two words"))
    ((_, doc),) = annotate([given], blank)
    assert [(span.label_, span.text) for span in doc.spans["layout"]] == [
        ("heading", "One"),
        ("paragraph", "Two words"),
    ]


def test_a_marker_is_not_one_token_with_the_heading_words(blank):
    text = "V.Guarantees"
    block = Block(0, len(text), 1, 1, kind="heading", level=1, marker="V", marker_end=2, ordinal=5)
    doc = prepare_doc(document(text, block), blank)
    assert doc[len(doc) - 1].text == "Guarantees"
