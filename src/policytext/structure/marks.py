"""What Markdown's marks say of a run of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HASHES = re.compile(r"(?P<hashes>#{1,6})\s+")
BULLET = re.compile(
    r"(?:[-*+•●○◦▪▫■□◆◇♦‣⁃➢➤►▶→✓✔·*–—]|o(?=\s{2,}))(?:\s+|(?<=[•●▪■◆‣➢➤►✓✔·—])(?=\S))"
)
QUOTE = re.compile(r"(?:>\s?)+")
RULE = re.compile(r"(?:[-*_=~·•.+—–#]\s*){3,}$")
IN_COLUMNS = re.compile(r"\S\s{3,}\S.*\S\s{3,}\S")  # a row of a table, and the rule below it
UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
FENCES = ("```", "~~~")
TABLE = re.compile(r"\|.*\||[^|]+\|[^|]+\|[^|]+$")
IMAGE = re.compile(
    r"\[?!\[(?P<alt>[^\[\]]{0,400})\]\((?P<target>[^)(\s]{0,2000})[^)(]{0,400}\)"
    r"(?:\]\([^)(]{0,2000}\))?"
)
LINK = re.compile(
    r"\[(?<!!\[)(?P<words>(?:[^\[\]]|\[[^\[\]\n]{0,80}\]){0,400})\]"
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
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\s])")
HARD_BREAK = re.compile(r"\\(?=\n|$)")
SUPERSCRIPT = re.compile(r"\^([^\s^]{1,300})\^")
# the edge of a div in pandoc's Markdown: "::: footer", "::: {#main .text}", ":::"
DIV = re.compile(
    r"(?:(?:[-*+]|\d{1,4}\.)\s+){0,4}:{3,}[ \t]{0,9}"
    r"(?:\{(?P<attributes>[^{}]{0,2000})\}|(?P<name>[\w./-]{1,80}))?[ \t]{0,9}:*$"
)
# what pandoc and kramdown say of a heading: "{#aims .large}", "{: .no_toc}"
HEADING_ATTRIBUTES = re.compile(
    r"(?<![ \t])[ \t]*\{(?:[#.]|:\s)[^{}\n]{0,2000}\}[ \t]*$", re.MULTILINE
)
BRACKETS = re.compile(r"\\.|\[|\](?:\{[^{}]{1,2000}\})?|\)\{[^{}]{1,2000}\}", re.DOTALL)
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
    opens, alone : bool
        Whether no paragraph can go on over it; whether no line after it can belong to it.
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
    opens: bool = field(init=False, repr=False)
    alone: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        drawn = bool(self.hashes or self.rule or self.fence or self.table)
        drawn = drawn or self.image is not None
        self.opens = drawn or self.bullet
        self.alone = drawn or self.bold


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
    if is_unmarked(raw):
        return Marks(_with_single_blanks(raw))
    if is_edge(raw):
        return Marks(raw, rule=True)
    if RULE.match(raw):
        return Marks(raw, rule=True, underline=bool(UNDERLINE.match(raw)))
    if raw.startswith(FENCES):
        return Marks(raw, fence=True)
    quote = QUOTE.match(raw) if raw[:1] == ">" else None
    text = without_attributes(raw[quote.end() :] if quote else raw)
    text, setext = _underlined(text) if "\n" in text else (text, 0)
    found = HASHES.match(text) if text[:1] == "#" else None
    hashes = len(found["hashes"]) if found else setext
    text = HEADING_ATTRIBUTES.sub("", text) if hashes and "{" in text else text
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
    text = without_attributes(text)
    if "](" in text:
        text = LINK.sub(lambda link: link["words"], IMAGE.sub(lambda image: image["alt"], text))
    if "*" in text or "_" in text:
        for _ in range(2):  # bold within italics
            text = EMPHASIS.sub(_inside, text)
    if "<" in text:
        text = TAG.sub("", text)
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    return _with_single_blanks(text)


def _with_single_blanks(text: str) -> str:
    if text.isprintable() and "  " not in text:  # so there is no other white space
        return text.strip(" ")
    return " ".join(text.split())


def is_edge(raw: str) -> bool:
    """Tell whether a line is the edge of a div, or a line break that stands alone."""
    return raw == "\\" or (":::" in raw and bool(DIV.match(raw)))


def without_attributes(text: str) -> str:
    """
    Take out what pandoc says of spans, links and pictures, and its line breaks.

    Parameters
    ----------
    text : str
        Text with or without Markdown.

    Returns
    -------
    str
        The rest, its other marks left as they are.

    Examples
    --------
    >>> without_attributes("[Our [plan](a.html){.link}]{.large}\\\\")
    'Our [plan](a.html)'
    """
    if "]{" in text or "){" in text:
        text = _without_spans(text)
    if text.endswith("\\") or "\\\n" in text:
        text = HARD_BREAK.sub("", text)
    return SUPERSCRIPT.sub(r"\1", text) if text.count("^") > 1 else text


def _without_spans(text: str) -> str:
    parts: list[str] = []
    opened: list[int] = []  # places of the brackets that are open
    at = 0
    for found in BRACKETS.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
        mark = found.group()
        if mark[0] == ")":
            mark = ")"
        elif mark == "[":
            opened.append(len(parts))
        elif mark[0] == "]" and opened:
            opening = opened.pop()
            if mark != "]":
                parts[opening] = mark = ""
        parts.append(mark)
    return "".join([*parts, text[at:]])


def is_unmarked(raw: str) -> bool:
    """
    Say whether a text surely has no marks; most have none.

    Parameters
    ----------
    raw : str
        One line, or the lines of one paragraph.

    Returns
    -------
    bool
        False if some character may be a mark.
    """
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
    head, _, line = text.rpartition("\n")
    if UNDERLINE.match(line.strip()) and not IN_COLUMNS.search(head):
        return head, 1 if line.strip()[0] == "=" else 2
    return text, 0
