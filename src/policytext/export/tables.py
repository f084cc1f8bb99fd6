"""The five tables become files that any program reads."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol, get_args

import pandas as pd

from ._atomic import replacing

Format = Literal["csv", "parquet"]
TABLES = ("documents", "blocks", "sections", "tokens", "entities")


class FiveTables(Protocol):
    """What `write_tables` reads of a corpus."""

    @property
    def documents(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def blocks(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sections(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def tokens(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def entities(self) -> pd.DataFrame: ...  # noqa: D102


def write_tables(
    corpus: FiveTables,
    folder: str | Path,
    *,
    format: Format = "csv",
    overwrite: bool = False,
) -> list[Path]:
    """
    Write a corpus's five tables, each to a file of its own.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    folder : str or Path
        Where to; made if it is missing.
    format : "csv" or "parquet"
        CSV is UTF-8 with a header and an empty field where a value is missing. Parquet keeps the
        types too.
    overwrite : bool
        Whether files of the same names may be replaced.

    Returns
    -------
    list of Path
        documents, blocks, sections, tokens and entities, in this order.

    Raises
    ------
    FileExistsError
        If a file of one of the names is there and may not be replaced; nothing is written.
    ValueError
        If the format is another.
    """
    if format not in get_args(Format):
        raise ValueError(f"write_tables writes csv or parquet; it was asked for {format!r}")
    paths = {name: Path(folder) / f"{name}.{format}" for name in TABLES}
    there = [path for path in paths.values() if path.exists()]
    if there and not overwrite:
        raise FileExistsError(f"{there[0]} is there already; name another folder, or overwrite it")
    for name, path in paths.items():
        table: pd.DataFrame = getattr(corpus, name)
        with replacing(path) as new:
            if format == "csv":
                table.to_csv(new, index=False, lineterminator="\n", encoding="utf-8")
            else:
                table.to_parquet(new, index=False, compression="zstd")
    return list(paths.values())
