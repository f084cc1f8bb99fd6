"""Which heading of a web page is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.reading.extracted import key_of
from policytext.reading.html_page import Page, PageBlock

SHORTEST_TITLE = 12  # characters
LONGEST_LINE = 200
HOME = re.compile(
    r"(?:https?://[^/]+)?/?(?:[a-z]{2}/?)?(?:(?:index|default|home)\.\w+)?", re.IGNORECASE
)
NAMED = re.compile(r"(?:^|[\s_-])(?:(?:page|entry|post|article|news|main)[_-]?)?title", re.I)
LOGO = re.compile(
    r"(?:^|[\s_-])(?:logo|brand|branding|site-?title|site-?name)(?:$|[\s_-])", re.IGNORECASE
)


def find_title(page: Page, said: Sequence[str]) -> int:
    """
    Find the title of a page.

    Parameters
    ----------
    page : Page
        Its headings are marked.
    said : sequence of str
        The titles that its head gives, the best first.

    Returns
    -------
    int
        Which block it is; -1 if none is.
    """
    wanted = [key for key in map(key_of, said) if key]
    candidates = [
        i
        for i, block in enumerate(page.blocks)
        if {"h1", "h2", "h3"} & block.tags.keys() and not _is_logo(page, block)
    ]
    keys = {i: key_of(page.blocks[i].text) for i in candidates}
    for said_key in wanted:
        for i in candidates:
            if keys[i] == said_key:
                return i
    for i in candidates:
        key = keys[i]
        if len(key) >= SHORTEST_TITLE and any(key in other or other in key for other in wanted):
            return i
    top = [i for i in candidates if "h1" in page.blocks[i].tags]
    if not top:
        called = [i for i in candidates if NAMED.search(page.nodes[page.blocks[i].node].names)]
        return called[0] if len(called) == 1 else _plain_title(page, wanted)
    inside = [i for i in top if _in_main(page, page.blocks[i].node)]
    return top[0] if len(top) == 1 else (inside or top)[0]


def _plain_title(page: Page, wanted: Sequence[str]) -> int:
    """The last line above the text that says what the head of the page gives for its title."""
    found = -1
    longest = 2 * max(map(len, wanted), default=0)
    for i, block in enumerate(page.blocks):
        if block.prose and len(block.text) > LONGEST_LINE:
            break
        if len(block.text) <= longest and not block.linked and key_of(block.text) in wanted:
            found = i
    return found


def _is_logo(page: Page, block: PageBlock) -> bool:
    """Whether a heading is the name of the site: it leads home, or its element is called so."""
    if block.linked >= len(block.text) and any(HOME.fullmatch(href) for href in block.hrefs):
        return True
    return any(LOGO.search(node.names) for node in page.around(block.node, 3))


def _in_main(page: Page, n: int) -> bool:
    return any(
        node.tag in ("article", "main") or "main" in node.names.split()
        for node in page.around(n, len(page.nodes))
    )
