"""The decisions of reviewers laid over an alignment: their units are units, with probability 1.

    imposed = impose(alignment, [Placed({"fr": (3, 4), "ru": (5,)}, together=True)], lengths)

Beads and units that no decision touches stay as they are. It finds no clauses
(`tm.review.placing`) and aligns nothing.

Why a unit that is only confirmed keeps its beads: a reviewer who keeps a row says that it is
right, not that French and Russian are no finer than what Chinese merged; a unit that the reviewer
made becomes one bead a language. Why beads give way: one that shares a clause with a decision, or
crosses it, is what the reviewer has corrected; its other clauses stand alone, as likely as the
bead was not. A clause inside a unit that belongs to another cannot be in a bead, which is a
range: there the longest run makes the bead and the unit has all.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from align.document import Alignment
from align.ladder import Bead
from align.sixway import Unit, join
from corpora.codes import LANGUAGES, PIVOT
from tm.review.placing import Placed


def impose(
    alignment: Alignment, decisions: Sequence[Placed], lengths: Mapping[str, int]
) -> Alignment:
    """Return `alignment` as `decisions` want it, over versions of `lengths` clauses."""
    if not decisions:
        return alignment
    beads = {
        lang: _impose_pair(found, alignment.units, decisions, lang, lengths)
        for lang, found in alignment.beads.items()
    }
    units = join(beads, pivots=lengths[PIVOT])
    wanted = [_unit(decision) for decision in decisions if decision.together]
    kept = [unit for unit in alignment.units if _stays(unit, decisions)]
    return Alignment(beads, _fused(units, [*wanted, *kept]))


def _unit(decision: Placed) -> Unit:
    clauses = {lang: decision.clauses[lang] for lang in LANGUAGES if decision.clauses.get(lang)}
    return Unit(clauses, dict.fromkeys(clauses, 1.0))


def _stays(unit: Unit, decisions: Sequence[Placed]) -> bool:
    """Tell whether a unit without French, which no bead holds together, is to be kept whole."""
    return (
        PIVOT not in unit.segments
        and len(unit.segments) > 1
        and not any(
            {*found}.intersection(unit.segments.get(lang, ()))
            for decision in decisions
            for lang, found in decision.clauses.items()
        )
    )


def _impose_pair(
    beads: Sequence[Bead],
    units: Sequence[Unit],
    decisions: Sequence[Placed],
    lang: str,
    lengths: Mapping[str, int],
) -> list[Bead]:
    """Return the beads of French and one language with the decisions about both in their place."""
    ours = [each for each in decisions if lang in each.clauses]
    if not ours:
        return [*beads]
    known = {_key(unit.segments, lang) for unit in units}
    owner = _by_place(beads)
    claimed: tuple[set[int], set[int]] = (set(), set())
    confirmed: tuple[set[int], set[int]] = (set(), set())
    made: list[Bead] = []
    for each in ours:
        key = _key(each.clauses, lang)
        confirms = each.together and key in known and _holds(key, owner)
        for side, code in enumerate((PIVOT, lang)):
            (confirmed if confirms else claimed)[side].update(each.clauses.get(code, ()))
        made += () if confirms else _made(each, lang)
    made.sort(key=lambda bead: bead.source.start)
    kept = [_kept(bead, confirmed) for bead in beads if not _touches(bead, claimed)]
    kept = [bead for bead in kept if not _crosses(bead, made)]
    pairs = sorted([*made, *(bead for bead in kept if bead.source and bead.target)], key=_start)
    return [*_whole(pairs, beads, kept, claimed, (lengths[PIVOT], lengths[lang]))]


def _key(
    clauses: Mapping[str, Sequence[int]], lang: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(clauses.get(PIVOT, ())), tuple(clauses.get(lang, ()))


def _holds(
    key: tuple[tuple[int, ...], tuple[int, ...]], owner: Mapping[tuple[int, int], Bead]
) -> bool:
    """Tell whether all beads of the clauses of a pair lie within them."""
    places = {(side, index) for side, indices in enumerate(key) for index in indices}
    return all(places.issuperset(_places(owner[place])) for place in places)


def _made(decision: Placed, lang: str) -> Iterator[Bead]:
    source, target = (_run(decision.clauses.get(code, ())) for code in (PIVOT, lang))
    if decision.together and source and target:
        yield Bead(source, target, 1.0)


def _run(indices: Sequence[int]) -> range:
    """Return the longest run of consecutive indices, the first of equals."""
    best = range(0)
    start = 0
    for place, index in enumerate(indices):
        if place and index != indices[place - 1] + 1:
            start = place
        if place + 1 - start > len(best):
            best = range(indices[start], index + 1)
    return best


def _touches(bead: Bead, claimed: tuple[set[int], set[int]]) -> bool:
    return not (claimed[0].isdisjoint(bead.source) and claimed[1].isdisjoint(bead.target))


def _kept(bead: Bead, confirmed: tuple[set[int], set[int]]) -> Bead:
    """Return a bead, certain if all its clauses are of confirmed units."""
    certain = confirmed[0].issuperset(bead.source) and confirmed[1].issuperset(bead.target)
    return bead._replace(probability=1.0) if certain else bead


def _crosses(bead: Bead, made: Sequence[Bead]) -> bool:
    """Tell whether a bead and one of the decisions go in different orders, or overlap."""
    number = bisect_left(made, bead.source.start, key=lambda each: each.source.start)
    before, behind = made[:number][-1:], made[number : number + 1]
    return any(
        each.target.stop > bead.target.start or each.source.stop > bead.source.start
        for each in before
    ) or any(
        each.target.start < bead.target.stop or each.source.start < bead.source.stop
        for each in behind
    )


def _start(bead: Bead) -> int:
    return bead.source.start


def _whole(
    pairs: Sequence[Bead],
    before: Sequence[Bead],
    kept: Sequence[Bead],
    claimed: tuple[set[int], set[int]],
    ends: tuple[int, int],
) -> Iterator[Bead]:
    """Yield `pairs` and between them the clauses that stand alone, as they did where they did."""
    alone = [bead for bead in kept if not (bead.source and bead.target)]
    places = {place: number for number, bead in enumerate(alone) for place in _places(bead)}
    doubts = _by_place(before)
    edges = [
        Bead(range(0), range(0)),
        *pairs,
        Bead(range(ends[0], ends[0]), range(ends[1], ends[1])),
    ]
    for low, high in pairwise(edges):
        gap = [(0, i) for i in range(low.source.stop, high.source.start)]
        gap += [(1, i) for i in range(low.target.stop, high.target.start)]
        if all(place in places for place in gap):
            numbers = sorted({places[place] for place in gap})
            yield from (_moved(alone[number], low, high) for number in numbers)
        else:
            cut = high.source.start, low.target.stop
            for side, i in gap:
                certain = 1.0 if i in claimed[side] else _apart(doubts[side, i])
                yield _alone(side, i, cut, certain)
        if high.source or high.target:
            yield high


def _moved(bead: Bead, low: Bead, high: Bead) -> Bead:
    """Return a bead with one side empty, that side between the beads about it."""
    if bead.source:
        place = min(max(bead.target.start, low.target.stop), high.target.start)
        return bead._replace(target=range(place, place))
    place = min(max(bead.source.start, low.source.stop), high.source.start)
    return bead._replace(source=range(place, place))


def _places(bead: Bead) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a bead, each with its side: 0 for French, 1 for the other."""
    for side, indices in enumerate((bead.source, bead.target)):
        for index in indices:
            yield side, index


def _by_place(beads: Sequence[Bead]) -> dict[tuple[int, int], Bead]:
    return {place: bead for bead in beads for place in _places(bead)}


def _apart(bead: Bead) -> float:
    """Return how likely the clauses of a bead stand alone."""
    return 1.0 - bead.probability if bead.source and bead.target else bead.probability


def _alone(side: int, index: int, cut: tuple[int, int], probability: float) -> Bead:
    one = range(index, index + 1)
    if side == 0:
        return Bead(one, range(cut[1], cut[1]), probability)
    return Bead(range(cut[0], cut[0]), one, probability)


def _fused(units: Sequence[Unit], wanted: Sequence[Unit]) -> list[Unit]:
    """Return `units` with each of `wanted` in one piece, where other units make it up."""
    owner = {
        (x, i): n for n, unit in enumerate(units) for x, held in unit.segments.items() for i in held
    }
    result: list[Unit | None] = [*units]
    for unit in wanted:
        numbers = sorted({owner[x, i] for x, held in unit.segments.items() for i in held})
        size = sum(len(held) for n in numbers for held in units[n].segments.values())
        if size == sum(map(len, unit.segments.values())):
            for number in numbers:
                result[number] = None
            result[numbers[0]] = unit
    return [unit for unit in result if unit is not None]
