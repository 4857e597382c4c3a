"""The second step: what was listed in some blocks, laid out by batch, with the texts it takes.

    split(listings, job=job, plan=plan, least=limit)

A batch gets the rows of its concepts; of the units in which one of them is still open also the
texts, and what else was found there, which may not be used twice. The units whose marks are at most
`least` are the sample that all batches read.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from corpora.schema import LANGUAGES
from tm.folder import write_parquet
from tm.terms.batches.blocks import read
from tm.terms.batches.job import Job
from tm.terms.batches.listing import LISTED, Listing, marks, places
from tm.terms.batches.plan import PLACES, Plan
from tm.terms.occurrences import UNMATCHED

ROWS = 1_000_000
"""Listed rows that one task lays out: it holds them, and leaves a file a batch."""

SPLIT = pl.Schema({**LISTED, "own": pl.Boolean()})
"""LISTED, and whether the concept is one of the batch."""

TEXTS = pl.Schema(
    {
        "place": pl.UInt64(),
        "doc": pl.String(),
        "tuid": pl.String(),
        **dict.fromkeys(LANGUAGES, pl.String()),
    }
)
"""A row a unit."""


def runs(listings: Sequence[Listing], *, rows: int = ROWS) -> Iterator[list[Listing]]:
    """Yield neighbouring listings together that have some `rows` rows."""
    run: list[Listing] = []
    for listing in listings:
        run.append(listing)
        if sum(each.rows for each in run) >= rows:
            yield run
            run = []
    if run:
        yield run


def split(listings: Sequence[Listing], *, job: Job, plan: Plan, least: int) -> None:
    """Lay out what is listed by batch."""
    found: list[pl.DataFrame] = []
    texts: list[pl.DataFrame] = []
    sample: list[pl.DataFrame] = []
    for listing in listings:
        rows = pl.read_parquet(listing.path).join(plan.places, on="concept", maintain_order="left")
        rows = rows.with_columns(plan.batch()).drop(PLACES.names()[1:])
        opened = rows.filter(pl.col("method") == UNMATCHED).select("place", "batch").unique()
        beside = rows.rename({"batch": "theirs"}).join(opened, on="place")
        beside = beside.filter(pl.col("batch") != pl.col("theirs")).with_columns(own=False)
        columns = [*SPLIT, "batch"]
        found += [rows.with_columns(own=True).select(columns), beside.select(columns)]
        units = _wide(listing)
        texts.append(opened.join(units.drop("mark"), on="place"))
        sample.append(units.filter(pl.col("mark") <= least).select(TEXTS.names()))
    name = f"{listings[0].block.first:012d}.parquet"
    _write(pl.concat(found), "rows", name, job)
    _write(pl.concat(texts), "texts", name, job)
    write_parquet(pl.concat(sample), job.folder / "sample" / name)


def _wide(listing: Listing) -> pl.DataFrame:
    """Return TEXTS of the units of a block, with their marks."""
    units = read(listing.block)
    texts = units.group_by("doc", "tuid", maintain_order=True).agg(
        pl.col("text").filter(pl.col("lang") == lang).last().alias(lang) for lang in LANGUAGES
    )
    found = texts.join(places(units, listing.block), on=["doc", "tuid"], maintain_order="left")
    return found.select(*TEXTS.names(), marks(found["tuid"]))


def _write(table: pl.DataFrame, name: str, file: str, job: Job) -> None:
    """Write the rows of each batch to a file in its folder."""
    for (batch,), rows in table.partition_by("batch", as_dict=True, include_key=False).items():
        folder = folder_of(job, int(batch)) / name
        folder.mkdir(parents=True, exist_ok=True)
        write_parquet(rows, folder / file)


def folder_of(job: Job, batch: int) -> Path:
    """Return the folder of a batch."""
    return job.folder / "split" / f"{batch:06d}"


def read_split(folder: Path, schema: pl.Schema, *order: str) -> pl.DataFrame:
    """Return the rows of all files in `folder`, sorted, none if it is not there."""
    paths = sorted(folder.glob("*.parquet"))
    tables = [pl.read_parquet(path).select(schema.names()) for path in paths]
    return pl.concat([schema.to_frame(), *tables]).sort(order)
