"""Five ladders over French become units in six languages.

    units = join({"en": beads, "zh": beads}, pivots=40)
    units[3].segments         {"fr": (3,), "en": (3, 5), "zh": (2,)}

French is the hub. A bead that holds several French segments joins them in every language; a
segment without a French counterpart is a unit of its own, also where it stands between two
segments of another unit, as English 4 above.

Why a doubtful bead joins nothing: one wrong bead of two French segments would fuse its
neighbours in all six languages (union-find through one hub is what spoils the peers'
corpora); below `LEAST_FUSING` its segments stay apart and are not part of the French unit.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.ladder import Bead
from corpora.schema import LANGUAGES, PIVOT

LEAST_FUSING = 0.5
"""Probability below which a bead of several French segments joins nothing."""


class Unit(NamedTuple):
    """Segments that say the same thing, and how sure that is, by language.

    A language without counterpart is absent. The probability of a language is the lowest of
    its beads with the French; that of French is the lowest of the others', or where there is
    none, that of French standing alone.
    """

    segments: dict[str, tuple[int, ...]]  # ascending
    probability: dict[str, float]


def join(beads: Mapping[str, Sequence[Bead]], *, pivots: int) -> list[Unit]:
    """Return the units of a document of `pivots` French segments, in order.

    `beads` are those of each other language with French as the source. Every segment of every
    version is in exactly one unit.
    """
    parts = {lang: [p for bead in found for p in _parts(bead)] for lang, found in beads.items()}
    groups = _pivot_groups(parts, pivots)
    members = {lang: _members(found, groups) for lang, found in parts.items()}
    units = [((g.start, 1, 0, 0), _unit(g, k, members, parts)) for k, g in enumerate(groups)]
    for lang, found in parts.items():
        for bead in found:
            if not bead.source:
                cut = _cut(bead, groups, members[lang])
                place = (cut, 0, LANGUAGES.index(lang), bead.target.start)
                units.append((place, Unit({lang: tuple(bead.target)}, {lang: bead.probability})))
    return [unit for _, unit in sorted(units, key=lambda placed: placed[0])]


def _parts(bead: Bead) -> list[Bead]:
    """Return the bead, or its segments by themselves where it is too doubtful to fuse them."""
    if len(bead.source) < 2 or not bead.target or bead.probability >= LEAST_FUSING:
        return [bead]
    doubt = 1.0 - bead.probability
    end = range(bead.source.stop, bead.source.stop)
    nothing = range(bead.target.start, bead.target.start)
    alone = [Bead(range(i, i + 1), nothing, doubt) for i in bead.source]
    return [*alone, *(Bead(end, range(j, j + 1), doubt) for j in bead.target)]


def _pivot_groups(parts: Mapping[str, Sequence[Bead]], pivots: int) -> list[range]:
    """Cut the French wherever no bead of any language spans the cut."""
    fused = {
        cut
        for found in parts.values()
        for bead in found
        if bead.target
        for cut in range(bead.source.start + 1, bead.source.stop)
    }
    cuts = [cut for cut in range(pivots + 1) if cut not in fused]
    return [range(low, high) for low, high in pairwise(cuts)]


class _Member(NamedTuple):
    """What one language has for one group of French segments."""

    segments: tuple[int, ...]
    probability: float


_NOTHING = _Member((), 1.0)


def _members(beads: Sequence[Bead], groups: Sequence[range]) -> list[_Member]:
    """Return the segments of each group, none where it has no counterpart."""
    members = [_NOTHING] * len(groups)
    starts = [group.start for group in groups]
    for bead in beads:
        if bead.source and bead.target:
            k = bisect_right(starts, bead.source.start) - 1
            lowest = min(members[k].probability, bead.probability)
            members[k] = _Member((*members[k].segments, *bead.target), lowest)
    return members


def _cut(alone: Bead, groups: Sequence[range], members: Sequence[_Member]) -> int:
    """Return the French cut at which a segment without French stands.

    Inside a group it stands after the group, or before it if all its language has there follows.
    """
    cut = alone.source.start
    k = bisect_left(groups, cut, key=lambda group: group.stop)
    if k < len(groups) and groups[k].start < cut < groups[k].stop:
        follows = members[k].segments and members[k].segments[0] > alone.target.start
        return groups[k].start if follows else cut
    return cut


def _unit(
    group: range,
    k: int,
    members: Mapping[str, Sequence[_Member]],
    parts: Mapping[str, Sequence[Bead]],
) -> Unit:
    found = {lang: members[lang][k] for lang in LANGUAGES if lang in members}
    segments = {lang: member.segments for lang, member in found.items() if member.segments}
    others = {lang: found[lang].probability for lang in segments}
    lowest = min(others.values()) if others else _alone_probability(group, parts)
    return Unit({PIVOT: tuple(group), **segments}, {PIVOT: lowest, **others})


def _alone_probability(group: range, parts: Mapping[str, Sequence[Bead]]) -> float:
    gaps = (b for found in parts.values() for b in found if b.source and b.source[0] in group)
    return min((bead.probability for bead in gaps), default=1.0)
