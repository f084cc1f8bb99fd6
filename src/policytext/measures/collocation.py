"""Which words keep company with a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._association import Pairs, associate, check_measures
from ._groups import each_group
from ._order import Codes, pack
from ._order import bits as bits_of
from ._sequences import Places, Rows, in_reading_order, sequence_starts
from ._tally import PLACE, codes_of, count_values, plain, require, require_words, settings
from ._words import WordsArray
from ._writing import Joined
from .concordance import Node, find_node

STANDARD = ("log_dice", "mi", "t", "g2")


def collocates(
    tokens: pd.DataFrame,
    node: Node,
    *,
    term: str = "lower",
    by: str | Sequence[str] | None = None,
    window: int | tuple[int, int] = 5,
    measures: str | Sequence[str] = STANDARD,
) -> pd.DataFrame:
    r"""
    Count the words around a node, by position, and measure how strongly they go with it.

    The window is made of the rows given and stays within the block. A word counts once, for the
    node nearest to it, so that no word is counted more often than it occurs; the words of the
    node itself are no collocates. So every collocate has a contingency table (Evert 2008): of the
    :math:`N` rows outside of nodes, :math:`R_1` lie in a window and :math:`C_1` are the collocate,
    :math:`O_{11}` both; :math:`E_{11} = R_1 C_1 / N`. With :math:`f` occurrences of the node:

    ================ ==================================================== =======================
    log_dice         14 + log2(2 O11 / (f + C1))                          Rychlý 2008
    mi               log2(O11 / E11)                                      Church and Hanks 1990
    mi3              log2(O11³ / E11)                                     Daille 1994
    npmi             mi / −log2(O11 / N)                                  Bouma 2009
    t                (O11 − E11) / √O11                                   Church et al. 1991
    z                (O11 − E11) / √E11                                   Berry-Rogghe 1973
    g2               2 Σ O ln(O / E), negative if O11 < E11               Dunning 1993
    delta_p_forward  O11 / R1 − O21 / R2: what the node says of the word  Gries 2013
    delta_p_backward O11 / C1 − O12 / C2: what the word says of the node  Gries 2013
    ================ ==================================================== =======================

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; N is their number. Without punctuation and stop words
        (``corpus.body.query("is_alpha and not is_stop")``) the window skips them.
    node : str, sequence of str, or token pattern
        As in `concordance`.
    term : str
        The column whose values are the collocates, and in which the node is looked for.
    by : str or sequence of str, optional
        Columns that part the table into groups, each measured on its own: "doc_id", "section_id"
        (which brings doc_id with it) or others.
    window : int or tuple of int
        Words on each side, or on the left and on the right.
    measures : str or sequence of str
        Any of those above; the first one sorts.

    Returns
    -------
    DataFrame
        One row a collocate (and group), the strongest first (equals alphabetical), with the columns

        - the grouping columns, if any
        - node (str), term (str)
        - count (int): times it stands in a window; count_left, count_right (int) on each side
        - expected (float): the same by chance
        - total (int): times it occurs outside of nodes
        - a column (float) for each measure; NaN where undefined
        - L5 … L1, R1 … R5 (int): times it stands just so far from the node

        `attrs` records node, term, window, measures, n_tokens, n_nodes (occurrences of the node)
        and n_window (rows in a window), and by if it is given. A minimum is a mask:
        ``.query("count >= 5")``.

    Raises
    ------
    ValueError
        If a column is missing, the node is empty or not understood, the window is empty, a
        measure is unknown, or the pipeline did not give what is asked for.

    References
    ----------
    Stefan Evert (2008), "Corpora and collocations", in Corpus Linguistics, an International
    Handbook, 1212–1248. Pavel Rychlý (2008), "A lexicographer-friendly association score", RASLAN,
    6–9. Stefan Th. Gries (2013), "50-something years of work on collocations", International
    Journal of Corpus Linguistics 18(1), 137–165.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "block_id": 0, "token_id": range(6),
    ...         "lower": ["rule", "of", "law", "and", "rule", "by"],
    ...     }
    ... )
    >>> collocates(tokens, "rule", window=1, measures="mi")[["term", "count", "L1", "R1"]]
      term  count  L1  R1
    0  and      1   1   0
    1   by      1   0   1
    2   of      1   0   1
    """
    left, right = (window, window) if isinstance(window, int) else window
    if min(left, right) < 0 or left + right == 0:
        raise ValueError(f"a window has words on one side at least; window is {window!r}")
    names = check_measures(measures, "collocates")
    if by is not None:
        options: Any = {"term": term, "window": window, "measures": names}
        return each_group(tokens, by, lambda rows: collocates(rows, node, **options), "collocates")
    require_words(tokens, term, "collocates")
    require(tokens, [*PLACE, "token_id", "block_id"], "collocates")
    rows = in_reading_order(tokens)
    starts, ends = find_node(rows, node, term)
    codes, words = codes_of(rows[term])
    found = _words_by_position(codes, Places.of(rows), (starts, ends), (left, right))
    every = np.bincount(np.concatenate(list(found.values())), minlength=len(words))
    seen = np.flatnonzero(every)
    near = {at: np.bincount(near, minlength=len(words))[seen] for at, near in found.items()}

    inside = _rows_of_nodes(starts, ends)
    total = count_values(rows, term)
    total = total - np.bincount(codes[inside][codes[inside] >= 0], minlength=len(words))
    n_window = int(every.sum())
    pairs = Pairs(
        both=every[seen].astype(float),
        first=np.full(len(seen), float(n_window)),
        second=total[seen].astype(float),
        total=float(len(rows) - len(inside)),
        node=np.full(len(seen), float(len(starts))),
    )
    none = np.zeros(len(seen), dtype=np.int64)
    sides = {side: sum((near[at] for at in near if at[0] == side), none) for side in "LR"}
    table = pd.DataFrame(
        {
            "node": pd.Series([_named(node)] * len(seen), dtype="str"),
            "term": plain(words.take(seen)),
            "count": every[seen],
            "count_left": sides["L"],
            "count_right": sides["R"],
            "expected": pairs.expected if len(seen) else np.empty(0),
            "total": total[seen],
            **associate(pairs, names),
            **near,
        }
    )
    table = table.iloc[np.argsort(-table[names[0]].to_numpy(), kind="stable")]
    table = table.reset_index(drop=True)
    made = {"node": _named(node), "term": term, "window": (left, right), "measures": names}
    sizes = {"n_tokens": len(tokens), "n_nodes": len(starts), "n_window": n_window}
    table.attrs = settings(tokens, **made, **sizes)
    return table


def _named(node: Node) -> str:
    """Name a node in the reader's words."""
    if isinstance(node, str):
        return node
    words = [part for part in node if isinstance(part, str)]
    return " | ".join(words) if len(words) == len(node) else repr(node)


def _has_missing(codes: Codes) -> bool:
    return bool(len(codes) and codes.min() < 0)


def _rows_of_nodes(starts: Rows, ends: Rows) -> Rows:
    lengths = ends - starts
    offsets = np.append(0, np.cumsum(lengths))
    rows = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
    return np.unique(rows) if len(lengths) and lengths.max() > 1 else rows


def _words_by_position(
    codes: Codes, places: Places, nodes: tuple[Rows, Rows], window: tuple[int, int]
) -> dict[str, Codes]:
    """List the words at each distance from a node; from the nearest out, each row once."""
    starts, ends = nodes
    taken = np.zeros(len(codes), dtype=bool)
    taken[_rows_of_nodes(starts, ends)] = True
    sides = {
        "L": _Side(places, starts, -1, window[0]),
        "R": _Side(places, ends - 1, 1, window[1]),
    }
    words: dict[str, Codes] = {}
    for distance in range(1, max(window) + 1):
        for name, side in sides.items():
            if distance <= side.most:
                at = side.at(distance)
                at = at[~taken[at]]
                taken[at] = True
                found = codes[at]
                words[f"{name}{distance}"] = found[found >= 0]
    order = [f"L{n}" for n in range(window[0], 0, -1)] + [f"R{n}" for n in range(1, window[1] + 1)]
    return {position: words[position] for position in order}


class _Side:
    """The rows on one side of nodes, as far as their blocks and the window reach."""

    def __init__(self, places: Places, near: Rows, step: int, most: int) -> None:
        self.places, self.near, self.step, self.most = places, near, step, most
        every = np.arange(len(near))
        self.close = every[~self._in_block(every, most)]  # only these may leave their block

    def at(self, distance: int) -> Rows:
        """List the rows so far away."""
        stays = np.ones(len(self.near), dtype=bool)
        stays[self.close] = self._in_block(self.close, distance)
        return self.near[stays] + self.step * distance

    def _in_block(self, nodes: Rows, distance: int) -> NDArray[np.bool_]:
        near = self.near[nodes]
        at = near + self.step * distance
        clipped = np.clip(at, 0, max(len(self.places.blocks) - 1, 0))
        return np.asarray((clipped == at) & self.places.together(clipped, near))


def collocations(
    tokens: pd.DataFrame,
    *,
    term: str = "lower",
    measures: str | Sequence[str] = STANDARD,
) -> pd.DataFrame:
    """
    Find pairs of words that follow one another more often than chance would have it.

    Of the N places where a word of the table follows another, the first word fills R1 and the
    second C1, both together O11; the measures are those of `collocates`, with f = R1.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table. No pair crosses a gap or the edge of a block.
    term : str
        The column whose values are joined.
    measures : str or sequence of str
        Any of those of `collocates`; the first one sorts.

    Returns
    -------
    DataFrame
        One row a pair, the strongest first (equals alphabetical), with the columns

        - term (words): the two words joined by a blank, written out when they are looked at
        - count (int): occurrences
        - expected (float): the same by chance
        - count_first, count_second (int): pairs that the first word begins, the second one ends
        - a column (float) for each measure; NaN where undefined

        Rare pairs score high by some measures: ``.query("count >= 5")``. `attrs` records term,
        measures, n_tokens and n_positions (N).

    Raises
    ------
    ValueError
        If a column is missing, a measure is unknown, or the pipeline gave no value for `term`.
    """
    names = check_measures(measures, "collocations")
    require_words(tokens, term, "collocations")
    require(tokens, [*PLACE, "token_id", "block_id"], "collocations")
    rows = in_reading_order(tokens)
    codes, words = codes_of(rows[term])
    starts = sequence_starts(rows, 2)
    if _has_missing(codes):
        starts = starts[(codes[starts] >= 0) & (codes[starts + 1] >= 0)]
    first, second = codes[starts], codes[starts + 1]
    width = bits_of(len(words))
    keys = pack([first, second], [width, width], len(starts))
    keys.sort()
    new = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    count = np.diff(np.append(new, len(keys)))
    pair_first, pair_second = keys[new] >> width, keys[new] & ((1 << width) - 1)
    begins = np.bincount(first, minlength=len(words))[pair_first]
    ends = np.bincount(second, minlength=len(words))[pair_second]
    both, one, other = (numbers.astype(np.float64) for numbers in (count, begins, ends))
    pairs = Pairs(both, one, other, total=float(len(starts)), node=one)
    found = associate(pairs, names)
    order = np.argsort(-found[names[0]], kind="stable")
    rows_of = np.arange(len(order))
    joined = Joined([pair_first[order], pair_second[order]], words)
    table = pd.DataFrame(
        {
            "term": WordsArray(joined, rows_of, rows_of + 1),
            "count": count[order],
            "expected": pairs.expected[order] if len(order) else np.empty(0),
            "count_first": begins[order],
            "count_second": ends[order],
            **{name: values[order] for name, values in found.items()},
        }
    )
    sizes = {"n_tokens": len(tokens), "n_positions": len(starts)}
    table.attrs = settings(tokens, term=term, measures=names, **sizes)
    return table
