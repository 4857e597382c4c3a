"""Whole builds, measured from outside: time by the clock, memory of the parent and its workers.

    measured = run_build(corpus, out, workers=2)          Measured(seconds=71.3, parent=214.0, …)
    measure_stages(corpus, documents=60)                  {"read": 1.2, "align": 6.3, …}

A build is the command as a user gives it. Memory is what the system says the processes hold, looked
at twice a second.

Why by the clock: two workers are there to halve it, and processor time cannot show that. So the
machine should have nothing else to do, and times are compared within one run only.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

from align.document import align_document
from align.lexicon import shipped
from corpora.discovery import discover
from corpora.document import read_document
from corpora.errors import HexaplaError, InputError
from tm.bench.usage import MEGABYTE
from tm.building.finished import Finished, pack
from tm.building.identity import digest
from tm.building.partition import Document, Part
from tm.building.store import Store
from tm.building.writing import MEMORIES, Place, write_part
from tm.parts import scan
from tm.record import read_termbase
from tm.terms.analysis import analyse

if TYPE_CHECKING:
    import psutil

COMMAND = "import sys; from tm.cli import main; sys.argv[0] = 'hexapla'; main()"

INTERVAL = 0.5
"""Seconds between two looks at the memory."""

STAGES = ("read", "align", "keep", "write", "terms")
"""Reading and cutting, aligning, keeping what is finished, tables and memories, terms."""


class Measured(NamedTuple):
    """One build."""

    seconds: float  # by the clock, from start to end of the command
    parent: float  # the most memory of the process that was started, in megabytes
    worker: float  # of any of the others; 0 without one
    said: str  # the last line that it printed


def run_build(
    corpus: Path,
    out: Path,
    *,
    workers: int,
    scheduler: str | None = None,
    terms: Path | None = None,
) -> Measured:
    """Run `hexapla build`; raises `HexaplaError` with what it said if it fails."""
    if find_spec("psutil") is None:
        raise InputError("psutil: not installed; install it with `pip install 'hexapla[bench]'`")
    command = [sys.executable, "-c", COMMAND, "build", str(corpus), "--out", str(out)]
    command += ["--workers", str(workers)]
    command += ["--scheduler", scheduler] if scheduler else []
    command += ["--terms", str(terms)] if terms else []
    begin = time.perf_counter()
    with (
        subprocess.Popen(  # noqa: S603  (our own code)
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process,
        _watched(process.pid) as peaks,
    ):
        said, wrong = process.communicate()
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise HexaplaError((wrong or said).strip().splitlines()[-1])
    workers_peak = max((peak for pid, peak in peaks.items() if pid != process.pid), default=0)
    return Measured(
        seconds,
        peaks.get(process.pid, 0) / MEGABYTE,
        workers_peak / MEGABYTE,
        said.strip().splitlines()[-1],
    )


@contextmanager
def _watched(pid: int) -> Iterator[dict[int, int]]:
    """Yield the most memory, in bytes, of a process and of each that it starts, while it runs."""
    import psutil  # noqa: PLC0415  (optional)

    peaks: dict[int, int] = {}
    ended = Event()

    def watch() -> None:
        while not ended.wait(INTERVAL):
            for each in _family(pid):
                try:
                    peaks[each.pid] = max(peaks.get(each.pid, 0), each.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        ended.set()
        watcher.join()


def _family(pid: int) -> "Sequence[psutil.Process]":
    import psutil  # noqa: PLC0415  (optional)

    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def measure_stages(corpus: Path, *, documents: int) -> dict[str, float]:
    """Return the processor time of each of `STAGES` for the first documents of a corpus.

    In a process of its own, after a first document that loads what is needed.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_stages, corpus, documents).result()


def _stages(corpus: Path, documents: int) -> dict[str, float]:
    with TemporaryDirectory() as name:
        _go_through(corpus, 1, Path(name))
    with TemporaryDirectory() as name:
        return _go_through(corpus, documents, Path(name))


def _go_through(corpus: Path, documents: int, folder: Path) -> dict[str, float]:
    spent = dict.fromkeys(STAGES, 0.0)
    store, keys = Store(folder / "store"), []
    for source in discover(corpus).sources[:documents]:
        with _timed(spent, "read"):
            document = read_document(source, corpus)
        with _timed(spent, "align"):
            alignment = align_document(document.versions)
        with _timed(spent, "keep"):
            key = digest([source.doc]).encode()[:32]
            store.put(key, pack(Finished(document, alignment)))
        keys.append(Document(document.doc, key))
    for memory in MEMORIES:
        (folder / "tmx" / memory).mkdir(parents=True)
    with _timed(spent, "write"):
        write_part(Part(None, tuple(keys)), Place(folder, store))
    with _timed(spent, "terms"):
        units = scan(folder, "units").collect()
        analyse(units, read_termbase(corpus, None), lexicon=shipped())
    return spent


@contextmanager
def _timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.process_time()
    yield
    spent[stage] += time.process_time() - begin
