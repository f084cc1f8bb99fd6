"""The embedded pipeline's own components, registered with spaCy when this module is imported."""

# ruff: noqa: SIM905  (lists of words read best as words)

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans, registry

import policytext.annotation.lemmas  # noqa: F401  (registers its component with spaCy)

ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVES = frozenset({"'s", "’s"})
OPENERS = frozenset("([{<\"'“‘«")
CLOSERS = frozenset(".,;:!?\"'”’»)]}>-–—")
BODIES_AND_PLACES = frozenset({"ORG", "GPE", "LOC", "FAC"})
NEVER_NAMES = frozenset({"VERB", "AUX", "PRON", "DET", "ADP", "ADV", "SCONJ", "CCONJ", "PART"})
DAYS_AND_MONTHS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
SMALL_WORDS = frozenset(
    "of the and in by for to at on with from as or against including between & under".split()
)
TITLES = frozenset(
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof. Comrade Messrs Dame H.E. H.E Hon Hon. Shri Smt "
    "Smt. MR MR. MRS MRS. DR DR. HON HON.".split()
)
ROLES = frozenset(
    "Adviser Advisor Allies Ambassador Ambassadors Archbishop Caption Chair Chairman Chairperson "
    "Chancellor Commissioner Commissioners Comrade Comrades Crown Deputy Director Excellencies "
    "Excellency Figure General Gentlemen Governor Governors Heads Highness Highnesses Image "
    "Kingdom Ladies Leader Leaders Majesty Mayor Mayors Member Members Minister Ministers Photo "
    "Photograph Photos Picture Premier Premiers President Presidents Prime Prince Princess "
    "Representative Secretaries Secretary Senator Senators Shri Smt Smt. Source Speaker Spokesman "
    "Spokesperson Spokeswoman State States Table".split()
)
NUMBERS = frozenset({"CARDINAL", "ORDINAL"})
MARKER_ENDS = frozenset({".", ")", "、", "．", ":", "]"})
PARTS = frozenset("chapter article part section annex table figure box title appendix page".split())
GAZETTED = frozenset({"countries", "cities", "regions"})  # rules that list what they name
CONJUNCTIONS = frozenset({"and", "&", ","})
JOINS = CONJUNCTIONS | {"in"}
PEOPLE_AND_STATES = frozenset({"PERSON", "GPE"})
ABBREVIATED = BODIES_AND_PLACES | {"LAW", "EVENT"}


# Of two names as long as each other, the first of these stays.
PRECEDENCE = (
    *("EVENT", "LAW", "ORG", "FAC", "GPE", "LOC", "PERSON", "NORP"),
    *("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
)
RANK = {label: rank for rank, label in enumerate(PRECEDENCE)}


@registry.misc("policytext.longest_name.v1")  # type: ignore[untyped-decorator]
def longest_name() -> Any:
    """
    Make the filter by which the longest name wins.

    Returns
    -------
    callable
        Takes the names there are and the names a ruler found; gives those that stay. Of two
        that overlap the longer stays, and of two as long the ruler's.
    """

    return keep_longest


def keep_longest(entities: Iterable[Span], spans: Iterable[Span]) -> list[Span]:
    """Keep the longest of the names there are and the names found."""
    found = list(entities)
    spans = list(spans)
    titled = [bare for bare in map(untitled, longest(spans, "titled")) if len(bare)]
    found = [one for one in found if not any(is_title_and(bare, one) for bare in titled)]
    people = [one for one in [*found, *titled] if one.label_ == "PERSON" and len(one) > 1]
    names = {(one.start, one.end): one.label_ for one in found}
    official = (
        span
        for span in ranked(spans)
        if span.id_ != "titled" and not swallows(span, people) and not runs_on(span, names)
    )
    return [plain(span) for span in filter_spans([*titled, *official, *found])]


def longest(spans: Iterable[Span], rule: str) -> list[Span]:
    """The longest finds of one rule."""
    return filter_spans([span for span in spans if span.id_ == rule])


def untitled(span: Span) -> Span:
    """Give a person's name without the title by which a pattern found it."""
    start = span.start + 1
    while start < span.end and (span.doc[start].text == "." or leads(span.doc[start])):
        start += 1
    return Span(span.doc, start, span.end, label=span.label)


def is_title_and(bare: Span, name: Span) -> bool:
    """Whether a name is a person's with the title before it: "Security Advisor Thomas Reyes"."""
    return name.label_ != "WORK_OF_ART" and name.start < bare.start and name.end == bare.end


def runs_on(span: Span, names: dict[tuple[int, int], str]) -> bool:
    """Whether a name goes on into the next: "Convention on Climate Change and France"."""
    if span.label_ not in {"LAW", "ORG", "EVENT"}:
        return False
    return any(
        joins(token, span) or (token.lower_ in JOINS and next_name(token, span, names))
        for token in span[1:-1]
    )


def joins(token: Token, span: Span) -> bool:
    """Whether a word joins two names: "and the", or "and" before what the span cuts off."""
    if token.lower_ not in CONJUNCTIONS:
        return False
    following = token.nbor()
    if following.lower_ in ARTICLES:
        return True
    cut = following.i == span.end - 1 and span.end < len(span.doc)
    return cut and span.label_ == "ORG" and is_capital(span.doc[span.end])


def is_capital(token: Token) -> bool:
    """Whether a token is a capitalised word within its sentence."""
    return token.is_title and token.is_alpha and not opens_sentence(token)


def next_name(token: Token, span: Span, names: dict[tuple[int, int], str]) -> bool:
    """Whether what follows a joining word to the span's end is another name."""
    label = names.get((token.i + 1, span.end), "")
    if token.lower_ == "in":
        return label == "GPE" and span.end - token.i == 2
    return label in PEOPLE_AND_STATES if span.label_ == "LAW" else bool(label)


def swallows(span: Span, people: list[Span]) -> bool:
    """Whether a body takes in somebody: "Canada Jeff Watson"; or a law: "Treasurer, Bill" Ng."""
    if span.label_ == "LAW":
        return any(one.start < span.end < one.end for one in people)
    return (
        span.label_ in BODIES_AND_PLACES
        and span.id_ not in GAZETTED
        and any(span.start < one.end and one.start < span.end for one in people)
    )


@registry.misc("policytext.fill_gaps.v1")  # type: ignore[untyped-decorator]
def fill_gaps() -> Any:
    """
    Make the filter by which a ruler names only what has no name yet.

    Returns
    -------
    callable
        Takes the names there are and the names a ruler found; gives all of the former, and of
        the latter the longest that overlap none.
    """

    return keep_existing


def keep_existing(entities: Iterable[Span], spans: Iterable[Span]) -> list[Span]:
    """Keep the names there are, and of the names found the longest where there is none."""
    found = list(entities)
    taken = {place for span in found for place in range(span.start, span.end)}
    free = (span for span in ranked(spans) if taken.isdisjoint(range(span.start, span.end)))
    return [*found, *(plain(span) for span in filter_spans(free))]


def plain(span: Span) -> Span:
    """Give a name without its id: a library pattern's names its rule, a user's the thing named."""
    return Span(span.doc, span.start, span.end, label=span.label)


def ranked(spans: Iterable[Span]) -> list[Span]:
    """Sort the spans so that of two as long as each other the right one comes first."""
    return sorted(
        spans, key=lambda span: (span.id_ not in GAZETTED, RANK.get(span.label_, len(RANK)))
    )


@Language.factory("policytext_trim", default_config={"drop": ["MISC"]})
class Trim:
    """
    Take from each name what is not part of it: articles, possessives, marks, white space.

    Parameters
    ----------
    nlp : spacy.Language
    name : str
    drop : list of str
        Labels that are no names here; the recognizer learns them to tell them apart.
    """

    def __init__(self, nlp: Language, name: str, drop: list[str]) -> None:
        self.name = name
        self.drop = frozenset(drop)

    def __call__(self, doc: Doc) -> Doc:
        """Trim the names of a Doc, in place."""
        trimmed = (trim(entity) for entity in doc.ents if entity.label_ not in self.drop)
        doc.ents = [entity for entity in trimmed if len(entity) and not is_common(entity)]
        return doc


def trim(entity: Span) -> Span:
    """Give a name without what is not part of it at its edges."""
    doc, start, end = entity.doc, entity.start, undated(entity)
    if end - start > 2 and opens_sentence(doc[start]) and doc[start + 1].lower_ in ARTICLES:
        start += 2  # "Emphasize the Party Committee"
    while start < end and leads(doc[start]):
        start += 1
    while start < end and trails(doc[end - 1]):
        end -= 1
    return Span(doc, start, end, label=entity.label_)


def undated(entity: Span) -> int:
    """Where a name ends that runs on: into a date ("… Day on April 15") or a quotation."""
    for token in entity[1:-1]:
        after = token.nbor().text
        dated = after in DAYS_AND_MONTHS or (after.isdigit() and len(after) < 3)
        if (dated and token.lower_ in {"on", "of"}) or token.text in {"“", "‘"}:
            return token.i
    return entity.end


def is_common(entity: Span) -> bool:
    """Whether a "name" is a role, or one word that is no noun: "We", "Stable", "Practice"."""
    if all(token.text in ROLES or token.text in {"of", "and"} for token in entity):
        return True
    first = entity[0]
    if len(entity) > 1 or first.is_upper:
        return False
    if first.pos_ in {"PRON", "DET"} or (first.pos_ == "ADJ" and entity.label_ != "NORP"):
        return True
    return first.pos_ in NEVER_NAMES and opens_sentence(first)


def opens_sentence(token: Token) -> bool:
    """Whether a token opens a sentence or a line."""
    return token.i == 0 or bool(token.is_sent_start) or token.nbor(-1).is_space


def leads(token: Token) -> bool:
    """Whether a token at the start of a name is not part of it."""
    if token.is_space or token.text in OPENERS | CLOSERS:
        return True
    return token.lower_ in ARTICLES or token.text in SMALL_WORDS or token.text in TITLES


def trails(token: Token) -> bool:
    """Whether a token at the end of a name is not part of it."""
    if token.is_space or token.text in POSSESSIVES or token.text in SMALL_WORDS:
        return True
    return token.text in CLOSERS and token.text != ")"


@Language.factory("policytext_acronyms")
class Acronyms:
    """
    Give an abbreviation in brackets the kind of the name before it, there and ever after.

    Parameters
    ----------
    nlp : spacy.Language
    name : str
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Name the abbreviations of a Doc, in place."""
        kinds = abbreviations(doc)
        if kinds:
            told = [
                Span(doc, token.i, token.i + 1, label=kinds[token.text][0])
                for token in doc
                if token.text in kinds and token.i >= kinds[token.text][1]
            ]
            doc.ents = [plain(span) for span in filter_spans([*told, *doc.ents])]
        return doc


def abbreviations(doc: Doc) -> dict[str, tuple[str, int]]:
    """The abbreviations that a Doc explains: the kind of name and where it is explained."""
    kinds: dict[str, tuple[str, int]] = {}
    for entity in doc.ents:
        if entity.label_ not in ABBREVIATED or entity.end + 2 >= len(doc):
            continue
        opening, short, closing = doc[entity.end : entity.end + 3]
        initials = {token.text[0].upper() for token in entity}
        if opening.text != "(" or closing.text != ")" or short.text[0] not in initials:
            continue
        if short.is_upper and short.is_alpha and len(short) > 1:
            kinds.setdefault(short.text, (entity.label_, short.i))
    return kinds


@Language.factory("policytext_markers")
class Markers:
    """
    Take away number names that count nothing: section numbers, parts of compounds.

    Parameters
    ----------
    nlp : spacy.Language
    name : str
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Drop the numbers of a Doc that are no names, in place."""
        doc.ents = [entity for entity in doc.ents if not is_marker(entity)]
        return doc


def is_marker(entity: Span) -> bool:
    """Whether a number opens a line as its marker, or is part of a compound ("zero-sum")."""
    if entity.label_ not in NUMBERS or len(entity) > 1:
        return False
    doc, place = entity.doc, entity.start
    before = doc[place - 1] if place else None
    after = doc[entity.end] if entity.end < len(doc) else None
    if after is not None and after.text in {"-", "–"} and not doc[place].whitespace_:
        return not after.whitespace_
    if before is not None and before.text in {"-", "(", "[", "/"} and not before.whitespace_:
        return True
    if before is not None and before.lower_ in PARTS and doc[place].text[:1].isdigit():
        return True
    opens = before is None or bool(doc[place].is_sent_start) or before.is_space
    return (
        opens and doc[place].text[:1].isdigit() and after is not None and after.text in MARKER_ENDS
    )
