"""An explorer of words in their contexts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from policytext.corpus import Corpus
from policytext.measures import term_frequencies

from .code import chosen_rows, listed, quoted, within
from .controls import Control, One, Words, documents_control, sections_control
from .drawing import Drawing
from .view import View, opened

if TYPE_CHECKING:
    from .explorer import Explorer

MOST_STRIPS = 8  # documents drawn as strips; of more, a bar counts the lines
MATCHED_BY = One(
    "Match by", [("word, in lower case", "lower"), ("lemma", "lemma"), ("word as written", "text")]
)
SORTED_BY = One(
    "Sort by",
    [
        ("the words to the right", ("R1", "R2", "R3")),
        ("the words to the left", ("L1", "L2", "L3")),
        ("the words found, then the right", ("node", "R1", "R2")),
        ("the second word to the right", ("R2", "R3")),
        ("the second word to the left", ("L2", "L3")),
        ("the place in the texts", ("document", "position")),
    ],
)


def explore_concordance(corpus: Corpus) -> Explorer:
    """
    Open a concordance that follows its controls, with a chart of where its lines stand.

    Words and phrases are looked for in the documents and sections chosen; the lines are sorted by
    the words around them, ten to a page. A click on a row of the chart keeps the lines of that
    document. Of up to eight documents the chart is a strip each, with a stroke for every line; of
    more, a bar counts the lines.

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
    return opened(corpus, concordance_view)


def concordance_view(corpus: Corpus) -> View:
    """Give the explorer without its widgets; it begins with the most frequent word."""
    content = corpus.body.query("is_alpha and not is_stop")
    first = term_frequencies(content, term="lower")["term"].head(1)
    controls: dict[str, Control] = {
        "words": Words("Words or phrases", "peace, national security", "".join(first) or "peace"),
        "term": MATCHED_BY,
        "sort": SORTED_BY,
        "documents": documents_control(corpus),
        "sections": sections_control(corpus),
    }
    code, lines = partial(concordance_code, corpus), concordance_lines
    return View("concordance", controls, code, lines, first_row=None)


def concordance_code(
    corpus: Corpus,
    *,
    words: Sequence[str],
    term: str = "lower",
    sort: Sequence[str] = ("R1", "R2", "R3"),
    documents: Sequence[str] = (),
    sections: Sequence[int] = (),
) -> str:
    """
    Write the lines that find the occurrences and draw where they are.

    Raises
    ------
    ValueError
        If there are no words to look for.
    """
    if not words:
        raise ValueError("Write a word or a phrase to look for.")
    nodes = [word.lower() for word in words] if term == "lower" else [*words]
    text = chosen_rows("corpus.body", within(corpus, documents, sections))
    found = f"{listed(nodes)}, term={quoted(term)}"
    if len(documents or corpus.documents) > MOST_STRIPS:
        chart = 'pt.plot_term_frequencies(pt.term_frequencies(lines, term="doc_id").head(20))'
    else:
        chart = f"pt.plot_occurrences(pt.occurrences(text, {found}))"
    return (
        f"text = {text}\nlines = pt.concordance(text, {found}, sort={listed(sort)})\nax = {chart}"
    )


def concordance_lines(drawing: Drawing, row: int | None) -> pd.DataFrame:
    """Find the lines of a strip or of a bar, in the order in which they were sorted."""
    lines: pd.DataFrame = drawing.names["lines"]
    if row is None:
        return lines
    table = drawing.table
    if "position" in table.columns:  # strips
        terms = table.attrs["terms"]
        document = table["doc_id"].drop_duplicates().iloc[row // len(terms)]
        strip = table[(table["doc_id"] == document) & (table["term"] == terms[row % len(terms)])]
        lines = lines[lines["start"].isin(strip["token_id"])]
    else:
        document = table["term"].iloc[row]
    here: pd.DataFrame = lines[lines["doc_id"] == document]
    return here
