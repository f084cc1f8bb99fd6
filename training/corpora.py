"""
Build the training and development corpora: `python corpora.py --data FOLDER --out FOLDER`.

Every document is text as it comes from a page: paragraphs apart by blank lines, some lines
wrapped, some sentences glued to the next, some headings in capitals or without a full stop,
both kinds of quotes.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import spacy
from gazetteer import COUNTRIES
from invented import official_sentence, person
from names import Passage, Tagged, crossner, gum, re3d, uner, wikigold
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans
from treebanks import Sentence, Treebank, Word, read_ewt, read_gum

from policytext.annotation.tokenizer import customise_tokenizer

SEED = 20230415
SYNTAX_VARIANTS = 2
NAME_VARIANTS = 4
CHUNK = 350  # tokens in a training document, about
MISSING = "MISSING"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    nlp = customise_tokenizer(spacy.blank("en"))
    nlp.to_disk(options.out / "blank")
    for name, documents in syntax_corpora(nlp, options.data).items():
        DocBin(docs=documents, store_user_data=False).to_disk(options.out / f"syntax-{name}.spacy")
    for name, documents in name_corpora(nlp, options.data).items():
        DocBin(docs=documents, store_user_data=False).to_disk(options.out / f"names-{name}.spacy")


# ---------------------------------------------------------------------------------- syntax


def syntax_corpora(nlp: Language, data: Path) -> dict[str, list[Doc]]:
    random = Random(SEED)
    train = read_ewt(data / "ewt", "train") + read_gum(data / "gumrepo", "train")
    dev = read_ewt(data / "ewt", "dev")[::4] + read_gum(data / "gumrepo", "dev")[::3]
    training = [
        gold_doc(nlp, chunk, random, noisy=True)
        for _ in range(SYNTAX_VARIANTS)
        for document in train
        for chunk in chunks(document, random)
    ]
    random.shuffle(training)
    judged = [gold_doc(nlp, document.sentences, random, noisy=False) for document in dev]
    return {"train": training, "dev": judged}


def chunks(document: Treebank, random: Random) -> list[list[Sentence]]:
    parts: list[list[Sentence]] = [[]]
    limit = random.randint(CHUNK // 3, CHUNK)
    for sentence in document.sentences:
        if sum(len(s.words) for s in parts[-1]) + len(sentence.words) > limit and parts[-1]:
            parts.append([])
            limit = random.randint(CHUNK // 3, CHUNK)
        parts[-1].append(sentence)
    return [part for part in parts if part]


@dataclass
class Columns:
    """The annotation of a document, a value a token."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    def add(self, text: str, word: Word, head: int, *, space: bool) -> None:
        self.words.append(text)
        self.spaces.append(space)
        self.tags.append(word.xpos)
        self.pos.append(word.upos)
        self.morphs.append(word.feats)
        self.lemmas.append(word.lemma if word.lemma != "_" else word.text)
        self.heads.append(head)
        self.deps.append("ROOT" if word.dep == "root" else word.dep)

    def add_white(self, white: str) -> None:
        """White space hangs on the token before it."""
        token = Word(white, white, "SPACE", "_SP", "", 0, "dep", "")
        self.add(white, token, len(self.words) - 1, space=False)


def gold_doc(nlp: Language, sentences: list[Sentence], random: Random, *, noisy: bool) -> Doc:
    curly = noisy and random.random() < 0.5
    wrap = random.randint(8, 16) if noisy and random.random() < 0.12 else 0
    columns = Columns()
    for sentence, after in zip(sentences, [*sentences[1:], None], strict=True):
        style = heading_style(random) if noisy else ""
        add_sentence(columns, sentence, style, curly=curly, wrap=wrap)
        if after is not None:
            edge = separator(sentence, after, random, noisy=noisy, apart=bool(style))
            columns.spaces[-1] = edge == " "
            if edge.strip(" "):
                columns.add_white(edge)
    return Doc(nlp.vocab, **vars(columns))


def add_sentence(
    columns: Columns, sentence: Sentence, style: str, *, curly: bool, wrap: int
) -> None:
    kept = [word for word in sentence.words if word.end > word.start]
    if style and closes_with_stop(sentence, kept):
        kept = kept[:-1]
    gaps = [sentence.text[word.end : word.end + 1] == " " for word in kept[:-1]] + [False]
    wraps = [gap and wrap > 0 and i % wrap == wrap - 1 for i, gap in enumerate(gaps)]
    position = {  # a wrapped line has one more token
        id(word): len(columns.words) + i + sum(wraps[:i]) for i, word in enumerate(kept)
    }
    for word, gap, wrapped in zip(kept, gaps, wraps, strict=True):
        head = sentence.words[word.head] if word.head < len(sentence.words) else word
        text = curled(styled(word.text, style, word.upos), curly, columns.words)
        place = position.get(id(head), position[id(word)])
        columns.add(text, word, place, space=gap and not wrapped)
        if wrapped:
            columns.add_white("\n")


def closes_with_stop(sentence: Sentence, kept: list[Word]) -> bool:
    """Whether the last word is a mark on which nothing hangs."""
    last = len(sentence.words) - 1
    return (
        len(kept) > 3
        and kept[-1] is sentence.words[last]
        and kept[-1].upos == "PUNCT"
        and all(word.head != last for word in sentence.words)
    )


def heading_style(random: Random) -> str:
    draw = random.random()
    return "upper" if draw < 0.012 else "title" if draw < 0.03 else "bare" if draw < 0.05 else ""


def styled(text: str, style: str, upos: str) -> str:
    if style == "upper":
        return text.upper() if len(text.upper()) == len(text) else text
    if style == "title" and upos not in {"ADP", "DET", "CCONJ", "PART"}:
        return text[:1].upper() + text[1:]
    return text


def curled(text: str, curly: bool, before: list[str]) -> str:
    if not curly:
        return text
    if text in {'"', "''", "``"}:
        opened = sum(w == "“" for w in before) - sum(w == "”" for w in before)
        return "”" if opened > 0 or text == "''" else "“"
    return text.replace("'", "’")


def separator(
    before: Sentence, after: Sentence, random: Random, *, noisy: bool, apart: bool
) -> str:
    if after.opens_paragraph or apart:
        return (
            random.choice(["\n\n"] * 6 + ["\n", "\n\n\n", "\n \n", "\n\n  "]) if noisy else "\n\n"
        )
    if not noisy:
        return " "
    draw = random.random()
    if draw < 0.03 and re.search(r"[a-z][.!?][”\"]?$", before.text) and after.text[:1].isupper():
        return ""
    return "\n" if draw > 0.97 else " "


# ---------------------------------------------------------------------------------- names


def name_corpora(nlp: Language, data: Path) -> dict[str, list[Doc]]:
    random = Random(SEED)
    sources = training_names(data)
    tagged = [passage(group, random) for source in sources for group in groups(source, random)]
    passages = tagged + re3d(data / "re3d")
    pool = name_pool(passages)
    training = []
    for variant in range(NAME_VARIANTS):
        for one in passages:
            training.append(entity_doc(nlp, roughen(renamed(one, pool, random, variant), random)))
        training.extend(entity_doc(nlp, invented(random)) for _ in range(60))
    random.shuffle(training)
    held = crossner(data / "crossner", "politics", "test")[:200]
    dev = [entity_doc(nlp, passage(group, random, plain=True)) for group in groups(held, random)]
    more = gum(data / "gumrepo", "dev")[::3]
    dev += [entity_doc(nlp, passage(group, random, plain=True)) for group in groups(more, random)]
    return {"train": [d for d in training if len(d)], "dev": dev}


def training_names(data: Path) -> list[list[Tagged]]:
    """What names are learned from: no test set, and no development set of the figures."""
    politics = [crossner(data / "crossner", "politics", split) for split in ("train", "dev")]
    others = [
        crossner(data / "crossner", domain, split)
        for domain in ("ai", "literature", "music", "science")
        for split in ("train", "dev")
    ]
    gold = wikigold(data / "ner")
    first = gold[: len(gold) * 4 // 5]
    return [
        *politics,
        *politics,
        *others,
        first,
        uner(data / "uner", "dev"),
        gum(data / "gumrepo", "train"),
    ]


def groups(source: list[Tagged], random: Random) -> list[list[Tagged]]:
    parts: list[list[Tagged]] = [[]]
    limit = random.randint(3, 12)
    for sentence in source:
        if parts[-1] and (len(parts[-1]) >= limit or sentence.opens):
            parts.append([])
            limit = random.randint(3, 12)
        parts[-1].append(sentence)
    return [part for part in parts if part]


def passage(group: list[Tagged], random: Random, *, plain: bool = False) -> Passage:
    text, found = "", []
    for n, sentence in enumerate(group):
        starts = []
        for i, token in enumerate(sentence.tokens):
            starts.append(len(text))
            text += token
            if sentence.spaces[i] and i < len(sentence.tokens) - 1:
                text += " "
        for start, end, label in sentence.names:
            found.append((starts[start], starts[end - 1] + len(sentence.tokens[end - 1]), label))
        if n < len(group) - 1:
            text += " " if plain else random.choice([" ", " ", "\n\n", "\n", " "])
    return Passage(text, found)


def name_pool(passages: list[Passage]) -> dict[str, list[str]]:
    pool: dict[str, list[str]] = defaultdict(list)
    for one in passages:
        for start, end, label in one.names:
            pool[label].append(one.text[start:end])
    pool["GPE"].extend(COUNTRIES)
    return {label: sorted(set(names)) for label, names in pool.items()}


SWAP = {"PERSON": 0.5, "GPE": 0.4, "LOC": 0.3, "ORG": 0.3, "NORP": 0.2, "FAC": 0.3, "EVENT": 0.2}


def renamed(one: Passage, pool: dict[str, list[str]], random: Random, variant: int) -> Passage:
    """The passage with some names exchanged for others of their class; variant 0 as it is."""
    if variant == 0:
        return one
    text, place, found = "", 0, []
    for start, end, label in sorted(one.names):
        name = one.text[start:end]
        if random.random() < SWAP.get(label, 0.0):
            if label == "PERSON" and random.random() < 0.5:
                name = person(random)
            else:
                other = random.choice(pool[label])
                same = (
                    label == "PERSON"
                    or len(other.split()) == len(name.split())
                    or random.random() < 0.5
                )
                name = other if same else name
        text += one.text[place:start]
        found.append((len(text), len(text) + len(name), label))
        text += name
        place = end
    return Passage(text + one.text[place:], found)


def roughen(one: Passage, random: Random) -> Passage:
    """Curly quotes, wrapped lines, glued sentences, capitals: what pages do to sentences."""
    text, found = one.text, one.names
    if random.random() < 0.5:
        text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”").replace("'", "’")
    if random.random() < 0.12:
        text = re.sub(r" ", lambda m: "\n" if random.random() < 0.08 else " ", text)
    if random.random() < 0.06:
        text = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    if random.random() < 0.12:
        for match in reversed(list(re.finditer(r"(?<=[a-z][.])[ \n](?=[A-Z][a-z])", text))):
            if random.random() < 0.3:
                cut = match.start()
                text = text[:cut] + text[cut + 1 :]
                found = [(s - (s > cut), e - (e > cut), label) for s, e, label in found]
    if random.random() < 0.5:
        text += random.choice(["\n", "\n\n"])
    return Passage(text, found)


def invented(random: Random) -> Passage:
    text, found = "", []
    for _ in range(random.randint(3, 8)):
        sentence, names = official_sentence(random)
        found.extend((s + len(text), e + len(text), label) for s, e, label in names)
        text += sentence + ("\n\n" if sentence[-1] != "." or random.random() < 0.2 else " ")
    return Passage(text.rstrip(), found)


def entity_doc(nlp: Language, one: Passage) -> Doc:
    doc = nlp.make_doc(one.text)
    spans = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in one.names]
    spans = filter_spans([span for span in spans if span is not None and span.text.strip()])
    known = [span for span in spans if span.label_ != MISSING]
    unknown = [span for span in spans if span.label_ == MISSING]
    doc.set_ents(known, missing=unknown, default="outside")
    return doc


if __name__ == "__main__":
    main()
