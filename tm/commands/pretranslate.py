"""`hexapla pretranslate`: a document to translate, filled from a memory."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.table import Table

from corpora.errors import InputError
from corpora.languages import BY_CODE, NAMES
from tm.commands.terminal import bar, plain_table, show, warn
from tm.memory.store import Memory, open_memory
from tm.pretranslate import pretranslation
from tm.pretranslate.leverage import LEAST, Leverage
from tm.pretranslate.paper import Format
from tm.pretranslate.pretranslation import Pretranslated
from tm.pretranslate.reading import Source, Wish, read_source
from tm.pretranslate.segment import Match, Matches, Search

EXAMPLES = """Examples:

* candidates for a translator, and what the memory knows of the document:
  `hexapla pretranslate report-fr.docx --memory memory --to ru`
* a file of a CAT tool, filled in place, what is exactly known as target:
  `hexapla pretranslate un.xlf --memory memory --insert 100 --out un.filled.xlf`
* for programs: `hexapla pretranslate fr.md --memory memory --to ar --json | jq .bands`
"""

FORMATS: tuple[Format, ...] = get_args(Format)

TITLES = {"context": "100 in context", "repetition": "repetition", "none": f"below {LEAST} or none"}
"""How bands are called in the table where they are no scores."""

MemoryOption = Annotated[
    Path,
    typer.Option(
        metavar="MEMORY", help="Folder of the memory (`hexapla memory add`).", show_default=False
    ),
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="LANG",
        help="Language of the documents. Without it: as the file says, else the end of its name, "
        "else fr.",
        show_default=False,
    ),
]
SentencesOption = Annotated[
    bool,
    typer.Option(
        "--sentences",
        help="Cut the paragraphs of a document into sentences; bilingual files stay as they are.",
    ),
]
MostOption = Annotated[
    int, typer.Option(metavar="N", min=1, max=50, help="Matches a segment, at most.")
]


FileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="XLIFF 1.2 and 2.x (.sdlxliff too), PO, DOCX, Markdown, text, HTML, PDF.",
        show_default=False,
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        metavar="LANG",
        help=f"Language to translate into, one of {NAMES}; a bilingual file may say it itself.",
        show_default=False,
    ),
]
LeastOption = Annotated[
    int, typer.Option(metavar="SCORE", min=1, max=100, help="Least score of a match.")
]
InsertOption = Annotated[
    int | None,
    typer.Option(
        metavar="SCORE",
        min=1,
        max=100,
        help="Put the best match of at least this score in as target, to be reviewed. "
        "Without it: targets stay as they are.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        help="XLIFF that is made of other files; xliff12 without it. XLIFF stays what it is.",
        show_default=False,
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The result. Without it: beside FILE, with the language in its name; never FILE.",
        show_default=False,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object instead of a table.")
]


def pretranslate(
    file: FileArgument,
    memory: MemoryOption,
    to: ToOption = None,
    source: FromOption = None,
    least: LeastOption = LEAST,
    insert: InsertOption = None,
    layout: FormatOption = None,
    out: OutOption = None,
    most: MostOption = 5,
    with_sentences: SentencesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Fill a document to translate from a memory, as XLIFF, and report the leverage.

    Candidates are `alt-trans` (1.2) or `mtc:match` (2.1) with their score and origin. In a
    bilingual file every other byte stays, and what is translated or locked is left alone.
    Inline codes stay; a match whose codes would stand inside the text is only a candidate.
    """
    check_language(to, "--to")
    check_language(source, "--from")
    if layout not in {None, *FORMATS}:
        known = ", ".join(FORMATS)
        raise typer.BadParameter(f"{layout!r} is none of {known}.", param_hint="'--format'")
    read = read_source(file, Wish(source, to, layout, with_sentences))
    if read.target is None:
        raise InputError(f"{file}: does not say its target language; add --to, one of {NAMES}")
    if read.target == read.source:
        raise InputError(f"{file}: is in {read.source} already; give another --to, or --from")
    place = out or pretranslation.default_output(file, read.target)
    pretranslation.check_output(place, [file])
    with open_memory(memory) as opened, bar("looking up") as progress:
        search = searching(
            opened, read.source, read.target, least=pretranslation.floor(least), most=most
        )
        counted = _counting(search, read, progress)
        done = pretranslation.pretranslate(
            read, counted, target=read.target, least=least, insert=insert
        )
    pretranslation.write_file(place, done.written.data)
    warn(read.warnings)
    if as_json:
        typer.echo(json.dumps(_record(file, place, read, done), ensure_ascii=True, indent=2))
    else:
        show(_table(done.leverage, read), *_notes(done), f"written to {place}")


def check_language(code: str | None, option: str) -> None:
    """Raise `BadParameter` for a language that is none of the six."""
    if code is not None and code not in BY_CODE:
        raise typer.BadParameter(f"{code!r} is none of {NAMES}.", param_hint=f"'{option}'")


def searching(memory: Memory, source: str, target: str, *, least: int, most: int) -> Search:
    """Return the search of a memory for one pair; raises `InputError` where it lacks a language."""
    from tm.lookup.search import look_up  # noqa: PLC0415  (heavy, and only wanted here)

    for code in (source, target):
        if not memory.count(code):
            held = ", ".join(memory.languages()) or "nothing"
            raise InputError(
                f"{memory.folder}: holds no {BY_CODE[code].name} ({code}), only {held}; add a "
                "memory that does"
            )

    def search(text: str, before: str | None, behind: str | None) -> Matches:
        found = look_up(
            memory,
            text,
            source=source,
            target=target,
            least=least,
            most=most,
            before=before,
            after=behind,
        )
        return tuple(found)

    return search


def _counting(search: Search, source: Source, progress: Callable[[str, int, int], None]) -> Search:
    """Return `search` that tells how far it is."""
    total = sum(each.status == "open" for each in source.paper.segments)
    turns = count(1)

    def counted(text: str, before: str | None, behind: str | None) -> Sequence[Match]:
        progress("looking up", next(turns), total)
        return search(text, before, behind)

    return counted


def _table(found: Leverage, source: Source) -> Table:
    title = f"Leverage, {source.source} to {source.target}"
    table = plain_table(title, "match", "segments", "words", "share", "numbers", "characters")
    whole = found.total
    rows = {TITLES.get(name, name): volume for name, volume in found.bands.items()}
    for name, volume in (rows | {"total": whole}).items():
        share = f"{100 * volume.words / whole.words:.1f} %" if whole.words else "–"
        counts = (volume.segments, volume.words, share, volume.numbers, volume.characters)
        table.add_row(name, *map(str, counts))
    return table


def _notes(done: Pretranslated) -> Iterator[str]:
    """Yield what else is to be said, a line each."""
    written, found = done.written, done.leverage
    yield f"candidates: {written.proposed}, targets inserted: {written.inserted}"
    if found.translated or found.excluded:
        yield f"translated already: {found.translated}, not to be translated: {found.excluded}"
    for reason, number in sorted(done.left_out.items()):
        yield f"left out: {reason}: {number}"


def _record(file: Path, out: Path, source: Source, done: Pretranslated) -> dict[str, object]:
    bands = {name: volume._asdict() for name, volume in done.leverage.bands.items()}
    return {
        "file": str(file),
        "out": str(out),
        "source": source.source,
        "target": source.target,
        "bands": bands,
        "total": done.leverage.total._asdict(),
        "translated": done.leverage.translated,
        "excluded": done.leverage.excluded,
        "candidates": done.written.proposed,
        "inserted": done.written.inserted,
        "left_out": done.left_out,
    }
