"""Words of French, English and Spanish: number, elision, contraction, article.

    form_keys("du", lang="fr", alone=False)         # ({"de"}, {"le"})
    form_keys("Luces", lang="es", alone=False)      # ({"luces", "luz", "luc", "luce"},)

Two words match when one is the singular of the other, or when the word in the text is an
inflection (simplemma) of the citation form in the termbase.

Why no stemmer: Snowball gives « traité » and « traite », "organization" and "organs",
"international" and "internal" one stem each, and simplemma alone takes "estado" and
"estaba" for one verb. Both turn a table of renderings into false alarms. Number is what
inflects inside a term, and rules for it are short; a lemma counts only if the termbase names it.
"""

from functools import lru_cache

from simplemma import lemmatize

from corpora.normalize import without_accents
from tm.terms.tokens import Word, fold

SINGULARS = {
    "fr": (("eaux", "eau"), ("aux", "al"), ("aux", "ail"), ("x", ""), ("s", "")),
    "en": (
        ("ies", "y"),
        ("ves", "f"),
        ("ves", "fe"),
        ("ses", "sis"),
        ("men", "man"),
        ("children", "child"),
        ("es", ""),
        ("s", ""),
    ),
    "es": (("iones", "ión"), ("ces", "z"), ("es", ""), ("s", "")),
}
"""Endings of the plural and what stands in the singular; every rule that fits is tried."""

CONTRACTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "fr": {
        "d'": ("de",),
        "du": ("de", "le"),
        "des": ("de", "le"),
        "au": ("à", "le"),
        "aux": ("à", "le"),
        "l'": ("le",),
        "la": ("le",),
        "les": ("le",),
        "qu'": ("que",),
        "s'": ("se",),
        "n'": ("ne",),
        "j'": ("je",),
        "c'": ("ce",),
    },
    "en": {"an": ("a",)},
    "es": {
        "del": ("de", "el"),
        "al": ("a", "el"),
        "la": ("el",),
        "los": ("el",),
        "las": ("el",),
    },
}
"""Small words by what they stand for; gender and number of an article make no difference."""

ARTICLES = {
    "fr": frozenset({"le", "un", "une"}),
    "en": frozenset({"the", "a"}),
    "es": frozenset({"el", "un", "una"}),
}
"""What may precede a term and is no part of it."""

ELISION = {"fr": r"(?:[cdjlmnst]|qu)['’ʼ](?=\w)"}
"""Words that an apostrophe ties to the next one."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_APOSTROPHES = str.maketrans("’ʼ", "''")


@lru_cache(maxsize=1 << 17)
def text_words(raw: str, *, lang: str) -> tuple[Word, ...]:
    """Return the words written as `raw` in a text, with every key they may be found under."""
    word = fold(raw).translate(_LIGATURES).translate(_APOSTROPHES)
    if word in CONTRACTIONS[lang]:
        return tuple(Word(frozenset({part})) for part in CONTRACTIONS[lang][word])
    keys = _singulars(word, lang) | {_lemma(word, lang), exact(word)}
    return (Word(keys | _unaccented(raw, word, lang)),)


@lru_cache(maxsize=1 << 17)
def form_keys(raw: str, *, lang: str, alone: bool) -> tuple[frozenset[str], ...]:
    """Return the key sets of the words written as `raw` in a form of the termbase.

    `alone` says that the form has no other word: given in the plural it is meant in the
    plural (« effectifs », staff, is not « effectif », effective).
    """
    word = fold(raw).translate(_LIGATURES).translate(_APOSTROPHES)
    if word in CONTRACTIONS[lang]:
        return tuple(frozenset({part}) for part in CONTRACTIONS[lang][word])
    singulars = _singulars(word, lang)
    lemma = _lemma(word, lang)
    if alone and lemma != word and lemma in singulars:
        return (frozenset({exact(word)}),)
    return (singulars | {"^" + without_accents(key) for key in singulars if not key.isascii()},)


def lemma_key(raw: str, *, lang: str) -> str:
    """Return the one lemma under which the word written as `raw` is counted."""
    word = fold(raw).translate(_LIGATURES).translate(_APOSTROPHES)
    if word in CONTRACTIONS[lang]:
        return CONTRACTIONS[lang][word][0]
    return _lemma(word, lang).casefold()


def singular(word: str, *, lang: str) -> str:
    """Return the singular of `word` if the dictionary knows it as a plural, else `word`."""
    small = fold(word)
    lemma = _lemma(small, lang)
    if lemma == small or lemma not in _singulars(small, lang) or not word.isalpha():
        return word
    return lemma.upper() if word.isupper() else lemma.capitalize() if word[:1].isupper() else lemma


def exact(word: str) -> str:
    """Return the key that only this spelling has."""
    return "=" + word


def _singulars(word: str, lang: str) -> frozenset[str]:
    shorter = {
        word.removesuffix(ending) + singular
        for ending, singular in SINGULARS[lang]
        if word.endswith(ending) and len(word) > max(len(ending), 2)
    }
    return frozenset({word} | shorter)


def _lemma(word: str, lang: str) -> str:
    return lemmatize(word, lang=lang) if word[:1].isalpha() else word


def _unaccented(raw: str, word: str, lang: str) -> frozenset[str]:
    """Capitals are often written without accents: « Etat », « CONSEIL DE SECURITE »."""
    if word.isascii() and (raw.isupper() or raw[0] in "AEIOU"):
        return frozenset("^" + key for key in _singulars(word, lang))
    return frozenset()
