"""
The student: spaCy's own convolutional tok2vec, taught by the teacher.

`python student.py --silver FOLDER --out FILE`: a tok2vec of spaCy's shape learns, in torch for
speed, to think what `silver.py` wrote down.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from taught import Taught, read_taught
from teacher import SEED
from torch import Tensor, nn
from windows import IGNORE, Labels, spans_of

ROWS = [8000, 1000, 3000, 2000, 20]
WIDTH, DEPTH = 128, 6
PARTS = ("tag", "morph", "start", "name", "arc", "relation")
WEIGHTS = {"tag": 1.0, "morph": 1.0, "start": 0.3, "name": 1.0, "arc": 0.4, "relation": 0.4}


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


def read_vectors(folder: Path) -> tuple[dict[int, int], np.ndarray]:
    """Rows by hash of the word, and the vectors."""
    from spacy.strings import get_string_id  # noqa: PLC0415

    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    data = np.load(folder / "vectors.npy")
    return {get_string_id(word): n for n, word in enumerate(words)}, data


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--parts", default="syntax-train,names-train,political")
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=17)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--size", type=int, default=4096)
    parser.add_argument("--width", type=int, default=WIDTH)
    parser.add_argument("--depth", type=int, default=DEPTH)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--gold-share", type=float, default=0.5)
    parser.add_argument("--every", type=float, default=120)
    learn(parser.parse_args())


if __name__ == "__main__":
    main()
