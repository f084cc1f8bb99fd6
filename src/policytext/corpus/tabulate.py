"""One annotated document becomes five tables."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from policytext.corpus.arrow import WORDS, Batch, dictionary, repeated, replaced, to_batch
from policytext.corpus.schema import BODY_KINDS, SCHEMA
from policytext.corpus.word_types import WordTypes
from policytext.reading.document import Document
from policytext.structure import heading_words, own_ranges, own_text
from policytext.structure import sections as find_sections

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

FLAGS = ("is_alpha", "is_punct", "is_stop")
TAGS = {"lemma": "LEMMA", "pos": "POS", "tag": "TAG", "dep": "DEP"}
OF_A_BLOCK = (
    "kind",
    "level",
    "marker",
    "ordinal",
    "run_in",
    "line_start",
    "line_end",
    "start_char",
    "end_char",
    "reason",
)
OF_A_SECTION = ("section_id", "parent_id", "level", "marker", "ordinal", "heading")

Ints = npt.NDArray[np.signedinteger[Any]]
Mask = npt.NDArray[np.bool_]


def tabulate(
    document: Document,
    doc: Doc,
    types: WordTypes | None = None,
    given: Collection[str] = tuple(TAGS),
) -> dict[str, Batch]:
    """
    Lay out one document as the five tables of `policytext.corpus.schema`.

    Parameters
    ----------
    document : Document
        With its structure recovered.
    doc : spacy.tokens.Doc
        The same text, annotated; its blocks are ``doc.spans["layout"]``.
    types : WordTypes, optional
        What is known of the words of earlier Docs of the same pipeline, which saves time.
    given : collection of str
        Which of lemma, pos, tag and dep the pipeline may give; the others are not looked at.

    Returns
    -------
    dict of RecordBatch
        Keys "documents", "blocks", "sections", "tokens", "entities".
    """
    facts = doc.to_array(["ORTH", "IDX", "SENT_START"])
    layout = _Layout(document, facts[:, 1])
    words = _Words(facts, types or WordTypes(doc.vocab), layout)
    return {
        "documents": _documents(document, layout, words),
        "blocks": _blocks(document, layout),
        "sections": _sections(document, layout, words),
        "tokens": _tokens(document, doc, layout, words, given),
        "entities": _entities(document, doc, layout),
    }


class _Layout:
    """Which block and section each token stands in."""

    def __init__(self, document: Document, starts_char: npt.NDArray[Any]) -> None:
        blocks = document.blocks
        self.sections = find_sections(document)
        self.section_of_block = np.zeros(len(blocks), dtype=np.int32)
        for section in self.sections:
            self.section_of_block[section.first_block : section.last_block] = section.section_id
        edges = [[block.start_char for block in blocks], [block.end_char for block in blocks]]
        self.starts, self.ends = np.searchsorted(starts_char, edges).astype(np.int32)
        self.own = own_ranges(document)
        parts = sorted((start, n) for n, own in enumerate(self.own) for start, _ in own)
        self._block_of_part = np.array([n for _, n in parts], dtype=np.int32)
        self._parts = self.starts
        if len(parts) > len(blocks):  # a page cuts a paragraph
            self._parts = np.searchsorted(starts_char, [start for start, _ in parts])
        self.kinds: list[str] = [block.kind for block in blocks]
        self.in_body = np.array([kind in BODY_KINDS for kind in self.kinds], dtype=bool)
        self.marker_ends = np.array(
            [block.marker_end if block.marker else -1 for block in blocks], dtype=np.int32
        )

    def block_of(self, token_ids: Ints) -> Ints:
        """Give the block of each token; white space counts to the block before it."""
        return self._block_of_part[np.searchsorted(self._parts, token_ids, side="right") - 1]

    def resumed(self) -> list[tuple[int, int]]:
        """Where sentences go on that a page cuts in two: from which character, to which."""
        return [
            (one[1] - 1, two[0]) for own in self.own if len(own) > 1 for one, two in pairwise(own)
        ]

    def kind_at(self, token_id: int) -> str:
        """Give the kind of the block that a token stands in."""
        return self.kinds[int(self.block_of(np.array([token_id]))[0])]


class _Words:
    """The tokens that are not white space, and where they stand."""

    def __init__(self, facts: npt.NDArray[Any], types: WordTypes, layout: _Layout) -> None:
        type_of, hashes = pd.factorize(facts[:, 0])
        self.types = types
        self.numbers = types.number(hashes)  # of the Doc's types
        self.token_id = np.flatnonzero(~self.flag("is_space", type_of)).astype(np.int32)
        self.type = type_of[self.token_id].astype(np.int32)
        self.start_char = facts[self.token_id, 1].astype(np.int32)
        opens = facts[:, 2].view(np.int64) == 1
        sentence_id = np.cumsum(opens, dtype=np.int32)[self.token_id]
        goes_on_as = np.arange(sentence_id[-1] + 1 if len(sentence_id) else 0, dtype=np.int32)
        for last, first in layout.resumed():
            before, after = np.searchsorted(self.start_char, [last, first], side="right") - 1
            goes_on_as[sentence_id[after]] = goes_on_as[sentence_id[before]]
        self.sentence_id = _numbered(goes_on_as[sentence_id])
        self.block_id = layout.block_of(self.token_id)
        self.section_id = layout.section_of_block[self.block_id]
        self.is_marker = self.start_char < layout.marker_ends[self.block_id]
        self.in_body = layout.in_body[self.block_id] & ~self.is_marker

    def flag(self, name: str, type_of: npt.NDArray[Any]) -> Mask:
        """Say of each token whether spaCy's flag `name` is set."""
        flag: Mask = self.types.flag(name.upper(), self.numbers)[type_of]
        return flag


def _numbered(values: Ints) -> Ints:
    """Number from 0 without a gap, in order."""
    if (values[1:] < values[:-1]).any():  # a sentence goes on behind what a page put into it
        return np.unique(values, return_inverse=True)[1].astype(values.dtype)
    numbers = np.zeros_like(values)
    np.cumsum(values[1:] != values[:-1], out=numbers[1:])
    return numbers


def _tokens(
    document: Document, doc: Doc, layout: _Layout, words: _Words, given: Collection[str]
) -> Batch:
    kept, types = words.token_id, words.types
    return to_batch(
        "tokens",
        {
            "doc_id": repeated(document.doc_id, len(kept)),
            "token_id": kept,
            "sentence_id": words.sentence_id,
            "block_id": words.block_id,
            "section_id": words.section_id,
            "kind": _of_blocks(layout.kinds, words.block_id),
            "start_char": words.start_char,
            "end_char": words.start_char + types.length(words.numbers)[words.type],
            "text": _used(words.type, types.texts(words.numbers)),
            "lower": _lower(words),
            **{
                column: _tagged(doc, tag, kept) if column in given else repeated("", len(kept))
                for column, tag in TAGS.items()
            },
            "head": _heads(doc, kept) if "dep" in given else pa.nulls(len(kept), pa.int32()),
            **{name: words.flag(name, words.type) for name in FLAGS},
            "is_marker": words.is_marker,
        },
    )


def _of_blocks(values: list[str], block_id: Ints) -> pa.Array:
    words = list(dict.fromkeys(values))
    codes = np.array([words.index(value) for value in values], dtype=np.int32)
    return _used(codes[block_id], pa.array(words, WORDS))


def _used(codes: npt.NDArray[np.int32], words: pa.Array) -> pa.Array:
    """Drop the words that no code stands for."""
    counts = np.bincount(codes, minlength=len(words)) > 0
    if counts.all():
        return dictionary(codes, words)
    return dictionary((np.cumsum(counts) - 1).astype(np.int32)[codes], words.filter(counts))


def _lower(words: _Words) -> pa.Array:
    codes, numbers = pd.factorize(words.types.lower(words.numbers))
    return _used(codes.astype(np.int32)[words.type], words.types.lower_texts(numbers))


def _tagged(doc: Doc, tag: str, kept: Ints) -> pa.Array:
    """From spaCy's hashes to words; hash 0 is "not given"."""
    hashes = doc.to_array(tag)[kept].astype(np.uint64, copy=False)
    if not hashes.any():
        return repeated("", len(kept))
    codes, values = pd.factorize(hashes)
    names = [doc.vocab.strings[int(value)] if value else "" for value in values]
    words = list(dict.fromkeys(name for name in names if name))
    place = {word: code for code, word in enumerate(words)}
    table = np.array([place.get(name, -1) for name in names], dtype=np.int32)
    return dictionary(table[codes], pa.array(words, WORDS))


def _heads(doc: Doc, kept: Ints) -> pa.Array:
    if not doc.to_array("DEP").any():
        return pa.nulls(len(kept), pa.int32())
    return pa.array((kept + doc.to_array("HEAD").astype(np.int64)[kept]).astype(np.int32))


def _entities(document: Document, doc: Doc, layout: _Layout) -> Batch:
    if not doc.ents:
        return replaced(_NO_ENTITIES, "doc_id", document.doc_id)
    spans = [span for ent in doc.ents for span in _within_block(ent, layout)]
    spans = [span for span in spans if layout.kind_at(span.start) != "boilerplate"]
    starts = np.array([span.start for span in spans], dtype=np.int64)
    block_id = layout.block_of(starts)
    return to_batch(
        "entities",
        {
            "doc_id": repeated(document.doc_id, len(spans)),
            "start": starts,
            "end": [span.end for span in spans],
            "section_id": layout.section_of_block[block_id],
            "start_char": [span.start_char for span in spans],
            "end_char": [span.end_char for span in spans],
            "text": [document.text[span.start_char : span.end_char] for span in spans],
            "label": [span.label_ for span in spans],
            "name": [span.ent_id_ or canonical_name(span.text) for span in spans],
            "kind": [layout.kinds[block] for block in block_id],
        },
    )


_NO_ENTITIES = to_batch("entities", {name: [] for name in SCHEMA["entities"]})


def _within_block(ent: Span, layout: _Layout) -> list[Span]:
    """Cut off what reaches over the block's edge, and white space at both ends."""
    block = layout.block_of(np.array([ent.start]))[0]
    inside = layout.block_of(np.arange(ent.start, ent.end)) == block
    end = len(inside) if inside.all() else int(inside.argmin())
    tokens = [token.i for token in ent[:end] if not token.is_space]
    if not tokens:
        return []
    from spacy.tokens import Span  # noqa: PLC0415  (spaCy takes a second to import)

    return [Span(ent.doc, tokens[0], tokens[-1] + 1, label=ent.label, span_id=ent.ent_id)]


ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


def canonical_name(text: str) -> str:
    """
    Write a name one way: single blanks, no leading article, no possessive ending.

    >>> canonical_name("the  United\\nNations’")
    'United Nations'
    """
    name = " ".join(text.split())
    return POSSESSIVE.sub("", ARTICLE.sub("", name)) or name


def _blocks(document: Document, layout: _Layout) -> Batch:
    blocks = document.blocks
    columns = {column: [getattr(block, column) for block in blocks] for column in OF_A_BLOCK}
    return to_batch(
        "blocks",
        {
            **columns,
            "doc_id": repeated(document.doc_id, len(blocks)),
            "block_id": np.arange(len(blocks)),
            "section_id": layout.section_of_block,
            "start": layout.starts,
            "end": layout.ends,
            "text": [own_text(document.text, own) for own in layout.own],
        },
    )


def _sections(document: Document, layout: _Layout, words: _Words) -> Batch:
    sections = layout.sections
    section_id, sentence_id = words.section_id[words.in_body], words.sentence_id[words.in_body]
    opens = np.append(True, sentence_id[1:] != sentence_id[:-1])[: len(sentence_id)]
    reached = np.maximum.accumulate(layout.ends)  # furniture may be nested in the last block
    edges = np.append(layout.starts, reached[-1:])
    columns = {
        column: [getattr(section, column) for section in sections] for column in OF_A_SECTION
    }
    starts = [edges[section.first_block] for section in sections]
    ends = [
        reached[section.last_block - 1] if section.last_block > section.first_block else start
        for section, start in zip(sections, starts, strict=True)
    ]
    return to_batch(
        "sections",
        {
            **columns,
            "doc_id": repeated(document.doc_id, len(sections)),
            "start": np.array(starts, dtype=np.int64),
            "end": np.array(ends, dtype=np.int64),
            "n_sentences": np.bincount(section_id[opens], minlength=len(sections)),
            "n_tokens": np.bincount(section_id, minlength=len(sections)),
        },
    )


def _documents(document: Document, layout: _Layout, words: _Words) -> Batch:
    source = document.source
    titles = [block for block in document.blocks if block.kind == "title"]
    metadata = {name: [value] for name, value in source.metadata.items()}
    title = str(metadata.pop("title", [document.doc_id])[0])
    if document.hints:
        hints = [asdict(hint) for hint in document.hints]
        metadata["hints"] = [json.dumps(hints, ensure_ascii=False)]
    if titles:
        title = heading_words(document, titles[0])
    return to_batch(
        "documents",
        {
            **metadata,
            "doc_id": repeated(document.doc_id, 1),
            "title": [title],
            "source": [source.path],
            "sha256": [source.sha256],
            "encoding": [source.encoding],
            "repaired": [source.repaired],
            "n_blocks": [len(document.blocks)],
            "n_sections": [len(layout.sections) - 1],
            "n_tokens": [int(words.in_body.sum())],
        },
    )
