"""The tree of a web page becomes blocks of text, in the order of the page, nothing left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from policytext.reading.extracted import Span, on_one_line
from policytext.reading.html_lines import (
    BOLD,
    BREAK,
    ITALIC,
    LINK,
    PREFORMATTED,
    RAISED,
    TAGS,
    lines_of,
)
from policytext.reading.html_names import BLOCKS, UNSEEN_TAGS, is_hidden
from policytext.reading.html_page import HEADINGS, Element, Node, PageBlock
from policytext.reading.html_styles import HEAVY, styles_of_classes
from policytext.reading.html_tables import LABEL, linked_in, rows_of, seen

PICTURES = frozenset(["img", "amp-img", "video"])
ANCHORS = frozenset("#¶§🔗")  # what leads to a heading itself, shown as one points at it
SET_APART = frozenset(["a", "span", "time", "small"])
STYLES = {
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "cite": ITALIC,
    "sup": RAISED,
    "pre": PREFORMATTED,
}
REVEALED = 32  # hidden, and most of the page: a script would have shown it
LONGEST_LABEL = 8  # characters


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
        self.parts: list[tuple[str, int]] = []
        self.hrefs: list[str] = []
        self.prefix = ""
        self.length = 0
        self.pictured = False
        self.classes = styles_of_classes(root)

    def run(self) -> None:
        styles = [0]
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                styles.pop()
                self._leave(element, styles[-1])
                continue
            style = self._start(element, element.tag, styles[-1])
            if style < 0:
                walker.skip_subtree()
                style = styles[-1]
            styles.append(style)
        self._flush()

    def _start(self, element: Element, tag: Any, style: int) -> int:
        """Take up an element; -1 if what stands in it is not to be walked over."""
        if not isinstance(tag, str) or tag in UNSEEN_TAGS or tag in PICTURES:
            if tag in PICTURES and self.nodes:
                self.nodes[max(self.open[-1], 0)].pictures += 1
                self.pictured |= not self._has_words()
            return -1
        attributes = element.attrib
        if attributes and not style & REVEALED and is_hidden(element):
            if not self._is_most(element):
                return -1
            style |= REVEALED
        if tag == "a" and (element.text or "").strip() in ANCHORS and self._in_heading():
            return -1
        if tag in BLOCKS and not (tag == "button" and self._in_heading()):
            self._enter(element, tag, attributes)
            if tag == "table" and self._table(element):
                return -1
        elif tag == "br":
            self.parts.append((BREAK, style))
        elif tag in SET_APART and self.parts and self._is_beside(element):
            self.parts.append((" ", 0))
        style |= STYLES.get(tag, 0)
        if attributes:
            style |= self._said(attributes)
            if tag == "a" and attributes.get("href"):
                self._link(attributes["href"])
                style |= LINK
        self._add(element.text, style)
        return style

    def _said(self, attributes: Any) -> int:
        """How an element is set by its style and its classes."""
        css = attributes.get("style")
        style = BOLD if css and HEAVY.search(css) else 0
        if self.classes:
            for name in (attributes.get("class") or "").split():
                style |= self.classes.get(name, 0)
        return style

    def _add(self, text: str | None, style: int) -> None:
        if text and (self.parts or style & PREFORMATTED or not text.isspace() or "\xa0" in text):
            self.parts.append((text, style))

    def _enter(self, element: Element, tag: str, attributes: Any) -> None:
        self._flush()
        names = ""
        if attributes:
            said = (attributes.get("class"), attributes.get("id"), attributes.get("role"))
            names = " ".join(filter(None, said))
        self.nodes.append(Node(element, tag, self.open[-1], names))
        self.open.append(len(self.nodes) - 1)

    def _leave(self, element: Element, style: int) -> None:
        node = self.open[-1]
        if node >= 0 and self.nodes[node].element is element:
            self._flush()
            self.open.pop()
        self._add(element.tail, style)

    def _link(self, href: str) -> None:
        # menus set links side by side without a blank
        if self.parts and self.parts[-1][1] & LINK and not self.parts[-1][0][-1:].isspace():
            self.parts.append((" ", 0))
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
        parts = self.parts
        if not parts:
            return
        self.parts = []
        hrefs: Sequence[str] = ()
        if self.hrefs:
            hrefs, self.hrefs = self.hrefs, []
        node = max(self.open[-1], 0)
        if len(parts) == 1 and not parts[0][1] & PREFORMATTED and "\xa0" not in parts[0][0]:
            text, style = on_one_line(parts[0][0]).strip(), parts[0][1]  # most blocks are one text
            if text:
                spans = [(0, len(text), tag) for bit, tag in TAGS if style & bit] if style else ()
                self._block(text, spans, node, hrefs)
        elif any(text.strip() for text, _ in parts):
            heading = bool(self.nodes) and self.nodes[node].tag in HEADINGS
            for text, spans in lines_of(parts, heading):
                self._block(text, spans, node, hrefs)
        if self.prefix and not self._holds_label(node, self.prefix.strip()):
            self.blocks.append(PageBlock(self.prefix.strip(), node=node))
            self.prefix = ""

    def _block(self, text: str, spans: Sequence[Span], node: int, hrefs: Sequence[str]) -> None:
        if len(text) <= LONGEST_LABEL and self._holds_label(node, text):
            self.prefix = text + " "
            return
        linked = sum(end - start for start, end, tag in spans if tag == "a") if spans else 0
        if self.prefix:
            shift = len(self.prefix)
            spans = [(start + shift, end + shift, tag) for start, end, tag in spans]
            text, self.prefix = self.prefix + text, ""
        self.blocks.append(PageBlock(text, {}, spans, node, linked, hrefs, self.pictured))
        self.pictured = False

    def _holds_label(self, node: int, text: str) -> bool:
        """Whether a cell holds only the number of the paragraph in the next cell."""
        at = node
        while at >= 0 and self.nodes and self.nodes[at].tag in ("p", "div", "td"):
            if self.nodes[at].tag == "td":
                following = self.nodes[at].element.getnext()
                return (
                    len(text) <= LONGEST_LABEL
                    and LABEL.fullmatch(text) is not None
                    and following is not None
                    and following.tag == "td"
                    and bool("".join(following.itertext()).strip())
                )
            at = self.nodes[at].parent
        return False

    def _table(self, table: Element) -> bool:
        """Take up a table of data; False if it is none."""
        rows = rows_of(table)
        if not rows:
            return False
        node = self.open[-1]
        for caption in table.iterchildren("caption"):
            words = on_one_line("".join(seen(caption)))
            if words:
                self.blocks.append(PageBlock(words, {"caption": "caption"}, node=node))
        text = "\n".join(rows)
        tags = {"table": "table"}
        self.blocks.append(PageBlock(text, tags, node=node, linked=linked_in(table)))
        return True
