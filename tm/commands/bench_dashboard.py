"""`hexapla bench dashboard`: the size of the page, and the time to its first chart."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tm.bench.first_chart import first_chart
from tm.bench.synthetic import make_build
from tm.commands.terminal import plain_table, show
from tm.dashboard import page
from tm.dashboard.notebooks import run_notebooks
from tm.dashboard.page.packing import packed
from tm.dashboard.payload import payload

EXAMPLES = """Examples:

* the whole: `hexapla bench dashboard`
* another size: `hexapla bench dashboard --units 50000 --terms 1000`

The build is made of the bundled resolution, the same every time. The time is measured where
Chromium and Playwright are installed. A figure that misses its target has a `!`.
"""

MOST_MEGABYTES, MOST_SECONDS = 1.5, 2.0
"""Targets: of the page without its data, and until its first chart."""

MEGABYTE = 1_000_000


def dashboard(
    units: Annotated[int, typer.Option(min=50, help="Units of the build.")] = 5_000,
    terms: Annotated[int, typer.Option(min=1, help="Terms of the build.")] = 300,
) -> None:
    """Measure the dashboard of a large build: size of the page, time to its first chart."""
    table = plain_table(f"{units:,} units, {terms:,} terms", "", "measured", "target", "beside it")
    with TemporaryDirectory() as name:
        build = Path(name) / "build"
        make_build(build, units=units, terms=terms)
        run_notebooks(build)
        data = payload(build)
        html = page.render(data, lang="en").encode()
        (build / "dashboard.html").write_bytes(html)
        seconds = first_chart(build / "dashboard.html")
    size = sum(len(page.embedded(packed(table)).encode()) for table in data.values())
    own = (len(html) - size) / MEGABYTE
    whole = f"with data {len(html) / MEGABYTE:.2f} MB"
    limit = f"≤ {MOST_MEGABYTES} MB"
    table.add_row(
        "page without data", _flagged(f"{own:.2f} MB", own <= MOST_MEGABYTES), limit, whole
    )
    if seconds:
        value = _flagged(f"{seconds.chart:.2f} s", seconds.chart <= MOST_SECONDS)
        beside = f"{seconds.chart / seconds.data:.0f} × parsing the data"
        table.add_row("time to first chart", value, f"≤ {MOST_SECONDS:.0f} s", beside)
    show(table)
    if seconds is None:
        show("time to first chart: not measured, Chromium and Playwright are not both installed")


def _flagged(text: str, reached: bool) -> str:
    return text if reached else f"{text} !"
