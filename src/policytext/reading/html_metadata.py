"""What a web page says of itself."""

from __future__ import annotations

import re
import warnings
from copy import deepcopy
from typing import Any

from lxml import etree

FIELDS = ("title", "author", "date", "url", "sitename", "description")
SITE = re.compile(r"\s+(?:[|–—\-»·•]|:{1,2})\s+|\s?[|_]\s?")
LONGEST = 500  # characters


def metadata_of(root: Any) -> dict[str, str]:
    """
    Read what a page says of itself in its head: <meta>, JSON-LD, <title>.

    Parameters
    ----------
    root : lxml element
        The page.

    Returns
    -------
    dict
        "title", "author", "date" (as in 2024-05-31), "url", "sitename", "description" and
        "language", where the page has them.
    """
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 (slow to import)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = extract_metadata(_head(root)).as_dict()
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            found = {}  # a damaged head
    fields = {
        name: " ".join(str(found[name]).split())[:LONGEST] for name in FIELDS if found.get(name)
    }
    language = _language(root)
    if language:
        fields["language"] = language
    return fields


def titles_of(root: Any) -> list[str]:
    """
    List what the head of a page gives for its title, the most reliable first.

    Parameters
    ----------
    root : lxml element
        The page.

    Returns
    -------
    list of str
        The title for sharing, then the title of the window and the parts of it, each longer
        than the name of a site.
    """
    shared = [
        meta.get("content") or ""
        for meta in root.iterfind(".//meta")
        if (meta.get("property") or meta.get("name") or "").lower()
        in ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
    ]
    window = " ".join("".join(root.findtext(".//head/title") or "").split())
    parts = sorted(SITE.split(window), key=len, reverse=True) if window else []
    return [" ".join(title.split()) for title in [*shared, window, *parts[:2]] if title.strip()]


def _head(root: Any) -> str:
    """The head of the page, and its main heading: no more is asked for its metadata."""
    page = etree.Element("html")
    head = root.find("head")
    page.append(deepcopy(head) if head is not None else etree.Element("head"))
    body = etree.SubElement(page, "body")
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        if script.getparent() is not head:
            page[0].append(deepcopy(script))
    headings = root.findall(".//h1")
    if len(headings) == 1:
        heading = deepcopy(headings[0])
        heading.tail = None
        body.append(heading)
    return str(etree.tostring(page, encoding="unicode", method="html"))


def _language(root: Any) -> str:
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if not said:
        for meta in root.iterfind(".//meta"):
            if (meta.get("http-equiv") or meta.get("name") or "").lower() in (
                "content-language",
                "language",
                "dc.language",
            ):
                said = meta.get("content") or ""
    return str(said).strip()[:20]
