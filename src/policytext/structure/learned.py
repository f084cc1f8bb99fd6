"""
What weights, learned from documents with gold, say of the runs that no rule knows.

Rules know what they were written for. What they leave as running text, and where one of them is
most probably wrong, is judged by a linear-chain conditional random field (Lafferty, McCallum and
Pereira 2001, "Conditional random fields", ICML, 282–289) over the traits of the runs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from policytext.structure.headings import OPEN
from policytext.structure.runs import Run
from policytext.structure.traits import Traits, traits_of
from policytext.structure.verdicts import Verdict, Verdicts
from policytext.structure.weights import (
    NO_WEIGHT,
    ROLES,
    SLOTS,
    Floats,
    Weights,
    shown,
    weights_of_package,
)

ROLE_OF = dict.fromkeys(("list_item", "table", "quote"), "paragraph") | {"footnote": "reference"}
NO_RULE = ("running text", "bullet", "item with its number")  # reasons of what no rule knows
FEWEST_RUNS = 16  # of a document; what is shorter is unlike all that the weights come from
MOST_RUNS = 20_000  # of a document; what is longer is no page, and takes long enough
IMPROBABLE = 0.02  # a rule's verdict that is given less than this falls
DOUBTFUL = 0.3  # a heading by its looks alone falls sooner
LONG = 12  # words of a sentence that is taken for text
SURE = 0.8  # such a sentence is something else from here on
LIKELY = 0.5  # of the title where the rules know none that stands
SETTLED = 1e-6  # of a probability; less is no change


def learned(runs: Sequence[Run], known: Verdicts, only_unknown: bool = False) -> dict[int, Verdict]:
    """
    Tell what the runs are that no rule knows, and where a rule is most probably wrong.

    Parameters
    ----------
    runs : sequence of Run
        The runs of a document.
    known : mapping
        What the rules say of each.
    only_unknown : bool, optional
        Whether the rules know better wherever they know something: the file marks what is what.

    Returns
    -------
    dict
        A verdict for each run that is taken for something else. A heading is never added, nor a
        title where another stays, nor text where a rule knows better.
    """
    if not FEWEST_RUNS <= len(runs) <= MOST_RUNS:
        return {}
    weights = weights_of_package()
    traits = traits_of(runs)
    chances = probabilities(traits, weights)
    best = chances.argmax(axis=1).tolist()
    found = {}
    for i, run in enumerate(runs):
        role, now = ROLES[best[i]], ROLE_OF.get(known[i].kind, known[i].kind)
        if role in (now, "heading") or run.goes_on:
            continue
        if known[i].reason in NO_RULE:
            falls = not _is_text(run) or chances[i, best[i]] >= SURE
        else:
            given = chances[i, ROLES.index(now)]
            falls = not only_unknown and _is_improbable(known[i], given, role)
        if falls:
            found[i] = Verdict(role, f"learned: {_most_telling(traits, i, role, now, weights)}")
    return found if only_unknown else _with_title(found, known, chances[:, ROLES.index("title")])


def _is_text(run: Run) -> bool:
    return run.is_sentence and run.size >= LONG


def _is_improbable(verdict: Verdict, given: float, role: str) -> bool:
    """Whether a rule's verdict falls, for what it is given and for the role that is likelier."""
    if verdict.kind == "heading" and verdict.reason in OPEN:
        return given < DOUBTFUL and role != "paragraph"
    roles = ("boilerplate",) if verdict.kind == "heading" else ROLES
    return given < IMPROBABLE and role in roles and role != "paragraph"


def _with_title(found: dict[int, Verdict], known: Verdicts, chances: Floats) -> dict[int, Verdict]:
    """Name no title where another stays, and the likeliest line where none does."""
    titles = [i for i, verdict in known.items() if verdict.kind == "title"]
    if any(i not in found for i in titles):  # of the copies of a title, the rules know which
        return {i: verdict for i, verdict in found.items() if verdict.kind != "title"}
    likely = int(chances.argmax())
    named = any(verdict.kind == "title" for verdict in found.values())
    if named or chances[likely] < LIKELY or known[likely].kind == "heading":
        return found
    return found | {likely: Verdict("title", "learned: the likeliest of all")}


def probabilities(traits: Sequence[Traits], weights: Weights) -> Floats:
    """
    Tell how probable each role is for each run.

    Parameters
    ----------
    traits : sequence of Traits
        Of the runs of a document, in order.
    weights : Weights
        As learned.

    Returns
    -------
    array
        Runs by `ROLES`; each row sums to 1.
    """
    scores = _scores(traits, weights)
    factors = np.exp(scores - scores.max(axis=1, keepdims=True))
    above = _passed_on(factors, weights.steps)
    below = _passed_on(factors[::-1], weights.steps.T)[::-1]
    both: Floats = above * below / np.maximum(factors, np.finfo(float).tiny)
    chances: Floats = both / both.sum(axis=1, keepdims=True)
    return chances


def _scores(traits: Sequence[Traits], weights: Weights) -> Floats:
    row_of = weights.rows.get
    columns: list[int] = []
    ends = [0]
    for one in traits:
        columns += [row_of(trait, NO_WEIGHT) for trait in (*one.own, *one.shape, *one.ends)]
        ends.append(len(columns))
    shape = (len(traits), len(weights.table))
    counts = csr_array((np.ones(len(columns)), columns, ends), shape=shape)
    told = (counts @ weights.table).reshape(len(traits), len(SLOTS), len(ROLES))
    scores: Floats = told[:, 0].copy()
    for slot, reach in enumerate(SLOTS.values()):
        if reach > 0:
            scores[reach:] += told[:-reach, slot]
        elif reach < 0:
            scores[:reach] += told[-reach:, slot]
    return scores


def _passed_on(factors: Floats, steps: Floats) -> Floats:
    """
    Tell what each run and all above it say of it: each hears the one above until nothing changes.

    That is the forward pass of the field, for all runs at once; few runs hear from afar.
    """
    now: Floats = factors / factors.sum(axis=1, keepdims=True)
    for _ in range(len(factors)):
        before = now
        now = factors.copy()
        now[1:] *= before[:-1] @ steps
        now /= now.sum(axis=1, keepdims=True)
        if np.abs(now - before).max() < SETTLED:
            break
    return now


def _most_telling(traits: Sequence[Traits], i: int, role: str, other: str, weights: Weights) -> str:
    """Name the trait that speaks most for one role against another."""
    best, most = "its neighbours", 0.0
    for slot, (name, reach) in enumerate(SLOTS.items()):
        if not 0 <= i - reach < len(traits):
            continue
        at = slot * len(ROLES)
        for trait in shown(traits[i - reach], reach):
            row = weights.table[weights.rows.get(trait, NO_WEIGHT)]
            speaks = row[at + ROLES.index(role)] - row[at + ROLES.index(other)]
            if speaks > most:
                best, most = name + trait, speaks
    return best
