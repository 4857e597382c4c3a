"""The cells of tables with their places: spans counted as HTML counts them.

    cells([table])    {<td>: Cell(1, 1, 1), <td colspan=2>: Cell(1, 1, 2), <td>: Cell(1, 2, 1)}

It takes rows and cells by their names, so that HTML, Akoma Ntoso and TEI share it. Which tables
hold data and which only lay out a page is for the format to say.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpora.readers.block import Cell
from corpora.readers.markup.parsing import Element

WIDEST = 1000
"""Columns that one cell may span, as the HTML standard bounds it; to the right of so many no
rowspan is followed, which bounds the time for a table made to waste it."""

TALLEST = 65534
"""Rows that one cell may span, by the same standard."""

_NUMBER = re.compile(r"\s*(\d{1,9})")


class Names(NamedTuple):
    """What a format calls the parts of a table."""

    rows: tuple[str, ...] = ("tr",)
    cells: tuple[str, ...] = ("td", "th")
    groups: tuple[str, ...] = ("thead", "tbody", "tfoot")
    columns: str = "colspan"
    lines: str = "rowspan"


HTML = Names()
TEI = Names(rows=("row",), cells=("cell",), groups=(), columns="cols", lines="rows")


def rows_of(table: Element, names: Names = HTML) -> Iterator[list[Element]]:
    """Yield the cells of each row of a table, none of a table within it."""
    for child in table:
        if child.tag in names.groups:
            yield from rows_of(child, names)
        elif child.tag in names.rows:
            yield [cell for cell in child if cell.tag in names.cells]


def cells(tables: Iterable[Element], names: Names = HTML) -> dict[Element, Cell]:
    """Return the place of each cell; tables are counted from 1 in the order given."""
    found: dict[Element, Cell] = {}
    for number, table in enumerate(tables, start=1):
        taken: dict[int, int] = {}  # column -> last row that a cell above reaches
        for row, row_cells in enumerate(rows_of(table, names), start=1):
            column = 1
            for cell in row_cells:
                while taken.get(column, 0) >= row:
                    column += 1
                found[cell] = Cell(number, row, column)
                width = _span(cell.get(names.columns), WIDEST)
                height = _span(cell.get(names.lines), TALLEST)
                if height > 1:
                    reached = range(column, min(column + width, WIDEST + 1))
                    taken |= dict.fromkeys(reached, row + height - 1)
                column += width
    return found


def _span(text: str | None, most: int) -> int:
    """Return a span, at least 1; a rowspan of 0 reaches to the end."""
    match = _NUMBER.match(text or "")
    if match is None:
        return 1
    return min(int(match[1]), most) or (most if most == TALLEST else 1)
