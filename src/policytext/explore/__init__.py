"""Explorers: charts in a notebook that follow their controls, with the lines behind every bar."""

from .concordance import explore_concordance
from .entities import explore_entities
from .sections import explore_sections
from .terms import explore_terms

__all__ = ["explore_concordance", "explore_entities", "explore_sections", "explore_terms"]
