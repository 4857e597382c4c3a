"""The units of one document in two languages: whole clauses, then the parts inside them.

    found = bilingual(document, ("fr", "ru"), settings, lexicon)
    found.units[0].unit           TranslationUnit("A/RES/69/12#pp1", …)

Nothing is judged here: tiers, duplicates and files are `tm.tmx.export`.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from align.lexicon import Lexicon
from corpora.languages import BY_CODE
from corpora.sentences import spans
from tm.tmx.contexts import with_context
from tm.tmx.documents import Built
from tm.tmx.fragments import paired_fragments
from tm.tmx.kinds import Kind
from tm.tmx.pair import Group, Pair, clause_unit, matched
from tm.tmx.sentences import Parts, paired_sentences, part_units
from tm.tmx.settings import Settings
from tm.tmx.unit import FRAGMENT, TranslationUnit
from tm.tuid import unique


class Made(NamedTuple):
    """A unit, and what decides over it."""

    unit: TranslationUnit
    probability: float  # that the clauses correspond, of sentences too; of fragments, that they do
    kind: Kind


class Bilingual(NamedTuple):
    """The units of a document, and what there is not."""

    units: list[Made]
    left_out: Counter[str]  # reason -> clause groups
    uncut: Counter[str]  # reason -> clauses of several sentences that stay whole


def bilingual(document: Built, pair: Pair, settings: Settings, lexicon: Lexicon) -> Bilingual:
    """Return the units of `document` in a pair, in order, under names that come once."""
    groups, left_out = matched(document, pair)
    wholes = [clause_unit(document, group, pair, keep=settings.keep) for group in groups]
    names = unique(unit.tuid for unit in wholes)
    uncut: Counter[str] = Counter()
    units: list[Made] = []
    for group, whole, name in zip(groups, wholes, names, strict=True):
        unit = whole._replace(tuid=name)
        units.append(
            Made(_in_context(unit, document, group, pair, settings), group.probability, Kind.CLAUSE)
        )
        parts = Parts([])
        if settings.sentences:
            parts = paired_sentences(document, group, pair, lexicon, keep=settings.keep)
            uncut.update([parts.reason] if parts.reason else [])
            units += _sentences(document, group, pair, parts, unit, settings)
        if settings.fragments:
            fragments = paired_fragments(unit, parts, pair, lexicon)
            uncut.update([fragments.reason] if fragments.reason else [])
            units += _fragments(document, group, pair, fragments, unit)
    return Bilingual(units, left_out, uncut)


def _in_context(
    unit: TranslationUnit, document: Built, group: Group, pair: Pair, settings: Settings
) -> TranslationUnit:
    if settings.context is None:
        return unit
    texts = [clause.text for clause in document.clauses[pair[0]]]
    first, last = group.source[0], group.source[-1]
    before = texts[first - 1] if first else None
    after = texts[last + 1] if last + 1 < len(texts) else None
    return with_context(unit, settings.context, before=before, after=after)


def _sentences(
    document: Built,
    group: Group,
    pair: Pair,
    parts: Parts,
    whole: TranslationUnit,
    settings: Settings,
) -> Iterator[Made]:
    units = part_units(document, group, pair, parts, whole)
    texts = [unit.variants[0].text for unit in units]
    for k, unit in enumerate(units):
        if settings.context is not None:
            before = texts[k - 1] if k else _neighbour(document, group.source[0] - 1, pair[0], -1)
            last = k + 1 == len(texts)
            after = _neighbour(document, group.source[-1] + 1, pair[0], 0) if last else texts[k + 1]
            unit = with_context(unit, settings.context, before=before, after=after)  # noqa: PLW2901
        yield Made(unit, group.probability, Kind.SENTENCE)


def _fragments(
    document: Built, group: Group, pair: Pair, parts: Parts, whole: TranslationUnit
) -> Iterator[Made]:
    """Yield the fragments without context, which OmegaT does not read."""
    units = part_units(document, group, pair, parts, whole, place=FRAGMENT)
    for unit, part in zip(units, parts.pairs, strict=True):
        yield Made(unit, group.probability * part.probability, Kind.FRAGMENT)


def _neighbour(document: Built, index: int, language: str, which: int) -> str | None:
    """Return the first or last sentence of a clause, None where there is no such clause."""
    clauses = document.clauses[language]
    if not 0 <= index < len(clauses):
        return None
    text = clauses[index].text
    start, stop = spans(text, BY_CODE[language])[which]
    return text[start:stop]
