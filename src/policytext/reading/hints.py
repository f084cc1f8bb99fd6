"""
Hints: what the user says of lines that the rules misjudge, in a small TOML file.

Beside the texts, ``policytext.toml`` speaks of the files of its folder, ``<name>.hints.toml`` of
the file that it is named after; where both speak of a line, the latter wins. A hint is a table::

    [[hint]]
    file = "*.html"            # which files; all in the folder unless given
    lines = "12-14"            # lines of the text as `policytext explain` numbers them, or one line
    kind = "boilerplate"

    [[hint]]
    pattern = "^Annex [A-Z]"   # a regular expression, searched for in the first line of a block
    kind = "heading"
    level = 2                  # may be left out: the rules tell how deep it stands

`kind` is one of title, byline, heading, paragraph, list_item, caption, credit, reference, footnote,
table and boilerplate. With both `lines` and `pattern`, both must fit.
"""

from __future__ import annotations

import os
import re
import tomllib
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any

from policytext.reading.document import KINDS, Hint

FOLDER_FILE = "policytext.toml"
KEYS = ("file", "lines", "pattern", "kind", "level")
LINES = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")
DEEPEST = 9


def hints_for(
    path: str | os.PathLike[str], hints: str | os.PathLike[str] | None = None
) -> tuple[Hint, ...]:
    """
    Gather what the user says of a file.

    Parameters
    ----------
    path : path
        The text.
    hints : path, optional
        The file of hints; those that stand beside the text unless given.

    Returns
    -------
    tuple of Hint
        In the order in which they hold: a later one wins.

    Raises
    ------
    FileNotFoundError
        If the file of hints that is named does not exist.
    ValueError
        If a file of hints is not in order; the message names it, the hint and the key.
    """
    text = Path(path)
    if hints is not None:
        if not Path(hints).is_file():
            raise FileNotFoundError(f"there is no file of hints {str(hints)!r}")
        files = [Path(hints)]
    else:
        beside = (text.with_name(FOLDER_FILE), text.with_name(f"{text.stem}.hints.toml"))
        files = [file for file in beside if file.is_file()]
    return tuple(
        hint
        for file in files
        for pattern, hint in _hints_in(file, file.stat().st_mtime_ns, file.stat().st_size)
        if fnmatch(text.name, pattern)
    )


@lru_cache(maxsize=64)
def _hints_in(file: Path, _changed: int, _size: int) -> tuple[tuple[str, Hint], ...]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} is not TOML: {error}") from error
    tables = found.get("hint", [])
    other = [key for key in found if key != "hint"]
    if other or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise ValueError(f"{file}: {other[0] if other else 'hint'!r} is no table [[hint]]")
    return tuple(_hint(file, n, table) for n, table in enumerate(tables, start=1))


def _hint(file: Path, n: int, table: dict[str, Any]) -> tuple[str, Hint]:
    where = f"{file.name}, hint {n}"

    def refuse(key: str, why: str) -> ValueError:
        return ValueError(f"{file}, hint {n}: {key} {why}")

    for key in table:
        if key not in KEYS:
            raise refuse(repr(key), f"is not known; a hint has {', '.join(KEYS)}")
    kind = table.get("kind")
    if kind not in KINDS:
        raise refuse("kind", f"is {kind!r}; it is one of {', '.join(KINDS)}")
    level = table.get("level", 0)
    if not isinstance(level, int) or not 0 <= level <= DEEPEST or (level and kind != "heading"):
        raise refuse("level", f"is {level!r}; a heading has one from 1 to {DEEPEST}, no other kind")
    pattern = table.get("pattern", "")
    try:
        re.compile(pattern)
    except (re.error, TypeError) as error:
        raise refuse("pattern", f"is {pattern!r}, no regular expression ({error})") from error
    files = table.get("file", "*")
    if not isinstance(files, str):
        raise refuse("file", f"is {files!r}; it is a name or a pattern such as '*.html'")
    if "lines" not in table and not pattern:
        raise refuse("lines", "and pattern are missing; one of them says which blocks are meant")
    lines = _lines(table["lines"]) if "lines" in table else (0, 0)
    if lines is None:
        raise refuse("lines", f"is {table['lines']!r}; it is a line or a range such as '12-14'")
    return files, Hint(kind, level, lines, pattern, where)


def _lines(said: object) -> tuple[int, int] | None:
    found = LINES.fullmatch(str(said)) if isinstance(said, (int, str)) else None
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2] or first)
    return (first, last) if 1 <= first <= last else None
