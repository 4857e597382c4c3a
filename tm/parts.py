"""The tables of a build, whether each is one file or a folder of parts: one reader for both.

    scan(Path("out"), "units")             units.parquet, or units/part-00000.parquet and so on
    part_paths(Path("out"), "units")       the files, in the order of their rows

Why a large corpus is written in parts: workers write them at once, a change rewrites only the
parts it touches, and whoever reads can hold one at a time. A small corpus stays in single
files, which every program opens.
"""

from pathlib import Path

import polars as pl

from corpora.errors import InputError

PART = "part-{:05d}"
"""Name of a part, without its ending; the first is 0."""


def part_paths(build: Path, name: str) -> tuple[Path, ...]:
    """Return the files of the table `name` in the folder `build`, none if it is not there."""
    single = build / f"{name}.parquet"
    return (single,) if single.is_file() else tuple(sorted((build / name).glob("part-*.parquet")))


def scan(build: Path, name: str) -> pl.LazyFrame:
    """Return the table `name` of `build`, read as it is needed.

    Raises `InputError` where there is no such table.
    """
    paths = part_paths(build, name)
    if not paths:
        raise InputError(
            f"{build}: holds no {name}.parquet and no folder {name} of parts; "
            "name the folder that hexapla build wrote"
        )
    return pl.scan_parquet([*paths], glob=False)
