"""`hexapla memory`: files into a translation memory on disk, and what it holds."""

import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from corpora.errors import InputError
from tm.commands.terminal import bar, plain_table, show
from tm.memory.faults import UnusableError
from tm.memory.formats import find_source
from tm.memory.store import Added, Memory, StoredFile, open_memory
from tm.memory.summary import INDEX, Summary, summarise

ADD_EXAMPLES = """Examples:

* `hexapla memory add memory un.tmx agency.sdlxliff fr.po` makes the folder *memory* if it is not
  there, and adds what is new
* the result of a build, with all six languages: `hexapla memory add memory out`
* aligned sentences: `hexapla memory add memory UNv1.0.6way.fr` (its other languages are found
  beside it), or a table with columns such as `fr` and `Russian`: `hexapla memory add memory un.csv`

Files: TMX of any tool, XLIFF 1.2 and 2.x, PO, CSV, TSV, Parquet, line-parallel text; each may be
packed with gzip. A file that is broken adds nothing, and the others are added all the same; a
file or unit that is there already adds nothing either.
"""

INFO_EXAMPLES = """Examples:

* `hexapla memory info memory`
* for programs: `hexapla memory info memory --json | jq .pairs`
"""

app = typer.Typer(
    help="Keep a translation memory on disk: add files, see what it holds.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

MemoryArgument = Annotated[
    Path,
    typer.Argument(metavar="MEMORY", help="Folder of the memory.", show_default=False),
]


@app.callback()
def memory() -> None:
    """Hold the commands of the memory."""


@app.command(no_args_is_help=True, epilog=ADD_EXAMPLES)
def add(
    folder: MemoryArgument,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Files, or folders of builds.", show_default=False),
    ],
    date: Annotated[
        datetime.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Date kept with the files, YYYY-MM-DD. Without it: today.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a file instead of a table.")
    ] = False,
) -> None:
    """Add files to a memory; made if it is not there.

    Each file is added as a whole or not at all, whatever happens meanwhile; the same command
    again adds what is missing. The exit code is 1 if a file could not be read.
    """
    day = (date or datetime.datetime.now(datetime.UTC)).date()
    usable: list[Path] = []
    for path in files:
        with _going_on():
            find_source(path)
            usable.append(path)
    added = _add_all(usable, folder, day, as_json=as_json) if usable else 0
    if added < len(files):
        raise typer.Exit(1)


@app.command(no_args_is_help=True, epilog=INFO_EXAMPLES)
def info(
    folder: MemoryArgument,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of tables.")
    ] = False,
) -> None:
    """Show what a memory holds: languages, pairs, files, room on disk."""
    with open_memory(folder) as opened:
        summary = summarise(opened)
        state = _state(opened, summary)
    if as_json:
        _print(_record(summary) | {"index": state})
    else:
        show(*_tables(summary, state))


@contextmanager
def _going_on() -> Iterator[None]:
    """Tell of a file that cannot be read, and go on after the block."""
    try:
        yield
    except UnusableError:
        raise
    except InputError as error:
        sys.stderr.write(f"hexapla: {error}\n")


def _add_all(files: Iterable[Path], folder: Path, day: datetime.date, *, as_json: bool) -> int:
    """Add what can be read, show what was added, and return how many files that were."""
    added: list[Added] = []
    with open_memory(folder, create=True) as opened:
        try:
            for path in files:
                with _going_on():
                    added.append(_added(opened, path, day))
            _index(opened)
        finally:  # what was added stays, whatever ended the command
            _show_added(added, folder, as_json=as_json)
    return len(added)


def _added(opened: Memory, path: Path, day: datetime.date) -> Added:
    with bar(path.name) as progress:
        return opened.add_file(path, added=day, report=lambda rows: progress(path.name, rows, rows))


def _index(opened: Memory) -> None:
    """Bring the index of the searches up to date."""
    from tm.lookup.index import update  # noqa: PLC0415  (heavy)

    update(opened)


def _state(opened: Memory, summary: Summary) -> str:
    """Return whether the index has all units of every language that the memory has."""
    from tm.lookup.index import chain  # noqa: PLC0415  (as above)

    found = [chain(opened.folder / INDEX / lang) for lang in summary.languages]
    covered = [links[-1].last if links else 0 for links in found]
    if not any(covered):
        return "none yet"
    return "complete" if min(covered) >= opened.last_id() else "behind"


def _show_added(added: list[Added], folder: Path, *, as_json: bool) -> None:
    for each in added:
        _tell(each)
        if as_json:
            record = each._asdict()
            del record["places"]
            _print(record)
    if added and not as_json:
        units = sum(each.units for each in added)
        show(_table(added), f"{units:,} units added to {folder}")


def _tell(added: Added) -> None:
    """Print to standard error what was left out of a file, one reason a line."""
    if added.known:
        sys.stderr.write(f"{added.file}: is in the memory already, as {added.known}\n")
    for piece in added.places:
        count = added.left_out[piece.reason]
        times = f"{count:,} × " if count > 1 else ""
        text = f": {' '.join(piece.text.split())}" if piece.text else ""
        sys.stderr.write(
            f"left out: {piece.file}: {times}{piece.reason}, first at {piece.line}{text}\n"
        )


def _table(added: Iterable[Added]) -> Table:
    table = plain_table("Added", "", "units", "there already", "left out")
    for each in added:
        counts = (each.units, each.duplicates, sum(each.left_out.values()))
        table.add_row(each.file, *(f"{count:,}" for count in counts))
    return table


def _tables(summary: Summary, state: str) -> list[Table | str]:
    files = plain_table(
        "Files", "", "format", "units", "there already", "left out", "added", "sha256"
    )
    for file in summary.files:
        files.add_row(file.name, file.format, *_counts(file), file.added or "", file.sha256[:12])
    codes = [*summary.languages]
    languages = plain_table("Units that two languages share", "", *codes)
    for lang in codes:
        languages.add_row(lang, *(_shared(summary, lang, other) for other in codes))
    own, index = (f"{size / 2**20:,.1f} MiB" for size in (summary.bytes, summary.index_bytes))
    size = f"{own} on disk; index {state}, {index}"
    return [files, languages, f"{summary.units:,} units, {size}"]


def _counts(file: StoredFile) -> tuple[str, ...]:
    counts = (file.units, file.duplicates, sum(file.left_out.values()))
    return tuple(f"{count:,}" for count in counts)


def _shared(summary: Summary, lang: str, other: str) -> str:
    """Return the units of a pair; of a language with itself, all that have it."""
    if lang == other:
        return f"{summary.languages[lang]:,}"
    pairs = summary.pairs
    return f"{pairs.get((lang, other), 0) or pairs.get((other, lang), 0):,}"


def _record(summary: Summary) -> dict[str, object]:
    pairs = {"-".join(pair): units for pair, units in summary.pairs.items()}
    files = [file._asdict() for file in summary.files]
    return summary._asdict() | {"pairs": pairs, "files": files}


def _print(record: dict[str, object]) -> None:
    """Print one line of JSON, in ASCII where standard output has no Unicode."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    typer.echo(json.dumps(record, ensure_ascii=plain))
