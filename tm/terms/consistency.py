"""How consistently each term is rendered: RENDERINGS in, one row per term and language out.

    csto, ru: occurrences 19, matched 19, distinct 1, dominant "Организация Договора …", share 1

Coverage (matched of occurrences) stands beside every other number, because all of them speak
of the matched occurrences only. The formulas are in `tm.terms.spread`, what is counted in
`tm.terms.cells`.

Why conformity apart from consistency: a term may be rendered always alike and always against
the termbase.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from corpora.schema import CONSISTENCY, LANGUAGES, PIVOT, RENDERINGS, TERMS, conform
from tm.terms import spread
from tm.terms.cells import Cell, Rank, cells_of, dominant, judged, ranks, tally
from tm.terms.termbase import preferred

FEW = 5
"""Below so many matched occurrences a share says little: a display greys it out (TERMS.md)."""

Value = str | int | float | None


def measure(
    renderings: pl.DataFrame, terms: pl.DataFrame, *, signature: str | None = None
) -> pl.DataFrame:
    """Return CONSISTENCY: every concept that occurs × all six languages.

    In the order of the termbase, then of the languages; a language that no document has gets
    a row with 0 occurrences. Of equally frequent forms the dominant one is the first of the
    termbase, then the first in code-point order. `signature` is the last column of every row.
    """
    names = occurring(renderings, terms)
    return consistency_of(
        tally(judged(renderings, terms), "concept", "lang"), names, terms, signature=signature
    )


def consistency_of(
    counted: pl.DataFrame,
    names: Mapping[str, str],
    terms: pl.DataFrame,
    *,
    signature: str | None = None,
) -> pl.DataFrame:
    """Return CONSISTENCY of the concepts in `names`, which has the French form of each.

    `counted` is what `tm.terms.cells.tally` returned for concept and lang.
    """
    cells = cells_of(counted)
    rank = ranks(terms)
    rows = [
        (
            concept,
            french,
            lang,
            *_metrics(cells.get((concept, lang), Cell()), rank.get((concept, lang), {})),
            signature,
        )
        for concept, french in names.items()
        for lang in LANGUAGES
    ]
    return conform(
        pl.DataFrame(rows, schema=CONSISTENCY, orient="row"), CONSISTENCY, name="consistency"
    )


def occurring(renderings: pl.DataFrame, terms: pl.DataFrame) -> dict[str, str]:
    """Return the preferred French form of the concepts found, in the order of the termbase."""
    return named(conform(renderings, RENDERINGS, name="renderings")["concept"], terms)


def named(concepts: Iterable[str], terms: pl.DataFrame) -> dict[str, str]:
    """Return the preferred French form of `concepts`, in the order of the termbase."""
    found = {*concepts}
    names = preferred(conform(terms, TERMS, name="terms"), lang=PIVOT)
    return {concept: name for concept, name in names.items() if concept in found}


def never_found(table: pl.DataFrame, terms: pl.DataFrame) -> list[str]:
    """Return the concepts of `terms` without an occurrence, in the order of the termbase.

    `table` is RENDERINGS, or the CONSISTENCY of them.
    """
    found = {*table["concept"]}
    return [concept for concept in preferred(terms, lang=PIVOT) if concept not in found]


def _metrics(cell: Cell, rank: Rank) -> tuple[Value, ...]:
    """Return the columns of CONSISTENCY between `lang` and `signature`."""
    coverage = cell.matched / cell.occurrences if cell.occurrences else None
    return (
        cell.occurrences,
        cell.matched,
        coverage,
        len(cell.forms),
        *(_spread(cell, rank) if cell.matched else [None] * 9),
        cell.accepted.total(),
        cell.rejected.total(),
        cell.ignored,
        cell.issues(dominant(cell.forms, rank)),
    )


def _spread(cell: Cell, rank: Rank) -> tuple[Value, ...]:
    """Return the columns from `dominant` to `conformity`, of a cell with a rendering."""
    counts = cell.counts
    return (
        dominant(cell.forms, rank),
        *spread.dominant_share(counts),
        spread.ltcr(counts),
        spread.hhi(counts),
        spread.entropy(counts),
        spread.normalised_entropy(counts),
        cell.conforming / cell.comparable if cell.comparable else None,
    )
