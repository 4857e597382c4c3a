"""`hexapla bench memory`: every figure that the documentation gives of memories."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.table import Table

from corpora.codes import LANGUAGES
from tm.bench.exchange import Exchange, measure_exchange
from tm.bench.fuzzy import TOOLKIT_UNITS, LookUps, Size, filled, measure_look_ups
from tm.bench.material import make_queries, read_material
from tm.bench.starting import Start, measure_start
from tm.bench.usage import Usage
from tm.commands.terminal import bar, plain_table, show
from tm.memory.bench import ImportCost, measure_import


class Part(StrEnum):
    """What can be measured alone."""

    LOOKUP = "lookup"
    IMPORT = "import"
    TMX = "tmx"


EXAMPLES = """Examples:

* the whole table, 1,000,000 units in six languages: half an hour and 6 GB of disk:
  `hexapla bench memory`
* in two minutes: `hexapla bench memory --units 20000`
* one part: `hexapla bench memory --only tmx`

Units and queries are made of real text, the same every time. Seconds are processor time. A
figure that misses its target has a `!`.
"""

TMX_SHARE = 10
"""A tenth of the units is written and read as TMX."""

MEDIAN, P95, RECALL, SIZE, START = 0.005, 0.010, 0.99, 1.5, 1.0
IMPORT, WRITE, READ, MEGABYTES = 120.0, 4.0, 5.0, 40.0
"""The targets for 1,000,000 units: seconds, bytes a byte of text, megabytes."""


def memory(
    units: Annotated[int, typer.Option(min=1_000, help="Units of the memory.")] = 1_000_000,
    data: Annotated[
        Path, typer.Option(metavar="DATA", help="Folder with un_dev and parallel.")
    ] = Path("../shared/data"),
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Measure this part only; may be repeated.", show_default=False),
    ] = None,
) -> None:
    """Measure memories: look-up, its recall, import, room on disk, start, TMX.

    Beside the look-up stand rapidfuzz on every unit, and translate-toolkit's matcher.
    """
    wanted = only or [*Part]
    if Part.LOOKUP in wanted:
        for table in _look_ups(units, data):
            show(table)
    rest: list[tuple[str, ...]] = []
    if Part.IMPORT in wanted:
        rest += _import(measure_import(units, data))
    if Part.TMX in wanted:
        rest += _exchange(measure_exchange(units // TMX_SHARE, data))
    if rest:
        show(_table("processor time, memory beyond the imports", rest))


def _look_ups(units: int, data: Path) -> Iterator[Table]:
    rows = read_material(data)
    with (
        TemporaryDirectory() as name,
        bar("filling") as progress,
        filled(units, rows, Path(name)) as (opened, size),
    ):
        found = []
        for number, lang in enumerate(LANGUAGES):
            progress(f"looking up in {lang}", number, len(LANGUAGES))
            found.append(measure_look_ups(opened, lang, rows))
        yield _fuzzy(found, units)
        start = measure_start(opened.folder, make_queries(rows, "fr", 1)[0])
        yield _table("room and start", [*_size(size), *_start(start)])


def _fuzzy(found: Iterable[LookUps], units: int) -> Table:
    """Return a row a language, times in milliseconds."""
    toolkit = f"toolkit, {min(TOOLKIT_UNITS, units):,}"
    columns = "", "median ms", "p95 ms", "rapidfuzz", "×", toolkit, "recall", "of"
    table = plain_table(f"fuzzy look-up, top 5 at ≥ 70, {units:,} units", *columns)
    for each in found:
        table.add_row(
            each.lang,
            _flagged(f"{each.median * 1000:.2f}", each.median <= MEDIAN),
            _flagged(f"{each.p95 * 1000:.2f}", each.p95 <= P95),
            f"{each.brute * 1000:.0f}",
            f"{each.brute / each.median:.0f}",
            f"{each.toolkit * 1000:.0f}",
            _flagged(f"{each.recall:.3f}", each.recall >= RECALL),
            f"{each.expected}",
        )
    targets = f"≤ {MEDIAN * 1000:.0f}", f"≤ {P95 * 1000:.0f}", "", "", "", f"≥ {RECALL}", ""
    table.add_section()
    table.add_row("target", *targets)
    return table


def _flagged(text: str, reached: bool) -> str:
    return text if reached else f"{text} !"


def _table(title: str, rows: Iterable[tuple[str, ...]]) -> Table:
    table = plain_table(title, "", "measured", "target", "beside it")
    for row in rows:
        table.add_row(*row)
    return table


def _size(size: Size) -> Iterator[tuple[str, ...]]:
    share = (size.memory_bytes + size.index_bytes) / size.text_bytes
    beside = f"index {size.index_bytes / size.text_bytes:.2f}, built in {size.seconds:.0f} s"
    yield "on disk × text", _flagged(f"{share:.2f}", share <= SIZE), f"≤ {SIZE}", beside


def _start(start: Start) -> Iterator[tuple[str, ...]]:
    python = f"Python alone {start.python:.2f} s"
    for name, seconds in (("look_up", start.library), ("hexapla lookup", start.command)):
        value = _flagged(f"{seconds:.2f} s", seconds <= START)
        yield f"start to end: {name}", value, f"≤ {START:.0f} s", python


def _import(cost: ImportCost) -> Iterator[tuple[str, ...]]:
    value = _flagged(f"{cost.seconds:.0f} s", cost.seconds <= IMPORT)
    beside = f"reading alone {cost.reading:.0f} s"
    yield f"import of {cost.units:,} × 6", value, f"≤ {IMPORT:.0f} s", beside
    yield "without index × text", f"{cost.per_byte:.2f}", "", ""
    yield "more memory for 100 × as many", f"{cost.megabytes:.0f} MB", "", ""


def _exchange(found: Exchange) -> Iterator[tuple[str, ...]]:
    sides = (
        ("write", found.write, found.write_tenth, WRITE),
        ("read", found.read, found.read_tenth, READ),
    )
    for name, whole, tenth, seconds in sides:
        yield _exchanged(f"TMX {name}, {found.units:,} × 6", whole, tenth, seconds)


def _exchanged(name: str, whole: Usage, tenth: Usage, seconds: float) -> tuple[str, ...]:
    reached = whole.seconds <= seconds and whole.megabytes <= MEGABYTES
    value = _flagged(f"{whole.seconds:.2f} s, {whole.megabytes:.0f} MB", reached)
    target = f"≤ {seconds:.0f} s, ≤ {MEGABYTES:.0f} MB"
    return name, value, target, f"a tenth: {tenth.seconds:.2f} s, {tenth.megabytes:.0f} MB"
