"""Which files are meant, and what their documents are called."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")

Paths: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def find_sources(paths: Paths) -> list[Path]:
    """
    List the files that a path, a pattern or a folder stands for.

    Parameters
    ----------
    paths : path, str or iterable of them
        A file; a folder, whose files ending in .txt, .text, .md, .markdown, .html, .htm, .docx and
        .pdf are taken, those in its subfolders too, hidden ones not, nor the folders of pictures
        and scripts that a browser saves beside a page; or a pattern with ``*``, ``?`` or ``**``.

    Returns
    -------
    list of Path
        In the order asked for, each file once; the files of a folder or a pattern are sorted.

    Raises
    ------
    FileNotFoundError
        If a path does not exist, or a folder or pattern holds nothing to read.
    """
    asked = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    found: dict[Path, Path] = {}
    for one in asked:
        for path in _expand(one):
            found.setdefault(path.resolve(), path)
    if not found:
        raise FileNotFoundError("no path was given; name a file, a folder or a pattern")
    return list(found.values())


def doc_ids(paths: Sequence[str | os.PathLike[str]]) -> list[str]:
    """
    Name the documents that files become.

    A document is named after its file, without the suffix. Where two files would share a name, each
    of them takes its suffix too ("plan.md"), then its folder ("2024-plan.md"), then more folders.

    Parameters
    ----------
    paths : sequence of paths
        Different files, in any order; nothing is read.

    Returns
    -------
    list of str
        One name a path, all different.

    Raises
    ------
    ValueError
        If a file is listed twice.

    Examples
    --------
    >>> doc_ids(["a/plan.txt", "a/speech.txt"])
    ['plan', 'speech']
    >>> doc_ids(["a/plan.txt", "a/plan.md", "b/plan.md"])
    ['plan.txt', 'a-plan.md', 'b-plan.md']
    """
    whole = [Path(path).resolve() for path in paths]
    if len(set(whole)) < len(whole):
        twice = Counter(whole).most_common(1)[0][0]
        raise ValueError(f"{twice} is listed twice; list every file once")
    names: list[str] = [""] * len(whole)
    open_ = list(range(len(whole)))
    depth = 0
    while open_:
        tried = {i: _name(whole[i], depth) for i in open_}
        taken = Counter([*names, *tried.values()])
        for i, name in tried.items():
            if taken[name] == 1:
                names[i] = name
        open_ = [i for i in open_ if not names[i]]
        depth += 1
    return names


def _expand(one: str | os.PathLike[str]) -> list[Path]:
    path = Path(one).expanduser()
    if path.is_dir():
        found = _readable(path.rglob("*"), path)
    elif path.exists():
        return [path]
    elif glob.has_magic(str(path)):
        matched = [Path(name) for name in glob.glob(str(path), recursive=True)]
        found = sorted(m for m in matched if m.is_file() and _is_text(m))
    else:
        raise FileNotFoundError(f"there is no file or folder {str(one)!r}")
    if not found:
        raise FileNotFoundError(
            f"{str(one)!r} holds nothing to read; files ending in {', '.join(SUFFIXES)} are read"
        )
    return found


def _readable(paths: Iterable[Path], folder: Path) -> list[Path]:
    return sorted(
        path
        for path in paths
        if _is_text(path)
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not any(_is_beside_page(parent) for parent in path.parents)
    )


def _is_beside_page(folder: Path) -> bool:
    """Whether a browser saved a folder beside a page: "plan_files" beside "plan.html"."""
    if not folder.name.endswith("_files"):
        return False
    page = folder.name.removesuffix("_files")
    return any(folder.with_name(page + suffix).exists() for suffix in (".html", ".htm"))


def _is_text(path: Path) -> bool:
    # Word keeps a file "~$plan.docx" beside a document that is open
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))


def _name(path: Path, depth: int) -> str:
    if depth == 0:
        return path.stem
    parts = path.parts
    return "-".join([*parts[max(1, len(parts) - depth) : -1], path.name])
