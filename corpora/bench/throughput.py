"""How fast every reader reads, and how much memory it needs, beside Markdown in the same run.

    for row in measure_all(pages=50, long=300):
        row.name, row.usage.seconds, row.usage.peak

A row is six versions of one text, read in a fresh process from files to blocks; of text that is
aligned already, one table of them, read to rows. The last row is one long DOCX, read to clauses;
it has the targets.

Why rows may be missing: only LibreOffice writes PDF and old Word, and it reads old Word too; its
time is counted, its memory is not.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpora.bench import material
from corpora.bench.aligned import ALIGNED, write_aligned
from corpora.bench.files import CONVERTED, WRITTEN, write_versions
from corpora.bench.usage import MEGABYTE, Usage, measure
from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE
from corpora.parallel import complete, read_parallel
from corpora.readers import reader_for
from corpora.schema import LANGUAGES, PIVOT

BASELINE = "md"
"""The row that all times are shown beside."""

MOST_SECONDS, MOST_MEGABYTES = 10.0, 500.0
"""Targets for the long DOCX: processor time, and all memory of the process."""

ROWS = (*WRITTEN, *CONVERTED, *ALIGNED)
"""The formats that are measured, in that order."""

_SMALL = 1  # pages that are read first, for what a reader loads once


class Throughput(NamedTuple):
    """What reading one format took; without usage, why it was not measured."""

    name: str
    pages: float = 0.0  # of all versions together
    megabytes: float = 0.0  # of all files
    usage: Usage[int] | None = None  # its result: blocks, rows or clauses
    why: str = ""
    most_seconds: float | None = None  # the targets
    most_megabytes: float | None = None

    @property
    def reached(self) -> bool:
        """Whether no target is missed."""
        if self.usage is None:
            return True
        slow = self.most_seconds is not None and self.usage.seconds > self.most_seconds
        large = self.most_megabytes is not None and self.usage.peak > self.most_megabytes
        return not (slow or large)


def measure_all(*, pages: float, long: float) -> Iterator[Throughput]:
    """Yield a row for each format, with six versions of `pages`, then a DOCX of `long` pages."""
    for name in ROWS:
        with TemporaryDirectory() as folder:
            measured = _measure_aligned if name in ALIGNED else _measure_versions
            yield measured(Path(folder), name, pages)
    with TemporaryDirectory() as folder:
        yield _measure_long(Path(folder), long)


def _measure_versions(folder: Path, name: str, pages: float) -> Throughput:
    try:
        small = write_versions(folder / "small", name, pages=_SMALL)
        large = write_versions(folder / "large", name, pages=pages)
    except InputError as error:
        return Throughput(name, why=str(error))
    usage = measure(partial(_blocks_of, large[0].name), small, large)
    return Throughput(name, _pages(pages) * len(LANGUAGES), _size(large), usage)


def _measure_aligned(folder: Path, name: str, pages: float) -> Throughput:
    made = []
    for part, count in (("small", _SMALL), ("large", pages)):
        (folder / part).mkdir()
        made.append(write_aligned(folder / part, name, material.rows(pages=count)))
    versions = 2 if name == "xlf" else len(LANGUAGES)
    usage = measure(_rows_of, *made)
    return Throughput(name, _pages(pages) * versions, _size(complete(made[1:])), usage)


def _measure_long(folder: Path, pages: float) -> Throughput:
    made = [
        write_versions(folder / part, "docx", pages=count, codes=(PIVOT,))
        for part, count in (("small", _SMALL), ("large", pages))
    ]
    usage = measure(_clauses_of, *made)
    long = Throughput(f"docx, {_pages(pages):.0f} pages", _pages(pages), _size(made[1]), usage)
    return long._replace(most_seconds=MOST_SECONDS, most_megabytes=MOST_MEGABYTES)


def _pages(pages: float) -> float:
    return material.pages_of(material.repetitions(pages))


def _size(files: Sequence[Path]) -> float:
    return sum(file.stat().st_size for file in files) / MEGABYTE


def _blocks_of(file: str) -> Callable[[list[Path]], int]:
    read = reader_for(file)
    return lambda files: sum(
        len(read(path.read_bytes(), BY_CODE[path.stem], file=path.name).blocks) for path in files
    )


def _clauses_of() -> Callable[[list[Path]], int]:
    return lambda files: sum(
        len(read_version(path.read_bytes(), BY_CODE[path.stem], file=path.name)[0])
        for path in files
    )


def _rows_of() -> Callable[[Path], int]:
    return lambda file: len(read_parallel(file))
