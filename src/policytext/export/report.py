"""A corpus becomes pages that one can read, send and keep."""

from __future__ import annotations

import base64
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

import pandas as pd
from matplotlib.axes import Axes
from tqdm import tqdm

from policytext import charts, measures

from ._atomic import replacing
from .figures import save_figure
from .tables import FiveTables, write_tables

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).with_name("templates")
Row = dict[Hashable, Any]

MOST_TERMS, MOST_NAMES, MOST_STROKES = 20, 20, 6  # rows of the charts
MANY = 10  # texts; from here on a progress bar shows how far the pages are
DEEPEST_HEADING = 6  # HTML has no deeper one


NUMBERS_AND_TIMES = ["CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"]
CAPTIONS = {
    "terms": "The most frequent words of the texts, without function words.",
    "furniture": "Words whose counts page furniture would change most.",
    "names": "The names mentioned most often; dates and numbers are left out.",
    "outline": "The sections and their share of the text.",
    "occurrences": "Where the most frequent words stand along the text.",
}


class Readable(FiveTables, Protocol):
    """What `write_report` reads of a corpus: its tables, its body and its texts."""

    @property
    def body(self) -> pd.DataFrame:
        """The tokens of the text without page furniture."""
        ...

    @property
    def texts(self) -> Mapping[str, str]:
        """The text as read, by doc_id."""
        ...

    @property
    def failures(self) -> Mapping[str, str]:
        """The sources that could not be read, with the reason."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart on a page: its image, what it says to those who cannot see it, its caption."""

    url: str
    alt: str
    caption: str


GENERATOR = '<meta name="generator" content="policytext'
PARTS = frozenset({"figures", "notebooks", "tables", "texts"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text; `label` and `name` are empty outside of names."""

    text: str
    label: str = ""
    name: str = ""


def write_report(corpus: Readable, folder: str | Path) -> Path:
    """
    Write pages about a corpus and its texts that need no network.

    ``index.html`` lists the documents, their outlines, the leading terms and names, and what was
    taken for page furniture. ``texts/`` has a page for each document: its charts and its text,
    with every block's kind and every name marked. ``figures/`` has the charts as PNG, SVG, PDF and
    CSV, and ``tables/`` the five tables as CSV. Each page holds all it needs.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    folder : str or Path
        Where to; made if it is missing. A report that is there is replaced.

    Returns
    -------
    Path
        The page to open first, ``index.html``.

    Raises
    ------
    FileExistsError
        If the folder holds something else; nothing is written.
    """
    folder = Path(folder)
    _stop_at_a_strange_folder(folder)
    write_tables(corpus, folder / "tables", overwrite=True)
    documents = [_document(corpus, row) for row in corpus.documents.to_dict("records")]
    for document in tqdm(documents, desc="pages", unit="text", disable=len(documents) < MANY):
        page = {"document": document, "pictures": _document_pictures(corpus, document, folder)}
        blocks = list(_blocks(corpus, document["doc_id"]))
        _write(folder / "texts" / f"{document['doc_id']}.html", "text", **page, blocks=blocks)
    index = folder / "index.html"
    _write(
        index,
        "index",
        documents=documents,
        pictures=_corpus_pictures(corpus, folder),
        n_tokens=len(corpus.body),
        failures=corpus.failures,
    )
    return index


def _stop_at_a_strange_folder(folder: Path) -> None:
    """Raise unless the folder is absent, empty, a report, or one whose writing was cut short."""
    index = folder / "index.html"
    if index.exists():
        strange = GENERATOR not in index.read_text("utf-8", errors="replace")
    else:
        strange = folder.exists() and not {p.name for p in folder.iterdir()} <= PARTS
    if strange:
        raise FileExistsError(f"{folder} holds something that is no report; name another folder")


def _document(corpus: Readable, row: Row) -> Row:
    """Gather what both pages say of a document."""
    doc_id = str(row["doc_id"])
    blocks = corpus.blocks[corpus.blocks["doc_id"] == doc_id]
    furniture = blocks[blocks["kind"] == "boilerplate"]
    return row | {
        "doc_id": doc_id,
        "page": f"texts/{quote(doc_id)}.html",
        "n_tokens": int((corpus.body["doc_id"] == doc_id).sum()),
        "outline": measures.section_outline(corpus, doc_id).to_dict("records"),
        "furniture": furniture[["line_start", "text", "reason"]].to_dict("records"),
    }


def _corpus_pictures(corpus: Readable, folder: Path) -> list[Picture]:
    words, term = _content_words(corpus.body)
    everything, _ = _content_words(corpus.tokens)
    terms = measures.term_frequencies(words, term=term).head(MOST_TERMS)
    furniture = measures.contamination(everything, term=term).query("difference > 0")
    drawn = {
        "terms": charts.plot_term_frequencies(terms),
        "furniture": charts.plot_contamination(furniture.head(MOST_TERMS)),
    }
    entities = corpus.entities[~corpus.entities["label"].isin(NUMBERS_AND_TIMES)]
    if len(entities):
        names = measures.entity_frequencies(entities).head(MOST_NAMES)
        drawn["names"] = charts.plot_entity_frequencies(names)
    return [
        _picture(ax, folder / "figures" / name, CAPTIONS[name], corpus.documents)
        for name, ax in drawn.items()
    ]


def _document_pictures(corpus: Readable, document: Row, folder: Path) -> list[Picture]:
    doc_id = document["doc_id"]
    body = corpus.body[corpus.body["doc_id"] == doc_id]
    words, term = _content_words(body)
    outline = measures.section_outline(corpus, doc_id)
    leading = measures.term_frequencies(words, term=term).head(MOST_STROKES)["term"]
    strokes = measures.occurrences(body, leading, term=term)
    drawn = {
        "outline": charts.plot_section_outline(outline),
        "occurrences": charts.plot_occurrences(strokes, sections=outline),
    }
    sources = corpus.documents[corpus.documents["doc_id"] == doc_id]
    return [
        _picture(ax, folder / "figures" / f"{doc_id}-{name}", CAPTIONS[name], sources)
        for name, ax in drawn.items()
    ]


def _content_words(tokens: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Keep words that are no function words, and say which column to count them by."""
    term = "lemma" if tokens["lemma"].notna().any() else "lower"
    return tokens[tokens["is_alpha"] & ~tokens["is_stop"]], term


def _picture(ax: Axes, path: Path, caption: str, sources: pd.DataFrame) -> Picture:
    """Save a chart and hold its drawing for the page."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  (slow to import, and picks a backend)

    figure = ax.figure.figure
    alt = " ".join(chart.description for chart in charts.drawn_on(figure))
    save_figure(figure, path, title=caption.rstrip("."), sources=sources)
    plt.close(figure)
    drawing = base64.b64encode(path.with_name(f"{path.name}.svg").read_bytes()).decode("ascii")
    return Picture(f"data:image/svg+xml;base64,{drawing}", alt, caption)


def _blocks(corpus: Readable, doc_id: str) -> Iterator[Row]:
    """Give a document's blocks with their text cut where names begin and end."""
    text = corpus.texts[doc_id]
    blocks = corpus.blocks[corpus.blocks["doc_id"] == doc_id].sort_values("block_id")
    entities = corpus.entities[corpus.entities["doc_id"] == doc_id].sort_values("start_char")
    names = entities[["start_char", "end_char", "label", "name"]].to_dict("records")
    rows = blocks.to_dict("records")
    for n, block in enumerate(rows):
        yield block | {
            "pieces": [
                piece for start, end in _own(rows, n) for piece in _pieces(text, start, end, names)
            ],
            "tag": _tag(block["kind"], block["level"]),
        }


def _own(rows: list[Row], n: int) -> Iterator[tuple[int, int]]:
    """Give the characters of a block but for the page furniture that is nested in it."""
    start, end = rows[n]["start_char"], rows[n]["end_char"]
    while (n := n + 1) < len(rows) and rows[n]["start_char"] < end:
        yield start, rows[n]["start_char"]
        start = rows[n]["end_char"]
    yield start, end


def _pieces(text: str, start: int, end: int, names: list[Row]) -> Iterator[Piece]:
    """Cut a range of the text at its names; what overlaps an earlier name is not cut out."""
    for name in names:
        if start <= name["start_char"] and name["end_char"] <= end:
            yield Piece(text[start : name["start_char"]])
            start = name["end_char"]
            yield Piece(text[name["start_char"] : start], name["label"], name["name"])
    yield Piece(text[start:end])


def _tag(kind: str, level: int) -> str:
    if kind == "title":
        return "h1"
    return f"h{min(level + 1, DEEPEST_HEADING)}" if kind == "heading" else "p"


def _write(path: Path, template: str, **values: Any) -> None:
    page = _template(template).render(**values, version=version("policytext"))
    with replacing(path) as new:
        new.write_bytes(page.encode("utf-8"))


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = lambda number: f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
    return environment.get_template(f"{name}.html")
