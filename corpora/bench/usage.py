"""What a piece of work takes, in a fresh process of its own: processor time and memory.

    measure(partial(prepare, ".docx"), small, large)
    Usage(seconds=4.1, first_call=0.2, megabytes=96.0, peak=171.0, result=5200)

`prepare` is called in the new process; it imports what the work needs and returns the work as a
function. That is called with `small`, which loads what is loaded once, and then with `large`.

Seconds are of this process and of those it started and waited for. Megabytes are the most beyond
what the process held before the first call; the peak is all of it, interpreter and imports too.

Why a fresh process: memory that one run frees stays with the process and hides what the next
one needs. Why processor time: other work on the machine does not change it much.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

MEGABYTE = 1_000_000

Given = TypeVar("Given")
Result = TypeVar("Result")


class Usage(NamedTuple, Generic[Result]):
    """What a piece of work took, and what it returned for `large`."""

    seconds: float
    first_call: float  # seconds
    megabytes: float
    peak: float  # megabytes
    result: Result


def measure(
    prepare: Callable[[], Callable[[Given], Result]], small: Given, large: Given
) -> Usage[Result]:
    """Run what `prepare` returns; all three are sent to the process and so must pickle."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, prepare, small, large).result()


def _measure(
    prepare: Callable[[], Callable[[Given], Result]], small: Given, large: Given
) -> Usage[Result]:
    work = prepare()
    before = _status("VmRSS") or _most_ever()
    first_call, _ = _timed(work, small)
    _forget_peak()
    seconds, result = _timed(work, large)
    peak = _status("VmHWM") or _most_ever()
    return Usage(seconds, first_call, (peak - before) / MEGABYTE, peak / MEGABYTE, result)


def _timed(work: Callable[[Given], Result], given: Given) -> tuple[float, Result]:
    begin = _processor_time()
    result = work(given)
    return _processor_time() - begin, result


def _processor_time() -> float:
    return time.process_time() + sum(os.times()[2:4])  # of this process, and of its children


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
