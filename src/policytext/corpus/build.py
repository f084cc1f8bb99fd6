"""From files to a corpus, tagging only what is new."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from policytext.corpus.arrow import join
from policytext.corpus.corpus import SCHEMA_VERSION, Corpus, to_frame
from policytext.corpus.schema import TABLES
from policytext.corpus.tagging import Job, TaggedText

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
    this library are the same; a text that changed is tagged anew. The cache is a folder with a
    file a text, in the user's cache folder or where the environment variable POLICYTEXT_CACHE
    says; deleting it is safe. Hints that stand beside the texts (see `policytext.reading.hints`)
    hold, and travel with the corpus.

    Parameters
    ----------
    paths : path or iterable of paths
        Files, folders, and patterns such as ``"texts/*.txt"``.
    pipeline : str, path or spacy.Language, optional
        The embedded pipeline unless told otherwise; see `load_pipeline`.
    processes : int
        How many processes tag side by side; what they give does not depend on it.

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
    from tqdm import tqdm  # noqa: PLC0415  (who only loads a corpus needs none of these)

    from policytext.corpus.workers import tag_files  # noqa: PLC0415
    from policytext.reading import doc_ids, find_sources  # noqa: PLC0415
    from policytext.structure import shared_lines_of_files  # noqa: PLC0415

    cached = _Cache.of(pipeline)
    sources = find_sources(paths)
    found: dict[str, TaggedText] = {}
    missing: dict[str, Job] = {}
    failures: dict[str, str] = {}
    ids = doc_ids(sources)
    shared = shared_lines_of_files(dict(zip(ids, sources, strict=True)))
    for doc_id, path in zip(ids, sources, strict=True):
        try:
            text = cached.get(doc_id, path, shared[doc_id])
        except (OSError, ValueError) as error:  # the text, or the hints beside it
            failures[str(path)] = str(error)
        else:
            if text is None:
                missing[doc_id] = Job(doc_id, path, shared[doc_id])
            else:
                found[doc_id] = text
    if missing:
        bar = {"total": len(missing), "desc": "tagging", "unit": "text", "leave": False}
        with closing(tag_files(list(missing.values()), pipeline, processes)) as answers:
            first = next(answers)  # a pipeline that cannot be loaded says so before there is a bar
            for answer in tqdm(chain([first], answers), **bar):
                job = missing[answer.doc_id]
                if answer.text is None:
                    failures[str(job.path)] = answer.reason
                else:
                    cached.put(answer.text, job)
                    found[answer.doc_id] = answer.text
    if not found:
        raise ValueError(f"none of the texts can be read:\n{_listed(failures)}")
    failures = {str(path): failures[str(path)] for path in sources if str(path) in failures}
    if failures:
        warnings.warn(
            f"{len(failures)} of {len(sources)} texts could not be read:\n{_listed(failures)}",
            stacklevel=2,
        )
    return _joined([found[doc_id] for doc_id in ids if doc_id in found], failures)


def _joined(texts: list[TaggedText], failures: Mapping[str, str]) -> Corpus:
    """Join texts tagged with one pipeline into a corpus, in the order given."""
    tables = {
        name: to_frame(name, join(name, [text.batches[name] for text in texts])) for name in TABLES
    }
    as_read = {text.doc_id: text.text for text in texts}
    return Corpus(**tables, texts=as_read, pipeline=texts[0].pipeline, failures=failures)


def _listed(failures: Mapping[str, str]) -> str:
    return "\n".join(f"  {reason}" for reason in failures.values())


@dataclass(frozen=True, slots=True)
class _Cache:
    """A folder of tagged texts, named by what they were made from and with."""

    folder: Path
    made_with: str

    @classmethod
    def of(cls, pipeline: str | Path | Language | None) -> _Cache:
        from importlib.metadata import version  # noqa: PLC0415

        from platformdirs import user_cache_path  # noqa: PLC0415

        from policytext.annotation.pipeline import fingerprint  # noqa: PLC0415

        chosen = os.environ.get("POLICYTEXT_CACHE")
        folder = Path(chosen) if chosen else user_cache_path("policytext")
        made_with = f"{version('policytext')} {SCHEMA_VERSION} {_code()} {fingerprint(pipeline)}"
        return cls(folder, made_with)

    def get(self, doc_id: str, path: Path, shared: frozenset[str]) -> TaggedText | None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        place = self._place(digest, path, shared)
        try:
            packed = place.read_bytes()
            return TaggedText.unpack(packed).named(doc_id, str(path))
        except (OSError, ValueError):  # absent or damaged: tagged anew
            return None

    def put(self, text: TaggedText, job: Job) -> None:
        """Keep a text; a full or read-only disk costs the next build time, nothing else."""
        digest = text.batches["documents"].column("sha256")[0].as_py()
        place = self._place(digest, job.path, job.shared)
        new = place.with_name(f".{place.name}.{uuid4().hex}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(text.pack())
            new.replace(place)
        except OSError as error:
            with suppress(OSError):
                new.unlink()
            warnings.warn(f"the cache cannot be written, so it is not used: {error}", stacklevel=3)

    def _place(self, digest: str, path: Path, shared: frozenset[str]) -> Path:
        from policytext.reading.hints import hints_for  # noqa: PLC0415

        # the lines that a text shares with its neighbours decide which of its lines are furniture
        beside = f"{list(map(repr, hints_for(path)))} {sorted(shared)}"
        key = f"{digest} {path.suffix.lower()} {path.stem} {self.made_with} {beside}"
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.text"


@cache
def _code() -> str:
    """Digest the code that the tables depend on, so that a changed rule is never answered stale."""
    digest = hashlib.sha256()
    for room in ROOMS_BEHIND_THE_TABLES:
        for path in sorted(p for p in (LIBRARY / room).rglob("*") if p.suffix in (".py", ".txt")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
