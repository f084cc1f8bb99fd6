"""The tree of a web page becomes blocks of text, in the order of the page, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from policytext.reading.extracted import BLANKS, UNSEEN, Piece, Span, on_one_line

Element: TypeAlias = Any  # lxml's elements have no types of their own

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form header hgroup hr html label legend li main menu nav ol
    optgroup option p pre search section select summary table tbody td textarea tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
UNSEEN_TAGS = frozenset(
    """
    head script style template noscript noframes svg math canvas audio video object embed iframe
    map datalist rp input img source track
    """.split()  # noqa: SIM905
)
PICTURES = frozenset(["img", "amp-img", "video"])
SET_APART = frozenset(["a", "span", "time", "small"])
BOLD = frozenset(["b", "strong"])
ITALIC = frozenset(["i", "em", "cite"])
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
FOR_READERS_ALOUD = re.compile(
    r"(?:^|\s)(?:(?:u-)?visually-?hidden|visuallyhidden|sr-only|screen-reader-text|govuk-visually-hidden|"
    r"usa-sr-only|element-invisible|show-for-sr|hide-visually|hidden)(?:\s|$)"
)
LABEL = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlc]{1,6}|[•●▪–—-])[.)\]]{0,2}")
INDENTED = re.compile(r"[\u3000\u2003]|(?:\xa0\s?){2}")
SENTENCE_END = re.compile(r"[.!?。！？…][”\"’)\]]*$")
ITEM = re.compile(r"[•●▪■◆‣►·–-]\s|\(?\w{1,3}[.)]\s")
LONGEST_LABEL = 8  # characters
LONGEST_CELL = 400  # characters; longer ones hold text
LONG_LINE = 90  # characters; a line break behind it ends a paragraph
LONGEST_BOLD_LINE = 130


class Style(NamedTuple):
    """What stands around a text on its line."""

    bold: bool = False
    italic: bool = False
    link: bool = False
    raised: bool = False
    pre: bool = False
    revealed: bool = False


@dataclass(slots=True)
class Node:
    """An element that sets its text apart, and how much stands in it."""

    element: Element
    tag: str
    parent: int
    names: str = ""  # its class, id and role
    n_blocks: int = 0
    chars: int = 0
    linked: int = 0
    prose: int = 0
    hrefs: int = 0
    here: int = 0  # of them lead to places on the page


@dataclass(slots=True)
class PageBlock:
    """A block of a page, and the element that it stands in."""

    piece: Piece
    node: int
    linked: int = 0
    hrefs: list[str] = field(default_factory=list)
    pictured: bool = False  # a picture stands right above it
    prose: int = 0  # its characters, if it holds sentences


def blocks_of(root: Element) -> tuple[list[PageBlock], list[Node]]:
    """
    Walk a page and set its visible text apart.

    Parameters
    ----------
    root : lxml element
        The page.

    Returns
    -------
    blocks : list of PageBlock
        In the order of the page.
    nodes : list of Node
        The elements that they stand in, every one behind the one it stands in.
    """
    walk = _Walk(root)
    walk.run()
    return walk.blocks, walk.nodes


class _Walk:
    """The state of a walk over a page."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.blocks: list[PageBlock] = []
        self.nodes: list[Node] = []
        self.open: list[int] = [-1]
        self.parts: list[tuple[str, Style]] = []
        self.hrefs: list[str] = []
        self.prefix = ""
        self.length = 0
        self.pictured = False

    def run(self) -> None:
        styles = [Style()]
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "end":
                styles.pop()
                self._leave(element, tag, styles[-1])
                continue
            style = styles[-1]
            if not isinstance(tag, str) or tag in UNSEEN_TAGS or tag in PICTURES:
                self.pictured |= tag in PICTURES and not self._has_words()
                walker.skip_subtree()
                styles.append(style)
                continue
            attributes = element.attrib
            if attributes and not style.revealed and _is_hidden(element, attributes):
                if self._is_most(element):
                    style = style._replace(revealed=True)
                else:
                    walker.skip_subtree()
                    styles.append(style)
                    continue
            if tag == "table" and _is_data(element):
                self._enter(element, tag)
                self._table(element)
                walker.skip_subtree()
                styles.append(style)
                continue
            if tag in BLOCKS and not (tag == "button" and self._in_heading()):
                self._enter(element, tag)
            elif tag == "br":
                self.parts.append(("\n", style))
            elif tag in SET_APART and self.parts and self._is_beside(element):
                self.parts.append((" ", Style()))
            style = _styled(style, element, tag)
            if tag == "a" and attributes.get("href"):
                self._link(attributes["href"])
            styles.append(style)
            if element.text:
                self.parts.append((element.text, style))
        self._flush()

    def _enter(self, element: Element, tag: str) -> None:
        self._flush()
        attributes = element.attrib
        names = ""
        if attributes:
            names = " ".join(
                filter(
                    None, (attributes.get("class"), attributes.get("id"), attributes.get("role"))
                )
            )
        self.nodes.append(Node(element, tag, self.open[-1], names))
        self.open.append(len(self.nodes) - 1)

    def _leave(self, element: Element, tag: Any, style: Style) -> None:
        node = self.open[-1]
        if node >= 0 and self.nodes[node].element is element:
            self._flush()
            self.open.pop()
        if element.tail:
            self.parts.append((element.tail, style))

    def _link(self, href: str) -> None:
        # menus set links side by side without a blank
        if self.parts and self.parts[-1][1].link and not self.parts[-1][0][-1:].isspace():
            self.parts.append((" ", Style()))
        self.hrefs.append(href)

    def _is_beside(self, element: Element) -> bool:
        """Whether an element stands right beside another: menus and bylines have no blank there."""
        before = element.getprevious()
        return (
            before is not None
            and before.tag in SET_APART
            and not before.tail
            and len(self.parts[-1][0]) > 1
            and self.parts[-1][0][-1].isalnum()
        )

    def _has_words(self) -> bool:
        return any(text.strip() for text, _ in self.parts)

    def _in_heading(self) -> bool:
        return self.open[-1] >= 0 and self.nodes[self.open[-1]].tag in HEADINGS

    def _is_most(self, element: Element) -> bool:
        """Whether most of the page stands in an element: a script would have shown it."""
        if not self.length:
            self.length = len("".join(self.root.itertext("p", "li", "td", with_tail=False))) or 1
        inside = sum(len(text) for text in element.itertext("p", "li", "td", with_tail=False))
        return inside > self.length / 2

    def _flush(self) -> None:
        parts, hrefs = self.parts, self.hrefs
        self.parts, self.hrefs = [], []
        if not parts or not any(text.strip() for text, _ in parts):
            return
        node = max(self.open[-1], 0)
        raw, style = parts[0]
        if len(parts) == 1 and len(raw) > LONGEST_LABEL and not self.prefix and not any(style):
            text = on_one_line(raw)  # most blocks are one plain text
            if text and "\xa0" not in text:
                self.blocks.append(PageBlock(Piece(text), node, 0, hrefs, self.pictured))
                self.pictured = False
                return
        heading = bool(self.nodes) and self.nodes[node].tag in HEADINGS
        for text, spans in _lines(parts, heading):
            if self._holds_label(node, text):
                self.prefix = text + " "
                continue
            shift = len(self.prefix)
            moved = [(start + shift, end + shift, tag) for start, end, tag in spans]
            linked = sum(end - start for start, end, tag in spans if tag == "a")
            piece = Piece(self.prefix + text, {}, moved)
            self.prefix = ""
            self.blocks.append(PageBlock(piece, node, linked, hrefs, self.pictured))
            self.pictured = False
        if self.prefix and not self._holds_label(node, self.prefix.strip()):
            self.blocks.append(PageBlock(Piece(self.prefix.strip()), node))
            self.prefix = ""

    def _holds_label(self, node: int, text: str) -> bool:
        """Whether a cell holds only the number of the paragraph in the next cell."""
        if len(text) > LONGEST_LABEL or not self.nodes or not LABEL.fullmatch(text):
            return False
        at = node
        while at >= 0 and self.nodes[at].tag in ("p", "div", "td"):
            element = self.nodes[at].element
            if self.nodes[at].tag == "td":
                following = element.getnext()
                return (
                    following is not None
                    and following.tag == "td"
                    and bool("".join(following.itertext()).strip())
                )
            at = self.nodes[at].parent
        return False

    def _table(self, table: Element) -> None:
        node = self.open[-1]
        rows = []
        for caption in table.iterchildren("caption"):
            words = on_one_line("".join(_seen(caption)))
            if words:
                self.blocks.append(PageBlock(Piece(words, {"caption": "caption"}), node))
        linked = 0
        for row in table.iter("tr"):
            cells = [
                on_one_line("".join(_seen(cell)))
                for cell in row
                if isinstance(cell.tag, str) and cell.tag in ("td", "th")
            ]
            linked += sum(len("".join(link.itertext())) for link in row.iter("a"))
            if any(cells):
                rows.append("\t".join(cells).strip())
        if rows:
            text = "\n".join(rows)
            self.blocks.append(PageBlock(Piece(text, {"table": "table"}), node, linked))


def _styled(style: Style, element: Element, tag: str) -> Style:
    css = element.get("style") or ""
    if tag in BOLD or (css and HEAVY.search(css)):
        return style._replace(bold=True)
    if tag in ITALIC:
        return style._replace(italic=True)
    if tag == "a" and element.get("href"):
        return style._replace(link=True)
    if tag == "sup":
        return style._replace(raised=True)
    if tag == "pre":
        return style._replace(pre=True)
    return style


def _is_hidden(element: Element, attributes: Any) -> bool:
    hidden = attributes.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    css = attributes.get("style")
    if css and HIDING.search(css):
        return True
    classes = attributes.get("class")
    return bool(classes and FOR_READERS_ALOUD.search(classes))


def _is_data(table: Element) -> bool:
    """Whether a table holds cells of data; old pages are laid out with tables."""
    if table.get("role") in ("presentation", "none"):
        return False
    if (
        next(table.iterdescendants("table", "h1", "h2", "h3", "h4", "form", "ul", "ol"), None)
        is not None
    ):
        return False
    rows = [
        [cell for cell in row if isinstance(cell.tag, str) and cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    texts = [[on_one_line("".join(cell.itertext())) for cell in row] for row in rows]
    if any(len(text) > LONGEST_CELL for row in texts for text in row):
        return False
    if all(len(row) == 2 and LABEL.fullmatch(row[0]) and len(row[1]) > 20 for row in texts):
        return False
    total = sum(len(text) for row in texts for text in row)
    linked = sum(len("".join(link.itertext())) for link in table.iter("a"))
    return total > 0 and linked <= 0.7 * total


def _seen(element: Element) -> Iterator[str]:
    """The texts of a cell or a caption without scripts, its blocks parted by blanks."""
    if element.text:
        yield element.text
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in UNSEEN_TAGS and not _is_hidden(child, child.attrib):
            apart = tag in BLOCKS or tag == "br"
            if apart:
                yield " "
            yield from _seen(child)
            if apart:
                yield " "
        if child.tail:
            yield child.tail


def _lines(parts: list[tuple[str, Style]], heading: bool) -> Iterator[tuple[str, list[Span]]]:
    """Join the texts of a block and part it where line breaks end a paragraph."""
    lines = _Lines(heading)
    for raw, style in parts:
        if raw == "\n" and not heading:
            lines.close()
        elif style.pre:
            for n, line in enumerate(re.split(r"\r\n|[\r\n\f]", UNSEEN.sub("", raw))):
                if n:
                    lines.close()
                lines.add(BLANKS.sub(" ", line) if "\t" not in line else line, Style())
        else:
            lines.add(BLANKS.sub(" ", UNSEEN.sub("", raw).replace("\n", " ")), style)
    lines.close()
    group: list[tuple[str, list[Span]]] = []
    for line in lines.closed:
        if group and (not line[0] or _ends_paragraph(group[-1], line)):
            yield _together(group)
            group = []
        if line[0]:
            group.append(line)
    if group:
        yield _together(group)


class _Lines:
    """The lines of a block, while its texts are joined."""

    def __init__(self, heading: bool) -> None:
        self.heading = heading
        self.closed: list[tuple[str, list[Span]]] = []
        self.texts: list[str] = []
        self.spans: list[Span] = []
        self.at = 0

    def add(self, text: str, style: Style) -> None:
        if text[:1] == " " and (not self.at or self.texts[-1][-1] == " "):
            text = text[1:]
        if not text:
            return
        if text != " " and any(style[:4]):
            start = self.at + (text[0] == " ")
            end = self.at + len(text) - (text[-1] == " ")
            for tag, marked in zip(("b", "i", "a", "sup"), style[:4], strict=True):
                if marked:
                    self._mark(start, end, tag)
        self.texts.append(text)
        self.at += len(text)

    def _mark(self, start: int, end: int, tag: str) -> None:
        """Note a range; one that only a blank parts from the last of its tag goes on with it."""
        for k in range(len(self.spans) - 1, max(-1, len(self.spans) - 5), -1):
            if self.spans[k][2] == tag:
                gap = start - self.spans[k][1]
                if gap == 0 or (gap == 1 and tag != "a" and self.texts[-1][-1:] == " "):
                    self.spans[k] = (self.spans[k][0], end, tag)
                    return
                break
        self.spans.append((start, end, tag))

    def close(self) -> None:
        text = "".join(self.texts)
        lead = len(text) - len(text.lstrip(" "))
        text = text.strip(" ")
        spans = [(max(0, s - lead), min(e - lead, len(text)), tag) for s, e, tag in self.spans]
        self.closed.append((text if text.strip() else "", spans))
        self.texts, self.spans, self.at = [], [], 0


def _ends_paragraph(above: tuple[str, list[Span]], below: tuple[str, list[Span]]) -> bool:
    """Whether a line break ends a paragraph: by a bold line, a long sentence, an item."""
    return bool(
        INDENTED.match(below[0])
        or ITEM.match(below[0])
        or (len(above[0]) >= LONG_LINE and SENTENCE_END.search(above[0][-12:]))
        or _is_bold_line(above)
        or _is_bold_line(below)
    )


def _is_bold_line(line: tuple[str, list[Span]]) -> bool:
    text, spans = line
    bold = sum(end - start for start, end, tag in spans if tag == "b")
    return len(text) <= LONGEST_BOLD_LINE and bold >= len(text.strip(" :.")) > 0


def _together(lines: list[tuple[str, list[Span]]]) -> tuple[str, list[Span]]:
    if len(lines) == 1:
        text, spans = lines[0]
        text = text.replace("\xa0", " ")
        bare = text.lstrip()  # no-break and wide blanks that stand for an indent
        shift = len(text) - len(bare)
        return bare.rstrip(), [
            (max(0, s - shift), e - shift, tag) for s, e, tag in spans if e > shift
        ]
    spans = []
    at = 0
    texts = []
    for text, own in lines:
        shift = len(text) - len(text.lstrip())
        bare = text.strip().replace("\xa0", " ")
        spans += [(at + max(0, s - shift), at + e - shift, tag) for s, e, tag in own if e > shift]
        texts.append(bare)
        at += len(bare) + 1
    return "\n".join(texts), spans
