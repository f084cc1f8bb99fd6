"""Enumeration: what is printed before a heading or an item, and what number it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytext.structure.phrases import Phrases

ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
COUNTED = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
RANKED = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000}

# What a numbered part of a text is called, from the widest to the narrowest.
BOOK_PARTS = {
    "book": r"Book|Volume|Buch|Livre|Libro",
    "part": r"Part|Partie|Parte|Teil",
    "title": r"Title|Titre|Título|Titolo|Titel",
    "chapter": r"Chapter|Ch\.|Chapitre|Capítulo|Capitolo|Kapitel",
    "section": r"Section|Sec\.|Sect\.|Sección|Sezione|Abschnitt",
    "article": r"Article|Art\.|Artículo|Articolo|Artikel",
    "annex": r"Annex|Annexe|Appendix|Schedule|Anexo|Allegato|Anhang|Anlage",
    "pillar": r"Pillar|Priority|Goal|Objective|Action|Step|Theme|Mission|Pledge|Principle|"
    r"Recommendation|Commitment|Challenge|Lesson|Target|Measure|Clause|Rule|Item|Box|Panel|Option|Scenario|Case|"
    r"Strand|Workstream|Phase|Activity|Outcome|Output",
}
HAN_PARTS = {
    "编": "part",
    "篇": "part",
    "部": "part",
    "章": "chapter",
    "节": "section",
    "条": "article",
}

_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in BOOK_PARTS.items())
NAMED = re.compile(
    rf"(?:(?:{_NAMED})\s+|§+\s*)(?P<value>\d{{1,3}}(?-i:[a-zA-Z])?(?:\.\d{{1,3}})*|(?-i:[IVXLC]{{1,7}}|[A-Z])|"
    rf"{'|'.join(COUNTED[1:])}|{'|'.join(RANKED[1:])})(?![\w])(?P<stop>\s?[.:)–—―-]{{0,2}})",
    re.IGNORECASE,
)
HAN_NAMED = re.compile(
    r"第(?P<value>[〇零一二三四五六七八九十百千两\d]{1,5})(?P<part>[编篇部章节条])[、：:]?"
)
HAN = re.compile(
    r"(?P<open>[（(]?)(?P<value>[一二三四五六七八九十百]{1,4})(?P<stop>[）)]、?|[、．.])"
)
DECIMAL = re.compile(
    r"(?P<value>[A-Z]?\.?\d{1,2}(?:\.\d{1,3}){1,4}|[A-Z]\.\d{1,2})(?P<stop>[.):]?)(?=\s|[^\W\d_]|$)"
)
ROUND = re.compile(r"[(（](?P<value>\d{1,3}|[ivxlc]{1,6}|[a-z]{1,2}|[A-Z]|[IVXLC]{1,6})[)）]")
PLAIN = re.compile(
    r"(?P<value>\d{1,3}|[IVXLC]{1,7}|[A-Z]|[ivxlc]{1,6}|[a-z])(?P<stop>[.)．、])|(?P<count>\d{1,3}|[IVX]{1,5})\s?[:–—](?=\s)"
)
# what no enumeration opens without; most texts fail here
OPENING = Phrases(
    [
        r"[\d(（§第〇一二三四五六七八九十百千]",
        r"[A-Z]\.?\d",
        r"[A-Z](?:[\s.)．、:–—]|$)",
        r"[IVXLC][IVXLC]{1,6}(?:[\s.)．、:–—]|$)",
        *(rf"(?:{names})\s" for names in BOOK_PARTS.values()),
    ]
)
INITIAL = re.compile(r"\s[A-Z]\. ?[A-Z]")
BARE = re.compile(r"(?P<value>\d{1,2}|[IVX]{1,5}|[A-H](?=\s*$))(?=\s+[^\W\d_]|\s*$)")


@dataclass(frozen=True, slots=True)
class Marker:
    """
    An enumeration before a text.

    Attributes
    ----------
    label : str
        As printed, without trailing punctuation marks.
    scheme : str
        What it counts with: "arabic", "roman", "letter", "decimal", "han", their round forms
        ("(arabic)" …), "bare" for a number without any mark, or what a part is called ("chapter").
    ordinal : int
        Its value; of a decimal number, the last one.
    depth : int
        How many numbers a decimal number has; otherwise 1.
    length : int
        Characters from the first of the marker to the first of the words behind it.
    """

    label: str
    scheme: str
    ordinal: int
    depth: int
    length: int


def marker_of(text: str) -> Marker | None:
    """
    Read the enumeration that a text opens with.

    Parameters
    ----------
    text : str
        A line or a block, without leading white space.

    Returns
    -------
    Marker or None
        None if the text opens with no enumeration.

    Examples
    --------
    >>> marker_of("V. Comprehensively grasp")
    Marker(label='V', scheme='roman', ordinal=5, depth=1, length=3)
    >>> marker_of("Chapter 13: A stronger NHS").label
    'Chapter 13'
    >>> marker_of("2.3 Aims").ordinal
    3
    >>> marker_of("In 2023 the economy grew.") is None
    True
    """
    if not OPENING.match(text):
        return None
    return _named(text) or _han(text) or _decimal(text) or _round(text) or _plain(text)


def roman_value(numeral: str) -> int:
    """
    Give the value of a Roman numeral.

    Parameters
    ----------
    numeral : str
        In capital or small letters.

    Returns
    -------
    int
        0 if it is not one.

    Examples
    --------
    >>> roman_value("xiv"), roman_value("IIX")
    (14, 0)
    """
    if not ROMAN.fullmatch(numeral):
        return 0
    values = [ROMAN_VALUES[c] for c in numeral.lower()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def han_value(numeral: str) -> int:
    """
    Give the value of a Chinese numeral up to the thousands.

    Parameters
    ----------
    numeral : str
        In characters or in digits.

    Returns
    -------
    int
        Its value.

    Examples
    --------
    >>> han_value("二十三"), han_value("十"), han_value("12")
    (23, 10, 12)
    """
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if character in HAN_UNITS:
            total += (digit or 1) * HAN_UNITS[character]
            digit = 0
        else:
            digit = HAN_DIGITS[character]
    return total + digit


def _named(text: str) -> Marker | None:
    found = NAMED.match(text)
    if found is None or (not text[0].isupper() and text[0] != "§"):
        return None
    rest = text[found.end() :]
    value = found["value"]
    scheme = next((name for name in BOOK_PARTS if found[name]), "section")
    # "Part of the plan", "Article 5 of the Charter", "Section 3 was repealed": words of a sentence
    if rest and not found["stop"].strip() and not _is_set_off(found, found["stop"] + rest):
        return None
    label = text[: found.end("value")]
    return Marker(label, scheme, _value(value), 1, found.end() + _blanks(rest))


def _is_set_off(found: re.Match[str], rest: str) -> bool:
    wide = re.match(r"[ \t\xa0]{2,}|\s*[\n\r]|[ \xa0]\(|\u3000", rest)
    first = rest.lstrip()[:1]
    capital = first.isupper() or not first.isascii()
    return capital and (bool(wide) or (found["value"] != "I" and rest[:1].isspace()))


def _han(text: str) -> Marker | None:
    found = HAN_NAMED.match(text)
    if found:
        rest = text[found.end() :]
        label = text[: found.end("part")]
        part = HAN_PARTS[found["part"]]
        return Marker(label, part, han_value(found["value"]), 1, found.end() + _blanks(rest))
    found = HAN.match(text)
    if found is None or bool(found["open"]) != (found["stop"][0] in "）)"):
        return None
    scheme = "(han)" if found["open"] else "han"
    label = text[: found.end()].rstrip("、．.")
    length = found.end() + _blanks(text[found.end() :])
    return Marker(label, scheme, han_value(found["value"]), 1, length)


def _decimal(text: str) -> Marker | None:
    found = DECIMAL.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if re.match(r"\s*(?:%|per\s?cent|million|billion|trillion|[ap]\.?\s?m\b)", rest):
        return None  # a quantity or a time of day
    parts = found["value"].split(".")
    return Marker(
        found["value"], "decimal", int(parts[-1]), len(parts), found.end() + _blanks(rest)
    )


def _round(text: str) -> Marker | None:
    found = ROUND.match(text)
    if found is None:
        return None
    scheme, value = _scheme(found["value"])
    if not value:
        return None
    length = found.end() + _blanks(text[found.end() :])
    return Marker(found.group(), f"({scheme})", value, 1, length)


def _plain(text: str) -> Marker | None:
    found = PLAIN.match(text)
    if found is None:
        found = BARE.match(text)
        if found is None:
            return None
        length = found.end() + _blanks(text[found.end() :])
        value = found["value"]
        alone = length >= len(text) and value.isalpha()
        scheme = _scheme(value)[0] if alone else "bare"
        return Marker(value, scheme, _value(value), 1, length)
    rest = text[found.end() :]
    label = found["value"] or found["count"]
    scheme, value = _scheme(label)
    glued = bool(rest) and not rest[0].isspace()
    # "1.Introduction" is damage of the page; "U.S." and "3.5" are no enumeration
    if not value or (glued and (not rest[0].isalpha() or rest[0].islower() or scheme == "letter")):
        return None
    if glued and len(label) == 1 and rest[1:2] in ".)":
        return None
    if label.isalpha() and len(label) == 1 and INITIAL.match(rest):
        return None  # "J. R. Smith"
    small = label.islower()
    scheme = f"small {scheme}" if small else scheme
    if found["stop"] == ")":
        scheme = f"{scheme})"
    return Marker(label, scheme, value, 1, found.end() + _blanks(rest))


def _scheme(value: str) -> tuple[str, int]:
    if value.isdecimal():
        return "arabic", int(value)
    # I, V and X are read as Roman numerals, C, D, L and M as letters
    if roman_value(value) and (len(value) > 1 or value in "IVXivx"):
        return "roman", roman_value(value)
    if len(value) > 1:
        return "letter", 0 if len(set(value.lower())) > 1 else 26 + ord(value[0].lower()) - 96
    return "letter", ord(value.lower()) - ord("a") + 1


def _value(value: str) -> int:
    lower = value.lower()
    if value[0].isdecimal():
        return int(re.sub(r"\D", "", value.rsplit(".", maxsplit=1)[-1]))
    if lower in COUNTED:
        return COUNTED.index(lower)
    if lower in RANKED:
        return RANKED.index(lower)
    return roman_value(value) if len(value) > 1 or value in "IVX" else ord(lower) - 96


def _blanks(rest: str) -> int:
    return len(rest) - len(rest.lstrip())
