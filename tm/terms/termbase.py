"""Termbases: a table of concepts and their forms in up to six languages, read into TERMS.

    concept,fr,en,ru
    csto,Organisation du Traité de sécurité collective | OTSC,Collective Security …,…

One row is one concept. A cell holds its forms, parted by ` | `: the preferred form first, then
the admitted ones. `!` before a form says that it is deprecated, `~` that it is only another
inflection of the form before it that no rule would find (an Arabic broken plural).

The columns `concept` and `fr` are required, the other languages optional; further columns are
left alone. CSV (comma or semicolon) and TSV, UTF-8 with or without byte order mark.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.errors import InputError
from corpora.schema import LANGUAGES, PIVOT, TERMS, conform

BUNDLED = "un_terms.csv"
"""The termbase that comes with the package."""

PREFERRED, ADMITTED, DEPRECATED, INFLECTED = "preferred", "admitted", "deprecated", "inflected"
SUPERSEDED = "superseded"
STATUSES = (PREFERRED, ADMITTED, DEPRECATED, SUPERSEDED, INFLECTED)
"""What a form is: `inflected` is another spelling of the form before it that no rule finds."""

_SIGNS = {"!": DEPRECATED, "~": INFLECTED}
_DELIMITERS = "\t;,"


class Form(NamedTuple):
    """One row of TERMS without its concept and language."""

    form: str
    status: str


class _Row(NamedTuple):
    line: int
    cells: dict[str, str]  # by column name


def read(path: Path) -> pl.DataFrame:
    """Return the termbase in `path` as TERMS, in the order of the file.

    Raises `InputError` for a file that cannot be read as one; see `parse`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give a CSV or TSV file"
        ) from error
    return parse(data, name=str(path))


def bundled() -> pl.DataFrame:
    """Return the termbase that comes with the package, as TERMS."""
    return parse(resources.files(__package__).joinpath(BUNDLED).read_bytes(), name=BUNDLED)


def parse(data: bytes, *, name: str) -> pl.DataFrame:
    """Return the termbase in `data` as TERMS; `name` is what messages call it.

    Raises `InputError` naming the line for bytes that are not UTF-8, a missing column, no rows,
    a row without concept or without a French form in use, and rows that contradict each other.
    """
    concepts: dict[str, dict[str, list[Form]]] = {}
    for row in _rows(_decode(data, name), name):
        forms = {lang: _forms(row.cells.get(lang, "")) for lang in LANGUAGES}
        _add(concepts, row, forms, name)
    if not concepts:
        raise InputError(f"{name}: no concepts; expected one row per concept under the header")
    return conform(_to_frame(concepts), TERMS, name="terms")


def preferred(terms: pl.DataFrame, *, lang: str) -> dict[str, str]:
    """Return the preferred form of every concept that has one in `lang`, in termbase order."""
    rows = terms.filter(pl.col("lang") == lang, pl.col("status") == PREFERRED)
    return dict(rows.select("concept", "form").iter_rows())


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


def _rows(text: str, name: str) -> Iterator[_Row]:
    """Yield the rows under the header that are not blank, with the line they begin on."""
    table = _table(text, name)
    header = [column.strip().casefold() for column in next(table, (1, []))[1]]
    _check_header(header, name)
    for line, cells in table:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise InputError(
                f"{name}, line {line}: {len(cells)} cells under {len(header)} columns; put a cell "
                "that holds the delimiter between quotation marks"
            )
        if any(cell.strip() for cell in cells):
            yield _Row(line, dict(zip(header, cells, strict=False)))


def _check_header(header: list[str], name: str) -> None:
    example = f"expected a header such as concept,{','.join(LANGUAGES)}"
    for column in ("concept", *LANGUAGES):
        if header.count(column) > 1:
            raise InputError(f"{name}, line 1: column {column!r} stands twice; {example}")
        if column in ("concept", PIVOT) and column not in header:
            raise InputError(f"{name}, line 1: no column {column!r}; {example}")


def _table(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    lines = list(io.StringIO(text, newline=""))  # str.splitlines also cuts at U+2028 and others
    delimiter = max(_DELIMITERS, key=lines[0].count) if lines else ","
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
        yield line, cells


def _forms(cell: str) -> list[Form]:
    """Return the forms in `cell`, each once; the first one in use is the preferred one."""
    forms: dict[str, str] = {}
    for part in cell.split("|"):
        sign = part.strip()[:1]
        form = _tidy(part.strip().removeprefix(sign) if sign in _SIGNS else part)
        in_use = PREFERRED if PREFERRED not in forms.values() else ADMITTED
        if form:
            forms.setdefault(form, _SIGNS.get(sign, in_use))
    return [Form(*item) for item in forms.items()]


def _tidy(form: str) -> str:
    return unicodedata.normalize("NFC", " ".join(form.split()))


def _add(
    concepts: dict[str, dict[str, list[Form]]],
    row: _Row,
    forms: dict[str, list[Form]],
    name: str,
) -> None:
    """Add the forms of one row; a repeated concept may fill what was empty, not change it."""
    concept = _tidy(row.cells["concept"])
    if not concept:
        raise InputError(f"{name}, line {row.line}: no concept; give each row a name of its own")
    known = concepts.setdefault(concept, {lang: [] for lang in LANGUAGES})
    for lang in LANGUAGES:
        if known[lang] and forms[lang] and known[lang] != forms[lang]:
            raise InputError(
                f"{name}, line {row.line}: concept {concept!r} has other forms in {lang!r} than in "
                "an earlier row; put all forms in one row, parted by ' | '"
            )
        known[lang] = known[lang] or forms[lang]
    if not any(form.status == PREFERRED for form in known[PIVOT]):
        raise InputError(
            f"{name}, line {row.line}: concept {concept!r} has no French form in use; "
            f"fill the column {PIVOT!r}"
        )


def _to_frame(concepts: dict[str, dict[str, list[Form]]]) -> pl.DataFrame:
    rows = [
        (concept, lang, form, status)
        for concept, by_lang in concepts.items()
        for lang, forms in by_lang.items()
        for form, status in forms
    ]
    return pl.DataFrame(rows, schema=TERMS, orient="row")
