"""A file becomes a document."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from policytext.reading.collector import collector_paused
from policytext.reading.document import Document, Source
from policytext.reading.encoding import decode
from policytext.reading.extracted import Extracted
from policytext.reading.formats import format_of
from policytext.reading.front_matter import front_matter
from policytext.reading.hints import hints_for
from policytext.reading.lines import bare_blocks
from policytext.reading.sources import doc_ids


@collector_paused()
def read(
    path: str | os.PathLike[str],
    doc_id: str | None = None,
    *,
    hints: str | os.PathLike[str] | None = None,
) -> Document:
    """
    Read a file.

    Parameters
    ----------
    path : path
        Plain text or Markdown in UTF-8, UTF-16 or a legacy encoding; a saved web page (.html,
        .htm); a Word document (.docx); a PDF with a text layer (.pdf).
    doc_id : str, optional
        What the document is called; the file's name without suffix unless given.
    hints : path, optional
        A file of hints (see `policytext.reading.hints`) to be used instead of those that stand
        beside the text.

    Returns
    -------
    Document
        Its text is the decoded file, newlines as found, or what is taken out of a page or a
        document; its blocks are the runs of lines between blank lines, none of them judged yet;
        its marks are what the format says of ranges of the text.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    IsADirectoryError
        If the path is a folder's.
    ValueError
        If the file is empty, blank or binary, is in another format than its name says, is
        damaged or encrypted, or its encoding cannot be told; if a file of hints is not in order.
    ImportError
        If the library for the format is not installed.
    """
    file = Path(path)
    if file.is_dir():
        raise IsADirectoryError(f"{path} is a folder; read_all(find_sources(…)) reads its files")
    if not file.exists():
        raise FileNotFoundError(f"there is no file {str(path)!r}")
    data = file.read_bytes()
    try:
        extracted = _extract(file.suffix, data)
    except ValueError as error:
        raise ValueError(f"{path} {error}") from error
    except ImportError as error:
        raise ImportError(f"{path} {error.args[0]}") from error
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=extracted.encoding,
        repaired=extracted.repaired,
        metadata=dict(extracted.metadata),
    )
    text = extracted.text
    return Document(
        doc_id or file.stem,
        text,
        bare_blocks(text),
        source,
        extracted.marks,
        hints_for(file, hints),
    )


def _extract(suffix: str, data: bytes) -> Extracted:
    """Take the text out of a file by the module for its format, imported when it is needed."""
    wanted = format_of(suffix, data)
    if wanted == "text":
        decoded = decode(data)
        text = decoded.text
        return Extracted(text, (), front_matter(text), decoded.encoding, decoded.repaired)
    module = import_module(f"policytext.reading.{wanted}")
    extracted: Extracted = getattr(module, f"read_{wanted}")(data)
    return extracted


def read_all(paths: Sequence[str | os.PathLike[str]]) -> tuple[list[Document], dict[str, str]]:
    """
    Read many files; what cannot be read is told, and does not stop the others.

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
        except (OSError, ValueError, ImportError) as error:
            failures[str(path)] = str(error)
    return documents, failures
