"""
Package the trained pipeline: `python package.py --pipeline MODEL --data FOLDER --out FOLDER`.

The folder is written beside the old one and then exchanged with it, so that nobody reads half
of it. The model card and the attributions are copied in; the figures, if there are any, go into
meta.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import spacy
import srsly
from dictionary import dictionary, forms
from spacy.language import Language

import policytext.annotation.lemmas  # noqa: F401  (registers the component with spaCy)
from policytext.annotation.tokenizer import customise_tokenizer

HERE = Path(__file__).parent
VERSION = "0.2.0"
CARDS = ("README.md", "ATTRIBUTION.md")
SOURCES = [
    ("UD English EWT", "CC BY-SA 4.0"),
    ("GUM, open genres", "CC BY 4.0; texts CC BY, CC BY-SA and public domain"),
    ("Universal NER, English EWT development set", "CC BY-SA 4.0"),
    ("WikiGold", "CC BY 4.0"),
    ("re3d without the BBC part", "OGL v3, public domain, CC BY 3.0 AU, CC BY-SA 3.0, EU notice"),
    ("CrossNER", "MIT; Wikipedia text CC BY-SA"),
    ("all-MiniLM-L6-v2, the teacher's encoder", "Apache 2.0"),
    ("Transcripts of Australian prime ministers", "CC BY 3.0 AU"),
    ("State of the Union and inaugural addresses", "public domain"),
]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pipeline", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--figures", type=Path, default=HERE / "figures.json")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    nlp = complete(options.pipeline, options.data)
    nlp.meta.update(description(options.figures))
    write(nlp, options.out)


def complete(trained: Path, data: Path) -> Language:
    nlp = customise_tokenizer(spacy.load(trained))
    lemmas = nlp.add_pipe("policytext_lemmas", after="trainable_lemmatizer")
    lemmas.fill(*dictionary(data), forms(data))  # type: ignore[attr-defined]
    nlp.config["paths"] = dict.fromkeys(
        nlp.config["paths"]
    )  # where it was made is nobody's concern
    nlp.config["initialize"] = {"vectors": None}
    return nlp


def description(figures: Path) -> dict[str, object]:
    performance = json.loads(figures.read_text(encoding="utf-8")) if figures.is_file() else {}
    return {
        "lang": "en",
        "name": "policytext",
        "version": VERSION,
        "description": "English pipeline for official prose: tagger, morphologizer, parser, "
        "lemmatizer, names",
        "author": "policytext",
        "email": "",
        "url": "",
        "license": "CC BY-SA 4.0",
        "sources": [{"name": name, "license": licence} for name, licence in SOURCES],
        "performance": performance,
    }


def write(nlp: Language, out: Path) -> None:
    fresh, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    nlp.to_disk(fresh)
    strings = json.dumps(needed_strings(nlp), ensure_ascii=False, indent=0)
    (fresh / "vocab" / "strings.json").write_text(strings + "\n", encoding="utf-8")
    meta = json.loads((fresh / "meta.json").read_text(encoding="utf-8"))
    meta["sha256"] = digest(fresh)
    (fresh / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
    for card in CARDS:
        if (HERE / "card" / card).is_file():
            shutil.copyfile(HERE / "card" / card, fresh / card)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def needed_strings(nlp: Language) -> list[str]:
    """List the strings that the weights speak of: labels, and what lemmas put for what."""
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]  # type: ignore[attr-defined]
    changes = {
        nlp.vocab.strings[tree[side]]
        for tree in trees
        for side in ("orig", "subst")
        if side in tree
    }
    labels = [of for name, of in nlp.pipe_labels.items() if name != lemmatizer.name]
    return sorted(changes.union(*labels))


def digest(folder: Path) -> str:
    """One digest of every file but the description itself: it changes when a weight does."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name != "meta.json":
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    main()
