"""From files to a corpus, tagging only what is new."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from tqdm import tqdm

from policytext.annotation.annotate import annotate
from policytext.annotation.pipeline import describe, fingerprint, load_pipeline
from policytext.corpus.corpus import SCHEMA_VERSION, Corpus, concatenate, load
from policytext.corpus.schema import repeated
from policytext.corpus.tabulate import tabulate
from policytext.reading import doc_ids, find_sources, read
from policytext.reading.document import Document
from policytext.reading.hints import hints_for
from policytext.structure import mark_shared, recover_structure, shared_lines_of_files

if TYPE_CHECKING:
    from spacy.language import Language

LIBRARY = Path(__file__).parents[1]
ROOMS_BEHIND_THE_TABLES = ("reading", "structure", "annotation", "corpus")


def build(
    paths: str | Path | Iterable[str | Path],
    *,
    pipeline: str | Path | Language | None = None,
    processes: int = 1,
) -> Corpus:
    """
    Read texts, recover their structure, tag them and lay them out as tables.

    What was tagged before is taken from a cache, as long as the file's content, the pipeline and
    this library are the same; a text that changed is tagged anew. The cache is a folder of
    corpora, one a text, in the user's cache folder or where the environment variable
    POLICYTEXT_CACHE says; deleting it is safe. Hints that stand beside the texts (see
    `policytext.reading.hints`) hold, and travel with the corpus.

    Parameters
    ----------
    paths : path or iterable of paths
        Files, folders, and patterns such as ``"texts/*.txt"``.
    pipeline : str, path or spacy.Language, optional
        The embedded pipeline unless told otherwise; see `load_pipeline`.
    processes : int
        How many processes tag side by side.

    Returns
    -------
    Corpus
        Documents in the order of the paths. Texts that could not be read are in its
        ``failures``, with the reason, and a warning names them.

    Raises
    ------
    FileNotFoundError
        If no text is found.
    ValueError
        If none of the texts can be read.
    OSError
        If the pipeline is not installed.
    """
    cached = _Cache.of(pipeline)
    sources = find_sources(paths)
    found: dict[str, Corpus] = {}
    missing: dict[str, Path] = {}
    failures: dict[str, str] = {}
    ids = doc_ids(sources)
    shared = shared_lines_of_files(dict(zip(ids, sources, strict=True)))
    for doc_id, path in zip(ids, sources, strict=True):
        try:
            corpus = cached.get(doc_id, path, shared[doc_id])
        except (OSError, ValueError) as error:  # the text, or the hints beside it
            failures[str(path)] = str(error)
        else:
            if corpus is None:
                missing[doc_id] = path
            else:
                found[doc_id] = corpus
    if missing:
        documents = _read(missing, failures, shared)
        for corpus in _tag(documents, pipeline, processes, total=len(missing)):
            doc_id = corpus.documents["doc_id"].iloc[0]
            cached.put(corpus, shared[doc_id])
            found[doc_id] = corpus
    if not found:
        raise ValueError(f"none of the texts can be read:\n{_listed(failures)}")
    if failures:
        warnings.warn(
            f"{len(failures)} of {len(sources)} texts could not be read:\n{_listed(failures)}",
            stacklevel=2,
        )
    return concatenate([found[doc_id] for doc_id in ids if doc_id in found], failures)


def _read(
    sources: Mapping[str, Path], failures: dict[str, str], shared: Mapping[str, frozenset[str]]
) -> Iterator[Document]:
    """Read one text after the other, and note in `failures` what cannot be read."""
    for doc_id, path in sources.items():
        try:
            document = read(path, doc_id=doc_id)
        except (OSError, ValueError, ImportError) as error:
            failures[str(path)] = str(error)
        else:
            yield mark_shared(recover_structure(document), shared[doc_id])


def _tag(
    documents: Iterable[Document],
    pipeline: str | Path | Language | None,
    processes: int,
    total: int,
) -> Iterator[Corpus]:
    documents = iter(documents)
    first = list(islice(documents, 1))
    if not first:  # nothing to tag, so no pipeline to wait for
        return
    nlp = load_pipeline(pipeline)
    name, number = describe(pipeline)
    given = {what for pipe in nlp.pipe_names for what in nlp.get_pipe_meta(pipe).assigns}
    facts = {
        "name": name,
        "version": number,
        "lacks": [] if "doc.ents" in given else ["entities"],
    }
    annotated = annotate(chain(first, documents), nlp, processes=processes)
    for document, doc in tqdm(annotated, total=total, desc="tagging", unit="text", leave=False):
        texts = {document.doc_id: document.text}
        yield Corpus(**tabulate(document, doc), texts=texts, pipeline=facts, failures={})


def _listed(failures: Mapping[str, str]) -> str:
    return "\n".join(f"  {reason}" for reason in failures.values())


@dataclass(frozen=True, slots=True)
class _Cache:
    """A folder of corpora of one text, named by what they were made from and with."""

    folder: Path
    made_with: str

    @classmethod
    def of(cls, pipeline: str | Path | Language | None) -> _Cache:
        chosen = os.environ.get("POLICYTEXT_CACHE")
        folder = Path(chosen) if chosen else user_cache_path("policytext")
        made_with = f"{version('policytext')} {SCHEMA_VERSION} {_code()} {fingerprint(pipeline)}"
        return cls(folder, made_with)

    def get(self, doc_id: str, path: Path, shared: frozenset[str]) -> Corpus | None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        place = self._place(digest, path, shared)
        try:
            corpus = load(place)
        except (FileNotFoundError, ValueError):  # absent or damaged: tagged anew
            return None
        return _renamed(corpus, doc_id, path)

    def put(self, corpus: Corpus, shared: frozenset[str]) -> None:
        """Keep a corpus; a full or read-only disk costs the next build time, nothing else."""
        digest, source = corpus.documents[["sha256", "source"]].iloc[0]
        place = self._place(str(digest), Path(str(source)), shared)
        try:
            corpus.save(place, overwrite=True)
        except OSError as error:
            warnings.warn(f"the cache cannot be written, so it is not used: {error}", stacklevel=2)

    def _place(self, digest: str, path: Path, shared: frozenset[str]) -> Path:
        # the lines that a text shares with its neighbours decide which of its lines are furniture
        hints = "".join(map(repr, hints_for(path)))
        key = (
            f"{digest} {path.suffix.lower()} {path.stem} {self.made_with} {hints} {sorted(shared)}"
        )
        return self.folder / hashlib.sha256(key.encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """Digest the code that the tables depend on, so that a changed rule is never answered stale."""
    digest = hashlib.sha256()
    for room in ROOMS_BEHIND_THE_TABLES:
        for path in sorted(p for p in (LIBRARY / room).rglob("*") if p.suffix in (".py", ".txt")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _renamed(corpus: Corpus, doc_id: str, path: Path) -> Corpus:
    """Give a cached text the name that it has in this batch."""
    tables = {
        name: table.assign(doc_id=repeated(doc_id, len(table)))
        for name, table in corpus.tables().items()
    }
    tables["documents"]["source"] = str(path)
    (text,) = corpus.texts.values()
    return Corpus(**tables, texts={doc_id: text}, pipeline=corpus.pipeline, failures={})
