"""Ours: a saved corpus is opened and its table of tokens asked."""

from __future__ import annotations

import sys

import questions as q


def main(work: str, size: str, mode: str) -> None:
    import policytext as pt  # noqa: PLC0415  (the import is part of what is timed)

    folder = f"{work}/policytext/{size}"
    corpus = pt.load(folder)
    tokens = corpus.tokens

    def frequency() -> object:
        return _hits(pt.term_frequencies(tokens, term="lower").head(20))

    if mode == "fresh":
        frequency()
        return

    def reopen() -> object:
        return len(pt.load(folder).tokens)

    def body_frequency() -> object:
        return _hits(pt.term_frequencies(corpus.body, term="lower").head(20))

    def words_frequency() -> object:
        words = corpus.body.query("is_alpha and not is_stop")
        return _hits(pt.term_frequencies(words, term="lower").head(20))

    def bigrams() -> object:
        return _hits(pt.ngrams(tokens, 2).head(20))

    def page(node: str) -> object:
        lines = pt.concordance(tokens, node, window=q.CONTEXT)
        shown = lines.head(q.PAGE)
        assert len(shown[["left", "node", "right"]].astype("str"))
        return len(lines)

    def every_line() -> object:
        lines = pt.concordance(tokens, q.FREQUENT, window=q.CONTEXT)
        return len(lines[["left", "node", "right"]].astype("str"))

    def collocates() -> object:
        table = pt.collocates(
            tokens, q.FREQUENT, window=q.WINDOW, measures=("log_dice", "mi", "g2")
        )
        assert len(table)
        return table.attrs["n_nodes"]

    def keyness() -> object:
        documents = tokens["doc_id"].cat.codes
        early = documents < len(corpus.documents) // 2
        table = pt.keyness(tokens[early], tokens[~early])
        assert len(table)
        return int(early.sum())

    operations = {
        q.REOPEN: reopen,
        q.FREQUENCY: frequency,
        q.BIGRAMS: bigrams,
        q.RARE_PAGE: lambda: page(q.RARE),
        q.PHRASE_PAGE: lambda: page(q.PHRASE),
        q.FREQUENT_PAGE: lambda: page(q.FREQUENT),
        q.FREQUENT_ALL: every_line,
        q.COLLOCATES: collocates,
        q.KEYNESS: keyness,
        q.BODY_FREQUENCY: body_frequency,
        q.WORDS_FREQUENCY: words_frequency,
    }
    given = {"collocates", "concordance", "keyness"} <= set(dir(pt))
    from timing import report  # noqa: PLC0415

    report("policytext", operations if given else dict(list(operations.items())[:3]))


def _hits(table: object) -> list[list[object]]:
    rows: list[list[object]] = table[["term", "count"]].values.tolist()  # type: ignore[index]
    return rows


if __name__ == "__main__":
    main(*sys.argv[1:])
