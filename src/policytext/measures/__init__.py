"""
Measures: a table goes in, a tidy table comes out; no measure knows spaCy or matplotlib.

Each table remembers in its ``attrs["made"]`` which measure made it, of what, and how.
"""

from types import FunctionType

from ._display import Concordance
from ._recorded import recorded
from .candidates import term_candidates
from .collocation import collocates, collocations
from .concordance import concordance
from .contamination import contamination, contamination_sources
from .cooccurrence import entity_cooccurrence
from .dates import dates_mentioned, years_mentioned
from .dispersion import dispersion, occurrences
from .diversity import lexical_diversity, vocabulary_growth
from .entities import entity_frequencies, label_frequencies
from .frequency import term_frequencies
from .joins import section_paths, with_entities
from .keyness import keyness
from .multiword import multiword_units
from .ngrams import ngrams, skip_grams
from .profile import modality, part_of_speech_profile, sentence_lengths
from .rates import rate_intervals
from .sections import roll_up, section_outline, terms_by_section
from .similarity import similarity

__all__ = [
    "Concordance",
    "collocates",
    "collocations",
    "concordance",
    "contamination",
    "contamination_sources",
    "dates_mentioned",
    "dispersion",
    "entity_cooccurrence",
    "entity_frequencies",
    "keyness",
    "label_frequencies",
    "lexical_diversity",
    "modality",
    "multiword_units",
    "ngrams",
    "occurrences",
    "part_of_speech_profile",
    "rate_intervals",
    "roll_up",
    "section_outline",
    "section_paths",
    "sentence_lengths",
    "similarity",
    "skip_grams",
    "term_candidates",
    "term_frequencies",
    "terms_by_section",
    "vocabulary_growth",
    "with_entities",
    "years_mentioned",
]

for _name in __all__:
    if isinstance(globals()[_name], FunctionType):
        globals()[_name] = recorded(globals()[_name])
