"""
How well structure is recovered in 276 more documents, written in 24 batches with their gold.

Each batch was scored once before any rule was changed for it; a new document may expect such
figures, the last batches' above all, and not the floors below, which say what must not be lost.
Slips in the gold (separators, kinds of paper, datelines, contacts) were put right afterwards.

================================= ==== ==== ==== ==== ==== ==== ==== ==== ==== ==== ==== ====
measure                            1st  2nd  3rd  4th  5th  6th  7th  8th  9th 10th 11th 12th
================================= ==== ==== ==== ==== ==== ==== ==== ==== ==== ==== ==== ====
documents                           10    9    8    5   10   10    6   10   10    6    8    6
blocks with the right role        0.76 0.85 0.87 0.78 0.81 0.89 0.93 0.82 0.88 0.87 0.92 0.90
macro-F1 of the roles             0.69 0.72 0.76 0.68 0.59 0.83 0.83 0.61 0.76 0.72 0.87 0.83
F1 of headings on their own lines 0.83 0.92 0.90 0.95 0.72 0.84 0.91 0.78 0.85 0.87 0.93 0.97
F1 of run-in headings             1.00    – 1.00    – 0.67    –    – 0.65 0.55 0.89 0.83 0.40
headings under the right parent   0.69 0.68 0.81 0.89 0.41 0.80 0.82 0.44 0.61 0.95 0.79 0.73
F1 of boilerplate, by characters  0.67 0.83 0.85 0.66 0.82 0.91 0.93 0.80 0.89 0.92 0.91 0.84
false headings / texts with none   0/2  2/3  2/2    –  0/2  3/5  0/3  0/3  3/4  2/2  2/3  2/3
================================= ==== ==== ==== ==== ==== ==== ==== ==== ==== ==== ==== ====

The batches from the 13th on come from hands that had seen neither the rules nor the samples before.
The 13th is text as it is saved in twelve ways, the 14th mostly Markdown that tools made; those of
the 15th, the 16th and the 18th are modelled on the form of pages that crawlers stored; the 17th is
Markdown again, the 19th what is saved most often: news, releases, statements; the 20th has what
is less so: a bulletin of statistics, a policy numbered by its indents. The last line counts the
texts with a false heading. So far rules alone.

================================= ==== ==== ==== ==== ==== ==== ==== ====
measure                           13th 14th 15th 16th 17th 18th 19th 20th
================================= ==== ==== ==== ==== ==== ==== ==== ====
documents                           14   10   14   12    6   12   10   10
blocks with the right role        0.86 0.90 0.88 0.84 0.96 0.84 0.95 0.89
macro-F1 of the roles             0.73 0.84 0.72 0.70 0.82 0.66 0.75 0.72
F1 of headings on their own lines 0.92 0.97 0.93 0.94 1.00 0.79 0.99 0.86
F1 of run-in headings             0.54 0.71 0.92 0.86 0.98 0.78 1.00 1.00
headings under the right parent   0.65 0.91 0.81 0.80 1.00 0.73 0.98 0.66
F1 of boilerplate, by characters  0.84 0.90 0.87 0.84 0.97 0.87 0.95 0.73
false headings / texts with none   0/4  1/3  0/5  0/4  0/2  1/4  0/4  0/4
================================= ==== ==== ==== ==== ==== ==== ==== ====

The 21st was scored with rules alone, too, and with weights that were learned from the batches
before it (`policytext.structure.learned`): the macro-F1 of 0.66 and 0.74 on the two halves of its
texts became 0.78 and 0.89, that of 0.74 on its Markdown 0.85. From the 22nd on rules and weights
stand together; each batch was learned from only after it was scored. Text and Markdown apart:

================================= ====== ====== ====== ====== ====== ====== ====== ======
measure                           21st   21st   22nd   22nd   23rd   23rd   24th   24th
                                  text   md     text   md     text   md     text   rules
                                  rules  rules                                     alone
================================= ====== ====== ====== ====== ====== ====== ====== ======
documents                             24      6     20      5     14      7     14     14
blocks with the right role          0.90   0.92   0.95   0.97   0.98   0.97   0.97   0.92
macro-F1 of the roles               0.70   0.74   0.86   0.88   0.90   0.95   0.91   0.69
F1 of headings on their own lines   0.95   0.94   0.97   1.00   0.99   0.99   0.95   0.94
F1 of run-in headings               0.57   0.96   0.67   0.27   0.65   1.00   0.98   0.82
headings under the right parent     0.66   0.98   0.83   0.64   0.74   1.00   0.93   0.79
F1 of boilerplate, by characters    0.90   0.91   0.94   0.98   0.97   0.96   0.98   0.94
false headings / texts with none     0/6    1/2    0/6    0/1    1/6    0/1    0/5    0/5
================================= ====== ====== ====== ====== ====== ====== ====== ======

The last column is what the rules of the 21st's time, without any weights, make of the 24th. Run-in
headings whose bold was lost, and the titles of an act's sections in italics, were asked for by the
21st and the 22nd, the fields of sheets by the 23rd.

In the gold of one of the 13th its chapter became a heading under the title of the whole; contacts
for the press, and what stands in a picture's place above its caption, became furniture in the
batches before, as those hands have them.

From the 5th batch on, pages are copied with their menus, share bars and footers; the 8th and 9th
are longer and messier than what came before: PDF turned into text with its running headers, a
scan with a blank line after every line, a federal notice, an act, letterheads; the 11th is what
agencies, ministries and parties publish every day. (In the 11th the parents are told after the
levels of the run-in headings were put right in its gold, and before any rule was changed; 0.66 as
it was written first.) The 12th has what was weakest: comments and their responses, a cover, a wire
item, an appeal. Precision and recall by role when these were scored first:

===========  =========  =========  =========  =========  =========  =========  =========  =========
role               5th        6th        7th        8th        9th       10th       11th       12th
===========  =========  =========  =========  =========  =========  =========  =========  =========
title        0.50 0.50  0.70 0.70  0.83 0.83  0.18 0.20  0.60 0.60  0.83 0.83  0.88 0.88  1.00 0.83
byline       0.61 0.64  0.77 0.77  1.00 0.83  0.60 0.58  0.80 0.70  0.92 0.73  0.71 0.86  0.50 0.60
heading      0.76 0.68  0.76 0.95  0.94 0.88  0.74 0.85  0.83 0.88  0.81 0.93  0.91 0.94  0.95 1.00
paragraph    0.71 0.99  0.80 1.00  0.88 0.98  0.80 0.95  0.83 0.98  0.70 1.00  0.93 0.96  0.96 0.98
caption      1.00 0.57  1.00 0.70  1.00 0.67  1.00 0.88  0.80 0.73  1.00 0.33  0.92 0.73  0.75 1.00
boilerplate  0.98 0.80  0.99 0.86  0.97 0.95  0.92 0.79  0.96 0.89  0.97 0.91  0.93 0.92  0.93 0.89
credit       0.12 0.20      –      0.33 0.25  0.60 0.20  0.57 0.29  1.00 0.27  1.00 0.62  0.88 0.78
reference    1.00 0.15  1.00 0.75  1.00 1.00  0.67 0.22  0.89 0.89  1.00 0.40  1.00 0.88  1.00 0.50
===========  =========  =========  =========  =========  =========  =========  =========  =========
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scoring import evaluate
from test_structure_quality import documents_below

FOLDER = Path(__file__).resolve().parent / "more_documents"


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return evaluate(documents_below(FOLDER), FOLDER, tmp_path_factory.mktemp("more"))


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("role_accuracy", 0.97),
        ("role_macro_F", 0.93),
        ("level_accuracy", 0.88),
        ("parent_accuracy", 0.90),
        ("number_accuracy", 0.99),
    ],
)
def test_the_documents_stay_above_the_floor(
    scores: dict[str, Any], measure: str, floor: float
) -> None:
    assert scores[measure] >= floor


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("boilerplate_chars", 0.97),
        ("body_chars", 0.98),
        ("headings_block", 0.97),
        ("headings_runin", 0.94),
    ],
)
def test_the_documents_stay_above_the_floor_in_f1(
    scores: dict[str, Any], measure: str, floor: float
) -> None:
    assert scores[measure]["F"] >= floor


def test_documents_without_headings_get_none(scores: dict[str, Any]) -> None:
    assert scores["false_headings_in_heading_free_docs"]["docs"] >= 80
    assert scores["false_headings_in_heading_free_docs"]["false"] == 0
