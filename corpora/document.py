"""One document in its six versions: files in, clauses out, and all of them as one table.

    document = read_document(source, corpus)
    document.versions["fr"][0]       Clause(kind="masthead", …)
    clauses_frame([document])        CLAUSES

What was left out, what the user should know and what each file hashes to come with it.

Why a version in a foreign script is a warning and not an error: the text may be right and only
full of names; but a Russian file without Cyrillic is most likely the wrong file. So is one with
a fraction of the clauses, though paragraphs may be cut in another way.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.clause import Clause, LeftOut
from corpora.encoding import SCRIPT_SHARE, letter_share
from corpora.errors import InputError
from corpora.languages import BY_CODE, Language
from corpora.manifest import Source
from corpora.readers import reader_for
from corpora.schema import CLAUSES, LANGUAGES, PIVOT, conform
from corpora.structure.agreement import agree
from corpora.structure.version import read_structure

LOPSIDED = 3
"""Ratio of clauses to those of French beyond which a version is hardly the same document."""

LARGEST = 256 << 20
"""Bytes: the largest file that is read; the UN's longest reports with pictures are a tenth."""


class Group(NamedTuple):
    """Clauses of several versions that a file says correspond, and how sure it is of that."""

    spans: Mapping[str, range]  # language -> clause indices, not empty
    probability: Mapping[str, float]  # language but French -> that it belongs with the French


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read: the clauses of each version, and everything worth saying about it."""

    doc: str
    date: datetime.date | None
    note: str | None
    versions: dict[str, tuple[Clause, ...]]  # language -> clauses, in the order of LANGUAGES
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    checksums: dict[str, str]  # path relative to the corpus -> SHA-256
    given: tuple[Group, ...] | None = None  # the alignment, where the file came with one


def read_document(source: Source, corpus: Path) -> Document:
    """Return the document that `source` names, its files relative to `corpus`.

    Raises `InputError` if a file cannot be read, decoded or recognised, has another sha256 than
    the manifest says, or holds no text.
    """
    versions: dict[str, tuple[Clause, ...]] = {}
    left_out: list[LeftOut] = []
    warnings = [*_missing(source)]
    checksums: dict[str, str] = {}
    for code, file in source.files.items():
        data = read_file(corpus / file)
        checksums[file] = hashlib.sha256(data).hexdigest()
        _check_sha256(source, code, checksums[file])
        clauses, rest, notices = read_version(data, BY_CODE[code], file=file)
        versions[code] = tuple(clauses)
        left_out += rest
        warnings += notices
    warnings += _lopsided(source, versions)
    versions = agree(versions)
    return Document(
        doc=source.doc,
        date=source.date,
        note=source.note,
        versions=versions,
        left_out=tuple(left_out),
        warnings=tuple(warnings),
        checksums=checksums,
    )


def read_version(
    data: bytes, language: Language, *, file: str
) -> tuple[list[Clause], list[LeftOut], list[str]]:
    """Return the clauses of one file, what was left out of it, and warnings."""
    blocks, dropped, warnings = reader_for(file)(data, language, file=file)
    clauses, left_out = read_structure(blocks, language, file=file)
    if not clauses:
        raise InputError(f"{file}: the file holds no text but markup; check the conversion")
    return clauses, [*dropped, *left_out], [*warnings, *_foreign(clauses, language, file)]


def clauses_frame(documents: Iterable[Document]) -> pl.DataFrame:
    """Return CLAUSES: every clause of `documents`, by document, language and index."""
    rows = [row for document in documents for row in _rows(document)]
    table = pl.DataFrame(rows, schema=CLAUSES, orient="row")
    return conform(table.sort("doc", "lang", "index"), CLAUSES, name="clauses")


def _rows(document: Document) -> Iterator[tuple[object, ...]]:
    for code, clauses in document.versions.items():
        for index, clause in enumerate(clauses):
            kind, label, number, text, notes, page, line = clause
            yield document.doc, code, index, kind, label, number, text, [*notes], page, line


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raises `InputError` if it cannot be read or is over `LARGEST`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"{path}: {size >> 20} MiB, and no more than {LARGEST >> 20} are read as one "
                "document; split it, or check that it is the right file"
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{path}: {reason}; check the file and its permissions") from error


def _check_sha256(source: Source, code: str, found: str) -> None:
    expected = source.sha256.get(code, found)
    if found != expected:
        raise InputError(
            f"{source.files[code]}: sha256 is {found}, but the manifest says {expected}; "
            "restore the file or correct the manifest"
        )


def _missing(source: Source) -> Iterator[str]:
    for code in LANGUAGES:
        if code not in source.files:
            yield f"{source.doc}: no {BY_CODE[code].name} version ({code}); built with the rest"


def _lopsided(source: Source, versions: dict[str, tuple[Clause, ...]]) -> Iterator[str]:
    """Yield a warning for each version that is far longer or shorter than the French."""
    french = len(versions.get(PIVOT, ()))
    for code, clauses in versions.items():
        if max(french, len(clauses)) > LOPSIDED * max(1, min(french, len(clauses))):
            count = "1 clause" if len(clauses) == 1 else f"{len(clauses)} clauses"
            yield (
                f"{source.files[code]}: {count}, where the French has {french}; "
                "check that both files are whole"
            )


def _foreign(clauses: list[Clause], language: Language, file: str) -> Iterator[str]:
    """Yield a warning if the text is not in the script of its language."""
    text = " ".join(clause.text for clause in clauses)
    share = letter_share(text, language)
    if share < SCRIPT_SHARE and any(char.isalpha() for char in text):
        yield (
            f"{file}: only {share:.0%} of its letters are {language.name}; "
            "check that it is the right file"
        )
