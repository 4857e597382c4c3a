r"""Termbases as workbooks: an export of UNTERM, a glossary of a user, or one that we wrote.

    read_workbook(data, name="unterm.xlsx").rows
    written_workbook([["concept", "fr"], ["sc", "Conseil de sécurité\\nCS"]])

The first sheet with a heading counts (`tm.termbase.grid`). Formulas and errors are no forms: they
are left out and counted.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.schema import LANGUAGES
from corpora.tally import Tally
from tm.review.cells import Style, heading
from tm.review.package import BROKEN, check_package, timeless
from tm.review.sheet import LONGEST_CELL, MOST_ROWS, unescaped
from tm.termbase.grid import HEADING_WITHIN, Line, find_heading, rows_of
from tm.termbase.row import Draft

SHEET = "terms"
_OTHER = "save it as an Excel workbook (.xlsx) or as CSV in UTF-8"
_WIDTHS = {"concept": 28, "note": 40}
_LANGUAGE_WIDTH = 42  # characters


def read_workbook(data: bytes, *, name: str) -> Draft:
    """Return the termbase in `data`, by the name `name` in messages.

    Raises `InputError` for what is no workbook, unsafe, or without a heading that serves.
    """
    check_package(data, Path(name), other=_OTHER, bomb="split it, or save it as CSV in UTF-8")
    tally = Tally(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it will not keep on saving
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            lines = _lines(book, tally)
    except BROKEN as error:
        raise InputError(f"{name}: the workbook is damaged; open it and {_OTHER}") from error
    grid = rows_of(lines, file=name)
    left_out: tuple[LeftOut, ...] = (*tally.left_out(), *grid.left_out)
    return Draft(name, grid.rows, left_out, whole_rows=False)


def written_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return `rows`, the heading first, as a workbook of one sheet; equal rows, equal bytes.

    Raises `InputError` where a text is too long for a cell, or there are too many rows.
    """
    if len(rows) > MOST_ROWS:
        raise InputError(f"{len(rows)} concepts, and a sheet has {MOST_ROWS} rows; write TBX")
    _check_cells(rows)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for number, key in enumerate(rows[0], start=1):
        width = _WIDTHS.get(key, _LANGUAGE_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.append([heading(sheet, key) for key in rows[0]])
    style = Style(sheet)
    for row in rows[1:]:
        sheet.append([_cell(style, key, text) for key, text in zip(rows[0], row, strict=True)])
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream)


def _check_cells(rows: Sequence[Sequence[str]]) -> None:
    """Raise `InputError` for the first text that no cell can hold whole."""
    for row in rows:
        for key, text in zip(rows[0], row, strict=True):
            if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
                raise InputError(
                    f"concept {row[0]!r}, {key}: over the {LONGEST_CELL:,} characters of a cell; "
                    "write TBX or CSV"
                )


def _cell(style: Style, key: str, text: str) -> Any:
    return style.cell(text or None, lang=key if key in LANGUAGES else "")


def _lines(book: Any, tally: Tally) -> list[Line]:
    """Return the lines of the first sheet with a heading, else of the first sheet."""
    first: list[Line] = []
    for sheet in book.worksheets:
        lines = _of_sheet(sheet, tally)
        head = list(islice(lines, HEADING_WITHIN))
        if find_heading(head):
            return [*head, *lines]
        first = first or head
    return first


def _of_sheet(sheet: Any, tally: Tally) -> Iterator[Line]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(cell, number, tally) for cell in cells]
        yield f"sheet {sheet.title!r}, row {number}", texts


def _text(cell: Any, number: int, tally: Tally) -> str:
    """Return what a cell holds; numbers as a spreadsheet shows them."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind in {"f", "e"}:
        tally.count("a formula or an error in a cell", number, str(value))
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescaped(str(value))
