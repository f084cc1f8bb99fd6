"""
A picture carries its record, and a seal that breaks when the file is changed.

The seal is the SHA-256 digest of the file without it, put where no reader of the format minds:
behind the end of an SVG or a PDF, in a chunk of a PNG, in a field of the JSON file. It shows that
a file was changed; it is no signature, and tells nobody who made it.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

from .provenance import Record, as_json, sha256_of

KEY = "policytext"  # of the record, among a PNG's texts and in a PDF's table of information
NAMESPACE = "https://reprofig.org/ns/figure-record/1"
SEAL = {
    ".svg": (b"<!-- policytext seal ", b" -->\n"),
    ".pdf": (b"%policytext seal ", b"\n"),
}
PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
PNG_SEAL = 12 + len(b"policytext seal\0") + 64  # bytes of the chunk
PDF_RECORD = re.compile(rb"/policytext \((.*?)(?<!\\)\)", re.DOTALL)


def svg_element(record: Record) -> str:
    """Give the element that ReproFig looks for in an SVG."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as stream:
        stream.write(as_json(record).encode("ascii"))
    text = base64.b64encode(packed.getvalue()).decode("ascii")
    return (
        f'<fig:figure-record xmlns:fig="{NAMESPACE}" schema="{record["schema"]}" '
        f'encoding="gzip+base64">{text}</fig:figure-record>'
    )


def sealed(content: bytes, suffix: str) -> bytes:
    """Put the seal on a picture."""
    digest = sha256_of(content).encode("ascii")
    if suffix == ".png":
        chunk = b"tEXtpolicytext seal\0" + digest
        seal = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        return content.removesuffix(PNG_END) + seal + PNG_END
    before, behind = SEAL[suffix]
    return content + before + digest + behind


def is_whole(content: bytes, suffix: str) -> bool:
    """Tell whether a picture is what it was when it was sealed."""
    if suffix == ".png":
        bare = content[: -PNG_SEAL - len(PNG_END)] + PNG_END
    else:
        before, behind = SEAL[suffix]
        bare = content[: -len(before) - 64 - len(behind)]
    return sealed(bare, suffix) == content


def sidecar(record: Record) -> bytes:
    """Write a record as a file of its own, with its seal."""
    whole = record | {"integrity": {"sha256": sha256_of(as_json(record))}}
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read_record(path: Path) -> tuple[Record, bool]:
    """
    Read a file's record, and whether the file is whole.

    Raises
    ------
    ValueError
        If the file is no picture or holds no record.
    """
    content, suffix = path.read_bytes(), path.suffix.lower()
    try:
        if suffix == ".json":
            record: Record = json.loads(content)
            seal = record.pop("integrity", {}).get("sha256")
            return record, seal == sha256_of(as_json(record))
        return json.loads(_READ[suffix](content)), is_whole(content, suffix)
    except _UNREADABLE as error:
        raise ValueError(
            f"{path} holds no record that can be read; verify .svg, .png, .pdf or .json files "
            "that save_figure wrote"
        ) from error


def _from_svg(content: bytes) -> bytes:
    element = ElementTree.fromstring(content).find(f".//{{{NAMESPACE}}}figure-record")
    if element is None:
        raise ValueError("no record")
    return gzip.decompress(base64.b64decode(element.text or ""))


def _from_png(content: bytes) -> bytes:
    at = 8
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at + 8 : at + 8 + length]
        if kind == b"tEXt" and chunk.startswith(KEY.encode("ascii") + b"\0"):
            return chunk.partition(b"\0")[2]
        at += length + 12
    raise ValueError("no record")


def _from_pdf(content: bytes) -> bytes:
    found = PDF_RECORD.search(content)
    if found is None:
        raise ValueError("no record")
    return re.sub(rb"\\([\\()])", rb"\1", found[1])


# a changed byte breaks a file in many ways
_UNREADABLE = (
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
    ElementTree.ParseError,
    struct.error,
    zlib.error,
)
_READ = {".svg": _from_svg, ".png": _from_png, ".pdf": _from_pdf}
