"""A saved web page becomes its text: all that a reader sees of it, furniture marked as such."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from policytext.reading.encoding import decode
from policytext.reading.extracted import Extracted, compose
from policytext.reading.html_blocks import blocks_of
from policytext.reading.html_main import restore_prose
from policytext.reading.html_metadata import metadata_of, titles_of
from policytext.reading.html_names import BLOCKS
from policytext.reading.html_regions import mark_regions

DEEPEST = 1000  # elements within each other; libxml2 stops at 2048
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905


def read_html(data: bytes) -> Extracted:
    """
    Take the text out of a web page.

    Parameters
    ----------
    data : bytes
        The saved page.

    Returns
    -------
    Extracted
        All that a reader sees, in the order of the page: menus, notices and forms too, marked
        "furniture". Scripts, styles and hidden elements are not seen.

    Raises
    ------
    ValueError
        If there is nothing to read on the page.
    """
    text, encoding, repaired = _decoded(data)
    return _extracted(text, encoding, repaired)


def _extracted(text: str, encoding: str, repaired: bool) -> Extracted:
    root = _tree(text)
    blocks, nodes = blocks_of(root)
    if not any(any(c.isalnum() for c in block.text) for block in blocks):
        raise ValueError("is a web page without text; save the page once it is shown in full")
    metadata = metadata_of(root)
    titles = titles_of(root)
    title = mark_regions(blocks, nodes, titles, metadata.get("author", ""))
    restore_prose(blocks, text)
    if title and _is_better(title, metadata.get("title", "")):
        metadata["title"] = title
    return compose(blocks, metadata, encoding, repaired)


def _is_better(printed: str, said: str) -> bool:
    """Whether the title on the page is rather to be given than the one in its head."""
    return not said or said.casefold() not in printed.casefold()


def _decoded(data: bytes) -> tuple[str, str, bool]:
    said = CHARSET.search(data[:4096])
    if said and b"\0" not in data[:200] and not data.startswith(b"\xef\xbb\xbf"):
        name = said[1].decode("ascii").lower()
        # browsers read these two as their supersets
        name = {"iso-8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
        if name not in ("utf-8", "utf8"):
            try:
                text = data.decode(name)
            except (LookupError, UnicodeDecodeError):
                pass
            else:
                return text, name, False
    decoded = decode(data)
    return decoded.text, decoded.encoding, decoded.repaired


def _tree(text: str) -> Any:
    root, whole = _parse(text)
    if not whole:
        root, _ = _parse(_flattened(text))
    if root is None:
        raise ValueError("is a web page without text; save the page once it is shown in full")
    return root


def _parse(text: str) -> tuple[Any, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    data = text.replace("\0", "").encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing in it
        root = None
    return root, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _flattened(text: str) -> str:
    """Drop the tags that stand too deep within others; their text stays."""
    out = []
    last = depth = 0
    for found in TAG.finditer(text):
        closing, name, rest = found.groups()
        if name.lower() in VOID or rest.endswith("/"):
            continue
        depth = max(0, depth - bool(closing))
        if depth >= DEEPEST:
            out.append(text[last : found.start()])
            out.append("<br><br>" if name.lower() in BLOCKS else "")
            last = found.end()
        depth += not closing
    return "".join([*out, text[last:]])
