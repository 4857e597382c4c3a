"""Tables of any size, read as they are needed: checked, and brought into memory when small.

    beads = checked(build.beads, BEADS, name="beads")        a lazy frame, whatever it was
    collected(beads.group_by("lang").agg(pl.len()))          five rows in memory, never all beads

What is a table on disk is told in `tm.parts`.
"""

import polars as pl

from corpora.schema import conform

Table = pl.DataFrame | pl.LazyFrame


def checked(table: Table, schema: pl.Schema, *, name: str) -> pl.LazyFrame:
    """Return `table` unread if its columns are exactly `schema`.

    Raises `SchemaMismatchError` otherwise, as `corpora.schema.conform`.
    """
    lazy = table.lazy()
    conform(pl.DataFrame(schema=lazy.collect_schema()), schema, name=name)
    return lazy


def collected(table: pl.LazyFrame) -> pl.DataFrame:
    """Return the rows of `table`, worked out a piece of its source at a time."""
    return table.collect(engine="streaming")
