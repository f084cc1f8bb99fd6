"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MHTML = re.compile(
    rb"\A\s*(?:From: |MIME-Version: |Subject: |Snapshot-Content-Location: )", re.IGNORECASE
)
MULTIPART = re.compile(rb"^Content-Type: multipart/related", re.IGNORECASE | re.MULTILINE)
HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
REMEDIES = {
    "pdf": "is a PDF; name it .pdf",
    "docx": "is a Word document; name it .docx",
    "zip": "is a zip archive; unpack it and name the files in it",
    "doc": "is a Word document of the old kind (.doc); save it as .docx first",
    "encrypted": "is an encrypted Word document; save it without a password first",
    "mhtml": "is a web archive (MHTML); save the page as HTML only",
    "gzip": "is compressed with gzip; unpack it first",
    "picture": "is a picture; a text layer is needed, so recognise its characters first",
    "rtf": "is a Rich Text document; save it as .docx or plain text first",
}


def format_of(name: str, data: bytes) -> str:
    """
    Tell what format a file is in.

    Parameters
    ----------
    name : str
        The suffix of its name.
    data : bytes
        The whole file.

    Returns
    -------
    str
        "text", "html", "docx" or "pdf".

    Raises
    ------
    ValueError
        If its first bytes say that it is not what its name says, with what would do.

    Examples
    --------
    >>> format_of(".htm", b"<p>Our plan"), format_of(".md", b"Our plan")
    ('html', 'text')
    """
    wanted = FORMATS.get(name.lower(), "text")
    if not data.strip():
        raise ValueError("is empty; remove it, or save the text in it")
    real = _sniffed(data)
    if real == wanted or (wanted == "docx" and real == "zip"):
        return wanted
    if real == "html" and wanted == "text":
        return wanted  # somebody may write about tags
    if real and real != "html":
        raise ValueError(f"ends in {name} and {REMEDIES[real]}")
    if wanted == "docx":
        raise ValueError(
            "ends in .docx and is no Word document; save it again from the word processor"
        )
    if wanted == "pdf":
        raise ValueError("ends in .pdf and is no PDF; save or download it again")
    return wanted


def _sniffed(data: bytes) -> str:  # noqa: PLR0911 (a format a return)
    """What the first bytes say; empty if they are those of a text."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(ZIP):
        return "docx" if b"word/" in data[:4096] or b"word/document.xml" in data else "zip"
    if data.startswith(OLE):
        return "encrypted" if ENCRYPTED in data else "doc"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "picture"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if MHTML.match(data) and MULTIPART.search(data[:4096]):
        return "mhtml"
    return "html" if HTML.match(data[:8192]) else ""
