"""The command line: `hexapla`. It gathers the commands of `tm.commands`; each is told there.

Exit codes: 0 done, 1 the data is wrong (one line on standard error says what), 2 the command
is wrong.
"""

import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from corpora.errors import HexaplaError
from tm.commands import (
    align,
    bench,
    bench_dashboard,
    bench_memory,
    build,
    concordance,
    dashboard,
    fetch,
    lookup,
    memory,
    pretranslate,
    review,
    score,
    segment,
    terms,
    tmx,
    train,
)

app = typer.Typer(
    help="Six-language alignment, translation memories and term consistency for UN documents.",
    epilog="Start with: `hexapla build CORPUS --out OUT`, where CORPUS is a folder that holds "
    "fr.md, en.md, …; `hexapla build --help` tells the rest.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(no_args_is_help=True, epilog=build.EXAMPLES)(build.build)
app.command(no_args_is_help=True, epilog=align.EXAMPLES)(align.align)
app.command(no_args_is_help=True, epilog=concordance.EXAMPLES)(concordance.concordance)
app.command(no_args_is_help=True, epilog=dashboard.EXAMPLES)(dashboard.dashboard)
app.command(no_args_is_help=True, epilog=fetch.EXAMPLES)(fetch.fetch)
app.command(no_args_is_help=True, epilog=lookup.EXAMPLES)(lookup.lookup)
app.command(no_args_is_help=True, epilog=pretranslate.EXAMPLES)(pretranslate.pretranslate)
app.command(no_args_is_help=True, epilog=score.EXAMPLES)(score.score)
app.command(no_args_is_help=True, epilog=segment.EXAMPLES)(segment.segment)
app.command(no_args_is_help=True, epilog=train.EXAMPLES)(train.train)
bench.app.command(epilog=bench_dashboard.EXAMPLES)(bench_dashboard.dashboard)
bench.app.command(epilog=bench_memory.EXAMPLES)(bench_memory.memory)
app.add_typer(bench.app, name="bench")
app.add_typer(tmx.app, name="tmx")
app.add_typer(review.app, name="review")
app.add_typer(memory.app, name="memory")
app.add_typer(terms.app, name="terms")


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
