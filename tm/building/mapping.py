"""A function over many tasks, on an engine whose workers may die.

    for task, result in mapped(engine, function, tasks, split=split, died=died): …

A bounded number of tasks is under way, so that memory does not grow with their number; results
come as they are ready. Of the tasks that were under way when a worker died each is split and done
again, one piece at a time: a piece whose worker dies again is the one, and gets what `died` says.

Why one at a time: where the death of one worker ends the work of all, only a piece that is alone
can be known to be the cause.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import TypeVar

from tm.engine import Engine

AHEAD = 2
"""Tasks that wait for each that runs, so that no worker has to."""

PATIENCE = 10
"""Seconds without any result after which the engine looks whether its workers live."""

T = TypeVar("T")
R = TypeVar("R")


def mapped(
    engine: Engine,
    function: Callable[[T], R],
    tasks: Iterable[T],
    *,
    split: Callable[[T], Sequence[T]],
    died: Callable[[T], R],
) -> Iterator[R]:
    """Yield what `function` gives for each of `tasks`, in any order.

    An exception of the function is raised here, and nothing more is begun then.
    """
    waiting = iter(tasks)
    most = engine.slots * AHEAD if engine.lost else 1
    running: dict[Future[R], T] = {}
    suspects: list[T] = []
    while True:
        free = 0 if suspects and engine.broken else most - len(running)
        for task in islice(waiting, free):
            future = _submitted(engine, function, task)
            if future is None:
                suspects.append(task)
                break
            running[future] = task
        if not running and not suspects:
            return
        done = wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED).done
        if running and not done:
            engine.nudge()
        for future in done:
            task = running.pop(future)
            if isinstance(future.exception(), engine.lost):
                suspects.append(task)
            else:
                yield future.result()
        if suspects and not (running and engine.broken):
            yield from _one_by_one(engine, function, suspects, split, died)
            suspects = []


def _submitted(engine: Engine, function: Callable[[T], R], task: T) -> Future[R] | None:
    """Return the future of a task, None where a worker has just died."""
    try:
        return engine.submit(function, task)
    except engine.lost:
        return None


def _one_by_one(
    engine: Engine,
    function: Callable[[T], R],
    tasks: Iterable[T],
    split: Callable[[T], Sequence[T]],
    died: Callable[[T], R],
) -> Iterator[R]:
    engine.renew(alone=True)
    for task in tasks:
        for piece in split(task):
            try:
                result = engine.submit(function, piece).result()
            except engine.lost:
                engine.renew(alone=True)
                result = died(piece)
            yield result
    engine.renew()
