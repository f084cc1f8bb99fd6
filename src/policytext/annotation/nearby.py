"""spaCy's span ruler, made cheap: a pattern is looked for only near a word it cannot do without."""

# ruff: noqa: SIM905  (lists of words read best as words)

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline.span_ruler import SpanRuler
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_chain_spans
from spacy.vocab import Vocab

Pattern = list[dict[str, Any]]
FUNCTION_WORDS = frozenset("of the and on for to a an in at by , . ( ) - – — / & 's ’s".split())
REPEATS = re.compile(r"\{(\d+),(\d+)\}")
ENDLESS = 40  # tokens; what "*" and "+" may take in
ANY_WORD = 9  # the rank of a token of which the letters tell nothing


@dataclass
class Group:
    """Patterns that cannot do without the same word, and how far they reach from it."""

    matcher: Matcher
    accepts: Callable[[str], bool]
    before: int = 0
    after: int = 0

    def windows(self, places: list[int], length: int) -> Iterator[tuple[int, int]]:
        """The stretches of a text in which these patterns can match."""
        start, end = max(0, places[0] - self.before), 0
        for place in places:
            if place - self.before > max(end, start):
                yield start, end
                start = place - self.before
            end = min(length, place + self.after + 1)
        yield start, end


@dataclass
class Index:
    """The groups of a ruler's patterns, and which of them each word calls for."""

    vocab: Vocab
    groups: dict[str, Group] = field(default_factory=dict)
    called: dict[int, tuple[Group, ...]] = field(default_factory=dict)

    def add(self, label: str, pattern: Pattern) -> None:
        """Put a pattern into the group of its rarest word."""
        place = min(range(len(pattern)), key=lambda number: commonness(pattern[number]))
        word = pattern[place] if commonness(pattern[place]) < ANY_WORD else {}
        key = repr([(name, word[name]) for name in ("ORTH", "LOWER", "TEXT") if name in word])
        if key not in self.groups:
            self.groups[key] = Group(Matcher(self.vocab, validate=False), accepted(word))
            self.called.clear()
        group = self.groups[key]
        group.matcher.add(label, [pattern])
        group.before = max(group.before, sum(most(token) for token in pattern[:place]))
        group.after = max(group.after, sum(most(token) for token in pattern[place:]) - 1)

    def matches(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Find the patterns: their number, and the tokens where a match starts and ends."""
        places: dict[int, list[int]] = defaultdict(list)
        groups: dict[int, Group] = {}
        for token in doc:
            for group in self.called_by(token):
                places[id(group)].append(token.i)
                groups[id(group)] = group
        for key, group in groups.items():
            for start, end in group.windows(places[key], len(doc)):
                for number, first, last in group.matcher(doc[start:end]):
                    yield number, start + first, start + last

    def called_by(self, token: Token) -> tuple[Group, ...]:
        """The groups whose word a token is."""
        found = self.called.get(token.orth)
        if found is None:
            word = token.text
            found = tuple(group for group in self.groups.values() if group.accepts(word))
            self.called[token.orth] = found
        return found


def commonness(token: dict[str, Any]) -> int:
    """Rank what a token of a pattern asks for: 0 for certain words, 9 for any token."""
    if least(token) == 0:
        return ANY_WORD
    asked = token.get("ORTH", token.get("LOWER", token.get("TEXT")))
    if asked is None:
        return ANY_WORD
    if isinstance(asked, dict) and "REGEX" in asked:
        return 2 if not accepted(token)("Xyzzyplugh") else 3
    return 4 if FUNCTION_WORDS & set(listed(asked)) else 0


def listed(asked: object) -> list[str]:
    """The words that a token of a pattern may be."""
    if isinstance(asked, dict):
        return cast("list[str]", asked.get("IN", []))
    return [str(asked)]


def accepted(token: dict[str, Any]) -> Callable[[str], bool]:
    """Make the test by which a word may be a pattern's token, as far as its letters tell."""
    lower = "LOWER" in token
    asked = token.get("LOWER" if lower else "ORTH", token.get("TEXT"))
    if asked is None or (isinstance(asked, dict) and not {"REGEX", "IN"} & set(asked)):
        return lambda _: True
    if isinstance(asked, dict) and "REGEX" in asked:
        search = re.compile(asked["REGEX"]).search
        return lambda word: search(word.lower() if lower else word) is not None
    words = frozenset(listed(asked))
    return lambda word: (word.lower() if lower else word) in words


def least(token: dict[str, Any]) -> int:
    """How many tokens a token of a pattern stands for at the least."""
    often = str(token.get("OP", "1"))
    repeats = REPEATS.fullmatch(often)
    return int(repeats[1]) if repeats else int(often in {"1", "+"} or often.startswith("{"))


def most(token: dict[str, Any]) -> int:
    """How many tokens a token of a pattern stands for at the most."""
    often = str(token.get("OP", "1"))
    repeats = REPEATS.fullmatch(often)
    if repeats:
        return int(repeats[2])
    return 1 if often in {"1", "?", "!"} else ENDLESS


@Language.factory(
    "policytext_ruler",
    default_config={"ents_filter": {"@misc": "spacy.first_longest_spans_filter.v1"}},
)
def make_ruler(nlp: Language, name: str, ents_filter: Any) -> NearbyRuler:
    """Make a ruler that sets a Doc's names."""
    return NearbyRuler(
        nlp,
        name,
        spans_key=None,
        annotate_ents=True,
        ents_filter=ents_filter or filter_chain_spans,
        overwrite=False,
    )


class NearbyRuler(SpanRuler):
    """
    spaCy's span ruler with the same matches at less cost.

    Each token pattern is filed under the rarest word that it cannot do without, and is looked
    for only as far from that word as it reaches.
    """

    def clear(self) -> None:
        """Forget all patterns."""
        super().clear()
        self.index = Index(self.nlp.vocab)

    def add_patterns(self, patterns: list[dict[str, Any]]) -> None:
        """Add patterns in the form of spaCy's span ruler."""
        super().add_patterns([one for one in patterns if isinstance(one["pattern"], str)])
        for one in patterns:
            if not isinstance(one["pattern"], str):
                self.add_pattern(one)

    def add_pattern(self, entry: dict[str, Any]) -> None:
        """Add a pattern of tokens."""
        known = {"label": entry["label"], "id": entry.get("id", "")}
        label = repr((known["label"], known["id"]))
        self._match_label_id_map[self.nlp.vocab.strings.add(label)] = known
        self.index.add(label, entry["pattern"])
        self._patterns.append(entry)

    def match(self, doc: Doc) -> list[Span]:
        """Find the names in a Doc, overlapping ones too."""
        self._require_patterns()
        phrases = self.phrase_matcher(doc) if len(self.phrase_matcher) else []
        found = {
            (start, end, number)
            for number, start, end in (*self.index.matches(doc), *phrases)
            if start < end
        }
        kinds = self._match_label_id_map
        return [
            Span(doc, start, end, label=kinds[number]["label"], span_id=kinds[number]["id"])
            for start, end, number in sorted(found)
        ]
