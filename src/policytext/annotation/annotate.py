"""Documents become spaCy Docs whose sentences never cross a block's edge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from policytext.reading.document import Block, Document
from policytext.structure import own_ranges

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LAYOUT = "layout"  # the span group's key, as spacy-layout has it
WRAP = re.compile(r"(?<=\S)\n(?=\S)")
ONE_SENTENCE = frozenset({"title", "heading", "byline", "credit"})

Ranges: TypeAlias = list[tuple[int, int]]  # of the blocks, in tokens


def annotate(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """
    Tokenize and tag documents, one Doc each, in the order given.

    Every block edge is a token edge and a sentence edge, and a heading is one sentence; where
    the furniture of a page is nested in a paragraph, the sentence that it cuts is two. The
    blocks are the span group ``doc.spans["layout"]``, one span a block, in order, with the
    block's kind as label. ``doc.text`` is ``document.text`` character for character, but that a
    line break inside a paragraph is a blank, so that a phrase goes on over the end of a line.

    Parameters
    ----------
    documents : iterable of Document
        Documents with their structure recovered.
    nlp : spacy.Language
        Any pipeline; what it lacks (a parser, an entity recognizer) the Docs lack too.

    Yields
    ------
    (Document, Doc)
    """
    pairs = ((prepare_doc(document, nlp), document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True):
        yield document, doc


def prepare_doc(document: Document, nlp: Language) -> Doc:
    """
    Tokenize a document block by block and mark the sentence edges that the page gives.

    Parameters
    ----------
    document : Document
    nlp : spacy.Language

    Returns
    -------
    Doc
        With the blocks in ``doc.spans["layout"]``. Where the pipeline finds no sentences of its
        own, each block is one.
    """
    from spacy.tokens import Span  # noqa: PLC0415  (spaCy takes a second to import)

    document = replace(document, text=_unwrapped(document))
    tokenized = _tokenize_at_once(document, nlp) or _tokenize_by_part(document, nlp)
    doc, ranges = tokenized
    doc.user_data["doc_id"] = document.doc_id
    doc.spans[LAYOUT] = [
        Span(doc, start, end, label=block.kind)
        for (start, end), block in zip(ranges, document.blocks, strict=True)
    ]
    return doc


def _unwrapped(document: Document) -> str:
    """The text with each line break between two words of a block as a blank; rows stay apart."""
    text, pieces, reached = document.text, [], 0
    for block in document.blocks:
        if block.start_char < reached:
            continue  # within the block before
        if block.kind != "table" and "\n" in text[block.start_char : block.end_char]:
            inside = WRAP.sub(" ", text[block.start_char : block.end_char])
            pieces += [text[reached : block.start_char], inside]
            reached = block.end_char
    return "".join([*pieces, text[reached:]])


def _tokenize_at_once(document: Document, nlp: Language) -> tuple[Doc, Ranges] | None:
    """
    Tokenize the whole text where every edge that the page gives stands beside white space.

    There spaCy's tokenizer, which takes a text apart at white space first, gives what it gives
    block by block, without a Doc for each.
    """
    text, blocks = document.text, document.blocks
    parts = [part for own in own_ranges(document) for part in own]
    edges = {edge for part in parts for edge in part}
    edges.update(block.marker_end for block in blocks if block.marker)
    if not all(_beside_white_space(text, edge) for edge in edges):
        return None
    doc = nlp.tokenizer(text)
    token_starts = doc.to_array("IDX")
    starts, ends = np.searchsorted(
        token_starts,
        [[block.start_char for block in blocks], [block.end_char for block in blocks]],
    )
    sent_starts = np.zeros(len(doc), dtype=np.int64)
    sent_starts[:1] = 1
    for start, end, block in zip(starts, ends, blocks, strict=True):
        if block.kind in ONE_SENTENCE:
            sent_starts[start:end] = -1
    opens = np.searchsorted(token_starts, [start for start, _ in parts])
    sent_starts[opens] = 1
    doc.from_array(["SENT_START"], sent_starts.astype(np.uint64))  # type: ignore[arg-type]
    return doc, list(zip(starts.tolist(), ends.tolist(), strict=True))


def _beside_white_space(text: str, edge: int) -> bool:
    return edge in (0, len(text)) or text[edge - 1].isspace() or text[edge].isspace()


def _tokenize_by_part(document: Document, nlp: Language) -> tuple[Doc, Ranges]:
    from spacy.tokens import Doc  # noqa: PLC0415

    pieces = _tokenize(document, nlp)
    doc = Doc(nlp.vocab, words=pieces.words, spaces=pieces.spaces, sent_starts=pieces.sent_starts)
    return doc, pieces.ranges


@dataclass(slots=True)
class _Pieces:
    words: list[str]
    spaces: list[bool]
    sent_starts: list[bool | int | None]
    ranges: Ranges


def _tokenize(document: Document, nlp: Language) -> _Pieces:
    pieces = _Pieces([], [], [], [(-1, -1)] * len(document.blocks))
    reached = 0
    own = own_ranges(document)
    for (start_char, end_char), n in sorted((one, n) for n, some in enumerate(own) for one in some):
        block = document.blocks[n]
        _add_blank(pieces, document.text[reached:start_char])
        start = len(pieces.words)
        # The marker is a piece of its own, so that "V." is not one token with what follows.
        for part_start, part_end in _parts(block, start_char, end_char):
            part = nlp.make_doc(document.text[part_start:part_end])
            pieces.words += [token.text for token in part]
            pieces.spaces += [bool(token.whitespace_) for token in part]
        end = len(pieces.words)
        inside: bool | None = False if block.kind in ONE_SENTENCE else None
        pieces.sent_starts += [True] + [inside] * (end - start - 1)
        first = pieces.ranges[n][0]
        pieces.ranges[n] = (start if first < 0 else first, end)
        reached = end_char
    _add_blank(pieces, document.text[reached:])
    return pieces


def _parts(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    if block.marker and start < block.marker_end < end:
        return [(start, block.marker_end), (block.marker_end, end)]
    return [(start, end)]


def _add_blank(pieces: _Pieces, blank: str) -> None:
    """As spaCy does: the first space belongs to the word before it, the rest is one token."""
    if blank.startswith(" ") and pieces.words and not pieces.spaces[-1]:
        pieces.spaces[-1] = True
        blank = blank[1:]
    if blank:
        pieces.words.append(blank)
        pieces.spaces.append(False)
        pieces.sent_starts.append(None if pieces.words[:-1] else True)
