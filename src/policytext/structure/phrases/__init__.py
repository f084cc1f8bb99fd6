"""The phrases that rules go by, in text files beside this one: add a line, and a rule knows it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from policytext.structure.phrases.openings import LONGEST, endings, openings

MOST_KEPT = 20_000  # openings of texts, of each list


class Phrases:
    """
    A list of phrases, of which only those are tried that can open and end as a text does.

    Parameters
    ----------
    lines : list of str
        Regular expressions, one a phrase.
    flags : re.RegexFlag, optional
        Capitals and small letters are one unless told otherwise.
    """

    __slots__ = ("_ended", "_opened", "_others")

    def __init__(self, lines: list[str], flags: re.RegexFlag = re.IGNORECASE) -> None:
        told = {line: openings(line) for line in lines}
        others = [line for line in lines if "" in told[line]]  # open with anything
        opened = [line for line in lines if line not in others]
        self._opened = _ByEdge(opened, [told[line] for line in opened], flags)
        self._ended = _ByEdge(others, [endings(line) for line in others], flags)
        self._others = [_compiled("|".join(others), flags)] if others else []

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
        for pattern in self._opened[text[:LONGEST]]:
            found = pattern.match(text)
            if found:
                return found
        for pattern in self._others:
            return pattern.match(text)
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
        for pattern in self._opened[text[:LONGEST]]:
            found = pattern.fullmatch(text)
            if found:
                return found
        for pattern in self._ended[text[: -LONGEST - 1 : -1]]:
            found = pattern.fullmatch(text)
            if found:
                return found
        return None


class _ByEdge(dict[str, tuple[re.Pattern[str], ...]]):
    """
    The phrases that fit the first characters of a text, or the last, by those.

    Parameters
    ----------
    lines : list of str
        Regular expressions.
    edges : list of frozenset of str
        What a text must open or end with for each to match it.
    flags : re.RegexFlag
        As in `Phrases`.
    """

    def __init__(self, lines: list[str], edges: list[frozenset[str]], flags: re.RegexFlag) -> None:
        super().__init__()
        self._lines = lines
        self._flags = flags
        self._places: dict[str, set[int]] = {}
        self._places_by_first: dict[str, set[int]] = {}
        for n, characters in enumerate(edges):
            for edge in characters:
                self._places.setdefault(edge, set()).add(n)
                self._places_by_first.setdefault(edge[:1], set()).add(n)

    def __missing__(self, edge: str) -> tuple[re.Pattern[str], ...]:
        if len(self) >= MOST_KEPT:
            self.clear()
        told = edge.lower()
        if len(told) == LONGEST and told.isascii():
            keys = (told[:end] for end in range(LONGEST + 1))
            found = [self._places[key] for key in keys if key in self._places]
        else:  # some letters that are not ASCII match others; only the first is gone by
            firsts = self._places_by_first.items()
            found = [places for first, places in firsts if _can_be(told[:1], first)]
        places = sorted(set().union(*found)) if found else ()
        self[edge] = patterns = tuple([_compiled(self._lines[n], self._flags) for n in places])
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
