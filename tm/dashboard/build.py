"""A build opened for the dashboard: its record and its tables, or one line why there is none.

    build = open_build(Path("out"))
    build.units, build.consistency, build.languages
    build.parts("terms/renderings")     the same table a piece at a time, each of whole documents

What grows with the corpus is lazy, and may be one file or a folder of parts (`tm.parts`); the rest
is in memory.

A table that the record does not list, such as those about terms, is empty here; a table that it
lists and that is not there makes the build a half-written one.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from align.reliability import JUDGED
from corpora import schema
from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.folder import RECORD, SCHEMA, read_record
from tm.parts import part_paths, scan
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

LARGE = {"beads", "units", "terms/renderings", "terms/drift", "repeats"}
"""These stay where they are until somebody asks for some of their rows."""

AGAIN = "run `hexapla build` again"


class Build(NamedTuple):
    """The tables that the dashboard is made of, and what the record says of them."""

    folder: Path
    hexapla: str  # version that built it
    clauses: dict[str, int]  # by language
    lexicon: str | None  # SHA-256 of the lexicon that it was aligned with
    decisions: int  # of reviewers, that it honours
    documents: pl.DataFrame  # DOCUMENTS
    beads: pl.LazyFrame  # BEADS
    units: pl.LazyFrame  # UNITS
    termbase: pl.DataFrame  # TERMS
    renderings: pl.LazyFrame  # RENDERINGS
    consistency: pl.DataFrame  # CONSISTENCY
    drift: pl.LazyFrame  # DRIFT
    agreement: pl.DataFrame  # AGREEMENT
    figures: pl.DataFrame  # FIGURES
    repeats: pl.LazyFrame  # REPEATS
    review: pl.DataFrame  # JUDGED

    @property
    def languages(self) -> list[str]:
        """The languages that have a clause, in the order of every table."""
        return [lang for lang in LANGUAGES if self.clauses.get(lang)]

    def parts(self, name: str) -> Iterator[pl.LazyFrame]:
        """Return the files of the table `name` one by one, each of whole documents."""
        return (pl.scan_parquet(path, glob=False) for path in part_paths(self.folder, name))

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
    files = [str(each) for each in listed] if isinstance(listed, list) else []
    tables = {}
    for name, kind in {**NEEDED, **OPTIONAL}.items():
        own = [file for file in files if file == f"{name}.parquet" or file.startswith(f"{name}/")]
        there = own or name in NEEDED
        table = _table(folder, name, kind, own) if there else pl.LazyFrame(schema=kind)
        tables[name] = table if name in LARGE else _read(table, folder / name)
    named = {name.rpartition("/")[2]: table for name, table in tables.items()}
    try:
        return _opened(folder, record, named)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{folder / RECORD}: lacks {error}; {AGAIN}") from error


def _opened(folder: Path, record: Mapping[str, object], tables: dict[str, Any]) -> Build:
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
        record = read_record(folder)
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


def _table(folder: Path, name: str, kind: pl.Schema, listed: Sequence[str]) -> pl.LazyFrame:
    """Return a table whose files are all there, end as they should and have the columns `kind`."""
    paths = {*part_paths(folder, name), *(folder / each for each in listed)}
    for path in sorted(paths) or [folder / f"{name}.parquet"]:
        try:
            found = pl.read_parquet_schema(path)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise half_written(path) from error
        if found != kind:
            raise InputError(f"{path}: has other columns than schema {SCHEMA} says; {AGAIN}")
    return scan(folder, name)


def _read(table: pl.LazyFrame, path: Path) -> pl.DataFrame:
    try:
        return table.collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise half_written(path) from error


def half_written(path: Path) -> InputError:
    """Return the one line for a table of a build that cannot be read."""
    state = "cannot be read" if path.exists() else "is missing"
    return InputError(f"{path}: {state}, the build is half-written; {AGAIN}")
