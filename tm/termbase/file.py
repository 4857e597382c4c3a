"""Termbases as files: what a file is, by its content, and what to write, by the name.

    load(Path("unterm.xlsx")).terms              TERMS
    write(terms, Path("un.tbx"), version=2)

What a row or an element says is left to the modules of the formats.
"""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from corpora.errors import InputError
from corpora.parallel.packed import opened
from corpora.schema import LANGUAGES
from tm.review.replaced import replace_file
from tm.termbase.cell import cell_of
from tm.termbase.concepts import Loaded, by_concept, terms_of
from tm.termbase.row import Draft
from tm.termbase.table import heading, read_table, written_table
from tm.termbase.tbx import read_tbx
from tm.termbase.tbx_writer import Notes, Version, written_tbx
from tm.termbase.workbook import read_workbook, written_workbook

SUFFIXES = (".csv", ".tsv", ".xlsx", ".tbx")
"""What is written; read is what a file holds, whatever its name."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_EXCEL, _GZIP = b"\xd0\xcf\x11\xe0", b"\x1f\x8b"
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<")
_FORMATS = "a termbase as CSV, TSV, XLSX or TBX"


def load(path: Path) -> Loaded:
    """Return the termbase in `path` as TERMS and what was left out of it.

    Raises `InputError` in one line for what cannot be read as one.
    """
    return terms_of(draft_of(path))


def draft_of(path: Path) -> Draft:
    """Return what `path` says, before it is judged; raises `InputError` for what is no termbase."""
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
    except OSError as error:
        reason = error.strerror or "no such file"
        raise InputError(f"{path}: cannot be read ({reason}); give {_FORMATS}") from error
    suffix = path.suffix.casefold()
    if head.startswith(_OLD_EXCEL):
        raise InputError(f"{path}: an old Excel workbook; save it as .xlsx or as CSV in UTF-8")
    if head.startswith(_ZIP) or suffix == ".xlsx":
        return read_workbook(path.read_bytes(), name=str(path))
    if head.lstrip().startswith(_XML) or head.startswith(_GZIP) or suffix == ".tbx":
        with opened(path, file=str(path)) as packed:
            return read_tbx(packed, name=str(path))
    return read_table(path.read_bytes(), name=str(path))


def write(terms: pl.DataFrame, path: Path, *, version: Version = 3) -> None:
    """Write TERMS to `path` in the format of its suffix; equal tables give equal bytes.

    A further column `note`, null where there is none, is written too. `version` is that of TBX.
    Raises `InputError` for another suffix and for texts that the format cannot hold, `OutputError`
    where the file cannot be written.
    """
    write_as = _WRITERS.get(path.suffix.casefold())
    notes = _notes(terms)
    if path.suffix.casefold() == ".tbx":
        replace_file(path, written_tbx(by_concept(terms), version=version, notes=notes))
    elif write_as is None:
        raise InputError(f"{path}: expected a name that ends in {', '.join(SUFFIXES)}")
    else:
        replace_file(path, write_as(terms, notes))


def _notes(terms: pl.DataFrame) -> Notes:
    if "note" not in terms.columns:
        return {}
    rows = terms.select("concept", "lang", "form", "note").iter_rows()
    return {(concept, lang, form): note for concept, lang, form, note in rows if note}


def _rows(terms: pl.DataFrame, notes: Notes, separator: str) -> list[list[str]]:
    """Return the heading and a row a concept, with a column of notes if there are any."""
    rows = [heading("note") if notes else heading()]
    for concept, forms in by_concept(terms):
        cells = [cell_of(forms.get(lang, ()), separator=separator) for lang in LANGUAGES]
        said = (
            f"{lang}: {form.form}: {notes[concept, lang, form.form]}"
            for lang, found in forms.items()
            for form in found
            if (concept, lang, form.form) in notes
        )
        rows.append([concept, *cells, *(["; ".join(said)] if notes else [])])
    return rows


_WRITERS: dict[str, Callable[[pl.DataFrame, Notes], bytes]] = {
    ".csv": lambda terms, notes: written_table(_rows(terms, notes, " | "), delimiter=","),
    ".tsv": lambda terms, notes: written_table(_rows(terms, notes, " | "), delimiter="\t"),
    ".xlsx": lambda terms, notes: written_workbook(_rows(terms, notes, "\n")),
}
