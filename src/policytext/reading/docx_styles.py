"""What the styles of a Word document say of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from policytext.reading.docx_numbering import W, said_in

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
TITLES = frozenset(["title", "document title"])


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says."""

    name: str = ""
    level: int = 0  # of a heading
    bold: bool = False
    italic: bool = False
    listed: bool = False
    numbered: tuple[str, str] = ("", "")  # its list, its level
    key: str = ""


def styles_of(document: Any) -> dict[str, Style]:
    """The paragraph styles by their ids; what a style does not say, the one it is based on does."""
    elements = {
        style.get(f"{W}styleId"): style
        for style in document.styles.element.iterchildren(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }
    found = {}
    for key, element in elements.items():
        chain = [element]
        while len(chain) < 12:
            based = chain[-1].find(f"{W}basedOn")
            above = elements.get(based.get(f"{W}val")) if based is not None else None
            if above is None:
                break
            chain.append(above)
        names = [_name(one) for one in chain]
        level = next((int(m[1]) for name in names if (m := HEADING.fullmatch(name))), 0)
        style = Style(
            names[0],
            level,
            any(_has(one, "b") for one in chain[:1]),
            any(_has(one, "i") for one in chain[:1]),
            any(name.startswith("list ") for name in names) and not level,
            next((numbered for one in chain if (numbered := numbered_by(one))[0]), ("", "")),
            key,
        )
        found[key] = style
        if element.get(f"{W}default") == "1":
            found[""] = style
    return found


def numbered_by(element: Any) -> tuple[str, str]:
    """Give the list that a paragraph or a style is numbered in and its level; empty if in none."""
    properties = element.find(f"{W}pPr") if element is not None else None
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    return said_in(numbers, "numId"), said_in(numbers, "ilvl")


def _name(style: Any) -> str:
    return said_in(style, "name").lower()


def _has(style: Any, what: str) -> bool:
    properties = style.find(f"{W}rPr")
    return properties is not None and is_on(properties.find(f"{W}{what}"))


def is_on(element: Any) -> bool:
    """Tell whether a property that is on or off is on."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")


def is_set(run: Any, what: str, default: bool) -> bool:
    """Tell whether a run has a property, or else its style."""
    properties = run.find(f"{W}rPr")
    element = properties.find(f"{W}{what}") if properties is not None else None
    return default if element is None else is_on(element)


def tags_of(style: Style) -> dict[str, str]:  # noqa: PLR0911 (a rule a return)
    """Give the tags that a style stands for, and its name."""
    by = f"style {style.name}"
    if style.name.startswith("toc"):
        return {"furniture": by}
    if style.name in TITLES:
        return {"h1": by, "title": by}
    if style.level:
        return {f"h{min(6, style.level)}": by}
    if style.name == "caption":
        return {"caption": by}
    if style.name in ("quote", "intense quote", "block text"):
        return {"quote": by}
    if style.name in ("footnote text", "endnote text"):
        return {"footnote": by}
    if style.name in ("header", "footer"):
        return {"furniture": by}
    return {"li": by} if style.listed else {}
