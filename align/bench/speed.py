"""How long the aligner takes and how much memory, in a fresh process for each figure.

    measure(Task("align", source, target))
    Usage(seconds=1.4, megabytes=180.0, first_call=0.9, beads=[…])

Seconds are processor time. Megabytes are the peak beyond what the interpreter, the imported
packages and the text itself take. Both are taken after a small first call, which loads compiled
code and is reported apart.

Why a fresh process: memory that one run frees stays with the process and hides what the next
one needs. Why processor time: other work on the machine does not change it much.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from align.ladder import Bead

WARM_UP = 120
"""Segments of the first call: enough for every compiled function, the coarse search included."""

MEGABYTE = 1_000_000


class Task(NamedTuple):
    """What to run on two versions of a text."""

    work: Literal["align", "gale-church", "train"]
    source: Sequence[str]  # French
    target: Sequence[str]
    lang: str = "en"  # of the target


class Usage(NamedTuple):
    """What a task took."""

    seconds: float
    megabytes: float
    first_call: float  # seconds
    beads: list[Bead]  # none where nothing was aligned


def measure(task: Task, *, compiled: bool = True) -> Usage:
    """Run `task` in a process of its own; not `compiled`: with an empty cache of compiled code."""
    with (
        _cache(compiled),
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
    ):
        return pool.submit(_measure, task).result()


@contextmanager
def _cache(compiled: bool) -> Iterator[None]:
    """Let processes that start in the block find compiled code, or none."""
    if compiled:
        yield
        return
    with TemporaryDirectory() as folder:
        before = environ.get("NUMBA_CACHE_DIR")
        environ["NUMBA_CACHE_DIR"] = folder
        try:
            yield
        finally:
            environ.pop("NUMBA_CACHE_DIR")
            if before is not None:
                environ["NUMBA_CACHE_DIR"] = before


def _measure(task: Task) -> Usage:
    run = _runner(task)
    before = _resident()
    first = _timed(lambda: run(task.source[:WARM_UP], task.target[:WARM_UP]))[0]
    _forget_peak()
    seconds, beads = _timed(lambda: run(task.source, task.target))
    return Usage(seconds, (_peak() - before) / MEGABYTE, first, beads)


Runner = Callable[[Sequence[str], Sequence[str]], list[Bead]]


def _runner(task: Task) -> Runner:
    """Import what the task needs and return it as a function."""
    if task.work == "train":
        return _trainer(task.lang)
    if task.work == "gale-church":
        from align.bench.baseline import gale_church  # noqa: PLC0415  (imports are not measured)

        return gale_church
    from align.lexicon import shipped  # noqa: PLC0415  (as above)
    from align.pair import align  # noqa: PLC0415  (as above)

    return lambda source, target: align(
        source, target, target_language=task.lang, lexicon=shipped()
    )


def _trainer(lang: str) -> Runner:
    from align.training import train_lexicon  # noqa: PLC0415  (imports are not measured)

    def train(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        train_lexicon([{"fr": s, lang: t} for s, t in zip(source, target, strict=True)])
        return []

    return train


def _timed(run: Callable[[], list[Bead]]) -> tuple[float, list[Bead]]:
    begin = time.process_time()
    found = run()
    return time.process_time() - begin, found


def _resident() -> int:
    return _status("VmRSS") or _most_ever()


def _peak() -> int:
    return _status("VmHWM") or _most_ever()


def _status(name: str) -> int | None:
    """Return a size in bytes from Linux; None elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = (int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
    return next(sizes, None)


def _most_ever() -> int:
    """Return the peak since the process began, where the system tells no more."""
    import resource  # noqa: PLC0415  (not on Windows)

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _forget_peak() -> None:
    """Let the peak begin anew, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return
