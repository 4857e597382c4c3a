"""Which documents a corpus folder holds, found by its manifest or by the names of its files.

    discover(Path("corpus"))
    Discovery(sources=(Source(doc="A/RES/69/12", files={"fr": "fr.md", …}),), left_out=(…))

A corpus is a folder with a `corpus.toml`; or with `<lang>.<ext>` files, one document whose
symbol is the folder's name; or with text that is aligned already (`un.tmx`, `un.xliff`, `un.fr`
with `un.en` …, `en-fr.xml` of links), a source each; or with folders of one or the other kind. No
file is opened here but manifests.

Why a stray `de.txt` is an error and a `README.md` is not: an unknown language code means text
that the user expects to see aligned, while notes and termbases belong in a corpus folder. For
their sake a table with columns of languages is aligned text only where a manifest says so, and
a memory beside the versions of a document is what was used for it, not a document.

Why a folder is listed once, by names: a corpus has 50,000 folders, and to ask for each file what
it is takes longer than to read it.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.disk import sequence
from corpora.errors import InputError
from corpora.manifest import MANIFEST, Source, check_pivot, check_symbols, read_manifest
from corpora.parallel import TMX, XLIFF, complete, is_line_parallel, is_link_file, suffix_of
from corpora.readers import READERS, reader_for
from corpora.schema import LANGUAGES, PIVOT

_CODE = re.compile(r"[a-z]{2,3}", re.IGNORECASE)

Refuse = Callable[[str, InputError], None]
"""Called with the name of a document that is wrong, and what is."""


class Discovery(NamedTuple):
    """The documents of a corpus in order, and the files and folders in it that are none."""

    sources: Sequence[Source]  # of many, on disk (`corpora.disk`)
    left_out: tuple[LeftOut, ...]


def discover(corpus: Path, *, refuse: Refuse | None = None) -> Discovery:
    """Return the documents of the folder `corpus`.

    Raises `InputError`, in one line that names the place and the remedy, if it is no folder,
    holds no document, or names one wrongly; where there are several documents, `refuse` is told
    of the last instead, if it is given.
    """
    _check_folder(corpus)
    found = _read_folder(corpus, corpus)
    if found.sources:
        found = found._replace(left_out=(*found.left_out, *_unread(found.sources, corpus)))
    else:
        found = _read_folders(found, corpus, refuse)
    if not found.sources:
        names = " or ".join(f"{PIVOT}{suffix}" for suffix in READERS)
        raise InputError(
            f"{corpus}: no documents; put {names} there, aligned text such as un{TMX[0]} or "
            f"un{XLIFF[0]}, or a {MANIFEST}"
        )
    check_symbols(found.sources, corpus)
    return found._replace(sources=sequence(_with_pivot(found.sources, corpus, refuse)))


def _read_folders(top: Discovery, corpus: Path, refuse: Refuse | None) -> Discovery:
    """Return the documents of the folders in `corpus`, `top` being what lies beside them."""
    left_out, wrong = [*top.left_out], []

    def each() -> Iterator[Source]:
        for name in _folders(corpus):
            try:
                found = _read_folder(corpus / name, corpus)
            except InputError as error:
                if refuse is None:
                    raise
                wrong.append((name, error))
            else:
                left_out.extend(found.left_out)
                yield from found.sources

    sources = sequence(each())
    if wrong and not sources:
        raise wrong[0][1]
    if refuse:
        for wrongly in wrong:
            refuse(*wrongly)
    return Discovery(sources, tuple(left_out))


def _with_pivot(sources: Sequence[Source], corpus: Path, refuse: Refuse | None) -> Iterator[Source]:
    """Yield the documents that have the pivot, or are aligned already."""
    for source in sources:
        try:
            check_pivot(source, corpus)
        except InputError as error:
            if refuse is None or len(sources) == 1:
                raise
            refuse(source.doc, error)
        else:
            yield source


def _check_folder(corpus: Path) -> None:
    if not corpus.exists():
        raise InputError(f"{corpus}: there is no such folder; give one with fr.md, en.md, …")
    if not corpus.is_dir():
        raise InputError(f"{corpus}: a file, not a folder; give the folder that holds it")


def _folders(corpus: Path) -> list[str]:
    """Return the names of the folders in a corpus, in order."""
    with os.scandir(corpus) as entries:
        return sorted(entry.name for entry in entries if entry.is_dir() and entry.name[0] != ".")


def _unread(sources: Iterable[Source], corpus: Path) -> tuple[LeftOut, ...]:
    """Return the folders beside documents, in which nothing was looked for."""
    named = {Path(file).parts[0] for source in sources for file in _files_of(source)}
    names = [name for name in _folders(corpus) if name not in named]
    return tuple(LeftOut(f"{name}/", 0, "a folder beside the documents", "") for name in names)


def _read_folder(folder: Path, corpus: Path) -> Discovery:
    """Return the documents of one folder, by its manifest or else by file names."""
    names, prefix = _listed(folder), _prefix(folder, corpus)
    if MANIFEST in names:
        sources = read_manifest(folder / MANIFEST, corpus)
        named = {file for source in sources for file in _files_of(source)}
        named |= {file for source in sources for file in _belonging(source, corpus)}
        named.add(prefix + MANIFEST)
        return Discovery(tuple(sources), _strays(names, prefix, named))
    files = _language_files(names, folder)
    if not files:
        aligned = tuple(_aligned_sources(folder, corpus))
        named = {file for source in aligned for file in source.aligned}
        return Discovery(aligned, _strays(names, prefix, named))
    source = Source(
        doc=folder.name or folder.resolve().name,
        files={code: prefix + name for code, name in files.items()},
    )
    return Discovery((source,), _strays(names, prefix, set(source.files.values())))


def _listed(folder: Path) -> list[str]:
    """Return the names of the files in a folder, in order."""
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if entry.is_file())


def _prefix(folder: Path, corpus: Path) -> str:
    """Return what a name in `folder` begins with when it is seen from the corpus."""
    return "" if folder == corpus else f"{_name(folder, corpus)}/"


def _aligned_sources(folder: Path, corpus: Path) -> Iterator[Source]:
    """Yield the aligned texts of a folder without versions, each a source, links all as one."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    for path in paths:
        if suffix_of(path) in (*TMX, *XLIFF):
            stem = Path(path.name.removesuffix(".gz")).stem
            yield Source(doc=stem, files={}, aligned=(_name(path, corpus),))
        elif path.suffix == f".{PIVOT}" and len(complete([path])) > 1:
            members = tuple(_name(each, corpus) for each in complete([path]))
            yield Source(doc=path.stem, files={}, aligned=members)
    links = tuple(_name(path, corpus) for path in paths if is_link_file(path.name))
    if links:
        yield Source(doc=f"{folder.resolve().name} links", files={}, aligned=links)


def _files_of(source: Source) -> tuple[str, ...]:
    return (*source.files.values(), *source.aligned)


def _belonging(source: Source, corpus: Path) -> Iterator[str]:
    """Yield the files that come with the aligned text of `source` unnamed."""
    paths = [corpus / file for file in source.aligned]
    if paths and is_line_parallel(paths):
        yield from (_name(path, corpus) for path in complete(paths))


def _name(path: Path, corpus: Path) -> str:
    return path.relative_to(corpus).as_posix()


def _language_files(names: list[str], folder: Path) -> dict[str, str]:
    """Return the file of each language among `names`, in the order of the languages."""
    found: dict[str, list[str]] = {}
    for name in names:
        stem, dot, ending = name.rpartition(".")
        if stem and f"{dot}{ending}".lower() in READERS:
            found.setdefault(stem.lower(), []).append(name)
    for stem, (first, *_) in found.items():
        if stem not in LANGUAGES and _CODE.fullmatch(stem):
            raise InputError(
                f"{folder / first}: unknown language code {Path(first).stem!r}; the six are "
                f"{', '.join(LANGUAGES)}: rename or remove the file"
            )
    files = {code: _only_file(code, found.get(code, []), folder) for code in LANGUAGES}
    for name in names:
        stem = name.rpartition(".")[0] or name
        if stem in files and files[stem] is None and not _is_aligned(PurePosixPath(name)):
            reader_for(str(folder / name))  # a version no reader knows: say so and name the known
    return {code: name for code, name in files.items() if name is not None}


def _is_aligned(path: PurePosixPath) -> bool:
    """Tell whether a file is aligned text by its name, of whatever name before the suffix."""
    return suffix_of(path) in (*TMX, *XLIFF) or is_line_parallel([path])


def _only_file(code: str, names: list[str], folder: Path) -> str | None:
    if len(names) > 1:
        raise InputError(f"{folder}: {' and '.join(names)} are both {code}; keep one of them")
    return names[0] if names else None


def _strays(names: list[str], prefix: str, named: set[str]) -> tuple[LeftOut, ...]:
    """Return the files of a folder that belong to no document."""
    return tuple(
        LeftOut(prefix + name, 0, "not a version of a document", "")
        for name in names
        if prefix + name not in named
    )
