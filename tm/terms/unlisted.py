"""Renderings that no termbase lists: discovered in the texts, cited, and told what kind they are.

    find_unlisted("ru", corpus, known, open_numbers, entries)   # {3: Found(…), 7: NOT_FOUND, …}

It asks `tm.terms.discovery` for spans and `tm.terms.citation` for their forms.

Why an omission is told only of terms with a rendering that nearly all occurrences share
(`AGREED`): there, what is not found is not there; elsewhere it may have been overlooked. An
acronym that only the target text has is taken for the term in the same case.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import exp
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Lexicon
from corpora.schema import PIVOT
from tm.terms.analysers import ANALYSERS, is_acronym
from tm.terms.citation import Surface, cite
from tm.terms.discovery import Occurrence as Sought
from tm.terms.discovery import Span, discover
from tm.terms.function_words import PRONOUNS
from tm.terms.lexemes import Side, read_side
from tm.terms.match import FormIndex
from tm.terms.occurrences import (
    ACRONYM,
    ASSOCIATION,
    FULL,
    NOT_FOUND,
    OMITTED,
    PARAPHRASE,
    PRONOUN,
    UNMATCHED,
    WORD_ALIGNMENT,
    Entry,
    Found,
    Occurrence,
    Unit,
    positions,
)

CERTAIN = 0.55
"""Least score of a discovered span where the termbase has forms and none of them is there."""

INTERCEPT, SLOPE = -0.2, 6.0
"""Logistic curve from the score of a discovered span to its probability, fitted to 957 spans of
the gold set: of those given .5 to .6 it is .45 that are right, of those given .99 it is .998."""

AGREED, ENOUGH = 0.7, 3
"""Share of the occurrences found that have one form, and how many must be found, for what is not
found to be left out."""

LIKELY = 0.5
"""Probability that an acronym which only the target text has stands for the term."""

PREVAILING, GUESSED = 0.5, 0.6
"""A form prevails from the first share on; below the second probability nothing but its place
speaks for a span. One found only once is then called a paraphrase, which on the gold set one in
five of them is, against one in fifty of the other spans."""


class Corpus:
    """What is searched and what teaches; the French words are read once, when first needed."""

    def __init__(
        self,
        units: Sequence[Unit],
        further: Sequence[Unit],
        occurrences: Sequence[Occurrence],
        learnt: Sequence[Occurrence],
        lexicon: Lexicon,
        stands: NDArray[np.float64] | None = None,
    ) -> None:
        """Hold the texts; `stands` is how many of the corpus each stands for, the further last."""
        self.units = units
        self.further = further
        self.occurrences = occurrences
        self.learnt = learnt
        self.lexicon = lexicon
        self.stands = stands

    @cached_property
    def french(self) -> Side:
        """The French words of all units, the further ones last."""
        return read_side(self.texts(PIVOT), lang=PIVOT)

    def texts(self, lang: str) -> list[str | None]:
        """Return all texts in `lang`, the further ones last."""
        return [unit.texts.get(lang) for unit in (*self.units, *self.further)]


def find_unlisted(
    lang: str,
    corpus: Corpus,
    known: Mapping[int, Found],
    open_numbers: Sequence[int],
    entries: Sequence[Entry],
    elsewhere: Mapping[str, Counter[str]] = MappingProxyType({}),
) -> dict[int, Found]:
    """Return what discovery finds for the occurrences that are still open.

    The further units count only for concepts without a form in the language: of the others
    what is open is the exception. `elsewhere` has the forms that stand in other units of the
    corpus, by concept.
    """
    occurrences, known_concepts = corpus.occurrences, {entry.concept for entry in entries}
    sought = [_sought(occurrences[number], 0) for number in open_numbers]
    sought += [
        _sought(each, len(corpus.units))
        for each in corpus.learnt
        if each.entry.concept not in known_concepts
    ]
    taken = [
        (occurrences[number].unit, each.start, each.stop)
        for number, each in known.items()
        if each.start is not None and each.stop is not None
    ]
    texts = corpus.texts(lang)
    spans = discover(
        *(corpus.french, texts, sought),
        lang=lang,
        lexicon=corpus.lexicon,
        taken=taken,
        stands=corpus.stands,
    )
    spans = [
        span
        if span is None or each.concept not in known_concepts or span.score >= CERTAIN
        else None
        for each, span in zip(sought, spans, strict=True)
    ]
    forms = _cited(sought, spans, texts, lang)
    index = FormIndex([entry.form for entry in entries], lang=lang)
    for place, (each, span) in enumerate(zip(sought, spans, strict=True)):
        if span is not None and each.concept in known_concepts:
            words = _without_insertions(texts[each.unit] or "", span)
            forms[place] = _known_form(words, each.concept, index, entries) or forms[place]
    found = {
        number: _discovered(spans[place], texts[sought[place].unit] or "", forms[place], lang)
        for place, number in enumerate(open_numbers)
    }
    return found | dict(_told_apart(lang, corpus, {**known, **found}, elsewhere))


def _known_form(words: str, concept: str, index: FormIndex, entries: Sequence[Entry]) -> str | None:
    """Return the citation form of the termbase that `words` are a form of as a whole."""
    for match in index.find(words):
        if (match.start, match.stop) == (0, len(words)):
            for form in match.forms:
                if entries[form].concept == concept:
                    return entries[form].citation
    return None


def _sought(occurrence: Occurrence, before: int) -> Sought:
    match = occurrence.match
    return Sought(occurrence.entry.concept, occurrence.unit + before, match.start, match.stop)


def _cited(
    sought: Sequence[Sought], spans: Sequence[Span | None], texts: Sequence[str | None], lang: str
) -> list[str]:
    """Return the citation form of each span, "" where there is none."""
    forms = [""] * len(spans)
    for places in positions(each.concept for each in sought).values():
        found = [(place, span) for place in places if (span := spans[place]) is not None]
        surfaces = [
            Surface(_without_insertions(texts[sought[place].unit] or "", span), span.keys)
            for place, span in found
        ]
        for (place, _), form in zip(found, cite(surfaces, lang=lang), strict=True):
            forms[place] = form
    return forms


def _without_insertions(text: str, span: Span) -> str:
    """Return the words of a span as they stand, without those that are inserted."""
    pieces = [text[span.words[0][0] : span.words[0][1]]]
    for (_, before), (start, stop) in pairwise(span.words):
        between = text[before:start]
        pieces.append((between if not any(map(str.isalnum, between)) else " ") + text[start:stop])
    return "".join(pieces)


def _discovered(span: Span | None, text: str, form: str, lang: str) -> Found:
    if span is None:
        return NOT_FOUND
    words = text[span.start : span.stop]
    method = ASSOCIATION if span.dice else WORD_ALIGNMENT
    probability = 1 / (1 + exp(-INTERCEPT - SLOPE * span.score))
    kind = ACRONYM if is_acronym(words) else PRONOUN if words.lower() in PRONOUNS[lang] else FULL
    return Found(span.start, span.stop, words, form, method, kind, probability)


def _told_apart(
    lang: str,
    corpus: Corpus,
    found: Mapping[int, Found],
    elsewhere: Mapping[str, Counter[str]],
) -> Iterator[tuple[int, Found]]:
    """Yield what is no plain rendering of terms of which one form prevails."""
    by_concept = positions(occurrence.entry.concept for occurrence in corpus.occurrences)
    by_unit = positions(occurrence.unit for occurrence in corpus.occurrences)
    for concept, members in by_concept.items():
        here = (found[number].form for number in members if number in found)
        forms = Counter(form for form in here if form is not None)
        forms.update(elsewhere.get(concept, {}))
        share = max(forms.values(), default=0) / max(forms.total(), ENOUGH)
        for number in (n for n in members if n in found and share >= PREVAILING):
            each = found[number]
            if each.method == UNMATCHED and share >= AGREED and forms.total() >= ENOUGH:
                unit = corpus.occurrences[number].unit
                beside = [found[other] for other in by_unit[unit] if other in found]
                yield number, _absence(corpus.units[unit].texts, lang, beside)
            elif (
                (each.probability or 1) < GUESSED
                and each.form is not None
                and forms[each.form] == 1
            ):
                yield number, each._replace(kind=PARAPHRASE)


def _absence(texts: Mapping[str, str], lang: str, beside: Sequence[Found]) -> Found:
    """Return the one acronym that only this text has, else that the term is left out.

    Where the French has acronyms of its own too, one may be the other's translation.
    """
    french, own = _acronyms(texts[PIVOT], PIVOT), _acronyms(texts[lang], lang)
    both = french.keys() & own.keys()
    free = [
        span
        for word, span in own.items()
        if word not in both and not any(_meets(span, each) for each in beside)
    ]
    if len(french) > len(both) or len(free) != 1:
        return NOT_FOUND._replace(kind=OMITTED)
    ((start, stop),) = free
    words = texts[lang][start:stop]
    return Found(start, stop, words, None, WORD_ALIGNMENT, ACRONYM, LIKELY)


def _acronyms(text: str, lang: str) -> dict[str, tuple[int, int]]:
    """Return the acronyms of `text` and where each stands first."""
    words = ANALYSERS[lang].pattern.finditer(text)
    found: dict[str, tuple[int, int]] = {}
    for word in words:
        if is_acronym(word[0]):
            found.setdefault(word[0], word.span())
    return found


def _meets(span: tuple[int, int], found: Found) -> bool:
    if found.start is None or found.stop is None:
        return False
    return span[0] < found.stop and found.start < span[1]
