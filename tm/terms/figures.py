"""The numbers about a whole corpus, each with a 95 % interval: RENDERINGS in, FIGURES out.

    ru  consistency .94 (.91–.96), 212 documents

| metric | numerator | denominator |
|---|---|---|
| coverage | matched | occurrences |
| consistency | Σ max m_v | matched (WMT25 terminology task: micro, most frequent form) |
| ltcr | Σ C(m_v, 2) | Σ C(matched, 2) of each term (Lyu et al. 2021) |
| conformity | conforming | matched, where the termbase has a form in use |

each summed over the terms of a language, and over the five languages for the last four rows. An
interval is bootstrapped by document (`tm.terms.bootstrap`): with one document there is none. All
documents in which a term occurs are drawn from, for all languages together, so that a language
that some of them lack has a wider interval.

Why two numbers are not simply taken anew of each resample: the maximum of few counts is biased
upwards, and so is a share of like pairs where a document that was drawn twice is like itself. With
many rare terms the interval would lie beside its number. So `consistency` keeps the dominant forms
of the corpus, and of `ltcr` those pairs are left out that are one occurrence and its copy.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from corpora.schema import FIGURES, OTHERS, conform
from tm.terms.bootstrap import Counts, Entries, interval, resamples, totals
from tm.terms.cells import judged
from tm.terms.verdicts import IGNORE

METRICS = ("coverage", "consistency", "ltcr", "conformity")

RESAMPLES = 1000
SEED = 69012

Floats = NDArray[np.float64]

Sizes = dict[str | None, tuple[int, int]]
"""Language, None for all together -> documents and occurrences."""

Row = tuple[str | float | int | None, ...]


class _Table(NamedTuple):
    """What is counted in one language."""

    forms: Entries  # a column a form of a term, those of one term side by side
    starts: NDArray[np.int64]  # the first column of each term
    leading: NDArray[np.int64]  # the column of the most frequent form of each term
    sizes: Entries  # four columns: occurrences, matched, comparable, conforming


def measure_figures(
    renderings: pl.DataFrame,
    terms: pl.DataFrame,
    *,
    count: int = RESAMPLES,
    seed: int = SEED,
    signature: str | None = None,
) -> pl.DataFrame:
    """Return FIGURES: the METRICS of each of the five languages, then of the five together.

    `count` resamples are drawn with `seed`. Where a denominator is 0 the value is null.
    """
    counts = count_forms(judged(renderings, terms))
    documents = counts.select("doc").unique().sort("doc")["doc"]
    drawn = draw(counts, documents, count=count, seed=seed)
    return figures_of(drawn, count_sizes(counts), signature=signature)


def count_forms(known: pl.DataFrame) -> pl.DataFrame:
    """Return how often each form of a term stands in each document, in the five languages.

    `known` is a frame as `judged` returns it. The columns: lang, doc, concept, form (null: not
    matched), and how many of `len` are comparable and conforming. What is ignored is out.
    """
    kept = known.filter(pl.col("lang").is_in(OTHERS), pl.col("verdict").ne_missing(IGNORE))
    return kept.group_by("lang", "doc", "concept", "form").agg(
        pl.len().cast(pl.Int64),
        comparable=pl.col("conforms").count().cast(pl.Int64),
        conforming=pl.col("conforms").sum().cast(pl.Int64),
    )


def count_sizes(counts: pl.DataFrame) -> Sizes:
    """Return documents and occurrences by language, and under None those of all together.

    `counts` are as `count_forms` returns them.
    """
    columns = (pl.col("doc").n_unique(), pl.col("len").sum())
    found: Sizes = {None: counts.select(columns).row(0), **dict.fromkeys(OTHERS, (0, 0))}
    for lang, documents, occurrences in counts.group_by("lang").agg(columns).iter_rows():
        found[lang] = documents, occurrences
    return found


def draw(
    counts: pl.DataFrame, documents: pl.Series, *, count: int = RESAMPLES, seed: int = SEED
) -> Floats:
    """Return numerators and denominators: (languages, metrics, 2, 1 + resamples).

    The first of the last axis are those of the corpus itself, in which a term occurs in
    `documents`, all different and in order. `counts` may be those of some of the concepts: the
    results of all add up, exactly, for they are whole numbers. Below two documents there are no
    resamples.
    """
    numbered = counts.join(
        pl.DataFrame({"doc": documents}).with_row_index("document"), on="doc"
    ).with_columns(pl.col("document").cast(pl.Int64))
    tables = [_table(numbered.filter(pl.col("lang") == lang)) for lang in OTHERS]
    whole = np.ones((len(documents), 1), dtype=np.float32)
    blocks = resamples(len(documents), count=count, seed=seed) if len(documents) > 1 else ()
    found = [
        np.array([_fractions(table, weights) for table in tables]) for weights in (whole, *blocks)
    ]
    return np.concatenate(found, axis=3)


def figures_of(drawn: Floats, sizes: Sizes, *, signature: str | None = None) -> pl.DataFrame:
    """Return FIGURES of what `draw` and `count_sizes` returned."""
    rows = [
        row
        for lang, each in zip((*OTHERS, None), [*drawn, drawn.sum(axis=0)], strict=True)
        for row in _rows(lang, each, sizes[lang], signature)
    ]
    return conform(pl.DataFrame(rows, schema=FIGURES, orient="row"), FIGURES, name="figures")


def _number(*columns: str) -> pl.Expr:
    """Return the number of each row's values among all of them in order, from 0."""
    return pl.struct(columns).rank("dense").cast(pl.Int64) - 1


def _table(known: pl.DataFrame) -> _Table:
    """Return the counts of one language."""
    counted = known.drop_nulls("form").with_columns(column=_number("concept", "form"))
    columns = counted.group_by("concept", "column").agg(pl.col("len").sum())
    starts = columns.group_by("concept").agg(pl.col("column").min()).sort("column")
    leading = columns.sort("concept", -pl.col("len"), "column")
    leading = leading.unique("concept", keep="first").sort("column")
    return _Table(
        _entries(counted.select("document", "column", "len"), columns.height),
        starts["column"].to_numpy(),
        leading["column"].to_numpy(),
        _sizes(known),
    )


def _sizes(known: pl.DataFrame) -> Entries:
    sizes = known.group_by("document").agg(
        pl.col("len").sum().alias("occurrences"),
        pl.col("len").filter(pl.col("form").is_not_null()).sum().alias("matched"),
        pl.col("comparable").sum(),
        pl.col("conforming").sum(),
    )
    order = {name: place for place, name in enumerate(sizes.columns[1:])}
    sizes = sizes.unpivot(index="document", variable_name="size", value_name="len")
    column = pl.col("size").replace_strict(order, return_dtype=pl.Int64)
    return _entries(sizes.with_columns(column=column), len(order))


def _entries(counted: pl.DataFrame, columns: int) -> Entries:
    counted = counted.sort("column", "document")
    return Entries(
        counted["document"].to_numpy(),
        counted["column"].to_numpy(),
        counted["len"].cast(pl.Float32).to_numpy(),
        columns,
    )


def _fractions(table: _Table, weights: Counts) -> Floats:
    """Return numerator and denominator of each metric in each resample: (metrics, 2, resamples)."""
    forms = _whole(table.forms, weights)
    occurrences, matched, comparable, conforming = _whole(table.sizes, weights)
    twice = (weights * (weights - 1) / 2).astype(np.float32)
    copies = _whole(table.sizes, twice)[1]  # of the matched: pairs of one and its copy
    by_term = np.add.reduceat(forms, table.starts, axis=0) if len(forms) else forms
    fractions = [
        (matched, occurrences),
        (forms[table.leading].sum(axis=0), matched),
        (_pairs(forms) - copies, _pairs(by_term) - copies),
        (conforming, comparable),
    ]
    return np.array(fractions)


def _whole(entries: Entries, weights: Counts) -> Floats:
    return totals(entries, weights).astype(np.float64)


def _pairs(counts: Floats) -> Floats:
    """Return the sum over the rows of C(count, 2)."""
    pairs: Floats = (counts * (counts - 1) / 2).sum(axis=0)
    return pairs


def _rows(
    lang: str | None, drawn: Floats, size: tuple[int, int], signature: str | None
) -> list[Row]:
    """Return the rows of one language, or of all."""
    documents, occurrences = size
    rows: list[Row] = []
    for metric, each in zip(METRICS, drawn, strict=True):
        share, *_ = values = _divide(*each)
        ends = interval(values[1:]) if documents > 1 else None
        low, high = ends or (None, None)
        number = None if np.isnan(share) else float(share)
        rows.append((lang, metric, number, low, high, documents, occurrences, signature))
    return rows


def _divide(numerator: Floats, denominator: Floats) -> Floats:
    """Return the quotient, NaN where the denominator is 0."""
    safe = np.where(denominator > 0, denominator, np.nan)
    return numerator / safe
