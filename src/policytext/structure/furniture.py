"""Page furniture that shows by its own words: navigation, notices, teasers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policytext.structure.byline import BY, DATE, DIGIT, FIELD, TALK
from policytext.structure.dumps import forms, opens_text
from policytext.structure.phrases import phrases
from policytext.structure.rows import (
    WHOLE,
    WIDE,
    is_glued,
    is_navigation,
    is_row_of_controls,
    is_row_of_headlines,
    is_row_of_known,
    is_row_of_links,
)
from policytext.structure.runs import Run
from policytext.structure.scans import of_scan
from policytext.structure.speakers import labels_of
from policytext.structure.verdicts import Verdict

LONGEST_NOTICE = 90  # words; a cookie notice may be a paragraph
LONGEST_CHROME = 30  # words

WIDEST_PAGE = 200  # columns

SHORTEST_TEXT = 12  # words
TOPIC = phrases("topics")

OPENING = phrases("notices")
NOTICE = re.compile(
    r"\bcookies?\b.{0,200}\b(?:consent|accept|settings|preferences|improve|experience|opt|website|site)\b|"
    r"\bcookies\b.{0,120}\b(?:advertis\w+|visitors?|browser|stored|pages? load|perform\w*)\b|"
    r"\b(?:unsubscribe|newsletter)\b.{0,120}\b(?:inbox|e-?mail|sign up|subscribe|privacy)\b|"
    r"\ball rights reserved\b|\bterms (?:of use|and conditions)\b.{0,60}\bprivacy\b|\breCAPTCHA\b|"
    r"\b(?:to|in|into) your inbox\b|\bsubject to (?:formal|editorial) revision\b|"
    r"\bOpen Government Licen[cs]e\b|\breader-supported publication\b|"
    r"\bis up to date with all changes known to be in force\b|"
    r"\bdo not work for a media organi[sz]ation\b|"
    r"\bdownload the .{0,30}\bapp\b|\buse of (?:some )?cookies\b",
    re.IGNORECASE | re.DOTALL,
)
NOTICE_WORDS = (
    "cookie",
    "media organi",
    "inbox",
    "newsletter",
    "unsubscribe",
    "reader-supported",
    "download the",
    "rights reserved",
    "terms ",
    "recaptcha",
    "open government licen",
    "revision",
    "up to date with",
)
BREADCRUMB = re.compile(r"(?:[^»>›/|→]{1,60}\s(?:[»›→/|]|>{1,2}|::)\s){1,}[^»>›→|]{1,250}$")
JOINED = re.compile(r"\s[|·∙•/»›→>:–-]")  # no menu and no trail is without
# what parts the names of a menu, a trail or a row of cells
JOINTS = re.compile(r"[\]|·∙•/»›>→]| [–-] |::|\s{2}|\t")
PARTED = re.compile(r"\s[|·∙•/]\s")
BRACKETED = re.compile(r"^\[ | \] ?\[ | \]$")
PARTED_BY_DASHES = re.compile(r"\s[–-]\s")
PICTURE_BY = re.compile(r"© ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}/[A-Z][\w. '-]{1,40}")
AGENCY_AND_NAME = re.compile(  # "NORTHWIRE/Ann Lee"
    r"[A-Z]\w{1,20}(?: [A-Z]\w{1,20})?/[A-Z][\w.'’-]{0,20} [A-Z][\w'’-]{1,20}"
)
NOTE_ANCHOR = re.compile(r"\[\W{0,3}\d{1,3}\W{0,3}\]\(\S{0,200}#")  # "[1](#footnote-anchor-1)"
TRAIL = re.compile(r"\s(?:[»›→]|>{1,2}|::)\s")
PAGE_NUMBER = re.compile(
    r"(?:[-–—\[(|]{1,2}\s*)?(?:page\s+\d{5,6}|(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6}))"
    r"(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?(?:\s*[-–—\])|]{1,2})?$",
    re.IGNORECASE,
)
DASHED_NUMBER = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—]")  # a bullet, but for the second dash
IMPRINT = phrases("imprints", flags=re.NOFLAG)
MAIL_FIELD = re.compile(
    r"(?:from|sent|to|cc|bcc|date|subject|re|reply-to|importance|attachments?)\s?:", re.IGNORECASE
)
SUBJECT = re.compile(r"(?:subject|re)\s?:", re.IGNORECASE)
FEWEST_FIELDS = 3  # above a text that was sent
TIME_OF_DAY = re.compile(r"\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m\.?)?", re.IGNORECASE)
COUNTED = re.compile(  # come back with their number, and head what is below them
    r"(?:recommendation|question|finding|conclusion|box|case study|example|objective|goal|target|"
    r"priority|action|commitment|principle|step|theme|proposal|measure|option|scenario|lesson|"
    r"amendment)s? (?:no\.? ?)?\d{1,3}",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"[\d|]+")
LONGEST_ROW = 8  # words, each of them a name of a link
FEWEST_JOINED = 3  # dots between the headlines of a row
FEWEST_NAMED = 2  # cells of a row of a table that are names of menus
MOSTLY_LINKED = 0.7  # of the characters
SCRIPT = "](javascript:"
COLUMN_HEAD = re.compile(r"(?:paragraphs?\s+)?pages?(?: no\.?)?", re.IGNORECASE)
# "8     Clean rivers", "Clean rivers | 8": what stands at the edge of a printed page
PAGE_EDGE = re.compile(r"\d{1,4}\s*(?:\s{3}|\|)\s*[^\W\d].*|[^\W\d].*?(?:\s{3}|\|)\s*\d{1,4}")


def furniture(runs: Sequence[Run]) -> dict[int, Verdict]:
    """Find the page furniture that shows by its own words or by its repetition."""
    headers = _running_headers(runs)
    both = _both_headers(runs)
    reasons = [_running(run, headers | both) or furniture_of(run) for run in runs]
    return (
        of_scan(runs)
        | _head_of_mail(runs)
        | forms(runs)
        | {
            i: Verdict("boilerplate", reason)
            for i, reason in enumerate(reasons)
            if reason
            and not (reason == "navigation" and _is_topic(runs, reasons, i))
            and not (reason == "link" and opens_text(runs, i))
        }
    )


def _is_topic(runs: Sequence[Run], reasons: Sequence[str], i: int) -> bool:
    """Whether a word of navigation heads a text of its own: "Jobs", "## Media"."""
    if not TOPIC.fullmatch(runs[i].words.strip()):
        return False

    def is_text(j: int) -> bool:
        inside = 0 <= j < len(runs)
        return inside and not reasons[j] and runs[j].is_sentence and runs[j].size >= SHORTEST_TEXT

    return is_text(i + 1) and (runs[i].marks.hashes > 1 or is_text(i - 1))


def furniture_of(run: Run) -> str:  # noqa: PLR0911, PLR0912 (a rule a return)
    """
    Say what kind of page furniture a run is by its own words.

    Parameters
    ----------
    run : Run
        Any run.

    Returns
    -------
    str
        The rule that says so; empty if none does.
    """
    if run.metadata:
        return "addresses of the links" if run.raw[:3] == "Ref" else "front matter"
    words = run.words
    if run.raw[0] == "[" and NOTE_ANCHOR.match(run.raw):
        return ""
    if names_photographer(words):
        return ""
    if run.raw.startswith("<!--") and run.raw.endswith("-->"):
        return "comment of who wrote the file"
    if run.marks.rule or run.marks.fence:
        return "separator"
    if not words[:1].isalnum() and not run.marks.table and not any(map(str.isalnum, words)):
        return "separator" if len(words) < 40 else ""
    if run.marks.hashes or run.size > LONGEST_NOTICE:
        return "navigation" if run.size <= 6 and is_navigation(words) else ""
    if _is_page_number(run):
        return "page number"
    if len(words) < 12 and TIME_OF_DAY.fullmatch(words):
        return "time of day"
    if run.size <= LONGEST_CHROME:
        if is_navigation(words):
            return "column head" if COLUMN_HEAD.fullmatch(words) else "navigation"
        if IMPRINT.fullmatch(words) or (run.raw != words and IMPRINT.fullmatch(run.raw)):
            return "imprint"
        joined = JOINED.search(words)
        if _has_symbol(run.raw):
            return "imprint"
        named = (
            (joined and JOINTS.search(run.raw))
            or words[0] == "["
            or words.istitle()
            or words[:5] == "Home "
        )
        if (named and _is_menu(words)) or is_row_of_links(run.raw):
            return "menu"
        if run.is_open and is_glued(words):
            return "menu"
        if OPENING.match(run.raw if run.raw[:8].lower() == "see also" else words):
            return "teaser or notice"
        if (joined or words[:5].lower() == "home ") and _is_breadcrumb(words):
            return "breadcrumb"
        if run.marks.links and _is_link(run):
            return "link"
        if run.marks.links and (SCRIPT in run.raw or is_row_of_controls(run.raw)):
            return "navigation"
    if words.count(" • ") >= FEWEST_JOINED and is_row_of_headlines(words):
        return "menu"
    return "notice" if _is_notice(words) else ""


def _is_notice(words: str) -> bool:
    small = words.lower()
    return any(map(small.__contains__, NOTICE_WORDS)) and bool(NOTICE.search(words))


def names_photographer(words: str) -> bool:
    """Whether a line names who took a picture alone: "© UNICEF/A. Sani", "NORD/Ann Lee"."""
    if words[:1] == "©":
        return bool(PICTURE_BY.fullmatch(words))
    return "/" in words and bool(AGENCY_AND_NAME.fullmatch(words))


def _is_breadcrumb(words: str) -> bool:
    parts = TRAIL.split(words)
    if len(parts) == 1 and words[:5].lower() != "home ":
        return False
    named = not any(part[:1].isascii() and part[:1].islower() for part in parts)
    return named and bool(BREADCRUMB.match(words))


def _is_link(run: Run) -> bool:
    """Whether a short line is nothing but a link, and not the author's name."""
    asks = run.words.endswith(("?", "!"))
    short = run.size <= 12 and (asks or not run.is_sentence)
    linked = short and run.marks.links * len(run.words) > MOSTLY_LINKED * len(run.bare)
    return linked and not FIELD.match(run.words)


def _has_symbol(raw: str) -> bool:
    """Whether one of the cells of a line is the symbol of an official document."""
    if "   " not in raw and "\t" not in raw:
        return False
    cells = re.split(r"\s{3,}|\t", raw)
    return (
        len(cells) > 1
        and not cells[0].strip("()[]").isdecimal()
        and any(IMPRINT.fullmatch(cell) for cell in cells if len(cell) > 3)
    )


def _is_menu(words: str) -> bool:  # noqa: PLR0911 (a rule a return)
    """Three names or more, parted by strokes or dots; or two that are known, by blanks alone."""
    if words.startswith("|"):
        cells = [cell.strip(" *") for cell in words.split("|") if cell.strip()]
        known = sum(bool(WHOLE.fullmatch(cell)) for cell in cells)
        return known >= FEWEST_NAMED and 2 * known >= len(cells)
    if BY.match(words):
        return False
    names = words.split()
    if names[0].lower() == "home" and 2 < len(names) <= LONGEST_ROW and is_row_of_known(names):
        return True
    if 1 < len(names) <= LONGEST_ROW and all(n[0].isupper() and WHOLE.fullmatch(n) for n in names):
        return True
    for joint in (PARTED, PARTED_BY_DASHES, BRACKETED):
        parts = [part.strip() for part in joint.split(words) if part]
        if joint is BRACKETED and len(parts) > 1 and any(map(is_navigation, parts)):
            return True
        if len(parts) > 1 and all(WHOLE.fullmatch(part) for part in parts):
            return True
    parts = [part.strip() for part in PARTED.split(words)]
    if sum(bool(WHOLE.fullmatch(part)) for part in parts) > 1:
        return True
    return len(parts) >= 3 and all(
        part and len(part.split()) <= 3 and not any(c.isdigit() for c in part) for part in parts
    )


def _is_page_number(run: Run) -> bool:
    if run.marks.bullet:
        return bool(DASHED_NUMBER.fullmatch(run.raw))
    if run.words[0] == "(" and run.words[1:-1].isdecimal():
        return False  # of a recital, or of an item
    # a Roman number alone may be a heading
    linked = run.marks.links > 0  # what the number of comments is
    return (
        len(run.words) < 30
        and not linked
        and not run.words.isalpha()
        and bool(PAGE_NUMBER.match(run.words))
    )


def _running_headers(runs: Sequence[Run]) -> set[str]:
    """Short lines that come back on page after page, but for their number."""
    talking = labels_of(runs)
    seen = Counter(
        _without_numbers(run.words)
        for run in runs
        if run.size <= 14
        and not run.is_sentence
        and not run.marks.bullet
        and run.marks.hashes < 2  # sections may be parted alike
        and run.words not in talking
        and not (
            DIGIT.search(run.words) and (DATE.fullmatch(run.words) or COUNTED.fullmatch(run.words))
        )
    )
    edges = _page_edges(runs)
    return {
        words
        for words, times in seen.items()
        if (times >= 3 or words in edges)
        and (len(words) > 8 or (len(words) > 5 and "/" in words))
        and not words.endswith((":", "?", ")", "]"))
        and not TALK.match(words)
    }


def _both_headers(runs: Sequence[Run]) -> set[str]:
    """Lines that set side by side what stands alone elsewhere: a series and the title."""
    wide = [run for run in runs if "   " in run.raw and run.size <= LONGEST_CHROME]
    if not wide:
        return set()
    alone = {run.words.casefold() for run in runs if run.size <= LONGEST_CHROME}
    return {
        _without_numbers(run.words)
        for run in wide
        if len(cells := WIDE.split(run.raw.casefold())) > 1 and alone.issuperset(cells)
    }


def _head_of_mail(runs: Sequence[Run]) -> dict[int, Verdict]:
    """Who wrote to whom and when, above a text that was sent; what it is about may be its title."""
    n = 0
    while n < len(runs) and MAIL_FIELD.match(runs[n].words):
        n += 1
    if n < FEWEST_FIELDS:
        return {}
    verdict = Verdict("boilerplate", "head of an e-mail")
    return {i: verdict for i in range(n) if not SUBJECT.match(runs[i].words)}


def _page_edges(runs: Sequence[Run]) -> set[str]:
    """Lines that carry the number of a page, growing from page to page."""
    edges = [
        run.size <= 14 and len(run.raw) <= WIDEST_PAGE and _is_page_edge(run.raw) for run in runs
    ]
    # a table and a list of contents have such lines on end
    alone = [
        run
        for i, run in enumerate(runs)
        if edges[i] and not any(edges[max(0, i - 1) : i] + edges[i + 1 : i + 2])
    ]
    pages = [int(next(iter(re.findall(r"^\d+|\d+$", run.words)))) for run in alone]
    words = [_without_numbers(run.words) for run in alone]
    behind = any(run.words[-1].isdecimal() for run in alone)  # "1    Aims" is a heading
    grow = all(one < two for one, two in pairwise(pages))
    return set(words) if len(pages) > 1 and grow and (behind or len(set(words)) == 1) else set()


def _is_page_edge(raw: str) -> bool:
    numbered = raw[0].isdecimal() or raw[-1].isdecimal()
    return numbered and bool(PAGE_EDGE.fullmatch(raw))


def _running(run: Run, headers: set[str]) -> str:
    if run.beside_page_number:
        return "running header"
    if (
        not headers
        or run.size > LONGEST_CHROME
        or _without_numbers(run.words) not in headers
        or DATE.fullmatch(run.words)
    ):
        return ""
    return "running header"


def _without_numbers(words: str) -> str:
    return NUMBERS.sub("", words).strip(" -–—.").casefold()
