"""How right an alignment is: strict and lax precision, recall and F1, by kind, six ways.

    score = score_pairings(read_pairings(gold), [pairing_of(bead) for bead in beads])
    score.strict.f1, score.lax.precision, score.kinds["2-1"].recall

Pairings with an empty side count in neither precision nor recall, as in vecalign's scoring
(Thompson and Koehn 2019). Strict: a pairing is right if the other file has exactly the same
one. Lax: if it overlaps one of the other file on both sides.

Why tallies and not numbers come out: documents are pooled by adding tallies, so that a long
document counts for what it holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.gold import Pairing, SixUnit
from corpora.schema import LANGUAGES


@dataclass(frozen=True, slots=True)
class Tally:
    """What was right among the predicted and found among the gold; tallies can be added."""

    right: int = 0  # of the predicted
    predicted: int = 0
    found: int = 0  # of the gold
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of both documents together."""
        return Tally(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, 0..1; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0..1; 0 where there is no gold."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Score(NamedTuple):
    """How right the pairings of one or many documents are."""

    strict: Tally
    lax: Tally
    kinds: dict[str, Tally]  # strict, by kind ("2-1"), the simplest first


Segments = tuple[tuple[int, ...], ...]
"""The segments of each side."""


def score_pairings(gold: Iterable[Pairing], predicted: Iterable[Pairing]) -> Score:
    """Compare the two-sided pairings of one document with its gold."""
    ours, theirs = _two_sided(predicted), _two_sided(gold)
    kinds = sorted({_kind(pair) for pair in ours | theirs}, key=_size)
    return Score(
        _strict(theirs, ours),
        Tally(_overlapping(ours, theirs), len(ours), _overlapping(theirs, ours), len(theirs)),
        {
            kind: _strict(*({p for p in side if _kind(p) == kind} for side in (theirs, ours)))
            for kind in kinds
        },
    )


def pool(scores: Iterable[Score]) -> Score:
    """Return the score of many documents together."""
    strict, lax = Tally(), Tally()
    kinds: defaultdict[str, Tally] = defaultdict(Tally)
    for score in scores:
        strict, lax = strict + score.strict, lax + score.lax
        for kind, tally in score.kinds.items():
            kinds[kind] += tally
    return Score(strict, lax, {kind: kinds[kind] for kind in sorted(kinds, key=_size)})


def score_units(gold: Iterable[SixUnit], predicted: Iterable[SixUnit]) -> Tally:
    """Count the units that have exactly the same segments in all languages.

    Order does not matter, and units of one language are left out.
    """
    return _strict(_shared(gold), _shared(predicted))


def judge_pairings(
    gold: Iterable[Pairing], predicted: Iterable[Pairing]
) -> list[tuple[float, bool]]:
    """Return probability and rightness (strict) of each two-sided pairing that has one."""
    right = _two_sided(gold)
    return [
        (p.probability, p[:2] in right)
        for p in predicted
        if p.source and p.target and p.probability is not None
    ]


def judge_units(gold: Iterable[SixUnit], predicted: Iterable[SixUnit]) -> list[tuple[float, bool]]:
    """Return probability and rightness of each unit of several languages that has one."""
    right = _shared(gold)
    return [
        (unit.probability, _sides(unit.segments) in right)
        for unit in predicted
        if len(unit.segments) > 1 and unit.probability is not None
    ]


def _two_sided(pairings: Iterable[Pairing]) -> set[Segments]:
    return {pair[:2] for pair in pairings if pair.source and pair.target}


def _shared(units: Iterable[SixUnit]) -> set[Segments]:
    return {_sides(unit.segments) for unit in units if len(unit.segments) > 1}


def _sides(segments: Mapping[str, Sequence[int]]) -> Segments:
    return tuple(tuple(segments.get(lang, ())) for lang in LANGUAGES)


def _strict(gold: set[Segments], predicted: set[Segments]) -> Tally:
    same = len(gold & predicted)
    return Tally(same, len(predicted), same, len(gold))


def _overlapping(pairs: set[Segments], others: set[Segments]) -> int:
    """Count the pairs that share a source and a target segment with one of the others."""
    linked = {(i, j) for source, target in others for i in source for j in target}
    return sum(any((i, j) in linked for i in p[0] for j in p[1]) for p in pairs)


def _kind(pair: Segments) -> str:
    return f"{len(pair[0])}-{len(pair[1])}"


def _size(kind: str) -> tuple[int, list[int]]:
    counts = [int(count) for count in kind.split("-")]
    return sum(counts), counts
