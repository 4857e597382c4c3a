"""A browser without a network, for tests of the dashboard; it opens pages from disk only.

with browser() as chromium, opened(chromium, path, "view=terms") as tab: tab.page.click(…)
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

LOCAL = ("file:", "blob:", "about:", "data:")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


class Tab(NamedTuple):
    """A page, what went wrong in it and what it asked of a network."""

    page: Any
    errors: list[str]
    requests: list[str]


@contextmanager
def browser() -> Iterator[Any]:
    """Start the Chromium of the system."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        # an empty sandbox profile and no shared memory: a container gives neither
        flags = ["--no-sandbox", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield chromium
        chromium.close()


@contextmanager
def opened(chromium: Any, path: Path, state: str = "", **options: Any) -> Iterator[Tab]:
    """Open a page in a context of its own, the network cut; errors are gathered."""
    settings = {"viewport": DESKTOP, "offline": True, "reduced_motion": "reduce"} | options
    context = chromium.new_context(**settings)
    context.set_default_timeout(15_000)
    requests: list[str] = []

    def allow(route: Any) -> None:
        requests.append(route.request.url)
        route.continue_() if route.request.url.startswith(LOCAL) else route.abort()

    context.route("**/*", allow)
    tab = Tab(context.new_page(), [], requests)
    tab.page.on("console", lambda said: said.type == "error" and tab.errors.append(said.text))
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.page.goto(f"{path.as_uri()}#{state}")
    try:
        yield tab
    finally:
        context.close()


def go(tab: Tab, state: str) -> None:
    """Go to another state of the page that is open, and wait until its charts are drawn."""
    tab.page.evaluate("state => { location.hash = state }", f"#{state}")
    drawn(tab)


def drawn(tab: Tab) -> None:
    """Wait until every chart of the view is drawn."""
    tab.page.wait_for_function(
        "() => [...document.querySelectorAll('.chart')].every(c => c.dataset.drawn"
        " || !c.checkVisibility()) && document.querySelector('h1')"
    )
