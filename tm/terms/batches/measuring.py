"""The fourth step: the renderings of some concepts judged and written, and every table about them.

    measured = measure_group(group, setting)

A concept that was cut into slices has them all in one group, which are read one at a time. Forms
that slices chose apart for the same rendering are made one first.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora import schema
from corpora.schema import RENDERINGS
from tm.folder import write_parquet
from tm.parts import PART
from tm.terms.agreement import CELL, agreement_of, count_switches
from tm.terms.agreement import count_forms as count_matched
from tm.terms.batches.job import Job, known
from tm.terms.batches.listing import mark
from tm.terms.batches.rendering import rendered_path
from tm.terms.cells import judged, tally
from tm.terms.citation import unite
from tm.terms.consistency import consistency_of, named
from tm.terms.drift import count_documents, count_periods, drift_of
from tm.terms.figures import count_forms
from tm.terms.honouring import Outcome, honour_verdicts
from tm.terms.occurrences import TERMBASE
from tm.terms.shares import leading
from tm.terms.verdicts import Verdict, Verdicts

CONSISTENCY, DRIFT, AGREEMENT, FORMS = "consistency", "drift", "agreement", "forms"
"""Folders of the tables of each group; the last is what corpus figures are made of."""

TABLES = {CONSISTENCY: schema.CONSISTENCY, DRIFT: schema.DRIFT, AGREEMENT: schema.AGREEMENT}

DOCUMENTS = "documents.parquet"

Numbers = pl.col(pl.Int64)


class Setting(NamedTuple):
    """What all groups have in common."""

    job: Job
    out: Path  # folder for the parts of RENDERINGS
    signed: str  # signature of the agreement
    by_cell: str  # signature of the other tables


class Group(NamedTuple):
    """Batches that hold all that is known of some concepts."""

    batches: range
    verdicts: tuple[Verdict, ...]


class Measured(NamedTuple):
    """What became of some groups."""

    rows: int  # of RENDERINGS
    outcome: Outcome


def add(measured: Sequence[Measured]) -> Measured:
    """Return what became of all groups."""
    outcomes = [each.outcome for each in measured]
    return Measured(
        sum(each.rows for each in measured),
        Outcome(
            sha256=outcomes[0].sha256,
            accepted=sum(each.accepted for each in outcomes),
            rejected=sum(each.rejected for each in outcomes),
            ignored=sum(each.ignored for each in outcomes),
            unplaced=tuple(one for each in outcomes for one in each.unplaced),
        ),
    )


def measure_group(group: Group, *, setting: Setting) -> Measured:
    """Write the parts of RENDERINGS and the tables of a group of batches."""
    terms = known(setting.job).terms
    forms = _united(group, setting.job)
    measured, counts = [], []
    for batch in group.batches:
        rows = _renamed(_read(setting.job, batch), forms)
        table = rows.with_columns(verdict=pl.lit(None, pl.String)).select(RENDERINGS.names())
        table, outcome = honour_verdicts(table, Verdicts(_of_batch(group, batch)))
        write_parquet(table, setting.out / f"{PART.format(batch)}.parquet")
        counts.append(_counts(table, terms))
        measured.append(Measured(table.height, outcome))
    both = _Counts(*(pl.concat(tables) for tables in zip(*counts, strict=True)))
    _write_tables(group, both, setting)
    return add(measured)


class _Counts(NamedTuple):
    """Counts, which add up over slices."""

    tally: pl.DataFrame
    documents: pl.DataFrame
    matched: pl.DataFrame
    forms: pl.DataFrame


def _counts(table: pl.DataFrame, terms: pl.DataFrame) -> _Counts:
    known_rows = judged(table, terms)
    return _Counts(
        tally(known_rows, *CELL),
        count_documents(table),
        count_matched(table),
        count_forms(known_rows),
    )


def _write_tables(group: Group, counts: _Counts, setting: Setting) -> None:
    concepts = counts.tally["concept"].unique()
    terms = known(setting.job).terms.filter(pl.col("concept").is_in(concepts.implode()))
    names = named(concepts, terms)
    matched = _summed(counts.matched)
    switches = _switches(group, leading(matched, terms, CELL), setting)
    periods = count_periods(_summed(counts.documents), _documents(setting.job))
    tables = {
        CONSISTENCY: consistency_of(counts.tally, names, terms, signature=setting.by_cell),
        DRIFT: drift_of(periods, terms, signature=setting.by_cell),
        AGREEMENT: agreement_of(matched, switches, names, terms, signature=setting.signed),
        FORMS: _summed(counts.forms),
    }
    for name, table in tables.items():
        write_parquet(table, setting.job.folder / name / f"{group.batches.start:06d}.parquet")


def _summed(counts: pl.DataFrame) -> pl.DataFrame:
    """Return the counts of slices added up."""
    keys = [name for name, dtype in counts.schema.items() if dtype != pl.Int64]
    return counts.group_by(keys).agg(Numbers.sum()).sort(keys)


def _switches(group: Group, prevailing: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """Return what `count_switches` does of all slices together, units in their order."""
    found = []
    for batch in group.batches:
        table = pl.read_parquet(setting.out / f"{PART.format(batch)}.parquet")
        found.append(count_switches(table, prevailing))
    if len(found) == 1:
        return found[0]
    places = pl.concat(_outlying(group, found, setting.job)).sort("place")
    tuids = places.group_by("concept", maintain_order=True).agg(tuids=pl.col("tuid"))
    numbers = pl.concat(found).drop("tuids").group_by("concept").agg(Numbers.sum())
    return numbers.join(tuids, on="concept", how="left").with_columns(
        pl.col("tuids").fill_null(pl.lit([], pl.List(pl.String)))
    )


def _outlying(group: Group, found: Sequence[pl.DataFrame], job: Job) -> list[pl.DataFrame]:
    """Return concept, tuid and place of the units that `found` names, for each slice."""
    return [
        each.select("concept", tuid="tuids")
        .explode("tuid")
        .drop_nulls()
        .join(_read(job, batch).select("concept", "tuid", "place").unique(), on=["concept", "tuid"])
        for batch, each in zip(group.batches, found, strict=True)
    ]


def _read(job: Job, batch: int) -> pl.DataFrame:
    return pl.read_parquet(rendered_path(job, batch))


@lru_cache(maxsize=1)
def _documents(job: Job) -> pl.DataFrame:
    return pl.read_parquet(job.folder / DOCUMENTS)


def _of_batch(group: Group, batch: int) -> tuple[Verdict, ...]:
    """Return the verdicts on units of a slice, or all where there is one batch."""
    place, slices = batch - group.batches.start, len(group.batches)
    return tuple(each for each in group.verdicts if mark(each.key.tuid) % slices == place)


def _united(group: Group, job: Job) -> pl.DataFrame | None:
    """Return what forms of slices are called together: concept, lang, form, united."""
    if len(group.batches) == 1:
        return None
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for batch in group.batches:
        rows = _read(job, batch).filter(pl.col("method") != TERMBASE).drop_nulls("form")
        listed = known(job).terms.select(*CELL, "form")
        counted = rows.group_by(*CELL, "form").len().join(listed, on=[*CELL, "form"], how="anti")
        for concept, lang, form, count in counted.iter_rows():
            counts[concept, lang][form] += count
    rows_of = [
        (*cell, *names)
        for cell, forms in sorted(counts.items())
        for names in unite(forms, lang=cell[1]).items()
    ]
    columns = {**{name: RENDERINGS[name] for name in (*CELL, "form")}, "united": pl.String()}
    return pl.DataFrame(rows_of, schema=columns, orient="row")


def _renamed(rows: pl.DataFrame, forms: pl.DataFrame | None) -> pl.DataFrame:
    if forms is None:
        return rows
    both = rows.join(forms, on=[*CELL, "form"], how="left", maintain_order="left")
    kept = pl.when(pl.col("method") == TERMBASE).then("form")
    united = kept.otherwise(pl.coalesce("united", "form"))
    return both.with_columns(form=united).select(rows.columns)
