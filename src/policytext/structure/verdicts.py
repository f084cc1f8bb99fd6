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
    level : int
        How deep a heading stands, if it is said; 0 leaves that to the rules.
    """

    kind: str
    reason: str
    level: int = 0


Verdicts: TypeAlias = Mapping[int, Verdict]
