"""Concordance lines as a notebook shows them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pandas as pd

from policytext.corpus.frame import Frame

LINE = ("left", "node", "right")
QUIET = (
    "color:#767676;text-align:left;white-space:nowrap;"
    "max-width:16em;overflow:hidden;text-overflow:ellipsis"
)
LOOKS = {
    "left": "text-align:right",
    "node": "text-align:center;font-weight:bold;white-space:nowrap",
    "right": "text-align:left",
}


class Concordance(pd.DataFrame):
    """A table of concordance lines; a notebook shows them with the node in a column of its own."""

    @property
    def _constructor(self) -> Callable[..., Concordance]:
        return Concordance

    def _repr_html_(self) -> str | None:
        if not set(LINE) <= set(self.columns):
            html: str | None = super()._repr_html_()  # type: ignore[misc]
            return html
        most = pd.get_option("display.max_rows") or len(self)
        return _as_html(pd.DataFrame(self.head(most)), len(self))


class LateConcordance(Frame, Concordance):
    """Concordance lines that are laid out when they are looked at, column by column."""


def _as_html(lines: pd.DataFrame, n_lines: int) -> str:
    """Set the lines in a table: left contexts end, and right ones begin, at the node."""
    where = [name for name in ("doc_id", "section", "section_id", "start") if name in lines.columns]
    if "section" in where:
        where.remove("section_id")
    names = [*where, *LINE]
    columns = [lines[name].astype("str") for name in names]
    rows = "".join(_row(names, row) for row in zip(*columns, strict=True))
    head = "".join(f"<th>{name}</th>" for name in names)
    more = f"<p>{len(lines):,} of {n_lines:,} lines</p>" if len(lines) < n_lines else ""
    return (
        '<div><table class="dataframe policytext-concordance">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>"
    )


def _row(names: list[str], values: tuple[str, ...]) -> str:
    cells = [_cell(name, escape(value)) for name, value in zip(names, values, strict=True)]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(name: str, text: str) -> str:
    if name in LOOKS:
        return f'<td dir="auto" style="{LOOKS[name]}">{text}</td>'
    return f'<td dir="auto" style="{QUIET}" title="{text}">{text}</td>'
