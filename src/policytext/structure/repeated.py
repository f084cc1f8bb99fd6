"""What many texts of one folder have in common is the furniture of their pages."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from policytext.reading import Block, Document
from policytext.structure.byline import SPECIAL, TALK
from policytext.structure.markers import marker_of
from policytext.structure.marks import plain_text
from policytext.structure.runs import size_of

FEWEST_TEXTS = 3  # two texts may quote each other; in a third it is a habit of the page
LEAST_SHARE = 0.5  # of the texts that must have a line; in a mixed folder a few may share a phrase
LONGEST_EDGE = 8_000  # characters at either end of a text in which furniture is looked for
PLAIN_TEXT = (".txt", ".text", ".md", ".markdown")
LONGEST_LINE = 600  # characters
SHORTEST_TEXT = 12  # words of a sentence that is the text's own
JUDGED = ("paragraph", "list_item", "heading", "caption")
DRAWN = ("separator", "page number")  # stand inside of texts, too


def shared_lines(texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """
    Find for each text the lines that many others have as well.

    Parameters
    ----------
    texts : mapping of str to str
        Texts of one source by name; only their beginnings and ends are looked at.

    Returns
    -------
    dict
        For each name the lines, in small letters and without marks, that at least three texts
        and half of all have; none if there are fewer than three texts that differ.

    Examples
    --------
    >>> pages = {f"page {n}": f"Daily Herald\\n\\nNews of day {n}.\\n" for n in range(3)}
    >>> shared_lines(pages)["page 0"]
    frozenset({'daily herald'})
    """
    lines = {name: _edge_lines(text) for name, text in texts.items()}
    different = set(lines.values())
    seen = Counter(line for page in different for line in page)
    fewest = max(FEWEST_TEXTS, LEAST_SHARE * len(different))
    shared = {line for line, times in seen.items() if times >= fewest}
    return {name: page & shared for name, page in lines.items()}


def shared_lines_of_files(paths: Mapping[str, Path]) -> dict[str, frozenset[str]]:
    """
    Find for each file of plain text the lines that many others in its folder have as well.

    Parameters
    ----------
    paths : mapping of str to Path
        Files by name; only the beginning and the end of each is read, and files that are not
        plain text, or cannot be read, share nothing.

    Returns
    -------
    dict
        For each name the lines, as `shared_lines` gives them.
    """
    found: dict[str, frozenset[str]] = dict.fromkeys(paths, frozenset())
    folders: dict[Path, dict[str, str]] = {}
    for name, path in paths.items():
        if path.suffix.lower() in PLAIN_TEXT:
            folders.setdefault(path.parent, {})[name] = _ends_of_file(path)
    for texts in folders.values():
        found |= shared_lines(texts)
    return found


def mark_shared(document: Document, lines: frozenset[str]) -> Document:
    """
    Make furniture of the lines at the edges of a page that many texts have as well.

    Parameters
    ----------
    document : Document
        One whose structure is recovered.
    lines : frozenset of str
        The lines it shares, as `shared_lines` gives them.

    Returns
    -------
    Document
        The same text. Blocks above and below the text's own sentences that are among the lines
        are boilerplate. Titles, bylines, signatures, salutations, customary and numbered headings
        stay what they are, and so do the sentences that stand next to the text, such as a formula
        that closes all acts.
    """
    if not lines:
        return document
    blocks = document.blocks
    words = [_plain(document.text[block.start_char : block.end_char]) for block in blocks]
    own = [
        n
        for n, block in enumerate(blocks)
        if block.kind in ("paragraph", "list_item") and _is_own(words[n], lines)
    ]
    if not own:
        return document
    found = {
        *_furniture(blocks, words, range(own[0] - 1, -1, -1), lines, above=True),
        *_furniture(blocks, words, range(own[-1] + 1, len(blocks)), lines, above=False),
    }
    if not found:
        return document
    marked = tuple(_boilerplate(block) if n in found else block for n, block in enumerate(blocks))
    return replace(document, blocks=marked)


def _ends_of_file(path: Path) -> str:
    """The beginning and the end of a file, with more than the longest line between them."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if size <= 2 * LONGEST_EDGE:
                return file.read().decode("utf-8", "ignore")
            first = file.read(LONGEST_EDGE).decode("utf-8", "ignore")
            file.seek(size - LONGEST_EDGE)
            last = file.read().decode("utf-8", "ignore")
    except OSError:
        return ""
    return first + "-" * (LONGEST_LINE + 1) + last


def _edge_lines(text: str) -> frozenset[str]:
    if len(text) <= 2 * LONGEST_EDGE + LONGEST_LINE + 1:
        parts = text.splitlines()
    else:  # the line that is cut is left out
        parts = text[:LONGEST_EDGE].splitlines()[:-1] + text[-LONGEST_EDGE:].splitlines()[1:]
    lines = (_plain(part) for part in parts if len(part) <= LONGEST_LINE)
    return frozenset(line for line in lines if any(map(str.isalnum, line)))


def _plain(text: str) -> str:
    return plain_text(text).strip(" #*>-•").casefold()


def _is_own(words: str, lines: frozenset[str]) -> bool:
    sentence = words.endswith((".", "!", "?", "”", '"', "。"))
    return sentence and words not in lines and size_of(words) >= SHORTEST_TEXT


def _furniture(
    blocks: Sequence[Block],
    words: Sequence[str],
    outwards: range,
    lines: frozenset[str],
    *,
    above: bool,
) -> list[int]:
    """Walk from the text to the edge of the page; beyond furniture, sentences are furniture too."""
    found: list[int] = []
    beyond = False
    for n in outwards:
        block = blocks[n]
        if block.kind == "boilerplate":
            beyond = beyond or block.reason not in DRAWN
        elif block.kind in JUDGED and words[n] in lines and _can_be_furniture(words[n]):
            sentence = words[n].endswith((".", "!", "?"))
            heads_text = block.kind == "heading" and (above or _heads_own(blocks, words, n, lines))
            if not heads_text and (beyond or not sentence):
                found.append(n)
                beyond = True
    return found


def _heads_own(
    blocks: Sequence[Block], words: Sequence[str], n: int, lines: frozenset[str]
) -> bool:
    """Whether what stands below a heading is this text's alone."""
    below = n + 1 < len(blocks)
    return below and blocks[n + 1].kind != "boilerplate" and words[n + 1] not in lines


def _can_be_furniture(words: str) -> bool:
    formula = words.endswith((",", ":", ";")) or SPECIAL.match(words) or TALK.match(words)
    return not formula and marker_of(words) is None and marker_of(words.title()) is None


def _boilerplate(block: Block) -> Block:
    return replace(
        block,
        kind="boilerplate",
        level=0,
        marker="",
        marker_end=block.start_char,
        ordinal=None,
        run_in=False,
        reason="line that many texts of the folder have",
    )
