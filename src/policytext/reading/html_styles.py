"""What the style sheet in a page says of its classes: exports of word processors mark by it."""

from __future__ import annotations

import re

from policytext.reading.html_lines import BOLD, ITALIC
from policytext.reading.html_page import Element

HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
SLANTED = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
# one class and no more: what stands within another element is left to the browser
RULE = re.compile(r"(?:^|(?<=[};\n/,]))[ \t]*(?:span|p)?\.([\w-]{1,40})\s*\{([^{}]{0,2000})\}")
LARGEST = 200_000  # characters; a larger sheet is that of a site, not of a text


def styles_of_classes(root: Element) -> dict[str, int]:
    """
    Read which classes of a page are set bold or italic by the style sheet in its head.

    Parameters
    ----------
    root : lxml element
        The page.

    Returns
    -------
    dict
        From the name of a class to BOLD, ITALIC or both.
    """
    found = {}
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if len(text) > LARGEST:
            continue
        for name, rules in RULE.findall(text):
            style = (BOLD if HEAVY.search(rules) else 0) | (ITALIC if SLANTED.search(rules) else 0)
            if style:
                found[name] = style
    return found
