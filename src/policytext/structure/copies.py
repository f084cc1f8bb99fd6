"""The title of a page printed again, with letters that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policytext.structure.byline import is_agency, is_byline
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

MOST_MISREAD = 0.4  # of the letters by threes, of a line in capitals that is in the title
MOST_DIFFERENT = 0.25  # of those of a line that is as long as the title
LONGEST_CAPITALS = 12  # words
LEAST_LIKE = 0.6  # of the length of the title
MOST_LIKE = 8  # lines below the title among which it is looked for again
FEWEST_THREES = 3  # letters by threes, of a line that can be told by them


def like_title(
    runs: Sequence[Run], known: Mapping[int, Verdict], place: int, body: int
) -> dict[int, Verdict]:
    """
    Find the title again below itself, with letters that differ or over several lines.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.
    place : int
        The title.
    body : int
        Where the text itself begins.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    words = runs[place].words
    title = Letters(words)
    verdict = Verdict("boilerplate", "title again, with other letters")
    found = {}
    for i in range(place + 1, min(body, place + 1 + MOST_LIKE)):
        run = runs[i]
        if i in known or run.words.endswith((":", "?")) or run.marks.opens:
            continue
        part = run.words.isupper() and not run.is_sentence
        if not part and not LEAST_LIKE < len(run.words) / len(words) < 1 / LEAST_LIKE:
            continue
        other = Letters(run.words)
        like = are_alike(title, other, MOST_DIFFERENT) or (
            part and other.are_of(title, MOST_MISREAD) and not _has_capitals(runs, body)
        )
        if like and not is_byline(run.words) and not is_agency(run.words):
            found[i] = verdict
    return found


def _has_capitals(runs: Sequence[Run], body: int) -> bool:
    """Whether capitals head sections: those right below the title are a heading then."""
    return any(1 < run.size <= LONGEST_CAPITALS and run.words.isupper() for run in runs[body:])


class Letters:
    """
    The letters of a line by threes, to know it again when some were misread.

    Parameters
    ----------
    words : str
        The line.
    """

    __slots__ = ("_threes", "_words")

    def __init__(self, words: str) -> None:
        self._words = words
        self._threes: frozenset[str] | None = None

    @property
    def threes(self) -> frozenset[str]:
        """Its letters by threes, told once."""
        if self._threes is None:  # few lines are asked
            plain = "".join(filter(str.isalnum, self._words.casefold()))
            self._threes = frozenset(plain[at : at + 3] for at in range(len(plain) - 2))
        return self._threes

    def are_of(self, other: Letters, missing: float) -> bool:
        """Whether a line stands in another, too, but for a share that may be missing."""
        common = len(self.threes & other.threes)
        return len(self.threes) > FEWEST_THREES and common >= (1 - missing) * len(self.threes)


def are_alike(one: Letters, two: Letters, missing: float) -> bool:
    """Whether each of two lines stands in the other."""
    return one.are_of(two, missing) and two.are_of(one, missing)
