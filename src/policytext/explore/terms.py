"""An explorer of how often terms occur."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from policytext.corpus import Corpus
from policytext.measures import concordance

from .code import chosen_rows, holding, one_of, quoted, within
from .controls import (
    MATCHED_BY,
    Control,
    Flag,
    Number,
    Words,
    documents_control,
    pos_control,
    rows_control,
    sections_control,
)
from .drawing import Drawing
from .view import View, opened

if TYPE_CHECKING:
    from .explorer import Explorer


def explore_terms(corpus: Corpus) -> Explorer:
    """
    Open a chart of the most frequent terms that follows its controls.

    Documents, sections and parts of speech choose the words; "Count by" and "Words in a row" say
    what of them is counted; "Terms with" keeps the terms that hold one of some words. A click on a
    bar shows its lines, with file, section and characters.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    Explorer
        It shows itself as the last line of a cell.

    Raises
    ------
    ImportError
        If ipywidgets is not installed.
    """
    return opened(corpus, terms_view)


def terms_view(corpus: Corpus) -> View:
    """Give the explorer without its widgets."""
    controls: dict[str, Control] = {
        "documents": documents_control(corpus),
        "sections": sections_control(corpus),
        "pos": pos_control(corpus),
        "term": MATCHED_BY,
        "n": Number("Words in a row", 1, 1, 5),
        "stop_words": Flag("Function words, too"),
        "words": Words("Terms with", "peace, secur*"),
        "rows": rows_control(),
    }
    return View("terms", controls, partial(terms_code, corpus), term_lines)


def terms_code(
    corpus: Corpus,
    *,
    documents: Sequence[str] = (),
    sections: Sequence[int] = (),
    pos: Sequence[str] = (),
    term: str = "lemma",
    n: int = 1,
    stop_words: bool = False,
    words: Sequence[str] = (),
    rows: int = 20,
) -> str:
    """Write the lines that count and draw the terms."""
    conditions = ["is_alpha", "" if stop_words else "not is_stop"]
    conditions += [one_of("pos", pos), within(corpus, documents, sections)]
    counted = chosen_rows("corpus.body", *conditions)
    measure = "pt.term_frequencies(words" if n == 1 else f"pt.ngrams(words, {n}"
    terms = f"{measure}, term={quoted(term)})"
    lines = [f"words = {counted}"]
    if words:
        held = f'terms["term"].str.contains({holding(words)}, case=False)'
        lines += [f"terms = {terms}", f"terms = terms[{held}]"]
        terms = "terms"
    return "\n".join([*lines, f"ax = pt.plot_term_frequencies({terms}.head({rows}))"])


def term_lines(drawing: Drawing, row: int | None) -> pd.DataFrame:
    """Find the occurrences that a bar counts, among the words that were counted."""
    terms = drawing.table["term"] if row is None else drawing.table["term"].iloc[[row]]
    found = [*terms.astype("str")]
    term = drawing.table.attrs["term"]
    return concordance(drawing.names["words"], found, term=term, sort=("document", "position"))
