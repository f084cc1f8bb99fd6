"""Which years and which dates a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from ._order import order_by
from ._tally import PLACE, codes_of, group_codes, group_columns, require, settings, tally

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?"
WRITTEN = [  # how a date is written; the last two leave the day, and the month, open
    re.compile(form)
    for form in (
        rf"{WEEKDAY}{DAY}(?: day)?(?: of)? {MONTH},? {YEAR}",
        rf"{WEEKDAY}{MONTH} {DAY} ?,? {YEAR}",
        rf"{YEAR} {MONTH} {DAY}",
        rf"{YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){DAY}",
        rf"{DAY}\.(?P<month>\d{{1,2}})\.{YEAR}",
        rf"(?P<one>\d{{1,2}})(?P<mark>[-/])(?P<other>\d{{1,2}})(?P=mark){YEAR}",
        rf"{MONTH},?(?: of)? {YEAR}",
        rf"(?:the )?(?:year )?{YEAR}",
    )
]
FIRST, LAST = 1500, 2100  # years that are taken for such


def years_mentioned(
    tokens: pd.DataFrame,
    *,
    by: str | Sequence[str] | None = None,
    first: int = FIRST,
    last: int = LAST,
) -> pd.DataFrame:
    """
    Count the years that a text mentions.

    A year is a token of four digits between `first` and `last` ("2035"). For the years of dates
    alone, and not of sums or paragraphs, take `dates_mentioned`, or the tokens of names:
    ``with_entities(tokens, entities).query("ent_type == 'DATE'")``.

    Parameters
    ----------
    tokens : DataFrame
        Rows of a corpus's token table.
    by : str or sequence of str, optional
        Columns that part the table into groups, each counted on its own.
    first, last : int
        The first and the last year that counts.

    Returns
    -------
    DataFrame
        One row a year (and group), ascending, with the columns

        - the grouping columns, if any
        - year (int)
        - count (int): mentions
        - n_docs, n_sections (int): documents and sections of the group that mention it

        `attrs` records by.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> tokens = pd.DataFrame(
    ...     {"doc_id": "a", "section_id": 0, "lower": ["by", "2035", "and", "2050", "not", "2035"]}
    ... )
    >>> years_mentioned(tokens)[["year", "count"]]
       year  count
    0  2035      2
    1  2050      1
    """
    groups = group_columns(by)
    require(tokens, [*PLACE, "lower", *groups], "years_mentioned")
    codes, words = codes_of(tokens["lower"])
    written = pd.Series(words).astype("str")
    is_year = written.str.fullmatch(r"[0-9]{4}").to_numpy(dtype=bool)
    years = np.full(len(words) + 1, -1, dtype=np.int64)  # the last entry serves code -1
    years[:-1][is_year] = written[is_year].astype("int64")
    years[(years < first) | (years > last)] = -1
    found = np.flatnonzero(years[codes] >= 0) if len(words) else np.empty(0, dtype=np.int64)
    rows = tokens[list(dict.fromkeys([*PLACE, *groups]))].iloc[found]
    table = tally(rows.assign(year=years[codes[found]]), ["year"], groups)
    order = order_by(
        [*(group_codes(table[name])[0] for name in groups), table["year"].to_numpy()], len(table)
    )
    table = table[[*groups, "year", "count", "n_docs", "n_sections"]].take(order)
    table = table.reset_index(drop=True)
    table.attrs = settings(tokens, by=groups)
    return table


def dates_mentioned(
    entities: pd.DataFrame, *, by: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Count the dates that a text mentions, in the notation of ISO 8601.

    The names with the label DATE are read where they say a day, a month or a year in so many
    words or figures: "18 October 2017", "Oct. 18th, 2017", "2017-10-18", "October 2017", "2017".
    What is relative ("last year"), a span ("1980s") or ambiguous ("3/4/2017") is not.

    Parameters
    ----------
    entities : DataFrame
        Rows of a corpus's table of entities.
    by : str or sequence of str, optional
        Columns that part the table into groups, each counted on its own.

    Returns
    -------
    DataFrame
        One row a date (and group), ascending, with the columns

        - the grouping columns, if any
        - year (float): where the date begins on a time line, in years: 2017.795
        - date (str): "2017-10-18", "2017-10" or "2017"
        - precision (str): "day", "month" or "year"
        - count (int): mentions
        - n_docs, n_sections (int): documents and sections of the group that mention it

        `attrs` records by, and n_unread, the DATE names that are no such date.

    Raises
    ------
    ValueError
        If a column is missing, or if the pipeline finds no entities.

    Examples
    --------
    >>> names = pd.DataFrame(
    ...     {
    ...         "doc_id": "a", "section_id": 1, "label": "DATE",
    ...         "text": ["18 October 2017", "October 18, 2017", "last year", "July 2035"],
    ...     }
    ... )
    >>> dates_mentioned(names)[["year", "date", "precision", "count"]]
           year        date precision  count
    0  2017.795  2017-10-18       day      2
    1  2035.496     2035-07     month      1
    """
    groups = group_columns(by)
    require(entities, [*PLACE, "label", "text", *groups], "dates_mentioned")
    if entities.empty and entities.attrs.get("lacks"):
        raise ValueError(f"dates_mentioned: {entities.attrs['lacks']}")
    names = entities[(entities["label"] == "DATE").to_numpy()]
    codes, texts = codes_of(names["text"])
    dates = np.array([*map(read_date, texts), ""], dtype=object)[codes]
    read = dates != ""
    rows = names[list(dict.fromkeys([*PLACE, *groups]))][read].assign(date=dates[read])
    table = tally(rows, ["date"], groups)
    order = order_by([group_codes(table[name])[0] for name in [*groups, "date"]], len(table))
    table = table.take(order).reset_index(drop=True)
    table["year"] = np.array([_decimal_year(one) for one in table["date"]], dtype=float)
    lengths = table["date"].str.len()
    table["precision"] = lengths.map({10: "day", 7: "month", 4: "year"}).astype("str")
    table = table[[*groups, "year", "date", "precision", "count", "n_docs", "n_sections"]]
    table.attrs = settings(entities, by=groups, n_unread=int((~read).sum()))
    return table


def read_date(text: str) -> str:
    """
    Read an explicit date, in ISO 8601; the empty string where there is none.

    Of "5/6/1997" nobody can tell which is the month; "5.6.1997" has the day before it.

    Examples
    --------
    >>> [read_date(text) for text in ["the 1st of May 1997", "5/23/1997", "5/6/1997", "May 1997"]]
    ['1997-05-01', '1997-05-23', '', '1997-05']
    """
    plain = " ".join(text.lower().split())
    found = next((match for form in WRITTEN if (match := form.fullmatch(plain))), None)
    if found is None:
        return ""
    said = found.groupdict()
    if said.get("one"):
        month, day = sorted([int(said["one"]), int(said["other"])])
        if day <= 12 and day != month:
            return ""
    else:
        month = MONTHS.index(said["name"][:3]) + 1 if "name" in said else int(said.get("month", 0))
        day = int(said.get("day", 0))
    return _iso(int(said["year"]), month, day)


def _iso(year: int, month: int, day: int) -> str:
    """Write a date as far as it goes; the empty string if there is none such."""
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return whole[: 10 if day else 7 if month else 4] if FIRST <= year <= LAST else ""


def _decimal_year(iso: str) -> float:
    """Say where on a time line a date begins."""
    year, month, day = (int(part) for part in (iso + "-01-01")[:10].split("-"))
    new_year = date(year, 1, 1)
    return round(
        year + (date(year, month, day) - new_year).days / (date(year + 1, 1, 1) - new_year).days, 3
    )
