"""A web page taken apart: its blocks of text, and the elements that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from policytext.reading.extracted import Piece

Element: TypeAlias = Any  # lxml's elements have no types of their own

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
WHOLE_PAGE = frozenset(["html", "body", "main", "article"])
LINKED_WHOLLY = 0.9  # of the characters stand in links


@dataclass(slots=True)
class Node:
    """An element that sets its text apart, and how much stands in it."""

    element: Element
    tag: str
    parent: int
    names: str = ""  # its class, id and role
    pictures: int = 0
    n_blocks: int = 0
    chars: int = 0
    linked: int = 0
    prose: int = 0
    hrefs: int = 0
    here: int = 0  # of them lead to places on the page


@dataclass(slots=True)
class PageBlock(Piece):
    """A block of a page, and the element that it stands in."""

    node: int = 0
    linked: int = 0  # characters in links
    hrefs: Sequence[str] = ()
    pictured: bool = False  # a picture stands right above it
    prose: int = 0  # its characters, if it holds sentences

    @property
    def heading(self) -> str:
        """The tag that makes it a heading; empty if none does."""
        if self.tags:  # most blocks have none
            for tag in self.tags:
                if tag in HEADINGS:
                    return tag
        return ""

    @property
    def is_furniture(self) -> bool:
        """Whether it is marked as no part of the text."""
        return "furniture" in self.tags

    @property
    def is_link(self) -> bool:
        """Whether nothing but links stands in it."""
        return self.linked >= LINKED_WHOLLY * len(self.text)

    def dismiss(self, why: str) -> None:
        """Mark as furniture what is not yet."""
        self.tags.setdefault("furniture", why)


@dataclass(slots=True)
class Page:
    """
    The blocks of a page and the elements that they stand in, every one behind the one it is in.

    Attributes
    ----------
    blocks : sequence of PageBlock
        In the order of the page.
    nodes : sequence of Node
        Its elements.
    title : int
        Which block is the title; -1 if none is.
    first, last : list of int
        The first block of each element, and the one behind its last.
    """

    blocks: Sequence[PageBlock]
    nodes: Sequence[Node]
    title: int = -1
    first: list[int] = field(init=False)
    last: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.first = [len(self.blocks)] * len(self.nodes)
        self.last = [0] * len(self.nodes)
        for i, block in enumerate(self.blocks):
            n = block.node
            self.first[n] = min(self.first[n], i)
            self.last[n] = i + 1
        for n in range(len(self.nodes) - 1, 0, -1):
            parent = self.nodes[n].parent
            if parent >= 0:
                self.first[parent] = min(self.first[parent], self.first[n])
                self.last[parent] = max(self.last[parent], self.last[n])

    @property
    def prose(self) -> int:
        """The characters of its sentences; 1 if it has none."""
        return max(1, self.nodes[0].prose) if self.nodes else 1

    def within(self, n: int) -> Sequence[PageBlock]:
        """The blocks of an element."""
        return self.blocks[self.first[n] : self.last[n]]

    def holds_title(self, n: int) -> bool:
        """Whether the title stands in an element."""
        return self.first[n] <= self.title < self.last[n]

    def around(self, n: int, levels: int) -> Sequence[Node]:
        """An element and those it stands in, so many of them."""
        found: list[Node] = []
        while n >= 0 and len(found) < levels:
            found.append(self.nodes[n])
            n = self.nodes[n].parent
        return found
