"""Read the corpora of names: sentences of tokens with labels in OntoNotes terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer import is_people, misc_label, place_label
from treebanks import Sentence, Treebank, Word, read_gum

CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "scientist": "PERSON",
    "researcher": "PERSON",
    "writer": "PERSON",
    "musicalartist": "PERSON",
    "country": "GPE",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "band": "ORG",
    "university": "ORG",
    "election": "EVENT",
    "event": "EVENT",
    "conference": "EVENT",
    "book": "WORK_OF_ART",
    "poem": "WORK_OF_ART",
    "magazine": "MISC",
    "academicjournal": "MISC",
    "song": "WORK_OF_ART",
    "album": "WORK_OF_ART",
    "product": "MISC",
    "award": "MISC",
    "programlang": "MISC",
    "astronomicalobject": "MISC",
}  # location and misc are told apart by the gazetteer; other classes are no names here


@dataclass
class Tagged:
    """A sentence: its tokens, whether a blank follows each, and its names (token ranges)."""

    tokens: list[str]
    spaces: list[bool]
    names: list[tuple[int, int, str]]
    opens: bool = False  # opens a document


def read_columns(
    path: Path, token: int, tag: int, separator: str | None
) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        cells = line.split(separator)
        if len(cells) <= max(token, tag):
            if rows:
                yield rows
            rows = []
        else:
            rows.append((cells[token], cells[tag]))
    if rows:
        yield rows


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Ranges of BIO and IO tags."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if found and found[-1][1] == i and found[-1][2] == kind and tag[0] == "I":
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    return found


NO_BLANK_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}’”]|'s|’s|n't|n’t|'(?:re|ve|ll|d|m)|'')$")


def blanks(tokens: list[str]) -> list[bool]:
    """Where blanks stood before the corpus was tokenized, by the usual rules of print."""
    after = [True] * len(tokens)
    quotes = 0
    for i, token in enumerate(tokens):
        if i and NO_BLANK_BEFORE.match(token):
            after[i - 1] = False
        if token in {"(", "[", "``", "“", "$", "£", "€", "#"}:
            after[i] = False
        if token == '"':
            quotes += 1
            if quotes % 2:
                after[i] = False
            elif i:
                after[i - 1] = False
    return after


def relabel(
    tokens: list[str], found: list[tuple[int, int, str]], table: dict[str, str]
) -> list[tuple[int, int, str]]:
    """Labels in OntoNotes terms; what a table leaves out is no name."""
    kept = []
    for start, end, kind in found:
        name = " ".join(tokens[start:end])
        label = table.get(kind, "")
        if kind in {"location", "LOC", "Location", "place"}:
            label = place_label(name)
        elif kind in {"misc", "MISC"}:
            label = misc_label(name)
        if label in {"GPE", "ORG", "LOC"} and end - start == 1 and is_people(name):
            label = "NORP"
        if label:
            kept.append((start, end, label))
    return kept


def crossner(folder: Path, domain: str, split: str) -> list[Tagged]:
    found = []
    for rows in read_columns(folder / "ner_data" / domain / f"{split}.txt", 0, 1, "\t"):
        tokens = [token for token, _ in rows]
        names = relabel(tokens, spans([tag for _, tag in rows]), CROSSNER)
        found.append(Tagged(tokens, blanks(tokens), names))
    return found


def wikigold(folder: Path) -> list[Tagged]:
    found, opens = [], False
    table = {"PER": "PERSON", "ORG": "ORG"}
    path = folder / "data/wikigold/CONLL-format/data/wikigold.conll.txt"
    for rows in read_columns(path, 0, 1, " "):
        tokens = [token for token, _ in rows]
        if tokens == ["-DOCSTART-"]:
            opens = True
            continue
        tags = [tag for _, tag in rows]
        names = [
            (start, end, "MISSING" if label == "MISC" else label)  # events, works, laws: untold
            for start, end, label in relabel(tokens, spans(tags), table)
        ]
        found.append(Tagged(tokens, blanks(tokens), names, opens))
        opens = False
    return found


def uner(folder: Path, split: str) -> list[Tagged]:
    found = []
    table = {"PER": "PERSON", "ORG": "ORG"}
    text = (folder / f"en_ewt-ud-{split}.iob2").read_text(encoding="utf-8")
    for chunk in text.strip().split("\n\n"):
        lines = chunk.split("\n")
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        surface = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        tokens = [row[1] for row in rows]
        after, place = [], 0
        for token in tokens:
            at = surface.find(token, place)
            place = at + len(token) if at >= 0 else place
            after.append(surface[place : place + 1] == " ")
        names = relabel(tokens, spans([row[2] for row in rows]), table)
        found.append(
            Tagged(tokens, after, names, any(line.startswith("# newdoc") for line in lines))
        )
    return found


GUM = {"person": "PERSON", "organization": "ORG", "event": "EVENT"}
EDGES = {"The", "A", "An", "This", "Our", "His", "Her", "Their", "Its", "These", "My"}
TITLES = {
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "President",
    "Prime",
    "Minister",
    "Professor",
    "Prof.",
    "Sir",
    "Senator",
    "Secretary",
    "General",
    "King",
    "Queen",
    "Captain",
    "Lord",
    "Judge",
    "Justice",
}


ROLES = TITLES - {"King", "Queen", "Sir", "Lord"} | {
    "Mayor",
    "Sheriff",
    "Governor",
    "Chairman",
    "Chair",
    "Director",
    "Officer",
    "Ambassador",
    "Chief",
    "Commissioner",
    "Chancellor",
    "Pope",
    "Emperor",
    "Mom",
    "Dad",
    "God",
    "Member",
    "Representative",
}


def gum(folder: Path, split: str) -> list[Tagged]:
    found = []
    for document in read_gum(folder, split):
        found.extend(gum_document(document))
    return found


def gum_document(document: Treebank) -> list[Tagged]:
    """Outermost mentions that are names; peoples by the gazetteer."""
    return [gum_sentence(sentence, opens=n == 0) for n, sentence in enumerate(document.sentences)]


def gum_sentence(sentence: Sentence, *, opens: bool) -> Tagged:
    words = [word for word in sentence.words if word.end > word.start]
    index = {id(word): i for i, word in enumerate(words)}
    tokens = [word.text for word in words]
    after = [sentence.text[word.end : word.end + 1] == " " for word in words[:-1]] + [True]
    names: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(sentence.names, key=lambda m: m[0] - m[1]):
        ids = [index[id(word)] for word in sentence.words[start:end] if id(word) in index]
        if not ids or kind == "time":
            continue
        first, last = name_in(sentence, words, index, ids)
        while kind == "person" and last - first > 1 and tokens[first] in TITLES:
            first += 1
        role = last - first == 1 and tokens[first] in ROLES
        if first < last and not role and all(last <= a or b <= first for a, b, _ in names):
            names.append((first, last, gum_label(kind, tokens[first:last])))
    for i, word in enumerate(words):
        free = all(not a <= i < b for a, b, _ in names)
        if free and is_people(word.text) and word.upos in {"ADJ", "PROPN", "NOUN"}:
            names.append((i, i + 1, "NORP"))
    return Tagged(tokens, after, sorted(names), opens)


def gum_label(kind: str, tokens: list[str]) -> str:
    """The label of a mention; MISSING where it is a name of another kind, or a role."""
    if kind == "person":
        return "MISSING" if set(tokens) & ROLES else "PERSON"
    if len(tokens) == 1 and is_people(tokens[0]) and kind in {*GUM, "place"}:
        return "NORP"
    return place_label(" ".join(tokens)) if kind == "place" else GUM.get(kind, "MISSING")


def name_in(
    sentence: Sentence, words: list[Word], index: dict[int, int], ids: list[int]
) -> tuple[int, int]:
    """The part of a mention that is its name: capitalised words about its head."""
    inside = set(ids)
    heads = [i for i in ids if index.get(id(sentence.words[words[i].head]), -1) not in inside]
    roots = [i for i in ids if sentence.words[words[i].head] is words[i]]
    first = last = (heads or roots or ids)[0]
    while first - 1 in inside and in_name(words[first - 1].text):
        first -= 1
    while last + 1 in inside and in_name(words[last + 1].text):
        last += 1
    while first < last and not capitalised(words[first].text):
        first += 1
    while first < last and not capitalised(words[last].text):
        last -= 1
    return (first, last + 1) if capitalised(words[first].text) else (first, first)


SMALL = {
    "of",
    "the",
    "for",
    "and",
    "in",
    "on",
    "to",
    "de",
    "von",
    "van",
    "al",
    "-",
    "&",
    ".",
    "'s",
    "’s",
    "at",
    "d'",
    "la",
    "le",
    "du",
    "der",
    "’",
    "'",
    "–",
    "del",
    "/",
}


def in_name(text: str) -> bool:
    """Whether a word is capitalised or one of the small words inside names."""
    return capitalised(text) or text in SMALL


def capitalised(text: str) -> bool:
    return (text[:1].isupper() or text[:1].isdigit()) and text not in EDGES


RE3D = {
    "Organisation": "ORG",
    "Person": "PERSON",
    "Nationality": "NORP",
    "DocumentReference": "LAW",
    "Location": "Location",
}


@dataclass
class Passage:
    """A text with names by character offsets."""

    text: str
    names: list[tuple[int, int, str]]


def re3d(folder: Path) -> list[Passage]:
    """Names only: mentions by a common noun are dropped, articles trimmed."""
    passages = []
    for documents in sorted(folder.glob("*/documents.json")):
        texts = {row["_id"]: row["text"] for row in map(json.loads, lines(documents))}
        mentions: dict[str, list[tuple[int, int, str]]] = {}
        for row in map(json.loads, lines(documents.with_name("entities.json"))):
            if row["type"] in RE3D:
                mentions.setdefault(row["documentId"], []).append(
                    (row["begin"], row["end"], RE3D[row["type"]])
                )
        for key, text in texts.items():
            passages.append(Passage(text, names_of(text, mentions.get(key, []))))
    return passages


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def names_of(text: str, mentions: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(set(mentions), key=lambda m: m[0] - m[1]):
        piece = text[start:end]
        lead = re.match(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur)\s+", piece)
        a = start + (lead.end() if lead else 0)
        words = text[a:end].split()
        if not words or any(a < e and end > s for s, e, _ in kept):
            continue
        capital = all(w[:1].isupper() or w[:1].isdigit() or w in SMALL for w in words)
        if not capital or not words[0][:1].isupper():
            continue
        if kind == "PERSON":
            while len(words) > 1 and words[0] in TITLES:
                a += len(words[0]) + 1
                words = words[1:]
            if words[-1] in {"Minister", "Secretary", "President", "Representative", "Ambassador"}:
                continue
        label = place_label(text[a:end]) if kind == "Location" else kind
        if len(words) == 1 and is_people(words[0]):
            label = "NORP"
        kept.append((a, end, label))
    return sorted(kept)
