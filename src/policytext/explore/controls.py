"""What can be chosen in an explorer: the controls as plain data, without a widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from policytext.corpus import Corpus

Options: TypeAlias = Sequence[tuple[str, Any]]  # what is read, and what is chosen by it
PARTS_OF_SPEECH = {
    "ADJ": "adjective",
    "ADP": "preposition",
    "ADV": "adverb",
    "AUX": "auxiliary",
    "CCONJ": "conjunction, coordinating",
    "DET": "determiner",
    "INTJ": "interjection",
    "NOUN": "noun",
    "NUM": "number",
    "PART": "particle",
    "PRON": "pronoun",
    "PROPN": "proper noun",
    "PUNCT": "punctuation",
    "SCONJ": "conjunction, subordinating",
    "SYM": "symbol",
    "VERB": "verb",
    "X": "other",
}
MOST_ROWS = 60
LONGEST_OPTION = 60  # letters
INDENT = "\N{NO-BREAK SPACE}" * 3


@dataclass(frozen=True, slots=True)
class Many:
    """
    Any number of options; none chosen means all of them.

    Attributes
    ----------
    label : str
    options : callable
        Gives the options; it is called with what is chosen in the control named by `follows`.
    everything : str
        The option that stands for all.
    follows : str
        The control on which the options depend, if there is one.
    """

    label: str
    options: Callable[[Any], Options]
    everything: str
    follows: str = ""


@dataclass(frozen=True, slots=True)
class One:
    """One of several options, the first unless another is chosen."""

    label: str
    options: Options


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds."""

    label: str
    value: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words or phrases, separated by commas."""

    label: str
    hint: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no; no unless it is chosen."""

    label: str


Control: TypeAlias = Many | One | Number | Words | Flag

MATCHED_BY = One(
    "Count by", [("lemma", "lemma"), ("word, in lower case", "lower"), ("word as written", "text")]
)


def documents_control(corpus: Corpus) -> Many:
    """Let documents be chosen by their titles."""
    named = corpus.documents[["doc_id", "title"]].astype("str")
    options = [(short(title or doc_id), doc_id) for doc_id, title in named.to_numpy()]
    return Many("Documents", lambda _: _told_apart(options), "all documents")


def document_control(corpus: Corpus) -> One:
    """Let one document be chosen, the one with most sections first."""
    order = corpus.documents.sort_values("n_sections", ascending=False, kind="stable")["doc_id"]
    options = {doc_id: label for label, doc_id in documents_control(corpus).options(())}
    return One("Document", [(options[doc_id], doc_id) for doc_id in order])


def sections_control(corpus: Corpus) -> Many:
    """Let sections be chosen, once a single document is."""

    def options(documents: Sequence[str]) -> Options:
        documents = documents or list(corpus.documents["doc_id"])
        if len(documents) != 1:
            return []
        here = corpus.sections[corpus.sections["doc_id"] == documents[0]].sort_values("section_id")
        columns = (here["level"], here["marker"], here["heading"], here["section_id"])
        return [
            (INDENT * max(level - 1, 0) + short(_named(marker, heading, number)), number)
            for level, marker, heading, number in zip(*columns, strict=True)
        ]

    return Many("Sections (of one document)", options, "all sections", follows="documents")


def pos_control(corpus: Corpus) -> Many:
    """Let parts of speech be chosen, those that the corpus has."""
    found = corpus.tokens["pos"].cat.categories
    options = sorted((PARTS_OF_SPEECH.get(tag, tag), tag) for tag in found)
    return Many("Parts of speech", lambda _: options, "all parts of speech")


def rows_control(value: int = 20) -> Number:
    """Let the number of rows be chosen."""
    return Number("Rows", value, 5, MOST_ROWS)


def below(sections: pd.DataFrame, doc_id: str, chosen: Sequence[int]) -> list[int]:
    """
    Add to sections of a document those below them.

    Examples
    --------
    >>> tree = pd.DataFrame({"section_id": [0, 1, 2, 3], "parent_id": [None, 0, 1, 0]})
    >>> below(tree.assign(doc_id="a"), "a", [1])
    [1, 2]
    """
    found = set(chosen)
    here = sections[sections["doc_id"] == doc_id].sort_values("section_id")
    for number, parent in zip(here["section_id"], here["parent_id"], strict=True):
        if parent in found and parent != 0:  # 0 stands above the top sections, and is none
            found.add(number)
    return sorted(int(number) for number in found)


def _named(marker: Any, heading: Any, number: int) -> str:
    words = " ".join(str(word) for word in (marker, heading) if not pd.isna(word) and word)
    return words or ("front matter" if number == 0 else f"section {number}")


def short(label: str) -> str:
    """End a label that is too long with an ellipsis."""
    label = " ".join(label.split())
    return label if len(label) <= LONGEST_OPTION else f"{label[: LONGEST_OPTION - 1].rstrip()}…"


def _told_apart(options: Options) -> Options:
    """Add its name to every document whose title another one has, too."""
    times = Counter(label for label, _ in options)
    return [
        (f"{label} ({doc_id})" if times[label] > 1 else label, doc_id) for label, doc_id in options
    ]
