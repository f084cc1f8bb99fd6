"""With which characters the texts can open that a regular expression matches."""

from __future__ import annotations

CLASSES = {"d": "0123456789", "s": " \t\n\r\xa0\u3000"}
ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")


def openings(pattern: str) -> frozenset[str]:
    """
    Tell with which characters a text must open for a regular expression to match it.

    Parameters
    ----------
    pattern : str
        A regular expression in which capitals and small letters are one.

    Returns
    -------
    frozenset of str
        The characters, small letters only; none if that cannot be told.

    Examples
    --------
    >>> sorted(openings("(?:the )?s[hk]ips?"))
    ['s', 't']
    >>> openings(".{0,3}x")
    frozenset()
    """
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        characters = _of_sequence(alternative)
        if characters is None:
            return frozenset()
        found |= characters
    return frozenset() if "" in found else frozenset(found)


def _of_sequence(pattern: str) -> set[str] | None:
    found: set[str] = set()
    rest = pattern
    while rest:
        atom, rest = _atom(rest)
        quantifier, rest = _quantifier(rest)
        if atom.startswith(ZERO_WIDTH) or atom in ("\\b", "^"):
            continue
        characters = _of_atom(atom)
        if characters is None:
            return None
        found |= characters
        optional = quantifier[:1] in ("?", "*") or quantifier.startswith("{0")
        if not optional and "" not in characters:
            return found - {""}
    return found | {""}


def _of_atom(atom: str) -> set[str] | None:
    if atom.startswith("("):
        inside = atom[atom.index(":") + 1 if atom.startswith("(?") else 1 : -1]
        found: set[str] = set()
        for alternative in _alternatives(inside):
            characters = _of_sequence(alternative)
            if characters is None:
                return None
            found |= characters
        return found
    if atom.startswith("["):
        return None if atom[1] == "^" or "-" in atom or "\\" in atom else set(atom[1:-1].lower())
    if atom.startswith("\\"):
        known = not atom[1].isalpha()
        return {atom[1]} if known else set(CLASSES[atom[1]]) if atom[1] in CLASSES else None
    return None if atom in (".", "$") else {atom.lower()}


def _atom(pattern: str) -> tuple[str, str]:
    if pattern[0] == "\\":
        return pattern[:2], pattern[2:]
    if pattern[0] == "[":
        end = pattern.index("]", 2 if pattern[1] != "^" else 3) + 1
    elif pattern[0] == "(":
        end = _closing(pattern)
    else:
        end = 1
    return pattern[:end], pattern[end:]


def _quantifier(rest: str) -> tuple[str, str]:
    end = 0
    if rest[:1] in ("?", "*", "+"):
        end = 1
    elif rest[:1] == "{":
        end = rest.index("}") + 1
    if end and rest[end : end + 1] == "?":
        end += 1
    return rest[:end], rest[end:]


def _closing(pattern: str) -> int:
    """Where the group ends that a pattern opens with."""
    depth, i = 0, 0
    while i < len(pattern):
        if pattern[i] == "\\":
            i += 1
        elif pattern[i] == "[":
            i = pattern.index("]", i + 2)
        elif pattern[i] in "()":
            depth += 1 if pattern[i] == "(" else -1
            if not depth:
                return i + 1
        i += 1
    raise ValueError(f"a bracket is not closed in {pattern!r}")


def _alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between strokes that are in no group."""
    parts, rest = [""], pattern
    while rest:
        atom, rest = _atom(rest)
        if atom == "|":
            parts.append("")
        else:
            parts[-1] += atom
    return parts
