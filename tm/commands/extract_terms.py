"""`hexapla terms extract`: French terms worth watching, proposed from aligned text."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import polars as pl
import typer
from rich.table import Table

from corpora.errors import OutputError
from corpora.schema import OTHERS
from tm.build import build
from tm.commands.terminal import plain_table, show
from tm.parts import part_paths
from tm.terms.candidates import LEAST, POOL, candidates
from tm.terms.corpus import read_corpus

EXAMPLES = """Examples:

* the hundred best of a build: `hexapla terms extract out --out candidates.csv`
* of any table with language columns, for programs:
  `hexapla terms extract un_dev.tsv --out candidates.csv --limit 50 --json`
* then delete the rows you do not want, and: `hexapla terms out --terms candidates.csv --out report`

`score` is frequency × inconsistency: the chance that two places are rendered differently.
"""

SHOWN = 20
"""Rows of the table on the terminal; the file has all."""


def extract(
    aligned: Annotated[
        Path,
        typer.Argument(
            metavar="CORPUS",
            help="A build, its `units.parquet`, a TMX, or a table with a column a language; or a "
            "corpus as for `hexapla build`, which is then aligned first.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE.csv", help="The termbase to write.", show_default=False)
    ],
    limit: Annotated[int, typer.Option(min=1, help="Most terms proposed.")] = 100,
    least: Annotated[int, typer.Option(min=1, help="Fewest places of a term.")] = LEAST,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a term instead of a table.")
    ] = False,
) -> None:
    """Propose French terms worth watching: frequent, and rendered in different ways."""
    units = _units(aligned)
    found = candidates(units, least=least, pool=max(POOL, limit)).head(limit)
    _write(found, out)
    if as_json:
        sys.stdout.writelines(
            f"{json.dumps(row, ensure_ascii=False)}\n" for row in found.iter_rows(named=True)
        )
    else:
        show(_table(found), f"terms: {len(found)}, in {out}")


def _units(path: Path) -> pl.DataFrame:
    """Return the units of aligned text; a corpus that is not built yet is built for them."""
    if not path.is_dir() or part_paths(path, "units"):
        return read_corpus(path).units
    with TemporaryDirectory() as scratch:
        return build(path, Path(scratch)).tables.units


def _write(found: pl.DataFrame, out: Path) -> None:
    """Write `found` beside and then in place of `out`."""
    beside = out.with_name(f".{out.name}.partial")
    try:
        found.write_csv(beside)
        beside.replace(out)
    except (OSError, pl.exceptions.PolarsError) as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"{out}: cannot be written; name a file in a folder that exists"
        ) from error


def _table(found: pl.DataFrame) -> Table:
    """Return the first rows, with what was found in the first language that has anything."""
    langs = (lang for lang in OTHERS if found[f"found {lang}"].count())
    lang = next(langs, OTHERS[0])
    columns = ("French term", "places", "documents", "inconsistency", "score", f"found in {lang}")
    table = plain_table("terms worth watching", *columns)
    table.columns[-1].justify, table.columns[-1].overflow = "left", "fold"
    for row in found.head(SHOWN).iter_rows(named=True):
        table.add_row(
            row["concept"],
            f"{row['frequency']:,}",
            f"{row['documents']:,}",
            _decimal(row["inconsistency"], 2),
            _decimal(row["score"], 1),
            row[f"found {lang}"] or "",
        )
    return table


def _decimal(value: float | None, places: int) -> str:
    return "" if value is None else f"{value:.{places}f}"
