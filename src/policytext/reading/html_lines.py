"""The texts of a block of a page become lines: joined where the page breaks them only for show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from policytext.reading.extracted import BLANKS, UNSEEN, Span, with_single_blanks

Line: TypeAlias = tuple[str, list[Span]]

# what stands around a text on its line
BOLD, ITALIC, LINK, RAISED, PREFORMATTED = 1, 2, 4, 8, 16
MARKED = BOLD | ITALIC | LINK | RAISED
TAGS = ((BOLD, "b"), (ITALIC, "i"), (LINK, "a"), (RAISED, "sup"))
BREAK = "\n\n"  # a line break of the page among the texts; told by identity

INDENTED = re.compile(r"[\u3000\u2003]|(?:\xa0\s?){2}")
SENTENCE_END = re.compile(r"[.!?。！？…][”\"’)\]]*$")
ITEM = re.compile(r"[•●▪■◆‣►·–-]\s|\(?\w{1,3}[.)]\s")
LONG_LINE = 90  # characters; a line break behind it ends a paragraph
LONGEST_BOLD_LINE = 130


def lines_of(parts: Sequence[tuple[str, int]], heading: bool) -> Iterator[Line]:
    """
    Join the texts of a block and part it where line breaks end a paragraph.

    Parameters
    ----------
    parts : sequence of (str, int)
        The texts and what stands around each: BOLD, ITALIC and so on, added up.
    heading : bool
        Whether it is a heading, which no line break parts.

    Yields
    ------
    tuple of (str, list of Span)
        A paragraph and what is said of parts of it.
    """
    lines = _Lines()
    for raw, style in parts:
        if raw is BREAK:
            if heading:
                lines.add(" ", 0)
            else:
                lines.close()
        elif style & PREFORMATTED:
            for n, line in enumerate(re.split(r"\r\n|[\r\n\f]", UNSEEN.sub("", raw))):
                if n:
                    lines.close()
                lines.add(BLANKS.sub(" ", line) if "\t" not in line else line, 0)
        else:
            lines.add(with_single_blanks(raw), style)
    lines.close()
    group: list[Line] = []
    for line in lines.closed:
        if group and (not line[0] or _ends_paragraph(group[-1], line)):
            yield _together(group)
            group = []
        if line[0]:
            group.append(line)
    if group:
        yield _together(group)


class _Lines:
    """The lines of a block, while its texts are joined."""

    def __init__(self) -> None:
        self.closed: list[Line] = []
        self.texts: list[str] = []
        self.spans: list[Span] = []
        self.at = 0

    def add(self, text: str, style: int) -> None:
        if text[:1] == " " and (not self.at or self.texts[-1][-1] == " "):
            text = text[1:]
        if not text:
            return
        if style & MARKED and text != " ":
            start = self.at + (text[0] == " ")
            end = self.at + len(text) - (text[-1] == " ")
            for bit, tag in TAGS:
                if style & bit:
                    self._mark(start, end, tag)
        self.texts.append(text)
        self.at += len(text)

    def _mark(self, start: int, end: int, tag: str) -> None:
        """Note a range; one that only a blank parts from the last of its tag goes on with it."""
        for k in range(len(self.spans) - 1, max(-1, len(self.spans) - 5), -1):
            if self.spans[k][2] == tag:
                gap = start - self.spans[k][1]
                if gap == 0 or (gap == 1 and tag != "a" and self.texts[-1][-1:] == " "):
                    self.spans[k] = (self.spans[k][0], end, tag)
                    return
                break
        self.spans.append((start, end, tag))

    def close(self) -> None:
        text = "".join(self.texts).rstrip(" ")  # none stands before it
        spans = [(s, min(e, len(text)), tag) for s, e, tag in self.spans]
        self.closed.append((text if text.strip() else "", spans))
        self.texts, self.spans, self.at = [], [], 0


def _ends_paragraph(above: Line, below: Line) -> bool:
    """Whether a line break ends a paragraph: by a bold line, a long sentence, an item."""
    return bool(
        INDENTED.match(below[0])
        or ITEM.match(below[0])
        or (len(above[0]) >= LONG_LINE and SENTENCE_END.search(above[0][-12:]))
        or _is_bold_line(above)
        or _is_bold_line(below)
    )


def _is_bold_line(line: Line) -> bool:
    text, spans = line
    bold = sum(end - start for start, end, tag in spans if tag == "b")
    return len(text) <= LONGEST_BOLD_LINE and bold >= len(text.strip(" :.")) > 0


def _together(lines: list[Line]) -> Line:
    """One below the other; the no-break and wide blanks that stand for an indent are left out."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for text, own in lines:
        shift = len(text) - len(text.lstrip())
        bare = text.strip().replace("\xa0", " ")
        spans += [(at + max(0, s - shift), at + e - shift, tag) for s, e, tag in own if e > shift]
        texts.append(bare)
        at += len(bare) + 1
    return "\n".join(texts), spans
