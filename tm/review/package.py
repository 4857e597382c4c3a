"""The package of a workbook: looked at before it is opened, and made the same at any time.

    check_package(data, path, other="save it as .xlsx", bomb="send it in parts")
    timeless(stream)                bytes without the time of their making

It knows no sheets (`tm.review.workbook`, `tm.review.reading`, `tm.termbase.workbook`).

Why sizes are looked at before openpyxl sees the file: it holds the strings of a workbook whole,
and a zip bomb is a small file. Neither of its parsers follows external entities; Expat refuses
those that expand (since 2.4.1).
"""

import io
import re
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException

from corpora.errors import InputError

LARGEST = 512 << 20
"""Bytes of all parts of a workbook, inflated: a hundred thousand units take some 300 MiB."""

RATIO, UNSUSPICIOUS = 250, 8 << 20
"""Times a part may grow when inflated, where it comes out larger than so many bytes."""

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, InvalidFileException),
    *(ParseError, LxmlError, ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(NotImplementedError, RuntimeError, OverflowError),  # of zip methods, passwords and dates
)
"""What openpyxl raises for a damaged workbook."""

_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold


def check_package(data: bytes, path: Path, *, other: str, bomb: str) -> None:
    """Raise `InputError` if `data` is no package of a workbook, or grows too large.

    `other` is the remedy for what is none, `bomb` that for what inflates beyond measure.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except BROKEN as error:
        what = "is cut short or damaged" if data.startswith(b"PK") else "is no .xlsx workbook"
        raise InputError(f"{path}: {what}; get it anew, or {other}") from error
    if not any(part.filename.startswith("xl/") for part in parts):
        raise InputError(f"{path}: a zip, but no .xlsx workbook; {other}")
    grown = any(part.file_size > max(UNSUSPICIOUS, RATIO * part.compress_size) for part in parts)
    if grown or sum(part.file_size for part in parts) > LARGEST:
        raise InputError(
            f"{path}: inflates beyond {LARGEST >> 20} MiB or {RATIO}-fold, as a zip bomb does; "
            f"{bomb}"
        )


def timeless(stream: io.BytesIO) -> bytes:
    """Return the package without the time of its making, so that equal sheets give equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(b"", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return made.getvalue()
