"""The pictures of the dashboard for the README, taken from a page on disk.

    python notebooks/dashboard_pictures.py out/demo/dashboard.html

They show a term in Russian, and one of its clauses in six languages. It needs Chromium and
Playwright (extra `test`), and writes `notebooks/pictures/dashboard_*.png`.
"""

import shutil
import sys
from pathlib import Path

PICTURES = Path(__file__).parent / "pictures"
WIDTH = 1080
TERM = "term=collective-security-treaty-organization&lang=ru"
VIEWS = {
    "dashboard_term": (f"view=term&{TERM}", 860),
    "dashboard_clause": (f"view=clause&unit=sample%2FA%2FRES%2F69%2F12%23pp3&{TERM}", 640),
}
"""Name of the picture, what of the page it shows, and its height in pixels."""


def photograph(page: Path, folder: Path = PICTURES) -> list[Path]:
    """Write a picture of each of VIEWS of `page` into `folder`, and return their paths."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  in an extra

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-lcd-text"]
        )
        tab = chromium.new_page(color_scheme="light", reduced_motion="reduce")
        for name, (state, height) in VIEWS.items():
            tab.set_viewport_size({"width": WIDTH, "height": height})
            tab.goto(f"{page.resolve().as_uri()}#{state}")
            tab.wait_for_selector("main mark")
            tab.screenshot(path=folder / f"{name}.png", animations="disabled")
        chromium.close()
    return [folder / f"{name}.png" for name in VIEWS]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("name the page: python notebooks/dashboard_pictures.py OUT/dashboard.html")
    photograph(Path(sys.argv[1]))
