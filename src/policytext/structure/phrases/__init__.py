"""The phrases that rules go by, in text files beside this one: add a line, and a rule knows it."""

from __future__ import annotations

import re
from importlib.resources import files

from policytext.structure.phrases.openings import openings


class Phrases:
    """
    A list of phrases, of which only those are tried that can open as a text does.

    Parameters
    ----------
    lines : list of str
        Regular expressions, one a phrase.
    flags : re.RegexFlag, optional
        Capitals and small letters are one unless told otherwise.
    """

    __slots__ = ("_by_opening", "_compiled", "_flags", "_others")

    def __init__(self, lines: list[str], flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._flags = flags
        opened = [(openings(line), line) for line in lines]
        self._by_opening = [(characters, line) for characters, line in opened if characters]
        self._others = self._compile([line for characters, line in opened if not characters])
        self._compiled: dict[str, re.Pattern[str] | None] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """
        Find a phrase at the start of a text.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        re.Match or None
            Of one of the phrases that are there.
        """
        pattern = self._opened_by(text[:1])
        found = pattern.match(text) if pattern else None
        return found if found or not self._others else self._others.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """
        Find a phrase that is the whole of a text.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        re.Match or None
            Of one of the phrases that are it.
        """
        pattern = self._opened_by(text[:1])
        found = pattern.fullmatch(text) if pattern else None
        return found if found or not self._others else self._others.fullmatch(text)

    def _opened_by(self, first: str) -> re.Pattern[str] | None:
        key = first.lower()
        try:
            return self._compiled[key]
        except KeyError:
            lines = [line for characters, line in self._by_opening if key in characters]
            self._compiled[key] = self._compile(lines)
            return self._compiled[key]

    def _compile(self, lines: list[str]) -> re.Pattern[str] | None:
        return re.compile("|".join(lines), self._flags) if lines else None


def phrases(name: str, *, flags: re.RegexFlag = re.IGNORECASE) -> Phrases:
    """
    Read a list of phrases.

    Parameters
    ----------
    name : str
        The list's file, without suffix.
    flags : re.RegexFlag, optional
        Capitals and small letters are one unless told otherwise.

    Returns
    -------
    Phrases
        It matches what any line of the list matches.

    Examples
    --------
    >>> bool(phrases("navigation").fullmatch("Skip to main content"))
    True
    """
    return Phrases(_lines(name), flags)


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
    return "|".join(_lines(name))


def _lines(name: str) -> list[str]:
    lines = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
