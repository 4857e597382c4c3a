"""What runs the work: this process, processes of this machine, or a cluster; one way to ask all.

    with open_engine(workers=4) as engine:                      engine.submit(function, task)
    with open_engine("tcp://scheduler:8786") as engine: …

An engine is a `concurrent.futures.Executor`: processes are the standard library's pool, a cluster
is Dask's (`Client.get_executor`), which brings scheduling, retries and transport. What they lack
to outlive a worker's death is here: `lost` names the errors that mean it, `renew` goes on after.

Why the import of polars waits in a worker: it reads how many threads it may have when it is
imported, and two workers of two threads each fight for two cores.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from corpora.errors import InputError, OutputError

LOCAL = "local"
"""The scheduler that means Dask on this machine."""

THREADS = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
"""What a worker's environment says, so that it keeps to its core."""

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
}
"""What keeps Dask's own threads from interrupting the work of a local worker a hundred times a
second, for a profile that nobody sees (300 documents: 1.12 to 1.05 × the time of the pool)."""

P = ParamSpec("P")
T = TypeVar("T")


class Engine(Executor):
    """An executor that says how much it takes at once, and can go on when a worker has died."""

    slots: int = 1
    """Tasks that run at once."""

    lost: tuple[type[BaseException], ...] = ()
    """What a future raises whose worker died."""

    broken: bool = False
    """Whether the death of one worker ends all that is under way."""

    def renew(self, *, alone: bool = False) -> None:
        """Be ready again after a worker has died, for one task at a time if `alone`."""

    def nudge(self) -> None:
        """Look whether a worker has died, where that is not seen by itself."""

    def abort(self) -> None:
        """End what is under way, without waiting for it."""


class Inline(Engine):
    """No other process: a task is done when it is submitted."""

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function now and return what came of it."""
        future: Future[T] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as any executor, given to who asks
            future.set_exception(error)
        return future


class Processes(Engine):
    """Processes of this machine, started when there is something to do."""

    lost = (BrokenProcessPool,)
    broken = True

    def __init__(self, workers: int, memory: int | None = None) -> None:
        """Have `workers` processes of at most `memory` bytes each."""
        self.slots = workers
        self._memory = memory
        self._before = {*active_children()}
        self._pool = self._opened(workers)

    def _opened(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers,
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(self._memory,),
        )

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Give a function to a process; both must be known by name there."""
        with _environment():
            return self._pool.submit(function, *args, **kwargs)

    def renew(self, *, alone: bool = False) -> None:
        """Open the pool again; raises `InputError` where its processes cannot even begin."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._opened(1 if alone else self.slots)
        try:
            self.submit(_look).result()
        except BrokenProcessPool as error:
            raise InputError(
                "the worker processes end as they begin; give them more --memory, or, where a "
                'script calls build(), put the call under if __name__ == "__main__":'
            ) from error

    def nudge(self) -> None:
        """Let the pool look at its processes.

        It waits for those that it had when it last looked, so that the death of one that was
        started since goes unseen until something else happens.
        """
        with suppress(BrokenProcessPool):
            self.submit(_look)

    def abort(self) -> None:
        """End the processes that are ours."""
        for process in {*active_children()} - self._before:
            process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Close the pool."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


class Cluster(Engine):
    """Workers of Dask, wherever they are."""

    def __init__(self, scheduler: str, workers: int, memory: int | None = None) -> None:
        """Connect to a scheduler, or start one with `workers` of at most `memory` bytes each."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        self.lost = (KilledWorker,)
        self._client = _client(scheduler, workers, memory)
        self._executor = self._client.get_executor(pure=False)
        self.slots = max(1, sum(self._client.nthreads().values()))

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Give a function to a worker."""
        future: Future[T] = self._executor.submit(function, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, and end it if it is ours."""
        self._executor.shutdown(wait=wait and not cancel_futures)  # else it cancels what runs
        self._client.close()
        if self._client.cluster is not None:
            self._client.cluster.close()


@contextmanager
def open_engine(
    scheduler: str | None = None,
    *,
    workers: int | None = None,
    memory: int | None = None,
    inline: bool = False,
) -> Iterator[Engine]:
    """Yield what runs the work; processes of this machine without a `scheduler`.

    `workers` are by default as many as there are cores, `memory` is in bytes a worker. `inline`
    is for little work: this process does it, unless a worker's memory is limited. Raises
    `InputError` for a scheduler that cannot be had.
    """
    count = workers or cores()
    engine: Engine
    if scheduler is not None:
        engine = Cluster(scheduler, count, memory)
    elif inline and memory is None:
        engine = Inline()
    else:
        engine = Processes(count, memory)
    try:
        yield engine
    except BaseException:
        engine.abort()
        raise
    finally:
        engine.shutdown(cancel_futures=True)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # not on macOS and Windows


@contextmanager
def told(engine: Engine, place: str) -> Iterator[None]:
    """Tell of the death of a worker in one line, where the work cannot go on without it."""
    try:
        yield
    except engine.lost as error:
        raise OutputError(
            f"{place}: a worker died, most likely of memory; have fewer --workers, or more memory"
        ) from error


@contextmanager
def _environment() -> Iterator[None]:
    """Let processes that start in the block find THREADS."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(THREADS)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _begin(memory: int | None) -> None:
    """Prepare a worker: its memory, and an end when the process that started it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it too, and ends us
    Thread(target=_follow, daemon=True).start()
    if memory is not None:
        with suppress(ImportError):  # not on Windows
            import resource  # noqa: PLC0415

            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.RLIM_INFINITY))


def _look() -> None:
    """Do nothing."""


def _follow() -> None:
    """End with the process that started us, however it ends."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _client(scheduler: str, workers: int, memory: int | None) -> Any:
    if find_spec("distributed") is None:
        raise InputError(
            f"--scheduler {scheduler}: Dask is not installed; "
            "run pip install 'hexapla[distributed]'"
        )
    import dask  # noqa: PLC0415 - an extra
    from distributed import Client, LocalCluster  # noqa: PLC0415

    settings: dict[str, object] = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.nanny.pre-spawn-environ": THREADS,
        **QUIET,
    }
    with dask.config.set(settings):
        if scheduler == LOCAL:
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers,
                threads_per_worker=1,
                memory_limit=memory or 0,
                dashboard_address=None,
            )
            return Client(cluster)  # type: ignore[no-untyped-call]
        try:
            return Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise InputError(f"--scheduler {scheduler}: {reason}; check the address") from error
