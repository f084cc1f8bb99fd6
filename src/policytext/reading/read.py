"""A file becomes a document."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from policytext.reading.document import Document, Source
from policytext.reading.encoding import decode
from policytext.reading.front_matter import front_matter
from policytext.reading.lines import bare_blocks
from policytext.reading.sources import doc_ids


def read(path: str | os.PathLike[str], doc_id: str | None = None) -> Document:
    """
    Read a text file.

    Parameters
    ----------
    path : path
        A plain text or Markdown file in UTF-8, UTF-16 or a legacy encoding.
    doc_id : str, optional
        What the document is called; the file's name without suffix unless given.

    Returns
    -------
    Document
        Its text is the decoded file, newlines as found; its blocks are the runs of lines between
        blank lines, none of them judged yet.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    IsADirectoryError
        If the path is a folder's.
    ValueError
        If the file is empty, blank or binary, or its encoding cannot be told.
    """
    file = Path(path)
    if file.is_dir():
        raise IsADirectoryError(f"{path} is a folder; read_all(find_sources(…)) reads its files")
    if not file.exists():
        raise FileNotFoundError(f"there is no file {str(path)!r}")
    data = file.read_bytes()
    try:
        decoded = decode(data)
    except ValueError as error:
        raise ValueError(f"{path} {error}") from error
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        repaired=decoded.repaired,
        metadata=front_matter(decoded.text),
    )
    return Document(doc_id or file.stem, decoded.text, bare_blocks(decoded.text), source)


def read_all(paths: Sequence[str | os.PathLike[str]]) -> tuple[list[Document], dict[str, str]]:
    """
    Read many text files; what cannot be read is told, and does not stop the others.

    Parameters
    ----------
    paths : sequence of paths
        Different files, as `find_sources` lists them.

    Returns
    -------
    documents : list of Document
        In the order of the paths, named by `doc_ids`.
    failures : dict
        For every path that could not be read, the reason.
    """
    documents = []
    failures = {}
    for path, doc_id in zip(paths, doc_ids(paths), strict=True):
        try:
            documents.append(read(path, doc_id))
        except (OSError, ValueError) as error:
            failures[str(path)] = str(error)
    return documents, failures
