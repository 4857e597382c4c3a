"""`hexapla dashboard`: a build as one page, and served where its buttons write verdicts."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpora.errors import InputError
from tm.commands.terminal import bar, show, warn
from tm.dashboard import page
from tm.dashboard.notebooks import run_notebooks
from tm.dashboard.payload import payload
from tm.folder import PAGE
from tm.review.replaced import replace_file
from tm.terms.verdicts import VERDICTS


class Language(StrEnum):
    """What the page is written in."""

    EN = "en"
    FR = "fr"


EXAMPLES = """Examples:

* the page, to be opened in any browser, sent or printed: `hexapla dashboard out`
* in French: `hexapla dashboard out --lang fr`
* accept, reject or ignore renderings, written into `CORPUS/verdicts.toml`:
  `hexapla dashboard out --serve --corpus CORPUS`

The page loads nothing from anywhere. `pip install 'hexapla[dashboard]'` brings what it needs.
"""

DESCRIPTIONS = {
    "terms": "no term of the termbase occurs",
    "dates": "no document has a date",
    "sessions": "no document tells its session",
    "languages": "there is one language only",
}
"""What a reader of the page will miss most; the page itself says all that is absent."""


def dashboard(
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="The folder that `hexapla build CORPUS --out OUT` wrote.",
            show_default=False,
        ),
    ],
    lang: Annotated[Language, typer.Option(help="Language of the page.")] = Language.EN,
    serve: Annotated[
        bool,
        typer.Option("--serve", help="Serve the page to this machine, with buttons for verdicts."),
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port with --serve; 0: any that is free.")
    ] = 0,
    corpus: Annotated[
        Path | None,
        typer.Option(
            metavar="CORPUS",
            help="Folder of the documents, whose `verdicts.toml` is shown, and with --serve "
            "written. Without it: OUT.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make `OUT/dashboard.html`: the quality of a build on one self-contained page.

    Overview, terms and their forms, issues, drift, alignment, and the clause behind every number in
    six languages. The notebooks of the project are run for it, and leave their tables in
    `OUT/dashboard/`.
    """
    if corpus is not None and not corpus.is_dir():
        raise InputError(f"{corpus}: is no folder; --corpus names that of the documents")
    with bar("opening") as progress:
        run_notebooks(out, progress=progress)
    data = payload(out, corpus=corpus)
    replace_file(out / PAGE, page.render(data, lang=lang).encode())
    warn(_notices(data))
    show(f"written to {out / PAGE}")
    if serve:
        _serve(out, corpus, lang, port)


def _notices(data: dict[str, object]) -> list[str]:
    """Return what is absent, and what did not fit on the page."""
    build = data["build"]
    if not isinstance(build, dict):
        raise TypeError(build)
    lines = [text for name, text in DESCRIPTIONS.items() if name in build["absent"]]
    if build["summarised"]:
        gone = ", ".join(f"{count:,} {name}" for name, count in build["left_out"].items() if count)
        lines.append(f"the build is too large for one page; not on it: {gone}")
    return lines


def _serve(out: Path, corpus: Path | None, lang: str, port: int) -> None:
    # starlette and uvicorn take a second, which the page alone does not need
    from tm.dashboard import server  # noqa: PLC0415

    if corpus is None:
        warn([f"no --corpus: verdicts go to {out / VERDICTS}, which no build reads; move them"])
    serving = server.Serving(out, corpus, lang, server.new_token())
    with server.listen(port) as listening:
        port = listening.getsockname()[1]
        app = server.application(serving, port=port)
        show(f"open http://{server.LOOPBACK}:{port}/?{server.TOKEN}={serving.token}")
        show("Ctrl+C ends it")
        server.serve(app, listening)
