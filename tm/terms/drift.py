"""How renderings change: each term × language counted by year, session and issuing body.

    csto, ru, by session: "68" dominant "ОДКБ" in 60 %, "69" dominant "Организация …" in 90 %

RENDERINGS and DOCUMENTS in, DRIFT out. A document without a year, session or body is left out of
the groups by it. Whether a difference is more than chance is for the reader of the intervals;
documents of one year are not independent either (`tm.terms.figures`).
"""

import re
from collections.abc import Iterator

import polars as pl

from corpora.schema import DOCUMENTS, DRIFT, LANGUAGES, conform
from tm.terms import spread
from tm.terms.cells import Cell, Rank, count_cells, dominant, judged, ranks
from tm.terms.consistency import occurring

GROUPINGS = ("year", "session", "body")
"""What documents are grouped by, in the order of the table: columns of DOCUMENTS."""

Row = tuple[str | int | float | None, ...]


def measure_drift(
    renderings: pl.DataFrame,
    terms: pl.DataFrame,
    documents: pl.DataFrame,
    *,
    signature: str | None = None,
) -> pl.DataFrame:
    """Return DRIFT in the order of the termbase, of the languages, of GROUPINGS and of time.

    A period is a row where the term occurs in it, not ignored; 9 stands before 10, and S-9
    behind both.
    """
    origins = conform(documents, DOCUMENTS, name="documents").unique("doc", keep="first")
    origins = origins.select("doc", *(pl.col(each).cast(pl.String) for each in GROUPINGS))
    known = judged(renderings, terms).join(origins, on="doc", how="left", maintain_order="left")
    concepts = {concept: place for place, concept in enumerate(occurring(renderings, terms))}
    rows = sorted(
        _rows(known, ranks(terms)),
        key=lambda row: (
            concepts[str(row[0])],
            LANGUAGES.index(str(row[1])),
            GROUPINGS.index(str(row[2])),
            natural(str(row[3])),
        ),
    )
    table = pl.DataFrame([(*row, signature) for row in rows], schema=DRIFT, orient="row")
    return conform(table, DRIFT, name="drift")


def natural(period: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what periods are sorted by: their numbers as numbers, before all words."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", period)
    return tuple(
        (False, int(piece), "") if piece[0] in "0123456789" else (True, 0, piece)
        for piece in pieces
    )


def _rows(known: pl.DataFrame, rank: dict[tuple[str, ...], dict[str, int]]) -> Iterator[Row]:
    """Yield the rows of DRIFT without signature, in no order."""
    for by in GROUPINGS:
        for (concept, lang, period), cell in count_cells(known, "concept", "lang", by).items():
            if cell.occurrences:
                yield concept, lang, by, period, *_numbers(cell, rank.get((concept, lang), {}))


def _numbers(cell: Cell, rank: Rank) -> Row:
    """Return the columns from `occurrences` to `ltcr`."""
    if not cell.matched:
        return cell.occurrences, 0, *[None] * 5
    counts = cell.counts
    share = spread.dominant_share(counts)
    leading = dominant(cell.forms, rank)
    return cell.occurrences, cell.matched, leading, *share, spread.ltcr(counts)
