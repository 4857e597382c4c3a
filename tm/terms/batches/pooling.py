"""The last step: corpus figures of what all groups counted, some groups at a time.

    figures = pool(setting, executor, signature=by_document)

The documents that are drawn are the same for all (`tm.terms.bootstrap`), and what the groups give
are whole numbers that add up, so it makes no difference how many groups a task takes.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from corpora.reduction import reduced
from corpora.schema import LANGUAGE
from tm.folder import write_parquet
from tm.terms.batches.job import Job
from tm.terms.batches.measuring import FORMS
from tm.terms.figures import Floats, Sizes, count_sizes, draw, figures_of

ROWS = 2_000_000
"""Counts that a task takes; below 2 ** 24, up to which single precision is exact."""

DRAWN = "drawn.parquet"


def pool(job: Job, executor: Executor, *, signature: str) -> pl.DataFrame:
    """Return FIGURES of all groups."""
    paths = sorted((job.folder / FORMS).glob("*.parquet"))
    sizes = executor.submit(_sizes, paths, job).result()
    drawn = executor.map(partial(_draw, job=job), [*_runs(paths)])
    return figures_of(reduced(executor, _sum, [*drawn]), sizes, signature=signature)


def _sizes(paths: Sequence[Path], job: Job) -> Sizes:
    """Return how much there is of each language, and write which documents there are."""
    columns = ("lang", "doc", "len")
    parts = [pl.read_parquet(path, columns=[*columns]) for path in paths]
    by_document = [part.group_by("lang", "doc").agg(pl.col("len").sum()) for part in parts]
    counts = pl.concat([_NOTHING.select(columns), *by_document])
    write_parquet(counts.select(pl.col("doc").unique().sort()), job.folder / DRAWN)
    return count_sizes(counts)


def _runs(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Yield the files together that have some `ROWS` rows; one run where there is none."""
    run: list[Path] = []
    rows = 0
    for path in paths:
        run.append(path)
        rows += pl.scan_parquet(path).select(pl.len()).collect().item()
        if rows >= ROWS:
            yield tuple(run)
            run, rows = [], 0
    if run or not paths:
        yield tuple(run)


def _draw(paths: Sequence[Path], *, job: Job) -> Floats:
    documents = pl.read_parquet(job.folder / DRAWN)["doc"]
    counts = pl.concat([_NOTHING, *(pl.read_parquet(path) for path in paths)])
    return draw(counts, documents)


_NOTHING = pl.DataFrame(
    schema={
        "lang": LANGUAGE,
        "doc": pl.String(),
        "concept": pl.String(),
        "form": pl.String(),
        "len": pl.Int64(),
        "comparable": pl.Int64(),
        "conforming": pl.Int64(),
    }
)


def _sum(parts: Sequence[Floats]) -> Floats:
    total: Floats = np.sum(parts, axis=0)
    return total
