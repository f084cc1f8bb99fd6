"""What a rule says of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What a rule says of a run.

    Attributes
    ----------
    kind : str
        One of the kinds of a block.
    reason : str
        The rule, in a few words.
    """

    kind: str
    reason: str


Verdicts: TypeAlias = Mapping[int, Verdict]
