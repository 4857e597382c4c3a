"""The repeated clauses of a build of any size, written into it: `tm.repeats` by the shard.

    repeated = write_repeats(build, executor=pool)       Repeated(rows=812, chrf_mean=61.4, …)
    scan(build, "repeats")                               REPEATS, worst first

Each step is mapped over an executor, whose workers all see the build. French texts are hashed run
by run of the files of units; which hashes come more than once is told shard by shard of the
hashes; the units of these are laid out by shard, scored, and last sorted by ranges of chrF, a file
a range; equal scores stay together. No step holds more than a run, a shard or a range, whatever the
corpus, and neither files nor workers make a difference to a byte.

Why hashes: to know what is repeated 8 bytes a unit are enough, and two texts that share a hash of
64 bits are told apart when they are compared.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from corpora.reduction import run_all, workers
from corpora.schema import PIVOT
from tm.folder import write_parquet
from tm.parts import PART, part_paths, scan
from tm.repeats import PLACED, REPEATS, chrf_signature, placed_repeats, same

TABLE = "repeats"

WORST = 20
"""Rows that are shown and recorded."""

ORDER = ("chrf", "doc", "index", "lang")
"""What the table is sorted by: the worst first, then as they occur."""

_GROUP = 4_096
"""Rows of a scored shard that are read or skipped together where a range is sought."""

Hashes = NDArray[np.uint64]


class Sizes(NamedTuple):
    """How much is looked at together; tests make everything small."""

    run: int = 600_000  # rows of units, 100,000 clauses in six languages
    shard: int = 3_000_000  # the same
    part: int = 200_000  # rows of REPEATS of a file


class Repeated(NamedTuple):
    """What is small of the table."""

    rows: int
    chrf_mean: float | None  # None without a row
    worst: pl.DataFrame  # the first rows of REPEATS
    signature: str  # of chrF


class _Job(NamedTuple):
    """Where the intermediate files are, which all workers see, and the number of shards."""

    folder: Path
    shards: int  # a power of two

    def of(self, hashes: Hashes) -> Hashes:
        """Return the shards of hashes: their first bits, so that sorted hashes are by shard."""
        bits = self.shards.bit_length() - 1
        return hashes >> np.uint64(64 - bits) if bits else np.zeros_like(hashes)

    def step(self, name: str) -> Path:
        """Return the folder of what a step leaves to the next."""
        return self.folder / name


class _Range(NamedTuple):
    """A file of the table."""

    path: Path
    low: float  # chrF, half-open
    high: float


def write_repeats(
    build: Path,
    *,
    executor: Executor | None = None,
    sizes: Sizes = Sizes(),  # noqa: B008 - a record without state
) -> Repeated:
    """Write REPEATS of all units of `build` into its folder: one file, or parts of a long table."""
    paths = part_paths(build, "units")
    rows = [pl.scan_parquet(path).select(pl.len()).collect().item() for path in paths]
    with TemporaryDirectory(dir=build, prefix=".repeats-") as name, workers(executor) as pool:
        job = _Job(Path(name), _shards(sum(rows), sizes.shard))
        for step in ("hashes", "repeated", "kept", "scored"):
            job.step(step).mkdir()
        runs = [*enumerate(_runs(paths, rows, sizes.run))]
        run_all(pool, partial(_hash, job=job), runs)
        run_all(pool, partial(_compare, job=job), range(job.shards))
        run_all(pool, partial(_keep, job=job), runs)
        run_all(pool, partial(_score, job=job), range(job.shards))
        count, mean, borders = pool.submit(_cut, job, sizes.part).result()
        ranges = _ranges(build, borders)
        run_all(pool, partial(_write, job=job), ranges)
    worst = scan(build, TABLE).head(WORST).collect()
    return Repeated(count, mean, worst, chrf_signature())


def _shards(rows: int, size: int) -> int:
    shards = 1
    while shards * size < rows:
        shards *= 2
    return shards


def _runs(paths: Sequence[Path], rows: Sequence[int], size: int) -> list[list[Path]]:
    """Return neighbouring files together that have some `size` rows."""
    runs: list[list[Path]] = [[]]
    held = 0
    for path, count in zip(paths, rows, strict=True):
        if held >= size:
            runs.append([])
            held = 0
        runs[-1].append(path)
        held += count
    return runs


def _hash(run: tuple[int, Sequence[Path]], *, job: _Job) -> None:
    """Write the hashes of the French texts of a run, sorted."""
    number, paths = run
    hashes = np.sort(np.concatenate([_hashes(path) for path in paths]))
    np.save(job.step("hashes") / f"{number:06d}.npy", hashes)


def _hashes(path: Path) -> Hashes:
    """Return a number for the French text of each unit of a file, equal for equal texts."""
    texts = pl.scan_parquet(path).filter(pl.col("lang") == PIVOT).select("text").collect()
    numbers = (blake2b(same(text).encode(), digest_size=8).digest() for text in texts["text"])
    return np.frombuffer(b"".join(numbers), dtype="<u8")


def _compare(shard: int, *, job: _Job) -> None:
    """Write the hashes of a shard that come more than once, sorted."""
    found = []
    for path in sorted(job.step("hashes").iterdir()):
        hashes = np.load(path, mmap_mode="r")
        start, stop = np.searchsorted(job.of(hashes), [shard, shard + 1])
        found.append(np.array(hashes[start:stop]))
    values, counts = np.unique(np.concatenate(found), return_counts=True)
    np.save(job.step("repeated") / f"{shard:06d}.npy", values[counts > 1])


def _keep(run: tuple[int, Sequence[Path]], *, job: _Job) -> None:
    """Write the units of a run whose French is repeated, a file a shard."""
    number, paths = run
    repeated = np.concatenate([np.load(path) for path in sorted(job.step("repeated").iterdir())])
    kept = pl.concat(_kept(path, repeated, job) for path in paths)
    for (shard,), rows in kept.partition_by("shard", as_dict=True, include_key=False).items():
        folder = job.step("kept") / f"{shard:06d}"
        folder.mkdir(exist_ok=True)
        write_parquet(rows, folder / f"{number:06d}.parquet")


def _kept(path: Path, repeated: Hashes, job: _Job) -> pl.DataFrame:
    """Return the units of a file whose French is repeated, with the shard of each."""
    hashes = _hashes(path)
    wanted = np.isin(hashes, repeated)
    if not wanted.any():
        return pl.read_parquet(path, n_rows=0).with_columns(shard=pl.lit(0, pl.UInt64))
    units = pl.read_parquet(path)
    french = units.filter(pl.col("lang") == PIVOT).select("doc", "tuid")
    french = french.with_columns(shard=pl.Series(job.of(hashes), dtype=pl.UInt64))
    return units.join(
        french.filter(pl.Series(wanted)), on=["doc", "tuid"], how="inner", maintain_order="left"
    )


def _score(shard: int, *, job: _Job) -> None:
    """Write PLACED of a shard, sorted; nothing where nothing is repeated."""
    folder = job.step("kept") / f"{shard:06d}"
    if folder.is_dir():
        units = pl.concat(pl.read_parquet(path) for path in sorted(folder.iterdir()))
        table = placed_repeats(units.sort("doc", "index", "lang")).sort(ORDER)
        table.write_parquet(job.step("scored") / f"{shard:06d}.parquet", row_group_size=_GROUP)


def _cut(job: _Job, size: int) -> tuple[int, float | None, list[float]]:
    """Return how many rows there are, their mean chrF, and where ranges of some `size` begin."""
    files = sorted(job.step("scored").iterdir())
    found = [pl.read_parquet(path, columns=["chrf"])["chrf"].to_numpy() for path in files]
    scores = np.sort(np.concatenate([np.empty(0), *found]))
    if not len(scores):
        return 0, None, []
    borders = (float(score) for score in np.unique(scores[size::size]) if score > scores[0])
    return len(scores), float(scores.mean()), [*borders]


def _ranges(build: Path, borders: Sequence[float]) -> list[_Range]:
    if not borders:
        return [_Range(build / f"{TABLE}.parquet", -np.inf, np.inf)]
    folder = build / TABLE
    folder.mkdir()
    ends = zip([-np.inf, *borders], [*borders, np.inf], strict=True)
    return [
        _Range(folder / f"{PART.format(number)}.parquet", *each) for number, each in enumerate(ends)
    ]


def _write(wanted: _Range, *, job: _Job) -> None:
    """Write the rows of a range, the worst first."""
    inside = (pl.col("chrf") >= wanted.low) & (pl.col("chrf") < wanted.high)
    files = sorted(job.step("scored").iterdir())
    found = [pl.scan_parquet(path).filter(inside).collect() for path in files]
    table = pl.concat([PLACED.to_frame(), *found]).sort(ORDER)
    write_parquet(table.select(REPEATS.names()), wanted.path)
