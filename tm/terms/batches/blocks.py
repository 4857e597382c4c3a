"""The units of a corpus in blocks that one process can hold: runs of whole documents of a part.

    for block in cut(part_paths(build, "units"), executor):
        read(block)                 UNITS of some documents

Where the blocks begin makes no difference to any result.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.errors import InputError
from corpora.schema import UNITS, conform

ROWS = 120_000
"""Rows of a block, 20,000 units in six languages; a longer document is a block by itself."""


class Block(NamedTuple):
    """Some rows of a part."""

    path: Path
    begin: int  # half-open range of the rows of the part
    stop: int
    first: int  # the place of its first row in the whole table


class _Cut(NamedTuple):
    """The blocks of one part."""

    borders: tuple[int, ...]  # rows at which they begin, and the number of rows
    first: str | None  # documents
    last: str | None


def cut(paths: Sequence[Path], executor: Executor, *, rows: int = ROWS) -> list[Block]:
    """Return the blocks of the parts `paths`, in order.

    Raises `InputError` where a document goes on in the next part.
    """
    blocks: list[Block] = []
    place, before = 0, None
    for path, found in zip(paths, executor.map(partial(_cut, rows=rows), paths), strict=True):
        if found.first is not None and found.first == before:
            raise InputError(
                f"{path}: begins with units of {before}, which stands in the part before it too; "
                "a document must be whole in one part: build the corpus again"
            )
        for begin, stop in zip(found.borders, found.borders[1:], strict=False):
            blocks.append(Block(path, begin, stop, place + begin))
        place += found.borders[-1]
        before = found.last or before
    return blocks


def read(block: Block) -> pl.DataFrame:
    """Return the UNITS of a block; raises `SchemaMismatchError`."""
    rows = pl.scan_parquet(block.path).slice(block.begin, block.stop - block.begin)
    return conform(rows.collect(), UNITS, name="units")


def _cut(path: Path, *, rows: int) -> _Cut:
    docs = pl.read_parquet(path, columns=["doc"])["doc"]
    begins = docs.rle().struct.field("len").cum_sum().to_list()
    borders = [0]
    for begin in begins:
        if begin - borders[-1] >= rows:
            borders.append(begin)
    if borders[-1] != len(docs):
        borders.append(len(docs))
    ends = (docs[0], docs[-1]) if len(docs) else (None, None)
    return _Cut(tuple(borders), *ends)
