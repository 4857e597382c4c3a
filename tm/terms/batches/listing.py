"""The first step: where the terms stand in one block, and what the termbase's forms render.

    listing = list_block(block, job=job)
    pl.read_parquet(listing.path)           LISTED

What a form of the termbase renders depends on its unit alone, so this is final. What is left
open (`method` "unmatched") is sought later, with what other units teach.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from corpora.schema import LANGUAGES, OTHERS, PIVOT, RENDERINGS
from tm.folder import write_parquet
from tm.terms.batches.blocks import Block, read
from tm.terms.batches.job import Job, known
from tm.terms.listed import find_listed, in_french
from tm.terms.occurrences import ABSENT, UNMATCHED, group, languages_by_document, occurrences_in

LISTED = pl.Schema(
    {
        **{name: dtype for name, dtype in RENDERINGS.items() if name != "verdict"},
        "place": pl.UInt64(),  # of the unit's first row in the whole table of units
        "mark": pl.UInt64(),  # of the unit (`mark`)
    }
)
"""RENDERINGS on their way, in order of place, `fr_start` and language."""

OPEN = 4
"""What an occurrence weighs where something is left to seek, for which its unit must be read; 1 is
what any other does, of which only the rows are."""

SAMPLE = 10_000
"""Units of the sample (`Job`): as many as a batch has, or more."""

Marks = NDArray[np.uint64]


class Listing(NamedTuple):
    """What was found in a block."""

    block: Block
    path: Path  # LISTED
    rows: int


class Sums(NamedTuple):
    """What is known of some blocks together."""

    units: int  # with French text
    loads: Counter[str]  # by concept (`OPEN`)
    sample: Marks  # the least marks, ascending, at most as many as the sample has


def mark(tuid: str) -> int:
    """Return a number of 64 bits that is as good as drawn, and always the same for a unit."""
    digest = hashlib.blake2b(tuid.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def marks(tuids: pl.Series) -> pl.Series:
    """Return the marks of units."""
    return pl.Series("mark", [mark(tuid) for tuid in tuids], dtype=pl.UInt64)


def add(sums: Sequence[Sums], *, sample: int) -> Sums:
    """Return what is known of all blocks, and the `sample` units with the least marks."""
    loads: Counter[str] = Counter()
    for each in sums:
        loads.update(each.loads)
    least = np.unique(np.concatenate([each.sample for each in sums]))[:sample]
    return Sums(sum(each.units for each in sums), loads, least)


def list_block(block: Block, *, job: Job) -> tuple[Listing, Sums]:
    """Write what is found in `block` to a file of its own."""
    units = read(block)
    rows = pl.DataFrame([*_rows(units, job)], schema=_WITHOUT_PLACE, orient="row")
    rows = rows.join(places(units, block), on=["doc", "tuid"], maintain_order="left")
    names = rows["tuid"].unique()
    marked = pl.DataFrame({"tuid": names, "mark": marks(names)})
    rows = rows.join(marked, on="tuid", maintain_order="left")
    path = job.folder / "listed" / f"{block.first:012d}.parquet"
    write_parquet(rows.select(LISTED.names()), path)
    french = units.filter(pl.col("lang") == PIVOT)
    least = np.unique(marks(french["tuid"]).to_numpy())[: job.sample]
    return Listing(block, path, rows.height), Sums(french.height, _loads(rows), least)


def _loads(rows: pl.DataFrame) -> Counter[str]:
    """Return how much the occurrences of each concept weigh."""
    opened = (pl.col("method") == UNMATCHED).any()
    once = rows.group_by("concept", "place", "fr_start").agg(opened.alias("open"))
    load = pl.when("open").then(OPEN).otherwise(1).sum()
    return Counter(dict(once.group_by("concept").agg(load).iter_rows()))


_WITHOUT_PLACE = pl.Schema(
    {name: dtype for name, dtype in LISTED.items() if name not in {"place", "mark"}}
)


def places(units: pl.DataFrame, block: Block) -> pl.DataFrame:
    """Return doc, tuid and place of the units of a block."""
    numbered = units.select("doc", "tuid").with_row_index("place", offset=block.first)
    first = numbered.unique(["doc", "tuid"], keep="first", maintain_order=True)
    return first.with_columns(pl.col("place").cast(pl.UInt64))


def _rows(units: pl.DataFrame, job: Job) -> Iterator[tuple[object, ...]]:
    """Yield the rows of LISTED without the last two columns."""
    grouped, opened = group(units), known(job)
    present = languages_by_document(grouped)
    occurrences = occurrences_in(grouped, opened.entries[PIVOT], opened.french)
    found = {
        lang: find_listed(lang, occurrences, grouped, opened.entries.get(lang, []))
        for lang in OTHERS
    }
    found[PIVOT] = dict(enumerate(in_french(occurrences, grouped)))
    for number, (unit, match, entry) in enumerate(occurrences):
        own = grouped[unit]
        head = (entry.concept, own.tuid, own.doc, match.start, match.stop)
        for lang in LANGUAGES:
            if lang in present[own.doc]:
                yield (*head, lang, *found[lang].get(number, ABSENT))
