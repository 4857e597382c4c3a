"""Five ladders over French become units in six languages.

    units = join({"en": beads, "zh": beads}, pivots=40)
    units[3].spans            {"fr": range(3, 4), "en": range(3, 5), "zh": range(2, 3)}

French is the hub. A bead that holds several French segments joins them in every language; a
segment without a French counterpart becomes a unit of its own, after the French before it.

Why a doubtful bead joins nothing: one wrong bead of two French segments would fuse its
neighbours in all six languages (union-find through one hub is what spoils the peers'
corpora); below `LEAST_FUSING` its segments stay apart and are not part of the French unit.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.ladder import Bead
from corpora.schema import LANGUAGES, PIVOT

LEAST_FUSING = 0.5
"""Probability below which a bead of several French segments joins nothing."""


class Unit(NamedTuple):
    """Runs of segments that say the same thing, and how sure that is, by language.

    A language without counterpart is absent. The probability of a language is that of its
    beads belonging to the French; that of French is the lowest of the others', or where there
    is none, that of French standing alone.
    """

    spans: dict[str, range]
    probability: dict[str, float]


def join(beads: Mapping[str, Sequence[Bead]], *, pivots: int) -> list[Unit]:
    """Return the units of a document of `pivots` French segments, in order.

    `beads` are those of each other language with French as the source. Every segment of every
    version is in exactly one unit.
    """
    parts = {lang: [p for bead in found for p in _parts(bead)] for lang, found in beads.items()}
    groups = _pivot_groups(parts, pivots)
    spans = {lang: _spans(found, groups) for lang, found in parts.items()}
    units = [((g.start, 1, 0, 0), _unit(g, k, spans, parts)) for k, g in enumerate(groups)]
    for lang, found in parts.items():
        for bead in _left_alone(found, spans[lang]):
            place = (bead.source.start, 0, LANGUAGES.index(lang), bead.target.start)
            units.append((place, Unit({lang: bead.target}, {lang: bead.probability})))
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


class _Span(NamedTuple):
    """What one language has for one group of French segments."""

    targets: range
    probability: float


def _spans(beads: Sequence[Bead], groups: Sequence[range]) -> list[_Span | None]:
    """Return the run of targets of each group; insertions inside the run are part of it."""
    spans: list[_Span | None] = [None] * len(groups)
    starts = [group.start for group in groups]
    for bead in beads:
        if bead.source and bead.target:
            k = bisect_right(starts, bead.source.start) - 1
            before = spans[k] or _Span(bead.target, 1.0)
            run = range(before.targets.start, bead.target.stop)
            spans[k] = _Span(run, min(before.probability, bead.probability))
    return spans


def _unit(
    group: range,
    k: int,
    spans: Mapping[str, Sequence[_Span | None]],
    parts: Mapping[str, Sequence[Bead]],
) -> Unit:
    found = {lang: span for lang, of_group in spans.items() if (span := of_group[k])}
    others = {lang: span.probability for lang, span in found.items()}
    lowest = min(others.values(), default=_alone_probability(group, parts))
    runs = {lang: found[lang].targets for lang in LANGUAGES if lang in found}
    return Unit({PIVOT: group, **runs}, {PIVOT: lowest, **others})


def _alone_probability(group: range, parts: Mapping[str, Sequence[Bead]]) -> float:
    gaps = (b for found in parts.values() for b in found if b.source and b.source[0] in group)
    return min((bead.probability for bead in gaps), default=1.0)


def _left_alone(beads: Sequence[Bead], spans: Sequence[_Span | None]) -> list[Bead]:
    """Return the insertions that no unit has taken in."""
    taken = {j for span in spans if span for j in span.targets}
    return [b for b in beads if not b.source and b.target.start not in taken]
