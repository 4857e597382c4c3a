"""Letters of a form that no search would find, or that would be found everywhere.

    [fault.kind for fault in faults_of("Coвет", lang="ru")]     ["mixed scripts"]

It looks at one form alone, as it was written.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpora.presentation import plain_letters
from tm.terms.analysers import form_words

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "CJK"}


class Fault(NamedTuple):
    """What is wrong with the letters of a form."""

    kind: str
    detail: str


def faults_of(form: str, *, lang: str) -> Iterator[Fault]:
    """Yield the faults of `form`; reading mends the first two."""
    if form.isascii() and len(form) > 1 and any(map(str.isalnum, form)):
        return
    if plain_letters(form) != form:
        yield Fault("presentation forms", "shapes of letters, which reading replaces by letters")
    elif unicodedata.normalize("NFC", form) != form:
        yield Fault("decomposed letters", "accents apart from their letters, which reading joins")
    for word in _WORD.findall(form):
        scripts = sorted({_script(letter) for letter in word} & _SCRIPTS)
        if len(scripts) > 1 and not {"CJK"} & {*scripts}:
            yield Fault("mixed scripts", f"{' and '.join(scripts)} letters in {word!r}")
            break
    if sum(map(str.isalnum, form)) == 1:
        yield Fault("one letter", "found wherever the letter stands alone")
    if not any(map(str.isalnum, form)) or not form_words(form, lang=lang):
        yield Fault("nothing to find", "no letter or digit in it")


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
