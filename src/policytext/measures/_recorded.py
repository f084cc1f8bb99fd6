"""
Every measure's table remembers how it was made.

``table.attrs["made"]`` holds the name of the measure, its settings, and which rows of which tables
it was given, so that a chart of the table can be checked against the corpus later on. To note
this costs next to nothing, however long the tables are: only how to ask for the rows' labels
is kept, and none of the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from policytext.corpus.frame import Frame, labels_of

Given = ParamSpec("Given")
Result = TypeVar("Result")

# What tells the tables of a corpus from one another.
TELLING = {
    "tokens": {"token_id", "sentence_id"},
    "entities": {"start", "label", "name"},
    "sections": {"parent_id", "heading"},
    "blocks": {"block_id", "reason"},
    "documents": {"sha256", "source"},
}


class Made(dict[str, Any]):
    """
    How a table was made, in words and numbers that JSON can hold.

    A dict with the keys measure, settings, tables (by the name of the argument: what each is
    ``of``, its sources, and how it was made itself if a measure made it), sources and pipeline.
    It is never copied, and equal to none but itself: pandas then keeps it through ``head``,
    ``query`` and the joining of parts of one table, and drops it where tables of different
    makings are joined.

    Attributes
    ----------
    labels : dict of str to callable
        What gives the labels of the rows of each table; lost where a table is written to a file
        or sent to another process.
    """

    def __init__(self, facts: Mapping[str, Any], labels: Mapping[str, Callable[[], pd.Index]]):
        super().__init__(facts)
        self.labels = labels

    def __deepcopy__(self, memo: object) -> Made:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Made, (dict(self), {})

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__  # type: ignore[assignment]


def recorded(measure: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let a measure note in the table that it returns how the table was made."""
    parameters = signature(measure)
    name = measure.__name__

    @wraps(measure)
    def measure_and_note(*arguments: Given.args, **named: Given.kwargs) -> Result:
        try:
            given = parameters.bind(*arguments, **named)
        except TypeError:
            return measure(*arguments, **named)  # which says better what is wrong
        for key, value in given.arguments.items():
            if isinstance(value, Iterator):
                given.arguments[key] = list(value)
        result = measure(*given.args, **given.kwargs)
        if isinstance(result, pd.DataFrame):
            given.apply_defaults()
            result.attrs = {**result.attrs, "made": _made(name, given.arguments)}
        return result

    return measure_and_note


def _made(measure: str, arguments: Mapping[str, Any]) -> Made:
    settings: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    labels: dict[str, Callable[[], pd.Index]] = {}
    pipelines: dict[str, None] = {}
    for name, value in arguments.items():
        if isinstance(value, pd.DataFrame):
            tables[name] = _table(value)
            labels[name] = labels_of(value)
            made = value.attrs.get("made", {})
            pipelines[value.attrs.get("pipeline") or made.get("pipeline", "")] = None
        elif hasattr(value, "tokens") and hasattr(value, "documents"):
            tables[name] = {"of": "corpus", "sources": value.tokens.attrs.get("sources", "")}
            pipelines[value.tokens.attrs.get("pipeline", "")] = None
        else:
            settings[name] = _plain(value)
    facts = {"measure": measure, "settings": settings, "tables": tables}
    of_all = "; ".join(dict.fromkeys(filter(None, (t["sources"] for t in tables.values()))))
    pipeline = ", ".join(filter(None, pipelines))
    return Made({**facts, "sources": of_all, "pipeline": pipeline}, labels)


def _table(table: pd.DataFrame) -> dict[str, Any]:
    """Say what a table is: a corpus's, one that a measure made, or another."""
    sources = table.attrs.get("sources", "")
    if isinstance(made := table.attrs.get("made"), Made):
        return {"of": "measure", "made": made, "sources": sources or made["sources"]}
    source = table.source if isinstance(table, Frame) else None
    names = set(source.names if source is not None else table.columns)
    of = next((name for name, telling in TELLING.items() if telling <= names), "another table")
    return {"of": of, "sources": sources}


def _plain(value: Any) -> Any:
    """Give a setting in types that JSON has."""
    if isinstance(value, np.generic | np.ndarray | pd.Series | pd.Index):
        return value.tolist()
    if isinstance(value, pd.Categorical):
        return list(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [
            _plain(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)
        ]
    return value if value is None or isinstance(value, str | int | float | bool) else repr(value)
