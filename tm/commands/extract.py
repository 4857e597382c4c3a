"""`hexapla tmx extract`: the part of a memory that documents will use, as TMX."""

import json
from pathlib import Path
from typing import Annotated

import typer

from corpora.errors import InputError
from corpora.languages import NAMES
from tm.commands.pretranslate import (
    FromOption,
    JsonOption,
    LeastOption,
    MemoryOption,
    MostOption,
    SentencesOption,
    check_language,
    searching,
)
from tm.commands.terminal import bar, plain_table, show, warn
from tm.memory.store import Memory, open_memory
from tm.pretranslate.extraction import Part, units_of, used
from tm.pretranslate.leverage import LEAST
from tm.pretranslate.pretranslation import check_output
from tm.pretranslate.reading import Source, Wish, read_source
from tm.tmx.file import write_tmx

EXAMPLES = """Examples:

* what a translator of two reports needs, French and Russian:
  `hexapla tmx extract --memory memory --for a-fr.docx b-fr.docx --to ru --out sub.tmx`
* the same with all languages of the units:
  `hexapla tmx extract --memory memory --for a-fr.docx --out sub.tmx`
"""


ToOption = Annotated[
    str | None,
    typer.Option(
        metavar="LANG",
        help=f"Only this language beside the source, one of {NAMES}. Without it: all.",
        show_default=False,
    ),
]


def extract(
    memory: MemoryOption,
    wanted: Annotated[
        list[Path],
        typer.Option("--for", metavar="FILE…", help="Documents to translate.", show_default=False),
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE.tmx", help="The memory to write.", show_default=False)
    ],
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", hidden=True, show_default=False)
    ] = None,
    to: ToOption = None,
    source: FromOption = None,
    least: LeastOption = LEAST,
    most: MostOption = 5,
    with_sentences: SentencesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the units of a memory that documents will use: the best matches of each segment.

    Each unit comes once, in the order of the memory, with its properties.
    """
    check_language(to, "--to")
    check_language(source, "--from")
    files = [*wanted, *(more or [])]
    check_output(out, files)
    read = [read_source(file, Wish(source, cut=with_sentences)) for file in files]
    first = _source(files, read)
    with open_memory(memory) as opened, bar("looking up") as progress:
        languages = _languages(opened, first, to)
        ids: set[int] = set()
        for number, each in enumerate(read, start=1):
            progress("looking up", number, len(read))
            searches = (
                searching(opened, first, other, least=least, most=most) for other in languages[1:]
            )
            ids.update(used(each.paper.segments, searches))
        part = units_of(opened.units(sorted(ids)), languages)
        total = opened.count()
    write_tmx(out, part.units, source_language=first)
    warn(line for each in read for line in each.warnings)
    _tell(files, read, part, total, out, as_json=as_json)


def _source(files: list[Path], read: list[Source]) -> str:
    """Return the language that all documents are in; raises `InputError` if it is not one."""
    for file, each in zip(files, read, strict=True):
        if each.source != read[0].source:
            raise InputError(
                f"{file}: is in {each.source}, {files[0]} in {read[0].source}; give documents of "
                "one language, or say it with --from"
            )
    return read[0].source


def _languages(memory: Memory, source: str, to: str | None) -> list[str]:
    """Return the languages to write, the source first; raises `InputError` for one twice."""
    if to == source:
        raise InputError(f"the documents are in {source} already; give another --to, or --from")
    others = [to] if to else [lang for lang in memory.languages() if lang != source]
    return [source, *others]


def _tell(
    files: list[Path], read: list[Source], part: Part, total: int, out: Path, *, as_json: bool
) -> None:
    """Print what was done."""
    counts = [sum(bool(seg.text) for seg in each.paper.segments) for each in read]
    if as_json:
        documents = [
            {"file": str(file), "segments": count}
            for file, count in zip(files, counts, strict=True)
        ]
        record = {
            "out": str(out),
            "documents": documents,
            "units": len(part.units),
            "of": total,
            "left_out": part.left_out,
        }
        typer.echo(json.dumps(record, indent=2))
        return
    table = plain_table("Documents", "file", "segments")
    for file, count in zip(files, counts, strict=True):
        table.add_row(str(file), str(count))
    lines = [f"left out: {reason}: {number}" for reason, number in part.left_out.items()]
    show(table, f"units: {len(part.units)} of {total}", *lines, f"written to {out}")
