"""What a page shows of a build: all of it, or beyond MOST_UNITS what a reader will ask for.

    shown = select(build, tables, decisions)
    shown.units              what each table of the page may refer to
    shown.left_out           {"units": 61230, "renderings": 812400, "repeats": 0, …}

Kept are the least certain units, those of the worst repeats, those with a verdict of today, and
some occurrences of every form of every term, so that no number is without a clause behind it; a
term that is an issue is a form beside the dominant one, or none, and so is kept too.

Why a page of bounded size: a browser reads 50,000 units in six languages in a few seconds, and
nobody reads more. Why a part of the build at a time: there may be millions of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from corpora.schema import PIVOT, RENDERINGS
from tm.dashboard.build import Build
from tm.dashboard.decisions import Decisions
from tm.stream import collected

MOST_UNITS = 50_000
"""Units of a page at most."""

EXAMPLES = (20, 10, 5, 2, 1)
"""Occurrences of a form that are kept: the most that keep the page within its bound."""

MOST_REPEATS = 1_000
"""Repeated clauses that a page keeps where it does not keep all: the worst."""

MOST_TUIDS = 20
"""Units that each of them, and each term of which French is the outlier, keeps then."""

MOST_FORMS = 50
"""Forms of a term in a language that are kept then: the most frequent."""

MOST_PERIODS = 100_000
"""Rows of drift that are kept then: those of the most frequent terms."""

MOST_COVERED = 10_000
"""Documents and languages whose coverage is kept then: the lowest."""

_OCCURRENCE = ["concept", "doc", "tuid", "fr_start"]
_FORM = ["concept", "lang", "form", "verdict"]

Tables = dict[str, pl.LazyFrame]


class Selection(NamedTuple):
    """What a page holds of a build, and how much there is."""

    units: pl.DataFrame  # UNITS
    renderings: pl.DataFrame  # RENDERINGS as `Decisions.lay` returns them
    repeats: pl.DataFrame  # REPEATS
    drift: pl.DataFrame  # as the notebook leaves it, without French
    forms: pl.DataFrame  # as `form_counts` returns it
    covered: pl.DataFrame  # as `by_document` returns it
    agreement: pl.DataFrame  # AGREEMENT
    all_units: int
    all_renderings: int
    left_out: dict[str, int]  # how many of each it does not hold

    @property
    def summarised(self) -> bool:
        """Whether anything was left out."""
        return any(self.left_out.values())


def select(build: Build, tables: Tables, decisions: Decisions, *, most: int) -> Selection:
    """Return what a page of at most `most` units holds of `build` and of `tables`."""
    unique = pl.col("tuid").n_unique()
    units = sum(_number(part.select(unique)) for part in build.parts("units"))
    if units > most:
        return _summary(build, tables, decisions, units=units, most=most)
    renderings = decisions.lay(collected(build.renderings))
    return Selection(
        units=collected(build.units),
        renderings=renderings,
        repeats=collected(tables["repeats"]),
        drift=collected(_drift(tables)),
        forms=collected(tables["forms"]),
        covered=collected(tables["covered"]),
        agreement=build.agreement,
        all_units=units,
        all_renderings=renderings.height,
        left_out={},
    )


def _summary(
    build: Build, tables: Tables, decisions: Decisions, *, units: int, most: int
) -> Selection:
    """Return the part of a large build that a page shows."""
    repeats = collected(tables["repeats"].head(MOST_REPEATS)).with_columns(_few_tuids())
    agreement = build.agreement.with_columns(_few_tuids())
    wanted = [pl.Series(decisions.tuids, dtype=pl.String), collected(tables["worst"])["tuid"]]
    wanted += [each["tuids"].explode().drop_nulls() for each in (repeats, agreement)]
    first = pl.concat(wanted).unique(maintain_order=True)
    occurrences, tuids = _examples(build.parts("terms/renderings"), first, most)
    on_page = pl.col("tuid").is_in(tuids.implode())
    renderings = decisions.lay(collected(build.renderings.filter(on_page)))
    decided = renderings.filter(pl.col("verdict").is_not_null()).select(_OCCURRENCE)
    forms, covered = _frequent(collected(tables["forms"])), collected(tables["covered"])
    shown = Selection(
        units=collected(build.units.filter(on_page)),
        renderings=renderings.join(
            pl.concat([occurrences, decided]), on=_OCCURRENCE, how="semi", maintain_order="left"
        ),
        repeats=repeats,
        drift=_periods(build, tables),
        forms=forms,
        covered=covered.sort("covered", maintain_order=True, nulls_last=True).head(MOST_COVERED),
        agreement=agreement,
        all_units=units,
        all_renderings=_number(build.renderings.select(pl.len())),
        left_out={},
    )
    return shown._replace(left_out=_left_out(tables, shown))


def _left_out(tables: Tables, shown: Selection) -> dict[str, int]:
    def gone(table: pl.LazyFrame, kept: pl.DataFrame) -> int:
        return _number(table.select(pl.len())) - kept.height

    return {
        "units": shown.all_units - shown.units["tuid"].n_unique(),
        "renderings": shown.all_renderings - shown.renderings.height,
        "repeats": gone(tables["repeats"], shown.repeats),
        "forms": gone(tables["forms"], shown.forms),
        "periods of drift": gone(_drift(tables), shown.drift),
        "rows of coverage": gone(tables["covered"], shown.covered),
    }


def _number(counted: pl.LazyFrame) -> int:
    return int(collected(counted).item())


def _few_tuids() -> pl.Expr:
    return pl.col("tuids").list.head(MOST_TUIDS)


def _drift(tables: Tables) -> pl.LazyFrame:
    return tables["drift"].filter(pl.col("lang") != PIVOT)


def _periods(build: Build, tables: Tables) -> pl.DataFrame:
    """Return the drift of the most frequent terms, as many as fit."""
    often = build.consistency.group_by("concept").agg(pl.col("occurrences").max())
    sizes = collected(_drift(tables).group_by("concept").len())
    order = sizes.join(often, on="concept").sort("occurrences", "concept", descending=[True, False])
    fit = order.filter(pl.col("len").cum_sum() <= MOST_PERIODS)["concept"]
    return collected(_drift(tables).filter(pl.col("concept").is_in(fit.implode())))


def _frequent(forms: pl.DataFrame) -> pl.DataFrame:
    """Return the most frequent forms of each term and language; they come in that order."""
    return forms.filter(pl.int_range(pl.len()).over("concept", "lang") < MOST_FORMS)


def _examples(
    parts: Iterable[pl.LazyFrame], first: pl.Series, most: int
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the occurrences that are kept, and the units of the page; `first` are among these."""
    place = pl.int_range(pl.len()).over(_FORM)
    columns = [*_OCCURRENCE, *_FORM[1:]]
    found = pl.DataFrame(schema={name: RENDERINGS[name] for name in columns})
    for part in parts:
        found = pl.concat([found, collected(part.select(columns))]).filter(place < EXAMPLES[0])
    ranked = found.with_columns(example=place)
    for number in EXAMPLES:
        kept = ranked.filter(pl.col("example") < number).select(_OCCURRENCE).unique()
        tuids = pl.concat([first, kept["tuid"]]).unique(maintain_order=True)
        if len(tuids) <= most:
            break
    tuids = (
        pl.concat([first, kept.sort(_OCCURRENCE)["tuid"]]).unique(maintain_order=True).head(most)
    )
    return kept.filter(pl.col("tuid").is_in(tuids.implode())), tuids
