"""Documents of the UN Parallel Corpus from their files of links: sentences in, groups out.

    read_linked([Path("en-fr.xml"), Path("fr-ru.xml")], corpus=corpus, names=names, tally=tally)

A document is what the links say of one French file; its versions are those that a link file joins
with French. Clauses are sentences, one each; links become the groups of the alignment.

Left out and counted are links between two other languages, links of documents that are not in the
corpus, and sentences without text. Formats are read elsewhere (`corpora.parallel`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corpora.clause import Clause
from corpora.document import LARGEST, Document, Group
from corpora.errors import InputError
from corpora.languages import BY_CODE
from corpora.parallel.links import (
    Link,
    LinkGroup,
    check_known,
    locate,
    name_of,
    read_links,
    read_version,
)
from corpora.parallel.packed import sha256_of
from corpora.parallel.tei import Version
from corpora.schema import LANGUAGES, PIVOT
from corpora.structure.passage import clean
from corpora.tally import Tally


class _Pair(NamedTuple):
    """The links of one document between French and another language, and its file."""

    group: LinkGroup
    path: Path
    file: str  # of the links


class _Found(NamedTuple):
    """A document that is there: its French file, and what is linked with it."""

    path: Path
    pairs: dict[str, _Pair]  # by the other language


class _Side(NamedTuple):
    """A version as clauses."""

    clauses: tuple[Clause, ...]
    places: dict[str, int | None]  # id -> index of the clause; None: a sentence without text


def read_linked(
    paths: Sequence[Path], *, corpus: Path, names: Mapping[Path, str], tally: Tally
) -> list[Document]:
    """Return the documents that the files of links in `paths` join and the corpus holds.

    Raises `InputError` for a broken file, and for links that name no sentence of their document,
    share one, or go backward.
    """
    documents: dict[str, Document] = {}
    for name, found in _found(paths, corpus, names, tally).items():
        document = _document(name, found, corpus, tally)
        if document.doc in documents:  # a symbol of several files: a second printing
            document = replace(document, doc=name)
        documents[document.doc] = document
    return [*documents.values()]


def _found(
    paths: Sequence[Path], corpus: Path, names: Mapping[Path, str], tally: Tally
) -> dict[str, _Found]:
    """Return the documents that are there, by name, in the order of the links."""
    documents: dict[str, _Found] = {}
    for path in paths:
        for group in read_links(path, file=names[path], limit=LARGEST):
            _, other = group.languages
            name = name_of(group.paths[0])
            ends = [locate(each, path.parent, corpus) for each in group.paths]
            if group.languages[0] != PIVOT:
                tally.count("links between two languages without French", group.place, name)
            elif ends[0] is None or ends[1] is None:
                tally.count("links of documents that are not here", group.place, name)
            elif other in documents.setdefault(name, _Found(ends[0], {})).pairs:
                tally.count(f"second links of a document with {other}", group.place, name)
            else:
                documents[name].pairs[other] = _Pair(group, ends[1], names[path])
    return documents


def _document(name: str, found: _Found, corpus: Path, tally: Tally) -> Document:
    files = {PIVOT: found.path} | {lang: pair.path for lang, pair in found.pairs.items()}
    named = {
        lang: (files[lang].relative_to(corpus).as_posix(), files[lang])
        for lang in LANGUAGES
        if lang in files
    }
    read = {lang: read_version(path, file, LARGEST) for lang, (file, path) in named.items()}
    sides = {lang: _side(version, lang, named[lang][0], tally) for lang, version in read.items()}
    groups = (
        group
        for lang, pair in found.pairs.items()
        for group in _groups(pair, sides[PIVOT], sides[lang], lang)
    )
    return Document(
        doc=read[PIVOT].symbol or name,
        date=read[PIVOT].date,
        note=None,
        versions={lang: side.clauses for lang, side in sides.items() if side.clauses},
        left_out=(),
        warnings=(),
        checksums={file: sha256_of(path) for file, path in named.values()},
        given=tuple(groups),
    )


def _side(version: Version, lang: str, file: str, tally: Tally) -> _Side:
    clauses: list[Clause] = []
    places: dict[str, int | None] = {}
    for number, sentence in version.sentences.items():
        text = clean(sentence.text, BY_CODE[lang])
        places[number] = len(clauses) if text else None
        if text:
            clauses.append(Clause("paragraph", None, None, text, (), None, sentence.line))
        else:
            tally.count("a sentence without text", sentence.line, f"{file} {number}")
    return _Side(tuple(clauses), places)


def _groups(pair: _Pair, french: _Side, other: _Side, lang: str) -> Iterator[Group]:
    """Yield the links that have both sides; raises `InputError` where they do not go forward."""
    ends = (0, 0)
    for link in pair.group.links:
        here = _span(link.source, french, ends[0], link, pair.file)
        there = _span(link.target, other, ends[1], link, pair.file)
        ends = (here.stop, there.stop)
        if here and there:
            certainty = {} if link.score is None else {lang: link.score}
            yield Group({PIVOT: here, lang: there}, certainty)


def _span(ids: Sequence[str], side: _Side, least: int, link: Link, file: str) -> range:
    """Return the clauses of some sentences, an empty range at `least` for none."""
    for number in ids:
        check_known(number, side.places, link, file)
    places = [place for number in ids if (place := side.places[number]) is not None]
    if not places:
        return range(least, least)
    span = range(places[0], places[-1] + 1)
    if places != [*span] or span.start < least:
        raise InputError(
            f"{file}: line {link.line}: sentences {' '.join(ids)} do not follow those of the link "
            "before; links must go forward and share no sentence"
        )
    return span
