"""Sampled UN sentences as running documents, aligned with lexicons that never saw them.

    documents = read_documents(Path("un_dev.tsv"))
    outcomes = align_held_out(documents, other_rows, folds=3)
    outcomes[0].bitext.gold, outcomes[0].alignment

The table has a row a sentence, in the order of the documents that its column `doc` names. Whole
documents are put together until they have `LINES` lines, and perturbed `PERTURBATIONS` times
(`align.perturb`), which gives exact gold. For each fold a lexicon is trained on the rows of all
other folds and on `other_rows`.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import groupby
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import NamedTuple

import polars as pl

from align.document import Alignment, align_versions
from align.perturb import Bitext, perturb
from align.shards import Row
from align.training import train_lexicon
from corpora.errors import InputError
from corpora.schema import LANGUAGES

LINES = 200
"""Lines that a document has at least, but for the last."""

PERTURBATIONS = 5
"""Ways in which each document is perturbed: with one, two thousand lines give an F1 that is right
to some .002, which is as much as most changes are worth."""

Rows = list[dict[str, str]]
"""The lines of one document, by language."""


class Outcome(NamedTuple):
    """A perturbed document and how it was aligned."""

    bitext: Bitext
    alignment: Alignment


class _Fold(NamedTuple):
    training: list[Row]
    documents: dict[int, Rows]  # by number


def read_documents(path: Path) -> list[Rows]:
    """Return the lines of a table in documents of about `LINES`; raises `InputError`."""
    try:
        table = pl.read_csv(path, separator="\t", quote_char=None, infer_schema=False)
        table = table.select("doc", *LANGUAGES).drop_nulls()
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: cannot be read ({reason}); see --data") from error
    documents: list[Rows] = [[]]
    for _, rows in groupby(table.iter_rows(named=True), key=lambda row: row["doc"]):
        if len(documents[-1]) >= LINES:
            documents.append([])
        documents[-1] += [{lang: row[lang] for lang in LANGUAGES} for row in rows]
    return documents


def align_held_out(
    documents: Sequence[Rows],
    other_rows: Sequence[Row],
    *,
    folds: int,
    done: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Outcome]:
    """Return the outcomes of each document, in order; folds run in parallel.

    `done` is called with how many of how many folds are aligned.
    """
    outcomes: dict[int, list[Outcome]] = {}
    workers = min(folds, cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = [pool.submit(_align, fold) for fold in _split(documents, other_rows, folds)]
        for count, each in enumerate(as_completed(running), start=1):
            outcomes |= each.result()
            done(count, folds)
    return [outcome for number in sorted(outcomes) for outcome in outcomes[number]]


def _split(documents: Sequence[Rows], other_rows: Sequence[Row], folds: int) -> list[_Fold]:
    numbered = dict(enumerate(documents))
    return [
        _Fold(
            [
                *other_rows,
                *(row for k, rows in numbered.items() if k % folds != fold for row in rows),
            ],
            {k: rows for k, rows in numbered.items() if k % folds == fold},
        )
        for fold in range(folds)
    ]


def _align(fold: _Fold) -> dict[int, list[Outcome]]:
    lexicon = train_lexicon(fold.training)
    outcomes = {}
    for number, rows in fold.documents.items():
        versions = {lang: [row[lang] for row in rows] for lang in LANGUAGES}
        bitexts = [perturb(versions, seed=_seed(number, way)) for way in range(PERTURBATIONS)]
        outcomes[number] = [
            Outcome(bitext, align_versions(bitext.segments, lexicon=lexicon)) for bitext in bitexts
        ]
    return outcomes


def _seed(document: int, way: int) -> int:
    """Return the seed of a document's perturbation; the first is the document's number."""
    return document + 1_000 * way
