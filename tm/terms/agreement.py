"""Whether the five languages are consistent together: RENDERINGS in, one row per concept out.

    peace: LTCR at least .61, on average .82; two languages or more switch in 3 occurrences,
           one alone in 9; all five in 1, where French is the outlier: A/RES/69/12#op4

A language leaves its dominant form in an occurrence when it is matched there in another form. When
one language does so it chose another word; when all do, the French itself most likely uses
the term in another sense, or the translators all read something else: look at the French first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import sqrt
from statistics import fmean
from typing import NamedTuple

import polars as pl

from corpora.schema import AGREEMENT, LANGUAGE, OTHERS, conform
from tm.terms import spread
from tm.terms.cells import Cell, count_cells, dominant, judged, ranks
from tm.terms.consistency import occurring
from tm.terms.verdicts import IGNORE

ENOUGH = 3
"""Languages matched in an occurrence below which nothing is said of the French: of two that both
leave their dominant form, each may have done so by itself."""

SWITCHING = pl.Schema(
    {
        "one": LANGUAGE,
        "other": LANGUAGE,
        "phi": pl.Float64(),  # of leaving the dominant form, -1..1; null without both outcomes
        "n": pl.UInt32(),  # occurrences that are matched in both
    }
)
"""One row per pair of the five other languages."""


class _Occurrence(NamedTuple):
    tuid: str
    leaves: dict[str, bool]  # by language that is matched: not in its dominant form


def measure_agreement(
    renderings: pl.DataFrame, terms: pl.DataFrame, *, signature: str | None = None
) -> pl.DataFrame:
    """Return AGREEMENT of every concept that occurs, in the order of the termbase."""
    known = judged(renderings, terms).filter(pl.col("lang").is_in(OTHERS))
    cells = count_cells(known, "concept", "lang")
    rank = ranks(terms)
    leading = {key: dominant(cell.forms, rank.get(key, {})) for key, cell in cells.items()}
    occurrences = _occurrences(known, leading)
    rows = [
        (
            concept,
            french,
            *_consistent([cells.get((concept, lang), Cell()) for lang in OTHERS]),
            *_together(occurrences.get(concept, [])),
            signature,
        )
        for concept, french in occurring(renderings, terms).items()
    ]
    return conform(pl.DataFrame(rows, schema=AGREEMENT, orient="row"), AGREEMENT, name="agreement")


def measure_switching(renderings: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Return SWITCHING: whether two languages leave their dominant forms in the same occurrences.

    Over the occurrences of all concepts together; every pair of the five languages has a row.
    """
    known = judged(renderings, terms).filter(pl.col("lang").is_in(OTHERS))
    rank = ranks(terms)
    cells = count_cells(known, "concept", "lang")
    leading = {key: dominant(cell.forms, rank.get(key, {})) for key, cell in cells.items()}
    found = [one for many in _occurrences(known, leading).values() for one in many]
    rows = [
        (*pair, _phi_of(pair, found), sum(_in_both(pair, each) for each in found))
        for pair in combinations(OTHERS, 2)
    ]
    return pl.DataFrame(rows, schema=SWITCHING, orient="row")


def phi(one: Sequence[bool], other: Sequence[bool]) -> float | None:
    """Return the phi coefficient of two rows of outcomes, -1..1 (Yule 1912).

    Positive: they tend to go together. None where one of the rows has only one outcome.
    """
    n, a, b = len(one), sum(one), sum(other)
    both = sum(x and y for x, y in zip(one, other, strict=True))
    margins = a * (n - a) * b * (n - b)
    return (n * both - a * b) / sqrt(margins) if margins else None


def _occurrences(
    renderings: pl.DataFrame, leading: Mapping[tuple[str, ...], str | None]
) -> dict[str, list[_Occurrence]]:
    """Return the occurrences of each concept in their order, with the languages matched there."""
    kept = renderings.filter(pl.col("verdict").ne_missing(IGNORE))
    columns = ("concept", "doc", "tuid", "fr_start", "lang", "form")
    found: defaultdict[str, dict[tuple[str, str, int], _Occurrence]] = defaultdict(dict)
    for concept, doc, tuid, place, lang, form in kept.select(columns).iter_rows():
        one = found[concept].setdefault((doc, tuid, place), _Occurrence(tuid, {}))
        if form is not None:
            one.leaves[lang] = form != leading[concept, lang]
    return {concept: list(each.values()) for concept, each in found.items()}


def _consistent(cells: Sequence[Cell]) -> tuple[int, float | None, float | None]:
    """Return the columns `languages`, `ltcr_min` and `ltcr_mean`."""
    values = [value for cell in cells if (value := spread.ltcr(cell.counts)) is not None]
    return len(values), min(values, default=None), fmean(values) if values else None


def _together(
    occurrences: Sequence[_Occurrence],
) -> tuple[int, int, float | None, int, list[str]]:
    """Return the columns from `together` to `tuids`."""
    leaving = [sum(each.leaves.values()) for each in occurrences]
    outliers = [
        each for each in occurrences if len(each.leaves) >= ENOUGH and all(each.leaves.values())
    ]
    values = [
        value
        for pair in combinations(OTHERS, 2)
        if (value := _phi_of(pair, occurrences)) is not None
    ]
    return (
        sum(count >= 2 for count in leaving),
        sum(count == 1 for count in leaving),
        fmean(values) if values else None,
        len(outliers),
        list(dict.fromkeys(each.tuid for each in outliers)),
    )


def _phi_of(pair: tuple[str, str], occurrences: Sequence[_Occurrence]) -> float | None:
    """Return the phi coefficient of two languages over the occurrences matched in both."""
    one, other = pair
    both = [each.leaves for each in occurrences if _in_both(pair, each)]
    return phi([each[one] for each in both], [each[other] for each in both])


def _in_both(pair: tuple[str, str], occurrence: _Occurrence) -> bool:
    return all(lang in occurrence.leaves for lang in pair)
