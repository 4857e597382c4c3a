"""`hexapla review`: doubtful units to a spreadsheet, and what a reviewer did there back."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from corpora.codes import LANGUAGES, PIVOT
from corpora.errors import InputError
from tm.commands.terminal import plain_table, show, warn
from tm.review.changes import Decision
from tm.review.original import read_build
from tm.review.selection import select

if TYPE_CHECKING:
    from tm.review.importing import Imported

EXAMPLES = """Examples:

* `hexapla review export out --out review.xlsx --below 0.9`: the doubtful units of a build and
  their neighbours; the workbook explains in French and English what a reviewer may do
* `hexapla review import review.xlsx corpus --build out`: into `corpus/review.toml`; then
  `hexapla build corpus --out out` honours it
* one document, three languages:
  `hexapla review export out --out r.xlsx --document A/RES/69/12 --lang fr,ru,zh`
"""

SHOWN = 20
"""Rows of the list of changes that are printed; --json has all."""

app = typer.Typer(
    help="Give units to a reviewer as a spreadsheet, and take the corrections back.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

BuildOption = Annotated[
    Path,
    typer.Option(
        "--build", metavar="OUT", help="The build it was exported from.", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object, no table.")]


@app.command("export", no_args_is_help=True)
def export_review(
    build: Annotated[
        Path,
        typer.Argument(metavar="OUT", help="What `hexapla build` wrote.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The workbook, such as review.xlsx.", show_default=False),
    ],
    below: Annotated[
        float | None,
        typer.Option(
            metavar="P",
            min=0,
            help="Only units with a probability below this, 0 to 1, and the ones next to them.",
            show_default=False,
        ),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(metavar="SYMBOL", help="Only this document; repeatable.", show_default=False),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(metavar="LANG,…", help="Only these languages and French.", show_default=False),
    ] = None,
) -> None:
    """Write the units of a build to an Excel workbook: a row a unit, coloured by probability."""
    from tm.review.workbook import write_workbook  # noqa: PLC0415 - openpyxl takes 0.2 s

    languages = _languages(lang or [])
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{out.name} must end in .xlsx", param_hint="'--out'")
    units = read_build(build).units
    chosen = select(units, below=below, documents=document or (), languages=languages)
    written = write_workbook(chosen, out, languages=languages)
    warn(f"{item.text}: left out, {item.reason}" for item in written.left_out)
    show(f"{written.rows} of {len(units)} units written to {out}")


def _languages(given: list[str]) -> tuple[str, ...]:
    """Return the languages to show in their order, all six if none is given, French always."""
    codes = {code.strip().lower() for text in given for code in text.split(",")} - {""}
    if unknown := codes.difference(LANGUAGES):
        raise typer.BadParameter(
            f"{min(unknown)!r} is none of {', '.join(LANGUAGES)}", param_hint="'--lang'"
        )
    wanted = codes | {PIVOT} if codes else {*LANGUAGES}
    return tuple(code for code in LANGUAGES if code in wanted)


@app.command("import", no_args_is_help=True)
def import_review(
    workbook: Annotated[
        Path,
        typer.Argument(metavar="WORKBOOK", help="The reviewed workbook.", show_default=False),
    ],
    corpus: Annotated[
        Path,
        typer.Argument(
            metavar="CORPUS",
            help="The corpus that was built; its review.toml takes the corrections.",
            show_default=False,
        ),
    ],
    build: BuildOption,
    as_json: JsonOption = False,
) -> None:
    """Check a reviewed workbook against its build and add the corrections to the corpus.

    Nothing is written if anything is wrong: every problem is told with its row and remedy. The
    next `hexapla build CORPUS` honours the corrections.
    """
    from tm.review.importing import import_review as run  # noqa: PLC0415 - as above

    done = run(workbook, corpus, build=build)
    if as_json:
        typer.echo(json.dumps(_record(done), ensure_ascii=_plain(), indent=2))
    else:
        warn(done.compared.notices)
        for problem in done.compared.problems:
            sys.stderr.write(f"{problem}\n")
    if done.compared.problems:
        count = len(done.compared.problems)
        raise InputError(
            f"{workbook}: {count} problem{'s' * (count > 1)}, nothing was imported; put right what "
            "is told above and import again"
        )
    if not as_json:
        show(*_summary(done, corpus))


def _plain() -> bool:
    return "utf" not in (sys.stdout.encoding or "").lower()


def _record(done: "Imported") -> dict[str, object]:
    compared = done.compared
    return {
        "changes": dict(_counts(done)),
        "decisions": [_decision(each) for each in compared.decisions],
        "texts": [each._asdict() for each in compared.edits],
        "problems": compared.problems,
        "notices": compared.notices,
        "superseded": done.superseded,
        "written": done.written,
    }


def _decision(decision: Decision) -> dict[str, object]:
    found = decision._asdict()
    del found["pieces"]
    return found


def _counts(done: "Imported") -> Counter[str]:
    counts = Counter(each.change for each in done.compared.decisions)
    counts["texts corrected"] = sum(len(each.now) == 1 for each in done.compared.edits)
    counts["clauses cut"] = sum(len(each.now) > 1 for each in done.compared.edits)
    return +counts


def _summary(done: "Imported", corpus: Path) -> list[Table | str]:
    if not done.written:
        return ["no changes: nothing to write"]
    counts = plain_table("Changes", "", "number")
    for name, number in sorted(_counts(done).items()):
        counts.add_row(name, str(number))
    parts: list[Table | str] = [counts]
    parts += _decisions(done)
    if done.compared.edits:
        parts.append(_texts(done))
    if done.superseded:
        parts.append(f"earlier decisions replaced: {done.superseded}")
    return [*parts, f"written to {corpus / 'review.toml'}; build the corpus again to honour it"]


def _decisions(done: "Imported") -> list[Table | str]:
    """Return the first decisions that do more than confirm."""
    found = [each for each in done.compared.decisions if each.change != "kept"]
    if not found:
        return []
    table = Table(title="Units", title_justify="left", header_style="bold")
    for name in ("row", "unit", "change", "comment"):
        table.add_column(name, overflow="fold")
    for each in found[:SHOWN]:
        rows, units = ", ".join(map(str, each.rows)), "\n".join(each.units)
        table.add_row(rows, units, each.change, Text(each.comment))
    more = len(found) - SHOWN
    return [table, f"and {more} more; --json lists all"] if more > 0 else [table]


def _texts(done: "Imported") -> Table:
    table = Table(title="Texts", title_justify="left", header_style="bold")
    for name in ("document", "language", "was", "now"):
        table.add_column(name, overflow="fold")
    for edit in done.compared.edits[:SHOWN]:
        table.add_row(edit.doc, edit.lang, Text(edit.was), Text("\n".join(edit.now)))
    return table
