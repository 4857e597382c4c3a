"""Processor time and memory of one piece of work, in a fresh process.

    usage(write, Path("un.tmx"), 100_000)           Usage(seconds=3.1, megabytes=2.0, result=None)

The work is a function that takes arguments and returns another, which is then measured: what the
first does, imports and material, is not.

Why a fresh process: memory that one run frees stays with the process and hides what the next one
needs. Why processor time: other work on the machine does not change it much.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

MEGABYTE = 1_000_000

Work = Callable[..., Callable[[], int]]


class Usage(NamedTuple):
    """What a piece of work took."""

    seconds: float  # of processor time
    megabytes: float  # the peak beyond what was there before; 0 where the system does not tell
    result: int


def usage(work: Work, *arguments: Any) -> Usage:
    """Call `work` with `arguments` in a process of its own, and measure what it returns."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work, *arguments).result()


def command_seconds(code: str, arguments: Sequence[str]) -> float:
    """Return the processor time of a Python process that runs `code`, from start to end."""
    before = _of_children()
    command = [sys.executable, "-c", code, *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  (our own code)
    return _of_children() - before


def _of_children() -> float:
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        times = os.times()  # in hundredths of a second
        return times.children_user + times.children_system
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _measured(work: Work, *arguments: Any) -> Usage:
    run = work(*arguments)
    before = _status("VmRSS")
    _forget_peak()
    begin = time.process_time()
    result = run()
    return Usage(time.process_time() - begin, (_status("VmHWM") - before) / MEGABYTE, result)


def _status(name: str) -> int:
    """Return a size in bytes from Linux; 0 elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    sizes = (int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
    return next(sizes, 0)


def _forget_peak() -> None:
    """Let the peak begin anew, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return
