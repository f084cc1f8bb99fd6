"""The head of a page: its menus, what stands between them, and what the page calls itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from policytext.structure.byline import DATE, SPECIAL, SPOKEN, is_agency, is_byline
from policytext.structure.names import SmallWords, is_name
from policytext.structure.runs import Run
from policytext.structure.verdicts import Verdict

MOST_LINKED = 0.7  # of the characters of a marked title; the name of the site is a link
SHORTEST_TEXT = 12  # words
MOST_ABOVE = 0.15  # of the words of a page, in notices above its title
GLUED_TO = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "HomeNewsMinister opens the bridge"
MOST_SAID = 4  # lines of a headline's size between the title and the date
LONGEST_TITLE = 45  # words
LONGEST_HEAD = 40  # runs before the text itself
SHORTEST_DATED = 3  # words and one more of a title before the date in it
SHORTEST_MENU = 5  # lines
LONG_MENU = 7  # lines; what stands above it is the site's
LONGEST_ENTRY = 3  # words of a line of a menu
BESIDE = 3  # runs below a sentence among which a menu shows that it is none of the text
SHORTEST_COPY = 12  # characters
LONGEST_AROUND = 80  # characters of the site's name and the path around a copy
OF_PAGE = re.compile(r"\s[|–—·•»-]\s|\s?_\s?")  # parts the title from the name of the site
JOINT = re.compile(r"[-–—|»>›:·/•→]")
MOST_JOINTS = 12
SHORTEST_ABOVE = 4  # words of a title above what is said of it
OF_PLACE = re.compile(r"[|:>]|\s[-–—]\s|^[a-z]|\b(?:welcome|official)\b")
PARTS = ("chapter", "part", "book")
TRAIL = re.compile(r"\s?[»›→/>]\s?")
FEWEST_STEPS = 3  # of a trail
OF_MENUS = ("navigation", "menu", "breadcrumb", "link", "teaser or notice", "button")
FEWEST_FURNITURE = 2  # lines of a page that was copied with its menus
SHORTEST_HEADLINE = 6  # words
MOST_RUNS = 400  # at the head of a page among which copies of the title are looked for
FREE = Verdict("", "")  # of a run that nothing is known of


class Head:
    """What is asked of all lines of the head: which repeat another, and which are names."""

    def __init__(self, runs: Sequence[Run], known: Mapping[int, Verdict], body: int) -> None:
        self.small = SmallWords(runs)
        self._runs, self._known = runs, known
        furniture = sum(v.reason in OF_MENUS for i, v in known.items() if i < body)
        self.has_furniture = furniture >= FEWEST_FURNITURE
        self.headers = {runs[i].words for i, v in known.items() if v.reason == "running header"}
        self.first = next((i for i in range(len(runs)) if i not in known), 0)
        free = [i for i in range(min(body, MOST_RUNS)) if i not in known]
        ordered = [i for i in free if not _is_entry(runs[i])]
        end = ordered[LONGEST_HEAD] if len(ordered) > LONGEST_HEAD else min(body, MOST_RUNS)
        top = highest_heading(runs, known)
        self.end = max(end, top + 1) if top else end
        entries = [i for i in range(self.end) if _is_of_menu(runs, known, i)]
        self._menus = _long_stretches(entries)
        self.ends_of_menus = frozenset(end for _, end in self._menus)
        self._entries = {
            runs[i].words.casefold() for start, end in self._menus for i in range(start, end)
        }
        self.named = _named_by_page(runs, self.end)
        self.opens_with_name = bool(self.end) and _has_name(runs[0].words, self.named)
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
        marked = [i for i in free if self._is_marked(i)]
        self._first_marked = min(marked, key=lambda i: runs[i].marks.hashes, default=-1)
        depth = runs[self._first_marked].marks.hashes if marked else 0
        deep = [run.marks.hashes for run in runs if run.marks.hashes]
        self._is_lone = len(deep) > 1 and deep.count(depth) == 1

    def _is_marked(self, i: int) -> bool:
        run = self._runs[i]
        if not run.marks.hashes or run.marks.links > MOST_LINKED:
            return False
        named = self.inside(run.words) or is_agency(run.words) or SPECIAL.fullmatch(run.words)
        return not named

    def is_first_marked(self, i: int) -> bool:
        """Whether a line is the highest of the headings that are marked, and no link."""
        return i == self._first_marked and (self.has_furniture or self._is_lone)

    def is_below_headline(self, i: int) -> bool:
        """Whether a line as long as a title stands near above: this one is said of a picture."""
        above = range(max(0, i - BESIDE - 1), i)
        return any(j not in self._known and _is_headline(self._runs[j]) for j in above)

    def is_below_byline(self, i: int) -> bool:
        """Whether the date stands right above a line, or above one line between."""
        return any(j >= 0 and is_byline(self._runs[j].words) for j in (i - 1, i - 2))

    def is_among_menus(self, i: int) -> bool:
        """Whether lines of a menu stand near below a line: what it says is said of the site."""
        below = range(i + 1, i + 1 + BESIDE)
        listed = any(self._known.get(j, FREE).reason in OF_MENUS for j in below)
        return listed or self.is_above_menu(i)

    def is_far_above_byline(self, i: int) -> bool:
        """Whether a sentence stands right below what is no title: a title has its byline below."""
        near = range(i + 2, min(self.end, i + 2 * MOST_SAID))
        return self.has_furniture and any(is_byline(self._runs[j].words) for j in near)

    def is_dated_title(self, i: int) -> bool:
        """Whether a line that ends in a date stands below the date that the page gives itself."""
        run = self._runs[i]
        words, comma, date = run.words.partition(", ")
        trail, dash, day = run.words.casefold().partition(" – ")
        if dash and DATE.fullmatch(day) and trail in self.named:
            return True
        dated = bool(comma and DATE.fullmatch(date)) and words.count(" ") >= SHORTEST_DATED
        near = (self._runs[j].words for j in range(max(0, i - 2), i))
        return self.has_furniture and dated and any(map(DATE.fullmatch, near))

    def is_below_title(self, i: int) -> bool:
        """Whether what can be a title stands right above a headline: that says more of it."""
        above = self._runs[i - 1]
        free = i > 0 and i - 1 not in self._known and above.is_open and not above.marks.opens
        free = free and not (
            above.marks.bullet or above.words[0] in "[(" or SPOKEN.match(above.words)
        )
        sized = SHORTEST_ABOVE <= above.size <= LONGEST_TITLE and not self.inside(above.words)
        titled = sized and not (is_agency(above.words) or OF_PLACE.search(above.words))
        return free and titled and _is_headline(self._runs[i]) and not is_byline(above.words)

    def is_above_subtitle(self, i: int) -> bool:
        """Whether an open line as long as a headline stands below a line."""
        return i + 1 < self.end and _is_headline(self._runs[i + 1])

    def is_last_step(self, i: int) -> bool:
        """Whether a line is set against "Home" and a step or two, as the end of a trail is."""
        set_against = (
            self.has_furniture and i > 1 and not (self._runs[i].gap + self._runs[i - 1].gap)
        )
        steps = [run.bare.casefold() for run in self._runs[max(0, i - FEWEST_STEPS) : i - 1]]
        return set_against and "home" in steps and _is_entry(self._runs[i - 1])

    def is_only_part(self, i: int) -> bool:
        """Whether a line is the only one with the number of a chapter: the page holds no other."""
        marker = self._runs[i].marker
        if marker is None or marker.scheme not in PARTS or not self._runs[i].bare:
            return False
        short = (run for run in self._runs if run.size <= LONGEST_TITLE)
        others = (run.marker for run in short if run is not self._runs[i])
        return not any(other and other.scheme == marker.scheme for other in others)

    def last_copy(self, place: int) -> int:
        """The last of equal lines: on a page with menus, those above it stand among them."""
        words, last = self._runs[place].words, place
        for i in range(place + 1, self.end if self.has_furniture else 0):
            if self._runs[i].words == words and "contents" not in self._known.get(i, FREE).reason:
                last = i
        return last

    def is_above_menu(self, i: int) -> bool:
        """Whether many short lines on end stand between a line and the text."""
        return any(start > i for start, _ in self._menus)

    def is_below_menu(self, i: int) -> bool:
        """Whether a line as short as those of a menu stands right above the date or the text."""
        run, below = self._runs[i], self._runs[min(i + 1, len(self._runs) - 1)]
        words = run.words.casefold()
        said = below.is_sentence and below.size >= SHORTEST_HEADLINE
        apart = run.gap > 0 or words in self._entries
        dated = self.has_furniture and is_byline(below.words)
        return words in self.named or dated or (apart and said)

    def is_in_menu_too(self, i: int) -> bool:
        """Whether a line right above the text stands in the menu, as the page's own name does."""
        return self._runs[i].words.casefold() in self._entries and self.is_below_menu(i)

    def is_in_block(self, i: int) -> bool:
        """Whether furniture stands right above a line and right below it."""
        inside = 0 < i < len(self._runs) - 1 and not self._runs[i].gap + self._runs[i + 1].gap
        return inside and all(
            self._known.get(j, FREE).kind == "boilerplate" for j in (i - 1, i + 1)
        )

    def is_above_byline(self, i: int) -> bool:
        """Whether the author or the date stands near below a line."""
        n = bisect_right(self._free, i)
        lead = n  # what stands between is said of the text, too
        last = min(n + MOST_SAID, len(self._free)) if self.has_furniture else n
        while lead < last and _is_headline(self._runs[self._free[lead]]):
            lead += 1
        n = lead if lead > n + 1 else n
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
        """Whether a line holds another first, or not much else: the name of the site, a date."""
        whole = words.casefold()
        glued = (m.start() for m in GLUED_TO.finditer(words))
        if any(whole[at:] in self._whole for at in glued if len(whole) - at >= SHORTEST_COPY):
            return True
        return any(
            part in self._whole and (whole.startswith(part) or 2 * len(part) > len(whole))
            for part in _parts(whole)
            if part != whole and not self._is_topic(part, whole)
        )

    def _is_topic(self, part: str, whole: str) -> bool:
        """Whether a title names its topic before a colon: below the text it is filed under that."""
        if not whole.startswith(part + ":"):
            return False
        place = min(self._places.get(whole, [0]))
        alone = (i for i in self._places.get(part, []) if i < place)
        return not any(self._runs[i].words.casefold() == part for i in alone)


def _is_headline(run: Run) -> bool:
    return run.size >= SHORTEST_HEADLINE and run.is_open and not is_byline(run.words)


def highest_heading(runs: Sequence[Run], known: Mapping[int, Verdict]) -> int:
    """The last heading that Markdown marks as the highest with no text above it; else 0."""
    if not any(run.marks.hashes == 1 for run in runs):
        return 0
    most = MOST_ABOVE * sum(run.size for run in runs)
    said = furniture = found = 0
    for i, run in enumerate(runs):
        if (i in known and known[i].kind == "boilerplate") or _is_item(run):
            furniture += 1
        elif run.marks.hashes == 1 and run.marks.links < MOST_LINKED:
            if said > (most if furniture >= FEWEST_FURNITURE else 0):
                return found
            found = i
        elif run.is_sentence and run.size >= SHORTEST_TEXT and run.marks.links < MOST_LINKED:
            said += run.size
    return found


def _is_item(run: Run) -> bool:
    return run.marks.bullet and run.is_open and run.size <= LONGEST_ENTRY


def _named_by_page(runs: Sequence[Run], end: int) -> set[str]:
    """What the page is called at the end of a trail, or on its first line."""
    trails = (TRAIL.split(run.words.casefold()) for run in runs[:end])
    named = {steps[-1].strip() for steps in trails if len(steps) >= FEWEST_STEPS}
    named |= {runs[i].bare.casefold() for i in range(FEWEST_STEPS - 1, end) if _ends_steps(runs, i)}
    parts = [part.strip() for part in OF_PAGE.split(runs[0].words.casefold())] if end else []
    lines = {run.words.casefold() for run in runs[1:end]} if len(parts) > 1 else set()
    named |= set(next(([part] for part in parts if part in lines), []))
    return named - {""}


def _has_name(words: str, named: set[str]) -> bool:
    """Whether a line is what a browser calls the page: the title, and the name of the site."""
    parts = [part.strip() for part in OF_PAGE.split(words.casefold())]
    return len(parts) > 1 and not named.isdisjoint(parts)


def _ends_steps(runs: Sequence[Run], i: int) -> bool:
    """Whether a line is the last of a trail that is set as a list: "1. Home", "2. News", …"""
    steps = [run.marker for run in runs[max(0, i - FEWEST_STEPS + 1) : i + 2]]
    ordinals = [marker.ordinal if marker and marker.scheme == "arabic" else 0 for marker in steps]
    last = ordinals[FEWEST_STEPS - 1] if len(ordinals) > FEWEST_STEPS - 1 else 0
    *before, below = [*ordinals, 0] if len(ordinals) == FEWEST_STEPS else ordinals
    return last >= FEWEST_STEPS and below != last + 1 and before == [last - 2, last - 1, last]


def _is_of_menu(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    return "contents" not in known[i].reason if i in known else _is_entry(runs[i])


def _long_stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of places on end, where these are as many as a menu has lines."""
    stretches = []
    first = 0
    for n, place in enumerate(places):
        ended = n + 1 == len(places) or places[n + 1] != place + 1
        if ended and n - first + 1 >= LONG_MENU:
            stretches.append((places[first], place))
        first = n + 1 if ended else first
    return stretches


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


def _is_entry(run: Run) -> bool:
    return run.size <= LONGEST_ENTRY and run.is_open and not is_byline(run.words)


def without_note(words: str) -> str:
    """A line without the mark of a note behind it: "Ann Lee [*]"."""
    return words.partition("[")[0].rstrip("*† ")
