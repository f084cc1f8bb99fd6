"""Documents become spaCy Docs: which pipeline tags them, and its components."""
