"""How fast requests may follow each other, and how many may be under way at once.

    async with pace.turn():
        answer = await client.get(address)
    pace.hold(30)        # the service asked for half a minute; nobody asks again before

It knows time and numbers, not requests.

Why the next turn is one moment that all wait for, and not a sleep each: when the service says
"too fast" to one request, the others must wait too.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

FIRST_WAIT = 1.0
"""Seconds, about, before a request is made a second time; then twice as long each time."""

LONGEST_WAIT = 60.0
"""Seconds that doubling stops at."""


class Pace:
    """The turns of one session: when the last was taken, and how many are under way."""

    def __init__(
        self,
        *,
        rate: float,
        at_once: int,
        first_wait: float = FIRST_WAIT,
        seed: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Allow `rate` requests a second, evenly spaced, `at_once` of them under way."""
        self._gap = 1 / rate
        self._first_wait = first_wait
        self._next = clock()
        self._places = asyncio.Semaphore(at_once)
        self._random = random.Random(seed)  # noqa: S311 -- spreads requests, keeps no secret
        self._clock = clock
        self._sleep = sleep

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn; it lasts while the block runs."""
        async with self._places:
            while (wait := self._next - self._clock()) > 0:
                await self._sleep(wait)
            self._next = self._clock() + self._gap
            yield

    def hold(self, seconds: float) -> None:
        """Give nobody a turn for so many seconds."""
        self._next = max(self._next, self._clock() + seconds)

    async def back_off(self, attempt: int) -> None:
        """Sleep before the attempt after `attempt`, which counts from 1.

        The time doubles with each attempt, up to `LONGEST_WAIT`, and half of it is chance, so
        that requests that failed together do not come back together.
        """
        longest = min(LONGEST_WAIT, self._first_wait * 2 ** (attempt - 1))
        await self._sleep(longest * (0.5 + 0.5 * self._random.random()))
