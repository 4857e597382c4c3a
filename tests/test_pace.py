import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.fetching.pace import LONGEST_WAIT, Pace


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


def pace_on(clock: Clock, *, rate: float = 2, at_once: int = 4, seed: int | None = None) -> Pace:
    return Pace(rate=rate, at_once=at_once, seed=seed, clock=clock, sleep=clock.sleep)


def starts(*, count: int, rate: float = 2, at_once: int = 4, hold: float = 0) -> list[float]:
    """Return when each of so many requests at the same moment had its turn; the third holds."""
    clock = Clock()
    pace = pace_on(clock, rate=rate, at_once=at_once)
    began: list[float] = []

    async def ask() -> None:
        async with pace.turn():
            began.append(clock.now - 100)
            if hold and len(began) == 3:
                pace.hold(hold)

    async def ask_all() -> None:
        await asyncio.gather(*(ask() for _ in range(count)))

    asyncio.run(ask_all())
    return began


def test_turns_are_evenly_spaced() -> None:
    assert starts(count=5) == pytest.approx([0, 0.5, 1, 1.5, 2])


@given(st.floats(0.1, 50), st.integers(1, 9), st.integers(1, 30))
def test_the_rate_holds_whatever_is_under_way(rate: float, at_once: int, count: int) -> None:
    began = starts(count=count, rate=rate, at_once=at_once)
    assert len(began) == count
    gaps = [after - before for before, after in pairwise(began)]
    assert all(gap >= 1 / rate - 1e-6 for gap in gaps)


def test_a_hold_is_for_all() -> None:
    assert starts(count=5, hold=30) == pytest.approx([0, 0.5, 1, 31, 31.5])


def test_a_shorter_hold_does_not_end_a_longer_one() -> None:
    clock = Clock()
    pace = pace_on(clock)
    pace.hold(30)
    pace.hold(1)

    async def ask() -> float:
        async with pace.turn():
            return clock.now - 100

    assert asyncio.run(ask()) == pytest.approx(30)


def waits(seed: int | None) -> list[float]:
    """Return how long each of ten attempts is waited for."""
    clock = Clock()
    pace = pace_on(clock, seed=seed)
    found = []
    for attempt in range(1, 11):
        before = clock.now
        asyncio.run(pace.back_off(attempt))
        found.append(clock.now - before)
    return found


def test_waits_double_up_to_a_limit_with_chance_in_them() -> None:
    found = waits(1)
    for attempt, wait in enumerate(found):
        longest = min(LONGEST_WAIT, 2**attempt)
        assert longest / 2 <= wait <= longest + 1e-6
    assert waits(1) == found
    assert waits(2) != found
