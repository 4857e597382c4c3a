"""Termbases: tables of concepts and their forms in up to six languages, read into TERMS.

    terms = read(Path("unterm.xlsx"))                     CSV, TSV, XLSX, TBX 2 and 3, by content
    write(enriched(terms, renderings), Path("un.tbx"))    the same, by suffix
    write_glossary(terms, Path("glossary"))               for OmegaT

This is where other rooms get them from; how formats are read and written is told in `tm.termbase`.
"""

from importlib import resources
from pathlib import Path

import polars as pl

from tm.termbase.concepts import Loaded, terms_of
from tm.termbase.enrichment import ENRICHED, enriched
from tm.termbase.file import SUFFIXES, load, write
from tm.termbase.glossary import Written, write_glossary
from tm.termbase.status import (
    ADMITTED,
    DEPRECATED,
    INFLECTED,
    PREFERRED,
    STATUSES,
    SUPERSEDED,
    Form,
)
from tm.termbase.table import read_table
from tm.termbase.tbx_writer import Version

__all__ = [
    "ADMITTED",
    "BUNDLED",
    "DEPRECATED",
    "ENRICHED",
    "INFLECTED",
    "PREFERRED",
    "STATUSES",
    "SUFFIXES",
    "SUPERSEDED",
    "Form",
    "Loaded",
    "Version",
    "Written",
    "bundled",
    "enriched",
    "load",
    "parse",
    "preferred",
    "read",
    "write",
    "write_glossary",
]

BUNDLED = "un_terms.csv"
"""The termbase that comes with the package."""


def read(path: Path) -> pl.DataFrame:
    """Return the termbase in `path` as TERMS, in the order of the file.

    Raises `InputError` in one line for a file that cannot be read as one. `load` also tells what
    was left out.
    """
    return load(path).terms


def bundled() -> pl.DataFrame:
    """Return the termbase that comes with the package, as TERMS."""
    return parse(resources.files(__package__).joinpath(BUNDLED).read_bytes(), name=BUNDLED)


def parse(data: bytes, *, name: str) -> pl.DataFrame:
    """Return the termbase in `data`, CSV or TSV, as TERMS; `name` is what messages call it.

    Raises `InputError` naming the line for bytes that are not UTF-8, a missing column, no rows,
    a row without concept or without a French form in use, and rows that contradict each other.
    """
    return terms_of(read_table(data, name=name)).terms


def preferred(terms: pl.DataFrame, *, lang: str) -> dict[str, str]:
    """Return the preferred form of every concept that has one in `lang`, in termbase order."""
    rows = terms.filter(pl.col("lang") == lang, pl.col("status") == PREFERRED)
    return dict(rows.select("concept", "form").iter_rows())
