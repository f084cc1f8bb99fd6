"""What text browsers leave in a text: numbers of links, buttons, the fields of forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.marks import Marks, marks_of
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

ADDRESSES = re.compile(
    r"\n[ \t]*References\s*\n"
    r"(?=\s*(?:(?:Visible|Hidden) links:?\s*)?\d{1,2}\. [a-z][a-z+.-]{1,15}:\S)"
)
NUMBERED = re.compile(r"\s*(?:\d{1,5}\.(?: .*)?|(?:Visible|Hidden) links:?)\s*")
ADDRESS = re.compile(r"\s*\d{1,5}\. [a-z][a-z+.-]{1,15}:")
MOSTLY = 0.5  # of the lines are surely addresses; others are parts of a page
LINK_NUMBER = re.compile(r"\[\d{1,5}\](?=\S)")  # "[5]Read the act": its address is listed below
LONE_NUMBER = re.compile(r"\[\d{1,5}\]")
BUTTON = re.compile(r"\(BUTTON\) ?")
FIELD = re.compile(r"_{8,}|\[[ _]{4,}\]|\[[^\[\]\n]{1,30}_{1,40}\]")
PICTURE = re.compile(r"\[[^\[\]\n]{1,80}\.(?:jpe?g|png|gif|svg|webp)\]", re.IGNORECASE)
OPENING = re.compile(r"\s*(?:[*+#@o•-]\s+)?(?:\[\d{1,5}\]|\(BUTTON\))")
GLUED = re.compile(r"[^\s(“\"]\[\d|\) \(BUTTON|\S \(BUTTON")  # links on end, not in a sentence
LONGEST_LINK = 20  # words
LONGEST_FIELD = 12  # words on a line with a field of a form
SHORTEST_OPENED = 8  # words of the text that a button opens
LONGEST_NAME = 4  # words a link of a row of links


class Dump:
    """
    What a text browser wrote: whether it numbered the links, and how a line reads without them.

    Parameters
    ----------
    text : str
        The document's text.

    Attributes
    ----------
    end : int
        Where the text ends and the list of addresses begins that the numbers refer to.
    """

    __slots__ = ("_buttons", "_numbered", "end")

    def __init__(self, text: str) -> None:
        self.end = _addresses(text) if "References" in text else len(text)
        self._numbered = self.end < len(text)
        self._buttons = "(BUTTON)" in text

    def bare(self, raw: str) -> str:
        """
        Give a line without the numbers of its links and without what marks a button.

        Parameters
        ----------
        raw : str
            The line as it stands in the text.

        Returns
        -------
        str
            The line as the page had it.
        """
        plain = BUTTON.sub("", raw) if self._buttons and "(B" in raw else raw
        plain = LINK_NUMBER.sub("", plain) if self._numbered and "[" in raw else plain
        return plain or raw

    def marks(self, raw: str) -> Marks:
        """
        Read the marks of a line or of the lines of a paragraph.

        Parameters
        ----------
        raw : str
            As it stands in the text.

        Returns
        -------
        Marks
            With the share of its characters that are in links or on buttons.
        """
        plain = self.bare(raw)
        marks = marks_of(plain)
        if plain != raw:
            links = len(LINK_NUMBER.findall(raw)) * self._numbered + raw.count("(BUTTON)")
            marks.links = _share(raw, marks.plain, links)
        return marks


def _addresses(text: str) -> int:
    """Where the list of addresses begins that the numbers of links refer to."""
    start = max((found.start() for found in ADDRESSES.finditer(text)), default=len(text))
    lines = [line for line in text[start:].splitlines() if line.strip()][1:]
    sure = sum(bool(ADDRESS.match(line)) for line in lines)
    listed = sure >= MOSTLY * len(lines) and all(map(NUMBERED.fullmatch, lines))
    return start if listed else len(text)


def _share(raw: str, plain: str, links: int) -> float:
    """How much of a line is links: all of it if it opens with one and is no sentence."""
    size = plain.count(" ") + 1
    if OPENING.match(raw) and size <= LONGEST_LINK and not plain.endswith("."):
        return 1.0
    row = links > 1 and size <= LONGEST_NAME * links and bool(GLUED.search(raw))
    if row and not plain.endswith("."):
        return 1.0
    return min(0.5, 2 * links / size)


def forms(runs: Sequence[Run]) -> dict[int, Verdict]:
    """
    Find the buttons and the fields of forms that a text browser drew.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    found = {}
    for i, run in enumerate(runs):
        if ("__" in run.raw or "[" in run.raw) and _is_form(run):
            found[i] = Verdict("boilerplate", "field of a form")
        elif run.raw.startswith("(BUTTON)") and not opens_text(runs, i):
            found[i] = Verdict("boilerplate", "button")
        elif run.raw.startswith("[") and PICTURE.fullmatch(run.raw):
            found[i] = Verdict("boilerplate", "file of a picture")
        elif run.raw.startswith("[") and LONE_NUMBER.fullmatch(run.raw) and run.marks.links:
            found[i] = Verdict("boilerplate", "link")
    return found


def _is_form(run: Run) -> bool:
    field = FIELD.search(run.raw)
    return bool(field) and run.size <= LONGEST_FIELD and run.words.strip("_ ") != ""


def opens_text(runs: Sequence[Run], i: int) -> bool:
    """
    Say whether a button stands above a text of its own, which it opens and shuts.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    i : int
        The place of a button.

    Returns
    -------
    bool
        True if a heading is on the button.
    """
    run, below = runs[i], runs[i + 1] if i + 1 < len(runs) else runs[i]
    alone = run.raw.count("(BUTTON)") == 1 and run.raw.startswith("(BUTTON)") and run.gap > 0
    return alone and below.gap > 0 and below.is_sentence and below.size >= SHORTEST_OPENED
