"""What all commands show in the same way: tables, warnings, a bar.

It is the only module beside the commands that writes to the terminal.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from align.calibration import Calibration

PIPED_WIDTH = 120
"""Columns of a table where there is no terminal to ask."""


def show(*parts: RenderableType) -> None:
    """Print tables and lines to standard output."""
    console = Console() if sys.stdout.isatty() else Console(width=PIPED_WIDTH)
    for part in parts:
        console.print(part, highlight=False, markup=False)


def warn(lines: Iterable[str]) -> None:
    """Print warnings to standard error, one a line."""
    for line in lines:
        sys.stderr.write(f"warning: {line}\n")


def plain_table(title: str, *columns: str) -> Table:
    """Return an empty table whose columns but the first hold numbers."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def reliability_table(title: str, calibration: Calibration) -> Table:
    """Return how often what was given a probability is right, by probability."""
    table = plain_table(title, "given", "number", "mean", "right")
    for each in calibration.bins:
        bounds = f"{each.low:.1f} – {each.high:.1f}"
        table.add_row(bounds, str(each.size), f"{each.probability:.3f}", f"{each.right:.3f}")
    return table


@contextmanager
def bar(first: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar while the block runs, on a terminal only.

    Yields a function of a stage's name, and how many of how many things are done; `first` is
    the name of the stage before it is first called.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as shown:
        task = shown.add_task(first, total=None)
        yield lambda stage, done, total: shown.update(
            task, description=stage, completed=done, total=total
        )
