"""PDF with a text layer, as the UN publishes its documents, to blocks.

    read(data, FRENCH, file="fr.pdf").blocks[7]
    Block((Run("Prenant note", italic=True), Run(" du rapport"), Run("1", superscript=True), …))

Pages are read one by one into rows (`file`, `page`, `lines`); then running headers
are taken off (`furniture`), columns, tables and footnotes put in order (`columns`,
`tables`, `notes`), lines made paragraphs (`paragraphs`), and these blocks
(`headings`, `hyphens`, `blocks`). It does not read pictures: a scanned PDF is refused.

Why kashida is taken out where lines are stretched with it, and else kept: then it is the
printer's and not the writer's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpora.clause import LeftOut
from corpora.languages import Language
from corpora.readers.block import Block
from corpora.readers.pdf import headings
from corpora.readers.pdf import page as pdf_page
from corpora.readers.pdf.blocks import join
from corpora.readers.pdf.columns import regions
from corpora.readers.pdf.file import check_text, empty_pages, load
from corpora.readers.pdf.furniture import Page, part
from corpora.readers.pdf.page import Sheet
from corpora.readers.pdf.paragraphs import Paragraph, habits, paragraphs
from corpora.readers.pdf.region import Setting, Span
from corpora.readers.reading import Reading

_OUTLIERS = 0.02  # share of rows that may reach over the edge of the text
_ROWS_ENOUGH = 30  # rows of odd or even pages that show where their text begins and ends
_KASHIDA = re.compile("(?<=[\u0621-\u064a])\u0640+(?=[\u0621-\u064a])")
_STRETCHED = 3  # kashidas in a line that is stretched with them
_STRETCHES = 0.1  # least share of such lines in a document that is; typed ones stand alone


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a PDF; `line` of a block is its ordinal.

    Raises `InputError` if the file is damaged, needs a password, has too many pages, is
    scanned, or its fonts do not say which letters they show.
    """
    loaded = load(data, language, file)
    check_text(loaded, file)
    parted = part(loaded.pages)
    blocks = join(_paragraphs([each.page for each in parted], language), language)
    starts = {block.page: block.line for block in reversed(blocks)}
    left_out = [
        LeftOut(file, starts.get(page.page.number, max(1, len(blocks))), reason, text)
        for page, sheet in zip(parted, loaded.sheets, strict=True)
        for reason, text in (*_furniture(page.furniture), *_unread(sheet))
    ]
    warnings = [*empty_pages(loaded, file)]
    if _is_stretched(loaded.pages):
        blocks = [_without_kashida(block) for block in blocks]
        warnings.append(f"{file}: lines are stretched with kashida; taken out of the words")
    return Reading(blocks, left_out, warnings)


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


def _paragraphs(pages: Sequence[Page], language: Language) -> list[Paragraph]:
    """Return the paragraphs of all pages in reading order."""
    size = headings.text_size(
        (chunk.size, len(chunk.text)) for page in pages for row in page.rows for chunk in row.chunks
    )
    rtl = language.direction == "rtl"
    found = [
        (page.number, region)
        for page, span in zip(pages, _spans(pages), strict=True)
        for region in regions(page.rows, span, Setting(page.rules, size, rtl))
    ]
    set_so = habits([region for _, region in found], language)
    return [
        paragraph
        for number, region in found
        for paragraph in paragraphs(region, page=number, habits=set_so, language=language)
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
