"""`hexapla bench scale`: whole builds of large corpora, and what they mean for all of the UN's."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple

import typer
from rich.table import Table

from tm.bench.builds import STAGES, Measured, measure_stages, run_build
from tm.bench.corpus import LIKE_UN, SHORT, Shape, document_lengths, write_corpus
from tm.bench.material import Row, read_material
from tm.commands.terminal import plain_table, show


class Part(StrEnum):
    """What can be measured alone."""

    STAGES = "stages"
    SPEED = "speed"
    MEMORY = "memory"


EXAMPLES = """Examples:

* everything, an hour and 8 GB of disk: `hexapla bench scale`
* a tenth of the documents: `hexapla bench scale --divide 10`
* one part: `hexapla bench scale --only memory`

The corpora are made of real text, the same every time. Seconds are by the clock but for the stages,
so that the machine should have nothing else to do. A figure that misses its target has a `!`.
"""

LIKE_UN_DOCUMENTS, SHORT_DOCUMENTS = (300, 1_000), (10_000, 50_000)
SAMPLE = 60
"""Documents whose stages are timed."""

SPEED, FASTER, DASK, AGAIN, PARENT, GROWTH = 250.0, 1.7, 1.15, 0.05, 1_000.0, 1.1
"""Targets: clauses a second on one core; two workers against one; Dask against the pool; building
again against building; megabytes of the parent; and how much they may grow with five times as many
documents to be called flat."""

UN_DOCUMENTS, UN_CLAUSES = 86_307, 11_365_709
"""Six-way documents and sentences of the UN Parallel Corpus v1.0 (Ziemski et al. 2016)."""

CORES = 64

NO_TERMS = "concept,fr\nnothing,zzyzx\n"
"""A termbase without a term of any text: the build goes from text to units and memories."""


class _Run(NamedTuple):
    name: str
    documents: int
    clauses: int  # in French
    measured: Measured

    @property
    def speed(self) -> float:
        """Six-way clauses a second."""
        return self.clauses / self.measured.seconds


def scale(
    data: Annotated[
        Path, typer.Option(metavar="DATA", help="Folder with un_dev and parallel.")
    ] = Path("../shared/data"),
    divide: Annotated[int, typer.Option(min=1, metavar="N", help="Take one document in N.")] = 1,
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Measure this part only; may be repeated.", show_default=False),
    ] = None,
) -> None:
    """Measure whole builds: speed by workers and engine, memory, stages, building again."""
    wanted = only or [*Part]
    rows = read_material(data)
    with TemporaryDirectory() as name:
        bench = _Bench(Path(name), rows, divide)
        if Part.STAGES in wanted:
            show(_stages(bench))
        if Part.SPEED in wanted:
            runs = [*_speed(bench)]
            show(_speeds(runs), *_projection(runs))
        if Part.MEMORY in wanted:
            show(_memory([*_short(bench)]))


class _Bench:
    """The folder where corpora and builds are, each corpus made when it is first asked for."""

    def __init__(self, folder: Path, rows: Sequence[Row], divide: int) -> None:
        self._folder, self._rows, self._divide = folder, rows, divide
        self._made: dict[tuple[int, Shape], tuple[Path, int]] = {}
        self._nothing = folder / "terms.csv"
        self._nothing.write_text(NO_TERMS, encoding="utf-8")

    def corpus(self, documents: int, shape: Shape) -> tuple[Path, int, int]:
        """Return where a corpus is, its documents and its French clauses."""
        count = max(2, documents // self._divide)
        if (documents, shape) not in self._made:
            folder = self._folder / f"corpus-{len(self._made)}"
            clauses = write_corpus(folder, document_lengths(count, shape), self._rows)
            self._made[documents, shape] = folder, clauses
        folder, clauses = self._made[documents, shape]
        return folder, count, clauses

    def run(
        self,
        name: str,
        documents: int,
        shape: Shape,
        *,
        workers: int,
        scheduler: str | None = None,
        terms: bool = False,
        out: str = "out",
    ) -> _Run:
        """Build a corpus into a folder of its own, or into one that is there already."""
        corpus, count, clauses = self.corpus(documents, shape)
        measured = run_build(
            corpus,
            self._folder / f"{out}-{name}".replace(" ", "-"),
            workers=workers,
            scheduler=scheduler,
            terms=None if terms else self._nothing,
        )
        return _Run(name, count, clauses, measured)


def _stages(bench: _Bench) -> Table:
    corpus, count, _ = bench.corpus(LIKE_UN_DOCUMENTS[0], LIKE_UN)
    spent = measure_stages(corpus, documents=min(SAMPLE, count))
    whole = sum(spent.values())
    table = plain_table("processor time of one process, by stage", "", "seconds", "share")
    for stage in STAGES:
        table.add_row(stage, f"{spent[stage]:.1f}", f"{spent[stage] / whole:.0%}")
    return table


def _speed(bench: _Bench) -> Iterator[_Run]:
    few, more = LIKE_UN_DOCUMENTS
    yield bench.run("1 worker", few, LIKE_UN, workers=1)
    yield bench.run("2 workers", few, LIKE_UN, workers=2)
    yield bench.run("Dask, 2 workers", few, LIKE_UN, workers=2, scheduler="local")
    yield bench.run("2 workers, with terms", few, LIKE_UN, workers=2, terms=True)
    yield bench.run(f"2 workers, {more:,}", more, LIKE_UN, workers=2)


def _short(bench: _Bench) -> Iterator[_Run]:
    few, more = SHORT_DOCUMENTS
    yield bench.run("first", few, SHORT, workers=2, terms=True)
    again = bench.run("first", few, SHORT, workers=2, terms=True)
    yield again._replace(name="again, nothing changed")
    yield bench.run("more", more, SHORT, workers=2, terms=True)


def _speeds(runs: Sequence[_Run]) -> Table:
    one, two, dask, *_ = runs
    faster = one.measured.seconds / two.measured.seconds
    slower = dask.measured.seconds / two.measured.seconds
    beside = {
        one.name: _flagged(f"{one.speed:.0f} clauses/s, ≥ {SPEED:.0f}", one.speed >= SPEED),
        two.name: _flagged(f"{faster:.2f} × one, ≥ {FASTER}", faster >= FASTER),
        dask.name: _flagged(f"{slower:.2f} × the pool, ≤ {DASK}", slower <= DASK),
    }
    table = _table("documents of the length that the UN's have, to units and memories", "target")
    for run in runs:
        table.add_row(*_cells(run), beside.get(run.name, ""))
    return table


def _memory(runs: Sequence[_Run]) -> Table:
    first, again, more = runs
    share = again.measured.seconds / first.measured.seconds
    growth = more.measured.parent / first.measured.parent
    held = more.measured.parent
    beside = {
        again.name: _flagged(f"{share:.1%} of the first, ≤ {AGAIN:.0%}", share <= AGAIN),
        more.name: _flagged(
            f"parent {growth:.2f} × of the first, ≤ {PARENT:.0f} MB",
            held <= PARENT and growth <= GROWTH,
        ),
    }
    table = _table("short documents, to units, memories and terms, 2 workers", "target")
    for run in runs:
        table.add_row(*_cells(run), beside.get(run.name, ""))
    return table


def _table(title: str, last: str) -> Table:
    columns = (
        "documents",
        "clauses",
        "seconds",
        "documents/s",
        "clauses/s",
        "parent MB",
        "worker MB",
    )
    return plain_table(title, "", *columns, last)


def _cells(run: _Run) -> tuple[str, ...]:
    seconds = run.measured.seconds
    return (
        run.name,
        f"{run.documents:,}",
        f"{run.clauses:,}",
        f"{seconds:.0f}",
        f"{run.documents / seconds:.1f}",
        f"{run.speed:.0f}",
        f"{run.measured.parent:.0f}",
        f"{run.measured.worker:.0f}",
    )


def _projection(runs: Sequence[_Run]) -> Iterator[str]:
    """Yield what the speeds mean for all of the UN's six-way documents, with the assumptions."""
    one, two, *_ = runs
    kept = one.measured.seconds / two.measured.seconds / 2
    here = UN_CLAUSES / max(one.speed, two.speed) / 3600
    there = UN_CLAUSES / (one.speed * CORES * kept) / 3600
    yield (
        f"all {UN_DOCUMENTS:,} six-way documents of the UN, {UN_CLAUSES:,} clauses: "
        f"{here:.1f} hours on this machine, {there:.1f} on {CORES} cores"
    )
    yield (
        "assumed: text as long and as hard as here, files that are read as fast; and that each "
        f"worker keeps {kept:.0%} of the speed of one alone, as two do here, whatever their number"
    )


def _flagged(text: str, reached: bool) -> str:
    return text if reached else f"{text} !"
