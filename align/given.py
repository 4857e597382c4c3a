"""An alignment that a file came with, as beads and units: nothing is aligned here.

    follow(document.given, {"fr": 40, "zh": 41})     Alignment(beads=…, units=…)

Groups of clauses become beads of French with every other language; what no group joins stands
alone. Where each clause is in one group, as in the rows of a table or a memory, the groups are
the units, those without French too; where groups share clauses, as in files of links between
two languages each, units are joined over French as for any other alignment (`align.sixway`).

Why a group without French is a unit and no bead: BEADS is the truth about French and one other
language, UNITS is what says the same thing, and the file says so.
"""

from collections.abc import Iterator, Mapping, Sequence

from align.document import Alignment
from align.ladder import Bead
from align.sixway import Unit, join
from corpora.document import Group
from corpora.schema import LANGUAGES, PIVOT


def follow(groups: Sequence[Group], lengths: Mapping[str, int]) -> Alignment:
    """Return the alignment that `groups` state over versions of `lengths` clauses.

    Groups with French and a language in common go forward in both and share no clause of it, as
    the readers make sure; French is one of `lengths`. A probability that is not given is 1.
    """
    beads = {
        lang: [*_beads(groups, lang, lengths)]
        for lang in LANGUAGES
        if lang in lengths and lang != PIVOT
    }
    if _cover(groups, lengths):
        return Alignment(beads, [_unit(group) for group in groups])
    return Alignment(beads, join(beads, pivots=lengths[PIVOT]))


def _beads(groups: Sequence[Group], lang: str, lengths: Mapping[str, int]) -> Iterator[Bead]:
    french = other = 0
    end = Group({each: range(lengths[each], lengths[each]) for each in (PIVOT, lang)}, {})
    for group in (*groups, end):
        if PIVOT in group.spans and lang in group.spans:
            source, target = group.spans[PIVOT], group.spans[lang]
            yield from _alone(range(french, source.start), range(other, target.start))
            if source:
                yield Bead(source, target, group.probability.get(lang, 1.0))
            french, other = source.stop, target.stop


def _alone(source: range, target: range) -> Iterator[Bead]:
    """Yield a bead a clause of two runs that correspond to nothing, the French first."""
    for index in source:
        yield Bead(range(index, index + 1), range(target.start, target.start))
    for index in target:
        yield Bead(range(source.stop, source.stop), range(index, index + 1))


def _cover(groups: Sequence[Group], lengths: Mapping[str, int]) -> bool:
    """Tell whether every clause is in exactly one group, and no group skips one within itself."""
    ends = dict.fromkeys(lengths, 0)
    for group in groups:
        for lang, span in group.spans.items():
            if span.start != ends[lang]:
                return False
            ends[lang] = span.stop
    return ends == dict(lengths)


def _unit(group: Group) -> Unit:
    segments = {lang: tuple(group.spans[lang]) for lang in LANGUAGES if lang in group.spans}
    others = {lang: group.probability.get(lang, 1.0) for lang in segments if lang != PIVOT}
    lowest = min(others.values(), default=1.0)
    return Unit(segments, {PIVOT: lowest, **others} if PIVOT in segments else others)
