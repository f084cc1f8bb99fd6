"""
Measure a pipeline: `python evaluate.py --data FOLDER [--gold FOLDER] [--json figures.json]`.

Everything is measured from raw text. A gold document is its sentences joined with the blanks
the treebank gives, a blank line before each new paragraph; a word counts when the pipeline has
a token with the same character span. Names are exact span and label, a leading "the" ignored.
The figures on the seeds are in-sample: the rules were written by people who had read them.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from names import Tagged, crossner, gum_document, uner, wikigold
from spacy.language import Language
from spacy.tokens import Doc
from treebanks import Treebank, read_ewt, read_gum

from policytext.annotation.pipeline import load_pipeline

Name = tuple[int, int, str]
FIELDS = ("words", "UPOS", "XPOS", "lemma", "UAS", "LAS")
PLACES = frozenset({"GPE", "LOC", "FAC"})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pipeline")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--split", default="test", choices=["dev", "test"])
    options = parser.parse_args()
    nlp = load_pipeline(options.pipeline)
    figures: dict[str, object] = {
        "syntax": syntax(nlp, options.data, options.split),
        "names": names(nlp, options.data, options.split),
        "speed": speed(nlp, options.data),
    }
    if options.gold:
        figures["seeds, in-sample"] = seeds(nlp, options.gold)
    written = json.dumps(figures, indent=2) + "\n"
    if options.json:
        options.json.write_text(written, encoding="utf-8")
    sys.stdout.write(written)


# ---------------------------------------------------------------------------------- syntax


def syntax(nlp: Language, data: Path, split: str) -> dict[str, dict[str, float]]:
    sets = {
        "EWT": read_ewt(data / "ewt", split),
        "GUM, open genres": read_gum(data / "gumrepo", split),
    }
    return {f"{name} {split}": score_treebank(nlp, documents) for name, documents in sets.items()}


def raw(document: Treebank) -> tuple[str, list[int]]:
    """A document's text and where each of its sentences begins in it."""
    text, starts = "", []
    for sentence in document.sentences:
        if text:
            text += "\n\n" if sentence.opens_paragraph else " "
        starts.append(len(text))
        text += sentence.text
    return text, starts


def score_treebank(nlp: Language, documents: list[Treebank]) -> dict[str, float]:
    right: Counter[str] = Counter()
    gold, predicted = Counter[str](), Counter[str]()
    for document in documents:
        text, starts = raw(document)
        doc = nlp(text)
        tokens = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
        predicted["words"] += len(tokens)
        for sentence, start in zip(document.sentences, starts, strict=True):
            gold["words"] += len(sentence.words)
            for word in sentence.words:
                token = tokens.get((start + word.start, start + word.end))
                if token is None:
                    continue
                right["words"] += 1
                right["UPOS"] += token.pos_ == word.upos
                right["XPOS"] += token.tag_ == word.xpos
                lemma = word.lemma if word.lemma != "_" else word.text
                right["lemma"] += token.lemma_.lower() == lemma.lower()
                other = sentence.words[word.head]
                head = (start + other.start, start + other.end)
                if (token.head.idx, token.head.idx + len(token.head)) == head:
                    right["UAS"] += 1
                    dep = "root" if token.dep_ == "ROOT" else token.dep_
                    right["LAS"] += dep == word.dep
        ends = {(s, s + len(x.text)) for x, s in zip(document.sentences, starts, strict=True)}
        found = {sentence_range(sentence) for sentence in doc.sents if sentence.text.strip()}
        gold["sentences"] += len(ends)
        predicted["sentences"] += len(found)
        right["sentences"] += len(ends & found)
    rows = {field: f1(right[field], predicted["words"], gold["words"]) for field in FIELDS}
    rows["sentences"] = f1(right["sentences"], predicted["sentences"], gold["sentences"])
    return rows


def sentence_range(sentence) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    words = [token for token in sentence if not token.is_space]
    return words[0].idx, words[-1].idx + len(words[-1])


def f1(right: int, predicted: int, gold: int) -> float:
    return round(200 * right / (predicted + gold), 2) if predicted + gold else 0.0


# ---------------------------------------------------------------------------------- names


def names(nlp: Language, data: Path, split: str) -> dict[str, dict[str, float]]:
    politics = crossner(data / "crossner", "politics", "test")
    scored = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"})
    if split == "dev":
        found = {"CrossNER politics, first 200": score_sentences(nlp, politics[:200], scored)}
        found["GUM, open genres, dev"] = score_gum(nlp, data, "dev", scored - {"NORP"})
        return found
    gold = wikigold(data / "ner")
    plain = frozenset({"PERSON", "ORG", "LOC"})
    return {
        "CrossNER politics test": score_sentences(nlp, politics[200:], scored),
        "WikiGold, last fifth": score_sentences(
            nlp, gold[len(gold) * 4 // 5 :], plain | {"NORP"}, merge=True
        ),
        "UNER EWT test": score_sentences(nlp, uner(data / "uner", "test"), plain, merge=True),
        "GUM, open genres, test": score_gum(nlp, data, "test", scored - {"NORP"}),
    }


def score_sentences(
    nlp: Language, sentences: list[Tagged], scored: frozenset[str], *, merge: bool = False
) -> dict[str, float]:
    texts, gold = zip(*(as_text(sentence) for sentence in sentences), strict=True)
    predicted = [entities(doc) for doc in nlp.pipe(texts)]
    return score_names(texts, gold, predicted, scored, merge=merge)


def as_text(sentence: Tagged) -> tuple[str, list[Name]]:
    text, starts = "", []
    for token, blank in zip(sentence.tokens, sentence.spaces, strict=True):
        starts.append(len(text))
        text += token + (" " if blank else "")
    return text, [
        (starts[start], starts[end - 1] + len(sentence.tokens[end - 1]), label)
        for start, end, label in sentence.names
    ]


def score_gum(nlp: Language, data: Path, split: str, scored: frozenset[str]) -> dict[str, float]:
    sentences = [
        sentence
        for document in read_gum(data / "gumrepo", split)
        for sentence in gum_document(document)
    ]
    return score_sentences(nlp, sentences, scored)


def entities(doc: Doc) -> list[Name]:
    return [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def score_names(texts, gold, predicted, scored, *, merge) -> dict[str, float]:  # type: ignore[no-untyped-def]
    right, told, there = Counter[str](), Counter[str](), Counter[str]()
    for text, wanted, got in zip(texts, gold, predicted, strict=True):
        want = {comparable(text, name, merge=merge) for name in wanted}
        have = {comparable(text, name, merge=merge) for name in got}
        want = {name for name in want if name[2] in scored}
        have = {name for name in have if name[2] in scored}
        for label in scored:
            right[label] += sum(name[2] == label for name in want & have)
            told[label] += sum(name[2] == label for name in have)
            there[label] += sum(name[2] == label for name in want)
    everything = right.total(), told.total(), there.total()
    rows = {"F1": f1(*everything)}
    rows["precision"] = round(100 * everything[0] / max(everything[1], 1), 2)
    rows["recall"] = round(100 * everything[0] / max(everything[2], 1), 2)
    for label in sorted(scored):
        if there[label]:
            rows[label] = f1(right[label], told[label], there[label])
    return rows


def comparable(text: str, name: Name, *, merge: bool) -> Name:
    start, end, label = name
    if text[start:end].lower().startswith("the "):
        start += 4
    return start, end, "LOC" if merge and label in PLACES else label


# ---------------------------------------------------------------------------------- speed and seeds


def speed(nlp: Language, data: Path) -> dict[str, float]:
    """Words per CPU second over the GUM test set, all components, and without parts of them."""
    texts = [raw(document)[0] for document in read_gum(data / "gumrepo", "test")]
    words = sum(not token.is_space for text in texts for token in nlp.make_doc(text))
    rules = [
        n
        for n in nlp.pipe_names
        if n in {"trim_names", "official_names", "gaps", "acronyms", "drop_markers"}
    ]
    rows = {}
    for name, without in (
        ("all", []),
        ("without rules", rules),
        ("without rules and names", [*rules, "ner"]),
    ):
        with nlp.select_pipes(disable=without):
            start = time.process_time()
            for _ in nlp.pipe(texts):
                pass
            rows[f"words per CPU second, {name}"] = round(words / (time.process_time() - start))
    return rows


def seeds(nlp: Language, gold: Path) -> dict[str, float]:
    """Names in the hand-annotated seeds, scored by the gold's own program."""
    with tempfile.TemporaryDirectory() as folder:
        for meta in sorted(gold.glob("*/meta.json")):
            document = meta.parent
            out = Path(folder) / document.name
            out.mkdir()
            write_entities(seed_doc(nlp, document, json.loads(meta.read_text())["file"]), out)
        result = Path(folder) / "score.json"
        command = [sys.executable, str(gold / "score.py"), "--gold", str(gold), "--pred", folder]
        subprocess.run([*command, "--json", str(result)], check=True, stdout=subprocess.DEVNULL)
        scored = json.loads(result.read_text())
    strict, exact = scored["entities_strict"], scored["entities_exact"]
    rows = {
        "precision": strict["P"],
        "recall": strict["R"],
        "F1": strict["F"],
        "F1 exact": exact["F"],
    }
    return {name: round(100 * value, 2) for name, value in rows.items()}


def seed_doc(nlp: Language, folder: Path, file: str) -> Doc:
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    doc = nlp.make_doc(text)
    rows = [json.loads(line) for line in (folder / "blocks.jsonl").open(encoding="utf-8")]
    headings = [(r["start_char"], r["end_char"]) for r in rows if r["role"] in {"title", "heading"}]
    edges = {place for row in rows for place in (row["start_char"], row["end_char"])}
    for token in doc[1:]:
        before = doc[token.i - 1]
        if any(before.idx < edge <= token.idx for edge in edges):
            token.is_sent_start = True
        elif any(start < token.idx < end for start, end in headings):
            token.is_sent_start = False
    return nlp(doc)


def write_entities(doc: Doc, folder: Path) -> None:
    with (folder / "entities.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["start_char", "end_char", "label", "text"])
        for entity in doc.ents:
            writer.writerow([entity.start_char, entity.end_char, entity.label_, entity.text])


if __name__ == "__main__":
    main()
