"""What runs the work, alike for all: results, errors, and workers that die."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpora.errors import InputError
from tm.building.mapping import mapped
from tm.engine import THREADS, Engine, Inline, Processes, open_engine


def double(number: int) -> int:
    """Return twice a number, unless it is one of those that are trouble."""
    if number == 7:
        raise ValueError("seven")
    if number == 13:
        os._exit(1)
    return 2 * number


def threads(_: int) -> dict[str, str | None]:
    """Return how many threads the environment allows."""
    return {name: os.environ.get(name) for name in THREADS}


def halves(numbers: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return tasks of one number each."""
    return [(number,) for number in numbers]


def doubles(numbers: tuple[int, ...]) -> list[int]:
    """Double several numbers."""
    return [double(number) for number in numbers]


@pytest.fixture(scope="module")
def processes() -> Iterator[Engine]:
    with open_engine(workers=2) as engine:
        yield engine


def run(engine: Engine, function: Callable[[int], object], tasks: Iterator[int]) -> list[object]:
    return [
        *mapped(
            engine, function, tasks, split=lambda task: [task], died=lambda task: f"died {task}"
        )
    ]


def test_this_process_and_others_give_the_same(processes: Engine) -> None:
    assert run(Inline(), double, iter(range(7))) == [0, 2, 4, 6, 8, 10, 12]
    assert sorted(map(str, run(processes, double, iter(range(7))))) == sorted(
        map(str, range(0, 14, 2))
    )
    assert run(processes, threads, iter([1])) == [THREADS]
    assert not {*THREADS} & {*os.environ}


def test_an_error_is_raised_where_the_results_are_asked_for(processes: Engine) -> None:
    for engine in (Inline(), processes):
        with pytest.raises(ValueError, match="seven"):
            run(engine, double, iter(range(5, 9)))


def test_what_kills_its_worker_is_told_from_its_neighbours(processes: Engine) -> None:
    tasks = iter([(1, 2), (12, 13, 14), (3,), (4,), (5,)])
    found = mapped(processes, doubles, tasks, split=halves, died=lambda task: [-task[0]])
    assert sorted(number for result in found for number in result) == [
        *(-13, 2, 4, 6, 8, 10, 24, 28),
    ]


def test_a_bounded_number_of_tasks_is_under_way() -> None:
    drawn: list[int] = []
    tasks = (drawn.append(number) or number for number in range(100))  # type: ignore[func-returns-value]
    results = mapped(Inline(), double, tasks, split=lambda _: [], died=lambda task: task)
    assert next(results) == 0
    assert len(drawn) == 1


def test_little_work_needs_no_process() -> None:
    with open_engine(inline=True) as engine:
        assert isinstance(engine, Inline)
    with open_engine(inline=True, memory=1 << 33) as engine:
        assert isinstance(engine, Processes)


def test_a_scheduler_that_is_none_is_one_line() -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (extra: distributed)")
    with (
        pytest.raises(InputError, match=r"--scheduler nonsense://x: unknown address scheme"),
        open_engine("nonsense://x"),
    ):
        pass


def test_workers_that_cannot_even_begin_are_one_error(tmp_path: Path) -> None:
    script = tmp_path / "script.py"  # without the guard that every script with workers needs
    script.write_text(
        "from tm.building.mapping import mapped\n"
        "from tm.engine import open_engine\n"
        "with open_engine(workers=1) as engine:\n"
        "    print([*mapped(engine, abs, [1], split=lambda task: [task], died=abs)])\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "InputError: the worker processes end as they begin" in done.stderr
