"""An explorer of the names in texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from policytext.charts.frequencies import LABEL_NAMES
from policytext.corpus import Corpus

from .code import chosen_rows, one_of, within
from .controls import Control, Many, One, Words, documents_control, rows_control, sections_control
from .drawing import Drawing
from .view import View, opened

if TYPE_CHECKING:
    from .explorer import Explorer


def explore_entities(corpus: Corpus) -> Explorer:
    """
    Open a chart of the names mentioned most often that follows its controls.

    Documents, sections and kinds choose the mentions; "Names with" keeps the names that hold some
    letters; "Count" counts kinds instead of names. A click on a bar shows its mentions, with file,
    section and characters.

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
    return opened(corpus, entities_view)


def entities_view(corpus: Corpus) -> View:
    """Give the explorer without its widgets."""
    found = corpus.entities["label"].cat.categories
    kinds = sorted((LABEL_NAMES.get(label, label.lower()), label) for label in found)
    controls: dict[str, Control] = {
        "documents": documents_control(corpus),
        "sections": sections_control(corpus),
        "labels": Many("Kinds of names", lambda _: kinds, "all kinds"),
        "count": One("Count", [("names", "entity"), ("kinds of names", "label")]),
        "words": Words("Names with", "united, party"),
        "rows": rows_control(),
    }
    return View("entities", controls, partial(entities_code, corpus), entity_lines)


def entities_code(
    corpus: Corpus,
    *,
    documents: Sequence[str] = (),
    sections: Sequence[int] = (),
    labels: Sequence[str] = (),
    count: str = "entity",
    words: Sequence[str] = (),
    rows: int = 20,
) -> str:
    """Write the lines that count and draw the names."""
    held = [f"name.str.contains({word!r}, case=False, regex=False)" for word in words]
    either = f"({' or '.join(held)})" if len(held) > 1 else "".join(held)
    conditions = [one_of("label", labels), within(corpus, documents, sections), either]
    names = chosen_rows("corpus.entities", *conditions)
    counted = f"pt.{count}_frequencies(names).head({rows})"
    return f"names = {names}\nax = pt.plot_entity_frequencies({counted})"


def entity_lines(drawing: Drawing, row: int | None) -> pd.DataFrame:
    """Find the mentions that a bar counts."""
    names: pd.DataFrame = drawing.names["names"]
    if row is not None:
        counted = drawing.table.iloc[row]
        for column in {"name", "label"} & set(drawing.table.columns):
            names = names[names[column] == counted[column]]
    return names.sort_values(["doc_id", "start_char"])
