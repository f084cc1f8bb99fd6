"""
Measure how fast structure is recovered: megabytes of text a second of process time, on one core.

    python benchmarks/structure.py [PATH]

PATH is a text file, a folder of text files, or a .jsonl or .jsonl.xz file with a "text" in each
line; without one only texts made here are measured.
"""

from __future__ import annotations

import json
import lzma
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from policytext.reading import Document, Source
from policytext.structure import recover_structure

SIZE = 1_000_000  # characters of each kind of text
LARGEST = 5_000_000  # characters taken from PATH
WORDS = (  # noqa: SIM905
    "the of plan report water climate minister said economy people growth and policy new energy "
    "support will House budget region Europe trade security development children health school"
).split()


def words(fewest: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(fewest, most))).capitalize()


def paragraph() -> str:
    return " ".join(words(8, 25) + "." for _ in range(4))


def wrapped() -> str:
    text, lines = paragraph(), []
    while len(text) > 72:
        cut = text.rfind(" ", 0, 72)
        lines.append(text[:cut])
        text = text[cut + 1 :]
    return "\n".join([*lines, text])


KINDS = {
    "paragraphs": lambda: paragraph() + "\n\n",
    "wrapped paragraphs": lambda: wrapped() + "\n\n",
    "headings and paragraphs": lambda: f"## {words(2, 6)}\n\n{paragraph()}\n\n{paragraph()}\n\n",
    "numbered paragraphs": lambda: f"{random.randint(1, 99)}. {paragraph()}\n\n",
    "bullets": lambda: f"- {words(3, 12)}\n",
    "short lines": lambda: words(2, 6) + "\n",
    "short lines, blank lines": lambda: words(2, 6) + "\n\n",
}


def made(kind: str) -> list[str]:
    texts, length = [], 0
    while length < SIZE:
        text = "".join(KINDS[kind]() for _ in range(200))
        texts.append(text)
        length += len(text)
    return texts


def found(path: Path) -> Iterator[str]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in (".txt", ".md"))
        yield from (file.read_text("utf-8", "replace") for file in files)
    elif ".jsonl" in path.name:
        with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    else:
        yield path.read_text("utf-8", "replace")


def speed(texts: list[str]) -> float:
    documents = [Document("text", text, (), Source("text", "")) for text in texts]
    start = time.process_time()
    for document in documents:
        recover_structure(document)
    return sum(map(len, texts)) / 1e6 / (time.process_time() - start)


def main() -> None:
    random.seed(0)
    for kind in KINDS:
        texts = made(kind)
        speed(texts[:2])  # phrases are compiled when they are first needed
        print(f"{kind:30} {speed(texts):6.1f} MB/s")
    for path in map(Path, sys.argv[1:]):
        texts, length = [], 0
        for text in found(path):
            texts.append(text)
            length += len(text)
            if length > LARGEST:
                break
        print(f"{path.name:30} {speed(texts):6.1f} MB/s")


if __name__ == "__main__":
    main()
