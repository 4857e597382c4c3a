"""Text that is aligned already, as documents: its rows are the units, nothing is aligned again.

    for document in read_aligned(source, corpus): document.given

Every row becomes one clause in each of its languages, as it stands but on one line: no clause is
cut, joined or stripped of its number. Rows that name their document are gathered by it, the
others belong to the document that `source` names. Of files of links the sentences become the
clauses (`corpora.linked`).

Left out, and counted (`corpora.tally`), are rows without text, texts in other languages, a second
text in the same language, control characters, and documents without French.

Why rows without French stay: they say what corresponds in the other languages; they are units of
the six-way table, and in no bead or bilingual memory, which are about French.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpora.clause import Clause
from corpora.document import LARGEST, Document, Group
from corpora.encoding import SCRIPT_SHARE, letter_share
from corpora.errors import InputError
from corpora.languages import BY_CODE, NAMES
from corpora.linked import read_linked
from corpora.manifest import Source
from corpora.parallel import LINKS, complete, read_rows, suffix_of
from corpora.parallel.packed import sha256_of
from corpora.parallel.row import Row
from corpora.schema import LANGUAGES, OTHERS, PIVOT
from corpora.structure.passage import clean
from corpora.tally import Tally

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")  # what no XML file may hold
_CODE = 20  # characters of a code of a language that is told of
_SAMPLED = 100_000  # characters of a version by which its script is told


@dataclass(slots=True)
class _Draft:
    """A document while its rows come in."""

    date: datetime.date | None = None
    versions: dict[str, list[Clause]] = field(default_factory=lambda: defaultdict(list))
    groups: list[Group] = field(default_factory=list)


def read_aligned(source: Source, corpus: Path) -> list[Document]:
    """Return the documents in the aligned text of `source`, in the order of their first rows.

    What was left out and what the user should know come with the first. Raises `InputError` if a
    file cannot be read, or holds no French or nothing but French.
    """
    paths = complete([corpus / name for name in source.aligned])
    names = {path: path.relative_to(corpus).as_posix() for path in paths}
    tally = Tally(names[paths[0]])
    if all(suffix_of(path) in LINKS for path in paths):
        documents = read_linked(paths, corpus=corpus, names=names, tally=tally)
    else:
        rows = read_rows(paths, names=names, limit=LARGEST)
        documents = _documents(rows, source.doc, tally)
    documents = list(_with_french(documents, tally))
    _check_languages(documents, tally)
    return _finished(documents, source, tally, {names[path]: path for path in paths})


def check_symbols(documents: Iterable[tuple[str, str]], corpus: Path) -> None:
    """Raise `InputError` if two documents, of one file or of several, have the same symbol.

    Each comes as its symbol and the first of its files.
    """
    files: dict[str, str] = {}
    for doc, file in documents:
        if doc in files:
            raise InputError(
                f"{corpus}: {file} holds a document {doc!r}, and so does {files[doc]}; "
                "keep one of them"
            )
        files[doc] = file


def _documents(rows: Iterable[Row], default: str, tally: Tally) -> list[Document]:
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for row in rows:
        texts = _texts(row, tally)
        if texts:
            _add(drafts[_line(row.doc) or default], row, texts)
        else:
            tally.count(f"a row without text in {NAMES}", row.place)
    return [
        Document(
            doc=doc,
            date=draft.date,
            note=None,
            versions={
                lang: tuple(draft.versions[lang]) for lang in LANGUAGES if lang in draft.versions
            },
            left_out=(),
            warnings=(),
            checksums={},
            given=tuple(draft.groups),
        )
        for doc, draft in drafts.items()
    ]


def _add(draft: _Draft, row: Row, texts: dict[str, str]) -> None:
    label = _line(row.label).replace("#", "-") or None  # "#" ends the document in a tuid
    spans: dict[str, range] = {}
    certainty: dict[str, float] = {}
    for lang, text in texts.items():
        version = draft.versions[lang]
        spans[lang] = range(len(version), len(version) + 1)
        version.append(Clause("paragraph", label, None, text, (), None, row.place))
    for variant in row.variants:
        said = row.probability if variant.probability is None else variant.probability
        if variant.language in spans and variant.language != PIVOT and said is not None:
            certainty.setdefault(variant.language, said)
    draft.groups.append(Group(spans, certainty))
    draft.date = draft.date or row.date


def _texts(row: Row, tally: Tally) -> dict[str, str]:
    """Return the text of each of the six languages on one line, and count what goes."""
    texts: dict[str, str] = {}
    for variant in row.variants:
        lang = variant.language
        text, controls = _CONTROL.subn("", variant.text)
        if controls:
            tally.count("control characters in the text", row.place, times=controls)
        text = clean(text, BY_CODE[lang or PIVOT])
        if not text:
            continue
        if lang is None:
            tally.count(
                f"a text in {_line(variant.code)[:_CODE] or 'no language'}, none of the six",
                row.place,
                text,
            )
        elif lang in texts:
            tally.count(f"a second text in {lang} in the same row", row.place, text)
        else:
            texts[lang] = text
    return {lang: texts[lang] for lang in LANGUAGES if lang in texts}


def _line(text: str | None) -> str:
    """Return a name on one line and without control characters, empty for none."""
    return " ".join(_CONTROL.sub("", text or "").split())


def _with_french(documents: Iterable[Document], tally: Tally) -> Iterator[Document]:
    for document in documents:
        if PIVOT in document.versions:
            yield document
        else:
            first = next((clauses[0] for clauses in document.versions.values()), None)
            place = first.line if first else 0
            tally.count("a document without French, to which all are aligned", place, document.doc)


def _check_languages(documents: list[Document], tally: Tally) -> None:
    languages = {lang for document in documents for lang in document.versions}
    if len(languages) < 2:
        found = "French alone" if languages else "no French text, to which all are aligned"
        why = f"; left out were {item[0].reason}" if (item := tally.left_out()) else ""
        raise InputError(
            f"{tally.file}: holds {found}{why}; give aligned text in French and one of "
            f"{', '.join(OTHERS)}"
        )


def _finished(
    documents: list[Document], source: Source, tally: Tally, files: dict[str, Path]
) -> list[Document]:
    """Return `documents` with what is true of the file they come from."""
    sums = {name: sha256_of(path) for name, path in files.items()}
    whole = [
        replace(
            document,
            date=source.date or document.date,
            note=source.note,
            checksums=sums | document.checksums,
        )
        for document in documents
    ]
    warnings = tuple(_foreign(documents, tally.file))
    whole[0] = replace(whole[0], left_out=tally.left_out(), warnings=warnings)
    return whole


def _foreign(documents: list[Document], file: str) -> Iterator[str]:
    """Yield a warning for each language that is not in its script: swapped columns, most likely."""
    for lang in LANGUAGES:
        sample = _sample(documents, lang)
        own = letter_share(sample, BY_CODE[lang])
        if own < SCRIPT_SHARE and any(char.isalpha() for char in sample):
            yield (
                f"{file}: only {own:.0%} of the letters of what is marked as {BY_CODE[lang].name} "
                "are; check the languages"
            )


def _sample(documents: list[Document], lang: str) -> str:
    """Return the first texts of a language, enough to tell its script."""
    clauses = (clause for document in documents for clause in document.versions.get(lang, ()))
    texts: list[str] = []
    length = 0
    for clause in clauses:
        texts.append(clause.text)
        length += len(clause.text)
        if length > _SAMPLED:
            break
    return " ".join(texts)
