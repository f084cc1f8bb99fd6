"""The numbers that Word prints before headings and items, and does not keep in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
         (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
HAN = "零一二三四五六七八九"
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    pattern: str = ""  # "%1.%2"
    start: int = 1
    plain: bool = False  # all in Arabic figures


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[str, str] = field(default_factory=dict)  # the scheme of each
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    styled: dict[tuple[str, str], int] = field(default_factory=dict)  # the level of a style
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)

    def label(self, said: tuple[str, str], style: str) -> str:
        """
        Count a paragraph.

        Parameters
        ----------
        said : tuple of (str, str)
            Its list and its level in it; an empty level is that of its style.
        style : str
            The id of its style.

        Returns
        -------
        str
            Its number as Word prints it; empty for bullets.
        """
        scheme = self.lists.get(said[0])
        if scheme is None:
            return ""
        at = int(said[1]) if said[1].isdecimal() else self.styled.get((scheme, style), 0)
        level = self.levels.get((scheme, at))
        if level is None or at >= LEVELS:
            return ""
        counts = self.counted.setdefault(scheme, [0] * LEVELS)
        restart = self.restarts.pop((said[0], at), None)
        if restart is not None:
            counts[at] = restart
        else:
            counts[at] = counts[at] + 1 if counts[at] else level.start
        counts[at + 1 :] = [0] * (LEVELS - at - 1)
        if level.form in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda m: self._number(scheme, int(m[1]) - 1, level), level.pattern)

    def _number(self, scheme: str, at: int, level: Level) -> str:
        own = self.levels.get((scheme, at), Level())
        value = self.counted[scheme][at] or own.start
        return _printed(value, "decimal" if level.plain else own.form)


def numbering_of(element: Any) -> Numbering:
    """
    Read how a document numbers its lists.

    Parameters
    ----------
    element : lxml element
        The root of its numbering part.

    Returns
    -------
    Numbering
        Nothing is counted yet.
    """
    found = Numbering()
    for scheme in element.iterchildren(f"{W}abstractNum"):
        name = scheme.get(f"{W}abstractNumId")
        for level in scheme.iterchildren(f"{W}lvl"):
            at = int(level.get(f"{W}ilvl"))
            start = said_in(level, "start")
            found.levels[name, at] = Level(
                said_in(level, "numFmt"),
                said_in(level, "lvlText"),
                int(start) if start.isdecimal() else 1,
                level.find(f"{W}isLgl") is not None,
            )
            found.styled[name, said_in(level, "pStyle")] = at
    for one in element.iterchildren(f"{W}num"):
        name = one.get(f"{W}numId")
        found.lists[name] = said_in(one, "abstractNumId")
        for override in one.iterchildren(f"{W}lvlOverride"):
            start = said_in(override, "startOverride")
            if start.isdecimal():
                found.restarts[name, int(override.get(f"{W}ilvl"))] = int(start)
    return found


def said_in(element: Any, name: str) -> str:
    """Give the value of a property; empty if the element has none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return "" if child is None else child.get(f"{W}val") or ""


def _printed(value: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for worth, letters in ROMAN:
            roman += letters * (value // worth)
            value %= worth
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * (1 + (value - 1) // 26)
        return letter if form == "upperLetter" else letter.lower()
    if "chinese" in form.lower() and 0 < value < 100:
        tens, ones = divmod(value, 10)
        return (HAN[tens] * (tens > 1) + "十" if tens else "") + (HAN[ones] if ones else "")
    return f"{value:02}" if form == "decimalZero" else str(value)
