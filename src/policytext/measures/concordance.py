"""Every occurrence of a word, a phrase or a pattern, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from ._display import Concordance, LateConcordance
from ._late import LateColumns, late_table
from ._order import Codes, order_by
from ._patterns import Pattern, find_pattern
from ._sequences import Places, Rows, find_phrase, in_reading_order, phrase_codes
from ._tally import PLACE, codes_of, require, require_words, settings
from ._words import WordsArray
from ._writing import Context, Writing
from .joins import section_paths

Node = str | Sequence[str] | Pattern | Sequence[Pattern]
SORT_KEY = re.compile(r"([LR])([1-9]\d*)")
NAMED_KEYS = ("document", "section", "position", "node")


def concordance(
    tokens: pd.DataFrame,
    node: Node,
    *,
    term: str = "lower",
    window: int = 10,
    sort: str | Sequence[str] = ("R1", "R2", "R3"),
    sections: pd.DataFrame | None = None,
) -> Concordance:
    """
    Show every occurrence of a node in its context (KWIC), sorted by the words around it.

    The context is made of the rows given and stays within the block (the paragraph, the heading).
    A phrase or a pattern never crosses a gap in token_id nor the edge of a block.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table, such as ``corpus.body``.
    node : str, sequence of str, or token pattern
        A word or a phrase ("national security"); several of them; or a list of dicts in the
        syntax of spaCy's Matcher (``[{"POS": "ADJ", "OP": "+"}, {"LEMMA": "security"}]``), or
        several such lists. The attributes are TEXT, ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE
        and ENT_IOB (after `with_entities`), IS_ALPHA, IS_PUNCT, IS_STOP, IS_DIGIT, IS_LOWER,
        IS_UPPER, IS_TITLE, IS_ASCII, IS_BRACKET, IS_QUOTE, IS_LEFT_PUNCT, IS_RIGHT_PUNCT,
        IS_CURRENCY, LIKE_NUM, LIKE_EMAIL, LENGTH, SHAPE, IS_SENT_START and, for
        any other column, ``"_": {"kind": "heading"}``; their values may be REGEX, FUZZY, FUZZY1 …
        FUZZY9, IN, NOT_IN, IS_SUBSET, IS_SUPERSET, INTERSECTS and comparisons; OP is !, ?, +, *
        or {n,m}. Of matches that overlap, the longest stays, and of equals the first.
    term : str
        The column in which words and phrases are looked for: "lower", "lemma" or "text".
    window : int
        Words shown on each side.
    sort : str or sequence of str
        Keys, the first first: "L1", "L2" … (the words to the left, from the node on), "R1" …
        (to the right), "node", "document", "section", "position". Lines that no key parts stand
        in reading order. Words sort by their lower form.
    sections : DataFrame, optional
        The corpus's table of sections: adds the column section.

    Returns
    -------
    Concordance
        A DataFrame, one row an occurrence, with the columns

        - doc_id (category), section_id (int)
        - section (category): the headings above it, "1 Aims › (a) Peace"; only with `sections`
        - start, end (int): half-open token positions of the node
        - start_char, end_char (int): half-open, in characters of the text; if the tokens have them
        - left, node, right: the words, written as in the text. They are written out when they
          are looked at; ``.astype("str")`` makes plain strings of them

        `attrs` records node, term, window, sort and n_tokens, the number of rows given.

    Raises
    ------
    ValueError
        If a column is missing, the node is empty or not understood, a sort key is unknown, the
        window is negative, or the pipeline did not give what is asked for.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": 0, "token_id": range(5),
    ...         "lower": ["security", "of", "the", "security", "law"],
    ...     }
    ... )
    >>> concordance(tokens, "security", window=2)[["left", "node", "right"]]
         left      node   right
    0  of the  security     law
    1          security  of the
    """
    if window < 0:
        raise ValueError(f"a window has 0 words or more on each side; window is {window}")
    require(tokens, [*PLACE, "token_id", "block_id"], "concordance")
    if sections is not None:
        require(sections, [*PLACE, "parent_id", "marker", "heading"], "concordance")
    rows = in_reading_order(tokens)
    starts, ends = find_node(rows, node, term)
    sort = [sort] if isinstance(sort, str) else list(sort)
    order = order_by(_sort_keys(rows, starts, ends, term, sort), len(starts))
    columns = _lines(rows, starts[order], ends[order], window, sections)
    result = LateConcordance(LateColumns(columns, len(order)))
    made = {"node": node, "term": term, "window": window, "sort": sort, "n_tokens": len(tokens)}
    result.attrs = settings(tokens, **made)
    return result


def find_node(rows: pd.DataFrame, node: Node, term: str) -> tuple[Rows, Rows]:
    """Find the rows of the node's occurrences, in reading order."""
    nodes: list[Any] = [node] if isinstance(node, str) else list(node)
    if nodes and all(isinstance(part, str) for part in nodes):
        return _find_phrases(rows, nodes, term)
    if nodes and all(isinstance(part, Mapping) for part in nodes):
        return find_pattern(rows, nodes)
    patterns = [part for part in nodes if not isinstance(part, str | Mapping)]
    if not nodes or len(patterns) < len(nodes):
        raise ValueError(
            "a node is a word, a phrase, a list of them, or a token pattern (a list of dicts); "
            f"this is {node!r}"
        )
    return _together([find_pattern(rows, pattern) for pattern in patterns])


def _find_phrases(rows: pd.DataFrame, phrases: Sequence[str], term: str) -> tuple[Rows, Rows]:
    require_words(rows, term, "concordance")
    values = codes_of(rows[term])[1]
    found = []
    for phrase in dict.fromkeys(phrases):
        words = phrase_codes(phrase.lower() if term == "lower" else phrase, values)
        starts = find_phrase(rows, term, words)
        found.append((starts, starts + len(words)))
    return _together(found)


def _together(found: Iterable[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    pairs = list(found)
    if len(pairs) == 1:
        return pairs[0]
    starts, ends = (np.concatenate(column) for column in zip(*pairs, strict=True))
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    new = np.append(True, (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1]))[: len(starts)]
    return starts[new], ends[new]


def _sort_keys(
    rows: pd.DataFrame, starts: Rows, ends: Rows, term: str, sort: Sequence[str]
) -> list[Codes]:
    """Give the value of each key on every line, as a number that sorts as the words do."""
    places = Places.of(rows)
    column = "lower" if "lower" in rows.columns else term
    words = codes_of(rows[column])[0] if column in rows.columns else np.zeros(len(rows), np.int8)
    matches = [SORT_KEY.fullmatch(key) for key in sort]
    near = {
        side: _Neighbours(
            words, places, rows_at, [int(m[2]) * step for m in matches if m and m[1] == side]
        )
        for side, rows_at, step in (("L", starts, -1), ("R", ends - 1, 1))
    }
    keys: list[Codes] = []
    for key, match in zip(sort, matches, strict=True):
        if match:
            keys.append(near[match[1]].at(int(match[2])))
        elif key == "node":
            keys += _words_of_nodes(words, starts, ends)
        elif key == "document":
            keys.append(places.documents[starts])
        elif key == "section":
            keys += [places.documents[starts], rows["section_id"].to_numpy()[starts]]
        elif key == "position":
            keys.append(places.positions[starts])
        else:
            known = ", ".join(["L1, L2 …, R1, R2 …", *NAMED_KEYS])
            raise ValueError(f"a concordance is sorted by {known}; not by {key!r}")
    return keys


class _Neighbours:
    """The words at given distances on one side of a node, in its block."""

    def __init__(self, words: Codes, places: Places, rows: Rows, steps: Sequence[int]) -> None:
        self.words, self.places, self.rows = words, places, rows
        self.side = -1 if min(steps, default=1) < 0 else 1
        self.close = np.empty(0, dtype=np.int64)
        if steps:
            farthest = rows + max(steps, key=abs)
            clipped = np.clip(farthest, 0, max(len(words) - 1, 0))
            self.close = np.flatnonzero((clipped != farthest) | ~places.together(clipped, rows))

    def at(self, distance: int) -> Codes:
        """Give the code of the word so far away, -1 if it lies outside of the block."""
        at = self.rows + self.side * distance
        clipped = np.clip(at, 0, max(len(self.words) - 1, 0))
        codes = self.words[clipped]
        few = self.close  # only of those near an edge need one ask
        outside = clipped[few] != at[few]
        outside |= ~self.places.together(clipped[few], self.rows[few])
        codes[few[outside]] = -1
        return codes


def _words_of_nodes(words: Codes, starts: Rows, ends: Rows) -> list[Codes]:
    """Give the first, second … word of each node, -1 behind its last."""
    longest = int((ends - starts).max(initial=0))
    rows = [np.minimum(starts + offset, ends - 1) for offset in range(longest)]
    inside = [starts + offset < ends for offset in range(longest)]
    return [np.where(here, words[row], -1) for row, here in zip(rows, inside, strict=True)]


def _lines(
    rows: pd.DataFrame, starts: Rows, ends: Rows, window: int, sections: pd.DataFrame | None
) -> dict[str, Callable[[], Any]]:
    """Say how each column of the lines is made."""
    places = Places.of(rows)
    documents, names = codes_of(rows["doc_id"])
    shown = next(name for name in ("text", "lower", "lemma") if name in rows.columns)
    known = {"start_char", "end_char"} <= set(rows.columns)
    chars = [rows["start_char"].to_numpy(), rows["end_char"].to_numpy()] if known else []
    writing = Writing(*codes_of(rows[shown]), *chars)

    def doc_id() -> Any:
        return pd.Categorical.from_codes(documents[starts], names, validate=False)

    def section_id() -> Any:
        return rows["section_id"].to_numpy()[starts]

    def start() -> Any:
        return places.positions[starts]

    columns: dict[str, Callable[[], Any]] = {"doc_id": doc_id, "section_id": section_id}
    if sections is not None:
        lines = late_table(dict(columns), len(starts))
        columns["section"] = partial(section_paths, lines, sections)
    columns["start"] = start
    columns["end"] = lambda: start() + (ends - starts).astype(start().dtype)  # no node has gaps
    if known:
        columns["start_char"] = lambda: chars[0][starts]
        columns["end_char"] = lambda: chars[1][ends - 1]
    columns["left"] = lambda: WordsArray(Context(writing, places, before=window), starts, ends)
    columns["node"] = lambda: WordsArray(writing, starts, ends)
    columns["right"] = lambda: WordsArray(Context(writing, places, after=window), starts, ends)
    return columns
