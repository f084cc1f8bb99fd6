"""Measures: a table goes in, a tidy table comes out; no measure knows spaCy or matplotlib."""

from .concordance import Concordance, concordance, section_paths, with_entities
from .contamination import contamination
from .dispersion import dispersion, occurrences
from .entities import entity_frequencies, label_frequencies
from .frequency import term_frequencies
from .ngrams import ngrams
from .sections import roll_up, section_outline, terms_by_section

__all__ = [
    "contamination",
    "dispersion",
    "entity_frequencies",
    "label_frequencies",
    "ngrams",
    "occurrences",
    "roll_up",
    "section_outline",
    "term_frequencies",
    "terms_by_section",
]
