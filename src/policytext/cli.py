"""
The library's verbs from a shell.

Exit codes: 0, all went well; 1, nothing was done, and standard error says why; 2, the command
was not understood; 3, it was done, but some of the texts could not be read.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
import warnings
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

import pandas as pd

import policytext as pt
from policytext.reading import Document, find_sources

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
  policytext export corpus --out tables        the five tables as CSV or Parquet

TEXTS are .txt, .md, .html, .docx and .pdf files, folders, patterns, or one corpus folder that
"build" wrote.
"""
EXPLAIN = "print a text with what each of its blocks is, and why"
DONE, FAILED, PARTLY = 0, 1, 3
WIDEST = 100  # columns of "explain"
INDENT = 22  # of them stand before the text
MOST_LINES = 3  # of a block, unless --full


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one verb.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line after the program's name; `sys.argv` unless given.

    Returns
    -------
    int
        The exit code.
    """
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.showwarning = lambda message, *_, **__: _say(str(message))
        try:
            return command(options)
        except KeyboardInterrupt:
            _say("interrupted; what was tagged so far is kept")
            return 130
        except (OSError, ValueError, KeyError, ImportError) as error:
            _say(str(error.args[0]) if isinstance(error, KeyError) else str(error))
            return FAILED


def _say(message: str) -> None:
    print(f"policytext: {message}", file=sys.stderr)


_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policytext",
        description="Read official prose as it is found, recover its structure, tag it, count it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"policytext {pt.__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    build = _add(verbs, "build", _build, "read, structure and tag texts; save the corpus")
    build.add_argument("--out", required=True, help="folder to write the corpus to")
    build.add_argument("--overwrite", action="store_true", help="replace a corpus that is there")

    outline = _add(verbs, "outline", _outline, "print the sections of each text")
    outline.add_argument("--doc", help="only this doc_id")
    _add_csv(outline)

    explain = verbs.add_parser("explain", help=EXPLAIN, description=f"{EXPLAIN.capitalize()}.")
    explain.set_defaults(command=_explain)
    explain.add_argument(
        "texts", nargs="+", metavar="FILE", help="texts, pages, documents, folders"
    )
    explain.add_argument("--hints", help="a file of hints instead of those beside the texts")
    explain.add_argument("--full", action="store_true", help="print long blocks in full")

    _add_counts(verbs)
    _add_companies(verbs)
    _add_files(verbs)
    return parser


def _add_counts(verbs: _Verbs) -> None:
    terms = _add(verbs, "terms", _terms, "print the most frequent terms of the body")
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

    entities = _add(verbs, "entities", _entities, "print the most frequent named entities")
    entities.add_argument(
        "--label", action="append", help="only this label (repeatable): ORG, GPE …"
    )
    _add_head(entities)
    _add_csv(entities)


def _add_companies(verbs: _Verbs) -> None:
    lines = _add(verbs, "concordance", _concordance, "print a word or a phrase in its contexts")
    _add_node(lines)
    lines.add_argument("--sort", default="R1,R2,R3", help="keys such as L1,R1,document (R1,R2,R3)")
    lines.add_argument("--window", type=_positive, default=8, help="words on each side (8)")
    _add_head(lines)
    _add_csv(lines)

    company = _add(verbs, "collocates", _collocates, "print the words that keep a word company")
    _add_node(company)
    company.add_argument("--window", type=_positive, default=5, help="words on each side (5)")
    company.add_argument("--measure", action="append", help="log_dice, mi, t, g2 … (repeatable)")
    company.add_argument("--least", type=_positive, default=2, help="times together (2)")
    _add_head(company)
    _add_csv(company)

    keywords = _add(verbs, "keyness", _keyness, "print the words that set texts apart from others")
    keywords.add_argument("--reference", required=True, nargs="+", help="texts to compare with")
    _add_term(keywords)
    _add_head(keywords)
    _add_csv(keywords)

    spread = _add(verbs, "dispersion", _dispersion, "print how evenly terms are spread")
    spread.add_argument("--find", action="append", required=True, help="a term (repeatable)")
    spread.add_argument(
        "--by", default="section_id", choices=["section_id", "doc_id"], help="parts (section_id)"
    )
    _add_term(spread)
    _add_csv(spread)


def _add_files(verbs: _Verbs) -> None:
    report = _add(verbs, "report", _report, "write one page to read, search, print and send")
    report.add_argument("--out", required=True, help="folder to write index.html to")

    charts = _add(verbs, "charts", _charts, "write the report, its charts as files, and the tables")
    charts.add_argument("--out", required=True, help="folder to write to")

    export = _add(verbs, "export", _export, "write the five tables for other programs")
    export.add_argument("--out", required=True, help="folder to write to")
    export.add_argument("--overwrite", action="store_true", help="replace tables that are there")
    export.add_argument("--format", default="csv", choices=["csv", "parquet"], help="(csv)")


def _add(
    verbs: _Verbs,
    name: str,
    command: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
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


def _corpus(options: argparse.Namespace, texts: Sequence[str] | None = None) -> pt.Corpus:
    texts = options.texts if texts is None else texts
    paths = [Path(text) for text in texts]
    if len(paths) == 1 and (paths[0] / "corpus.json").is_file():
        if options.pipeline:
            raise ValueError(f"{paths[0]} is tagged already; give the texts to use --pipeline")
        return pt.load(paths[0])
    return pt.build(texts, pipeline=options.pipeline, processes=options.processes)


def _exit_code(corpus: pt.Corpus) -> int:
    return PARTLY if corpus.failures else DONE


def _build(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    folder = corpus.save(options.out, overwrite=options.overwrite)
    print(f"{len(corpus.documents)} texts, {len(corpus.body):,} tokens in the body: {folder}")
    return _exit_code(corpus)


def _outline(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    outlines = [
        pt.section_outline(corpus, doc_id).assign(doc_id=doc_id)
        for doc_id in ([options.doc] if options.doc else corpus.documents["doc_id"])
    ]
    if options.csv:
        _print_table(pd.concat(outlines), csv=True)
        return _exit_code(corpus)
    for outline in outlines:
        print(outline["doc_id"].iloc[0])
        for row in outline.to_dict("records"):
            words = f"{row['marker']} {row['heading']}".strip() or "(front matter)"
            indent = "  " * row["level"]
            print(f"{row['n_tokens_total']:>8,} {row['share_total']:>6.1%}  {indent}{words}")
    return _exit_code(corpus)


def _explain(options: argparse.Namespace) -> int:
    failures = []
    files = find_sources(options.texts)
    for n, path in enumerate(files):
        try:
            document = pt.recover_structure(pt.read(path, hints=options.hints))
        except (OSError, ValueError, ImportError) as error:
            failures.append(str(error))
            continue
        if len(files) > 1:
            print(f"{chr(10) if n else ''}{path}")
        _print_blocks(document, full=options.full)
    if len(failures) == len(files):
        raise ValueError("\n".join(failures))
    for failure in failures:
        _say(failure)
    return PARTLY if failures else DONE


def _print_blocks(document: Document, *, full: bool) -> None:
    """One block a paragraph: its line, its kind and its level; then its words, then the reason."""
    width = min(WIDEST, max(60, shutil.get_terminal_size((WIDEST, 24)).columns)) - INDENT
    depth = 0
    for block in document.blocks:
        depth = block.level or depth
        words = document.text[block.start_char : block.end_char]
        lines = [part for line in words.splitlines() for part in textwrap.wrap(line, width) or [""]]
        if len(lines) > MOST_LINES and not full:
            lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: width - 2]} …"]
        kind = f"{block.kind} {block.level or ''}".strip()
        left = [f"{block.line_start:>6}  {kind:<12}"]
        left += [f"{'':8}run-in"] if block.run_in else []
        why = f"[{f'{block.marker}: ' if block.marker else ''}{block.reason}]"
        rows = zip_longest(left, [*lines, *textwrap.wrap(why, width)], fillvalue="")
        print("\n".join(f"{begin:<{INDENT}}{text}".rstrip() for begin, text in rows))


def _terms(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    words = corpus.body[corpus.body["is_alpha"]]
    if not options.stop_words:
        words = words[~words["is_stop"]]
    if options.ngram > 1:
        terms = pt.ngrams(words, options.ngram, term=options.term)
    else:
        terms = pt.term_frequencies(words, term=options.term)
    _print_table(terms.head(options.head), csv=options.csv)
    return _exit_code(corpus)


def _concordance(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
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
    return _exit_code(corpus)


def _collocates(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    words = corpus.body[corpus.body["is_alpha"]]
    measures = options.measure or ("log_dice", "mi", "t", "g2")
    table = pt.collocates(
        words, options.node, term=options.term, window=options.window, measures=measures
    )
    table = table[table["count"] >= options.least]
    _print_table(table.head(options.head), csv=options.csv)
    return _exit_code(corpus)


def _keyness(options: argparse.Namespace) -> int:
    corpus, other = _corpus(options), _corpus(options, options.reference)
    ours, theirs = (body[body["is_alpha"]] for body in (corpus.body, other.body))
    _print_table(pt.keyness(ours, theirs, term=options.term).head(options.head), csv=options.csv)
    return max(_exit_code(corpus), _exit_code(other))


def _dispersion(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    table = pt.dispersion(corpus.body, options.find, by=options.by, term=options.term)
    _print_table(table, csv=options.csv)
    return _exit_code(corpus)


def _entities(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    entities = corpus.entities
    if options.label:
        entities = entities[entities["label"].isin(options.label)]
    _print_table(pt.entity_frequencies(entities).head(options.head), csv=options.csv)
    return _exit_code(corpus)


def _report(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    print(f"the report: {pt.write_report(corpus, options.out)}")
    return _exit_code(corpus)


def _charts(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    page = pt.write_report(corpus, options.out)  # first: it refuses a folder that is not its own
    pt.write_figures(corpus, page.parent / "figures")
    pt.write_tables(corpus, page.parent / "tables", overwrite=True)
    print(f"figures/, tables/ and the report: {page}")
    return _exit_code(corpus)


def _export(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    wanted = {"format": options.format, "overwrite": options.overwrite}
    for path in pt.write_tables(corpus, options.out, **wanted):
        print(path)
    return _exit_code(corpus)


def _print_table(table: pd.DataFrame, *, csv: bool) -> None:
    if csv:
        table.to_csv(sys.stdout, index=False)
    else:
        print(table.to_string(index=False))
