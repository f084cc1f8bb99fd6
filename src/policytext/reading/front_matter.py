"""The fields that open a Markdown file: between fences, or as services that read pages set them."""

from __future__ import annotations

import re

OPENING = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
FIELD = re.compile(r"^(?P<name>[A-Za-z][\w .-]{0,40}?)[ \t]*[:=](?:[ \t]+(?P<value>.*))?$")
ITEM = re.compile(r"^[ \t]*-[ \t]+(?P<value>.+)$")
# what services that read pages say of one, line by line, and the line that the page follows
READER = ("title", "url source")
READER_ENDS = "Markdown Content:"
LONGEST_READER = 12  # lines
LONGEST_NAME = 40  # characters before the first of them
LONGEST = 20_000  # characters; a fence further away closes something else


def front_matter_end(text: str) -> int:
    """
    Find where the fields that open a text end.

    Parameters
    ----------
    text : str
        The text of a file.

    Returns
    -------
    int
        The first character after the closing fence; 0 if the text opens with no fields.

    Examples
    --------
    >>> front_matter_end("---\\ntitle: Our plan\\n---\\nText")
    23
    >>> front_matter_end("---\\nA rule, then text.\\n---\\n")
    0
    """
    if text[:LONGEST_NAME].lstrip().startswith("Title:"):
        return _reader_end(text)
    opening = OPENING.match(text)
    if opening is None:
        return 0
    fence = opening["fence"]
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*\r?$", re.MULTILINE)
    found = closing.search(text, opening.end(), opening.end() + LONGEST)
    if found is None:
        return 0
    inside = [line for line in text[opening.end() : found.start()].splitlines() if line.strip()]
    if not inside or not FIELD.match(inside[0]):
        return 0
    return found.start() + len(fence)


def _reader_end(text: str) -> int:
    """Where the fields end that a service set above the page it read; 0 if it set none."""
    names: list[str] = []
    at = len(text) - len(text.lstrip())
    for piece in text[at : at + LONGEST].splitlines(keepends=True):
        line = piece.rstrip()
        if line == READER_ENDS and tuple(names[: len(READER)]) == READER:
            return at + len(line)
        field = FIELD.match(line)
        if len(names) > LONGEST_READER or (line and field is None):
            return 0
        names += [field["name"].lower()] if field else []
        at += len(piece)
    return 0


def front_matter(text: str) -> dict[str, str]:
    """
    Read the fields that open a text.

    Parameters
    ----------
    text : str
        The text of a file.

    Returns
    -------
    dict
        Names in lower case, values without quotation marks; the values of a list are joined with
        "; ", folded lines with a blank. Empty if the text opens with no fields.

    Examples
    --------
    >>> front_matter('---\\ntitle: "Our plan"\\ntags:\\n  - rail\\n  - ports\\n---\\n')
    {'title': 'Our plan', 'tags': 'rail; ports'}
    """
    end = front_matter_end(text)
    fields: dict[str, str] = {}
    name = ""
    lines = text[:end].strip().splitlines()
    for line in lines[:-1] if text[:end].endswith(READER_ENDS) else lines[1:-1]:
        field, item = FIELD.match(line), ITEM.match(line)
        if field:
            name = field["name"].strip().lower()
            fields[name] = _plain(field["value"] or "")
        elif name and item:
            fields[name] = "; ".join(filter(None, [fields[name], _plain(item["value"])]))
        elif name and line.strip() and line[0] in " \t":
            fields[name] = " ".join(filter(None, [fields[name], line.strip()]))
    return {key: value for key, value in fields.items() if value}


def _plain(value: str) -> str:
    value = value.strip()
    if value in (">", "|", ">-", "|-"):
        return ""
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(_plain(part) for part in value[1:-1].split(",") if part.strip())
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value
