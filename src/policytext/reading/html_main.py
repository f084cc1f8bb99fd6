"""What another reader of web pages takes for the text: prose that it keeps is no furniture."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from policytext.reading.extracted import key_of
from policytext.reading.html_page import PageBlock

LARGEST = 2_000_000  # characters; a larger page takes trafilatura longer than it takes us to read
SHORTEST = 100  # characters of prose
KEY = 60  # letters and digits that stand for a block
POSITIONS = ("above the text", "below the text")


def restore_prose(blocks: Sequence[PageBlock], page: str) -> None:
    """
    Take the mark "furniture" from prose that trafilatura finds in the main text of a page.

    Its judgement counts where ours rests on the place or the name of an element; what is a menu,
    a form or a footer by its tag stays that.

    Parameters
    ----------
    blocks : sequence of PageBlock
        With their marks.
    page : str
        The source of the page.
    """
    doubtful = [block for block in blocks if _is_doubtful(block)]
    if not doubtful or len(page) > LARGEST:
        return
    main = key_of(_extraction(page))
    for block in doubtful:
        if key_of(block.text)[:KEY] in main:
            del block.tags["furniture"]


def _is_doubtful(block: PageBlock) -> bool:
    text = block.text
    why = block.tags.get("furniture", "")
    return (
        (why in POSITIONS or why.startswith("class "))
        and len(text) >= SHORTEST
        and text.rstrip('”"’)')[-1:] in ".!?。！？"
        and block.linked < 0.3 * len(text)
    )


def _extraction(page: str) -> str:
    import trafilatura  # noqa: PLC0415 (slow to import)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return trafilatura.extract(page, include_comments=False, include_tables=True) or ""
        except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
            return ""  # a page that it cannot read decides nothing
