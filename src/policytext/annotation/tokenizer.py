"""The tokenizer's rules: spaCy's English ones, and what text copied from web pages needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

# A sentence glued to the next by a lower-case word ("layout.my country"): the pattern of an
# address, so only words that end no common address are taken.
GLUED_WORDS = (
    "the|this|that|these|those|they|there|then|thus|our|we|my|your|you|his|her|he|she|its|"
    "and|but|for|with|from|when|while|where|what|which|if|all|both|each|every|only|also"
)

GLUED_INFIXES = (
    r"(?<=[a-z])\.(?=[A-Z])",  # core.As
    rf"(?<=[a-z]{{2}})\.(?=(?:{GLUED_WORDS})(?![\w.@/-]))",  # layout.my
    r"(?<=[0-9]{2})\.(?=[A-Z][a-z])",  # 2023.Photo
    r"(?<=[a-z][0-9])\.(?=[A-Z][a-z])",  # G20.Photo, covid-19.The
    r"(?<=[”’\"'»)\]%])[.,;:](?=[A-Za-z“\"«(])",  # Safety”.Photo
    r"(?<=[a-z0-9])[;!?](?=[A-Za-z“\"«(])",  # done;as, done!The
    r"(?<=[a-z])[,:](?=[A-Za-z“‘\"«])",  # done,as
    r"(?<=[a-z])[.,;:!?](?=[“‘\"«])",  # it.“The
    r"(?<=[a-z”’\"»)])[.,;](?=\[[0-9])",  # word.[12]
)
QUOTE_INFIXES = (
    r"[“”„«»]",
    r"(?<=\w)\"(?=[\w.,;:!?])",
    r"(?<=[.,;:!?])\"(?=\w)",
    r"(?<=[.,;:!?])[‘’](?=[A-Z])",
)
DASH_INFIXES = (
    r"(?<=\S)(?:[—―]+|--+)(?=\S)",
    r"(?<=[\w”’\"»)\].])–(?=[\w“‘\"«(])",
    r"(?<=[A-Za-z]\.)-(?=[A-Za-z])",  # U.N.-led
)
BRACKET_INFIXES = (
    r"(?<=[0-9)])\((?=[0-9a-zA-Z])",  # 5(2)(a)
    r"(?<=[0-9a-zA-Z])\)(?=[(0-9A-Z])",
    r"(?<=\w)\)(?=[a-z]{2})",  # (CPC)and
    r"(?<=[\w.,;:”’\"»)])\[(?=[0-9]{1,3}(?:\]|$))",  # word[12]
)
WIDE_INFIXES = (r"[，。：；！？（）《》〈〉、「」『』【】]", r"[¹²³⁰⁴-⁹]+")
# One token each, as in the treebanks: !!, .?, ====, ****, $$$.
REPEATED_MARKS = (
    r"[!?][!?.]+",
    r"\.+[!?][!?.]*",
    *(rf"{mark}{{2,}}" for mark in [r"=", r"_", r"\*", r"~", r"#", r"<", r">", r"\+", r"-", r"\$"]),
)
PREFIXES = (
    "non|anti|pro|pre|post|co|re|ex|mid|multi|semi|sub|cross|inter|counter|neo|mini|micro|macro|"
    "ultra|intra|trans|quasi|pseudo|un|e"
)
# One token each: re-elected, mid-July (Universal Dependencies keep prefixes on); 202-456-1111.
WHOLE = rf"(?i:(?:{PREFIXES})-[a-z]+)$|(?:1-)?(?:[0-9]{{3}}-)?[0-9]{{3}}-[0-9]{{4}}$"
ABBREVIATIONS = (
    "etc.", "al.", "Arts.", "paras.", "Nos.", "approx.", "ca.", "Mlle.", "Mme.",
    "Ft.", "Lt.", "Sgt.", "Capt.", "Col.", "Maj.", "Cmdr.",
    "Mon.", "Tue.", "Tues.", "Wed.", "Thu.", "Thur.", "Thurs.", "Fri.",
)  # fmt: skip
# Faces that are an enumeration, a bracket or a verse far more often in official prose.
NO_FACES = frozenset({"):", "8)", "8D", "8-)", "8-D", "(:", "(=", "(;", ":0", ":1", ":3", "0)"})
WIDE_AFFIXES = (r"[，。：；！？（）《》〈〉、「」『』【】]",)


def customise_tokenizer(nlp: Language) -> Language:
    """
    Add the rules for glued sentences, quotes, dashes and brackets to an English tokenizer.

    Parameters
    ----------
    nlp : spacy.Language
        A pipeline with spaCy's rule-based tokenizer; its tokenizer is changed in place.

    Returns
    -------
    spacy.Language
        The same pipeline. The rules are saved with it.
    """
    from spacy.lang.tokenizer_exceptions import URL_PATTERN  # noqa: PLC0415
    from spacy.util import (  # noqa: PLC0415
        compile_infix_regex,
        compile_prefix_regex,
        compile_suffix_regex,
    )

    defaults = nlp.Defaults
    infixes = [
        *(defaults.infixes or ()),
        *GLUED_INFIXES,
        *QUOTE_INFIXES,
        *DASH_INFIXES,
        *BRACKET_INFIXES,
        *WIDE_INFIXES,
    ]
    suffixes = [
        *(defaults.suffixes or ()),
        *WIDE_AFFIXES,
        *(rf"(?<![A-Z]){marks}" if marks.startswith(r"\.") else marks for marks in REPEATED_MARKS),
        r"[¹²³⁰⁴-⁹]+",
        r"(?<=[0-9]:[0-9]{2})(?:[AaPp][Mm]|[ap]\.m\.)",  # 7:30PM
        r"(?<=[A-Za-z0-9])-",  # five- to ten-year
        r"(?<=[a-z]{3}[.,;:!?”’])[0-9]{1,3}",  # a footnote's number: security.12
    ]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex(
        [*REPEATED_MARKS, r"-(?=[A-Za-z])", *(defaults.prefixes or ()), *WIDE_AFFIXES]
    ).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.token_match = re.compile(WHOLE).match
    tokenizer.rules = {
        face: parts for face, parts in tokenizer.rules.items() if face not in NO_FACES
    }
    for whole in ABBREVIATIONS:
        tokenizer.add_special_case(whole, [{"ORTH": whole}])
    tokenizer.add_special_case("and/or", [{"ORTH": "and"}, {"ORTH": "/"}, {"ORTH": "or"}])
    for first in "wW":
        tokenizer.add_special_case(f"{first}anna", [{"ORTH": f"{first}an"}, {"ORTH": "na"}])
    address = rf"(?!^[A-Za-z]+\.(?:{GLUED_WORDS})$){URL_PATTERN}"
    tokenizer.url_match = re.compile(address).match
    return nlp
