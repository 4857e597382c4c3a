"""PDF with a text layer, as the UN publishes its documents, to blocks.

    read(data, FRENCH, file="fr.pdf").blocks[7]
    Block((Run("Prenant note", italic=True), Run(" du rapport"), Run("1", superscript=True), …))

Pages are read one by one into rows (`pdf_page`, `pdf_lines`); then running headers are taken
off (`pdf_furniture`), footnotes parted (`pdf_notes`), columns and tables put in order
(`pdf_regions`), lines made paragraphs (`pdf_paragraphs`) and headings found (`pdf_headings`).
It does not read pictures: a scanned PDF is refused.

Why a paragraph that fills its last line and has no stop is joined with the next page at once,
and all other page ends are only gaps: here the page shows that it goes on; the rest is for
`corpora.healing`, which knows what clauses look like.
Why kashida is taken out where lines are stretched with it, and else kept: then it is the
printer's and not the writer's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from corpora import enumerators
from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.languages import Language
from corpora.passage import HARD_STOPS, begins_small, ends_open
from corpora.readers import pdf_headings, pdf_hyphens, pdf_page
from corpora.readers.block import Block, Cell, Run
from corpora.readers.pdf_columns import Setting, regions
from corpora.readers.pdf_furniture import Page, part
from corpora.readers.pdf_lines import rows
from corpora.readers.pdf_notes import opens_raised
from corpora.readers.pdf_page import Sheet
from corpora.readers.pdf_paragraphs import (
    INDENT,
    Paragraph,
    edge_of,
    is_full,
    paragraphs,
    pitches,
)
from corpora.readers.pdf_region import Span
from corpora.readers.reading import Reading

MOST_PAGES = 3000
"""Pages of one file; the longest budget documents of the UN have about 1,500."""

FEW_LETTERS = 10
"""Letters and digits a page, below which it has no text layer to speak of (a stamp, a number)."""

UNREADABLE = 0.3
"""Share of signs without a letter above which the fonts are of no use."""

_TAIL = 2048  # bytes at the end in which the end mark stands; Acrobat asks for it in 1,024
_OUTLIERS = 0.02  # share of rows that may reach over the edge of the text
_ROWS_ENOUGH = 30  # rows of odd or even pages that show where their text begins and ends
_KASHIDA = re.compile("(?<=[\u0621-\u064a])\u0640+(?=[\u0621-\u064a])")
_STRETCHED = 3  # kashidas in a line that is stretched with them
_STRETCHES = 0.1  # least share of such lines in a document that is; typed ones stand alone


class _Loaded(NamedTuple):
    """The pages of a document as rows, and what was not read."""

    pages: list[Page]
    sheets: list[Sheet]  # without their glyphs


class _Placed(NamedTuple):
    """The paragraphs of one page in reading order, footnotes last."""

    page: int
    found: list[Paragraph]


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a PDF; `line` of a block is its ordinal.

    Raises `InputError` if the file is damaged, needs a password, has too many pages, is
    scanned, or its fonts do not say which letters they show.
    """
    loaded = _load(data, language, file)
    _check_text(loaded, file)
    parted = part(loaded.pages)
    placed = _placed([each.page for each in parted], language)
    words = pdf_hyphens.learn(each.lines for page in placed for each in page.found)
    blocks = _blocks(placed, words, language)
    starts = {block.page: block.line for block in reversed(blocks)}
    left_out = [
        LeftOut(file, starts.get(page.page.number, max(1, len(blocks))), reason, text)
        for page, sheet in zip(parted, loaded.sheets, strict=True)
        for reason, text in (*_furniture(page.furniture), *_unread(sheet))
    ]
    stretched = _is_stretched(loaded.pages)
    warnings = [*_empty_pages(loaded, file)]
    if stretched:
        blocks = [_without_kashida(block) for block in blocks]
        warnings.append(f"{file}: lines are stretched with kashida; taken out of the words")
    return Reading(blocks, left_out, warnings)


def _load(data: bytes, language: Language, file: str) -> _Loaded:
    """Return the rows of all pages; each page is closed before the next is opened."""
    loaded = _Loaded([], [])
    with _opened(data, file) as document:
        for number in range(1, len(document) + 1):
            sheet = _sheet(document, number, file)
            uprights = [rule for rule in sheet.rules if not rule.level]
            made = rows(sheet.glyphs, uprights, language)
            loaded.pages.append(Page(number, made, sheet.rules, sheet.width))
            loaded.sheets.append(sheet._replace(glyphs=[], rules=[]))
    return loaded


@contextmanager
def _opened(data: bytes, file: str) -> Iterator[Any]:
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{file}: not a PDF, though its name says so; give the PDF itself")
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(f"{file}: the PDF is cut off, its end is missing; fetch or export it anew")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(_refusal(file)) from error
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


def _refusal(file: str) -> str:
    if pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
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
    except pypdfium2.PdfiumError as error:
        raise InputError(
            f"{file}: the text of page {number} cannot be read; fetch or export the PDF anew"
        ) from error
    finally:
        page.close()


def _letters(page: Page) -> int:
    return sum(sum(map(str.isalnum, chunk.text)) for row in page.rows for chunk in row.chunks)


def _check_text(loaded: _Loaded, file: str) -> None:
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


def _empty_pages(loaded: _Loaded, file: str) -> Iterator[str]:
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


def _furniture(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        yield "running header or footer", text


def _unread(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if sheet.turned.strip():
        yield "text in another direction than the page's", sheet.turned
    if sheet.unmapped:
        yield "signs whose font does not say which letter they show", str(sheet.unmapped)
    if sheet.beyond:
        yield f"signs beyond the {pdf_page.MOST_GLYPHS} read of one page", str(sheet.beyond)


def _placed(pages: Sequence[Page], language: Language) -> list[_Placed]:
    """Return the paragraphs of each page."""
    size = pdf_headings.text_size(
        (chunk.size, len(chunk.text)) for page in pages for row in page.rows for chunk in row.chunks
    )
    spans = _spans(pages)
    rtl = language.direction == "rtl"
    found = [
        [*regions(page.rows, span, Setting(page.rules, size, rtl))]
        for page, span in zip(pages, spans, strict=True)
    ]
    usual = pitches(region for each in found for region in each)
    return [
        _Placed(
            page.number,
            [
                paragraph
                for region in each
                for paragraph in paragraphs(
                    region, page=page.number, usual=usual, language=language
                )
            ],
        )
        for page, each in zip(pages, found, strict=True)
    ]


def _spans(pages: Sequence[Page]) -> list[Span]:
    """Return the edges of the text on each page: alike on pages of one width and one side."""

    def same(page: Page) -> tuple[int, int]:
        return round(page.width), page.number % 2

    groups: dict[tuple[int, int], list[Page]] = {}
    for page in pages:
        groups.setdefault(same(page), []).append(page)
    spans = []
    for page in pages:
        group = groups[same(page)]
        if sum(len(each.rows) for each in group) < _ROWS_ENOUGH:
            group = [each for each in pages if round(each.width) == round(page.width)]
        spans.append(_span(group))
    return spans


def _span(pages: Sequence[Page]) -> Span:
    shown = [row for page in pages for row in page.rows]
    if not shown:
        return Span(0.0, 0.0)
    lefts = sorted(row.chunks[0].x0 for row in shown)
    rights = sorted(row.chunks[-1].x1 for row in shown)
    out = int(_OUTLIERS * len(shown))
    return Span(lefts[out], rights[-1 - out])


class _Piece(NamedTuple):
    """A block to be: its paragraphs, more than one where a page end broke it."""

    parts: list[Paragraph]
    level: int
    gap: bool


def _blocks(placed: Sequence[_Placed], words: pdf_hyphens.Words, language: Language) -> list[Block]:
    """Return the blocks of the document, those that a page end broke made whole."""
    every = [paragraph for page in placed for paragraph in page.found]
    size = pdf_headings.text_size((line.size, len(line.text)) for p in every for line in p.lines)
    pieces = _pieces(every, pdf_headings.levels(every, size=size), language)
    blocks = []
    for number, (piece, cell) in enumerate(zip(pieces, _cells(pieces), strict=True), start=1):
        lines = [line for each in piece.parts for line in each.lines]
        runs = pdf_hyphens.join(lines, words, spaced=bool(language.joiner))
        first = piece.parts[0]
        blocks.append(
            Block(
                _merged(runs),
                line=number,
                page=first.page,
                level=piece.level,
                gap=piece.gap,
                cell=cell,
                note=first.region.note,
            )
        )
    return blocks


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbouring runs of one style; a line end takes the style of the text before it."""
    styled: list[Run] = []
    for run in runs:
        blank = run.text.isspace() and styled
        styled.append(styled[-1]._replace(text=run.text, superscript=False) if blank else run)
    return tuple(
        style._replace(text="".join(run.text for run in group))
        for style, group in groupby(styled, key=lambda run: run._replace(text=""))
    )


def _pieces(every: Sequence[Paragraph], levels: Sequence[int], language: Language) -> list[_Piece]:
    """Return paragraphs as they become blocks, in reading order."""
    pieces: list[_Piece] = []
    text: int | None = None  # the last piece of the text, behind which notes may stand
    for paragraph, level in zip(every, levels, strict=True):
        region = paragraph.region
        before = pieces[-1].parts[-1] if pieces else None
        if region.note and not opens_raised(paragraph.lines[0].runs):
            last = next((p for p in reversed(pieces) if p.parts[0].region.note), None)
            if last is not None:
                last.parts.append(paragraph)
                continue
        turned = before is not None and before.region is not region
        if region.note or region.place:
            text = None if region.place else text
        elif text is not None and turned:
            earlier = pieces[text]
            if not (level or earlier.level) and _goes_on(earlier.parts[-1], paragraph, language):
                earlier.parts.append(paragraph)
                continue
        if not (region.note or region.place):
            text = len(pieces)
        new_page = before is not None and before.page != paragraph.page
        pieces.append(_Piece([paragraph], level, new_page and not region.note))
    return pieces


def _goes_on(before: Paragraph, after: Paragraph, language: Language) -> bool:
    """Tell whether `after`, in the next column or on the next page, is the rest of `before`."""
    last, first = before.lines[-1], after.lines[0]
    if not (before.region.flows and after.region.flows):
        return False
    if first.labelled or not ends_open(last.words, stops=HARD_STOPS):
        return False
    opening = next((run for run in first.runs if run.text.strip()), first.runs[0])
    emphasised = opening.italic or opening.bold
    if not ends_open(last.words) and (emphasised or not begins_small(first.text)):
        return False
    if abs(last.size - first.size) > 0.1 * last.size:
        return False
    if enumerators.split(first.text.lstrip(), language)[0] is not None:
        return False
    edge, next_edge = edge_of(before.region, language), edge_of(after.region, language)
    if not is_full(last, first, edge, ()):
        return False
    return next_edge.start(first) <= edge.start(last) + INDENT * first.size


def _cells(pieces: Iterable[_Piece]) -> Iterator[Cell | None]:
    """Yield the place of each piece in a table, None for text.

    A table goes on at the top of the next page if its columns stand at the same places.
    """
    table, above = 0, 0
    before: tuple[Paragraph, int] | None = None  # the cell before, and rows on earlier pages
    for piece in pieces:
        paragraph = piece.parts[0]
        place = paragraph.region.place
        if place is None:
            before = before if paragraph.region.note else None
            yield None
            continue
        if before is None or not _same_table(before[0], paragraph):
            table, above = table + 1, 0
        elif before[0].page != paragraph.page:
            above = before[1]
        before = paragraph, above + place[0]
        yield Cell(table, above + place[0], place[1])


def _same_table(first: Paragraph, second: Paragraph) -> bool:
    grids = first.region.grid, second.region.grid
    if len(grids[0]) != len(grids[1]):
        return False
    alike = all(abs(a - b) < 3 for a, b in zip(*grids, strict=True))
    if first.page != second.page:
        return alike and second.page == first.page + 1
    return alike and (first.region.place or (0, 0)) <= (second.region.place or (0, 0))


def _is_stretched(pages: Iterable[Page]) -> bool:
    """Tell whether lines are filled with kashida."""
    counts = [
        sum(len(_KASHIDA.findall(chunk.text)) for chunk in row.chunks)
        for page in pages
        for row in page.rows
    ]
    return sum(count >= _STRETCHED for count in counts) > _STRETCHES * len(counts)


def _without_kashida(block: Block) -> Block:
    """Return a block without the strokes that stretch a word; a final one is part of a letter."""
    runs = tuple(run._replace(text=_KASHIDA.sub("", run.text)) for run in block.runs)
    return block._replace(runs=runs)
