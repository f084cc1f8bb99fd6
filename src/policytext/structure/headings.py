"""Headings that stand on their own lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.structure.asides import NOTES_HEADING
from policytext.structure.byline import is_byline, names_period
from policytext.structure.contents import named
from policytext.structure.evidence import (
    ANSWERED,
    FINITE,
    PLAIN,
    are_spaced,
    is_above_byline,
    is_answered,
    is_capitals,
    is_interview,
    is_standfirst,
    is_title_like,
    members_of,
    speaker,
    speakers_of,
    without_picture,
)
from policytext.structure.markers import Marker
from policytext.structure.neighbours import (
    LONGEST_STACKED,
    lone_above_text,
    with_neighbours,
    without_asked,
)
from policytext.structure.outline import RANK
from policytext.structure.plain_headings import plain_heading
from policytext.structure.run_in import STOPPED_AND_DASHED
from policytext.structure.runs import Run, size_of
from policytext.structure.signatures import STRONG_SCHEMES
from policytext.structure.verdicts import Verdict

LONGEST_NUMBERED = 32  # words; beyond this a numbered line in such texts is a sentence
LONGEST_SAYING = 25  # words of a heading in Markdown that ends in a full stop
FEWEST_MARKED = 2  # headings in Markdown, where those of a text are marked
FEWEST_UNMARKED = 4  # lines without a mark beside them that bear each other out
LONGEST_BARE = 16  # words behind a number without any mark
OPEN = (*PLAIN, "line above numbered text", "line above a list")
SHORTEST_COUNTED = 15  # words of a paragraph whose number stands above it
STAGE_DIRECTION = re.compile(r"[\[(（].*[\])）]$")
DIALOGUE = re.compile(
    r"(?:Q|Question|Answer|Interviewer|Moderator)\s?\d*[:.]|A\s?\d*:|"
    r"(?:journalist|reporter|interviewer)\s?[:;.]|(?-i:Q\s[(A-Z])|(?:question|answer|journalist|reporter|interviewer|moderator)$",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"\b(?:you|your|minister|president|sir|madam|ambassador)\b", re.IGNORECASE)
GOES_ON = re.compile(r"[:;,]\s[a-z]")  # a tool broke the line in the middle of a sentence
ALONE = ("roman", "arabic", "bare", "decimal", "pillar", "letter")  # schemes that may stand alone


def headings(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Find the headings among the runs that nothing is known of."""
    free = [i for i in range(len(runs)) if i not in known or known[i].kind in ("caption", "table")]
    counts = _Counts(runs, free)
    talk = _Talk(runs, free)
    heads = named(runs, known)
    spaced = are_spaced(runs, free)
    cover = next((i for i, v in known.items() if v.reason == "table of contents"), 0)
    cover = cover if cover < len(runs) / 3 else 0
    found: dict[int, str] = {}
    for n, i in enumerate(free):
        run = runs[i]
        if i in known or (run.size > 2 * LONGEST_NUMBERED and not run.marks.hashes):
            continue
        if talk.holds(i):
            continue
        if _is_above_notes(runs, known, i):
            found[i] = "customary heading"
            continue
        reason = _reason(runs, free, n, counts)
        if not reason and i in heads:
            reason = "named in the table of contents"
        if not reason:
            continue
        glued = spaced and n > 0 and _is_glued(runs, known, found, i)
        dated = is_byline(run.words) and not names_period(run.words)
        if reason in PLAIN and (glued or dated):
            continue
        if reason not in OPEN or not (i < cover or _is_of_page(runs, known, i)):
            found[i] = reason
    found = _without_unmarked(runs, found)
    found = without_picture(runs, known, found)
    found = with_neighbours(runs, free, found)
    found = without_asked(runs, found)
    lone = lone_above_text(runs, known, found)
    return {i: Verdict("heading", reason) for i, reason in found.items() if i != lone}


class _Talk:
    """Who talks in a text, and whom they ask and call: what they say heads nothing."""

    def __init__(self, runs: Sequence[Run], free: Sequence[int]) -> None:
        short = [i for i in free if runs[i].size <= LONGEST_NUMBERED]
        self._runs = runs
        self._times = Counter(runs[i].words.casefold() for i in short)
        self._speakers = speakers_of(runs)
        self._members = members_of(runs)
        called = {_without_colon(runs[i]) for i in short if runs[i].words.endswith(":")}
        self._called = {words for words in called if self._times[words + ":"] > 1}
        self._asked = is_interview(runs, free)
        self._answers = is_answered(runs, free)

    def holds(self, i: int) -> bool:
        """Whether a line is a question that somebody is asked, a speaker's name or a call."""
        run = self._runs[i]
        marked = run.marks.hashes or (run.marks.bold and not self._answers)
        if run.words[-1:] == "?" and (self._asked or (not marked and _is_asked(self._runs, i))):
            return True
        if self._times[run.words.casefold()] > 2 and not run.marks.hashes:
            return True
        name = speaker(run.words)
        if name and not run.marker and (name.isupper() or name in self._speakers):
            return True
        return run.words in self._members or (
            bool(self._called) and _without_colon(run) in self._called
        )


def _is_glued(
    runs: Sequence[Run], known: Mapping[int, Verdict], found: Mapping[int, str], i: int
) -> bool:
    """Whether a line is set against the one above it, and goes on with that."""
    return not runs[i].gap and not (_ends_above(runs, known, found, i) and runs[i + 1].gap > 0)


def _is_of_page(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    """Whether a line belongs to the head of the page, to an imprint or to furniture."""
    above_imprint = i + 1 in known and known[i + 1].reason == "imprint"
    of_head = is_above_byline(known, i) or is_standfirst(runs, known, i)
    return above_imprint or of_head or _is_among_furniture(known, i)


def _ends_above(
    runs: Sequence[Run], known: Mapping[int, Verdict], found: Mapping[int, str], i: int
) -> bool:
    """Whether what a short line is set against is over: a list, a heading, a box, a table."""
    above = runs[i - 1]
    item = above.is_sentence and (above.marks.bullet or not above.gap)
    over = item or i - 1 in known or i - 1 in found
    return over and runs[i].size <= LONGEST_STACKED


def _without_unmarked(runs: Sequence[Run], found: dict[int, str]) -> dict[int, str]:
    """Drop the few lines without a mark, where the headings of a text are marked."""
    marked = sum(runs[i].marks.hashes > 0 for i in found)
    plain = {i for i, reason in found.items() if reason in OPEN and not runs[i].marks.bold}
    if marked < FEWEST_MARKED or sum(found[i] in PLAIN for i in plain) >= FEWEST_UNMARKED:
        return found
    return {i: reason for i, reason in found.items() if i not in plain}


def _is_asked(runs: Sequence[Run], i: int) -> bool:
    """Whether a question is put to somebody; "Can I apply?" is not, unless "I" is in the answer."""
    if ADDRESSED.search(runs[i].words):
        return True
    answer = runs[i + 1].words if i + 1 < len(runs) else "I"
    return bool(ANSWERED.search(runs[i].words) and ANSWERED.search(answer))


def _without_colon(run: Run) -> str:
    return run.words.rstrip(" :").casefold()


def _is_among_furniture(known: Mapping[int, Verdict], i: int) -> bool:
    """Whether furniture stands right below a line, and what is no text right above it."""
    above, below = known.get(i - 1), known.get(i + 1)
    apart = above is not None and above.kind in ("boilerplate", "byline", "title")
    return apart and below is not None and below.kind == "boilerplate"


def _is_above_notes(runs: Sequence[Run], known: Mapping[int, Verdict], i: int) -> bool:
    below = known.get(i + 1)
    noted = below is not None and below.kind in ("footnote", "reference")
    return noted and bool(NOTES_HEADING.fullmatch(runs[i].words))


class _Counts:
    """The numbers that are printed before runs."""

    def __init__(self, runs: Sequence[Run], free: Sequence[int]) -> None:
        self.printed: set[int] = set()  # in whatever scheme
        self.of_scheme: Counter[str] = Counter()
        self._bare: Counter[tuple[bool, int]] = Counter()  # before short lines, without a mark
        self._alone: Counter[tuple[str, int, int]] = Counter()  # with no words behind them
        for run in runs:
            marker = run.marker
            if marker and (marker.scheme != "bare" or not run.bare):
                self.printed.add(marker.ordinal)
                self.of_scheme[marker.scheme] += 1
        for i in free:
            marker = runs[i].marker
            if marker is None:
                continue
            if marker.scheme == "bare" and runs[i].size <= LONGEST_BARE and not runs[i].is_sentence:
                self._bare[marker.label.isdecimal(), marker.ordinal] += 1
            if not runs[i].bare:
                self._alone[marker.scheme, marker.depth, marker.ordinal] += 1

    def goes_on(self, marker: Marker) -> bool:
        """Whether a number without any mark has a neighbour in the count: 1 Aims … 2 Means."""
        decimal = marker.label.isdecimal()
        return any(self._bare[decimal, marker.ordinal + step] for step in (-1, 1))

    def has_sibling(self, marker: Marker) -> bool:
        """Whether a number that stands alone has a neighbour that stands alone."""
        places = ((marker.scheme, marker.depth, marker.ordinal + step) for step in (-1, 1))
        return any(self._alone[place] for place in places)


def _reason(runs: Sequence[Run], free: Sequence[int], n: int, counts: _Counts) -> str:  # noqa: PLR0911 (a rule a return)
    run = runs[free[n]]
    if run.marks.hashes:
        says = run.is_sentence and run.size > LONGEST_SAYING
        boxed = _is_last_in_box(runs, free[n])
        return "Markdown heading" if (run.bare or run.marker) and not says and not boxed else ""
    if run.size > LONGEST_NUMBERED + 2:
        return ""
    if run.words.endswith("[edit]") and not run.marks.bullet:
        return "line with its link for editing"
    if run.marks.bullet or run.marks.quote or run.marks.table or run.marks.image is not None:
        return ""
    if (STAGE_DIRECTION.fullmatch(run.words) and not run.marker) or DIALOGUE.match(run.words):
        return ""
    if run.raw.rstrip().endswith("\\") or _is_below_picture(runs, free[n]):
        return ""  # the line below belongs to it; it says what is seen
    following = _next(runs, free, n)
    listed = following is not None and (following.marks.bullet or following.marker is not None)
    goes_on = following and (following.words[:1].islower() or GOES_ON.match(following.words))
    if following is None or (goes_on and not listed):
        return ""  # a sentence goes on below it
    if run.marker and (run.marker.scheme != "bare" or counts.goes_on(run.marker)):
        first = run.marker.ordinal <= 1 or run.marker.ordinal - 1 in counts.printed
        if first or run.marker.scheme in {"bare", *STRONG_SCHEMES}:
            return _numbered(runs, free, n, following, counts)
        return ""
    return plain_heading(runs, free, n, following)


def _is_last_in_box(runs: Sequence[Run], i: int) -> bool:
    """Whether the rule below a line closes a box that the same rule opens above other lines."""
    rule = runs[i].raw.rpartition("\n")[2].strip()
    if not rule or rule.strip("=-"):
        return False
    while i and not runs[i].gap:
        i -= 1
        if runs[i].marks.rule:
            return runs[i].raw.strip() == rule
    return False


def _is_below_picture(runs: Sequence[Run], i: int) -> bool:
    """Whether an unmarked line stands below a picture alone on its line."""
    run = runs[i]
    above = runs[i - 1] if i else run
    alone = above.marks.image is not None and above.words in ("", above.marks.image)
    return alone and not run.marks.bold and run.marker is None


def _numbered(  # noqa: PLR0911 (a rule a return)
    runs: Sequence[Run], free: Sequence[int], n: int, following: Run, counts: _Counts
) -> str:
    run = runs[free[n]]
    marker = run.marker
    assert marker is not None
    strong = marker.scheme in STRONG_SCHEMES
    if not run.bare:
        if marker.label.startswith("0"):
            return ""  # a figure
        if following.marker and _is_wider(following.marker, marker):
            return ""  # refers to it: "Section 1" above "PART 1"
        if marker.scheme == "decimal" and marker.depth > 1 and following.size >= SHORTEST_COUNTED:
            return ""  # counts the paragraph below it
        stands_alone = strong or marker.scheme in ALONE
        several = marker.scheme == "annex" or counts.of_scheme[marker.scheme] > 1
        counted = (strong and several) or counts.has_sibling(marker)
        followed = following.size > 3 or (not following.bare and following.marker is not None)
        return "number alone" if stands_alone and counted and followed else ""
    if size_of(run.bare) > LONGEST_NUMBERED or (
        marker.scheme == "bare" and run.size > LONGEST_BARE
    ):
        return ""
    if not any(map(str.isalpha, run.bare)) or is_byline(run.bare):
        return ""  # figures; what happened when
    if STOPPED_AND_DASHED.match(run.bare):
        return ""  # its text follows on the line
    capitals = is_capitals(run.bare)
    stopped = run.bare.endswith(".") and (capitals or (strong and _is_stopped_title(run.bare)))
    if not is_title_like(run.bare) and not stopped:
        return ""
    if strong:
        return "part with its number"
    # an item of a list is followed by the next item, a heading by its text
    above = runs[free[n - 1]].marker if n else None
    if _is_sibling(marker, following.marker) or _is_sibling(marker, above):
        return ""
    if following.marks.bullet and "letter" in marker.scheme:
        return ""
    if ("(" in marker.scheme and following.size < 12) or marker.scheme.startswith("small"):
        return "" if following.size < 12 else "numbered line above text"
    return "numbered line above text"


def _is_wider(other: Marker, marker: Marker) -> bool:
    """Whether a part holds another by its name, as a chapter holds sections."""
    known = other.scheme in RANK and marker.scheme in RANK
    return known and RANK[other.scheme] < RANK[marker.scheme]


def _is_stopped_title(words: str) -> bool:
    """Whether a title of a part ends in a full stop: "Sec. 3. Gear restrictions."."""
    short = size_of(words) <= LONGEST_STACKED and words.count(".") == 1
    return short and words[0].isupper() and not FINITE.search(words)


def _is_sibling(marker: Marker, other: Marker | None) -> bool:
    """Whether two enumerations are neighbours in one count."""
    return (
        other is not None
        and other.scheme == marker.scheme
        and other.depth == marker.depth
        and abs(other.ordinal - marker.ordinal) == 1
    )


def _next(runs: Sequence[Run], free: Sequence[int], n: int) -> Run | None:
    return runs[free[n + 1]] if n + 1 < len(free) else None
