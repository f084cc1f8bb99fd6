"""What a page in Markdown marks as headings, although nothing stands below it but furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policytext.structure.byline import SPECIAL, is_byline
from policytext.structure.contacts import CONTACTS
from policytext.structure.rows import WHOLE
from policytext.structure.runs import Run
from policytext.structure.signatures import ABOUT_AUTHOR, LONGEST_ABOUT, MOST_OF_AUTHOR, NAME
from policytext.structure.tail import END
from policytext.structure.verdicts import Verdict

MOST_LINKED = 0.7  # of the characters of a line that leads elsewhere
SHORTEST_SAID = 8  # words
MOST_SAID = 25  # words of the sentences below a heading that has no text of its own
MOST_TEASED = 60  # words of the sentences below a heading that leads elsewhere
LARGEST_TAIL = 0.7  # of the characters of the page
LONGEST_PROMISE = 30  # words of a line in a box that asks for an address
LONGEST_LABEL = 3  # words of what a story is filed under
MORE = re.compile(r"more (?:\w+ ){0,2}\w+$", re.IGNORECASE)
OF_TEXT = ("reference", "footnote", "table")
FEWEST_LINKED = 2  # headings that are links over more than a teaser
LARGEST_BOX = 6  # lines
ANCHOR = re.compile(r"\]\(\s*<?#")  # leads to a place on the page
# "Comments (17)", "2 thoughts on “The plan”", "Leave a reply"; not "Responses to the consultation"
COMMENTS = re.compile(
    r"(?:\d+|no) (?:comments?|thoughts?|responses?|replies)(?: (?:on|to) [“\"].*)?|"
    r"(?:user |reader )?comments?(?: \(\d+\))?|(?:leave|post|write|add) a (?:comment|reply)|"
    r"join the (?:conversation|discussion)",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:sign up|subscribe|unsubscribe|newsletters?|your e-?mail|inbox|e-?mail address|"
    r"mailing list|you agree (?:that|to))\b",
    re.IGNORECASE,
)
FURNITURE = Verdict("boilerplate", "below the last heading over text")
OF_AUTHOR = Verdict("credit", "about the author")
BOX = Verdict("boilerplate", "in a box that asks for an address")


@dataclass(frozen=True, slots=True)
class Part:
    """A marked heading and the runs up to the next, and what they hold."""

    heading: int
    end: int
    said: int  # words of sentences that nothing speaks against
    furniture: int  # runs known as furniture, or that lead elsewhere
    free: int  # other runs
    dated: bool  # nothing stands below but a date and a word or two, as below a headline
    leads: bool  # the heading asks the reader to go on or to do something
    linked: bool  # the heading itself leads elsewhere
    kept: bool  # the heading is customary, or something below it belongs to the text


def marked_tail(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Find the headings below the text with nothing but furniture below them, and all of that."""
    parts = _parts(runs, known, body)
    authors = _authors(runs, known, parts)
    return authors | _furniture(runs, {**known, **authors}, parts)


def _authors(
    runs: Sequence[Run], known: Mapping[int, Verdict], parts: Sequence[Part]
) -> dict[int, Verdict]:
    """What is said under "About the authors", or under a name that it begins with."""
    found: dict[int, Verdict] = {}
    for part in parts:
        name = runs[part.heading].words
        inside = [i for i in range(part.heading + 1, part.end) if i not in known]
        if ABOUT_AUTHOR.fullmatch(runs[part.heading].bare) and len(inside) <= MOST_OF_AUTHOR:
            found |= {i: OF_AUTHOR for i in inside if runs[i].size <= LONGEST_ABOUT}
        elif inside and NAME.fullmatch(name) and runs[inside[0]].words.startswith(f"{name} "):
            found |= dict.fromkeys((part.heading, inside[0]), OF_AUTHOR)
    return found


def _furniture(
    runs: Sequence[Run], known: Mapping[int, Verdict], parts: Sequence[Part]
) -> dict[int, Verdict]:
    start = len(parts)
    for n in range(len(parts) - 1, -1, -1):
        if not _is_furniture(runs, parts, n):
            break
        if _shows(parts[n]) or _is_headline(parts, n):
            start = n
    if start == len(parts):
        return {}
    first = parts[start].heading
    total = sum(len(run.words) for run in runs) or 1
    if sum(len(run.words) for run in runs[first:]) > LARGEST_TAIL * total:
        return {}
    return {i: FURNITURE for i in range(first, len(runs)) if i not in known or _is_loose(known[i])}


def _is_loose(verdict: Verdict) -> bool:
    return verdict.kind not in ("boilerplate", "title", "credit")


def _parts(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> list[Part]:
    marked = [
        i
        for i in range(body + 1, len(runs))
        if runs[i].marks.hashes and not (i in known and known[i].kind == "title")
    ]
    parts = [_part(runs, known, first, end) for first, end in pairwise([*marked, len(runs)])]
    if sum(part.linked and part.said > MOST_SAID for part in parts) >= FEWEST_LINKED:
        return parts  # headings of this text are links
    return [replace(part, leads=part.leads or part.linked) for part in parts]


def _part(runs: Sequence[Run], known: Mapping[int, Verdict], heading: int, end: int) -> Part:
    title = runs[heading]
    inside = range(heading + 1, end)
    furniture = {i for i in inside if i in known and known[i].kind == "boilerplate"}
    said = sum(runs[i].size for i in inside if i not in furniture and _is_said(runs[i]))
    furniture |= {i for i in inside if runs[i].marks.links > MOST_LINKED}
    of_text = any(i in known and known[i].kind in OF_TEXT for i in inside)
    kept = _is_of_person(runs, title, inside)
    return Part(
        heading,
        end,
        said,
        len(furniture),
        len(inside) - len(furniture),
        dated=_is_dated(runs, inside),
        leads=not kept and _leads(title.words, said, len(furniture)),
        linked=not kept and title.marks.links > MOST_LINKED and not ANCHOR.search(title.raw),
        kept=kept or of_text or bool(SPECIAL.match(title.words)),
    )


def _is_of_person(runs: Sequence[Run], title: Run, inside: range) -> bool:
    """Whether a heading stands over what is said of the author, or whom to write to."""
    named = bool(title.words) and any(runs[i].words.startswith(title.words) for i in inside)
    return named or bool(ABOUT_AUTHOR.fullmatch(title.words) or CONTACTS.fullmatch(title.words))


def _leads(words: str, said: int, furniture: int) -> bool:
    """Whether a heading asks the reader to go on, or to do something."""
    if END.fullmatch(words) or COMMENTS.fullmatch(words) or WHOLE.fullmatch(words.rstrip(" :")):
        return True
    if said and not furniture:
        return False
    return bool(END.match(words) or (not said and MORE.match(words)))


def _is_dated(runs: Sequence[Run], inside: range) -> bool:
    dates = {i for i in inside if is_byline(runs[i].words)}
    return bool(dates) and all(i in dates or runs[i].size <= LONGEST_LABEL for i in inside)


def _is_said(run: Run) -> bool:
    numbered = run.marker is not None and run.marker.scheme != "bare"
    numbered = numbered and run.size > LONGEST_LABEL  # "K. Lee" is a name
    said = run.is_sentence and run.size >= SHORTEST_SAID
    return (said or run.size > MOST_SAID or numbered) and run.marks.links <= MOST_LINKED


def _shows(part: Part) -> bool:
    """Whether a heading shows by itself, or by what is below it, that no text follows."""
    return part.leads or (part.furniture > part.free and not part.said)


def _is_headline(parts: Sequence[Part], n: int) -> bool:
    """Whether a heading stands above or below another with nothing below it but a date."""
    beside = (*parts[max(0, n - 1) : n], *parts[n + 1 : n + 2])
    return parts[n].dated and any(part.dated for part in beside)


def _is_furniture(runs: Sequence[Run], parts: Sequence[Part], n: int) -> bool:
    """Whether nothing speaks for a heading and what is below it being text."""
    part = parts[n]
    if part.kept and not part.leads:
        return False
    if part.leads and COMMENTS.fullmatch(runs[part.heading].words):
        return True
    if part.leads:
        return part.said <= MOST_TEASED
    if _shows(part) or not part.said:
        return True
    depth = runs[part.heading].marks.hashes
    before = (parts[m] for m in range(n - 1, -1, -1))
    above = (other for other in before if runs[other.heading].marks.hashes < depth)
    nested = next(above, None)
    return part.said <= MOST_SAID and (part.furniture > 0 or (nested is not None and nested.leads))


def marked_boxes(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int
) -> dict[int, Verdict]:
    """Find the headings of boxes within a text that ask for the reader's address."""
    found: dict[int, Verdict] = {}
    depth = 0  # of the heading above
    for i in range(min(body, len(runs) - 1), len(runs) - 1):
        run = runs[i]
        if (run.marks.hashes or run.marks.bold) and i not in known:
            last = _end_of_box(runs, known, i, smaller=run.marks.hashes > depth > 0)
            box = {j: BOX for j in range(i, last + 1) if j not in known}
            found |= box if last > i else {}
        depth = run.marks.hashes if run.marks.hashes and i not in found else depth
    return found


def _end_of_box(
    runs: Sequence[Run], known: Mapping[int, Verdict], heading: int, *, smaller: bool
) -> int:
    """The last run of a box that asks for the reader's address; its heading if it is none."""
    last = heading
    promised = False
    for j in range(heading + 1, min(heading + 1 + LARGEST_BOX, len(runs))):
        run = runs[j]
        furniture = j in known and known[j].kind == "boilerplate"
        if (j in known or run.marks.hashes) and not furniture:
            break
        asks = bool(ASKED.search(run.words)) and run.size <= LONGEST_PROMISE
        if asks or (furniture and last > heading):
            last = j
        elif not furniture:
            said = run.is_sentence and run.size >= SHORTEST_SAID
            if promised or run.size > LONGEST_PROMISE or (said and not smaller):
                break
            promised = True
    return last
