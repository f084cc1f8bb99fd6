"""
The teacher reads.

`python silver.py label`: what it thinks of gold and political text, for the student to learn;
`python silver.py mix`: the corpus from which `spacy train` goes on, with the student's weights.
"""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import spacy
import torch
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from taught import ATTRIBUTES, TOP, Taught
from teacher import SEED, Teacher, batches, collate, load
from trees import decode
from windows import IGNORE, Labels, Pieces, Window, encoder_folder, spans_of, windows

from policytext.annotation.tokenizer import customise_tokenizer


def label(options: argparse.Namespace) -> None:
    torch.manual_seed(SEED)
    random = Random(SEED)
    teacher, labels = load(options.teacher)
    options.out.mkdir(parents=True, exist_ok=True)
    blank = customise_tokenizer(spacy.blank("en"))
    gold = {
        name: list(DocBin().from_disk(options.corpora / f"{name}.spacy").get_docs(blank.vocab))
        for name in ("syntax-train", "names-train", "syntax-dev", "names-dev")
    }
    gold["names-train"] = gold["names-train"][: len(gold["names-train"]) // 2]
    gold["political"] = sample(options.text, options.words, blank, random)
    for name, docs in gold.items():
        began = time.time()
        remember_features(docs)
        taught, thoughts = teach(teacher, labels, docs)
        with (options.out / f"{name}.pickle").open("wb") as file:
            pickle.dump(vars(taught), file, protocol=5)
        if not name.endswith("dev"):
            silver = [
                annotated(doc, found, labels)
                for doc, found in zip(docs, thoughts, strict=True)
                if found
            ]
            DocBin(docs=silver, store_user_data=False).to_disk(options.out / f"{name}.spacy")
        print(name, len(docs), len(taught.word), round(time.time() - began), "s", flush=True)
    blank.vocab.strings.to_disk(options.out / "strings.json")
    (options.out / "labels.json").write_text(json.dumps(vars(labels)), encoding="utf-8")


def mix(options: argparse.Namespace) -> None:
    """The corpus that spaCy trains on: all that has gold, and a part of the political text."""
    random = Random(SEED)
    blank = spacy.blank("en")
    docs = {
        name: list(DocBin().from_disk(options.silver / f"{name}.spacy").get_docs(blank.vocab))
        for name in ("syntax-train", "names-train", "political")
    }
    chosen = (
        docs["syntax-train"]
        + docs["names-train"]
        + docs["political"][: int(options.share * len(docs["political"]))]
    )
    random.shuffle(chosen)
    DocBin(docs=chosen, store_user_data=False).to_disk(options.out / "train.spacy")
    judged = [
        doc
        for name in ("syntax-dev", "names-dev")
        for doc in DocBin().from_disk(options.corpora / f"{name}.spacy").get_docs(blank.vocab)
    ]
    DocBin(docs=judged, store_user_data=False).to_disk(options.out / "dev.spacy")
    print(len(chosen), sum(map(len, chosen)), len(judged))


def sample(path: Path, words: int, blank: spacy.Language, random: Random) -> list[Doc]:
    """Passages of the political text, some paragraphs of each document, up to so many words."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.shuffle(texts)
    docs, seen = [], 0
    share = max(1200, words * 6 // len(texts) + 1)  # characters of a document
    for text in texts:
        first = random.randrange(max(1, len(text) - share))
        opening = text.find("\n\n", first) + 2 if first else 0
        passage = text[opening : opening + share]
        passage = passage[: passage.rfind(".") + 1].strip()
        if len(passage) < 200 or len(passage.split("\n")) > len(passage) / 60:  # OCR in columns
            continue
        docs.append(blank.make_doc(passage))
        seen += len(docs[-1])
        if seen > words:
            break
    return docs


def teach(
    teacher: Teacher, labels: Labels, docs: list[Doc]
) -> tuple[Taught, list[list[dict[str, np.ndarray]]]]:
    """What the teacher thinks of Docs, as arrays; and a Doc at a time, to be written into it."""
    pieces = Pieces(encoder_folder())
    cut = [list(windows(doc, labels, pieces)) for doc in docs]
    flat = [(d, w) for d, found in enumerate(cut) for w in found]
    told: dict[int, dict[str, np.ndarray]] = {}
    where = {id(window): n for n, (_, window) in enumerate(flat)}
    for group in batches([window for _, window in flat], size=6144):
        for window, thought in zip(group, think(teacher, group), strict=True):
            told[where[id(window)]] = thought
    parts = []
    thoughts: list[list[dict[str, np.ndarray]]] = [[] for _ in docs]
    for n, (d, window) in enumerate(flat):
        later = (
            flat[n + 1][1].tokens[0] if n + 1 < len(flat) and flat[n + 1][0] == d else len(docs[d])
        )
        first = window.tokens[0] if thoughts[d] else 0
        thoughts[d].append({**told[n], "tokens": np.array(window.tokens)})
        parts.append(arrays(FEATURES[id(docs[d])][first:later], window, told[n], first))
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    return Taught(**joined), thoughts


def arrays(
    features: np.ndarray, window: Window, thought: dict[str, np.ndarray], first: int
) -> dict[str, np.ndarray]:
    """What is known of a window, white space included; the features are those of its tokens."""
    size = len(features)
    place = np.array(window.tokens) - first
    word = np.zeros(size, bool)
    word[place] = True
    row = {
        "features": features,
        "lengths": np.array([size], np.int32),
        "word": word,
    }
    for key in ("tag", "name", "morph", "morph_class", "start", "relation", "sure"):
        value = thought[key]
        full = np.zeros((size, *value.shape[1:]), value.dtype)
        full[place] = value
        row[key] = full
    arc = np.zeros(size, np.int16)
    arc[place] = place[thought["arc"]]
    gold = np.full((size, 5), IGNORE, np.int16)
    known = np.array([window.tag, window.morph, window.name, window.arc, window.relation]).T
    heads = known[:, 3]
    known[:, 3] = np.where(heads == IGNORE, IGNORE, place[np.clip(heads, 0, None)])
    gold[place] = known
    return {**row, "arc": arc, "gold": gold}


FEATURES: dict[int, np.ndarray] = {}


def remember_features(docs: list[Doc]) -> None:
    FEATURES.clear()
    for doc in docs:
        FEATURES[id(doc)] = doc.to_array(ATTRIBUTES).astype(np.uint64)


@torch.inference_mode()
def think(teacher: Teacher, group: list[Window]) -> Iterator[dict[str, np.ndarray]]:
    batch = collate(group)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = {key: value.float() for key, value in teacher(batch).items()}
    soft = {key: out[key].softmax(-1) for key in ("tag", "morph", "name", "start", "relation")}
    best = soft["morph"].topk(TOP, -1)
    for row, window in enumerate(group):
        n = len(window.words)
        starts = soft["start"][row, :n, 1].numpy()
        arcs, sure = decode(out["arc"][row, :n, :n].numpy(), starts)
        yield {
            "tag": soft["tag"][row, :n].half().numpy(),
            "name": soft["name"][row, :n].half().numpy(),
            "morph": (best.values[row, :n] / best.values[row, :n].sum(-1, keepdim=True))
            .half()
            .numpy(),
            "morph_class": best.indices[row, :n].short().numpy(),
            "start": starts.astype(np.float16),
            "arc": arcs.astype(np.int16),
            "relation": soft["relation"][row, :n].argmax(-1).short().numpy(),
            "sure": (sure * soft["relation"][row, :n].max(-1).values.numpy()).astype(np.float16),
        }


def annotated(doc: Doc, thoughts: list[dict[str, np.ndarray]], labels: Labels) -> Doc:
    """A Doc wholly annotated: gold where there is gold, else what the teacher thinks."""
    new = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        **syntax_of(doc, thoughts, labels),
    )
    told = [span for thought in thoughts for span in names_of(new, thought, labels)]
    if doc.has_annotation("ENT_IOB"):
        gold = [new[span.start : span.end] for span in doc.ents]
        for mine, span in zip(gold, doc.ents, strict=True):
            mine.label_ = span.label_
        told = [
            span for span in told if all(token.ent_iob == 0 for token in doc[span.start : span.end])
        ]
        told = [*gold, *told]
    new.set_ents(filter_spans(told))
    return new


def names_of(doc: Doc, thought: dict[str, np.ndarray], labels: Labels) -> list[Span]:
    classes = [labels.name[i] for i in thought["name"].argmax(-1)]
    tokens = thought["tokens"]
    return [
        Span(doc, int(tokens[a]), int(tokens[b - 1]) + 1, label=label)
        for a, b, label in spans_of(classes)
    ]


def syntax_of(doc: Doc, thoughts: list[dict[str, np.ndarray]], labels: Labels) -> dict[str, list]:  # type: ignore[type-arg]
    if doc.has_annotation("DEP"):
        return {
            "tags": [t.tag_ for t in doc],
            "pos": [t.pos_ for t in doc],
            "morphs": [str(t.morph) for t in doc],
            "lemmas": [t.lemma_ for t in doc],
            "heads": [t.head.i for t in doc],
            "deps": [t.dep_ for t in doc],
        }
    n = len(doc)
    found: dict[str, list] = {  # type: ignore[type-arg]
        "tags": ["_SP"] * n,
        "pos": ["SPACE"] * n,
        "morphs": [""] * n,
        "heads": [max(0, i - 1) for i in range(n)],
        "deps": ["dep"] * n,
    }
    for thought in thoughts:
        best = (
            thought["morph_class"][:, 0],
            thought["tag"].argmax(-1),
            thought["arc"],
            thought["relation"],
        )
        for i, morph, tag, arc, relation in zip(thought["tokens"].tolist(), *best, strict=True):
            found["tags"][i] = labels.tag[tag]
            found["morphs"][i], found["pos"][i] = labels.morph[morph].split("#")
            head = int(thought["tokens"][arc])
            name = labels.relation[relation]
            found["heads"][i] = head
            found["deps"][i] = "ROOT" if head == i else "dep" if name == "ROOT" else name
    if n and doc[0].is_space and n > 1:
        found["heads"][0] = 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    steps = parser.add_subparsers(required=True)
    one = steps.add_parser("label")
    one.add_argument("--teacher", type=Path, required=True)
    one.add_argument("--corpora", type=Path, required=True)
    one.add_argument("--text", type=Path, required=True)
    one.add_argument("--words", type=int, default=2_000_000)
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(run=label)
    two = steps.add_parser("mix")
    two.add_argument("--silver", type=Path, required=True)
    two.add_argument("--corpora", type=Path, required=True)
    two.add_argument("--share", type=float, default=0.35)
    two.add_argument("--out", type=Path, required=True)
    two.set_defaults(run=mix)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
