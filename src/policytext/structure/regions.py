"""Regions of a page: its menus, the headlines between paragraphs, what stands below the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.structure.asides import CAPTION, NOTES_HEADING
from policytext.structure.byline import is_byline
from policytext.structure.runs import Run
from policytext.structure.tail import ASKING
from policytext.structure.verdicts import Verdict

SHORTEST_TEXT = 12  # words of a sentence that is surely of the text
SHORTEST_PARAGRAPH = 15  # words of one that an advertisement is set against
SHORTEST_HEADLINE = 5  # words
LONGEST_HEADLINE = 20
MOST_HEADLINES = 6  # on end; more are a list
LONGEST_NOTICE = 40  # words
LONGEST_ENTRY = 3  # words of a line of a menu
SHORTEST_MENU = 4  # lines
LONGEST_MENU = 300
MOST_SPACED = 0.7
LONGEST_LINE = 8  # words of a line of a menu or a footer
LONGEST_FOOTER = 40  # lines
LARGEST_TAIL = 0.4  # of the characters of the page
FEWEST_FURNITURE = 2  # lines known as furniture that make a tail of what stands around them
BOX_AND_HEADING = 2  # lines: a form, and the heading of what follows
BESIDE = 3  # runs on either side that tell what a lonely sentence is part of
CERTAIN = (
    "front matter",
    "addresses of the links",
    "page number",
    "separator",
    "running header",
    "title again",
    "imprint",
    "table of contents",
)
ASIDE = ("credit", "reference", "footnote", "caption", "table")
FURTHER = re.compile(
    r"(?:for )?(?:more|further) information|further reading|background documents?", re.I
)
OFFICES = ("name or office under the text", "body under the text")
NONE = Verdict("", "")  # of a run that nothing is known of
CITED = re.compile(r"[“\"«]")


def tail_region(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Find what stands among the furniture below the last paragraph of the text."""
    last = _last_text(runs, known, body)
    marks = [i for i in range(last + 1, len(runs)) if _is_furniture(known, i)]
    if last <= body or len(marks) < FEWEST_FURNITURE or last < len(runs) / 4:
        return {}
    start = marks[0]
    while start - 1 > last and _leads_to(runs, known, start):
        start -= 1
    free = [
        i
        for i in range(start, len(runs))
        if (i not in known or _is_office_line(known, i))
        and not (runs[i].marks.hashes and known.get(i + 1, NONE).kind in ASIDE)
    ]
    total = sum(len(run.words) for run in runs) or 1
    weight = sum(len(runs[i].words) for i in free)
    if weight > LARGEST_TAIL * total or len(marks) * 3 < len(free):
        return {}
    return {i: Verdict("boilerplate", "among the furniture below the text") for i in free}


def _is_office_line(known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a line was taken for a signature although furniture stands right above it."""
    reason = known[i].reason
    dated = reason == "date under the text"
    beside = (known[j].reason for j in (i - 1, i + 1) if j in known)
    alone = reason == "whom to contact" and reason not in beside
    return dated or alone or (reason in OFFICES and _is_furniture(known, i - 1))


def _last_text(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> int:
    for i in range(len(runs) - 1, body, -1):
        run = runs[i]
        if i in known:
            continue
        if run.marker and run.marker.scheme != "bare" and not run.marks.links:
            return i
        said = run.is_sentence and (run.size >= SHORTEST_TEXT or _goes_on(runs, known, i))
        if (said or run.size > LONGEST_HEADLINE) and not _is_lonely(runs, known, i):
            return i
        listed = run.marks.bullet and not run.marks.links and not _is_lonely(runs, known, i)
        if listed and not _is_in_footer(runs, known, i):
            return i
        if run.is_sentence and run.gap and CITED.match(run.words):
            return i
    return body


def _is_in_footer(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a short item is of a list that nothing leads in to, with furniture in it or near."""
    first = last = i
    while first > max(0, i - LONGEST_FOOTER) and _is_short_item(runs[first]):
        first -= 1
    while last + 1 < min(len(runs), i + LONGEST_FOOTER) and _is_short_item(runs[last + 1]):
        last += 1
    led = runs[first].words.endswith((":", ";", ",", ".")) and first not in known
    links = sum(_is_furniture(known, j) for j in range(first + 1, last + 1))
    led = led and 2 * links < last - first
    near = range(max(0, first - 1), min(len(runs), last + 1 + BESIDE))
    return first < i and not led and any(_is_furniture(known, j) for j in near)


def _is_short_item(run: Run) -> bool:
    return run.marks.bullet and run.size <= LONGEST_LINE and run.is_open


def _goes_on(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a short sentence is set like the paragraph near above it."""
    if i - 1 in known and i - 2 > 0 and i - 2 not in known and not runs[i].gap:
        # behind an advertisement, where no blank lines part the paragraphs
        return runs[i - 2].is_sentence and runs[i].size >= SHORTEST_HEADLINE
    near = (runs[j] for j in range(i - 1, max(-1, i - 1 - BESIDE), -1) if j not in known)
    above = next(near, None)
    return above is not None and runs[i].gap > 0 and above.is_sentence


def menus(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Find the lines of a menu that a page opens with."""
    end = 0
    most = min(len(runs), LONGEST_MENU)
    while end < most and (_is_furniture(known, end) or _is_entry(runs, end)):
        end += 1
    of_menu = sum(_is_furniture(known, i) for i in range(end))
    if end and end - 1 not in known and any(is_byline(r.words) for r in runs[end : end + 2]):
        end -= 1  # the title may be as short
    if end < SHORTEST_MENU or of_menu < FEWEST_FURNITURE:
        return {}
    verdict = Verdict("boilerplate", "menu that the page opens with")
    return {i: verdict for i in range(end) if i not in known}


def lists_above(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Find the lists of short items above the text, on pages with menus: links that lost theirs."""
    if sum(_is_furniture(known, i) for i in range(body)) < FEWEST_FURNITURE:
        return {}
    place = next((i for i, verdict in known.items() if verdict.kind == "title"), 0)
    found: dict[int, Verdict] = {}
    i = 0
    while i < body:
        end = i
        while end < body and _is_short_item(runs[end]):
            end += 1
        led = i > 0 and runs[i - 1].words.endswith(":") and i - 1 not in known
        linked = end <= place or any(_is_furniture(known, j) for j in range(i, end))
        if end - i >= FEWEST_FURNITURE and linked and not led:
            verdict = Verdict("boilerplate", "list of links above the text")
            found |= {j: verdict for j in range(i, end) if j not in known}
        i = max(end, i + 1)
    return found


def _is_entry(runs: Sequence[Run], i: int) -> bool:
    run = runs[i]
    unmarked = run.is_open or run.words.endswith("?")
    plain = run.size <= LONGEST_ENTRY and unmarked and not (run.marks.opens or run.marks.bold)
    return plain and not (i and run.gap) and not is_byline(run.words)


def blocks_of_furniture(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int
) -> dict[int, Verdict]:
    """Find what is set against furniture, with blank lines around: boxes within a text."""
    later = (runs[i] for i in range(body + 1, len(runs)) if i not in known)
    texts = [run for run in later if run.is_sentence and run.size >= SHORTEST_TEXT]
    if sum(run.gap > 0 for run in texts) < MOST_SPACED * len(texts):
        return {}  # nothing parts the blocks
    found: dict[int, Verdict] = {}
    start = body + 1
    while start < len(runs):
        end = start + 1
        while end < len(runs) and not runs[end].gap:
            end += 1
        sure = sum(_is_furniture(known, i) for i in range(start, end))
        if not sure:
            start = end
            continue
        free = [i for i in range(start, end) if i not in known]
        free = free[_said_first(runs, known, start, end) :]
        if free and free[-1] == end - 1 and sure >= FEWEST_FURNITURE and _goes_on_below(runs, end):
            free = free[:-1]
        if sure and end - start == BOX_AND_HEADING and _heads_text(runs, end - 1):
            free = []
        longest = max((runs[i].size for i in free if runs[i].is_sentence), default=0)
        small = longest < (LONGEST_NOTICE if sure >= FEWEST_FURNITURE else SHORTEST_TEXT)
        plain = not any(runs[i].marks.opens or runs[i].marker for i in free)
        if sure * 3 >= end - start and small and plain:
            found |= dict.fromkeys(free, Verdict("boilerplate", "in a box of furniture"))
        start = end
    return found


def _goes_on_below(runs: Sequence[Run], end: int) -> bool:
    """Whether the last line of a block is a paragraph, and the text goes on below it."""
    last, below = runs[end - 1], runs[end] if end < len(runs) else runs[end - 1]
    said = last.is_sentence and last.size >= SHORTEST_PARAGRAPH and end < len(runs)
    return said and below.is_sentence and below.size >= SHORTEST_HEADLINE


def _said_first(runs: Sequence[Run], known: Mapping[int, Verdict], start: int, end: int) -> int:
    """How many lines of a list the furniture is set against: two sentences or more open it."""
    first = next((i for i in range(start, end) if i in known), end)
    said = sum(
        runs[i].is_sentence and runs[i].size > SHORTEST_HEADLINE for i in range(start, first)
    )
    return first - start if said > 1 else 0


def _heads_text(runs: Sequence[Run], i: int) -> bool:
    """Whether a line below a form stands right above a paragraph."""
    below = runs[i + 1] if i + 1 < len(runs) else runs[i]
    said = below.gap > 0 and below.is_sentence and below.size >= SHORTEST_TEXT
    asked = bool(ASKING.match(runs[i - 1].words))
    return asked and said and runs[i].is_open and runs[i].size <= LONGEST_LINE


def _is_lonely(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a sentence stands between furniture and lines as short as furniture is."""
    above = list(range(i - 1, max(-1, i - 1 - BESIDE), -1))
    below = list(range(i + 1, min(len(runs), i + 1 + BESIDE)))

    def is_short(j: int) -> bool:
        short = runs[j].size <= LONGEST_LINE and runs[j].is_open
        return known[j].kind == "boilerplate" if j in known else short

    beside = [*above, *below]
    sure = sum(_is_furniture(known, j) for j in beside)
    return sure >= FEWEST_FURNITURE and all(map(is_short, beside)) and _is_furniture_above(known, i)


def _is_furniture_above(known: Mapping[int, Verdict], i: int) -> bool:
    return any(_is_furniture(known, j) for j in range(i - BESIDE, i))


def _is_furniture(known: Mapping[int, Verdict], i: int) -> bool:
    verdict = known.get(i)
    return verdict is not None and verdict.kind == "boilerplate" and verdict.reason not in CERTAIN


def _leads_to(runs: Sequence[Run], known: Mapping[int, Verdict], start: int) -> bool:
    """Whether the line above the furniture is one of its list: short, open, with no gap below."""
    above = runs[start - 1]
    if start - 1 in known or above.marks.hashes:
        return False
    if above.marks.bullet:
        return _is_short_item(above) and above.size <= LONGEST_ENTRY and not above.marks.links
    if runs[start].marks.bullet and _is_short_item(runs[start]):
        return above.is_open and above.size <= LONGEST_ENTRY
    short = above.is_open and above.size <= LONGEST_HEADLINE
    return short and not runs[start].gap


def headlines(runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> dict[int, Verdict]:
    """Find the headlines of other stories that stand between two paragraphs, line upon line."""
    found: dict[int, Verdict] = {}
    i = body + 1
    while i < len(runs) - 1:
        end = i
        while end < len(runs) and end not in known and _is_headline(runs, end, first=end == i):
            end += 1
        above, below = runs[i - 1], runs[end] if end < len(runs) else None
        inside = i - 1 not in known and above.is_sentence and above.size >= SHORTEST_TEXT
        goes_on = below is not None and below.gap > 0 and end not in known
        if 1 < end - i <= MOST_HEADLINES and inside and goes_on:
            verdict = Verdict("boilerplate", "headlines between paragraphs")
            found |= dict.fromkeys(range(i, end), verdict)
        i = max(end, i + 1)
    return found


def _is_headline(runs: Sequence[Run], i: int, *, first: bool) -> bool:
    run = runs[i]
    if not (SHORTEST_HEADLINE <= run.size <= LONGEST_HEADLINE and run.is_open):
        return False
    plain = not (run.marks.opens or run.marks.bold or run.marks.quote or run.marker)
    plain = plain and "   " not in run.raw and "\t" not in run.raw  # cells of a table
    set_right = run.gap > 0 if first else run.gap == 0
    plain = plain and set_right and run.words[0].isupper()
    return plain and not CAPTION.match(run.words)


def _titles_below(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> list[int]:
    """The titles that stand below a line on end, links that a page lost; two or more."""
    j = i + 1
    while j < len(runs) and j not in known and not runs[j].gap and _is_title(runs[j]):
        j += 1
    ended = j == len(runs) or j in known
    titled = any(run.size >= SHORTEST_HEADLINE for run in runs[i + 1 : j])  # or it is a menu
    return list(range(i + 1, j)) if ended and titled and j > i + 2 else []


def _is_title(run: Run) -> bool:
    return run.size <= LONGEST_HEADLINE and run.is_open and not (run.marks.opens or run.marker)


def _heads_references(run: Run) -> bool:
    """Whether a line leads to more on the matter, or is a marked heading over notes."""
    noted = run.marks.hashes and NOTES_HEADING.fullmatch(run.words)
    return bool(noted or FURTHER.fullmatch(run.words))


def further_reading(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Find the links under a line such as "For more information": they are references."""
    found: dict[int, Verdict] = {}
    for i in range(len(runs) // 4, len(runs)):
        if runs[i].size > LONGEST_LINE or not _heads_references(runs[i]):
            continue
        j = i + 1
        while j < len(runs) and j in known and known[j].reason == "link":
            found[j] = Verdict("reference", "link to read on")
            j += 1
        listed = _titles_below(runs, known, i)
        found |= dict.fromkeys(listed, Verdict("reference", "title to read on"))
        if listed or (j > i + 1 and (runs[i].marks.bold or runs[i].marks.hashes)):
            found[i] = Verdict("heading", "heading over references")
    return found
