"""Expectation maximisation over a corpus on disk: `align.em`, shard by shard, with bounded tables.

    table = learn(corpus, ("fr", "ru"), prior, executor, discount=0.5)

The pairs of tokens that have a probability at all are chosen first: of each block those with the
strongest association, then of all. Every step then adds up what is expected in each shard.

Why counts are whole multiples of `UNIT` between blocks: whole numbers add up alike in any order, so
that shards and workers make no difference to a bit. A corpus of one block has the very numbers of
`align.em.train`.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numba
import numpy as np
import polars as pl
from numpy.typing import NDArray

from align.em import (
    ITERATIONS,
    MOST_MEETINGS,
    Flat,
    associate,
    learnt,
    maximise,
    meetings,
    rows_of,
    spread,
)
from align.shards import Corpus, Pair, blocks, save
from align.table import Table, from_entries, keys_of
from corpora.reduction import reduced

UNIT = 2.0**-32
"""Of an expected count; 2 ** 31 of them can be added up."""

Numbers = NDArray[np.float64]


class Task(NamedTuple):
    """One table to learn: t(target | source)."""

    corpus: Corpus
    pair: Pair  # source, target
    sources: int  # tokens
    targets: int

    def path(self, name: str) -> Path:
        """Return a file of this table."""
        return self.corpus.folder / f"{'-'.join(self.pair)}.{name}"

    @property
    def whole(self) -> bool:
        """Whether all of the corpus is one block."""
        return self.corpus.shards == 1 and self.corpus.total <= self.corpus.sizes.block


class _Frequencies(NamedTuple):
    of_source: Numbers  # samples in which a token stands
    of_target: Numbers
    words: Numbers  # how often a target token stands


def learn(task: Task, prior: Table, executor: Executor, *, discount: float) -> Table:
    """Return the table of a task; arguments as for `align.em.train`."""
    numbers = task.corpus.numbers
    counted = [*executor.map(partial(_count, task=task), numbers)]
    known = _read(reduced(executor, _add, counted), _Frequencies)
    known_path = task.path("frequencies.npz")
    np.savez(known_path, **known._asdict())
    met = [path for paths in executor.map(partial(_meet, task=task), numbers) for path in paths]
    support = pl.read_parquet(reduced(executor, partial(_merge, task=task), met))
    prior = _occurring(prior, known)
    rows, together = _rows(support, prior, task)
    pseudo = spread(prior, rows, width=task.targets)
    weight = associate(rows.offset, rows.target, together, known.of_source, known.of_target)
    weight = weight + pseudo
    empty = known.words / max(known.words.sum(), 1)
    for step in range(1, ITERATIONS + 1):
        np.savez(task.path("state.npz"), **State(rows.offset, rows.target, weight, empty)._asdict())
        expected = [*executor.map(partial(_expect, task=task), numbers)]
        counts = _counts(reduced(executor, _add, expected), whole=task.whole)
        weight = maximise(rows.offset, counts, pseudo, discount * (step == ITERATIONS))
    for path in task.corpus.folder.glob(task.path("*").name):
        path.unlink()
    return learnt(rows, weight)


class State(NamedTuple):
    """What a step begins with."""

    offset: NDArray[np.int64]
    target: NDArray[np.int32]
    weight: Numbers
    empty: Numbers


def _read(path: Path, kind: type[_Frequencies]) -> _Frequencies:
    with np.load(path) as data:
        return kind(*(data[name] for name in kind._fields))


def _few(flat: Flat) -> Flat:
    """Return the samples in which not everything meets everything."""
    source, source_at, target, target_at, probability = flat
    many = np.diff(source_at) * np.diff(target_at) > MOST_MEETINGS
    if not many.any():
        return flat
    ours, our_at = _without(source, source_at, many)
    theirs, their_at = _without(target, target_at, many)
    return ours, our_at, theirs, their_at, probability[~many]


def _without(
    tokens: NDArray[np.int32], at: NDArray[np.int64], left_out: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    sizes = np.diff(at)
    kept = tokens[~np.repeat(left_out, sizes)]
    return kept, np.concatenate([[0], np.cumsum(sizes[~left_out])]).astype(np.int64)


def _count(number: int, *, task: Task) -> Path:
    """Write the frequencies in a shard."""
    total = _Frequencies(np.zeros(task.sources), np.zeros(task.targets), np.zeros(task.targets))
    for every in blocks(task.corpus, number, task.pair):
        flat = _few(every)
        total.of_source[:] += _texts(flat[0], flat[1], task.sources)
        total.of_target[:] += _texts(flat[2], flat[3], task.targets)
        total.words[:] += np.bincount(every[2], minlength=task.targets)
    path = task.path(f"count-{number:05d}.npz")
    np.savez(path, **total._asdict())
    return path


def _texts(tokens: NDArray[np.int32], at: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return in how many texts every token stands."""
    text = np.repeat(np.arange(len(at) - 1), np.diff(at))
    once = np.unique(text * np.int64(size) + tokens)
    return np.bincount(once % size, minlength=size)


def _add(paths: Sequence[Path]) -> Path:
    """Add up arrays of whole numbers; a file of its own, so that it can be done once more."""
    with np.load(paths[0]) as data:
        total = {name: data[name] for name in data}
    for path in paths[1:]:
        with np.load(path) as data:
            total = {name: values + data[name] for name, values in total.items()}
    path = paths[0].with_name(f"{paths[0].stem}-sum.npz")
    np.savez(path, **total)
    return path


def _meet(number: int, *, task: Task) -> list[Path]:
    """Write what meets in each block of a shard: source, target, together."""
    none = np.zeros(0, dtype=np.int64)
    nothing = from_entries(none, none, none.astype(np.float64), sources=task.sources)
    paths = []
    for place, every in enumerate(blocks(task.corpus, number, task.pair)):
        flat = _few(every)
        rows = rows_of(flat, nothing, sources=task.sources, width=task.targets)
        together, _, _ = meetings(rows.offset, rows.target, task.targets, *flat)
        found = pl.DataFrame(
            {
                "source": np.repeat(np.arange(task.sources, dtype=np.int32), np.diff(rows.offset)),
                "target": rows.target,
                "together": together,
            }
        )
        path = task.path(f"met-{number:05d}-{place:03d}.parquet")
        save(_prune(found, task), path)
        paths.append(path)
    return paths


def _merge(paths: Sequence[Path], *, task: Task) -> Path:
    """Put what meets in several blocks together, in a file of its own."""
    both = pl.concat([pl.read_parquet(path) for path in paths])
    total = both.group_by("source", "target").agg(pl.col("together").sum())
    path = paths[0].with_name(f"{paths[0].stem}-sum.parquet")
    save(_prune(total, task), path)
    return path


def _prune(met: pl.DataFrame, task: Task) -> pl.DataFrame:
    """Return the pairs with the strongest association, in their order."""
    sizes = task.corpus.sizes
    if not task.whole:
        known = _read(task.path("frequencies.npz"), _Frequencies)
        chance = (
            known.of_source[met["source"].to_numpy()] * known.of_target[met["target"].to_numpy()]
        )
        together = met["together"].to_numpy()
        met = met.with_columns(strength=pl.Series(together * together / chance))
        met = met.sort(["strength", "source", "target"], descending=[True, False, False])
        rank = pl.int_range(pl.len()).over("source")
        met = met.filter(rank < sizes.partners).head(sizes.entries)
    return met.select("source", "target", "together").sort("source", "target")


def _occurring(prior: Table, known: _Frequencies) -> Table:
    """Return the entries of the prior whose tokens stand in rows that have both languages."""
    sources = np.repeat(np.arange(len(prior.offset) - 1), np.diff(prior.offset))
    kept = (known.of_source[sources] > 0) & (known.of_target[prior.target] > 0)
    size = len(prior.offset) - 1
    return from_entries(sources[kept], prior.target[kept], prior.probability[kept], sources=size)


def _rows(support: pl.DataFrame, prior: Table, task: Task) -> tuple[Table, Numbers]:
    """Return the table with every pair of the support or the prior, and how often each meets."""
    keys = support["source"].cast(pl.Int64).to_numpy() * task.targets + support["target"].to_numpy()
    every = np.union1d(keys, keys_of(prior, targets=task.targets))
    source, target = np.divmod(every, task.targets)
    rows = from_entries(source, target, np.zeros(len(every)), sources=task.sources)
    together = np.zeros(len(every))
    together[np.searchsorted(every, keys)] = support["together"].to_numpy()
    return rows, together


def _expect(number: int, *, task: Task) -> Path:
    """Write the expected counts of a shard: in multiples of `UNIT` if there are several blocks."""
    with np.load(task.path("state.npz")) as data:
        state = State(*(data[name] for name in State._fields))
    total = np.zeros(len(state.weight), dtype=np.float64 if task.whole else np.int64)
    for every in blocks(task.corpus, number, task.pair):
        counts = _expect_known(*state, *_few(every))
        total += counts if task.whole else np.rint(counts / UNIT).astype(np.int64)
    path = task.path(f"expected-{number:05d}.npz")
    np.savez(path, counts=total)
    return path


def _counts(path: Path, *, whole: bool) -> Numbers:
    with np.load(path) as data:
        counts: Numbers = data["counts"] * (1.0 if whole else UNIT)
    return counts


@numba.njit(cache=True)
def _expect_known(  # type: ignore[no-untyped-def]
    offset, targets, pairs, empty, source, source_at, target, target_at, probability
):
    """Return the expected counts of the pairs that have an entry (as `align.em`)."""
    counts = np.zeros(len(pairs))
    longest = np.diff(source_at).max() if len(source_at) > 1 else 0
    cells = np.empty(longest, dtype=np.int64)
    for k, weight in enumerate(probability):
        given = source[source_at[k] : source_at[k + 1]]
        for word in target[target_at[k] : target_at[k + 1]]:
            total = empty[word]
            for place, token in enumerate(given):
                cell = _search(targets, offset[token], offset[token + 1], word)
                cells[place] = cell
                if cell >= 0:
                    total += pairs[cell]
            share = weight / total
            for place in range(len(given)):
                cell = cells[place]
                if cell >= 0:
                    counts[cell] += share * pairs[cell]
    return counts


@numba.njit(cache=True)
def _search(targets, low, high, word):  # type: ignore[no-untyped-def]
    """Return the index of `word` in the ascending targets[low:high], -1 if it is not there."""
    end = high
    while low < high:
        middle = (low + high) // 2
        if targets[middle] < word:
            low = middle + 1
        else:
            high = middle
    return low if low < end and targets[low] == word else -1
