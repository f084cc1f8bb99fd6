"""What Markdown's marks say of a run of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

HASHES = re.compile(r"(?P<hashes>#{1,6})\s+")
BULLET = re.compile(
    r"(?:[-*+•●○◦▪▫■□◆◇♦‣⁃➢➤►▶→✓✔·*–—]|o(?=\s{2,}))(?:\s+|(?<=[•●▪■◆‣➢➤►✓✔·—])(?=\S))"
)
QUOTE = re.compile(r"(?:>\s?)+")
RULE = re.compile(r"(?:[-*_=~·•.+—–#]\s*){3,}$")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
FENCE = re.compile(r"(?:```|~~~)")
TABLE = re.compile(r"\|.*\||[^|]+\|[^|]+\|[^|]+$")
IMAGE = re.compile(
    r"\[?!\[(?P<alt>[^\[\]]{0,400})\]\((?P<target>[^)(\s]{0,2000})[^)(]{0,400}\)"
    r"(?:\]\([^)(]{0,2000}\))?"
)
LINK = re.compile(
    r"\[(?<!!\[)(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]){1,400})\]"
    r"\([^)(\s]{0,2000}(?:\([^)(\s]{0,200}\)[^)(\s]{0,200})?(?:\s[^)(]{0,300})?\)"
)
EMPHASIS = re.compile(
    r"(?P<mark>\*{1,3})(?=\S)(?P<text>[^*]{1,400})(?<=\S)\*{1,3}(?!\w)|"
    r"(?P<bar>_{1,3})(?=\S)(?P<barred>[^_]{1,400})(?<=\S)_{1,3}(?!\w)"
)
TAG = re.compile(
    r"</?(?:b|strong|em|i|u|br|span|p|div|sup|sub|font|a|center|h[1-6])\b[^<>]{0,300}>",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
BOLD_TAG = re.compile(
    r"<(?:b|strong|u)>(?P<text>.{1,400}?)</(?:b|strong|u)>", re.IGNORECASE | re.DOTALL
)


UNMARKED = frozenset("“\"‘'(")  # may open a text, and are no marks


@dataclass(slots=True)
class Marks:
    """
    What the marks say of a run.

    Attributes
    ----------
    plain : str
        The text without marks, its white space single blanks.
    hashes : int
        Depth of a Markdown heading, 0 if it is none; an underlined heading is 1 or 2 deep.
    bullet, quote, rule, fence, table, underline : bool
        Whether it is a list item, a quotation, a line drawn, the edge of a code block, a row of a
        table, the line under a heading.
    image : str or None
        What is said of a picture, if the run is a picture.
    bold : bool
        Whether all of it is bold.
    links : float
        Share of its characters that are in links.
    """

    plain: str
    hashes: int = 0
    bullet: bool = False
    quote: bool = False
    rule: bool = False
    fence: bool = False
    table: bool = False
    underline: bool = False
    image: str | None = None
    bold: bool = False
    italic: bool = False
    links: float = 0.0

    @property
    def opens(self) -> bool:
        """Whether no paragraph can go on over it."""
        return bool(
            self.hashes
            or self.bullet
            or self.rule
            or self.fence
            or self.table
            or self.image is not None
        )

    @property
    def alone(self) -> bool:
        """Whether no line after it can belong to it."""
        return bool(
            self.hashes
            or self.rule
            or self.fence
            or self.table
            or self.image is not None
            or self.bold
        )


def marks_of(raw: str) -> Marks:
    """
    Read the marks of a run of text.

    Parameters
    ----------
    raw : str
        One line, or the lines of one paragraph.

    Returns
    -------
    Marks
        Text in which nothing is marked comes back as it is, but for its white space.

    Examples
    --------
    >>> marks_of("## Our **plan** ##")
    Marks(plain='Our plan', hashes=2, bullet=False, quote=False, rule=False, fence=False, \
table=False, underline=False, image=None, bold=False, italic=False, links=0.0)
    >>> marks_of("- **Housing.** We will build.").bullet
    True
    """
    if _is_unmarked(raw):
        return Marks(" ".join(raw.split()))
    if RULE.match(raw):
        return Marks(raw, rule=True, underline=bool(UNDERLINE.match(raw)))
    if FENCE.match(raw):
        return Marks(raw, fence=True)
    quote = QUOTE.match(raw)
    text = raw[quote.end() :] if quote else raw
    text, setext = _underlined(text)
    found = HASHES.match(text)
    hashes = len(found["hashes"]) if found else setext
    text = text[found.end() :].rstrip().rstrip("#").rstrip() if found else text
    bullet = None if hashes else BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    linked = "](" in text
    image = IMAGE.fullmatch(text.strip()) if linked else None
    table = "|" in text and bool(TABLE.match(text)) and not (linked and LINK.search(text))
    links = sum(len(link["words"]) for link in LINK.finditer(text)) if linked else 0
    emphasis = EMPHASIS.fullmatch(text.strip()) if "*" in text or "_" in text else None
    strong = emphasis and len(emphasis["mark"] or emphasis["bar"]) > 1
    plain = plain_text(text)
    return Marks(
        plain,
        hashes=hashes,
        bullet=bool(bullet),
        quote=bool(quote),
        table=table,
        image=image["alt"] if image else None,
        bold=bool(strong or ("<" in text and BOLD_TAG.fullmatch(text.strip()))),
        italic=bool(emphasis and len(emphasis["mark"] or emphasis["bar"]) != 2),
        links=links / max(1, len(plain)),
    )


def plain_text(text: str) -> str:
    """
    Take the marks out of a text.

    Parameters
    ----------
    text : str
        Text with or without Markdown.

    Returns
    -------
    str
        The words, the white space between them single blanks.

    Examples
    --------
    >>> plain_text("*Recalling*  its [resolution](a.html) 5*3")
    'Recalling its resolution 5*3'
    """
    if "](" in text:
        text = LINK.sub(lambda link: link["words"], IMAGE.sub(lambda image: image["alt"], text))
    if "*" in text or "_" in text:
        for _ in range(2):  # bold within italics
            text = EMPHASIS.sub(_inside, text)
    if "<" in text:
        text = TAG.sub("", text)
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    return " ".join(text.split())


def _is_unmarked(raw: str) -> bool:
    """Whether a text surely has no marks; most have none."""
    first = raw[:1]
    if not (first.isalnum() or first in UNMARKED) or raw[1:2].isspace():
        return False
    if "*" in raw or "_" in raw or "[" in raw or "<" in raw or "|" in raw or "\\" in raw:
        return False
    return "\n" not in raw or raw[raw.rindex("\n") + 1 :].lstrip()[:1] not in "=-"


def _inside(emphasis: re.Match[str]) -> str:
    before = emphasis.string[emphasis.start() - 1 : emphasis.start()]
    # snake_case and 2*3*4 are not emphasis
    return emphasis.group() if before.isalnum() else emphasis["text"] or emphasis["barred"]


def _underlined(text: str) -> tuple[str, int]:
    head, newline, line = text.rpartition("\n")
    if newline and UNDERLINE.match(line.strip()):
        return head, 1 if line.strip()[0] == "=" else 2
    return text, 0
