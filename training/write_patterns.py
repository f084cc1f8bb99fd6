"""
Write the library's pattern files: `python write_patterns.py FOLDER`.

`patterns/*.txt` hold them in short: "LABEL id: tokens", a token being words, a regular
expression or a <CLASS> of `patterns/classes.txt`, with "?" or "{0,3}" after it for how often.
What is written is plain entity-ruler JSONL, which may be edited by hand as well.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from gazetteer import COUNTRIES, PEOPLES, SOMETIMES

SHORT = Path(__file__).parent / "patterns"
FILES = ("events", "laws", "bodies", "places", "peoples", "countries", "continents", "values")
COMPOUND_COUNTRIES = {name for name in COUNTRIES if not name.replace(".", "").isalpha()}
Token = dict[str, object]


def main() -> None:
    folder = Path(sys.argv[1])
    classes = read_classes((SHORT / "classes.txt").read_text(encoding="utf-8"))
    for file in FILES:
        rows = [
            pattern(line, classes)
            for line in (SHORT / f"{file}.txt").read_text(encoding="utf-8").splitlines()
        ]
        rows += compound_countries() if file == "places" else []
        lines = dict.fromkeys(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{file}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_classes(text: str) -> dict[str, Token]:
    """The classes by name; a class may hold the words of those before it."""
    joined = re.sub(r"\n +", "", "\n".join(x for x in text.splitlines() if not x.startswith("#")))
    words = {"PEOPLES": "|".join(sorted(PEOPLES - SOMETIMES))}
    words["COUNTRIES"] = "|".join(sorted(COUNTRIES - COMPOUND_COUNTRIES))
    for line in filter(None, joined.splitlines()):
        name, meaning = line.split(": ", 1)
        words[name] = filled(meaning, words)
    return {name: described(meaning) for name, meaning in words.items()}


def filled(meaning: str, words: dict[str, str]) -> str:
    """Put in the words of other classes, with their stops escaped in a regular expression."""
    for name in re.findall(r"@(\w+)@", meaning):
        inside = words[name].removeprefix("~")
        plain = "(?" in inside or "(?" not in meaning
        meaning = meaning.replace(f"@{name}@", inside if plain else inside.replace(".", r"\."))
    return meaning


def described(meaning: str) -> Token:
    word, *conditions = meaning.split(" &")
    found = token(word)
    for condition in conditions:
        if condition == "inside":
            found["IS_SENT_START"] = False
        else:
            tags = condition.removeprefix("POS=").split("|")
            found["POS"] = {"IN": tags}
    return found


def token(word: str) -> Token:
    lower, word = word.startswith("~"), word.removeprefix("~")
    if len(word) > 2 and word.startswith("/") and word.endswith("/"):
        return {"LOWER" if lower else "TEXT": {"REGEX": word[1:-1]}}
    words = word.split("|")
    return {"LOWER" if lower else "ORTH": {"IN": words} if len(words) > 1 else word}


def pattern(line: str, classes: dict[str, Token]) -> dict[str, object]:
    head, tokens = line.split(": ", 1)
    label, name = head.split(" ")
    return {
        "label": label,
        "id": name,
        "pattern": [repeated(t, classes) for t in tokens.split(" ")],
    }


def repeated(short: str, classes: dict[str, Token]) -> Token:
    found = re.fullmatch(r"(.+?)(\?|\{\d,\d+\})?", short)
    assert found is not None
    word, often = found.groups()
    meaning = classes[word[1:-1]] if word.startswith("<") else token(word)
    return {**meaning, "OP": often} if often else dict(meaning)


def compound_countries() -> list[dict[str, object]]:
    """Countries of several words, in the tokens that spaCy makes of them."""
    rows = []
    for name in sorted(COMPOUND_COUNTRIES):
        words = name.replace("-", " - ").replace("'s", " 's").split()
        tokens = [token("'s|’s" if word == "'s" else word) for word in words]
        rows.append({"label": "GPE", "id": "countries", "pattern": tokens})
    return rows


if __name__ == "__main__":
    main()
