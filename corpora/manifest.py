"""The manifest of a corpus: a `corpus.toml` to sources, every word of it checked.

    [[documents]]
    symbol = "A/RES/69/12"
    date = 2014-11-11                 # optional
    note = "…"                        # optional; goes into every translation unit
    [documents.files]
    fr = "fr.md"                      # or { path = "fr.md", source = "https://…", sha256 = "…" }

It reads no document (`corpora.document`) and searches no folder (`corpora.discovery`).

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


class _File(NamedTuple):
    path: str
    address: str | None
    sha256: str | None


def read_manifest(path: Path, corpus: Path) -> list[Source]:
    """Return the documents that the manifest at `path`, in or below `corpus`, names.

    Raises `InputError` for what is not TOML, misspelt, missing or outside the corpus.
    """
    documents = _load(path).pop("documents", None)
    if not isinstance(documents, list) or not documents:
        raise InputError(f"{path}: names no documents; begin each with a line [[documents]]")
    prefix = path.parent.relative_to(corpus)
    sources = []
    for position, table in enumerate(documents, start=1):
        where = f"{path}: document {position}"
        sources.append(_source(_table(table, where), PurePosixPath(prefix), corpus, where))
    return sources


def check_sources(sources: Iterable[Source], corpus: Path) -> None:
    """Raise `InputError` if two documents share a symbol, or one lacks the pivot."""
    counts = Counter(source.doc for source in sources)
    for source in sources:
        if counts[source.doc] > 1:
            raise InputError(
                f"{corpus}: {counts[source.doc]} documents have the symbol {source.doc!r}; "
                "give each its own"
            )
        if PIVOT not in source.files:
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


def _source(table: Mapping[str, object], prefix: PurePosixPath, corpus: Path, where: str) -> Source:
    _only(table, {"symbol", "date", "note", "files"}, where)
    symbol = _line(table, "symbol", where)
    if symbol is None:
        raise InputError(f'{where}: no symbol; add symbol = "A/RES/69/12" or the like')
    where = f"{where} ({symbol})"
    named = dict(_files(_table(table.get("files"), f"{where}, [documents.files]"), where))
    files = {code: _inside(file.path, prefix, corpus, where) for code, file in named.items()}
    _once(files, where)
    return Source(
        doc=symbol,
        files=files,
        date=_date(table, where),
        note=_line(table, "note", where),
        addresses={code: file.address for code, file in named.items() if file.address},
        sha256={code: file.sha256.lower() for code, file in named.items() if file.sha256},
    )


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
        return _File(entry, None, None)
    table = _table(entry, where)
    _only(table, {"path", "source", "sha256"}, where)
    path, sha256 = _line(table, "path", where), _line(table, "sha256", where)
    if path is None:
        raise InputError(f'{where}: no path; write path = "fr.md" or the like')
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        raise InputError(f"{where}: sha256 must be 64 hexadecimal digits, not {sha256!r}")
    return _File(path, _line(table, "source", where), sha256)


def _inside(path: str, prefix: PurePosixPath, corpus: Path, where: str) -> str:
    """Return `path` relative to the corpus; it must exist there and nowhere else."""
    given = PurePosixPath(path.replace("\\", "/"))
    if given.is_absolute() or ".." in given.parts or Path(path).is_absolute():
        raise InputError(f"{where}: {path!r} leads out of the corpus; name a file inside it")
    relative = prefix / given
    if not (corpus / relative).is_file():
        raise InputError(f"{where}: there is no file {path!r}; correct the path or add the file")
    return str(relative)


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


def _date(table: Mapping[str, object], where: str) -> datetime.date | None:
    value = table.get("date")
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    raise InputError(f"{where}: date must be written as 2014-11-11, without quotes")
