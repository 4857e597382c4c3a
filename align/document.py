"""One document in up to six versions: clauses in, beads and six-way spans out.

alignment = align_document({"fr": clauses, "ru": clauses, "zh": clauses})
alignment.beads["ru"]        the finest pairwise truth
alignment.units              the same joined over all languages
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from align.ladder import Bead
from align.pair import Side, align_sides, make_side
from align.sixway import Unit, join
from corpora.clause import Clause
from corpora.schema import OTHERS, PIVOT


class Alignment(NamedTuple):
    """What was aligned in one document."""

    beads: dict[str, list[Bead]]  # by the other language; French is the source
    units: list[Unit]


def align_document(versions: Mapping[str, Sequence[Clause]]) -> Alignment:
    """Align every version with the French one, which must be there, and join the results."""
    french = _side(versions[PIVOT], PIVOT)
    beads = {
        lang: align_sides(french, _side(versions[lang], lang))
        for lang in OTHERS
        if lang in versions
    }
    return Alignment(beads, join(beads, pivots=len(versions[PIVOT])))


def _side(clauses: Sequence[Clause], language: str) -> Side:
    texts = [clause.text for clause in clauses]
    return make_side(texts, [clause.label for clause in clauses], language=language)
