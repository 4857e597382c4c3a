"""Forms of different concepts that are, or hold, each other.

    shadows([Entry("a", "ru", "совет", …), Entry("b", "ru", "советы", …)])     one Shadow: INFLECTED

The same form, forms that are one after inflection as `tm.terms.match` sees it, and short forms
inside longer ones, which need no inflection to be worth a look.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpora.schema import LANGUAGES
from tm.terms.analysers import ANALYSERS
from tm.terms.match import FormIndex
from tm.terms.tokens import fold

SAME, ALIKE, INSIDE = "same form in two concepts", "one after inflection", "inside a longer form"

LONGEST = 40
"""Words (in Chinese: characters) of the longest stretch that is looked up inside another form."""


class Entry(NamedTuple):
    """A form of a concept, as it is read."""

    concept: str
    lang: str
    form: str
    status: str
    place: str


class Shadow(NamedTuple):
    """Two entries of one language and two concepts."""

    kind: str  # SAME, ALIKE or INSIDE
    entry: Entry
    other: Entry  # for SAME and ALIKE the earlier one, for INSIDE the longer one


def shadows(entries: Sequence[Entry]) -> Iterator[Shadow]:
    """Yield the pairs by language; each entry once a kind, with the first of its partners."""
    for lang in LANGUAGES:
        own = [entry for entry in entries if entry.lang == lang]
        yield from _alike(own, lang)
        yield from _inside(own, lang)


def _alike(entries: Sequence[Entry], lang: str) -> Iterator[Shadow]:
    """Yield forms that match an earlier one of another concept as a whole."""
    index = FormIndex([entry.form for entry in entries], lang=lang)
    for number, entry in enumerate(entries):
        for match in index.find(entry.form):
            if number in match.forms:
                others = [entries[other] for other in match.forms if other < number]
                others = [other for other in others if other.concept != entry.concept]
                same = [other for other in others if other.form == entry.form]
                if others:
                    yield Shadow(SAME if same else ALIKE, entry, (same or others)[0])


def _inside(entries: Sequence[Entry], lang: str) -> Iterator[Shadow]:
    """Yield forms that stand word for word inside a longer one of another concept."""
    by_words: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    cut = [tuple(map(fold, ANALYSERS[lang].pattern.findall(entry.form))) for entry in entries]
    for number, words in enumerate(cut):
        by_words[words].append(number)
    told: set[int] = set()
    for longer, words in enumerate(cut):
        for stretch in _stretches(words):
            for number in by_words.get(stretch, ()):
                if number not in told and entries[number].concept != entries[longer].concept:
                    told.add(number)
                    yield Shadow(INSIDE, entries[number], entries[longer])


def _stretches(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the stretches of `words` that are shorter than all of them."""
    for start in range(len(words)):
        for stop in range(start + 1, min(len(words), start + LONGEST) + 1):
            if stop - start < len(words):
                yield words[start:stop]
