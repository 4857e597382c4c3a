"""Clauses broken by a page end made whole again.

    « … multifonctionnelle capable » [notes] « d'apporter des réponses … »    one passage

Two passages are one clause if the second has no enumerator, heading or emphasised opening of
its own and the first has not ended; and, as a rule, only where something stood between them
that ends no clause: a page end, footnotes, a running header or a bare line break.

Why emphasis counts behind a comma: a page may end there too, Arabic and Chinese have no small
letters to show that the sentence goes on, and Russian clauses open with one. But where clauses
open in italics, one that does not is no new clause.
"""

from collections.abc import Sequence

from corpora.languages import Language
from corpora.structure.passage import HARD_STOPS, Passage, begins_small, ends_open, join

SHORT = 40
"""Code points (half of it in Chinese): shorter text without a stop may be a heading."""


def heal(passages: Sequence[Passage], language: Language, *, body: bool) -> list[Passage]:
    """Return `passages` with broken ones joined.

    `body` says that they are the body of a resolution, where every clause shows its beginning.
    """
    emphasised = _is_emphasised(passages)
    healed: list[Passage] = []
    for passage in passages:
        if healed and _goes_on(healed[-1], passage, language, body=body, emphasised=emphasised):
            healed[-1] = _joined(healed[-1], passage, language)
        else:
            healed.append(passage)
    return healed


def _is_emphasised(passages: Sequence[Passage]) -> bool:
    """Tell whether most passages without number or heading open in italics."""
    bare = [passage for passage in passages if not passage.enumerator and not passage.level]
    return 2 * sum(passage.italic for passage in bare) > len(bare) > 1


def _goes_on(
    first: Passage, second: Passage, language: Language, *, body: bool, emphasised: bool
) -> bool:
    """Tell whether `second` is the rest of `first`."""
    if first.level or second.level or second.enumerator:
        return False
    if body:
        return not first.text or _clause_goes_on(first, second, language, emphasised=emphasised)
    small = begins_small(second.text)
    certain = small or (not language.cased and not _is_short(first, language))
    return second.gap and certain and ends_open(first.text)


def _clause_goes_on(
    first: Passage, second: Passage, language: Language, *, emphasised: bool
) -> bool:
    """Tell whether `second`, in the body of a resolution, is the rest of the clause `first`."""
    small = language.capital_clauses and begins_small(second.text)
    if second.italic and not small:
        return False
    if ends_open(first.text):
        return second.gap or small
    return second.gap and (small or emphasised) and ends_open(first.text, stops=HARD_STOPS)


def _is_short(passage: Passage, language: Language) -> bool:
    return len(passage.text) < (SHORT if language.joiner else SHORT // 2)


def _joined(first: Passage, second: Passage, language: Language) -> Passage:
    text = join(first.text, second.text, language) if first.text else second.text
    return first._replace(
        whole=join(first.whole, second.whole, language),
        text=text,
        notes=(*first.notes, *second.notes),
        italic=first.italic if first.text else second.italic,
    )
