"""Charts: a tidy table goes in, matplotlib Axes come out; no chart knows how it was measured."""

from ._drawn import Drawn, drawn_on
from .contamination import plot_contamination
from .frequencies import plot_entity_frequencies, plot_term_frequencies
from .occurrences import plot_occurrences
from .sections import plot_section_outline, plot_terms_by_section

__all__ = [
    "Drawn",
    "drawn_on",
    "plot_contamination",
    "plot_entity_frequencies",
    "plot_occurrences",
    "plot_section_outline",
    "plot_term_frequencies",
    "plot_terms_by_section",
]
