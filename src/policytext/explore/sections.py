"""An explorer of how a document is divided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from policytext.corpus import Corpus
from policytext.corpus.schema import BODY_KINDS
from policytext.measures import concordance, roll_up

from .code import chosen_rows, listed, one_of, quoted
from .controls import (
    MATCHED_BY,
    Control,
    Number,
    Words,
    below,
    document_control,
    pos_control,
)
from .drawing import Drawing
from .view import View, opened

if TYPE_CHECKING:
    from .explorer import Explorer


def explore_sections(corpus: Corpus) -> Explorer:
    """
    Open a chart of a document's sections that follows its controls.

    Without terms it is the outline, each section with its share of the text; with terms, a heat
    map of how frequent they are in each section. A click on a row shows the section's blocks, or
    the terms' lines in it, with file, section and characters.

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
    return opened(corpus, sections_view)


def sections_view(corpus: Corpus) -> View:
    """Give the explorer without its widgets."""
    deepest = max(1, int(corpus.sections["level"].max()))
    controls: dict[str, Control] = {
        "document": document_control(corpus),
        "level": Number("Levels", min(2, deepest), 1, deepest),
        "words": Words("Terms (none: the outline)", "law, national security"),
        "term": MATCHED_BY,
        "pos": pos_control(corpus),
    }
    return View("sections", controls, sections_code, partial(section_lines, corpus))


def sections_code(
    *,
    document: str,
    level: int = 2,
    words: Sequence[str] = (),
    term: str = "lemma",
    pos: Sequence[str] = (),
) -> str:
    """Write the lines that lay out and draw the sections."""
    if not words:
        outline = chosen_rows(
            f"pt.section_outline(corpus, {quoted(document)})", f"level <= {level}"
        )
        return f"outline = {outline}\nax = pt.plot_section_outline(outline)"
    among = ["is_alpha", one_of("pos", pos), one_of("doc_id", [document])]
    rates = f"pt.terms_by_section(words, corpus.sections, {listed(words)}, term={quoted(term)}"
    return (
        f"words = {chosen_rows('corpus.body', *among)}\n"
        f"ax = pt.plot_terms_by_section({rates}, level={level}))"
    )


def section_lines(corpus: Corpus, drawing: Drawing, row: int | None) -> pd.DataFrame:
    """Find the blocks of a section and those below it, or the terms' lines there."""
    table = drawing.table
    homes = list(table["section_id"].drop_duplicates())
    homes = homes if row is None else [homes[row]]
    if "term" in table.columns:
        terms, made = list(table["term"].drop_duplicates()), table.attrs
        lines = concordance(
            drawing.names["words"], terms, term=made["term"], sort=("document", "position")
        )
        counted_in = roll_up(lines, corpus.sections, level=made["level"])["section_id"]
        here: pd.DataFrame = lines[counted_in.isin(homes)]
        return here
    document, blocks = table["doc_id"].iloc[0], corpus.blocks
    counted = (blocks["doc_id"] == document) & blocks["kind"].isin(BODY_KINDS)
    counted &= blocks["section_id"].isin(below(corpus.sections, document, homes))
    passages: pd.DataFrame = blocks[counted]
    return passages
