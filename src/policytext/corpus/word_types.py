"""What does not change from one occurrence of a word to the next, looked up once."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policytext.corpus.arrow import WORDS

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Numbers = npt.NDArray[np.int32]


class WordTypes:
    """
    The words that a pipeline has met, numbered.

    Parameters
    ----------
    vocab : spacy.vocab.Vocab
        The vocabulary of the pipeline that made the Docs.
    """

    def __init__(self, vocab: Vocab) -> None:
        from spacy import attrs  # noqa: PLC0415  (spaCy takes a second to import)

        self._bit_of = attrs.IDS
        self._vocab = vocab
        self._number_of: dict[int, int] = {}
        self._lower_number_of: dict[int, int] = {}
        self._texts, self._lower_texts = _Growing(object), _Growing(object)
        self._flags, self._lower = _Growing(np.uint64), _Growing(np.int32)
        self._lengths = _Growing(np.int32)

    def number(self, hashes: npt.NDArray[Any]) -> Numbers:
        """Number words, which spaCy's hashes stand for."""
        known = map(self._number_of.get, hashes.tolist(), repeat(-1))
        numbers = np.fromiter(known, np.int32, len(hashes))
        new = np.flatnonzero(numbers < 0)
        if len(new):
            numbers[new] = self._add(hashes[new].tolist())
        return numbers

    def texts(self, numbers: Numbers) -> pa.Array:
        """Write numbered words out."""
        return pa.array(self._texts.values[numbers], WORDS)

    def lower(self, numbers: Numbers) -> Numbers:
        """Number the words in lower case, with numbers of their own."""
        lower: Numbers = self._lower.values[numbers]
        return lower

    def lower_texts(self, numbers: Numbers) -> pa.Array:
        """Write out words in lower case."""
        return pa.array(self._lower_texts.values[numbers], WORDS)

    def length(self, numbers: Numbers) -> Numbers:
        """Count the characters of each word."""
        length: Numbers = self._lengths.values[numbers]
        return length

    def flag(self, name: str, numbers: Numbers) -> npt.NDArray[np.bool_]:
        """Say of each word whether spaCy's flag `name`, such as "IS_ALPHA", is set."""
        bit = np.uint64(1 << self._bit_of[name])
        return np.asarray(self._flags.values[numbers] & bit != 0)

    def _add(self, hashes: list[int]) -> range:
        """Number words that are new."""
        lexemes = list(map(self._vocab.__getitem__, hashes))
        texts = [lexeme.orth_ for lexeme in lexemes]
        self._texts.extend(texts)
        self._lengths.extend(list(map(len, texts)))
        self._flags.extend([lexeme.flags for lexeme in lexemes])
        self._lower.extend(self._number_lower([lexeme.lower for lexeme in lexemes]))
        return _number(hashes, self._number_of)

    def _number_lower(self, hashes: list[int]) -> list[int]:
        seen = self._lower_number_of
        new = [value for value in dict.fromkeys(hashes) if value not in seen]
        self._lower_texts.extend([self._vocab.strings[value] for value in new])
        _number(new, seen)
        return [seen[value] for value in hashes]


def _number(new: list[int], seen: dict[int, int]) -> range:
    """Number what is new from where the numbers of what was seen end."""
    numbers = range(len(seen), len(seen) + len(new))
    seen.update(zip(new, numbers, strict=True))
    return numbers


class _Growing:
    """An array with room behind what it holds."""

    def __init__(self, dtype: type) -> None:
        self.values: npt.NDArray[Any] = np.empty(1024, dtype=dtype)
        self._length = 0

    def extend(self, values: list[Any]) -> None:
        end = self._length + len(values)
        if end > len(self.values):
            room = np.empty(end, dtype=self.values.dtype)
            self.values = np.concatenate([self.values, room])
        self.values[self._length : end] = values
        self._length = end
