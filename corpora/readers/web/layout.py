"""Which tables of a web page hold data, and which only lay out text.

    layout = read_layout(root, FRENCH)
    layout.cells      {<td>: Cell(1, 2, 1)}     cells of data tables, with their places
    layout.numbers    {<td>1.</td>}             cells that only number the text beside them

A table lays out a page if it says so (role="presentation"), has one row or one column, or
holds headings or further tables: its cells are plain text then. A table whose first column
holds nothing but enumerators and whose second is the last is a list of paragraphs, as old
pages of the UN set resolutions; the number is put before its text.

Why paragraphs and lists within cells do not tell: Word wraps the text of every cell in
paragraphs, and tables of programmes list within theirs.
"""

from typing import NamedTuple

from corpora import enumerators
from corpora.languages import Language
from corpora.readers.block import Cell
from corpora.readers.markup import table_grid
from corpora.readers.markup.parsing import Element

_OPEN = ("table", "h1", "h2", "h3", "h4", "h5", "h6")


class Layout(NamedTuple):
    """The cells of data tables, and the cells that number the text beside them."""

    cells: dict[Element, Cell]
    numbers: set[Element]


def read_layout(root: Element, language: Language) -> Layout:
    """Return what the tables below `root` are."""
    numbers: set[Element] = set()
    data: list[Element] = []
    for table in root.iter("table"):
        rows = [row for row in table_grid.rows_of(table) if row]
        if _numbers(rows, language):
            numbers |= {row[0] for row in rows}
        elif _holds_data(table, rows):
            data.append(table)
    return Layout(table_grid.cells(data), numbers)


def _holds_data(table: Element, rows: list[list[Element]]) -> bool:
    if table.get("role", "") in {"presentation", "none"}:
        return False
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    return next((inner for inner in table.iter(*_OPEN) if inner is not table), None) is None


def _numbers(rows: list[list[Element]], language: Language) -> bool:
    """Tell whether rows are numbered paragraphs: an enumerator alone, then the text."""
    if not rows or any(len(row) != 2 for row in rows):
        return False
    firsts = [text for row in rows if (text := "".join(row[0].itertext()).strip())]
    return bool(firsts) and all(_is_number(text, language) for text in firsts)


def _is_number(text: str, language: Language) -> bool:
    enumerator, rest = enumerators.split(text, language)
    return enumerator is not None and not rest.strip() and enumerator.printed == text
