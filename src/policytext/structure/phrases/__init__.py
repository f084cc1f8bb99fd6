"""The phrases that rules go by, in text files beside this one: add a line, and a rule knows it."""

from __future__ import annotations

import re
from importlib.resources import files


def phrases(name: str, *, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """
    Compile a list of phrases into one regular expression.

    Parameters
    ----------
    name : str
        The list's file, without suffix.
    flags : re.RegexFlag, optional
        Capitals and small letters are one unless told otherwise.

    Returns
    -------
    re.Pattern
        It matches what any line of the list matches.

    Examples
    --------
    >>> bool(phrases("navigation").fullmatch("Skip to main content"))
    True
    """
    return re.compile(alternatives(name), flags)


def alternatives(name: str) -> str:
    """
    Give a list of phrases as the alternatives of a regular expression.

    Parameters
    ----------
    name : str
        The list's file, without suffix.

    Returns
    -------
    str
        The lines of the list with strokes between them.

    Examples
    --------
    >>> alternatives("sittings").count("|") > 0
    True
    """
    lines = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return "|".join(line for line in lines if line and not line.startswith("#"))
