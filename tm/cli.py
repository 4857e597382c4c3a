"""The command line: `hexapla`. It parses, calls the packages and prints; it decides nothing.

Exit codes: 0 done, 1 the data is wrong (one line on standard error says what), 2 the command
is wrong.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpora.errors import HexaplaError
from tm import build as building

PIPED_WIDTH = 120
"""Columns of a table where there is no terminal to ask."""

app = typer.Typer(
    help="Six-language alignment, translation memories and term consistency for UN documents.",
    epilog="Start with: `hexapla build CORPUS --out OUT`, where CORPUS is a folder that holds "
    "fr.md, en.md, …; `hexapla build --help` tells the rest.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; what the user got wrong becomes one line and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe in an old encoding has no Arabic
    try:
        app(prog_name="hexapla")
    except HexaplaError as error:
        sys.stderr.write(f"hexapla: {error}\n")
        sys.exit(1)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hexapla {version('hexapla')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Hold the options that come before a command."""


@app.command(
    no_args_is_help=True,
    epilog="""Examples:

* one document, a file a language: `hexapla build my-resolution --out out`, where
  *my-resolution* holds `fr.md en.md es.md ru.md ar.md zh.md`
* many documents, a folder each, and your own terms:
  `hexapla build archive --out out --terms terms.csv`
""",
)
def build(
    corpus: Annotated[
        Path,
        typer.Argument(
            metavar="CORPUS",
            help="Folder with `<lang>.md` or `<lang>.txt` files (one document), with one such "
            "folder a document, or with a `corpus.toml` that names symbol, date and files.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="OUT",
            help="Folder for the result: new, empty, or holding an earlier build, which is "
            "replaced; files of yours in it stay.",
            show_default=False,
        ),
    ],
    terms: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Termbase: CSV or TSV with columns concept, fr and other languages, forms parted "
            "by ` | `. Without it: CORPUS/terms.csv, else the bundled one.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Cut documents into clauses, align them, write memories and the consistency table.

    OUT then holds `tmx/` (a memory for each language pair, and one of all six languages),
    `terms/consistency.csv`, the same and more as Parquet, and `run.json`, the record.
    """
    from tm.summary import summarise  # noqa: PLC0415  (polars is slow to start; --help is not)

    console = Console() if sys.stdout.isatty() else Console(width=PIPED_WIDTH)
    with _progress() as progress:
        report = building.build(corpus, out, terms=terms, progress=progress)
    for line in report.warnings:
        sys.stderr.write(f"warning: {line}\n")
    for part in summarise(report):
        console.print(part, highlight=False, markup=False)
    console.print(f"written to {out}", highlight=False, markup=False)


@contextmanager
def _progress() -> Iterator[building.Progress]:
    """Show a bar while the block runs, on a terminal only."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda stage, done, total: bar.update(
            task, description=stage, completed=done, total=total
        )
