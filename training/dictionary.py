"""The dictionary for the check on lemmas: WordNet's words and the treebanks' lemmas."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

from treebanks import read_ewt, read_gum

PARTS = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ"}


def dictionary(data: Path) -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    words: dict[str, set[str]] = defaultdict(set)
    for name, part in PARTS.items():
        words[part] |= {w for w in table("en_lemma_index")[name] if w.isalpha() and len(w) > 1}
    words["ADJ"] |= {w for w in table("en_lemma_index")["adv"] if w.isalpha()}
    for document in read_ewt(data / "ewt", "train") + read_gum(data / "gumrepo", "train"):
        for sentence in document.sentences:
            for word in sentence.words:
                part = {"AUX": "VERB", "ADV": "ADJ"}.get(word.upos, word.upos)
                if part in words and word.lemma.isalpha():
                    words[part].add(word.lemma.lower())
    exceptions = {
        part: {form: lemmas[0] for form, lemmas in table("en_lemma_exc")[name].items()}
        for name, part in PARTS.items()
    }
    return {part: sorted(known) for part, known in words.items()}, exceptions


def table(name: str) -> dict:  # type: ignore[type-arg]
    found = find_spec("spacy_lookups_data")
    assert found is not None
    assert found.origin is not None
    path = Path(found.origin).parent / "data" / f"{name}.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))


def forms(data: Path, *, least: int = 2, share: float = 0.8) -> dict[str, dict[str, str]]:
    """Forms of the training treebanks whose lemma, given the Penn tag, is settled: by tag."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in read_ewt(data / "ewt", "train") + read_gum(data / "gumrepo", "train"):
        for sentence in document.sentences:
            for word in sentence.words:
                if word.lemma != "_" and not word.xpos.startswith("NNP"):
                    counts[word.xpos, word.text.lower()][word.lemma] += 1
    found: dict[str, dict[str, str]] = {}
    for (tag, form), lemmas in sorted(counts.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= least and count >= share * lemmas.total():
            found.setdefault(tag, {})[form] = lemma
    return found
