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

from importlib.metadata import version as _version

from policytext.annotation.pipeline import load_pipeline
from policytext.charts import (
    plot_collocation_network,
    plot_contamination,
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
from policytext.corpus import Corpus, build, load
from policytext.export import save_figure, write_report, write_tables
from policytext.measures import (
    Concordance,
    collocates,
    collocations,
    concordance,
    contamination,
    contamination_sources,
    dispersion,
    entity_cooccurrence,
    entity_frequencies,
    keyness,
    label_frequencies,
    lexical_diversity,
    modality,
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

__version__ = _version("policytext")

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
    "dispersion",
    "entity_cooccurrence",
    "entity_frequencies",
    "keyness",
    "label_frequencies",
    "lexical_diversity",
    "load",
    "load_pipeline",
    "modality",
    "ngrams",
    "occurrences",
    "part_of_speech_profile",
    "plot_collocation_network",
    "plot_contamination",
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
    "vocabulary_growth",
    "with_entities",
    "write_report",
    "write_tables",
    "years_mentioned",
]
