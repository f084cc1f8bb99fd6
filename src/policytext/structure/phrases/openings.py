"""With which characters the texts can open that a regular expression matches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

CLASSES = {r"\d": "0123456789", r"\s": " \t\n\r\v\f\x1c\x1d\x1e\x1f"}  # those in ASCII
NAMED_CLASS = re.compile(r"\\[a-ce-rt-z]")  # but \d and \s
RANGE = re.compile(r"([^\\])-(.)")
ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")
LONGEST = 3  # characters that are told
MOST = 1000  # openings of one part of a pattern; of more, only their first characters are told


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
        Three characters each, small letters only; fewer where anything can follow them, and none
        where a text can open with anything. What matches texts of one or two characters is told
        by those and a line feed.

    Examples
    --------
    >>> sorted(openings("(?:the )?s[hk]ips?"))
    ['shi', 'ski', 'the']
    >>> sorted(openings("(?:no|of).x"))
    ['no', 'of']
    >>> openings(".+x")
    frozenset({''})
    """
    return frozenset(opening for opening, _ in _of_alternatives(pattern, 1))


def endings(pattern: str) -> frozenset[str]:
    """
    Tell with which characters a text must end for a regular expression to match all of it.

    Parameters
    ----------
    pattern : str
        A regular expression in which capitals and small letters are one.

    Returns
    -------
    frozenset of str
        As `openings`, the last character first.

    Examples
    --------
    >>> sorted(endings(".{0,9} (?:rea|fin)d more"))
    ['ero']
    """
    return frozenset(ending for ending, _ in _of_alternatives(pattern, -1))


def _of_alternatives(pattern: str, step: int) -> set[tuple[str, bool]]:
    """The openings of a pattern, each with whether what follows the pattern goes on with it."""
    return {found for part in _alternatives(pattern) for found in _of_sequence(part, step)}


def _of_sequence(pattern: str, step: int) -> set[tuple[str, bool]]:
    found = {("", True)}
    for atom, quantifier in _atoms(pattern)[::step]:
        if atom.startswith(ZERO_WIDTH) or atom in ("\\b", "^"):
            continue
        optional = quantifier[:1] in ("?", "*") or quantifier.startswith("{0")
        once = not quantifier or quantifier in ("?", "??", "{0,1}")
        found = _joined(found, _of_atom(atom, step), optional=optional, once=once)
    return found


def _atoms(pattern: str) -> list[tuple[str, str]]:
    """The parts of a pattern, each with its quantifier."""
    atoms = []
    rest = pattern
    while rest:
        atom, rest = _atom(rest)
        quantifier, rest = _quantifier(rest)
        atoms.append((atom, quantifier))
    return atoms


def _joined(
    before: set[tuple[str, bool]], after: set[tuple[str, bool]], *, optional: bool, once: bool
) -> set[tuple[str, bool]]:
    if len(before) * len(after) > MOST:
        return {(opening, False) for opening, _ in before}
    ended = {(opening, goes_on) for opening, goes_on in before if optional or not goes_on}
    open_ = (opening for opening, goes_on in before if goes_on)
    return ended | {
        _cut(one + two, goes_on and once) for one, (two, goes_on) in product(open_, after)
    }


def _cut(opening: str, goes_on: bool) -> tuple[str, bool]:
    return opening[:LONGEST], goes_on and len(opening) < LONGEST


def _of_atom(atom: str, step: int) -> set[tuple[str, bool]]:
    if atom.startswith("("):
        inside = atom[atom.index(":") + 1 if atom.startswith("(?") else 1 : -1]
        return _of_alternatives(inside, step)
    if atom.startswith("["):
        return _of_class(atom[1:-1].lower())
    if atom == "$":  # nothing stands behind it
        return {("\n", False)} if step > 0 else {("", True)}
    if atom == ".":
        return {("", False)}
    characters = CLASSES.get(atom, "" if atom[1:].isalpha() else atom[-1].lower())
    return _each(characters) if characters else {("", False)}


def _of_class(inside: str) -> set[tuple[str, bool]]:
    if inside.startswith("^") or NAMED_CLASS.search(inside):
        return {("", False)}
    characters = RANGE.sub(lambda ends: _between(*ends.groups()), inside.removesuffix("-"))
    for name, members in CLASSES.items():
        characters = characters.replace(name, members)
    return _each(characters.replace("\\", "") + "-" * inside.endswith("-"))


def _between(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def _each(characters: Iterable[str]) -> set[tuple[str, bool]]:
    return {(character, True) for character in characters}


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
    if end and rest[end : end + 1] in ("?", "+"):  # lazy, possessive
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
