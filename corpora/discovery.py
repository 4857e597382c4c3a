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
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.manifest import MANIFEST, Source, check_sources, read_manifest
from corpora.parallel import TMX, XLIFF, complete, is_line_parallel, is_link_file, suffix_of
from corpora.readers import READERS, reader_for
from corpora.schema import LANGUAGES, PIVOT

_CODE = re.compile(r"[a-z]{2,3}", re.IGNORECASE)


class Discovery(NamedTuple):
    """The documents of a corpus in order, and the files and folders in it that are none."""

    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]


def discover(corpus: Path) -> Discovery:
    """Return the documents of the folder `corpus`.

    Raises `InputError`, in one line that names the place and the remedy, if it is no folder,
    holds no document, or names one wrongly.
    """
    _check_folder(corpus)
    found = _read_folder(corpus, corpus)
    if found.sources:
        found = found._replace(left_out=(*found.left_out, *_unread(found.sources, corpus)))
    else:
        parts = [found, *(_read_folder(folder, corpus) for folder in _folders(corpus))]
        found = Discovery(
            tuple(source for part in parts for source in part.sources),
            tuple(item for part in parts for item in part.left_out),
        )
    if not found.sources:
        names = " or ".join(f"{PIVOT}{suffix}" for suffix in READERS)
        raise InputError(
            f"{corpus}: no documents; put {names} there, aligned text such as un{TMX[0]} or "
            f"un{XLIFF[0]}, or a {MANIFEST}"
        )
    check_sources(found.sources, corpus)
    return found


def _check_folder(corpus: Path) -> None:
    if not corpus.exists():
        raise InputError(f"{corpus}: there is no such folder; give one with fr.md, en.md, …")
    if not corpus.is_dir():
        raise InputError(f"{corpus}: a file, not a folder; give the folder that holds it")


def _folders(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.iterdir() if path.is_dir() and path.name[0] != ".")


def _unread(sources: Iterable[Source], corpus: Path) -> tuple[LeftOut, ...]:
    """Return the folders beside documents, in which nothing was looked for."""
    named = {Path(file).parts[0] for source in sources for file in _files_of(source)}
    names = [folder.name for folder in _folders(corpus) if folder.name not in named]
    return tuple(LeftOut(f"{name}/", 0, "a folder beside the documents", "") for name in names)


def _read_folder(folder: Path, corpus: Path) -> Discovery:
    """Return the documents of one folder, by its manifest or else by file names."""
    manifest = folder / MANIFEST
    if manifest.is_file():
        sources = read_manifest(manifest, corpus)
        named = {file for source in sources for file in _files_of(source)}
        named |= {file for source in sources for file in _belonging(source, corpus)}
        return Discovery(tuple(sources), _strays(folder, corpus, named | {_name(manifest, corpus)}))
    files = _language_files(folder)
    if not files:
        aligned = tuple(_aligned_sources(folder, corpus))
        named = {file for source in aligned for file in source.aligned}
        return Discovery(aligned, _strays(folder, corpus, named))
    source = Source(
        doc=folder.resolve().name,
        files={code: _name(path, corpus) for code, path in files.items()},
    )
    return Discovery((source,), _strays(folder, corpus, set(source.files.values())))


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


def _language_files(folder: Path) -> dict[str, Path]:
    """Return the file of each language in `folder`, in the order of the languages."""
    candidates = sorted(path for path in folder.iterdir() if path.is_file())
    readable = [path for path in candidates if path.suffix.lower() in READERS]
    for path in readable:
        if path.stem.lower() not in LANGUAGES and _CODE.fullmatch(path.stem):
            raise InputError(
                f"{path}: unknown language code {path.stem!r}; the six are "
                f"{', '.join(LANGUAGES)}: rename or remove the file"
            )
    files = {code: _only_file(code, readable) for code in LANGUAGES}
    for path in candidates:
        if path.stem in files and files[path.stem] is None and not _is_aligned(path):
            reader_for(str(path))  # a version no reader knows: say so and name the known
    return {code: path for code, path in files.items() if path is not None}


def _is_aligned(path: Path) -> bool:
    """Tell whether a file is aligned text by its name, of whatever name before the suffix."""
    return suffix_of(path) in (*TMX, *XLIFF) or is_line_parallel([path])


def _only_file(code: str, readable: Iterable[Path]) -> Path | None:
    paths = [path for path in readable if path.stem.lower() == code]
    if len(paths) > 1:
        names = " and ".join(path.name for path in paths)
        raise InputError(f"{paths[0].parent}: {names} are both {code}; keep one of them")
    return paths[0] if paths else None


def _strays(folder: Path, corpus: Path, named: set[str]) -> tuple[LeftOut, ...]:
    """Return the files of `folder` that belong to no document."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    names = [_name(path, corpus) for path in paths]
    return tuple(
        LeftOut(name, 0, "not a version of a document", "") for name in names if name not in named
    )
