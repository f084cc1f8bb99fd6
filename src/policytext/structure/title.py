"""Which line is the title of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from policytext.structure.asides import ends_with_credit, is_beside_credit
from policytext.structure.byline import (
    HONOUR,
    SPECIAL,
    SPOKEN,
    TALK,
    SmallWords,
    is_agency,
    is_byline,
    is_name,
)
from policytext.structure.copies import MOST_MISREAD, Letters, are_alike
from policytext.structure.phrases import alternatives, phrases
from policytext.structure.runs import Run
from policytext.structure.scans import is_damaged
from policytext.structure.verdicts import Verdict

LONGEST_TITLE = 45  # words
MOST_LINKED = 0.7  # of the characters of a title
LONGEST_HEAD = 40  # runs before the text itself
LONGEST_OCCASION = 7  # words; twice as many between two lines of a byline
SHORTEST_TITLE = 4  # words
SHORTEST_ABOVE_NAME = 3  # words of a title with the author below
SHORT_ORDER = 0.25  # of a place that a line shorter than that takes from those below it
SHORTEST_MENU = 5  # lines
LONGEST_ENTRY = 3  # words of a line of a menu
BESIDE = 3  # runs below a sentence among which a menu shows that it is none of the text
NEAR = 10  # runs between the title of the page and that of the text
SITTING = phrases("sittings")
KIND_OF_PAPER = re.compile(
    rf"(?:joint )?(?:{alternatives('papers')})"
    r"(?:\sfrom\b.*|\sby\b(?!.*\s(?:at|on|to)\s).*|(?:\s(?:no\.?)?\s*[\d()/-]+)+)?",
    re.IGNORECASE,
)
SHORTEST_COPY = 12  # characters
LONGEST_AROUND = 80  # characters of the site's name and the path around a copy
LIKELY = -2.0  # score of a title
LIKELY_ALONE = -4.0  # of the only line that can be one
TOPICS = re.compile(r"(?:subjects|topics|key ?words|tags)\s?:", re.IGNORECASE)
JOINT = re.compile(r"[-–—|»>›:·/•→]")
MOST_JOINTS = 12
PLACE = re.compile(r"[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}, [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}")
PAGED = re.compile(r"\bpage (?:\d|[ivx]+\b)", re.IGNORECASE)
WIDE = re.compile(r"\s{2,}")
BRACKETED = re.compile(r"[\[(].*[\])]")
OF_WHOM = re.compile(rf"(?:{alternatives('papers')})\s(?:of|to)\b(?!.*\son\s).*", re.IGNORECASE)
OF_MENUS = ("navigation", "menu", "breadcrumb", "link", "teaser or notice")
FEWEST_FURNITURE = 2  # lines of a page that was copied with its menus
SUBJECT = re.compile(r"(?:subject|title|re)\s?:\s*", re.IGNORECASE)
SHORTEST_HEADLINE = 6  # words
MOST_RUNS = 400  # at the head of a page among which copies of the title are looked for
ADDRESS = re.compile(
    r"\b(?:street|avenue|boulevard|p\. ?o\. ?box|\d{1,2}(?:st|nd|rd|th) floor|fax:?)|"
    r"\btel(?:ephone)?\.?:? ?[(+\d]|"
    r"\w@\w|\b[A-Z]{2} \d{5}\b",
    re.IGNORECASE,
)
OF_SITE = re.compile(
    r"^welcome to\b|\b(?:official|national) (?:web ?)?(?:site|portal)\b|^[\w-]+(?:\.[\w-]+){1,4}$",
    re.I,
)
FREE = Verdict("", "")  # of a run that nothing is known of


def title_of(
    runs: Sequence[Run], known: Mapping[int, Verdict], body: int, given: str
) -> int | None:
    """The line that is most likely the title, by what it says and where it stands."""
    listed = frozenset(i for i, verdict in known.items() if "contents" in verdict.reason)
    head = _Head(runs, known, body)
    longest_entry = SHORTEST_HEADLINE if head.has_furniture else SHORTEST_TITLE
    scored: list[tuple[float, int]] = []
    order = 0.0
    spoken = None  # "Speech by the Minister in Porto, 5 May 2020" may be all the title there is
    for i, run in enumerate(runs[: head.end]):
        if i in known and (known[i].reason != "running header" or PAGED.search(run.words)):
            continue
        if ends_with_credit(run.words) or is_beside_credit(runs, i):
            continue
        said = run.is_sentence and not run.words.endswith("?")
        if scored and said and run.size > 8 and not run.marks.hashes and not head.is_among_menus(i):
            break  # the text has begun
        if run.size > LONGEST_TITLE:
            continue
        if run.marks.bullet or run.marks.table or (run.is_sentence and run.size > 25):
            continue
        if is_byline(run.words):
            spoken = i if spoken is None and SPOKEN.match(run.words) else spoken
            continue
        if (is_in_menu(runs, i) and run.marks.hashes != 1) or _is_row(run):
            continue
        score = (
            _title_score(runs, i, body=body, given=given, listed=listed, head=head) - 0.6 * order
        )
        score += 4 if i in known or run.words in head.headers else 0
        scored.append((score, -i))
        order += 1 if run.size >= longest_entry else SHORT_ORDER
    if not scored:
        return spoken
    best = max(scored)
    place = -best[1]
    alone = len(scored) == 1 and runs[place].marker is None
    if best[0] <= (LIKELY_ALONE if alone else LIKELY):
        return spoken
    return _without_field(runs, _first_reading(runs, -scored[0][1], place))


def _first_reading(runs: Sequence[Run], first: int, place: int) -> int:
    """The first line of a page, if the title is the same but for letters that were misread."""
    if first == place or is_copy(runs[place].words, runs[first].words):
        return place
    alike = are_alike(Letters(runs[first].words), Letters(runs[place].words), MOST_MISREAD)
    return first if alike else place


def _without_field(runs: Sequence[Run], place: int) -> int:
    """The title as it is printed on its own, not behind "Subject:"."""
    field = SUBJECT.match(runs[place].words)
    if field is None:
        return place
    words = runs[place].words[field.end() :].casefold()
    alone = (
        i
        for i, run in enumerate(runs)
        if i > place and run.words.casefold().removeprefix("annex ") == words
    )
    return next(alone, place)


def _title_score(
    runs: Sequence[Run], i: int, *, body: int, given: str, listed: frozenset[int], head: _Head
) -> float:
    run = runs[i]
    words = run.words
    score = 2.0 if 4 <= run.size <= 30 else 0.0
    score += 6 if run.marks.hashes == 1 else 2 if run.marks.hashes == 2 else 0
    score += 1 if run.marks.bold else 0
    score -= 4 if run.marks.hashes and run.marks.links > MOST_LINKED else 0  # the name of the site
    score += 8 if given and words.casefold() == given.casefold() else 0
    copies = [j for j in head.around(words) if j != i and j <= max(body, i) and j not in listed]
    score += 4 if copies else 0
    # names stand below a title, and are none
    named = i > head.first and run.size <= 4 and is_name(without_note(words), head.small)
    substantial = run.size >= SHORTEST_ABOVE_NAME and not PLACE.fullmatch(words)
    score -= 3 if named or PLACE.fullmatch(words) else 0
    score += 2 if substantial and not named and head.is_above_byline(i) else 0
    score -= 6 if head.inside(words) else 0
    # the last of equal copies stands above the text; the others are of the page
    score += 0.6 * (i - copies[0]) + 1 if copies and _is_earlier_twin(runs, copies[0], i) else 0
    score -= 5 if run.marker and run.marker.scheme != "bare" else 0
    score -= 5 if SPECIAL.match(words) else 0
    score -= 5 if is_agency(words) and run.size < 12 else 0
    score -= 5 if KIND_OF_PAPER.fullmatch(words) or SITTING.fullmatch(words) else 0
    score -= 3 if OF_WHOM.fullmatch(words) else 0
    score -= 3 if run.is_sentence and not words.endswith(("?", "!")) else 0
    score -= 4 if words.endswith((":", ",", ";")) else 0
    score -= 1.5 if run.size == 1 else 0
    score -= 4 if TALK.match(words) else 0
    score -= 6 if BRACKETED.fullmatch(words) else 0
    score += 0.7 if i == 0 else 0
    if head.has_furniture:  # menus are short, and the date may stand above the title
        score += 1.5 if run.size >= SHORTEST_HEADLINE else 0
        score += 2 if head.is_below_byline(i) and run.size >= SHORTEST_TITLE else 0
    score -= 5 if OF_SITE.search(words) else 0
    score -= 6 if TOPICS.match(words) else 0
    score -= 4 if is_damaged(words) else 0
    score -= 6 if ADDRESS.search(words) else 0
    score -= 4 if HONOUR.search(words) and run.size <= LONGEST_OCCASION else 0
    score -= 2 if head.is_in_block(i) and run.size < SHORTEST_HEADLINE else 0
    return score


class _Head:
    """What is asked of all lines of the head: which repeat another, and which are names."""

    def __init__(self, runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> None:
        self.small = SmallWords(runs)
        self._runs, self._known = runs, known
        furniture = sum(v.reason in OF_MENUS for i, v in known.items() if i < body)
        self.has_furniture = furniture >= FEWEST_FURNITURE
        self.headers = {runs[i].words for i, v in known.items() if v.reason == "running header"}
        self.first = next((i for i in range(len(runs)) if i not in known), 0)
        free = [i for i in range(min(body, MOST_RUNS)) if i not in known]
        self.end = free[LONGEST_HEAD] if len(free) > LONGEST_HEAD else min(body, MOST_RUNS)
        self._free = free[: LONGEST_HEAD + 4]
        self._of_bylines: dict[int, bool] = {}  # told once of each line
        short = [(i, run.words.casefold()) for i, run in enumerate(runs) if _is_short(run)]
        self._whole = {words for _, words in short}
        self._places: dict[str, list[int]] = {}
        for i, words in short:
            if i > min(body, MOST_RUNS):
                break
            for part in _parts(words):
                self._places.setdefault(part, []).append(i)

    def is_below_byline(self, i: int) -> bool:
        """Whether the date stands right above a line, or above one line between."""
        return any(j >= 0 and is_byline(self._runs[j].words) for j in (i - 1, i - 2))

    def is_among_menus(self, i: int) -> bool:
        """Whether lines of a menu stand near below a line: what it says is said of the site."""
        below = range(i + 1, i + 1 + BESIDE)
        return any(self._known.get(j, FREE).reason in OF_MENUS for j in below)

    def is_in_block(self, i: int) -> bool:
        """Whether furniture stands right above a line and right below it."""
        inside = 0 < i < len(self._runs) - 1 and not self._runs[i].gap + self._runs[i + 1].gap
        return inside and all(
            self._known.get(j, FREE).kind == "boilerplate" for j in (i - 1, i + 1)
        )

    def is_above_byline(self, i: int) -> bool:
        """Whether the author or the date stands near below a line."""
        n = bisect_right(self._free, i)
        return any(map(self._is_of_byline, self._free[n : n + BESIDE]))

    def _is_of_byline(self, i: int) -> bool:
        if i not in self._of_bylines:
            words = self._runs[i].words
            named = is_name(without_note(words), self.small)
            named = named and not (self.has_furniture and is_agency(words))
            self._of_bylines[i] = named or is_byline(words)
        return self._of_bylines[i]

    def around(self, words: str) -> list[int]:
        """The lines that hold a line, itself included."""
        return self._places.get(words.casefold(), []) if len(words) >= SHORTEST_COPY else []

    def inside(self, words: str) -> bool:
        """Whether a line holds another."""
        whole = words.casefold()
        return any(part in self._whole for part in _parts(whole) if part != whole)


def _is_short(run: Run) -> bool:
    return run.size <= 2 * LONGEST_TITLE and len(run.words) >= SHORTEST_COPY


def _parts(words: str) -> list[str]:
    """A line, and what stands between its joints."""
    joints = [m.end() for m in JOINT.finditer(words)][:MOST_JOINTS]
    if not joints:
        return [words] if len(words) >= SHORTEST_COPY else []
    edges = [0, *joints, len(words) + 1]
    parts = {
        words[one : two - 1].strip()
        for n, one in enumerate(edges)
        for two in edges[n + 1 :]
        if len(words) - (two - one) <= LONGEST_AROUND
    }
    return [part for part in parts if len(part) >= SHORTEST_COPY]


def is_in_menu(runs: Sequence[Run], i: int) -> bool:
    """Whether a line is one of many short ones on end."""
    first = last = i
    while first > 0 and i - first < SHORTEST_MENU and _is_entry(runs[first - 1]):
        first -= 1
    while last + 1 < len(runs) and last - i < SHORTEST_MENU and _is_entry(runs[last + 1]):
        last += 1
    return _is_entry(runs[i]) and last - first + 1 >= SHORTEST_MENU


def _is_row(run: Run) -> bool:
    """Whether a line is a menu: four names or more, parted by wide blanks."""
    if "  " not in run.raw:
        return False
    cells = WIDE.split(run.raw)
    return len(cells) >= 4 and all(c[:1].isupper() and c.count(" ") < 3 for c in cells)


def _is_entry(run: Run) -> bool:
    return run.size <= LONGEST_ENTRY and run.is_open and not is_byline(run.words)


def _is_earlier_twin(runs: Sequence[Run], j: int, i: int) -> bool:
    return j < i <= j + NEAR and runs[j].words == runs[i].words


def is_copy(title: str, other: str) -> bool:
    """Whether another line is the title again, with the name of the site or a path around it."""
    if len(title) < SHORTEST_COPY or not len(title) <= len(other) <= len(title) + LONGEST_AROUND:
        return False
    one, two = title.casefold(), other.casefold()
    if one == two:
        return True
    at = two.find(one)
    if at < 0:
        return False
    before, after = two[:at].rstrip(), two[at + len(one) :].lstrip()
    return not (before and not JOINT.match(before[-1])) and (not after or bool(JOINT.match(after)))


def without_note(words: str) -> str:
    """A line without the mark of a note behind it: "Ann Lee [*]"."""
    return words.partition("[")[0].rstrip("*† ")
