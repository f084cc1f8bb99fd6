"""The phrases that rules go by, in text files beside this one: add a line, and a rule knows it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from policytext.structure.phrases.openings import LONGEST, openings

MOST_KEPT = 20_000  # openings of texts, of each list


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

    __slots__ = ("_flags", "_kept", "_lines", "_others", "_places", "_places_by_first")

    def __init__(self, lines: list[str], flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._flags = flags
        told = [(openings(line), line) for line in lines]
        opened = [(characters, line) for characters, line in told if "" not in characters]
        others = [line for characters, line in told if "" in characters]
        self._lines = [line for _, line in opened]
        self._others = [_compiled("|".join(others), flags)] if others else []
        # of the lines that open with some characters, and with the first of them
        self._places: dict[str, set[int]] = {}
        self._places_by_first: dict[str, set[int]] = {}
        for n, (characters, _) in enumerate(opened):
            for opening in characters:
                self._places.setdefault(opening, set()).add(n)
                self._places_by_first.setdefault(opening[:1], set()).add(n)
        self._kept: dict[str, tuple[re.Pattern[str], ...]] = {}

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
        opening = text[:LONGEST]
        try:
            patterns = self._kept[opening]
        except KeyError:
            patterns = self._opened_by(opening)
        for pattern in patterns:
            found = pattern.match(text)
            if found:
                return found
        return None

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
        opening = text[:LONGEST]
        try:
            patterns = self._kept[opening]
        except KeyError:
            patterns = self._opened_by(opening)
        for pattern in patterns:
            found = pattern.fullmatch(text)
            if found:
                return found
        return None

    def _opened_by(self, opening: str) -> tuple[re.Pattern[str], ...]:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        told = opening.lower()
        if len(told) == LONGEST and told.isascii():
            found = [self._places.get(told[:end], ()) for end in range(LONGEST + 1)]
        else:  # some letters that are not ASCII match others; only the first is gone by
            firsts = self._places_by_first.items()
            found = [places for first, places in firsts if _can_be(told[:1], first)]
        places = sorted({n for some in found for n in some})
        opened = (_compiled(self._lines[n], self._flags) for n in places)
        self._kept[opening] = patterns = (*opened, *self._others)
        return patterns


def _can_be(one: str, other: str) -> bool:
    return one == other or not other or not (one.isalpha() or other.isalpha())


@cache
def _compiled(line: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(line, flags)


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
