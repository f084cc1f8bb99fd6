"""A corpus becomes one page that one can read, search, print, send and keep."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from policytext import charts
from policytext.corpus.schema import BODY_KINDS

from ._atomic import replacing
from .readable import Readable
from .report_charts import Chart, close, corpus_charts, document_charts, name_table, term_table
from .report_svg import inline_svg
from .report_texts import Text, texts

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).with_name("templates")
PAGE = "index.html"
BESIDE = frozenset({"figures", "notebooks", "tables"})  # what may stand there before the page
GENERATOR = '<meta name="generator" content="policytext'
MOST_ROWS = 200  # of the tables of terms and names; `policytext terms` prints them all
FEW = 5  # texts whose outlines stand open in the navigation
MANY = 10  # texts; beyond, a progress bar shows how far the page is
# Nothing is loaded, and nothing runs but the page's own script.
POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)

# What a text holds is shown, also where it would not show itself: control characters as their
# pictures, and the two marks that make text read backwards as their names.
SHOWN = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\f\r"}
SHOWN |= {0x7F: "\N{SYMBOL FOR DELETE}", 0x202D: "‹LRO›", 0x202E: "‹RLO›"}
SHOWN |= dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart on the page: its drawing, what it says to those who cannot see it, its data."""

    anchor: str
    svg: str
    caption: str
    data: str
    file: str


def write_report(corpus: Readable, folder: str | Path) -> Path:
    """
    Write one page about a corpus and its texts, which needs no network and no other file.

    The page says what was read, what was taken for page furniture and why, and what could not be
    read; charts the leading words and names, and each text's outline; and sets every text with
    its blocks' kinds and its names marked. In a browser its tables can be sorted, its texts
    searched for words, phrases and names, and the data of each chart saved. Whatever a text
    holds is shown, and none of it is run.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    folder : str or Path
        Where to; made if it is missing. A report that is there is replaced.

    Returns
    -------
    Path
        The page, ``index.html``.

    Raises
    ------
    FileExistsError
        If the folder holds something else; nothing is written.
    """
    folder = Path(folder)
    _stop_at_a_strange_folder(folder)
    target = folder / PAGE
    page = _template().render(_contents(corpus))
    with replacing(target) as new:
        new.write_bytes(page.translate(SHOWN).encode("utf-8"))
    return target


def _stop_at_a_strange_folder(folder: Path) -> None:
    """Raise unless the folder is absent, empty, a report's, or one whose writing was cut short."""
    page = folder / PAGE
    if page.exists():
        strange = GENERATOR not in page.read_text("utf-8", errors="replace")
    else:
        strange = folder.exists() and not {path.name for path in folder.iterdir()} <= BESIDE
    if strange:
        raise FileExistsError(f"{folder} holds something that is no report; name another folder")


def _contents(corpus: Readable) -> dict[str, Any]:
    """Gather what the page shows."""
    read = list(texts(corpus))
    terms, names = term_table(corpus), name_table(corpus)
    return {
        "texts": read,
        "failures": corpus.failures,
        "n_tokens": len(corpus.body),
        "kinds": corpus.blocks["kind"].value_counts().loc[lambda counts: counts > 0].to_dict(),
        "labels": sorted(set(corpus.entities["label"].dropna())),
        "pictures": _pictures(corpus_charts(corpus), ""),
        "text_pictures": _text_pictures(corpus, read),
        "terms": terms.head(MOST_ROWS).to_dict("records"),
        "n_terms": len(terms),
        "names": names.head(MOST_ROWS).to_dict("records"),
        "n_names": len(names),
        "lacks_names": corpus.entities.attrs.get("lacks", ""),
        "pipeline": f"{corpus.pipeline['name']} {corpus.pipeline['version']}",
    }


def _text_pictures(corpus: Readable, read: list[Text]) -> dict[str, list[Picture]]:
    """Draw the charts of each text, by its anchor."""
    shown = tqdm(read, desc="report", unit="text", disable=len(read) < MANY)
    return {
        text.anchor: _pictures(document_charts(corpus, text.row["doc_id"]), text.anchor)
        for text in shown
    }


def _pictures(drawn: Iterable[Chart], anchor: str) -> list[Picture]:
    return [_picture(chart, f"{anchor}c{number}") for number, chart in enumerate(drawn, 1)]


def _picture(chart: Chart, anchor: str) -> Picture:
    figure = chart.ax.figure.figure
    behind = charts.drawn_on(figure)[0]
    data = behind.table.to_csv(index=False, lineterminator="\n").encode("utf-8")
    picture = Picture(
        anchor=anchor,
        svg=inline_svg(figure, anchor, chart.caption, behind.description),
        caption=chart.caption,
        data=f"data:text/csv;charset=utf-8;base64,{base64.b64encode(data).decode('ascii')}",
        file=f"{chart.name}.csv",
    )
    close(chart)
    return picture


@cache
def _template() -> Template:
    """Compile the page's template, with its style and script and the hashes that allow them."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = lambda number: f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
    style, script = ((TEMPLATES / f"report.{end}").read_text("utf-8") for end in ("css", "js"))
    environment.globals |= {
        "version": version("policytext"),
        "style": style,
        "script": script,
        "policy": POLICY.format(style=_hash(style), script=_hash(script)),
        "counted": ",".join(BODY_KINDS).replace("_", " "),
        "few": FEW,
        "many": MANY,
    }
    return environment.get_template("report.html")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
