"""How each language cuts and reads its words: one entry a language, behind two functions.

    tokenize("de l'Organisation", lang="fr")
    form_words("l'Organisation", lang="fr")     # the keys of « Organisation » alone

Nothing here decides what matches; see `tm.terms.match`.
"""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from corpora.normalize import fold_compatibility
from tm.terms import arabic, chinese, latin, russian
from tm.terms.tokens import SIGN, WORD, Analyse, Token, split

ACRONYM_LENGTH = 6
"""Longest all-capital form that is taken for an acronym, in letters (UNESCO, ЮНЕСКО)."""

Keys = frozenset[str]


class Standing(NamedTuple):
    """Where a word stands in a form, its leading article left out."""

    first: bool
    alone: bool


class Analyser(NamedTuple):
    """The three things that differ between languages."""

    pattern: re.Pattern[str]
    text_words: Analyse
    form_keys: Callable[[str, Standing], tuple[Keys, ...]]  # word of a form


def tokenize(text: str, *, lang: str) -> list[Token]:
    """Return the tokens of `text`, with half-open code-point ranges into it."""
    analyser = ANALYSERS[lang]
    return list(split(text, analyser.pattern, analyser.text_words))


def form_words(form: str, *, lang: str) -> tuple[Keys, ...]:
    """Return one key set for every word of a form of the termbase, its article left out.

    Empty if the form has nothing that could be matched.
    """
    analyser = ANALYSERS[lang]
    raw = analyser.pattern.findall(form)
    if is_acronym(form):
        return (frozenset({fold_compatibility(form)}),)
    raw = raw[_leading_articles(raw, lang) :]
    return tuple(
        keys
        for place, word in enumerate(raw)
        for keys in analyser.form_keys(word, Standing(first=not place, alone=len(raw) == 1))
    )


def is_acronym(form: str) -> bool:
    """Is `form` one short word in capitals? Scripts without case have no acronyms."""
    return form.isalpha() and form.isupper() and 2 <= len(form) <= ACRONYM_LENGTH


def _leading_articles(raw: list[str], lang: str) -> int:
    """Count the articles that stand before another word; a capital makes one part of a name."""
    articles = latin.ARTICLES.get(lang, frozenset())
    count = 0
    for word, following in pairwise(raw):
        if not (word.islower() and following[0].isalnum() and _is_one_of(articles, word, lang)):
            break
        count += 1
    return count


def _is_one_of(articles: Keys, word: str, lang: str) -> bool:
    if not articles:
        return False
    parts = latin.text_words(word, lang=lang)
    return len(parts) == 1 and bool(parts[0].keys & articles)


def _latin(lang: str) -> Analyser:
    elision = f"{latin.ELISION[lang]}|" if lang in latin.ELISION else ""
    return Analyser(
        pattern=re.compile(rf"(?i:{elision}{WORD}|{SIGN})"),
        text_words=partial(latin.text_words, lang=lang),
        form_keys=lambda raw, standing: latin.form_keys(raw, lang=lang, alone=standing.alone),
    )


_PLAIN = re.compile(rf"{WORD}|{SIGN}")

ANALYSERS = {
    **{lang: _latin(lang) for lang in ("fr", "en", "es")},
    "ru": Analyser(_PLAIN, russian.text_words, lambda raw, _: russian.form_keys(raw)),
    "ar": Analyser(
        _PLAIN, arabic.text_words, lambda raw, standing: arabic.form_keys(raw, first=standing.first)
    ),
    "zh": Analyser(chinese.PATTERN, chinese.text_words, lambda raw, _: chinese.form_keys(raw)),
}
