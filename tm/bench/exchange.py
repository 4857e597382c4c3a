"""Writing and reading TMX: processor time, and memory that does not grow with the units.

    measure_exchange(100_000, Path("../shared/data"))       Exchange(write=Usage(…), …)

The units are real rows in six languages, over and over, with properties such as a build writes.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpora.parallel.tmx import read_tmx
from corpora.schema import PIVOT
from tm.bench.material import Row, read_material
from tm.bench.usage import Usage, usage
from tm.tmx.file import write_tmx
from tm.tmx.unit import TranslationUnit, Variant


class Exchange(NamedTuple):
    """What writing and reading a memory took, and a tenth of it."""

    units: int
    write: Usage
    read: Usage
    write_tenth: Usage
    read_tenth: Usage


def measure_exchange(units: int, data: Path) -> Exchange:
    """Measure `units` units of six languages; raises `InputError` where the data are not there."""
    with TemporaryDirectory() as name:
        path = Path(name) / "un.tmx"
        tenth = usage(_writer, data, path, units // 10), usage(_reader, path)
        whole = usage(_writer, data, path, units), usage(_reader, path)
    return Exchange(units, *whole, *tenth)


def _writer(data: Path, path: Path, units: int) -> Callable[[], int]:
    rows = read_material(data)
    write_tmx(path, islice(_units(rows), 10), source_language=PIVOT)  # loads what is needed
    return lambda: write_tmx(path, islice(_units(rows), units), source_language=PIVOT)


def _reader(path: Path) -> Callable[[], int]:
    def read() -> int:
        with path.open("rb") as stream:
            return sum(len(row.texts) for row in read_tmx(stream, file=path.name))

    return read


def _units(rows: Sequence[Row]) -> Iterator[TranslationUnit]:
    number = 0
    while True:
        for row in rows:
            variants = tuple(Variant(lang, text) for lang, text in row.items())
            facts = (("x-document", "A/RES/69/12"), ("x-label", "op2"), ("x-probability", "0.9981"))
            yield TranslationUnit(f"A/RES/69/12#{number}", variants, facts)
            number += 1
