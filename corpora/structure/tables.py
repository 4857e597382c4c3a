"""Tables: cells that are text after all, and cells as clauses.

    unfold([Block(…, cell=Cell(1, 1, 1)), …], FRENCH)     the same; a masthead without cells
    read([…])                                             Clause("cell", "t1r2c3", None, "42", …)

A cell is one clause with all its paragraphs and its numbers in the text; an empty one is none.
Tables are counted from 1 in the order of the file.

Why some tables are text: UN templates set the masthead in one, a summary in a frame is a table
of a single cell, the chair of a meeting stands in a single row. None counts, or the first real
table would be t1 in one file and t2 in another, as a page of the web may lay out either way.
Why one clause a cell: converters cut its lines differently, and the place is what the six
versions share.
"""

from collections.abc import Iterator, Sequence

from corpora.clause import Clause
from corpora.languages import Language
from corpora.readers.block import Block, Cell
from corpora.structure import head, passage
from corpora.structure.footnotes import Marked

MASTHEAD = 12
"""Blocks with text that can stand before a masthead table: nothing but the head of a page."""


def unfold(blocks: Sequence[Block], language: Language) -> Iterator[Block]:
    """Yield `blocks` with tables numbered from 1; mastheads and frames are no tables."""
    numbers = _numbers(blocks, language)
    for block in blocks:
        number = numbers.get(block.cell.table) if block.cell else None
        cell = block.cell._replace(table=number) if block.cell and number else None
        yield block._replace(cell=cell)


def _numbers(blocks: Sequence[Block], language: Language) -> dict[int, int]:
    """Return the numbers of the real tables by those that the reader gave them."""
    tables: dict[int, list[Block]] = {}
    early: set[int] = set()
    before = 0
    for block in blocks:
        if block.cell:
            if block.cell.table not in tables and before < MASTHEAD:
                early.add(block.cell.table)
            tables.setdefault(block.cell.table, []).append(block)
        before += bool(block.text.strip())
    real = [
        table
        for table, cells in tables.items()
        if not _is_frame(cells) and not (table in early and _is_masthead(cells, language))
    ]
    return {table: number for number, table in enumerate(real, start=1)}


def _is_frame(blocks: Sequence[Block]) -> bool:
    """Tell whether a table has a single row or a single column."""
    cells = [block.cell for block in blocks if block.cell]
    return any(len({cell[axis] for cell in cells}) == 1 for axis in (1, 2))


def _is_masthead(blocks: Sequence[Block], language: Language) -> bool:
    cells = (passage.make(block, (), language) for block in blocks if block.text.strip())
    return any(head.is_masthead(cell, language) for cell in cells)


def read(cells: Sequence[Marked], language: Language) -> Iterator[Clause]:
    """Yield a clause for each cell, from its blocks with their note marks resolved."""
    places: dict[Cell | None, list[Marked]] = {}
    for marked in cells:
        places.setdefault(marked.block.cell, []).append(marked)
    for cell, members in places.items():
        texts = (passage.clean(marked.block.text, language) for marked in members)
        text = passage.join_all((text for text in texts if text), language)
        notes = tuple(label for marked in members for label in marked.labels)
        label = f"t{cell.table}r{cell.row}c{cell.column}" if cell else None
        first = members[0].block
        yield Clause("cell", label, None, text, notes, first.page, first.line)
