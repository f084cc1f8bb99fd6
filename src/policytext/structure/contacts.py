"""Whom to call or to write to about a text: names, offices, numbers and addresses below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

LONGEST_LABEL = 8  # words of "Contacts for media"
LONGEST_CONTACT = 25  # words
LONGEST_LINE = 14  # words of a line that no label announces
SHORTEST_TEXT = 12  # words
CONTACT = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,40}\.|(?:\+\d{1,3}|\(\d{2,5}\)|\btel\b)[\d ().:/-]{6,}|"
    r"^(?:[^\W\d].{0,40}[ :])?\(?\d{3,5}\)?[ .-]\d{3}[ .-]\d{3,4}$",
    re.IGNORECASE,
)
CONTACTS = re.compile(
    r"contacts? for (?:the )?(?:media|press)|"
    r"(?:media |press |news )?(?:contacts?|enquiries|inquiries|relations|office)\s?:?",
    re.IGNORECASE,
)


def contacts(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """
    Find whom to call or to write to, below a text.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What is known of them already.
    body : int
        Where the text itself begins.

    Returns
    -------
    dict
        A verdict "boilerplate" for each run found.
    """
    half = max(body + 1, len(runs) // 2)
    found = [*_announced(runs, known, half), *_at_the_end(runs, known, half)]
    return dict.fromkeys(found, Verdict("boilerplate", "whom to contact"))


def _announced(runs: Sequence[Run], known: Mapping[int, Verdict], half: int) -> Iterator[int]:
    """The lines below "Media contacts" that are no text."""
    for i in range(half, len(runs)):
        label = runs[i].words.partition(":")[0]
        if runs[i].size > LONGEST_LABEL or not CONTACTS.fullmatch(label):
            continue
        j = i + 1
        while j < len(runs) and j not in known and runs[j].size <= LONGEST_CONTACT:
            if runs[j].is_sentence or runs[j].marks.hashes:
                break
            j += 1
        if any(CONTACT.search(runs[k].words) for k in range(i, j)):
            yield from (k for k in range(i, j) if k not in known)


def _at_the_end(runs: Sequence[Run], known: Mapping[int, Verdict], half: int) -> Iterator[int]:
    """The blocks of short lines with a number or an address among them that no text follows."""
    texts = (
        i
        for i in range(len(runs) - 1, -1, -1)
        if i not in known and runs[i].is_sentence and runs[i].size >= SHORTEST_TEXT
    )
    block: list[int] = []
    for i in range(max(half, next(texts, 0) + 1), len(runs)):
        run = runs[i]
        short = run.size <= LONGEST_LINE and run.is_open and not run.marks.hashes
        if block and (run.gap or i in known or not short):
            yield from _with_contact(runs, block)
            block = []
        if i not in known and short:
            block.append(i)
    yield from _with_contact(runs, block)


def _with_contact(runs: Sequence[Run], block: Sequence[int]) -> Sequence[int]:
    return block if any(CONTACT.search(runs[i].words) for i in block) else ()
