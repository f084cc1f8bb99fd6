"""Does a saved picture still tell the truth?"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from policytext import measures
from policytext.corpus import cite
from policytext.structure import own_parts, own_text

from .embedded import read_record
from .provenance import SOURCE, Record, as_csv, named, sha256_of
from .rows import unpack
from .tables import FiveTables

PLAIN = (".txt", ".md")  # files whose text is kept as it stands
MOST_SHOWN = 3  # rows that are not true, and texts that changed, named one by one


class TextsAndTables(FiveTables, Protocol):
    """What `verify` reads of a corpus."""

    @property
    def texts(self) -> Mapping[str, str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    Whether a picture tells the truth.

    Attributes
    ----------
    untrue : tuple of str
        What is not true, or was changed; empty if nothing is.
    unchecked : tuple of str
        What could not be checked, and why.
    """

    untrue: tuple[str, ...]
    unchecked: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.untrue


def verify(path: str | Path, *corpora: TextsAndTables) -> Verdict:
    """
    Ask whether a picture that `save_figure` wrote still tells the truth.

    The file must be as it was written, and so must the files of the same name beside it that it
    knows of; the sources must have the digests that it names; and the measure, with the settings
    and the rows that it names, must give each row that was drawn. That a picture was changed by
    somebody who wrote its seal anew, too, shows as far as its data are concerned, not its lines.

    Parameters
    ----------
    path : str or Path
        An SVG, PNG or PDF, or the JSON beside them.
    *corpora : Corpus
        The corpus that was measured; several if their tables were compared.

    Returns
    -------
    Verdict
        True if nothing is untrue; what a measure did not make could not be checked.

    Raises
    ------
    ValueError
        If the file holds no record.

    Examples
    --------
    ``policytext.verify("charts/terms.svg", policytext.load("corpus"))``
    """
    path = Path(path)
    record, whole = read_record(path)
    untrue = [] if whole else [f"{path.name} was changed after it was saved"]
    unchecked: list[str] = []
    untrue += _changed_beside(path, record)
    untrue += _changed_sources(record, corpora)
    for table in record["data_tables"]:
        if sha256_of(table["contents"]) != table["sha256"]:
            untrue.append(f"the data of {table['name']} were changed")
        try:
            untrue += _untrue_rows(table, _made_anew(table["metadata"]["made"], corpora))
        except _CannotTell as reason:
            unchecked.append(f"{table['name']} could not be counted again: {reason}")
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            untrue.append(f"{table['name']} cannot be counted again as it says: {error}")
    if not record["data_tables"]:
        unchecked.append("no chart of this library is in the figure, so there are no data to check")
    return Verdict(tuple(dict.fromkeys(untrue)), tuple(unchecked))


class _CannotTell(Exception):
    """Raised where the record itself says that it does not know enough."""


def _changed_beside(path: Path, record: Record) -> list[str]:
    """Name the files beside a picture that are not those that were written with it."""
    known = record.get("extensions", {}).get("files", {})
    if path.suffix.lower() != ".json" and len(record["data_tables"]) == 1:
        known = {f"{path.stem}.csv": record["data_tables"][0]["sha256"]}
    beside = {name: path.with_name(name) for name in known}
    return [
        f"{name}, beside it, was changed"
        for name, file in beside.items()
        if file.is_file() and sha256_of(file.read_bytes()) != known[name]
    ]


def _changed_sources(record: Record, corpora: Sequence[TextsAndTables]) -> list[str]:
    """Name the sources that are missing or other than they were, and texts that were changed."""
    if not corpora:
        return []
    there: set[tuple[str, str]] = set()
    for corpus in corpora:
        there.update(named(corpus.documents))
        there.update(SOURCE.findall(cite(corpus.documents)))  # of many files, all as one
    changed = [
        f"{source['relative_path']} is not in the corpus, or is another text now"
        for source in record["sources"]
        if (source["relative_path"], source["sha256"]) not in there
    ]
    changed += [text for corpus in corpora for text in _changed_texts(corpus)]
    return changed[:MOST_SHOWN] + [f"and {len(changed) - MOST_SHOWN} more"] * (
        len(changed) > MOST_SHOWN
    )


def _changed_texts(corpus: TextsAndTables) -> list[str]:
    """Name the texts of a corpus that are no longer those that its tables were made of."""
    blocks = corpus.blocks.groupby("doc_id", observed=True, sort=False)
    of_document = {str(doc_id): rows for doc_id, rows in blocks}
    return [
        f"the text {row['doc_id']} in the corpus was changed"
        for row in corpus.documents.to_dict("records")
        if not _is_as_read(corpus.texts[row["doc_id"]], row, of_document.get(row["doc_id"]))
    ]


def _is_as_read(text: str, row: Mapping[Any, Any], blocks: pd.DataFrame | None) -> bool:
    source = Path(row["source"])
    if source.is_file() and _sha256_of_file(source) != row["sha256"]:
        return False
    if source.suffix.lower() in PLAIN and not row["repaired"]:
        return sha256_of(text.encode(row["encoding"])) == str(row["sha256"])
    if blocks is None:
        return not text.strip()
    ranges = list(zip(blocks["start_char"], blocks["end_char"], strict=True))
    parts = own_parts(text, ranges)
    if any(own_text(text, own) != words for own, words in zip(parts, blocks["text"], strict=True)):
        return False
    reached = list(accumulate((end for _, end in ranges), max, initial=0))
    starts = [start for start, _ in ranges] + [len(text)]
    return not any(text[end:start].strip() for end, start in zip(reached, starts, strict=True))


def _sha256_of_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _made_anew(made: Record, corpora: Sequence[TextsAndTables]) -> pd.DataFrame:
    """Let the measure make its table again, of the same rows and with the same settings."""
    if "unknown" in made:
        raise _CannotTell(made["unknown"])
    if made["measure"] not in measures.__all__:
        raise ValueError(f"there is no measure {made['measure']!r}")
    given = {name: _given(table, corpora) for name, table in made["tables"].items()}
    table: pd.DataFrame = getattr(measures, made["measure"])(**given, **made["settings"])
    return table


def _given(table: Record, corpora: Sequence[TextsAndTables]) -> Any:
    """Find what a measure was given: a corpus, or the rows of one of its tables."""
    if "unknown" in table:
        raise _CannotTell(table["unknown"])
    if table["of"] == "another table":
        raise _CannotTell("it was made of a table that is not the corpus's")
    if table["of"] == "measure":
        whole = _made_anew(table["made"], corpora)
        return whole.loc[unpack(table["rows"])]
    corpus = _corpus_of(table["sources"], corpora)
    if table["of"] == "corpus":
        return corpus
    rows: pd.DataFrame = getattr(corpus, table["of"])
    return rows[rows.index.isin(unpack(table["rows"]))]


def _corpus_of(sources: str, corpora: Sequence[TextsAndTables]) -> TextsAndTables:
    for corpus in corpora:
        if cite(corpus.documents) == sources:
            return corpus
    if not corpora:
        raise _CannotTell("no corpus was given")
    raise ValueError("no corpus that was given has its sources")


def _untrue_rows(table: Record, anew: pd.DataFrame) -> list[str]:
    """Name the rows that were drawn and that the measure does not give."""
    drawn = pd.read_csv(io.StringIO(table["contents"]), dtype=str, keep_default_na=False)
    shared = [name for name in drawn.columns if name in anew.columns]
    if not shared and len(drawn):
        return [f"{table['name']} has no column that the measure gives"]
    numbers = [name for name in shared if pd.api.types.is_float_dtype(anew[name].dtype)]
    given = set(_lines(pd.read_csv(io.StringIO(as_csv(anew[shared])), **_AS_TEXT), numbers))
    false = [line for line in _lines(drawn[shared], numbers) if line not in given]
    shown = [f"it shows {', '.join(line)}; the corpus says otherwise" for line in false]
    return shown[:MOST_SHOWN] + [f"and {len(false) - MOST_SHOWN} more rows"] * (
        len(false) > MOST_SHOWN
    )


_AS_TEXT: dict[str, Any] = {"dtype": str, "keep_default_na": False}


def _lines(table: pd.DataFrame, numbers: Sequence[str]) -> list[tuple[str, ...]]:
    """Give rows as text, their measured numbers to nine digits, which every machine agrees on."""
    columns = [table[name].map(_nine_digits) if name in numbers else table[name] for name in table]
    return list(zip(*columns, strict=True))


def _nine_digits(number: str) -> str:
    return f"{float(number):.9g}" if number else ""
