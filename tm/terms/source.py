"""Aligned text that terms are sought in, from a build or from any table or memory.

    read_units(Path("out"))                 # the units.parquet of a build
    read_units(Path("un_dev.tsv"))          # a row a unit, in the document that its `doc` names

What is no build is read by `corpora.parallel`; nothing is aligned here.
"""

from pathlib import Path

import polars as pl

from corpora.errors import InputError
from corpora.parallel import complete, read_rows
from corpora.schema import LANGUAGES, UNITS, conform
from tm.tuid import unique

TABLE = "units.parquet"
"""The table of units in a build."""


def read_units(path: Path) -> pl.DataFrame:
    """Return UNITS of a build, of its units.parquet or of aligned text.

    The tuid of a row is its name or, without one, its place; rows without a document belong to
    one that is named as the file. Raises `InputError`.
    """
    table = path / TABLE if path.is_dir() else path
    if path.is_dir() and not table.is_file():
        raise InputError(f"{path}: holds no {TABLE}; expected the folder that a build wrote")
    if table.suffix == ".parquet" and table.is_file():
        return _units(table) if _is_units(table) else _aligned(table)
    return _aligned(table)


def _is_units(path: Path) -> bool:
    try:
        return "tuid" in pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError):
        return False


def _units(path: Path) -> pl.DataFrame:
    try:
        units = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"{path}: cannot be read; build it again") from error
    if units.schema != UNITS:
        raise InputError(f"{path}: has other columns than the units of a build; build it again")
    return conform(units, UNITS, name="units")


def _aligned(path: Path) -> pl.DataFrame:
    """Return a unit a row, named by document, in the order of the file."""
    paths = complete([path])
    rows = [*read_rows(paths, names={each: str(each) for each in paths})]
    names = unique(f"{row.doc or path.stem}#{row.name or row.place}" for row in rows)
    cells = [
        (tuid, row.doc or path.stem, n, lang, n, n + 1, "paragraph", row.label, texts[lang], 1.0)
        for n, (tuid, row) in enumerate(zip(names, rows, strict=True))
        for texts in (row.texts,)
        for lang in LANGUAGES
        if lang in texts
    ]
    return pl.DataFrame(cells, schema=UNITS, orient="row")
