"""Whether saved charts still tell the truth."""

from __future__ import annotations

import argparse

import policytext as pt

from .verbs import DONE, FAILED, PARTLY, corpus_of


def verify(options: argparse.Namespace) -> int:
    """Say of each picture yes or no, with the reasons."""
    corpora = [corpus_of(options, [texts]) for texts in options.corpus]
    verdicts = {path: pt.verify(path, *corpora) for path in options.figures}
    for path, verdict in verdicts.items():
        so_far = " as far as it could be checked" if verdict.unchecked else ""
        print(f"{path}: {f'yes{so_far}' if verdict else 'no'}")
        for reason in (*verdict.untrue, *verdict.unchecked):
            print(f"  {reason}")
    if not all(verdicts.values()):
        return FAILED
    return PARTLY if any(verdict.unchecked for verdict in verdicts.values()) else DONE
