"""`hexapla lookup`: what a memory has for a segment, or for each line of a text."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from corpora.errors import InputError
from corpora.languages import BY_CODE, NAMES
from tm.commands.terminal import bar, plain_table, show
from tm.lookup.index import update
from tm.lookup.search import Match, matches_of_each
from tm.memory.store import Memory, StoredUnit, open_memory

EXAMPLES = """Examples:

* `hexapla lookup memory "Le Conseil se réunit." --from fr --to ru`
* each line of a file as a segment, its neighbours as its context:
  `hexapla lookup memory - --from ar --to zh < segments.txt`
* for programs, a JSON object a segment:
  `hexapla lookup memory "The Council meets." --from en --to fr --json | jq '.matches[0].target'`

Score: 100 is the same text, 99 the same words with other case, punctuation or numbers, the rest
what share of the words can serve. What differs from your text is marked. *context*: the segments
before and after are the same too. A target marked with *\\** has the numbers, dates and symbols
of your text put in.
"""

DIFFERENT = "bold underline"
"""How words that differ look on a terminal."""

LABEL = "x-label"

MemoryArgument = Annotated[
    Path, typer.Argument(metavar="MEMORY", help="Folder of the memory.", show_default=False)
]


def lookup(
    folder: MemoryArgument,
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="The segment; - for standard input.", show_default=False
        ),
    ],
    source: Annotated[
        str,
        typer.Option("--from", metavar="LANG", help=f"Of the text: {NAMES}.", show_default=False),
    ],
    target: Annotated[
        str, typer.Option("--to", metavar="LANG", help="To translate into.", show_default=False)
    ],
    least: Annotated[int, typer.Option(min=1, max=100, help="Least score.")] = 70,
    most: Annotated[int, typer.Option(min=1, help="Matches shown.")] = 5,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a segment instead of a table.")
    ] = False,
) -> None:
    """Find the units of a memory that are most like a text, with scores and differences."""
    check_language(source, "--from")
    check_language(target, "--to")
    if source == target:
        raise typer.BadParameter(f"{target!r} is the language of the text.", param_hint="'--to'")
    with indexed(folder, (source, target)) as memory:
        texts = segments(text)
        found = matches_of_each(memory, texts, source, target, least, most)
        for each, matches in zip(texts, found, strict=True):
            if as_json:
                print_line({"text": each, "matches": [_record(match) for match in matches]})
            else:
                show(_table(each, matches) if matches else f"no match of {least} or more: {each}")


def check_language(code: str, option: str) -> None:
    """Refuse a code that is none of the six, as the command line refuses a wrong option."""
    if code not in BY_CODE:
        raise typer.BadParameter(f"{code!r} is none of {NAMES}.", param_hint=f"'{option}'")


@contextmanager
def indexed(folder: Path, languages: Sequence[str]) -> Iterator[Memory]:
    """Open a memory, the indexes of `languages` up to date; tell if one was built again."""
    with open_memory(folder) as memory:
        for lang in languages:
            if not memory.count(lang):
                there = ", ".join(memory.languages()) or "nothing yet"
                raise InputError(f"{folder}: has no text in {lang}; it has {there}")
        with bar("indexing"):
            rebuilt = update(memory, languages=languages).rebuilt
        for lang in rebuilt:
            sys.stderr.write(f"{folder}: the index of {lang} was broken and was built again\n")
        yield memory


def segments(text: str) -> list[str]:
    """Return the segments that an argument means: itself, or the lines of standard input."""
    if text != "-":
        return [text]
    data = sys.stdin.buffer.read()  # Python would let any byte pass in the locale C
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(
            f"standard input: byte {error.start + 1} is not UTF-8; give UTF-8"
        ) from error
    return [line for line in lines if line.strip()]


def print_line(record: dict[str, object]) -> None:
    """Print one JSON line, in ASCII where standard output has no Unicode."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    typer.echo(json.dumps(record, ensure_ascii=plain))


def place_of(unit: StoredUnit) -> str:
    """Return where a unit is from, as a table shows it: symbol and label, else the file."""
    label = unit.properties.get(LABEL)
    return " ".join(part for part in (unit.document or unit.file, label) if part)


def marked(text: str, spans: Iterable[tuple[int, int]], style: str) -> Text:
    """Return `text` with some ranges in a style."""
    shown = Text(text)
    for start, stop in spans:
        shown.stylize(style, start, stop)
    return shown


def unit_record(unit: StoredUnit) -> dict[str, object]:
    """Return what JSON says of a unit."""
    return {
        "unit": unit.id,
        "tuid": unit.tuid,
        "document": unit.document,
        "label": unit.properties.get(LABEL),
        "file": unit.file,
    }


def _record(match: Match) -> dict[str, object]:
    return {
        "score": match.score,
        "kind": match.kind,
        "source": match.source,
        "target": match.target,
        "substituted": match.substituted,
        "differences": [each._asdict() for each in match.differences],
        **unit_record(match.unit),
    }


def _table(text: str, matches: Iterable[Match]) -> Table:
    table = plain_table("", "score", "kind", "source", "target", "document")
    table.title = Text(text)
    for column in table.columns[1:]:
        column.justify = "left"
    for column in table.columns[2:4]:
        column.ratio, column.overflow = 1, "fold"  # Chinese has no spaces to break at
    table.columns[4].max_width, table.columns[4].overflow = 18, "fold"
    table.expand, table.title_style = True, "not italic"
    for match in matches:
        source = marked(match.source, (each.match for each in match.differences), DIFFERENT)
        target = Text(match.target + (" *" if match.substituted else ""))
        table.add_row(str(match.score), match.kind, source, target, Text(place_of(match.unit)))
    return table
