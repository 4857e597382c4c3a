"""The package of a DOCX: a zip of XML parts and the relations between them, opened on guard.

    package = open_package(data, file="fr.docx")
    package.main                        "word/document.xml"
    package.related("footnotes")        ["word/footnotes.xml"]

Nothing is written to disk, no part is inflated that is not read, and what a relation names
outside the package is never looked up. It does not know what the parts say.

Why limits on the parts that are read and none on the others: pictures may be as large as they
like, they stay packed. Why a ratio only beyond some size: repetitive tables pack a hundredfold.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, NamedTuple, NoReturn

from lxml import etree

from corpora.errors import InputError
from corpora.readers.docx import elements
from corpora.readers.docx.elements import Event
from corpora.readers.sniff import WORD_MARK, suffix_of

PARTS = 10_000
"""Members of a package; a long report with a picture on every page has some 1,000."""

LARGEST = 64 << 20
"""Bytes of a part, inflated; 300 pages of text are about 4 MiB of XML."""

SMALL = 16 << 20
"""Bytes of a part that is held whole (styles, numbering, relations), inflated."""

RATIO, UNSUSPICIOUS = 250, 8 << 20
"""Times a part may grow when inflated, where it comes out larger than so many bytes."""

_ENTRY = b"PK\x01\x02"  # begins each entry of the directory of a zip

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,  # also of text and numbers in headers
    NotImplementedError,  # a method of compression that zipfile does not know
    RuntimeError,  # a password is wanted
    KeyError,
)
_SUFFIX_NAMES = {
    ".pdf": "a PDF",
    ".doc": "a file of old Word",
    ".rtf": "RTF",
    ".html": "a page of HTML",
}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Names a part of the compound file that holds an encrypted document (MS-OFFCRYPTO)."""

_OTHER_ZIPS = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an EPUB book"),
)


class Relation(NamedTuple):
    """A relation of the main part: its kind ("footnotes") and the part it leads to."""

    kind: str
    target: str


class Package(NamedTuple):
    """An open package: how messages call it, its archive, main part and what that relates to."""

    file: str
    archive: zipfile.ZipFile
    main: str
    relations: tuple[Relation, ...]

    def related(self, kind: str) -> list[str]:
        """Return the parts that the main part relates to in this way, each once, in order."""
        found = [relation.target for relation in self.relations if relation.kind == kind]
        return [*dict.fromkeys(found)]

    def has(self, part: str) -> bool:
        """Tell whether the package holds `part`."""
        return part in self.archive.NameToInfo

    def stream(self, part: str) -> Iterator[Event]:
        """Yield the elements of a part; raises `InputError` if it is missing or unsafe."""
        source = _open(self.archive, part, LARGEST, file=self.file)
        return elements.stream(source, part=part, file=self.file)

    def tree(self, kind: str) -> etree._Element | None:
        """Return the root of the part of that kind, None where the document relates to none."""
        parts = self.related(kind)
        if not parts:
            return None
        source = _open(self.archive, parts[0], SMALL, file=self.file)
        return elements.tree(source, part=parts[0], file=self.file)


class _Guarded:
    """A part being inflated, which counts what comes out."""

    def __init__(self, source: IO[bytes], left: int, *, place: str) -> None:
        self._source = source
        self._left = left
        self._place = place

    def read(self, size: int, /) -> bytes:
        try:
            data = self._source.read(size)
        except _BROKEN as error:
            raise InputError(_damaged(self._place)) from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(_too_large(self._place))
        return data


def open_package(data: bytes, *, file: str) -> Package:
    """Return the package that `data` holds; raises `InputError` if it is no DOCX, and what it is.

    Only the directory and the relations are read.
    """
    archive = _archive(data, file=file)
    relations = [*_relations(archive, "", file=file)] if "_rels/.rels" in _names(archive) else []
    mains = [each.target for each in relations if each.kind == "officeDocument"]
    main = next((each for each in [*mains, "word/document.xml"] if each in _names(archive)), None)
    if main is None or main.startswith(("xl/", "ppt/")):
        _refuse_zip(archive, file=file)
    return Package(file, archive, main, tuple(_relations(archive, main, file=file)))


def _archive(data: bytes, *, file: str) -> zipfile.ZipFile:
    if not data.startswith(b"PK\x03\x04"):
        _refuse(data, file=file)
    if data.count(_ENTRY) > PARTS:
        raise InputError(
            f"{file}: the package has more than {PARTS} parts, as no document has; "
            "open it in Word and save it again"
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise InputError(_damaged(file)) from error


def _names(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    return archive.NameToInfo


def _open(archive: zipfile.ZipFile, part: str, limit: int, *, file: str) -> _Guarded:
    """Return a part to be read, once its declared size is credible."""
    place = f"{file}: {part}"
    info = _names(archive).get(part)
    if info is None:
        raise InputError(
            f"{place} is missing, though the document refers to it; the file is damaged: "
            "get it anew, or open it in Word and save it again"
        )
    grown = info.file_size > max(UNSUSPICIOUS, RATIO * info.compress_size)
    if info.file_size > limit or grown:
        raise InputError(_too_large(place))
    try:
        return _Guarded(archive.open(info), limit, place=place)
    except _BROKEN as error:
        raise InputError(_damaged(place)) from error


def _relations(archive: zipfile.ZipFile, part: str, *, file: str) -> Iterator[Relation]:
    """Yield what `part` relates to inside the package; the package itself for ""."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in _names(archive):
        return
    source = _open(archive, listing, SMALL, file=file)
    for element in elements.tree(source, part=listing, file=file):
        target = element.get("Target")
        if target and element.get("TargetMode") != "External":
            kind = (element.get("Type") or "").rpartition("/")[2]
            yield Relation(kind, posixpath.normpath(posixpath.join("/", folder, target))[1:])


def _refuse(data: bytes, *, file: str) -> NoReturn:
    """Raise the error for a file that is no zip, with what it is instead."""
    if not data:
        raise InputError(f"{file}: the file is empty; get it anew")
    if data.startswith(WORD_MARK) and ENCRYPTED in data:
        raise InputError(
            f"{file}: the document is encrypted; open it in Word with its password and save it "
            "without one"
        )
    suffix = suffix_of(data)
    if suffix in _SUFFIX_NAMES:
        renamed = PurePath(file).with_suffix(suffix).name
        raise InputError(
            f"{file}: no DOCX but really {_SUFFIX_NAMES[suffix]}; rename it to {renamed}"
        )
    raise InputError(f"{file}: no DOCX, nor any format known here; check that it is the right file")


def _refuse_zip(archive: zipfile.ZipFile, *, file: str) -> NoReturn:
    """Raise the error for a zip that is no DOCX, with what it is instead."""
    for start, kind in _OTHER_ZIPS:
        if any(name.startswith(start) for name in _names(archive)):
            raise InputError(f"{file}: no DOCX but really {kind}; save its text as DOCX")
    if any(name.startswith("word/") for name in _names(archive)):
        raise InputError(f"{file}: word/document.xml is missing; the file is damaged: get it anew")
    raise InputError(f"{file}: no DOCX but a zip of other files; unpack it and give what is inside")


def _damaged(place: str) -> str:
    return (
        f"{place} is cut short, damaged or locked by a password; get the file anew, or open it in "
        "Word and save it again"
    )


def _too_large(place: str) -> str:
    return (
        f"{place} inflates beyond {LARGEST >> 20} MiB or {RATIO}-fold, as a zip bomb does; if it "
        "is a true document, split it in Word"
    )
