"""`hexapla bench terms`: how well renderings are found and grouped, and how fast."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from corpora.schema import OTHERS
from tm.commands.terminal import bar, plain_table, show
from tm.terms import bench
from tm.terms.gold import CLASSES, mean_over

EXAMPLES = """Examples:

* everything, about two minutes: `hexapla bench terms`
* without the measurements of time: `hexapla bench terms --no-speed`

The data are those of the folder *data* beside the project's sources. `pip install
'hexapla[bench]'` brings Snowball. A figure that misses its target has a `!`.
"""

SPAN_TARGETS = {
    ("overlap", "fixed"): 0.93,
    ("overlap", "established"): 0.92,
    ("overlap", "variable"): 0.75,
    ("exact", "fixed"): 0.85,
    ("exact", "established"): 0.82,
    ("exact", "variable"): 0.60,
}
"""Mean of five languages, given the French term only."""

EVERY_LANGUAGE, FORMS_GIVEN = 0.85, 0.97
"""Overlap of each language without, and of the mean with forms, on fixed and established."""

GROUPING, FALSE_ALARMS, METRICS = 0.95, 0.02, 0.03
"""Least B-cubed F1, most false alarms, most distance of LTCR and dominant share from gold's."""


def terms(
    data: Annotated[
        Path, typer.Option(metavar="DATA", help="Folder with goldterms, un_dev, parallel.")
    ] = Path("../shared/data"),
    speed: Annotated[bool, typer.Option(help="Measure time too.")] = True,
) -> None:
    """Measure how renderings are found, beside raw substrings and Snowball."""
    results: list[bench.Result] = []
    with bar("finding") as progress:
        for result in bench.accuracy(data):
            results.append(result)
            progress("finding", len(results), 5)
    show(_spans(results), _forms(results))
    if speed:
        loads: list[bench.Load] = []
        with bar("measuring") as progress:
            for load in bench.speed(data):
                loads.append(load)
                progress("measuring", len(loads), len(bench.SIZES) + 1)
        show(_loads(loads))


def _spans(results: Sequence[bench.Result]) -> Table:
    """Two rows a way and class: overlap and exact F1 of each language and their mean."""
    table = plain_table("spans, F1", "", "", "", *OTHERS, "mean", "target")
    for result in results:
        table.add_section()
        for kind in CLASSES:
            for measure in ("overlap", "exact"):
                table.add_row(result.name, kind, measure, *_figures(result, kind, measure))
    return table


def _figures(result: bench.Result, kind: str, measure: str) -> Iterator[str]:
    figures = result.scores.overlap if measure == "overlap" else result.scores.exact
    least, target = _targets(result.name, kind, measure)
    for lang in OTHERS:
        yield _marked(figures.get((kind, lang), 0.0), least)
    yield _marked(mean_over(figures, kind), target)
    yield "" if target is None else f"≥ {_share(target)}"


def _targets(name: str, kind: str, measure: str) -> tuple[float | None, float | None]:
    """Return the targets of each language and of the mean."""
    steady = kind != "variable" and measure == "overlap"
    if name == "hexapla, forms given":
        return None, FORMS_GIVEN if steady else None
    if name == "hexapla, French only":
        return EVERY_LANGUAGE if steady else None, SPAN_TARGETS[measure, kind]
    return None, None


def _forms(results: Sequence[bench.Result]) -> Table:
    """One row a way: grouping, false alarms, and metrics beside those of gold."""
    columns = ("", "B-cubed F1", "false alarms", "LTCR", "of gold", "dominant share", "of gold")
    table = plain_table("citation forms", *columns)
    for name, scores in results:
        ours = name.startswith("hexapla") and "nothing" not in name
        table.add_row(
            name,
            _marked(scores.grouping, GROUPING if ours else None),
            _flagged(scores.false_alarms, missed=ours and scores.false_alarms > FALSE_ALARMS),
            *_pair(scores.ltcr, aimed=ours),
            *_pair(scores.share, aimed=ours),
        )
    table.add_row(
        "target", f"≥ {_share(GROUPING)}", f"≤ {_share(FALSE_ALARMS)}", "± .030", "", "± .030"
    )
    return table


def _pair(pair: tuple[float, float], *, aimed: bool) -> Iterator[str]:
    ours, gold = pair
    yield _flagged(ours, missed=aimed and abs(ours - gold) > METRICS)
    yield _share(gold)


def _marked(value: float, target: float | None) -> str:
    return _flagged(value, missed=target is not None and value < target)


def _flagged(value: float, *, missed: bool) -> str:
    return _share(value) + (" !" if missed else "")


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _loads(loads: Sequence[bench.Load]) -> Table:
    """One row a size; times also as ratios to Snowball and to the smallest size, a unit each."""
    columns = ("", "units", "seconds", "× Snowball", "× a unit", "renderings", "MB", "target")
    table = plain_table(f"processor time, {bench.TERMS_SOUGHT} terms, six languages", *columns)
    snowball = next(load for load in loads if load.name == "Snowball")
    first = loads[0].usage.seconds / loads[0].units
    for load in loads:
        per_unit = load.usage.seconds / load.units
        table.add_row(
            f"{load.name}{'' if load.reached else ' !'}",
            f"{load.units:,}",
            f"{load.usage.seconds:.2f}",
            f"{per_unit * snowball.units / max(snowball.usage.seconds, 1e-9):.1f}",
            f"{per_unit / first:.2f}" if load is not snowball else "",
            f"{load.usage.result:,}",
            f"{load.usage.megabytes:.0f}",
            "" if load.most_seconds is None else f"≤ {load.most_seconds:.0f} s",
        )
    return table
