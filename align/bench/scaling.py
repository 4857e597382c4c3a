"""Time and memory from a thousand to fifty thousand lines a document, beside Gale and Church.

    for load in measure_all(rows):
        load.name, load.usage.seconds, load.usage.megabytes

The text is made of translated rows: each once in a shuffled order, and where more lines are
needed, the first half of one row with the second half of another, so that no line comes twice.
It is perturbed (`align.perturb`), so that the path is not a straight line and the alignment can
be scored.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

from align.bench.speed import Task, Usage, measure
from align.gold import pairing_of
from align.ladder import Bead
from align.perturb import perturb
from align.score import score_pairings
from align.shards import Row
from corpora.schema import PIVOT

OTHER = "en"
"""The language beside French."""

SIZES = (1_000, 5_000, 20_000, 50_000)
"""Lines a document."""

STANDARD = 4_000
"""Lines of the measurement that has a target for time, and of the one with the baseline."""

TRAINED = ("en", "zh")
"""Languages a lexicon is trained for beside French: one with stems, one with pieces."""

SPARE = 1.1
"""Rows taken for a line that is wanted: perturbing deletes and joins some."""


class Load(NamedTuple):
    """One task and what it took."""

    name: str
    lines: int
    usage: Usage
    most_seconds: float | None = None  # the targets
    most_megabytes: float | None = None
    f1: float | None = None  # strict, where something was aligned

    @property
    def reached(self) -> bool:
        """Whether no target is missed."""
        slow = self.most_seconds is not None and self.usage.seconds > self.most_seconds
        large = self.most_megabytes is not None and self.usage.megabytes > self.most_megabytes
        return not (slow or large)


class _Text(NamedTuple):
    source: list[str]
    target: list[str]
    gold: list[Bead]


def measure_all(rows: Sequence[Row]) -> Iterator[Load]:
    """Yield each measurement as it is done; `rows` are translations in all languages."""
    standard = _text(rows, STANDARD)
    task = Task("align", standard.source, standard.target)
    yield _aligned("align, lexicon loaded", standard, task, 2.0, 250.0)
    yield _aligned("Gale–Church", standard, task._replace(work="gale-church"))
    for lang in TRAINED:
        source, target = ([row[side] for row in rows[:STANDARD]] for side in (PIVOT, lang))
        usage = measure(Task("train", source, target, lang))
        yield Load(f"train {PIVOT}-{lang}", len(source), usage, 10.0)
    for size in SIZES:
        text = _text(rows, size)
        most = 1_000.0 if size == max(SIZES) else None
        yield _aligned("align", text, Task("align", text.source, text.target), None, most)


def measure_compilation(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the seconds of a first small call without compiled code, and with it."""
    text = _text(rows, 200)
    task = Task("align", text.source, text.target)
    cold, warm = (measure(task, compiled=compiled).first_call for compiled in (False, True))
    return cold, warm


def _aligned(
    name: str,
    text: _Text,
    task: Task,
    most_seconds: float | None = None,
    most_megabytes: float | None = None,
) -> Load:
    usage = measure(task)
    right = score_pairings(map(pairing_of, text.gold), map(pairing_of, usage.beads))
    lines = len(text.source)
    return Load(name, lines, usage, most_seconds, most_megabytes, right.strict.f1)


def _text(rows: Sequence[Row], lines: int) -> _Text:
    """Return a perturbed document of at least `lines` lines on both sides, hardly more."""
    pairs = list(islice(_pairs(rows), int(lines * SPARE) + 20))
    source, target = ([pair[side] for pair in pairs] for side in (0, 1))
    bitext = perturb({PIVOT: source, OTHER: target}, seed=lines)
    gold = bitext.gold[OTHER]
    last = next(
        k for k, bead in enumerate(gold) if min(bead.source.stop, bead.target.stop) >= lines
    )
    stops = gold[last].source.stop, gold[last].target.stop
    return _Text(
        bitext.segments[PIVOT][: stops[0]],
        bitext.segments[OTHER][: stops[1]],
        gold[: last + 1],
    )


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield translated lines without end, none twice."""
    pairs = [(row[PIVOT], row[OTHER]) for row in rows if PIVOT in row and OTHER in row]
    random.Random(1).shuffle(pairs)  # noqa: S311
    yield from pairs
    for shift in count(1):
        for k, first in enumerate(pairs):
            second = pairs[(k + shift) % len(pairs)]
            yield _recombined(first[0], second[0]), _recombined(first[1], second[1])


def _recombined(first: str, second: str) -> str:
    """Return the first half of one line and the second half of another, cut between words."""
    left, right = first.split(" "), second.split(" ")
    return " ".join([*left[: len(left) // 2], *right[len(right) // 2 :]])
