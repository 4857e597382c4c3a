"""Aligned text to a lexicon: every pair of languages, learned from rows that correspond.

    lexicon = train_lexicon([{"fr": "Article 1", "zh": "第一条"}, …])

Rows may lack languages; a pair is learned from the rows that have both.

Why no cognates by sound: thousands of rows know better, and what the seed says is never
discounted.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import polars as pl

from align.anchors import seed_table
from align.em import Sample, train
from align.lexicon import ENTRIES, Lexicon
from align.pieces import PIECES, train_pieces
from align.table import Table, sources_of, transposed
from align.text import Side, make_side
from align.tokens import is_anchor
from corpora.schema import LANGUAGES

DISCOUNT = 0.5
"""Less than for one document: more text, so fewer accidents."""

LEAST_PROBABILITY = 0.005
"""Entries below this in both directions are left out; they make half the size, no difference."""

FEWEST_ROWS = 20
"""Fewer rows teach nothing."""

Row = Mapping[str, str]


def train_lexicon(rows: Sequence[Row]) -> Lexicon:
    """Return the lexicon of every pair of languages that at least `FEWEST_ROWS` rows share."""
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


def _train_pair(source: Side, target: Side) -> pl.DataFrame:
    """Return ENTRIES learned from two sides whose segments correspond one by one."""
    seed = seed_table(source.vocabulary, target.vocabulary, by_sound=False)
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
    return _entries(source, target, forward, transposed(backward, targets=len(ours)))


def _entries(source: Side, target: Side, forward: Table, backward: Table) -> pl.DataFrame:
    """Name the tokens of two tables over (source, target), and drop anchors and small entries."""
    numbered = _columns(forward, "forward").join(
        _columns(backward, "backward"), on=["source", "target"], how="full", coalesce=True
    )
    ours = pl.Series([*source.vocabulary], dtype=pl.String)
    theirs = pl.Series([*target.vocabulary], dtype=pl.String)
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
