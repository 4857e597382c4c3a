"""Language tags of the world to the six codes of ours.

    six("zh-Hans-CN")  "zh"      six("FRA")  "fr"      six("русский")  "ru"      six("de")  None

BCP 47 tags in any case, with hyphen or underscore; ISO 639-2 and 639-3 codes; names in English
or in the language itself, as people head their columns. Regions and scripts are passed over.

Why regions are passed over: the UN writes one French and one Spanish; a text marked es-MX or
fr-CA lies beside UN text in every memory and is the same language to the alignment. Whoever
needs the tag finds it beside the text (`corpora.parallel.row.Variant.code`).
"""

import re
from functools import lru_cache
from unicodedata import normalize

from corpora.languages import BY_CODE

_ISO_639 = {  # 639-2 in both spellings, and the single languages of a macrolanguage from 639-3
    "fr": ("fra", "fre"),
    "en": ("eng",),
    "es": ("spa",),
    "ru": ("rus",),
    "ar": ("ara", "arb"),
    "zh": ("zho", "chi", "cmn"),
}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*")


def _key(name: str) -> str:
    """Return a name as it is compared: composed, small, without white space around it."""
    return normalize("NFC", name).strip().casefold()


_CODES = {code: code for code in BY_CODE} | {
    other: code for code, others in _ISO_639.items() for other in others
}
_NAMES = {
    _key(name): language.code
    for language in BY_CODE.values()
    for name in (language.name, language.native)
}


@lru_cache(maxsize=1024)
def six(tag: str) -> str | None:
    """Return the code in `LANGUAGES` that `tag` stands for, None for any other language."""
    key = _key(tag)
    match = _TAG.fullmatch(key)
    return _NAMES.get(key) or (_CODES.get(match[1]) if match else None)
