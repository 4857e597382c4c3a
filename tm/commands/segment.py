"""`hexapla segment`: one file to clauses, shown as they were understood."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from corpora.clause import Clause, LeftOut
from corpora.document import read_file, read_version
from corpora.languages import BY_CODE, NAMES, Language
from corpora.sentences import sentences
from tm.commands.terminal import plain_table, show, warn

EXAMPLES = """Examples:

* the clauses of a resolution with their labels: `hexapla segment resolution.md --lang fr`
* the language by the name, `fr.md` or `report-fr.txt`, and the sentences inside:
  `hexapla segment fr.md --sentences`
* for programs, one JSON object a line:
  `hexapla segment fr.md --json | jq -r 'select(.kind == "operative") | .text'`

What became no clause stands at the end with its reason: on standard error, in JSON as lines
whose `kind` is `left out`.
"""

LEFT_OUT = "left out"
"""The kind of a JSON line that is no clause."""

SHOWN = 100
"""Code points of a left-out text that are printed."""


def segment(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="One language version of a document.", show_default=False
        ),
    ],
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="LANG",
            help=f"Its language, one of {NAMES}. Without it: by the end of the name.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line instead of a table.")
    ] = False,
    with_sentences: Annotated[
        bool, typer.Option("--sentences", help="Show the sentences inside each clause.")
    ] = False,
) -> None:
    """Show the clauses of a file with their labels, and what was left out of it."""
    language = _language(file, lang)
    clauses, left_out, warnings = read_version(read_file(file), language, file=str(file))
    warn(warnings)
    parts = [_sentences(clause, language) if with_sentences else [] for clause in clauses]
    if as_json:
        _print_lines(_records(clauses, parts, left_out))
    else:
        show(_table(clauses, parts), f"clauses: {len(clauses)}, left out: {len(left_out)}")
        _tell(left_out)


def _language(file: Path, lang: str | None) -> Language:
    """Return the language that is named, or that the name of `file` ends in."""
    code = lang or re.split(r"[\W_]", file.stem.lower())[-1]
    if code in BY_CODE:
        return BY_CODE[code]
    if lang:
        raise typer.BadParameter(f"{lang!r} is none of {NAMES}.", param_hint="'--lang'")
    raise typer.BadParameter(
        f"{file.name} does not tell its language; add --lang, one of {NAMES}.",
        param_hint="'--lang'",
    )


def _sentences(clause: Clause, language: Language) -> list[str]:
    return [sentence.strip() for sentence in sentences(clause.text, language)]


def _records(
    clauses: Iterable[Clause], parts: Iterable[list[str]], left_out: Iterable[LeftOut]
) -> Iterator[dict[str, object]]:
    """Yield clauses, with their sentences where there are any, then what was left out."""
    for clause, found in zip(clauses, parts, strict=True):
        yield clause._asdict() | ({"sentences": found} if found else {})
    for item in left_out:
        yield {"kind": LEFT_OUT, "reason": item.reason, "text": item.text, "line": item.line}


def _print_lines(records: Iterable[dict[str, object]]) -> None:
    """Print JSON lines, in ASCII where standard output has no Unicode."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    for record in records:
        typer.echo(json.dumps(record, ensure_ascii=plain))


def _table(clauses: Iterable[Clause], parts: Sequence[list[str]]) -> Table:
    """Return a row a clause or, where `parts` has any, a row a sentence, numbered from 1."""
    numbered = ("#",) if any(parts) else ()
    table = plain_table("", "label", "kind", "number", *numbered, "text", "notes", "page", "line")
    for column in table.columns:
        column.justify = "right" if column.header in {"#", "page", "line"} else "left"
    text = table.columns[3 + len(numbered)]
    text.ratio, text.overflow, table.expand = 1, "fold", True  # Chinese has no spaces to break at
    for clause, found in zip(clauses, parts, strict=True):
        head = (clause.label or "", clause.kind, clause.number or "", *("1" for _ in numbered))
        place = ("" if clause.page is None else str(clause.page), str(clause.line))
        first = found[0] if found else clause.text
        table.add_row(*map(Text, (*head, first, " ".join(clause.notes), *place)))
        for number, sentence in enumerate(found[1:], start=2):
            table.add_row("", "", "", str(number), Text(sentence))
    return table


def _tell(left_out: Iterable[LeftOut]) -> None:
    """Print to standard error what was left out, one a line."""
    for item in left_out:
        text = " ".join(item.text.split())
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        sys.stderr.write(f"left out: line {item.line}: {item.reason}: {shown}\n")
