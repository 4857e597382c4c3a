"""What a finished document depends on, as one key: the same key, the same result.

    basis = fingerprint(lexicon)                       once a build
    key_of(source, checksums, corrections, basis)      once a document: 32 bytes

A key is the SHA-256 of the content of the files, of what the manifest says of the document, of
the corrections that concern it, and of the fingerprint: lexicon, packages, and our own code.

Why our code and not our version: between two releases, and in a checkout, the code changes under
the same version, and nobody may get results of yesterday's.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import align
import corpora
import tm
from align.lexicon import Lexicon
from corpora.manifest import Source
from tm.review.corrections import Corrections

PACKAGES = (
    *("lxml", "markdown-it-py", "numba", "numpy", "openpyxl", "polars", "pymorphy3", "pypdfium2"),
    *("rapidfuzz", "sacrebleu", "sentencepiece", "simplemma"),
)
"""Packages whose version can change a result."""

_SUFFIXES = {".py", ".csv", ".json"}  # of the files that we are made of


def fingerprint(lexicon: Lexicon) -> bytes:
    """Return what all documents of a build depend on, as 32 bytes."""
    versions = {name: version(name) for name in PACKAGES}
    letters = unicodedata.unidata_version
    content = [code(), versions, letters, _lexicon(lexicon)]
    return hashlib.sha256(json.dumps(content).encode()).digest()


def key_of(
    source: Source,
    checksums: Mapping[str, str],
    corrections: Corrections,
    basis: bytes,
) -> bytes:
    """Return the key of a document whose files have these checksums.

    `corrections` are those that may concern it, `basis` is the fingerprint. Where the files once
    came from is no part of it.
    """
    asked = [source.doc, source.files, source.aligned, source.date, source.note, source.sha256]
    said = [corrections.texts, corrections.units]
    content = [basis.hex(), asked, sorted(checksums.items()), said]
    text = json.dumps(content, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).digest()


def key_within(key: bytes, doc: str) -> bytes:
    """Return the key of one document of those that an aligned text with `key` holds."""
    return hashlib.sha256(key + doc.encode()).digest()


def digest(parts: Iterable[bytes | str]) -> str:
    """Return one SHA-256 of several things, in hexadecimal digits."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "little") + data)
    return found.hexdigest()


@cache
def code() -> str:
    """Return the SHA-256 of the code and the lists that we are made of."""
    parts: list[bytes | str] = []
    for package in (corpora, align, tm):
        folder = Path(str(package.__file__)).parent
        paths = (path for path in folder.rglob("*") if path.suffix in _SUFFIXES)
        for path in sorted(paths):
            parts += [path.relative_to(folder.parent).as_posix(), path.read_bytes()]
    return digest(parts)


def _lexicon(lexicon: Lexicon) -> str:
    """Return what tells a lexicon from another: its record, else its content."""
    if lexicon.sha256:
        return lexicon.sha256
    parts: list[bytes | str] = []
    for pair, entries in sorted(lexicon.pairs.items()):
        parts += ["-".join(pair), entries.write_csv()]
    for lang, model in sorted(lexicon.models.items()):
        parts += [lang, model]
    return digest(parts)
