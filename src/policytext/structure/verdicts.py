"""
What a rule says of a run.

The rules of a page (`furniture`, `menus`, `asides`, `tail` …) are functions of one form: they take
the runs of a document in order, what is known of them already (from run to verdict), and, where
it matters, where the text itself begins; they give a verdict for each run that they find, and
leave what they were given as it is. `policytext.structure.recover.judge` asks them in turn.
"""

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
