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

import polars as pl

from corpora.schema import AGREEMENT, LANGUAGE, OTHERS, RENDERINGS, conform
from tm.terms.consistency import occurring
from tm.terms.shares import leading, shares
from tm.terms.verdicts import IGNORE

CELL = ("concept", "lang")

PAIRS = tuple(combinations(OTHERS, 2))

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


def measure_agreement(
    renderings: pl.DataFrame, terms: pl.DataFrame, *, signature: str | None = None
) -> pl.DataFrame:
    """Return AGREEMENT of every concept that occurs, in the order of the termbase."""
    conform(renderings, RENDERINGS, name="renderings")
    counts = count_forms(renderings)
    switches = count_switches(renderings, leading(counts, terms, CELL))
    names = occurring(renderings, terms)
    return agreement_of(counts, switches, names, terms, signature=signature)


def agreement_of(
    counts: pl.DataFrame,
    switches: pl.DataFrame,
    names: Mapping[str, str],
    terms: pl.DataFrame,
    *,
    signature: str | None = None,
) -> pl.DataFrame:
    """Return AGREEMENT of the concepts in `names`, which has the French form of each.

    `counts` is as `count_forms` returns it, `switches` as `count_switches`.
    """
    ltcr: defaultdict[str, list[float]] = defaultdict(list)
    cells = leading(counts, terms, CELL).with_columns(*shares()).drop_nulls("ltcr")
    for concept, value in cells.sort("lang").select("concept", "ltcr").iter_rows():
        ltcr[concept].append(value)
    numbers = switches.drop("tuids").rows_by_key("concept", named=True, unique=True)
    tuids = dict(switches.select("concept", "tuids").iter_rows())
    nothing = dict.fromkeys(switches.columns, 0)
    rows = [
        (
            *(concept, french, *_consistent(ltcr[concept])),
            *_together(numbers.get(concept, nothing)),
            *(tuids.get(concept, []), signature),
        )
        for concept, french in names.items()
    ]
    return conform(pl.DataFrame(rows, schema=AGREEMENT, orient="row"), AGREEMENT, name="agreement")


def measure_switching(renderings: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Return SWITCHING: whether two languages leave their dominant forms in the same occurrences.

    Over the occurrences of all concepts together; every pair of the five languages has a row.
    """
    conform(renderings, RENDERINGS, name="renderings")
    prevailing = leading(count_forms(renderings), terms, CELL)
    sums = count_switches(renderings, prevailing).select(pl.col(*_NUMBERS).sum())
    row = sums.row(0, named=True)
    rows = [(*pair, _phi_of(row, pair), row[_name(pair, "n")]) for pair in PAIRS]
    return pl.DataFrame(rows, schema=SWITCHING, orient="row")


def phi(n: int, one: int, other: int, both: int) -> float | None:
    """Return the phi coefficient of two outcomes, -1..1 (Yule 1912).

    Of `n` cases `one` and `other` have each outcome, and `both` have the two. Positive: they tend
    to go together. None where one of the outcomes is that of all cases or of none.
    """
    margins = one * (n - one) * other * (n - other)
    return (n * both - one * other) / sqrt(margins) if margins else None


def count_forms(renderings: pl.DataFrame) -> pl.DataFrame:
    """Return how often each form stands in the five languages: concept, lang, form, len."""
    kept = renderings.filter(pl.col("lang").is_in(OTHERS), pl.col("verdict").ne_missing(IGNORE))
    return kept.drop_nulls("form").group_by(*CELL, "form").agg(pl.len().cast(pl.Int64))


def count_switches(renderings: pl.DataFrame, prevailing: pl.DataFrame) -> pl.DataFrame:
    """Return how many occurrences of each concept leave the dominant forms, in which languages.

    `prevailing` has a row a concept and language, with its `dominant` form (`leading`). A row a
    concept: `together`, `apart`, `french_outlier` and four numbers a pair of languages, which
    add up over parts of a corpus, and the `tuids` in their order.
    """
    kept = renderings.filter(pl.col("lang").is_in(OTHERS), pl.col("verdict").ne_missing(IGNORE))
    kept = kept.join(
        prevailing.select(*CELL, "dominant"), on=CELL, how="left", maintain_order="left"
    )
    leaves = pl.col("form") != pl.col("dominant")
    occurrences = kept.group_by("concept", "doc", "tuid", "fr_start", maintain_order=True).agg(
        leaves.filter(pl.col("lang") == lang, pl.col("form").is_not_null()).last().alias(lang)
        for lang in OTHERS
    )
    count = pl.sum_horizontal(pl.col(lang).cast(pl.Int64) for lang in OTHERS)
    matched = pl.sum_horizontal(pl.col(lang).is_not_null().cast(pl.Int64) for lang in OTHERS)
    known = occurrences.with_columns(
        leaving=count, outlier=(matched >= ENOUGH) & (count == matched)
    )
    return known.group_by("concept", maintain_order=True).agg(
        together=(pl.col("leaving") >= 2).sum().cast(pl.Int64),
        apart=(pl.col("leaving") == 1).sum().cast(pl.Int64),
        french_outlier=pl.col("outlier").sum().cast(pl.Int64),
        tuids=pl.col("tuid").filter("outlier").unique(maintain_order=True),
        **{_name(pair, number): each for pair in PAIRS for number, each in _in_both(pair).items()},
    )


def _name(pair: tuple[str, str], number: str) -> str:
    return f"{'-'.join(pair)} {number}"


_NUMBERS = tuple(_name(pair, number) for pair in PAIRS for number in ("n", "one", "other", "both"))


def _in_both(pair: tuple[str, str]) -> dict[str, pl.Expr]:
    """Return the four numbers of `phi`, over the occurrences that are matched in both languages."""
    one, other = map(pl.col, pair)
    there = one.is_not_null() & other.is_not_null()
    numbers = {"n": there, "one": there & one, "other": there & other, "both": one & other}
    return {name: each.sum().cast(pl.Int64) for name, each in numbers.items()}


def _consistent(values: Sequence[float]) -> tuple[int, float | None, float | None]:
    """Return the columns `languages`, `ltcr_min` and `ltcr_mean`."""
    return len(values), min(values, default=None), fmean(values) if values else None


def _together(row: Mapping[str, int]) -> tuple[int, int, float | None, int]:
    """Return the columns from `together` to `french_outlier`."""
    values = [value for pair in PAIRS if (value := _phi_of(row, pair)) is not None]
    switching = fmean(values) if values else None
    return row["together"], row["apart"], switching, row["french_outlier"]


def _phi_of(row: Mapping[str, int], pair: tuple[str, str]) -> float | None:
    """Return the phi coefficient of two languages over the occurrences matched in both."""
    return phi(*(row[_name(pair, number)] for number in ("n", "one", "other", "both")))
