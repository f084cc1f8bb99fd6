"""Read the treebanks: CoNLL-U files become sentences with words, offsets and names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Word:
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # position in the sentence, from 0; its own for the root
    dep: str
    misc: str
    start: int = 0  # offsets in the sentence's text
    end: int = 0
    exact: bool = True  # False where a contraction is not the sum of its parts


@dataclass
class Sentence:
    words: list[Word]
    text: str
    opens_paragraph: bool
    heading: bool = False
    names: list[tuple[int, int, str]] = field(default_factory=list)  # words, half-open, label


@dataclass
class Treebank:
    name: str
    sentences: list[Sentence]


def read_ewt(folder: Path, split: str) -> list[Treebank]:
    listed = folder / "not-to-release/file-lists" / f"files.{split}"
    sources = folder / "not-to-release/sources"
    return [
        Treebank(line, read_sentences(sources / line))
        for line in listed.read_text(encoding="utf-8").split()
    ]


def read_gum(folder: Path, split: str) -> list[Treebank]:
    rows = [
        line.split("\t")
        for line in (folder / "KEPT_DOCUMENTS.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    return [
        Treebank(name, read_sentences(folder / "dep" / f"{name}.conllu", names=True))
        for name, kept, _ in rows
        if kept == split
    ]


def read_sentences(path: Path, *, names: bool = False) -> list[Sentence]:
    found = []
    for chunk in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = chunk.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            found.append(read_sentence(comments, rows, names=names))
    return found


def read_sentence(comments: list[str], rows: list[list[str]], *, names: bool) -> Sentence:
    words: list[Word] = []
    text = ""
    surface_until, surface_start, surface, gap = 0, 0, "", ""
    pieces: list[tuple[int, int]] = []
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            surface_until = int(row[0].split("-")[1])
            surface, surface_start = row[1], len(text)
            gap = "" if "SpaceAfter=No" in row[9] else " "
            text += surface
            pieces = []
            continue
        word = Word(
            row[1],
            row[2],
            row[3],
            row[4],
            "" if row[5] == "_" else row[5],
            int(row[6]) - 1,
            row[7],
            row[9],
        )
        position = int(row[0])
        if word.head < 0:
            word.head = position - 1
        words.append(word)
        if position <= surface_until:
            place = surface_start + sum(len(words[i].text) for i, _ in pieces)
            word.start, word.end = place, place + len(word.text)
            pieces.append((position - 1, 0))
            if position == surface_until:
                parts = [words[i] for i, _ in pieces]
                if "".join(part.text for part in parts) != surface:
                    spread(parts, surface_start, surface)
                for part in parts:
                    part.text = text[part.start : part.end]
                text += gap
            continue
        word.start, word.end = len(text), len(text) + len(word.text)
        text += word.text + ("" if "SpaceAfter=No" in word.misc else " ")
    joined = " ".join(comments)
    sentence = Sentence(
        words,
        text.rstrip(),
        opens_paragraph="newpar" in joined or "newdoc" in joined,
        heading=bool(re.search(r"newpar_block = head", joined)),
    )
    if names:
        sentence.names = gum_mentions(words)
    return sentence


def spread(parts: list[Word], start: int, surface: str) -> None:
    """Give the parts of an irregular contraction shares of its surface."""
    place = 0
    for n, part in enumerate(parts):
        last = n == len(parts) - 1
        end = len(surface) if last else min(place + len(part.text), len(surface) - 1)
        part.start, part.end, part.exact = start + place, start + max(end, place), False
        place = max(end, place)


ENTITY = re.compile(r"\(([^()]+)|(\d+)\)|\)")


def gum_mentions(words: list[Word]) -> list[tuple[int, int, str]]:
    """Mentions headed by a proper noun, outermost first, as (start, end, type)."""
    open_mentions: dict[str, list[tuple[int, str]]] = {}
    mentions: list[tuple[int, int, str]] = []
    for position, word in enumerate(words):
        value = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", value):
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                if piece.endswith(")"):
                    mentions.append((position, position + 1, parts[1]))
                else:
                    open_mentions.setdefault(parts[0], []).append((position, parts[1]))
            else:
                key = piece.rstrip(")").split("-")[0]
                if open_mentions.get(key):
                    start, kind = open_mentions[key].pop()
                    mentions.append((start, position + 1, kind))
    return [m for m in mentions if headed_by_name(words, m)]


def headed_by_name(words: list[Word], mention: tuple[int, int, str]) -> bool:
    start, end, _ = mention
    heads = [
        word
        for position, word in enumerate(words[start:end], start)
        if not start <= word.head < end or word.head == position
    ]
    return len(heads) == 1 and heads[0].upos == "PROPN"
