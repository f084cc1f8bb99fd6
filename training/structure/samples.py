"""Runs of documents with their traits and, from the gold, their roles."""

from __future__ import annotations

import difflib
import json
import lzma
import random
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from policytext.reading import Document, Source, read
from policytext.structure.covers import with_covers
from policytext.structure.learned import ROLE_OF
from policytext.structure.recover import judge
from policytext.structure.runs import Run
from policytext.structure.tagged import tagged_runs
from policytext.structure.traits import traits_of
from policytext.structure.weights import SLOTS, shown
from policytext.structure.wrapping import runs_of

TESTS = Path(__file__).resolve().parents[2] / "tests"
WORD = re.compile(r"\w+")
SHORTEST = 300  # characters; a tool that gives less has lost the page
LONGEST_SILVER = 12_000  # characters of a document
Sample: TypeAlias = tuple[str, list[list[str]], list[str]]
"""The name of a document; the traits of each run, in their slots; the role of each."""

Judged: TypeAlias = tuple[list[list[str]], list[str]]


def of_texts() -> Iterator[Sample]:
    """Yield the texts with gold."""
    for folder in ("documents", "more_documents"):
        for place in sorted((TESTS / folder).iterdir()):
            meta = place / "meta.json"
            if meta.exists() and json.loads(meta.read_text("utf-8"))["align"] == "line":
                document = read(next(place.glob("source.*")), place.name)
                yield place.name, *by_line(document, gold_of(place))


def of_pages() -> Iterator[Sample]:
    """Yield the pages with gold."""
    for place in sorted((TESTS / "documents" / "html").iterdir()):
        document = read(place / "source.html", place.name)
        yield place.name, *by_words(document, tagged_runs(document)[0], gold_of(place))


def of_conversions(folder: Path, share: float) -> Iterator[Sample]:
    """Yield a share of what tools made of the pages, the same each time."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in random.Random(20230415).sample(files, round(share * len(files))):
        document = read(file, file.stem)
        if len(document.text) >= SHORTEST:
            gold = gold_of(TESTS / "documents" / "html" / file.stem)
            yield file.stem, *by_words(document, text_runs(document), gold)


def of_political_text(path: Path, number: int) -> Iterator[Sample]:
    """Yield documents as the rules alone judge them: long texts with little beside them."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = [(record["name"], record["text"]) for record in map(json.loads, lines)]
    for name, text in random.Random(20230415).sample(texts, number):
        document = Document(name, text[:LONGEST_SILVER], (), Source(name, ""))
        yield name, *by_rules(document)


def gold_of(place: Path) -> list[dict[str, Any]]:
    lines = (place / "blocks.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if not row.get("run_in")]


def text_runs(document: Document) -> Sequence[Run]:
    return with_covers(runs_of(document), document.text)


def by_line(document: Document, gold: list[dict[str, Any]]) -> Judged:
    """Give each run the role that most of its characters have, line by line."""
    role = {
        line: row["role"]
        for row in reversed(gold)
        for line in range(row["line_start"], row["line_end"] + 1)
    }
    lines = document.text.split("\n")
    runs = text_runs(document)
    roles = []
    for run in runs:
        counts: Counter[str] = Counter()
        for line in range(run.line_start, run.line_end + 1):
            if line in role:
                counts[role[line]] += max(1, len(lines[line - 1]))
        roles.append(counts.most_common(1)[0][0] if counts else "boilerplate")
    return shown_traits(runs), roles


def by_words(document: Document, runs: Sequence[Run], gold: list[dict[str, Any]]) -> Judged:
    """Give each run the role of most of its words, found in the gold in their order."""
    told = [(w.lower(), row["role"]) for row in gold for w in WORD.findall(row["text"])]
    here = [(match.group().lower(), match.start()) for match in WORD.finditer(document.text)]
    pairs = difflib.SequenceMatcher(
        None, [word for word, _ in told], [word for word, _ in here], autojunk=False
    )
    role: list[str | None] = [None] * len(here)
    for one, two, length in pairs.get_matching_blocks():
        for n in range(length):
            role[two + n] = told[one + n][1]
    starts = [start for _, start in here]
    roles = []
    for run in runs:
        first, after = bisect_left(starts, run.start), bisect_left(starts, run.end)
        counts = Counter(one for one in role[first:after] if one)
        known = counts.total() >= (after - first) / 2 and counts
        roles.append(counts.most_common(1)[0][0] if known else "boilerplate")
    return shown_traits(runs), roles


def by_rules(document: Document) -> Judged:
    """Give each run the role that the rules alone give it."""
    runs = text_runs(document)
    verdicts = judge(runs)
    roles = [ROLE_OF.get(verdicts[i].kind, verdicts[i].kind) for i in range(len(runs))]
    return shown_traits(runs), roles


def shown_traits(runs: Sequence[Run]) -> list[list[str]]:
    traits = traits_of(runs)
    return [
        [
            slot + trait
            for slot, reach in SLOTS.items()
            if 0 <= i - reach < len(traits)
            for trait in shown(traits[i - reach], reach)
        ]
        for i in range(len(traits))
    ]
