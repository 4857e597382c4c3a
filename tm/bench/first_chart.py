"""How long a page takes in a browser until its first chart stands, beside reading its data alone.

    first_chart(Path("out/dashboard.html"))        Seconds(chart=0.9, data=0.1), or None

The page says itself when that is, by `performance.mark("first-chart")`; times begin with the
navigation. Debian's Chromium is driven by Playwright, without a network; None where one of them is
not installed.

Why the data alone beside it: seconds of one machine say little on another, and a page can draw
nothing before it has read its data.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

from corpora.errors import InputError

MARK = "first-chart"

RUNS = 3

PATIENCE = 60_000
"""Milliseconds after which a page is said to draw no chart."""

_READ = """() => {
  const begin = performance.now();
  for (const each of document.querySelectorAll('script[type="application/json"]'))
    JSON.parse(each.textContent);
  return performance.now() - begin;
}"""


class Seconds(NamedTuple):
    """Medians of RUNS."""

    chart: float  # until the mark
    data: float  # to parse what the page holds as JSON


def first_chart(path: Path) -> Seconds | None:
    """Measure the page in `path`; raises `InputError` if it draws no chart."""
    chromium = shutil.which("chromium")
    if chromium is None or find_spec("playwright") is None:
        return None
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  (may be absent)

    charts, reads = [], []
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for _ in range(RUNS):
                page = browser.new_context(offline=True).new_page()
                page.goto(path.resolve().as_uri())
                found = f"performance.getEntriesByName('{MARK}')[0]"
                page.wait_for_function(f"{found} !== undefined", timeout=PATIENCE)
                charts.append(float(page.evaluate(f"{found}.startTime")) / 1000)
                reads.append(float(page.evaluate(_READ)) / 1000)
            browser.close()
    except Error as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"{path.name}: draws no first chart in Chromium ({reason})") from error
    return Seconds(median(charts), median(reads))
