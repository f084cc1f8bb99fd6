"""A file becomes a document: its text, its lines, its encoding. Nothing is judged here."""

from policytext.reading.document import KINDS, Block, Document, Hint, Mark, Source
from policytext.reading.front_matter import front_matter_end
from policytext.reading.lines import Line, lines_of
from policytext.reading.read import read, read_all
from policytext.reading.sources import doc_ids, find_sources

__all__ = [
    "KINDS",
    "Block",
    "Document",
    "Hint",
    "Line",
    "Mark",
    "Source",
    "doc_ids",
    "find_sources",
    "front_matter_end",
    "lines_of",
    "read",
    "read_all",
]
