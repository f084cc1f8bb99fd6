"""Figures become files that say what they show and where it came from."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure, SubFigure

from policytext.charts import Drawn, drawn_on
from policytext.corpus import cite

from ._atomic import replacing

FORMATS = ("png", "svg", "pdf")
# Letters are paths in an SVG, so that it looks the same where the font is missing; the PDF embeds
# its font and keeps the text selectable. A fixed salt makes the ids, and so the bytes, repeatable.
REPEATABLE: dict[Any, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "policytext",
    "pdf.fonttype": 42,
}
MISSING_LETTER = re.compile(r"Glyph (\d+) .* missing from font")
REMEDY = "install one that has them, such as Noto Sans CJK for Chinese, and start Python anew"


def save_figure(
    figure: Figure | SubFigure,
    path: str | Path,
    *,
    formats: str | Sequence[str] = FORMATS,
    title: str | None = None,
    description: str | None = None,
    sources: pd.DataFrame | None = None,
    dpi: int = 200,
) -> list[Path]:
    """
    Save a figure with its data, and say in each file where it came from.

    Beside the pictures stands the table that was drawn, as CSV: one for each chart of the figure
    (``terms.csv``, or ``terms-1.csv``, ``terms-2.csv`` … if there are several). Title,
    description (what a screen reader says), sources and software are in the files' metadata. The
    same figure gives the same bytes, and a file is replaced only by a complete one.

    Parameters
    ----------
    figure : Figure
        The figure, ``ax.figure`` of any chart.
    path : str or Path
        Where to, without a suffix ("charts/terms"); missing folders are made. With the suffix of
        a format ("charts/terms.svg"), that format alone is written.
    formats : str or sequence of str
        Any of "png", "svg" and "pdf".
    title, description : str, optional
        For the metadata; by default the figure's or first chart's title (or else the file's
        name), and the descriptions of its charts.
    sources : DataFrame, optional
        The documents behind the figure, such as some rows of ``corpus.documents``; by default
        those of the corpus that was measured.
    dpi : int
        Dots per inch of the PNG.

    Returns
    -------
    list of Path
        The files written, pictures first.

    Raises
    ------
    ValueError
        If a format is not one of the three.

    Warns
    -----
    UserWarning
        If no installed font has some of the letters.
    """
    path = Path(path)
    formats = [formats] if isinstance(formats, str) else list(formats)
    if path.suffix[1:] in FORMATS:
        path, formats = path.with_suffix(""), [path.suffix[1:]]
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(
            f"save_figure writes {', '.join(FORMATS)}; it was asked for {unknown[0]!r}"
        )

    whole = figure.figure  # of a part of a figure, the whole
    charts = drawn_on(whole)
    facts = {
        "Title": title or _title(whole) or path.name,
        "Description": description or " ".join(chart.description for chart in charts),
        "Source": _sources_of(charts) if sources is None else cite(sources),
    }
    with _missing_letters_told_once():
        written = [_save_picture(whole, path, name, facts, dpi) for name in formats]
    endings = [f"-{number}" for number in range(1, len(charts) + 1)] if len(charts) > 1 else [""]
    for chart, ending in zip(charts, endings, strict=False):
        target = path.with_name(f"{path.name}{ending}.csv")
        with replacing(target) as new:
            chart.table.to_csv(new, index=False, lineterminator="\n", encoding="utf-8")
        written.append(target)
    return written


def _save_picture(figure: Figure, path: Path, name: str, facts: dict[str, str], dpi: int) -> Path:
    target = path.with_name(f"{path.name}.{name}")
    metadata = _METADATA[name](facts)
    with replacing(target) as new, mpl.rc_context(REPEATABLE):
        figure.savefig(new, format=name, dpi=dpi, bbox_inches="tight", metadata=metadata)
    return target


def _sources_of(charts: Sequence[Drawn]) -> str:
    """Name the sources that the drawn tables know, each once."""
    return "; ".join(dict.fromkeys(filter(None, (c.table.attrs.get("sources") for c in charts))))


def software() -> str:
    """Name this library and the one that draws, with their versions."""
    return f"policytext {version('policytext')}, Matplotlib {mpl.__version__}"


def _title(figure: Figure) -> str:
    titles = [
        figure.get_suptitle(),
        *(ax.get_title(loc) for ax in figure.axes for loc in ("left", "center")),
    ]
    return next((title for title in titles if title), "")


@contextmanager
def _missing_letters_told_once() -> Iterator[None]:
    """Turn Matplotlib's warnings, one for each letter, into one that says what would help."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    codes = [MISSING_LETTER.match(str(warning.message)) for warning in caught]
    letters = dict.fromkeys(chr(int(code[1])) for code in codes if code)
    for warning, code in zip(caught, codes, strict=True):
        if not code:
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )
    if letters:
        message = f"no installed font has the letters {''.join(letters)}; {REMEDY}"
        warnings.warn(message, stacklevel=4)


def _png_metadata(facts: dict[str, str]) -> dict[str, str | None]:
    named: dict[str, str | None] = {key: value for key, value in facts.items() if value}
    return named | {"Software": software()}


def _svg_metadata(facts: dict[str, str]) -> dict[str, str | None]:
    named: dict[str, str | None] = {key: value for key, value in facts.items() if value}
    return named | {"Creator": software(), "Date": None}


def _pdf_metadata(facts: dict[str, str]) -> dict[str, str | None]:
    keys = {"Title": "Title", "Description": "Subject", "Source": "Keywords"}
    named: dict[str, str | None] = {keys[key]: value for key, value in facts.items() if value}
    return named | {"Creator": software(), "Producer": software(), "CreationDate": None}


_METADATA = {"png": _png_metadata, "svg": _svg_metadata, "pdf": _pdf_metadata}
