"""What each verb does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

import policytext as pt

DONE, FAILED, PARTLY = 0, 1, 3


def say(message: str) -> None:
    """Tell the user something on standard error."""
    print(f"policytext: {message}", file=sys.stderr)


def corpus_of(options: argparse.Namespace, texts: Sequence[str] | None = None) -> pt.Corpus:
    """Open the corpus that was named, or build one of the texts."""
    texts = options.texts if texts is None else texts
    paths = [Path(text) for text in texts]
    if len(paths) == 1 and (paths[0] / "corpus.json").is_file():
        if options.pipeline:
            raise ValueError(f"{paths[0]} is tagged already; give the texts to use --pipeline")
        return pt.load(paths[0])
    return pt.build(texts, pipeline=options.pipeline, processes=options.processes)


def exit_code(corpus: pt.Corpus) -> int:
    """Tell whether all texts could be read."""
    return PARTLY if corpus.failures else DONE


def build(options: argparse.Namespace) -> int:
    """Read, structure and tag texts; save the corpus."""
    corpus = corpus_of(options)
    folder = corpus.save(options.out, overwrite=options.overwrite)
    print(f"{len(corpus.documents)} texts, {len(corpus.body):,} tokens in the body: {folder}")
    return exit_code(corpus)


def outline(options: argparse.Namespace) -> int:
    """Print the sections of each text."""
    corpus = corpus_of(options)
    outlines = [
        pt.section_outline(corpus, doc_id).assign(doc_id=doc_id)
        for doc_id in ([options.doc] if options.doc else corpus.documents["doc_id"])
    ]
    if options.csv:
        _print_table(pd.concat(outlines), csv=True)
        return exit_code(corpus)
    for outline in outlines:
        print(outline["doc_id"].iloc[0])
        for row in outline.to_dict("records"):
            words = f"{row['marker']} {row['heading']}".strip() or "(front matter)"
            indent = "  " * row["level"]
            print(f"{row['n_tokens_total']:>8,} {row['share_total']:>6.1%}  {indent}{words}")
    return exit_code(corpus)


def terms(options: argparse.Namespace) -> int:
    """Print the most frequent terms."""
    corpus = corpus_of(options)
    words = corpus.body[corpus.body["is_alpha"]]
    if not options.stop_words:
        words = words[~words["is_stop"]]
    if options.ngram > 1:
        terms = pt.ngrams(words, options.ngram, term=options.term)
    else:
        terms = pt.term_frequencies(words, term=options.term)
    _print_table(terms.head(options.head), csv=options.csv)
    return exit_code(corpus)


def concordance(options: argparse.Namespace) -> int:
    """Print a word or a phrase in its contexts."""
    corpus = corpus_of(options)
    sort = options.sort.split(",")
    lines = pt.concordance(
        corpus.body, options.node, term=options.term, window=options.window, sort=sort
    )
    page = pd.DataFrame(lines.head(options.head)).astype(
        dict.fromkeys(["left", "node", "right"], "str")
    )
    _print_table(
        page if options.csv else page.drop(columns=["end", "start_char", "end_char"]),
        csv=options.csv,
    )
    return exit_code(corpus)


def collocates(options: argparse.Namespace) -> int:
    """Print the words that keep a word company."""
    corpus = corpus_of(options)
    words = corpus.body[corpus.body["is_alpha"]]
    measures = options.measure or ("log_dice", "mi", "t", "g2")
    table = pt.collocates(
        words, options.node, term=options.term, window=options.window, measures=measures
    )
    table = table[table["count"] >= options.least]
    _print_table(table.head(options.head), csv=options.csv)
    return exit_code(corpus)


def keyness(options: argparse.Namespace) -> int:
    """Print the words that set texts apart from others."""
    corpus, other = corpus_of(options), corpus_of(options, options.reference)
    ours, theirs = (body[body["is_alpha"]] for body in (corpus.body, other.body))
    _print_table(pt.keyness(ours, theirs, term=options.term).head(options.head), csv=options.csv)
    return max(exit_code(corpus), exit_code(other))


def dispersion(options: argparse.Namespace) -> int:
    """Print how evenly terms are spread."""
    corpus = corpus_of(options)
    table = pt.dispersion(corpus.body, options.find, by=options.by, term=options.term)
    _print_table(table, csv=options.csv)
    return exit_code(corpus)


def entities(options: argparse.Namespace) -> int:
    """Print the most frequent names."""
    corpus = corpus_of(options)
    entities = corpus.entities
    if options.label:
        entities = entities[entities["label"].isin(options.label)]
    _print_table(pt.entity_frequencies(entities).head(options.head), csv=options.csv)
    return exit_code(corpus)


def report(options: argparse.Namespace) -> int:
    """Write the report."""
    corpus = corpus_of(options)
    print(f"the report: {pt.write_report(corpus, options.out)}")
    return exit_code(corpus)


def charts(options: argparse.Namespace) -> int:
    """Write the report, its charts as files, and the tables."""
    corpus = corpus_of(options)
    page = pt.write_report(corpus, options.out)  # first: it refuses a folder that is not its own
    pt.write_figures(corpus, page.parent / "figures")
    pt.write_tables(corpus, page.parent / "tables", overwrite=True)
    print(f"figures/, tables/ and the report: {page}")
    return exit_code(corpus)


def export(options: argparse.Namespace) -> int:
    """Write the five tables."""
    corpus = corpus_of(options)
    wanted = {"format": options.format, "overwrite": options.overwrite}
    for path in pt.write_tables(corpus, options.out, **wanted):
        print(path)
    return exit_code(corpus)


def _print_table(table: pd.DataFrame, *, csv: bool) -> None:
    if csv:
        table.to_csv(sys.stdout, index=False)
    else:
        print(table.to_string(index=False))
