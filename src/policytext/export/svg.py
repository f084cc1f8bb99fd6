"""A figure as SVG: its text as text, the same bytes every time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
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


def draw_svg(figure: Figure, metadata: Mapping[str, str | None], *, tight: bool) -> str:
    """Draw a figure as an SVG file, its text as text."""
    drawing = io.StringIO()
    with mpl.rc_context(SETTINGS):
        around = "tight" if tight else None
        figure.savefig(drawing, format="svg", metadata=metadata, bbox_inches=around)
    return FAMILY.sub(FAMILIES, drawing.getvalue())
