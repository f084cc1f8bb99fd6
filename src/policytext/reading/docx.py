"""A Word document becomes its text: paragraphs, tables and notes, marked by their styles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from policytext.reading.docx_numbering import Numbering, W, numbering_of, said_in
from policytext.reading.docx_styles import Style, is_on, is_set, numbered_by, styles_of, tags_of
from policytext.reading.extracted import Extracted, Piece, Span, compose, on_one_line

LARGEST = 300_000_000  # bytes, unpacked
LONGEST_CELL = 400  # characters; longer ones hold text
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DAMAGED = "is damaged or was saved only in part; open it in the word processor and save it again"
FIELDS = {"title": "title", "author": "author", "subject": "subject", "language": "language"}


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
        self.styles = styles_of(document)
        self.numbering = next((numbering_of(one) for one in self._parts("numbering")), Numbering())
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
            label = self.numbering.label(style.numbered, style.key)
            if label:
                shift = len(label) + 1
                text = f"{label} {text}"
                spans = [(start + shift, end + shift, tag) for start, end, tag in spans]
            yield Piece(text, tags_of(style), spans)
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(parent.tag == MC_FALLBACK for parent in box.iterancestors()):
                yield from self._container(box)

    def _style_of(self, paragraph: Any) -> Style:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.get(said_in(properties, "pStyle"), Style())
        if properties is None:
            return style
        outline = said_in(properties, "outlineLvl")
        level = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else style.level
        own = numbered_by(paragraph)
        return replace(
            style,
            level=level,
            listed=style.listed or bool(own[0]),
            numbered=own if own[0] else style.numbered,
        )

    def _text(self, paragraph: Any, style: Style) -> tuple[str, list[Span]]:
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
                bold = is_set(run, "b", style.bold and not style.level)
                italic = is_set(run, "i", style.italic)
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
        for kind in ("footnotes", "endnotes"):
            for note in (note for part in self._parts(kind) for note in part):
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

    def _parts(self, kind: str) -> Iterator[Any]:
        """The parts of the document of a kind."""
        for relation in self.document.part.rels.values():
            if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] == kind:
                yield _parsed(relation.target_part.blob)

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


def _extend(spans: list[Span], start: int, end: int, tag: str) -> None:
    for k in range(len(spans) - 1, max(-1, len(spans) - 3), -1):
        if spans[k][2] == tag and spans[k][1] == start:
            spans[k] = (spans[k][0], end, tag)
            return
    spans.append((start, end, tag))


def _is_elsewhere(run: Any, paragraph: Any) -> bool:
    """Whether a run is deleted, hidden, or part of a text box that is read on its own."""
    properties = run.find(f"{W}rPr")
    if properties is not None and is_on(properties.find(f"{W}vanish")):
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
