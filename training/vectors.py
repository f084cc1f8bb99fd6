"""
Word vectors from the political text: `python vectors.py --text FILE --out FOLDER`.

Skip-gram vectors of 64 dimensions (Mikolov et al. 2013) with a window of three words, which makes
them tell parts of speech; the 20,000 most frequent words that have a letter in them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from pathlib import Path

import floret
import numpy as np
import spacy
from spacy.attrs import NORM, ORTH
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.vectors import Vectors

WORD = re.compile(
    r"\d+(?:[.,]\d+)*|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+(?:\.\w)+\.?|\w+|\S"
)
DIMENSIONS, KEPT = 64, 20_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    write_lines(options.text, options.out / "plain.txt")
    words, data = trained(options.out / "plain.txt")
    (options.out / "words.txt").write_text("\n".join(words), encoding="utf-8")
    np.save(options.out / "vectors.npy", data)
    with_vectors(words, data).to_disk(options.out / "nlp")


def write_lines(source: Path, path: Path) -> None:
    """A paragraph a line, in lower case, digits as noughts."""
    with (
        lzma.open(source, "rt", encoding="utf-8") as lines,
        path.open("w", encoding="utf-8") as out,
    ):
        for line in lines:
            for paragraph in re.split(r"\n\s*\n", json.loads(line)["text"]):
                words = WORD.findall(paragraph.replace("’", "'"))
                if len(words) > 3:
                    out.write(" ".join(re.sub(r"\d", "0", word.lower()) for word in words) + "\n")


def trained(path: Path) -> tuple[list[str], np.ndarray]:
    """Words by frequency and their vectors, centred, of length two."""
    model = floret.train_unsupervised(
        str(path),
        model="skipgram",
        dim=DIMENSIONS,
        ws=3,
        epoch=3,
        minCount=15,
        thread=2,
        minn=0,
        maxn=0,
    )
    words = [
        word for word in model.get_words() if any(c.isalpha() for c in word) and word != "</s>"
    ]
    data = np.stack([model.get_word_vector(word) for word in words[:KEPT]])
    data -= data.mean(0)
    return words[:KEPT], (2 * data / np.linalg.norm(data, axis=1, keepdims=True)).astype(np.float32)


def with_vectors(words: list[str], data: np.ndarray) -> Language:
    """A blank pipeline with the vectors, each found by every way its word is capitalised."""
    nlp = spacy.blank("en")
    place = {word: row for row, word in enumerate(words)}
    vectors = Vectors(
        strings=nlp.vocab.strings,
        data=data,
        keys=[get_string_id(word) for word in words],
        name="political",
    )
    for word, row in place.items():
        for form in {word.capitalize(), word.title(), word.upper()} - place.keys():
            vectors.add(get_string_id(form), row=row)
    norms = dict(BASE_NORMS)
    for parts in nlp.Defaults.tokenizer_exceptions.values():
        norms |= {part[ORTH]: part[NORM] for part in parts if NORM in part}
    for form, norm in norms.items():
        if norm in place:
            vectors.add(get_string_id(form), row=place[norm])
    nlp.vocab.vectors = vectors
    return nlp


if __name__ == "__main__":
    main()
