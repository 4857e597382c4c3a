"""Words of Russian: every lemma that any parse of the word gives.

    text_words("Организацией")   # (Word({"организация"}),)

Why all parses: a word out of context is often ambiguous («стали»: steel, became) and the
parser's first guess is wrong often enough; the words beside it in the term settle it.

Why no stemmer beside it: pymorphy also inflects words it does not know, and Snowball would
join «безопасность» with «безопасный» and «право» with «правый».
"""

from collections.abc import Callable
from functools import cache, lru_cache

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


@lru_cache(maxsize=1 << 17)
def _lemmas(word: str) -> frozenset[str]:
    lemmas = _normal_forms()(word)
    return frozenset({word, *map(fold_case, lemmas)})


@cache
def _normal_forms() -> Callable[[str], list[str]]:
    """Return the look-up of the dictionary, which takes a moment to load."""
    forms: Callable[[str], list[str]] = MorphAnalyzer().normal_forms
    return forms
