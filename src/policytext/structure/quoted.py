"""Lines that name whom the line above them quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.structure.byline import is_agency
from policytext.structure.names import SmallWords, is_name, is_place
from policytext.structure.runs import Run
from policytext.structure.signatures import LONGEST_SIGNATURE

OPENING_QUOTES, CLOSING_QUOTES = frozenset('“"«„'), frozenset('”"»“')
DASHES = frozenset("—–―")
LONGEST_SOURCE = 10  # words
SAID_BY = re.compile(  # "– Dr Ann Lee, Minister of Works"
    r"[-–—―]{1,2}\s?(?:The )?[A-Z][\w.'’-]*(?:,? (?:de |of |and |the |for )*[A-Z][\w.'’-]*){1,12}"
    r"(?:,? [^.!?]*)?$"
)


OFFICE_AND_NAME = re.compile(r"[a-z][\w -]{3,60} [A-Z][\w.'’-]{1,20} [A-Z][\w'’-]{1,20}")


def is_source_of_quote(runs: Sequence[Run], i: int, small: SmallWords) -> bool:
    """
    Say whether a line names whom the line above it quotes.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    i : int
        The line; there is one above it.
    small : SmallWords
        Those of the document.

    Returns
    -------
    bool
        True for "— Dana, Brandon" and "Ann Lee, angler" below what stands in quotation marks.
    """
    quote, run = runs[i - 1], runs[i]
    alone = _is_dashed(quote, run) or _is_set_off(runs, i, small)
    return alone or (_is_quoted(quote) and _names_speaker(run, small))


def _is_dashed(quote: Run, run: Run) -> bool:
    ends = quote.words.rstrip(" .")[-1:] in CLOSING_QUOTES
    if not (quote.marks.quote or ends) or run.size > LONGEST_SIGNATURE:
        return False
    quoted = ends and quote.words[:1] in OPENING_QUOTES
    dashed = run.raw.lstrip("-*+ \t")[:1] in DASHES and run.size <= LONGEST_SOURCE and run.is_open
    return (quoted and dashed and run.words[:1].isupper()) or bool(SAID_BY.match(run.raw))


def _is_set_off(runs: Sequence[Run], i: int, small: SmallWords) -> bool:
    """Whether a dash and a name stand alone below a sentence: "– Margaret, Aldport"."""
    run = runs[i]
    if run.raw.lstrip("* \t_")[:1] not in DASHES or run.size > LONGEST_SOURCE or not run.is_open:
        return False
    listed = any(beside.raw[:1] in DASHES for beside in (*runs[i - 1 : i], *runs[i + 1 : i + 2]))
    words = run.words.lstrip("—–― ")
    name, comma, _ = words.partition(", ")
    called = is_name(name, small) or (" " not in name and is_place(name, small))
    return runs[i - 1].is_sentence and not listed and called and bool(comma)


def _is_quoted(run: Run) -> bool:
    """Whether all of a line is one quotation: nobody is named in it."""
    words = run.words.rstrip(" ,.")
    whole = words[:1] in OPENING_QUOTES and words[-1:] in CLOSING_QUOTES
    return whole and CLOSING_QUOTES.isdisjoint(words[1:-1])


def _names_speaker(run: Run, small: SmallWords) -> bool:
    if run.size > LONGEST_SOURCE or not run.is_open or run.marks.hashes or run.marks.quote:
        return False
    if OFFICE_AND_NAME.fullmatch(run.words):
        return True  # "head of the service Irina Sorokina"
    name, _, rest = run.words.partition(", ")
    called = is_name(name, small) or (" " not in name and is_place(name, small))
    return is_agency(run.words) or (called and bool(rest)) or is_name(run.words, small)
