"""`hexapla fetch`: documents of the UN, by symbol, to a corpus that `hexapla build` takes."""

import datetime
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Annotated

import typer
from rich.table import Table

from corpora import fetch as fetching
from corpora.codes import LANGUAGES, PIVOT
from corpora.errors import InputError
from corpora.fetching.document import State, Version
from corpora.fetching.service import ADDRESS, RATE, Service
from corpora.fetching.symbols import (
    LARGEST_LIST,
    distinct,
    load_symbols,
    normalise,
    symbols_in,
)
from corpora.fetching.version import OLD_WORD
from corpora.readers.word import find_libreoffice
from tm.commands.terminal import bar, plain_table, show, warn

EXAMPLES = """Examples:

* `hexapla fetch A/RES/69/12 "S/RES/2178 (2014)" --out corpus`, then
  `hexapla build corpus --out out`
* a list, one symbol a line, comments after `#`: `hexapla fetch --symbols list.txt --out corpus`
* three of the languages: `hexapla fetch A/RES/69/12 --lang fr,en,ar --out corpus`

The same command again fetches what is still missing, and nothing else.
"""

STATES: dict[State, str] = {
    "fetched": "fetched",
    "kept": "there already",
    "absent": "do not exist",
    "failed": "failed",
}
FORMATS = {"DOCX": {".docx"}, "Word": OLD_WORD, "PDF": {".pdf"}}

OutOption = Annotated[
    Path,
    typer.Option(
        metavar="CORPUS",
        help="Folder for the documents: new, or a corpus with a `corpus.toml`, which is added to; "
        "what you wrote in it stays.",
        show_default=False,
    ),
]
SymbolsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SYMBOL…",
        help="Symbols such as A/RES/69/12; case, spaces and dashes are set right.",
        show_default=False,
    ),
]
ListOption = Annotated[
    Path | None,
    typer.Option(
        "--symbols",
        metavar="FILE",
        help="A list of symbols, one a line; `-` reads standard input.",
        show_default=False,
    ),
]
LanguagesOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="LANG,…",
        help="Only these of fr, en, es, ru, ar, zh. French comes in any case: all others are "
        "aligned to it.",
        show_default=False,
    ),
]
ServiceOption = Annotated[
    str, typer.Option(metavar="ADDRESS", help="The document service that is asked.")
]
RateOption = Annotated[float, typer.Option(metavar="N", help="Requests a second, at most.")]
ContactOption = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Your e-mail or web address, told to the service beside the name of this program.",
        show_default=False,
    ),
]


def fetch(
    out: OutOption,
    symbols: SymbolsArgument = None,
    listed: ListOption = None,
    lang: LanguagesOption = None,
    service: ServiceOption = ADDRESS,
    rate: RateOption = RATE,
    contact: ContactOption = None,
) -> None:
    """Fetch all six language versions of UN documents by their symbols.

    CORPUS then holds a folder a document (DOCX where there is one, else Word if LibreOffice is
    installed, else PDF) and `corpus.toml` with address, date and sha256 of each file. The exit
    code is 1 if a document could not be had, or a version that may be there failed.
    """
    wanted = _wanted(symbols or [], listed)
    languages = _languages(lang or [])
    asked = Service(base=service, rate=rate, contact=contact)
    versions: list[Version] = []
    try:
        with bar("fetching") as progress:
            fetching.fetch(
                wanted,
                out,
                today=datetime.datetime.now(datetime.UTC).date(),
                word=find_libreoffice() is not None,
                languages=languages,
                service=asked,
                report=_counting(versions, len(wanted), progress),
            )
    finally:  # a run that ends early has fetched something all the same
        _tell(versions, out)
    if any(version.state == "failed" or _is_alone(version) for version in versions):
        raise typer.Exit(1)


def _wanted(symbols: list[str], listed: Path | None) -> list[str]:
    """Return the symbols of the command and of the list, each once."""
    if listed is None:
        if not symbols:
            raise typer.BadParameter("give symbols, or a list of them", param_hint="SYMBOL…")
        return distinct(normalise(symbol) for symbol in symbols)
    if str(listed) == "-":
        found = symbols_in(sys.stdin.buffer.read(LARGEST_LIST + 1), file="standard input")
    else:
        found = load_symbols(listed)
    if not symbols + found:
        raise InputError(f"{listed}: names no symbols; write one a line")
    return distinct([*(normalise(symbol) for symbol in symbols), *found])


def _languages(given: list[str]) -> set[str]:
    """Return the languages to fetch, all six if none is given."""
    codes = {code.strip().lower() for text in given for code in text.split(",")} - {""}
    if unknown := codes.difference(LANGUAGES):
        raise typer.BadParameter(
            f"{min(unknown)!r} is none of {', '.join(LANGUAGES)}", param_hint="--lang"
        )
    return codes or {*LANGUAGES}


def _counting(
    versions: list[Version], total: int, progress: Callable[[str, int, int], None]
) -> Callable[[Version], None]:
    """Return a report that keeps what it hears in `versions` and moves the bar."""
    begun: set[str] = set()

    def report(version: Version) -> None:
        versions.append(version)
        begun.add(version.symbol)
        progress(f"{version.symbol} {version.lang}", len(begun), total)

    return report


def _tell(versions: list[Version], out: Path) -> None:
    """Show what became of the versions, document by document, and where they are."""
    documents = {version.symbol: None for version in versions}
    order = {symbol: place for place, symbol in enumerate(documents)}
    versions.sort(key=lambda each: (order[each.symbol], LANGUAGES.index(each.lang)))
    warn(version.notice for version in versions if version.notice)
    if versions:
        had = len(documents) - sum(_is_alone(version) for version in versions)
        show(_summary(versions), f"{had} of {len(documents)} documents are in {out}")


def _is_alone(version: Version) -> bool:
    """Tell whether a version is French and not there, so that the document cannot be built."""
    return version.lang == PIVOT and version.notice is not None


def _summary(versions: list[Version]) -> Table:
    table = plain_table("Versions", "", *STATES.values(), *FORMATS, "MiB")
    for lang in LANGUAGES:
        ours = [version for version in versions if version.lang == lang]
        if not ours:
            continue
        states = Counter(version.state for version in ours)
        formats = Counter(PurePath(version.file or "").suffix for version in ours)
        size = sum(version.size for version in ours) / 2**20
        counts = [states[state] for state in STATES]
        counts += [sum(formats[each] for each in suffixes) for suffixes in FORMATS.values()]
        table.add_row(lang, *map(str, counts), f"{size:.1f}")
    return table
