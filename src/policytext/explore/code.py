"""The lines of Python that an explorer writes, and draws its chart by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.corpus import Corpus

from .controls import below


def chosen_rows(table: str, *conditions: str) -> str:
    """
    Write the choice of a table's rows.

    >>> print(chosen_rows("corpus.body", "is_alpha", "", "pos in ['NOUN']"))
    corpus.body.query("is_alpha and pos in ['NOUN']")
    >>> print(chosen_rows("corpus.body", ""))
    corpus.body
    """
    held = " and ".join(condition for condition in conditions if condition)
    return f"{table}.query({quoted(held)})" if held else table


def within(corpus: Corpus, documents: Sequence[str], sections: Sequence[int] = ()) -> str:
    """Write the condition that a row stands in the documents, or in sections of a single one."""
    if sections:
        doc_id = documents[0] if documents else corpus.documents["doc_id"].iloc[0]
        numbers = below(corpus.sections, doc_id, sections)
        return f"doc_id == {doc_id!r} and section_id in {numbers}"
    return one_of("doc_id", documents)


def one_of(column: str, values: Sequence[str]) -> str:
    """
    Write the condition that a column has one of the values; nothing, if there are none.

    >>> one_of("pos", ["NOUN"]), one_of("pos", ["NOUN", "VERB"]), one_of("pos", [])
    ("pos == 'NOUN'", "pos in ['NOUN', 'VERB']", '')
    """
    if len(values) == 1:
        return f"{column} == {values[0]!r}"
    return f"{column} in {list(values)!r}" if values else ""


def holding(words: Sequence[str]) -> str:
    r"""
    Write the pattern of a term that holds one of the words; * stands for any letters.

    >>> print(holding(["secur*", "peace"]))
    r"\b(?:secur\w*|peace)\b"
    """
    either = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    pattern = rf"\b(?:{either})\b"
    return f'r"{pattern}"' if '"' not in pattern and pattern.isprintable() else repr(pattern)


def quoted(text: str) -> str:
    """
    Write a string in double quotes, if that can be done without a backslash.

    >>> print(quoted("is_alpha"), quoted('say "no"'))
    "is_alpha" 'say "no"'
    """
    return f'"{text}"' if text.isprintable() and not {'"', "\\"} & set(text) else repr(text)


def listed(words: Sequence[str]) -> str:
    """
    Write a list of strings.

    >>> print(listed(["peace", "rule of law"]))
    ["peace", "rule of law"]
    """
    return f"[{', '.join(map(quoted, words))}]"
