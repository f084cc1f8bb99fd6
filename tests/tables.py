"""Small tables in the schema of a corpus, made from a few words."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import pandas as pd

from policytext.corpus import Corpus
from policytext.corpus.schema import SCHEMA, to_table
from policytext.corpus.tabulate import BODY_KINDS

STOP_WORDS = {"a", "and", "in", "of", "the", "to"}


def token_table(blocks: Iterable[tuple[str, int, str, str]]) -> pd.DataFrame:
    """Make tokens of blocks (doc_id, section_id, kind, words); a gap parts block from block."""
    rows = []
    position: dict[str, int] = {}
    letters: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for doc_id, section_id, kind, words in blocks:
        start = position.get(doc_id, 0)
        block_id = numbers.get(doc_id, 0)
        for offset, word in enumerate(words.split()):
            place = {"doc_id": doc_id, "section_id": section_id, "kind": kind}
            place |= {"token_id": start + offset, "block_id": block_id, "sentence_id": block_id}
            start_char = letters.get(doc_id, 0)
            place |= {"start_char": start_char, "end_char": start_char + len(word)}
            letters[doc_id] = start_char + len(word) + 1
            rows.append(place | _token(word))
        position[doc_id] = start + len(words.split()) + 1
        numbers[doc_id] = block_id + 1
    return _table("tokens", rows)


def section_table(sections: Iterable[tuple[str, int, int | None, int, str, str]]) -> pd.DataFrame:
    """Make sections of (doc_id, section_id, parent_id, level, marker, heading)."""
    names = ["doc_id", "section_id", "parent_id", "level", "marker", "heading"]
    rest = {"ordinal": None, "start": 0, "end": 0, "n_sentences": 0, "n_tokens": 0}
    return _table("sections", [dict(zip(names, row, strict=True)) | rest for row in sections])


def entity_table(entities: Iterable[tuple[str, int, str, str]]) -> pd.DataFrame:
    """Make entities of (doc_id, section_id, label, name)."""
    rows = []
    for start, (doc_id, section_id, label, name) in enumerate(entities):
        row = {"doc_id": doc_id, "section_id": section_id, "label": label, "name": name}
        row |= {"text": name, "kind": "paragraph", "start": start, "end": start + 1}
        rows.append(row | {"start_char": 0, "end_char": len(name)})
    return _table("entities", rows)


def corpus_of(
    blocks: Iterable[tuple[str, int, str, str]],
    sections: Iterable[tuple[str, int, int | None, int, str, str]] = (),
    entities: Iterable[tuple[str, int, str, str]] = (),
) -> Corpus:
    """Make a corpus whose texts are the blocks' words, a line each; names stand where first met."""
    blocks = list(blocks)
    tokens = token_table(blocks)
    texts: dict[str, str] = {}
    rows = []
    for doc_id, section_id, kind, words in blocks:
        text = texts.get(doc_id, "")
        line = text.count("\n") + 1
        block = {"doc_id": doc_id, "block_id": line - 1, "section_id": section_id, "kind": kind}
        block |= {"level": int(kind == "heading"), "marker": "", "ordinal": None, "run_in": False}
        block |= {"line_start": line, "line_end": line, "start": 0, "end": 0, "reason": "a rule"}
        block |= {"start_char": len(text), "end_char": len(text) + len(words), "text": words}
        rows.append(block)
        texts[doc_id] = f"{text}{words}\n"
    documents = [_document(doc_id, tokens) for doc_id in texts]
    names = entity_table(entities)
    starts = [texts[row.doc_id].index(row.name) for row in names.itertuples(index=False)]
    names["start_char"], names["end_char"] = starts, starts + names["name"].str.len()
    return Corpus(
        documents=_table("documents", documents),
        blocks=_table("blocks", rows),
        sections=section_table(sections),
        tokens=tokens,
        entities=names,
        texts=texts,
        pipeline={"name": "test", "version": "0"},
    )


def _token(word: str) -> dict[str, object]:
    lower = word.lower()
    return {
        **dict.fromkeys(["pos", "tag", "dep", "head"]),
        "text": word,
        "lower": lower,
        "lemma": lower.removesuffix("s"),
        "is_alpha": word.isalpha(),
        "is_punct": not any(letter.isalnum() for letter in word),
        "is_stop": lower in STOP_WORDS,
        "is_marker": False,
    }


def _document(doc_id: str, tokens: pd.DataFrame) -> dict[str, object]:
    body = tokens[(tokens["doc_id"] == doc_id) & tokens["kind"].isin(BODY_KINDS)]
    document: dict[str, object] = {"doc_id": doc_id, "title": f"Text {doc_id}"}
    document |= {"source": f"texts/{doc_id}.txt", "sha256": sha256(doc_id.encode()).hexdigest()}
    document |= {"encoding": "utf-8", "repaired": False, "n_blocks": 0, "n_sections": 0}
    return document | {"n_tokens": len(body)}


def _table(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    return to_table(name, {column: [row[column] for row in rows] for column in SCHEMA[name]})
