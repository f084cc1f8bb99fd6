"""What one explorer has of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from policytext.corpus import Corpus

from .controls import Control
from .drawing import Drawing

if TYPE_CHECKING:
    from .explorer import Explorer


@dataclass(frozen=True, slots=True)
class View:
    """
    An explorer without its widgets: choices become code, code a drawing, a row of it lines.

    Attributes
    ----------
    name : str
        What it shows, in a word that names files.
    controls : dict of str to Control
        By the name under which a choice is handed to `code`.
    code : callable
        Writes the lines that draw the chart, from the choices.
    lines : callable
        Finds the places behind a row of the drawing, or, for None, behind all of them.
    first_row : int or None
        The row whose lines are shown until another is clicked.
    """

    name: str
    controls: Mapping[str, Control]
    code: Callable[..., str]
    lines: Callable[[Drawing, int | None], pd.DataFrame]
    first_row: int | None = 0


def opened(corpus: Corpus, view: Callable[[Corpus], View]) -> Explorer:
    """
    Give a view of a corpus its widgets.

    Raises
    ------
    ImportError
        If ipywidgets is not installed.
    """
    try:
        from .explorer import Explorer  # noqa: PLC0415  (ipywidgets comes with an extra)
    except ModuleNotFoundError as error:
        if error.name != "ipywidgets":
            raise
        raise ImportError("explorers need ipywidgets; pip install policytext[notebooks]") from error
    return Explorer(corpus, view(corpus))
