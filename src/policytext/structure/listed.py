"""Run-in headings that show by their likes: items of a list, comments and their responses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.structure.markers import Marker
from policytext.structure.runs import Run, size_of

SHORTEST_REST = 5  # words of text behind it
ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Mr|Mrs|Ms|Dr|St|Art|Sec|Fig|Vol|vs|Inc|Ltd|Co|Corp|Gen|Gov|Sen|Rep|Prof|Jr|Sr|ca|cf|al|etc|e\.g|i\.e|approx|Rev|Hon|p|pp|para)|\b[A-Za-z]|\d)$"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|shall|will|must|may|can|should|would|could|does|do|did|means|applies|hereby|includes?)\b",
    re.IGNORECASE,
)
PAIRED = "comment, or the response to it"
TOPIC = re.compile(r"[A-Z][^.;:!?]{2,70}\.\s+(?=[A-Z“\"])")
LONGEST_TOPIC = 8  # words before the full stop that ends a topic named in a list
SHORTEST_TOPICAL = 3  # items of a list that has no numbers
SUBJECT = re.compile(
    r"(?:the|a|an|it|we|they|he|she|i|you|this|that|these|those|there|our|their|his|her|its|in|on|"
    r"at|by|from|for|with|as|when|if|no|yes|not|all|some|most|many|both|each|every|one|two|"
    r"(?:and )?(?:first|second|third|fourth|fifth|sixth|seventh|last|final)(?:ly)?|next|then)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"(?P<asked>(?:What|How|Why|Who|When|Where|Is|Are|Can|Will|Does|Do)\b(?: [^\s.;:!?]+){2,9}\?)"
    r"\s+(?=[A-Z“\"])"
)
WITH_ARTICLE = "topic with an article"
ARTICLE = re.compile(r"(?:the|an?|one|two|more) (?!\S+\.)", re.IGNORECASE)
SOME_CERTAIN = 3  # one topic of so many opens with no article: "A simple register."
SHEET = "field of a sheet"
FIELD = re.compile(r"(?P<mark>(?P<label>[A-Z][^\W\d_][\w’'/ -]{1,38}):)\s+(?=\S)")
FEWEST_SHEETS = 3
FEWEST_FIELDS = 3
SAME_ORDER = 0.8  # of the fields have below them what most often stands below them
FEWEST_PAIRS = 2
PAIR = re.compile(
    r"(?P<words>(?P<mark>\*\*|__)?(?:(?P<put>(?:Public )?(?:Comment|Concern|Issue|Recommendation)"
    r"(?: (?:[Nn]o\. ?)?\d{1,3})?)|(?:[A-Z]\w+ )?[Rr](?:esponse|eply)(?: \d{1,3})?)"
    r"(?:[:.](?(mark)(?P=mark))|(?(mark)(?P=mark))[:.]))\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """
    A run-in heading: where it ends in the raw run, and the rule that found it.

    Attributes
    ----------
    start, end, rest : int
        Positions in the raw run: its first character, the one after its last, the first of the
        text behind it.
    marker : Marker or None
        Its enumeration.
    reason : str
        The rule.
    """

    start: int
    end: int
    rest: int
    marker: Marker | None
    reason: str


def sheets(runs: Sequence[Run], texts: Sequence[int]) -> dict[int, Opening]:
    """The fields of sheets that come back in one order: "Objective: … Funding: … Objective: …"."""
    labels = {i: m for i in texts if (m := FIELD.match(runs[i].raw))}
    words = {i: m["label"].casefold() for i, m in labels.items()}
    times = Counter(words.values())
    order = [(i, words[i]) for i in labels if times[words[i]] >= FEWEST_SHEETS]
    below: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, one), (_, two) in pairwise(order):
        below[one][two] += 1
    same = sum(counts.most_common(1)[0][1] for counts in below.values())
    if len(below) < FEWEST_FIELDS or same < SAME_ORDER * (len(order) - 1):
        return {}  # people who talk take turns in many orders
    return {i: Opening(0, labels[i].end("mark"), labels[i].end(), None, SHEET) for i, _ in order}


def topics(runs: Sequence[Run], texts: Sequence[int]) -> dict[int, Opening]:
    """A list whose items all open with a topic and its full stop: "(1) Better roads. In 2020 …"."""
    found: dict[int, Opening] = {}
    for items in _lists(runs, texts):
        openings = [_topic(runs[i]) for i in items]
        if all(openings) and len(items) >= (2 if runs[items[0]].marker else SHORTEST_TOPICAL):
            found |= {i: o for i, o in zip(items, openings, strict=True) if o}
    return found | _in_series(runs, [i for i in texts if i not in found])


def _in_series(runs: Sequence[Run], texts: Sequence[int]) -> dict[int, Opening]:
    """Paragraphs on end that all open with a topic and its full stop: "Trust. The state …"."""
    found: dict[int, Opening] = {}
    series: dict[int, Opening] = {}
    for i in [*texts, -1]:
        is_plain = i >= 0 and not runs[i].marks.bullet and runs[i].marker is None
        opening = _question(runs[i]) or _topic(runs[i], in_series=True) if is_plain else None
        if opening is None or (series and i - 1 not in series):
            certain = sum(one.reason != WITH_ARTICLE for one in series.values())
            if len(series) >= SHORTEST_TOPICAL and certain * SOME_CERTAIN >= len(series):
                found |= series
            series = {}
        if opening:
            series[i] = opening
    return found


def _lists(runs: Sequence[Run], texts: Sequence[int]) -> list[list[int]]:
    """The items of each list: bullets on end, or "(1)", "(2)" with text between them."""
    bullets: list[list[int]] = []
    counted: dict[str, list[list[int]]] = {}
    last = -1
    for n, i in enumerate(texts):
        run = runs[i]
        if run.marks.bullet:
            if last != n - 1 or not bullets:
                bullets.append([])
            bullets[-1].append(i)
            last = n
        elif run.marker and run.marker.scheme in ("(arabic)", "(han)", "(letter)"):
            lists = counted.setdefault(run.marker.scheme, [])
            if run.marker.ordinal == 1 or not lists:
                lists.append([])
            lists[-1].append(i)
    return bullets + [items for lists in counted.values() for items in lists]


def _question(run: Run) -> Opening | None:
    """A short question that its own paragraph answers."""
    found = ASKED.match(run.raw)
    if found is None or size_of(run.raw[found.end() :]) < SHORTEST_REST:
        return None
    return Opening(0, found.end("asked"), found.end(), None, "question that a paragraph answers")


def _topic(run: Run, in_series: bool = False) -> Opening | None:
    marker = None if run.marks.bullet else run.marker
    lead = re.match(r"[-*+•●▪■·–—]\s+", run.raw) if run.marks.bullet else None
    start = lead.end() if lead else 0
    at = marker.length if marker else start
    found = TOPIC.match(run.raw, at)
    if found is None:
        return None
    text = found.group().rstrip()
    rest = run.raw[found.end() :]
    if size_of(text) > LONGEST_TOPIC or FINITE.search(text):
        return None
    has_article = in_series and bool(ARTICLE.match(text))
    if SUBJECT.match(text) and not has_article:
        return None
    if ABBREVIATION.search(text[:-1]) or size_of(rest) < max(SHORTEST_REST, size_of(text)):
        return None
    reason = WITH_ARTICLE if has_article else "topic of an item"
    return Opening(start, at + len(text), found.end(), marker, reason)


def pairs(runs: Sequence[Run], texts: Sequence[int]) -> dict[int, Opening]:
    """What is put to a body, and how it replies: "Comment 1: …", "Response: …"."""
    labels = {i: m for i in texts if (m := PAIR.match(runs[i].raw))}
    put = sum(bool(m["put"]) for m in labels.values())
    if min(put, len(labels) - put) < FEWEST_PAIRS:
        return {}
    return {
        i: Opening(m.start("words"), m.end("words"), m.end(), None, PAIRED)
        for i, m in labels.items()
        if size_of(runs[i].raw[m.end() :]) >= SHORTEST_REST
    }
