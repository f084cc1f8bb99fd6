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
REFERENCE = re.compile(r"(?:url\()?#([^)]+)\)?")  # of a clip, a hatch or a marker; or a colour
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
    elements = list(svg.iter(f"{SVG}*"))
    for element in elements:
        _style_by_attributes(element)
    ids = {element.get("id") for element in elements}
    referred = ids & {key for element in elements for key in _references(element).values()}
    for element in elements:
        _make_own(element, name, referred)
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


def _style_by_attributes(element: Any) -> None:
    for declaration in filter(None, element.attrib.pop("style", "").split(";")):
        key, _, value = declaration.partition(":")
        if key.strip() != "font-family":
            element.set(key.strip(), value.strip())
    for key in ("d", "x", "y", "transform"):
        if key in element.attrib:
            element.set(key, TOO_FINE.sub(r"\1", " ".join(element.get(key).split())))


def _references(element: Any) -> dict[str, str]:
    """Give what may be ids, by the attribute that refers to them."""
    found = {key: REFERENCE.fullmatch(value) for key, value in element.attrib.items()}
    return {key: match[1] for key, match in found.items() if match}


def _make_own(element: Any, name: str, referred: set[str]) -> None:
    """Put the name before ids and what refers to them; drop those that nothing refers to."""
    for attribute, key in _references(element).items():
        if key in referred:
            element.set(attribute, element.get(attribute).replace(key, f"{name}-{key}"))
    if HREF in element.attrib:
        element.set("href", element.attrib.pop(HREF))
    key = element.attrib.pop("id", None)
    if key in referred:
        element.set("id", f"{name}-{key}")


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
