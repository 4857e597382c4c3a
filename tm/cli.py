"""The command line: `hexapla`. It gathers the commands of `tm.commands`; each is told there.

Exit codes: 0 done, 1 the data is wrong (one line on standard error says what), 2 the command
is wrong.

Why a command is imported when it is asked for: all of them take two seconds, a look-up half of one.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from corpora.errors import HexaplaError

GROUPS = ("bench", "tmx", "review", "memory", "terms", "termbase")
"""Modules of `tm.commands` that hold an `app` of several commands."""

COMMANDS = (
    *(
        "build",
        "align",
        "concordance",
        "dashboard",
        "fetch",
        "lookup",
        "pretranslate",
        "score",
        "segment",
    ),
    *("train", *GROUPS),
)
"""In the order of the help; each is a module, and in it, where it is no group, a function."""


def main() -> None:
    """Run the command line; what the user got wrong becomes one line and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe in an old encoding has no Arabic
    try:
        app(_asked(sys.argv[1:]))(prog_name="hexapla")
    except HexaplaError as error:
        sys.stderr.write(f"hexapla: {error}\n")
        sys.exit(1)


def app(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """Return the command line with some of the commands, imported here."""
    made = typer.Typer(
        help="Six-language alignment, translation memories and term consistency for UN documents.",
        epilog="Start with: `hexapla build CORPUS --out OUT`, where CORPUS is a folder that holds "
        "fr.md, en.md, …; `hexapla build --help` tells the rest.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    for name in names:
        module = import_module(f"tm.commands.{name}")
        if name in GROUPS:
            made.add_typer(module.app, name=name)
        else:
            made.command(no_args_is_help=True, epilog=module.EXAMPLES)(getattr(module, name))
    return made


def _asked(arguments: Sequence[str]) -> Sequence[str]:
    """Return the command that `arguments` begin with; all for the help and for a wrong name."""
    return arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hexapla {version('hexapla')}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Hold the options that come before a command."""
