"""The pictures of the dashboard for the README, taken from two builds whose pages are made.

    python notebooks/dashboard_pictures.py out/demo out/charter

`out/demo` is the build of `make demo`; `out/charter` that of the Charter of the United Nations as
published on the web, a text file a language. The first shows a term in Russian and one of its
clauses, the second all terms, and a clause in which a term stands three times. It needs Chromium,
Playwright (extra `test`) and pngquant, and writes `notebooks/pictures/dashboard_*.png`.

Why pngquant: a page is text on a few colours; 32 of them make a file a third as large.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PICTURES = Path(__file__).parent / "pictures"
WIDTH = 1080
TERM = "term=collective-security-treaty-organization&lang=ru"


class View(NamedTuple):
    """What of a page a picture shows."""

    state: str  # as the address tells it
    height: int  # in pixels


SAMPLE = {
    "dashboard_term": View(f"view=term&{TERM}", 860),
    "dashboard_clause": View(f"view=clause&unit=sample%2FA%2FRES%2F69%2F12%23pp3&{TERM}", 740),
}
CHARTER = {
    "dashboard_terms": View("view=terms", 900),
    "dashboard_charter": View("view=clause&unit=charter%23n36&term=security-council", 900),
}


def photograph(build: Path, views: dict[str, View], folder: Path = PICTURES) -> list[Path]:
    """Write a picture of each of `views` of the page of `build`, and return their paths."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  in an extra

    paths = [folder / f"{name}.png" for name in views]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-lcd-text"]
        )
        tab = chromium.new_page(color_scheme="light", reduced_motion="reduce")
        for path, view in zip(paths, views.values(), strict=True):
            tab.set_viewport_size({"width": WIDTH, "height": view.height})
            tab.goto(f"{(build / 'dashboard.html').resolve().as_uri()}#{view.state}")
            tab.wait_for_selector("main :is(mark, .heat4)")
            tab.screenshot(path=path, animations="disabled")
        chromium.close()
    return paths


def main(arguments: list[str]) -> None:
    """Take all pictures, or say what is missing."""
    builds = [Path(each) for each in arguments]
    if len(builds) != 2:
        sys.exit("name two builds: python notebooks/dashboard_pictures.py out/demo out/charter")
    for build in builds:
        if not (build / "dashboard.html").is_file():
            sys.exit(f"{build}: has no dashboard.html; run `hexapla dashboard {build}` first")
    quantise = shutil.which("pngquant")
    if quantise is None:
        sys.exit("pngquant is not installed; on Debian: apt install pngquant")
    for build, views in zip(builds, (SAMPLE, CHARTER), strict=True):
        for path in photograph(build, views):
            command = [quantise, "--force", "--ext=.png", "32", str(path)]
            subprocess.run(command, check=True, timeout=60)  # noqa: S603  (our own picture)


if __name__ == "__main__":
    main(sys.argv[1:])
