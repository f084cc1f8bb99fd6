"""A corpus: five tables, the texts behind them, and where both came from."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pandas as pd

from policytext.corpus.arrow import Batch, from_frame, opened, write
from policytext.corpus.columns import BatchColumns
from policytext.corpus.frame import Frame
from policytext.corpus.index import write_indexes
from policytext.corpus.schema import BODY_KINDS, TABLES

SCHEMA_VERSION = 2
MANIFEST = "corpus.json"
MOST_CITED = 20  # files that a figure's metadata names one by one


@dataclass(frozen=True)
class Corpus:
    """
    Five tables of annotated texts, and the texts.

    The columns are documented in `policytext.corpus.schema`. A column of a corpus that was loaded
    or built is fetched when it is touched, so a question costs what its columns cost.

    Attributes
    ----------
    documents, blocks, sections, tokens, entities : DataFrame
        The five tables.
    texts : dict of str to str
        The text as read, by doc_id: ``texts[doc_id][start_char:end_char]`` is the row's text.
    pipeline : dict
        ``name`` and ``version`` of the spaCy pipeline, ``lacks`` (what it cannot give).
    failures : dict of str to str
        The sources that could not be read, with the reason.
    """

    documents: pd.DataFrame
    blocks: pd.DataFrame
    sections: pd.DataFrame
    tokens: pd.DataFrame
    entities: pd.DataFrame
    texts: Mapping[str, str]
    pipeline: Mapping[str, Any]
    failures: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let every table, and so every result and chart, know where it came from."""
        sources = cite(self.documents)
        pipeline = f"{self.pipeline.get('name', '')} {self.pipeline.get('version', '')}".strip()
        for table in self.tables().values():
            table.attrs["sources"] = sources
            table.attrs["pipeline"] = pipeline
        self.entities.attrs["lacks"] = _lacking_entities(self.pipeline)

    @cached_property
    def body(self) -> pd.DataFrame:
        """
        The rows of `tokens` that are counted unless one asks otherwise.

        Title, headings, paragraphs, list items, captions and tables; neither boilerplate nor
        byline, credits, references and footnotes, nor the markers of headings ("3.", "Chapter").
        """
        tokens = Frame.of(self.tokens)
        kinds = tokens["kind"].cat
        counts = np.append(kinds.categories.isin(BODY_KINDS), False)  # the last is a missing kind
        body: pd.DataFrame = tokens[counts[kinds.codes] & ~tokens["is_marker"].to_numpy()]
        return body

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give the five tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """
        Write the corpus to a folder: Arrow tables, ``index/``, ``texts/`` and ``corpus.json``.

        The folder is complete or absent, also when the writing is interrupted. The tables are
        Arrow IPC files without compression, which `load` maps into memory;
        ``pandas.read_feather`` opens them, too. The index lists the rows of each word, so that
        a concordance reads no others. For exchange there is `write_tables`.

        Parameters
        ----------
        folder : path
        overwrite : bool
            Whether a corpus that is already there may be replaced.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        FileExistsError
            If the folder exists, and is not a corpus or `overwrite` is false.
        """
        folder = Path(folder)
        if folder.exists() and not (overwrite and (folder / MANIFEST).is_file()):
            remedy = (
                "pass overwrite=True to replace it"
                if (folder / MANIFEST).is_file()
                else "it is not a corpus, so it is left alone; name another folder"
            )
            raise FileExistsError(f"{folder} is there already; {remedy}")
        with _replacing(folder) as new:
            self._write(new)
        return folder

    def _write(self, folder: Path) -> None:
        from importlib.metadata import version  # noqa: PLC0415  (who only loads needs it not)

        batches = {name: batch_of(name, table) for name, table in self.tables().items()}
        for name, batch in batches.items():
            write(batch, folder / f"{name}.arrow")
        write_indexes(batches["tokens"], folder)
        (folder / "texts").mkdir()
        for doc_id, text in self.texts.items():
            (folder / "texts" / f"{doc_id}.txt").write_bytes(text.encode("utf-8"))
        manifest = {
            "schema": SCHEMA_VERSION,
            "policytext": version("policytext"),
            "pipeline": dict(self.pipeline),
            "sources": self.documents[["doc_id", "source", "sha256"]].to_dict("records"),
            "failures": dict(self.failures),
        }
        if "hints" in self.documents:
            hinted = self.documents.dropna(subset=["hints"])
            said = zip(hinted["doc_id"], hinted["hints"], strict=True)
            manifest["hints"] = {doc_id: json.loads(hints) for doc_id, hints in said}
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def load(folder: str | Path) -> Corpus:
    """
    Open a corpus that `Corpus.save` wrote; no pipeline is needed.

    The tables are mapped into memory and the texts stay on disk: what a question does not touch
    is not read.

    Parameters
    ----------
    folder : path

    Returns
    -------
    Corpus

    Raises
    ------
    FileNotFoundError
        If the folder is not a corpus.
    ValueError
        If the corpus was written in another schema, or a part of it cannot be read.
    """
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise FileNotFoundError(
            f"{folder} holds no {MANIFEST}, so it is no corpus; "
            f"policytext.build(texts).save({str(folder)!r}) makes one"
        )
    manifest = _read_manifest(folder)
    tables = {name: to_frame(name, opened(folder / f"{name}.arrow"), folder) for name in TABLES}
    return Corpus(
        **tables,
        texts=_Texts(folder / "texts", [source["doc_id"] for source in manifest["sources"]]),
        pipeline=manifest["pipeline"],
        failures=manifest["failures"],
    )


def to_frame(name: str, batch: Batch, folder: Path | None = None) -> pd.DataFrame:
    """Give a table whose columns are fetched from an Arrow batch when they are touched."""
    return Frame(BatchColumns(name, batch, folder))


def batch_of(name: str, table: pd.DataFrame) -> Batch:
    """Give a table as an Arrow batch: its own, if it still is what was loaded or built."""
    source = table.source if isinstance(table, Frame) else None
    return source.batch if isinstance(source, BatchColumns) else from_frame(name, table)


class _Texts(Mapping[str, str]):
    """The texts of a corpus folder, each read when it is asked for."""

    def __init__(self, folder: Path, doc_ids: Sequence[str]) -> None:
        self._folder = folder
        self._doc_ids = dict.fromkeys(doc_ids)

    def __getitem__(self, doc_id: str) -> str:
        if doc_id not in self._doc_ids:
            raise KeyError(doc_id)
        return (self._folder / f"{doc_id}.txt").read_bytes().decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self._doc_ids)

    def __len__(self) -> int:
        return len(self._doc_ids)


def cite(documents: pd.DataFrame) -> str:
    """
    Name the files behind a corpus, each with the SHA-256 digest of its bytes.

    Parameters
    ----------
    documents : DataFrame
        The table of documents, or some of its rows.

    Returns
    -------
    str
        Of more than 20 files, their number and the digest of their digests.

    Examples
    --------
    >>> cite(pd.DataFrame({"source": ["texts/speech.txt"], "sha256": ["ab12"]}))
    'speech.txt sha256:ab12'
    """
    digests = documents["sha256"].tolist()
    if len(digests) > MOST_CITED:
        of_all = hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
        return f"{len(digests)} texts sha256:{of_all}"
    names = [re.split(r"[/\\]", source)[-1] for source in documents["source"]]
    return "; ".join(f"{n} sha256:{d}" for n, d in zip(names, digests, strict=True))


def _lacking_entities(pipeline: Mapping[str, Any]) -> str:
    if "entities" not in pipeline.get("lacks", ()):
        return ""
    return (
        f"the pipeline {pipeline['name']!r} finds no entities; "
        "build the corpus with one that has an entity recognizer, or with the embedded one"
    )


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(
            f"{folder / MANIFEST} is damaged ({error}); build the corpus anew"
        ) from error
    if manifest.get("schema") != SCHEMA_VERSION:
        raise ValueError(
            f"{folder} was written in schema {manifest.get('schema')}, and this version of "
            f"policytext reads schema {SCHEMA_VERSION}; build the corpus anew"
        )
    return manifest


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """Give a fresh folder that takes the place of `folder` once it is complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old = (folder.with_name(f".{folder.name}.{uuid4().hex}") for _ in range(2))
    new.mkdir()
    try:
        yield new
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
