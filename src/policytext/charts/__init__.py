"""Charts: a tidy table goes in, matplotlib Axes come out; no chart knows how it was measured."""

from ._drawn import Drawn, drawn_on
from ._fit import COLUMN, PAGE, Fitting, fit_charts
from .contamination import plot_contamination
from .dispersion import plot_dispersion
from .frequencies import plot_entity_frequencies, plot_term_frequencies
from .heat_maps import plot_similarity, plot_terms_by_section
from .keyness import plot_keyness, plot_rate_intervals
from .networks import plot_collocation_network, plot_entity_network
from .occurrences import plot_occurrences
from .profiles import (
    plot_part_of_speech_profile,
    plot_sentence_lengths,
    plot_vocabulary_growth,
    plot_years_mentioned,
)
from .sections import plot_section_outline

__all__ = [
    "COLUMN",
    "PAGE",
    "Drawn",
    "Fitting",
    "drawn_on",
    "fit_charts",
    "plot_collocation_network",
    "plot_contamination",
    "plot_dispersion",
    "plot_entity_frequencies",
    "plot_entity_network",
    "plot_keyness",
    "plot_occurrences",
    "plot_part_of_speech_profile",
    "plot_rate_intervals",
    "plot_section_outline",
    "plot_sentence_lengths",
    "plot_similarity",
    "plot_term_frequencies",
    "plot_terms_by_section",
    "plot_vocabulary_growth",
    "plot_years_mentioned",
]
