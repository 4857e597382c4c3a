"""A reviewed workbook, from whatever program: XLSX in, rows out.

    sheet = read_workbook(Path("review.xlsx"))
    sheet.rows[10]        Row(number=12, unit="A/RES/69/12#op2", status="fixed", …)
    sheet.checks          {"A/RES/69/12#op2": "5b0c39a1d2e4f607", …}

Columns are known by the first word of their heading, in any order; rows without anything are no
rows. It compares nothing (`tm.review.changes`).
"""

import io
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from tm.review.package import BROKEN, LARGEST, check_package
from tm.review.sheet import (
    CHECKS,
    FIXED,
    KEEP,
    MARK,
    NEEDED,
    REJECT,
    Row,
    key_of,
    status_of,
    unescaped,
)

_OTHER = "save it as an Excel workbook (.xlsx), or export the units again"


class Sheet(NamedTuple):
    """What a reviewer gave back, and by what it is known."""

    rows: list[Row]
    languages: tuple[str, ...]  # the exported ones, in the order of LANGUAGES
    checks: dict[str, str]  # name of each exported unit -> its checksum, in order
    problems: list[str]  # cells that hold what no import can take


def read_workbook(path: Path) -> Sheet:
    """Return the rows of a workbook; raises `InputError` if it is none of ours, or unsafe."""
    data = _read(path)
    check_package(
        data,
        path,
        other=_OTHER,
        bomb="if it is a true review, export fewer units at a time",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it will not keep on saving
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            return _sheet(book, path)
    except BROKEN as error:
        raise InputError(f"{path}: the workbook is damaged; open it and {_OTHER}") from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: over {LARGEST >> 20} MiB, as no review is; check the file")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{path}: {reason}; give the reviewed workbook") from error


def _sheet(book: Any, path: Path) -> Sheet:
    languages, checks = _checks(book, path)
    for sheet in book.worksheets:
        if sheet.title != CHECKS:
            cells = sheet.iter_rows()
            columns = _columns(next(cells, ()))
            if {*NEEDED} <= {*columns}:
                _check_columns(columns, languages, path)
                problems: list[str] = []
                rows = [*_rows(cells, columns, languages, problems)]
                return Sheet(rows, languages, checks, problems)
    raise InputError(
        f"{path}: no sheet has the columns {', '.join(NEEDED)} in its first row; put the headings "
        "back, or export the units again"
    )


def _checks(book: Any, path: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the languages and checksums on the hidden sheet of every export."""
    sheet = book[CHECKS] if CHECKS in book.sheetnames else None
    rows = (
        [] if sheet is None else [[_plain(cell) for cell in row[:2]] for row in sheet.iter_rows()]
    )
    rows = [row for row in rows if any(row)]
    if not rows or rows[0][0] != MARK:
        raise InputError(
            f"{path}: no workbook of `hexapla review export`, or its hidden sheet {CHECKS!r} is "
            "gone; work in the exported workbook itself, not in a copy of its rows"
        )
    languages = tuple(lang for lang in LANGUAGES if lang in rows[0][-1].split())
    return languages, {row[0]: row[-1] for row in rows[1:]}


def _plain(cell: Any) -> str:
    return "" if cell.value is None else unescaped(str(cell.value)).strip()


def _columns(cells: Any) -> dict[str, int]:
    """Return the place of each column by its key, the first of equal ones."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        found.setdefault(key_of(_plain(cell)), place)
    return found


def _check_columns(columns: Mapping[str, int], languages: tuple[str, ...], path: Path) -> None:
    for lang in languages:
        if lang not in columns:
            raise InputError(
                f"{path}: the column {lang!r} is gone; put it back from the export (columns may be "
                "hidden and moved, not removed)"
            )


def _rows(
    rows: Iterator[Any], columns: Mapping[str, int], languages: tuple[str, ...], problems: list[str]
) -> Iterator[Row]:
    """Yield the rows that hold anything but empty cells; what cannot be read is a problem."""
    wanted = [key for key in ("unit", "status", "merge", "comment", *languages) if key in columns]
    for number, cells in enumerate(rows, start=2):
        texts = {}
        for key in wanted:
            cell = cells[columns[key]] if columns[key] < len(cells) else None
            text, problem = _text(cell)
            if problem:
                problems.append(f"row {number}, {key}: {problem}")
            if text:
                texts[key] = text
        if texts:
            yield _row(number, texts, languages, problems)


def _row(
    number: int, texts: dict[str, str], languages: tuple[str, ...], problems: list[str]
) -> Row:
    status = status_of(texts.get("status", ""))
    if status is None:
        problems.append(
            f"row {number}: the status {texts['status']!r} is unknown; write {KEEP}, {FIXED} or "
            f"{REJECT}, or clear it"
        )
    return Row(
        number=number,
        unit=texts.get("unit", ""),
        status=status or "",
        merge=texts.get("merge", ""),
        comment=" ".join(texts.get("comment", "").split()),
        texts={lang: texts[lang] for lang in languages if lang in texts},
    )


def _text(cell: Any) -> tuple[str, str]:
    """Return what a cell holds as text, and why it cannot be taken."""
    if cell is None or cell.value is None:
        return "", ""
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return "", f"a formula ({str(value)[:40]}); write the text itself in its place"
    if kind == "e":
        return "", f"an error ({value}); put the text back from the export"
    if isinstance(value, str):
        return unescaped(value).replace("\r\n", "\n").replace("\r", "\n").strip(), ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if whole else value), ""
    return "", (
        f"became a date or the like ({value}); give the cell the format Text and put the text back"
    )
