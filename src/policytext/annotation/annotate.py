"""Documents become spaCy Docs whose sentences never cross a block's edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policytext.reading.document import Block, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LAYOUT = "layout"  # the span group's key, as spacy-layout has it
ONE_SENTENCE = frozenset({"title", "heading", "byline", "credit"})


def annotate(
    documents: Iterable[Document], nlp: Language, *, processes: int = 1
) -> Iterator[tuple[Document, Doc]]:
    """
    Tokenize and tag documents, one Doc each, in the order given.

    Every block edge is a token edge and a sentence edge, and a heading is one sentence. The
    blocks are the span group ``doc.spans["layout"]``, one span a block, in order, with the
    block's kind as label. ``doc.text`` equals ``document.text``.

    Parameters
    ----------
    documents : iterable of Document
        Documents with their structure recovered.
    nlp : spacy.Language
        Any pipeline; what it lacks (a parser, an entity recognizer) the Docs lack too.
    processes : int
        How many processes tag side by side.

    Yields
    ------
    (Document, Doc)
    """
    pairs = ((prepare_doc(document, nlp), document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, n_process=processes):
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
    from spacy.tokens import Doc, Span  # noqa: PLC0415  (spaCy takes a second to import)

    pieces = _tokenize(document, nlp)
    doc = Doc(nlp.vocab, words=pieces.words, spaces=pieces.spaces, sent_starts=pieces.sent_starts)
    doc.user_data["doc_id"] = document.doc_id
    doc.spans[LAYOUT] = [
        Span(doc, start, end, label=block.kind)
        for (start, end), block in zip(pieces.ranges, document.blocks, strict=True)
    ]
    return doc


@dataclass(slots=True)
class _Pieces:
    words: list[str]
    spaces: list[bool]
    sent_starts: list[bool | int | None]
    ranges: list[tuple[int, int]]  # of the blocks, in tokens


def _tokenize(document: Document, nlp: Language) -> _Pieces:
    pieces = _Pieces([], [], [], [])
    reached = 0
    for block in document.blocks:
        _add_blank(pieces, document.text[reached : block.start_char])
        start = len(pieces.words)
        # The marker is a piece of its own, so that "V." is not one token with what follows.
        for part_start, part_end in _parts(block):
            part = nlp.make_doc(document.text[part_start:part_end])
            pieces.words += [token.text for token in part]
            pieces.spaces += [bool(token.whitespace_) for token in part]
        end = len(pieces.words)
        inside: bool | None = False if block.kind in ONE_SENTENCE else None
        pieces.sent_starts += [True] + [inside] * (end - start - 1)
        pieces.ranges.append((start, end))
        reached = block.end_char
    _add_blank(pieces, document.text[reached:])
    return pieces


def _parts(block: Block) -> list[tuple[int, int]]:
    edges = [block.start_char, block.end_char]
    if block.marker and block.start_char < block.marker_end < block.end_char:
        edges.insert(1, block.marker_end)
    return list(pairwise(edges))


def _add_blank(pieces: _Pieces, blank: str) -> None:
    """As spaCy does: the first space belongs to the word before it, the rest is one token."""
    if blank.startswith(" ") and pieces.words and not pieces.spaces[-1]:
        pieces.spaces[-1] = True
        blank = blank[1:]
    if blank:
        pieces.words.append(blank)
        pieces.spaces.append(False)
        pieces.sent_starts.append(None if pieces.words[:-1] else True)
