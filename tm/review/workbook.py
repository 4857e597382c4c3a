"""The workbook for a reviewer: units in, XLSX out.

    write_workbook(units, Path("review.xlsx"), languages=LANGUAGES)    Written(rows=40, left_out=())

Three sheets: the rows, the guide, and one hidden and locked by which the import knows the rows
again. It decides nothing (`tm.review.selection`) and reads nothing back (`tm.review.reading`).

Why openpyxl, for this and for reading: MIT, kept up, and the one library that reads and writes
workbooks without a spreadsheet program, tells a formula from text, and streams both ways.
XlsxWriter only writes; python-calamine only reads, and gives formulas as values.

Why cells of text are marked as text and as quoted: "= 3" or "1-2" in a clause is neither a
formula nor a date, and stays so when a reviewer edits the cell.
"""

import io
import re
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.languages import BY_CODE
from tm.review.cells import WHITE, Style, heading, text_of
from tm.review.guide import LEGEND, LINES, REVIEWED, SHADES, TITLE, shade
from tm.review.original import Original, checksum
from tm.review.package import timeless
from tm.review.replaced import replace_file
from tm.review.sheet import (
    CHECKS,
    GUIDE,
    HEADERS,
    LONGEST_CELL,
    MARK,
    MOST_ROWS,
    REVIEW,
    STATUSES,
)

DOUBTFUL = 0.99
"""Probability below which a language is named in the column of doubts: the first coloured one."""

_WIDTHS = {"unit": 17, "symbol": 13, "label": 8, "probability": 11, "doubt": 10, "status": 10}
_WIDTHS |= {"merge": 8, "comment": 26}
_LANGUAGE_WIDTH = 42
_LINE_HEIGHT, _TALLEST = 13.5, 409.0  # points: a line of 10-point letters; Excel's tallest row
_ARABIC_HEIGHT = 17.5  # points: Arabic fonts have marks above and below the letters
_ARABIC = re.compile("[\u0600-\u06ff]")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003fffd]"
)
_SPARE = 1_000  # rows that may be inserted and still offer the statuses


class Written(NamedTuple):
    """What was exported."""

    rows: int
    left_out: tuple[LeftOut, ...]


def write_workbook(units: Sequence[Original], path: Path, *, languages: Sequence[str]) -> Written:
    """Write the rows of `units` in `languages` to `path`, which is replaced.

    Left out, and returned, are units with a text too long for a cell. Raises `InputError` if
    there are more units than rows of a sheet, and `OutputError` if `path` cannot be written.
    """
    fitting = [unit for unit in units if not _too_long(unit, languages)]
    if len(fitting) > MOST_ROWS:
        raise InputError(
            f"{path}: {len(fitting)} units, and a sheet has {MOST_ROWS} rows; name documents, or "
            "a probability below which to review"
        )
    book = openpyxl.Workbook(write_only=True)
    _write_rows(book.create_sheet(REVIEW), fitting, languages)
    _write_guide(book.create_sheet(GUIDE))
    _write_checks(book.create_sheet(CHECKS), fitting, languages)
    stream = io.BytesIO()
    book.save(stream)
    replace_file(path, timeless(stream))
    left_out = (
        LeftOut(unit.doc, unit.place + 1, "a text too long for a cell of a sheet", unit.tuid)
        for unit in units
        if _too_long(unit, languages)
    )
    return Written(len(fitting), tuple(left_out))


def _cell_text(texts: Sequence[str]) -> str:
    return "\n".join(texts)


def _too_long(unit: Original, languages: Sequence[str]) -> bool:
    texts = (_cell_text(unit.texts[lang]) for lang in languages if lang in unit.texts)
    return any(len(text_of(text).encode("utf-16-le")) > 2 * LONGEST_CELL for text in texts)


def _write_rows(sheet: Any, units: Sequence[Original], languages: Sequence[str]) -> None:
    keys = _keys(languages)
    last = get_column_letter(len(keys))
    for number, key in enumerate(keys, start=1):
        width = _WIDTHS.get(key, _LANGUAGE_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{get_column_letter(keys.index(languages[0]) + 1)}2"
    sheet.auto_filter.ref = f"A1:{last}{len(units) + 1}"
    sheet.print_title_rows = "1:1"
    _set_page(sheet)
    for rule in _rules(keys, len(units) + 1 + _SPARE):
        sheet.data_validations.append(rule)
    _append(sheet, [heading(sheet, HEADERS[key]) for key in keys], 1)
    style = Style(sheet)
    for number, unit in enumerate(units, start=2):
        _append(sheet, [*_row(style, unit, keys)], number)


def _set_page(sheet: Any) -> None:
    """Print on A3 across, as wide as the paper."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _append(sheet: Any, cells: Sequence[Any], number: int) -> None:
    """Add a row high enough for its texts: not every program finds the height by itself."""
    height = _LINE_HEIGHT
    for place, cell in enumerate(cells, start=1):
        if cell is not None and isinstance(cell.value, str):
            width = sheet.column_dimensions[get_column_letter(place)].width
            line = _ARABIC_HEIGHT if _ARABIC.search(cell.value) else _LINE_HEIGHT
            height = max(height, _lines(cell.value, width) * line)
    sheet.row_dimensions[number].height = min(_TALLEST, height + 3)
    sheet.append(cells)


def _lines(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` digits; Chinese counts double."""
    wide = (len(line) + len(_WIDE.findall(line)) for line in text.split("\n"))
    return sum(max(1, ceil(length / width)) for length in wide)


def _keys(languages: Sequence[str]) -> list[str]:
    return [key for key in HEADERS if key not in BY_CODE or key in languages]


def _rules(keys: Sequence[str], last: int) -> Iterator[DataValidation]:
    """Yield what the columns of status and merge accept, and what they tell who enters them."""
    status, merge = (get_column_letter(keys.index(key) + 1) for key in ("status", "merge"))
    listed = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True)
    listed.promptTitle, listed.prompt = "status", "keep / fixed / reject: garder, corrigé, rejeter"
    listed.error = "keep, fixed, reject"
    listed.showErrorMessage = listed.showInputMessage = True
    listed.add(f"{status}2:{status}{last}")
    hint = DataValidation(allow_blank=True)
    hint.promptTitle, hint.showInputMessage = "merge / fusion", True
    hint.prompt = "The same number in neighbouring rows / le même nombre dans des lignes voisines"
    hint.add(f"{merge}2:{merge}{last}")
    yield from (listed, hint)


def _row(style: Style, unit: Original, keys: Sequence[str]) -> Iterator[Any]:
    shown = [key for key in keys if key in BY_CODE]
    lowest = unit.lowest(shown)
    facts: dict[str, str | float | None] = {
        "unit": unit.tuid,
        "symbol": unit.doc,
        "label": unit.label or "",
        "probability": lowest,
        "doubt": REVIEWED if unit.reviewed else _doubts(unit, shown),
    }
    for key in keys:
        if key in unit.texts:
            colour = shade(unit.probability[key]).colour
            yield style.cell(_cell_text(unit.texts[key]), lang=key, colour=colour)
        elif key in BY_CODE:
            yield style.cell(None, lang=key)
        else:
            colour = shade(lowest).colour if key == "probability" else WHITE
            yield style.cell(facts.get(key), colour=colour)


def _doubts(unit: Original, languages: Sequence[str]) -> str:
    """Return the doubtful languages with their probabilities, one a line, the worst first."""
    found = [(unit.probability[x], x) for x in languages[1:] if x in unit.probability]
    return "\n".join(f"{lang} {number:.2f}" for number, lang in sorted(found) if number < DOUBTFUL)


def _write_guide(sheet: Any) -> None:
    for column, width in zip("ABC", (16, 80, 80), strict=True):
        sheet.column_dimensions[column].width = width
    _set_page(sheet)
    style = Style(sheet)
    rows = [[heading(sheet, text) for text in ("", *TITLE)]]
    rows += [[None, *map(style.cell, line)] for line in LINES]
    rows += [[], [heading(sheet, text) for text in ("", *LEGEND)]]
    above = ""
    for step in SHADES:
        span = f"≥ {step.least:.2f}" if step.least else f"< {above}"
        cells = (span, step.french, step.english)
        rows.append([style.cell(text, colour=step.colour) for text in cells])
        above = f"{step.least:.2f}"
    for number, row in enumerate(rows, start=1):
        _append(sheet, row, number)


def _write_checks(sheet: Any, units: Sequence[Original], languages: Sequence[str]) -> None:
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    style = Style(sheet)
    sheet.append([style.cell(text) for text in (MARK, " ".join(languages))])
    for unit in units:
        sheet.append([style.cell(text) for text in (unit.tuid, checksum(unit, languages))])
