"""What an import costs: time beside reading alone, room on disk beside the text, memory.

    cost = measure_import(1_000_000, Path("../shared/data"))
    cost.seconds, cost.reading, cost.per_byte, cost.megabytes

The units are those of `tm.bench.material`, as a TMX such as a build writes: with document, label,
date, bead kind and probabilities. The index of the searches is not part of it.

Why reading alone stands beside it: most of an import is the XML, and seconds of one machine say
little on another. Why each in a process of its own: memory that one frees stays with the process.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpora.codes import LANGUAGES, PIVOT
from corpora.parallel import read_rows
from corpora.properties import DATE, DOCUMENT, LABEL, PROBABILITY
from tm.bench.material import Row, make_units, read_material
from tm.memory.store import open_memory
from tm.tmx.file import write_tmx
from tm.tmx.unit import TranslationUnit, Variant

UNITS_A_DOCUMENT = 200

MEGABYTE = 1_000_000


class ImportCost(NamedTuple):
    """One import and what it took; seconds are processor time."""

    units: int
    languages: tuple[str, ...]
    seconds: float  # to add the file to an empty memory
    elapsed: float  # the same by the clock
    reading: float  # to read the rows of the same file and do nothing, in seconds
    text_bytes: int  # of the segments, in UTF-8
    disk_bytes: int  # of the memory without index
    megabytes: float  # the peak beyond that of an import of a hundredth of the units

    @property
    def per_byte(self) -> float:
        """Bytes on disk for each byte of text."""
        return self.disk_bytes / self.text_bytes


class _Usage(NamedTuple):
    seconds: float
    elapsed: float
    peak: int  # bytes


def measure_import(units: int, data: Path, *, languages: Sequence[str] = LANGUAGES) -> ImportCost:
    """Measure the import of `units` units; `data` holds un_dev and parallel.

    Takes room for some 4 KB a unit in the folder for temporary files. Raises `InputError` where
    the data are not there.
    """
    rows = read_material(data)
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(rows, units // 100, folder / "few.tmx", languages)
        text_bytes = _write(rows, units, folder / "all.tmx", languages)
        reading = _alone(_read, folder / "all.tmx", folder)
        few = _alone(_add, folder / "few.tmx", folder / "few")
        whole = _alone(_add, folder / "all.tmx", folder / "memory")
        disk_bytes = sum(path.stat().st_size for path in (folder / "memory").iterdir())
    return ImportCost(
        units,
        tuple(languages),
        whole.seconds,
        whole.elapsed,
        reading.seconds,
        text_bytes,
        disk_bytes,
        (whole.peak - few.peak) / MEGABYTE,
    )


def _write(rows: Sequence[Row], units: int, path: Path, languages: Sequence[str]) -> int:
    """Write a memory as a build would, and return the bytes of its texts."""
    sizes: list[int] = [0]

    def written() -> Iterator[TranslationUnit]:
        for place, texts in enumerate(make_units(rows, units)):
            sizes[0] += sum(len(texts[lang].encode()) for lang in languages)
            yield _unit(place, texts, languages)

    write_tmx(path, written(), source_language=PIVOT)
    return sizes[0]


def _unit(place: int, texts: Row, languages: Sequence[str]) -> TranslationUnit:
    document, clause = divmod(place, UNITS_A_DOCUMENT)
    symbol, label = f"A/RES/{60 + document // 300}/{document % 300 + 1}", f"op{clause + 1}"
    probability = f"{1 - place % 997 / 10_000:.4f}"
    said = ((PROBABILITY, probability),) if len(languages) > 2 else ()
    facts = (
        (DOCUMENT, symbol),
        (LABEL, label),
        ("x-bead", "-".join("1" * len(languages))),
        (PROBABILITY, probability),
        (DATE, f"{2000 + document % 25}-12-{document % 28 + 1:02}"),
    )
    variants = (Variant(lang, texts[lang], () if lang == PIVOT else said) for lang in languages)
    return TranslationUnit(f"{symbol}#{label}", tuple(variants), facts)


def _alone(work: Callable[[Path, Path], None], path: Path, folder: Path) -> _Usage:
    """Run `work` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work, path, folder).result()


def _measured(work: Callable[[Path, Path], None], path: Path, folder: Path) -> _Usage:
    before, begin = time.process_time(), time.perf_counter()
    work(path, folder)
    return _Usage(time.process_time() - before, time.perf_counter() - begin, _peak())


def _peak() -> int:
    """Return the most bytes this process ever had.

    Linux tells it in /proc; what `getrusage` says there includes the process that started it.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        import resource  # noqa: PLC0415  (not on Windows)

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _read(path: Path, _folder: Path) -> None:
    for _ in read_rows([path], names={path: path.name}):
        pass


def _add(path: Path, folder: Path) -> None:
    with open_memory(folder, create=True) as memory:
        memory.add_file(path)
