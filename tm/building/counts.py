"""How much there is in a build, counted part by part and added up.

    total = add([counts of a part, counts of the next, …])
    total.clauses["fr"], total.quality("ru").single

It is what the record and the summary tell, so that nobody has to read the tables for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Quality(NamedTuple):
    """How well a language is aligned with French."""

    beads: int
    single: int  # of them 1-1
    probability: float  # the sum over the beads


class Counts(NamedTuple):
    """Of a part of a build, or of all of it."""

    documents: int
    clauses: dict[str, int]  # by language
    beads: dict[str, Quality]  # by language but French
    sizes: dict[int, int]  # number of languages -> units in so many
    memories: dict[str, int]  # name -> units in it
    left_out: dict[str, dict[str, int]]  # name of a memory -> reason -> units not in it

    @property
    def units(self) -> int:
        """Units in all."""
        return sum(self.sizes.values())


def add(counts: Iterable[Counts]) -> Counts:
    """Return the counts of several parts as one, in their order."""
    documents = 0
    clauses, sizes, memories = (Counter[Any]() for _ in range(3))
    beads: dict[str, Quality] = {}
    left_out: dict[str, Counter[str]] = {}
    for each in counts:
        documents += each.documents
        clauses.update(each.clauses)
        sizes.update(each.sizes)
        memories.update(each.memories)
        for lang, found in each.beads.items():
            before = beads.get(lang, Quality(0, 0, 0.0))
            beads[lang] = Quality(
                before.beads + found.beads,
                before.single + found.single,
                before.probability + found.probability,
            )
        for name, reasons in each.left_out.items():
            left_out.setdefault(name, Counter()).update(reasons)
    gone = {name: dict(reasons) for name, reasons in left_out.items()}
    return Counts(documents, dict(clauses), beads, dict(sizes), dict(memories), gone)


def to_data(counts: Counts) -> dict[str, Any]:
    """Return counts as JSON has them."""
    return counts._asdict() | {"sizes": {str(k): v for k, v in sorted(counts.sizes.items())}}


def from_data(data: Mapping[str, Any]) -> Counts:
    """Return the counts that `to_data` gave."""
    beads = {lang: Quality(*found) for lang, found in data["beads"].items()}
    sizes = {int(size): count for size, count in data["sizes"].items()}
    return Counts(**{**data, "beads": beads, "sizes": sizes})
