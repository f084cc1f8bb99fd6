"""Run-in headings before a colon: topics whose neighbours open alike, labels, capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policytext.structure.byline import HONOUR, ROLE
from policytext.structure.listed import FINITE, Opening
from policytext.structure.phrases import phrases
from policytext.structure.runs import Run, size_of

BULLET = re.compile(r"[-*+•●▪·–—]\s+")
COLON = re.compile(
    r"(?P<text>[A-Z](?:[^.:;!?()\n]|\.(?=\w)|\([^()\n]{1,20}\)){2,70}?)\s?[:：]\s?(?=\S)"
)
OF_TOPIC = re.compile(r"\b(?:\w{3,}ING|OF|THE|AND|TO|FOR|IN|ON|WITH|A|AN|OUR)\b")
LONGEST_SMALL = 4  # words of a topic before a colon with a small letter behind it
LABEL = phrases("labels")
CERTAIN = "label in capitals"
SHOUTED = "topic in capitals before a colon"
FEWEST_LABELS = 3
FEWEST_SHOUTED = 2
FEWEST_SIBLINGS = 3
FARTHEST_SIBLING = 2  # paragraphs on
LABELS = re.compile(
    r"(?:note|contact|source|date|photo|q|a|question|answer|figure|table|box|tel|telephone|e-?mail|"
    r"phone|fax|address|website|by|author|editor|example|ps|update|breaking|correction|re|subject|"
    r"to|from|cc|attachment)s?(?: credits?| by)?",
    re.IGNORECASE,
)


def before_colon(run: Run) -> Opening | None:  # noqa: PLR0911 (a rule a return)
    """Find a few words and a colon that open a run, if they can name its topic."""
    if ":" not in run.raw and "：" not in run.raw:
        return None
    bullet = BULLET.match(run.raw)
    start = bullet.end() if bullet else 0
    found = COLON.match(run.raw, start)
    if found is None or size_of(found["text"]) > 8:
        return None
    if HONOUR.search(found["text"]) or ROLE.match(found["text"]):
        return None
    rest = run.raw[found.end() :]
    if LABEL.fullmatch(found["text"]) and found["text"].isupper():
        return Opening(start, start + len(found.group().rstrip()), found.end(), None, CERTAIN)
    if LABELS.fullmatch(found["text"]) or size_of(rest) < 8 or FINITE.search(found["text"]):
        return None
    counted = any(map(str.isdecimal, found["text"]))  # "PM2.5"
    if found["text"].isupper() and not counted:
        return Opening(start, start + len(found.group().rstrip()), found.end(), None, SHOUTED)
    if found["text"].split()[-1].isupper() and size_of(found["text"]) < 4 and not counted:
        return None  # the name of a speaker
    if not rest[0].isupper() and (size_of(found["text"]) > LONGEST_SMALL or run.marks.bullet):
        return None
    end = found.end() - (len(found.group()) - len(found.group().rstrip()))
    return Opening(start, end, found.end(), None, "topic before a colon")


def siblings(
    runs: Sequence[Run], texts: Sequence[int], colons: dict[int, Opening]
) -> dict[int, Opening]:
    """A topic before a colon is a heading when its neighbours open in the same way."""
    certain = {i: o for i, o in colons.items() if o.reason == CERTAIN}
    if certain:
        return certain if len(certain) >= FEWEST_LABELS else {}
    labels = Counter(
        re.sub(r"\d+", "", runs[i].raw[o.start : o.end]).casefold() for i, o in colons.items()
    )
    if any(times > 1 for times in labels.values()):
        return {}  # people are talking
    shouted = {i: o for i, o in colons.items() if o.reason == SHOUTED}
    kept = {i: o for i, o in shouted.items() if _are_topics(runs, shouted)}
    order = {i: n for n, i in enumerate(texts)}
    near: list[int] = []
    for i in [*(i for i in colons if i not in shouted), -1]:
        if near and (i < 0 or order[i] - order[near[-1]] > FARTHEST_SIBLING):
            kept |= {j: colons[j] for j in near if len(near) >= FEWEST_SIBLINGS}
            near = []
        near.append(i)
    return kept


def _are_topics(runs: Sequence[Run], shouted: dict[int, Opening]) -> bool:
    """Whether phrases in capitals are topics: names of those who talk have no small words."""
    words = [runs[i].raw[o.start : o.end] for i, o in shouted.items()]
    told = sum(bool(OF_TOPIC.search(text)) for text in words)
    return len(words) >= FEWEST_SHOUTED and told * 2 >= len(words)
