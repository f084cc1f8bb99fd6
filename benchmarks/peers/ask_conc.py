"""
Conc: its corpora are made and asked as its documentation says.

Conc disables seven named components of a spaCy pipeline when it loads one, and fails where they
are missing; a blank English pipeline with seven components that do nothing gives it the tokenizer
that everybody else has.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import questions as q

DISABLED = ("parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler")


def main(work: str, size: str, mode: str) -> None:
    if mode == "build":
        build(Path(work), size)
        return
    logging.disable(logging.CRITICAL)
    from conc.conc import Conc  # noqa: PLC0415
    from conc.corpus import Corpus  # noqa: PLC0415

    def opened(name: str) -> Corpus:
        return Corpus().load(f"{work}/conc/{name}.corpus")

    corpus = opened(size)
    conc = Conc(corpus)
    everything = {"exclude_punctuation": False, "page_size": 20}

    def frequency() -> object:
        table = conc.frequencies(**everything).to_frame()
        return [[row["token"], row["frequency"]] for row in table.to_dicts()]

    if mode == "fresh":
        frequency()
        return
    halves = Conc(opened(f"{size}-early"))
    halves.set_reference_corpus(opened(f"{size}-late"))

    def bigrams() -> object:
        table = conc.ngram_frequencies(ngram_length=2, **everything).to_frame()
        return [[row["ngram"], row["frequency"]] for row in table.to_dicts()]

    def kwic(node: str, lines: int) -> object:
        found = conc.concordance(node, context_length=q.CONTEXT, page_size=lines)
        assert found.to_frame().height
        return found.summary_data.get("total_count")

    def collocates() -> object:
        for measure in ("logdice", "mutual_information"):  # each comes with log-likelihood
            conc.collocates(
                q.FREQUENT,
                effect_size_measure=measure,
                context_length=q.WINDOW,
                min_collocate_frequency=1,
                page_size=0,
                exclude_punctuation=False,
            ).to_frame()
        return None

    def keyness() -> object:
        table = halves.keywords(
            exclude_punctuation=False, exclude_negative_keywords=False, page_size=0
        ).to_frame()
        assert table.height
        return halves.corpus.token_count

    from timing import report  # noqa: PLC0415

    report(
        "conc",
        {
            q.REOPEN: lambda: opened(size).token_count,
            q.FREQUENCY: frequency,
            q.BIGRAMS: bigrams,
            q.RARE_PAGE: lambda: kwic(q.RARE, q.PAGE),
            q.PHRASE_PAGE: lambda: kwic(q.PHRASE, q.PAGE),
            q.FREQUENT_PAGE: lambda: kwic(q.FREQUENT, q.PAGE),
            q.FREQUENT_ALL: lambda: kwic(q.FREQUENT, 100_000_000),
            q.COLLOCATES: collocates,
            q.KEYNESS: keyness,
        },
    )


def build(work: Path, size: str) -> None:
    import spacy  # noqa: PLC0415
    from conc.corpus import Corpus  # noqa: PLC0415

    pipeline = work / "conc" / "pipeline"
    if not pipeline.exists():
        nlp = spacy.blank("en")
        for name in DISABLED:
            nlp.add_pipe("sentencizer", name=name)
        nlp.to_disk(pipeline)
    for name in (size, f"{size}-early", f"{size}-late"):
        if not (work / "conc" / f"{name}.corpus" / "corpus.json").exists():
            source, target = str(work / "texts" / name), str(work / "conc")
            Corpus(name=name).build_from_files(source, target, model=str(pipeline))


if __name__ == "__main__":
    main(*sys.argv[1:])
