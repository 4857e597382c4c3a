"""The tables that the notebooks write into a build and the page is made of, beside the build's own.

    store({"kinds": bead_kinds(build.beads)}, Path("out/dashboard"))
    tables = load(Path("out"))
    tables["kinds"].collect()

It measures nothing. What is larger than the memory is stored and loaded lazily. A notebook that is
only looked at writes nothing: its folder is None.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from align.reliability import RELIABILITY
from corpora.errors import InputError, OutputError
from corpora.schema import DRIFT, LANGUAGE
from tm.folder import DASHBOARD, write_parquet
from tm.repeats import REPEATS
from tm.stream import Table, checked
from tm.terms.agreement import SWITCHING

_COVERED = {
    "covered": pl.Float64(),  # share of its clauses with a French counterpart; null without any
    "probability": pl.Float64(),  # mean over the beads, 0..1
}

ALIGNED = pl.Schema(
    {
        "lang": LANGUAGE,
        "clauses": pl.UInt32(),
        "beads": pl.UInt32(),
        "single": pl.Float64(),  # share of 1-1 among the beads
        **_COVERED,
    }
)
"""One row per language that is aligned with French."""

TABLES = {
    "aligned": ALIGNED,
    "covered": pl.Schema({"doc": pl.String(), "lang": LANGUAGE, **_COVERED}),
    "kinds": pl.Schema({"lang": LANGUAGE, "kind": pl.String(), "count": pl.UInt32()}),
    "probabilities": pl.Schema(
        {"lang": LANGUAGE, "low": pl.Float64(), "high": pl.Float64(), "count": pl.UInt32()}
    ),
    "worst": pl.Schema({"tuid": pl.String(), "probability": pl.Float64()}),
    "reliability": pl.Schema(
        {"source": pl.String(), **RELIABILITY, "error": pl.Float64(), "signature": pl.String()}
    ),
    "forms": pl.Schema(
        {
            "concept": pl.String(),
            "lang": LANGUAGE,
            "form": pl.String(),
            "count": pl.UInt32(),  # renderings in this form, without the ignored
            "status": pl.String(),  # in the termbase; null: not there
        }
    ),
    "switching": SWITCHING,
    "drift": pl.Schema({name: kind for name, kind in DRIFT.items() if name != "signature"}),
    "sizes": pl.Schema(
        {
            "lang": LANGUAGE,
            "units": pl.UInt32(),  # with a text in this language
            "words": pl.UInt64(),  # as `tm.pretranslate.volume` counts them
            "characters": pl.UInt64(),
        }
    ),
    "recurring": pl.Schema({"duplicates": pl.UInt32(), "repeated": pl.UInt32()}),
    "repeats": REPEATS,
}
"""All tables by name; each is one file."""


def store(tables: Mapping[str, Table], folder: Path | None) -> list[str]:
    """Write `tables` to `folder`, which is made if it is not there; return their names.

    With None nothing is written. Raises `SchemaMismatchError` for a table of another shape and
    `OutputError` where the folder cannot be written.
    """
    for name, table in tables.items():
        checked(table, TABLES[name], name=name)
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, table in tables.items():
                _write(table, folder / f"{name}.parquet")
        except OSError as error:
            raise OutputError(f"{folder}: {error.strerror or 'cannot be written'}") from error
    return [*tables]


def _write(table: Table, path: Path) -> None:
    if isinstance(table, pl.DataFrame):
        write_parquet(table, path)
    else:
        table.sink_parquet(path)


def load(build: Path) -> dict[str, pl.LazyFrame]:
    """Return the TABLES that stand in the build `build`; raises `InputError` if one does not."""
    return {name: _scan(build / DASHBOARD / f"{name}.parquet", name) for name in TABLES}


def _scan(path: Path, name: str) -> pl.LazyFrame:
    try:
        found = pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"{path}: cannot be read; `hexapla dashboard` writes it") from error
    if found != TABLES[name]:
        raise InputError(f"{path}: has other columns than it should; `hexapla dashboard` mends it")
    return pl.scan_parquet(path, glob=False)
