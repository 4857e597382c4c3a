"""Work handed to an executor, and what comes of it put together in tree fashion.

    total = reduced(executor, add, [1, 2, 3])

The executor is any `concurrent.futures.Executor`: a pool of processes, a cluster, or by default
one thread of this process. A task is a function of a module with small arguments; what is large
goes by way of files. Combining must be associative, so that the result is the same however many
results there are.

Why a tree: of thousands of results no process holds more than `FAN` at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

FAN = 8
"""Results that one task combines."""

Result = TypeVar("Result")


@contextmanager
def workers(executor: Executor | None = None) -> Iterator[Executor]:
    """Yield `executor`, by default one thread of this process, which ends with the block."""
    if executor is not None:
        yield executor
        return
    with ThreadPoolExecutor(max_workers=1) as own:
        yield own


def run_all(executor: Executor, task: Callable[..., None], items: Iterable[object]) -> None:
    """Wait until `task` is done with each of `items`; raises what it raises."""
    for _ in executor.map(task, items):
        pass


def reduced(
    executor: Executor, combine: Callable[[Sequence[Result]], Result], results: Sequence[Result]
) -> Result:
    """Return all of `results` combined in their order, `FAN` neighbours at a time."""
    while len(results) > 1:
        groups = [results[start : start + FAN] for start in range(0, len(results), FAN)]
        results = [*executor.map(combine, groups)]
    return results[0]
