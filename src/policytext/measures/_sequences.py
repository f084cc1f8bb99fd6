"""Words that stand next to each other: the ground of n-grams, phrases and windows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._order import Codes
from ._tally import codes_of, source_of

Rows = NDArray[np.int64]
STRETCH = 200_000  # rows
SAMPLED = 97  # every 97th row tells which word of a phrase is rare enough to look for first
OTHER_APOSTROPHE = str.maketrans("'’", "’'")
PIECES = re.compile(r"n['’]t\b|['’]\w+|\w+?(?=n['’]t\b)|\w+|[^\w\s]")


def in_reading_order(tokens: pd.DataFrame) -> pd.DataFrame:
    """Sort a token table by document and position, unless it is."""

    def ordered() -> bool:
        return _ascend(codes_of(tokens["doc_id"])[0], tokens["token_id"].to_numpy())

    source = source_of(tokens)
    if ordered() if source is None else source.known("is in reading order", ordered):
        return tokens
    documents, positions = codes_of(tokens["doc_id"])[0], tokens["token_id"].to_numpy()
    return tokens.iloc[np.lexsort((positions, documents))]


def _ascend(documents: Codes, positions: Codes) -> bool:
    """Say whether documents ascend, and positions within them."""
    turns = np.flatnonzero(positions[1:] <= positions[:-1])  # a document's end, if all is in order
    falls = documents[1:] < documents[:-1]
    return not falls.any() and bool((documents[turns + 1] > documents[turns]).all())


@dataclass(frozen=True, slots=True)
class Places:
    """
    Where the rows of a token table in reading order stand.

    Attributes
    ----------
    documents, blocks, positions : array of int
        The document's code, the block_id and the token_id of each row.
    """

    documents: Codes
    blocks: Codes
    positions: Codes

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Places:
        """Read the places of a token table in reading order."""
        blocks, positions = rows["block_id"].to_numpy(), rows["token_id"].to_numpy()
        return cls(codes_of(rows["doc_id"])[0], blocks, positions)

    def unbroken(self, starts: Rows, n: int | Rows) -> NDArray[np.bool_]:
        """
        Say of each row whether it begins n rows that follow one another.

        Rows of n words do so if they stand in one block of one document and no token_id is left
        out between them: a word that a filter took out, or a line break, parts its neighbours.
        """
        ends = starts + n - 1
        whole = ends < len(self.positions)
        last = np.where(whole, ends, starts)
        whole &= self.positions[last] - self.positions[starts] == n - 1
        return whole & self.together(starts, last)

    def together(self, rows: Rows, others: Rows) -> NDArray[np.bool_]:
        """Say of each pair of rows whether they stand in one block of one document."""
        same = self.blocks[rows] == self.blocks[others]
        same &= self.documents[rows] == self.documents[others]
        return np.asarray(same)

    def block_starts(self) -> Rows:
        """List the rows at which a block begins."""
        new = np.ones(len(self.blocks), dtype=bool)
        new[1:] = self.blocks[1:] != self.blocks[:-1]
        new[1:] |= self.documents[1:] != self.documents[:-1]
        return np.flatnonzero(new)


def sequence_starts(tokens: pd.DataFrame, n: int) -> Rows:
    """
    Find the rows at which n words that follow one another start.

    A sequence never crosses a gap in token_id (a word or a line break that is no row) nor the
    edge of a block or a document.
    """
    if len(tokens) < n:
        return np.empty(0, dtype=np.int64)
    at = Places.of(tokens)
    last = len(tokens) - n + 1
    unbroken = at.positions[n - 1 :] - at.positions[:last] == n - 1
    unbroken &= at.blocks[n - 1 :] == at.blocks[:last]
    unbroken &= at.documents[n - 1 :] == at.documents[:last]
    return np.flatnonzero(unbroken)


def find_terms(tokens: pd.DataFrame, terms: str | Iterable[str], column: str) -> dict[str, Rows]:
    """
    Find the rows at which terms of one or several words start.

    Parameters
    ----------
    tokens : DataFrame
        A token table in reading order.
    terms : str or iterable of str
        Words parted by blanks ("national security"), each as it is written in `column`.
    column : str
        The column that is searched.

    Raises
    ------
    ValueError
        If a term is empty.
    """
    terms = [terms] if isinstance(terms, str) else list(dict.fromkeys(terms))
    values = codes_of(tokens[column])[1]
    return {term: find_phrase(tokens, column, phrase_codes(term, values)) for term in terms}


def phrase_codes(phrase: str, values: pd.Index) -> list[int]:
    """
    Give the codes of a phrase's words; -1 for a word that does not occur.

    A word that does not occur as it is written is tried with the other apostrophe (' or ’), and
    as the tokenizer would part it: "people's" as "people" and "'s", "long-term" as "long", "-",
    "term".

    Raises
    ------
    ValueError
        If there is no word.
    """
    words = phrase.split()
    if not words:
        raise ValueError(f"a term to look for is empty: {phrase!r}")
    return [code for word in words for code in _word_codes(word, values)]


def _word_codes(word: str, values: pd.Index) -> list[int]:
    other = word.translate(OTHER_APOSTROPHE)
    for written in dict.fromkeys([word, other]):
        code = code_of(written, values)
        if code >= 0:
            return [code]
    for written in dict.fromkeys([word, other]):
        pieces = [code_of(piece, values) for piece in PIECES.findall(written)]
        if len(pieces) > 1 and min(pieces) >= 0:
            return pieces
    return [-1]


def code_of(word: str, values: pd.Index) -> int:
    """Give the code of a word, -1 if it does not occur."""
    if not len(values) or not isinstance(values[0], str):
        return -1
    words = values.array
    at = bisect_left(words, word)
    return at if at < len(words) and words[at] == word else -1


def find_phrase(tokens: pd.DataFrame, column: str, words: Sequence[int]) -> Rows:
    """Find the rows at which words, given by their codes, follow one another."""
    if min(words) < 0:
        return np.empty(0, dtype=np.int64)
    first = _rarest(tokens, column, words)
    starts = _rows_of(tokens, column, words[first]) - first
    if len(words) == 1:
        return starts
    starts = starts[(starts >= 0) & (starts + len(words) <= len(tokens))]
    codes = codes_of(tokens[column])[0]
    for offset, word in enumerate(words):
        if offset != first:
            starts = starts[codes[starts + offset] == word]
    return starts[Places.of(tokens).unbroken(starts, len(words))]


def _rows_of(tokens: pd.DataFrame, column: str, word: int) -> Rows:
    """Find the rows of a word: in the corpus's index, or by looking through the column."""
    source = source_of(tokens)
    indexed = None if source is None else source.rows_of(column, word)
    if indexed is not None:
        return indexed.astype(np.int64)
    codes = codes_of(tokens[column])[0]
    found = [  # in stretches that fit the processor's cache
        np.flatnonzero(codes[first : first + STRETCH] == word) + first
        for first in range(0, len(codes), STRETCH)
    ]
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _rarest(tokens: pd.DataFrame, column: str, words: Sequence[int]) -> int:
    """Say which of the words seems rarest, from the corpus's index or a sample of the rows."""
    if len(words) == 1:
        return 0
    source = source_of(tokens)
    known = [None if source is None else source.at_most(column, word) for word in words]
    counts = [count for count in known if count is not None]
    if len(counts) < len(words):
        sample = codes_of(tokens[column])[0][::SAMPLED].copy()
        counts = [int(np.count_nonzero(sample == word)) for word in words]
    return int(np.argmin(counts))
