"""A PDF with a text layer becomes its text: lines become paragraphs, what repeats is furniture."""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from policytext.reading.extracted import Extracted, compose, key_of, on_one_line
from policytext.reading.pdf_lines import Line, lines_of
from policytext.reading.pdf_paragraphs import paragraphs

PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
PRINTED = re.compile(  # what a browser prints above and below a page
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?:\s.*)?"
    r"|(?:https?|file)://\S+\s+\d{1,4}/\d{1,4}"
)
EDGE_LINES = 3  # at the top and at the bottom of a page may be furniture
EDGE = 0.12  # of the height of a page
DAMAGED = "is a damaged PDF, or one saved only in part; save or download it again"


def read_pdf(data: bytes) -> Extracted:
    """
    Take the text out of a PDF.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    Extracted
        Paragraphs over line and page breaks, marked by the size of their letters and by the
        bookmarks; running headers, footers and page numbers are marked "furniture" and stand
        behind the paragraph that they cut in two.

    Raises
    ------
    ImportError
        If pdfplumber is not installed.
    ValueError
        If the PDF is encrypted, damaged, or has no text layer.
    """
    try:
        import pdfplumber  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise ImportError("is a PDF; pip install 'policytext[pdf]' to read it") from error
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            lines = [line for page in pdf.pages for line in lines_of(page)]
            metadata = _metadata(pdf.metadata)
            outline = _outline(pdf)
            pages = len(pdf.pages)
    except Exception as error:  # pdfminer raises what it likes on damaged files
        raise ValueError(_what_is_wrong(error)) from error
    if not any(any(c.isalnum() for c in line.text) for line in lines):
        if not pages:
            raise ValueError(DAMAGED)
        raise ValueError(
            "has no text layer: its pages are pictures; recognise their characters (OCR) first"
        )
    _mark_edges(lines, pages)
    pieces = list(paragraphs(lines, outline))
    return compose(pieces, metadata, "pdf")


def _what_is_wrong(error: BaseException) -> str:
    names: list[str] = []
    one: BaseException | None = error
    while one is not None and len(names) < 5:
        names += [type(one).__name__, *(type(a).__name__ for a in one.args)]
        one = one.__cause__ or one.__context__
    if any("Password" in name or "Encryption" in name for name in names):
        return "is an encrypted PDF; save it without a password first"
    return DAMAGED


def _metadata(info: Any) -> dict[str, str]:
    found = {}
    for name, key in (("title", "Title"), ("author", "Author"), ("subject", "Subject")):
        value = on_one_line(str((info or {}).get(key) or ""))
        if value and not re.search(r"\.(?:docx?|indd|qxp|pdf)$|^untitled", value, re.IGNORECASE):
            found[name] = value
    date = re.match(r"D:(\d{4})(\d{2})(\d{2})", str((info or {}).get("CreationDate") or ""))
    if date:
        found["date"] = "-".join(date.groups())
    return found


def _outline(pdf: Any) -> dict[str, int]:
    """The bookmarks, and how deep each stands."""
    try:
        return {
            key_of(str(title)): int(level)
            for level, title, *_ in pdf.doc.get_outlines()
            if key_of(str(title))
        }
    except Exception:  # none, or damaged
        return {}


def _mark_edges(lines: Sequence[Line], pages: int) -> None:
    """Running headers, footers and page numbers: what comes back at its place on the pages."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    edges: list[tuple[Line, str]] = []
    for own in by_page.values():
        ordered = sorted(own, key=lambda line: line.top)
        for where, some in (("header", ordered[:EDGE_LINES]), ("footer", ordered[-EDGE_LINES:])):
            for line in some:
                near = line.top < EDGE * line.height or line.bottom > (1 - EDGE) * line.height
                if near:
                    edges.append((line, where))
                    places[where, _without_numbers(line.text)].add(line.page)
    for line, where in edges:
        key = _without_numbers(line.text)
        if PAGE_NUMBER.fullmatch(line.text) and any(c.isdigit() for c in line.text):
            line.furniture = "page number"
        elif PRINTED.fullmatch(line.text) or (
            len(places[where, key]) >= max(2, 0.3 * pages) and key
        ):
            line.furniture = f"page {where}"


def _without_numbers(text: str) -> str:
    return key_of(re.sub(r"\d+", "", text))
