"""What a file is by its first bytes, whatever its name says.

    suffix_of(b"%PDF-1.7 …")    ".pdf"

The UN's document service answers a wish for Word with old Word, DOCX or PDF, and a missing
version with a page of HTML. It recognises the formats that have a reader and nothing else.
"""

import re

WORD_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The head of a compound file, in which old Word keeps its documents."""

_PDF_WITHIN = 1024  # bytes before %PDF that readers of PDF put up with (PDF 1.7, appendix H.3.4.1)
_HTML = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s|\xef\xbb\xbf)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)


def suffix_of(data: bytes) -> str | None:
    """Return ".pdf", ".doc", ".docx", ".rtf" or ".html"; None for anything else."""
    if data.startswith(WORD_MARK):
        return ".doc"
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/" in data else None
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return ".pdf"
    return ".html" if _HTML.match(data[:4096]) else None
