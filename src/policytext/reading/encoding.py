"""From bytes to text: which encoding, and mojibake undone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy
from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROL = 0.01  # of the characters; beyond this the file is no text
SAMPLE = 64 * 1024  # bytes that are enough to guess a legacy encoding from


@dataclass(frozen=True, slots=True)
class Decoded:
    """
    A text out of its bytes.

    Attributes
    ----------
    text : str
        Newlines are untouched; a byte order mark is left out.
    encoding : str
        Name of the encoding, as Python knows it.
    repaired : bool
        Whether mojibake was undone.
    """

    text: str
    encoding: str
    repaired: bool


def decode(data: bytes) -> Decoded:
    """
    Decode a file's bytes and undo mojibake.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Decoded
        Text that was in order comes through character for character.

    Raises
    ------
    ValueError
        If there is no text in the bytes: they are empty, blank, binary, or in no encoding known.
    """
    text, encoding = _decode(data)
    if not text.strip():
        raise ValueError("is empty; remove it, or save the text in it")
    if len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise ValueError("is a binary file; save it as plain text first")
    repaired = _undo_mojibake(text)
    return Decoded(repaired, encoding, repaired != text)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name
    if b"\0" in data:
        return _wide_without_mark(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _legacy(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"says that it is {encoding} and is not (byte {error.start}: {error.reason}); "
            "save it as UTF-8"
        ) from error


def _wide_without_mark(data: bytes) -> tuple[str, str]:
    # Text in UTF-16 has its zero bytes all on one side of the pairs.
    even, odd = data[::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if len(data) % 2 == 0 and max(even, odd) > 9 * min(even, odd) and max(even, odd) > 1:
        return _strictly(data, name), name
    raise ValueError("is a binary file; save it as plain text first")


def _legacy(data: bytes) -> tuple[str, str]:
    # a sample that begins and ends at a line, for the guess; the whole file is decoded with it
    sample = data if len(data) <= SAMPLE else data[: data.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE]
    best = from_bytes(sample).best()
    if best is None:
        raise ValueError("is in no encoding that can be told; save it as UTF-8")
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError as error:
        raise ValueError(
            f"looks like {best.encoding} and is not (byte {error.start}: {error.reason}); "
            "save it as UTF-8"
        ) from error


def _undo_mojibake(text: str) -> str:
    if text.isascii():
        return text
    # Line by line, newlines kept: one damaged line must not decide about the others.
    lines = re.split(r"(\r\n|[\n\r\x0c\x85\u2028\u2029])", text)
    return "".join(
        line if line.isascii() else ftfy.fix_encoding(line, ftfy.TextFixerConfig(explain=False))
        for line in lines
    )
