"""What reviewers say of the aligner: which of its beads they let stand, and which they did not.

    judge_beads(before, after, decisions)      [("ru", 0.98, True), ("ru", 0.61, False), …]

A bead that has a clause in a decision about its two languages is right if the alignment that
the reviewer wants still has it. It is what `tm.dashboard.reliability` measures probabilities by.

Why the aligner's own bead and not that of the build: there, what a reviewer decided is certain.
"""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from align.document import Alignment
from align.reliability import JUDGED
from corpora.schema import OTHERS, PIVOT
from tm.review.placing import Placed

Judgement = tuple[str, float, bool]
"""Language beside French, probability 0..1, whether the bead stands."""


def judge_beads(
    before: Alignment, after: Alignment, decisions: Sequence[Placed]
) -> list[Judgement]:
    """Return the two-sided beads of `before` that `decisions` are about, in their order."""
    return [row for lang in OTHERS for row in _of_language(before, after, decisions, lang)]


def judged_frame(judgements: Iterable[Judgement]) -> pl.DataFrame:
    """Return JUDGED."""
    return pl.DataFrame([*judgements], schema=JUDGED, orient="row")


def _of_language(
    before: Alignment, after: Alignment, decisions: Sequence[Placed], lang: str
) -> Iterator[Judgement]:
    ours = [each.clauses for each in decisions if lang in each.clauses]
    french = {index for clauses in ours for index in clauses.get(PIVOT, ())}
    other = {index for clauses in ours for index in clauses[lang]}
    standing = {(bead.source, bead.target) for bead in after.beads.get(lang, ())}
    for bead in before.beads.get(lang, ()):
        about = not (french.isdisjoint(bead.source) and other.isdisjoint(bead.target))
        if bead.source and bead.target and about:
            yield lang, bead.probability, (bead.source, bead.target) in standing
