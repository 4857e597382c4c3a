"""A build opened for the dashboard: its record and its tables, or one line why there is none.

    build = open_build(Path("out"))
    build.units, build.consistency, build.languages

A table that the record does not list, such as those about terms, is empty here; a table that it
lists and that is not there makes the build a half-written one.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from align.reliability import JUDGED
from corpora import schema
from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.folder import RECORD, SCHEMA
from tm.parts import PART, part_paths, scan
from tm.repeats import REPEATS

NEEDED = {
    "documents": schema.DOCUMENTS,
    "beads": schema.BEADS,
    "units": schema.UNITS,
}
"""Without these there is nothing to show."""

TERMS = {
    "terms/termbase": schema.TERMS,
    "terms/renderings": schema.RENDERINGS,
    "terms/consistency": schema.CONSISTENCY,
    "terms/drift": schema.DRIFT,
    "terms/agreement": schema.AGREEMENT,
    "terms/figures": schema.FIGURES,
}

OPTIONAL = {**TERMS, "repeats": REPEATS, "review": JUDGED}
"""These may be absent from a build, and are empty then."""

AGAIN = "run `hexapla build` again"


class Build(NamedTuple):
    """The tables that the dashboard is made of, and what the record says of them."""

    folder: Path
    hexapla: str  # version that built it
    clauses: dict[str, int]  # by language
    lexicon: str | None  # SHA-256 of the lexicon that it was aligned with
    decisions: int  # of reviewers, that it honours
    documents: pl.DataFrame  # DOCUMENTS
    beads: pl.DataFrame  # BEADS
    units: pl.DataFrame  # UNITS
    termbase: pl.DataFrame  # TERMS
    renderings: pl.DataFrame  # RENDERINGS
    consistency: pl.DataFrame  # CONSISTENCY
    drift: pl.DataFrame  # DRIFT
    agreement: pl.DataFrame  # AGREEMENT
    figures: pl.DataFrame  # FIGURES
    repeats: pl.DataFrame  # REPEATS
    review: pl.DataFrame  # JUDGED

    @property
    def languages(self) -> list[str]:
        """The languages that have a clause, in the order of every table."""
        return [lang for lang in LANGUAGES if self.clauses.get(lang)]

    @property
    def signature(self) -> str | None:
        """The signature of the numbers about terms, None without terms."""
        return self.agreement["signature"][0] if self.agreement.height else None


def open_build(folder: Path) -> Build:
    """Return the build in `folder`.

    Raises `InputError` for a folder that is none, one of another schema, or a half-written one.
    """
    record = _record(folder)
    _check_schema(record, folder)
    listed = record.get("files")
    files = {*listed} if isinstance(listed, list) else set()
    tables = {name: _table(folder, name, kind) for name, kind in NEEDED.items()}
    for name, kind in OPTIONAL.items():
        there = f"{name}.parquet" in files or f"{name}/{PART.format(0)}.parquet" in files
        tables[name] = _table(folder, name, kind) if there else pl.DataFrame(schema=kind)
    named = {name.rpartition("/")[2]: table for name, table in tables.items()}
    try:
        return _opened(folder, record, named)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{folder / RECORD}: lacks {error}; {AGAIN}") from error


def _opened(folder: Path, record: Mapping[str, object], tables: dict[str, pl.DataFrame]) -> Build:
    counts, settings, review = (_part(record, key) for key in ("counts", "settings", "review"))
    return Build(
        folder,
        str(record["hexapla"]),
        {lang: int(str(count)) for lang, count in _part(counts, "clauses").items()},
        _text(_part(settings, "lexicon").get("sha256")),
        int(str(review["units"])),
        **tables,
    )


def _part(record: Mapping[str, object], key: str) -> dict[str, object]:
    part = record[key]
    if not isinstance(part, dict):
        raise TypeError(key)
    return part


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _record(folder: Path) -> dict[str, object]:
    path = folder / RECORD
    if not path.is_file():
        raise InputError(
            f"{folder}: is no build (there is no {RECORD} in it); name the folder that "
            "`hexapla build CORPUS --out OUT` wrote"
        )
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: is not whole; {AGAIN}") from error
    if not isinstance(record, dict) or "hexapla" not in record:
        raise InputError(f"{path}: is no record of a build; {AGAIN}")
    return record


def _check_schema(record: Mapping[str, object], folder: Path) -> None:
    found = record.get("schema", 0)
    if found == SCHEMA:
        return
    built = f"{folder}: built by hexapla {record['hexapla']} with schema {found}"
    newer = isinstance(found, int) and found > SCHEMA
    remedy = "update hexapla" if newer else AGAIN
    raise InputError(f"{built}, expected schema {SCHEMA}; {remedy}")


def _table(folder: Path, name: str, kind: pl.Schema) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    try:
        table = scan(folder, name).collect()
    except (OSError, InputError, pl.exceptions.PolarsError) as error:
        state = "cannot be read" if part_paths(folder, name) else "is missing"
        raise InputError(f"{path}: {state}, the build is half-written; {AGAIN}") from error
    if table.schema != kind:
        raise InputError(f"{path}: has other columns than schema {SCHEMA} says; {AGAIN}")
    return table
