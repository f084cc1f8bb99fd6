"""The lines of a PDF become paragraphs, over the breaks of its pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policytext.reading.extracted import Piece, Span, key_of
from policytext.reading.pdf_lines import Line

TERMINAL = re.compile(r"[.!?:;。！？…][”\"’»)\]]*\d{0,3}$")
ITEM = re.compile(
    r"[•●▪■◆‣►–—-]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivxlc]{1,5}|[A-Z]|[IVXLC]{1,5})[.)]\s"
)
HYPHENATED = re.compile(r"[^\W\d_]{2,}[-\u00ad]$")
LARGER = 1.12  # times the size of the text: a heading
LONGEST_HEADING = 200  # characters
APART = 1.4  # times the usual distance between lines: another paragraph


def paragraphs(lines: Sequence[Line], outline: dict[str, int]) -> Iterator[Piece]:
    """
    Join lines into paragraphs.

    Parameters
    ----------
    lines : sequence of Line
        All lines of a document, its furniture marked.
    outline : dict
        The levels of its bookmarks, by their letters and digits.

    Yields
    ------
    Piece
        Paragraphs, headings and tables; the furniture that cuts one in two stands behind it.
    """
    text = [line for line in lines if not line.furniture]
    usual = _usual_size(text)
    levels = _levels(text, usual)
    leading = _leading(text)
    hyphens = {word.casefold() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    waiting: list[Piece] = []
    group: list[Line] = []
    for line in lines:
        if line.furniture:
            waiting.append(Piece(line.text, {"furniture": line.furniture}, []))
            continue
        if group and not _goes_on(group, line, leading, usual):
            yield _piece(group, levels, outline, hyphens)
            group = []
            yield from waiting
            waiting = []
        elif not group:
            yield from waiting
            waiting = []
        group.append(line)
    if group:
        yield _piece(group, levels, outline, hyphens)
    yield from waiting


def _usual_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _levels(lines: Sequence[Line], usual: float) -> dict[float, int]:
    """How deep the headings of each size stand."""
    large = sorted({line.size for line in lines if line.size >= LARGER * usual}, reverse=True)
    return {size: min(6, n) for n, size in enumerate(large, start=1)}


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance of lines of each size, from top to top."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(lines):
        step = below.bottom - above.bottom
        if above.page == below.page and above.size == below.size and 0 < step < 4 * above.size:
            found[above.size][round(step, 1)] += 1
    return {
        size: min(steps, key=lambda step: (-steps[step], step)) for size, steps in found.items()
    }


def _goes_on(  # noqa: PLR0911 (a rule a return)
    group: Sequence[Line], line: Line, leading: dict[float, float], usual: float
) -> bool:
    """Whether a line belongs to the paragraph of the lines above it."""
    above = group[-1]
    if abs(above.size - line.size) > 0.6 or above.bold != line.bold:
        return False
    if above.cells > 1 or line.cells > 1:
        return above.cells > 1 and line.cells > 1 and above.page == line.page
    first = line.text[:1]
    full = above.x1 > above.right - 0.12 * (above.right - above.left)
    ended = bool(TERMINAL.search(above.text))
    broken = above.page != line.page or line.top < above.top  # by a page or a column
    if broken:
        if line.size >= LARGER * usual:
            return False
        return not ended and (first.islower() or (full and not ITEM.match(line.text)))
    step = line.bottom - above.bottom
    if step > APART * leading.get(line.size, 1.25 * line.size):
        return False
    if line.size >= LARGER * usual or line.bold:
        return not re.match(r"\d|[IVX]+\.", line.text) or not ended
    if ITEM.match(line.text) and (ended or not full or ITEM.match(group[0].text)):
        return False
    indented = line.x0 > above.x0 + 0.8 * line.size
    if indented and len(group) == 1 and ITEM.match(above.text):
        return True  # the first line hangs out
    if indented and (ended or not full):
        return False
    return full or (not ended and first.islower())


def _piece(
    group: Sequence[Line], levels: dict[float, int], outline: dict[str, int], hyphens: set[str]
) -> Piece:
    if any(line.cells > 1 for line in group):
        text = "\n".join(line.text for line in group)
        return Piece(text, {"table": "columns"} if len(group) > 1 else {})
    text = ""
    spans: list[Span] = []
    for line in group:
        joint = " "
        words = line.text
        if text and HYPHENATED.search(text) and words[:1].islower():
            joint = ""
            if text[-1] == "\u00ad" or not _is_compound(text, words, hyphens):
                text = text[:-1]
        shift = len(text) + (len(joint) if text else 0)
        text = text + joint + words if text else words
        for start, end, tag in line.spans:
            if spans and spans[-1][2] == tag and spans[-1][1] >= start + shift - 1:
                spans[-1] = (spans[-1][0], end + shift, tag)
            else:
                spans.append((start + shift, end + shift, tag))
    spans = [(start, min(end, len(text)), tag) for start, end, tag in spans if start < len(text)]
    return Piece(text, _tags(text, group[0], levels, outline), spans)


def _is_compound(text: str, words: str, hyphens: set[str]) -> bool:
    """Whether the word that the line break parts has its hyphen elsewhere, too."""
    before = re.search(r"\w+-$", text)
    after = re.match(r"\w+", words)
    return bool(before and after and (before[0] + after[0]).casefold() in hyphens)


def _tags(
    text: str, first: Line, levels: dict[float, int], outline: dict[str, int]
) -> dict[str, str]:
    if len(text) > LONGEST_HEADING:
        return {}
    marked = outline.get(key_of(text))
    if marked:
        return {f"h{min(6, marked + 1)}": "bookmark"}
    level = levels.get(first.size)
    return {f"h{level}": f"size {first.size:g}"} if level else {}
