"""Aligned text to a lexicon: every pair of languages, learned from rows that correspond.

    lexicon = train_lexicon([{"fr": "Article 1", "zh": "第一条"}, …])

Rows may lack languages; a pair is learned from the rows that have both. A corpus that memory does
not hold goes to disk as it is read (`align.shards`) and is learned from shard by shard
(`align.sharded_em`).

Why no cognates by sound: thousands of rows know better, and what the seed says is never
discounted.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import chain, combinations, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from align.anchors import seed_table, spellings
from align.em import Sample, train
from align.lexicon import ENTRIES, Lexicon
from align.pieces import PIECES, train_pieces
from align.sharded_em import Task, learn
from align.shards import (
    Corpus,
    Pair,
    Row,
    Sizes,
    number_shards,
    sentences,
    vocabulary,
    write_shards,
)
from align.table import Table, sources_of, transposed
from align.text import Side, make_side
from align.tokens import is_anchor
from corpora.reduction import workers
from corpora.schema import LANGUAGES

DISCOUNT = 0.5
"""Less than for one document: more text, so fewer accidents."""

LEAST_PROBABILITY = 0.005
"""Entries below this in both directions are left out; they make half the size, no difference."""

FEWEST_ROWS = 20
"""Fewer rows teach nothing."""


def train_lexicon(
    rows: Iterable[Row],
    *,
    folder: Path | None = None,
    executor: Executor | None = None,
    sizes: Sizes = Sizes(),  # noqa: B008 - a record without state
) -> Lexicon:
    """Return the lexicon of every pair of languages that at least `FEWEST_ROWS` rows share.

    More than `sizes.block` rows go by way of files in a new folder in `folder` (by default that of
    temporary files), which all workers of `executor` see; without one the work is done here.
    """
    rows = iter(rows)
    first = [*islice(rows, sizes.block + 1)]
    if len(first) <= sizes.block:
        return _train_at_once(first)
    with TemporaryDirectory(dir=folder, prefix=".training-") as place, workers(executor) as pool:
        corpus = write_shards(chain(first, rows), Path(place), sizes=sizes)
        del first
        return train_shards(corpus, pool)


def _train_at_once(rows: Sequence[Row]) -> Lexicon:
    models = {
        lang: train_pieces((row[lang] for row in rows if lang in row), pieces=pieces)
        for lang, pieces in PIECES.items()
        if sum(lang in row for row in rows) >= FEWEST_ROWS
    }
    pairs = {}
    for left, right in combinations(LANGUAGES, 2):
        shared = [row for row in rows if left in row and right in row]
        if len(shared) >= FEWEST_ROWS:
            sides = [
                make_side([row[lang] for row in shared], model=models.get(lang), lang=lang)
                for lang in (left, right)
            ]
            pairs[left, right] = _train_pair(*sides)
    return Lexicon(pairs, models)


def train_shards(corpus: Corpus, executor: Executor) -> Lexicon:
    """Return the lexicon of a corpus on disk."""
    models = {
        lang: train_pieces(sentences(corpus, lang), pieces=pieces)
        for lang, pieces in PIECES.items()
        if corpus.rows.get(lang, 0) >= FEWEST_ROWS
    }
    number_shards(corpus, models, executor)
    pairs = {}
    for pair, count in sorted(corpus.shared.items(), key=lambda item: _order(item[0])):
        if count >= FEWEST_ROWS:
            pairs[pair] = _learn_pair(corpus, pair, executor)
    return Lexicon(pairs, models)


def _order(pair: Pair) -> tuple[int, ...]:
    return tuple(LANGUAGES.index(lang) for lang in pair)


def _learn_pair(corpus: Corpus, pair: Pair, executor: Executor) -> pl.DataFrame:
    """Return ENTRIES learned from the rows of `corpus` that have both languages."""
    ours, theirs = (vocabulary(corpus, lang) for lang in pair)
    seed = _seed(ours, theirs)
    sizes = (len(ours), len(theirs))
    forward = learn(Task(corpus, pair, *sizes), seed, executor, discount=DISCOUNT)
    back = Task(corpus, pair[::-1], *sizes[::-1])
    mirrored = transposed(seed, targets=len(theirs))
    backward = learn(back, mirrored, executor, discount=DISCOUNT)
    return _entries(ours, theirs, forward, transposed(backward, targets=len(ours)))


def _seed(ours: Mapping[str, int], theirs: Mapping[str, int]) -> Table:
    """Return what two vocabularies, token -> number, share as they are written."""
    left, right = (spellings(tokens, by_sound=False) for tokens in (ours, theirs))
    return seed_table(left, right, sources=len(ours))


def _train_pair(source: Side, target: Side) -> pl.DataFrame:
    """Return ENTRIES learned from two sides whose segments correspond one by one."""
    seed = _seed(source.vocabulary, target.vocabulary)
    samples = [
        Sample(source.words.group(row), target.words.group(row), 1.0)
        for row in (range(index, index + 1) for index in range(source.segments))
    ]
    ours, theirs = source.words.background, target.words.background
    forward = train(samples, theirs, sources=len(ours), prior=seed, discount=DISCOUNT)
    backward = train(
        [sample.mirrored for sample in samples],
        ours,
        sources=len(theirs),
        prior=transposed(seed, targets=len(theirs)),
        discount=DISCOUNT,
    )
    back = transposed(backward, targets=len(ours))
    return _entries(source.vocabulary, target.vocabulary, forward, back)


def _entries(
    source: Iterable[str], target: Iterable[str], forward: Table, backward: Table
) -> pl.DataFrame:
    """Name the tokens of two tables over (source, target), and drop anchors and small entries."""
    numbered = _columns(forward, "forward").join(
        _columns(backward, "backward"), on=["source", "target"], how="full", coalesce=True
    )
    ours = pl.Series([*source], dtype=pl.String)
    theirs = pl.Series([*target], dtype=pl.String)
    named = numbered.fill_null(0.0).select(
        source=ours.gather(numbered["source"]),
        target=theirs.gather(numbered["target"]),
        forward=pl.col("forward"),
        backward=pl.col("backward"),
    )
    worth = pl.max_horizontal("forward", "backward") >= LEAST_PROBABILITY
    words = ~pl.col("source").map_elements(is_anchor, return_dtype=pl.Boolean)
    return named.filter(worth, words).sort("source", "target").match_to_schema(ENTRIES)


def _columns(table: Table, name: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"source": sources_of(table), "target": table.target, name: table.probability}
    )
