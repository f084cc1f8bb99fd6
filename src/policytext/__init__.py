"""
Read official prose as it is found, recover its structure, tag it, count it, chart it.

A corpus is built from files, its tables are measured, what is measured is drawn::

    import policytext as pt

    corpus = pt.build("seeds/texts")
    words = corpus.body.query("is_alpha and not is_stop")
    terms = pt.term_frequencies(words)
    ax = pt.plot_term_frequencies(terms.head(20))
    pt.save_figure(ax.figure, "charts/terms")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytext.annotation.pipeline import load_pipeline
    from policytext.charts import (
        plot_collocation_network,
        plot_contamination,
        plot_dispersion,
        plot_entity_frequencies,
        plot_entity_network,
        plot_keyness,
        plot_occurrences,
        plot_part_of_speech_profile,
        plot_rate_intervals,
        plot_section_outline,
        plot_sentence_lengths,
        plot_similarity,
        plot_term_frequencies,
        plot_terms_by_section,
        plot_vocabulary_growth,
        plot_years_mentioned,
    )
    from policytext.corpus import Corpus, load
    from policytext.corpus.build import build
    from policytext.explore import (
        explore_concordance,
        explore_entities,
        explore_sections,
        explore_terms,
    )
    from policytext.export import save_figure, verify, write_figures, write_report, write_tables
    from policytext.measures import (
        Concordance,
        collocates,
        collocations,
        concordance,
        contamination,
        contamination_sources,
        dates_mentioned,
        dispersion,
        entity_cooccurrence,
        entity_frequencies,
        keyness,
        label_frequencies,
        lexical_diversity,
        modality,
        multiword_units,
        ngrams,
        occurrences,
        part_of_speech_profile,
        rate_intervals,
        roll_up,
        section_outline,
        section_paths,
        sentence_lengths,
        similarity,
        skip_grams,
        term_candidates,
        term_frequencies,
        terms_by_section,
        vocabulary_growth,
        with_entities,
        years_mentioned,
    )
    from policytext.reading import read
    from policytext.structure import recover_structure

    __version__: str

__all__ = [
    "Concordance",
    "Corpus",
    "__version__",
    "build",
    "collocates",
    "collocations",
    "concordance",
    "contamination",
    "contamination_sources",
    "dates_mentioned",
    "dispersion",
    "entity_cooccurrence",
    "entity_frequencies",
    "explore_concordance",
    "explore_entities",
    "explore_sections",
    "explore_terms",
    "keyness",
    "label_frequencies",
    "lexical_diversity",
    "load",
    "load_pipeline",
    "modality",
    "multiword_units",
    "ngrams",
    "occurrences",
    "part_of_speech_profile",
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
    "rate_intervals",
    "read",
    "recover_structure",
    "roll_up",
    "save_figure",
    "section_outline",
    "section_paths",
    "sentence_lengths",
    "similarity",
    "skip_grams",
    "term_candidates",
    "term_frequencies",
    "terms_by_section",
    "verify",
    "vocabulary_growth",
    "with_entities",
    "write_figures",
    "write_report",
    "write_tables",
    "years_mentioned",
]

# Where a name is looked for, what is quick to import first: reading and structure compile their
# rules, charts and export import matplotlib, and a frequency list waits for none of them.
_ROOMS = ("corpus", "measures", "annotation.pipeline", "charts", "export", "reading", "structure")
_ROOM_OF = {"plot": ("charts",), "explore": ("explore",)}


def __getattr__(name: str) -> Any:
    """Import a public name from its room when it is first used."""
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    if name in __all__:
        verb = name.partition("_")[0]
        for room in (import_module(f"{__name__}.{room}") for room in _ROOM_OF.get(verb, _ROOMS)):
            if hasattr(room, name):
                globals()[name] = getattr(room, name)
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
