"""A chart becomes markup that stands in a page: no style of its own, no id that another has."""

from __future__ import annotations

import re
import warnings
from typing import Any

from lxml import etree
from matplotlib.figure import Figure

from .svg import draw_svg

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
REFERENCE = re.compile(r"(^|url\()#([^)]+)")
TOO_FINE = re.compile(r"(\.\d\d)\d+")  # a hundredth of a point is all that eyes and printers see


def inline_svg(figure: Figure, name: str, title: str, description: str) -> str:
    """
    Draw a figure as an ``<svg>`` element for a page with a strict content security policy.

    Matplotlib's style attributes, which such a policy forbids, become plain ones, and its font
    the page's.

    Parameters
    ----------
    figure : Figure
    name : str
        Stands before every id: the page has no other of that name.
    title, description : str
        What a screen reader says.

    Returns
    -------
    str
    """
    svg = _drawn(figure)
    for unwanted in [*svg.iter(f"{SVG}metadata"), *svg.iter(f"{SVG}style")]:
        unwanted.getparent().remove(unwanted)
    referred = {key for element in svg.iter() for key in _references(element)}
    for element in svg.iter(f"{SVG}*"):
        _make_own(element, name, referred)
        _style_by_attributes(element)
    _describe(svg, name, title, description)
    etree.cleanup_namespaces(svg)
    text: str = etree.tostring(svg, encoding="unicode")
    return text


def _drawn(figure: Figure) -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")  # the reader has one
        drawing = draw_svg(figure, {"Date": None}, tight=True)
    # Control characters of a text are no XML: recovering drops them.
    parser = etree.XMLParser(
        recover=True, huge_tree=True, remove_blank_text=True, resolve_entities=False
    )
    return etree.fromstring(drawing.encode(), parser)


def _references(element: Any) -> list[str]:
    values = (element.get("clip-path", ""), element.get(HREF, ""))
    return [found[2] for found in map(REFERENCE.match, values) if found]


def _make_own(element: Any, name: str, referred: set[str]) -> None:
    """Put the name before ids and what refers to them; drop those that nothing refers to."""
    key = element.attrib.pop("id", None)
    if key in referred:
        element.set("id", f"{name}-{key}")
    if "clip-path" in element.attrib:
        element.set("clip-path", REFERENCE.sub(rf"\1#{name}-\2", element.get("clip-path")))
    if HREF in element.attrib:
        element.set("href", REFERENCE.sub(rf"\1#{name}-\2", element.attrib.pop(HREF)))


def _style_by_attributes(element: Any) -> None:
    for declaration in filter(None, element.attrib.pop("style", "").split(";")):
        key, _, value = declaration.partition(":")
        if key.strip() != "font-family":
            element.set(key.strip(), value.strip())
    for key in ("d", "x", "y", "transform"):
        if key in element.attrib:
            element.set(key, TOO_FINE.sub(r"\1", " ".join(element.get(key).split())))


def _describe(svg: Any, name: str, title: str, description: str) -> None:
    for key in ("version", "height"):
        svg.attrib.pop(key, None)
    svg.set("width", "100%")
    svg.set("stroke-linejoin", "round")  # what Matplotlib's style sheet says of all
    svg.set("role", "img")
    svg.set("aria-labelledby", f"{name}-title {name}-desc")
    for position, (tag, words) in enumerate((("title", title), ("desc", description))):
        told = etree.Element(f"{SVG}{tag}", id=f"{name}-{tag}")
        told.text = _without_controls(words)
        svg.insert(position, told)


def _without_controls(words: str) -> str:
    """Take out what lxml refuses: the control characters that are no white space."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", words)
