"""One file becomes one tagged text: read, structured, annotated, tabulated and packed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from policytext.corpus.arrow import Batch, replaced
from policytext.corpus.schema import TABLES

if TYPE_CHECKING:
    from spacy.language import Language

    from policytext.corpus.word_types import WordTypes

TEXT, PIPELINE = b"text", b"pipeline"


@dataclass(frozen=True, slots=True)
class Job:
    """
    A file that is to be tagged.

    Attributes
    ----------
    doc_id : str
    path : Path
    shared : frozenset of str
        The lines that it has in common with many texts beside it, as `shared_lines` gives them.
    """

    doc_id: str
    path: Path
    shared: frozenset[str] = frozenset()


class UnreadableError(ValueError):
    """A file that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class TaggedText:
    """
    A text and its part of the five tables.

    Attributes
    ----------
    batches : dict of RecordBatch
        Its rows of the five tables, by name.
    text : str
        The text as read.
    pipeline : dict
        ``name``, ``version`` and ``lacks`` of the pipeline, as in `Corpus`.
    """

    batches: Mapping[str, Batch]
    text: str
    pipeline: Mapping[str, Any]

    @property
    def doc_id(self) -> str:
        """The document's name."""
        return str(self.batches["documents"].column(0).dictionary[0])

    def pack(self) -> pa.Buffer:
        """Put the text into one run of bytes: five Arrow streams after one another."""
        facts = {TEXT: self.text.encode("utf-8"), PIPELINE: json.dumps(self.pipeline).encode()}
        sink = pa.BufferOutputStream()
        for name in TABLES:
            batch = self.batches[name]
            if name == TABLES[0]:
                batch = batch.replace_schema_metadata(facts)
            with pa.ipc.new_stream(sink, batch.schema) as stream:
                stream.write_batch(batch)
        return sink.getvalue()

    @classmethod
    def unpack(cls, packed: bytes | pa.Buffer) -> TaggedText:
        """
        Take apart what `pack` put together.

        Raises
        ------
        ValueError
            If the bytes are something else.
        """
        source = pa.BufferReader(packed)
        try:
            batches = {name: _next_batch(source) for name in TABLES}
            facts = batches[TABLES[0]].schema.metadata
            return cls(batches, facts[TEXT].decode("utf-8"), json.loads(facts[PIPELINE]))
        except (pa.ArrowException, OSError, KeyError, TypeError) as error:
            raise ValueError(f"this is no tagged text ({error})") from error

    def named(self, doc_id: str, path: str) -> TaggedText:
        """Give the text the name that it has in a batch of texts."""
        before = self.doc_id
        batches = {name: replaced(batch, "doc_id", doc_id) for name, batch in self.batches.items()}
        documents = replaced(batches["documents"], "source", path)
        if documents.column("title")[0].as_py() == before:  # for want of another
            documents = replaced(documents, "title", doc_id)
        return replace(self, batches={**batches, "documents": documents})


class Tagger:
    """
    What turns files into tagged texts.

    Parameters
    ----------
    pipeline : str, path, spacy.Language or None
        As in `load_pipeline`; it is loaded when the first text has been read.
    """

    def __init__(self, pipeline: str | Path | Language | None) -> None:
        self._pipeline = pipeline

    def tag(self, job: Job) -> TaggedText:
        """
        Read a file, recover its structure, tag it and lay it out.

        Raises
        ------
        UnreadableError
            If the file cannot be read.
        """
        from policytext.annotation.annotate import annotate  # noqa: PLC0415  (slow to import)
        from policytext.corpus.tabulate import tabulate  # noqa: PLC0415
        from policytext.reading import read  # noqa: PLC0415
        from policytext.structure import mark_shared, recover_structure  # noqa: PLC0415

        try:
            document = read(job.path, doc_id=job.doc_id)
        except (OSError, ValueError, ImportError) as error:
            raise UnreadableError(str(error)) from error
        structured = mark_shared(recover_structure(document), job.shared)
        ((document, doc),) = annotate([structured], self._nlp)
        batches = tabulate(document, doc, self._types, self._given)
        return TaggedText(batches, document.text, self._facts)

    @cached_property
    def _nlp(self) -> Language:
        from policytext.annotation.pipeline import load_pipeline  # noqa: PLC0415

        return load_pipeline(self._pipeline)

    @cached_property
    def _types(self) -> WordTypes:
        from policytext.corpus.word_types import WordTypes  # noqa: PLC0415

        return WordTypes(self._nlp.vocab)

    @cached_property
    def _given(self) -> tuple[str, ...]:
        """What the Docs may hold: a pipeline without components gives nothing."""
        return ("lemma", "pos", "tag", "dep") if self._nlp.pipe_names else ()

    @cached_property
    def _facts(self) -> dict[str, Any]:
        from policytext.annotation.pipeline import describe  # noqa: PLC0415

        name, number = describe(self._pipeline)
        assigned = {
            what for pipe in self._nlp.pipe_names for what in self._nlp.get_pipe_meta(pipe).assigns
        }
        lacks = [] if "doc.ents" in assigned else ["entities"]
        return {"name": name, "version": number, "lacks": lacks}


def _next_batch(source: pa.BufferReader) -> Batch:
    with pa.ipc.open_stream(source) as stream:
        batch = stream.read_next_batch()
        for _ in stream:
            raise pa.ArrowInvalid("there are two batches where one belongs")
        return batch
