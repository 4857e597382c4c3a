"""The sentences inside a group of clauses, where both languages surely have the same ones.

    parts = paired_sentences(document, group, ("fr", "ru"), lexicon)
    parts.pairs[0]      SentencePair("Le Conseil se réunit.", "Совет собирается.", .98)

A group that is one sentence on a side has none: its unit says it already.

Why only equal numbers, each with its counterpart: a CAT tool that cuts a document into
sentences needs those that stand alone; a merged or doubtful one is better found in the unit of
whole clauses.

Why a file of their own: OmegaT cuts by the `segtype` of the header alone (measured), and would
cut sentences once more in a file of paragraphs, at abbreviations too.
"""

from typing import NamedTuple

from align.lexicon import Lexicon
from align.pair import align
from corpora.languages import BY_CODE
from corpora.sentences import spans
from tm.tmx.documents import Built, Worded
from tm.tmx.labels import Keep, kept, with_number
from tm.tmx.pair import Group, Pair, facts, sides
from tm.tmx.unit import PROBABILITY, SENTENCE, TranslationUnit, Variant

SURE = 0.95
"""Least probability of each pair of sentences. Of two sentences of UN documents beside their
translations 87 to 100 % reach it (six pairs, 150 cases each), of the same with a clause that one
side has in the first and the other in the second sentence 2 to 4 %."""

UNEQUAL = "another number of sentences"
UNSURE = "sentences not surely paired"


class SentencePair(NamedTuple):
    """A sentence in two languages."""

    source: str
    target: str
    probability: float  # that they correspond, given that the clauses do


class Parts(NamedTuple):
    """The sentences of one group, or why there are none."""

    pairs: list[SentencePair]
    reason: str | None = None  # None: paired, or one sentence on both sides


def paired_sentences(
    document: Built, group: Group, pair: Pair, lexicon: Lexicon, *, keep: Keep
) -> Parts:
    """Return the sentences of `group` in pairs, if there are several and all are sure."""
    both = sides(document, group, pair)
    stay = kept(both, keep=keep)
    ours, theirs = (
        cut(side, language, stay=stay) for side, language in zip(both, pair, strict=True)
    )
    if len(ours) == len(theirs) == 1:
        return Parts([])
    if len(ours) != len(theirs):
        return Parts([], UNEQUAL)
    beads = align(ours, theirs, source_language=pair[0], target_language=pair[1], lexicon=lexicon)
    if any(bead.kind != "1-1" or bead.probability < SURE for bead in beads):
        return Parts([], UNSURE)
    found = zip(ours, theirs, beads, strict=True)
    return Parts([SentencePair(a, b, bead.probability) for a, b, bead in found])


def cut(clauses: list[Worded], language: str, *, stay: bool) -> list[str]:
    """Return the sentences of clauses without the white space around them; `stay` as printed."""
    texts = (with_number(clause) if stay else clause.text for clause in clauses)
    return [text[a:b] for text in texts for a, b in spans(text, BY_CODE[language])]


def part_units(
    document: Built,
    group: Group,
    pair: Pair,
    parts: Parts,
    whole: TranslationUnit,
    *,
    place: str = SENTENCE,
) -> list[TranslationUnit]:
    """Return a unit a part, with the facts of the `whole` unit of its clauses.

    `place` is the property that says which part it is, and its initial marks the names.
    """
    count = len(parts.pairs)
    units = []
    for number, (source, target, probability) in enumerate(parts.pairs, start=1):
        sure = group._replace(probability=group.probability * probability)
        said = facts(document, sure)
        at = [name for name, _ in said].index(PROBABILITY) + 1
        which = ((place, f"{number}/{count}"),)
        units.append(
            TranslationUnit(
                f"{whole.tuid}:{place.removeprefix('x-')[0]}{number}",
                (Variant(pair[0], source), Variant(pair[1], target)),
                said[:at] + which + said[at:],
                whole.note,
            )
        )
    return units
