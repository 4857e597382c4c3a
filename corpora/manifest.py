"""The manifest of a corpus: a `corpus.toml` to sources, every word of it checked.

    [[documents]]
    symbol = "A/RES/69/12"
    date = 2014-11-11                 # optional
    note = "…"                        # optional; goes into every translation unit
    [documents.files]
    fr = "fr.md"
    en = { path = "en.docx", source = "https://…", fetched = 2026-11-23, sha256 = "…" }

    [[documents]]
    symbol = "memory"                 # of rows that name no document of their own
    aligned = "rows.tsv"              # instead of files: text that is aligned already, or a list

It reads no document (`corpora.document`), searches no folder (`corpora.discovery`) and writes
nothing (`corpora.fetching.catalogue`).

Why unknown keys are errors: a misspelt `sha265` that is passed over would promise a check that
never takes place.
"""

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from corpora.errors import InputError
from corpora.schema import LANGUAGES, PIVOT

MANIFEST = "corpus.toml"

_SIX = ", ".join(LANGUAGES)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document: its symbol and the file of each language, the pivot among them."""

    doc: str
    files: dict[str, str]  # language -> path relative to the corpus, with "/"; in table order
    date: datetime.date | None = None
    note: str | None = None
    addresses: dict[str, str] = field(default_factory=dict)  # language -> where it came from
    sha256: dict[str, str] = field(default_factory=dict)  # language -> what the file must hash to
    fetched: dict[str, datetime.date] = field(default_factory=dict)  # language -> when it came
    aligned: tuple[str, ...] = ()  # instead of files: one aligned text, paths as in files


class _File(NamedTuple):
    path: str
    address: str | None = None
    sha256: str | None = None
    fetched: datetime.date | None = None


def read_manifest(path: Path, corpus: Path, *, partial: bool = False) -> list[Source]:
    """Return the documents that the manifest at `path`, in or below `corpus`, names.

    A `partial` corpus, as a fetch may leave it, may yet lack documents and files. Raises
    `InputError` for what is not TOML, misspelt, missing or outside the corpus.
    """
    documents = _load(path).pop("documents", [] if partial else None)
    if not isinstance(documents, list) or not (documents or partial):
        raise InputError(f"{path}: names no documents; begin each with a line [[documents]]")
    prefix = path.parent.relative_to(corpus)
    sources = []
    for position, table in enumerate(documents, start=1):
        where = f"{path}: document {position}"
        source = _source(_table(table, where), PurePosixPath(prefix), where)
        if not partial:
            _check_there(source, corpus, f"{where} ({source.doc})")
        sources.append(source)
    return sources


def check_symbols(sources: Iterable[Source], corpus: Path) -> None:
    """Raise `InputError` if two documents share a symbol."""
    counts = Counter(source.doc for source in sources)
    for doc, count in counts.most_common(1):
        if count > 1:
            raise InputError(
                f"{corpus}: {count} documents have the symbol {doc!r}; give each its own"
            )


def check_pivot(source: Source, corpus: Path) -> None:
    """Raise `InputError` if a document lacks the pivot."""
    if PIVOT not in source.files and not source.aligned:
        raise InputError(
            f"{corpus}: {source.doc!r} has no French version, to which all are aligned; "
            f"add {PIVOT}.md or {PIVOT}.txt"
        )


def _load(path: Path) -> dict[str, object]:
    try:
        manifest = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    _only(manifest, {"documents"}, str(path))
    return manifest


def _source(table: Mapping[str, object], prefix: PurePosixPath, where: str) -> Source:
    _only(table, {"symbol", "date", "note", "files", "aligned"}, where)
    symbol = _line(table, "symbol", where)
    if symbol is None:
        raise InputError(f'{where}: no symbol; add symbol = "A/RES/69/12" or the like')
    where = f"{where} ({symbol})"
    date, note = _date(table, "date", where), _line(table, "note", where)
    if "aligned" in table:
        aligned = _aligned(table, prefix, where)
        return Source(doc=symbol, files={}, date=date, note=note, aligned=aligned)
    named = dict(_files(_table(table.get("files"), f"{where}, [documents.files]"), where))
    files = {code: _inside(file.path, prefix, where) for code, file in named.items()}
    _once(files, where)
    return Source(
        doc=symbol,
        files=files,
        date=date,
        note=note,
        addresses={code: file.address for code, file in named.items() if file.address},
        sha256={code: file.sha256.lower() for code, file in named.items() if file.sha256},
        fetched={code: file.fetched for code, file in named.items() if file.fetched},
    )


def _aligned(table: Mapping[str, object], prefix: PurePosixPath, where: str) -> tuple[str, ...]:
    """Return the paths of an aligned text: one file, or several that belong together."""
    if "files" in table:
        raise InputError(f"{where}: has both files and aligned; a document is one or the other")
    given = table["aligned"]
    entries = given if isinstance(given, list) else [given]
    paths = [path for path in entries if isinstance(path, str) and path.strip()]
    if not paths or len(paths) < len(entries):
        raise InputError(f'{where}: aligned must be a path such as "rows.tsv", or a list of them')
    return tuple(_inside(path, prefix, f"{where}, aligned") for path in paths)


def _files(table: Mapping[str, object], where: str) -> Iterator[tuple[str, _File]]:
    """Yield the files of a document in the order of the languages."""
    for code in table:
        if code not in LANGUAGES:
            raise InputError(f"{where}: unknown language code {code!r}; the six are {_SIX}")
    for code in LANGUAGES:
        if code in table:
            yield code, _file(table[code], f"{where}, {code}")


def _file(entry: object, where: str) -> _File:
    if isinstance(entry, str):
        return _File(entry)
    table = _table(entry, where)
    _only(table, {"path", "source", "sha256", "fetched"}, where)
    path, sha256 = _line(table, "path", where), _line(table, "sha256", where)
    if path is None:
        raise InputError(f'{where}: no path; write path = "fr.md" or the like')
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        raise InputError(f"{where}: sha256 must be 64 hexadecimal digits, not {sha256!r}")
    return _File(path, _line(table, "source", where), sha256, _date(table, "fetched", where))


def _inside(path: str, prefix: PurePosixPath, where: str) -> str:
    """Return `path` relative to the corpus, out of which it may not lead."""
    given = PurePosixPath(path.replace("\\", "/"))
    if given.is_absolute() or ".." in given.parts or Path(path).is_absolute():
        raise InputError(f"{where}: {path!r} leads out of the corpus; name a file inside it")
    return str(prefix / given)


def _check_there(source: Source, corpus: Path, where: str) -> None:
    for path in (*source.files.values(), *source.aligned):
        if not (corpus / path).is_file():
            raise InputError(f"{where}: there is no file {path!r}; correct the path or add it")


def _once(files: Mapping[str, str], where: str) -> None:
    path, count = Counter(files.values()).most_common(1)[0] if files else ("", 0)
    if count > 1:
        raise InputError(f"{where}: {path!r} is named for {count} languages; give each its own")


def _table(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise InputError(f"{where}: expected a table of keys and values")
    return value


def _only(table: Mapping[str, object], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise InputError(f"{where}: unknown key {key!r}; known are {', '.join(sorted(known))}")


def _line(table: Mapping[str, object], key: str, where: str) -> str | None:
    """Return the text of `key` on one line, or None if it is not there."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise InputError(f"{where}: {key} must be one line of text in quotes")
    return value.strip()


def _date(table: Mapping[str, object], key: str, where: str) -> datetime.date | None:
    value = table.get(key)
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    raise InputError(f"{where}: {key} must be written as 2014-11-11, without quotes")
