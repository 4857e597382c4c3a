"""Words of Russian: every lemma that any parse of the word gives.

    text_words("Организацией")   # (Word({"организация"}),)

Why all parses: a word out of context is often ambiguous («стали»: steel, became) and the
parser's first guess is wrong often enough; the words beside it in the term settle it.

Why no stemmer beside it: pymorphy also inflects words it does not know, and Snowball would
join «безопасность» with «безопасный» and «право» with «правый».
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from pymorphy3 import MorphAnalyzer

from corpora.normalize import fold_case
from tm.terms.tokens import Word, fold


@lru_cache(maxsize=1 << 17)
def text_words(raw: str) -> tuple[Word, ...]:
    """Return the one word written as `raw` with its lemmas as keys."""
    return (Word(_lemmas(fold(raw))),)


def form_keys(raw: str) -> tuple[frozenset[str], ...]:
    """Return the key set of the word written as `raw` in a form of the termbase."""
    return (_lemmas(fold(raw)),)


def lemmas(raw: str) -> tuple[str, ...]:
    """Return the lemmas of the word written as `raw`, the likeliest first, each once."""
    word = fold(raw)
    return tuple(dict.fromkeys(map(fold_case, _normal_forms()(word)))) or (word,)


@lru_cache(maxsize=1 << 17)
def _lemmas(word: str) -> frozenset[str]:
    lemmas = _normal_forms()(word)
    return frozenset({word, *map(fold_case, lemmas)})


@cache
def _analyser() -> MorphAnalyzer:
    """Return the dictionary, which takes a moment to load."""
    return MorphAnalyzer()


def _normal_forms() -> Callable[[str], list[str]]:
    forms: Callable[[str], list[str]] = _analyser().normal_forms
    return forms


def nominative(words: Sequence[str]) -> list[str]:
    """Return `words` with the first noun and the adjectives before it in the nominative singular.

    What follows the noun stays («Организации Объединённых Наций»: «Организация Объединённых …»).
    """
    parses = [_analyser().parse(word) for word in words]
    nouns = (place for place, found in enumerate(parses) if found[0].tag.POS == "NOUN")
    head = next(nouns, None)
    if head is None:
        return list(words)
    noun = parses[head][0]
    gender = {noun.tag.gender} if noun.tag.gender else set()
    told = [
        _inflected(words[place], parses[place], {"nomn", "sing"} | gender) for place in range(head)
    ]
    return [*told, _inflected(words[head], parses[head], {"nomn", "sing"}), *words[head + 1 :]]


def _inflected(word: str, parses: Sequence[Any], grammemes: set[str]) -> str:
    """Return `word` inflected, in the case of its letters; as it is if it cannot be."""
    found = parses[0].inflect(grammemes)
    if found is None:
        return word
    form = str(found.word)
    return form.upper() if word.isupper() else form.capitalize() if word[:1].isupper() else form
