"""Termbases as text: CSV with commas or semicolons, and TSV, in UTF-8.

    concept,fr,en,ru
    csto,Organisation du Traité de sécurité collective | OTSC,Collective Security …,…

One row is one concept; how forms stand in a cell is told in `tm.termbase.cell`. A byte order mark
is forgiven. In TSV quotation marks mean themselves.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.termbase.grid import HEADING_WITHIN, Line, find_heading, rows_of
from tm.termbase.row import Draft

_DELIMITERS = "\t;,"


def read_table(data: bytes, *, name: str) -> Draft:
    """Return the termbase in `data`, by the name `name` in messages.

    Raises `InputError` naming the line for bytes that are not UTF-8, null characters, quotation
    marks that do not close, and headings that do not serve (`tm.termbase.grid`).
    """
    text = _decode(data, name)
    lines = list(io.StringIO(text, newline=""))  # str.splitlines also cuts at U+2028 and others
    grid = rows_of(_cells(lines, _delimiter(lines), name), file=name, ragged=False)
    return Draft(name, grid.rows, grid.left_out, grid.whole_rows)


def written_table(rows: Sequence[Sequence[str]], *, delimiter: str) -> bytes:
    """Return `rows`, the heading first, as CSV or TSV; cells of TSV must hold no tab."""
    stream = io.StringIO(newline="")
    if delimiter == "\t":
        stream.writelines("\t".join(row) + "\n" for row in rows)
    else:
        csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def heading(*further: str) -> list[str]:
    """Return the heading of the tables that we write."""
    return ["concept", *LANGUAGES, *further]


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}, line {line}: not UTF-8; save the file as UTF-8") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(f"{name}, line {line}: holds a null character; save it as UTF-8 text")
    return text


def _delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter with which one of the first lines is a heading, else the likeliest."""
    first = next((line for line in lines if line.strip()), "")
    likely = sorted(_DELIMITERS, key=first.count, reverse=True)
    for delimiter in likely:
        cut = [("", line.rstrip("\r\n").split(delimiter)) for line in lines[:HEADING_WITHIN]]
        if find_heading(cut):
            return delimiter
    return likely[0]


def _cells(lines: Sequence[str], delimiter: str, name: str) -> Iterator[Line]:
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{name}, line {line}: {error}; check the quotation marks") from error
        yield f"line {line}", cells
