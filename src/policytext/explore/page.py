"""What an explorer writes into its page; whatever comes from a text is escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import pandas as pd

from .drawing import Drawing

MOST_ROWS = 200  # of a table


def said(message: str) -> str:
    """Say something instead of showing it; nothing, if there is nothing to say."""
    return f'<p role="status">{escape(message)}</p>' if message else ""


def picture(drawing: Drawing | None) -> str:
    """Show a chart, with its description for those who cannot see it."""
    if drawing is None:
        return ""
    data = base64.b64encode(drawing.png).decode("ascii")
    alt = escape(drawing.description, quote=True)
    return f'<img src="data:image/png;base64,{data}" alt="{alt}">'


def heading(label: str, n_lines: int) -> str:
    """Say whose lines are listed, and how to come to others."""
    lines = f"{n_lines:,} line{'' if n_lines == 1 else 's'}"
    whose = f"<b>{escape(label)}</b>: {lines}" if label else lines
    return f"<p>{whose}. Click a row of the chart for its lines.</p>"


def place(first: int, shown: int, n_lines: int) -> str:
    """Say which of the lines are on the page."""
    return f"{first + 1:,}–{first + shown:,} of {n_lines:,}" if shown else "No lines."


def lines(found: pd.DataFrame) -> str:
    """Set each line with its words found in the middle, and below it where it stands."""
    where = found["file"] + " · " + found["section"] + " · characters " + found["characters"]
    rows = "".join(map(_line, where, found["left"], found["node"], found["right"]))
    return _scrolled(f'<table class="policytext-kwic"><tbody>{rows}</tbody></table>', "Lines")


def table(drawing: Drawing | None) -> str:
    """Set the rows that were drawn in a table."""
    if drawing is None:
        return ""
    shown = drawing.table.head(MOST_ROWS)
    columns = [_written(shown[name]) for name in shown.columns]
    kinds = ["number" if pd.api.types.is_numeric_dtype(shown[name]) else "" for name in shown]
    rest = len(drawing.table) - len(shown)
    more = f"The first {MOST_ROWS} rows; {rest:,} more were drawn." if rest else ""
    return _table(shown.columns, zip(*columns, strict=True), kinds) + said(more)


def code(text: str) -> str:
    """Show lines of Python."""
    before = "These lines make the same chart, where <code>corpus</code> is the corpus explored."
    return f'<p>{before}</p><pre tabindex="0"><code>{escape(text)}</code></pre>' if text else ""


def files(paths: Sequence[Path]) -> str:
    """Name the files that were written."""
    written = "".join(f"<li><code>{escape(str(path))}</code></li>" for path in paths)
    return f'<div role="status"><p>Written:</p><ul>{written}</ul></div>'


def _line(where: str, left: str, node: str, right: str) -> str:
    if left or right:
        words = _cell(left, "left") + _cell(node, "node") + _cell(right, "right")
    else:  # a passage of its own
        words = f'<td dir="auto" colspan="3">{escape(node)}</td>'
    below = f'<td dir="auto" colspan="3">{escape(where)}</td>'
    return f'<tr>{words}</tr><tr class="policytext-where">{below}</tr>'


def _written(column: pd.Series) -> list[str]:
    if pd.api.types.is_float_dtype(column):
        return ["" if pd.isna(value) else f"{value:,.4g}" for value in column]
    return ["" if pd.isna(value) else str(value) for value in column]


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], kinds: Sequence[str]) -> str:
    titles = "".join(
        f'<th scope="col" class="policytext-{kind}">{escape(str(title))}</th>'
        for title, kind in zip(head, kinds, strict=True)
    )
    body = "".join(f"<tr>{''.join(map(_cell, row, kinds))}</tr>" for row in rows)
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
    return _scrolled(table, "Table")


def _scrolled(table: str, name: str) -> str:
    named = f'role="region" aria-label="{name}" tabindex="0"'  # the keyboard can scroll it
    return f'<div class="policytext-scroll" {named}>{table}</div>'


def _cell(text: str, kind: str) -> str:
    return f'<td dir="auto" class="policytext-{kind}">{escape(text)}</td>'
