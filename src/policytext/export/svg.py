"""A figure as SVG: text as text, the same bytes every time, ready to stand in a page."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

# Text stays text, to be searched, read aloud and edited. A fixed salt makes the ids, and so the
# bytes, repeatable.
SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "policytext"}
# Letters were measured in DejaVu Sans. Verdana, which it is akin to, runs as wide; the others are
# what systems have for the scripts that both lack.
FAMILIES = "'DejaVu Sans', Verdana, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
FAMILY = re.compile(r"(?<=font-family: )[^;\"]+")
ROOT = re.compile(r"<svg [^>]*>")
NOT_DRAWN = re.compile(r" *<(title|metadata)>.*?</\1>\n", re.DOTALL)
WIDE_STYLE = re.compile(r" *<defs>\s*<style[^>]*>(.*?)</style>\s*</defs>\n", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ID = re.compile(r"(\bid=\"|\bhref=\"#|\burl\(#)")


def draw_svg(figure: Figure, metadata: Mapping[str, str | None], *, tight: bool) -> str:
    """Draw a figure as an SVG file, its text as text."""
    drawing = io.StringIO()
    with mpl.rc_context(SETTINGS):
        around = "tight" if tight else None
        figure.savefig(drawing, format="svg", metadata=metadata, bbox_inches=around)
    return FAMILY.sub(FAMILIES, drawing.getvalue())


def svg_of(figure: Figure, *, name: str, title: str, description: str) -> str:
    """
    Draw a figure as an SVG element that can stand in a page beside others.

    Its ids begin with its name, its style touches nothing but itself, and it says to a screen
    reader what it shows.

    Parameters
    ----------
    figure : Figure
        The figure, ``ax.figure`` of any chart.
    name : str
        Begins every id of the element; each drawing of a page needs another.
    title, description : str
        What the drawing is called, and what a screen reader says of it.

    Returns
    -------
    str
        ``<svg …>…</svg>``, without XML declaration and metadata.
    """
    drawing = draw_svg(figure, {"Date": None}, tight=True)
    drawing = NOT_DRAWN.sub("", drawing[drawing.index("<svg ") :])
    style = WIDE_STYLE.search(drawing)
    rules = style[1].strip("*{}") if style else ""
    drawing = WIDE_STYLE.sub("", drawing, count=1)
    drawing = TAG.sub(lambda tag: ID.sub(rf"\g<1>{name}-", tag[0]), drawing)
    spoken = (
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    head = f'role="img" aria-labelledby="{name}-title {name}-desc" style="{rules}"'
    return ROOT.sub(lambda root: f"{root[0][:-1]} {head}>\n{spoken}", drawing, count=1).strip()
