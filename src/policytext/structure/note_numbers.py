"""The numbers that call notes in a text: "third[1]", "twice as high.3"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policytext.structure.runs import Run

NOTE_CALL = re.compile(r"\d(?<=[a-z.,;:!?”’\")]\d)\d{0,2}(?=[\s.,;)]|$)")
BRACKETED_CALL = re.compile(r"(?<=[a-z.,;:!?”’\")])\[(\d{1,3})\]")
FOOTNOTE_CALL = re.compile(r"\[footnote (\d{1,3})\]", re.IGNORECASE)


class NoteNumbers:
    """
    The numbers that call notes: "twice as high.3" calls "3", "third[footnote 3]" "3.".

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._called: frozenset[str] | None = None
        self._once: frozenset[str] | None = None

    def __contains__(self, number: str) -> bool:
        if self._called is None:  # few texts have a line that asks
            words = [run.words for run in self._runs]
            called = {number for text in words for number in NOTE_CALL.findall(text)}
            named = {f"{number}." for text in words for number in FOOTNOTE_CALL.findall(text)}
            self._called = frozenset(called | named)
        return number in self._called

    def calls_once(self, number: str) -> bool:
        """Whether "[3]" calls a note and one line only opens with "3.": it is no paragraph's."""
        if self._once is None:
            words = [run.words for run in self._runs]
            called = {f"{n}." for text in words for n in BRACKETED_CALL.findall(text)}
            opened = Counter(text.partition(" ")[0] for text in words if text[:1].isdecimal())
            self._once = frozenset(n for n in called if opened[n] == 1)
        return number in self._once
