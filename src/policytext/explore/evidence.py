"""The lines of the texts behind a row of a chart: file, section and characters of each."""

from __future__ import annotations

import re

import pandas as pd

from policytext.corpus import Corpus
from policytext.measures import section_paths
from policytext.measures.joins import ARROW

from .controls import short

AROUND = 60  # characters shown on each side
LONGEST = 260  # characters of a passage shown in full
COLUMNS = ["file", "section", "characters", "left", "node", "right"]


def evidence(corpus: Corpus, places: pd.DataFrame) -> pd.DataFrame:
    """
    Read from the texts what stands at some places.

    Parameters
    ----------
    corpus : Corpus
    places : DataFrame
        Rows of any table with doc_id, section_id, start_char and end_char.

    Returns
    -------
    DataFrame
        One row a place, with the columns

        - file (str): the name of the file
        - section (str): the headings above it
        - characters (str): "5694–5711", half-open positions in the text as read
        - left, node, right (str): the place itself, and what stands beside it in its block
    """
    files = corpus.documents.set_index("doc_id")["source"]
    paths = map(_shortened, section_paths(places, corpus.sections).astype("str"))
    rows = [
        (
            _file_name(files[doc_id]),
            path,
            f"{start}–{end}",
            *_in_context(corpus, doc_id, start, end),
        )
        for doc_id, start, end, path in zip(
            places["doc_id"], places["start_char"], places["end_char"], paths, strict=True
        )
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def _shortened(path: str) -> str:
    return ARROW.join(map(short, path.split(ARROW)))


def _file_name(source: str) -> str:
    return re.split(r"[/\\]", source)[-1]


def _in_context(corpus: Corpus, doc_id: str, start: int, end: int) -> tuple[str, str, str]:
    """Cut out a passage, and what stands beside it in the same block."""
    text = corpus.texts[doc_id]
    blocks = corpus.blocks[corpus.blocks["doc_id"] == doc_id]
    home = blocks[(blocks["start_char"] <= start) & (blocks["end_char"] >= end)]
    first, last = (home["start_char"].max(), home["end_char"].min()) if len(home) else (start, end)
    left, node, right = text[first:start], text[start:end], text[end:last]
    return _ending(left), _beginning(node, LONGEST), _beginning(right, AROUND)


def _beginning(text: str, most: int) -> str:
    text = " ".join(text[: 2 * most].split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _ending(text: str) -> str:
    text = " ".join(text[-2 * AROUND :].split())
    return text if len(text) <= AROUND else f"… {text[-AROUND:].split(' ', 1)[-1]}"
