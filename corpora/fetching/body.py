"""What came from the service: which format it is, and whether it is whole.

    recognise(Path(".fr.partial"))      ".docx"

It looks at the head and the tail of the file and reads nothing else of it.

Why a body is looked at and not its name or content type: the service answers a wish for Word with
old Word, DOCX or PDF under any of their types, and a missing version with a page of HTML. Why its
end is looked at: an answer without a stated length that is cut off looks complete to HTTP.
"""

import struct
import zipfile
from pathlib import Path

from corpora.readers.sniff import WORD_MARK, suffix_of

EDGE = 256 << 10
"""Bytes read at either end; a DOCX names its parts at the end, some 80 bytes a part."""

_PDF_END = b"%%EOF"
_ZIP_MARK = b"PK\x03\x04"
_LAST_SECTOR = 0xFFFFFFFA  # of a compound file; what is above marks absence ([MS-CFB], 2.1)


def recognise(path: Path) -> str | None:
    """Return the suffix of the format of `path`, None for one that is not known."""
    head, tail = _edges(path)
    return suffix_of(head + tail)


def is_whole(path: Path) -> bool:
    """Tell whether `path` reaches the end that its format tells of, where it tells of one."""
    head, tail = _edges(path)
    if head.startswith(_ZIP_MARK):
        return zipfile.is_zipfile(path)
    if head.startswith(WORD_MARK):
        return _reach(head) < path.stat().st_size
    return suffix_of(head) != ".pdf" or _PDF_END in tail


def _edges(path: Path) -> tuple[bytes, bytes]:
    """Return the first and the last `EDGE` bytes of a file, which may overlap."""
    with path.open("rb") as stream:
        head = stream.read(EDGE)
        stream.seek(max(0, stream.seek(0, 2) - EDGE))
        return head, stream.read()


def _reach(head: bytes) -> int:
    """Return the place of the last sector that the head of a compound file names, in bytes."""
    if len(head) < 512:
        return len(head)  # not even the head is whole
    shift = min(16, int.from_bytes(head[30:32], "little"))
    named: tuple[int, ...] = struct.unpack_from("<I24x109I", head, 48)  # directory, FAT
    return (max((sector for sector in named if sector < _LAST_SECTOR), default=0) + 1) << shift
