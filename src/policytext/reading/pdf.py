"""A PDF with a text layer becomes its text: lines become paragraphs, what repeats is furniture."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from policytext.reading.extracted import Extracted, Piece, Span, compose, on_one_line

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
TERMINAL = re.compile(r"[.!?:;。！？…][”\"’»)\]]*\d{0,3}$")
ITEM = re.compile(
    r"[•●▪■◆‣►–—-]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivxlc]{1,5}|[A-Z]|[IVXLC]{1,5})[.)]\s"
)
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
HYPHENATED = re.compile(r"[^\W\d_]{2,}[-\u00ad]$")
EDGE_LINES = 3  # at the top and at the bottom of a page may be furniture
EDGE = 0.12  # of the height of a page
LARGER = 1.12  # times the size of the text: a heading
LONGEST_HEADING = 200  # characters
APART = 1.4  # times the usual distance between lines: another paragraph
COLUMN_GAP = 2.2  # times the size of the letters: another cell
DAMAGED = "is a damaged PDF, or one saved only in part; save or download it again"


@dataclass(slots=True)
class _Line:
    """A line of a page."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    right: float  # edge of its column
    left: float
    height: float  # of the page
    spans: list[Span] = field(default_factory=list)
    cells: int = 1
    furniture: str = ""

    @property
    def bold(self) -> bool:
        bold = sum(end - start for start, end, tag in self.spans if tag == "b")
        return bold > 0.9 * len(self.text)


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
            lines = [line for page in pdf.pages for line in _lines_of(page)]
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
    pieces = list(_pieces(lines, outline))
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
            _key(str(title)): int(level)
            for level, title, *_ in pdf.doc.get_outlines()
            if _key(str(title))
        }
    except Exception:  # none, or damaged
        return {}


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _lines_of(page: Any) -> Iterator[_Line]:
    words = page.extract_words(
        extra_attrs=["size", "fontname"], keep_blank_chars=False, use_text_flow=False
    )
    page.close()  # frees what it has cached
    height = float(page.height)
    for column in _columns(words, float(page.width)):
        left = min(word["x0"] for word in column)
        right = max(word["x1"] for word in column)
        for row in _rows(column):
            yield _line(row, page.page_number, left, right, height)


def _columns(words: Sequence[dict[str, Any]], width: float) -> list[list[dict[str, Any]]]:
    """Part a page that is set in two columns; what crosses the gutter parts it once more."""
    if not words:
        return []
    middle = [width * (0.4 + 0.01 * k) for k in range(21)]
    crossing = {x: [w for w in words if w["x0"] < x < w["x1"]] for x in middle}
    gutter = min(middle, key=lambda x: (len(crossing[x]), abs(x - width / 2)))
    rows = _rows(words)
    two = [
        row
        for row in rows
        if any(w["x1"] <= gutter for w in row)
        and any(w["x0"] >= gutter for w in row)
        and _gap(row, gutter) > 8
    ]
    if len(two) < 8 or len(two) < 0.5 * len(rows):
        return [list(words)]
    columns: list[list[dict[str, Any]]] = []
    sides: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for row in rows:
        spans = any(w["x0"] < gutter < w["x1"] for w in row) or (
            any(w["x1"] <= gutter for w in row)
            and any(w["x0"] >= gutter for w in row)
            and _gap(row, gutter) <= 8
        )
        if spans:
            columns += [side for side in sides if side]
            columns.append(list(row))
            sides = ([], [])
            continue
        for word in row:
            sides[word["x0"] >= gutter].append(word)
    return columns + [side for side in sides if side]


def _gap(row: Sequence[dict[str, Any]], gutter: float) -> float:
    left = max((w["x1"] for w in row if w["x1"] <= gutter), default=0.0)
    right = min((w["x0"] for w in row if w["x0"] >= gutter), default=float("inf"))
    return float(right - left)


def _rows(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if not rows or word["bottom"] - bottom > 0.35 * (word["bottom"] - word["top"]):
            rows.append([])
            bottom = word["bottom"]
        rows[-1].append(word)
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _line(
    row: Sequence[dict[str, Any]], page: int, left: float, right: float, height: float
) -> _Line:
    text = ""
    spans: list[Span] = []
    sizes: Counter[float] = Counter()
    cells = 1
    for n, word in enumerate(row):
        words = on_one_line(word["text"])
        if n and words:
            gap = word["x0"] - row[n - 1]["x1"]
            wide = gap > COLUMN_GAP * word["size"]
            cells += wide
            text += "\t" if wide else " " if gap > 0.12 * word["size"] else ""
        start = len(text)
        text += words
        sizes[round(word["size"] * 2) / 2] += len(words)
        for tag, pattern in (("b", BOLD), ("i", ITALIC)):
            if words and pattern.search(word["fontname"]):
                if spans and spans[-1][2] == tag and spans[-1][1] >= start - 1:
                    spans[-1] = (spans[-1][0], len(text), tag)
                else:
                    spans.append((start, len(text), tag))
    return _Line(
        text,
        page,
        row[0]["x0"],
        row[-1]["x1"],
        min(w["top"] for w in row),
        max(w["bottom"] for w in row),
        sizes.most_common(1)[0][0],
        right,
        left,
        height,
        spans,
        cells,
    )


def _mark_edges(lines: Sequence[_Line], pages: int) -> None:
    """Running headers, footers and page numbers: what comes back at its place on the pages."""
    by_page: dict[int, list[_Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    edges: list[tuple[_Line, str]] = []
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
        elif len(places[where, key]) >= max(2, 0.3 * pages) and key:
            line.furniture = f"page {where}"


def _without_numbers(text: str) -> str:
    return _key(re.sub(r"\d+", "", text))


def _pieces(lines: Sequence[_Line], outline: dict[str, int]) -> Iterator[Piece]:
    text = [line for line in lines if not line.furniture]
    usual = _usual_size(text)
    levels = _levels(text, usual)
    leading = _leading(text)
    hyphens = {word.casefold() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    waiting: list[Piece] = []
    group: list[_Line] = []
    for line in lines:
        if line.furniture:
            waiting.append(Piece(line.text, {"furniture": line.furniture}, []))
            continue
        if group and not _goes_on(group, line, leading, usual):
            yield _piece(group, levels, outline, hyphens)
            group = []
            yield from waiting
            waiting = []
        elif not group:
            yield from waiting
            waiting = []
        group.append(line)
    if group:
        yield _piece(group, levels, outline, hyphens)
    yield from waiting


def _usual_size(lines: Sequence[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _levels(lines: Sequence[_Line], usual: float) -> dict[float, int]:
    """How deep the headings of each size stand."""
    large = sorted({line.size for line in lines if line.size >= LARGER * usual}, reverse=True)
    return {size: min(6, n) for n, size in enumerate(large, start=1)}


def _leading(lines: Sequence[_Line]) -> dict[float, float]:
    """The usual distance of lines of each size, from top to top."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(lines):
        step = below.bottom - above.bottom
        if above.page == below.page and above.size == below.size and 0 < step < 4 * above.size:
            found[above.size][round(step, 1)] += 1
    return {
        size: min(steps, key=lambda step: (-steps[step], step)) for size, steps in found.items()
    }


def _goes_on(  # noqa: PLR0911 (a rule a return)
    group: Sequence[_Line], line: _Line, leading: dict[float, float], usual: float
) -> bool:
    """Whether a line belongs to the paragraph of the lines above it."""
    above = group[-1]
    if abs(above.size - line.size) > 0.6 or above.bold != line.bold:
        return False
    if above.cells > 1 or line.cells > 1:
        return above.cells > 1 and line.cells > 1 and above.page == line.page
    first = line.text[:1]
    full = above.x1 > above.right - 0.12 * (above.right - above.left)
    ended = bool(TERMINAL.search(above.text))
    broken = above.page != line.page or line.top < above.top  # by a page or a column
    if broken:
        if line.size >= LARGER * usual:
            return False
        return not ended and (first.islower() or (full and not ITEM.match(line.text)))
    step = line.bottom - above.bottom
    if step > APART * leading.get(line.size, 1.25 * line.size):
        return False
    if line.size >= LARGER * usual or line.bold:
        return not re.match(r"\d|[IVX]+\.", line.text) or not ended
    if ITEM.match(line.text) and (ended or not full or ITEM.match(group[0].text)):
        return False
    indented = line.x0 > above.x0 + 0.8 * line.size
    if indented and len(group) == 1 and ITEM.match(above.text):
        return True  # the first line hangs out
    if indented and (ended or not full):
        return False
    return full or (not ended and first.islower())


def _piece(
    group: Sequence[_Line], levels: dict[float, int], outline: dict[str, int], hyphens: set[str]
) -> Piece:
    if any(line.cells > 1 for line in group):
        text = "\n".join(line.text for line in group)
        return Piece(text, {"table": "columns"} if len(group) > 1 else {})
    text = ""
    spans: list[Span] = []
    for line in group:
        joint = " "
        words = line.text
        if text and HYPHENATED.search(text) and words[:1].islower():
            joint = ""
            if text[-1] == "\u00ad" or not _is_compound(text, words, hyphens):
                text = text[:-1]
        shift = len(text) + (len(joint) if text else 0)
        text = text + joint + words if text else words
        for start, end, tag in line.spans:
            if spans and spans[-1][2] == tag and spans[-1][1] >= start + shift - 1:
                spans[-1] = (spans[-1][0], end + shift, tag)
            else:
                spans.append((start + shift, end + shift, tag))
    spans = [(start, min(end, len(text)), tag) for start, end, tag in spans if start < len(text)]
    return Piece(text, _tags(text, group[0], levels, outline), spans)


def _is_compound(text: str, words: str, hyphens: set[str]) -> bool:
    """Whether the word that the line break parts has its hyphen elsewhere, too."""
    before = re.search(r"\w+-$", text)
    after = re.match(r"\w+", words)
    return bool(before and after and (before[0] + after[0]).casefold() in hyphens)


def _tags(
    text: str, first: _Line, levels: dict[float, int], outline: dict[str, int]
) -> dict[str, str]:
    if len(text) > LONGEST_HEADING:
        return {}
    marked = outline.get(_key(text))
    if marked:
        return {f"h{min(6, marked + 1)}": "bookmark"}
    level = levels.get(first.size)
    return {f"h{level}": f"size {first.size:g}"} if level else {}
