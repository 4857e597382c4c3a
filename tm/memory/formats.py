"""The files that a memory takes: which they are, what they are called, and their rows.

    source = find_source(Path("un.tmx.gz"))         Source(paths, "un.tmx.gz", "TMX")
    for row in rows_of(source): …

    .tmx              translation memories of any tool and version
    .xlf .sdlxliff …  XLIFF 1.2 and 2.x
    .po               gettext (`tm.memory.po`)
    .tsv .csv .parquet    a column a language
    .fr .en … .ids    line-parallel text; any one of the files names them all
    .xml              links between documents, as in the UN Parallel Corpus
    a folder          the result of a build: its memory of six languages

Each file may be packed with gzip.

Why a build gives its six-language memory: a hit then shows all versions. Whoever wants the finer
units of one pair adds `OUT/tmx/fr-ru.tmx`.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from corpora.document import LARGEST
from corpora.errors import InputError
from corpora.parallel import SUFFIXES, TMX, XLIFF, complete, moses, read_rows, suffix_of
from corpora.parallel.packed import opened, sha256_of
from corpora.parallel.row import Rows
from tm.folder import RECORD
from tm.memory.po import read_po

PO = (".po",)
OF_BUILD = Path("tmx") / "six.tmx"
"""Where a build keeps its memory of all languages."""


class Source(NamedTuple):
    """What is added as one file."""

    paths: tuple[Path, ...]  # several for line-parallel text
    name: str  # without the folders of this machine
    format: str

    @property
    def bytes(self) -> int:
        """The size on disk."""
        return sum(path.stat().st_size for path in self.paths)


def find_source(path: Path) -> Source:
    """Return what `path` names; raises `InputError` for what no memory takes."""
    if path.is_dir():
        memory = path / OF_BUILD
        if not ((path / RECORD).is_file() and memory.is_file()):
            raise InputError(f"{path}: is a folder and no build; name its files one by one")
        return Source((memory,), _printable(f"{path.resolve().name}/{OF_BUILD.as_posix()}"), "TMX")
    if not path.exists():
        raise InputError(f"{path}: no such file; check its name")
    if not path.is_file():
        raise InputError(f"{path}: is a pipe or a device; name a file")
    if path.suffix not in (*moses.SUFFIXES, moses.IDS) and suffix_of(path) not in (*SUFFIXES, *PO):
        known = ", ".join((*TMX, *XLIFF, *PO, *SUFFIXES[len(TMX) + len(XLIFF) :]))
        raise InputError(f"{path}: no format that a memory takes; expected {known}")
    return Source(complete([path]), _printable(path.name), _format_of(path))


def rows_of(source: Source) -> Rows:
    """Yield the rows of the file, in its order; raises `InputError` where it is broken."""
    first = source.paths[0]
    if source.format == "PO":
        with opened(first, file=str(first), limit=LARGEST) as stream:
            data = stream.read()
        yield from read_po(data, file=str(first))
    else:
        yield from read_rows(source.paths, names={path: str(path) for path in source.paths})


def fingerprint(source: Source) -> str:
    """Return the SHA-256 of the file; of several, that of theirs in order.

    Raises `InputError` where one cannot be read.
    """
    try:
        sums = [sha256_of(path) for path in source.paths]
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{source.paths[0]}: {reason}; check the file") from error
    return sums[0] if len(sums) == 1 else hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _format_of(path: Path) -> str:
    if path.suffix in (*moses.SUFFIXES, moses.IDS):
        return "lines"
    suffix = suffix_of(path)
    families = {"TMX": TMX, "XLIFF": XLIFF, "PO": PO, "links": (".xml",)}
    found = (name for name, suffixes in families.items() if suffix in suffixes)
    return next(found, suffix[1:].upper())


def _printable(name: str) -> str:
    """Return a name that is text, whatever bytes the file system has."""
    return name.encode("utf-8", errors="replace").decode()
