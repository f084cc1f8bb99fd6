"""
The five tables: which columns they have, in which order, of which type.

Every table has `doc_id`. Ranges are half-open; `start` and `end` count tokens, `start_char` and
`end_char` characters of the text as read, lines are counted from 1 and inclusive.

documents
    One row a text: `title`, `source` (the path as given), `sha256` (of the file's bytes),
    `encoding`, `repaired` (mojibake was found and undone), `n_blocks`, `n_sections` (without the
    front matter), `n_tokens` (of the body), and the metadata that any of the files has.
blocks
    One row a block of the page, key `doc_id, block_id`: `section_id`, `kind`, `level` (0 unless a
    heading), `marker`, `ordinal` (the marker's value), `run_in`, `line_start`, `line_end`,
    `start_char`, `end_char`, `start`, `end`, `text`, `reason` (the rule that decided the kind, or
    "learned: …" with what spoke most for it where the learned weights did).
    A paragraph that the edge of a page cuts in two is one row; the page's furniture is nested in
    its range, not in its `text`, and the tokens of the furniture are that block's.
sections
    One row a section, key `doc_id, section_id`; section 0 is what stands before the first
    heading. `parent_id` (missing for section 0; 0 for top sections), `level`, `marker`, `ordinal`,
    `heading` (its words, without the marker), `start`, `end`, `n_sentences` and `n_tokens` (of the
    body, its own text, not its children's).
tokens
    One row a token that is not white space, key `doc_id, token_id`; a gap in `token_id` is a
    break. `sentence_id`, `block_id`, `section_id`, `kind` (of the block), `start_char`,
    `end_char`, `text`, `lower`, `lemma`, `pos`, `tag`, `dep`, `head` (a token_id), `is_alpha`,
    `is_punct`, `is_stop`, `is_marker` (part of a heading's enumeration). What the pipeline does
    not give is missing.
entities
    One row a name outside the page furniture, key `doc_id, start, end`: `section_id`,
    `start_char`, `end_char`, `text`, `label` (OntoNotes), `name` (the canonical name), `kind`
    (of the block).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

CATEGORY, TEXT, FLAG, COUNT, VALUE = "category", "str", "bool", "int32", "Int32"

SCHEMA: dict[str, dict[str, str]] = {
    "documents": {
        "doc_id": CATEGORY,
        "title": TEXT,
        "source": TEXT,
        "sha256": TEXT,
        "encoding": TEXT,
        "repaired": FLAG,
        "n_blocks": COUNT,
        "n_sections": COUNT,
        "n_tokens": COUNT,
    },
    "blocks": {
        "doc_id": CATEGORY,
        "block_id": COUNT,
        "section_id": COUNT,
        "kind": CATEGORY,
        "level": COUNT,
        "marker": CATEGORY,
        "ordinal": VALUE,
        "run_in": FLAG,
        "line_start": COUNT,
        "line_end": COUNT,
        "start_char": COUNT,
        "end_char": COUNT,
        "start": COUNT,
        "end": COUNT,
        "text": TEXT,
        "reason": CATEGORY,
    },
    "sections": {
        "doc_id": CATEGORY,
        "section_id": COUNT,
        "parent_id": VALUE,
        "level": COUNT,
        "marker": CATEGORY,
        "ordinal": VALUE,
        "heading": CATEGORY,
        "start": COUNT,
        "end": COUNT,
        "n_sentences": COUNT,
        "n_tokens": COUNT,
    },
    "tokens": {
        "doc_id": CATEGORY,
        "token_id": COUNT,
        "sentence_id": COUNT,
        "block_id": COUNT,
        "section_id": COUNT,
        "kind": CATEGORY,
        "start_char": COUNT,
        "end_char": COUNT,
        "text": CATEGORY,
        "lower": CATEGORY,
        "lemma": CATEGORY,
        "pos": CATEGORY,
        "tag": CATEGORY,
        "dep": CATEGORY,
        "head": VALUE,
        "is_alpha": FLAG,
        "is_punct": FLAG,
        "is_stop": FLAG,
        "is_marker": FLAG,
    },
    "entities": {
        "doc_id": CATEGORY,
        "start": COUNT,
        "end": COUNT,
        "section_id": COUNT,
        "start_char": COUNT,
        "end_char": COUNT,
        "text": CATEGORY,
        "label": CATEGORY,
        "name": CATEGORY,
        "kind": CATEGORY,
    },
}
TABLES = tuple(SCHEMA)


BODY_KINDS = ("title", "heading", "paragraph", "list_item", "caption", "table")


def to_table(name: str, columns: Mapping[str, Iterable[object]]) -> pd.DataFrame:
    """
    Put columns into the order and the types of the schema.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    columns : mapping
        Column name to values; columns that the schema does not name come last, as they are.

    Returns
    -------
    DataFrame
        Its categoricals have their categories in code point order.
    """
    schema = SCHEMA[name]
    typed = {column: _typed(columns[column], schema[column]) for column in schema}
    extra = {column: values for column, values in columns.items() if column not in schema}
    return pd.DataFrame({**typed, **extra})


def in_body(tokens: pd.DataFrame) -> pd.Series:
    """Say of each row of the token table whether it belongs to the body."""
    return tokens["kind"].isin(BODY_KINDS) & ~tokens["is_marker"]


def _typed(values: Iterable[object], kind: Any) -> pd.Series:
    if kind == CATEGORY:
        return pd.Series(pd.Categorical(list(values)))  # pandas sorts the categories
    return pd.Series(list(values), dtype=object).astype(kind)
