"""The charts that a first look at a corpus takes, for the report and as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from tqdm import tqdm

from policytext import charts, measures

from .figures import save_figure
from .readable import Readable

MOST_ROWS = 20  # of a chart
MOST_STROKES = 6  # terms whose places are drawn
MOST_PATHS = 3000  # strokes; more are a picture within the drawing, which is smaller
MOST_TRACED = 40  # texts; of more, only the outlines are drawn one by one
MANY = 10  # texts; from here on a progress bar shows how far the drawing is
NUMBERS_AND_TIMES = ["CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its file's name, its caption and the documents it was drawn from."""

    name: str
    ax: Axes
    caption: str
    sources: pd.DataFrame


def write_figures(corpus: Readable, folder: str | Path) -> list[Path]:
    """
    Write the charts of the report as files: PNG, SVG, PDF, and the data of each as CSV.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    folder : str or Path
        Where to; made if it is missing. Figures of the same name are replaced.

    Returns
    -------
    list of Path
        The files.
    """
    few = len(corpus.documents) < MANY
    drawn = tqdm(standard_charts(corpus), desc="figures", unit="chart", leave=False, disable=few)
    return [path for chart in drawn for path in _saved(chart, Path(folder))]


def _saved(chart: Chart, folder: Path) -> list[Path]:
    figure = chart.ax.figure
    title = chart.caption.rstrip(".")
    written = save_figure(figure, folder / chart.name, title=title, sources=chart.sources)
    close(chart)
    return written


def standard_charts(corpus: Readable) -> Iterator[Chart]:
    """Draw the corpus, and each of its documents."""
    yield from corpus_charts(corpus)
    for doc_id in corpus.documents["doc_id"]:
        yield from document_charts(corpus, doc_id)


def corpus_charts(corpus: Readable) -> Iterator[Chart]:
    """Draw the leading words and names, and what page furniture would do to the counts."""
    terms = term_table(corpus).head(MOST_ROWS)
    if len(terms):
        ax = charts.plot_term_frequencies(terms)
        caption = "The most frequent words of the texts, without function words."
        yield Chart("terms", ax, caption, corpus.documents)
    names = name_table(corpus).head(MOST_ROWS)
    if len(names):
        ax = charts.plot_entity_frequencies(names)
        caption = "The names mentioned most often; dates and numbers are left out."
        yield Chart("names", ax, caption, corpus.documents)
    everything, term = _content_words(corpus.tokens)
    furniture = measures.contamination(everything, term=term).query("difference > 0")
    if len(furniture):
        ax = charts.plot_contamination(furniture.head(MOST_ROWS))
        caption = "Words whose counts page furniture would change most."
        yield Chart("furniture", ax, caption, corpus.documents)


def document_charts(corpus: Readable, doc_id: str) -> Iterator[Chart]:
    """Draw a document's outline, if it is divided, and where its leading words stand."""
    sources = corpus.documents[corpus.documents["doc_id"] == doc_id]
    outline = measures.section_outline(corpus, doc_id) if sources["n_sections"].any() else None
    if outline is not None:
        ax = charts.plot_section_outline(outline)
        caption = "The sections and their share of the text."
        yield Chart(f"{doc_id}-outline", ax, caption, sources)
    if len(corpus.documents) > MOST_TRACED:
        return
    body = corpus.body[corpus.body["doc_id"] == doc_id]
    words, term = _content_words(body)
    leading = measures.term_frequencies(words, term=term).head(MOST_STROKES)["term"]
    if len(leading):
        strokes = measures.occurrences(body, leading, term=term)
        ax = charts.plot_occurrences(strokes, sections=outline)
        if len(strokes) > MOST_PATHS:
            for collection in ax.collections:
                collection.set_rasterized(True)
        caption = "Where the most frequent words stand along the text."
        yield Chart(f"{doc_id}-occurrences", ax, caption, sources)


def term_table(corpus: Readable) -> pd.DataFrame:
    """Count the words of the body that are no function words."""
    words, term = _content_words(corpus.body)
    return measures.term_frequencies(words, term=term)


def name_table(corpus: Readable) -> pd.DataFrame:
    """Count the names that are neither numbers nor times; none if the pipeline finds none."""
    names = corpus.entities[~corpus.entities["label"].isin(NUMBERS_AND_TIMES)]
    if names.empty:
        return pd.DataFrame(columns=["name", "label", "count", "n_docs"])
    return measures.entity_frequencies(names)


def close(chart: Chart) -> None:
    """Free what pyplot holds of a chart."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  (slow to import, and picks a backend)

    plt.close(chart.ax.figure.figure)


def _content_words(tokens: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Keep words that are no function words, and say which column to count them by."""
    term = "lemma" if tokens["lemma"].notna().any() else "lower"
    return tokens[tokens["is_alpha"] & ~tokens["is_stop"]], term
