"""One document in up to six versions: clauses in, beads and six-way units out.

    alignment = align_document({"fr": clauses, "ru": clauses, "zh": clauses})
    alignment.beads["ru"]        the finest pairwise truth
    alignment.units              the same joined over all languages

Each version is aligned with French, and with the `HELPERS`; then each is aligned with French once
more, with what the ways through those say as evidence of its own.

Why not through every other language: English and Spanish are aligned best themselves, and a way
through Chinese tells of Arabic what Chinese got wrong (held-out un_dev in documents of 7 lines,
strict F1 Arabic .928 to .936, of 200 lines .9877 to .9878; a fifth of the pairs less to align).
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from align.doubts import doubted, own_share
from align.ladder import Bead
from align.lexicon import Lexicon, shipped
from align.links import Links
from align.pair import Knowledge, begin, look, study
from align.sixway import Unit, join
from align.standing import standing
from align.text import Side, make_side
from corpora.clause import Clause
from corpora.schema import LANGUAGES, PIVOT

HELPERS = 2
"""Languages that help to align the others with French, the first that are there: en and es."""


class Alignment(NamedTuple):
    """What was aligned in one document."""

    beads: dict[str, list[Bead]]  # by the other language; French is the source
    units: list[Unit]


def align_document(
    versions: Mapping[str, Sequence[Clause]], *, lexicon: Lexicon | None = None
) -> Alignment:
    """Align every version with the French one, which must be there, and join the results."""
    known = shipped() if lexicon is None else lexicon
    texts = {lang: [clause.text for clause in found] for lang, found in versions.items()}
    sides = {lang: _side(found, lang, known) for lang, found in versions.items()}
    return _align(texts, sides, known)


def align_versions(
    versions: Mapping[str, Sequence[str]],
    *,
    labels: Mapping[str, Sequence[str | None]] | None = None,
    lexicon: Lexicon | None = None,
) -> Alignment:
    """Align versions given segment by segment, two to six of them with French among them.

    `lexicon` is what is known beforehand, by default the shipped one.
    """
    known = shipped() if lexicon is None else lexicon
    sides = {
        lang: make_side(
            segments,
            labels=labels[lang] if labels else None,
            model=known.models.get(lang),
            lang=lang,
        )
        for lang, segments in versions.items()
    }
    return _align(versions, sides, known)


def _side(clauses: Sequence[Clause], lang: str, lexicon: Lexicon) -> Side:
    return make_side(
        [clause.text for clause in clauses],
        labels=[clause.label for clause in clauses],
        standings=[standing(clause.kind, clause.label) for clause in clauses],
        notes=[clause.notes for clause in clauses],
        model=lexicon.models.get(lang),
        lang=lang,
    )


def _align(
    versions: Mapping[str, Sequence[str]], made: Mapping[str, Side], lexicon: Lexicon
) -> Alignment:
    """Align sides made of `versions`, in the order of `LANGUAGES`."""
    sides = {lang: made[lang] for lang in LANGUAGES if lang in made}
    trust = {
        lang: own_share(versions[lang], lang, lexicon, tokens=side.frequency)
        for lang, side in sides.items()
    }
    beads = {
        lang: doubted(beads, trust[PIVOT] * trust[lang])
        for lang, beads in _align_sides(sides, lexicon).items()
    }
    return Alignment(beads, join(beads, pivots=sides[PIVOT].segments))


def _align_sides(sides: Mapping[str, Side], lexicon: Lexicon) -> dict[str, list[Bead]]:
    """Return the beads of each version with French, all versions taken into account."""
    links: dict[tuple[str, str], Links] = {}
    knowledge: dict[str, Knowledge] = {}
    others = [lang for lang in sides if lang != PIVOT]
    helpers = others[:HELPERS] if len(others) > 1 else []
    for left, right in combinations(sides, 2):
        if left not in (PIVOT, *helpers):
            continue
        tables = lexicon.tables((left, right), sides[left].vocabulary, sides[right].vocabulary)
        start = begin(sides[left], sides[right], tables)
        if left != PIVOT and start.known:
            start = start._replace(rounds=1)  # support only: once is enough for a known pair
        learned = study(sides[left], sides[right], start)
        if left == PIVOT:
            knowledge[right] = learned
            if right not in helpers:
                continue  # no way leads through it, and its last search is below
        result = look(sides[left], sides[right], learned)
        links[left, right], links[right, left] = result.links, result.links.mirrored
    beads: dict[str, list[Bead]] = {}
    for lang, learned in knowledge.items():
        ways = [(links[PIVOT, z], links[z, lang]) for z in helpers if z != lang]
        beads[lang] = look(sides[PIVOT], sides[lang], learned, ways=ways).beads
    return beads
