"""`hexapla termbase`: termbases from one format to another, checked, and as OmegaT glossaries."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.table import Table

from corpora.clause import LeftOut
from corpora.schema import LANGUAGES
from tm.commands.terminal import plain_table, show, warn
from tm.termbase import check as checking
from tm.termbase.file import SUFFIXES
from tm.terms.termbase import STATUSES, load, write, write_glossary
from tm.tmx.settings import parse_pairs

CONVERT_EXAMPLES = """Examples:

* an export of UNTERM for a tool that wants TBX: `hexapla termbase convert unterm.xlsx unterm.tbx`
* for one that knows only version 2: `hexapla termbase convert terms.csv terms.tbx --tbx 2`
* to work on it in a spreadsheet: `hexapla termbase convert terms.tbx terms.xlsx`
"""

CHECK_EXAMPLES = """Examples:

* `hexapla termbase check terms.csv`
* for programs: `hexapla termbase check terms.tbx --json | jq '.findings[] | .place'`

Exit code 1 if there are errors, 0 with warnings and notes only.
"""

GLOSSARY_EXAMPLES = """Examples:

* French into the five others: `hexapla termbase glossary terms.csv --out project/glossary`
* one pair: `hexapla termbase glossary terms.tbx --out glossary --pair ru-zh`
"""

SHOWN = 5
"""Findings of a kind that are shown; all are in the JSON."""

app = typer.Typer(
    help="Convert termbases (CSV, TSV, XLSX, TBX) and say what is wrong in them.",
    no_args_is_help=True,
)

_File = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX or TBX.", show_default=False)
]


@app.command(no_args_is_help=True, epilog=CONVERT_EXAMPLES)
def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="CSV, TSV, XLSX or TBX.", show_default=False)
    ],
    target: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help=f"Its name ends in {', '.join(SUFFIXES)}.", show_default=False
        ),
    ],
    version: Annotated[
        int, typer.Option("--tbx", metavar="N", min=2, max=3, help="Version of TBX to write.")
    ] = 3,
) -> None:
    """Read a termbase and write it in another format."""
    terms, left_out = load(source)
    write(terms, target, version=2 if version == 2 else 3)
    warn(_reasons(left_out))
    show(_counts(terms), f"{terms['concept'].n_unique()} concepts written to {target}")


@app.command(no_args_is_help=True, epilog=CHECK_EXAMPLES)
def check(
    file: _File,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object with every finding.")
    ] = False,
) -> None:
    """Say what is wrong with a termbase, and where."""
    checked = checking.check(file)
    if as_json:
        typer.echo(json.dumps(_record(file, checked), ensure_ascii=False, indent=2))
    else:
        show(*_tables(checked), *_reasons(checked.left_out), _summary(file, checked))
    if checked.count(checking.ERROR):
        raise typer.Exit(1)


@app.command(no_args_is_help=True, epilog=GLOSSARY_EXAMPLES)
def glossary(
    file: _File,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the glossaries.", show_default=False)
    ],
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair",
            metavar="XX-YY",
            help="A pair such as `ru-zh`, or `all` thirty; may be repeated. Without it: French "
            "into the five others.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write OmegaT glossaries of a termbase: source, target, comment; a file a pair."""
    terms, left_out = load(file)
    written = write_glossary(terms, out, pairs=parse_pairs(pair or ()))
    warn(_reasons((*left_out, *written.left_out)))
    table = plain_table("Glossaries", "", "lines")
    for name, lines in written.lines.items():
        table.add_row(name, str(lines))
    show(table, f"written to {out}")


def _reasons(left_out: Iterable[LeftOut]) -> list[str]:
    """Return a line a reason for what was left out."""
    return [
        f"{item.file}: left out: {item.reason}" + (f", first: {item.text}" if item.text else "")
        for item in left_out
    ]


def _counts(terms: pl.DataFrame) -> Table:
    table = plain_table("Forms", "", *STATUSES)
    for lang in LANGUAGES:
        own = terms.filter(pl.col("lang") == lang)["status"]
        table.add_row(lang, *(str((own == status).sum()) for status in STATUSES))
    return table


def _tables(checked: checking.Checked) -> Iterator[Table | str]:
    """Yield the languages, then the first findings of each kind."""
    languages = plain_table("Languages", "", "forms", "concepts without")
    for lang in LANGUAGES:
        languages.add_row(lang, str(checked.forms[lang]), str(checked.missing[lang]))
    yield languages
    kinds = sorted(
        checked.findings, key=lambda each: (checking.SEVERITIES.index(each.severity), each.kind)
    )
    for (severity, kind), group in groupby(kinds, key=attrgetter("severity", "kind")):
        found = list(group)
        table = plain_table(f"{severity}: {kind} ({len(found)})", *("",) * 4)
        table.show_header = False
        for column in table.columns:
            column.justify, column.overflow = "left", "fold"
        for each in found[:SHOWN]:
            where = f"{each.concept} {each.lang}".strip()
            table.add_row(each.place, where, each.form[:100], each.detail)
        yield table
        if len(found) > SHOWN:
            yield f"  … and {len(found) - SHOWN} more, see --json"


def _summary(file: Path, checked: checking.Checked) -> str:
    counts = ", ".join(f"{checked.count(each)} {each}s" for each in checking.SEVERITIES)
    return f"{file}: {checked.concepts} concepts, {sum(checked.forms.values())} forms: {counts}"


def _record(file: Path, checked: checking.Checked) -> dict[str, object]:
    return {
        "file": str(file),
        "concepts": checked.concepts,
        "forms": checked.forms,
        "missing": checked.missing,
        **{f"{each}s": checked.count(each) for each in checking.SEVERITIES},
        "left_out": [item._asdict() for item in checked.left_out],
        "findings": [finding._asdict() for finding in checked.findings],
    }
