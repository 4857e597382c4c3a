"""The paragraphs of a DOCX in order, each with its place: body, table cells, text boxes, notes.

    for paragraph in read_story(package.stream(package.main), context):
        paragraph.pieces, paragraph.cell, paragraph.listing

Tables may nest; every table has a number, a cell its row and its column in the grid, so that a
cell behind one that spans two columns stands in the third. A vertically merged cell is one cell.
Deleted rows are no rows. A text box follows the paragraph that it is anchored in.

Why a deleted or hidden end joins two paragraphs here: what goes on in the second is one paragraph
with one number, and nothing further on should have to know of it.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from lxml import etree

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.readers.block import Cell
from corpora.readers.docx.elements import Event, attribute, child, flag, local, number, value, walk
from corpora.readers.docx.inline import Piece, mark_is_gone, read_inline, texts
from corpora.readers.docx.numbering import Numbering
from corpora.readers.docx.sections import Section, read_section
from corpora.readers.docx.styles import (
    ParagraphStyle,
    Styles,
    read_listing,
    read_outline,
)

PARAGRAPHS = 500_000
"""Paragraphs of a document, cells of tables included; 300 pages of tables have some 100,000."""

_WIDEST = 1000  # columns; Word has at most 63


class Context(NamedTuple):
    """What all stories of a document share."""

    file: str
    styles: Styles
    numbering: Numbering
    left_out: list[LeftOut]
    lines: "count[int]"
    tables: "count[int]"


class Paragraph(NamedTuple):
    """A paragraph as it stands, its numbering and notes not yet counted."""

    line: int  # how many paragraphs have begun, with this one
    level: int
    listing: tuple[int, int] | None  # list and level there
    rtl: bool
    page_before: bool
    pieces: list[Piece]
    cell: Cell | None
    section: Section | None  # the section that ends with it


class _Row(NamedTuple):
    """Where a table is being read."""

    table: int
    row: int = 0
    column: int = 1
    span: int = 1
    deleted: bool = False
    cell_deleted: bool = False


def read_story(events: Iterable[Event], context: Context) -> Iterator[Paragraph]:
    """Yield the paragraphs of a story; the properties of its last section come as one more."""
    story = _Story(context)
    depth = skipped = 0
    for event, element in events:
        name, step = local(element), 1 if event == "start" else -1
        if name == "p":
            depth += step
        if depth or (name == "p" and skipped):
            continue
        if name == "Fallback" and (skipped or element.getprevious() is not None):
            skipped += step
        elif not skipped and name == "p":
            yield from story.paragraph(element)
        elif not skipped:
            yield from story.around(event, name, element)
    yield from story.flush()


class _Story:
    """The tables that are open, and a paragraph that goes on in the next."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tables: list[_Row] = []
        self._merged: list[dict[int, int]] = []  # of each table: column -> row of the merged cell
        self._pending: Paragraph | None = None
        self._boxes: list[etree._Element] = []

    def paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        """Yield what is complete with this paragraph."""
        line = next(self._context.lines)
        if line > PARAGRAPHS:
            raise InputError(
                f"{self._context.file}: more than {PARAGRAPHS} paragraphs, as no document has; "
                "split it in Word, or check that it is the right file"
            )
        if any(row.deleted or row.cell_deleted for row in self._tables):
            self._leave_out(line, "deleted by a tracked change", "".join(texts(element)))
            return
        properties = child(element, "pPr")
        style = self._context.styles.paragraph(value(child(properties, "pStyle")))
        inline = read_inline(element, style, self._context.styles)
        for reason, text in inline.dropped:
            self._leave_out(line, reason, text)
        found = self._made(line, properties, style, inline.pieces)
        if self._pending is not None and self._pending.cell != found.cell:
            yield from self.flush()
        self._pending = found if self._pending is None else _joined(self._pending, found)
        self._boxes += inline.boxes
        if not mark_is_gone(properties, style):
            yield from self.flush()

    def _made(
        self,
        line: int,
        properties: etree._Element | None,
        style: ParagraphStyle,
        pieces: list[Piece],
    ) -> Paragraph:
        outline = read_outline(properties)
        own = flag(child(properties, "bidi"))
        section = child(properties, "sectPr")
        return Paragraph(
            line=line,
            level=style.level if outline is None else outline,
            listing=self._context.numbering.place(read_listing(properties), style),
            rtl=style.rtl if own is None else own,
            page_before=bool(flag(child(properties, "pageBreakBefore"))),
            pieces=pieces,
            cell=self._cell(),
            section=None if section is None else read_section(section),
        )

    def _cell(self) -> Cell | None:
        if not self._tables:
            return None
        place = self._tables[-1]
        return Cell(place.table, self._merged[-1].get(place.column, place.row), place.column)

    def flush(self) -> Iterator[Paragraph]:
        """Yield the paragraph that waited for its end, and then its text boxes."""
        if self._pending is not None and not _is_empty(self._pending):
            yield self._pending
        boxes, self._boxes, self._pending = self._boxes, [], None
        for box in boxes:
            yield from read_story(walk(box), self._context)

    def _leave_out(self, line: int, reason: str, text: str) -> None:
        if text.strip():
            self._context.left_out.append(LeftOut(self._context.file, line, reason, text))

    def around(self, event: str, name: str, element: etree._Element) -> Iterator[Paragraph]:
        """Follow tables and sections; yield what is complete where a table begins or ends."""
        if name == "tbl":
            yield from self.flush()
            if event == "start":
                self._tables.append(_Row(next(self._context.tables)))
                self._merged.append({})
            else:
                self._tables.pop()
                self._merged.pop()
        elif event == "start" and name == "altChunk":
            self._context.left_out.append(
                LeftOut(self._context.file, next(self._context.lines), "embedded document", "")
            )
        elif event == "end" and name == "sectPr" and local(element.getparent()) == "body":
            yield from self.flush()
            yield _closing(next(self._context.lines), read_section(element))
        elif self._tables:
            self._tables[-1] = self._moved(self._tables[-1], event, name, element)

    def _moved(self, place: _Row, event: str, name: str, element: etree._Element) -> _Row:
        """Return where in its table the reading is behind an event."""
        if event == "start":
            starts = {"tr": _Row(place.table, place.row + 1), "tc": place._replace(span=1)}
            return starts.get(name, place)
        own = {"trPr": "tr", "tcPr": "tc"}.get(name)  # and not what they were before a change
        if own is not None and local(element.getparent()) != own:
            return place
        if name == "trPr":
            return _begun(place, element)
        if name == "tcPr":
            return self._sized(place, element)
        if name == "tc":
            return place._replace(column=place.column + place.span, cell_deleted=False)
        return _Row(place.table, place.row - 1) if name == "tr" and place.deleted else place

    def _sized(self, place: _Row, properties: etree._Element) -> _Row:
        """Return the place with the span of its cell, and note where a merged cell began."""
        merge = child(properties, "vMerge")
        if merge is None:
            self._merged[-1].pop(place.column, None)
        elif attribute(merge, "val") == "restart":
            self._merged[-1][place.column] = place.row
        span = _bounded(number(child(properties, "gridSpan")) or 1)
        return place._replace(span=span, cell_deleted=child(properties, "cellDel") is not None)


def _begun(place: _Row, properties: etree._Element) -> _Row:
    """Return the place at the first cell of a row."""
    before = _bounded(number(child(properties, "gridBefore")) or 0)
    deleted = child(properties, "del") is not None
    return place._replace(column=place.column + before, deleted=deleted)


def _is_empty(paragraph: Paragraph) -> bool:
    """Tell whether nothing of a paragraph is printed and nothing ends with it."""
    marks = paragraph.listing, paragraph.section, paragraph.page_before or None
    return not paragraph.pieces and marks == (None, None, None)


def _bounded(columns: int) -> int:
    return min(max(columns, 0), _WIDEST)


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Return two paragraphs as one, which has the format of the second."""
    first.pieces.extend(second.pieces)
    return second._replace(
        line=first.line,
        page_before=first.page_before,
        pieces=first.pieces,
        section=first.section or second.section,
    )


def _closing(line: int, section: Section) -> Paragraph:
    """Return a paragraph without text that ends the last section."""
    return Paragraph(line, 0, None, False, False, [], None, section)
