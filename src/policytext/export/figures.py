"""Figures become files that say what they show and where it came from."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure, SubFigure

from policytext.charts import Drawn, drawn_on

from ._atomic import replacing
from ._size import at_width
from .embedded import KEY, sealed, sidecar, svg_element
from .provenance import Record, as_csv, as_json, record_of, sha256_of, software
from .svg import draw_svg

PICTURES = ("png", "svg", "pdf")
FORMATS = (*PICTURES, "csv", "json")
PDF_SETTINGS: dict[Any, Any] = {"pdf.fonttype": 42}  # fonts are embedded, and text can be selected
MISSING_LETTER = re.compile(r"Glyph (\d+) .* missing from font")
REMEDY = "install one that has them, such as Noto Sans CJK for Chinese, and start Python anew"


def save_figure(
    figure: Figure | SubFigure,
    path: str | Path,
    *,
    formats: str | Sequence[str] = FORMATS,
    width: str | float | None = None,
    title: str | None = None,
    description: str | None = None,
    sources: pd.DataFrame | None = None,
    dpi: int = 300,
) -> list[Path]:
    """
    Save a figure with its data, and say in each file where it came from.

    Each picture carries title, description (what a screen reader says), the table that was drawn,
    the measure that made it with its settings and the rows it was given, the sources with their
    digests, and the versions of library and pipeline; `verify` asks a corpus whether it is still
    true. The same figure gives the same bytes, and a file is replaced only by a complete one.

    Parameters
    ----------
    figure : Figure
        The figure, ``ax.figure`` of any chart.
    path : str or Path
        Where to, without a suffix ("charts/terms"); missing folders are made. With the suffix of
        a format ("charts/terms.svg"), that format alone is written.
    formats : str or sequence of str
        Any of "png", "svg" (its text is text), "pdf", "csv" (the table that was drawn:
        ``terms.csv``, or ``terms-1.csv``, ``terms-2.csv`` … if the figure has several charts) and
        "json" (what the pictures say of themselves, and the digests of the other files).
    width : "column", "page" or float, optional
        How wide the pictures are: 3.5 inches, 7.2 inches, or so many inches. The charts are fitted
        to it, and the figure is left as it was. By default as wide as the figure is.
    title, description : str, optional
        By default the figure's or first chart's title (or else the file's name), and the
        descriptions of its charts.
    sources : DataFrame, optional
        The documents behind the figure, such as some rows of ``corpus.documents``; by default
        those of the corpus that was measured.
    dpi : int
        Dots per inch of the PNG.

    Returns
    -------
    list of Path
        The files written, in the order of `formats`.

    Raises
    ------
    ValueError
        If a format or the width is none of these.

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
    record = record_of(
        charts,
        title or _title(whole) or path.name,
        description or " ".join(chart.description for chart in charts),
        sources,
    )
    contents: dict[str, bytes] = {}
    with _missing_letters_told_once(), at_width(whole, width):
        for name in (name for name in PICTURES if name in formats):
            drawn = _DRAW[name](whole, record, dpi, tight=width is None)
            contents[f"{path.name}.{name}"] = sealed(drawn, f".{name}")
    if "csv" in formats:
        contents |= _tables(charts, path.name)
    if "json" in formats:
        digests = {name: sha256_of(content) for name, content in contents.items()}
        contents[f"{path.name}.json"] = sidecar(record | {"extensions": {"files": digests}})
    for name, content in contents.items():
        with replacing(path.with_name(name)) as new:
            new.write_bytes(content)
    return [path.with_name(name) for name in contents]


def _tables(charts: Sequence[Drawn], name: str) -> dict[str, bytes]:
    """Give the table of each chart as CSV, by the name of its file."""
    several = len(charts) > 1
    return {
        f"{name}{f'-{number}' if several else ''}.csv": as_csv(chart.table).encode("utf-8")
        for number, chart in enumerate(charts, 1)
    }


def _title(figure: Figure) -> str:
    titles = [
        figure.get_suptitle(),
        *(ax.get_title(loc) for ax in figure.axes for loc in ("left", "center")),
    ]
    return " ".join(next((title for title in titles if title), "").split())


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


def _facts(record: Record) -> dict[str, str]:
    """Give what every program shows of a picture, as far as it is known."""
    said = record["analysis"]
    facts = {
        "Title": record["title"],
        "Description": said["description"],
        "Source": said["sources"],
    }
    return {key: value for key, value in facts.items() if value}


def _png(figure: Figure, record: Record, dpi: int, *, tight: bool) -> bytes:
    metadata = _facts(record) | {"Software": software(), KEY: as_json(record)}
    return _saved(figure, "png", tight=tight, dpi=dpi, metadata=metadata)


def _svg(figure: Figure, record: Record, dpi: int, *, tight: bool) -> bytes:
    drawing = draw_svg(figure, _facts(record) | {"Creator": software(), "Date": None}, tight=tight)
    said = f"  {svg_element(record)}\n </metadata>"
    spoken = f"</title>\n <desc>{escape(record['analysis']['description'])}</desc>"
    drawing = drawing.replace("</title>", spoken, 1).replace(" </metadata>", said, 1)
    return drawing.encode("utf-8")


def _pdf(figure: Figure, record: Record, dpi: int, *, tight: bool) -> bytes:
    keys = {"Title": "Title", "Description": "Subject", "Source": "Keywords"}
    named = {keys[key]: value for key, value in _facts(record).items()}
    dated = {"Creator": software(), "Producer": software(), "CreationDate": None}
    metadata = named | dated | {KEY: as_json(record)}
    with warnings.catch_warnings(), mpl.rc_context(PDF_SETTINGS):
        warnings.filterwarnings("ignore", "Unknown infodict keyword")  # the record's own
        return _saved(figure, "pdf", tight=tight, metadata=metadata)


def _saved(figure: Figure, name: str, *, tight: bool, **how: Any) -> bytes:
    drawn = io.BytesIO()
    figure.savefig(drawn, format=name, bbox_inches="tight" if tight else None, **how)
    return drawn.getvalue()


_DRAW = {"png": _png, "svg": _svg, "pdf": _pdf}
