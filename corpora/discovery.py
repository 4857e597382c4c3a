"""Which documents a corpus folder holds, found by its manifest or by the names of its files.

    discover(Path("corpus"))
    Discovery(sources=(Source(doc="A/RES/69/12", files={"fr": "fr.md", …}),), left_out=(…))

A corpus is a folder with a `corpus.toml`; or with `<lang>.<ext>` files, one document whose
symbol is the folder's name; or with one such folder a document. No file is opened here but
manifests.

Why a stray `de.txt` is an error and a `README.md` is not: an unknown language code means text
that the user expects to see aligned, while notes and termbases belong in a corpus folder.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.manifest import MANIFEST, Source, check_sources, read_manifest
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
        raise InputError(f"{corpus}: no documents; put {names} there, or a {MANIFEST}")
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
    named = {Path(file).parts[0] for source in sources for file in source.files.values()}
    names = [folder.name for folder in _folders(corpus) if folder.name not in named]
    return tuple(LeftOut(f"{name}/", 0, "a folder beside the documents", "") for name in names)


def _read_folder(folder: Path, corpus: Path) -> Discovery:
    """Return the documents of one folder, by its manifest or else by file names."""
    manifest = folder / MANIFEST
    if manifest.is_file():
        sources = read_manifest(manifest, corpus)
        named = {file for source in sources for file in source.files.values()}
        return Discovery(tuple(sources), _strays(folder, corpus, named | {_name(manifest, corpus)}))
    files = _language_files(folder)
    if not files:
        return Discovery((), _strays(folder, corpus, set()))
    source = Source(
        doc=folder.resolve().name,
        files={code: _name(path, corpus) for code, path in files.items()},
    )
    return Discovery((source,), _strays(folder, corpus, set(source.files.values())))


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
        if path.stem in files and files[path.stem] is None:
            reader_for(str(path))  # a version no reader knows: say so and name the known
    return {code: path for code, path in files.items() if path is not None}


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
