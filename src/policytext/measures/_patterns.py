"""Patterns of tokens in the syntax of spaCy's Matcher, matched on the codes of a token table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._conditions import COLUMNS, NOT_KEPT, OF_LETTERS, SENTENCE_START, SYNTAX, Mask, truths
from ._sequences import Places, Rows
from ._tally import codes_of

Pattern = Sequence[Mapping[str, Any]]
OPERATORS = {"1": (1, 1), "!": (1, 1), "?": (0, 1), "+": (1, None), "*": (0, None)}
REPEATED = re.compile(r"\{(\d*)(,?)(\d*)\}")


@dataclass(frozen=True, slots=True)
class _Test:
    """One condition on a row: a table that its codes look up, or the rows' own truth."""

    holds: Mask
    codes: NDArray[Any] | None = None

    def at(self, rows: Rows | slice) -> Mask:
        return self.holds[rows] if self.codes is None else self.holds[self.codes[rows]]


@dataclass(frozen=True, slots=True)
class _Step:
    """One element of a pattern: its conditions, how often it may come, whether it is turned."""

    tests: list[_Test]
    least: int
    most: int | None
    negated: bool

    def at(self, rows: Rows) -> Mask:
        """Say which rows fit."""
        fits = np.ones(len(rows), dtype=bool)
        for test in self.tests:
            fits[fits] = test.at(rows[fits])
        return ~fits if self.negated else fits

    def everywhere(self, n: int) -> Rows:
        """List all the rows that fit."""
        fits = np.ones(n, dtype=bool)
        for test in self.tests:
            fits &= test.at(slice(None))
        return np.flatnonzero(~fits if self.negated else fits)


def find_pattern(rows: pd.DataFrame, pattern: Pattern) -> tuple[Rows, Rows]:
    """
    Find where a pattern of tokens stands.

    As spaCy's Matcher does with ``greedy="LONGEST"``, of matches that overlap the longest stays,
    and of equals the first.

    Parameters
    ----------
    rows : DataFrame
        A token table in reading order.
    pattern : sequence of dict
        One dict a token, in the syntax of spaCy's Matcher.

    Returns
    -------
    starts, ends : array of int
        Rows, half-open, in reading order.

    Raises
    ------
    ValueError
        If the pattern is empty, asks for what there is not, or could match nothing at all.
    """
    steps = [_step(rows, element) for element in pattern]
    if not steps or all(step.least == 0 for step in steps):
        raise ValueError(f"a token pattern needs an element that must occur; this is {pattern!r}")
    starts, ends = _longest(steps, Places.of(rows), len(rows))
    return _without_overlaps(starts, ends)


def _longest(steps: list[_Step], places: Places, n: int) -> tuple[Rows, Rows]:
    """Follow the steps from every row where they can begin; keep each row's longest match."""
    first = next(number for number, step in enumerate(steps) if step.least) + 1
    begins = [step.everywhere(n) for step in steps[:first]]
    starts = np.unique(np.concatenate(begins)) if first > 1 else begins[0]
    froms, heads = starts, starts  # a way through the pattern: where it began, the next row
    for step in steps:
        froms, heads = _follow(step, froms, heads, places, n)
    longest = np.full(len(starts), -1)
    np.maximum.at(longest, np.searchsorted(starts, froms), heads)
    found = longest > starts
    return starts[found], longest[found]


def _follow(step: _Step, froms: Rows, heads: Rows, places: Places, n: int) -> tuple[Rows, Rows]:
    """Take a step as often as it may be taken, on every way."""
    ways = [(froms, heads)] if step.least == 0 else []
    times = 0
    while len(froms) and (step.most is None or times < step.most):
        inside = heads < n
        froms, heads = froms[inside], heads[inside]
        joined = heads == froms
        before = np.maximum(heads - 1, 0)
        joined |= (places.positions[heads] - places.positions[before] == 1) & places.together(
            before, heads
        )
        froms, heads = froms[joined], heads[joined]
        fits = step.at(heads)
        froms, heads = froms[fits], heads[fits] + 1
        times += 1
        if times >= step.least:
            ways.append((froms, heads))
    if not ways:
        return froms[:0], heads[:0]
    froms, heads = (np.concatenate(column) for column in zip(*ways, strict=True))
    return _different(froms, heads, n) if len(ways) > 1 else (froms, heads)


def _different(froms: Rows, heads: Rows, n: int) -> tuple[Rows, Rows]:
    keys = np.unique(froms * (n + 1) + heads)
    return keys // (n + 1), keys % (n + 1)


def _without_overlaps(starts: Rows, ends: Rows) -> tuple[Rows, Rows]:
    """Of matches that overlap leave the longest, of equals the first; both in reading order."""
    kept: list[Rows] = []
    left = np.arange(len(starts))
    while len(left):
        free = np.ones(len(left), dtype=bool)
        reach = np.maximum.accumulate(ends[left])
        touches = starts[left][1:] < reach[:-1]
        free[1:] &= ~touches
        free[:-1] &= ~touches
        kept.append(left[free])
        left = left[~free]
        if not len(left):
            break
        best = _best_of_each_word(starts[left], ends[left])
        kept.append(left[best])
        left = left[~best]
        left = left[~_hit(starts[left], ends[left], np.sort(kept[-1]), starts, ends)]
    order = np.sort(np.concatenate(kept)) if kept else left
    return starts[order], ends[order]


def _best_of_each_word(starts: Rows, ends: Rows) -> Mask:
    """Say which matches come first on every one of their words."""
    lengths = ends - starts
    order = np.lexsort((-starts, lengths))  # the best last
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    offsets = np.append(0, np.cumsum(lengths[order]))
    words = np.arange(offsets[-1]) + np.repeat(starts[order] - offsets[:-1], lengths[order])
    words -= starts.min()
    winner = np.zeros(int(words.max()) + 1, dtype=np.int64)
    np.maximum.at(winner, words, np.repeat(np.arange(len(order)), lengths[order]))
    least = np.minimum.reduceat(winner[words], offsets[:-1])
    most = np.maximum.reduceat(winner[words], offsets[:-1])
    alone = (least == np.arange(len(order))) & (most == least)
    return np.asarray(alone[rank])


def _hit(starts: Rows, ends: Rows, chosen: Rows, all_starts: Rows, all_ends: Rows) -> Mask:
    """Say which matches overlap one of those chosen, which do not overlap each other."""
    from_, to = all_starts[chosen], all_ends[chosen]
    before = np.searchsorted(from_, ends) - 1  # the last that begins before this one ends
    return np.asarray((before >= 0) & (to[np.maximum(before, 0)] > starts))


def _step(rows: pd.DataFrame, element: Mapping[str, Any]) -> _Step:
    wanted = {str(name).upper(): value for name, value in element.items()}
    operator = str(wanted.pop("OP", "1"))
    tests = [test for name, value in wanted.items() for test in _tests_of(rows, name, value)]
    least, most = _times(operator)
    return _Step(tests, least, most, operator == "!")


def _times(operator: str) -> tuple[int, int | None]:
    if operator in OPERATORS:
        return OPERATORS[operator]
    match = REPEATED.fullmatch(operator)
    if not match or not (match[1] or match[3]):
        known = ", ".join(map(repr, OPERATORS))
        raise ValueError(f"a token pattern knows the OP {known} and '{{n,m}}'; not {operator!r}")
    least, comma, most = match.groups()
    return int(least or 0), (int(most) if most else None) if comma else int(least)


def _tests_of(rows: pd.DataFrame, name: str, value: Any) -> list[_Test]:
    if name == "_":
        return [_test(rows, column, asked, f"_.{column}") for column, asked in value.items()]
    if name in COLUMNS:
        return [_test(rows, COLUMNS[name], value, name)]
    if name in OF_LETTERS:
        codes, words = _column(rows, "text", name)
        letters = [OF_LETTERS[name](word) for word in words]
        return [_Test(truths(letters, value, name), codes)]
    if name in SENTENCE_START:
        return [_Test(_sentence_starts(rows) == bool(value))]
    known = ", ".join(SYNTAX)
    why = "; the token table does not keep it" if name in NOT_KEPT else ""
    raise ValueError(f"a token pattern here knows {known}; not {name!r}{why}")


def _test(rows: pd.DataFrame, column: str, value: Any, name: str) -> _Test:
    if column in rows and pd.api.types.is_bool_dtype(rows[column].dtype):
        return _Test(rows[column].to_numpy() == bool(value))
    codes, values = _column(rows, column, name)
    return _Test(truths(values, value, name), codes)


def _column(rows: pd.DataFrame, column: str, name: str) -> tuple[NDArray[Any], list[Any]]:
    """Give a column's codes and values, "" as the last for the code -1: as spaCy has it."""
    if column not in rows:
        remedy = "; with_entities(tokens, entities) adds it" if column.startswith("ent_") else ""
        raise ValueError(f"the pattern asks for {name}: there is no column {column!r}{remedy}")
    codes, values = codes_of(rows[column])
    if len(rows) and not len(values):
        raise ValueError(f"the pattern asks for {name}: the pipeline gave no {column}")
    return codes, [*values, ""]


def _sentence_starts(rows: pd.DataFrame) -> Mask:
    sentences, documents = rows["sentence_id"].to_numpy(), codes_of(rows["doc_id"])[0]
    starts = np.ones(len(rows), dtype=bool)
    starts[1:] = sentences[1:] != sentences[:-1]
    starts[1:] |= documents[1:] != documents[:-1]
    return starts
