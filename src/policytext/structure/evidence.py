"""What speaks for and against a line being a heading: who talks, what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from policytext.structure.asides import SEEN, SHORTEST_SEEN
from policytext.structure.runs import Run, ending
from policytext.structure.verdicts import Verdict

SHORTEST_SAYING = 8  # words
FEWEST_TOPICS = 2
SHORTEST_BELOW = 12  # words of the text below a topic
LONGEST_PLAIN = 16  # words of a heading without a mark
MANY_QUESTIONS = 5  # in the document: it is an interview
LONGEST_LONE = 6  # words of the only heading of a text
FEWEST_TEXTS = 4
MOST_SPACED = 0.7
FEWEST_CALLS = 2  # in a debate
LONGEST_CALL = 20  # words
FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]y|[Yy]ou|[Ww]e|hon\.)\b|\bhon\. |(?:What|Whether|If) (?:he|she|they)\b"
)
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}"
SHORTEST_SAID = 9  # words
MOSTLY_SMALL = 0.6  # of the words; a title in capitals is none
CALLED = re.compile(
    rf"(?P<name>{_NAME}) \([^()]{{2,40}}\) ?\([A-Z][^()]{{0,24}}\)|"
    rf"[A-Z][^()]{{2,100}} \((?P<behind>{_NAME})\)"
)
SPEAKER = re.compile(r"(?P<name>[^\W\d_][^:.!?]{0,40}):\s")
INTERVIEWED = re.compile(r"\b(?:you|your|minister|president|ambassador|sir|madam)\b", re.I)
ANSWERED = re.compile(r"\b(?:I|I['’]\w+|my|me)\b")
PLAIN = ("short line above text", "line in capitals above text", "topic above text")
STOPS = frozenset(".!;:,。；：，、！…-–—")
SMALL = re.compile("[a-z]")
SHORTENED = re.compile(r"\b(?:U\.S|U\.K|U\.N|Inc|etc|Co|a\.m|p\.m)\.$")
TWO_SENTENCES = re.compile(r"[.!?](?<=[a-z)”’]{2}.)\s+[A-Z]")  # are no title
FINITE = re.compile(
    r"\b(?:is|are|was|were|(?<!\bto )be|has|have|had|shall|will|must|may|can|should|would|could|do|"
    r"does|did|said|says|includes?|asked|added|commented|agree|decides?|calls?|urges?)\b",
    re.IGNORECASE,
)
LEAD_IN = frozenset(
    """
    including that which to a an the and or i its his has have had been is are was were be would
    than as your my our their some any following will
    """.split()  # noqa: SIM905
)
OPERATIVE = frozenset(("resolves", "decides", "declares", "proclaims", "orders", "recommends"))
LEAD_IN_PHRASES = ("as follows", "such as")


def are_spaced(runs: Sequence[Run], free: Sequence[int]) -> bool:
    """Whether blank lines part the paragraphs, so that they part headings from lines above."""
    texts = [runs[i] for i in free if runs[i].is_sentence and runs[i].size >= SHORTEST_BELOW]
    return len(texts) >= FEWEST_TEXTS and sum(r.gap > 0 for r in texts) >= MOST_SPACED * len(texts)


def without_picture(
    runs: Sequence[Run], known: Mapping[int, Verdict], found: Mapping[int, str]
) -> dict[int, str]:
    """Drop what a picture right below the head of the page is said to show."""
    if not found:
        return {}
    first = min(found)
    above = first - 1
    while above >= 0 and above in known and known[above].kind == "boilerplate":
        above -= 1
    headed = above in known and known[above].kind in ("title", "byline")
    alone = sum(reason in PLAIN for reason in found.values()) < FEWEST_TOPICS
    seen = runs[first].size >= SHORTEST_SEEN
    lone = alone and runs[first].size >= LONGEST_LONE
    seen = seen and (lone or bool(SEEN.match(runs[first].words)))
    drop = headed and seen and found[first] == "short line above text"
    return {i: reason for i, reason in found.items() if not (drop and i == first)}


def is_interview(runs: Sequence[Run], free: Sequence[int]) -> bool:
    """Whether questions come on end and somebody answers; a page of answers names no "I"."""
    asked = [(runs[i].words, runs[j]) for i, j in pairwise(free) if runs[i].words.endswith("?")]
    if len(asked) < MANY_QUESTIONS:
        return False
    answered = sum(bool(ANSWERED.search(below.words)) for _, below in asked)
    addressed = sum(bool(INTERVIEWED.search(words)) for words, _ in asked)
    return 3 * (answered + addressed) >= len(asked)


def is_answered(runs: Sequence[Run], free: Sequence[int]) -> bool:
    """Whether somebody answers for himself what is put to him in bold."""
    return any(
        runs[i].marks.bold
        and runs[i].words.endswith("?")
        and INTERVIEWED.search(runs[i].words)
        and ANSWERED.search(runs[j].words)
        for i, j in pairwise(free)
    )


def speakers_of(runs: Sequence[Run]) -> frozenset[str]:
    """The names before a colon that come back: people are talking."""
    names = Counter(name for run in runs if (name := speaker(run.words)))
    return frozenset(name for name, times in names.items() if times > 1)


def speaker(words: str) -> str:
    """The name before a colon that a line opens with; empty if there is none."""
    found = SPEAKER.match(words) if ":" in words else None
    return found["name"] if found else ""


def members_of(runs: Sequence[Run]) -> frozenset[str]:
    """The lines that call speakers: "Ann Lee (Holm) (Ind)", "Minister (Ann Lee)", "Ann Lee"."""
    calls = [
        (run.words, m, bool(FIRST_PERSON.search(below.words)))
        for run, below in pairwise(runs)
        if run.words[-1:] == ")" and run.size <= LONGEST_CALL and (m := CALLED.fullmatch(run.bare))
    ]
    # lives of members are told in the third person
    if sum(speaks for *_, speaks in calls) < max(FEWEST_CALLS, len(calls) / 2):
        return frozenset()
    names = {m["name"] or m["behind"] for _, m, _ in calls}
    return frozenset({words for words, *_ in calls} | names)


def is_above_byline(known: Mapping[int, Verdict], i: int) -> bool:
    """Whether the author or the date stands below a line: it is of the head of the page."""
    return any(j in known and known[j].kind == "byline" for j in range(i + 1, i + 4))


def is_standfirst(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a line right below the title says something, without a full stop."""
    above = i - 1
    while above >= 0 and above in known and known[above].kind in ("boilerplate", "caption"):
        above -= 1
    below_title = above in known and known[above].kind in ("title", "byline")
    return below_title and runs[i].size >= SHORTEST_SAYING and bool(FINITE.search(runs[i].words))


def leads_in(words: str) -> bool:
    """Whether what stands below a line must finish its sentence."""
    small = words.lower()
    last = small[small.rfind(" ") + 1 :]
    return (
        last in LEAD_IN
        or small.removeprefix("hereby ") in OPERATIVE
        or small.endswith(LEAD_IN_PHRASES)
    )


def is_said(words: str) -> bool:
    """Whether a line is a sentence whose full stop was lost, as no heading is so long."""
    parts = words.split()
    if len(parts) < SHORTEST_SAID or words.endswith("?") or not FINITE.search(words):
        return False
    small = sum(part[0].islower() for part in parts)
    return small >= MOSTLY_SMALL * len(parts)


def is_title_like(words: str) -> bool:
    """No mark at the end but a question mark; no small letter at the start."""
    shorter = ending(words)
    if shorter[-1:] in STOPS:
        return bool(SHORTENED.search(shorter))
    return not TWO_SENTENCES.search(shorter[:-1])


def is_capitals(words: str) -> bool:
    """Whether all letters are capitals, and there are three or more."""
    if SMALL.search(words):
        return False
    letters = [c for c in words if c.isalpha() and c.upper() != c.lower()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def is_figures(words: str) -> bool:
    """Whether hardly half of a line is letters: a row of a table."""
    return 2 * sum(map(str.isalpha, words)) < len(words) - 2
