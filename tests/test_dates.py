"""Dates that names speak of, read into ISO 8601 and counted."""

from __future__ import annotations

import pandas as pd
import pytest

from policytext.measures import dates_mentioned
from policytext.measures.dates import read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("18 October 2017", "2017-10-18"),
        ("18 Oct. 2017", "2017-10-18"),
        ("October 18, 2017", "2017-10-18"),
        ("Oct. 18th , 2017", "2017-10-18"),
        ("the 18th of October, 2017", "2017-10-18"),
        ("Wednesday, 18 October 2017", "2017-10-18"),
        ("the 1st day of May 1997", "1997-05-01"),
        ("2017 October 18", "2017-10-18"),
        ("2017-10-18", "2017-10-18"),
        ("2017/1/8", "2017-01-08"),
        ("18.10.2017", "2017-10-18"),
        ("5.6.1997", "1997-06-05"),
        ("23/5/1997", "1997-05-23"),
        ("5/23/1997", "1997-05-23"),
        ("5/5/1997", "1997-05-05"),
        ("29 February 2024", "2024-02-29"),
        ("October\n2017", "2017-10"),
        ("Sept 2001", "2001-09"),
        ("March of 1933", "1933-03"),
        ("2035", "2035"),
        ("the year 2000", "2000"),
        ("5/6/1997", ""),
        ("29 February 2023", ""),
        ("31 April 2020", ""),
        ("2017-13-01", ""),
        ("13/13/2013", ""),
        ("2017-10/18", ""),
        ("18 October", ""),
        ("May", ""),
        ("last year", ""),
        ("the 1980s", ""),
        ("2015-2020", ""),
        ("between 2019 and 2021", ""),
        ("3 May 0066", ""),
        ("9999", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_where_it_is_explicit(text, iso):
    assert read_date(text) == iso


def names(rows):
    columns = ["doc_id", "section_id", "label", "text"]
    return pd.DataFrame(rows, columns=columns).astype({"label": "category", "text": "category"})


NAMES = names(
    [
        ("a", 1, "DATE", "18 October 2017"),
        ("a", 2, "DATE", "October 18, 2017"),
        ("b", 1, "DATE", "2017-10-18"),
        ("b", 1, "DATE", "last year"),
        ("b", 1, "CARDINAL", "2017"),
        ("b", 2, "DATE", "1 July 2017"),
        ("b", 2, "DATE", "2050"),
    ]
)


def test_dates_are_counted_in_the_order_of_time():
    table = dates_mentioned(NAMES)
    assert table.columns.tolist() == ["year", "date", "precision", "count", "n_docs", "n_sections"]
    assert table.to_numpy().tolist() == [
        [2017.496, "2017-07-01", "day", 1, 1, 1],  # 181 of 365 days
        [2017.795, "2017-10-18", "day", 3, 2, 3],  # 290
        [2050.0, "2050", "year", 1, 1, 1],
    ]
    assert table.attrs["n_unread"] == 1


def test_each_group_counts_its_own_dates():
    table = dates_mentioned(NAMES, by="doc_id")
    assert table[["doc_id", "date", "count"]].to_numpy().tolist() == [
        ["a", "2017-10-18", 2],
        ["b", "2017-07-01", 1],
        ["b", "2017-10-18", 1],
        ["b", "2050", 1],
    ]


def test_no_dates_give_an_empty_table_of_the_same_types():
    empty = dates_mentioned(NAMES[NAMES["label"] == "CARDINAL"])
    assert empty.empty
    assert empty.dtypes.astype(str).equals(dates_mentioned(NAMES).dtypes.astype(str))


def test_a_pipeline_without_names_is_said():
    nothing = NAMES.head(0)
    nothing.attrs["lacks"] = "the pipeline 'en' finds no entities"
    with pytest.raises(ValueError, match="dates_mentioned: the pipeline 'en' finds no entities"):
        dates_mentioned(nothing)
