"""Names of persons and places, told by their letters and by the small words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.byline import SPECIAL, TALK
from policytext.structure.runs import Run

HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff]")
PART_OF_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
NO_NAME = re.compile(r"[:;!?\d…\[\]]|[a-z]{2}\.$|,$")
SMALL_WORD = re.compile(r"\b[a-z][\w'’-]*")
MARKS_IN_WORDS = "'’-"
IN_WORD = re.compile(r"[\w'’-]")
MOST_LOOKS = 20  # at places where a word may stand
FUNCTION_WORDS = frozenset(
    """
    a an and are as at be by for from in into is it its new of on or our the their this to we what
    why how with your his her not all more
    """.split()  # noqa: SIM905
)


def is_name(words: str, small: SmallWords) -> bool:
    """
    Say whether a short line can be the name of a person or a place.

    Parameters
    ----------
    words : str
        The line.
    small : SmallWords
        Those of the document.

    Returns
    -------
    bool
        True if it can.
    """
    if HAN_NAME.fullmatch(words):
        return not SPECIAL.match(words)
    if TALK.match(words + " ."):
        return False
    parts = PART_OF_NAME.findall(words)
    if not 2 <= len(parts) <= 6 or len(words) > 60 or NO_NAME.search(words):
        return False
    return (
        all(
            (
                part[0].isupper()
                and part.casefold() not in small
                and part.casefold() not in FUNCTION_WORDS
            )
            or part in ("de", "von", "van", "der", "da", "del", "bin", "al", "and", "of")
            for part in parts
        )
        and parts[0][0].isupper()
    )


def is_place(word: str, small: SmallWords) -> bool:
    """
    Say whether a word that stands alone can be the name of a place.

    Parameters
    ----------
    word : str
        The word.
    small : SmallWords
        Those of the document.

    Returns
    -------
    bool
        True if it can.
    """
    return (
        word.isalpha()
        and word[0].isupper()
        and word.casefold() not in small
        and not (SPECIAL.match(word))
    )


class SmallWords:
    """
    The words that a document has in small letters: they are no names.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    """

    __slots__ = ("_runs", "_text", "_words")

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._text = ""
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if not SMALL_WORD.fullmatch(word):
            return False
        self._text = self._text or "\n".join(["", *(run.words for run in self._runs), ""])
        at = -1
        for _ in range(MOST_LOOKS):  # most are not there at all, or soon found
            at = self._text.find(word, at + 1)
            if at < 0:
                return False
            before, behind = self._text[at - 1], self._text[at + len(word)]
            if before in MARKS_IN_WORDS:
                break
            if not (IN_WORD.match(before) or IN_WORD.match(behind)):
                return True
        return word in self._listed()

    def _listed(self) -> frozenset[str]:
        if self._words is None:
            different = set(self._text.split())
            plain = {word for word in different if word.isalpha() and word.isascii()}
            marked = SMALL_WORD.findall("\n".join(different - plain))
            self._words = frozenset(word for word in plain if word[0].islower()).union(marked)
        return self._words
