"""Which units a page shows: all of them, or beyond MOST_UNITS those that a reader will ask for.

    shown = select(build, tables)
    shown.units              what each table of the page may refer to
    shown.left_out           {"units": 61230, "renderings": 812400, "repeats": 0}

Kept are the least certain units, those of the worst repeats, and some occurrences of every form of
every term, so that no number is without a clause behind it; a term that is an issue is a form
beside the dominant one, or none, and so is kept too.

Why a page of bounded size: a browser reads 50,000 units in six languages in a few seconds, and
nobody reads more.
"""

from typing import NamedTuple

import polars as pl

from tm.dashboard.build import Build

MOST_UNITS = 50_000
"""Units of a page at most."""

EXAMPLES = (20, 10, 5, 2, 1)
"""Occurrences of a form that are kept: the most that keep the page within its bound."""

MOST_REPEATS = 1_000
"""Repeated clauses that a page keeps where it does not keep all: the worst."""

MOST_TUIDS = 20
"""Units that each of them keeps then."""

_OCCURRENCE = ["concept", "doc", "tuid", "fr_start"]


class Selection(NamedTuple):
    """What a page holds of a build."""

    units: pl.DataFrame  # UNITS
    renderings: pl.DataFrame  # RENDERINGS
    repeats: pl.DataFrame  # REPEATS
    left_out: dict[str, int]  # how many of each it does not hold

    @property
    def summarised(self) -> bool:
        """Whether anything was left out."""
        return any(self.left_out.values())


def select(
    build: Build, renderings: pl.DataFrame, tables: dict[str, pl.DataFrame], *, most: int
) -> Selection:
    """Return what a page of at most `most` units holds of `build` and of `tables`."""
    count = build.units["tuid"].n_unique()
    repeats = tables["repeats"]
    if count <= most:
        return Selection(build.units, renderings, repeats, {})
    fewer = repeats.head(MOST_REPEATS).with_columns(pl.col("tuids").list.head(MOST_TUIDS))
    wanted = [tables["worst"]["tuid"], fewer["tuids"].explode()]
    wanted += [build.agreement["tuids"].list.head(MOST_TUIDS).explode()]
    first = pl.concat([each.drop_nulls() for each in wanted]).unique(maintain_order=True)
    kept, tuids = _examples(renderings, first, most)
    units = build.units.filter(pl.col("tuid").is_in(tuids.implode()))
    left_out = {
        "units": count - units["tuid"].n_unique(),
        "renderings": renderings.height - kept.height,
        "repeats": repeats.height - fewer.height,
    }
    return Selection(units, kept, fewer, left_out)


def _examples(
    renderings: pl.DataFrame, first: pl.Series, most: int
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the renderings of the occurrences that are kept, and the units of the page."""
    place = pl.int_range(pl.len()).over("concept", "lang", "form", "verdict")
    ranked = renderings.with_columns(example=place)
    for number in EXAMPLES:
        kept = ranked.filter(pl.col("example") < number).select(_OCCURRENCE).unique()
        tuids = pl.concat([first, kept["tuid"]]).unique(maintain_order=True)
        if len(tuids) <= most:
            break
    tuids = (
        pl.concat([first, kept.sort(_OCCURRENCE)["tuid"]]).unique(maintain_order=True).head(most)
    )
    occurrences = kept.filter(pl.col("tuid").is_in(tuids.implode()))
    return renderings.join(occurrences, on=_OCCURRENCE, how="semi", maintain_order="left"), tuids
