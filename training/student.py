"""
The student: spaCy's own convolutional tok2vec, taught by the teacher.

`python student.py label`: the teacher reads gold and political text and says what it thinks;
`python student.py train`: a tok2vec of spaCy's shape learns to think the same, in torch, for speed;
`python student.py mix`: the corpus from which `spacy train` goes on, with the student's weights.
"""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import spacy
import torch
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from teacher import (
    IGNORE,
    SEED,
    Labels,
    Pieces,
    Teacher,
    Window,
    batches,
    collate,
    encoder_folder,
    load,
    spans_of,
    windows,
)
from torch import Tensor, nn

from policytext.annotation.tokenizer import customise_tokenizer

ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"]
ROWS = [8000, 1000, 3000, 2000, 20]
WIDTH, DEPTH = 128, 6
TOP = 8  # classes of morphology kept for a word
PARTS = ("tag", "morph", "start", "name", "arc", "relation")
WEIGHTS = {"tag": 1.0, "morph": 1.0, "start": 0.3, "name": 1.0, "arc": 0.4, "relation": 0.4}


# ---------------------------------------------------------------------------------- labelling


@dataclass
class Taught:
    """Windows of text: features, what the teacher thinks, and gold where there is any."""

    features: np.ndarray  # (tokens, attributes), uint64
    lengths: np.ndarray  # tokens of each window, white space included
    word: np.ndarray  # whether a token is a word
    tag: np.ndarray  # (tokens, classes), float16
    name: np.ndarray
    morph: np.ndarray  # (tokens, TOP), float16
    morph_class: np.ndarray  # (tokens, TOP), int16
    start: np.ndarray  # float16
    arc: np.ndarray  # place of the head in the window, int16
    relation: np.ndarray
    sure: np.ndarray  # of the head, float16
    gold: np.ndarray  # (tokens, tag morph name arc relation), int16, IGNORE where there is none


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


def decode(scores: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Heads within sentences, a tree each; how sure each is."""
    edges = [0, *(i for i in range(1, len(starts)) if starts[i] > 0.5), len(starts)]
    heads = np.zeros(len(starts), int)
    sure = np.zeros(len(starts))
    for first, last in pairwise(edges):
        part = scores[first:last, first:last].copy()
        share = np.exp(part - part.max(-1, keepdims=True))
        share /= share.sum(-1, keepdims=True)
        tree = as_tree(part)
        heads[first:last] = tree + first
        sure[first:last] = share[np.arange(len(tree)), tree]
    return heads, sure


def as_tree(scores: np.ndarray) -> np.ndarray:
    """The best head of each word; one root; a word in a circle hangs on what is outside of it."""
    n = len(scores)
    root = (
        int((np.diag(scores) - np.where(np.eye(n, dtype=bool), -1e9, scores).max(-1)).argmax())
        if n > 1
        else 0
    )
    free = np.where(np.eye(n, dtype=bool), -1e9, scores)
    heads = free.argmax(-1)
    heads[root] = root
    for _ in range(n):
        circle = circle_in(heads, root)
        if not circle:
            break
        below = descendants(heads, circle)
        outside = free[np.ix_(circle, [i for i in range(n) if i not in below])]
        others = [i for i in range(n) if i not in below]
        gain = outside.max(-1) - free[circle, heads[circle]]
        word = int(gain.argmax())
        heads[circle[word]] = others[int(outside[word].argmax())]
    return heads


def circle_in(heads: np.ndarray, root: int) -> list[int]:
    state = np.zeros(len(heads), int)
    state[root] = 2
    for i in range(len(heads)):
        path, here = [], i
        while state[here] == 0:
            state[here] = 1
            path.append(here)
            here = int(heads[here])
        if state[here] == 1:
            return path[path.index(here) :]
        state[path] = 2
    return []


def descendants(heads: np.ndarray, circle: list[int]) -> set[int]:
    below = set(circle)
    while True:
        more = {i for i, head in enumerate(heads.tolist()) if head in below} - below
        if not more:
            return below
        below |= more


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


# ---------------------------------------------------------------------------------- learning


class Maxout(nn.Module):
    def __init__(self, wide: int, out: int, pieces: int = 3) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(out, pieces, wide))
        self.bias = nn.Parameter(torch.zeros(out, pieces))
        scale = (6.0 / (out * pieces + wide)) ** 0.5
        nn.init.uniform_(self.weight, -scale, scale)
        self.norm = nn.LayerNorm(out, eps=1e-8)

    def forward(self, states: Tensor) -> Tensor:
        out, pieces, _ = self.weight.shape
        wide = nn.functional.linear(states, self.weight.flatten(0, 1), self.bias.flatten())
        return self.norm(wide.view(*wide.shape[:-1], out, pieces).amax(-1).float())


class Student(nn.Module):
    def __init__(
        self,
        labels: Labels,
        vectors: int = 0,
        width: int = WIDTH,
        depth: int = DEPTH,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.depth = depth
        self.tables = nn.ModuleList(nn.EmbeddingBag(rows, width, mode="sum") for rows in ROWS)
        for table in self.tables:
            nn.init.uniform_(table.weight, -0.1, 0.1)
        self.vectors = nn.Linear(vectors, width, bias=False) if vectors else None
        self.mix = Maxout(width * (len(ROWS) + bool(vectors)), width)
        self.layers = nn.ModuleList(Maxout(3 * width, width) for _ in range(depth))
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(width, len(labels.tag))
        self.morph = nn.Linear(width, len(labels.morph))
        self.name = nn.Linear(width, len(labels.name))
        self.start = nn.Linear(width, 2)
        self.arc = nn.ModuleList(nn.Linear(width, 128) for _ in range(2))
        self.arcs = nn.Parameter(torch.randn(129, 128) * 0.01)
        self.relation = nn.ModuleList(nn.Linear(width, 64) for _ in range(2))
        self.relations = nn.Parameter(torch.randn(len(labels.relation), 65, 65) * 0.01)

    def encode(self, keys: list[Tensor], vectors: Tensor | None, there: Tensor) -> Tensor:
        """States of (windows, tokens); the ends are padded as spaCy pads its documents."""
        rows, long = there.shape
        parts = [
            table(key.view(-1, 4)).view(rows, long, -1)
            for table, key in zip(self.tables, keys, strict=True)
        ]
        if self.vectors is not None:
            parts.append(self.vectors(vectors))
        states = self.mix(self.dropout(torch.cat(parts, -1))) * there[..., None]
        states = nn.functional.pad(states, (0, 0, self.depth, self.depth))
        for layer in self.layers:
            padded = nn.functional.pad(states, (0, 0, 1, 1))
            beside = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)
            states = states + self.dropout(layer(beside))
        return states[:, self.depth : self.depth + long]

    def heads(self, states: Tensor, there: Tensor, chosen: Tensor) -> dict[str, Tensor]:
        dependent, head = (layer(states) for layer in self.arc)
        arcs = (
            torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
            @ self.arcs
            @ head.transpose(1, 2)
        )
        dependent, head = (
            torch.cat([d, torch.ones_like(d[..., :1])], -1)
            for d in (layer(states) for layer in self.relation)
        )
        head = head.gather(1, chosen[..., None].expand(-1, -1, head.shape[-1]))
        crossed = torch.einsum("bwi,rij->bwrj", dependent, self.relations.to(dependent.dtype))
        return {
            "tag": self.tag(states),
            "morph": self.morph(states),
            "name": self.name(states),
            "start": self.start(states),
            "arc": arcs.masked_fill(~there[:, None, :], -1e4),
            "relation": (crossed * head[:, :, None, :]).sum(-1),
        }


class Pool:
    """Taught windows, ready to be drawn from."""

    def __init__(self, taught: Taught, vectors: tuple[dict[int, int], np.ndarray] | None) -> None:
        from thinc.api import NumpyOps  # noqa: PLC0415

        self.taught, ops = taught, NumpyOps()
        self.first = np.concatenate([[0], np.cumsum(taught.lengths)])
        self.unique, self.inverse = [], []
        for column, rows in enumerate(ROWS):
            values, inverse = np.unique(taught.features[:, column], return_inverse=True)
            self.unique.append((ops.hash(values, 8 + column) % rows).astype(np.int64))
            self.inverse.append(inverse.astype(np.int32))
        self.rows, self.vectors = None, None
        if vectors:
            table, data = vectors
            values, inverse = np.unique(taught.features[:, 0], return_inverse=True)
            self.rows = np.array([table.get(int(v), len(data)) for v in values], np.int32)[inverse]
            self.vectors = np.concatenate([data, np.zeros((1, data.shape[1]), np.float32)])

    def batch(self, chosen: np.ndarray) -> dict[str, Tensor | list[Tensor]]:
        long = int(self.taught.lengths[chosen].max())
        index = self.first[chosen][:, None] + np.arange(long)[None]
        there = np.arange(long)[None] < self.taught.lengths[chosen][:, None]
        index = np.where(there, index, 0)
        out: dict[str, Tensor | list[Tensor]] = {"there": torch.from_numpy(there)}
        out["keys"] = [
            torch.from_numpy(u[i[index]]) for u, i in zip(self.unique, self.inverse, strict=True)
        ]
        if self.vectors is not None:
            out["vectors"] = torch.from_numpy(
                self.vectors[np.where(there, self.rows[index], len(self.vectors) - 1)]
            )
        out["word"] = torch.from_numpy(there & self.taught.word[index])
        for key in (
            "tag",
            "name",
            "morph",
            "morph_class",
            "start",
            "arc",
            "relation",
            "sure",
            "gold",
        ):
            out[key] = torch.from_numpy(getattr(self.taught, key)[index])
        return out


def groups_of(lengths: np.ndarray, random: np.random.Generator, size: int) -> list[np.ndarray]:
    order = np.argsort(lengths + random.random(len(lengths)) * 16)
    groups, first = [], 0
    for n, i in enumerate(order):
        if (n - first + 1) * lengths[i] > size and n > first:
            groups.append(order[first:n])
            first = n
    groups.append(order[first:])
    random.shuffle(groups)
    return groups


def losses(student: Student, batch: dict, gold_share: float) -> dict[str, Tensor]:  # type: ignore[type-arg]
    word, gold = batch["word"], batch["gold"].long()
    gold_arc = gold[..., 3]
    chosen = torch.where(gold_arc != IGNORE, gold_arc, batch["arc"].long())
    chosen = torch.where(word, chosen, 0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = student.encode(batch["keys"], batch.get("vectors"), batch["there"])
        out = student.heads(states, batch["there"], chosen)
    logs = {key: value[word].float().log_softmax(-1) for key, value in out.items()}
    soft = {
        "tag": -(batch["tag"][word].float() * logs["tag"]).sum(-1),
        "name": -(batch["name"][word].float() * logs["name"]).sum(-1),
        "morph": -(
            batch["morph"][word].float()
            * logs["morph"].gather(1, batch["morph_class"][word].long())
        ).sum(-1),
        "arc": -logs["arc"].gather(1, batch["arc"][word].long()[:, None])[:, 0]
        * batch["sure"][word].float(),
        "relation": -logs["relation"].gather(1, batch["relation"][word].long()[:, None])[:, 0]
        * batch["sure"][word].float(),
    }
    starts = batch["start"][word].float()
    found = {"start": -(starts * logs["start"][:, 1] + (1 - starts) * logs["start"][:, 0]).mean()}
    for column, key in enumerate(("tag", "morph", "name", "arc", "relation")):
        want = gold[..., column][word]
        known = want != IGNORE
        hard = -logs[key].gather(1, want.clamp(min=0)[:, None])[:, 0]
        found[key] = torch.where(
            known, gold_share * hard + (1 - gold_share) * soft[key], soft[key]
        ).mean()
    return found


def learn(options: argparse.Namespace) -> None:
    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    known = (options.silver / "labels.json").read_text(encoding="utf-8")
    options.out.with_name("labels.json").write_text(known, encoding="utf-8")
    labels = Labels(**json.loads(known))
    vectors = read_vectors(options.vectors) if options.vectors else None
    parts = options.parts.split(",")
    pools = {
        name: Pool(read_taught(options.silver / f"{name}.pickle"), vectors)
        for name in [*parts, "syntax-dev", "names-dev"]
    }
    student = Student(
        labels,
        vectors=vectors[1].shape[1] if vectors else 0,
        width=options.width,
        depth=options.depth,
        dropout=options.dropout,
    )
    optimizer = torch.optim.AdamW(
        student.parameters(), lr=options.rate, betas=(0.9, 0.99), weight_decay=0.01, fused=True
    )
    began, step, words = time.time(), 0, 0
    seconds = options.minutes * 60
    evaluated = began
    while time.time() - began < seconds:
        plan = [
            (name, group)
            for name in parts
            for group in groups_of(pools[name].taught.lengths, random, options.size)
        ]
        random.shuffle(plan)
        for name, group in plan:
            spent = time.time() - began
            if spent > seconds:
                break
            share = spent / seconds
            for setting in optimizer.param_groups:
                setting["lr"] = options.rate * min(
                    1.0, (step + 1) / 200, max(0.02, (1 - share) / 0.6)
                )
            student.train()
            batch = pools[name].batch(group)
            found = losses(student, batch, options.gold_share)
            total = sum(WEIGHTS[key] * value for key, value in found.items())
            optimizer.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 2.0)
            optimizer.step()
            step += 1
            words += int(batch["word"].sum())
            if time.time() - evaluated > options.every:
                evaluated = time.time()
                print(
                    step,
                    f"{spent:.0f}s",
                    words,
                    {k: round(float(v), 3) for k, v in found.items()},
                    judge(student, pools, labels),
                    flush=True,
                )
                torch.save(student.state_dict(), options.out)
    print("end", step, words, judge(student, pools, labels), flush=True)
    torch.save(student.state_dict(), options.out)


@torch.inference_mode()
def judge(student: Student, pools: dict[str, Pool], labels: Labels) -> dict[str, float]:
    student.eval()
    rows = {}
    pool, counts = pools["syntax-dev"], dict.fromkeys(("tag", "upos", "arc", "las"), 0)
    upos = np.array([hash(value.split("#")[1]) for value in labels.morph])
    seen = 0
    order = np.argsort(pool.taught.lengths)
    for group in np.array_split(order, max(1, len(order) // 24)):
        batch = pool.batch(group)
        word, gold = batch["word"], batch["gold"].long()
        states = student.encode(batch["keys"], batch.get("vectors"), batch["there"])
        arcs = student.heads(states, batch["there"], torch.zeros_like(gold[..., 0]))["arc"].argmax(
            -1
        )
        out = student.heads(states, batch["there"], torch.where(word, arcs, 0))
        told = {key: value.argmax(-1)[word] for key, value in out.items()}
        want = gold[word]
        seen += len(want)
        counts["tag"] += int((told["tag"] == want[:, 0]).sum())
        counts["upos"] += int((upos[told["morph"].numpy()] == upos[want[:, 1].numpy()]).sum())
        right = told["arc"] == want[:, 3]
        counts["arc"] += int(right.sum())
        counts["las"] += int((right & (told["relation"] == want[:, 4])).sum())
    rows = {key: round(100 * value / seen, 2) for key, value in counts.items()}
    pool, found = pools["names-dev"], [0, 0, 0]
    for n in range(len(pool.taught.lengths)):
        batch = pool.batch(np.array([n]))
        word = batch["word"]
        states = student.encode(batch["keys"], batch.get("vectors"), batch["there"])
        told = student.name(states)[word].argmax(-1)
        have = spans_of([labels.name[i] for i in told])
        want = spans_of(
            [labels.name[i] if i != IGNORE else "O" for i in batch["gold"][..., 2][word].tolist()]
        )
        found = [found[0] + len(have & want), found[1] + len(have), found[2] + len(want)]
    rows["names"] = round(200 * found[0] / max(1, found[1] + found[2]), 2)
    return rows


def read_taught(path: Path) -> Taught:
    with path.open("rb") as file:
        return Taught(**pickle.load(file))


def read_vectors(folder: Path) -> tuple[dict[int, int], np.ndarray]:
    """Rows by hash of the word, and the vectors."""
    from spacy.strings import get_string_id  # noqa: PLC0415

    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    data = np.load(folder / "vectors.npy")
    return {get_string_id(word): n for n, word in enumerate(words)}, data


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
    two = steps.add_parser("train")
    two.add_argument("--silver", type=Path, required=True)
    two.add_argument("--parts", default="syntax-train,names-train,political")
    two.add_argument("--vectors", type=Path)
    two.add_argument("--out", type=Path, required=True)
    two.add_argument("--minutes", type=float, default=17)
    two.add_argument("--rate", type=float, default=0.002)
    two.add_argument("--size", type=int, default=4096)
    two.add_argument("--width", type=int, default=WIDTH)
    two.add_argument("--depth", type=int, default=DEPTH)
    two.add_argument("--dropout", type=float, default=0.1)
    two.add_argument("--gold-share", type=float, default=0.5)
    two.add_argument("--every", type=float, default=120)
    two.set_defaults(run=learn)
    three = steps.add_parser("mix")
    three.add_argument("--silver", type=Path, required=True)
    three.add_argument("--corpora", type=Path, required=True)
    three.add_argument("--share", type=float, default=0.35)
    three.add_argument("--out", type=Path, required=True)
    three.set_defaults(run=mix)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
