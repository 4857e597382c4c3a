"""`hexapla build`: documents to memories and the consistency table."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from corpora.address import located
from tm import build as building
from tm.commands.engine import SchedulerOption, WorkersOption
from tm.commands.lexicon import LexiconOption, open_lexicon
from tm.commands.terminal import bar, show, warn
from tm.report import Report
from tm.summary import summarise
from tm.tmx.parts import parse_size

SHOWN = 100
"""Warnings that are printed; all are in `run.json`."""

STOPPED = 130
"""Exit code of a build that was interrupted, as shells have it for Ctrl-C."""

EXAMPLES = """Examples:

* one document, a file a language: `hexapla build my-resolution --out out`, where
  *my-resolution* holds `fr.md en.md es.md ru.md ar.md zh.md`
* many documents, a folder each, and your own terms:
  `hexapla build archive --out out --terms terms.csv`
* a large corpus on a cluster of Dask:
  `hexapla build archive --out out --scheduler tcp://host:8786`
"""


def build(
    corpus: Annotated[
        str,
        typer.Argument(
            metavar="CORPUS",
            help="Folder with a file a language, `fr.docx en.docx …` (one document; DOCX, PDF, "
            "HTML, Markdown and others), with one such folder a document, or with a `corpus.toml` "
            "that names symbol, date and files.",
            show_default=False,
        ),
    ],
    out: Annotated[
        str,
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
            help="Termbase: CSV, TSV, XLSX or TBX; a table needs columns `concept` and `fr`. "
            "Without it: CORPUS/terms.csv, else the bundled one.",
            show_default=False,
        ),
    ] = None,
    lexicon: LexiconOption = None,
    workers: WorkersOption = None,
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Memory of a worker at the most, such as 2GB; a document that needs more is "
            "reported, not built.",
            show_default=False,
        ),
    ] = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Cut documents into clauses, align them, write memories and the consistency table.

    OUT then holds `tmx/` (a memory for each language pair, and one of all six languages),
    `terms/consistency.csv`, the same and more as Parquet, and `run.json`, the record. A document
    that cannot be built is reported and the others are built; exit code 1 says so. A build that was
    stopped, by whatever, goes on with the same command.
    """
    known = open_lexicon(lexicon)
    most = None if memory is None else parse_size(memory, option="--memory")
    done = [0, 0]
    with _interruptible(out, done), bar("reading") as shown:

        def progress(stage: str, finished: int, total: int) -> None:
            done[:] = finished, total
            shown(stage, finished, total)

        report = building.build(
            located(corpus),
            located(out),
            terms=terms,
            lexicon=known,
            progress=progress,
            scheduler=scheduler,
            workers=workers,
            memory=most,
        )
    _tell(report, out)
    if report.failed:
        raise typer.Exit(1)


def _tell(report: Report, out: str) -> None:
    """Print what became of the build."""
    said = report.warnings if report.changed else ()
    warn(said[:SHOWN])
    if len(said) > SHOWN:
        warn([f"{len(said) - SHOWN} more, listed in run.json"])
    for failure in report.failed[:SHOWN]:
        sys.stderr.write(f"not built: {failure.document}: {failure.reason}\n")
    if report.changed:
        show(*summarise(report), f"written to {out}")
    else:
        show(f"nothing changed since {out} was built; it is left as it is")


@contextmanager
def _interruptible(out: str, done: list[int]) -> Iterator[None]:
    """Let Ctrl-C and the system's request to end make one line, and exit."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        finished = f"{done[0]} of {done[1]} documents are finished and safe; " if done[1] else ""
        sys.stderr.write(f"hexapla: stopped; {finished}the same command goes on into {out}\n")
        raise typer.Exit(STOPPED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
