"""What a format and the user say outright of blocks: furniture, tables, captions, hints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from policytext.reading import Document, Hint
from policytext.structure.byline import is_byline
from policytext.structure.furniture import TOPIC, furniture_of
from policytext.structure.runs import Run
from policytext.structure.tagged import HEADINGS, SHORTEST_SENTENCE, MarksOfRuns
from policytext.structure.verdicts import Verdict

LONGEST_BYLINE = 30  # words
CONTACT = re.compile(
    r"contacts?(?: us| details)?|(?:for )?(?:more|further) information", re.IGNORECASE
)
# what a box of a page is called even where sentences stand in it
ASKS = re.compile(
    r"(?:share|subscri|sign|follow|join|leave|post|reply|donate|search|menu|tags?|print|e-?mail|"
    r"download|related|recommended|most|trending|popular|latest|newsletters?|comments?|cookies?|"
    r"feedback|privacy|terms|copyright|disclaimer|imprint|contact|about us|home|advert|sponsored|"
    r"(?:read|learn|show|see|view|load) (?:more|next|also|all)|"
    r"more (?:from|on|about|in|news|stories)|(?:was|is) this|stay |"
    r"get (?:the|our|in touch)|social|rss)",
    re.IGNORECASE,
)
# "(Xinhua/Li Wei)"
AGENCY = re.compile(
    r"\([A-Z][\w. ]{1,20}/[^()/\d]{2,40}\)$|"
    r"[.)\]”]\s(?:[A-Z]{3,12}|AP Photo|Getty Images)/[A-Z][^()/\d]{2,40}$"
)
LONGEST_CAPTION = 60  # words
TITLE = "title of the page"  # as pages mark it
NEAR_TITLE = 6  # runs
LONGEST_CREDIT = 90


def verdicts_of_marks(runs: Sequence[Run], marks_of_runs: MarksOfRuns) -> dict[int, Verdict]:
    """
    Say what blocks are by their marks alone, where no rule on words is needed.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document, one a block.
    marks_of_runs : list of list of Mark
        The marks of each.

    Returns
    -------
    dict
        Verdicts for furniture, tables, captions, footnotes, credits and bylines.
    """
    found = {}
    for i, (run, marks) in enumerate(zip(runs, marks_of_runs, strict=True)):
        tags = {mark.tag: mark.by for mark in marks}
        for tag, kind in (
            ("furniture", "boilerplate"),
            ("title", "title"),
            ("table", "table"),
            ("footnote", "footnote"),
            ("caption", "caption"),
            ("credit", "credit"),
            ("byline", "byline"),
            ("standfirst", "paragraph"),
            ("source", "reference"),
        ):
            if tag not in tags or (tag == "byline" and not _is_short(run)):
                continue
            if tag == "credit" and run.size > LONGEST_CREDIT:
                continue
            if HEADINGS.keys() & tags.keys() and tag not in ("furniture", "title"):
                continue
            if tag == "title" and tags[tag] != TITLE:
                continue  # a cover may be set in the style of a title
            by = "" if tags[tag] in ("", tag) else f": {tags[tag]}"
            found[i] = Verdict(kind, f"marked {tag}{by}")
            break
    found |= _near_title(runs, marks_of_runs, found)
    for i, run in enumerate(runs[:-1]):
        if i in found or run.marks.hashes < 2 or i + 1 in found or runs[i + 1].marks.hashes:
            continue
        asked = run.words.endswith("?") and HEADINGS.keys() & {m.tag for m in marks_of_runs[i]}
        if asked or TOPIC.fullmatch(run.words.strip()) or CONTACT.fullmatch(run.words):
            found[i] = Verdict("heading", f"marked h{run.marks.hashes}")
    return found | _over_text(runs, found)


def _over_text(runs: Sequence[Run], known: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Headings that read like a menu's, "What we do": text stands below them, bold ones between."""

    def is_text(j: int) -> bool:
        run = runs[j]
        long = run.is_sentence and run.size >= SHORTEST_SENTENCE
        return j not in known and long and not run.marks.hashes and not furniture_of(run)

    found = {}
    for i in range(1, len(runs) - 1):
        run = runs[i]
        if i in known or not (run.marks.hashes > 1 or run.marks.bold) or ASKS.match(run.words):
            continue
        if furniture_of(run) == "navigation" and is_text(i + 1):
            if run.marks.hashes:
                found[i] = Verdict("heading", f"marked h{run.marks.hashes}")
            elif is_text(i - 1):
                found[i] = Verdict("heading", "bold line above text")
    return found


def _near_title(
    runs: Sequence[Run], marks_of_runs: MarksOfRuns, known: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """Lines below the standfirst that tell who and when; captions that end in an agency's name."""
    found = {}
    below = 0  # how many more runs stand near the title
    for i, (run, marks) in enumerate(zip(runs, marks_of_runs, strict=True)):
        if any(mark.tag == "title" for mark in marks):
            below = NEAR_TITLE
        elif i not in known:
            below -= 1
            short = run.size <= SHORTEST_SENTENCE and not run.marks.hashes
            if below >= 0 and short and not run.is_sentence and is_byline(run.words):
                found[i] = Verdict("byline", "date or author near the title")
            elif run.size <= LONGEST_CAPTION and AGENCY.search(run.words[-60:]):
                found[i] = Verdict("caption", "ends with the name of an agency")
    return found


def marked_title(document: Document) -> str:
    """
    Give the title that the format marks, or that the metadata give.

    Parameters
    ----------
    document : Document
        As read.

    Returns
    -------
    str
        Empty if neither does.
    """
    for mark in document.marks:
        if mark.tag == "title":
            return " ".join(document.text[mark.start_char : mark.end_char].split())
    return str(document.source.metadata.get("title", ""))


def verdicts_of_hints(document: Document, runs: Sequence[Run]) -> dict[int, Verdict]:
    """
    Say what blocks are by what the user says.

    Parameters
    ----------
    document : Document
        As read.
    runs : sequence of Run
        Its runs.

    Returns
    -------
    dict
        Verdicts of the runs that a hint names; of two hints the later one wins.
    """
    found = {}
    for hint in document.hints:
        pattern = re.compile(hint.pattern) if hint.pattern else None
        verdict = Verdict(hint.kind, f"hint: {hint.said}", hint.level)
        for i, run in enumerate(runs):
            first = run.raw.split("\n", 1)[0]
            if _is_meant(hint, run) and (pattern is None or pattern.search(first)):
                found[i] = verdict
    return found


def with_tag_names(
    verdicts: Mapping[int, Verdict], marks_of_runs: MarksOfRuns
) -> dict[int, Verdict]:
    """
    Name in the reasons of headings the tag that marks them.

    Parameters
    ----------
    verdicts : mapping
        The verdicts of all runs.
    marks_of_runs : list of list of Mark
        The marks of each.

    Returns
    -------
    dict
        The same kinds.
    """
    named = dict(verdicts)
    for i, marks in enumerate(marks_of_runs):
        if i not in named or named[i].reason != "Markdown heading":
            continue
        for mark in marks:
            if mark.tag in HEADINGS:
                by = "" if mark.by in ("", mark.tag) else f": {mark.by}"
                named[i] = replace(named[i], reason=f"marked {mark.tag}{by}")
    return named


def _is_short(run: Run) -> bool:
    return run.size <= LONGEST_BYLINE and (not run.is_sentence or is_byline(run.words))


def _is_meant(hint: Hint, run: Run) -> bool:
    first, last = hint.lines
    return first == 0 or (run.line_start <= last and run.line_end >= first)
