"""
Lemmas that exist: a form the treebanks settle has its lemma from them, the learned lemmatizer says
the rest, and a lemma that no dictionary knows gives way to one it knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

CHECKED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
FILE = "words.json"
NONE: dict[str, str] = {}
HOURS = frozenset({"a.m.", "p.m."})  # after a number; elsewhere PM is a prime minister
# Endings and what stands in their place in the lemma (Morphy's rules: Fellbaum 1998, ch. 1).
ENDINGS = {
    "NOUN": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
             ("men", "man"), ("ies", "y"), ("ves", "f")),
    "VERB": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ied", "y"), ("ed", "e"),
             ("ed", ""), ("ing", "e"), ("ing", "")),
    "ADJ": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
}  # fmt: skip


@Language.factory("policytext_lemmas")
def make_lemmas(nlp: Language, name: str) -> Lemmas:
    """Make the component, empty until a pipeline is read from disk."""
    return Lemmas(name)


class Lemmas:
    """
    Settle lemmas by the forms of the treebanks and by a dictionary.

    Parameters
    ----------
    name : str
        The component's name in the pipeline.
    words : dict of str to list of str
        Known lemmas by part of speech.
    exceptions : dict of str to dict of str to str
        Irregular forms and their lemmas, by part of speech.
    forms : dict of str to dict of str to str
        Lower-case forms and their lemmas in the treebanks, by Penn tag.
    """

    def __init__(
        self,
        name: str,
        words: dict[str, list[str]] | None = None,
        exceptions: dict[str, dict[str, str]] | None = None,
        forms: dict[str, dict[str, str]] | None = None,
    ) -> None:
        self.name = name
        self.fill(words or {}, exceptions or {}, forms or {})

    def fill(
        self,
        words: dict[str, list[str]],
        exceptions: dict[str, dict[str, str]],
        forms: dict[str, dict[str, str]],
    ) -> None:
        """Take in the dictionary and the treebanks' forms."""
        self.words = {pos: frozenset(known) for pos, known in words.items()}
        self.exceptions = exceptions
        self.forms = forms

    def __call__(self, doc: Doc) -> Doc:
        """Check a Doc's lemmas, in place."""
        for token in doc:
            settled = self.forms.get(token.tag_, NONE).get(token.lower_)
            if settled is not None:
                token.lemma_ = (
                    token.text if settled in HOURS and not _after_number(token) else settled
                )
            elif token.tag_ == "NNP":
                token.lemma_ = self.proper(token)
            elif token.pos_ in CHECKED and token.lemma_ != token.text and token.is_alpha:
                token.lemma_ = self.checked(token)
        return doc

    def proper(self, token: Token) -> str:
        """Give a name's lemma in the case of the name, and no longer one that does not exist."""
        lemma = token.lemma_.lower()
        invented = len(lemma) > len(token) and lemma not in self.words.get("NOUN", ())
        return token.text if invented or lemma == token.lower_ else token.lemma_

    def checked(self, token: Token) -> str:
        """Give a token's lemma, or a known one where the lemma is not known."""
        form, lemma = token.lower_, token.lemma_
        part = {"AUX": "VERB", "ADV": "ADJ"}.get(token.pos_, token.pos_)
        known = self.words.get(part, frozenset())
        if not known or lemma.lower() == form or lemma.lower() in known:
            return lemma
        return next(self.candidates(form, part), form)

    def candidates(self, form: str, part: str) -> Iterator[str]:
        """Known lemmas that a form may have, the irregular one first."""
        known = self.words[part]
        if form in self.exceptions.get(part, {}):
            yield self.exceptions[part][form]
        for ending, instead in ENDINGS.get(part, ()):
            if form.endswith(ending) and len(form) > len(ending) + 1:
                stem = form[: -len(ending)] + instead
                if stem in known:
                    yield stem
                if not instead and len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in known:
                    yield stem[:-1]

    def data(self) -> dict[str, Any]:
        """The dictionary as it is saved."""
        words = {part: sorted(known) for part, known in self.words.items()}
        return {"words": words, "exceptions": self.exceptions, "forms": self.forms}

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        """Write the dictionary into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> Lemmas:
        """Read the dictionary from a folder."""
        return self.from_bytes((Path(path) / FILE).read_bytes())

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Give the dictionary as bytes."""
        return json.dumps(self.data(), ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> Lemmas:
        """Take the dictionary from bytes."""
        saved = json.loads(data)
        self.fill(saved["words"], saved["exceptions"], saved.get("forms", {}))
        return self


def _after_number(token: Token) -> bool:
    before = token.doc[token.i - 1] if token.i else token
    return before.is_space or before.like_num or any(sign.isdigit() for sign in before.text)
