"""A PDF file opened, checked and read page by page into rows; refused in one line if it cannot be.

    load(data, FRENCH, file="fr.pdf")    Loaded(pages=[Page(1, [Row(…), …], …)], sheets=[…])

Refused are files that are no PDF, cut off, damaged or locked, that have too many pages, or
that show pictures of text and no text. It does not know what the rows mean.

Why a file without its end mark is refused, though pdfium can often mend it: what was mended
may want pages, and nobody would notice.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers.pdf import page as pdf_page
from corpora.readers.pdf.furniture import Page
from corpora.readers.pdf.lines import rows
from corpora.readers.pdf.page import Sheet

MOST_PAGES = 3000
"""Pages of one file; the longest budget documents of the UN have about 1,500."""

MOST_STREAM = 256 << 20
"""Bytes of one unpacked stream: an A4 page scanned in colour at 600 dots an inch has 100 MiB."""

FEW_LETTERS = 10
"""Letters and digits a page, below which it has no text layer to speak of (a stamp, a number)."""

UNREADABLE = 0.3
"""Share of signs without a letter above which the fonts are of no use."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DEFLATE_RATIO = 1032  # bytes that deflate makes of one at most
_STEP = 1 << 20
_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}  # may be those of an earlier file
_HEAD = 1024  # bytes before %PDF that readers put up with (PDF 1.7, appendix H.3.4.1)
_TAIL = 2048  # bytes at the end in which the end mark stands; Acrobat asks for it in 1,024


class Loaded(NamedTuple):
    """The pages of a document as rows, and what was not read."""

    pages: list[Page]
    sheets: list[Sheet]  # without their glyphs


def load(data: bytes, language: Language, file: str) -> Loaded:
    """Return the rows of all pages; each page is closed before the next is opened."""
    loaded = Loaded([], [])
    with _opened(data, file) as document:
        for number in range(1, len(document) + 1):
            sheet = _sheet(document, number, file)
            uprights = [rule for rule in sheet.rules if not rule.level]
            made = rows(sheet.glyphs, uprights, language)
            loaded.pages.append(Page(number, made, sheet.rules, *sheet.size, sheet.foot))
            loaded.sheets.append(sheet._replace(glyphs=[], rules=[]))
    return loaded


@contextmanager
def _opened(data: bytes, file: str) -> Iterator[Any]:
    if b"%PDF-" not in data[:_HEAD]:
        raise InputError(f"{file}: not a PDF, though its name says so; give the PDF itself")
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(f"{file}: the PDF is cut off, its end is missing; fetch or export it anew")
    if any(_swells(data, match.end()) for match in _STREAM.finditer(data)):
        raise InputError(
            f"{file}: a part of the PDF swells to more than {MOST_STREAM >> 20} MiB when unpacked; "
            "export it anew, with smaller pictures"
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in _LOCKED and b"/Encrypt" in data
        raise InputError(_refusal(file, locked=locked)) from error
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise InputError(
                f"{file}: {count} pages, and 1 to {MOST_PAGES} are read as one document; split it"
                if count
                else f"{file}: a PDF without pages; fetch or export it anew"
            )
        yield document
    finally:
        document.close()


def _swells(data: bytes, start: int) -> bool:
    """Tell whether the packed stream at `start` unpacks to more than `MOST_STREAM` bytes."""
    stop = data.find(b"endstream", start)
    if stop - start < MOST_STREAM // _DEFLATE_RATIO:
        return False
    unpacking, size = zlib.decompressobj(), 0
    try:
        rest = data[start:stop]
        while rest and not unpacking.eof and size <= MOST_STREAM:
            size += len(unpacking.decompress(rest, _STEP))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return False  # packed in another way, as pictures are, or not at all
    return size > MOST_STREAM


def _refusal(file: str, *, locked: bool) -> str:
    if locked:
        return f"{file}: the PDF is encrypted and needs a password; save a copy without one"
    return f"{file}: the PDF is damaged and cannot be opened; fetch or export it anew"


def _sheet(document: Any, number: int, file: str) -> Sheet:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise InputError(
            f"{file}: page {number} of the PDF is damaged; fetch or export it anew"
        ) from error
    try:
        return pdf_page.load(page)
    except OverflowError as error:
        raise InputError(
            f"{file}: page {number} holds more text than any page; export the PDF anew"
        ) from error
    except pypdfium2.PdfiumError as error:
        raise InputError(
            f"{file}: the text of page {number} cannot be read; fetch or export the PDF anew"
        ) from error
    finally:
        page.close()


def _letters(page: Page) -> int:
    return sum(sum(map(str.isalnum, chunk.text)) for row in page.rows for chunk in row.chunks)


def check_text(loaded: Loaded, file: str) -> None:
    """Raise `InputError` if the document has no text layer to speak of."""
    counts = [_letters(page) for page in loaded.pages]
    unmapped = sum(sheet.unmapped for sheet in loaded.sheets)
    if unmapped > UNREADABLE * (unmapped + sum(counts)):
        raise InputError(
            f"{file}: the fonts of the PDF do not say which letters they show; "
            "run text recognition (OCR) over it or give the DOCX"
        )
    bare = sum(count < FEW_LETTERS for count in counts)
    pictured = sum(sheet.pictured for sheet in loaded.sheets)
    if not sum(counts) or (2 * bare > len(counts) and 2 * pictured >= len(counts)):
        what = "scanned: pictures" if pictured else "a PDF"
        raise InputError(
            f"{file}: {what} without a text layer ({bare} of {len(counts)} pages); "
            "run text recognition (OCR) over it or give the DOCX"
        )


def empty_pages(loaded: Loaded, file: str) -> Iterator[str]:
    """Yield a warning if some pages are pictures without text."""
    numbers = [
        page.number
        for page, sheet in zip(loaded.pages, loaded.sheets, strict=True)
        if sheet.pictured and _letters(page) < FEW_LETTERS
    ]
    if numbers:
        shown = ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")
        noun = "page" if len(numbers) == 1 else f"{len(numbers)} pages:"
        yield f"{file}: {noun} {shown} without text, only a picture; the text there is missing"
