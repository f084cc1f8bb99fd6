"""The words of a chart: how they are written, how wide they run, where they break."""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import pandas as pd
from matplotlib import font_manager
from matplotlib.textpath import TextToPath

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
BREAKABLE = re.compile(r"[ \t\r\n]+")
MOST_LETTERS = 2000  # of a label that are looked at; no few lines of a chart hold so many
SCREEN = 1.05  # letters set on a screen's grid run wider than their outlines by this, at most
FALLBACK_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans",
    "WenQuanYi Zen Hei",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
)


@cache
def fonts() -> list[str]:
    """List the fonts to write with: the one that matplotlib brings, then those installed."""
    installed = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in FALLBACK_FONTS if name in installed)]


@lru_cache(maxsize=50_000)
def points_of(line: str, size: float = 8, weight: str = "normal") -> float:
    """Measure how wide a line runs, in points."""
    font = font_manager.FontProperties(family=fonts(), size=size, weight=weight)
    with warnings.catch_warnings():  # drawing will say it again
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")
        return SCREEN * TextToPath().get_text_width_height_descent(line, font, False)[0]


def widest(texts: Iterable[str], size: float = 8, weight: str = "normal") -> float:
    """Measure how wide the widest line of some texts runs, in points."""
    lines = (line for text in texts for line in text.split("\n"))
    return max((points_of(line, size, weight) for line in lines), default=0.0)


def letters_of(line: str) -> float:
    """Count letters; a wide one (Chinese, Japanese, Korean) counts as two."""
    return len(line) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)


def wrapped(
    text: str, width: float, *, lines: int = 2, measure: Callable[[str], float] = letters_of
) -> str:
    """
    Fit a label into a few lines, and end what is too long with an ellipsis.

    Parameters
    ----------
    text : str
    width : float
        How wide a line may be, as `measure` measures it: letters, or points with `points_of`.
    lines : int
    measure : callable

    Examples
    --------
    >>> wrapped("a very long heading indeed", width=12, lines=1)
    'a very long…'
    """
    done, line = [], ""
    for word in filter(None, BREAKABLE.split(text[:MOST_LETTERS])):
        joined = f"{line} {word}" if line else word
        if measure(joined) <= width:
            line = joined
            continue
        if line:
            done.append(line)
        line = word
        while len(line) > 1 and measure(line) > width:
            cut = _fitting(line, width, measure)
            done.append(line[:cut])
            line = line[cut:]
    done.append(line)
    if len(done) > lines:
        done = [*done[: lines - 1], _elided(done[lines - 1], width, measure)]
    return "\n".join(done)


def _fitting(word: str, width: float, measure: Callable[[str], float]) -> int:
    """Say how many letters of a word fit, at least one."""
    return max(1, bisect_right(range(1, len(word)), width, key=lambda n: measure(word[:n])))


def _elided(line: str, width: float, measure: Callable[[str], float]) -> str:
    """End a line with an ellipsis, behind its last word that leaves room for it."""
    while len(line) > 1 and measure(f"{line}…") > width:
        line = line.rsplit(" ", 1)[0] if " " in line else line[:-1]
    return line.rstrip(" ,;:") + "…"


def percent(value: float, _: object = None) -> str:
    """
    Write a share as a percentage, without the sign.

    >>> percent(0.07), percent(0.125)
    ('7', '12.5')
    """
    return f"{100 * value:.3g}"


def grouped(number: float, _: object = None) -> str:
    """
    Write a whole number with its thousands set apart by no-break spaces.

    >>> grouped(12345).split("\\N{NO-BREAK SPACE}")
    ['12', '345']
    """
    return f"{number:,.0f}".replace(",", NO_BREAK_SPACE)


def rate_label(table: pd.DataFrame) -> str:
    """Say per what a rate is, as the measure recorded it."""
    if "per" not in table.attrs:
        return "Rate of occurrence"
    units = "n-gram positions" if "n" in table.attrs else "words"
    return f"Occurrences per {grouped(table.attrs['per'])} {units}"


def section_label(marker: str, heading: str, section_id: int) -> str:
    """Name a section as the text does, and section 0 the front matter."""
    named = " ".join(part for part in (marker, heading) if part)
    return named or ("front matter" if section_id == 0 else f"section {section_id}")


def listed(labels: Iterable[str], values: Iterable[str], *, most: int = 5) -> str:
    """
    Read out the first rows of a chart.

    >>> listed(["law", "peace"], ["3", "2"])
    'law 3, peace 2'
    """
    pairs = [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
    return ", ".join(pairs[:most]) + (", …" if len(pairs) > most else "")
