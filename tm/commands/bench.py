"""`hexapla bench`: every figure that the documentation gives, measured again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from align.bench.accuracy import Figure, charter, german, judge_outcomes, perturbed
from align.bench.held_out import Outcome, align_held_out, read_documents
from align.bench.scaling import Load, measure_all, measure_compilation
from align.calibration import calibrate
from align.lexicon import shipped
from align.reliability import measure_reliability, signature_of_gold, write_reliability
from align.shards import Row
from corpora.bench.throughput import BASELINE, ROWS, Throughput
from corpora.bench.throughput import measure_all as measure_reading
from corpora.parallel import read_parallel
from corpora.schema import OTHERS
from tm.commands import bench_dashboard, bench_memory, bench_scale, bench_terms
from tm.commands.terminal import bar, plain_table, reliability_table, show

UN_DEV = Path("un_dev", "un_dev.tsv")
"""The table of sampled sentences, in the folder of the data."""


class Part(StrEnum):
    """What can be measured alone."""

    CHARTER = "charter"
    UN_DEV = "un_dev"
    TEXTBERG = "textberg"
    SPEED = "speed"


EXAMPLES = """Examples:

* the whole table, about ten minutes: `hexapla bench align`
* one part: `hexapla bench align --only charter`, or two: `--only textberg --only speed`
* the reliability table that ships with the lexicon:
  `hexapla bench align --only un_dev --reliability align/un/reliability.json`

The data are those of the folder *data* beside the project's sources; its README describes them.
`pip install 'hexapla[bench]'` brings Gale–Church. A figure that misses its target has a `!`.
"""

READ_EXAMPLES = """Examples:

* every reader on six versions of 50 pages, and a DOCX of 300, about a minute: `hexapla bench read`
* shorter: `hexapla bench read --pages 5 --long 30`

Text is made of the bundled resolution with other numbers each time. PDF and old Word are written
by LibreOffice, which reads old Word too; without it they are not measured. A figure that misses
its target has a `!`.
"""

app = typer.Typer(
    help="Measure hexapla on gold, with targets and a baseline.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.command(epilog=bench_dashboard.EXAMPLES)(bench_dashboard.dashboard)
app.command(epilog=bench_memory.EXAMPLES)(bench_memory.memory)
app.command(epilog=bench_scale.EXAMPLES)(bench_scale.scale)
app.command(epilog=bench_terms.EXAMPLES)(bench_terms.terms)


@app.callback()
def bench() -> None:
    """Hold the benchmarks."""


@app.command(epilog=EXAMPLES)
def align(
    data: Annotated[
        Path, typer.Option(metavar="DATA", help="Folder with charter, un_dev, parallel, textberg.")
    ] = Path("../shared/data"),
    folds: Annotated[
        int, typer.Option(min=2, help="Parts of un_dev, each held out once from training.")
    ] = 3,
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Measure this part only; may be repeated.", show_default=False),
    ] = None,
    reliability: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Also write how far the probabilities may be believed, as measured on un_dev.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Measure the aligner: accuracy, calibration, time and memory, beside Gale–Church.

    On un_dev no document is aligned with a lexicon that saw it: for each fold one is trained
    on the other documents, the development goals and TICO-19. Text+Berg has no lexicon at all.
    """
    wanted = only or [*Part]
    if reliability and Part.UN_DEV not in wanted:
        raise typer.BadParameter("--reliability is measured on un_dev; add --only un_dev")
    for table in _accuracy(data, folds, wanted, reliability):
        show(table)
    if Part.SPEED in wanted:
        show(*_speed(data))


@app.command(epilog=READ_EXAMPLES)
def read(
    pages: Annotated[int, typer.Option(min=1, help="Pages of each of the six versions.")] = 50,
    long: Annotated[
        int, typer.Option(min=1, help="Pages of the DOCX whose time and memory have a target.")
    ] = 300,
) -> None:
    """Measure the readers: time, throughput and memory, beside Markdown in the same run.

    Each reads in a fresh process: from files to blocks, or to rows what is aligned already; the
    long DOCX is read to clauses. A page is 500 words of French.
    """
    found: list[Throughput] = []
    with bar("reading") as progress:
        for row in measure_reading(pages=pages, long=long):
            found.append(row)
            progress("reading", len(found), len(ROWS) + 1)
    show(_reading(found), *(f"not measured: {row.why}" for row in found if row.usage is None))


def _reading(found: Sequence[Throughput]) -> Table:
    """One row a format; times also as ratios to Markdown, a page each."""
    columns = ("", "MB", "pages", "seconds", f"× {BASELINE}", "MB/s", "pages/s", "peak MB")
    table = plain_table("processor time, and all memory of the process", *columns, "target")
    times = {row.name: row.usage.seconds / row.pages for row in found if row.usage}
    for row in found:
        if row.usage is None:
            table.add_row(row.name)
            continue
        seconds = row.usage.seconds
        table.add_row(
            f"{row.name}{'' if row.reached else ' !'}",
            f"{row.megabytes:.2f}",
            f"{row.pages:.0f}",
            f"{seconds:.2f}",
            f"{times[row.name] / times[BASELINE]:.2f}",
            f"{row.megabytes / seconds:.2f}",
            f"{row.pages / seconds:,.0f}",
            f"{row.usage.peak:.0f}",
            _limits(row.most_seconds, row.most_megabytes),
        )
    return table


def _accuracy(
    data: Path, folds: int, wanted: Sequence[Part], reliability: Path | None
) -> Iterator[Table]:
    figures: list[Figure] = []
    reliable: list[Table] = []
    if Part.CHARTER in wanted:
        figures += charter(data, shipped())
    if Part.UN_DEV in wanted:
        outcomes = _held_out(data, folds)
        figures += perturbed(outcomes)
        title = "probabilities of un_dev perturbed, all languages"
        reliable.append(reliability_table(title, calibrate(_all(judge_outcomes(outcomes)))))
        if reliability:
            _write_reliability(outcomes, data, folds, reliability)
    if Part.TEXTBERG in wanted:
        figures += german(data)
    if figures:
        yield _figures(figures)
    yield from reliable


def _all(judged: Mapping[str, Sequence[tuple[float, bool]]]) -> list[tuple[float, bool]]:
    return [pair for pairs in judged.values() for pair in pairs]


def _held_out(data: Path, folds: int) -> list[Outcome]:
    with bar("training") as progress:
        return align_held_out(
            read_documents(data / UN_DEV),
            _other_rows(data),
            folds=folds,
            done=lambda done, total: progress("training", done, total),
        )


def _write_reliability(outcomes: Sequence[Outcome], data: Path, folds: int, path: Path) -> None:
    signature = signature_of_gold(data / UN_DEV, documents=len(outcomes), folds=folds)
    table = measure_reliability(judge_outcomes(outcomes), signature=signature)
    write_reliability(table, path)


def _other_rows(data: Path) -> list[Row]:
    names = ("sdg_6way.tsv", "tico19_6way.tsv")
    return [row for name in names for row in read_parallel(data / "parallel" / name)]


def _figures(figures: Iterable[Figure]) -> Table:
    """Three rows a data set and measure: ours, the baseline, the target."""
    table = plain_table("accuracy", "", "", *OTHERS, "all or de")
    groups = groupby(figures, key=lambda figure: (figure.data, figure.measure))
    for (name, measure), found in groups:
        row = {each.lang if each.lang in OTHERS else "other": each for each in found}
        cells = [row.get(lang) for lang in (*OTHERS, "other")]
        table.add_section()
        table.add_row(name, measure, *map(_ours, cells))
        others = {
            "Gale–Church": [_share(cell.baseline if cell else None) for cell in cells],
            "target": [_share(cell.target if cell else None) for cell in cells],
        }
        for what, shown in others.items():
            if any(shown):
                table.add_row("", what, *shown)
    return table


def _ours(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return _share(figure.value) + ("" if figure.reached else " !")


def _share(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}".removeprefix("0")


def _speed(data: Path) -> Iterator[Table | str]:
    rows = [*read_parallel(data / UN_DEV), *_other_rows(data)]
    cold, warm = measure_compilation(rows)
    yield f"first call: {cold:.1f} s of processor time to compile, once; then {warm:.1f} s to load"
    loads = []
    with bar("measuring") as progress:
        for load in measure_all(rows):
            loads.append(load)
            progress("measuring", len(loads), 0)
    yield _loads(loads)


def _loads(loads: Sequence[Load]) -> Table:
    """One row a task; times also as ratios to Gale–Church and to 1,000 lines of the same."""
    columns = ("", "lines", "seconds", "× Gale–Church", "× a line", "MB", "F1", "target")
    table = plain_table("processor time and memory beyond imports", *columns)
    church = next(load for load in loads if load.name == "Gale–Church")
    scale = [load for load in loads if load.name == "align"]
    for load in loads:
        seconds, megabytes = load.usage[:2]
        per_line = seconds / load.lines * scale[0].lines / scale[0].usage.seconds
        table.add_row(
            f"{load.name}{'' if load.reached else ' !'}",
            f"{load.lines:,}",
            f"{seconds:.2f}",
            f"{seconds / church.usage.seconds:.0f}" if load.lines == church.lines else "",
            f"{per_line:.2f}" if load in scale else "",
            f"{megabytes:.0f}",
            "" if load.f1 is None else _share(load.f1),
            _limits(load.most_seconds, load.most_megabytes),
        )
    return table


def _limits(seconds: float | None, megabytes: float | None) -> str:
    limits = ((seconds, "s"), (megabytes, "MB"))
    return ", ".join(f"≤ {limit:.0f} {unit}" for limit, unit in limits if limit is not None)
