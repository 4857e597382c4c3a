"""Which column holds what, told by its heading: in our words, UNTERM's, or those of a user.

    column_of("English Term")     Column("forms", "en", "")
    column_of("alt_fr")           Column("forms", "fr", "admitted")
    column_of("fr_regex")         None

A heading with any word that is not known is left alone, for it may hold definitions or notes.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tm.termbase.status import UNSTATED, status_of, words_of

CONCEPT, FORMS, LANGUAGE, TERM, STATUS = "concept", "forms", "language", "term", "status"
"""What a column holds: the last three are those of tables with one form a row."""

_NAMED = {
    CONCEPT: "concept|concept id|conceptid|concept no|id|record id|record id url|record|recordid|"
    "record url|record number|record no|unterm id|unterm record id|identifier|identifiant|no|n|"
    "number|numero|entry|entry id|entry number|fiche|numero de fiche|uri|url",
    LANGUAGE: "language|lang|langue|language code|code langue|locale|idioma",
    TERM: "term|terme|form|forme|label|libelle|designation",
    STATUS: "status|statut|term status|usage status|administrative status|term type|type|usage",
}
_ROLES = {words: role for role, listed in _NAMED.items() for words in listed.split("|")}

_NAMES = {
    "fr": "french francais francaise frances",
    "en": "english anglais anglaise ingles",
    "es": "spanish espagnol espagnole espanol",
    "ru": "russian russe ruso",
    "ar": "arabic arabe",
    "zh": "chinese chinois chinoise chino",
}
_CODES = {"fra": "fr", "fre": "fr", "eng": "en", "spa": "es", "rus": "ru", "ara": "ar"}
_CODES |= {"zho": "zh", "chi": "zh", "cn": "zh"} | {lang: lang for lang in LANGUAGES}
_BY_NAME = {name: lang for lang, names in _NAMES.items() for name in names.split()}
_BY_NAME |= {word: lang for lang in LANGUAGES for word in words_of(BY_CODE[lang].native)}
_SAYING_NOTHING = frozenset(
    words_of(
        "term terms terme termes s form forms forme formes label labels libelle name nom title "
        "titre in en de du simplified simplifie unterm lang langue language"
    )
)
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?", re.IGNORECASE)


class Column(NamedTuple):
    """What the cells under a heading hold."""

    role: str  # CONCEPT, FORMS, LANGUAGE, TERM or STATUS
    lang: str = ""  # of FORMS
    status: str = UNSTATED  # of FORMS, where the heading says it


def language_of(tag: str) -> str:
    """Return the language of a tag or a name, empty if none of six: "fr-CA", "Russian"."""
    code = _TAG.fullmatch(tag.strip())
    found = _CODES.get(code[1].casefold()) if code else None
    return found or next((_BY_NAME[word] for word in words_of(tag) if word in _BY_NAME), "")


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """Return what the column under `heading` holds; None if nothing that counts."""
    words = words_of(heading)
    role = _ROLES.get(" ".join(words))
    if role:
        return Column(role)
    if _TAG.fullmatch(heading.strip()) and words[0] in _CODES:
        return Column(FORMS, _CODES[words[0]])
    return _forms_column(words)


def _forms_column(words: list[str]) -> Column | None:
    """Return the column if `words` are one language and what is said of its forms."""
    for known in (_BY_NAME, _CODES):  # a name first: « terme en français » is not English
        spoken = [word for word in words if word in known]
        if spoken:
            lang = known[spoken[0]]
            rest = [word for word in words if word not in spoken and word not in _SAYING_NOTHING]
            said = " ".join(rest)
            status = status_of(said) or status_of(said.removesuffix("s")) if said else UNSTATED
            alone = len({known[word] for word in spoken}) == 1
            return None if status is None or not alone else Column(FORMS, lang, status)
    return None
