"""What may stand on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

import policytext as pt

from . import verbs
from .explain import explain
from .verdict import verify

EXAMPLES = """
examples:
  policytext build speeches/ --out corpus      read, structure and tag every text in speeches/
  policytext outline whitepaper.txt            the sections of one text, with their lengths
  policytext explain saved-page.html           its text, block by block: what each is, and why
  policytext terms speeches/ --head 20         the most frequent lemmas, without stop words
  policytext concordance corpus --node "national security" --sort L1
  policytext collocates corpus --node security --window 3
  policytext keyness speeches/ --reference corpus    the words that set speeches/ apart
  policytext dispersion corpus --find peace --find "rule of law"
  policytext entities corpus --label ORG       the organisations, from a corpus built before
  policytext report speeches/ --out report     one page to read, search, print and send
  policytext charts speeches/ --out charts     the report, its charts as files, and the tables
  policytext verify charts/terms.svg --corpus corpus    whether a picture still tells the truth
  policytext export corpus --out tables        the five tables as CSV or Parquet

TEXTS are .txt, .md, .html, .docx and .pdf files, folders, patterns, or one corpus folder that
"build" wrote.
"""
EXPLAIN = "print a text with what each of its blocks is, and why"

_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command_line() -> argparse.ArgumentParser:
    """Describe the verbs and their options."""
    parser = argparse.ArgumentParser(
        prog="policytext",
        description="Read official prose as it is found, recover its structure, tag it, count it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"policytext {pt.__version__}")
    group = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    build = _add(group, "build", verbs.build, "read, structure and tag texts; save the corpus")
    build.add_argument("--out", required=True, help="folder to write the corpus to")
    build.add_argument("--overwrite", action="store_true", help="replace a corpus that is there")

    outline = _add(group, "outline", verbs.outline, "print the sections of each text")
    outline.add_argument("--doc", help="only this doc_id")
    _add_csv(outline)

    blocks = group.add_parser("explain", help=EXPLAIN, description=f"{EXPLAIN.capitalize()}.")
    blocks.set_defaults(command=explain)
    blocks.add_argument("texts", nargs="+", metavar="FILE", help="texts, pages, documents, folders")
    blocks.add_argument("--hints", help="a file of hints instead of those beside the texts")
    blocks.add_argument("--full", action="store_true", help="print long blocks in full")

    _add_counts(group)
    _add_companies(group)
    _add_files(group)
    return parser


def _add_counts(group: _Verbs) -> None:
    terms = _add(group, "terms", verbs.terms, "print the most frequent terms of the body")
    terms.add_argument(
        "--term",
        default="lemma",
        choices=["lemma", "lower", "text"],
        help="what is counted (lemma)",
    )
    terms.add_argument("--ngram", type=_positive, default=1, help="count runs of N words (1)")
    terms.add_argument("--stop-words", action="store_true", help="count stop words, too")
    _add_head(terms)
    _add_csv(terms)

    entities = _add(group, "entities", verbs.entities, "print the most frequent named entities")
    entities.add_argument(
        "--label", action="append", help="only this label (repeatable): ORG, GPE …"
    )
    _add_head(entities)
    _add_csv(entities)


def _add_companies(group: _Verbs) -> None:
    lines = _add(
        group, "concordance", verbs.concordance, "print a word or a phrase in its contexts"
    )
    _add_node(lines)
    lines.add_argument("--sort", default="R1,R2,R3", help="keys such as L1,R1,document (R1,R2,R3)")
    lines.add_argument("--window", type=_positive, default=8, help="words on each side (8)")
    _add_head(lines)
    _add_csv(lines)

    company = _add(
        group, "collocates", verbs.collocates, "print the words that keep a word company"
    )
    _add_node(company)
    company.add_argument("--window", type=_positive, default=5, help="words on each side (5)")
    company.add_argument("--measure", action="append", help="log_dice, mi, t, g2 … (repeatable)")
    company.add_argument("--least", type=_positive, default=2, help="times together (2)")
    _add_head(company)
    _add_csv(company)

    keywords = _add(
        group, "keyness", verbs.keyness, "print the words that set texts apart from others"
    )
    keywords.add_argument("--reference", required=True, nargs="+", help="texts to compare with")
    _add_term(keywords)
    _add_head(keywords)
    _add_csv(keywords)

    spread = _add(group, "dispersion", verbs.dispersion, "print how evenly terms are spread")
    spread.add_argument("--find", action="append", required=True, help="a term (repeatable)")
    spread.add_argument(
        "--by", default="section_id", choices=["section_id", "doc_id"], help="parts (section_id)"
    )
    _add_term(spread)
    _add_csv(spread)


def _add_files(group: _Verbs) -> None:
    report = _add(group, "report", verbs.report, "write one page to read, search, print and send")
    report.add_argument("--out", required=True, help="folder to write index.html to")

    summary = "write the report, its charts as files, and the tables"
    charts = _add(group, "charts", verbs.charts, summary)
    charts.add_argument("--out", required=True, help="folder to write to")

    export = _add(group, "export", verbs.export, "write the five tables for other programs")
    export.add_argument("--out", required=True, help="folder to write to")
    export.add_argument("--overwrite", action="store_true", help="replace tables that are there")
    export.add_argument("--format", default="csv", choices=["csv", "parquet"], help="(csv)")

    summary = "tell whether saved charts still tell the truth"
    truth = group.add_parser("verify", help=summary, description=f"{summary.capitalize()}.")
    truth.set_defaults(command=verify)
    truth.add_argument("figures", nargs="+", metavar="FIGURE", help="SVG, PNG, PDF or JSON files")
    truth.add_argument(
        "--corpus",
        required=True,
        action="append",
        metavar="TEXTS",
        help="the corpus, or the texts, that were measured (repeatable)",
    )
    truth.add_argument("--pipeline", help="that tagged the texts (the embedded one)")
    truth.add_argument("--processes", type=_positive, default=1, help="tag with N processes (1)")


def _add(
    group: _Verbs,
    name: str,
    command: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    verb = group.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    verb.set_defaults(command=command)
    verb.add_argument(
        "texts", nargs="+", metavar="TEXTS", help="files, folders, or a corpus folder"
    )
    verb.add_argument("--pipeline", help="a spaCy pipeline by name or path (the embedded one)")
    verb.add_argument("--processes", type=_positive, default=1, help="tag with N processes (1)")
    return verb


def _add_node(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--node", required=True, action="append", help="a word or a phrase (repeatable)"
    )
    _add_term(verb)


def _add_term(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--term", default="lower", choices=["lower", "lemma", "text"], help="column (lower)"
    )


def _add_head(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--head", type=_positive, default=30, metavar="N", help="only the first N (30)"
    )


def _add_csv(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--csv", action="store_true", help="print CSV instead of aligned columns")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
