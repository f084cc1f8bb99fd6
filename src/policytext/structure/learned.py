"""
What weights, learned from documents with gold, say of the runs that no rule knows.

Rules know what they were written for. What they leave as running text, and where one of them is
most probably wrong, is judged by a linear-chain conditional random field (Lafferty, McCallum and
Pereira 2001), whose weights of traits stand in `weights.txt`, to be read; `training/structure`
makes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from policytext.structure.runs import Run
from policytext.structure.traits import Traits, is_prose, traits_of
from policytext.structure.verdicts import Verdict, Verdicts

ROLES = (
    "title",
    "byline",
    "heading",
    "paragraph",
    "caption",
    "boilerplate",
    "credit",
    "reference",
)
ROLE_OF = dict.fromkeys(("list_item", "table", "quote"), "paragraph") | {"footnote": "reference"}
SLOTS = {"": 0, "above: ": 1, "below: ": -1, "2 above: ": 2, "2 below: ": -2}
"""Of whose traits a weight tells, and how far below that run the run stands that it tells of."""

NO_RULE = ("running text", "bullet", "item with its number")  # reasons of what no rule knows
FEWEST_RUNS = 16  # of a document; what is shorter is unlike all that the weights come from
IMPROBABLE = 0.02  # a rule's verdict that is given less than this falls
SURE = 0.8  # what is set as running text, in a long sentence, is something else from here on
SETTLED = 1e-6  # of a probability; less is no change

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """
    The weights of a chain of runs.

    Attributes
    ----------
    rows : dict
        From a trait to its row.
    table : array
        A row for each trait; a column for each slot and role.
    steps : array
        How well a role goes with the one below it, as factors: roles by roles.
    """

    rows: dict[str, int]
    table: Floats
    steps: Floats


def learned(
    runs: Sequence[Run], known: Verdicts, only_unknown: bool = False
) -> dict[int, Verdict]:
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
        A verdict for each run that is taken for something else. A heading is never added, nor a title
        where another stays, nor text where a rule knows better.
    """
    if len(runs) < FEWEST_RUNS:
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
            falls = not is_prose(run) or chances[i, best[i]] >= SURE
        else:
            falls = (
                not only_unknown
                and role != "paragraph"
                and chances[i, ROLES.index(now)] < IMPROBABLE
            )
        if falls:
            found[i] = Verdict(role, f"learned: {_most_telling(traits, i, role, now, weights)}")
    titles = [i for i, verdict in known.items() if verdict.kind == "title"]
    if any(i not in found for i in titles):  # of the copies of a title, the rules know which
        return {i: verdict for i, verdict in found.items() if verdict.kind != "title"}
    return found


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
    both = above * below / np.maximum(factors, np.finfo(float).tiny)
    return both / both.sum(axis=1, keepdims=True)


def _scores(traits: Sequence[Traits], weights: Weights) -> Floats:
    rows = weights.rows
    columns: list[int] = []
    ends = [0]
    for one in traits:
        for group in (one.own, one.shape, one.ends):
            columns += [rows[trait] for trait in group if trait in rows]
        ends.append(len(columns))
    shape = (len(traits), len(rows))
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
    now = factors / factors.sum(axis=1, keepdims=True)
    for _ in range(len(factors)):
        before = now
        now = factors.copy()
        now[1:] *= before[:-1] @ steps
        now /= now.sum(axis=1, keepdims=True)
        if np.abs(now - before).max() < SETTLED:
            break
    return now


def _most_telling(
    traits: Sequence[Traits], i: int, role: str, other: str, weights: Weights
) -> str:
    """Name the trait that speaks most for one role against another."""
    best, most = "its neighbours", 0.0
    for slot, (name, reach) in enumerate(SLOTS.items()):
        if not 0 <= i - reach < len(traits):
            continue
        at = slot * len(ROLES)
        for trait in shown(traits[i - reach], reach):
            row = weights.table[weights.rows[trait]] if trait in weights.rows else None
            if row is not None:
                speaks = row[at + ROLES.index(role)] - row[at + ROLES.index(other)]
                if speaks > most:
                    best, most = name + trait, speaks
    return best


def shown(traits: Traits, reach: int) -> list[str]:
    """
    List the traits of a run that tell of a run so far below it.

    Parameters
    ----------
    traits : Traits
        Of the run.
    reach : int
        0 for the run itself; negative for a run above it.

    Returns
    -------
    list of str
        Traits.
    """
    if not reach:
        return [*traits.own, *traits.shape, *traits.ends]
    return [*traits.shape, *traits.ends] if abs(reach) == 1 else traits.shape


@cache
def weights_of_package() -> Weights:
    """
    Load the weights that stand beside this module.

    Returns
    -------
    Weights
        As learned from the samples.
    """
    text = files(__package__).joinpath("weights.txt").read_text("utf-8")
    return weights_from(text.splitlines())


def weights_from(lines: Iterable[str]) -> Weights:
    """
    Parse weights.

    Parameters
    ----------
    lines : iterable of str
        One a trait, with its slot: what it weighs for each role, after tabs, "byline 0.53"; and
        one a step: "title > byline" and its weight.

    Returns
    -------
    Weights
        What is not there weighs nothing.
    """
    steps = np.zeros((len(ROLES), len(ROLES)))
    rows: dict[str, int] = {}
    cells: list[tuple[int, int, float]] = []
    for line in lines:
        trait, *told = line.split("\t")
        one, _, two = trait.partition(" > ")
        if one in ROLES and two in ROLES:
            steps[ROLES.index(one), ROLES.index(two)] = float(told[0])
            continue
        slot, name = next((n, s) for n, s in reversed([*enumerate(SLOTS)]) if trait.startswith(s))
        row = rows.setdefault(trait[len(name) :], len(rows))
        for part in told:
            role, weight = part.split(" ")
            cells.append((row, slot * len(ROLES) + ROLES.index(role), float(weight)))
    table = np.zeros((max(1, len(rows)), len(SLOTS) * len(ROLES)))
    for row, column, weight in cells:
        table[row, column] = weight
    return Weights(rows, table, np.exp(steps))
