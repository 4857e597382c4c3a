"""The files of one memory: each unit into the file of its tier, kind and document.

    shelf = Shelf(folder, "fr-ru", names, settings, source="fr")
    shelf.put(data, tier="tm/auto", kind=Kind.CLAUSE, document="A/RES/69/12")
    shelf.close()

Documents come one after the other, so that with a memory a document few files are open at once.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tm.tmx.kinds import SUFFIXES, Kind
from tm.tmx.markup import Segmentation, head
from tm.tmx.parts import Parts
from tm.tmx.settings import Settings
from tm.tuid import unique

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80  # characters of a file's name; what follows makes it longer

Key = tuple[str, Kind, str]
"""Folder, kind of unit, and name of a file."""


def file_names(documents: Iterable[str]) -> dict[str, str]:
    """Return a name that every system takes for each document: "A/RES/69/12" is A_RES_69_12."""
    symbols = [*documents]
    plain = [_UNSAFE.sub("_", symbol).strip("._")[:_LONGEST] or "document" for symbol in symbols]
    once = unique(name.lower() for name in plain)  # some systems know no capitals
    named = zip(symbols, plain, once, strict=True)
    return {symbol: name + single[len(name.lower()) :] for symbol, name, single in named}


class Shelf:
    """The files of one memory that are being written."""

    def __init__(
        self,
        folder: Path,
        name: str,
        documents: Mapping[str, str],
        settings: Settings,
        *,
        source: str,
    ) -> None:
        self._folder = folder
        self._name = name
        self._documents = documents
        self._settings = settings
        self._open: dict[Key, Parts] = {}
        self._document: str | None = None
        self._written: list[Path] = []
        source = name.split("-", maxsplit=1)[0] if "-" in name else "fr"
        self._source = settings.locales.get(source, source)

    def put(self, data: bytes, *, tier: str | None, kind: Kind, document: str) -> None:
        """Write one unit where it belongs."""
        if self._settings.per_document and document != self._document:
            self._end()
            self._document = document
        name = self._documents[document] if self._settings.per_document else self._name
        key = (tier or "", kind, name)
        if key not in self._open:
            self._open[key] = self._parts(key)
        self._open[key].add(data)

    def close(self) -> list[str]:
        """End all files and return their names within the folder, sorted."""
        self._end()
        return sorted(path.relative_to(self._folder).as_posix() for path in self._written)

    def _end(self) -> None:
        for parts in self._open.values():
            self._written += parts.close()
        self._open.clear()

    def _parts(self, key: Key) -> Parts:
        tier, kind, name = key
        settings = self._settings
        base = self._folder / self._name if tier or settings.per_document else self._folder
        segmentation: Segmentation = "paragraph" if kind is Kind.CLAUSE else "sentence"
        stem = base / tier / (name + SUFFIXES[kind])
        first = head(self._source, segmentation)
        return Parts(stem, head=first, most=settings.most, packed=settings.packed)
