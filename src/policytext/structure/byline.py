"""Lines that tell who, when and where: bylines, agencies, offices."""

from __future__ import annotations

import re
from functools import lru_cache

from policytext.structure.phrases import alternatives, phrases

MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août|"
    r"septembre|octobre|novembre|décembre|Januar|Februar|März|Juni|Juli|Oktober|Dezember|enero|"
    r"febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
NOT_LONGER = r"(?!\d(?!\d?[:.]\d\d))"  # but the time may stand against the year
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?(?:\s?(?:[–—-]|and|to)\s?\d{{1,2}}(?:st|nd|rd|th)?)?\.?\s+(?:of\s+|de\s+)?(?:{MONTHS})\.?,?\s+(?:de\s+)?\d{{4}}{NOT_LONGER}|"
    rf"\b(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:[–—-]|and|to)\s?(?:(?:{MONTHS})\.?\s)?\d{{1,2}})?,?\s+\d{{4}}{NOT_LONGER}|\b(?:{MONTHS})\.?,?\s+\d{{4}}\b|"
    r"\b(?:Spring|Summer|Autumn|Fall|Winter)\s+\d{4}\b|(?<!\d)\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}年\d{1,2}月(?:\d{1,2}日)?",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}(?:[+-]\d{1,2})?)?\b", re.IGNORECASE
)
PERIOD = re.compile(
    rf"[A-Z].{{0,80}}\b[a-z]{{4,}}\b[^,]{{0,60}}, (?:{MONTHS}|"
    r"(?:first|second|third|fourth) (?:quarter|half)(?: of)?) \d{4}(?: \([a-z ]{3,20}\))?"
)
DAY_AND_TIME = re.compile(  # "17 JAN, 14:22"
    rf"\d{{1,2}} (?:{MONTHS})\.?,? (?:at )?\d{{1,2}}[:.]\d{{2}}\b", re.IGNORECASE
)
REMARK = re.compile(
    r"\((?:as (?:prepared|delivered|spoken|issued)\b|transcript of the speech\b)[^()]{0,40}\)",
    re.IGNORECASE,
)
LONGEST_DAY = 6  # words
DIGIT = re.compile(r"\d")
WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day)?\b,?")
AGO = re.compile(r"\b\d{1,2} (?:min(?:ute)?|hr|hour|day|week|month)s? ago$", re.IGNORECASE)
BY = re.compile(
    r"(?:(?:interview(?:ed)?|report(?:ed|ing)?|written|story|text|words|compiled|translated) )?"
    r"(?:by|von|par|por|door|di)\s+(?:, )?(?=[A-Z“])",
    re.IGNORECASE,
)
FIELD = re.compile(rf"(?:{alternatives('fields')})\s*(?:by|on|at|to|until)?\s*[:：]", re.IGNORECASE)
DATED = re.compile(
    r"(?:published|posted|issued|delivered|(?:last )?updated|last modified|adopted|presented|"
    r"released|given|done|dated|ordered|printed|debated)\b",
    re.IGNORECASE,
)
ISSUED = re.compile(
    r"(?:(?:resolution|decision|declaration|recommendation) )?"
    r"(?:issued|published|adopted|presented|prepared|submitted|delivered|translated|produced|"
    r"commissioned)\b.{0,60}\bby\b",
    re.IGNORECASE,
)
OF_PAPER = re.compile(  # "A Proposed Rule by the Commission on 03/06/2023"
    rf"An? (?:[A-Z][\w-]+ ){{1,4}}by the [A-Z].{{2,100}} on (?:{DATE.pattern})", re.NOFLAG
)
SOURCE_OR_AUTHOR = re.compile(r"\b(?:source|authors?|reporter)\s?[:：]", re.IGNORECASE)
SPOKEN = re.compile(
    r"(?:being (?:the )?(?:full )?text of (?:an? |the )?)?"
    r"(?:speech|remarks|address|statement|lecture|keynote)(?: \w+)? (?:by|delivered|given)\b",
    re.IGNORECASE,
)
NUMBER_BEHIND = " 0123456789/"
LONGEST_BYLINE = 400  # characters
SENTENCE = re.compile(r"[a-z]{3}[.!?]$")
LONGEST_BY = 14  # words
LONGEST_AUTHORS = 14  # words
LONGEST_OCCASION = 45  # words of "Speech by Mr A, Governor of B, at the C, Holm, 5 May 2020."
HONOURED_SPEAKER = re.compile(r"\bby (?:M[rs]s?|Dr|Prof(?:essor)?|Sir|Dame|Lord|H\.E\.)\b")
WRITTEN_BY = re.compile(r"\bby [A-Z][\w.'’-]+ [A-Z][\w.'’-]+")
DATED_AND_PLACED = re.compile(  # "July 15, 2025 – Holm, Norland – Ministry of Works"
    r"\s?[–—-]\s?[A-Z][\w.'’-]*(?:,? (?:of |and |the |for )*[A-Z][\w.'’-]*){0,7}"
    r"(?:\s?[–—-]\s?[A-Z][\w.'’-]*(?:,? (?:of |and |the |for )*[A-Z][\w.'’-]*){0,7})?"
)
HONOURED = re.compile(  # "By Dr Ann Lee, Fellow, Water Programme, and …"
    r"\S+(?: \S+)? (?:Dr\.?|Prof(?:essor|\.)?|Sir|Dame|Lord|Baroness|Ambassador)\s+[A-Z]"
)
LONGEST_ISSUE = 30  # words of "Issued by the heads of state …"
DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,30}(?:,? [A-Z][\w.]+(?: \d{1,2})?)?(?: ?\([A-Z][\w. ]{1,20}\))? ?"
    r"(?: -|--|–|—) ?(?=[A-Z“\"])"
)
REPORT_OF_SESSION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
    r"(?:special |annual )?report,? (?:of |for )?(?:the )?(?:session )?"
    r"\d{4}\W?\d{0,4}(?: \(.{1,20}\))?",
    re.IGNORECASE,
)
NUMBER_OF_PAPER = re.compile(r"[\u4e00-\u9fff]{2,12}\s?[〔［\[（(]\d{4}[〕］\])）]\s?第?\d{1,5}号")
STAMPED = re.compile(
    r"(?:^|[·|•,–—-]\s*)(?:posted|published|(?:last )?updated|created|modified)\b", re.I
)
RELEASE = re.compile(
    r"(?:for )?immediate release|for (?:the )?(?:press|media)|(?:news|press|media) release",
    re.IGNORECASE,
)
BODY_OF_STATE = phrases("bodies_of_state")
ROLE = re.compile(
    r"(?:(?:the\s+)?(?:rt\.?|right)\s+hon.{0,60}|(?:the\s+)?"
    r"(?:deputy |vice[ -]|first |prime |federal |acting |senior |chief |assistant |associate |"
    r"executive |lieutenant |permanent |union )*"
    rf"(?:{alternatives('offices')})\b)(?:(?:\s(?:of|for|and|on|in|to the)\b|,|\s\().{{0,90}})?",
    re.IGNORECASE,
)
HONOUR = re.compile(
    r"\b(?:Rt\.? Hon\.?|M[Rr]\.?|M[Rr][Ss]\.?|M[Ss]\.?|D[Rr]\.?|Sir|Dame|Lord|Baroness|"
    r"Prof\.?|H\.E\.|Hon\.)"
    r"\s+[A-Z]|\b(?:MP|MEP|MSP|QC|KC|CBE|OBE|PhD|Jr\.?)$"
)
TALK = phrases("talk")
SPECIAL = phrases("customary_headings")
OF_NAMES = frozenset(
    """
    our own staff political correspondent editor reporter diplomatic and of the in at for from a de
    la van von der with writer desk
    """.split()  # noqa: SIM905
)
SMALL_IN_NAMES = frozenset(
    "of the and for to in on a an at de du la van von der with".split()  # noqa: SIM905
)


@lru_cache(maxsize=1024)  # the head of a page is asked again and again
def is_byline(words: str) -> bool:  # noqa: PLR0911, PLR0912 (a rule a return)
    """
    Say whether a short line tells the author, the agency, the place or the date.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True if it does so by its own words.

    Examples
    --------
    >>> is_byline("By Jane Doe"), is_byline("Brussels, 11 December 2019"), is_byline("By 2030")
    (True, True, False)
    """
    if len(words) > LONGEST_BYLINE:
        return False
    size = words.count(" ") + 1
    if OF_PAPER.fullmatch(words) and size <= LONGEST_ISSUE:
        return True
    if ISSUED.match(words) and size <= LONGEST_ISSUE and not words.endswith("."):
        return True
    if size <= LONGEST_ISSUE and (SPOKEN.match(words) or BY.match(words)) and has_date(words):
        return not words.endswith(".")
    if size <= LONGEST_OCCASION and SPOKEN.match(words) and DATE.search(words):
        return bool(HONOURED_SPEAKER.search(words))
    if BY.match(words) and words.count(",") > 1 and HONOURED.match(words):
        return not words.endswith(".")
    if size > 22 or SENTENCE.search(words, len(words) - 4 if len(words) > 4 else 0):
        return False
    if (
        (BY.match(words) and size <= LONGEST_BY and _names_someone(words))
        or FIELD.match(words)
        or RELEASE.fullmatch(words)
    ):
        return True
    if size <= LONGEST_DAY and DIGIT.match(words) and DAY_AND_TIME.match(words):
        return True
    if size <= 8 and words.endswith(" ago") and AGO.search(words):
        return True
    if REPORT_OF_SESSION.fullmatch(words) or NUMBER_OF_PAPER.fullmatch(words):
        return True
    date = DIGIT.search(words) and (DATE.search(words) or TIME.match(words))
    if date:
        left = TIME.sub(" ", DATE.sub(" ", AGO.sub(" ", REMARK.sub(" ", words))))
        left = WEEKDAY.sub(" ", left) if TIME.search(words) else left
        if STAMPED.search(words) and ("·" in words or "|" in words or "•" in words):
            return True
        if is_dated_place(words):
            return True
        if size <= LONGEST_BY and WRITTEN_BY.search(words):
            return True
        rest = sum(word[0].isalnum() or len(word) > 1 for word in left.split())
        return rest <= 5 or bool(DATED.match(words) or SOURCE_OR_AUTHOR.search(words))
    return False


def has_date(words: str) -> bool:
    """
    Say whether a line names a date.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True if there is one anywhere in it.
    """
    return bool(DIGIT.search(words) and DATE.search(words))  # most lines have no number


def names_period(words: str) -> bool:
    """
    Say whether a line names what is told of a month or a quarter.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True for "Building permits, January 2020"; a place before a date has no small letters.
    """
    return words[-1:] in "0123456789)" and bool(PERIOD.fullmatch(words))


def is_dated_place(words: str) -> bool:
    """
    Say whether a line is a date and a place, as stands above a text that was handed out.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True for "July 15, 2025 – Holm, Norland – Ministry of Works".
    """
    short = words.count(" ") < LONGEST_BY + 4 and DIGIT.search(words)  # most have no number
    date = DATE.match(words) if short else None
    return date is not None and bool(DATED_AND_PLACED.fullmatch(words, date.end()))


def is_agency(words: str) -> bool:
    """
    Say whether a short line is the name of a body of state, or an office held.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True if it is.
    """
    if words.count(" ") > 13 or words[:6].lower() == "about ":
        return False
    words = words.rstrip(NUMBER_BEHIND)  # "MINISTER FOR LANDS 135/92"
    parts = words.split()
    small = [part for part in parts if part[0].islower() and part not in SMALL_IN_NAMES]
    return (
        not small
        and not words.endswith((".", ":", "?", "!"))
        and bool(
            BODY_OF_STATE.fullmatch(words.lower().removeprefix("the ")) or ROLE.fullmatch(words)
        )
    )


def is_made_of_names(words: str) -> bool:
    """
    Say whether a line holds nothing but names: who wrote a text, and where.

    Parameters
    ----------
    words : str
        The line.

    Returns
    -------
    bool
        True for "Ana Lima in Porto and Ben Oak".
    """
    parts = words.replace(",", " ").split()
    small = {part for part in parts if not part[0].isupper()}
    return 2 <= len(parts) <= LONGEST_AUTHORS and small <= {"and", "in", "de", "of", "the"}


def _names_someone(words: str) -> bool:
    small = [word for word in words.split()[1:] if word[0].islower()]
    return sum(word.strip(",") not in OF_NAMES for word in small) <= 1
