"""Docs become five tables; a corpus is a folder of them and a manifest."""

from policytext.corpus.build import build
from policytext.corpus.corpus import Corpus, cite, load

__all__ = ["Corpus", "build", "cite", "load"]
