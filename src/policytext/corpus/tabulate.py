"""One annotated document becomes five tables."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytext.annotation.annotate import LAYOUT
from policytext.corpus.schema import of_codes, repeated, to_table
from policytext.reading.document import Document
from policytext.structure import heading_words
from policytext.structure import sections as find_sections

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Span

BODY_KINDS = ("title", "heading", "paragraph", "list_item", "caption", "table")
STRINGS = {
    "text": "ORTH",
    "lower": "LOWER",
    "lemma": "LEMMA",
    "pos": "POS",
    "tag": "TAG",
    "dep": "DEP",
}
FLAGS = {"is_alpha": "IS_ALPHA", "is_punct": "IS_PUNCT", "is_stop": "IS_STOP"}
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
OTHERS = ("IS_SPACE", "IDX", "LENGTH", "HEAD", "SENT_START")

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def tabulate(document: Document, doc: Doc) -> dict[str, pd.DataFrame]:
    """
    Lay out one document as the five tables of `policytext.corpus.schema`.

    Parameters
    ----------
    document : Document
        With its structure recovered.
    doc : spacy.tokens.Doc
        The same text, annotated; its blocks are ``doc.spans["layout"]``.

    Returns
    -------
    dict of DataFrame
        Keys "documents", "blocks", "sections", "tokens", "entities".
    """
    layout = _Layout(document, doc)
    tokens = _tokens(document, doc, layout)
    return {
        "documents": _documents(document, layout, tokens),
        "blocks": _blocks(document, layout),
        "sections": _sections(document, layout, tokens),
        "tokens": tokens,
        "entities": _entities(document, doc, layout),
    }


def in_body(tokens: pd.DataFrame) -> pd.Series:
    """Say of each row of the token table whether it belongs to the body."""
    return tokens["kind"].isin(BODY_KINDS) & ~tokens["is_marker"]


class _Layout:
    """Which block and section each token stands in."""

    def __init__(self, document: Document, doc: Doc) -> None:
        spans = doc.spans[LAYOUT]
        self.sections = find_sections(document)
        self.section_of_block = np.zeros(len(spans), dtype=np.int64)
        for section in self.sections:
            self.section_of_block[section.first_block : section.last_block] = section.section_id
        self.starts = np.array([span.start for span in spans], dtype=np.int64)
        self.ends = np.array([span.end for span in spans], dtype=np.int64)
        self.kinds = np.array([block.kind for block in document.blocks], dtype=object)
        self.marker_ends = np.array(
            [block.marker_end if block.marker else -1 for block in document.blocks], dtype=np.int64
        )

    def block_of(self, token_ids: Ints) -> Ints:
        """Give the block of each token; white space counts to the block before it."""
        return np.searchsorted(self.starts, token_ids, side="right") - 1

    def kind_at(self, token_id: int) -> str:
        """Give the kind of the block that a token stands in."""
        return str(self.kinds[self.block_of(np.array([token_id]))[0]])


def _tokens(document: Document, doc: Doc, layout: _Layout) -> pd.DataFrame:
    names: list[int | str] = [*STRINGS.values(), *FLAGS.values(), *OTHERS]
    by_name = doc.to_array(names).astype(np.uint64, copy=False).T.reshape(len(names), -1)
    array = dict(zip(names, by_name, strict=True))
    kept = np.flatnonzero(array["IS_SPACE"] == 0)
    sentence = np.cumsum(array["SENT_START"].astype(np.int64) == 1)
    array = {name: values[kept] for name, values in array.items()}
    start_char = array["IDX"].astype(np.int64)
    block_id = layout.block_of(kept)
    has_heads = bool((array["DEP"] != 0).any())
    return to_table(
        "tokens",
        {
            "doc_id": repeated(document.doc_id, len(kept)),
            "token_id": kept,
            "sentence_id": np.unique(sentence[kept], return_inverse=True)[1],
            "block_id": block_id,
            "section_id": layout.section_of_block[block_id],
            "kind": _of_blocks(layout.kinds, block_id),
            "start_char": start_char,
            "end_char": start_char + array["LENGTH"].astype(np.int64),
            **{
                column: _categorical(array[name], doc.vocab.strings)
                for column, name in STRINGS.items()
            },
            "head": kept + array["HEAD"].astype(np.int64) if has_heads else [None] * len(kept),
            **{column: array[name].astype(bool) for column, name in FLAGS.items()},
            "is_marker": start_char < layout.marker_ends[block_id],
        },
    )


def _categorical(hashes: npt.NDArray[np.uint64], strings: StringStore) -> pd.Categorical:
    """From spaCy's hashes to alphabetical categories; hash 0 is "not given"."""
    unique, codes = np.unique(hashes, return_inverse=True)
    words = [strings[int(value)] if value else "" for value in unique]
    return _alphabetical(codes, words)


def _of_blocks(values: npt.NDArray[np.object_], block_id: Ints) -> pd.Categorical:
    words, codes = np.unique(values.astype(str), return_inverse=True)
    return of_codes(codes[block_id], words.tolist()).remove_unused_categories()


def _alphabetical(codes: Ints, words: list[str]) -> pd.Categorical:
    categories = sorted(set(words) - {""})
    place = {word: code for code, word in enumerate(categories)}
    table = np.array([place.get(word, -1) for word in words], dtype=np.int64)
    return of_codes(table[codes] if len(codes) else codes, categories)


def _entities(document: Document, doc: Doc, layout: _Layout) -> pd.DataFrame:
    spans = [span for ent in doc.ents for span in _within_block(ent, layout)]
    spans = [span for span in spans if layout.kind_at(span.start) != "boilerplate"]
    starts = np.array([span.start for span in spans], dtype=np.int64)
    block_id = layout.block_of(starts)
    return to_table(
        "entities",
        {
            "doc_id": repeated(document.doc_id, len(spans)),
            "start": starts,
            "end": [span.end for span in spans],
            "section_id": layout.section_of_block[block_id] if spans else [],
            "start_char": [span.start_char for span in spans],
            "end_char": [span.end_char for span in spans],
            "text": [span.text for span in spans],
            "label": [span.label_ for span in spans],
            "name": [span.ent_id_ or canonical_name(span.text) for span in spans],
            "kind": [layout.kinds[block] for block in block_id],
        },
    )


def _within_block(ent: Span, layout: _Layout) -> list[Span]:
    """Cut off what reaches over the block's edge, and white space at both ends."""
    block = layout.block_of(np.array([ent.start]))[0]
    tokens = [token.i for token in ent if not token.is_space and token.i < layout.ends[block]]
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


def _blocks(document: Document, layout: _Layout) -> pd.DataFrame:
    blocks = document.blocks
    columns = {column: [getattr(block, column) for block in blocks] for column in OF_A_BLOCK}
    return to_table(
        "blocks",
        {
            **columns,
            "doc_id": repeated(document.doc_id, len(blocks)),
            "block_id": range(len(blocks)),
            "section_id": layout.section_of_block,
            "start": layout.starts,
            "end": layout.ends,
            "text": [document.text[block.start_char : block.end_char] for block in blocks],
        },
    )


def _sections(document: Document, layout: _Layout, tokens: pd.DataFrame) -> pd.DataFrame:
    body = tokens[in_body(tokens)]
    per_section = body.groupby("section_id")
    n_tokens = per_section.size()
    n_sentences = per_section["sentence_id"].nunique()
    ids = [section.section_id for section in layout.sections]
    edges = np.append(layout.starts, layout.ends[-1:])
    columns = {
        column: [getattr(section, column) for section in layout.sections] for column in OF_A_SECTION
    }
    return to_table(
        "sections",
        {
            **columns,
            "doc_id": repeated(document.doc_id, len(ids)),
            "start": [edges[section.first_block] for section in layout.sections],
            "end": [
                layout.ends[section.last_block - 1]
                if section.last_block > section.first_block
                else edges[section.first_block]
                for section in layout.sections
            ],
            "n_sentences": n_sentences.reindex(ids, fill_value=0),
            "n_tokens": n_tokens.reindex(ids, fill_value=0),
        },
    )


def _documents(document: Document, layout: _Layout, tokens: pd.DataFrame) -> pd.DataFrame:
    source = document.source
    titles = [block for block in document.blocks if block.kind == "title"]
    metadata = {name: [value] for name, value in source.metadata.items()}
    title = metadata.pop("title", [document.doc_id])[0]
    if document.hints:
        hints = [asdict(hint) for hint in document.hints]
        metadata["hints"] = [json.dumps(hints, ensure_ascii=False)]
    if titles:
        title = heading_words(document, titles[0])
    return to_table(
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
            "n_tokens": [int(in_body(tokens).sum())],
        },
    )
