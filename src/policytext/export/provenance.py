"""
What a picture says of itself: title, description, data, sources, software, measure.

The record has the shape of ReproFig's ``reprofig/1``, which reads it out of the SVG and the JSON
file; how each table was made stands in the table's ``metadata``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import matplotlib as mpl
import pandas as pd

from policytext.charts import Drawn
from policytext.corpus import cite

from .rows import pack

SCHEMA = "reprofig/1"
SOURCE = re.compile(r"(.+?) sha256:(\w+)(?:; |$)")
Record = dict[str, Any]


def record_of(
    charts: Sequence[Drawn], title: str, description: str, documents: pd.DataFrame | None
) -> Record:
    """Write down everything that a picture says of itself."""
    sources = _sources_of(charts) if documents is None else cite(documents)
    drawn = [table for chart in charts for table in (chart.table, chart.beside)]
    tables = [table for table in drawn if table is not None]
    made = [table.attrs.get("made", {}) for table in tables]
    pipelines = dict.fromkeys(filter(None, (one.get("pipeline") for one in made)))
    record: Record = {
        "schema": SCHEMA,
        "figure_id": "",
        "title": title,
        "distribution_profile": "master",
        "producer": {
            "package": "policytext",
            "version": version("policytext"),
            "matplotlib": mpl.__version__,
            "pipeline": ", ".join(pipelines),
        },
        "analysis": {"description": description, "sources": sources},
        "data_status": "complete" if tables else "not_applicable",
        "data_tables": [table_record(table, n) for n, table in enumerate(tables, 1)],
        "statistics_status": "not_applicable",
        "statistics": [],
        "sources": [
            {"role": "text", "relative_path": name, "sha256": digest}
            for name, digest in (SOURCE.findall(sources) if documents is None else named(documents))
        ],
    }
    record["figure_id"] = f"rf-{sha256_of(as_json(record))[:32]}"
    return record


def _sources_of(charts: Sequence[Drawn]) -> str:
    """Name the sources that the drawn tables know, each once."""
    known = (chart.table.attrs.get("made", chart.table.attrs) for chart in charts)
    return "; ".join(dict.fromkeys(filter(None, (one.get("sources") for one in known))))


def named(documents: pd.DataFrame) -> list[tuple[str, str]]:
    """Give the name of each document's file, and its digest."""
    names = [re.split(r"[/\\]", source)[-1] for source in documents["source"]]
    return list(zip(names, documents["sha256"], strict=True))


def table_record(table: pd.DataFrame, number: int) -> Record:
    """Write down a table that was drawn, and how it was made."""
    contents = as_csv(table)
    columns = [{"name": str(name), "dtype": str(kind)} for name, kind in table.dtypes.items()]
    return {
        "name": f"table-{number}",
        "purpose": "plotted",
        "format": "text/csv; charset=utf-8",
        "newline": "LF",
        "sha256": sha256_of(contents),
        "row_count": len(table),
        "column_count": len(columns),
        "columns": columns,
        "embedded": True,
        "contents": contents,
        "metadata": {"made": _making(table.attrs.get("made"))},
    }


def _making(made: Any) -> Record:
    """Write down how a table was made, with the rows that were measured."""
    if made is None:
        return {"unknown": "no measure is known to have made this table"}
    tables = {}
    for name, given in made["tables"].items():
        tables[name] = dict(given)
        if given["of"] == "measure":
            tables[name]["made"] = _making(given["made"])
        if given["of"] == "corpus":
            continue
        try:
            tables[name]["rows"] = pack(made.labels[name]())
        except ValueError as error:
            tables[name]["unknown"] = str(error)
        except (AttributeError, KeyError):
            tables[name]["unknown"] = (
                "the table was in a file since, which lost what it was made of"
            )
    return {**made, "tables": tables}


def as_csv(table: pd.DataFrame) -> str:
    """Write a table as CSV."""
    return str(table.to_csv(index=False, lineterminator="\n"))


def as_json(record: Record) -> str:
    """Write a record on one line, always the same, in ASCII."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str | bytes) -> str:
    """Give the SHA-256 digest of a text, or of bytes."""
    return hashlib.sha256(text.encode("utf-8") if isinstance(text, str) else text).hexdigest()


def software() -> str:
    """Name this library and the one that draws, with their versions."""
    return f"policytext {version('policytext')}, Matplotlib {mpl.__version__}"
