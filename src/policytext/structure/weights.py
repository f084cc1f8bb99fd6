"""The weights of traits, beside this module in `weights.txt`; `training/structure` makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from policytext.structure.traits import Traits

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
SLOTS = {"": 0, "above: ": 1, "below: ": -1, "2 above: ": 2, "2 below: ": -2}
"""Of whose traits a weight tells, and how far below that run the run stands that it tells of."""

NO_WEIGHT = 0  # the row of a trait that has none

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """
    The weights of a chain of runs.

    Attributes
    ----------
    rows : dict
        From a trait to its row.
    table : array
        A row for each trait, and before them one of zeros; a column for each slot and role.
    steps : array
        How well a role goes with the one below it, as factors: roles by roles.
    """

    rows: dict[str, int]
    table: Floats
    steps: Floats


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
    cells: list[tuple[int, int, str]] = []
    for line in lines:
        trait, *told = line.split("\t")
        one, _, two = trait.partition(" > ")
        if one in ROLES and two in ROLES:
            steps[ROLES.index(one), ROLES.index(two)] = float(told[0])
            continue
        slot, name = next((n, s) for n, s in reversed([*enumerate(SLOTS)]) if trait.startswith(s))
        row = rows.setdefault(trait[len(name) :], len(rows) + 1)
        for part in told:
            role, weight = part.split(" ")
            cells.append((row, slot * len(ROLES) + ROLES.index(role), weight))
    table = np.zeros((len(rows) + 1, len(SLOTS) * len(ROLES)))
    for row, column, weight in cells:
        table[row, column] = float(weight)
    return Weights(rows, table, np.exp(steps))


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
