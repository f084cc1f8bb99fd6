"""A Word document becomes its text: paragraphs, tables and notes, marked by their styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policytext.reading.extracted import Extracted, Piece, Span, compose, on_one_line

LARGEST = 300_000_000  # bytes, unpacked
LONGEST_CELL = 400  # characters; longer ones hold text
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
TITLES = frozenset(["title", "document title"])
DAMAGED = "is damaged or was saved only in part; open it in the word processor and save it again"
FIELDS = {"title": "title", "author": "author", "subject": "subject", "language": "language"}


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph's style says."""

    name: str = ""
    level: int = 0  # of a heading
    bold: bool = False
    italic: bool = False
    listed: bool = False


def read_docx(data: bytes) -> Extracted:
    """
    Take the text out of a Word document.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    Extracted
        Paragraphs and tables in their order, then the notes; headers and footers stand at the
        edges, marked "furniture", and so are tables of contents.

    Raises
    ------
    ImportError
        If python-docx is not installed.
    ValueError
        If the document is damaged, holds no text or unpacks to more than 300 MB.
    """
    try:
        import docx  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise ImportError(
            "is a Word document; pip install 'policytext[docx]' to read it"
        ) from error
    _check_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
        pieces = _Reader(document).pieces()
        metadata = _properties(document)
    except (
        KeyError,
        ValueError,
        OSError,
        zipfile.BadZipFile,
        AttributeError,
        SyntaxError,
    ) as error:
        raise ValueError(DAMAGED) from error
    if not any("furniture" not in piece.tags for piece in pieces):
        raise ValueError("is a Word document without text; it may hold pictures of pages only")
    return compose(pieces, metadata, "docx")


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValueError(DAMAGED) from error
    if size > LARGEST:
        raise ValueError(
            f"unpacks to {size // 1_000_000:,} MB, more than {LARGEST // 1_000_000} MB; "
            "save its text in a file of its own"
        )
    if "[Content_Types].xml" not in names:
        raise ValueError(
            "ends in .docx and is another zip archive; unpack it and name the files in it"
        )


def _properties(document: Any) -> dict[str, str]:
    core = document.core_properties
    found = {name: str(getattr(core, field) or "").strip() for name, field in FIELDS.items()}
    written = core.created or core.modified
    if written is not None and written.year > 1980:
        found["date"] = written.date().isoformat()
    if found["author"].lower() in ("python-docx", "microsoft office user", "user", "admin"):
        found["author"] = ""
    return {name: value for name, value in found.items() if value}


class _Reader:
    """Walks a document's body, its styles at hand."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = _styles(document)
        self.called: list[tuple[str, str]] = []  # notes in the order of their marks

    def pieces(self) -> list[Piece]:
        body = list(self._container(self.document.element.body))
        notes = self._notes()
        header, footer = self._edges()
        return [*header, *body, *notes, *footer]

    def _container(self, element: Any) -> Iterator[Piece]:
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._container(content)
            elif child.tag in (f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                yield from self._container(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        style = self._style_of(paragraph)
        text, spans = self._text(paragraph, style)
        if text.strip():
            yield Piece(text, _tags(style), spans)
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(parent.tag == MC_FALLBACK for parent in box.iterancestors()):
                yield from self._container(box)

    def _style_of(self, paragraph: Any) -> _Style:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self.styles.get("", _Style())
        said = properties.find(f"{W}pStyle")
        style = self.styles.get(said.get(f"{W}val") if said is not None else "", _Style())
        outline = properties.find(f"{W}outlineLvl")
        level = style.level
        if outline is not None and outline.get(f"{W}val", "9").isdecimal():
            deep = int(outline.get(f"{W}val"))
            level = deep + 1 if deep < 9 else level
        listed = style.listed or properties.find(f"{W}numPr") is not None
        return _Style(style.name, level, style.bold, style.italic, listed)

    def _text(self, paragraph: Any, style: _Style) -> tuple[str, list[Span]]:
        texts: list[str] = []
        spans: list[Span] = []
        at = 0
        for run in paragraph.iter(f"{W}r"):
            if _is_elsewhere(run, paragraph):
                continue
            words = "".join(self._words(run))
            if not words:
                continue
            if words.strip():
                bold = _flag(run, "b", style.bold and not style.level)
                italic = _flag(run, "i", style.italic)
                for tag, marked in (("b", bold), ("i", italic)):
                    if marked:
                        _extend(spans, at, at + len(words), tag)
            texts.append(words)
            at += len(words)
        text = "".join(texts)
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        return text, [
            (max(0, s - lead), min(len(text), e - lead), tag)
            for s, e, tag in spans
            if e > lead and s - lead < len(text)
        ]

    def _words(self, run: Any) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                yield (child.text or "").replace("\n", " ")
            elif tag == f"{W}tab":
                yield "\t"
            elif tag in (f"{W}br", f"{W}cr"):
                yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else ""
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnotes" if tag.endswith("footnoteReference") else "endnotes"
                self.called.append((kind, child.get(f"{W}id") or ""))
                yield f"[{len(self.called)}]"

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = [
            [list(self._container(cell)) for cell in row.iter(f"{W}tc") if _row_of(cell) is row]
            for row in table.iterchildren(f"{W}tr")
        ]
        texts = [[" ".join(on_one_line(p.text) for p in cell) for cell in row] for row in rows]
        wide = max((len(row) for row in texts), default=0)
        if wide < 2 or any(len(text) > LONGEST_CELL for row in texts for text in row):
            yield from (piece for row in rows for cell in row for piece in cell)
            return
        lines = ["\t".join(row).strip() for row in texts if any(row)]
        if lines:
            yield Piece("\n".join(lines), {"table": "table"})

    def _notes(self) -> list[Piece]:
        found: dict[tuple[str, str], str] = {}
        for relation in self.document.part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1]
            if relation.is_external or kind not in ("footnotes", "endnotes"):
                continue
            for note in _parsed(relation.target_part.blob):
                texts = (
                    "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
                    for paragraph in note.iter(f"{W}p")
                )
                words = on_one_line(" ".join(texts))
                if words:
                    found[kind, note.get(f"{W}id") or ""] = words
        return [
            Piece(f"[{n}] {found[key]}", {"footnote": key[0]})
            for n, key in enumerate(self.called, start=1)
            if key in found
        ]

    def _edges(self) -> tuple[list[Piece], list[Piece]]:
        """The running headers and footers, each once."""
        header: dict[str, Piece] = {}
        footer: dict[str, Piece] = {}
        for section in self.document.sections:
            for edge, said, where in (
                (section.header, "header", header),
                (section.first_page_header, "header", header),
                (section.footer, "footer", footer),
                (section.first_page_footer, "footer", footer),
            ):
                if edge.is_linked_to_previous:
                    continue
                for piece in self._container(edge._element):
                    where.setdefault(piece.text, Piece(piece.text, {"furniture": said}))
        return list(header.values()), list(footer.values())


def _styles(document: Any) -> dict[str, _Style]:
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
        style = _Style(
            names[0],
            level,
            any(_has(one, "b") for one in chain[:1]),
            any(_has(one, "i") for one in chain[:1]),
            any(name.startswith("list ") for name in names) and not level,
        )
        found[key] = style
        if element.get(f"{W}default") == "1":
            found[""] = style
    return found


def _name(style: Any) -> str:
    name = style.find(f"{W}name")
    return (name.get(f"{W}val") or "").lower() if name is not None else ""


def _has(style: Any, what: str) -> bool:
    properties = style.find(f"{W}rPr")
    return properties is not None and _on(properties.find(f"{W}{what}"))


def _on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")


def _flag(run: Any, what: str, default: bool) -> bool:
    properties = run.find(f"{W}rPr")
    element = properties.find(f"{W}{what}") if properties is not None else None
    return default if element is None else _on(element)


def _tags(style: _Style) -> dict[str, str]:  # noqa: PLR0911 (a rule a return)
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


def _extend(spans: list[Span], start: int, end: int, tag: str) -> None:
    for k in range(len(spans) - 1, max(-1, len(spans) - 3), -1):
        if spans[k][2] == tag and spans[k][1] == start:
            spans[k] = (spans[k][0], end, tag)
            return
    spans.append((start, end, tag))


def _is_elsewhere(run: Any, paragraph: Any) -> bool:
    """Whether a run is deleted, hidden, or part of a text box that is read on its own."""
    properties = run.find(f"{W}rPr")
    if properties is not None and _on(properties.find(f"{W}vanish")):
        return True
    for parent in run.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in (f"{W}del", f"{W}moveFrom", f"{W}txbxContent", MC_FALLBACK):
            return True
    return False


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"), None)


def _parsed(blob: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 (for documents with notes only)

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(blob, parser)
