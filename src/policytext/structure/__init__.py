"""What each block of a document is, how its sections nest, and what is page furniture."""

from policytext.structure.nesting import own_parts, own_ranges, own_text
from policytext.structure.recover import recover_structure
from policytext.structure.repeated import mark_shared, shared_lines, shared_lines_of_files
from policytext.structure.sections import Section, heading_words, section_ids, sections

__all__ = [
    "Section",
    "heading_words",
    "mark_shared",
    "own_parts",
    "own_ranges",
    "own_text",
    "recover_structure",
    "section_ids",
    "sections",
    "shared_lines",
    "shared_lines_of_files",
]
