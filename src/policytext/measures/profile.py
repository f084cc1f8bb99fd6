"""What a text is made of: parts of speech, sentences, modal verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ._sequences import Rows, find_phrase, in_reading_order, phrase_codes
from ._tally import (
    PLACE,
    codes_of,
    group_columns,
    require,
    require_words,
    settings,
    tally,
)
from .sections import count_by_section

# The modals and semi-modals of English with their main meanings (Biber et al. 1999, 485).
MODALS: dict[str, tuple[str, tuple[str, ...]]] = {
    "must": ("obligation", ("must",)),
    "shall": ("obligation", ("shall",)),
    "should": ("obligation", ("should",)),
    "ought to": ("obligation", ("ought to",)),
    "have to": ("obligation", ("have to", "has to", "had to", "having to")),
    "need to": ("obligation", ("need to", "needs to", "needed to")),
    "will": ("intention", ("will", "'ll", "’ll", "wo")),
    "would": ("intention", ("would", "'d", "’d")),
    "be going to": ("intention", ("going to",)),
    "can": ("possibility", ("can", "ca", "cannot")),
    "could": ("possibility", ("could",)),
    "may": ("possibility", ("may",)),
    "might": ("possibility", ("might",)),
}
VERBS = ("AUX", "VERB")


def part_of_speech_profile(
    tokens: pd.DataFrame, *, term: str = "pos", by: str | Sequence[str] | None = "doc_id"
) -> pd.DataFrame:
    """
    Share out the tokens among the parts of speech.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    term : str
        "pos" (universal parts of speech), "tag" (finer ones) or another column.
    by : str or sequence of str, optional
        Columns that part the table into groups: "doc_id", "section_id" (which brings doc_id with
        it) or others; None takes all as one.

    Returns
    -------
    DataFrame
        One row a group and part of speech, groups ascending, the most frequent first, with the
        columns

        - the grouping columns, if any
        - pos (str)
        - count (int): tokens
        - share (float): these as a share (0 to 1) of the group's tokens
        - rank (int): 1 is the group's most frequent

        `attrs` records term, by and n_tokens.

    Raises
    ------
    ValueError
        If a column is missing, or the pipeline gave no parts of speech.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": "a", "section_id": 0, "pos": ["NOUN", "VERB", "NOUN", "NOUN"]}
    ... )
    >>> part_of_speech_profile(tokens)[["pos", "count", "share"]]
        pos  count  share
    0  NOUN      3   0.75
    1  VERB      1   0.25
    """
    groups = group_columns(by)
    require_words(tokens, term, "part_of_speech_profile")
    require(tokens, [*PLACE, *groups], "part_of_speech_profile")
    columns = {column: tokens[column] for column in dict.fromkeys([*PLACE, *groups])}
    table = tally(pd.DataFrame({**columns, "pos": tokens[term]}, copy=False), ["pos"], groups)
    table["share"] = table["count"] / table["total"]
    table = table[[*groups, "pos", "count", "share", "rank"]]
    table.attrs = settings(tokens, term=term, by=groups, n_tokens=len(tokens))
    return table


def sentence_lengths(
    tokens: pd.DataFrame, *, by: str | Sequence[str] | None = "doc_id"
) -> pd.DataFrame:
    """
    Say how long the sentences are.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; what is given is counted: ``corpus.body.query("is_alpha and
        kind == 'paragraph'")`` counts words, and leaves headings out.
    by : str or sequence of str, optional
        Columns that part the sentences into groups; None takes all as one. A sentence belongs
        where it begins.

    Returns
    -------
    DataFrame
        One row a group, ascending, with the columns

        - the grouping columns, if any
        - n_sentences (int)
        - mean, sd (float): tokens; sd of the sample, NaN for a single sentence
        - shortest, quarter, median, three_quarters, longest (float): tokens

        `attrs` records by.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": "a", "token_id": range(4), "sentence_id": [0, 0, 0, 1]}
    ... )
    >>> sentence_lengths(tokens)[["n_sentences", "mean", "longest"]]
       n_sentences  mean  longest
    0            2   2.0      3.0
    """
    columns = group_columns(by)
    require(tokens, ["doc_id", "token_id", "sentence_id", *columns], "sentence_lengths")
    rows = in_reading_order(tokens)
    documents, sentences = codes_of(rows["doc_id"])[0], rows["sentence_id"].to_numpy()
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (sentences[1:] != sentences[:-1]) | (documents[1:] != documents[:-1])
    starts = np.flatnonzero(new)
    first = rows[columns].iloc[starts].reset_index(drop=True)
    first = first.assign(length=np.diff(np.append(starts, len(rows))).astype(float))
    first = first.astype({name: "str" for name in columns if first[name].dtype == "category"})
    keys = columns or np.zeros(len(first), dtype=np.int64)
    lengths = first.groupby(keys, observed=True)["length"]
    quarters = {"quarter": 0.25, "median": 0.5, "three_quarters": 0.75}
    table = pd.DataFrame(
        {
            "n_sentences": lengths.size(),
            "mean": lengths.mean(),
            "sd": lengths.std(),
            "shortest": lengths.min(),
            **{name: lengths.quantile(share) for name, share in quarters.items()},
            "longest": lengths.max(),
        }
    ).reset_index(drop=not columns)
    table["n_sentences"] = table["n_sentences"].astype("int64")
    table.attrs = settings(tokens, by=columns)
    return table


def modality(
    tokens: pd.DataFrame,
    sections: pd.DataFrame,
    *,
    modals: Mapping[str, tuple[str, Sequence[str]]] | None = None,
    level: int = 1,
    per: int = 1_000,
) -> pd.DataFrame:
    """
    Count the modal verbs in every section: what must, should, will, can be done.

    Where the pipeline gave parts of speech, single words count only as verbs: neither "the will"
    nor "1 May" is a modal.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table; the rates are per these.
    sections : DataFrame
        The corpus's table of sections.
    modals : dict, optional
        For each modal its meaning and the lower forms that count, of one word or of several; by
        default `MODALS`: must, shall, should, ought to, have to, need to (obligation), will,
        would, be going to (intention), can, could, may, might (possibility).
    level : int
        The deepest level that has a row of its own; what lies below counts towards it.
    per : int
        Rates are occurrences per this many of the section's given tokens.

    Returns
    -------
    DataFrame
        One row a section and modal, as by `terms_by_section`, and with its chart, with the column
        meaning (str) behind term.

    Raises
    ------
    ValueError
        If a column is missing.

    References
    ----------
    Douglas Biber et al. (1999), Longman Grammar of Spoken and Written English, 483–502.
    """
    chosen = MODALS if modals is None else modals
    require_words(tokens, "lower", "modality")
    require(tokens, [*PLACE, "token_id", "block_id"], "modality")
    require(sections, [*PLACE, "marker", "heading"], "modality")
    rows = in_reading_order(tokens)
    found = {name: _find_verbs(rows, forms) for name, (_, forms) in chosen.items()}
    table = count_by_section(rows, sections, found, level=level, per=per)
    meanings = {name: meaning for name, (meaning, _) in chosen.items()}
    table.insert(6, "meaning", table["term"].map(meanings).astype("str"))
    table.attrs = settings(tokens, term="lower", per=per, level=level)
    return table


def _find_verbs(rows: pd.DataFrame, forms: Sequence[str]) -> Rows:
    words = codes_of(rows["lower"])[1]
    found = [np.empty(0, dtype=np.int64)]
    for form in forms:
        starts = find_phrase(rows, "lower", phrase_codes(form, words))
        if " " not in form and "pos" in rows.columns and rows["pos"].notna().any():
            starts = starts[rows["pos"].isin(VERBS).to_numpy()[starts]]
        found.append(starts)
    return np.sort(np.concatenate(found))
