"""The `corpus.toml` of a corpus that grows: what it names already, and what is added.

    with opened_catalogue(Path("corpus")) as catalogue:
        catalogue.enter("A/RES/69/12", {"fr": Entry("A_RES_69_12/fr.docx", …)})

It checks what is there by `corpora.manifest` and writes each change at once and as a whole.

Why tomlkit: it is the one TOML library that keeps the comments, order and spacing of a file, so
that documents and notes of the user's own stay as they wrote them; Poetry keeps its files with it;
MIT. Why the file is read again when it changed: a run may take hours, and its user may edit.
"""

import datetime
import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, cast

import tomlkit
from tomlkit.items import AoT, InlineTable

from corpora.errors import InputError, OutputError
from corpora.fetching.symbols import folder_of, key_of
from corpora.manifest import MANIFEST, Source, read_manifest
from corpora.readers import READERS
from corpora.schema import LANGUAGES

HEADING = "# The documents of this corpus; hexapla fetch adds to them, and so may you.\n"


class Entry(NamedTuple):
    """One file as the manifest names it."""

    path: str  # relative to the corpus, with "/"
    source: str
    fetched: datetime.date
    sha256: str


class Catalogue:
    """The documents of one corpus, as the file says and as this run adds to them."""

    def __init__(self, corpus: Path) -> None:
        """Read the manifest of `corpus`; raises `InputError` if it is not right."""
        self.corpus = corpus
        self.path = corpus / MANIFEST
        self._text = ""
        self._toml = tomlkit.document()
        self._sources: dict[str, Source] = {}
        self._read()

    def document(self, symbol: str) -> Source | None:
        """Return the document of `symbol`, None if there is none yet."""
        return self._sources.get(key_of(symbol))

    def folder(self, symbol: str) -> str:
        """Return the name of the folder for `symbol`, in which no other document has files."""
        others = {
            PurePosixPath(path).parts[0].casefold()
            for key, source in self._sources.items()
            for path in source.files.values()
            if key != key_of(symbol)
        }
        name = folder_of(symbol)
        while name.casefold() in others:
            name += "~"  # no symbol holds one
        return name

    def enter(self, symbol: str, entries: Mapping[str, Entry]) -> None:
        """Add files, or replace those of the same languages, and write the manifest.

        Raises `OutputError` if it cannot be written, and leaves it as it was.
        """
        if not entries:
            return
        if self.path.read_bytes() != self._text.encode():
            self._read()
        files = self._files(symbol)
        for lang in sorted(entries, key=LANGUAGES.index):
            files[lang] = _inline(entries[lang])
        self._text = tomlkit.dumps(self._toml)
        _replace(self.path, self._text)

    def _read(self) -> None:
        sources = read_manifest(self.path, self.corpus, partial=True)
        self._sources = {key_of(source.doc): source for source in sources}
        self._text = self.path.read_bytes().decode("utf-8-sig")
        self._toml = tomlkit.parse(self._text)

    def _files(self, symbol: str) -> MutableMapping[str, Any]:
        """Return the table of the files of `symbol`, new and empty if there was none."""
        documents = self._toml.setdefault("documents", tomlkit.aot())
        for document in documents:
            if key_of(document["symbol"].strip()) == key_of(symbol):
                return _table(document["files"])
        new = tomlkit.table if isinstance(documents, AoT) else tomlkit.inline_table
        document = new().append("symbol", symbol).append("files", new())
        document.trivia.indent = "\n"  # a blank line above
        documents.append(document)
        return _table(documents[-1]["files"])


@contextmanager
def opened_catalogue(corpus: Path) -> Iterator[Catalogue]:
    """Yield the catalogue of `corpus`, a new one if there is none; one without documents goes.

    Raises `InputError` if the folder holds documents but no manifest, or a wrong one, and
    `OutputError` if it cannot be written.
    """
    path = corpus / MANIFEST
    fresh = not path.exists()
    if fresh:
        _check_place(corpus)
        _replace(path, HEADING)
    try:
        yield Catalogue(corpus)
    finally:
        if fresh and path.read_text(encoding="utf-8") == HEADING:
            path.unlink()
            with suppress(OSError):  # the folder holds something else
                corpus.rmdir()


def _check_place(corpus: Path) -> None:
    """Raise where a manifest would hide documents that are found by the names of their files."""
    if corpus.exists() and not corpus.is_dir():
        raise OutputError(f"{corpus}: is a file; --out names a folder")
    for path in sorted([*corpus.glob("*.*"), *corpus.glob("*/*.*")]):
        if path.stem.lower() in LANGUAGES and path.suffix.lower() in READERS:
            raise InputError(
                f"{corpus}: holds documents ({path.relative_to(corpus).as_posix()}) but no "
                f"{MANIFEST}; name them in one, or choose a new folder"
            )


def _table(value: object) -> MutableMapping[str, Any]:
    """Return `value`, which `read_manifest` has seen to be a table."""
    return cast("MutableMapping[str, Any]", value)


def _inline(entry: Entry) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(entry._asdict())
    return table


def _replace(path: Path, text: str) -> None:
    """Write `text` to `path` in one step, so that a kill leaves the old file or the new one."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{path}: {reason}; make room or choose another --out") from error
