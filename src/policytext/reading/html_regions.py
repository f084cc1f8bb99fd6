"""Which parts of a web page are text and which are furniture, by its tags, names and links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.reading.html_blocks import HEADINGS, Node, PageBlock
from policytext.reading.html_names import (
    BYLINE_LIKE,
    BYLINES,
    CAPTIONS,
    COMMENTS,
    CREDITS,
    FURNITURE_NAMES,
    FURNITURE_PAIRS,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    HOME,
    LOGO,
    NOTES,
    PICTURES,
    PULLED,
    SET_IN_FIGURES,
    SUBHEADS,
    WHOLE_PAGE,
)
from policytext.reading.html_patterns import mark_boxes, mark_cards, mark_controls, mark_footer
from policytext.reading.html_people import (
    mark_captions,
    mark_credits,
    mark_people,
    mark_sources,
    mark_standfirst,
)

NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
SENTENCE_END = re.compile(r"[.!?。！？…:;][”\"’»)\]\d]*$")
CJK = re.compile(r"[\u3400-\u9fff]")
MOST_PROSE = 0.35  # of the page's, in an element whose name says furniture
MOST_PROSE_OF_COMMENTS = 0.75
LONGEST_FIGURE = 800  # characters
MOST_PULLED = 50  # quotations that are looked for in the rest of the page
SHORTEST_TITLE = 12  # characters
LARGE = 0.85  # of the page's prose stands in the element that is its text
LINKED_WHOLLY = 0.9  # of the characters of a heading
TEASED = 3  # blocks below a heading that leads to another page
LINKED = 0.7  # of the characters of a list of links
LONGEST_BYLINE = 200  # characters
LONGEST_LINK = 110
NEAR = 4  # blocks above the title
FAR = 20  # blocks below it


@dataclass(slots=True)
class _Page:
    """What is found out of a page on the way."""

    blocks: Sequence[PageBlock]
    nodes: Sequence[Node]
    first: list[int]
    last: list[int]
    title: int = -1


def mark_regions(blocks: Sequence[PageBlock], nodes: Sequence[Node], titles: Sequence[str]) -> str:
    """
    Write to every block of a page what the page says of it: heading, item, caption, furniture …

    Parameters
    ----------
    blocks : sequence of PageBlock
        In the order of the page; their tags are filled in.
    nodes : sequence of Node
        The elements that they stand in.
    titles : sequence of str
        The titles that the head of the page gives, the best first.

    Returns
    -------
    str
        The title as it stands on the page; empty if none is found.
    """
    _weigh(blocks, nodes)
    page = _Page(blocks, nodes, *_ranges(blocks, nodes))
    _mark_kinds(page)
    page.title = _title_block(page, titles)
    why = _by_name(page)
    for block in blocks:
        if why[block.node]:
            block.piece.tags["furniture"] = why[block.node]
    ranges = page.first, page.last
    mark_controls(blocks, page.title)
    _mark_bylines(page)
    mark_people(blocks, nodes, page.title, FAR)
    mark_standfirst(blocks, nodes, page.title)
    _mark_links(page)
    mark_cards(blocks, nodes, ranges, page.title)
    mark_boxes(blocks, nodes, ranges, page.title)
    mark_footer(blocks, nodes, ranges, page.title)
    _mark_around(page)
    _mark_teasers(page)
    _mark_headings_of_furniture(page)
    mark_credits(blocks, nodes, page.title)
    mark_sources(blocks, nodes)
    mark_captions(blocks, nodes, page.title)
    _mark_pull_quotes(page)
    return " ".join(blocks[page.title].piece.text.split()) if page.title >= 0 else ""


def _weigh(blocks: Sequence[PageBlock], nodes: Sequence[Node]) -> None:
    for block in blocks:
        node = nodes[block.node]
        node.n_blocks += 1
        node.chars += len(block.piece.text)
        node.linked += block.linked
        block.prose = _prose(block)
        node.prose += block.prose
        node.hrefs += len(block.hrefs)
        node.here += sum(href.startswith("#") for href in block.hrefs)
    for node in reversed(nodes):
        if node.parent >= 0:
            above = nodes[node.parent]
            above.n_blocks += node.n_blocks
            above.chars += node.chars
            above.linked += node.linked
            above.prose += node.prose
            above.hrefs += node.hrefs
            above.here += node.here


def _prose(block: PageBlock) -> int:
    """How many characters of sentences a block has."""
    text = block.piece.text
    if block.linked > 0.4 * len(text) or "table" in block.piece.tags:
        return 0
    long = len(text) >= 120 or (len(text) >= 45 and SENTENCE_END.search(text[-8:]))
    if not long and not (len(text) >= 25 and CJK.search(text) and SENTENCE_END.search(text[-8:])):
        return 0
    return len(text)


def _ranges(blocks: Sequence[PageBlock], nodes: Sequence[Node]) -> tuple[list[int], list[int]]:
    """The first block of each element, and the one behind its last."""
    first = [len(blocks)] * len(nodes)
    last = [0] * len(nodes)
    for i, block in enumerate(blocks):
        first[block.node] = min(first[block.node], i)
        last[block.node] = i + 1
    for n in range(len(nodes) - 1, 0, -1):
        parent = nodes[n].parent
        if parent >= 0:
            first[parent] = min(first[parent], first[n])
            last[parent] = max(last[parent], last[n])
    return first, last


def _mark_kinds(page: _Page) -> None:
    """Headings, items, captions, quotations, notes: by the elements that blocks stand in."""
    inherited: list[dict[str, str]] = []
    items: list[int] = []
    opened: set[int] = set()
    for n, node in enumerate(page.nodes):
        tags = inherited[node.parent] if node.parent >= 0 else {}
        own = _own_kinds(node)
        inherited.append({**tags, **own} if own else tags)
        item = items[node.parent] if node.parent >= 0 else -1
        items.append(n if node.tag == "li" else -1 if node.tag in ("ul", "ol") else item)
    for block in page.blocks:
        tags = inherited[block.node]
        block.piece.tags.update(tags)
        item = items[block.node]
        if item >= 0 and item not in opened:
            opened.add(item)
            if not HEADINGS & tags.keys():
                block.piece.tags["li"] = "li"


def _own_kinds(node: Node) -> dict[str, str]:
    kinds = {}
    if node.tag in HEADINGS:
        kinds[node.tag] = node.tag
    elif node.tag == "figcaption" and _is_below_quotation(node):
        kinds["source"] = "below a quotation"
    elif node.tag == "figcaption" or (node.tag != "figure" and CAPTIONS.search(node.names)):
        kinds["caption"] = "figcaption" if node.tag == "figcaption" else f"class {node.names}"
    elif node.tag == "blockquote":
        kinds["quote"] = "blockquote"
    elif node.tag == "figure" and _holds_picture(node):
        kinds["caption"] = "figure"
    if node.tag in WHOLE_PAGE or not node.names:
        return kinds
    if NOTES.search(node.names) or "doc-endnotes" in node.names:
        kinds["footnote"] = f"class {node.names}"
    elif CREDITS.search(node.names):
        kinds["credit"] = f"class {node.names}"
    elif node.tag in ("p", "div") and SUBHEADS & set(_names(node.names)):
        kinds["subhead"] = f"class {node.names}"
    return kinds


def _is_below_quotation(node: Node) -> bool:
    """Whether a figure is a quotation, and the words below it say whose."""
    figure = node.element.getparent()
    if figure is None or figure.tag != "figure":
        return False
    tags = {element.tag for element in figure.iterdescendants()}
    return "blockquote" in tags and not tags & PICTURES


def _holds_picture(node: Node) -> bool:
    """Whether a figure is a picture and the few words that belong to it."""
    if not node.n_blocks or node.chars > LONGEST_FIGURE:
        return False
    tags = {element.tag for element in node.element.iterdescendants()}
    return bool(tags & PICTURES) and not tags & SET_IN_FIGURES


def _names(names: str) -> list[str]:
    return [name.lower() for name in NAMES.findall(names)]


def _title_block(page: _Page, said: Sequence[str]) -> int:
    """The heading that is the title of the page."""
    wanted = [key for key in map(_key, said) if key]
    candidates = [
        i
        for i, block in enumerate(page.blocks)
        if {"h1", "h2", "h3"} & block.piece.tags.keys() and not _is_logo(page, block)
    ]
    for key in wanted:
        for i in candidates:
            if _key(page.blocks[i].piece.text) == key:
                return i
    for i in candidates:
        key = _key(page.blocks[i].piece.text)
        if len(key) >= SHORTEST_TITLE and any(key in other or other in key for other in wanted):
            return i
    top = [i for i in candidates if "h1" in page.blocks[i].piece.tags]
    if len(top) == 1:
        return top[0]
    if not top:
        return _plain_title(page, wanted)
    inside = [i for i in top if _within(page, page.blocks[i].node, ("article", "main"))]
    return (inside or top or [-1])[0]


def _plain_title(page: _Page, wanted: Sequence[str]) -> int:
    """The last line above the text that says what the head of the page gives for its title."""
    found = -1
    longest = 2 * max(map(len, wanted), default=0)
    for i, block in enumerate(page.blocks):
        if block.prose and len(block.piece.text) > LONGEST_BYLINE:
            break
        if (
            len(block.piece.text) <= longest
            and not block.linked
            and _key(block.piece.text) in wanted
        ):
            found = i
    return found


def _is_logo(page: _Page, block: PageBlock) -> bool:
    """Whether a heading is the name of the site: it leads home, or its element is called so."""
    linked = block.linked >= len(block.piece.text)
    if linked and any(HOME.fullmatch(href) for href in block.hrefs):
        return True
    n = block.node
    for _ in range(3):
        if n < 0:
            break
        if LOGO.search(page.nodes[n].names):
            return True
        n = page.nodes[n].parent
    return False


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _within(page: _Page, node: int, tags: Sequence[str]) -> bool:
    while node >= 0:
        if page.nodes[node].tag in tags or "main" in page.nodes[node].names.split():
            return True
        node = page.nodes[node].parent
    return False


def _by_name(page: _Page) -> list[str]:
    """Why each element is furniture; empty if its tag, role and names do not say so."""
    prose = max(1, sum(block.prose for block in page.blocks))
    texts = [False]
    why: list[str] = []
    for n, node in enumerate(page.nodes):
        above = why[node.parent] if node.parent >= 0 else ""
        in_text = node.parent >= 0 and texts[node.parent]
        if n:
            texts.append(in_text or node.tag in ("article", "main", "blockquote"))
        else:
            texts[0] = node.tag in ("article", "main")
        why.append(above or _furniture(page, n, node.prose / prose, in_text))
    return why


def _furniture(page: _Page, n: int, share: float, in_text: bool) -> str:  # noqa: PLR0911 (a rule a return)
    node = page.nodes[n]
    holds_title = page.first[n] <= page.title < page.last[n]
    if node.tag in WHOLE_PAGE or node.tag in HEADINGS or (holds_title and node.tag != "nav"):
        return ""
    if node.tag == "label" and node.n_blocks == 1 and share > 0:
        return ""
    if node.tag in FURNITURE_TAGS and share <= FURNITURE_TAGS[node.tag]:
        quoted = node.tag == "footer" and node.parent >= 0
        if not (quoted and page.nodes[node.parent].tag in ("blockquote", "figure")):
            return node.tag
    if node.tag == "header" and not in_text and share <= 0.1:
        return node.tag
    if not node.names:
        return ""
    roles = FURNITURE_ROLES & {(node.element.get("role") or "").lower()}
    if roles and share <= 0.3:
        return f"role {next(iter(roles))}"
    if NOTES.search(node.names) or (in_text and "caption" in node.names.lower()):
        return ""
    names = _names(node.names)
    found = next((name for name in names if name in FURNITURE_NAMES), "")
    most = MOST_PROSE_OF_COMMENTS if found in COMMENTS else MOST_PROSE
    if found and share <= most:
        return f"class {found}"
    pair = FURNITURE_PAIRS.search(node.names)
    return f"class {pair.group()}" if pair and share <= MOST_PROSE else ""


def _mark_links(page: _Page) -> None:
    """Lists of links, and the lists of contents that lead to places on the page."""
    done = [False] * len(page.nodes)
    for n, node in enumerate(page.nodes):
        if node.parent >= 0 and done[node.parent]:
            done[n] = True
            continue
        if not node.linked or node.linked < LINKED * node.chars:
            continue
        if page.first[n] <= page.title < page.last[n]:
            continue
        if node.hrefs < 2 or node.chars > LONGEST_LINK * node.hrefs:
            continue
        inside = page.blocks[page.first[n] : page.last[n]]
        if any({"footnote", "table", "byline"} & block.piece.tags.keys() for block in inside):
            continue
        done[n] = True
        why = "list of contents" if node.here > node.hrefs / 2 else "list of links"
        for block in inside:
            block.piece.tags.setdefault("furniture", why)


def _mark_around(page: _Page) -> None:  # noqa: PLR0912 (a place a branch)
    """What stands outside the element that holds the text."""
    blocks, nodes = page.blocks, page.nodes
    clean = [0] * len(nodes)
    for block in blocks:
        if "furniture" not in block.piece.tags:
            clean[block.node] += block.prose
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].parent >= 0:
            clean[nodes[n].parent] += clean[n]
    total = clean[0] if nodes else 0
    if not total:
        return
    region = max(n for n in range(len(nodes)) if clean[n] >= LARGE * total)
    while nodes[region].tag in ("p", "li", "blockquote", "pre", "tr", "ul", "ol", "td", "tbody"):
        if nodes[region].parent < 0:
            break
        region = nodes[region].parent
    shell = _shell(page, region)
    start = min(page.first[region], page.title) if page.title >= 0 else page.first[region]
    for i, block in enumerate(blocks):
        if "furniture" in block.piece.tags or page.first[region] <= i < page.last[region]:
            continue
        inside = page.first[shell] <= i < page.last[shell]
        linked = block.linked > LINKED * len(block.piece.text)
        if i == page.title:
            continue
        if i < page.first[region]:
            beside = i >= start and (not linked or inside or "byline" in block.piece.tags)
            near = inside and page.title - NEAR <= i and not linked
            if not (beside or near):
                block.piece.tags["furniture"] = "above the text"
        elif not inside or (linked and "footnote" not in block.piece.tags):
            block.piece.tags["furniture"] = "below the text"
    _mark_tail(page, page.last[region], page.last[shell])


def _mark_tail(page: _Page, start: int, end: int) -> None:
    """Below the text, the headings with nothing under them but short lines: contacts, media."""
    group: list[PageBlock] = []
    kept = True
    for block in [*page.blocks[start:end], None]:
        heading = block is not None and HEADINGS & block.piece.tags.keys()
        if block is None or heading:
            if not kept:
                for one in group:
                    one.piece.tags.setdefault("furniture", "below the text")
            group, kept = [], block is None
        if block is not None:
            group.append(block)
            kept = kept or bool(
                block.prose or {"footnote", "table", "credit"} & block.piece.tags.keys()
            )


def _shell(page: _Page, region: int) -> int:
    """The element that holds the text and what belongs to it: title, byline, notes."""
    n = region
    while n >= 0:
        node = page.nodes[n]
        role = (node.element.get("role") or "") if node.names else ""
        if node.tag in ("article", "main") or role in ("main", "article"):
            return n
        n = node.parent
    n = page.nodes[region].parent
    if n > 0 and page.nodes[n].tag != "body" and page.first[n] <= page.title < page.last[n]:
        return n
    return region


def _mark_teasers(page: _Page) -> None:
    """Headings that lead to other pages, and the few words below each."""
    left = 0
    for i, block in enumerate(page.blocks):
        tags = block.piece.tags
        if HEADINGS & tags.keys():
            linked = block.linked >= LINKED_WHOLLY * len(block.piece.text)
            here = any(href.startswith("#") for href in block.hrefs)
            left = TEASED if linked and not here and i != page.title else 0
            if left:
                tags.setdefault("furniture", "heading of another page")
        elif left and not block.prose:
            tags.setdefault("furniture", "teaser")
            left -= 1
        else:
            left = 0


def _mark_headings_of_furniture(page: _Page) -> None:
    """A heading with nothing but furniture under it: "Related stories"."""
    blocks = page.blocks
    below = ""  # the kind of the next block that is not furniture
    beside = False
    for i in range(len(blocks) - 1, -1, -1):
        tags = blocks[i].piece.tags
        if "furniture" in tags:
            beside = True
            continue
        heading = next((tag for tag in HEADINGS if tag in tags), "")
        following = blocks[i + 1].piece.tags.get("furniture", "") if beside else ""
        listed = following.startswith("list of")
        if heading and i != page.title and beside and (listed or not below or below <= heading):
            tags["furniture"] = "heads furniture"
            continue
        below, beside = heading or "text", False


def _mark_pull_quotes(page: _Page) -> None:
    """A sentence of the text that is set once more in large letters."""
    pulled = [
        block
        for block in page.blocks
        if "furniture" not in block.piece.tags
        and (PULLED.search(page.nodes[block.node].names) or "quote" in block.piece.tags)
    ]
    if not pulled:
        return
    whole = _key(" ".join(block.piece.text for block in page.blocks))
    for block in pulled[:MOST_PULLED]:
        key = _key(block.piece.text)
        if len(key) >= SHORTEST_TITLE and whole.count(key) > 1:
            block.piece.tags["furniture"] = "quotation of the text itself"


def _mark_bylines(page: _Page) -> None:
    """Author, place and date by the names of their elements, near the title."""
    prose = 0
    for i in range(max(0, page.title - NEAR), min(len(page.blocks), page.title + FAR)):
        block = page.blocks[i]
        tags = block.piece.tags
        if "furniture" in tags or "caption" in tags or i == page.title:
            continue
        prose += block.prose > 0 and i > page.title
        if prose > 2:
            break
        if len(block.piece.text) > LONGEST_BYLINE or HEADINGS & tags.keys() or block.prose:
            continue
        names: set[str] = set()
        n = block.node
        for _ in range(3):
            if n < 0 or page.nodes[n].tag in WHOLE_PAGE:
                break
            names |= set(_names(page.nodes[n].names)) | {page.nodes[n].tag}
            n = page.nodes[n].parent
        own = page.nodes[block.node].element
        said = BYLINES & names or {"address"} & names
        timed = own.find(".//time") is not None
        if said or timed or (BYLINE_LIKE & names and i > page.title >= 0):
            block.piece.tags["byline"] = f"class {next(iter(said))}" if said else "time"
    if page.title >= 0:
        page.blocks[page.title].piece.tags["title"] = "title of the page"
