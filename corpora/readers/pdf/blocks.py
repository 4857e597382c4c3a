"""The paragraphs of all pages as blocks: joined where a column or page end broke them, in order.

    join(paragraphs, FRENCH)    [Block((Run("Résolution …", bold=True),), line=1, page=1), …]

Footnotes stand behind the text of their page; one that goes on over the page end is one block.

Why a paragraph that fills its last line and has no stop is joined with the next page at once,
and all other page ends are only gaps: here the page shows that it goes on; the rest is for
`corpora.structure`, which knows what clauses look like.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from corpora import enumerators
from corpora.languages import Language
from corpora.readers.block import Block, Cell, Run
from corpora.readers.pdf import headings, hyphens
from corpora.readers.pdf.edge import edge_of
from corpora.readers.pdf.notes import opens_raised
from corpora.readers.pdf.paragraphs import INDENT, Paragraph, is_alike, is_full
from corpora.readers.pdf.region import Line
from corpora.readers.pdf.stops import begins_small, ended, paused


class _Piece(NamedTuple):
    """A block to be: its paragraphs, more than one where a column or page end broke it."""

    parts: list[Paragraph]
    level: int
    gap: bool

    @property
    def first(self) -> Paragraph:
        """The paragraph it begins with."""
        return self.parts[0]


def join(paragraphs: Sequence[Paragraph], language: Language) -> list[Block]:
    """Return the blocks of a document from the paragraphs of its pages in reading order."""
    lines = (line for paragraph in paragraphs for line in paragraph.lines)
    size = headings.text_size((line.size, len(line.text)) for line in lines)
    pieces = _pieces(paragraphs, headings.levels(paragraphs, size=size), language)
    words = hyphens.learn([_lines(piece) for piece in pieces])
    return [
        Block(
            _merged(hyphens.join(_lines(piece), words, spaced=bool(language.joiner))),
            line=number,
            page=piece.first.page,
            level=piece.level,
            gap=piece.gap,
            cell=cell,
            note=piece.first.region.note,
        )
        for number, (piece, cell) in enumerate(zip(pieces, _cells(pieces), strict=True), start=1)
    ]


def _lines(piece: _Piece) -> list[Line]:
    return [line for paragraph in piece.parts for line in paragraph.lines]


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


def _pieces(
    paragraphs: Sequence[Paragraph], levels: Sequence[int], language: Language
) -> list[_Piece]:
    """Return paragraphs as they become blocks, in reading order."""
    pieces: list[_Piece] = []
    open_text: _Piece | None = None  # the last piece of the text, behind which notes may stand
    open_note: _Piece | None = None
    for paragraph, level in zip(paragraphs, levels, strict=True):
        before = pieces[-1].parts[-1] if pieces else paragraph
        piece = _Piece([paragraph], level, before.page != paragraph.page)
        if paragraph.region.note:
            if open_note and not opens_raised(paragraph.lines[0].runs):
                open_note.parts.append(paragraph)
                continue
            open_note = piece = piece._replace(gap=False)
        elif paragraph.region.place:
            open_text = None
        elif open_text and _is_rest(open_text, piece, language):
            open_text.parts.append(paragraph)
            continue
        else:
            open_text = piece
        pieces.append(piece)
    return pieces


def _is_rest(text: _Piece, piece: _Piece, language: Language) -> bool:
    """Tell whether a piece is the rest of a text that the end of a column or page broke."""
    before, after = text.parts[-1], piece.first
    if before.region is after.region or text.level or piece.level:
        return False
    if not (before.region.flows and after.region.flows):
        return False
    last, first = before.lines[-1], after.lines[0]
    return _sentence_goes_on(last, first, language) and _line_goes_on(before, after, language)


def _sentence_goes_on(last: Line, first: Line, language: Language) -> bool:
    """Tell whether a sentence may run from one line into the other.

    Behind a comma only a small letter, or one of a script without, that is not emphasised goes
    on: clauses of a resolution end in commas, and open in italics.
    """
    if first.labelled or ended(last.words):
        return False
    if enumerators.split(first.text.lstrip(), language)[0] is not None:
        return False
    opening = next((run for run in first.runs if run.text.strip()), first.runs[0])
    small = begins_small(first.text) or not language.cased
    return (small and not (opening.italic or opening.bold)) or not paused(last.words)


def _line_goes_on(before: Paragraph, after: Paragraph, language: Language) -> bool:
    """Tell whether the last line is full and the first of the same size and not indented."""
    last, first = before.lines[-1], after.lines[0]
    edge, next_edge = edge_of(before.region, language), edge_of(after.region, language)
    indented = next_edge.start(first) > edge.start(last) + INDENT * first.size
    return is_alike(last, first) and not indented and is_full(last, first, edge, ())


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
