"""What holds for any text at all."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.reading import Block, Document, Source
from policytext.structure import own_ranges, recover_structure, sections

settings.register_profile(
    "stable",
    derandomize=True,
    deadline=None,
    max_examples=200,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("stable")

WORDS = (  # noqa: SIM905
    "the council will Home Share Introduction Article ANNEX Contents By Photo: Reuters © Mr "
    "Section 1. 第三章 一、 （一） (a) (1) IV. 2.3 12 ** * _ # ## - • > | --- ``` [x](y) ![z](w) "
    "Speaker: Conclusion Related 2024 May Done at Signed, 1 . , : ? … “ ” <b> </b> *** …… .... 3"
).split()
BREAKS = (
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\x0c",
    "\u2029",
    "\n\n\n",
    " ",
    " ",
    " ",
    "  ",
    "\t",
)
pieces = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(BREAKS)).map("".join), max_size=60
).map("".join)
anything = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r\x0c\u2029 .:*#-1aA一"),
    max_size=300,
)
texts = pieces | anything | st.tuples(pieces, anything, pieces).map("".join)


def recovered(text: str) -> Document:
    return recover_structure(Document("any", text, (), Source("any.txt", "0")))


@given(texts)
def test_blocks_are_in_order_and_lose_nothing(text: str) -> None:
    document = recovered(text)
    starts = [block.start_char for block in document.blocks]
    assert starts == sorted(starts)
    reached = 0
    for start, end in sorted(part for own in own_ranges(document) for part in own):
        assert reached <= start < end
        assert not text[reached:start].strip("\ufeff" if not reached else None).strip()
        reached = end
    assert not text[reached:].strip()


@given(texts)
def test_blocks_nest_and_do_not_overlap(text: str) -> None:
    outer: list[Block] = []
    for block in recovered(text).blocks:
        while outer and outer[-1].end_char <= block.start_char:
            outer.pop()
        assert not outer or block.end_char < outer[-1].end_char
        assert not outer or outer[-1].kind in ("paragraph", "list_item")
        outer.append(block)


@given(texts)
def test_places_are_those_of_the_text(text: str) -> None:
    for block in recovered(text).blocks:
        assert text[block.start_char : block.end_char].strip()
        assert block.start_char <= block.marker_end <= block.end_char
        assert 1 <= block.line_start <= block.line_end
        before = text[: block.start_char].replace("\r\n", "\n").replace("\r", "\n")
        assert block.line_start == before.count("\n") + 1


@given(texts)
def test_every_block_has_its_reason_and_only_headings_have_levels(text: str) -> None:
    for block in recovered(text).blocks:
        assert block.reason
        assert (block.level > 0) == (block.kind == "heading")
        assert block.kind == "heading" or not (block.marker or block.run_in)


@given(texts)
def test_a_run_in_heading_has_its_text_behind_it(text: str) -> None:
    blocks = recovered(text).blocks
    assert not (blocks and blocks[-1].run_in)
    for heading, rest in pairwise(blocks):
        if heading.run_in:
            assert rest.kind in ("paragraph", "list_item")
            assert rest.line_start <= heading.line_end + 1


@given(texts)
def test_sections_are_a_tree(text: str) -> None:
    tree = sections(recovered(text))
    levels = {section.section_id: section.level for section in tree}
    for section in tree[1:]:
        assert section.parent_id is not None
        assert section.parent_id < section.section_id
        assert levels[section.parent_id] == section.level - 1


@given(texts)
def test_the_same_text_gives_the_same_blocks(text: str) -> None:
    assert recovered(text).blocks == recovered(text).blocks


@given(texts)
def test_a_line_feed_at_the_end_changes_nothing(text: str) -> None:
    assert recovered(text + "\n").blocks == recovered(text).blocks


@given(texts)
def test_line_ends_change_no_kind(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    windows = unix.replace("\n", "\r\n")
    one, two = recovered(unix).blocks, recovered(windows).blocks
    assert [(b.kind, b.level, b.line_start) for b in one] == [
        (b.kind, b.level, b.line_start) for b in two
    ]


def test_only_blank_characters_give_no_block() -> None:
    blanks = [chr(c) for c in range(0x3001) if unicodedata.category(chr(c)) in ("Zs", "Zl", "Zp")]
    assert recovered("".join([*blanks, "\n\r\t\x0b\x0c"])).blocks == ()
