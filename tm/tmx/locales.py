"""Language codes in a memory: the six as they are, or with a region for tools that want one.

    parse(["zh=zh-CN", "ar=ar-001"])     {"zh": "zh-CN", "ar": "ar-001"}

Why only these shapes: OmegaT loads nothing from a file that says `fra` or `fr_FR` (measured).
"""

import re
from collections.abc import Iterable, Mapping

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from tm.tmx.unit import TranslationUnit

SHAPE = re.compile(r"[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
"""Two letters, then a script and a region if any: "zh", "zh-CN", "zh-Hans-CN", "es-419"."""


def parse(options: Iterable[str]) -> dict[str, str]:
    """Return the code to write for each language named; raises `InputError` in one line."""
    found: dict[str, str] = {}
    for option in options:
        language, _, code = option.partition("=")
        if language not in LANGUAGES or not SHAPE.fullmatch(code) or code[:2] != language:
            raise InputError(
                f"--locale {option}: expected one of {', '.join(LANGUAGES)}, = and its code with a "
                "region, as zh=zh-CN"
            )
        found[language] = code
    return found


def localised(unit: TranslationUnit, locales: Mapping[str, str]) -> TranslationUnit:
    """Return `unit` with the codes of `locales`."""
    if not locales:
        return unit
    variants = (v._replace(language=locales.get(v.language, v.language)) for v in unit.variants)
    return unit._replace(variants=tuple(variants))
