"""Which concepts are looked at together, in which batch: as many as one process can hold.

    plan = make_plan({"peace": 310, "un": 90_000, …})
    plan.places             concept, first, slices: batch = first + mark of the unit % slices
    plan.groups             the batches of the same concepts

The load of a concept is what its occurrences weigh. A small one goes into a batch by the hash of
its name; there is a power of two of batches, so that none holds more than twice `MOST`. A concept
of more is cut into slices by the marks of its units, each large enough to learn from by itself.

It depends on the loads alone, so not on parts nor workers.
"""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from tm.terms.batches.listing import mark

MOST = 40_000
"""Load of a batch: 10,000 occurrences that are open in a language, or four times as many others. It
is looked at in 1.4 GB; of half the size it would take two thirds of that and as much time, for the
sample is read with each."""

MOST_BATCHES = 1024

PLACES = pl.Schema({"concept": pl.String(), "first": pl.UInt64(), "slices": pl.UInt64()})


class Plan(NamedTuple):
    """Where the occurrences of each concept go."""

    places: pl.DataFrame  # PLACES
    groups: tuple[range, ...]  # batches, from 0; several where one concept is cut into slices

    @property
    def batches(self) -> int:
        """Return how many batches there are."""
        return self.groups[-1].stop if self.groups else 0

    def concepts(self) -> list[tuple[range, list[str]]]:
        """Return the concepts of each group of batches."""
        found: dict[int, list[str]] = {group.start: [] for group in self.groups}
        for concept, first, _ in self.places.iter_rows():
            found[first].append(concept)
        return [(group, found[group.start]) for group in self.groups]

    def batch(self) -> pl.Expr:
        """Return the batch of a row with the columns of PLACES and `mark`."""
        return (pl.col("first") + pl.col("mark") % pl.col("slices")).alias("batch")


def make_plan(loads: Mapping[str, int], *, most: int = MOST) -> Plan:
    """Return the plan for concepts of these loads."""
    few = {concept: mark(concept) for concept in sorted(loads) if loads[concept] <= most}
    size = _batches({concept: loads[concept] for concept in few}, few, most)
    numbers = {each: place for place, each in enumerate(sorted({m % size for m in few.values()}))}
    rows = [(concept, numbers[known % size], 1) for concept, known in few.items()]
    groups = [range(place, place + 1) for place in range(len(numbers))]
    for concept in sorted(loads.keys() - few.keys()):
        first = groups[-1].stop if groups else 0
        slices = 1 << (-(-loads[concept] // most) - 1).bit_length()
        rows.append((concept, first, slices))
        groups.append(range(first, first + slices))
    return Plan(pl.DataFrame(rows, schema=PLACES, orient="row"), tuple(groups))


def _batches(loads: Mapping[str, int], known: Mapping[str, int], most: int) -> int:
    """Return the least power of two of batches of which none holds too much."""
    size = 1
    while size < MOST_BATCHES:
        load = [0] * size
        for concept, count in loads.items():
            load[known[concept] % size] += count
        if max(load) <= 2 * most:
            break
        size *= 2
    return size
