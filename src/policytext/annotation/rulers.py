"""The pattern files become rulers: long official names win, values fill what is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import policytext.annotation.components
import policytext.annotation.nearby  # noqa: F401  (both register their components with spaCy)

if TYPE_CHECKING:
    from spacy.language import Language

PATTERNS = Path(__file__).parent / "patterns"
# The longer of two names wins.
LONGEST = ("events", "laws", "bodies", "places", "peoples", "countries", "values")
GAPS = ("continents",)  # only where nothing else was found


def add_rulers(nlp: Language) -> Language:
    """
    Add the library's pattern files to a pipeline, after its own entity recognizer.

    Parameters
    ----------
    nlp : spacy.Language
        Changed in place.

    Returns
    -------
    spacy.Language
        The same pipeline.
    """
    nlp.add_pipe("policytext_trim", name="trim_names")
    add_ruler(nlp, "official_names", LONGEST, "policytext.longest_name.v1")
    nlp.add_pipe("policytext_acronyms", name="acronyms")
    add_ruler(nlp, "gaps", GAPS, "policytext.fill_gaps.v1")
    nlp.add_pipe("policytext_markers", name="drop_markers")
    return nlp


def add_ruler(nlp: Language, name: str, files: tuple[str, ...], chooser: str) -> None:
    """Add one ruler with the patterns of some files; the chooser settles what overlaps."""
    ruler = nlp.add_pipe("policytext_ruler", name=name, config={"ents_filter": {"@misc": chooser}})
    for file in files:
        ruler.add_patterns(patterns_of(file))  # type: ignore[attr-defined]


def patterns_of(file: str) -> list[dict[str, object]]:
    """Read one of the library's pattern files."""
    lines = (PATTERNS / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
