"""Everything about the terms of a build that no one memory holds: the tables, written as they come.

    findings = analyse_parts(build, termbase, out=build / "terms", executor=pool)
    scan(build / "terms", "renderings")         RENDERINGS, in parts

A small build is analysed at once (`tm.terms.analysis`). A large one goes through the steps of
`tm.terms.batches`, each mapped over an executor: the units are read block by block, the occurrences
laid out by batch of concepts, and each batch looked at by itself. No step holds more than a block
or a batch, whatever the corpus, and neither parts nor workers make a difference to a byte.

What differs from one look at everything: what is not in the termbase is sought with what the units
of its batch and a sample of others teach, not all. What a form of the termbase renders is the same,
and so are the tables for the same renderings. The signature tells the two apart.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl

from align.lexicon import Lexicon, shipped
from corpora.errors import InputError
from corpora.origin import documents_frame
from corpora.reduction import reduced, run_all, workers
from corpora.schema import PIVOT, RENDERINGS, UNITS
from tm.folder import write_parquet
from tm.parts import PART, part_paths, scan
from tm.record import Termbase
from tm.terms.analysis import Analysis, analyse, write_analysis, write_consistency
from tm.terms.batches import listing, measuring, pooling, splitting
from tm.terms.batches.blocks import ROWS, cut
from tm.terms.batches.job import Job, known, prepare
from tm.terms.batches.plan import MOST, Plan, make_plan
from tm.terms.batches.rendering import render_batch
from tm.terms.figures import RESAMPLES, SEED
from tm.terms.honouring import GONE, Outcome, Unplaced
from tm.terms.renderings import Rows
from tm.terms.signature import extended, signature
from tm.terms.termbase import preferred
from tm.terms.verdicts import Verdict, Verdicts

LARGE = 20_000
"""Units in French from which a build is analysed in batches; as many at once take a gigabyte."""


class Sizes(NamedTuple):
    """How much is looked at together; tests make everything small."""

    large: int = LARGE
    block: int = ROWS
    run: int = splitting.ROWS
    batch: int = MOST
    sample: int = listing.SAMPLE


class Findings(NamedTuple):
    """What is small enough to be shown and recorded."""

    consistency: pl.DataFrame
    figures: pl.DataFrame
    verdicts: Outcome
    renderings: int  # rows


def analyse_parts(
    build: Path,
    termbase: Termbase,
    *,
    out: Path,
    documents: pl.DataFrame | None = None,
    verdicts: Verdicts = Verdicts(),  # noqa: B008 - a record without state
    background: Rows = (),
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    sizes: Sizes = Sizes(),  # noqa: B008 - the same
) -> Findings:
    """Write all tables about the terms of `termbase` in the units of `build` to the folder `out`.

    `out` is there, and all workers of `executor` see it under the same name, as `build`; without
    an executor the work is done here. The other options are as for `analyse`. Raises `InputError`
    where there are no units, or those of another version.
    """
    lexicon = shipped() if lexicon is None else lexicon
    if not is_large(build, large=sizes.large):
        return _at_once(build, termbase, out, documents, verdicts, background, lexicon)
    if documents is None:
        docs = scan(build, "units").select(pl.col("doc").unique(maintain_order=True))
        documents = documents_frame(dict.fromkeys(docs.collect()["doc"]))
    signed = signature(
        termbase.name,
        termbase.terms,
        lexicon=lexicon.sha256,
        verdicts=verdicts.sha256,
        background=background,
    )
    signed = extended(signed, batch=sizes.batch, sample=sizes.sample)
    with TemporaryDirectory(dir=out, prefix=".batches-") as folder, workers(executor) as pool:
        job = prepare(Path(folder), termbase.terms, background, lexicon, sample=sizes.sample)
        write_parquet(documents, job.folder / measuring.DOCUMENTS)
        plan, units = _split(part_paths(build, "units"), job, pool, sizes)
        run_all(pool, partial(render_batch, job=job, units=units), range(plan.batches))
        rmtree(job.folder / "split", ignore_errors=True)  # there is none without a term
        return _measured(plan, job, out, verdicts, signed, pool)


def _measured(
    plan: Plan, job: Job, out: Path, verdicts: Verdicts, signed: str, pool: Executor
) -> Findings:
    """Write the renderings that were found, and all tables about them."""
    (out / "renderings").mkdir()
    by_cell = extended(signed, ci="wilson95")
    setting = measuring.Setting(job, out / "renderings", signed, by_cell)
    rows, outcome = _judge(plan, setting, verdicts, pool)
    consistency = pool.submit(_tables, job, out).result()
    by_document = extended(signed, ci="bootstrap95", by="document", n=RESAMPLES, seed=SEED)
    figures = pooling.pool(job, pool, signature=by_document)
    write_parquet(figures, out / "figures.parquet")
    write_consistency(consistency, out)
    return Findings(consistency, figures, outcome, rows)


def _at_once(
    build: Path,
    termbase: Termbase,
    out: Path,
    documents: pl.DataFrame | None,
    verdicts: Verdicts,
    background: Rows,
    lexicon: Lexicon,
) -> Findings:
    analysis = analyse(
        scan(build, "units").collect(),
        termbase,
        documents=documents,
        verdicts=verdicts,
        background=background,
        lexicon=lexicon,
    )
    write_analysis(analysis, out)
    return findings_of(analysis)


def findings_of(analysis: Analysis) -> Findings:
    """Return what is small of an analysis of everything at once."""
    found = analysis.renderings.height
    return Findings(analysis.consistency, analysis.figures, analysis.verdicts, found)


def is_large(build: Path, *, large: int = LARGE) -> bool:
    """Tell whether a build is analysed in batches; raises `InputError` where it is none."""
    units = scan(build, "units")
    try:
        if units.collect_schema() != UNITS:
            raise InputError(f"{build}: units of another version of hexapla; build it again")
        french = units.filter(pl.col("lang") == PIVOT).select(pl.len())
        return bool(french.collect(engine="streaming").item() >= large)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"{build}: its units cannot be read as Parquet; build it again") from error


def _split(paths: Sequence[Path], job: Job, pool: Executor, sizes: Sizes) -> tuple[Plan, int]:
    """Lay out the units by batch; return the plan, and how many units there are."""
    for name in ("listed", "sample", "rendered", measuring.FORMS, *measuring.TABLES):
        (job.folder / name).mkdir()
    blocks = cut(paths, pool, rows=sizes.block)
    listed = [*pool.map(partial(listing.list_block, job=job), blocks)]
    sums = reduced(pool, partial(listing.add, sample=sizes.sample), [each for _, each in listed])
    plan = make_plan(sums.loads, most=sizes.batch)
    least = int(sums.sample[-1]) if len(sums.sample) else 0
    runs = splitting.runs([each for each, _ in listed], rows=sizes.run)
    run_all(pool, partial(splitting.split, job=job, plan=plan, least=least), runs)
    rmtree(job.folder / "listed")
    return plan, sums.units


def _judge(
    plan: Plan, setting: measuring.Setting, verdicts: Verdicts, pool: Executor
) -> measuring.Measured:
    """Judge and write the renderings of every group; return what became of all."""
    by_concept: dict[str, list[Verdict]] = {}
    for entry in verdicts.entries:
        by_concept.setdefault(entry.key.concept, []).append(entry)
    groups = [
        measuring.Group(
            batches, tuple(each for concept in concepts for each in by_concept.pop(concept, ()))
        )
        for batches, concepts in plan.concepts()
    ]
    task = partial(measuring.measure_group, setting=setting)
    nowhere = [
        Unplaced(key.concept, key.tuid, key.lang, key.occurrence, GONE)
        for entries in by_concept.values()
        for key, *_ in entries
    ]
    lost = measuring.Measured(0, Outcome(None, 0, 0, 0, tuple(nowhere)))
    rows, outcome = reduced(pool, measuring.add, [lost, *pool.map(task, groups)])
    if not groups:
        write_parquet(RENDERINGS.to_frame(), setting.out / f"{PART.format(0)}.parquet")
    order = {entry.key: place for place, entry in enumerate(verdicts.entries)}
    unplaced = sorted(outcome.unplaced, key=lambda each: order[each.key])
    placed = outcome._replace(sha256=verdicts.sha256, unplaced=tuple(unplaced))
    return measuring.Measured(rows, placed)


def _tables(job: Job, out: Path) -> pl.DataFrame:
    """Write the tables of all groups together, in the order of the termbase; return CONSISTENCY."""
    names = preferred(known(job).terms, lang=PIVOT)
    order = {concept: place for place, concept in enumerate(names)}
    place = pl.col("concept").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    tables = {}
    for name, schema in measuring.TABLES.items():
        paths = sorted((job.folder / name).glob("*.parquet"))
        parts = [schema.to_frame(), *(pl.read_parquet(path) for path in paths)]
        tables[name] = pl.concat(parts).sort(place, "concept", maintain_order=True)
    for name in (measuring.DRIFT, measuring.AGREEMENT):
        write_parquet(tables[name], out / f"{name}.parquet")
    return tables[measuring.CONSISTENCY]
